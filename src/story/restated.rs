//! An earlier export beside the one that is shown, in sentences: what is new, what of the past is told otherwise, and what that moves.

use super::say::{self, keep_together};
use super::text;
use crate::measure::{Measure, Reading};
use crate::org::{Day, Differences, Month, Org, Restatement};

/// Months that are named one by one; of more it is said how many they are.
const MOST_MONTHS: usize = 6;

/// What the earlier export says, and this one says otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restated {
    /// How many rows are of days after it.
    pub new: String,
    /// How many of the earlier rows are not what they were.
    pub restated: String,
    /// The same by month, and for rows without a day: the month, and what became of which rows.
    pub months: Vec<(String, String)>,
    /// Numbers that are others now for the same day, with both.
    pub moved: Vec<(Measure, String)>,
    /// What stands in place of these where there are none.
    pub nothing_moved: Option<String>,
    /// What is not compared, and what else is not alike.
    pub remarks: Vec<String>,
}

/// Why an export cannot stand beside another as the earlier one; `None` where it can.
pub fn not_earlier(earlier: &Org, now: &Org) -> Option<String> {
    match (earlier.data_complete_through, now.data_complete_through) {
        (Some(before), Some(after)) if before > after => Some(format!(
            "That export goes through {}, later than this one. Open the later of the two as the export of this page, and the earlier one here.",
            keep_together(&say::date(before))
        )),
        (Some(_), Some(_)) => None,
        _ => Some(
            "It cannot be told which of the two exports is the earlier one: no day is known through which it goes."
                .to_owned(),
        ),
    }
}

/// The sentences. `day` is the one through which the earlier export goes; `readings` are pairs of one measure on one day, as the
/// earlier export has it and as this one has it, and `on` is their day.
pub fn restated(
    (earlier, now): (&Org, &Org),
    day: Day,
    found: &Restatement,
    (on, readings): (Day, &[(Reading, Reading)]),
) -> Restated {
    let all: u64 = found.restated.values().map(of).sum();
    let moved: Vec<(Measure, String)> =
        readings.iter().filter_map(|(before, after)| Some((after.measure, moved(before, after)?))).collect();
    let nothing = if all == 0 { "" } else { ", whatever changed in the rows" };
    let nothing_moved =
        moved.is_empty().then(|| format!("Every number of {} is the same in both exports{nothing}.", date(on)));
    Restated {
        new: new(found, day),
        restated: match all {
            0 => format!("Everything that the earlier export says up to {} still stands as it did.", date(day)),
            1 => format!("1 row up to {} is not what it was.", date(day)),
            all => format!("{} up to {} are not what they were.", counted(all), date(day)),
        },
        months: months(found),
        moved,
        nothing_moved,
        remarks: remarks(earlier, now, found),
    }
}

fn new(found: &Restatement, day: Day) -> String {
    let all: u64 = found.new.values().sum();
    if all == 0 {
        return format!("No row tells of anything after {}, through which the earlier export goes.", date(day));
    }
    let by_table =
        found.new.iter().map(|(table, &rows)| keep_together(&[&say::grouped(rows), " of ", table.name()].concat()));
    let by_table = by_table.collect::<Vec<_>>().join(", ");
    let tell = if all == 1 { "tells" } else { "tell" };
    format!(
        "{} {tell} of what came after {}, through which the earlier export goes: {by_table}.",
        counted(all),
        date(day)
    )
}

/// What became of the rows of each month, the latest first; those without a day last.
fn months(found: &Restatement) -> Vec<(String, String)> {
    let mut months: Vec<(Option<Month>, Vec<String>)> = Vec::new();
    for ((month, table), differences) in found.restated.iter().filter(|(_, differences)| of(differences) > 0) {
        let said = [table.name(), ": ", &differing(differences)].concat();
        match months.last_mut().filter(|(last, _)| *last == month) {
            Some((_, tables)) => tables.push(said),
            None => months.push((month, vec![said])),
        }
    }
    let words = |(month, tables): (Option<Month>, Vec<String>)| {
        (month.map_or_else(|| "Without a day".to_owned(), say::month), tables.join("; ") + ".")
    };
    months.into_iter().rev().map(words).collect()
}

