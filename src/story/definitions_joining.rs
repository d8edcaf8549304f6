//! How the measures of joining in, and of how easy it is on the engineers, are counted, in plain words.

use super::definitions::{Definition, said};
use super::say;
use crate::measure::{Measure, expected_teams, shares_are_from_steps};
use crate::org::View;

/// How a measure of these two questions is counted in this organisation; `None` for any other.
pub fn definition(view: &View<'_>, measure: Measure) -> Option<Definition> {
    let settings = &view.org.settings;
    let expected = if expected_teams(view).all_domain_teams {
        "Nobody wrote down which teams are expected to share, so all active teams that make or use data are taken."
    } else {
        "Teams that are not expected to share, and those that are no longer there."
    };
    let first_share = if shares_are_from_steps(view) {
        "A team has shared from the day on which it entered the step of sharing."
    } else {
        "A team has shared from the first day on which data made here that it answered for was shared, whoever answers for it now."
    };
    match measure {
        Measure::TeamsSharing => said(
            "Of the teams that are expected to share their data, those that do.",
            format!(
                "Teams with shared data that is still there, divided by all expected teams. {first_share} When a target could be reached is told twice: as if every month were like one of the past months, and as if each team that is not in yet had the same unknown chance of joining each month. Printed are the quarters by which the quicker and the slower of the two arrive in 85 of 100 cases."
            ),
            format!("{expected} Data bought in from outside."),
            "A team counts with its first dataset, used or not: look at the data in use beside it. No date is given where there are too few joins, where the pace has just changed, or for the last quarter of the teams, which join unlike the first.",
        ),
        Measure::TeamsByStep => said(
            "How far each expected team has come: talking, agreed, sharing, improving, or stopped.",
            "Teams whose latest step is sharing or improving. Of two steps on one day the later in that order counts.",
            expected,
            "A step says where a team is, not how well it does. It is no ranking: teams start at different times and for different reasons.",
        ),
        Measure::TimeInStep => said(
            "How long teams stay in a step before they move on. The number is that of the step agreed: half take less, counting those that are still there.",
            "From the first day in a step to the first day in a later one. Teams that are still there are followed up to today, teams that stopped up to the day they did.",
            format!("{expected} Teams that never entered the step. With fewer than five teams no number is given."),
            "Where more than half are still in the step there is no such day yet; that is said instead of a number.",
        ),
        Measure::FirstTalkToFirstShare => said(
            "How long it takes from the first conversation about a team's data until the team shares some. Half take less than this, counting those that are still on their way.",
            format!(
                "From the first recorded conversation of any kind in which the team is the one that makes the data. {first_share} Teams still on their way are followed up to today. The curve counts those that stopped apart, since they can no longer share."
            ),
            format!(
                "{expected} Teams that shared before anybody talked: they are counted apart, as there is nothing to time."
            ),
            "A team that had a long way before the first recorded conversation looks quick here.",
        ),
        Measure::LeadershipBacking => said(
            "In how many areas the leadership backs the change actively.",
            "Areas whose latest level is active, divided by all areas that teams are in.",
            "Areas that no team is in. Beside it, teams count as approached once there was a first recorded conversation about their data.",
            "The level is what somebody wrote down. What shows is whether teams are approached after their leadership stands behind it, not before.",
        ),
        Measure::DaysToGetStarted => said(
            "The work it took a team to get started with sharing, for each engineer who took part.",
            format!(
                "Days of work for getting started, divided by the most people who did it at once; half of the teams took less. The promise is {} a person.",
                promise(settings.promised_days)
            ),
            format!(
                "{expected} Teams whose work nobody wrote down, and teams that have not shared yet: those that have begun are counted apart."
            ),
            "Work is what teams wrote down, also what came after the first share. Where it is not known how many people took part, one is taken, which makes the number larger.",
        ),
        Measure::EasyToFitIn => said(
            "Whether people find that sharing data fits easily into their work.",
            "Answers 4 and 5 of five, divided by all answers of the latest time they were asked.",
            format!(
                "Rows in which one of the five numbers is not known. Fewer than {} answers are not shown at all.",
                settings.minimum_group
            ),
            "Those who did not answer may think otherwise: look at how many did. Where fewer than half answered, two times do not compare.",
        ),
        Measure::Upkeep => said(
            "The work of keeping shared data going, for each dataset.",
            "Days of work for upkeep by the teams themselves in the last complete month, divided by the datasets they looked after at its end.",
            "Work of the data team, and data that it looks after. The running month. A month for which nobody wrote down any work is not known, not zero.",
            "Less is only good as long as the data stays in order: look at the surprises beside it.",
        ),
        _ => None,
    }
}

/// The promised days in words.
pub fn promise(days: f64) -> String {
    let figure = say::one_decimal(days);
    let unit = if figure == "1" { "day" } else { "days" };
    format!("{figure} {unit}")
}
