//! What a reader takes along from a view, as text: readings as JSON, the words around a figure, its data. Knows no browser.

use super::content::Content;
use crate::figure::{FileWords, Table};
use crate::measure::{Measure, Reading};
use crate::org::Sorted;
use crate::story::{self, ReadingsJson, SinceJson, spreadsheet};

/// What can be taken along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Take {
    /// A figure as SVG.
    Svg,
    /// A figure as PNG, at twice its size.
    Png,
    /// The data of a figure as CSV.
    Csv,
    /// What a figure or a tile says, onto the clipboard.
    Sentence,
    /// A link to it, onto the clipboard.
    Link,
    /// All readings as JSON.
    Readings,
    /// All problems of the export, onto the clipboard.
    Problems,
}

impl Take {
    const ALL: [Self; 7] =
        [Self::Svg, Self::Png, Self::Csv, Self::Sentence, Self::Link, Self::Readings, Self::Problems];

    /// Its name in an attribute.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Csv => "csv",
            Self::Sentence => "sentence",
            Self::Link => "link",
            Self::Readings => "readings",
            Self::Problems => "problems",
        }
    }

    /// What has this name; `None` for any other.
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|take| take.key() == key)
    }
}

/// What became of a wish to take something along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The browser saves it.
    Downloaded,
    /// The browser was asked to save it, and it cannot be known whether the page around this one lets it.
    PerhapsDownloaded,
    /// The page around this one lets nothing be saved.
    Forbidden,
    /// It is on the clipboard.
    Copied,
    /// A link is on the clipboard that leads to the view, and not to the files that the reader opened.
    CopiedWithoutFiles,
    /// The browser did not do it.
    Refused,
}

impl Outcome {
    /// What is said of it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Downloaded => "Downloaded.",
            Self::PerhapsDownloaded => {
                "Downloaded, if the page around this one lets it. If nothing came, open this page by itself."
            }
            Self::Forbidden => "The page around this one lets nothing be downloaded. Open this page by itself.",
            Self::Copied => "Copied.",
            Self::CopiedWithoutFiles => "Copied. Your files stay here: whoever follows it has to open them too.",
            Self::Refused => "The browser did not let the page do this.",
        }
    }
}

impl Content {
    /// All readings, as `uptake measure --json` prints them; with those of an earlier day beside them where the view compares with one.
    /// `None` where the view did not read all of them.
    pub fn readings_json(&self) -> Option<String> {
        let in_order = |readings: &Sorted<Measure, Reading>| -> Option<Vec<Reading>> {
            Measure::ALL.iter().map(|&measure| readings.get(measure).cloned()).collect()
        };
        let view = self.view();
        let now = in_order(&self.readings)?;
        let json = match self.earlier_view() {
            Some(earlier) => {
                let before = in_order(&self.earlier)?;
                let both = now.iter().zip(&before);
                let changes = both.map(|(now, before)| story::since((&view, now), (&earlier, before))).collect();
                serde_json::to_string_pretty(&SinceJson::new((&view, &now), (&earlier, &before), changes))
            }
            None => serde_json::to_string_pretty(&ReadingsJson::new(&view, &now)),
        };
        Some(json.ok()? + "\n")
    }

    /// The words around a figure in a file, from those that stand around it on the page.
    pub fn file_words(&self, title: String, about: String) -> FileWords {
        FileWords { title, about, source: self.source_line() }
    }

    /// What a figure says, with where it comes from, to be pasted elsewhere.
    pub fn sentence(&self, words: &FileWords) -> String {
        let said = [&words.title, &words.about, &words.source].map(|text| spreadsheet::plain(text.trim()));
        said.iter().filter(|text| !text.is_empty()).map(String::as_str).collect::<Vec<_>>().join("\n")
    }

    /// Every problem, as text for whoever writes the export.
    pub fn problems_text(&self) -> String {
        let mut text = [self.source_line()].concat();
        for line in story::problem_lines(&self.opened.org.report) {
            text.push('\n');
            text.push_str(&line);
        }
        text
    }

    /// Where what it says comes from, for where it stands without the page.
    pub fn source_line(&self) -> String {
        story::source_line(&self.view(), &self.address.areas)
    }
}

/// The data of a figure as CSV.
pub fn table_csv(table: &Table) -> String {
    let mut text = spreadsheet::MARK.to_owned();
    for row in [&table.head].into_iter().chain(&table.rows) {
        let cells: Vec<String> = row.iter().map(|cell| spreadsheet::plain(cell)).collect();
        spreadsheet::write(&mut cells.iter().map(String::as_str), &mut text);
    }
    text
}
