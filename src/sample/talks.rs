//! The conversations: first one by one with the data team, then about data between the teams themselves.

use super::cast::{self, NEVER, TALKING_AREA, TEAMS};
use super::pairs::{Pair, Room};
use super::random::Random;
use super::shelf::SHELF;
use super::story::{self, BOTH_LOG_MONTH, Story};
use super::volumes::{ABOUT_DATA, OTHERS};
use super::{cases, words};
use crate::org::Day;

/// A conversation as it was logged. Empty text is not known.
pub(super) struct Talk {
    pub(super) held_on: Day,
    pub(super) kind: &'static str,
    pub(super) producer: &'static str,
    pub(super) consumer: &'static str,
    pub(super) started_by: &'static str,
    pub(super) helped_by: &'static str,
    /// The place of the dataset on the shelf.
    pub(super) data: Option<usize>,
    pub(super) use_case: &'static str,
    pub(super) action: &'static str,
    pub(super) action_on: Option<Day>,
    pub(super) logged_by: &'static str,
    pub(super) inferred: bool,
    pub(super) their_benefit: String,
}

/// Days until something came of a conversation, if it did within a month.
const SOON: [i32; 24] = [0, 1, 2, 2, 3, 4, 5, 6, 7, 7, 8, 9, 11, 12, 14, 14, 15, 17, 19, 21, 22, 25, 28, 30];

/// All conversations, the earliest first.
pub(super) fn all(seed: u64, story: &Story, pairs: &[Pair]) -> Vec<Talk> {
    let mut random = Random::new(seed, "talks");
    let mut talks = Vec::new();
    for (month, (about_data, others)) in (0..).zip(ABOUT_DATA.iter().zip(&OTHERS)) {
        for (room, base) in [Room::Direct, Room::Analyst, Room::Engineer, Room::Unknown].into_iter().zip(about_data) {
            let swing = if room == Room::Unknown { 0 } else { random.between(-1, 1) };
            for _ in 0..(base + swing).max(0) {
                talks.extend(about(&mut random, story, pairs, month, room));
            }
        }
        let [winning, side_by_side, agreeing, told_by_tools] = *others;
        for _ in 0..told_by_tools {
            let room = if random.chance(60) { Room::Direct } else { Room::Unknown };
            let told = about(&mut random, story, pairs, month, room);
            talks.extend(told.map(|talk| Talk {
                inferred: true,
                started_by: "",
                logged_by: "",
                their_benefit: String::new(),
                use_case: "",
                ..talk
            }));
        }
        for _ in 0..agreeing {
            let agreed = about(&mut random, story, pairs, month, Room::Analyst);
            talks.extend(agreed.map(|talk| Talk { kind: "agreement", action: "agreement", ..talk }));
        }
        for joining in TEAMS.iter().zip(&story.teams) {
            talks.extend(joining.1.talking.filter(|on| story::index(*on) == month).map(|on| first(joining.0.id, on)));
        }
        for (kind, count) in [("buy_in", winning), ("pairing", side_by_side)] {
            for _ in 0..count {
                talks.extend(with_data_team(&mut random, story, month, kind));
            }
        }
    }
    // A stable sort: conversations of one day stay in the order in which they were told.
    talks.sort_by_key(|talk| talk.held_on);
    talks
}

/// A conversation about data between two teams.
fn about(random: &mut Random, story: &Story, pairs: &[Pair], month: i32, room: Room) -> Option<Talk> {
    // The first month knows only few pairs, so whoever meets at all may fill it.
    let place = random
        .place(pairs.iter().map(|pair| pair.weight(month, room)))
        .or_else(|| random.place(pairs.iter().map(|pair| pair.weight(month, Room::Analyst))))?;
    let pair = pairs.get(place)?;
    // Nobody of the producing team talks about data before the first one-to-one talk with that team.
    let since = story.joining(pair.producer)?.talking?;
    let held_on = story::workday_since(random, month, since);
    let live: Vec<usize> = pair.data.iter().copied().filter(|data| story.is_live(*data, held_on)).collect();
    let data = random.one(&live).copied().filter(|_| random.chance(72));
    let started_by = started_by(random, month);
    let (action, action_on) = came_of_it(random, pair, month, room, held_on);
    let told = action_on.is_some() && random.chance(30) || random.chance(5);
    let their_benefit = if told {
        words::benefit(random, pair.consumer, data.and_then(|place| SHELF.get(place)).map(|data| data.name))
    } else {
        String::new()
    };
    Some(Talk {
        held_on,
        kind: "data_use",
        producer: story::id_on(pair.producer, held_on),
        consumer: story::id_on(pair.consumer, held_on),
        started_by,
        helped_by: match room {
            Room::Direct => "nobody",
            Room::Analyst => "analytics_engineer",
            Room::Engineer => "data_engineer",
            Room::Unknown => "",
        },
        data,
        use_case: cases::between(pair.producer, pair.consumer, month).filter(|_| random.chance(60)).unwrap_or(""),
        action,
        action_on,
        logged_by: logged_by(random, month),
        inferred: false,
        their_benefit,
    })
}

