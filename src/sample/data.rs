//! The shared data itself: what there is, what it is built from, who keeps it and who uses it.

use super::cast::{self, NEVER, STOPPED};
use super::log::{STRAY_DATA, STRAY_TEAMS};
use super::random::Random;
use super::shelf::{self, SHELF};
use super::story::{self, MONTHS, Story};
use super::table::{Table, cell};
use crate::org::Day;

/// `datasets`.
pub(super) fn datasets(seed: u64, story: &Story) -> Table {
    let mut random = Random::new(seed, "datasets");
    let mut table = Table::new(
        "datasets",
        "dataset_id,name,kind,origin,shared_on,retired_on,proposed_by,owner_sees_use,use_window_days,url",
    );
    for (place, (data, life)) in SHELF.iter().zip(&story.shelf).enumerate() {
        let id = shelf::id(place);
        let month = data.month.max(0);
        let proposed_by = match data.kind {
            _ if data.month < 0 => "",
            "source" if !data.external => {
                random.weighted(&[("producer", 8 + month), ("consumer", 20), ("data_team", 32 - month), ("", 3)])
            }
            _ => random.weighted(&[("consumer", 5), ("data_team", 4), ("", 1)]),
        };
        let sees_use = match random.between(1, 20) {
            1..=2 => "",
            drawn if drawn <= 4 + month / 3 => "true",
            _ => "false",
        };
        // What is closed once a month or once a season is looked at less often.
        let window =
            if matches!(data.name, "Month close" | "Visitors by country" | "Public holidays") { "180" } else { "" };
        let origin = if data.external { "external" } else { "internal" };
        let url = if data.month < 0 { String::new() } else { format!("https://data.passerine.example/{id}") };
        table.row(&[
            &id,
            &data.name,
            &data.kind,
            &origin,
            &cell(life.shared),
            &cell(life.retired),
            &proposed_by,
            &sees_use,
            &window,
            &url,
        ]);
    }
    table
}

/// `built_from`.
pub(super) fn built_from() -> Table {
    let mut table = Table::new("built_from", "dataset_id,source_dataset_id");
    for (place, data) in SHELF.iter().enumerate() {
        for from in data.from.split(';').filter_map(shelf::place) {
            table.row(&[&shelf::id(place), &shelf::id(from)]);
        }
    }
    table
}

/// `ownership`: a first row on the day of sharing, and another one when the work was handed over or the owner closed.
pub(super) fn ownership(seed: u64, story: &Story) -> Table {
    let mut random = Random::new(seed, "ownership");
    let mut table = Table::new("ownership", "dataset_id,since,owner_team,looked_after_by,with_analyst");
    let beginning = story::day("2024-05-01");
    for (place, life) in story.shelf.iter().enumerate() {
        let since = life.shared.unwrap_or(beginning);
        let changed = life.handed_over.map(|(day, _)| day);
        for on in [Some(since), changed].into_iter().flatten() {
            let (owner, keeper) = story.keepers(place, on);
            let with_analyst = match (keeper, cast::is_data_team(keeper)) {
                ("", _) | (_, true) => "",
                _ if random.chance(55) => "true",
                _ => "false",
            };
            let (owner, keeper) = (id_or_nobody(owner, on), id_or_nobody(keeper, on));
            table.row(&[&shelf::id(place), &on, &owner, &keeper, &with_analyst]);
        }
        if SHELF[place].owner == cast::CLOSED {
            table.row(&[&shelf::id(place), &story::day(story::REGROUPED), &"", &"de", &""]);
        }
    }
    table
}

fn id_or_nobody(team: &'static str, on: Day) -> &'static str {
    if team.is_empty() { "" } else { story::id_on(team, on) }
}

/// `usage`: each team that uses a dataset, once a month or every other month, with the number of reads.
pub(super) fn usage(seed: u64, story: &Story) -> Table {
    let mut random = Random::new(seed, "usage");
    let mut table = Table::new("usage", "dataset_id,team_id,used_on,evidence,purpose,reads");
    for (place, data) in SHELF.iter().enumerate() {
        for user in data.users.split_whitespace().map(|user| user.trim_start_matches(['~', '-'])) {
            let Some(team) = cast::of(user) else { continue };
            let every = if random.chance(45) { 2 } else { 1 };
            let evidence = random.weighted(&[("", 80), ("dashboard", 14), ("declared", 6)]);
            let purpose = if random.chance(48) { purpose(&mut random, team.area) } else { "" };
            let reads = random.between(2, 60) * random.between(1, 9);
            let (first, last) = span(&mut random, team.id, data.month);
            for month in (first..=last).step_by(every) {
                let on = story::workday(&mut random, month);
                // Now and then nobody looks, and summers are slow.
                if !story.is_live(place, on) || random.chance(if story::is_quiet(month) { 16 } else { 6 }) {
                    continue;
                }
                let grown = reads * (20 + month - first) / 20;
                let reads = (grown * random.between(60, 140) / 100).max(1);
                let id = shelf::id(place);
                let team = story::id_on(team.id, on);
                table.row(&[&id, &team, &on, &evidence, &purpose, &reads]);
                match random.between(1, 300) {
                    1..=2 => table.row(&[&STRAY_DATA[0], &team, &on, &evidence, &purpose, &reads]),
                    3..=4 => table.row(&[&id, &STRAY_TEAMS[0], &on, &evidence, &purpose, &reads]),
                    5 => table.row(&[&id, &team, &format!("{on}T06:00:00"), &evidence, &purpose, &reads]),
                    _ => {}
                }
            }
        }
    }
    table
}

/// The first and the last month in which a team uses a dataset.
fn span(random: &mut Random, team: &str, shared: i32) -> (i32, i32) {
    let first = if shared < 0 { 0 } else { shared + random.between(0, 3) };
    let last = match team {
        STOPPED => first + 5,
        cast::CLOSED => 17,
        // Most who start go on; one in five tries it for a while only.
        _ if random.chance(25) => first + random.between(0, 8),
        _ => NEVER,
    };
    let founded = if team == cast::FOUNDED { 17 } else { 0 };
    (first.max(founded), last.min(MONTHS))
}

fn purpose(random: &mut Random, area: &str) -> &'static str {
    random.pick(match area {
        "Discovery" => &["sorting results", "what to show first", "trying out"],
        "Booking" => &["fewer steps", "right price shown", "support"],
        "Payments" => &["checking payments", "month close"],
        "Stays" => &["setting prices", "filling rooms", "host advice"],
        "Journeys" => &["planning seats", "setting prices", "timetable"],
        "Customer care" => &["answering calls", "staff planning", "refunds"],
        _ => &["month close", "planning", "campaigns", "partner report"],
    })
}
