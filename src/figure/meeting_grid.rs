//! Who meets whom: producing teams in rows, using teams in columns.

use super::mark::{Dot, Mark, Stroke, Text, Weight};
use super::palette::Role;
use super::{Figure, Hit, Pick, Table, sane_width, text};

/// What a grid is drawn from.
#[derive(Clone, Copy, Debug)]
pub struct MeetingGrid<'a> {
    /// Producing teams, those of an area together.
    pub rows: &'a [Side],
    /// Using teams, those of an area together.
    pub columns: &'a [Side],
    /// A row of cells a producing team.
    pub cells: &'a [Vec<Meeting>],
    /// Width in px.
    pub width_px: f64,
}

/// A team at the side of the grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// Its name.
    pub name: String,
    /// Its area; a gap shows where the next one begins.
    pub area: String,
}

/// How two teams met in the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meeting {
    /// With nobody in between at least once.
    Direct,
    /// Only with somebody of the data team.
    OnlyWithDataTeam,
    /// They met, and it is not known who else took part.
    Unknown,
    /// Not at all.
    NotMet,
    /// A team and itself.
    Own,
}

impl Meeting {
    fn words(self) -> &'static str {
        match self {
            Self::Direct => "met directly",
            Self::OnlyWithDataTeam => "met only with the data team",
            Self::Unknown => "met, not known how",
            Self::NotMet => "not met",
            Self::Own => "the same team",
        }
    }
}

/// The narrowest cell, over which names of 13 px at 45° do not touch, and the widest.
const CELL_PX: (f64, f64) = (18.5, 27.0);
const ROW_PX: f64 = 26.0;
const GAP_PX: f64 = 6.0;
/// Room for the longest name; longer ones are shortened here and whole in the table.
const NAME_PX: f64 = 150.0;
/// How far a name at 45° reaches to the side and up, for each px of its length.
const SLANT: f64 = std::f64::consts::FRAC_1_SQRT_2;

/// The grid; `None` where there is nothing to draw or no room for it, and the table says it better.
pub fn meeting_grid(input: MeetingGrid<'_>) -> Option<Figure> {
    let width = sane_width(input.width_px);
    let name = |side: &Side| text::fit(&side.name, NAME_PX, 13.0, Weight::Regular);
    let long = |words: &str| text::width_px(words, 13.0, Weight::Regular);
    let row_names: Vec<String> = input.rows.iter().map(name).collect();
    let column_names: Vec<String> = input.columns.iter().map(name).collect();
    if row_names.is_empty() || column_names.is_empty() {
        return None;
    }
    let left = row_names.iter().map(|name| long(name)).fold(0.0, f64::max) + 12.0;
    let gaps = |sides: &[Side]| {
        let mut gaps = 0.0;
        let at = |i: usize| {
            if i > 0 && sides[i].area != sides[i - 1].area {
                gaps += GAP_PX;
            }
            gaps
        };
        (0..sides.len()).map(at).collect::<Vec<f64>>()
    };
    let (row_gaps, column_gaps) = (gaps(input.rows), gaps(input.columns));
    let all_gaps = column_gaps.last().copied().unwrap_or(0.0);
    let count = column_names.len() as f64;
    // A name leans out over the columns after its own; only the last ones lean out of the grid.
    let needs = |cell: f64| {
        let leans = column_names
            .iter()
            .enumerate()
            .map(|(i, name)| left + column_gaps[i] + (i as f64 + 0.5) * cell + 3.0 + long(name) * SLANT);
        leans.fold(left + all_gaps + count * cell, f64::max)
    };
    let cell = (0..=17)
        .map(|half| CELL_PX.1 - f64::from(half) / 2.0)
        .find(|&cell| cell >= CELL_PX.0 && needs(cell) <= width)?;

    let top = (column_names.iter().map(|name| long(name)).fold(0.0, f64::max) * SLANT + 20.0).ceil();
    let xs: Vec<f64> =
        column_gaps.iter().enumerate().map(|(i, gap)| (left + gap + (i as f64 + 0.5) * cell).floor() + 0.5).collect();
    let ys: Vec<f64> =
        row_gaps.iter().enumerate().map(|(i, gap)| (top + gap + (i as f64 + 0.5) * ROW_PX).floor() + 0.5).collect();
    let (right, bottom) = (left + all_gaps + count * cell, ys.last().copied().unwrap_or(top) + ROW_PX / 2.0);

    let mut marks = Vec::new();
    for (name, &x) in column_names.into_iter().zip(&xs) {
        marks.push(Mark::rule((x, top), (x, bottom), Stroke::GRID));
        marks.push(Text { turn: -45, ..Text::new((x + 3.0, top - 8.0), name) }.into());
    }
    for (name, &y) in row_names.into_iter().zip(&ys) {
        marks.push(Mark::rule((left, y), (right, y), Stroke::GRID));
        marks.push(Text::new((left - 10.0, y + 4.5), name).end().into());
    }
    let mut hits = Vec::new();
    for (row, (side, &y)) in input.rows.iter().zip(&ys).enumerate() {
        for (column, (other, &x)) in input.columns.iter().zip(&xs).enumerate() {
            let meeting = input.cells.get(row).and_then(|cells| cells.get(column)).copied().unwrap_or(Meeting::NotMet);
            let point = |radius_px, dot, role| Mark::Point { at: (x, y), radius_px, dot, role };
            match meeting {
                Meeting::Direct => marks.push(point(6.5, Dot::Complete, Role::Direct)),
                Meeting::OnlyWithDataTeam => marks.push(point(5.5, Dot::Ring, Role::Edge)),
                Meeting::Unknown => marks.push(point(3.0, Dot::Complete, Role::Unknown)),
                Meeting::Own => {
                    // A dash on a gridline of the same colour would be invisible.
                    marks.push(Mark::Line {
                        points: vec![(x - 4.0, y), (x + 4.0, y)],
                        stroke: Stroke::solid(Role::Edge, 2.0),
                    });
                }
                Meeting::NotMet => {}
            }
            hits.push(Hit {
                at: (x - cell / 2.0, y - ROW_PX / 2.0),
                width_px: cell,
                height_px: ROW_PX,
                ring: Some(((x, y), 6.5)),
                text: format!("{} and {}: {}", side.name, other.name, meeting.words()),
                pick: Pick::Pair { row, column },
            });
        }
    }
    Some(Figure {
        width_px: width,
        height_px: bottom + 4.0,
        marks,
        hits,
        notes: Vec::new(),
        table: table(input),
        label: "Producing teams in rows, using teams in columns: dot met directly, ring met only with the data team, small dot not known how, blank not met"
            .into(),
    })
}

/// The data of a grid: how each producing team met the using teams. Also what stands in the grid's place where it has no room.
pub fn table(input: MeetingGrid<'_>) -> Table {
    let head = ["Producing team", "Met directly", "Only with the data team", "Met, not known how"];
    let head = head.map(String::from).to_vec();
    let row = |(i, side): (usize, &Side)| {
        let names = |wanted: Meeting| {
            let cells = input.cells.get(i).into_iter().flatten();
            let names =
                cells.zip(input.columns).filter(|(cell, _)| **cell == wanted).map(|(_, other)| other.name.as_str());
            names.collect::<Vec<_>>().join(", ")
        };
        let met = [Meeting::Direct, Meeting::OnlyWithDataTeam, Meeting::Unknown];
        std::iter::once(side.name.clone()).chain(met.map(names)).collect()
    };
    Table { head, rows: input.rows.iter().enumerate().map(row).collect() }
}
