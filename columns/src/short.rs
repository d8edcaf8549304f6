//! Short texts as two vectors, by which they are found at the cost of some comparisons.

use wide::{u8x16, u64x2};

use crate::bytes::GOLDEN;
use crate::roomy::{ROOM_BYTES, Roomy};

/// A text of at most 32 bytes. Two are the same if all of this is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Short {
    /// Its bytes, and zeros after them.
    halves: [u8x16; 2],
    bytes: u32,
}

/// The place of each byte.
const PLACES: [u8x16; 2] = [
    u8x16::new([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]),
    u8x16::new([16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31]),
];

impl Short {
    /// A text; `None` if it is too long.
    pub fn of(text: &[u8]) -> Option<Self> {
        let mut room = [0; ROOM_BYTES];
        room.get_mut(..text.len())?.copy_from_slice(text);
        Some(Self { halves: halves(&room), bytes: text.len() as u32 })
    }

    /// The same for a text with room after it, whatever its length at the same speed: lengths come without an order, and a machine
    /// waits wherever it expected another one.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "asked for at every cell, by a program that is built for its size")]
    pub fn of_roomy(text: Roomy<'_>) -> Option<Self> {
        Self::of_room(text.room(), text.len())
    }

    /// The same for the bytes from where a text begins.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "asked for at every cell, by a program that is built for its size")]
    pub fn of_room(room: &[u8; ROOM_BYTES], bytes: usize) -> Option<Self> {
        if bytes > ROOM_BYTES {
            return None;
        }
        let [one, other] = halves(room);
        let length = u8x16::splat(bytes as u8);
        Some(Self { halves: [one & PLACES[0].simd_lt(length), other & PLACES[1].simd_lt(length)], bytes: bytes as u32 })
    }

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "asked for at every cell, by a program that is built for its size")]
    fn hash(&self) -> u64 {
        // Each part is turned by another number of bits, so that what is alike in two parts does not fall out.
        let [one, other] = self.halves.map(|half| {
            let half = u128::from_le_bytes(half.to_array());
            u64x2::new([half as u64, (half >> 64) as u64])
        });
        let [low, high] = (one ^ other << 29_u64 ^ other >> 35_u64).to_array();
        let mixed = low ^ high.rotate_left(13) ^ u64::from(self.bytes);
        (mixed ^ mixed >> 32).wrapping_mul(GOLDEN)
    }
}

/// The two vectors that a text and what stands behind it are looked at by.
#[inline(always)]
#[expect(clippy::inline_always, reason = "asked for at every cell, by a program that is built for its size")]
pub fn halves(bytes: &[u8; ROOM_BYTES]) -> [u8x16; 2] {
    let (vectors, _) = bytes.as_chunks::<16>();
    [u8x16::new(vectors[0]), u8x16::new(vectors[1])]
}

/// Short texts that are known, each with a number.
#[derive(Clone, Debug)]
pub struct Known {
    /// A power of two of places. A text stands at the place that its hash says, or at the next one that was free.
    slots: Vec<Slot>,
    used: usize,
}

/// A place for a text. Nothing stands there where the number is 0.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    halves: [u8x16; 2],
    bytes: u32,
    number: u32,
}

const FIRST_SLOTS: usize = 64;

impl Default for Known {
    fn default() -> Self {
        Self { slots: vec![Slot::default(); FIRST_SLOTS], used: 0 }
    }
}

impl Known {
    /// The number of a text; `None` if it is not known.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "asked for at every cell, by a program that is built for its size")]
    pub fn get(&self, text: &Short) -> Option<u32> {
        let mut place = self.place(text);
        loop {
            let slot = &self.slots[place & (self.slots.len() - 1)];
            if slot.number == 0 {
                return None;
            }
            if slot.bytes == text.bytes && slot.halves == text.halves {
                return Some(slot.number - 1);
            }
            place += 1;
        }
    }

    /// Adds a text that is not known, with a number below the largest there is.
    #[inline(never)]
    pub fn insert(&mut self, text: Short, number: u32) {
        // Most places stay free, so that the first one looked at is nearly always the right one.
        if self.used * 4 >= self.slots.len() {
            let larger = vec![Slot::default(); self.slots.len() * 2];
            let before = std::mem::replace(&mut self.slots, larger);
            before.into_iter().filter(|slot| slot.number > 0).for_each(|slot| self.put(slot));
        }
        self.used += 1;
        self.put(Slot { halves: text.halves, bytes: text.bytes, number: number + 1 });
    }

    fn put(&mut self, slot: Slot) {
        let mut place = self.place(&Short { halves: slot.halves, bytes: slot.bytes });
        let last = self.slots.len() - 1;
        while self.slots[place & last].number > 0 {
            place += 1;
        }
        self.slots[place & last] = slot;
    }

    /// The top bits of a hash are its best.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "asked for at every cell, by a program that is built for its size")]
    fn place(&self, text: &Short) -> usize {
        (text.hash() >> (self.slots.len().leading_zeros() + u64::BITS - usize::BITS + 1)) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_texts_are_the_same_when_every_byte_is() {
        for length in 0..=ROOM_BYTES {
            let text: Vec<u8> = (0..length as u8).collect();
            let roomy = [&text[..], &[7; ROOM_BYTES]].concat();
            assert_eq!(Short::of(&text), Roomy::new(&roomy, length).and_then(Short::of_roomy));
            assert_ne!(Some(Short::of(&text)), Some(Short::of(&[&text[..], &[0]].concat())), "{length}");
            for at in 0..length {
                let mut other = text.clone();
                other[at] ^= 0x40;
                assert_ne!(Short::of(&text), Short::of(&other), "{at} of {length}");
            }
        }
        assert_eq!(Short::of(&[0; ROOM_BYTES + 1]), None);
    }

    #[test]
    fn every_text_that_is_known_is_found_and_no_other() {
        let text = |number: u32| Short::of(format!("{}{number}", "x".repeat(number as usize % 25)).as_bytes()).unwrap();
        let mut known = Known::default();
        for number in 0..5000 {
            assert_eq!(known.get(&text(number)), None);
            known.insert(text(number), number);
        }
        (0..5000).for_each(|number| assert_eq!(known.get(&text(number)), Some(number)));
        assert_eq!(known.get(&text(5000)), None);
    }
}
