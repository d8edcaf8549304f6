//! What is counted of a conversation, in as few bytes as hold it.

use std::ops::Range;

use crate::calendar::Day;
use crate::column::Word;
use crate::talk_counts::{HELPED, LOGGED, STARTED};
use crate::talks::TalkColumns;
use crate::words::{Action, Evidence, TalkKind};

/// What is said of one conversation: its row, its day, the day it led to something, and its words, so that counting finds all of it
/// in one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said(pub [u32; 4]);

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
const TURNED: Bits = Bits { above: 17, many: 1 };

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

/// The words of some rows, those of a row in one number.
#[derive(Debug, Default)]
pub(crate) struct SaidWords(Vec<u32>);

impl SaidWords {
    /// Those of these rows, column by column, which takes a fraction of what it takes row by row.
    #[inline(never)] // A block a call, see `BLOCK_ROWS` of talks.
    pub fn read(&mut self, columns: &TalkColumns<'_>, rows: Range<usize>) {
        self.0.clear();
        // A column that is in no file is empty in every row, and an empty cell has its default.
        let kind = if columns.kind.is_none() { KIND.of(DATA_USE) } else { 0 };
        let evidence = if columns.evidence.is_none() { EVIDENCE.of(RECORDED) } else { 0 };
        self.0.resize(rows.len(), kind | evidence);
        self.add(KIND, columns.kind.unwrap_or_default(), &rows);
        self.add(EVIDENCE, columns.evidence.unwrap_or_default(), &rows);
        self.add(HELPED_BY, columns.helped_by, &rows);
        self.add(STARTED_BY, columns.started_by, &rows);
        self.add(LOGGED_BY, columns.logged_by, &rows);
        self.add(ACTION, columns.action, &rows);
    }

    #[inline]
    fn add(&mut self, bits: Bits, column: &[Option<Word>], rows: &Range<usize>) {
        let column = column.get(rows.start..).unwrap_or_default();
        for (words, word) in self.0.iter_mut().zip(column) {
            *words |= bits.of(word.map_or(0, |word| word.place() as u32 + 1));
        }
    }

    /// In the order of the rows.
    pub fn iter(&self) -> impl Iterator<Item = u32> {
        self.0.iter().copied()
    }
}

impl Said {
    /// What is said of a row that was held on a day; `words` are those of [`SaidWords`], and `is_turned` if the second of its two
    /// teams has the producing side.
    #[inline]
    pub(crate) fn new(row: usize, held: Day, action_on: Option<Day>, words: u32, is_turned: bool) -> Self {
        let action_on = action_on.map_or(0, |day| day.number() as u32);
        Self([row as u32, held.number() as u32, action_on, words | TURNED.of(u32::from(is_turned))])
    }

    #[inline]
    pub fn row(self) -> usize {
        self.0[0] as usize
    }

    /// The number of the day it was held.
    #[inline]
    pub fn held(self) -> i32 {
        self.0[1] as i32
    }

    /// The days until it led to something, as known on a day: [`NEVER`] where it has not, since a later date is not seen yet.
    #[inline]
    pub fn days_to_action(self, as_of: i32) -> u32 {
        // That of no date is below all others, and here above them.
        let is_seen = self.0[2].wrapping_sub(1) < as_of as u32;
        if is_seen { self.0[2].wrapping_sub(self.0[1]) } else { NEVER }
    }

    #[inline]
    pub fn is_turned(self) -> bool {
        TURNED.get(self.0[3]) == 1
    }

    #[inline]
    pub fn is_data_use(self) -> bool {
        KIND.get(self.0[3]) == DATA_USE
    }

    /// Whether it was to win a team over, or work beside it.
    #[inline]
    pub fn is_with_data_team(self) -> bool {
        matches!(KIND.get(self.0[3]), BUY_IN | PAIRING)
    }

    #[inline]
    pub fn is_recorded(self) -> bool {
        EVIDENCE.get(self.0[3]) == RECORDED
    }

    /// Whether it is known from traces only.
    #[inline]
    pub fn is_inferred(self) -> bool {
        EVIDENCE.get(self.0[3]) > RECORDED
    }

    #[inline]
    pub fn is_none_needed(self) -> bool {
        ACTION.get(self.0[3]) == NONE_NEEDED
    }

    /// The place of what it led to, or that of `none_needed` where no word says it.
    #[inline]
    pub fn action(self) -> usize {
        match ACTION.get(self.0[3]) {
            0 => Action::NoneNeeded as usize,
            action => action as usize - 1,
        }
    }

    /// Who of the data team took part and who started it, as one number below [`HELPED_AND_STARTED`]; the places of both are found
    /// again by [`helped_and_started`].
    #[inline]
    pub fn helped_and_started(self) -> usize {
        (self.0[3] >> HELPED_BY.above) as usize % HELPED_AND_STARTED
    }

    /// The place of who of the data team took part, of [`HELPED`].
    #[inline]
    pub fn helped(self) -> usize {
        place(HELPED_BY.get(self.0[3]) as usize, HELPED)
    }

    /// The place of who started it, of [`STARTED`].
    #[inline]
    pub fn started(self) -> usize {
        place(STARTED_BY.get(self.0[3]) as usize, STARTED)
    }

    /// The place of who wrote it down, of [`LOGGED`].
    #[inline]
    pub fn logged(self) -> usize {
        place(LOGGED_BY.get(self.0[3]) as usize, LOGGED)
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
        let columns = TalkColumns {
            kind: Some(&kinds),
            helped_by: &helpers,
            started_by: &starters,
            logged_by: &loggers,
            action: &actions,
            evidence: Some(&evidence),
            ..TalkColumns::default()
        };
        let (mut words, all) = (SaidWords::default(), 0..Action::WORDS.len() + 1);
        words.read(&columns, all.clone());
        for (row, words) in all.zip(words.iter()) {
            let said = Said::new(row, day.unwrap(), None, words, row % 2 == 1);
            assert_eq!((said.row(), said.held()), (row, day.unwrap().number()));
            assert_eq!(said.is_turned(), row % 2 == 1);
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
        let day = |text: &[u8]| Day::parse(text);
        let mut words = SaidWords::default();
        words.read(&TalkColumns::default(), 0..1);
        let words = words.iter().next().unwrap();
        let said = Said::new(0, day(b"2026-03-02").unwrap(), day(b"2026-03-05"), words, false);
        assert!(said.is_data_use() && said.is_recorded());
        assert_eq!(said.days_to_action(day(b"2026-03-05").unwrap().number()), 3);
        assert_eq!(said.days_to_action(day(b"2026-03-04").unwrap().number()), NEVER, "a later day is not seen yet");
    }
}
