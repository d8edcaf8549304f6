//! Which teams meet: each owner with each team that uses its data, those of a use case, and how close the two are.

use super::cases;
use super::cast::{self, NEVER, TALKING_AREA};
use super::random::Random;
use super::shelf::SHELF;

/// A team that makes data and one that uses it.
pub(super) struct Pair {
    pub(super) producer: &'static str,
    pub(super) consumer: &'static str,
    /// The places of the datasets they share on the shelf.
    pub(super) data: Vec<usize>,
    /// The month of their first conversation.
    first: i32,
    /// The month from which they speak directly; [`NEVER`] if somebody of the data team is always there.
    opens: i32,
    /// How often they speak, against the others.
    strength: i32,
}

/// Who is in the room with a pair.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Room {
    /// The two teams alone.
    Direct,
    /// The two teams and an analyst.
    Analyst,
    /// The two teams and a data engineer.
    Engineer,
    /// Not noted.
    Unknown,
}

/// The pair that meets more than any other.
const CLOSEST: (&str, &str) = ("fares", "forecast");

impl Pair {
    /// How likely the pair is to meet in this way in a month; 0 for not at all.
    pub(super) fn weight(&self, month: i32, room: Room) -> i32 {
        if month < self.first {
            return 0;
        }
        let ahead = self.opens - month;
        let likely = match room {
            Room::Direct if ahead <= 0 => 12,
            Room::Direct => i32::from(ahead <= 2),
            Room::Analyst if self.opens == NEVER => 2,
            Room::Analyst if ahead <= 0 => 10,
            Room::Analyst if ahead <= 5 => 3,
            Room::Analyst => 1,
            Room::Engineer if self.opens == NEVER => 4,
            Room::Engineer if ahead > 0 => 5,
            Room::Engineer => 3,
            Room::Unknown => 4,
        };
        // One area talks more and more towards the end.
        let talkative = if month >= 22 && cast::area(self.producer) == TALKING_AREA { 3 } else { 2 };
        likely * self.strength * talkative
    }
}

/// All pairs that ever meet, in the order of the shelf.
pub(super) fn all(seed: u64) -> Vec<Pair> {
    let mut random = Random::new(seed, "pairs");
    let mut pairs: Vec<Pair> = Vec::new();
    for (place, data) in SHELF.iter().enumerate() {
        let Some(owner) = cast::of(data.owner).filter(|team| team.kind == "domain") else { continue };
        for user in data.users.split_whitespace().filter(|user| !user.starts_with('-')) {
            let apart = user.starts_with('~');
            let Some(consumer) = cast::of(user.trim_start_matches('~')) else { continue };
            if let Some(known) = pairs.iter_mut().find(|pair| (pair.producer, pair.consumer) == (owner.id, consumer.id))
            {
                known.data.push(place);
                continue;
            }
            let eager = random.chance(25);
            let first = owner.talk.max(data.month - random.between(4, 12));
            let opens = if eager { first + 1 } else { (data.month + random.between(-2, 5)).max(first + 2) };
            let strength = if (owner.id, consumer.id) == CLOSEST {
                55
            } else {
                random.one(&[1, 2, 2, 3, 3, 4, 5, 6, 8]).copied().unwrap_or(1)
            };
            let opens = if apart { NEVER } else { opens };
            pairs.push(Pair { producer: owner.id, consumer: consumer.id, data: vec![place], first, opens, strength });
        }
    }
    // A use case brings teams together before there is data to share; the data team is still in the room.
    for (producer, consumer, month) in cases::partners() {
        if !pairs.iter().any(|pair| (pair.producer, pair.consumer) == (producer, consumer)) {
            let first = cast::of(producer).map_or(month, |team| team.talk.max(month));
            pairs.push(Pair { producer, consumer, data: Vec::new(), first, opens: NEVER, strength: 4 });
        }
    }
    pairs
}
