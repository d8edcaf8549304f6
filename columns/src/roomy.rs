//! Texts with room after them.

/// How many bytes stand behind the start of a text at least: so many are looked at together, whatever its length.
pub const ROOM_BYTES: usize = 32;

/// How many bytes of a text are copied at once where as many stand there: few texts are longer.
pub const WIDE_ROOM_BYTES: usize = 64;

/// A text, and bytes that may stand behind it, so that all texts of up to [`ROOM_BYTES`] are looked at in the same way.
#[derive(Clone, Copy, Debug)]
pub struct Roomy<'a> {
    bytes: &'a [u8],
    length: usize,
}

impl<'a> Roomy<'a> {
    /// So many of these bytes; `None` if there are not so many, or none behind them.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "asked for at every cell, by a program that is built for its size")]
    pub fn new(bytes: &'a [u8], length: usize) -> Option<Self> {
        (bytes.len() >= length + ROOM_BYTES).then_some(Self { bytes, length })
    }

    /// How many bytes it has.
    #[inline]
    pub fn len(self) -> usize {
        self.length
    }

    /// Whether it has none.
    #[inline]
    pub fn is_empty(self) -> bool {
        self.length == 0
    }

    /// The text alone.
    #[inline]
    pub fn text(self) -> &'a [u8] {
        &self.bytes[..self.length]
    }

    /// Its first bytes, or all of them and what stands behind them.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "asked for at every cell, by a program that is built for its size")]
    pub fn room(self) -> &'a [u8; ROOM_BYTES] {
        self.bytes.first_chunk().unwrap_or(&[0; ROOM_BYTES])
    }

    /// The same for twice as many; `None` at the end of what was read.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "asked for at every text, by a program that is built for its size")]
    pub fn wide_room(self) -> Option<&'a [u8; WIDE_ROOM_BYTES]> {
        self.bytes.first_chunk()
    }

    /// Without the white space around it (E49). Most cells have nothing to trim, which two bytes tell.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "asked for at every cell, by a program that is built for its size")]
    pub fn trimmed(self) -> Self {
        let (Some(first), Some(last)) = (self.bytes.first(), self.bytes.get(self.length.wrapping_sub(1))) else {
            return self;
        };
        if is_bare(*first, *last) {
            return self;
        }
        let (start, length) = inner(self.text());
        Self { bytes: self.bytes.get(start..).unwrap_or_default(), length }
    }
}

/// Whether a text that begins and ends with these bytes has no white space around it.
#[inline(always)]
#[expect(clippy::inline_always, reason = "asked for at every cell, by a program that is built for its size")]
fn is_bare(first: u8, last: u8) -> bool {
    IN_WHITE_SPACE[first as usize] & FIRST | IN_WHITE_SPACE[last as usize] & LAST == 0
}

/// Whether white space may begin and end with a byte. Few bytes of letters are among them.
const IN_WHITE_SPACE: [u8; 256] = in_white_space();
const FIRST: u8 = 1;
const LAST: u8 = 2;

const fn in_white_space() -> [u8; 256] {
    let mut found = [0; 256];
    let mut number = 0;
    // All white space of Unicode is among the characters of up to three bytes.
    while number < 0x1_0000 {
        if let Some(char) = char::from_u32(number)
            && char.is_whitespace()
        {
            let mut bytes = [0; 4];
            let bytes = char.encode_utf8(&mut bytes).as_bytes();
            found[bytes[0] as usize] |= FIRST;
            found[bytes[bytes.len() - 1] as usize] |= LAST;
        }
        number += 1;
    }
    found
}

/// Where the text within its white space begins, and how long it is.
#[cold]
#[inline(never)]
fn inner(text: &[u8]) -> (usize, usize) {
    std::str::from_utf8(text).map_or((0, text.len()), |text| (text.len() - text.trim_start().len(), text.trim().len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_white_space_and_nothing_else_is_cut_off() {
        for char in (0..=0x10_FFFF).filter_map(char::from_u32) {
            let text = format!("{char}a b{char}");
            let roomy = [text.as_bytes(), &[b' '; ROOM_BYTES]].concat();
            let trimmed = Roomy::new(&roomy, text.len()).map(|text| text.trimmed().text().to_vec());
            assert_eq!(trimmed.as_deref(), Some(text.trim().as_bytes()), "{char:?}");
        }
        for text in ["", " ", "\u{a0}\t", "a"] {
            let roomy = [text.as_bytes(), &[b'x'; ROOM_BYTES]].concat();
            assert_eq!(Roomy::new(&roomy, text.len()).unwrap().trimmed().text(), text.trim().as_bytes());
        }
    }
}
