//! A table as the text of a CSV file: commas, line feeds, quotes only where they are needed.

use std::fmt::{Display, Write as _};

use crate::org::Day;

/// A file being written. Nothing of it depends on anything but the cells given.
pub(super) struct Table {
    /// The name of the table, which is that of the file without `.csv`.
    pub(super) name: &'static str,
    columns: usize,
    text: String,
}

impl Table {
    /// A file with its header.
    pub(super) fn new(name: &'static str, columns: &str) -> Self {
        Self { name, columns: columns.split(',').count(), text: format!("{columns}\n") }
    }

    /// Adds a row.
    pub(super) fn row(&mut self, cells: &[&dyn Display]) {
        debug_assert_eq!(cells.len(), self.columns, "a row of {} has another width than its header", self.name);
        for (place, cell) in cells.iter().enumerate() {
            if place > 0 {
                self.text.push(',');
            }
            let start = self.text.len();
            // Writing to a String cannot fail.
            let _ = write!(self.text, "{cell}");
            if self.text[start..].contains([',', '"', '\n', '\r']) {
                let quoted = self.text.split_off(start).replace('"', "\"\"");
                self.text.push('"');
                self.text.push_str(&quoted);
                self.text.push('"');
            }
        }
        self.text.push('\n');
    }

    /// The bytes of the file.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.text.into_bytes()
    }
}

/// The cell of a day that may not be known.
pub(super) fn cell(day: Option<Day>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_only_where_they_must_be() {
        let mut table = Table::new("words", "a,b,c");
        table.row(&[&"plain", &"one, two", &"say \"hm\""]);
        assert_eq!(table.into_bytes(), b"a,b,c\nplain,\"one, two\",\"say \"\"hm\"\"\"\n");
    }
}
