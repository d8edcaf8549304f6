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

/// Bytes that are noted together: one bit each.
#[derive(Clone, Copy, Debug)]
struct Group {
    marks: u64,
    occurs: Occurs,
}

/// The places of these bytes in a buffer, in order.
#[derive(Debug, Default)]
pub struct Marks {
    groups: Vec<Group>,
    /// The group that the search for the next one has come to, and its marks from there on.
    at: usize,
    left: u64,
    first: usize,
}

impl Marks {
    /// Finds them in a buffer from a place on. Of a delimiter of several bytes the first one is found.
    #[inline(never)] // inside its caller it would be built like that, for size
    pub fn find(&mut self, buffer: &[u8], first: usize, delimiter: u8) {
        self.groups.clear();
        let finder = Finder::new(delimiter);
        let (whole, rest) = buffer.get(first..).unwrap_or_default().as_chunks::<GROUP_BYTES>();
        self.groups.extend(whole.iter().map(|bytes| finder.group(bytes)));
        if !rest.is_empty() {
            let mut padded = [0; GROUP_BYTES];
            padded[..rest.len()].copy_from_slice(rest);
            let group = finder.group(&padded);
            self.groups.push(Group { marks: group.marks & ((1 << rest.len()) - 1), ..group });
        }
        self.first = first;
        self.at = 0;
        self.left = self.groups.first().map_or(0, |group| group.marks);
    }

    /// The first of them from a place on, which never comes before an earlier one that was asked for; `None` if there are no more.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "asked for at every cell, by a program that is built for its size")]
    pub fn next(&mut self, from: usize) -> Option<usize> {
        loop {
            while self.left == 0 {
                self.at += 1;
                self.left = self.groups.get(self.at)?.marks;
            }
            let place = self.first + self.at * GROUP_BYTES + self.left.trailing_zeros() as usize;
            if place >= from {
                return Some(place);
            }
            self.left &= self.left - 1;
        }
    }

    /// What occurs between two places of the buffer; of what stands before the place from which marks were found nothing is known.
    #[inline]
    pub fn between(&self, start: usize, end: usize) -> Occurs {
        let group = |place: usize| place.saturating_sub(self.first) / GROUP_BYTES;
        if end <= self.first {
            return Occurs::default();
        }
        let groups = self.groups.get(group(start)..=group(end - 1)).unwrap_or_default();
        groups.iter().fold(Occurs::default(), |all, group| all.and(group.occurs))
    }
}

/// Looks at many bytes at once.
struct Finder {
    delimiter: u8x16,
    quote: u8x16,
    line_end: u8x16,
    at_sign: u8x16,
}

impl Finder {
    fn new(delimiter: u8) -> Self {
        let [delimiter, quote, line_end, at_sign] = [delimiter, b'"', b'\n', b'@'].map(u8x16::splat);
        Self { delimiter, quote, line_end, at_sign }
    }

    #[inline]
    fn group(&self, bytes: &[u8; GROUP_BYTES]) -> Group {
        let (vectors, _) = bytes.as_chunks::<VECTOR_BYTES>();
        let mut marks = 0;
        let (mut all, mut at_signs) = (u8x16::splat(0), u8x16::splat(0));
        for (place, vector) in vectors.iter().enumerate() {
            let bytes = u8x16::new(*vector);
            let found = bytes.simd_eq(self.delimiter) | bytes.simd_eq(self.quote) | bytes.simd_eq(self.line_end);
            marks |= u64::from(found.to_bitmask()) << (place * VECTOR_BYTES);
            all |= bytes;
            at_signs |= bytes.simd_eq(self.at_sign);
        }
        let not_ascii = if all.any() { NOT_ASCII } else { 0 };
        let at_sign = if at_signs.any() { AT_SIGN } else { 0 };
        Group { marks, occurs: Occurs(not_ascii | at_sign) }
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
