//! A step of the story as a picture of its own: what stands on a wall, with where it comes from.

use super::Figure;
use super::mark::Weight;
use super::palette::Role;
use super::sheet::{Face, Sheet, lines};
use crate::story::presentation::{Length, Line, Step};
use crate::story::say::Number;

/// The picture is as wide as slides are, and as high unless it needs more: words of an organisation may be long.
const WIDTH_PX: i64 = 1280;
const HEIGHT_PX: i64 = 720;
const MARGIN_PX: i64 = 40;
const ROOM_PX: i64 = WIDTH_PX - 2 * MARGIN_PX;
/// A figure is drawn smaller and shown larger by 4 to 3, so that its smallest text has 16 px.
pub const SLIDE_FIGURE_PX: f64 = (ROOM_PX * 3 / 4) as f64;
const ENLARGED: &str = " scale(1.3333)";
/// Room between what belongs to different things.
const GAP_PX: i64 = 16;

/// The sizes that a headline can have, the largest first; on a wall of 1920 px they are half as large again.
const HEADLINES_PX: [i64; 5] = [34, 30, 26, 20, 16];
/// How high a headline may be: two lines of the largest size, which leave enough room for a figure whose smallest text can be read.
const HEADLINE_PX: i64 = 2 * HEADLINES_PX[0];

/// Which size a headline has, 1 for the largest: the largest at which it is no higher than two lines of that.
pub fn headline_size(headline: &str) -> usize {
    let fits = |size_px: i64| {
        let lines = lines(headline, ROOM_PX as f64, Face::new(size_px, Weight::Bold, Role::Ink));
        lines.len() as i64 * size_px <= HEADLINE_PX
    };
    HEADLINES_PX.iter().position(|&size_px| fits(size_px)).map_or(HEADLINES_PX.len(), |place| place + 1)
}

/// The step as an SVG that needs nothing else. `figure` is what it shows, where it shows one, for [`SLIDE_FIGURE_PX`]; `place` says
/// where in the story it is, `source` where its numbers come from.
pub fn slide(step: &Step, figure: Option<&Figure>, place: &str, source: &str) -> String {
    let mut sheet = Sheet::new(ROOM_PX, MARGIN_PX);
    let quiet = |size_px| Face::new(size_px, Weight::Regular, Role::Ink2);
    sheet.set(place, 0, quiet(18));
    sheet.y_px += GAP_PX / 2;
    let headline_px = HEADLINES_PX[headline_size(&step.headline) - 1];
    sheet.set(&step.headline, 0, Face::new(headline_px, Weight::Bold, Role::Ink));
    sheet.y_px += GAP_PX / 2;
    sheet.set(&step.about, 0, quiet(18));
    sheet.y_px += GAP_PX / 2;
    if let Some(words) = &step.words {
        own_words(&mut sheet, words);
    }
    if let Some(number) = &step.number {
        large(&mut sheet, number);
    }
    for line in &step.lines {
        outcome(&mut sheet, line);
    }
    if let Some(figure) = figure {
        sheet.draw(figure, (0, sheet.y_px), ENLARGED);
        sheet.y_px += (figure.height_px * 4.0 / 3.0).ceil() as i64 + GAP_PX;
        for (mark, note) in &figure.notes {
            sheet.set(&[mark, " ", note].concat(), 0, quiet(16));
        }
    }
    if let Some(said) = &step.annotation {
        sheet.y_px += GAP_PX / 2;
        let from_px = sheet.y_px;
        sheet.set(said, GAP_PX, Face::new(20, Weight::Regular, Role::Ink));
        sheet.rule(from_px, sheet.y_px, Role::Accent);
    }
    // Where it comes from stands at the foot.
    sheet.y_px = (sheet.y_px + GAP_PX).max(HEIGHT_PX - MARGIN_PX - 24);
    sheet.set(source, 0, quiet(16));
    sheet.finish(&step.headline)
}

fn own_words(sheet: &mut Sheet, words: &str) {
    let size_px = match Length::of(words) {
        Length::Short => 48,
        Length::Middling => 40,
        Length::Long => 22,
        Length::VeryLong => 16,
    };
    sheet.y_px += GAP_PX;
    sheet.set(words, 0, Face::new(size_px, Weight::Regular, Role::Ink));
}

fn large(sheet: &mut Sheet, number: &Number) {
    let said = number.unit.map(|unit| [" ", unit].concat()).unwrap_or_default();
    sheet.y_px += 2 * GAP_PX;
    sheet.set(&[&number.figure, said.as_str()].concat(), 0, Face::new(120, Weight::Bold, Role::Ink));
    if let Some(of) = &number.of {
        sheet.set(of, 0, Face::new(32, Weight::Regular, Role::Ink2));
    }
}

fn outcome(sheet: &mut Sheet, line: &Line) {
    sheet.y_px += GAP_PX / 2;
    sheet.set(&line.text, 0, Face::new(24, Weight::Regular, Role::Ink));
    sheet.set(&line.outcome, 0, Face::new(20, Weight::Bold, Role::Ink));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longer_a_headline_the_smaller_it_is_and_never_higher() {
        for (headline, size) in [
            ("", 1),
            ("We talk", 1),
            (&"word ".repeat(22), 1),
            (&"word ".repeat(28), 2),
            (&"word ".repeat(36), 4),
            (&"word ".repeat(56), 4),
            (&"W".repeat(280), 5),
            (&"数据".repeat(110), 5),
        ] {
            assert_eq!(headline_size(headline), size, "{headline}");
            let face = Face::new(HEADLINES_PX[size - 1], Weight::Bold, Role::Ink);
            let lines = lines(headline, ROOM_PX as f64, face).len() as i64;
            assert!(lines * face.size_px <= HEADLINE_PX, "{headline}");
        }
    }
}
