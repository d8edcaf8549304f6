//! The cells of a record go into the columns of a table.

use crate::cells::{CellError, read};
use crate::column::Column;
use crate::interner::Ids;
use crate::kind::CellKind;
use crate::records::Record;

/// What becomes of one column at every record of a file.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// The place of the column in its table.
    pub place: usize,
    /// What its cells hold.
    pub kind: CellKind,
    /// The cell of the record that holds it; `None` where the file lacks it, so that every cell is empty.
    pub cell: Option<usize>,
    /// What an empty cell stands for; nothing where it is not known.
    pub default: &'static [u8],
    /// When a record is set aside that lacks it.
    pub needed: Needed,
}

/// When a cell must be known for the record to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needed {
    /// In every record.
    Always,
    /// Where the column that decides says so, or says nothing at all.
    WhereDecided,
    /// In none.
    Never,
    /// In none; its first word decides about the columns after it.
    Decides,
}

/// A cell that is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadCell {
    /// Its place among the steps.
    pub step: usize,
    /// Why.
    pub error: CellError,
}

/// Adds the cells of a record to their columns. Cells that are not known are added as such, and noted.
///
/// # Errors
/// If a cell that is needed is not known. Cells before it are added, and to be taken back.
#[inline(never)] // inside its caller it would be built like that, for size
pub fn fill(
    columns: &mut [Option<Column>],
    steps: &[Step],
    record: &mut Record<'_>,
    ids: &mut Ids,
    not_known: &mut Vec<BadCell>,
) -> Result<(), BadCell> {
    let mut is_decided = true;
    for (at, step) in steps.iter().enumerate() {
        let text = step.cell.map_or(&[][..], |cell| record.cell(cell));
        let text = if text.is_empty() { step.default } else { text };
        let is_needed = match step.needed {
            Needed::Always => true,
            Needed::WhereDecided => is_decided,
            Needed::Never | Needed::Decides => false,
        };
        let column = columns.get_mut(step.place).and_then(Option::as_mut);
        let outcome = match column {
            _ if text.is_empty() && is_needed => Err(CellError::Missing),
            Some(column) => read(column, step.kind, text, ids),
            None => Ok(()),
        };
        if step.needed == Needed::Decides {
            is_decided = match step.kind {
                CellKind::Word(words) => words.first().is_some_and(|first| first.as_bytes() == text),
                _ => false,
            };
        }
        if let Err(error) = outcome {
            let bad = BadCell { step: at, error };
            if is_needed {
                return Err(bad);
            }
            not_known.push(bad);
            if let Some(column) = columns.get_mut(step.place).and_then(Option::as_mut) {
                column.push_unknown();
            }
        }
    }
    Ok(())
}
