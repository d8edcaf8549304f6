//! The conversations by day, with everything that measures ask of them: worked out once, since every measure passes over them.

use hashbrown::HashTable;

use super::Day;
use super::rows::Rows;
use super::teams::{TeamId, Teams};
use super::words::{Action, Evidence, Helper, Logger, Starter, TalkKind, WordSet};
use uptake_columns::bytes::{mix, shorten, spread};
use uptake_columns::{Code, Column, Whole, Word};

/// One row of conversations.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Talk {
    /// The row among those used.
    pub row: usize,
    /// The day it was held.
    pub held: Day,
    /// What it was about; `None` where that is not known.
    pub kind: Option<TalkKind>,
    /// The team whose data it was about.
    pub producer: TeamId,
    /// The team that uses it; `None` where there is none, as in a talk to win a team over.
    pub consumer: Option<TeamId>,
    /// Who asked for it.
    pub started_by: Option<Starter>,
    /// Who of the data team took part; `None` is not known, not nobody.
    pub helped_by: Option<Helper>,
    /// What it led to.
    pub action: Option<Action>,
    /// When it led to that; `None` where it has not. See [`Talk::action_by`].
    pub action_on: Option<Day>,
    /// Who wrote it down.
    pub logged_by: Option<Logger>,
    /// How it is known.
    pub evidence: Option<Evidence>,
    /// How many equal conversations the row stands for.
    pub count: u64,
    /// The place of its two teams among [`Talks::pairs`].
    pub pair_at: u32,
}

/// The team whose data a conversation was about and the one that uses it, if there is one.
pub type Pair = (TeamId, Option<TeamId>);

impl Talk {
    /// Whether it is about the use of data and has both sides.
    pub fn is_data_use(&self) -> bool {
        self.kind == Some(TalkKind::DataUse)
    }

    /// When it led to something, as known on a day: a later date is not seen yet.
    pub fn action_by(&self, as_of: Day) -> Option<Day> {
        self.action_on.filter(|&day| day <= as_of)
    }

    /// The two teams in one order, so that it does not matter who made and who used the data; `None` without a second team.
    pub fn pair(&self) -> Option<(TeamId, TeamId)> {
        self.consumer.map(|consumer| (self.producer.min(consumer), self.producer.max(consumer)))
    }
}

/// All conversations, by the day they were held, then in the order of the export.
#[derive(Debug, Default)]
pub struct Talks {
    by_day: Vec<Talk>,
    /// The pairs of teams that talked, each once, as they are met by day.
    pub pairs: Vec<Pair>,
    /// The hash of each pair and its place.
    places: HashTable<(u32, u32)>,
    /// For each pair the place of the one in which its two teams have each other's part, if they talked so too.
    turned: Vec<Option<u32>>,
}

impl Talks {
    /// Those held after one day up to another. None without a last day.
    pub fn between(&self, after: Option<Day>, through: Option<Day>) -> &[Talk] {
        let end = through.map_or(0, |through| self.by_day.partition_point(|talk| talk.held <= through));
        let start = after.map_or(0, |after| self.by_day.partition_point(|talk| talk.held <= after));
        &self.by_day[start.min(end)..end]
    }

    /// The place of a pair among [`Self::pairs`]; `None` if it never talked.
    pub fn pair_at(&self, pair: Pair) -> Option<usize> {
        self.find(pair, hash(pair)).map(|place| place as usize)
    }

    #[inline]
    fn find(&self, pair: Pair, hash: u32) -> Option<u32> {
        let is_it = |&(other, place): &(u32, u32)| other == hash && self.pairs[place as usize] == pair;
        self.places.find(spread(hash), is_it).map(|&(_, place)| place)
    }

    /// The place of the pair in which the two teams of this one have each other's part; `None` if they never talked so.
    pub fn turned(&self, place: usize) -> Option<usize> {
        self.turned.get(place).copied().flatten().map(|place| place as usize)
    }

    /// The place of a pair, which is a new one if it has not talked before.
    fn place_of(&mut self, pair: Pair) -> u32 {
        let hash = hash(pair);
        if let Some(place) = self.find(pair, hash) {
            return place;
        }
        let place = self.pairs.len() as u32;
        let turned = pair.1.and_then(|consumer| self.pair_at((consumer, Some(pair.0))));
        if let Some(turned) = turned {
            self.turned[turned] = Some(place);
        }
        self.turned.push(turned.map(|turned| turned as u32));
        self.places.insert_unique(spread(hash), (hash, place), |&(hash, _)| spread(hash));
        self.pairs.push(pair);
        place
    }
}

fn hash((producer, consumer): Pair) -> u32 {
    shorten(mix(producer.place() as u64, consumer.map_or(u64::MAX, |consumer| consumer.place() as u64)))
}

/// Makes [`Talks`] of a table, some rows at a time.
#[derive(Debug)]
pub(super) struct TalksBuilder {
    order: Vec<u32>,
    made: usize,
    talks: Talks,
}

/// Rows made at once: little enough for a page to stay responsive.
const BLOCK_ROWS: usize = 1 << 16;

