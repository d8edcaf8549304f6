//! The words of a tile: the number, what it is of, its range, what it was, and the number beside it that keeps it honest.

use super::compare::{self, Verdict};
use super::say::{self, Number, keep_together};
use super::{definitions, joining, relying_words, text, using, worth_words};
use crate::measure::{LastMonths, Measure, Missing, Quantity, Reading, Why, missing};
use crate::org::{Day, View};

/// Everything a tile says.
#[derive(Clone, Debug, PartialEq)]
pub struct Tile {
    /// Which measure.
    pub measure: Measure,
    /// Its name.
    pub name: &'static str,
    /// The number; `None` where there is none, which `empty` explains.
    pub number: Option<Number>,
    /// The period and what is counted.
    pub period: String,
    /// The range the number could easily be in.
    pub range: Option<String>,
    /// In place of a number: what is the matter, and what would help.
    pub empty: Option<(&'static str, String)>,
    /// What it was on an earlier day.
    pub was: Option<(String, Option<Verdict>)>,
    /// The number beside it, or what else should be looked at.
    pub guard: Option<(String, String)>,
}

/// The words of a reading's tile. `guard` is the reading of the measure beside it, `earlier` the same measure on an earlier day.
pub fn tile(view: &View<'_>, reading: &Reading, guard: Option<&Reading>, earlier: Option<(Day, &Reading)>) -> Tile {
    let missing = reading.why.map(|why| (empty_words(why), explanation(view, reading, why)));
    let empty =
        missing.or_else(|| reading.value.is_none().then(|| ("More than half still open", period(view, reading))));
    Tile {
        measure: reading.measure,
        name: definitions::name(reading.measure),
        number: empty.is_none().then(|| number(reading)),
        period: period(view, reading),
        range: range(reading),
        empty,
        was: earlier.map(|(day, earlier)| {
            let was = format!("was {} on {}", text::shown(earlier), keep_together(&say::date(day)));
            (was, compare::shares(reading, earlier))
        }),
        guard: using::guard(view, reading).or_else(|| guard_words(reading, guard)),
    }
}

/// The number of a reading, in the parts in which a tile sets it.
pub fn number(reading: &Reading) -> Number {
    match (reading.value, reading.k, reading.n) {
        (Some(Quantity::Share(_)), Some(k), Some(n)) => Number::share(k, n),
        (Some(Quantity::Share(share)), ..) => Number::percent(share),
        (Some(Quantity::Days(days)), ..) => Number::days(Some(days)),
        (Some(Quantity::Count(count)), ..) => Number::count(count as u64),
        (Some(Quantity::Teams(number) | Quantity::PersonDays(number)), ..) => Number::one_decimal(number),
        (None, ..) => Number::words(&text::reading(reading)),
    }
}

/// What a number is counted over.
pub fn period(view: &View<'_>, reading: &Reading) -> String {
    let settings = &view.org.settings;
    let days = |days: u64| keep_together(&format!("{days} days"));
    match reading.measure {
        Measure::DirectConversations | Measure::WithoutTheDataTeam => {
            compare::last_months(&LastMonths::of_conversations(view))
                .unwrap_or_else(|| "the last three complete months".to_owned())
        }
        Measure::LedToAction => format!("within {}, held in the last year", days(settings.action_window_days)),
        Measure::DaysToAction => match reading.longest_days {
            Some(longest) => format!(
                "{} conversations followed, the longest for {}",
                say::grouped(reading.n.unwrap_or(0)),
                days(u64::from(longest))
            ),
            None => format!("half take less; {} conversations of the last year", say::grouped(reading.n.unwrap_or(0))),
        },
        Measure::OnlyThroughDataTeam => {
            format!("pairs of teams that met in the last {}", days(settings.meeting_window_days))
        }
        Measure::TwoWayContact => format!("pairs of teams, last {}", days(180)),
        Measure::UsersAndOwnersTalk => format!("of user and owner, last {}", days(settings.meeting_window_days)),
        Measure::HowComplete => "rows of the export could be used".to_owned(),
        measure => joining::period(view, reading)
            .or_else(|| using::period(view, reading))
            .or_else(|| relying_words::period(measure))
            .or_else(|| worth_words::period(measure))
            .unwrap_or_default(),
    }
}

/// The range the number could easily be in, where it has one.
pub fn range(reading: &Reading) -> Option<String> {
    reading.value?;
    match (reading.value?, reading.low, reading.high) {
        (Quantity::Share(_), Some(low), Some(high)) => Some(format!(
            "Could easily be between {} and {}",
            keep_together(&say::percent(low)),
            keep_together(&say::percent(high))
        )),
        (Quantity::Days(_), Some(low), Some(high)) => Some(format!(
            "Could easily be between {} and {}",
            keep_together(&say::days(Some(low))),
            keep_together(&say::days(Some(high)))
        )),
        (Quantity::Days(_), Some(low), None) => {
            Some(format!("Could easily be {} or more", keep_together(&say::days(Some(low)))))
        }
        _ => None,
    }
}

/// What stands where a number would be.
pub const fn empty_words(why: Why) -> &'static str {
    match why {
        Why::NotMeasured => "Not measured",
        Why::NoData => "No data yet",
        Why::TooFew => "Too little to say",
        Why::Hidden => "Hidden: group too small",
    }
}

