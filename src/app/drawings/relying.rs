//! The figures of *Relying*, and which rows their points stand for.

use super::drawn;
use super::large::events_in_room;
use crate::app::address::GrainName;
use crate::app::content::Content;
use crate::figure::bars::{Bar, Bars, bars};
use crate::figure::chart::{Chart, PLOT_PX, chart};
use crate::figure::curve::{self, Curve, Words};
use crate::figure::quarters::{Fold, by_quarter, history};
use crate::figure::stack::Part;
use crate::figure::stacked::{Stacked, stacked};
use crate::figure::{Figure, Role};
use crate::measure::{Measure, Pick, Point, Reading, USERS};
use crate::org::{Day, Period};
use crate::story::say;

/// The shares that *Relying* shows together.
pub(super) const SHARES: [Measure; 6] = [
    Measure::DataInUse,
    Measure::WrittenAgreements,
    Measure::OwnersSeeUse,
    Measure::MeaningChangesCaught,
    Measure::BoughtInDataOwned,
    Measure::PaceOfImprovement,
];

pub(super) const STANDINGS: [Part; 3] = [
    Part::filled("in_use", "in use", Role::Direct),
    Part::filled("new", "new", Role::Analyst),
    Part::rest("not_used", "not used"),
];
pub(super) const KEEPERS: [Part; 2] =
    [Part::filled("by_domain", "the teams", Role::Direct), Part::filled("by_data_team", "a data team", Role::Analyst)];
pub(super) const PROPOSERS: [Part; 4] = [
    Part::filled("producer", "by those who make it", Role::Direct),
    Part::filled("consumer", "by those who use it", Role::Analyst),
    Part::filled("data_team", "by the data team", Role::Engineer),
    Part::filled("unknown", "not known", Role::Unknown),
];
/// The changes of a month that were announced in time: what is left of all.
const IN_TIME: &str = "in_time";
pub(super) const NOTICES: [Part; 2] =
    [Part::filled("k", "surprises", Role::Direct), Part::rest(IN_TIME, "announced in time")];

/// The curve of what is still used is drawn up to here.
const STILL_USED_DAYS: u32 = 365;
/// Half a year, after which it is asked whether data is still used.
const LATER_DAYS: u32 = 182;

/// The figure of a measure; `None` where it has none here, or cannot be read.
pub(super) fn figure(content: &Content, measure: Measure, width_px: f64) -> Option<Figure> {
    let (reading, as_of) = drawn(content, measure)?;
    let months = content.address.months;
    let events = &events_in_room(content);
    let is_by_quarter = is_by_quarter(content);
    let draw = |points: &[Point], parts: &[Part], label: &str| {
        stacked(Stacked { points, parts, events, as_of, label, width_px })
    };
    // What there is at the end of each month is, by quarter, what there is at the end of that.
    let stock = |parts: &[Part], label: &str| {
        let points = history(&reading.series, months, is_by_quarter);
        if is_by_quarter {
            draw(&by_quarter(points, as_of, Fold::Last), parts, &label.replace("month", "quarter"))
        } else {
            draw(points, parts, label)
        }
    };
    Some(match measure {
        Measure::DataInUse => stock(&STANDINGS, "Shared datasets at the end of each month: in use, new, not used"),
        Measure::WhoLooksAfter => stock(&KEEPERS, "Shared datasets at the end of each month, by who looks after them"),
        Measure::OffersFromProducers => {
            let points = &reading.series[reading.series.len().saturating_sub(months.div_ceil(3) + 1)..];
            draw(points, &PROPOSERS, "What was newly offered, by quarter and by who proposed it")
        }
        Measure::Surprises => surprises(content, reading, as_of, width_px),
        Measure::TeamsPerDataset => by_users(reading, width_px),
        Measure::WrittenAgreements => covered(reading, width_px),
        Measure::StillUsedLater => still_used(reading, width_px),
        Measure::PaceOfImprovement => chart(Chart {
            reading,
            key: "releases",
            counted: "changes",
            events,
            as_of,
            months,
            label: "Changes of shared data by month, with mean and usual range",
            width_px,
            plot_px: PLOT_PX,
        }),
        _ => return None,
    })
}

