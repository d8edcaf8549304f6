//! Where the bytes that take a file apart stand in a chunk: delimiters, quotes and line ends, found sixteen at a time.

use wide::u8x16;

const VECTOR_BYTES: usize = 16;
/// Bytes that share one note of what occurs among them.
const GROUP_BYTES: usize = 64;
const NOT_ASCII: u8 = 1;
const AT_SIGN: u8 = 2;

/// What occurs anywhere in a stretch of bytes. It may stand a little before or after the stretch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Occurs(u8);

impl Occurs {
    /// Whether a byte may be more than ASCII, so that it is still to be seen whether all are UTF-8.
    pub fn more_than_ascii(self) -> bool {
        self.0 & NOT_ASCII != 0
    }

    /// Whether an `@` may be there.
    pub fn at_sign(self) -> bool {
        self.0 & AT_SIGN != 0
    }

    /// What occurs in either of two stretches.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The places of these bytes in a buffer, in order.
#[derive(Debug, Default)]
pub struct Marks {
    places: Vec<u32>,
    next: usize,
    groups: Vec<u8>,
    first: usize,
}

impl Marks {
    /// Finds them in a buffer from a place on. Of a delimiter of several bytes the first one is found.
    pub fn find(&mut self, buffer: &[u8], first: usize, delimiter: u8) {
        self.places.clear();
        self.groups.clear();
        self.next = 0;
        self.first = first;
        let (vectors, rest) = buffer.get(first..).unwrap_or_default().as_chunks::<VECTOR_BYTES>();
        let (delimiter, quote, line_end, at_sign) =
            (u8x16::splat(delimiter), u8x16::splat(b'"'), u8x16::splat(b'\n'), u8x16::splat(b'@'));
        let mut place = first as u32;
        let mut group = 0;
        let mut padded = [0; VECTOR_BYTES];
        padded[..rest.len()].copy_from_slice(rest);
        let rest_bits = (1 << rest.len()) - 1;
        let whole = vectors.iter().map(|vector| (vector, u32::MAX));
        for (index, (vector, within)) in whole.chain([(&padded, rest_bits)]).enumerate() {
            let bytes = u8x16::new(*vector);
            let marks = bytes.simd_eq(delimiter) | bytes.simd_eq(quote) | bytes.simd_eq(line_end);
            let mut bits = marks.to_bitmask() & within;
            while bits != 0 {
                self.places.push(place + bits.trailing_zeros());
                bits &= bits - 1;
            }
            if bytes.to_bitmask() != 0 {
                group |= NOT_ASCII;
            }
            if bytes.simd_eq(at_sign).any() {
                group |= AT_SIGN;
            }
            if index % (GROUP_BYTES / VECTOR_BYTES) == GROUP_BYTES / VECTOR_BYTES - 1 {
                self.groups.push(std::mem::take(&mut group));
            }
            place += VECTOR_BYTES as u32;
        }
        self.groups.push(group);
    }

    /// The first of them from a place on, which never comes before an earlier one that was asked for; `None` if there are no more.
    #[inline(always)]
    #[expect(
        clippy::inline_always,
        reason = "asked for at every cell of a file, by a program that is built for its size"
    )]
    pub fn next(&mut self, from: usize) -> Option<usize> {
        loop {
            let &place = self.places.get(self.next)?;
            if place as usize >= from {
                return Some(place as usize);
            }
            self.next += 1;
        }
    }

    /// What occurs between two places of the buffer; of what stands before the place from which marks were found nothing is known.
    #[inline]
    pub fn between(&self, start: usize, end: usize) -> Occurs {
        let group = |place: usize| place.saturating_sub(self.first) / GROUP_BYTES;
        if end <= self.first {
            return Occurs::default();
        }
        let groups = self.groups.get(group(start)..=group(end - 1)).unwrap_or(&[NOT_ASCII | AT_SIGN]);
        Occurs(groups.iter().fold(0, |all, group| all | group))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(bytes: &[u8], first: usize) -> Vec<usize> {
        let mut marks = Marks::default();
        marks.find(bytes, first, b';');
        let mut found = Vec::new();
        let mut from = 0;
        while let Some(place) = marks.next(from) {
            found.push(place);
            from = place + 1;
        }
        found
    }

    #[test]
    fn every_mark_is_found_wherever_it_stands_and_wherever_the_search_begins() {
        for length in 0..70 {
            for mark in [b';', b'"', b'\n'] {
                for at in 0..length {
                    let mut bytes = vec![b'x'; length];
                    bytes[at] = mark;
                    for first in [0, 1, 15, 16, 17, 40] {
                        let expected: &[usize] = if at < first { &[] } else { &[at] };
                        assert_eq!(places(&bytes, first), expected, "{at} of {length} from {first}");
                    }
                }
            }
        }
        assert_eq!(places(&b";\"\n".repeat(30), 0), (0..90).collect::<Vec<_>>());
        assert_eq!(places(b"a,b\0c", 0), [0_usize; 0]);
    }

    #[test]
    fn what_padding_holds_is_no_mark() {
        let mut marks = Marks::default();
        marks.find(b"ab", 0, 0);
        assert_eq!(marks.next(0), None);
    }

    #[test]
    fn what_occurs_is_never_missed() {
        for length in 1..200 {
            for at in 0..length {
                let mut bytes = vec![b'x'; length];
                bytes[at] = b'@';
                let mut marks = Marks::default();
                marks.find(&bytes, length / 3, b',');
                if at >= length / 3 {
                    assert!(marks.between(at, at + 1).at_sign());
                    assert!(marks.between(0, length).at_sign());
                }
                bytes[at] = 0x80;
                marks.find(&bytes, 0, b',');
                assert!(marks.between(at, length).more_than_ascii());
                assert!(!marks.between(0, length).at_sign());
                assert!(at < 64 || !marks.between(0, 64).more_than_ascii());
            }
        }
    }
}
