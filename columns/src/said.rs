//! What is counted of a conversation, in as few bytes as hold it.

use std::ops::Range;

use crate::calendar::Day;
use crate::column::Word;
use crate::talk_counts::{HELPED, LOGGED, STARTED};
use crate::talks::{NO_PAIR, TalkColumns};
use crate::words::{Action, Evidence, TalkKind};

/// What is said of one conversation: its row and its pair, then its day, the day it led to something, and its words, so that counting
/// finds all of it in one place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Said([u64; 2]);

/// The bits of a day: there is none after the year 9999.
pub const DAY_BITS: u32 = 22;
const DAY: u32 = (1 << DAY_BITS) - 1;

/// More days than there are, for what has not happened.
pub const NEVER: u32 = u32::MAX;

/// A word in so many bits above so many others; 0 is not known, else it is one more than the place of the word.
#[derive(Clone, Copy)]
struct Bits {
    above: u32,
    many: u32,
}

const KIND: Bits = Bits { above: 0, many: 3 };
const EVIDENCE: Bits = Bits { above: 3, many: 2 };
const HELPED_BY: Bits = Bits { above: 5, many: 2 };
const STARTED_BY: Bits = Bits { above: 7, many: 3 };
const LOGGED_BY: Bits = Bits { above: 10, many: 3 };
const ACTION: Bits = Bits { above: 13, many: 4 };

const DATA_USE: u32 = TalkKind::DataUse as u32 + 1;
const BUY_IN: u32 = TalkKind::BuyIn as u32 + 1;
const PAIRING: u32 = TalkKind::Pairing as u32 + 1;
const RECORDED: u32 = Evidence::Recorded as u32 + 1;
const NONE_NEEDED: u32 = Action::NoneNeeded as u32 + 1;

impl Bits {
    #[inline]
    fn of(self, number: u32) -> u32 {
        number << self.above
    }

    #[inline]
    fn get(self, all: u32) -> u32 {
        all >> self.above & ((1 << self.many) - 1)
    }
}

/// What is said in some rows, made again and again in the same room.
#[derive(Debug, Default)]
pub struct SaidBlock {
    /// The words of the rows, those of a row in one number.
    words: Vec<u32>,
    said: Vec<Said>,
}

impl SaidBlock {
    /// What is said in these rows, but for those that are no conversations. `pairs` has the place of the pair of every row of the table,
    /// or [`NO_PAIR`].
    #[inline(never)] // A block a call: a browser makes a function fast while it is called again and again.
    pub(crate) fn read(&mut self, columns: &TalkColumns<'_>, pairs: &[u32], rows: Range<usize>) -> &[Said] {
        self.read_words(columns, &rows);
        self.said.clear();
        let days = columns.held_on[rows.clone()].iter().zip(&pairs[rows.clone()]);
        let action_on = columns.action_on.get(rows.start..).unwrap_or_default();
        // A column that is in no file is empty in every row.
        let action_on = action_on.iter().copied().chain(std::iter::repeat(None));
        for (((row, (held, &pair)), action_on), &words) in rows.zip(days).zip(action_on).zip(&self.words) {
            if let (Some(held), true) = (*held, pair != NO_PAIR) {
                self.said.push(Said::new((row, pair), held, action_on, words));
            }
        }
        &self.said
    }

    /// The words column by column, which takes a fraction of what it takes row by row.
    #[inline]
    fn read_words(&mut self, columns: &TalkColumns<'_>, rows: &Range<usize>) {
        self.words.clear();
        // A column that is in no file is empty in every row, and an empty cell has its default.
        let kind = if columns.kind.is_none() { KIND.of(DATA_USE) } else { 0 };
        let evidence = if columns.evidence.is_none() { EVIDENCE.of(RECORDED) } else { 0 };
        self.words.resize(rows.len(), kind | evidence);
        self.add(KIND, columns.kind.unwrap_or_default(), rows);
        self.add(EVIDENCE, columns.evidence.unwrap_or_default(), rows);
        self.add(HELPED_BY, columns.helped_by, rows);
        self.add(STARTED_BY, columns.started_by, rows);
        self.add(LOGGED_BY, columns.logged_by, rows);
        self.add(ACTION, columns.action, rows);
    }