/// The rows behind a row of such a figure.
pub(super) fn row(measure: Measure, row: usize) -> Option<Pick> {
    match measure {
        Measure::TeamsPerDataset => USERS.get(row).map(|part| Pick::Part(part)),
        Measure::WrittenAgreements => Some(Pick::PartAt(row)),
        _ => None,
    }
}

/// Whether columns that can be of months are of quarters.
pub(super) fn is_by_quarter(content: &Content) -> bool {
    content.address.grain == Some(GrainName::Quarter)
}

/// The changes of each month or quarter; asked about those in time, all of them are meant, which is what the place then says.
fn surprises(content: &Content, reading: &Reading, as_of: Day, width_px: f64) -> Figure {
    let split = |point: &Point| {
        let mut point = point.clone();
        let in_time = point.get("n").zip(point.get("k")).map(|(all, late)| all - late);
        point.values.push((IN_TIME, in_time));
        point
    };
    let (is_by_quarter, label) =
        (is_by_quarter(content), "Changes of shared data by month: surprises, and those announced in time");
    let points = history(&reading.series, content.address.months, is_by_quarter);
    let mut points: Vec<Point> = points.iter().map(split).collect();
    let mut label = label.to_owned();
    if is_by_quarter {
        (points, label) = (by_quarter(&points, as_of, Fold::Sum), label.replace("month", "quarter"));
    }
    let (events, label) = (&events_in_room(content), label.as_str());
    let mut figure = stacked(Stacked { points: &points, parts: &NOTICES, events, as_of, label, width_px });
    for hit in &mut figure.hits {
        let crate::figure::Pick::Period { month, series: Some(IN_TIME) } = hit.pick else { continue };
        let is_asked = |point: &&Point| [Period::Month(month), Period::Quarter(month)].contains(&point.period);
        let all = points.iter().find(is_asked).and_then(|point| point.get("n"));
        hit.text = format!("{} of {} changes", hit.text, say::grouped(all.unwrap_or(0.0) as u64));
        hit.pick = crate::figure::Pick::Period { month, series: Some("n") };
    }
    figure
}

fn by_users(reading: &Reading, width_px: f64) -> Figure {
    let names = ["no team", "one team", "two teams", "three or more"];
    let bar = |(part, name): (&&str, &str)| Bar { name: name.to_owned(), count: reading.part(part) };
    let classes: Vec<Bar> = USERS.iter().zip(names).map(bar).collect();
    let label = "Shared datasets by how many teams use them";
    bars(Bars { bars: &classes, counted: "datasets", of: None, label, width_px })
}

/// What agreements cover: the items that are always listed, in words, then others as they are written.
fn covered(reading: &Reading, width_px: f64) -> Figure {
    let item = |(part, count): &(String, Option<f64>)| {
        let item = part.strip_prefix("covers_").unwrap_or(part);
        let name = match item {
            "owner" => "who answers for it",
            "meaning" => "what it means",
            "freshness" => "how fresh it is",
            "notice" => "how early changes are announced",
            "allowed_use" => "what it may be used for",
            "known_users" => "who uses it",
            other => other,
        };
        Bar { name: name.to_owned(), count: *count }
    };
    let items: Vec<Bar> = reading.parts.iter().map(item).collect();
    let of = reading.n.map(|n| n as f64);
    bars(Bars { bars: &items, counted: "datasets", of, label: "What written agreements cover", width_px })
}

fn still_used(reading: &Reading, width_px: f64) -> Figure {
    let last = reading.curve.last().map_or(0, |step| step.t);
    curve::curve(Curve {
        steps: &reading.curve,
        open: &[],
        until_days: last.clamp(90, STILL_USED_DAYS),
        cases: reading.n,
        marked: (last >= LATER_DAYS).then_some((LATER_DAYS, "after half a year")),
        median: None,
        words: Words {
            label: "Share of those who began to use data that still did, by days since then",
            happened: "still used",
            stopped: "",
            followed: "times data was taken up,",
            median: &[],
        },
        width_px,
    })
}
