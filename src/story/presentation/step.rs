//! One step of the story, ready to be shown.

use super::plan::Planned;
use super::{Exhibit, StepName, claim};
use crate::measure::{Measure, Reading, UseCase, UseCaseStage, statements, use_case_board};
use crate::story::material::Material;
use crate::story::say::{self, Number};
use crate::story::tile::{number, period, tile};
use crate::story::{definitions, headline, text, worth_page};

/// Lines of a list that a room can read.
const MOST_LINES: usize = 5;
/// What is shown where it is no reading.
const OWN_WORDS: &str = "In our own words";

/// A step of the story.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Which one.
    pub name: StepName,
    /// What it shows.
    pub exhibit: Exhibit,
    /// Its message: the presenter's own, or what the data says.
    pub headline: String,
    /// What is shown: measure, period, population.
    pub about: String,
    /// The organisation's own words, where they are shown.
    pub words: Option<String>,
    /// The number, where one is shown.
    pub number: Option<Number>,
    /// The lines, where a list is shown.
    pub lines: Vec<Line>,
    /// What else is said of it, once the room has looked; `None` where there is nothing more.
    pub annotation: Option<String>,
    /// What the presenter wants to remember.
    pub notes: String,
    /// Why the data does not carry the presenter's own headline; nobody else sees it.
    pub doubt: Option<String>,
}

/// A line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is about.
    pub text: String,
    /// What became of it.
    pub outcome: String,
}

impl Step {
    /// The step as planned; `None` where it is left out or there is nothing to show.
    pub(super) fn new(planned: &Planned, material: &Material<'_>) -> Option<Self> {
        if planned.is_left_out {
            return None;
        }
        let name = planned.name;
        let choices = name.choices(material);
        let exhibit = planned.exhibit.filter(|exhibit| choices.contains(exhibit)).or(choices.first().copied())?;
        let reading = exhibit.measure().and_then(|measure| material.reading(measure));
        let title = reading.map(|reading| material.title(reading));
        let lines = match exhibit {
            Exhibit::List(measure) => lines(material, measure),
            _ => Vec::new(),
        };
        let said = match (exhibit.measure(), &title) {
            (Some(Measure::DirectConversations | Measure::LedToAction), _) => changed(material),
            _ => None,
        };
        let said = said.or(title.as_ref().map(|title| title.message.clone())).unwrap_or(name.question().to_owned());
        let mut step = Self {
            name,
            exhibit,
            headline: said,
            about: match (exhibit, title, reading) {
                (Exhibit::Number(_), _, Some(reading)) => period(material.view, reading),
                (_, Some(title), _) => title.about,
                _ => OWN_WORDS.to_owned(),
            },
            words: name.words(material).filter(|_| exhibit == Exhibit::Words).map(str::to_owned),
            number: reading.filter(|_| matches!(exhibit, Exhibit::Number(_))).map(number),
            lines,
            annotation: None,
            notes: planned.notes.clone(),
            doubt: None,
        };
        step.annotation = annotation(&step, material);
        if !planned.headline.trim().is_empty() {
            step.doubt = claim::doubt(&planned.headline, &step, material);
            planned.headline.trim().clone_into(&mut step.headline);
        }
        Some(step)
    }
}

impl Step {
    /// Where in the story it is, so many steps from the first, and the question that it answers.
    pub fn place(&self, place: usize, of: usize) -> String {
        let numbers = format!("Step {} of {of}", place + 1);
        let question = self.name.question();
        if self.headline == question { numbers } else { [&numbers, ": ", &lower_first(question)].concat() }
    }

    /// What it is read from: what is shown, and what is said beside it. None where it shows the organisation's own words.
    pub fn measures(&self) -> Vec<Measure> {
        let shown = self.exhibit.measure();
        let beside = shown.and(self.name.beside()).filter(|beside| Some(*beside) != shown);
        shown.into_iter().chain(beside).collect()
    }
}

/// How long a text is: the longer, the smaller it is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Length {
    /// One line or two.
    Short,
    /// A few lines.
    Middling,
    /// A paragraph.
    Long,
    /// Nothing that is read in a room.
    VeryLong,
}

