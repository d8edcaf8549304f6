//! The texts of a column.

use crate::roomy::{Roomy, WIDE_ROOM_BYTES};

/// Bytes that stand together, so that a column grows without copying what it holds. No cell is as long.
const BLOCK_BYTES: usize = 1 << 20;

/// Texts one behind the other; an empty one is not known.
///
/// They are kept as bytes, which reading has found to be UTF-8, so that nothing is decoded but what is shown.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    blocks: Vec<Vec<u8>>,
    /// Where each text ends, as if the blocks stood one behind the other. One that its block has no room for begins the next.
    ends: Vec<usize>,
}

impl Texts {
    /// The text of a row; `None` where it is not known.
    pub fn get(&self, row: usize) -> Option<&str> {
        self.bytes(row).and_then(|bytes| std::str::from_utf8(bytes).ok())
    }

    /// The bytes of the text of a row; `None` where it is not known.
    pub fn bytes(&self, row: usize) -> Option<&[u8]> {
        let end = *self.ends.get(row)?;
        let before = row.checked_sub(1).map_or(0, |before| self.ends[before]);
        if end == before {
            return None;
        }
        let block = (end - 1) / BLOCK_BYTES;
        let start = before.max(block * BLOCK_BYTES) - block * BLOCK_BYTES;
        self.blocks.get(block)?.get(start..end - block * BLOCK_BYTES)
    }

    /// Whether the texts from a row on ascend, after that of the row named, which is then the last one that has a text.
    #[inline(never)] // inside its caller it would be built like that, for size
    pub fn ascend_from(&self, first: usize, last: &mut Option<usize>) -> bool {
        let mut before = last.and_then(|last| self.bytes(last));
        for row in first..self.len() {
            let Some(text) = self.bytes(row) else { continue };
            if before.is_some_and(|before| !is_less(before, text)) {
                return false;
            }
            before = Some(text);
            *last = Some(row);
        }
        true
    }

    /// How many texts there are, those not known as well.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Makes room for so many texts more, but for their bytes; how many these are if they are as long as those that are there.
    pub fn reserve(&mut self, texts: usize) -> u64 {
        self.ends.reserve(texts);
        self.end() as u64 * texts as u64 / self.len().max(1) as u64
    }

    /// Adds a text that is UTF-8. One that is longer than any cell is not known.
    #[inline]
    pub fn push(&mut self, text: &[u8]) {
        if !text.is_empty() && text.len() <= BLOCK_BYTES {
            self.append(text);
        } else {
            self.ends.push(self.end());
        }
    }

    /// The same for a text with room after it, which is copied by many bytes at a time.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "asked for at every text, by a program that is built for its size")]
    pub(crate) fn push_roomy(&mut self, text: Roomy<'_>) {
        if !text.is_empty() && text.len() <= BLOCK_BYTES {
            let (before, block) = self.block_for(text.len());
            let end = block.len() + text.len();
            // Most texts are short, and of these all are copied alike.
            match text.wide_room().filter(|_| text.len() <= WIDE_ROOM_BYTES) {
                Some(room) => block.extend_from_slice(room),
                None => block.extend_from_slice(text.text()),
            }
            block.truncate(end);
            self.ends.push(before + end);
        } else {
            self.ends.push(self.end());
        }
    }

    fn append(&mut self, text: &[u8]) {
        let (before, block) = self.block_for(text.len());
        block.extend_from_slice(text);
        let end = before + block.len();
        self.ends.push(end);
    }

    /// The block that so many bytes more belong into, and where it begins.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "asked for at every text, by a program that is built for its size")]
    fn block_for(&mut self, bytes: usize) -> (usize, &mut Vec<u8>) {
        if self.blocks.last().is_none_or(|block| block.len() + bytes > BLOCK_BYTES) {
            self.add_block();
        }
        let last = self.blocks.len() - 1;
        (last * BLOCK_BYTES, &mut self.blocks[last])
    }

    #[cold]
    fn add_block(&mut self) {
        // A column with little text does not need a whole block. What a vector brings too much is cut off behind the end.
        self.blocks.push(Vec::with_capacity(if self.blocks.is_empty() { 0 } else { BLOCK_BYTES + WIDE_ROOM_BYTES }));
    }

