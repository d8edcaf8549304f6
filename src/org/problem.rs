//! What was wrong with an export: one problem a row set aside, one a cell not known, one a table refused.

use std::fmt;

use serde::{Serialize, Serializer};

use super::{Sorted, Table};

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident $code:literal,)+) => {
        /// Why a row was set aside, a cell is not known, or a table was refused.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ProblemCode {
            $($(#[$doc])* $name,)+
        }

        impl ProblemCode {
            /// The code as reports write it.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)+
                }
            }
        }
    };
}

codes! {
    /// A required cell is empty.
    MissingRequired "missing_required",
    /// Not a day `YYYY-MM-DD`.
    BadDate "bad_date",
    /// Not a number of the kind wanted.
    BadNumber "bad_number",
    /// Neither yes nor no.
    BadBool "bad_bool",
    /// Not one of the words allowed.
    BadWord "bad_word",
    /// More characters than a cell of this column may hold.
    TooLong "too_long",
    /// Quotes or the number of cells are wrong.
    BadCsv "bad_csv",
    /// Not UTF-8, or not unpackable.
    BadEncoding "bad_encoding",
    /// The same key and the same content as an earlier row.
    Duplicate "duplicate",
    /// The same key as another row, with other content.
    Conflict "conflict",
    /// A team that `teams` does not hold.
    UnknownTeam "unknown_team",
    /// A dataset that `datasets` does not hold.
    UnknownDataset "unknown_dataset",
    /// Neither a measure nor a reported name.
    UnknownMeasure "unknown_measure",
    /// The row's own date is after the stated last day of the data.
    AfterDataDate "after_data_date",
    /// The later of two dates comes first.
    OutOfOrder "out_of_order",
    /// Both sides of a conversation are one team.
    SameTeam "same_team",
    /// A required column is missing.
    MissingColumn "missing_column",
    /// A known column appears twice.
    DuplicateColumn "duplicate_column",
    /// There is no header.
    EmptyFile "empty_file",
    /// A part is missing, or is not what the package says it is.
    BadFile "bad_file",
    /// Renames lead back to where they began.
    RenameCycle "rename_cycle",
    /// A column or setting seems to hold something about a person.
    LooksPersonal "looks_personal",
}

/// Why a table may be refused, in the order in which one reason is named before another (E13).
const REFUSALS: [ProblemCode; 8] = [
    ProblemCode::BadFile,
    ProblemCode::BadEncoding,
    ProblemCode::EmptyFile,
    ProblemCode::BadCsv,
    ProblemCode::DuplicateColumn,
    ProblemCode::MissingColumn,
    ProblemCode::LooksPersonal,
    ProblemCode::RenameCycle,
];

impl ProblemCode {
    /// Where it stands among the reasons to refuse a table; the lowest is the one that is named.
    pub fn refusal_rank(self) -> usize {
        REFUSALS.iter().position(|&code| code == self).unwrap_or(REFUSALS.len())
    }
}

impl fmt::Display for ProblemCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Serialize for ProblemCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

/// What a problem did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// The whole table is treated as absent.
    TableRefused,
    /// The row counts nowhere.
    RowSetAside,
    /// The cell counts as not known; the row is used.
    CellNotKnown,
}

/// One problem, so that whoever writes the export finds it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Problem {
    /// The file, as the export names it.
    pub file: String,
    /// The physical line on which the record starts, from 1; 0 where the problem is of the whole file.
    pub line: u32,
    /// The column; `None` where the problem is of the whole row or file.
    pub column: Option<String>,
    /// What kind of problem.
    pub code: ProblemCode,
    /// What it did.
    pub effect: Effect,
    /// What stands there, shortened.
    pub found: String,
    /// What should stand there.
    pub expected: String,
}

impl fmt::Display for Problem {
    /// `file:line: column: found …, expected …`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.file)?;
        if self.line > 0 {
            write!(f, "{}:", self.line)?;
        }
        if let Some(column) = &self.column {
            write!(f, " {column}:")?;
        }
        write!(f, " found {}, expected {} [{}]", self.found, self.expected, self.code)
    }
}

/// How many problems of a table are kept in full (E46); all are counted.
pub const PROBLEMS_KEPT: usize = 1000;

/// A file that a table was read from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileReport {
    /// Its name, relative to the export.
    pub name: String,
    /// Rows met in it; 0 for a refused table.
    pub rows: u64,
    /// The SHA-256 of its bytes as they are stored, in hexadecimal digits; `None` where it was not read to its end, or is too
    /// large for it.
    pub sha256: Option<String>,
}

/// What became of the rows of one table that has a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableReport {
    /// The files it was read from, in order.
    pub files: Vec<FileReport>,
    /// Rows met; 0 for a refused table.
    pub read: u64,
    /// Rows that count.
    pub used: u64,
    /// Why the whole table was refused; `None` where it was read.
    pub refused: Option<ProblemCode>,
    /// Rows set aside, by code.
    pub set_aside: Sorted<ProblemCode, u64>,
    /// Optional cells not known, on rows used, by code.
    pub cells: Sorted<ProblemCode, u64>,
    /// Columns dropped because they seem to hold something about persons.
    pub dropped_columns: Vec<String>,
    /// Columns, or settings, that are not part of the format.
    pub unknown_columns: Vec<String>,
    /// The first [`PROBLEMS_KEPT`] problems, by file and line.
    pub problems: Vec<Problem>,
}

impl TableReport {
    /// Refuses the whole table: none of its rows is counted (E13).
    pub fn refuse(&mut self, problem: Problem) {
        self.files.iter_mut().for_each(|file| file.rows = 0);
        *self = Self {
            files: std::mem::take(&mut self.files),
            refused: Some(problem.code),
            problems: vec![problem],
            ..Self::default()
        };
    }

    /// Counts a row that was read and set aside.
    pub fn set_aside(&mut self, problem: impl FnOnce() -> Problem, code: ProblemCode) {
        self.read += 1;
        *self.set_aside.or_default(code) += 1;
        if self.problems.len() < PROBLEMS_KEPT {
            self.problems.push(problem());
        }
    }

    /// Counts a row that is set aside after later ones. Its problem, if it is among the first of its kind, may belong before
    /// those kept so far (E46).
    pub fn set_aside_late(&mut self, problem: Option<Problem>, code: ProblemCode) {
        self.read += 1;
        *self.set_aside.or_default(code) += 1;
        self.problems.extend(problem);
    }

    /// Rows set aside, of every code.
    pub fn rows_set_aside(&self) -> u64 {
        self.set_aside.values().sum()
    }

    /// Whether more than a tenth of the rows were set aside, so that numbers may be off (E47).
    pub fn is_doubtful(&self) -> bool {
        self.rows_set_aside() * 10 > self.read
    }
}

/// What was read of an export, table by table, and what was not.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// One entry a table that has a file.
    pub tables: Sorted<Table, TableReport>,
    /// Remarks, such as files that were not read and why.
    pub notes: Vec<String>,
}

impl Report {
    /// The tables that have no file, in documented order.
    pub fn absent(&self) -> impl Iterator<Item = Table> {
        Table::ALL.iter().copied().filter(|table| self.tables.get(*table).is_none())
    }

    /// Whether there is nothing to mend.
    pub fn is_clean(&self) -> bool {
        self.tables.values().all(|table| {
            table.refused.is_none()
                && table.set_aside.is_empty()
                && table.cells.is_empty()
                && table.dropped_columns.is_empty()
        })
    }
}
