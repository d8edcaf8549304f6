//! Files become rows: containers, streaming CSV, one typed row a record, and problems with file, line and column.
//!
//! Reading never fails because of a row. Nothing here asks for a file: whoever reads hands in bytes as they arrive.

mod archive;
#[cfg(not(target_arch = "wasm32"))]
mod archive_reader;
pub mod checksum;
mod delimiter;
mod header;
mod json;
mod judged;
mod package;
mod personal;
mod plan;
mod reader;
mod row_reader;
mod table;
#[cfg(not(target_arch = "wasm32"))]
mod unpack;
mod zip_writer;

pub use archive::{Archive, ArchiveError, Directory, Entry, MOST_PACKAGE_BYTES, Piece, TAIL_BYTES};
#[cfg(not(target_arch = "wasm32"))]
pub use archive_reader::{ArchiveReadError, read_archive};
pub use package::{PackageError, parse_package};
pub use plan::{Part, Plan, TablePlan, is_below, plan_files, table_of};
pub use reader::{ExportReader, Stored};
pub use table::{SLICE_BYTES, is_web_page};
pub use zip_writer::ZipWriter;
