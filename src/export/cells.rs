//! The text of a cell becomes a typed value, or a problem that says what was expected (E23 to E26).

use crate::org::{
    CellKind, Code, ColumnSpec, Day, ID_LENGTH, IdSpace, ProblemCode, TEXT_LENGTH, Value, Whole, Word, parse_number,
    parse_whole,
};

/// Why a cell is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellError(pub ProblemCode);

/// A cell that is not empty; ids are interned by the caller.
///
/// # Errors
/// If the text does not parse as the kind of its column.
pub fn parse<'a>(
    spec: &ColumnSpec,
    text: &'a str,
    intern: impl FnOnce(&str) -> Option<Code>,
    list: &'a mut String,
) -> Result<Value<'a>, CellError> {
    let wrong = |code| Err(CellError(code));
    match spec.kind {
        CellKind::Day => Day::parse(text.as_bytes()).map_or(wrong(ProblemCode::BadDate), |day| Ok(Value::Day(day))),
        CellKind::Month => Day::parse(text.as_bytes())
            .map_or(wrong(ProblemCode::BadDate), |day| Ok(Value::Day(day.month().first_day()))),
        CellKind::Word(words) => {
            let place = words.iter().position(|word| *word == text);
            place.and_then(Word::at).map_or(wrong(ProblemCode::BadWord), |word| Ok(Value::Word(word)))
        }
        CellKind::Flag => match text {
            _ if ["true", "yes", "1"].iter().any(|yes| text.eq_ignore_ascii_case(yes)) => Ok(Value::Flag(true)),
            _ if ["false", "no", "0"].iter().any(|no| text.eq_ignore_ascii_case(no)) => Ok(Value::Flag(false)),
            _ => wrong(ProblemCode::BadBool),
        },
        CellKind::Whole(least) => {
            let whole = parse_whole(text).filter(|&number| number >= least).and_then(Whole::new);
            whole.map_or(wrong(ProblemCode::BadNumber), |whole| Ok(Value::Whole(whole)))
        }
        CellKind::Number(least) => {
            let number = parse_number(text).filter(|&number| least.is_none_or(|least| number >= f64::from(least)));
            number.map_or(wrong(ProblemCode::BadNumber), |number| Ok(Value::Number(number)))
        }
        CellKind::Id(space) => {
            let longest = if space == IdSpace::Area { TEXT_LENGTH } else { ID_LENGTH };
            if is_longer(text, longest) {
                return wrong(ProblemCode::TooLong);
            }
            Ok(intern(text).map_or(Value::Unknown, Value::Id))
        }
        CellKind::Text(longest) => {
            if is_longer(text, longest) {
                wrong(ProblemCode::TooLong)
            } else {
                Ok(Value::Text(text))
            }
        }
        CellKind::List => {
            if is_longer(text, TEXT_LENGTH) {
                return wrong(ProblemCode::TooLong);
            }
            list.clear();
            for value in text.split(';').map(str::trim).filter(|value| !value.is_empty()) {
                if !list.split(';').any(|earlier| earlier == value) {
                    if !list.is_empty() {
                        list.push(';');
                    }
                    list.push_str(value);
                }
            }
            Ok(Value::Text(list))
        }
    }
}

/// Whether an e-mail address stands anywhere in the text (E36).
pub fn holds_email(text: &str) -> bool {
    let bytes = text.as_bytes();
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
fn is_longer(text: &str, longest: usize) -> bool {
    text.len() > longest && text.chars().count() > longest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_email_address_is_found_anywhere_in_a_cell() {
        for yes in ["a@b.cd", "ask me@example.com now", "x@a-b.c.org", "é+a%@x.museum!", "@@ a@b.co", "a@1.c2.de"] {
            assert!(holds_email(yes), "{yes}");
        }
        for no in ["", "@", "a@b", "a@b.c", "a@.com", "@b.com", " @b.com", "a@b..com", "a@b.1com", "é@b.com"] {
            assert!(!holds_email(no), "{no}");
        }
    }

    #[test]
    fn a_list_is_trimmed_and_holds_each_value_once() {
        let spec = ColumnSpec { name: "covers", kind: CellKind::List, required: false, default: None };
        let mut list = String::new();
        assert_eq!(parse(&spec, "a; b ;;a;bb", |_| None, &mut list), Ok(Value::Text("a;b;bb")));
    }
}
