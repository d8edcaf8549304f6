//! The parts of the page that stay while views come and go, one a file.

mod drop_zone;
mod embed;
mod header;
mod reading;
mod rows;

pub use drop_zone::DropZone;
pub use embed::Embed;
pub use header::{FILES_ID, Header};
pub use reading::ReadingState;
pub use rows::Rows;
