//! The words of *Are decisions and duties in the right place?* and *Is it worth it?*: how each number is counted, what its tile says,
//! and the title over it.

use super::definitions::{Definition, said};
use super::say::{self, keep_together};
use super::text;
use super::titles::{Title, without_number};
use crate::measure::{Measure, Reading};
use crate::org::View;

/// How a measure is counted; `None` for one of another family.
pub(super) fn definition(measure: Measure) -> Option<Definition> {
    match measure {
        Measure::DecisionsCloseToWork => said(
            "Of the decisions about data, those made by the team that does the work, or together with it.",
            "Decisions by a team or together, divided by all that were decided in the last 182 days and of which it is known by whom. How long they take: the first day by which half of those raised in the last 365 days were decided, with open ones followed up to today.",
            "Decisions of which nobody wrote down who decided. Open ones: they are counted apart. With fewer than five decisions no number of days is given.",
            "Some decisions belong in one place for good reasons. A decision counts the same whether it is large or small.",
        ),
        Measure::BoughtInDataOwned => said(
            "Of the datasets brought in from outside, those for which a team answers.",
            "Shared datasets from outside with an owner, divided by all shared datasets from outside.",
            "Data made here. In a view of some areas, data that never had an owner: it is in no area.",
            "An owner in a table is a name; whether somebody asks the supplier when something breaks is not measured here.",
        ),
        Measure::MissingTools => said(
            "What teams need from the tools they work with and do not have in full yet.",
            "Capabilities whose latest state is missing, a workaround, or partial. A use case waits if it needs one of them.",
            "Earlier states of the same capability. Whether a waiting use case has meanwhile been delivered or dropped plays no part.",
            "The list is as long as somebody made it: a capability that nobody wrote down is not missing here. It is never narrowed to an area.",
        ),
        Measure::UseCasesDelivered => said(
            "Of the use cases that were chosen, those that are delivered.",
            "Use cases delivered, divided by all ever chosen. How long it takes, from request to choice and from choice to delivery: the first day by which half were through, with open ones followed up to today and dropped ones up to the day they were dropped.",
            "Use cases that were only asked for, and those delivered without a day on which they were chosen. Dropped ones stay in: they were chosen too. With fewer than five use cases no number of days is given.",
            "Delivered is not the same as worth it. Those chosen lately have had little time, so the share falls whenever new ones are chosen.",
        ),
        Measure::WhatWeSetOutToProve => said(
            "Statements written down to be shown or not, and what became of them.",
            "Statements with the verdict shown. A statement was set late if it was written down after the first conversation on record or the first dataset shared, whichever came first.",
            "Statements without a verdict: they are counted nowhere. Those set without a day are never late.",
            "The verdict is what the organisation gave itself. A statement set after the first data could be seen proves less. It is never narrowed to an area.",
        ),
        _ => None,
    }
}

/// What the number of a tile is counted over; `None` for a measure of another family.
pub(super) fn period(measure: Measure) -> Option<String> {
    match measure {
        Measure::DecisionsCloseToWork => {
            Some(format!("decisions of the last {}, where it is known who decided", keep_together("182 days")))
        }
        Measure::BoughtInDataOwned => Some("datasets from outside that are shared".to_owned()),
        Measure::MissingTools => Some("things that our tools should do are not in place".to_owned()),
        Measure::UseCasesDelivered => Some("use cases chosen so far".to_owned()),
        Measure::WhatWeSetOutToProve => Some("statements shown so far".to_owned()),
        _ => None,
    }
}

