//! Quartiles and medians of plain numbers, none of which is still open.

use super::order::in_order;

/// The three quartiles.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quartiles {
    /// A quarter of the numbers lie below.
    pub q25: f64,
    /// Half of the numbers lie below.
    pub median: f64,
    /// Three quarters of the numbers lie below.
    pub q75: f64,
}

/// The quartiles; `None` of no numbers. Sorts the numbers.
pub fn quartiles(values: &mut [f64]) -> Option<Quartiles> {
    let places = in_order(values.len(), &|&a, &b| values[a].total_cmp(&values[b]));
    let sorted: Vec<f64> = places.into_iter().map(|place| values[place]).collect();
    values.copy_from_slice(&sorted);
    Some(Quartiles { q25: quantile(values, 0.25)?, median: quantile(values, 0.5)?, q75: quantile(values, 0.75)? })
}

/// The quantile at `share`, from 0 to 1, of numbers in rising order, on a straight line between neighbours; `None` of
/// no numbers.
///
/// Source: type 7 of R. J. Hyndman and Y. Fan, “Sample quantiles in statistical packages”, The American Statistician 50
/// (1996).
pub fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let position = share.clamp(0.0, 1.0) * last as f64;
    let below = position.floor() as usize;
    let (low, high) = (sorted[below], sorted[(below + 1).min(last)]);
    Some(low + (high - low) * (position - below as f64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_are_the_least_and_the_greatest() {
        assert_eq!(quantile(&[1.0, 5.0, 9.0], 0.0), Some(1.0));
        assert_eq!(quantile(&[1.0, 5.0, 9.0], 1.0), Some(9.0));
        assert_eq!(quantile(&[7.0], 0.3), Some(7.0));
        assert_eq!(quantile(&[], 0.5), None);
    }

    #[test]
    fn the_order_in_which_numbers_come_does_not_matter() {
        let expected = Quartiles { q25: 1.75, median: 2.5, q75: 3.25 };
        assert_eq!(quartiles(&mut [4.0, 1.0, 3.0, 2.0]), Some(expected));
        assert_eq!(quartiles(&mut []), None);
    }
}
