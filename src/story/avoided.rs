//! Words that the page avoids, looked for in the organisation's own texts: found, they are listed for whoever writes those texts.

use crate::org::{CellKind, ColumnSpec, IdSpace, Ids, Rows, Table, Value};

/// A word to avoid, in small letters, and what to say instead, a line each.
const WORDS: &str = concat!(
    "\
data product|data others can rely on, prepared data
source-aligned|raw data, shared
consumer-aligned|prepared data
data contract|written agreement
sla|promise
semantic drift|the meaning changed
breaking change|change that can break someone's work
lineage|built from
federated governance|decided by teams, or together
centralised governance|decided by one central team
centralized governance|decided by one central team
cognitive load|extra work to carry
buy-in|backing, agreement
brownfield|with what we have
median|half take less than
confidence interval|could easily be between
control limit|usual range
special cause|something changed
right-censored|still going
suppressed|hidden: group too small
",
    "data",
    " mesh|nothing: say what changes for whom
unicorn fart|nothing: say what changes for whom"
);

/// The words to avoid, in small letters and in the singular.
pub fn words() -> impl Iterator<Item = &'static str> {
    entries().map(|(word, _)| word)
}

/// What to say instead of a word.
pub fn instead(word: &str) -> &'static str {
    entries().find(|(known, _)| *known == word).map_or("", |(_, instead)| instead)
}

/// A word to avoid that stands in a column of the export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The word.
    pub word: &'static str,
    /// The column, with its table.
    pub column: (Table, &'static str),
    /// The file in which it stands first.
    pub file: String,
    /// The line there.
    pub line: u32,
    /// In how many cells of the column it stands.
    pub cells: u64,
}

/// Rows that are looked through in one go, so that a page can let others run in between.
const STEP_ROWS: usize = 4096;

/// Looks through some rows of a table from one on; the row to go on from, `None` after the last. Ids and addresses are no texts.
pub fn find_in_rows(ids: &Ids, rows: &Rows, from: usize, found: &mut Vec<Found>) -> Option<usize> {
    let until = rows.len().min(from + STEP_ROWS);
    let words = Words::default();
    for (place, spec) in rows.spec().columns.iter().enumerate().filter(|(_, spec)| is_text(spec)) {
        let Some(column) = rows.column_at(place) else { continue };
        let column_name = (rows.table, spec.name);
        for row in from..until {
            let text = match column.get(row) {
                Value::Text(text) => text,
                Value::Id(area) => ids.areas.name(area),
                _ => continue,
            };
            words.find(text, &mut |word| match found
                .iter_mut()
                .find(|known| known.word == word && known.column == column_name)
            {
                Some(known) => known.cells += 1,
                None => {
                    let (file, line) = rows.origin(row);
                    found.push(Found { word, column: column_name, file: file.to_owned(), line, cells: 1 });
                }
            });
        }
    }
    (until < rows.len()).then_some(until)
}

fn is_text(column: &ColumnSpec) -> bool {
    match column.kind {
        CellKind::Text(_) => !(column.name.ends_with("_id") || ["key", "url", "measure"].contains(&column.name)),
        CellKind::List => column.name != "needed_by",
        CellKind::Id(space) => space == IdSpace::Area,
        _ => false,
    }
}

/// The words to avoid by the letter that they begin with.
pub struct Words([Vec<&'static str>; 26]);

impl Default for Words {
    fn default() -> Self {
        let mut by_letter = [const { Vec::new() }; 26];
        for word in words() {
            if let Some(letter) = word.bytes().next().and_then(letter) {
                by_letter[letter].push(word);
            }
        }
        Self(by_letter)
    }
}

impl Words {
    /// Those that stand in a text as words of their own, each once; one in the plural, or with another dash or space in it, counts
    /// too.
    ///
    /// A text is passed once, and compared only where a word begins with a letter that one of them begins with.
    pub fn find(&self, text: &str, found: &mut dyn FnMut(&'static str)) {
        let mut is_inside = false;
        let mut met: Vec<&'static str> = Vec::new();
        for (at, byte) in text.bytes().enumerate() {
            let begins = !std::mem::replace(&mut is_inside, byte.is_ascii_alphanumeric());
            let Some(letter) = letter(byte).filter(|_| begins) else { continue };
            for word in &self.0[letter] {
                if stands(word, text, at) && !met.contains(word) {
                    met.push(word);
                    found(word);
                }
            }
        }
    }
}

/// The place of a letter in the alphabet, large or small.
fn letter(byte: u8) -> Option<usize> {
    byte.is_ascii_alphabetic().then(|| usize::from(byte.to_ascii_lowercase() - b'a'))
}

fn stands(word: &str, text: &str, at: usize) -> bool {
    let is_gap = |byte: u8| byte == b' ' || byte == b'-';
    let is_same = |(a, b): (u8, u8)| a.eq_ignore_ascii_case(&b) || (is_gap(a) && is_gap(b));
    let (before, rest) = text.split_at(at);
    if rest.len() < word.len() || !word.bytes().zip(rest.bytes()).all(is_same) {
        return false;
    }
    // What is the same as a word of ASCII ends where a character does.
    let rest = &rest[word.len()..];
    let plural = rest.strip_prefix(['s', 'S']).unwrap_or(rest);
    let is_letter = |letter: Option<char>| letter.is_some_and(|letter| letter.is_alphanumeric() || letter == '_');
    !is_letter(before.chars().next_back()) && (!is_letter(rest.chars().next()) || !is_letter(plural.chars().next()))
}

fn entries() -> impl Iterator<Item = (&'static str, &'static str)> {
    WORDS.lines().filter_map(|line| line.split_once('|'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&'static str> {
        let mut all = Vec::new();
        Words::default().find(text, &mut |word| all.push(word));
        all
    }

    #[test]
    fn words_to_avoid_are_found_as_words_of_their_own() {
        for (text, words) in [
            ("Three Data Products", &["data product"][..]),
            (concat!("Our DATA", " MESH, and its SLAs"), &[concat!("data", " mesh"), "sla"]),
            ("buy in from above, and right censored", &["buy-in", "right-censored"]),
            ("unicorn farts", &["unicorn fart"]),
            ("The median is slashed; lineage_k, translated, medians", &["median"]),
            ("Data as a product. It is suppressed", &["suppressed"]),
            (concat!("“SLA”, édata", " mesh, SLA’s"), &["sla"]),
            ("", &[]),
        ] {
            assert_eq!(found(text), words, "{text}");
        }
    }

    #[test]
    fn every_word_can_be_found_and_has_one_to_say_instead() {
        for word in words() {
            assert_eq!(found(word), [word]);
            assert!(!instead(word).is_empty());
        }
        assert!(words().count() > 20);
    }
}
