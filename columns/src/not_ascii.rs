//! Whether what is not ASCII is UTF-8, looked at where it stands and nowhere else.

/// Bytes that are not ASCII, one behind the other.
#[derive(Debug, Default)]
pub struct NotAscii {
    /// Where those began that stand right before the bytes looked at next, and that more may follow.
    start: Option<usize>,
}

impl NotAscii {
    /// Whether more may follow.
    #[inline]
    pub fn is_open(&self) -> bool {
        self.start.is_some()
    }

    /// Whether the bytes of a group that are not ASCII are UTF-8: one bit for each of 64 bytes. Those right before its end are looked
    /// at with the next group.
    #[inline(never)]
    pub fn is_utf8(&mut self, bytes: &[u8], base: usize, not_ascii: u64) -> bool {
        let mut is_utf8 = true;
        let mut from = 0;
        loop {
            let start = match self.start.take() {
                Some(start) => start,
                None => match not_ascii.checked_shr(from).unwrap_or(0) {
                    0 => return is_utf8,
                    left => {
                        from += left.trailing_zeros();
                        base + from as usize
                    }
                },
            };
            let others = (!not_ascii).checked_shr(from).unwrap_or(0);
            if others == 0 {
                self.start = Some(start);
                return is_utf8;
            }
            from += others.trailing_zeros();
            let run = &bytes[start..base + from as usize];
            is_utf8 &= is_of_two_bytes(run) || std::str::from_utf8(run).is_ok();
        }
    }

    /// Forgets so many bytes before those looked at next.
    pub fn forget(&mut self, bytes: usize) {
        self.start = self.start.map(|start| start.saturating_sub(bytes));
    }
}

/// Whether all characters are of two bytes, as most are outside ASCII: that is seen sooner than asked for.
#[inline(always)]
#[expect(clippy::inline_always, reason = "asked for at every few bytes, by a program that is built for its size")]
fn is_of_two_bytes(bytes: &[u8]) -> bool {
    let (pairs, rest) = bytes.as_chunks::<2>();
    rest.is_empty() && pairs.iter().all(|pair| matches!(pair, [0xC2..=0xDF, 0x80..=0xBF]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_ascii_is_looked_at_across_groups() {
        for before in 0..130 {
            for (text, is_utf8) in [
                (&b"\xC3\xA9"[..], true),
                (b"\xE2\x82\xAC", true),
                (b"\xC3", false),
                (b"\xA9", false),
                (b"\xE2\x82", false),
                (b"\xC3\xA9\xD0\xB6", true),
                (b"\xC3\xA9\xE2\x82\xAC\xC3\xA9", true),
                (b"\xC0\x80", false),
                (b"\xC1\xBF", false),
                (b"\xC2\xC2", false),
                (b"\xE0\x80", false),
            ] {
                let bytes = [&vec![b'x'; before][..], text, &[b'x'; 192]].concat();
                let mut found = NotAscii::default();
                let groups = bytes.as_chunks::<64>().0.iter().zip((0..).step_by(64));
                let all = groups.map(|(group, base)| {
                    let mask = group.iter().zip(0..).fold(0, |mask, (byte, at)| mask | u64::from(byte >> 7) << at);
                    found.is_utf8(&bytes, base, mask)
                });
                assert_eq!(all.fold(true, |all, one| all & one), is_utf8, "{text:?} after {before}");
            }
        }
    }
}