/// `3 rows appeared, 1 disappeared, 2 changed`.
fn differing(differences: &Differences) -> String {
    let kinds = [
        (differences.appeared, "appeared"),
        (differences.disappeared, "disappeared"),
        (differences.changed, "changed"),
    ];
    let mut said: Vec<String> = Vec::new();
    for (count, what) in kinds.into_iter().filter(|(count, _)| *count > 0) {
        let counted = if said.is_empty() { counted(count) } else { say::grouped(count) };
        said.push(keep_together(&[&counted, " ", what].concat()));
    }
    said.join(", ")
}

/// What became of a number; `None` where it is the same, with all that it is made up of.
fn moved(before: &Reading, after: &Reading) -> Option<String> {
    // Rows are counted over a whole export, whatever the day.
    if before.measure == Measure::HowComplete || before == after {
        return None;
    }
    let (was, is) = (text::shown(before), text::shown(after));
    if was != is {
        return Some(format!("{is}; in the earlier export it was {was}."));
    }
    let differs = |point: &&crate::measure::Point| {
        !before.series.iter().any(|other| other.period == point.period && other.values == point.values)
    };
    let others: Vec<String> = after.series.iter().filter(differs).map(|point| say::period(point.period)).collect();
    Some(match others.len() {
        0 => format!("The same, {is}; what it is made up of is not the same."),
        1..=MOST_MONTHS => format!("The same, {is}; not so the history, in {}.", others.join(", ")),
        more => format!("The same, {is}; not so the history, in {more} of its periods."),
    })
}

fn remarks(earlier: &Org, now: &Org, found: &Restatement) -> Vec<String> {
    let mut remarks = Vec::new();
    let name = |org: &Org| org.settings.organisation.clone().unwrap_or_else(|| "no name".to_owned());
    if earlier.settings.organisation != now.settings.organisation {
        remarks.push(format!("The earlier export is of {}, this one of {}.", name(earlier), name(now)));
    }
    let other = settings(earlier, now);
    if !other.is_empty() {
        remarks.push(format!("In about.csv these are not the same, which moves numbers too: {}.", other.join(", ")));
    }
    if !found.lone_tables.is_empty() {
        let names: Vec<&str> = found.lone_tables.iter().map(|table| table.name()).collect();
        remarks.push(format!(
            "Only one of the two exports has these tables, which are not compared: {}.",
            names.join(", ")
        ));
    }
    if !found.lone_columns.is_empty() {
        let names = found.lone_columns.iter().map(|(table, column)| [table.name(), ".", column].concat());
        let names = names.collect::<Vec<_>>().join(", ");
        remarks.push(format!("Only one of the two exports has these columns, which are not compared: {names}."));
    }
    remarks
}

/// Settings by which numbers are worked out, and that the two exports do not share.
fn settings(earlier: &Org, now: &Org) -> Vec<&'static str> {
    let (before, after) = (&earlier.settings, &now.settings);
    let all = [
        ("minimum_group", before.minimum_group == after.minimum_group),
        ("promised_days", before.promised_days.to_bits() == after.promised_days.to_bits()),
        ("action_window_days", before.action_window_days == after.action_window_days),
        ("use_window_days", before.use_window_days == after.use_window_days),
        ("meeting_window_days", before.meeting_window_days == after.meeting_window_days),
        ("notice_days", before.notice_days == after.notice_days),
        ("direct_means", before.direct_means == after.direct_means),
    ];
    all.into_iter().filter(|(_, is_same)| !is_same).map(|(name, _)| name).collect()
}

const fn of(differences: &Differences) -> u64 {
    differences.appeared + differences.disappeared + differences.changed
}

/// `1 row`, `12 rows`.
fn counted(count: u64) -> String {
    keep_together(&[say::grouped(count).as_str(), if count == 1 { " row" } else { " rows" }].concat())
}

fn date(day: Day) -> String {
    keep_together(&say::date(day))
}
