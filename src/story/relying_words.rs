//! The words of *Can people rely on it?*: how each number is counted, what its tile says, and the title over it.

use super::definitions::{Definition, said};
use super::headline::Headline;
use super::say::keep_together;
use super::text;
use super::titles::{Title, without_number};
use crate::measure::{Measure, Reading, Why};
use crate::org::View;

/// How a measure is counted; `None` for one of another family.
pub(super) fn definition(view: &View<'_>, measure: Measure) -> Option<Definition> {
    let notice = notice(view);
    match measure {
        Measure::WrittenAgreements => said(
            "Of the datasets that are shared, those with a written agreement on what users can count on.",
            "Datasets with an agreement that was agreed or reviewed in the last 365 days, divided by all that are shared.".to_owned(),
            "Agreements that nobody has looked at for a year: what they promise may no longer hold. Agreements on data that is no longer shared.",
            "One agreement with one team is enough to count, and it may cover little: look at what the agreements cover. Whether they are kept shows in what is caught in time.",
        ),
        Measure::Surprises => said(
            "Of the changes to shared data, those that its users did not hear of in time.",
            format!("Changes {notice}, divided by all changes of the last 365 days."),
            "Nothing: a change without a date of announcement counts as not announced, which is how its users saw it.",
            "The share falls too when harmless changes are announced more often. Look at the number of changes, and at those that could break someone's work.",
        ),
        Measure::MeaningChangesCaught => said(
            "Of the changes that can break someone's work, such as a new meaning under an old name, those that were noticed before they did.",
            "Changes noticed before, divided by all changes of the last 365 days that are marked as able to break something.".to_owned(),
            "Changes of which it is not written down whether they can break something. One that can, and of which nobody wrote down when it was noticed, counts as not caught.",
            "What nobody has noticed yet is not marked, so the number flatters most where least is checked.",
        ),
        Measure::OwnersSeeUse => said(
            "Of the datasets that are shared, those whose owner can see which teams use them.",
            "Datasets whose owner can see the use, divided by all shared ones of which it is known. A use has a known purpose if the team has stated one within the days that count as current use.".to_owned(),
            "Datasets of which nobody wrote down whether the owner can see the use: in neither number.",
            "To be able to look is not to have looked. Only what teams stated tells an owner what the data is used for.",
        ),
        _ => None,
    }
}

/// What the number of a tile is counted over; `None` for a measure of another family.
pub(super) fn period(measure: Measure) -> Option<String> {
    let year = keep_together("365 days");
    match measure {
        Measure::WrittenAgreements => Some(format!("datasets that are shared; agreed or reviewed in the last {year}")),
        Measure::Surprises => Some(format!("changes of the last {year}")),
        Measure::MeaningChangesCaught => Some(format!("changes that can break something, last {year}")),
        Measure::OwnersSeeUse => Some("datasets that are shared and of which it is known".to_owned()),
        _ => None,
    }
}

/// The number that stands beside the one of a tile; `None` where there is none of its own.
pub(super) fn beside(reading: &Reading) -> Option<(String, String)> {
    if reading.why.is_some() {
        return None;
    }
    let part = |name: &str| reading.part(name).map(|part| part as u64);
    match reading.measure {
        Measure::Surprises => {
            let (late, all) = (part("breaking_without_notice")?, part("breaking").filter(|all| *all > 0)?);
            Some(("Of those that can break something:".to_owned(), text::share(late, all)))
        }
        Measure::OwnersSeeUse => {
            let (known, all) = (part("purpose_known")?, part("relationships").filter(|all| *all > 0)?);
            Some(("Teams that said what they use it for:".to_owned(), text::share(known, all)))
        }
        _ => None,
    }
}

