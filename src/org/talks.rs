//! Where the conversations stand in their table.

use uptake_columns::{Code, Column, Day, TalkColumns, Word};

use super::rows::Rows;

/// The columns of the table of conversations; all empty without it.
pub(super) fn talk_columns(rows: Option<&Rows>) -> TalkColumns<'_> {
    let Some(rows) = rows else { return TalkColumns::default() };
    TalkColumns {
        held_on: days(rows, "held_on"),
        kind: words(rows, "kind"),
        producer_team: ids(rows, "producer_team"),
        consumer_team: ids(rows, "consumer_team"),
        started_by: words(rows, "started_by").unwrap_or_default(),
        helped_by: words(rows, "helped_by").unwrap_or_default(),
        action: words(rows, "action").unwrap_or_default(),
        action_on: days(rows, "action_on"),
        logged_by: words(rows, "logged_by").unwrap_or_default(),
        evidence: words(rows, "evidence"),
        count: if let Some(Column::Wholes(counts)) = rows.column("count") { counts.as_slice() } else { &[] },
    }
}

fn days<'a>(rows: &'a Rows, name: &str) -> &'a [Option<Day>] {
    if let Some(Column::Days(days)) = rows.column(name) { days.as_slice() } else { &[] }
}

fn words<'a>(rows: &'a Rows, name: &str) -> Option<&'a [Option<Word>]> {
    if let Some(Column::Words(words)) = rows.column(name) { Some(words.as_slice()) } else { None }
}

fn ids<'a>(rows: &'a Rows, name: &str) -> &'a [Option<Code>] {
    if let Some(Column::Ids(ids)) = rows.column(name) { ids.as_slice() } else { &[] }
}
