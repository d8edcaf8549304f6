//! Shares beside each other, each with the range it could easily lie in.

use super::mark::{Dot, Mark, Stroke, Text, Weight};
use super::palette::Role;
use super::scale::{SHARES, Scale};
use super::{Figure, Hit, Pick, Table, sane_width, text};
use crate::story::say;

/// One share.
#[derive(Clone, Debug, PartialEq)]
pub struct RangeRow {
    /// What it is a share of.
    pub label: String,
    /// The period, or what to keep in mind.
    pub sublabel: String,
    /// The share now; `None` is drawn as no point, only with its words.
    pub share: Option<f64>,
    /// Its range; `None` where there is none.
    pub range: Option<(f64, f64)>,
    /// The share on the earlier day.
    pub earlier: Option<f64>,
    /// The share in words: `41% (302 of 736)`.
    pub text: String,
    /// The earlier share in words; empty where there is none.
    pub was: String,
}

/// Under this a row's words stand over its range rather than beside it.
const NARROW_PX: f64 = 640.0;

/// The rows, from 0% to 100%.
pub fn ranges(rows: &[RangeRow], label: &str, width_px: f64) -> Figure {
    let width = sane_width(width_px);
    if rows.is_empty() {
        return Figure::saying(width, 96.0, "No share is known yet.");
    }
    let narrow = width < NARROW_PX;
    let widest = |words: &dyn Fn(&RangeRow) -> [(&str, Weight); 2]| {
        rows.iter().flat_map(words).map(|(words, weight)| text::width_px(words, 13.0, weight)).fold(0.0, f64::max)
    };
    let labels = widest(&|row| [(&row.label, Weight::Bold), ("", Weight::Regular)]);
    let names = widest(&|row| [(&row.label, Weight::Bold), (&row.sublabel, Weight::Regular)]);
    let values = widest(&|row| [(&row.text, Weight::Bold), (&row.was, Weight::Regular)]);
    let has_scale = rows.iter().any(|row| row.share.is_some() || row.earlier.is_some());
    // Names stay on their line where half of the width is enough for them; what stands under them can have two.
    let names_end = (names + 32.0).min((labels + 32.0).clamp(width * 0.36, width * 0.48));
    let (left, right) = match has_scale {
        _ if narrow => (0.0, width),
        true => (names_end, width - (values + 20.0).min(width * 0.28)),
        // What stands in the place of the shares stands beside their names.
        false => (names_end, names_end),
    };
    let about = |row: &RangeRow| two_lines(&row.sublabel, left - 16.0, Weight::Regular);
    let name = |row: &RangeRow| two_lines(&row.label, width, Weight::Bold);
    let row_px = match (narrow, rows.iter().any(|row| if narrow { name(row).len() > 1 } else { about(row).len() > 1 }))
    {
        (true, true) => 88.0,
        (true, false) => 72.0,
        (false, true) => 60.0,
        (false, false) => 44.0,
    };
    let top = if has_scale { 24.0 } else { 4.0 };
    let height = top + row_px * rows.len() as f64 + 6.0;
    let x = Scale::new((0.0, 1.0), (left + 6.0, right - 6.0));

    let mut marks = Vec::new();
    for share in SHARES.into_iter().filter(|_| has_scale) {
        let stroke = if share == 0.0 { Stroke::AXIS } else { Stroke::GRID };
        // Where words stand over each range, the lines are drawn beside the ranges only.
        let starts = (0..rows.len()).map(|i| top + row_px * i as f64);
        let spans: Vec<(f64, f64)> = if narrow {
            starts.map(|y| (y + row_px - 28.0, y + row_px - 8.0)).collect()
        } else {
            vec![(top - 6.0, height - 6.0)]
        };
        let line = |(from, to): (f64, f64)| Mark::rule((x.px(share), from), (x.px(share), to), stroke);
        marks.extend(spans.into_iter().map(line));
        let name = Text::new((x.px(share), 12.0), say::percent(share));
        // Without room at the sides the outer names stay inside.
        let name = match share {
            s if narrow && s <= 0.0 => Text { at: (0.0, 12.0), ..name },
            s if narrow && s >= 1.0 => Text { at: (width, 12.0), ..name.end() },
            _ => name.middle(),
        };
        marks.push(name.into());
    }
    let mut hits = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        let start = top + row_px * i as f64;
        let y = start + if narrow { row_px - 18.0 } else { 22.0 };
        marks.extend(drawn(row, &x, y));
        marks.extend(if narrow {
            stacked(row, name(row), y, width)
        } else {
            beside(row, about(row), y, (left - 16.0, right + 16.0, width))
        });
        hits.push(Hit {
            at: (0.0, start),
            width_px: width,
            height_px: row_px,
            ring: row.share.map(|share| ((x.px(share), y), 6.0)),
            text: [row.label.as_str(), row.text.as_str(), row.was.as_str()]
                .join(", ")
                .trim_end_matches(", ")
                .to_string(),
            pick: Pick::Row(i),
        });
    }
    Figure {
        width_px: width,
        height_px: height,
        marks,
        hits,
        notes: Vec::new(),
        table: table(rows),
        label: label.into(),
    }
}