impl Length {
    /// The length of a text.
    pub fn of(text: &str) -> Self {
        match text.chars().count() {
            0..=110 => Self::Short,
            111..=260 => Self::Middling,
            261..=700 => Self::Long,
            _ => Self::VeryLong,
        }
    }

    /// Its name in an attribute.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Short => "short",
            Self::Middling => "middling",
            Self::Long => "long",
            Self::VeryLong => "very-long",
        }
    }
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

/// Whether the change is happening, never without what it led to; `None` where either is not asked for.
fn changed(material: &Material<'_>) -> Option<String> {
    let (direct, led) = material.reading(Measure::DirectConversations).zip(material.reading(Measure::LedToAction))?;
    Some(headline::progress(material.view, direct, led, material.events).text())
}

/// What keeps the number honest, and the number beside it.
fn annotation(step: &Step, material: &Material<'_>) -> Option<String> {
    let reading = step.exhibit.measure().and_then(|measure| material.reading(measure))?;
    let guards: Vec<&Reading> = reading.measure.guards().iter().filter_map(|&guard| material.reading(guard)).collect();
    let tile = tile(material.view, reading, &guards, None);
    let beside =
        step.name.beside().filter(|beside| *beside != reading.measure).and_then(|measure| material.number(measure));
    // What the message says already is not said again, but what came of it is.
    let beside = beside.map(|beside| {
        let shown = text::shown(beside);
        let more = self::tile(material.view, beside, &[], None).guards;
        more.first().filter(|_| step.headline.contains(&shown)).map_or_else(
            || format!("{}: {shown} ({}).", definitions::name(beside.measure), period(material.view, beside)),
            |more| more.text() + ".",
        )
    });
    let guard = tile.guards.first().filter(|_| beside.is_none()).map(|guard| guard.text() + ".");
    let said: Vec<String> = [tile.range.map(|range| range + "."), guard, beside].into_iter().flatten().collect();
    Some(said.join(" ")).filter(|said| !said.is_empty())
}

/// What was to be proved with one use case under it, or the use cases.
fn lines(material: &Material<'_>, measure: Measure) -> Vec<Line> {
    let board = use_case_board(material.view);
    let use_case = |found: &UseCase<'_>| {
        let gains = found.producer_gains == Some(true);
        let gains = if gains { ["; ", worth_page::PRODUCER_GAINS].concat() } else { String::new() };
        let stage = worth_page::stage(found.stage).0.to_lowercase();
        let on = found.since.filter(|_| found.stage == UseCaseStage::Delivered).map(say::date);
        let on = on.map(|on| [" on ", &on].concat()).unwrap_or_default();
        Line { text: found.name.to_owned(), outcome: [&stage, on.as_str(), &gains].concat() }
    };
    // What is delivered says most; the latest comes first, and of these one from which both sides gain.
    let delivered: Vec<&UseCase<'_>> = board.iter().filter(|found| found.stage == UseCaseStage::Delivered).collect();
    if measure == Measure::UseCasesDelivered {
        let others = board.iter().filter(|found| found.stage != UseCaseStage::Delivered);
        return delivered.iter().copied().chain(others).take(MOST_LINES).map(use_case).collect();
    }
    let example = delivered.iter().find(|found| found.producer_gains == Some(true)).or(delivered.first());
    let shown = MOST_LINES - usize::from(example.is_some());
    let statements = statements(material.view);
    let mut lines: Vec<Line> = statements
        .iter()
        .take(shown)
        .map(|found| Line { text: found.statement.to_owned(), outcome: worth_page::verdict(found).to_owned() })
        .collect();
    if let Some(more) = statements.len().checked_sub(shown).filter(|&more| more > 0)
        && let Some(last) = lines.last_mut()
    {
        last.outcome.push_str(&[" (", &say::grouped(more as u64), " more)"].concat());
    }
    lines.extend(example.map(|example| {
        let line = use_case(example);
        Line { text: ["One use case: ", &line.text].concat(), ..line }
    }));
    lines
}
