//! Where the conversations stand in their table.

use uptake_columns::{TalkColumns, TeamId};

use super::rows::Rows;

/// The columns of the table of conversations, all empty without it, and the team that each id stands for.
pub(super) fn talk_columns<'a>(rows: Option<&'a Rows>, team_of: &'a [Option<TeamId>]) -> TalkColumns<'a> {
    let Some(rows) = rows else { return TalkColumns::default() };
    TalkColumns {
        held_on: rows.days("held_on").unwrap_or_default(),
        kind: rows.words("kind"),
        team_of,
        producer_team: rows.ids("producer_team").unwrap_or_default(),
        consumer_team: rows.ids("consumer_team").unwrap_or_default(),
        started_by: rows.words("started_by").unwrap_or_default(),
        helped_by: rows.words("helped_by").unwrap_or_default(),
        action: rows.words("action").unwrap_or_default(),
        action_on: rows.days("action_on").unwrap_or_default(),
        logged_by: rows.words("logged_by").unwrap_or_default(),
        evidence: rows.words("evidence"),
        count: rows.wholes("count").unwrap_or_default(),
    }
}
