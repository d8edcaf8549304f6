//! What a presenter chose: the order, what is left out, what is shown, notes and headlines; kept as `story.json`.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use thiserror::Error;

use super::step::Step;
use super::{Exhibit, StepName};
use crate::story::material::Material;

/// The form of file that is written and read.
const VERSION: u64 = 1;
/// The most letters of a headline: more do not fit on a wall beside what they are about.
pub const MOST_HEADLINE_LETTERS: usize = 280;
/// The most letters of notes that are read.
pub const MOST_NOTES_LETTERS: usize = 2000;

/// A story as somebody planned it: every step once, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// All steps, those that are left out too.
    pub steps: Vec<Planned>,
}

/// What is planned for one step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// Which step.
    pub name: StepName,
    /// Whether it is not told.
    pub is_left_out: bool,
    /// What it shows; `None` for the first that there is.
    pub exhibit: Option<Exhibit>,
    /// A headline of the presenter's own; empty for what the data says.
    pub headline: String,
    /// What the presenter wants to remember.
    pub notes: String,
}

/// Why a file is no story.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PlanError {
    /// It is no JSON, or not of this form.
    #[error("it cannot be read at line {line}, column {column}: {what}")]
    NotRead {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What is wrong there.
        what: String,
    },
    /// It is of another form.
    #[error("it says uptake_story {0}, and this page reads 1")]
    OtherForm(u64),
}

#[derive(Serialize, Deserialize)]
struct File {
    uptake_story: u64,
    steps: Vec<FileStep>,
    #[serde(flatten)]
    unknown: Map<String, Value>,
}

#[derive(Serialize, Deserialize)]
struct FileStep {
    step: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    left_out: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    show: Option<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    headline: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    notes: String,
    #[serde(flatten)]
    unknown: Map<String, Value>,
}

impl Default for Plan {
    fn default() -> Self {
        Self { steps: StepName::ALL.map(Planned::new).to_vec() }
    }
}

impl Planned {
    const fn new(name: StepName) -> Self {
        Self { name, is_left_out: false, exhibit: None, headline: String::new(), notes: String::new() }
    }
}

impl Plan {
    /// The steps that are told: planned, and with something to show.
    pub fn told(&self, material: &Material<'_>) -> Vec<Step> {
        self.steps.iter().filter_map(|planned| Step::new(planned, material)).collect()
    }

    /// What is planned for a step.
    pub fn step_mut(&mut self, name: StepName) -> Option<&mut Planned> {
        self.steps.iter_mut().find(|planned| planned.name == name)
    }

    /// Moves a step one place to the front.
    pub fn move_up(&mut self, name: StepName) {
        if let Some(at) = self.at(name).filter(|&at| at > 0) {
            self.steps.swap(at, at - 1);
        }
    }

    /// Moves a step one place to the end.
    pub fn move_down(&mut self, name: StepName) {
        if let Some(at) = self.at(name).filter(|&at| at + 1 < self.steps.len()) {
            self.steps.swap(at, at + 1);
        }
    }

    fn at(&self, name: StepName) -> Option<usize> {
        self.steps.iter().position(|planned| planned.name == name)
    }

    /// Reads a file, with what of it is not understood. Steps that it does not name are left out.
    ///
    /// # Errors
    /// If it is no story of this form.
    pub fn parse(json: &[u8]) -> Result<(Self, Vec<String>), PlanError> {
        let not_read = |error: serde_json::Error| PlanError::NotRead {
            line: error.line(),
            column: error.column(),
            what: error.to_string(),
        };
        let file: File = serde_json::from_slice(json).map_err(not_read)?;
        if file.uptake_story != VERSION {
            return Err(PlanError::OtherForm(file.uptake_story));
        }
        let mut steps: Vec<Planned> = Vec::new();
        let mut problems: Vec<String> = file.unknown.keys().map(|key| unknown(key)).collect();
        for step in file.steps {
            let Some(name) = StepName::parse(&step.step) else {
                problems.push(format!("The step “{}” is not known and is ignored.", short(&step.step)));
                continue;
            };
            if steps.iter().any(|planned| planned.name == name) {
                problems.push(format!("The step “{}” is named twice; the second is ignored.", name.key()));
                continue;
            }
            problems.extend(step.unknown.keys().map(|key| unknown(key)));
            let exhibit = step.show.as_deref().and_then(Exhibit::parse).filter(|show| name.offers().contains(show));
            if let Some(show) = step.show.filter(|_| exhibit.is_none()) {
                problems.push(format!("“{}” cannot be shown in the step “{}”.", short(&show), name.key()));
            }
            let mut cut = |text: String, most: usize, what: &str| {
                let kept: String = text.chars().take(most).collect();
                if kept.len() < text.len() {
                    problems.push(format!("The {what} of the step “{}” is cut after {most} letters.", name.key()));
                }
                kept
            };
            steps.push(Planned {
                name,
                is_left_out: step.left_out,
                exhibit,
                headline: cut(step.headline, MOST_HEADLINE_LETTERS, "headline"),
                notes: cut(step.notes, MOST_NOTES_LETTERS, "text of the notes"),
            });
        }
        let absent = StepName::ALL.into_iter().filter(|name| !steps.iter().any(|planned| planned.name == *name));
        let absent: Vec<Planned> = absent.map(|name| Planned { is_left_out: true, ..Planned::new(name) }).collect();
        steps.extend(absent);
        Ok((Self { steps }, problems))
    }

