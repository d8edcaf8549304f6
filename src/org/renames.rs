//! Where renamed teams lead (E28, E29). Every id is walked over once, so a chain of any length takes no longer than its links.

use super::Ids;
use super::fates::{Fates, quoted};
use super::problem::{Effect, Problem, ProblemCode};
use super::rows::Rows;
use uptake_columns::{Code, Column};

/// For every id the one that it stands for in the end. The table must be settled, so that no rename leads in a circle.
pub(super) fn ends(rows: &Rows, ids: &Ids) -> Vec<Option<Code>> {
    let mut renamed = vec![None; ids.teams.len()];
    if let (Some(Column::Ids(codes)), Some(Column::Ids(to))) = (rows.column("team_id"), rows.column("renamed_to")) {
        codes
            .iter()
            .zip(to)
            .filter_map(|(code, to)| Some(((*code)?, to)))
            .for_each(|(code, to)| renamed[code.place()] = *to);
    }
    let mut ends: Vec<Option<Code>> = vec![None; renamed.len()];
    let mut walked = Vec::new();
    for start in ids.teams.codes() {
        let mut end = start;
        while let (None, Some(next)) = (ends[end.place()], renamed[end.place()]) {
            walked.push(end);
            end = next;
        }
        let end = ends[end.place()].unwrap_or(end);
        walked.drain(..).for_each(|code| ends[code.place()] = Some(end));
        ends[start.place()] = Some(end);
    }
    ends
}

/// What is known of an id while its renames are followed.
#[derive(Clone, Copy, PartialEq)]
enum Walk {
    NotYet,
    Now,
    Held,
    Lost,
}

/// Sets aside teams renamed to one that is not held, and so, repeatedly, those renamed to them.
///
/// # Errors
/// If renames lead back to where they have been; then the table is to be refused.
pub(super) fn settle_renames(rows: &Rows, ids: &Ids, fates: &mut Fates) -> Result<(), Problem> {
    let (Some(Column::Ids(codes)), Some(Column::Ids(to))) = (rows.column("team_id"), rows.column("renamed_to")) else {
        return Ok(());
    };
    let used = |row: &usize| !fates.is_set_aside(*row);
    let mut row_of = vec![None; ids.teams.len()];
    for row in (0..rows.len()).filter(used) {
        if let Some(code) = codes[row] {
            row_of[code.place()] = Some(row);
        }
    }
    let mut walks = vec![Walk::NotYet; row_of.len()];
    let mut walked = Vec::new();
    for start in (0..rows.len()).filter(used).filter_map(|row| codes[row]) {
        let mut next = Some(start);
        let end = loop {
            let Some(code) = next else { break Walk::Held };
            let Some(row) = row_of[code.place()] else { break Walk::Lost };
            match walks[code.place()] {
                Walk::NotYet => {
                    walks[code.place()] = Walk::Now;
                    walked.push(code);
                    next = to[row];
                }
                Walk::Now => {
                    let found = quoted(ids.teams.name(code));
                    let expected = "renames that end at a team of today; this one leads back to where it has been";
                    let (code, effect) = (ProblemCode::RenameCycle, Effect::TableRefused);
                    return Err(rows.problem(row, Some("renamed_to"), code, effect, &found, expected));
                }
                known => break known,
            }
        };
        walked.drain(..).for_each(|code: Code| walks[code.place()] = end);
    }
    for row in 0..rows.len() {
        if let (Some(code), Some(to)) = (codes[row], to[row])
            && walks[code.place()] == Walk::Lost
        {
            let found = || quoted(ids.teams.name(to));
            fates.set_aside(rows, row, Some("renamed_to"), ProblemCode::UnknownTeam, found, "an id of teams");
        }
    }
    Ok(())
}
