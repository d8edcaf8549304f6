//! What is counted of a conversation, in as few bytes as hold it.

use crate::calendar::Day;
use crate::column::Word;
use crate::talk_counts::{HELPED, LOGGED, STARTED};
use crate::talks::TalkColumns;
use crate::words::{Action, Evidence, TalkKind};

/// What is said of one conversation: its row, its day, the day it led to something, and its words, so that counting finds all of it
/// in one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said(pub [u32; 4]);

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

impl Said {
    /// What the columns say of a row that was held on a day; `is_turned` if the second of its two teams has the producing side.
    #[inline]
    pub(crate) fn new(columns: &TalkColumns<'_>, row: usize, held: Day, is_turned: bool) -> Self {
        let word = |words: &[Option<Word>]| words.get(row).copied().flatten().map_or(0, |word| word.place() as u32 + 1);
        let action_on = columns.action_on.get(row).copied().flatten();
        Self([
            row as u32,
            held.number() as u32,
            action_on.map_or(0, |day| day.number() as u32),
            // A column that is in no file is empty in every row, and an empty cell has its default.
            KIND.of(columns.kind.map_or(DATA_USE, word))
                | EVIDENCE.of(columns.evidence.map_or(RECORDED, word))
                | HELPED_BY.of(word(columns.helped_by))
                | STARTED_BY.of(word(columns.started_by))
                | LOGGED_BY.of(word(columns.logged_by))
                | ACTION.of(word(columns.action))
                | TURNED.of(u32::from(is_turned)),
        ])
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

    /// The days until it led to something, as known on a day: a later date is not seen yet.
    #[inline]
    pub fn days_to_action(self, as_of: i32) -> Option<u32> {
        let action_on = self.0[2] as i32;
        (action_on != 0 && action_on <= as_of).then(|| action_on.wrapping_sub(self.held()) as u32)
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

    /// The place of who of the data team took part, of [`HELPED`].
    #[inline]
    pub fn helped(self) -> usize {
        (HELPED_BY.get(self.0[3]) as usize + HELPED - 1) % HELPED
    }

    /// The place of who started it, of [`STARTED`].
    #[inline]
    pub fn started(self) -> usize {
        (STARTED_BY.get(self.0[3]) as usize + STARTED - 1) % STARTED
    }

    /// The place of who wrote it down, of [`LOGGED`].
    #[inline]
    pub fn logged(self) -> usize {
        (LOGGED_BY.get(self.0[3]) as usize + LOGGED - 1) % LOGGED
    }
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
        for row in 0..=Action::WORDS.len() {
            let said = Said::new(&columns, row, day.unwrap(), row % 2 == 1);
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
            assert_eq!(said.days_to_action(i32::MAX), None);
        }
    }

    #[test]
    fn columns_that_are_in_no_file_say_what_empty_cells_stand_for() {
        let day = |text: &[u8]| Day::parse(text);
        let led_to = [day(b"2026-03-05")];
        let columns = TalkColumns { action_on: &led_to, ..TalkColumns::default() };
        let said = Said::new(&columns, 0, day(b"2026-03-02").unwrap(), false);
        assert!(said.is_data_use() && said.is_recorded());
        assert_eq!(said.days_to_action(day(b"2026-03-05").unwrap().number()), Some(3));
        assert_eq!(said.days_to_action(day(b"2026-03-04").unwrap().number()), None, "a later day is not seen yet");
    }
}
