//! Why nothing could be read, and what to do about it.

use super::PACKAGE;
use super::archive::ArchiveProblem;
use crate::export::PackageError;

/// Why nothing could be read at all.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum LoadError {
    /// The reader cancelled.
    #[error("Reading was cancelled.")]
    Cancelled,
    /// The server did not answer, or not as it should.
    #[error("{file}: {found}.")]
    Unreachable {
        /// What was asked for.
        file: String,
        /// What came.
        found: String,
    },
    /// There is no table to read.
    #[error("No export was found in {place}. Looked for {PACKAGE}, and for tables by name, such as conversations.csv.")]
    NoTables {
        /// Where was looked.
        place: String,
    },
    /// The address names data that is not below the page.
    #[error(
        "data={0} was not opened. The address can name a folder below this page, such as exports/may, or a zip there; nothing else."
    )]
    Refused(String),
    /// A part of the page itself did not come.
    #[error("A part of this page did not come.")]
    Program,
    /// The package cannot be followed.
    #[error("{0}")]
    Package(#[from] PackageError),
    /// The zip is not one that is read.
    #[error("{file}: {problem}.")]
    Archive {
        /// Its name.
        file: String,
        /// What is the matter with it.
        problem: ArchiveProblem,
    },
}

impl LoadError {
    /// What is the matter, in a few words.
    pub fn title(&self) -> &'static str {
        match self {
            Self::Cancelled => "Reading was cancelled",
            Self::Program => "The page is not complete",
            Self::Refused(_) => "The address asks for data from elsewhere",
            _ => "The export could not be read",
        }
    }

    /// What to do about it.
    pub fn advice(&self) -> &'static str {
        match self {
            Self::Cancelled => "Nothing was kept of it.",
            Self::Unreachable { .. } => {
                "Check the connection and the address, then try again. If it stays like this, tell whoever looks after the page."
            }
            Self::NoTables { .. } => {
                "Check the folder in the address, or open the files of an export: they are read here and sent nowhere."
            }
            Self::Program => {
                "Check the connection and try again. If that does not help, files are missing where the page is deployed: the whole folder has to be put there again."
            }
            Self::Refused(_) => {
                "Nothing was loaded, since numbers from elsewhere would look as if they came from here. Put the export below the page and name its folder, or open files of your own."
            }
            Self::Archive { .. } => "Open the files that are in it, or pack them again into a plain zip.",
            Self::Package(_) => {
                "Mend datapackage.json where it says, or leave it out and name the files like the tables."
            }
        }
    }
}
