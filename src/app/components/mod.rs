//! The parts that views are made of, one a file.

mod counted;
mod figure_frame;
mod filters;
mod footer;
mod header;
mod rows;
mod states;
mod table;
mod tile;

pub use counted::Counted;
pub use figure_frame::{FigureFrame, Foot, measured};
pub use filters::Filters;
pub use footer::Footer;
pub use header::{Header, PickFiles};
pub use rows::Rows;
pub use states::{DropZone, Failed, Notices, ReadingState};
pub use table::DataTable;
pub use tile::TileView;