    #[inline]
    fn add(&mut self, bits: Bits, column: &[Option<Word>], rows: &Range<usize>) {
        let column = column.get(rows.start..).unwrap_or_default();
        for (words, word) in self.words.iter_mut().zip(column) {
            *words |= bits.of(word.map_or(0, |word| word.place() as u32 + 1));
        }
    }
}

impl Said {
    /// What is said of a row by a pair; the bits of `words` are those of the words.
    #[inline]
    fn new((row, pair): (usize, u32), held: Day, action_on: Option<Day>, words: u32) -> Self {
        let day = |day: Day| u64::from(day.number() as u32);
        let days = day(held) | action_on.map_or(0, day) << DAY_BITS;
        Self([row as u64 | u64::from(pair) << u32::BITS, days | u64::from(words) << (2 * DAY_BITS)])
    }

    #[inline]
    fn words(self) -> u32 {
        (self.0[1] >> (2 * DAY_BITS)) as u32
    }

    #[inline]
    pub fn row(self) -> usize {
        self.0[0] as u32 as usize
    }

    /// The place of its pair.
    #[inline]
    pub fn pair(self) -> usize {
        (self.0[0] >> u32::BITS) as usize
    }

    /// The number of the day it was held.
    #[inline]
    pub fn held(self) -> i32 {
        (self.0[1] as u32 & DAY) as i32
    }

    /// The days until it led to something, as known on a day from that on which it was held: [`NEVER`] where it has not, since a later
    /// date is not seen yet, and one before it was held, which rows that are not settled may have, is none.
    #[inline]
    pub fn days_to_action(self, as_of: i32) -> u32 {
        // That of no date is below all others. All that come before the day it was held are above them here.
        let days_after_held = |day: u32| day.wrapping_sub(self.held() as u32);
        let days = days_after_held((self.0[1] >> DAY_BITS) as u32 & DAY);
        if days <= days_after_held(as_of as u32) { days } else { NEVER }
    }

    #[inline]
    pub fn is_data_use(self) -> bool {
        KIND.get(self.words()) == DATA_USE
    }

    /// Whether it was to win a team over, or work beside it.
    #[inline]
    pub fn is_with_data_team(self) -> bool {
        matches!(KIND.get(self.words()), BUY_IN | PAIRING)
    }

    #[inline]
    pub fn is_recorded(self) -> bool {
        EVIDENCE.get(self.words()) == RECORDED
    }

    /// Whether it is known from traces only.
    #[inline]
    pub fn is_inferred(self) -> bool {
        EVIDENCE.get(self.words()) > RECORDED
    }

    #[inline]
    pub fn is_none_needed(self) -> bool {
        ACTION.get(self.words()) == NONE_NEEDED
    }

    /// The place of what it led to, or that of `none_needed` where no word says it.
    #[inline]
    pub fn action(self) -> usize {
        match ACTION.get(self.words()) {
            0 => Action::NoneNeeded as usize,
            action => action as usize - 1,
        }
    }

    /// Who of the data team took part and who started it, as one number below [`HELPED_AND_STARTED`]; the places of both are found
    /// again by [`helped_and_started`].
    #[inline]
    pub fn helped_and_started(self) -> usize {
        (self.words() >> HELPED_BY.above) as usize % HELPED_AND_STARTED
    }

    /// The place of who of the data team took part, of [`HELPED`].
    #[inline]
    pub fn helped(self) -> usize {
        place(HELPED_BY.get(self.words()) as usize, HELPED)
    }

    /// The place of who started it, of [`STARTED`].
    #[inline]
    pub fn started(self) -> usize {
        place(STARTED_BY.get(self.words()) as usize, STARTED)
    }

    /// The place of who wrote it down, of [`LOGGED`].
    #[inline]
    pub fn logged(self) -> usize {
        place(LOGGED_BY.get(self.words()) as usize, LOGGED)
    }
}

/// As many as the bits of both can say.
pub const HELPED_AND_STARTED: usize = 1 << (HELPED_BY.many + STARTED_BY.many);

