//! The text of a cell becomes a typed value, or a problem that says what was expected (E23 to E26).

use crate::bytes::is_same;
use crate::calendar::Day;
use crate::column::{Column, Whole, Word};
use crate::interner::Ids;
use crate::kind::{CellKind, ID_LENGTH, IdSpace, TEXT_LENGTH};
use crate::number::{parse_number, parse_whole};

/// Why a cell is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellError {
    /// It is empty, and must not be.
    Missing,
    /// No day as a cell writes it.
    Day,
    /// None of the words of its column.
    Word,
    /// Neither yes nor no.
    Flag,
    /// No number, or one below the least.
    Number,
    /// More characters than its column may have.
    TooLong,
}

/// Adds a cell to its column, which an empty one does as one that is not known.
///
/// The text is UTF-8. It comes as bytes, since only text that is shown need be decoded.
///
/// # Errors
/// If the text does not parse as the kind of its column; nothing is added then.
pub fn read(column: &mut Column, kind: CellKind, text: &[u8], ids: &mut Ids) -> Result<(), CellError> {
    if text.is_empty() {
        column.push_unknown();
        return Ok(());
    }
    match (column, kind) {
        (Column::Days(days), kind) => {
            let Some(day) = Day::parse(text) else { return Err(CellError::Day) };
            days.push(Some(if kind == CellKind::Month { day.month().first_day() } else { day }));
        }
        (Column::Words(cells), CellKind::Word(words)) => {
            let place = words.iter().position(|word| is_same(word.as_bytes(), text));
            let Some(word) = place.and_then(Word::at) else { return Err(CellError::Word) };
            cells.push(Some(word));
        }
        (Column::Flags(flags), _) => {
            let is_one_of = |words: [&str; 3]| words.iter().any(|word| text.eq_ignore_ascii_case(word.as_bytes()));
            match (is_one_of(["true", "yes", "1"]), is_one_of(["false", "no", "0"])) {
                (false, false) => return Err(CellError::Flag),
                (is_true, _) => flags.push(Some(is_true)),
            }
        }
        (Column::Wholes(wholes), CellKind::Whole(least)) => {
            let whole = decoded(text).and_then(parse_whole).filter(|&number| number >= least).and_then(Whole::new);
            let Some(whole) = whole else { return Err(CellError::Number) };
            wholes.push(Some(whole));
        }
        (Column::Numbers(numbers), CellKind::Number(least)) => {
            let is_enough = |number: &f64| least.is_none_or(|least| *number >= f64::from(least));
            let Some(number) = decoded(text).and_then(parse_number).filter(is_enough) else {
                return Err(CellError::Number);
            };
            numbers.push(Some(number));
        }
        (Column::Ids(codes), CellKind::Id(space)) => {
            if is_longer(text, if space == IdSpace::Area { TEXT_LENGTH } else { ID_LENGTH }) {
                return Err(CellError::TooLong);
            }
            codes.push(ids.of_mut(space).intern_bytes(text));
        }
        (Column::Texts(texts), kind) => {
            if is_longer(text, if let CellKind::Text(longest) = kind { longest } else { TEXT_LENGTH }) {
                return Err(CellError::TooLong);
            }
            if kind == CellKind::List {
                texts.push(list(decoded(text).unwrap_or_default()).as_bytes());
            } else {
                texts.push(text);
            }
        }
        // A column has the type of its kind.
        (column, _) => column.push_unknown(),
    }
    Ok(())
}

fn decoded(text: &[u8]) -> Option<&str> {
    std::str::from_utf8(text).ok()
}

/// The values of a list, trimmed, each once.
#[cold]
fn list(text: &str) -> String {
    let mut list = String::new();
    for value in text.split(';').map(str::trim).filter(|value| !value.is_empty()) {
        if !list.split(';').any(|earlier| earlier == value) {
            if !list.is_empty() {
                list.push(';');
            }
            list.push_str(value);
        }
    }
    list
}

/// Whether the text has more than this many characters (E24); few cells are long enough to be counted.
fn is_longer(text: &[u8], longest: usize) -> bool {
    text.len() > longest && decoded(text).is_none_or(|text| text.chars().count() > longest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_trimmed_and_holds_each_value_once() {
        assert_eq!(list("a; b ;;a;bb"), "a;b;bb");
    }
}