fn drawn(row: &RangeRow, x: &Scale, y: f64) -> Vec<Mark> {
    let stroke = Stroke::solid(Role::Direct, 2.0);
    let line = |from: (f64, f64), to: (f64, f64)| Mark::Line { points: vec![from, to], stroke };
    let mut marks = Vec::new();
    if let Some((low, high)) = row.range {
        marks.push(line((x.px(low), y), (x.px(high), y)));
        marks.extend([low, high].map(|end| line((x.px(end), y - 4.0), (x.px(end), y + 4.0))));
    }
    let point = |share: f64, radius_px, dot, role| Mark::Point { at: (x.px(share), y), radius_px, dot, role };
    marks.extend(row.earlier.map(|share| point(share, 4.5, Dot::Ring, Role::Edge)));
    marks.extend(row.share.map(|share| point(share, 6.0, Dot::Complete, Role::Direct)));
    marks
}

/// Words on at most two lines; of what goes on the table has the rest.
fn two_lines(words: &str, room: f64, weight: Weight) -> Vec<String> {
    let lines = text::wrap(words, room, 13.0, weight);
    match lines.as_slice() {
        [first, rest @ ..] if rest.len() > 1 => vec![first.clone(), text::fit(&rest.join(" "), room, 13.0, weight)],
        _ => lines,
    }
}

fn beside(row: &RangeRow, about: Vec<String>, y: f64, (left, right, width): (f64, f64, f64)) -> Vec<Mark> {
    let fit = |words: &str, room, weight| text::fit(words, room, 13.0, weight);
    let said = Text::new((right, y - 3.0), fit(&row.text, width - right, Weight::Bold));
    let about = about.into_iter().zip([14.0, 30.0]).map(|(line, down)| Text::new((0.0, y + down), line).into());
    let marks = vec![
        Text::new((0.0, y - 3.0), fit(&row.label, left, Weight::Bold)).bold().into(),
        if row.share.is_some() { said.bold() } else { said }.into(),
        Text::new((right, y + 14.0), fit(&row.was, width - right, Weight::Regular)).into(),
    ];
    marks.into_iter().chain(about).collect()
}

fn stacked(row: &RangeRow, name: Vec<String>, y: f64, width: f64) -> Vec<Mark> {
    let said = [row.text.as_str(), row.was.as_str()].join(", ");
    let said = text::fit(said.trim_end_matches(", "), width, 13.0, Weight::Regular);
    let lines = name.into_iter().rev().zip([32.0, 48.0]);
    let name = lines.map(|(line, up)| Text::new((0.0, y - up), line).bold().halo().into());
    name.chain([Text::new((0.0, y - 15.0), said).halo().into()]).collect()
}

fn table(rows: &[RangeRow]) -> Table {
    let head = ["Share", "Of what", "Now", "Could easily be", "Was"].map(String::from).to_vec();
    let row = |row: &RangeRow| {
        let range = row.range.map(|(low, high)| format!("{} to {}", say::percent(low), say::percent(high)));
        vec![row.label.clone(), row.sublabel.clone(), row.text.clone(), range.unwrap_or_default(), row.was.clone()]
    };
    Table { head, rows: rows.iter().map(row).collect() }
}
