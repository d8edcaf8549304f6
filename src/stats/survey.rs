//! What the silent could change about a share.

/// The share among all who were asked, had the silent all said no, or all said yes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Silence {
    /// All the silent say no.
    pub low: f64,
    /// All the silent say yes.
    pub high: f64,
}

/// The bounds for `agreeing` of `answered` answers; `None` if nobody was asked (M31).
pub fn silence(agreeing: u64, answered: u64, asked: u64) -> Option<Silence> {
    let (yes, heard, all) = (agreeing as f64, answered as f64, asked as f64);
    (asked > 0).then(|| Silence { low: yes / all, high: (yes + all - heard) / all })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_asked_has_no_bounds_and_nobody_silent_has_no_width() {
        assert_eq!(silence(0, 0, 0), None);
        assert_eq!(silence(3, 4, 4), Some(Silence { low: 0.75, high: 0.75 }));
        assert_eq!(silence(0, 0, 9), Some(Silence { low: 0.0, high: 1.0 }));
    }
}
