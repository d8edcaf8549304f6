//! Two more drawings for a tile: parts of a whole by quarter, and the waves of a survey.

use super::mark::{Dot, Look, Mark, Stroke, Text, Weight};
use super::palette::Role;
use super::scale::{Scale, count_ticks};
use super::sparkline::{BOTTOM, HEIGHT_PX, TOP, ends};
use super::{Figure, Hit, Pick, Table, sane_width, text};
use crate::org::{Month, Period};
use crate::story::say;

/// One period of a whole and its part.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PartOf {
    /// The month, quarter or wave.
    pub period: Period,
    /// Whether the data covers all of it.
    pub complete: bool,
    /// The part.
    pub k: u64,
    /// The whole.
    pub n: u64,
    /// The range of the share; only waves have one.
    pub range: Option<(f64, f64)>,
}

impl PartOf {
    fn month(&self) -> Month {
        match self.period {
            Period::Month(month) | Period::Quarter(month) => month,
            Period::Day(day) => day.month(),
        }
    }

    fn said(&self) -> String {
        let so_far = if self.complete { "" } else { " so far" };
        format!("{}{so_far}", say::share(self.k, self.n))
    }

    fn hit(&self, x: f64, width_px: f64, pick: Pick) -> Hit {
        Hit {
            at: (x, 0.0),
            width_px,
            height_px: BOTTOM,
            ring: None,
            text: format!("{}: {}", say::period(self.period), self.said()),
            pick,
        }
    }
}

/// Columns of a whole in outline, its part filled; `names` are those of the part and of the rest.
pub fn columns(parts: &[PartOf], names: [&str; 2], width_px: f64) -> Figure {
    let width = sane_width(width_px);
    if parts.iter().all(|part| part.n == 0) {
        return Figure::saying(width, HEIGHT_PX, "Nothing known by quarter yet.");
    }
    let most = parts.iter().map(|part| part.n).max().unwrap_or(0) as f64;
    let top = count_ticks(most, 1).last().copied().unwrap_or(1.0);
    let top_words = text::tick(top);
    let right = width - text::width_px(&top_words, 12.0, Weight::Regular).max(24.0) - 8.0;
    let y = Scale::new((0.0, top), (BOTTOM, TOP));
    let step = (right - 1.0) / parts.len() as f64;
    let column_px = (step * 0.6).min(24.0);
    let mut marks = vec![
        Mark::rule((1.0, TOP), (right, TOP), Stroke::GRID),
        Text::new((right + 6.0, TOP + 4.5), top_words).size(12.0).into(),
        Text::new((right + 6.0, BOTTOM + 4.5), "0").size(12.0).into(),
    ];
    for (i, part) in parts.iter().enumerate() {
        let x = 1.0 + step * (i as f64 + 0.5) - column_px / 2.0;
        let (split, whole) = (y.px(part.k as f64), y.px(part.n as f64));
        let column = |top: f64, bottom: f64, look: Look, role: Role| {
            let inset = if look == Look::Solid { 0.0 } else { 0.75 };
            Mark::Column {
                at: (x + inset, top + inset),
                width_px: column_px - 2.0 * inset,
                height_px: bottom - top - inset,
                look,
                role,
            }
        };
        let (filled, rest) = if part.complete { (Look::Solid, Look::Outlined) } else { (Look::Running, Look::Running) };
        marks.push(column(whole, split, rest, Role::Edge));
        marks.push(column(split, BOTTOM, filled, Role::Direct));
    }
    marks.push(Mark::rule((1.0, BOTTOM), (right, BOTTOM), Stroke::AXIS));
    let key = key(&marks, names, right);
    // Where columns are in its way it stands under the drawing.
    let notes = if key.is_empty() { ["■", "□"].into_iter().zip(names).collect() } else { Vec::new() };
    marks.extend(key);
    let said = |part: Option<&PartOf>| part.map_or_else(String::new, |part| say::period(part.period));
    marks.extend(ends(&said(parts.first()), &said(parts.last()), right));
    let hit = |(i, part): (usize, &PartOf)| {
        part.hit(1.0 + step * i as f64, step, Pick::Period { month: part.month(), series: None })
    };
    Figure {
        width_px: width,
        height_px: HEIGHT_PX,
        marks,
        hits: parts.iter().enumerate().map(hit).collect(),
        notes: notes.into_iter().map(|(mark, name): (&str, &str)| (mark.to_owned(), name.to_owned())).collect(),
        table: table(parts, ["Period", names[0]]),
        label: format!("{} and {}, by period", names[0], names[1]),
    }
}

