//! One hash for ids and keys: quick for the short texts that they are, and made for nothing else.

/// An odd number whose bits are spread evenly (2⁶⁴ divided by the golden ratio).
const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

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

/// A hash table takes its place from the top bits and its tag from the others, so 32 bits are spread over 64.
#[inline]
pub fn spread(hash: u32) -> u64 {
    u64::from(hash).wrapping_mul(GOLDEN)
}

#[cfg(test)]
mod tests {
    use super::*;

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
