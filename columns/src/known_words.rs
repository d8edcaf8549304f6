//! The words of a column, found by their first bytes.

use wide::u8x16;

use crate::bytes::GOLDEN;
use crate::cells::Found;
use crate::column::Word;
use crate::roomy::ROOM_BYTES;
use crate::short::halves;

/// What the cells of a column say, each at a place of its own: a cell is compared with one of them, whatever its length at the same
/// speed, since which word comes next has no order, and a machine waits wherever it expected another one.
#[derive(Clone, Debug)]
pub struct KnownWords {
    places: [KnownWord; PLACES],
    /// Makes places of first bytes.
    factor: u64,
}

/// Enough for each list of words to have a factor by which no two of them want the same place.
const PLACES: usize = 64;
const FACTORS: u64 = 64;

#[derive(Clone, Copy, Debug)]
struct KnownWord {
    /// Which bytes are those of the word, and what they are.
    mask: [u8x16; 2],
    text: [u8x16; 2],
    /// How many bytes it has; of a place that nothing stands at as many as no word has.
    bytes: u32,
    word: Option<Word>,
}

const NOTHING: KnownWord =
    KnownWord { mask: [u8x16::ZERO; 2], text: [u8x16::ZERO; 2], bytes: ROOM_BYTES as u32 + 1, word: None };

impl KnownWords {
    /// These words, and what an empty cell says.
    #[inline(never)] // inside a loop over cells it would make that larger, which a browser takes longer to make fast
    pub fn new(words: &[&str], of_empty: Found<Word>) -> Self {
        let empty = if let Found::Says(word) = of_empty { Some((&[][..], word)) } else { None };
        let all = words.iter().enumerate().map(|(place, word)| (word.as_bytes(), Word::at(place))).chain(empty);
        let factor_is_good = |factor: u64| {
            let taken = all.clone().fold(0_u64, |taken, (text, _)| taken | 1 << place(first_bytes(text), factor));
            taken.count_ones() as usize == all.clone().count()
        };
        // A word whose place is taken would be looked up in a slower way.
        let factors = (1..FACTORS).map(|number| GOLDEN.wrapping_mul(2 * number + 1));
        let factor = factors.clone().find(|&factor| factor_is_good(factor)).unwrap_or(GOLDEN);
        let mut places = [NOTHING; PLACES];
        for (text, word) in all.filter(|(text, _)| text.len() <= ROOM_BYTES) {
            let (mut room, mut mask) = ([0; ROOM_BYTES], [0; ROOM_BYTES]);
            room[..text.len()].copy_from_slice(text);
            mask[..text.len()].fill(u8::MAX);
            let known = KnownWord { mask: halves(&mask), text: halves(&room), bytes: text.len() as u32, word };
            places[place(first_bytes(text), factor)] = known;
        }
        Self { places, factor }
    }

    /// What a cell of so many bytes says, with what stands behind it.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "asked for at every cell, by a program that is built for its size")]
    pub fn find(&self, room: &[u8; ROOM_BYTES], bytes: usize) -> Found<Word> {
        let (words, _) = room.as_chunks::<FIRST_BYTES>();
        let first = u64::from_le_bytes(words[0]) & FIRST[bytes.min(FIRST_BYTES)];
        let known = &self.places[place(first ^ bytes as u64, self.factor)];
        let [one, other] = halves(room);
        let is_it = (one & known.mask[0] ^ known.text[0]) | (other & known.mask[1] ^ known.text[1]) == u8x16::ZERO;
        if is_it && known.bytes as usize == bytes { Found::Says(known.word) } else { Found::Unread }
    }
}

/// So many bytes tell where to look.
const FIRST_BYTES: usize = 8;

/// By the length of a text which of its first bytes are its own.
const FIRST: [u64; FIRST_BYTES + 1] = {
    let mut masks = [0; FIRST_BYTES + 1];
    let mut bytes = 1;
    while bytes <= FIRST_BYTES {
        masks[bytes] = u64::MAX >> (64 - 8 * bytes);
        bytes += 1;
    }
    masks
};

fn first_bytes(text: &[u8]) -> u64 {
    let bytes = text.iter().take(FIRST_BYTES).rev().fold(0, |bytes, &byte| bytes << 8 | u64::from(byte));
    bytes ^ text.len() as u64
}

#[inline(always)]
#[expect(clippy::inline_always, reason = "asked for at every cell, by a program that is built for its size")]
fn place(first: u64, factor: u64) -> usize {
    ((first ^ first >> 32).wrapping_mul(factor) >> (u64::BITS - PLACES.trailing_zeros())) as usize % PLACES
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Action, TalkKind};

    fn find(known: &KnownWords, text: &str) -> Found<Word> {
        let roomy: Vec<u8> = text.bytes().chain([b'x'; ROOM_BYTES]).collect();
        known.find(roomy.first_chunk().unwrap(), text.len())
    }

    #[test]
    fn every_word_is_found_and_nothing_else() {
        let alike = ["alike one", "alike two", "alike two ", "a", "", "alike one and more bytes than a room"];
        for words in [Action::WORDS, TalkKind::WORDS, &alike[..3]] {
            let known = KnownWords::new(words, Found::Unread);
            for (place, word) in words.iter().enumerate() {
                assert_eq!(find(&known, word), Found::Says(Word::at(place)), "{word}");
                assert_eq!(find(&known, &word[1..]), Found::Unread);
                assert_eq!(find(&known, &format!("{word}x")), Found::Unread);
                assert_eq!(find(&known, &word.to_uppercase()), Found::Unread);
            }
            for other in ["", " ", "x", "\0", "a text that is longer than the room for it is"] {
                assert_eq!(find(&known, other), Found::Unread, "{other:?}");
            }
        }
        // One that is too long for its room is not taken for another.
        assert_eq!(find(&KnownWords::new(&alike, Found::Unread), alike[5]), Found::Unread);
    }

    #[test]
    fn an_empty_cell_is_what_it_stands_for() {
        for of_empty in [Found::Unread, Found::Says(None), Found::Says(Word::at(3))] {
            assert_eq!(find(&KnownWords::new(Action::WORDS, of_empty), ""), of_empty);
        }
    }
}
