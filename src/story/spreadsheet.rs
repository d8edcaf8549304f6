//! Comma-separated values for spreadsheets.

use crate::org::parse_number;

/// What a file begins with, so that a spreadsheet takes it for UTF-8.
pub const MARK: &str = "\u{feff}";

/// Adds one line. A cell that a spreadsheet would run as a formula gets an apostrophe before it; a plain number does not.
pub fn write(cells: &mut dyn Iterator<Item = &str>, text: &mut String) {
    let mut is_first = true;
    for cell in cells {
        if !is_first {
            text.push(',');
        }
        is_first = false;
        let is_quoted = cell.contains(['"', ',', '\n', '\r', '\t']);
        if is_quoted {
            text.push('"');
        }
        if is_formula(cell) {
            text.push('\'');
        }
        for character in cell.chars() {
            if character == '"' {
                text.push('"');
            }
            text.push(character);
        }
        if is_quoted {
            text.push('"');
        }
    }
    text.push_str("\r\n");
}

/// A cell of a table for people as one for a spreadsheet: plain spaces, and a number as digits.
pub fn plain(cell: &str) -> String {
    let text = cell.replace('\u{a0}', " ").replace('\u{2060}', "");
    let number = text.replace(',', "").replace('\u{2212}', "-");
    if parse_number(&number).is_some() { number } else { text }
}

fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && parse_number(cell).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(cells: &[&str]) -> String {
        let mut text = String::new();
        write(&mut cells.iter().copied(), &mut text);
        text
    }

    #[test]
    fn what_a_spreadsheet_would_run_is_text() {
        for evil in ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "=", "-", "+5", "-1e3"] {
            assert_eq!(line(&[evil]), format!("'{evil}\r\n"));
        }
        assert_eq!(line(&["\t=1"]), "\"'\t=1\"\r\n");
        assert_eq!(line(&["\r=1"]), "\"'\r=1\"\r\n");
        assert_eq!(line(&["=HYPERLINK(\"http://x\",\"y\")"]), "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"\r\n");
        assert_eq!(line(&["-5", "-2.50", "a=b", "", "1,5"]), "-5,-2.50,a=b,,\"1,5\"\r\n");
    }

    #[test]
    fn numbers_for_people_become_numbers_for_programs() {
        for (cell, written) in [
            ("1,234", "1234"),
            ("\u{2212}3.5", "-3.5"),
            ("63%", "63%"),
            ("10\u{a0}of\u{a0}16", "10 of 16"),
            ("Rates, fares", "Rates, fares"),
            ("", ""),
        ] {
            assert_eq!(plain(cell), written);
        }
    }
}
