//! The header of a file: which cell belongs to which column of the format (E7, E13, E37).

use super::personal::{holds_email, is_personal_name};
use crate::org::{ProblemCode, TableSpec, shorten};

/// Where the columns of one file stand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Header {
    /// For each column of the format the cell that holds it; `None` where this file lacks it.
    pub cells: Vec<Option<usize>>,
    /// The names as written, trimmed and in lower case.
    pub names: Vec<String>,
    /// Columns that are not part of the format.
    pub unknown: Vec<String>,
    /// Columns named like one for persons.
    pub personal: Vec<String>,
}

/// Why a header refuses its table.
#[derive(Clone, Debug, PartialEq)]
pub struct HeaderError {
    /// The code of the refusal.
    pub code: ProblemCode,
    /// The column concerned.
    pub column: String,
    /// What stands there.
    pub found: String,
    /// What should stand there.
    pub expected: String,
}

impl Header {
    /// Finds the columns of a table among the names of a header.
    ///
    /// # Errors
    /// If a known column appears twice, or a required one is missing or named like one for persons.
    pub fn new(spec: &TableSpec, names: Vec<String>) -> Result<Self, HeaderError> {
        let mut header =
            Self { cells: vec![None; spec.columns.len()], names, unknown: Vec::new(), personal: Vec::new() };
        for (cell, name) in header.names.iter().enumerate() {
            if let Some(place) = spec.column(name) {
                if let Some(first) = header.cells[place] {
                    let found = format!("it in columns {} and {}", first + 1, cell + 1);
                    return Err(HeaderError {
                        code: ProblemCode::DuplicateColumn,
                        column: name.clone(),
                        found,
                        expected: "it once".to_owned(),
                    });
                }
                header.cells[place] = Some(cell);
            }
        }
        let missing = spec.columns.iter().zip(&header.cells).find(|(column, cell)| column.required && cell.is_none());
        if let Some((column, _)) = missing {
            return Err(HeaderError {
                code: ProblemCode::MissingColumn,
                column: column.name.to_owned(),
                found: format!("the columns {}", list(&header.names)),
                expected: format!("a column {} in {}", column.name, spec.name),
            });
        }
        for name in header.names.iter().filter(|name| spec.column(name).is_none()) {
            if is_personal_name(name) {
                header.personal.push(name.clone());
            } else if !header.unknown.contains(name) {
                header.unknown.push(name.clone());
            }
        }
        Ok(header)
    }
}

/// The first names for a message, which may be those of a file without a header, and so anything.
fn list(names: &[String]) -> String {
    const MOST: usize = 40;
    let shown = names.iter().filter(|name| !holds_email(name.as_bytes())).take(MOST).map(|name| shorten(name));
    shown.collect::<Vec<_>>().join(", ")
}
