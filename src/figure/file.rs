//! A figure as a file of its own: in the light theme, with the words that stand around it on the page.

use std::fmt::Write as _;

use super::draw::{FACES, escaped, svg};
use super::mark::Weight;
use super::palette::{Role, Theme};
use super::{Figure, text};

/// What stands around the drawings of a file.
#[derive(Clone, Debug, Default)]
pub struct FileWords {
    /// The message.
    pub title: String,
    /// Measure, period and population.
    pub about: String,
    /// Where the numbers come from, and up to which day.
    pub source: String,
}

/// Room around everything, in px.
const MARGIN_PX: i64 = 24;
/// Room between drawings that stand beside or below each other.
const GAP_PX: i64 = 24;
/// Drawings stand beside each other up to this width.
const WIDTH_PX: i64 = 960;
/// The size of what is noted under a drawing, and the room for the mark before it.
const NOTE_PX: i64 = 13;
const MARK_PX: i64 = 24;
/// The least width, so that words have room.
const LEAST_PX: i64 = 480;

/// The drawings, each with the words over it, as an SVG that needs nothing else.
pub fn file(words: &FileWords, drawings: &[(String, &Figure)]) -> String {
    let widest = drawings.iter().map(|(_, figure)| figure.width_px as i64).max().unwrap_or(0);
    let in_row = in_row(drawings.len(), widest);
    let room_px = (in_row as i64 * (widest + GAP_PX) - GAP_PX).max(LEAST_PX);
    let mut sheet = Sheet { out: String::new(), y_px: MARGIN_PX, room_px };
    sheet.lines(&words.title, 20, Weight::Bold, Role::Ink);
    sheet.lines(&words.about, 14, Weight::Regular, Role::Ink2);
    sheet.y_px += 12;
    let (mut x_px, mut row_px) = (0, 0);
    for (place, (heading, figure)) in drawings.iter().enumerate() {
        let (width, height) = (figure.width_px as i64, figure.height_px.round() as i64);
        if place > 0 && place % in_row == 0 {
            sheet.y_px += row_px + GAP_PX;
            (x_px, row_px) = (0, 0);
        }
        let head_px = if heading.is_empty() { 0 } else { 24 };
        if !heading.is_empty() {
            sheet.line(heading, (MARGIN_PX + x_px, sheet.y_px + 15), 14, Weight::Bold, Role::Ink);
        }
        let _ = writeln!(
            sheet.out,
            r#"<g transform="translate({} {})">{}</g>"#,
            MARGIN_PX + x_px,
            sheet.y_px + head_px,
            svg(figure, Theme::Light)
        );
        row_px = row_px.max(head_px + height);
        x_px += width + GAP_PX;
    }
    sheet.y_px += row_px + 12;
    let notes = drawings.iter().flat_map(|(_, figure)| &figure.notes);
    for (mark, note) in notes {
        sheet.line(mark, (MARGIN_PX, sheet.y_px + NOTE_PX), NOTE_PX, Weight::Bold, Role::Ink);
        sheet.set(note, MARK_PX, NOTE_PX, Weight::Regular, Role::Ink2);
    }
    sheet.y_px += 8;
    sheet.lines(&words.source, 12, Weight::Regular, Role::Ink2);
    sheet.finish(&words.title)
}

/// How many drawings stand beside each other: as many as fit, but no row is much shorter than the others.
fn in_row(drawings: usize, width_px: i64) -> usize {
    let fitting = usize::try_from((WIDTH_PX + GAP_PX) / (width_px + GAP_PX)).unwrap_or(1).max(1);
    drawings.div_ceil(drawings.div_ceil(fitting).max(1)).max(1)
}

struct Sheet {
    out: String,
    y_px: i64,
    room_px: i64,
}

impl Sheet {
    /// Words in as many lines as they need.
    fn lines(&mut self, words: &str, size_px: i64, weight: Weight, role: Role) {
        self.set(words, 0, size_px, weight, role);
    }

    /// The same, set in from the left.
    fn set(&mut self, words: &str, indent_px: i64, size_px: i64, weight: Weight, role: Role) {
        let lines = text::wrap(words, (self.room_px - indent_px) as f64, size_px as f64, weight);
        for line in lines.iter().filter(|line| !line.is_empty()) {
            self.y_px += size_px;
            self.line(line, (MARGIN_PX + indent_px, self.y_px), size_px, weight, role);
            self.y_px += size_px / 2;
        }
    }

    fn line(&mut self, words: &str, (x, y): (i64, i64), size_px: i64, weight: Weight, role: Role) {
        let bold = if weight == Weight::Bold { r#" font-weight="600""# } else { "" };
        let (fill, words) = (role.paint(Theme::Light), escaped(words));
        let _ = writeln!(self.out, r#"<text x="{x}" y="{y}" font-size="{size_px}"{bold} fill="{fill}">{words}</text>"#);
    }

    fn finish(self, title: &str) -> String {
        let (width, height) = (self.room_px + 2 * MARGIN_PX, self.y_px + MARGIN_PX);
        let (ground, label) = (Role::Ground.paint(Theme::Light), escaped(title));
        let root = r#"<svg xmlns="http://www.w3.org/2000/svg""#;
        [
            &format!(
                r#"{root} width="{width}" height="{height}" viewBox="0 0 {width} {height}" direction="ltr" role="img" aria-label="{label}" font-family="{FACES}">"#
            ),
            "\n",
            &format!(r#"<rect width="{width}" height="{height}" fill="{ground}"/>"#),
            "\n",
            &self.out,
            "</svg>\n",
        ]
        .concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_small_drawings_are_two_and_two() {
        for (drawings, width_px, expected) in
            [(1, 800, 1), (4, 298, 2), (4, 200, 4), (5, 298, 3), (3, 298, 3), (0, 0, 1), (2, 2000, 1)]
        {
            assert_eq!(in_row(drawings, width_px), expected, "{drawings} of {width_px} px");
        }
    }

    #[test]
    fn a_file_needs_nothing_else_and_holds_words_as_words() {
        let figure = Figure::saying(300.0, 80.0, "<b>nothing</b> & \"more\"");
        let words = FileWords {
            title: "\"><svg onload=alert(1)>".to_owned(),
            about: "All of it, ".repeat(30),
            source: "Source: <script>".to_owned(),
        };
        let svg = file(&words, &[("One & two".to_owned(), &figure), (String::new(), &figure)]);
        for absent in ["<script", "<b>", "onload=alert(1)>", "var(", "href", "style=", "class=\"hit", "&&"] {
            assert!(!svg.contains(absent), "{absent} in {svg}");
        }
        assert!(svg.contains("&lt;svg onload=alert(1)&gt;") && svg.contains("One &amp; two"), "{svg}");
        assert_eq!(svg.matches("<svg ").count(), 3);
        assert!(svg.matches("<text").count() > 6, "long words take several lines");
    }
}
