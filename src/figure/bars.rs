//! Counts beside each other: a bar for each of a few kinds of things.

use super::mark::{Look, Mark, Stroke, Text, Weight};
use super::palette::Role;
use super::scale::{Scale, count_ticks};
use super::{Figure, Hit, Pick, Table, sane_width, text};

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// What is counted.
    pub name: String,
    /// How many; `None` is not known, and has no bar.
    pub count: Option<f64>,
}

/// What bars are drawn from.
#[derive(Clone, Copy, Debug)]
pub struct Bars<'a> {
    /// From top to bottom.
    pub bars: &'a [Bar],
    /// What they are counts of: `datasets`.
    pub counted: &'a str,
    /// The whole that every bar is a part of, where there is one: the scale goes up to it.
    pub of: Option<f64>,
    /// What the drawing is, for those who don't see it.
    pub label: &'a str,
    /// Width in px.
    pub width_px: f64,
}

const ROW_PX: f64 = 30.0;
const BAR_PX: f64 = 18.0;
const TOP_PX: f64 = 4.0;
/// Under this a name stands over its bar, as it does where names would leave the bars too little.
const NARROW_PX: f64 = 400.0;
const MOST_OF_WIDTH: f64 = 0.45;

/// The bars, from nothing to the largest or the whole.
pub fn bars(input: Bars<'_>) -> Figure {
    let width = sane_width(input.width_px);
    if input.bars.is_empty() {
        return Figure::saying(width, 96.0, "Nothing to count yet.");
    }
    let names = input.bars.iter().map(|bar| text::width_px(&bar.name, 13.0, Weight::Regular)).fold(0.0, f64::max);
    let narrow = width < NARROW_PX || names + 14.0 > width * MOST_OF_WIDTH;
    let (row_px, left) = if narrow { (ROW_PX + 18.0, 0.0) } else { (ROW_PX, names + 14.0) };
    let most = input.bars.iter().filter_map(|bar| bar.count).chain(input.of).fold(0.0, f64::max);
    let ticks = count_ticks(most, 4);
    let said = |bar: &Bar| match (bar.count, input.of) {
        (Some(count), Some(of)) => format!("{} of {}", text::number(count), text::number(of)),
        (Some(count), None) => text::number(count),
        (None, _) => "not known".into(),
    };
    let values = input.bars.iter().map(|bar| text::width_px(&said(bar), 13.0, Weight::Bold)).fold(0.0, f64::max);
    let x = Scale::new((0.0, ticks.last().copied().unwrap_or(1.0)), (left, width - values - 14.0));
    let bottom = TOP_PX + row_px * input.bars.len() as f64;
    let mut marks = Vec::new();
    for &tick in &ticks {
        let stroke = if tick == 0.0 { Stroke::AXIS } else { Stroke::GRID };
        marks.push(Mark::rule((x.px(tick), TOP_PX), (x.px(tick), bottom), stroke));
        let name = Text::new((x.px(tick), bottom + 17.0), text::tick(tick));
        marks.push(if tick == 0.0 && narrow { name } else { name.middle() }.into());
    }
    let mut hits = Vec::new();
    for (place, bar) in input.bars.iter().enumerate() {
        let start = TOP_PX + row_px * place as f64;
        let top = start + row_px - ROW_PX + (ROW_PX - BAR_PX) / 2.0;
        // Over its bar a name stands clear of the baseline.
        let name_at = if narrow { (left + 5.0, start + 15.0) } else { (left - 10.0, top + 14.0) };
        let name = text::fit(&bar.name, if narrow { width - 5.0 } else { left - 10.0 }, 13.0, Weight::Regular);
        let name = Text::new(name_at, name).role(Role::Ink);
        marks.push(if narrow { name.halo() } else { name.end() }.into());
        let end = x.px(bar.count.unwrap_or(0.0));
        if bar.count.is_some_and(|count| count > 0.0) {
            marks.push(Mark::Column {
                at: (left, top),
                width_px: (end - left).max(1.0),
                height_px: BAR_PX,
                look: Look::Solid,
                role: Role::Direct,
            });
        }
        marks.push(Text::new((end + 8.0, top + 14.0), said(bar)).bold().halo().into());
        hits.push(Hit {
            at: (0.0, start),
            width_px: width,
            height_px: row_px,
            ring: None,
            text: format!("{}: {} {}", bar.name, said(bar), input.counted),
            pick: Pick::Row(place),
        });
    }
    let row = |bar: &Bar| vec![bar.name.clone(), bar.count.map_or_else(|| "not known".into(), text::number)];
    Figure {
        width_px: width,
        height_px: bottom + 24.0,
        marks,
        hits,
        notes: Vec::new(),
        table: Table {
            head: vec![String::from("Kind"), text::head(input.counted)],
            rows: input.bars.iter().map(row).collect(),
        },
        label: input.label.into(),
    }
}