impl TalksBuilder {
    /// Nothing made yet; the order of the rows is worked out.
    pub fn new(rows: &Rows) -> Self {
        let order = by_day(days(rows, "held_on"));
        Self { talks: Talks { by_day: Vec::with_capacity(order.len()), ..Talks::default() }, made: 0, order }
    }

    /// Makes the next rows; false when all are made.
    pub fn step(&mut self, rows: &Rows, teams: &Teams) -> bool {
        let columns = TalkColumns::new(rows);
        let end = self.order.len().min(self.made + BLOCK_ROWS);
        let block = &self.order[self.made..end];
        for &row in block {
            let Some(mut talk) = columns.talk(teams, row as usize) else { continue };
            talk.pair_at = self.talks.place_of((talk.producer, talk.consumer));
            self.talks.by_day.push(talk);
        }
        self.made = end;
        end < self.order.len()
    }

    /// All conversations.
    pub fn finish(self) -> Talks {
        self.talks
    }
}

/// The rows that have a day, by day, those of one day in their order.
///
/// They are counted first and then put where they belong, which takes two passes however they lie.
fn by_day(days: &[Option<Day>]) -> Vec<u32> {
    let known = || days.iter().flatten().map(|day| day.number());
    let (Some(first), Some(last)) = (known().min(), known().max()) else { return Vec::new() };
    let mut places = vec![0_u32; (last - first) as usize + 1];
    known().for_each(|day| places[(day - first) as usize] += 1);
    let mut before = 0;
    for place in &mut places {
        before += std::mem::replace(place, before);
    }
    let mut order = vec![0; before as usize];
    for (row, day) in days.iter().enumerate() {
        if let Some(day) = day {
            let place = &mut places[(day.number() - first) as usize];
            order[*place as usize] = row as u32;
            *place += 1;
        }
    }
    order
}

/// The columns of conversations by type; one that is in no file is empty.
struct TalkColumns<'a> {
    held_on: &'a [Option<Day>],
    kind: Option<&'a [Option<Word>]>,
    producer_team: &'a [Option<Code>],
    consumer_team: &'a [Option<Code>],
    started_by: &'a [Option<Word>],
    helped_by: &'a [Option<Word>],
    action: &'a [Option<Word>],
    action_on: &'a [Option<Day>],
    logged_by: &'a [Option<Word>],
    evidence: Option<&'a [Option<Word>]>,
    count: &'a [Option<Whole>],
}

impl<'a> TalkColumns<'a> {
    fn new(rows: &'a Rows) -> Self {
        let words =
            |name: &str| if let Some(Column::Words(words)) = rows.column(name) { Some(words.as_slice()) } else { None };
        let ids = |name: &str| if let Some(Column::Ids(ids)) = rows.column(name) { ids.as_slice() } else { &[] };
        Self {
            held_on: days(rows, "held_on"),
            kind: words("kind"),
            producer_team: ids("producer_team"),
            consumer_team: ids("consumer_team"),
            started_by: words("started_by").unwrap_or(&[]),
            helped_by: words("helped_by").unwrap_or(&[]),
            action: words("action").unwrap_or(&[]),
            action_on: days(rows, "action_on"),
            logged_by: words("logged_by").unwrap_or(&[]),
            evidence: words("evidence"),
            count: if let Some(Column::Wholes(counts)) = rows.column("count") { counts.as_slice() } else { &[] },
        }
    }

    fn talk(&self, teams: &Teams, row: usize) -> Option<Talk> {
        Some(Talk {
            row,
            held: (*self.held_on.get(row)?)?,
            // A column that is in no file is empty in every row, and an empty cell has its default.
            kind: self.kind.map_or(Some(TalkKind::DataUse), |words| word(words, row)),
            producer: teams.of((*self.producer_team.get(row)?)?)?,
            consumer: self.consumer_team.get(row).copied().flatten().and_then(|code| teams.of(code)),
            started_by: word(self.started_by, row),
            helped_by: word(self.helped_by, row),
            action: word(self.action, row),
            action_on: self.action_on.get(row).copied().flatten(),
            logged_by: word(self.logged_by, row),
            evidence: self.evidence.map_or(Some(Evidence::Recorded), |words| word(words, row)),
            count: self.count.get(row).copied().flatten().map_or(1, Whole::get),
            pair_at: 0,
        })
    }
}

fn days<'a>(rows: &'a Rows, name: &str) -> &'a [Option<Day>] {
    if let Some(Column::Days(days)) = rows.column(name) { days.as_slice() } else { &[] }
}

fn word<T: WordSet>(words: &[Option<Word>], row: usize) -> Option<T> {
    words.get(row).copied().flatten().and_then(T::of)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_put_in_the_order_of_their_days_and_those_of_one_day_stay_in_theirs() {
        let day = |text: &str| Day::parse(text.as_bytes());
        let days = [day("2026-03-02"), None, day("2026-03-01"), day("2026-03-02"), day("2025-12-31")];
        assert_eq!(by_day(&days), [4, 2, 0, 3]);
        assert!(by_day(&[None]).is_empty());
    }
}
