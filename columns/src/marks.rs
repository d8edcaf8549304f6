//! Which bytes of a file take it apart: delimiters, quotes and line ends, found sixteen at a time.

use wide::u8x16;

const VECTOR_BYTES: usize = 16;
/// Bytes that are looked at together.
pub const GROUP_BYTES: usize = 64;

/// What stands among the bytes of a group: one bit for each byte, the lowest for the first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Delimiters; of one of several bytes its first byte, whatever follows.
    pub delimiters: u64,
    /// Quotes.
    pub quotes: u64,
    /// Line ends.
    pub line_ends: u64,
    /// Bytes that are not ASCII.
    pub not_ascii: u64,
    /// Whether there is an `@` anywhere.
    pub at_sign: bool,
}

impl Marks {
    /// The marks of the first bytes alone.
    #[must_use]
    pub fn of_first(self, bytes: usize) -> Self {
        let kept = 1_u64.checked_shl(bytes as u32).map_or(u64::MAX, |next| next - 1);
        Self {
            delimiters: self.delimiters & kept,
            quotes: self.quotes & kept,
            line_ends: self.line_ends & kept,
            not_ascii: self.not_ascii & kept,
            ..self
        }
    }
}

/// Looks at many bytes at once.
#[derive(Debug)]
pub struct Finder {
    delimiter: u8x16,
    quote: u8x16,
    line_end: u8x16,
    at_sign: u8x16,
}

impl Finder {
    /// Looks for this delimiter, or for the first byte of one.
    pub fn new(delimiter: u8) -> Self {
        let [delimiter, quote, line_end, at_sign] = [delimiter, b'"', b'\n', b'@'].map(u8x16::splat);
        Self { delimiter, quote, line_end, at_sign }
    }

    /// The marks among some bytes.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "asked for at every few bytes, by a program that is built for its size")]
    pub fn find(&self, bytes: &[u8; GROUP_BYTES]) -> Marks {
        let vectors = bytes.as_chunks::<VECTOR_BYTES>().0;
        let mut marks = Marks::default();
        let (mut at_signs, mut all) = (u8x16::splat(0), u8x16::splat(0));
        for (place, vector) in vectors.iter().enumerate() {
            let bytes = u8x16::new(*vector);
            let found = |mark: u8x16| u64::from(bytes.simd_eq(mark).to_bitmask()) << (place * VECTOR_BYTES);
            marks.delimiters |= found(self.delimiter);
            marks.quotes |= found(self.quote);
            marks.line_ends |= found(self.line_end);
            at_signs |= bytes.simd_eq(self.at_sign);
            all |= bytes;
        }
        // The top bit of a byte tells.
        if all.to_bitmask() != 0 {
            for (place, vector) in vectors.iter().enumerate() {
                marks.not_ascii |= u64::from(u8x16::new(*vector).to_bitmask()) << (place * VECTOR_BYTES);
            }
        }
        marks.at_sign = at_signs.any();
        marks
    }
}

/// Of the places where the first byte of a delimiter stands those where all of it does.
#[cold]
pub fn whole_delimiters(bytes: &[u8], delimiter: &[u8], mut first: u64) -> u64 {
    let mut whole = 0;
    while first != 0 {
        if bytes[first.trailing_zeros() as usize..].starts_with(delimiter) {
            whole |= first & first.wrapping_neg();
        }
        first &= first - 1;
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mark_is_found_wherever_it_stands() {
        let finder = Finder::new(b';');
        let none = Marks::default();
        for at in 0..GROUP_BYTES {
            let found = |byte: u8| {
                let mut bytes = [b'x'; GROUP_BYTES];
                bytes[at] = byte;
                finder.find(&bytes)
            };
            assert_eq!(found(b';'), Marks { delimiters: 1 << at, ..none });
            assert_eq!(found(b'"'), Marks { quotes: 1 << at, ..none });
            assert_eq!(found(b'\n'), Marks { line_ends: 1 << at, ..none });
            assert_eq!(found(b'@'), Marks { at_sign: true, ..none });
            assert_eq!(found(b','), none);
            assert_eq!(found(0x80), Marks { not_ascii: 1 << at, ..none });
        }
    }

    #[test]
    fn marks_of_bytes_that_are_not_there_are_left_out() {
        let all = Finder::new(0).find(&[0; GROUP_BYTES]);
        assert_eq!(all.of_first(0).delimiters, 0);
        assert_eq!(all.of_first(3).delimiters, 0b111);
        assert_eq!(all.of_first(GROUP_BYTES), all);
    }
}
