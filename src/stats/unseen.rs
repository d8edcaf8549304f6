//! How many neither of two logs has seen.

/// Under so many in both logs the estimate is too rough to print.
const FEWEST_IN_BOTH: u64 = 7;

/// An estimate of all there is, seen or not.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unseen {
    /// All there is, what neither log has included.
    pub estimate: f64,
    /// Its standard error.
    pub standard_error: f64,
}

/// Chapman's estimate from the sizes of two logs and of what is in both; `None` if fewer than 7 are in both, or more
/// than in one.
///
/// Source: D. G. Chapman, University of California Publications in Statistics 1 (1951); variance of G. A. F. Seber
/// (1970).
pub fn unseen(first_log: u64, second_log: u64, in_both: u64) -> Option<Unseen> {
    if in_both < FEWEST_IN_BOTH || in_both > first_log.min(second_log) {
        return None;
    }
    let (first, second, both) = (first_log as f64 + 1.0, second_log as f64 + 1.0, in_both as f64 + 1.0);
    let variance = first * second * (first - both) * (second - both) / (both * both * (both + 1.0));
    Some(Unseen { estimate: first * second / both - 1.0, standard_error: variance.sqrt() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_equal_logs_have_seen_everything() {
        assert_eq!(unseen(7, 7, 7), Some(Unseen { estimate: 7.0, standard_error: 0.0 }));
        assert_eq!(unseen(6, 6, 6), None);
        assert_eq!(unseen(7, 9, 8), None);
    }
}
