//! When something succeeded for the first time, and what happened around it, on one line of time: events over it, successes under it.

use super::lanes::BESIDE;
use super::mark::{Dash, Dot, Mark, Stroke, Text, Weight};
use super::palette::Role;
use super::{Figure, Table, text};
use crate::org::Day;

/// Something that happened on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Happening {
    /// The day.
    pub on: Day,
    /// What happened, in lines of words.
    pub lines: Vec<String>,
    /// How its line is drawn.
    pub stroke: Stroke,
}

/// From one lane of events to the next, and from one lane of successes to the next.
const LANES_PX: [f64; 2] = [18.0, 58.0];
/// From one line of words to the next.
const LINE_PX: f64 = 17.0;
/// Most lanes of either; with more of them a list is easier to read.
const MOST_LANES: usize = 8;
/// Under this a list is easier to read.
const LEAST_PX: f64 = 560.0;

/// Events and successes, each by day, on a line of time up to a day, for a width in px; `None` where a list says it better.
pub fn timeline(events: &[Happening], successes: &[Happening], as_of: Day, width: f64) -> Option<Figure> {
    let sides = [events, successes];
    let first = sides.into_iter().flatten().map(|happening| happening.on).min()?.month().first_day();
    let part = |day: Day| f64::from(day.since(first)) / f64::from(as_of.since(first).max(1));
    // All words hang at the right of their lines, so the line of time ends early enough for the last of them.
    let mut long_px = width - 8.0;
    for happening in sides.into_iter().flatten() {
        long_px = long_px.min((width - 8.0 - happening.room_px()) / part(happening.on));
    }
    let x = |day: Day| 4.0 + part(day) * long_px;
    let lanes = sides.map(|side| staircase(side, &x));
    let [over, under] = [0, 1].map(|side| lanes[side].iter().max().map_or(0, |last| last + 1));
    if width < LEAST_PX || long_px < 0.6 * width || over.max(under) > MOST_LANES {
        return None;
    }

    let axis = LANES_PX[0] * over as f64 + 30.0;
    // The month that is still running is not over.
    let is_over = as_of == as_of.month().last_day();
    let (running, end) = (x(if is_over { as_of } else { as_of.month().first_day() }).max(4.0), x(as_of));
    let line = Stroke { role: Role::Ink, ..Stroke::MEAN };
    let mut marks = vec![
        Mark::rule((4.0, axis), (running, axis), line),
        Mark::rule((running, axis), (end, axis), Stroke { dash: Dash::Running, ..line }),
        Text::new((end, axis + 17.0), text::day(as_of)).end().into(),
    ];
    for (side, happenings) in sides.into_iter().enumerate() {
        for (happening, &lane) in happenings.iter().zip(&lanes[side]) {
            let x = x(happening.on);
            // The first lane of either side is the one that lies farthest from the line of time.
            let (y, far) = if side == 0 {
                let y = 13.0 + LANES_PX[0] * lane as f64;
                (y, y - 10.0)
            } else {
                let y = axis + 36.0 + LANES_PX[1] * (under - 1 - lane) as f64;
                (y, y + 2.0 * LINE_PX + 4.0)
            };
            marks.push(Mark::rule((x, axis), (x, far), happening.stroke));
            for (i, words) in happening.lines.iter().enumerate() {
                let role = if i == 2 { Role::Ink2 } else { Role::Ink };
                let words = Text::new((x + BESIDE, y + LINE_PX * i as f64), words.as_str()).role(role);
                let is_day = side == 1 && i == 0;
                marks.push(Text { weight: if is_day { Weight::Bold } else { Weight::Regular }, ..words }.into());
            }
            if side == 1 {
                marks.push(Mark::Point { at: (x, axis), radius_px: 5.5, dot: Dot::Complete, role: Role::Direct });
            }
        }
    }
    for month in first.month().through(as_of.month()) {
        if month.month_of_year() == 1 {
            let x = x(month.first_day());
            marks.push(Mark::rule((x, axis - 6.0), (x, axis), line));
            marks.push(Text::new((x + 5.0, axis - 8.0), month.year().to_string()).bold().halo().into());
        }
    }
    Some(Figure {
        width_px: width,
        height_px: axis + 36.0 + LANES_PX[1] * under as f64,
        marks,
        hits: Vec::new(),
        notes: Vec::new(),
        table: Table::default(),
        label: "Events over a line of time, first successes under it".into(),
    })
}

impl Happening {
    /// The room that its words need at the right of its line.
    fn room_px(&self) -> f64 {
        self.lines.iter().map(|words| text::width_px(words, 13.0, Weight::Bold)).fold(0.0, f64::max) + BESIDE
    }
}

/// The lanes of words that hang at the right of their lines: each one under all earlier words that its own line runs through.
fn staircase(happenings: &[Happening], x: &dyn Fn(Day) -> f64) -> Vec<usize> {
    let mut lanes: Vec<usize> = Vec::new();
    for happening in happenings {
        let mut lane = 0;
        for (earlier, above) in happenings.iter().zip(&lanes) {
            if x(earlier.on) + earlier.room_px() > x(happening.on) {
                lane = lane.max(above + 1);
            }
        }
        lanes.push(lane);
    }
    lanes
}
