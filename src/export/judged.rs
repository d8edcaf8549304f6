//! What a record is as a whole, before its cells are looked at.

use uptake_columns::{Record, RecordError};

use crate::org::{Effect, Problem, ProblemCode, Table};

use super::header::HeaderError;
use super::personal::holds_email;
use super::table::Sheet;

/// What a record is as a whole.
pub enum Judged {
    /// A row, if its cells are.
    Row,
    /// Nothing that counts: a blank line, or one of a table or a file that is refused.
    Nothing,
    /// The header of its file.
    Header,
    /// No row.
    Bad(RecordProblem),
    /// A row with an e-mail address in these cells.
    Personal(Vec<usize>),
}

/// What is wrong with a record, before it is known what that does.
pub struct RecordProblem {
    pub column: Option<String>,
    pub code: ProblemCode,
    pub found: String,
    pub expected: String,
}

impl RecordProblem {
    /// Of no column.
    pub fn new(code: ProblemCode, found: impl Into<String>, expected: impl Into<String>) -> Self {
        Self { column: None, code, found: found.into(), expected: expected.into() }
    }

    /// An address where there must be none.
    pub fn personal() -> Self {
        Self::new(ProblemCode::LooksPersonal, "an e-mail address", "nothing about a person")
    }

    /// The same, at its place and with its effect.
    pub fn at(self, file: &str, line: u32, effect: Effect) -> Problem {
        Problem {
            file: file.to_owned(),
            line,
            column: self.column,
            code: self.code,
            effect,
            found: self.found,
            expected: self.expected,
        }
    }
}

impl From<HeaderError> for RecordProblem {
    fn from(error: HeaderError) -> Self {
        Self { column: Some(error.column), code: error.code, found: error.found, expected: error.expected }
    }
}

/// What a record of a table is as a whole, once it is known whether the table is refused. Of what is wrong with one the first rule counts (E16).
pub fn judge(table: Table, is_refused: bool, sheet: &Sheet, record: Record<'_>) -> Judged {
    if sheet.is_over || record.is_blank() {
        return Judged::Nothing;
    }
    let Some(header) = &sheet.header else { return Judged::Header };
    if is_refused {
        return Judged::Nothing;
    }
    let width = header.names.len();
    let found = match record.error() {
        Some(RecordError::StrayQuote) => Some("a stray quote".to_owned()),
        Some(RecordError::TooLong) => Some("a record that is too long for a row".to_owned()),
        Some(RecordError::OpenQuote(1)) => {
            Some("a quote that is still open at the end of the file, after 1 line".to_owned())
        }
        Some(RecordError::OpenQuote(lines)) => {
            Some(format!("a quote that is still open at the end of the file, after {lines} lines"))
        }
        None if record.width() != width => Some(format!("{} cells", record.width())),
        None => None,
    };
    if let Some(found) = found {
        let expected = format!("{width} cells, those with quotes or line breaks between quotes");
        return Judged::Bad(RecordProblem::new(ProblemCode::BadCsv, found, expected));
    }
    if let Err(valid) = record.check_encoding() {
        let found = format!("a byte that is not UTF-8, byte {} of the file", record.offset() + valid as u64 + 1);
        return Judged::Bad(RecordProblem::new(ProblemCode::BadEncoding, found, "UTF-8"));
    }
    if !record.may_be_unusual() {
        return Judged::Row;
    }
    let personal: Vec<usize> = sheet.watched.iter().copied().filter(|&cell| holds_email(&record.cell(cell))).collect();
    if personal.is_empty() {
        return Judged::Row;
    }
    if table == Table::About {
        // The problem names the key, unless the address is in there.
        let key = header.cells[0].map(|cell| record.cell(cell)).filter(|key| !key.is_empty() && !holds_email(key));
        let column = key.map(|key| String::from_utf8_lossy(&key).into_owned());
        return Judged::Bad(RecordProblem { column, ..RecordProblem::personal() });
    }
    Judged::Personal(personal)
}
