//! The story as it is told to a room: a few steps, one thing to look at in each, made from the data that there is.

mod claim;
mod plan;
mod step;
mod written;

use std::fmt;

pub use plan::{MOST_HEADLINE_LETTERS, MOST_NOTES_LETTERS, Plan, PlanError, Planned};
pub use step::{Length, Line, Step};
pub use written::{footnotes, written};

use super::material::Material;
use crate::measure::{Measure, statements, use_case_board};

/// The steps that a story can have, in the order in which it is told unless somebody chooses another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StepName {
    /// What hurts as it is.
    Why,
    /// What is different by now.
    Changed,
    /// What was to be proved, and what became of it.
    Proof,
    /// What it takes from those who join.
    Cost,
    /// Which teams are on their way.
    Joined,
    /// What is wanted of the listeners.
    Ask,
}

impl StepName {
    /// Every step.
    pub const ALL: [Self; 6] = [Self::Why, Self::Changed, Self::Proof, Self::Cost, Self::Joined, Self::Ask];

    /// Its name in the address and in a file.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Why => "why",
            Self::Changed => "changed",
            Self::Proof => "proof",
            Self::Cost => "cost",
            Self::Joined => "joined",
            Self::Ask => "ask",
        }
    }

    /// The question that it answers.
    pub const fn question(self) -> &'static str {
        match self {
            Self::Why => "Why do we do this?",
            Self::Changed => "What has changed?",
            Self::Proof => "What did we set out to prove?",
            Self::Cost => "What does it cost you?",
            Self::Joined => "Who is in?",
            Self::Ask => "What do we ask of you?",
        }
    }

    /// The step of a name.
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.key() == key)
    }

    /// What a step can show; the first that there is stands unless somebody chooses another.
    const fn offers(self) -> &'static [Exhibit] {
        match self {
            Self::Why => &[
                Exhibit::Words,
                Exhibit::Number(Measure::OnlyThroughDataTeam),
                Exhibit::Number(Measure::Surprises),
                Exhibit::Number(Measure::UsersAndOwnersTalk),
                Exhibit::Figure(Measure::Surprises),
            ],
            Self::Changed => &[
                Exhibit::Figure(Measure::DirectConversations),
                Exhibit::Number(Measure::DirectConversations),
                Exhibit::Number(Measure::LedToAction),
                Exhibit::Number(Measure::WithoutTheDataTeam),
                Exhibit::Figure(Measure::DataInUse),
                Exhibit::Figure(Measure::WhoLooksAfter),
                Exhibit::Figure(Measure::OffersFromProducers),
            ],
            Self::Proof => &[
                Exhibit::List(Measure::WhatWeSetOutToProve),
                Exhibit::List(Measure::UseCasesDelivered),
                Exhibit::Number(Measure::UseCasesDelivered),
            ],
            Self::Cost => &[
                Exhibit::Figure(Measure::DaysToGetStarted),
                Exhibit::Number(Measure::DaysToGetStarted),
                Exhibit::Number(Measure::EasyToFitIn),
                Exhibit::Number(Measure::Upkeep),
            ],
            Self::Joined => &[
                Exhibit::Figure(Measure::TeamsByStep),
                Exhibit::Figure(Measure::TeamsSharing),
                Exhibit::Number(Measure::TeamsSharing),
                Exhibit::Number(Measure::LeadershipBacking),
            ],
            Self::Ask => &[Exhibit::Words],
        }
    }

    /// The measure that is said beside what a step shows.
    const fn beside(self) -> Option<Measure> {
        match self {
            Self::Why | Self::Proof | Self::Ask => None,
            Self::Changed => Some(Measure::LedToAction),
            Self::Cost => Some(Measure::EasyToFitIn),
            Self::Joined => Some(Measure::LeadershipBacking),
        }
    }

    /// What a step can show of this data, its own first.
    pub fn choices(self, material: &Material<'_>) -> Vec<Exhibit> {
        let is_there = |exhibit: &&Exhibit| match **exhibit {
            Exhibit::Words => self.words(material).is_some(),
            Exhibit::Number(measure) => material.number(measure).is_some(),
            Exhibit::Figure(measure) => material.drawable(measure).is_some(),
            Exhibit::List(Measure::UseCasesDelivered) => !use_case_board(material.view).is_empty(),
            Exhibit::List(_) => !statements(material.view).is_empty(),
        };
        self.offers().iter().filter(is_there).copied().collect()
    }

    /// The organisation's own words for a step.
    fn words<'a>(self, material: &Material<'a>) -> Option<&'a str> {
        let settings = &material.view.org.settings;
        match self {
            Self::Why => settings.why.as_deref(),
            Self::Ask => settings.ask.as_deref(),
            Self::Changed | Self::Proof | Self::Cost | Self::Joined => None,
        }
    }
}

/// What a step shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exhibit {
    /// What the organisation wrote itself.
    Words,
    /// One number, large.
    Number(Measure),
    /// A figure.
    Figure(Measure),
    /// A few lines.
    List(Measure),
}

impl Exhibit {
    /// What it is read from; `None` for the organisation's own words.
    pub const fn measure(self) -> Option<Measure> {
        match self {
            Self::Words => None,
            Self::Number(measure) | Self::Figure(measure) | Self::List(measure) => Some(measure),
        }
    }

    /// The same for people.
    pub fn words(self) -> String {
        match self {
            Self::Words => "our own words".to_owned(),
            Self::Number(measure) => ["number: ", super::name(measure)].concat(),
            Self::Figure(measure) => ["figure: ", super::name(measure)].concat(),
            Self::List(measure) => ["list: ", super::name(measure)].concat(),
        }
    }

    /// Reads what [`fmt::Display`] writes.
    pub fn parse(text: &str) -> Option<Self> {
        if text == "words" {
            return Some(Self::Words);
        }
        let (kind, slug) = text.split_once(' ')?;
        let measure = Measure::from_slug(slug)?;
        match kind {
            "number" => Some(Self::Number(measure)),
            "figure" => Some(Self::Figure(measure)),
            "list" => Some(Self::List(measure)),
            _ => None,
        }
    }
}

impl fmt::Display for Exhibit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words => f.write_str("words"),
            Self::Number(measure) => write!(f, "number {}", measure.slug()),
            Self::Figure(measure) => write!(f, "figure {}", measure.slug()),
            Self::List(measure) => write!(f, "list {}", measure.slug()),
        }
    }
}

/// Every measure that a story may need.
pub fn measures() -> Vec<Measure> {
    let steps = StepName::ALL.into_iter();
    let needed =
        steps.flat_map(|step| step.offers().iter().filter_map(|exhibit| exhibit.measure()).chain(step.beside()));
    Measure::with_guards(needed.chain([Measure::HowComplete]).collect())
}
