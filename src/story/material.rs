//! What a whole page of sentences is made from: the readings of one view of an organisation, and what happened around them.

use super::say::keep_together;
use super::titles::{Title, curve_title, direct_title};
use super::{definitions, joining, relying_words, text, tile, using, worth_words};
use crate::measure::{Event, Family, Measure, Reading};
use crate::org::{Sorted, View};

/// The readings of a view, with what they are told with.
#[derive(Clone, Copy, Debug)]
pub struct Material<'a> {
    /// The organisation as the readings see it.
    pub view: &'a View<'a>,
    /// The readings that there are.
    pub readings: &'a Sorted<Measure, Reading>,
    /// The same on the day that the view is compared with; none where it is compared with none.
    pub earlier: &'a Sorted<Measure, Reading>,
    /// What happened around them.
    pub events: &'a [Event],
}

impl<'a> Material<'a> {
    /// A reading; `None` where it was not asked for.
    pub fn reading(&self, measure: Measure) -> Option<&'a Reading> {
        self.readings.get(measure)
    }

    /// A reading that has a number; `None` where there is none to show, for whatever reason.
    pub fn number(&self, measure: Measure) -> Option<&'a Reading> {
        self.reading(measure).filter(|reading| reading.why.is_none() && reading.value.is_some())
    }

    /// A reading of which there is something to draw large.
    pub fn drawable(&self, measure: Measure) -> Option<&'a Reading> {
        self.reading(measure).filter(|reading| {
            reading.why.is_none()
                && match measure {
                    Measure::DaysToGetStarted => reading.n.is_some_and(|n| n > 0),
                    Measure::TeamsByStep => true,
                    _ => !reading.series.is_empty(),
                }
        })
    }

    /// The message of a measure, and what it is of.
    pub fn title(&self, reading: &Reading) -> Title {
        let measure = reading.measure;
        match (measure, measure.family()) {
            (Measure::DirectConversations, _) => {
                let title = direct_title(self.view, reading, self.events);
                let range = if reading.limits.is_some() { ", with the mean and the usual range" } else { "" };
                Title { about: format!("Direct conversations by month{range}"), ..title }
            }
            (Measure::TeamsByStep, _) if reading.why.is_none() => Title {
                about: "The latest step of each expected team".to_owned(),
                ..joining::joining_title(self.view, reading)
            },
            (Measure::LedToAction, _) => curve_title(self.view, reading, None),
            (Measure::OnlyThroughDataTeam, _) if reading.why.is_none() => Title {
                message: format!("{} pairs of teams still meet only through the data team", of(reading)),
                about: tile::period(self.view, reading),
            },
            (_, Family::Joining | Family::Ease) => joining::joining_title(self.view, reading),
            (_, Family::Using) => using::using_title(self.view, reading, self.events),
            (_, Family::Relying) => relying_words::relying_title(self.view, reading),
            (_, Family::Deciding | Family::Worth) => worth_words::worth_title(self.view, reading),
            (_, Family::Talking | Family::Completeness) => Title {
                message: format!("{}: {}", definitions::name(measure), text::shown(reading)),
                about: tile::period(self.view, reading),
            },
        }
    }
}

/// k of n of a share, without its percent.
fn of(reading: &Reading) -> String {
    let number = |number: Option<u64>| super::say::grouped(number.unwrap_or(0));
    keep_together(&format!("{} of {}", number(reading.k), number(reading.n)))
}