/// The number that stands beside the one of a tile; `None` where there is none of its own.
pub(super) fn beside(reading: &Reading) -> Option<(String, String)> {
    if reading.why.is_some() {
        return None;
    }
    let part = |name: &str| reading.part(name).map(|part| part as u64);
    let days = |name: &str| Some(keep_together(&say::days(Some(reading.part(name)?))));
    let said = |words: &str, number: String| Some((words.to_owned(), number));
    match reading.measure {
        Measure::DecisionsCloseToWork => match days("median_days") {
            Some(days) => said("Half are decided within:", days),
            None => said("Still open:", say::grouped(part("open")?)),
        },
        Measure::BoughtInDataOwned => said("Longest without an owner:", days("longest_without_owner_days")?),
        Measure::MissingTools => said("Use cases that wait for them:", say::grouped(part("use_cases_waiting")?)),
        Measure::UseCasesDelivered => {
            let (delivered, all) = (part("producer_gains_k")?, part("producer_gains_n").filter(|all| *all > 0)?);
            said("Where those who make the data gain too:", text::share(delivered, all))
        }
        Measure::WhatWeSetOutToProve => {
            let (late, all) = (part("set_after_data")?, statements(reading));
            let late = format!("{} of {}", say::grouped(late), say::grouped(all));
            (all > 0).then(|| ("Set only after the first data:".to_owned(), keep_together(&late)))
        }
        _ => None,
    }
}

/// Why there is nothing to count; `None` for a measure of another family.
pub(super) fn nothing(reading: &Reading) -> Option<String> {
    match reading.measure {
        Measure::DecisionsCloseToWork => {
            let open = reading.part("open").unwrap_or(0.0) as u64;
            let open = if open > 0 { format!(" Open: {}.", say::grouped(open)) } else { String::new() };
            Some(format!("Of no decision in view of the last 182 days is it known who decided (decided_by).{open}"))
        }
        Measure::BoughtInDataOwned => Some("No dataset from outside is shared in view.".to_owned()),
        Measure::MissingTools => Some("Nothing is listed yet that the tools should do.".to_owned()),
        Measure::UseCasesDelivered => Some("No use case in view has been chosen yet.".to_owned()),
        Measure::WhatWeSetOutToProve => Some("No verdict is written down yet. That is not zero.".to_owned()),
        _ => None,
    }
}

/// Over a figure of one of the measures of what came of it, and who decides.
pub fn worth_title(view: &View<'_>, reading: &Reading) -> Title {
    if let Some(title) = without_number(view, reading) {
        return title;
    }
    let shown = text::shown(reading);
    let part = |name: &str| say::grouped(reading.part(name).unwrap_or(0.0) as u64);
    let (message, about) = match reading.measure {
        Measure::DecisionsCloseToWork => (
            format!("Of the decisions of the last 182 days, {shown} were made close to the work"),
            format!(
                "By a team or together, out of those of which it is known who decided. Still open: {}",
                part("open")
            ),
        ),
        Measure::BoughtInDataOwned => (
            format!("Of the datasets from outside, {shown} have an owner"),
            "Datasets that are shared; an owner is a team that answers for them".to_owned(),
        ),
        Measure::MissingTools => {
            let all = ["missing", "workaround", "partial", "in_place"].iter().filter_map(|state| reading.part(state));
            let all = say::grouped(all.sum::<f64>() as u64);
            (
                format!(
                    "Not in place: {} things that our tools should do",
                    keep_together(&format!("{shown} of {all}"))
                ),
                format!(
                    "By latest state. Missing: {}; with a workaround: {}; in part: {}",
                    part("missing"),
                    part("workaround"),
                    part("partial")
                ),
            )
        }
        Measure::UseCasesDelivered => (
            format!("Of the use cases chosen so far, {shown} are delivered"),
            format!("All that were ever chosen. Dropped before delivery: {}", part("dropped")),
        ),
        Measure::WhatWeSetOutToProve => (
            format!(
                "Shown: {} things we set out to prove",
                keep_together(&format!("{shown} of {}", say::grouped(statements(reading))))
            ),
            format!(
                "Statements with a verdict. Not shown: {}; too early to tell: {}; not attempted: {}",
                part("not_shown"),
                part("too_early"),
                part("not_attempted")
            ),
        ),
        _ => (super::name(reading.measure).to_owned(), String::new()),
    };
    Title { message, about }
}

/// How many statements have a verdict.
fn statements(reading: &Reading) -> u64 {
    let verdicts = ["shown", "not_shown", "too_early", "not_attempted"];
    verdicts.iter().filter_map(|verdict| reading.part(verdict)).sum::<f64>() as u64
}
