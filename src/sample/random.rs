//! Draws that come out the same on every machine and with every version of every dependency.

/// A stream of draws: `SplitMix64` (Steele, Lea and Flood 2014), in whole numbers only.
///
/// It is written out here because the bytes of the sample must not change with somebody else's release.
pub(super) struct Random(u64);

impl Random {
    /// The stream of one purpose. Each table has its own, so that a change to one leaves the others as they were.
    pub(super) fn new(seed: u64, purpose: &str) -> Self {
        // FNV-1a spreads the purpose over 64 bits.
        let spread = purpose
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ spread)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A whole number from `low` to `high`, both included; `low` if there is nothing between them.
    pub(super) fn between(&mut self, low: i32, high: i32) -> i32 {
        let width = u64::from(high.saturating_sub(low).max(0).unsigned_abs()) + 1;
        low + ((u128::from(self.next()) * u128::from(width)) >> 64) as i32
    }

    /// True `percent` times in a hundred.
    pub(super) fn chance(&mut self, percent: i32) -> bool {
        self.between(1, 100) <= percent
    }

    /// One of the things; `None` if there are none.
    pub(super) fn one<'a, T>(&mut self, things: &'a [T]) -> Option<&'a T> {
        let last = i32::try_from(things.len()).unwrap_or(i32::MAX) - 1;
        things.get(self.between(0, last) as usize)
    }

    /// One of the words; empty if there are none.
    pub(super) fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        self.one(words).copied().unwrap_or("")
    }

    /// The place of one of the weights, each as likely as it is heavy; `None` if all are zero.
    pub(super) fn place(&mut self, weights: impl Iterator<Item = i32> + Clone) -> Option<usize> {
        let mut left = self.between(1, weights.clone().sum());
        weights.enumerate().find_map(|(place, weight)| {
            left -= weight;
            (weight > 0 && left <= 0).then_some(place)
        })
    }

    /// One of the words, each as likely as it is heavy; empty if all are zero.
    pub(super) fn weighted<'a>(&mut self, words: &[(&'a str, i32)]) -> &'a str {
        self.place(words.iter().map(|word| word.1)).and_then(|place| words.get(place)).map_or("", |word| word.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_are_the_published_sequence() {
        let mut random = Random(1_234_567);
        assert_eq!([random.next(), random.next()], [6_457_827_717_110_365_317, 3_203_168_211_198_807_973]);
    }

    #[test]
    fn draws_stay_within_their_bounds() {
        let mut random = Random::new(1, "bounds");
        for _ in 0..2_000 {
            assert!((3..=7).contains(&random.between(3, 7)));
            assert_eq!(random.weighted(&[("never", 0), ("always", 2)]), "always");
        }
        assert_eq!(random.between(5, 1), 5);
        assert_eq!(random.place([0, 0].into_iter()), None);
        assert_eq!(random.pick(&[]), "");
    }
}
