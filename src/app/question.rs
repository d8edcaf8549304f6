//! What the reader asks to see the rows of. Knows no browser.

use std::fmt;

use crate::measure::{BIGGEST_PAIR, DECIDERS, GRADUATED, Measure, OFFERED, Pick, RETIRED, SILENT, STARTED, TeamList};
use crate::org::{Day, Month};

/// Which rows are asked for, and what they are behind.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The measure asked about.
    pub measure: Measure,
    /// Which part of it.
    pub pick: Pick,
    /// What was asked about, in words.
    pub about: String,
}

/// A question as a button carries it: the measure, the part, and nothing of what an export says.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// The measure asked about.
    pub measure: Measure,
    /// Which part of it.
    pub part: AskedPart,
}

/// The parts that a button can ask about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskedPart {
    /// Everything the value rests on.
    All,
    /// Those counted in one of [`PARTS`].
    Part(&'static str),
    /// The months of the history that is shown.
    History(Month, Month),
    /// The conversations of a month that led to something within so many days; without days, all that could.
    Cohort(Month, Option<u32>),
    /// The decisions of an entry of the list of areas, by one of [`DECIDERS`], or by any.
    Decided(usize, Option<usize>),
    /// A list of the team at this place.
    OfTeam(usize, TeamList),
    /// The number kept elsewhere at this place, whatever the measure; without a place, all of them.
    Reported(Option<usize>),
}

/// The parts of readings that buttons ask about.
pub const PARTS: [&str; 36] = [
    "not_started",
    "talking",
    "agreed",
    "sharing",
    "improving",
    "stopped",
    "talking_median",
    "talking_longest_open",
    "agreed_median",
    "agreed_longest_open",
    "sharing_median",
    "sharing_longest_open",
    "action_new_data",
    "action_addition",
    "action_fix",
    "action_agreement",
    "approached",
    "approached_after",
    "asked",
    "board_backlog",
    "board_chosen",
    "board_delivered",
    "board_dropped",
    "breaking",
    "longest_without_owner_days",
    "producer_gains_n",
    "relationships",
    "set_after_data",
    "stopped_by",
    "use_cases_waiting",
    BIGGEST_PAIR,
    GRADUATED,
    OFFERED,
    RETIRED,
    SILENT,
    STARTED,
];

impl fmt::Display for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.measure.slug())?;
        match self.part {
            AskedPart::All => Ok(()),
            AskedPart::Part(part) => write!(f, " part {part}"),
            AskedPart::History(first, last) => write!(f, " history {first} {last}"),
            AskedPart::Cohort(month, None) => write!(f, " cohort {month}"),
            AskedPart::Cohort(month, Some(days)) => write!(f, " cohort {month} {days}"),
            AskedPart::Decided(area, None) => write!(f, " decided {area}"),
            AskedPart::Decided(area, Some(decider)) => write!(f, " decided {area} {decider}"),
            AskedPart::OfTeam(team, list) => write!(f, " {} {team}", list.key()),
            AskedPart::Reported(None) => f.write_str(" reported"),
            AskedPart::Reported(Some(place)) => write!(f, " reported {place}"),
        }
    }
}

impl Asked {
    /// Reads what [`fmt::Display`] writes; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let words: Vec<&str> = text.split(' ').collect();
        let month = |text: &str| Day::parse(format!("{text}-01").as_bytes()).map(Day::month);
        let (slug, part) = match words.as_slice() {
            [slug] => (slug, AskedPart::All),
            [slug, "part", part] => (slug, AskedPart::Part(PARTS.iter().find(|known| *known == part)?)),
            [slug, "history", first, last] => (slug, AskedPart::History(month(first)?, month(last)?)),
            [slug, "cohort", held] => (slug, AskedPart::Cohort(month(held)?, None)),
            [slug, "cohort", held, days] => (slug, AskedPart::Cohort(month(held)?, Some(days.parse().ok()?))),
            [slug, "decided", area] => (slug, AskedPart::Decided(area.parse().ok()?, None)),
            [slug, "decided", area, decider] => {
                let decider = decider.parse().ok().filter(|&decider| decider < DECIDERS.len())?;
                (slug, AskedPart::Decided(area.parse().ok()?, Some(decider)))
            }
            [slug, "reported"] => (slug, AskedPart::Reported(None)),
            [slug, "reported", place] => (slug, AskedPart::Reported(Some(place.parse().ok()?))),
            [slug, list, team] => {
                let list = TeamList::ALL.into_iter().find(|known| known.key() == *list)?;
                (slug, AskedPart::OfTeam(team.parse().ok()?, list))
            }
            _ => return None,
        };
        Some(Self { measure: Measure::from_slug(slug)?, part })
    }

    /// The question, with its words.
    pub fn question(self, about: String) -> Question {
        let pick = match self.part {
            AskedPart::All => Pick::All,
            AskedPart::Part(part) => Pick::Part(part),
            AskedPart::History(first, last) => Pick::Months { first, last, series: None },
            AskedPart::Cohort(month, days) => Pick::Cohort { month, days },
            AskedPart::OfTeam(place, list) => Pick::OfTeam { place, list },
            AskedPart::Reported(place) => Pick::Reported(place),
            AskedPart::Decided(place, decider) => {
                Pick::Entry { place, number: decider.map(|decider| DECIDERS[decider]) }
            }
        };
        Question { measure: self.measure, pick, about }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_button_asks_what_was_written_on_it() {
        let month = Day::parse(b"2026-08-01").unwrap().month();
        for part in [
            AskedPart::All,
            AskedPart::Part("agreed"),
            AskedPart::Part(SILENT),
            AskedPart::History(month.plus(-3), month),
            AskedPart::Cohort(month, Some(30)),
            AskedPart::Cohort(month, None),
            AskedPart::Decided(4, Some(2)),
            AskedPart::Decided(4, None),
            AskedPart::OfTeam(7, TeamList::Users),
            AskedPart::OfTeam(0, TeamList::Changes),
        ] {
            let asked = Asked { measure: Measure::LedToAction, part };
            assert_eq!(Asked::parse(&asked.to_string()), Some(asked));
        }
        for text in [
            "",
            "no-such-measure",
            "led-to-action cohort 2026-13 30",
            "led-to-action rows",
            "decisions-close-to-work decided 0 3",
        ] {
            assert_eq!(Asked::parse(text), None, "{text}");
        }
    }
}
