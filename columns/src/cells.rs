//! The text of a cell becomes a typed value, or it is said what is wrong with it (E23 to E26).

use crate::column::{Whole, Word};
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

/// What the first bytes of a cell tell at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found<T> {
    /// What it says; `None` where that is nothing.
    Says(Option<T>),
    /// Not enough: it has to be read.
    Unread,
}

/// One of these words.
pub fn word(words: &[&str], text: &[u8]) -> Option<Word> {
    words.iter().position(|word| word.as_bytes() == text).and_then(Word::at)
}

/// Yes or no.
pub fn flag(text: &[u8]) -> Option<bool> {
    let is_one_of = |words: [&str; 3]| words.iter().any(|word| text.eq_ignore_ascii_case(word.as_bytes()));
    match (is_one_of(["true", "yes", "1"]), is_one_of(["false", "no", "0"])) {
        (false, false) => None,
        (is_true, _) => Some(is_true),
    }
}

/// A whole number of at least this.
pub fn whole(least: u64, text: &[u8]) -> Option<Whole> {
    decoded(text).and_then(parse_whole).filter(|&number| number >= least).and_then(Whole::new)
}

/// A number of at least this, or any.
pub fn number(least: Option<u32>, text: &[u8]) -> Option<f64> {
    decoded(text).and_then(parse_number).filter(|&number| least.is_none_or(|least| number >= f64::from(least)))
}

/// The values of a list, trimmed, each once.
#[cold]
pub fn list(text: &[u8]) -> String {
    let mut list = String::new();
    for value in decoded(text).unwrap_or_default().split(';').map(str::trim).filter(|value| !value.is_empty()) {
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
#[inline]
pub fn is_longer(text: &[u8], longest: usize) -> bool {
    text.len() > longest && decoded(text).is_none_or(|text| text.chars().count() > longest)
}

fn decoded(text: &[u8]) -> Option<&str> {
    std::str::from_utf8(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_trimmed_and_holds_each_value_once() {
        assert_eq!(list("a; b ;;a;bb".as_bytes()), "a;b;bb");
    }
}
