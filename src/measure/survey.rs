//! What people say about how easily sharing fits into their work.

use super::columns::{cell, days, ids, text, wholes};
use super::{Measure, Pick, Point, Reading, RowsBehind, Why};
use crate::org::{Code, Day, Period, Table, TeamId, View, Whole, sort_by_key};
use crate::stats::{pooled, silence};

const QUESTION: &str = "easy_to_fit_in";
const ANSWERS: [&str; 5] = ["answers_1", "answers_2", "answers_3", "answers_4", "answers_5"];
/// The place of the first answer that agrees.
const AGREES: usize = 3;

/// The answers of one row; a row with an empty cell among them is left out whole (M31).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Answers {
    row: usize,
    wave: Day,
    team: Option<TeamId>,
    asked: u64,
    answered: u64,
    agreed: u64,
}

fn answers(view: &View<'_>) -> Vec<Answers> {
    let (Some(rows), Some(as_of)) = (view.table(Table::Survey), view.as_of) else { return Vec::new() };
    let (waves, teams, asked) = (days(rows, "wave"), ids(rows, "team_id"), wholes(rows, "asked"));
    let answers = ANSWERS.map(|name| wholes(rows, name));
    let read = |row| {
        let team = cell(teams, row).and_then(|code| view.org.teams.of(code));
        let in_scope = view.areas.is_none() || team.is_some_and(|team| view.has_team(team));
        if !in_scope || text(rows, "question", row) != Some(QUESTION) {
            return None;
        }
        let mut counts = [0; ANSWERS.len()];
        for (count, cells) in counts.iter_mut().zip(answers) {
            *count = cell(cells, row).map(Whole::get)?;
        }
        Some(Answers {
            row,
            wave: cell(waves, row).filter(|&wave| wave <= as_of)?,
            team,
            asked: cell(asked, row).map(Whole::get)?,
            answered: counts.iter().sum(),
            agreed: counts[AGREES..].iter().sum(),
        })
    };
    (0..rows.len()).filter_map(read).collect()
}

/// The answers of one wave together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Wave {
    on: Day,
    asked: u64,
    answered: u64,
    agreed: u64,
}

impl Wave {
    /// Whether so few answered that nothing of it may be shown (M18).
    fn is_hidden(&self, view: &View<'_>) -> bool {
        (1..view.org.settings.minimum_group).contains(&self.answered)
    }
}

/// The waves, oldest first.
fn waves(answers: &[Answers]) -> Vec<Wave> {
    let mut waves: Vec<Wave> = Vec::new();
    for answers in answers {
        let place = waves.iter().position(|wave| wave.on == answers.wave).unwrap_or_else(|| {
            waves.push(Wave { on: answers.wave, asked: 0, answered: 0, agreed: 0 });
            waves.len() - 1
        });
        let wave = &mut waves[place];
        wave.asked += answers.asked;
        wave.answered += answers.answered;
        wave.agreed += answers.agreed;
    }
    sort_by_key(&mut waves, |wave| wave.on);
    waves
}

/// Reads `easy-to-fit-in`.
pub fn easy_to_fit_in(view: &View<'_>) -> Reading {
    let waves = waves(&answers(view));
    let last = waves.last().copied();
    if last.is_some_and(|wave| wave.is_hidden(view)) {
        return Reading::missing(Measure::EasyToFitIn, Why::Hidden);
    }
    let (asked, answered, agreed) = last.map_or((0, 0, 0), |wave| (wave.asked, wave.answered, wave.agreed));
    let silence = silence(agreed, answered, asked);
    let mut reading = Reading::share(Measure::EasyToFitIn, agreed, answered);
    reading.parts = [
        ("asked", Some(asked as f64)),
        ("answered", Some(answered as f64)),
        ("silence_low", silence.map(|silence| silence.low)),
        ("silence_high", silence.map(|silence| silence.high)),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .to_vec();
    let point = |wave: &Wave| {
        let shown = |count: u64| Some(count as f64).filter(|_| !wave.is_hidden(view));
        Point {
            period: Period::Day(wave.on),
            complete: true,
            values: vec![("k", shown(wave.agreed)), ("n", shown(wave.answered)), ("asked", shown(wave.asked))],
        }
    };
    reading.series = waves.iter().map(point).collect();
    reading
}

/// The rows of a wave, standing for those who answered, agreed or were asked.
///
/// A row of fewer answers than may be shown is left out, and with it so many others that it cannot be had by subtraction: neither
/// from the sum of all nor from that of its area.
pub fn rows(view: &View<'_>, pick: &Pick) -> RowsBehind {
    let all = answers(view);
    let waves = waves(&all);
    let mut behind = RowsBehind::single(Table::Survey, Vec::new());
    let latest = waves.last().map(|wave| wave.on);
    let (on, counted): (Option<Day>, fn(&Answers) -> u64) = match *pick {
        Pick::All | Pick::Part("answered") => (latest, |one| one.answered),
        Pick::Counted => (latest, |one| one.agreed),
        Pick::Part("asked") => (latest, |one| one.asked),
        Pick::Part(_) => (latest, |one| one.answered),
        Pick::Wave { on, series: Some("k") } => (Some(on), |one| one.agreed),
        Pick::Wave { on, series: Some("asked") } => (Some(on), |one| one.asked),
        Pick::Wave { on, .. } => (Some(on), |one| one.answered),
        _ => (None, |_| 0),
    };
    let Some(wave) = waves.iter().find(|wave| Some(wave.on) == on && !wave.is_hidden(view)) else { return behind };
    let rows: Vec<Answers> = all.into_iter().filter(|one| one.wave == wave.on).collect();
    let hidden = hidden(view, &rows);
    for (one, hidden) in rows.iter().zip(hidden) {
        if hidden {
            behind.left_out += 1;
        } else {
            behind.rows.push(one.row);
            behind.weight += counted(one);
        }
    }
    behind
}

/// Which rows of a wave may not be shown.
fn hidden(view: &View<'_>, rows: &[Answers]) -> Vec<bool> {
    let area = |place: usize| rows[place].team.and_then(|team| view.org.teams.get(team).area);
    let mut areas: Vec<Option<Code>> = (0..rows.len()).map(area).collect();
    sort_by_key(&mut areas, |&area| area);
    areas.dedup();
    let everything: Vec<usize> = (0..rows.len()).collect();
    let of_area = |one: &Option<Code>| everything.iter().copied().filter(|&place| area(place) == *one).collect();
    let groups: Vec<Vec<usize>> = areas.iter().map(of_area).chain([everything.clone()]).collect();
    let mut hidden = vec![false; rows.len()];
    for group in groups {
        let sizes: Vec<u64> = group.iter().map(|&place| rows[place].answered).collect();
        for at in pooled(&sizes, view.org.settings.minimum_group) {
            hidden[group[at]] = true;
        }
    }
    hidden
}