/// The places that [`Said::helped_and_started`] stands for, of [`HELPED`] and [`STARTED`].
#[inline]
pub fn helped_and_started(both: usize) -> [usize; 2] {
    [place(both % (1 << HELPED_BY.many), HELPED), place(both >> HELPED_BY.many, STARTED)]
}

/// The place of a word by its bits; what is not known comes last.
#[inline]
fn place(bits: usize, places: usize) -> usize {
    bits.checked_sub(1).unwrap_or(places - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Helper, Logger, Starter};

    #[test]
    fn every_word_is_found_again_and_what_is_not_known_has_a_place_of_its_own() {
        let day = Day::parse(b"2026-03-02");
        let words = |count: usize| -> Vec<Option<Word>> { (0..count).map(Word::at).chain([None]).collect() };
        let [kinds, helpers, starters, loggers, actions, evidence] = [
            TalkKind::WORDS.len(),
            Helper::WORDS.len(),
            Starter::WORDS.len(),
            Logger::WORDS.len(),
            Action::WORDS.len(),
            Evidence::WORDS.len(),
        ]
        .map(words);
        let rows = Action::WORDS.len() + 1;
        let held_on = vec![day; rows];
        let columns = TalkColumns {
            held_on: &held_on,
            kind: Some(&kinds),
            helped_by: &helpers,
            started_by: &starters,
            logged_by: &loggers,
            action: &actions,
            evidence: Some(&evidence),
            ..TalkColumns::default()
        };
        let pairs: Vec<u32> = (0..rows as u32).map(|row| row * 1000).collect();
        let mut block = SaidBlock::default();
        let said = block.read(&columns, &pairs, 0..rows);
        assert_eq!(said.len(), rows);
        for (row, said) in said.iter().copied().enumerate() {
            assert_eq!((said.row(), said.pair(), said.held()), (row, row * 1000, day.unwrap().number()));
            let place = |unknown: usize| row.min(unknown);
            assert_eq!(
                (said.helped(), said.started(), said.logged()),
                (place(HELPED - 1), place(STARTED - 1), place(LOGGED - 1)),
                "row {row}"
            );
            assert_eq!(said.action(), row.min(Action::NoneNeeded as usize));
            assert_eq!(said.is_none_needed(), row == Action::NoneNeeded as usize);
            assert_eq!((said.is_data_use(), said.is_with_data_team()), (row == 0, row == 1 || row == 2));
            assert_eq!((said.is_recorded(), said.is_inferred()), (row == 0, row == 1));
            assert_eq!(helped_and_started(said.helped_and_started()), [said.helped(), said.started()]);
            assert_eq!(said.days_to_action(i32::MAX), NEVER);
        }
    }

    #[test]
    fn columns_that_are_in_no_file_say_what_empty_cells_stand_for() {
        let [held, acted, before] = ["2026-03-02", "2026-03-05", "2026-03-04"].map(|text| Day::parse(text.as_bytes()));
        let columns = TalkColumns { held_on: &[held], action_on: &[acted], ..TalkColumns::default() };
        let mut block = SaidBlock::default();
        let said = block.read(&columns, &[0], 0..1)[0];
        assert!(said.is_data_use() && said.is_recorded());
        assert_eq!(said.days_to_action(acted.unwrap().number()), 3);
        assert_eq!(said.days_to_action(before.unwrap().number()), NEVER, "a later day is not seen yet");
    }

    #[test]
    fn rows_without_a_day_or_a_pair_say_nothing_and_the_last_day_there_is_fits() {
        let last = Day::parse(b"9999-12-31");
        let columns =
            TalkColumns { held_on: &[last, None, last, last], action_on: &[last; 4], ..TalkColumns::default() };
        let mut block = SaidBlock::default();
        let said = block.read(&columns, &[NO_PAIR, 1, NO_PAIR - 1, 2], 0..4);
        assert_eq!(
            said.iter().map(|said| (said.row(), said.pair())).collect::<Vec<_>>(),
            [(2, NO_PAIR as usize - 1), (3, 2)]
        );
        assert!(said.iter().all(|said| said.held() == last.unwrap().number() && said.days_to_action(i32::MAX) == 0));
        assert!(said.iter().all(|said| said.is_data_use() && said.is_recorded()));
    }
}
