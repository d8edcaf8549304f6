//! Words set in lines under each other, and drawings among them, as a file that needs nothing else.

use std::fmt::Write as _;

use super::draw::{FACES, escaped, svg};
use super::mark::Weight;
use super::palette::{Role, Theme};
use super::{Figure, text};

/// Words of this size are read at a glance.
const LARGE_PX: i64 = 26;

/// A file that is being written, from the top down.
pub(super) struct Sheet {
    out: String,
    margin_px: i64,
    /// How far down it is written.
    pub y_px: i64,
    /// How wide it is between its margins.
    pub room_px: i64,
}

/// How words look.
#[derive(Clone, Copy)]
pub(super) struct Face {
    pub size_px: i64,
    pub weight: Weight,
    pub role: Role,
}

impl Face {
    pub const fn new(size_px: i64, weight: Weight, role: Role) -> Self {
        Self { size_px, weight, role }
    }
}

impl Sheet {
    pub fn new(room_px: i64, margin_px: i64) -> Self {
        Self { out: String::new(), margin_px, y_px: margin_px, room_px }
    }

    /// Words in as many lines as they need, set in from the left.
    pub fn set(&mut self, words: &str, indent_px: i64, face: Face) {
        let room_px = (self.room_px - indent_px) as f64;
        for line in words.lines().flat_map(|line| lines(line, room_px, face)) {
            self.y_px += face.size_px;
            self.line(&line, (indent_px, self.y_px), face);
            // Large words stand closer to each other.
            self.y_px += if face.size_px < LARGE_PX { face.size_px / 2 } else { face.size_px / 5 };
        }
    }

    /// One line at a place within the margins.
    pub fn line(&mut self, words: &str, (x, y): (i64, i64), face: Face) {
        let bold = if face.weight == Weight::Bold { r#" font-weight="600""# } else { "" };
        let (x, size, fill, words) = (self.margin_px + x, face.size_px, face.role.paint(Theme::Light), escaped(words));
        let _ = writeln!(self.out, r#"<text x="{x}" y="{y}" font-size="{size}"{bold} fill="{fill}">{words}</text>"#);
    }

    /// A drawing at a place within the margins, enlarged.
    pub fn draw(&mut self, figure: &Figure, (x, y): (i64, i64), scale: &str) {
        let drawn = svg(figure, Theme::Light);
        let _ = writeln!(self.out, r#"<g transform="translate({} {y}){scale}">{drawn}</g>"#, self.margin_px + x);
    }

    /// A rule to the left of what stands between two heights.
    pub fn rule(&mut self, from_px: i64, to_px: i64, role: Role) {
        let (x, height, fill) = (self.margin_px, to_px - from_px, role.paint(Theme::Light));
        let _ = writeln!(self.out, r#"<rect x="{x}" y="{from_px}" width="4" height="{height}" fill="{fill}"/>"#);
    }

    /// The whole file, named for those who do not see it.
    pub fn finish(self, title: &str) -> String {
        let (width, height) = (self.room_px + 2 * self.margin_px, self.y_px + self.margin_px);
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

/// A line in as many as it needs. What has no space to break at, as a long name or a script without spaces, is broken anywhere.
pub(super) fn lines(words: &str, room_px: f64, face: Face) -> Vec<String> {
    let width_px = |words: &str| text::width_px(words, face.size_px as f64, face.weight);
    let mut broken = Vec::new();
    for line in text::wrap(words, room_px, face.size_px as f64, face.weight) {
        let mut part = String::new();
        let mut part_px = 0.0;
        for letter in line.chars() {
            let letter_px = width_px(letter.encode_utf8(&mut [0; 4]));
            if part_px + letter_px > room_px && !part.is_empty() {
                broken.push(std::mem::take(&mut part));
                part_px = 0.0;
            }
            part.push(letter);
            part_px += letter_px;
        }
        broken.extend(Some(part).filter(|part| !part.is_empty()));
    }
    broken
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_wider_than_its_room() {
        let face = Face::new(20, Weight::Bold, Role::Ink);
        for words in
            ["", "a", "one two three", &"x".repeat(300), &"数据".repeat(80), "short then-a-very-long-word-indeed"]
        {
            let found = lines(words, 120.0, face);
            assert!(found.iter().all(|line| text::width_px(line, 20.0, Weight::Bold) <= 121.0), "{found:?}");
            let letters = |text: &str| text.chars().filter(|c| *c != ' ').collect::<String>();
            assert_eq!(letters(&found.concat()), letters(words), "nothing is lost");
        }
    }
}