/// Why there is no number, and what would help.
pub fn explanation(view: &View<'_>, reading: &Reading, why: Why) -> String {
    if let Some(words) = joining::explanation(view, reading, why).or_else(|| using::explanation(reading, why)) {
        return words;
    }
    match why {
        Why::NotMeasured => match missing(view, reading.measure) {
            Some(Missing::Table(table)) => format!("The export has no table {}. That is not zero.", table.name()),
            Some(Missing::Column(table, column)) => {
                format!("The table {} has no column {column}. That is not zero.", table.name())
            }
            Some(Missing::FirstShares) => {
                "The export does not say when teams first shared: it needs the table datasets with shared_on and the table ownership with owner_team, or the table steps. That is not zero.".to_owned()
            }
            None => "The export has no day to read it on.".to_owned(),
        },
        Why::NoData => match reading.measure {
            Measure::DirectConversations | Measure::WithoutTheDataTeam | Measure::OnlyThroughDataTeam
                if unknown_levels(reading) > 0 =>
            {
                let unknown = say::grouped(unknown_levels(reading));
                let counted = if reading.measure == Measure::OnlyThroughDataTeam {
                    "pairs met"
                } else {
                    "conversations are recorded"
                };
                format!("{unknown} {counted}, but nobody wrote down who took part (helped_by). That is not zero.")
            }
            measure => relying_words::nothing(measure)
                .map(str::to_owned)
                .or_else(|| worth_words::nothing(reading))
                .unwrap_or_else(|| "Nothing to count in this period.".to_owned()),
        },
        Why::TooFew => match reading.n {
            Some(n) => format!("{n} so far; a number is given from 5 on."),
            None => {
                let complete = reading.complete_points().count();
                format!("{complete} complete {}; the number needs 3.", if complete == 1 { "month" } else { "months" })
            }
        },
        Why::Hidden => {
            format!(
                "The teams in view have fewer than {} people together, so nothing is shown that could point at one of them.",
                view.org.settings.minimum_group
            )
        }
    }
}

/// Cases of which it is not known who took part, in the period that the value is over.
fn unknown_levels(reading: &Reading) -> u64 {
    match reading.measure {
        Measure::OnlyThroughDataTeam => reading.part("unknown_pairs").unwrap_or(0.0) as u64,
        Measure::WithoutTheDataTeam => reading.part("unknown").unwrap_or(0.0) as u64,
        _ => {
            let complete: Vec<f64> =
                reading.complete_points().map(|point| point.get("unknown").unwrap_or(0.0)).collect();
            complete[complete.len().saturating_sub(3)..].iter().sum::<f64>() as u64
        }
    }
}

fn guard_words(reading: &Reading, guard: Option<&Reading>) -> Option<(String, String)> {
    let part = |name: &str| reading.part(name).map_or(0, |part| part as u64);
    match reading.measure {
        _ if reading.why == Some(Why::NotMeasured) => None,
        Measure::LedToAction if part("action_new_data") + part("action_addition") + part("action_fix") > 0 => {
            let kinds = [
                ("action_new_data", "new data"),
                ("action_addition", "additions"),
                ("action_fix", "fixes"),
                ("action_agreement", "agreements"),
            ];
            let said: Vec<String> = kinds
                .iter()
                .filter(|(key, _)| part(key) > 0)
                .map(|(key, words)| keep_together(&format!("{} {words}", part(key))))
                .collect();
            Some(("What it led to:".to_owned(), said.join(", ")))
        }
        Measure::OnlyThroughDataTeam => Some(("Moved on to direct talks:".to_owned(), pairs(part("graduated")))),
        Measure::TwoWayContact => {
            let (known, all) = (
                part("started_producer") + part("started_consumer"),
                part("started_data_team") + part("started_leadership"),
            );
            Some(("Started by the two sides:".to_owned(), text::share(known, known + all)))
        }
        Measure::UsersAndOwnersTalk => Some((
            "Silent relationships:".to_owned(),
            say::grouped(reading.n.unwrap_or(0).saturating_sub(reading.k.unwrap_or(0))),
        )),
        _ => joining::beside(reading)
            .or_else(|| relying_words::beside(reading))
            .or_else(|| worth_words::beside(reading))
            .or_else(|| catalogued(guard)),
    }
}

/// The number of the measure that stands beside it in the catalogue.
fn catalogued(guard: Option<&Reading>) -> Option<(String, String)> {
    guard.filter(|guard| guard.why.is_none()).map(|guard| {
        let name = definitions::name(guard.measure).to_ascii_lowercase();
        (format!("Watch beside it: {name}"), text::shown(guard))
    })
}

fn pairs(number: u64) -> String {
    if number == 1 { keep_together("1 pair") } else { keep_together(&format!("{number} pairs")) }
}