    /// The file that [`Self::parse`] reads the same plan from.
    pub fn to_json(&self) -> String {
        let step = |planned: &Planned| FileStep {
            step: planned.name.key().to_owned(),
            left_out: planned.is_left_out,
            show: planned.exhibit.map(|exhibit| exhibit.to_string()),
            headline: planned.headline.clone(),
            notes: planned.notes.clone(),
            unknown: Map::new(),
        };
        let file = File { uptake_story: VERSION, steps: self.steps.iter().map(step).collect(), unknown: Map::new() };
        // Texts and numbers can always be written.
        serde_json::to_string_pretty(&file).unwrap_or_default()
    }
}

fn unknown(key: &str) -> String {
    format!("“{}” is no part of a story and is ignored.", short(key))
}

/// As much of a text as is said again.
fn short(text: &str) -> String {
    text.chars().take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Measure;

    #[test]
    fn a_plan_is_read_as_it_was_written() {
        let mut plan = Plan::default();
        plan.move_up(StepName::Ask);
        plan.move_up(StepName::Why);
        if let Some(step) = plan.step_mut(StepName::Changed) {
            step.exhibit = Some(Exhibit::Number(Measure::LedToAction));
            step.headline = "We talk".to_owned();
            step.notes = "slowly,\n\"calmly\"".to_owned();
        }
        if let Some(step) = plan.step_mut(StepName::Cost) {
            step.is_left_out = true;
        }
        assert_eq!(Plan::parse(plan.to_json().as_bytes()), Ok((plan, Vec::new())));
        assert_eq!(Plan::parse(Plan::default().to_json().as_bytes()), Ok((Plan::default(), Vec::new())));
    }

    #[test]
    fn what_is_not_understood_is_ignored_and_said() {
        let json = r#"{ "uptake_story": 1, "colour": "red", "steps": [
            { "step": "ask", "headline": "Please", "font": 3 }, { "step": "joy" }, { "step": "ask" },
            { "step": "why", "show": "figure led-to-action" } ] }"#;
        let Ok((plan, problems)) = Plan::parse(json.as_bytes()) else { panic!("it is a story") };
        let told: Vec<StepName> = plan.steps.iter().filter(|step| !step.is_left_out).map(|step| step.name).collect();
        assert_eq!(told, [StepName::Ask, StepName::Why]);
        assert_eq!(plan.steps.len(), 6);
        assert_eq!(
            problems,
            [
                "“colour” is no part of a story and is ignored.",
                "“font” is no part of a story and is ignored.",
                "The step “joy” is not known and is ignored.",
                "The step “ask” is named twice; the second is ignored.",
                "“figure led-to-action” cannot be shown in the step “why”.",
            ]
        );
    }

    #[test]
    fn what_is_too_long_for_a_wall_is_cut_and_said() {
        let headline = |letters: usize| {
            let json = format!(
                r#"{{ "uptake_story": 1, "steps": [{{ "step": "ask", "headline": "{}" }}] }}"#,
                "é".repeat(letters)
            );
            let Ok((plan, problems)) = Plan::parse(json.as_bytes()) else { panic!("it is a story") };
            (plan.steps[0].headline.chars().count(), problems)
        };
        assert_eq!(headline(280), (280, Vec::new()));
        let said = "The headline of the step “ask” is cut after 280 letters.".to_owned();
        assert_eq!(headline(281), (280, vec![said]));
    }

    #[test]
    fn a_file_that_is_no_story_says_where() {
        assert_eq!(Plan::parse(br#"{"uptake_story": 2, "steps": []}"#), Err(PlanError::OtherForm(2)));
        for json in ["", "[]", "{}", r#"{"uptake_story": 1}"#, r#"{"uptake_story": 1, "steps": [{}]}"#, "\u{fffd}"] {
            assert!(matches!(Plan::parse(json.as_bytes()), Err(PlanError::NotRead { .. })), "{json}");
        }
    }
}
