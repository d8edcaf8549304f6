//! A figure as a file of its own: in the light theme, with the words that stand around it on the page.

use super::Figure;
use super::mark::Weight;
use super::palette::Role;
use super::sheet::{Face, Sheet};

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
    let mut sheet = Sheet::new(room_px, MARGIN_PX);
    sheet.set(&words.title, 0, Face::new(20, Weight::Bold, Role::Ink));
    sheet.set(&words.about, 0, Face::new(14, Weight::Regular, Role::Ink2));
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
            sheet.line(heading, (x_px, sheet.y_px + 15), Face::new(14, Weight::Bold, Role::Ink));
        }
        sheet.draw(figure, (x_px, sheet.y_px + head_px), "");
        row_px = row_px.max(head_px + height);
        x_px += width + GAP_PX;
    }
    sheet.y_px += row_px + 12;
    let notes = drawings.iter().flat_map(|(_, figure)| &figure.notes);
    for (mark, note) in notes {
        sheet.line(mark, (0, sheet.y_px + NOTE_PX), Face::new(NOTE_PX, Weight::Bold, Role::Ink));
        sheet.set(note, MARK_PX, Face::new(NOTE_PX, Weight::Regular, Role::Ink2));
    }
    sheet.y_px += 8;
    sheet.set(&words.source, 0, Face::new(12, Weight::Regular, Role::Ink2));
    sheet.finish(&words.title)
}

/// How many drawings stand beside each other: as many as fit, but no row is much shorter than the others.
fn in_row(drawings: usize, width_px: i64) -> usize {
    let fitting = usize::try_from((WIDTH_PX + GAP_PX) / (width_px + GAP_PX)).unwrap_or(1).max(1);
    drawings.div_ceil(drawings.div_ceil(fitting).max(1)).max(1)
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
