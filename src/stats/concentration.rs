//! Among how many something is effectively spread.

/// How much of the whole lies with few.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Concentration {
    /// Herfindahl–Hirschman index: the sum of squared shares, 1 when one holds everything.
    pub index: f64,
    /// 1/index: so many equal holders would be as concentrated.
    pub effective: f64,
}

/// The concentration of what each of several holds; `None` if nobody holds anything. Who holds nothing does not matter.
pub fn concentration(held: &[u64]) -> Option<Concentration> {
    let total = held.iter().sum::<u64>() as f64;
    let squares = held.iter().map(|&held| (held as f64).powi(2)).sum::<f64>();
    (total > 0.0).then(|| Concentration { index: squares / (total * total), effective: total * total / squares })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_holders_count_in_full_and_a_lone_one_as_one() {
        assert_eq!(concentration(&[3, 3, 0, 3]).map(|found| found.effective), Some(3.0));
        assert_eq!(concentration(&[0, 9]), Some(Concentration { index: 1.0, effective: 1.0 }));
        assert_eq!(concentration(&[]), None);
        assert_eq!(concentration(&[0, 0]), None);
    }
}
