//! What measures of conversations ask for, so that one pass over them serves all.

use super::Measure;
use super::action::{COHORT_DAYS, YEAR_DAYS};
use super::months::LastMonths;
use super::pairs::{TWO_WAY_DAYS, meeting_window};
use crate::org::{Asked, Day, Month, Settings, TalkCounting, TalkCounts, TalkRules, View};

/// What measures ask of an export while it is read.
pub const ASKED: Asked = Asked { measures: Measure::SLUGS, talk_rules: rules };

/// What is counted of the conversations of a view.
pub(super) fn talk_counts<'v>(view: &'v View<'_>) -> &'v TalkCounts {
    view.talk_counts(rules)
}

/// Begins to count them, for whoever does so step by step. What was counted for another view of the same organisation is used again
/// as far as it is the same.
pub fn count_talks(view: &View<'_>, earlier: Option<&TalkCounts>) -> TalkCounting {
    TalkCounting::new(view, rules, earlier)
}

fn rules(settings: &Settings, as_of: Day, months: &[Month]) -> TalkRules {
    TalkRules {
        as_of,
        followed_after: as_of.minus(YEAR_DAYS),
        window_days: u32::try_from(settings.action_window_days).unwrap_or(u32::MAX),
        within_days: COHORT_DAYS,
        started_after: as_of.minus(TWO_WAY_DAYS),
        met_after: meeting_window(settings, as_of),
        busy: LastMonths::of(Some(as_of), months).days(),
    }
}
