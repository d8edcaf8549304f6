//! How teams join: their steps, the work it takes, what they say of it, and who backs them.

use super::cast::{self, AREAS, RENAMED, TEAMS};
use super::random::Random;
use super::shelf::SHELF;
use super::story::{self, MONTHS, REGROUPED, Story};
use super::table::{Table, cell};

/// `teams`.
pub(super) fn teams() -> Table {
    let mut table =
        Table::new("teams", "team_id,name,kind,area,people,expected_to_share,active_from,active_to,renamed_to");
    let regrouped = story::day(REGROUPED);
    for team in TEAMS {
        let people = if team.people == 0 { String::new() } else { team.people.to_string() };
        let expected = team.expected.map(|expected| expected.to_string()).unwrap_or_default();
        let from = (team.id == cast::FOUNDED).then(|| story::day("2025-09-01"));
        let to = (team.id == cast::CLOSED).then(|| regrouped.minus(1));
        table.row(&[&team.id, &team.name, &team.kind, &team.area, &people, &expected, &cell(from), &cell(to), &""]);
    }
    let (id, name, now) = RENAMED;
    table.row(&[&id, &name, &"domain", &"Stays", &6, &true, &"", &regrouped.minus(1), &now]);
    table
}

/// `steps`.
pub(super) fn steps(seed: u64, story: &Story) -> Table {
    let mut random = Random::new(seed, "steps");
    let mut table = Table::new("steps", "team_id,step,entered_on");
    for (team, joining) in TEAMS.iter().zip(&story.teams) {
        // Improving: some time after the first share, where more than one dataset came of it.
        let shares = SHELF.iter().filter(|data| data.owner == team.id && !data.external).count();
        let improving = joining.sharing.map(|day| day.minus(-random.between(120, 260)));
        let improving = improving.filter(|day| shares > 1 && *day <= story::through());
        for (step, day) in [
            ("talking", joining.talking),
            ("agreed", joining.agreed),
            ("sharing", joining.sharing),
            ("improving", improving),
            ("stopped", joining.stopped),
        ] {
            if let Some(day) = day {
                table.row(&[&story::id_on(team.id, day), &step, &day]);
            }
        }
    }
    table
}

/// `effort`: days to get started, and what it takes to look after data from then on. Whole and half days.
pub(super) fn effort(seed: u64, story: &Story) -> Table {
    let mut random = Random::new(seed, "effort");
    let mut table = Table::new("effort", "team_id,activity,month,people,person_days");
    for (team, joining) in TEAMS.iter().zip(&story.teams) {
        let Some(agreed) = joining.agreed.filter(|_| team.kind == "domain") else { continue };
        let people = random.between(2, 4);
        // The promise is three days a person. Most teams need less, a few need more, the first ones among them.
        let half_days_each = if random.chance(if team.agreed < 6 { 45 } else { 12 }) {
            random.between(7, 10)
        } else {
            random.between(3, 6)
        };
        let begun = joining.sharing.map_or(story::index(agreed), |day| story::index(day) - 1);
        let share = if joining.sharing.is_some() { people * half_days_each } else { random.between(1, 5) };
        let first = (share / 3).max(1);
        let parts = if joining.sharing.is_some() { vec![first, share - first] } else { vec![first] };
        for (month, halves) in (begun..).zip(parts) {
            let day = story::month(month).first_day();
            table.row(&[&story::id_on(team.id, day), &"getting_started", &day, &people, &days(halves)]);
        }
    }
    for month in story::BOTH_LOG_MONTH..=MONTHS {
        let day = story::month(month).first_day();
        for team in TEAMS.iter().filter(|team| team.kind == "domain") {
            let keeps = |place: &usize| story.is_live(*place, day) && story.keepers(*place, day).1 == team.id;
            let kept = i32::try_from((0..SHELF.len()).filter(keeps).count()).unwrap_or(i32::MAX);
            if kept > 0 && !random.chance(6) {
                let halves = (kept * random.between(1, 3) + random.between(0, 1)).max(1);
                table.row(&[&story::id_on(team.id, day), &"upkeep", &day, &"", &days(halves)]);
            }
        }
    }
    table
}

fn days(halves: i32) -> String {
    if halves % 2 == 0 { (halves / 2).to_string() } else { format!("{}.5", halves / 2) }
}

/// The waves: how many in a hundred answer, and how many of those are content (4 or 5).
const WAVES: [(&str, i32, i32); 4] =
    [("2024-11-19", 58, 46), ("2025-05-20", 66, 55), ("2025-11-18", 44, 47), ("2026-05-19", 68, 63)];

/// `survey`: twice a year, asked of the teams that had been talked with.
pub(super) fn survey(seed: u64, story: &Story) -> Table {
    let mut random = Random::new(seed, "survey");
    let mut table =
        Table::new("survey", "wave,question,team_id,asked,answers_1,answers_2,answers_3,answers_4,answers_5");
    for (wave, answer, content) in WAVES {
        let on = story::day(wave);
        for (team, joining) in TEAMS.iter().zip(&story.teams) {
            let asked = team.people.min(12);
            if asked == 0 || joining.agreed.is_none_or(|agreed| agreed > on) || team.id == cast::CLOSED {
                continue;
            }
            for (question, offset) in [("easy_to_fit_in", 0), ("know_who_uses_our_data", -8)] {
                let mut answers = [0; 5];
                for _ in 0..asked {
                    if random.chance(answer) {
                        // The area that lags finds it harder.
                        let odds = content + offset - if team.area == cast::LAGGING_AREA { 22 } else { 0 };
                        let place = if random.chance(odds) { random.between(3, 4) } else { random.between(0, 5) / 2 };
                        answers[place as usize] += 1;
                    }
                }
                let [one, two, three, four, five] = answers;
                let team = story::id_on(team.id, on);
                table.row(&[&wave, &question, &team, &asked, &one, &two, &three, &four, &five]);
            }
        }
    }
    table
}

/// `backing`: what the leaders of each area do. One never got beyond kind words, another supports and no more.
pub(super) fn backing() -> Table {
    let mut table = Table::new("backing", "area,level,since");
    let levels: [&[(&str, &str)]; 7] = [
        &[("aware", "2024-05-14"), ("supports", "2024-06-11"), ("active", "2024-09-03")],
        &[("supports", "2024-05-07"), ("active", "2024-06-18")],
        &[("aware", "2024-10-08"), ("supports", "2025-03-18"), ("aware", "2025-11-10")],
        &[("active", "2024-04-16")],
        &[("aware", "2024-06-04"), ("active", "2024-08-20")],
        &[("aware", "2025-02-11"), ("supports", "2025-06-17"), ("active", "2026-01-20")],
        &[("aware", "2024-12-03"), ("supports", "2025-06-24")],
    ];
    for (area, levels) in AREAS.iter().zip(levels) {
        for (level, since) in levels {
            table.row(&[area, level, &story::day(since)]);
        }
    }
    table
}
