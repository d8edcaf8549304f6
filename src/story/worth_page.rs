//! The words of *What came of it, and who decides?* besides those of its numbers.

use super::headline::Headline;
use super::say::{self, keep_together};
use super::text;
use super::titles::Title;
use crate::measure::{LackingTool, Reading, Reported, Statement, Target, UseCase, UseCaseStage, Why};
use crate::org::{CapabilityState, Day, ProofVerdict};

/// What came of it, and who decides? Use cases delivered, and decisions made close to the work.
pub fn worth(use_cases: &Reading, decisions: &Reading) -> Headline {
    let delivered = match use_cases.why {
        None => format!("{} of the use cases chosen so far are delivered", text::shown(use_cases)),
        Some(Why::NotMeasured) => "It is not recorded which use cases were chosen and delivered".to_owned(),
        Some(Why::Hidden) => "The group in view is too small to be shown".to_owned(),
        Some(_) => "No use case has been chosen yet".to_owned(),
    };
    let decided = (decisions.why.is_none())
        .then(|| format!("{} of decisions were made close to the work", text::shown(decisions)));
    let clauses = match decided {
        Some(decided) => vec![format!("{delivered};"), format!("{decided}.")],
        None => vec![format!("{delivered}.")],
    };
    Headline { question: "What came of it, and who decides?", clauses, compared: None }
}

/// The head of a column of the board, and what its days are.
pub fn stage(stage: UseCaseStage) -> (&'static str, &'static str) {
    match stage {
        UseCaseStage::Backlog => ("Backlog", "days since it was asked for"),
        UseCaseStage::Chosen => ("Chosen", "days since it was chosen"),
        UseCaseStage::Delivered => ("Delivered", "the day of delivery"),
        UseCaseStage::Dropped => ("Dropped", "the day it was given up"),
    }
}

/// What stands beside a use case: how many days it has waited, or the day on which it was done with.
pub fn since(use_case: &UseCase<'_>, as_of: Day) -> String {
    match (use_case.since, use_case.stage) {
        (None, _) => "not known".to_owned(),
        (Some(day), UseCaseStage::Backlog | UseCaseStage::Chosen) => {
            say::grouped(as_of.since(day).unsigned_abs().into())
        }
        (Some(day), _) => keep_together(&say::period(crate::org::Period::Day(day))),
    }
}

/// What else there is to say of a use case; empty where there is nothing.
pub fn remark(use_case: &UseCase<'_>) -> String {
    let blocked = use_case.blocked_by.filter(|_| use_case.stage < UseCaseStage::Delivered);
    let blocked = blocked.map(|by| format!("held up by: {by}"));
    let uncounted = (use_case.stage == UseCaseStage::Delivered && !use_case.is_chosen)
        .then(|| "not counted: no day on which it was chosen".to_owned());
    [blocked, uncounted].into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// What is marked on the board.
pub const PRODUCER_GAINS: &str = "those who make the data gain too";

/// Over the numbers that are kept elsewhere.
pub fn reported_title(count: usize) -> Title {
    let numbers = if count == 1 { "number is" } else { "numbers are" };
    Title {
        message: format!("{} {numbers} reported from elsewhere", say::grouped(count as u64)),
        about: "As the organisation keeps them; nothing on this page is counted from them".to_owned(),
    }
}

/// A number kept elsewhere with its unit.
pub fn reported_value(number: &Reported<'_>, value: f64) -> String {
    let unit = number.unit.map(|unit| format!(" {unit}")).unwrap_or_default();
    [say::as_reported(value), unit].concat()
}

/// What is wanted of a number kept elsewhere, and by when; empty where nothing is.
pub fn reported_target(number: &Reported<'_>) -> String {
    let said = |target: &Target| {
        let value = reported_value(number, target.value);
        format!("{value} by {}", keep_together(&say::date(target.by)))
    };
    number.target.as_ref().map(said).unwrap_or_default()
}

/// What became of a statement.
pub fn verdict(statement: &Statement<'_>) -> &'static str {
    match statement.verdict {
        Some(ProofVerdict::Shown) => "shown",
        Some(ProofVerdict::NotShown) => "not shown",
        Some(ProofVerdict::TooEarly) => "too early to tell",
        Some(ProofVerdict::NotAttempted) => "not attempted",
        None => "no verdict yet",
    }
}

/// How far a tool does something.
pub fn state(tool: &LackingTool<'_>) -> &'static str {
    match tool.state {
        CapabilityState::Missing => "missing",
        CapabilityState::Workaround => "with a workaround",
        CapabilityState::Partial => "in part",
        CapabilityState::InPlace => "in place",
    }
}
