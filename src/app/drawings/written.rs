//! The data of boards, which are written rather than drawn, as tables.

use super::worth;
use crate::app::content::Content;
use crate::figure::Table;
use crate::measure::Measure;
use crate::story;

/// The board of a measure as a table; `None` where it has none.
pub fn board(content: &Content, measure: Measure) -> Option<Table> {
    match measure {
        // A scope that is too small to be shown has no board either.
        Measure::TeamsByStep => {
            content.reading(measure).filter(|reading| reading.why.is_none()).map(|_| teams(content))
        }
        Measure::UseCasesDelivered => Some(use_cases(content)),
        _ => None,
    }
}

/// Teams by step; those that are too small to be named are one row of it.
fn teams(content: &Content) -> Table {
    let mut rows = Vec::new();
    for step in story::board(&content.view()) {
        let row = |team: String, days: Option<String>| vec![step.name.to_owned(), team, days.unwrap_or_default()];
        rows.extend(step.named.into_iter().map(|waiting| row(waiting.team, waiting.days)));
        rows.extend(step.smaller.map(|smaller| row(smaller, None)));
    }
    Table { head: ["Step", "Team", "Days in it"].map(String::from).to_vec(), rows }
}

fn use_cases(content: &Content) -> Table {
    let mut rows = Vec::new();
    for column in worth::board(content) {
        let row = |card: worth::Card| {
            let gains = if card.producer_gains { story::worth_page::PRODUCER_GAINS } else { "" };
            vec![column.name.to_owned(), card.name, card.since, card.remark, gains.to_owned()]
        };
        rows.extend(column.cards.into_iter().map(row));
    }
    let head = ["Stage", "Use case", "Days, or the day", "What holds it up", "Who gains"];
    Table { head: head.map(String::from).to_vec(), rows }
}
