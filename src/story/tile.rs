//! The words of a tile: the number, what it is of, its range, what it was, and the number beside it that keeps it honest.

use super::compare::{self, Verdict};
use super::say::{self, Number, keep_together};
use super::{definitions, joining, relying_words, text, using, worth_words};
use crate::measure::{
    BIGGEST_PAIR, GRADUATED, LastMonths, MOST_OF_ONE_PAIR, Measure, Missing, OFFERED, Quantity, RETIRED, Reading,
    SILENT, STARTED, Why, missing,
};
use crate::org::View;

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
    /// The numbers beside it, and what else should be looked at.
    pub guards: Vec<Guard>,
}

/// The measure whose rows stand for a number, and the part of it that they are counted in; `None` for all of it.
pub type RowsOf = (Measure, Option<&'static str>);

/// What keeps a number honest: words, and the numbers that they are about.
#[derive(Clone, Debug, PartialEq)]
pub struct Guard {
    /// What the numbers are.
    pub words: String,
    /// The numbers, each with the rows that it can be questioned by; `None` where no rows stand for it.
    pub numbers: Vec<(String, Option<RowsOf>)>,
    /// Whether it should be looked at before the number itself is.
    pub warns: bool,
}

impl Guard {
    fn new((words, number): (String, String), rows: Option<RowsOf>) -> Self {
        Self { words, numbers: vec![(number, rows)], warns: false }
    }

    /// The same as the end of a sentence.
    pub fn text(&self) -> String {
        let numbers: Vec<&str> = self.numbers.iter().map(|(number, _)| number.as_str()).collect();
        [&self.words, " ", &numbers.join(", ")].concat()
    }
}

/// Says of a reading how it stands to one of an earlier day, in a few words; `None` where there is no rule for it.
pub type Compare = fn((&View<'_>, &Reading), (&View<'_>, &Reading)) -> Option<Verdict>;

/// The same measure on an earlier day, and what compares the two.
pub type Earlier<'a> = (&'a View<'a>, &'a Reading, Compare);

/// The words of a reading's tile. `beside` are the readings of the measures beside it.
pub fn tile(view: &View<'_>, reading: &Reading, beside: &[&Reading], earlier: Option<Earlier<'_>>) -> Tile {
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
        was: earlier.map(|(before, earlier, compare)| {
            let day = before.as_of.map(say::date).unwrap_or_default();
            let was = format!("was {} on {}", text::shown(earlier), keep_together(&day));
            (was, compare((view, reading), (before, earlier)))
        }),
        guards: guards(view, reading, beside),
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
            None if view.as_of.is_some() => "The export has no table to count the rows of.".to_owned(),
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

/// What stands beside a number: what is its own first, then the numbers of other measures.
fn guards(view: &View<'_>, reading: &Reading, beside: &[&Reading]) -> Vec<Guard> {
    if reading.why == Some(Why::NotMeasured) {
        return Vec::new();
    }
    let own = |words: Option<(String, String)>| {
        Some(Guard::new(words?, rows_beside(reading.measure).map(|part| (reading.measure, Some(part)))))
    };
    let own = led_to(reading).or_else(|| own(using::guard(view, reading))).or_else(|| own(guard_words(reading)));
    let mut guards: Vec<Guard> = match own {
        Some(own) => vec![own],
        None => beside.iter().filter_map(|guard| catalogued(guard)).collect(),
    };
    guards.extend(biggest_pair(reading));
    guards
}

/// The rows behind the number that stands beside one of these measures; `None` where no rows stand for it, or it is of another one.
const fn rows_beside(measure: Measure) -> Option<&'static str> {
    Some(match measure {
        Measure::OnlyThroughDataTeam => GRADUATED,
        Measure::TwoWayContact => STARTED,
        Measure::UsersAndOwnersTalk => SILENT,
        Measure::DataInUse => RETIRED,
        Measure::OffersFromProducers => OFFERED,
        Measure::TimeInStep => "agreed_longest_open",
        Measure::FirstTalkToFirstShare => "stopped_by",
        Measure::LeadershipBacking => "approached",
        Measure::EasyToFitIn => "asked",
        Measure::Surprises => "breaking",
        Measure::OwnersSeeUse => "relationships",
        Measure::BoughtInDataOwned => "longest_without_owner_days",
        Measure::MissingTools => "use_cases_waiting",
        Measure::UseCasesDelivered => "producer_gains_n",
        Measure::WhatWeSetOutToProve => "set_after_data",
        _ => return None,
    })
}

/// What conversations led to, kind by kind; `None` where none of these kinds is known.
fn led_to(reading: &Reading) -> Option<Guard> {
    let kinds = [
        ("action_new_data", "new data"),
        ("action_addition", "additions"),
        ("action_fix", "fixes"),
        ("action_agreement", "agreements"),
    ];
    let part = |name: &str| reading.part(name).map_or(0, |part| part as u64);
    if reading.measure != Measure::LedToAction || kinds[..3].iter().all(|(kind, _)| part(kind) == 0) {
        return None;
    }
    let kind = |(kind, words): (&'static str, &str)| {
        let number = keep_together(&format!("{} {words}", part(kind)));
        (part(kind) > 0).then_some((number, Some((Measure::LedToAction, Some(kind)))))
    };
    let numbers = kinds.into_iter().filter_map(kind).collect();
    Some(Guard { words: "What it led to:".to_owned(), numbers, warns: false })
}

/// That one pair of teams held so many of the conversations that they say little of others; `None` where none did.
fn biggest_pair(reading: &Reading) -> Option<Guard> {
    let share = reading.part(BIGGEST_PAIR).filter(|&share| reading.why.is_none() && share > MOST_OF_ONE_PAIR)?;
    let number = keep_together(&format!("{} of all conversations", say::percent(share)));
    let rows = Some((reading.measure, Some(BIGGEST_PAIR)));
    Some(Guard { warns: true, ..Guard::new(("One pair of teams held".to_owned(), number), rows) })
}

fn guard_words(reading: &Reading) -> Option<(String, String)> {
    let part = |name: &str| reading.part(name).map_or(0, |part| part as u64);
    match reading.measure {
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
        _ => {
            joining::beside(reading).or_else(|| relying_words::beside(reading)).or_else(|| worth_words::beside(reading))
        }
    }
}

/// The number of a measure that stands beside another one in the catalogue.
fn catalogued(guard: &Reading) -> Option<Guard> {
    let name = definitions::name(guard.measure).to_ascii_lowercase();
    let words = (format!("Watch beside it: {name}"), text::shown(guard));
    guard.why.is_none().then(|| Guard::new(words, Some((guard.measure, None))))
}

fn pairs(number: u64) -> String {
    if number == 1 { keep_together("1 pair") } else { keep_together(&format!("{number} pairs")) }
}
