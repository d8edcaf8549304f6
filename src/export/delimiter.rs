//! Which character separates the cells of a file.

use memchr::{memchr, memchr2};

const QUOTE: u8 = b'"';

/// The most frequent of `,` `;` and tab in the first line that is not blank, outside quotes; ties in that order (E6).
/// `None` while that line has not ended, so that the answer is the same however the bytes are cut.
pub fn guess_delimiter(start: &[u8], at_end: bool) -> Option<char> {
    let mut rest = start;
    loop {
        let end = line_end(rest, at_end);
        if end.is_none() && !at_end {
            return None;
        }
        let line = &rest[..end.unwrap_or(rest.len())];
        let blank = std::str::from_utf8(line).is_ok_and(|line| line.trim().is_empty());
        match end {
            Some(end) if blank => rest = &rest[end + 1..],
            _ => return Some(most_frequent(line)),
        }
    }
}

fn most_frequent(line: &[u8]) -> char {
    let mut counts = [(',', 0), (';', 0), ('\t', 0)];
    let mut quoted = false;
    for &byte in line {
        quoted ^= byte == QUOTE;
        if let Some((_, count)) = counts.iter_mut().find(|(delimiter, _)| *delimiter == char::from(byte) && !quoted) {
            *count += 1;
        }
    }
    // Of equal counts `max_by_key` takes the last, so the order of preference is reversed.
    counts.into_iter().rev().max_by_key(|&(_, count)| count).map_or(',', |(delimiter, _)| delimiter)
}

/// Where the first line ends; in a file with an open quote that is the first line end of all.
fn line_end(bytes: &[u8], at_end: bool) -> Option<usize> {
    let mut quoted = false;
    let mut from = 0;
    while let Some(length) = memchr2(QUOTE, b'\n', &bytes[from..]) {
        let at = from + length;
        if bytes[at] == QUOTE {
            quoted = !quoted;
        } else if !quoted {
            return Some(at);
        }
        from = at + 1;
    }
    if quoted && at_end { memchr(b'\n', bytes) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_the_most_frequent_in_the_first_line() {
        for (text, delimiter) in
            [("a;b;c,d\n1,2,3", ';'), ("a\tb\n", '\t'), ("a,b;c\n", ','), ("\n \n\"a,b,c\";d\n", ';'), ("a\n", ',')]
        {
            assert_eq!(guess_delimiter(text.as_bytes(), false), Some(delimiter), "{text}");
        }
        assert_eq!(guess_delimiter(b"a;b", false), None);
        assert_eq!(guess_delimiter(b"\"a\nb", false), None, "the rest of a quoted name may hold what is counted");
        assert_eq!(guess_delimiter(b"a;b", true), Some(';'));
        assert_eq!(guess_delimiter(b"", true), Some(','));
    }
}