/// The two names at the left under the top line, where no column is in their way; none otherwise.
fn key(drawn: &[Mark], names: [&str; 2], right: f64) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (i, name) in names.into_iter().enumerate() {
        let y = TOP + 17.0 + 16.0 * i as f64;
        let words = Text::new((16.0, y), name).size(12.0);
        let end = words.extent().0 + words.extent().1 + 4.0;
        let under = drawn.iter().any(|mark| matches!(mark, Mark::Column { at, height_px, .. } if at.0 < end && at.1 < y + 4.0 && *height_px > 0.0));
        if under || end > right {
            return Vec::new();
        }
        let (look, role, inset) =
            if i == 0 { (Look::Solid, Role::Direct, 0.0) } else { (Look::Outlined, Role::Edge, 0.75) };
        let side = 9.0 - 2.0 * inset;
        marks.push(Mark::Column { at: (1.0 + inset, y - 9.0 + inset), width_px: side, height_px: side, look, role });
        marks.push(words.into());
    }
    marks
}

/// The share of each wave of a survey with its range, from 0% to 100%; waves are not joined by a line. Each is asked for by its place.
pub fn waves(parts: &[PartOf], label: &str, width_px: f64) -> Figure {
    let width = sane_width(width_px);
    if parts.iter().all(|part| part.n == 0) {
        return Figure::saying(width, HEIGHT_PX, "No answers yet.");
    }
    let right = width - 38.0;
    let y = Scale::new((0.0, 1.0), (BOTTOM, TOP));
    let step = (right - 1.0) / parts.len() as f64;
    let stroke = Stroke::solid(Role::Direct, 2.0);
    let mut marks = vec![
        Mark::rule((1.0, TOP), (right, TOP), Stroke::GRID),
        Mark::rule((1.0, BOTTOM), (right, BOTTOM), Stroke::AXIS),
        Text::new((right + 6.0, TOP + 4.5), "100%").size(12.0).into(),
        Text::new((right + 6.0, BOTTOM + 4.5), "0%").size(12.0).into(),
    ];
    let mut free_from = f64::NEG_INFINITY;
    for (i, part) in parts.iter().enumerate() {
        let x = 1.0 + step * (i as f64 + 0.5);
        let name = text::month_year(part.month());
        let name = Text::new((x, BOTTOM + 15.0), name).middle().size(12.0);
        let name = Text { at: (x.max(name.extent().1 / 2.0), name.at.1), ..name };
        if name.extent().0 > free_from {
            free_from = name.extent().0 + name.extent().1 + 6.0;
            marks.push(name.into());
        }
        if part.n == 0 {
            continue;
        }
        if let Some((low, high)) = part.range.map(|(low, high)| (y.px(low), y.px(high))) {
            let line = |from: (f64, f64), to: (f64, f64)| Mark::Line { points: vec![from, to], stroke };
            marks.push(line((x, low), (x, high)));
            marks.extend([low, high].map(|end| line((x - 4.0, end), (x + 4.0, end))));
        }
        let at = (x, y.px(part.k as f64 / part.n as f64));
        marks.push(Mark::Point { at, radius_px: 3.5, dot: Dot::Complete, role: Role::Direct });
    }
    let hit = |(i, part): (usize, &PartOf)| part.hit(1.0 + step * i as f64, step, Pick::Row(i));
    Figure {
        width_px: width,
        height_px: HEIGHT_PX,
        marks,
        hits: parts.iter().enumerate().map(hit).collect(),
        notes: Vec::new(),
        table: table(parts, ["Wave", "Share"]),
        label: label.into(),
    }
}

fn table(parts: &[PartOf], head: [&str; 2]) -> Table {
    let row = |part: &PartOf| vec![say::period(part.period), part.said()];
    Table { head: head.map(String::from).to_vec(), rows: parts.iter().map(row).collect() }
}
