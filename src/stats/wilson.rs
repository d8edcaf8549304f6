//! The range of a share.

/// The 97.5% point of the normal distribution: two sides of 2.5% leave 95%.
pub const Z: f64 = 1.959_963_984_540_054;

/// A share with its 95% range, all from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// k/n.
    pub share: f64,
    /// Lower end of the range; exactly 0 when k = 0.
    pub low: f64,
    /// Upper end of the range; exactly 1 when k = n.
    pub high: f64,
}

/// The share k of n with Wilson's score range; `None` when n = 0 or k > n.
///
/// Source: E. B. Wilson, “Probable inference, the law of succession, and statistical inference”, JASA 22 (1927).
pub fn wilson(k: u64, n: u64) -> Option<Share> {
    if n == 0 || k > n {
        return None;
    }
    let (hits, size) = (k as f64, n as f64);
    let share = hits / size;
    let scale = 1.0 + Z * Z / size;
    let centre = (share + Z * Z / (2.0 * size)) / scale;
    let half = Z / scale * (share * (1.0 - share) / size + Z * Z / (4.0 * size * size)).sqrt();
    Some(Share {
        share,
        // Rounding would leave the ends a hair beside 0 and 1, where they are exact.
        low: if k == 0 { 0.0 } else { centre - half },
        high: if k == n { 1.0 } else { centre + half },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_are_exact_and_nothing_else_is() {
        for n in [1, 2, 7, 300, 1_000_000] {
            assert_eq!(wilson(0, n).map(|range| range.low), Some(0.0));
            assert_eq!(wilson(n, n).map(|range| range.high), Some(1.0));
            assert!(wilson(0, n).unwrap().high < 1.0 && wilson(n, n).unwrap().low > 0.0);
        }
        let one = wilson(1, 1_000_000).unwrap();
        assert!(one.low > 0.0 && one.low < one.share && one.share < one.high);
    }

    #[test]
    fn no_cases_have_no_share() {
        assert_eq!(wilson(0, 0), None);
        assert_eq!(wilson(2, 1), None);
    }
}