/// Why there is nothing to count; `None` for a measure of another family.
pub(super) fn nothing(measure: Measure) -> Option<&'static str> {
    match measure {
        Measure::WrittenAgreements => Some("No dataset in view is shared."),
        Measure::Surprises => Some("No change in view was released in the last 365 days."),
        Measure::MeaningChangesCaught => {
            Some("No change in view of the last 365 days is marked as able to break something (can_break).")
        }
        Measure::OwnersSeeUse => {
            Some("Of no shared dataset in view is it known whether its owner can see the use (owner_sees_use).")
        }
        _ => None,
    }
}

/// Over a figure of one of the measures of *Can people rely on it?*
pub fn relying_title(view: &View<'_>, reading: &Reading) -> Title {
    if let Some(title) = without_number(view, reading) {
        return title;
    }
    let shown = text::shown(reading);
    let (message, about) = match reading.measure {
        Measure::WrittenAgreements => (
            format!("Of the datasets that are shared, {shown} have a written agreement"),
            "Agreed or reviewed in the last 365 days; what is covered is counted by dataset".to_owned(),
        ),
        Measure::Surprises => (
            format!("Of the changes of the last 365 days, {shown} came as a surprise"),
            format!("Changes {}, out of all, by month", notice(view)),
        ),
        Measure::MeaningChangesCaught => (
            format!("Of the changes marked as able to break someone's work, {shown} were caught before they did"),
            "Changes of the last 365 days; one of which nobody wrote down when it was noticed was not caught"
                .to_owned(),
        ),
        Measure::OwnersSeeUse => (
            format!("Of the datasets of which it is known, {shown} have an owner who can see the use"),
            "Datasets that are shared; not being known is in neither number".to_owned(),
        ),
        _ => (super::name(reading.measure).to_owned(), String::new()),
    };
    Title { message, about }
}

/// When a change is a surprise, by the notice that this organisation promises.
fn notice(view: &View<'_>) -> String {
    match view.org.settings.notice_days {
        0 => "announced only after the day of their release, or not at all".to_owned(),
        1 => format!("announced fewer than {} ahead, or not at all", keep_together("1 day")),
        days => format!("announced fewer than {} ahead, or not at all", keep_together(&format!("{days} days"))),
    }
}

/// Is what we share used, cared for and safe to depend on? What is in use, and who looks after it; else what came as a surprise.
pub fn relying(in_use: &Reading, looked_after: &Reading, surprises: &Reading) -> Headline {
    let has = |reading: &Reading| reading.why.is_none();
    let opening = match in_use.why {
        None => format!("{} of what is shared is in use", text::shown(in_use)),
        Some(Why::NotMeasured) => "It is not recorded who uses what is shared".to_owned(),
        Some(Why::Hidden) => "The group in view is too small to be shown".to_owned(),
        Some(_) => "No data is shared on this day".to_owned(),
    };
    let keepers = has(looked_after).then(|| format!("a data team looks after {} of it", text::shown(looked_after)));
    let late = has(surprises).then(|| format!("{} of its changes came as a surprise", text::shown(surprises)));
    let mut clauses: Vec<String> = [Some(opening), keepers, late].into_iter().flatten().collect();
    let last = clauses.len() - 1;
    for (place, clause) in clauses.iter_mut().enumerate() {
        clause.push(if place == last { '.' } else { ';' });
    }
    Headline { question: "Is what we share used, cared for and safe to depend on?", clauses, compared: None }
}

/// Over the shares that tell whether data is used and safe to depend on.
pub fn relied_title(in_use: &Reading, agreements: &Reading) -> Title {
    let message = match (in_use.why, agreements.why) {
        (None, None) => {
            format!("{} are in use, {} have a written agreement", text::shown(in_use), text::shown(agreements))
        }
        (None, _) => format!("{} are in use", text::shown(in_use)),
        (_, None) => format!("{} have a written agreement", text::shown(agreements)),
        _ => "Six shares of what is used, agreed and cared for".to_owned(),
    };
    Title {
        message,
        about: "Each share with the range it could easily lie in; what is not measured has no point".to_owned(),
    }
}
