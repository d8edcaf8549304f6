//! What the page that is handed out says: one sheet, with as much as there is.

use super::material::Material;
use super::say::{self, keep_together};
use super::{evidence, state};
use crate::measure::Measure;

/// The numbers that may stand on the sheet, the first that there are.
const NUMBERS: [Measure; 10] = [
    Measure::DirectConversations,
    Measure::LedToAction,
    Measure::DaysToGetStarted,
    Measure::TeamsSharing,
    Measure::WithoutTheDataTeam,
    Measure::DataInUse,
    Measure::UseCasesDelivered,
    Measure::EasyToFitIn,
    Measure::TeamsByStep,
    Measure::WhoLooksAfter,
];
/// The figures that may stand on the sheet, the first that there is.
const FIGURES: [Measure; 4] =
    [Measure::DirectConversations, Measure::TeamsSharing, Measure::DataInUse, Measure::TeamsByStep];
/// Digits of a checksum that are printed: enough to tell two exports apart by eye, and there is room for.
const SUM_DIGITS: usize = 12;
/// How many numbers a reader takes in at once.
const MOST_NUMBERS: usize = 3;

/// The sheet of one view of an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The organisation's own words under their headings; none that it has not written.
    pub texts: Vec<(&'static str, String)>,
    /// What it asks of the reader, in its own words.
    pub ask: Option<String>,
    /// The numbers, at most three.
    pub numbers: Vec<Measure>,
    /// The figure; `None` where nothing can be drawn.
    pub figure: Option<Measure>,
    /// How close the lines stand, so that all of it is one page.
    pub density: Density,
    /// What the numbers rest on: the day, the rows, then the files.
    pub sources: Vec<String>,
}

/// How much room a text may take. What an organisation writes is between nothing and thousands of letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Density {
    /// As the page is meant.
    Usual,
    /// Smaller letters.
    Dense,
    /// The smallest letters, and no figure.
    Full,
}

impl Density {
    fn of(letters: usize) -> Self {
        match letters {
            0..=900 => Self::Usual,
            901..=2200 => Self::Dense,
            _ => Self::Full,
        }
    }
}

impl Sheet {
    /// The sheet of what there is.
    pub fn new(material: &Material<'_>) -> Self {
        let settings = &material.view.org.settings;
        let texts = [("Why", &settings.why), ("What", &settings.what), ("How", &settings.how)];
        let texts: Vec<(&str, String)> =
            texts.into_iter().filter_map(|(head, text)| Some((head, text.clone()?))).collect();
        let letters = |text: &String| text.chars().count();
        let density =
            Density::of(texts.iter().map(|(_, text)| letters(text)).chain(settings.ask.iter().map(letters)).sum());
        let figure = FIGURES.into_iter().find(|&measure| material.drawable(measure).is_some());
        let figure = figure.filter(|_| density < Density::Full);
        let known = NUMBERS.into_iter().filter(|&measure| material.number(measure).is_some());
        let numbers: Vec<Measure> = known.take(MOST_NUMBERS).collect();
        let sources = sources(material, numbers.iter().copied().chain(figure));
        Self { texts, ask: settings.ask.clone(), numbers, figure, density, sources }
    }

    /// Whether there is nothing to say but where it would come from.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty() && self.ask.is_none() && self.numbers.is_empty() && self.figure.is_none()
    }

    /// Every measure that a sheet may need.
    pub fn measures() -> Vec<Measure> {
        let mut measures = NUMBERS.to_vec();
        measures.push(Measure::HowComplete);
        measures
    }
}

/// The day and the rows of the whole, and the files behind the measures that are shown, each once.
fn sources(material: &Material<'_>, shown: impl Iterator<Item = Measure>) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    if let Some(complete) = material.reading(Measure::HowComplete) {
        let through = state::completeness(material.view, complete, None).through;
        let (used, read) = (complete.k.unwrap_or(0), complete.n.unwrap_or(0));
        let of = keep_together(&format!("{} of {}", say::grouped(used), say::grouped(read)));
        let aside = if used < read { format!(", {} set aside", say::grouped(read - used)) } else { String::new() };
        lines.push(format!("{through} {of} rows used{aside}. For judging the change, never people or teams."));
    }
    let mut files: Vec<String> = Vec::new();
    for file in shown.flat_map(|measure| evidence::rests_on(material.view, measure)) {
        let sum = file.sha256.as_deref().and_then(|sum| sum.get(..SUM_DIGITS));
        let sum = sum.map(|sum| [" (SHA-256 ", sum, "…)"].concat()).unwrap_or_default();
        let file = [file.words, sum].concat();
        if !files.contains(&file) {
            files.push(file);
        }
    }
    if !files.is_empty() {
        lines.push(format!("Rests on {}.", files.join("; ")));
    }
    lines
}
