//! The conversations as a file, with the slips that every log has: teams nobody lists, dates in another form, rows sent
//! twice. They are few, and a reader has to set them aside and say so.

use super::random::Random;
use super::shelf;
use super::table::{Table, cell};
use super::talks::Talk;

/// Ids that rows name and no table holds.
pub const STRAY_TEAMS: [&str; 3] = ["crm", "datalab", "web-old"];
/// Datasets that rows name and no table holds.
pub const STRAY_DATA: [&str; 2] = ["d00", "tmp7"];

const COLUMNS: &str = "conversation_id,held_on,kind,producer_team,consumer_team,started_by,helped_by,dataset_id,\
                       use_case_id,action,action_on,logged_by,evidence,their_benefit";

/// `conversations`.
pub(super) fn conversations(seed: u64, talks: &[Talk]) -> Table {
    let mut random = Random::new(seed, "log");
    let mut table = Table::new("conversations", COLUMNS);
    for (number, talk) in (1..).zip(talks) {
        let mut cells = [
            format!("c{number:04}"),
            talk.held_on.to_string(),
            talk.kind.to_owned(),
            talk.producer.to_owned(),
            talk.consumer.to_owned(),
            talk.started_by.to_owned(),
            talk.helped_by.to_owned(),
            talk.data.map(shelf::id).unwrap_or_default(),
            talk.use_case.to_owned(),
            talk.action.to_owned(),
            cell(talk.action_on),
            talk.logged_by.to_owned(),
            // What is recorded needs no word: it is the default.
            if talk.inferred { "inferred" } else { "" }.to_owned(),
            talk.their_benefit.clone(),
        ];
        // A cell that is wrong where the row can still be used.
        match random.between(1, 400) {
            1 => "someone".clone_into(&mut cells[5]),
            2 if talk.action_on.is_some() => cells[10] = talk.held_on.minus(9).to_string(),
            3 => STRAY_DATA[1].clone_into(&mut cells[7]),
            _ => {}
        }
        add(&mut table, &cells);
        if let Some(slip) = slip(&mut random, number, &cells) {
            add(&mut table, &slip);
        }
    }
    table
}

/// A row that cannot be used, after one in twenty-five.
fn slip(random: &mut Random, number: i32, cells: &[String; 14]) -> Option<[String; 14]> {
    let mut slip = cells.clone();
    slip[0] = format!("x{number:04}");
    match random.between(1, 1_000) {
        1..=12 => STRAY_TEAMS[0].clone_into(&mut slip[3]),
        13..=18 => STRAY_TEAMS[1].clone_into(&mut slip[4]),
        19..=22 => STRAY_TEAMS[2].clone_into(&mut slip[4]),
        // The day in another form: 2025-03-07 as 07.03.2025.
        23..=34 => slip[1] = cells[1].split('-').rev().collect::<Vec<_>>().join("."),
        35..=36 => slip[1] = format!("{}-02-30", &cells[1][..4]),
        37..=38 => slip[1].clear(),
        39..=46 => slip[0].clone_from(&cells[0]),
        47 => slip[1] = format!("2026-11-{}", random.between(13, 24)),
        48 => slip[4].clone_from(&cells[3]),
        _ => return None,
    }
    Some(slip)
}

fn add(table: &mut Table, cells: &[String; 14]) {
    table.row(&cells.each_ref().map(|cell| cell as &dyn std::fmt::Display));
}
