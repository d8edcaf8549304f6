//! How shared data is cared for: what changed, what went wrong, and what was promised in writing.

use super::random::Random;
use super::shelf::{self, SHELF};
use super::story::{self, MONTHS, Story};
use super::table::{Table, cell};
use super::talks::Talk;
use crate::org::Day;

/// `changes`: additions and fixes that conversations led to, and changes that owners made of their own accord.
pub(super) fn changes(seed: u64, story: &Story, talks: &[Talk]) -> Table {
    let mut random = Random::new(seed, "changes");
    let mut table =
        Table::new("changes", "change_id,dataset_id,released_on,kind,proposed_by,announced_on,can_break,caught");
    let mut changes: Vec<(Day, usize, &str, &str)> = talks
        .iter()
        .filter(|talk| matches!(talk.action, "addition" | "fix") && !talk.inferred)
        .filter_map(|talk| {
            let (on, place) = (talk.action_on?, talk.data?);
            let kept = random.chance(62) && story.is_live(place, on);
            // What users and makers talk about without the data team is as often the idea of the makers.
            let proposed_by = match (talk.started_by, talk.helped_by) {
                ("producer", _) => "producer",
                ("consumer", "nobody") if random.chance(35) => "producer",
                ("leadership", _) => "",
                (by, _) => by,
            };
            kept.then_some((on, place, talk.action, proposed_by))
        })
        .collect();
    for month in 5..=MONTHS {
        let count = random.between(0, 2 + month / 10) - i32::from(story::is_quiet(month));
        for _ in 0..count.max(0) {
            let on = story::workday(&mut random, month);
            let live = (0..SHELF.len()).filter(|place| story.is_live(*place, on)).collect::<Vec<_>>();
            let Some(place) = random.one(&live) else { continue };
            let kind = random.weighted(&[("rename", 5), ("removal", 4), ("meaning", 7), ("fix", 6), ("addition", 2)]);
            let by = random.weighted(&[("producer", 6), ("data_team", 5), ("", 1)]);
            changes.push((on, *place, kind, by));
        }
    }
    changes.sort_unstable();
    for (number, (on, place, kind, proposed_by)) in (1..).zip(changes) {
        let breaks = matches!(kind, "rename" | "removal" | "meaning");
        // Telling people in time did not become a habit: the odds are the same in every year.
        let announced = random.weighted(&[("early", 71), ("late", 15), ("never", 14)]);
        let announced = match announced {
            "early" => Some(on.minus(random.between(7, 28))),
            "late" => Some(on.minus(random.between(0, 6))),
            _ => None,
        };
        let can_break = match (breaks, random.between(1, 20)) {
            (_, 1) => "",
            (true, _) | (false, 2) => "true",
            _ => "false",
        };
        let before = 40 + story::index(on);
        let caught = match can_break {
            "true" => random.weighted(&[("before", before), ("after", 92 - before), ("", 8)]),
            _ => "",
        };
        table.row(&[
            &format!("n{number:03}"),
            &shelf::id(place),
            &on,
            &kind,
            &proposed_by,
            &cell(announced),
            &can_break,
            &caught,
        ]);
    }
    table
}

/// `problems`: users still find nearly as many as checks and owners do.
pub(super) fn problems(seed: u64, story: &Story) -> Table {
    let mut random = Random::new(seed, "problems");
    let mut table = Table::new("problems", "problem_id,dataset_id,found_on,found_by,fixed_on");
    let mut number = 0;
    for month in 4..=MONTHS {
        for _ in 0..random.between(0, 2 + month / 9) {
            let on = story::workday(&mut random, month);
            let live = (0..SHELF.len()).filter(|place| story.is_live(*place, on)).collect::<Vec<_>>();
            let Some(place) = random.one(&live) else { continue };
            let found_by = random.weighted(&[("user", 44), ("check", 20 + month), ("owner", 24)]);
            let fixed = on.minus(-random.between(0, 9) * random.between(1, 6));
            let fixed = (fixed <= story::through() && random.chance(92)).then_some(fixed);
            number += 1;
            table.row(&[&format!("p{number:03}"), &shelf::id(*place), &on, &found_by, &cell(fixed)]);
        }
    }
    table
}

/// `agreements`: some for all users of a dataset, some with one team; looked at again after a year, or forgotten.
pub(super) fn agreements(seed: u64, story: &Story) -> Table {
    let mut random = Random::new(seed, "agreements");
    let mut table = Table::new("agreements", "dataset_id,consumer_team,agreed_on,reviewed_on,covers");
    for (place, data) in SHELF.iter().enumerate() {
        let Some(shared) = story.shelf.get(place).and_then(|life| life.shared) else { continue };
        let users = data.users.split_whitespace().filter(|user| !user.starts_with(['~', '-'])).map(Some);
        for user in std::iter::once(None).chain(users) {
            let odds = if user.is_none() { 26 + data.month } else { 12 };
            if data.owner.is_empty() || !random.chance(odds) {
                continue;
            }
            let agreed = shared.minus(-random.between(0, 240));
            if agreed > story::through() || !story.is_live(place, agreed) {
                continue;
            }
            let reviewed = agreed.minus(-random.between(300, 400));
            let reviewed = (reviewed <= story::through() && random.chance(55)).then_some(reviewed);
            let covers = [
                ("owner", 95),
                ("meaning", 80),
                ("freshness", 65),
                ("notice", 55),
                ("allowed_use", 40),
                ("known_users", 30),
                ("history", 8),
            ]
            .into_iter()
            .filter(|(_, odds)| random.chance(*odds))
            .map(|(word, _)| word)
            .collect::<Vec<_>>()
            .join(";");
            let user = crate::sample::cast::of(user.unwrap_or("")).map_or("", |team| story::id_on(team.id, agreed));
            table.row(&[&shelf::id(place), &user, &agreed, &cell(reviewed), &covers]);
        }
    }
    table
}