/// Who asked for the conversation: ever less the data team.
fn started_by(random: &mut Random, month: i32) -> &'static str {
    let data_team = 66 - month * 38 / story::MONTHS;
    random.weighted(&[
        ("producer", 7 + month * 16 / story::MONTHS),
        ("consumer", 19 + month * 21 / story::MONTHS),
        ("data_team", data_team),
        ("leadership", 5),
        ("", 3),
    ])
}

/// Who wrote it down.
fn logged_by(random: &mut Random, month: i32) -> &'static str {
    let weights = if month < BOTH_LOG_MONTH {
        [("producer", 34), ("consumer", 22), ("both", 3), ("data_team", 38), ("", 3)]
    } else {
        [("producer", 26), ("consumer", 25), ("both", 36), ("data_team", 11), ("", 2)]
    };
    random.weighted(&weights)
}

/// What came of a conversation, and when.
fn came_of_it(random: &mut Random, pair: &Pair, month: i32, room: Room, held_on: Day) -> (&'static str, Option<Day>) {
    if random.chance(9) {
        return ("none_needed", None);
    }
    let more = match room {
        Room::Direct => 6,
        Room::Engineer => -3,
        Room::Analyst | Room::Unknown => 0,
    };
    let mut soon = 27 + month * 22 / story::MONTHS + more;
    if cast::area(pair.producer) == TALKING_AREA && month >= 20 {
        soon = soon * 9 / 20;
    }
    let days = if random.chance(soon) {
        random.one(&SOON).copied().unwrap_or(7)
    } else if random.chance(17) {
        random.between(31, 110)
    } else {
        return ("", None);
    };
    let action_on = held_on.minus(-days);
    if action_on > story::through() {
        return ("", None);
    }
    let action = random.weighted(&[
        ("addition", 31),
        ("fix", 23),
        ("new_data", 14),
        ("agreement", 8),
        ("decision", 9),
        ("other", 9),
        ("stopped", 3),
        ("", 3),
    ]);
    (action, Some(action_on))
}

/// The first one-to-one talk with a team.
fn first(team: &'static str, held_on: Day) -> Talk {
    Talk {
        held_on,
        kind: "buy_in",
        producer: story::id_on(team, held_on),
        consumer: "de",
        started_by: "data_team",
        helped_by: "",
        data: None,
        use_case: "",
        action: "",
        action_on: None,
        logged_by: "data_team",
        inferred: false,
        their_benefit: String::new(),
    }
}

/// A conversation of the data team with one that is being won over, or that works side by side with it.
fn with_data_team(random: &mut Random, story: &Story, month: i32, kind: &'static str) -> Option<Talk> {
    let weights = TEAMS.iter().zip(&story.teams).map(|(team, joining)| {
        let shared = joining.sharing.map_or(NEVER, story::index);
        let gone = joining.stopped.is_some_and(|on| story::index(on) <= month);
        match kind {
            _ if gone || team.talk > month => 0,
            "buy_in" if team.agreed > month => 6,
            "buy_in" if shared > month => 3,
            "pairing" if team.agreed <= month && shared + 3 >= month => 8,
            _ => i32::from(shared <= month),
        }
    });
    let team = TEAMS.get(random.place(weights)?)?;
    let held_on = story::workday_since(random, month, story.joining(team.id)?.talking?);
    let talk = first(team.id, held_on);
    let analyst = if matches!(team.area, "Customer care" | "Commercial") { "aecom" } else { "ae" };
    Some(Talk {
        kind,
        consumer: if kind == "pairing" && month > 5 { analyst } else { "de" },
        started_by: if random.chance(78) { "data_team" } else { "producer" },
        logged_by: if random.chance(80) { "data_team" } else { "both" },
        ..talk
    })
}
