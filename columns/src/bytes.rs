//! Comparing and hashing the short texts that ids, words and keys are, eight bytes at a time.

/// The most bytes that are asked for before they are needed.
const MOST_BYTES_AT_ONCE: u64 = 1 << 28;

/// Asks for memory that will be needed bit by bit. A page waits every time that it asks the browser for some: asked for once, it is there.
pub fn ask_for(bytes: u64) {
    std::hint::black_box(Vec::<u8>::with_capacity(bytes.min(MOST_BYTES_AT_ONCE) as usize));
}

/// An odd number whose bits are spread evenly (2⁶⁴ divided by the golden ratio).
pub const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

/// Whether two texts are the same.
#[inline(always)]
#[expect(clippy::inline_always, reason = "asked for at every cell, by a program that is built for its size")]
pub fn is_same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && has_same_bytes(a, b)
}

#[inline]
fn has_same_bytes(a: &[u8], b: &[u8]) -> bool {
    let word = |bytes: &[u8; 8]| u64::from_le_bytes(*bytes);
    match (a.last_chunk::<8>(), b.last_chunk::<8>()) {
        (Some(last_of_a), Some(last_of_b)) => {
            let words = a.as_chunks::<8>().0.iter().zip(b.as_chunks::<8>().0);
            word(last_of_a) == word(last_of_b) && words.into_iter().all(|(a, b)| word(a) == word(b))
        }
        _ => a.iter().zip(b).all(|(a, b)| a == b),
    }
}

/// A hash of bytes.
#[inline]
pub fn hash(bytes: &[u8]) -> u32 {
    let (words, rest) = bytes.as_chunks::<8>();
    let mut hash = bytes.len() as u64;
    for word in words {
        hash = mix(hash, u64::from_le_bytes(*word));
    }
    // The last eight bytes once more, or the few that there are.
    let last = match bytes.last_chunk::<8>() {
        Some(last) => u64::from_le_bytes(*last),
        None => rest.iter().fold(0, |word, &byte| word << 8 | u64::from(byte)),
    };
    shorten(mix(hash, last))
}

/// A hash that a value goes into.
#[inline]
pub fn mix(hash: u64, value: u64) -> u64 {
    (hash.rotate_left(29) ^ value).wrapping_mul(GOLDEN)
}

/// Half of the bits of a hash.
#[inline]
pub fn shorten(hash: u64) -> u32 {
    (hash >> 32) as u32 ^ hash as u32
}

/// The place of an entry that begins with its hash. One function for all tables, so that they share their code.
#[inline]
pub fn place_of(entry: &(u32, u32)) -> u64 {
    spread(entry.0)
}

/// A hash table takes its place from the top bits and its tag from the others, so 32 bits are spread over 64.
#[inline]
pub fn spread(hash: u32) -> u64 {
    u64::from(hash).wrapping_mul(GOLDEN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_the_same_when_every_byte_is() {
        for length in 0..40 {
            let text: Vec<u8> = (0..length).collect();
            assert!(is_same(&text, &text.clone()));
            assert!(!is_same(&text, &[&text[..], &[0]].concat()));
            for at in 0..text.len() {
                let mut other = text.clone();
                other[at] ^= 0x40;
                assert!(!is_same(&text, &other), "{at} of {length}");
            }
        }
    }

    #[test]
    fn texts_that_differ_a_little_have_other_hashes() {
        let texts: Vec<String> =
            (0..100_000).map(|number| format!("c{number:07}")).chain((0..100_000).map(|n| n.to_string())).collect();
        let mut hashes: Vec<u32> = texts.iter().map(|text| hash(text.as_bytes())).collect();
        hashes.sort_unstable();
        hashes.dedup();
        // By chance five pairs of 200,000 numbers of 32 bits are equal.
        assert!(hashes.len() > 199_950, "{} of 200000 differ", hashes.len());
    }
}