    fn end(&self) -> usize {
        self.ends.last().copied().unwrap_or(0)
    }

    /// Of the last texts, as many as there are marks, keeps those that are marked.
    pub(super) fn retain_last(&mut self, keep: &[bool]) {
        let first = self.len().saturating_sub(keep.len());
        let mut kept = Self::default();
        for (row, _) in (first..self.len()).zip(keep).filter(|(_, keep)| **keep) {
            kept.push(self.bytes(row).unwrap_or_default());
        }
        if first == 0 {
            *self = kept;
            return;
        }
        self.truncate(first);
        (0..kept.len()).for_each(|row| self.push(kept.bytes(row).unwrap_or_default()));
    }

    fn truncate(&mut self, rows: usize) {
        self.ends.truncate(rows);
        let end = self.end();
        self.blocks.truncate(end.div_ceil(BLOCK_BYTES));
        let before = self.blocks.len().saturating_sub(1) * BLOCK_BYTES;
        if let Some(block) = self.blocks.last_mut() {
            block.truncate(end - before);
        }
    }
}

/// Whether a text comes before another by its bytes, the first eight of which tell most of them apart.
#[inline(always)]
#[expect(clippy::inline_always, reason = "asked for at every key, by a program that is built for its size")]
fn is_less(a: &[u8], b: &[u8]) -> bool {
    if let (Some(first_of_a), Some(first_of_b)) = (a.first_chunk::<8>(), b.first_chunk::<8>())
        && first_of_a != first_of_b
    {
        return u64::from_be_bytes(*first_of_a) < u64::from_be_bytes(*first_of_b);
    }
    a < b
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roomy::ROOM_BYTES;

    #[test]
    fn a_text_is_kept_alike_whatever_stands_behind_it() {
        let mut texts = Texts::default();
        let text = |length: usize| "abcdefghij".repeat(14)[..length].to_owned();
        let all: Vec<String> = (0..=2 * WIDE_ROOM_BYTES).flat_map(|length| [0, 3, 200].map(|_| text(length))).collect();
        for (place, text) in all.iter().enumerate() {
            // The last text of what was read has less room behind it than most.
            let behind = vec![b'x'; ROOM_BYTES + [0, 3, 200][place % 3]];
            texts.push_roomy(Roomy::new(&[text.as_bytes(), &behind].concat(), text.len()).unwrap());
        }
        let kept: Vec<&str> = (0..texts.len()).map(|row| texts.get(row).unwrap_or_default()).collect();
        assert_eq!(kept, all);
    }

    #[test]
    fn every_text_is_found_whole_wherever_its_block_ends() {
        let text = |number: usize| "é".repeat(number * 7919 % 16_000);
        let mut texts = Texts::default();
        (0..400).for_each(|number| texts.push(text(number).as_bytes()));
        let is_right = |texts: &Texts, row: usize, number: usize| {
            assert_eq!(texts.get(row).unwrap_or_default(), text(number), "row {row}");
        };
        assert!(texts.blocks.len() > 5);
        (0..400).for_each(|row| is_right(&texts, row, row));
        assert_eq!(texts.get(400), None);
        let keep: Vec<bool> = (0..400).map(|row| row % 3 == 1).collect();
        let mut kept = texts.clone();
        kept.retain_last(&keep);
        (0..133).for_each(|row| is_right(&kept, row, row * 3 + 1));
        let mut last = texts.clone();
        last.retain_last(&keep[100..]);
        assert_eq!(last.len(), 200);
        (0..100).for_each(|row| is_right(&last, row, row));
        (100..200).for_each(|row| is_right(&last, row, 3 * row - 200));
        for rows in (0..400).rev() {
            texts.truncate(rows);
            assert_eq!(texts.len(), rows);
            texts.push(b"other");
            assert_eq!(texts.get(rows), Some("other"));
            if rows > 0 {
                is_right(&texts, rows - 1, rows - 1);
            }
            texts.truncate(rows);
        }
    }
}
