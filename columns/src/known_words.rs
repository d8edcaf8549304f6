//! The words of a column, found by their first bytes.

use wide::u8x16;

use crate::cells::Found;
use crate::column::Word;
use crate::roomy::ROOM_BYTES;
use crate::short::halves;

/// What the cells of a column say, each at a place of its own: a cell is compared with one of them, whatever its length at the same
/// speed, since which word comes next has no order, and a machine waits wherever it expected another one.
#[derive(Clone, Debug)]
pub struct KnownWords {
    places: [KnownWord; PLACES],
}

/// Enough for all words of each list of a conversation to have places of their own, by a factor that was looked for. Of two words that
/// want the same place one has to be read, which takes longer.
const PLACES: usize = 64;
const FACTOR: u64 = 0xC2CE_6F44_7ED4_D57B;

#[derive(Clone, Copy, Debug)]
struct KnownWord {
    /// Which bytes are those of the word, and what they are.
    mask: [u8x16; 2],
    text: [u8x16; 2],
    /// How many bytes it has; of a place that nothing stands at as many as no cell has.
    bytes: u32,
    word: Option<Word>,
}

const NOTHING: KnownWord = KnownWord { mask: [u8x16::ZERO; 2], text: [u8x16::ZERO; 2], bytes: u32::MAX, word: None };

impl KnownWords {
    /// These words, and what an empty cell says.
    #[inline(never)] // inside a loop over cells it would make that larger, which a browser takes longer to make fast
    pub fn new(words: &[&str], of_empty: Found<Word>) -> Self {
        let empty = if let Found::Says(word) = of_empty { Some((&[][..], word)) } else { None };
        let all = words.iter().enumerate().map(|(place, word)| (word.as_bytes(), Word::at(place))).chain(empty);
        let mut places = [NOTHING; PLACES];
        for (text, word) in all.filter(|(text, _)| text.len() <= ROOM_BYTES) {
            let (mut room, mut mask) = ([0; ROOM_BYTES], [0; ROOM_BYTES]);
            room[..text.len()].copy_from_slice(text);
            mask[..text.len()].fill(u8::MAX);
            let known = KnownWord { mask: halves(&mask), text: halves(&room), bytes: text.len() as u32, word };
            places[place(first_bytes(text))] = known;
        }
        Self { places }
    }

    /// What a cell of so many bytes says, with what stands behind it.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "asked for at every cell, by a program that is built for its size")]
    pub fn find(&self, room: &[u8; ROOM_BYTES], bytes: usize) -> Found<Word> {
        let (words, _) = room.as_chunks::<FIRST_BYTES>();
        let first = u64::from_le_bytes(words[0]) & FIRST[bytes.min(FIRST_BYTES)];
        let known = &self.places[place(first ^ bytes as u64)];
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
fn place(first: u64) -> usize {
    ((first ^ first >> 32).wrapping_mul(FACTOR) >> (u64::BITS - PLACES.trailing_zeros())) as usize % PLACES
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Action, Evidence, Helper, Logger, Starter, TalkKind};

    fn find(known: &KnownWords, text: &str) -> Found<Word> {
        let roomy: Vec<u8> = text.bytes().chain([b'x'; ROOM_BYTES]).collect();
        known.find(roomy.first_chunk().unwrap(), text.len())
    }

    #[test]
    fn every_word_of_a_conversation_is_found_and_nothing_else() {
        let lists =
            [TalkKind::WORDS, Starter::WORDS, Helper::WORDS, Action::WORDS, Logger::WORDS, Evidence::WORDS, &["x"]];
        for words in lists {
            let known = KnownWords::new(words, Found::Says(None));
            for (place, word) in words.iter().enumerate() {
                assert_eq!(find(&known, word), Found::Says(Word::at(place)), "{word}");
                assert_eq!(find(&known, &format!("{word}x")), Found::Unread);
                assert_eq!(find(&known, &word.to_uppercase()), Found::Unread);
                assert_eq!(find(&known, &format!(" {word}")), Found::Unread);
            }
            // However long, and wherever it would stand.
            for bytes in 1..=2 * ROOM_BYTES {
                for first in [" ", "y", "\0"] {
                    let other = first.repeat(bytes);
                    assert_eq!(find(&known, &other), Found::Unread, "{other:?}");
                }
            }
        }
    }

    #[test]
    fn words_that_want_the_same_place_are_not_taken_for_each_other() {
        let words: Vec<String> = (0..250).map(|number| format!("{number:0>width$}", width = number % 30 + 3)).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let known = KnownWords::new(&words, Found::Unread);
        let found = words.iter().enumerate().filter(|(place, word)| match find(&known, word) {
            Found::Says(found) => found == Word::at(*place) || panic!("{word} is taken for {found:?}"),
            Found::Unread => false,
        });
        assert!((1..=PLACES).contains(&found.count()));
    }

    #[test]
    fn an_empty_cell_is_what_it_stands_for() {
        for of_empty in [Found::Unread, Found::Says(None), Found::Says(Word::at(3))] {
            assert_eq!(find(&KnownWords::new(Action::WORDS, of_empty), ""), of_empty);
        }
    }
}
