//! The text of a cell becomes a typed value, or a problem that says what was expected (E23 to E26).

use crate::org::{
    CellKind, Column, ColumnSpec, Day, ID_LENGTH, IdSpace, Ids, ProblemCode, TEXT_LENGTH, Whole, Word, parse_number,
    parse_whole,
};

/// Why a cell is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellError(pub ProblemCode);

/// Adds a cell to its column, which an empty one does as one that is not known.
///
/// The text is UTF-8. It comes as bytes, since only text that is shown need be decoded.
///
/// # Errors
/// If the text does not parse as the kind of its column; nothing is added then.
pub fn read(column: &mut Column, spec: &ColumnSpec, text: &[u8], ids: &mut Ids) -> Result<(), CellError> {
    if text.is_empty() {
        column.push_unknown();
        return Ok(());
    }
    let wrong = |code| Err(CellError(code));
    match (column, spec.kind) {
        (Column::Days(days), kind) => {
            let Some(day) = Day::parse(text) else { return wrong(ProblemCode::BadDate) };
            days.push(Some(if kind == CellKind::Month { day.month().first_day() } else { day }));
        }
        (Column::Words(cells), CellKind::Word(words)) => {
            let place = words.iter().position(|word| word.as_bytes() == text);
            let Some(word) = place.and_then(Word::at) else { return wrong(ProblemCode::BadWord) };
            cells.push(Some(word));
        }
        (Column::Flags(flags), _) => {
            let is_one_of = |words: [&str; 3]| words.iter().any(|word| text.eq_ignore_ascii_case(word.as_bytes()));
            match (is_one_of(["true", "yes", "1"]), is_one_of(["false", "no", "0"])) {
                (false, false) => return wrong(ProblemCode::BadBool),
                (is_true, _) => flags.push(Some(is_true)),
            }
        }
        (Column::Wholes(wholes), CellKind::Whole(least)) => {
            let whole = decoded(text).and_then(parse_whole).filter(|&number| number >= least).and_then(Whole::new);
            let Some(whole) = whole else { return wrong(ProblemCode::BadNumber) };
            wholes.push(Some(whole));
        }
        (Column::Numbers(numbers), CellKind::Number(least)) => {
            let is_enough = |number: &f64| least.is_none_or(|least| *number >= f64::from(least));
            let Some(number) = decoded(text).and_then(parse_number).filter(is_enough) else {
                return wrong(ProblemCode::BadNumber);
            };
            numbers.push(Some(number));
        }
        (Column::Ids(codes), CellKind::Id(space)) => {
            if is_longer(text, if space == IdSpace::Area { TEXT_LENGTH } else { ID_LENGTH }) {
                return wrong(ProblemCode::TooLong);
            }
            codes.push(ids.of_mut(space).intern_bytes(text));
        }
        (Column::Texts(texts), kind) => {
            if is_longer(text, if let CellKind::Text(longest) = kind { longest } else { TEXT_LENGTH }) {
                return wrong(ProblemCode::TooLong);
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

/// Whether an e-mail address stands anywhere in the text (E36).
pub fn holds_email(bytes: &[u8]) -> bool {
    memchr::memchr_iter(b'@', bytes).any(|at| {
        let local = at
            .checked_sub(1)
            .is_some_and(|before| bytes[before].is_ascii_alphanumeric() || b"._%+-".contains(&bytes[before]));
        let host = &bytes[at + 1..];
        let end =
            host.iter().position(|byte| !byte.is_ascii_alphanumeric() && !b".-".contains(byte)).unwrap_or(host.len());
        let mut labels = host[..end].split(|&byte| byte == b'.').take_while(|label| !label.is_empty());
        // A first label, then at least one that starts with two letters, whatever stands between them.
        local
            && labels.next().is_some()
            && labels.any(|label| label.iter().take_while(|byte| byte.is_ascii_alphabetic()).count() >= 2)
    })
}

/// Whether a column is named like one for persons (E37).
pub fn is_personal_name(column: &str) -> bool {
    ["email", "mail", "user", "user_name", "employee", "full_name", "first_name", "last_name", "login"]
        .contains(&column)
}

/// Whether the text has more than this many characters (E24); few cells are long enough to be counted.
fn is_longer(text: &[u8], longest: usize) -> bool {
    text.len() > longest && decoded(text).is_none_or(|text| text.chars().count() > longest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_email_address_is_found_anywhere_in_a_cell() {
        for yes in ["a@b.cd", "ask me@example.com now", "x@a-b.c.org", "é+a%@x.museum!", "@@ a@b.co", "a@1.c2.de"] {
            assert!(holds_email(yes.as_bytes()), "{yes}");
        }
        for no in ["", "@", "a@b", "a@b.c", "a@.com", "@b.com", " @b.com", "a@b..com", "a@b.1com", "é@b.com"] {
            assert!(!holds_email(no.as_bytes()), "{no}");
        }
    }

    #[test]
    fn a_list_is_trimmed_and_holds_each_value_once() {
        assert_eq!(list("a; b ;;a;bb"), "a;b;bb");
    }
}
