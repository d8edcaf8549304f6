//! Two stories of when a target is reached: no draws, so the same data always tells the same.

use super::chart::chart;

/// Cells of the midpoint rule over the unknown chance.
const CELLS: u32 = 2_000;
/// A constant pace says nothing about longer than five years.
const PACE_MONTHS: usize = 60;
/// A shrinking pool empties slowly: ten years.
const POOL_MONTHS: usize = 120;
/// Even odds.
const EVEN: f64 = 0.5;
/// The odds of the date that is printed.
const LIKELY: f64 = 0.85;

/// Whole months after the last complete one until a target is reached.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Horizons {
    /// With an even chance; `None` if not within the months looked at.
    pub even: Option<u32>,
    /// With 85%; `None` if not within the months looked at.
    pub likely: Option<u32>,
    /// The chance to have reached it by month 1, 2, … up to 85%; empty if there is nothing to wait for or no pace at
    /// all.
    pub chances: Vec<f64>,
}

/// A target for a number that can only grow, out of a pool of those that may join.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target<'a> {
    /// Joins in each complete month, oldest first.
    pub joins: &'a [u64],
    /// How many are wanted in.
    pub wanted: u64,
    /// How many are in at the end of the last complete month.
    pub already_in: u64,
    /// How many there are, in or not.
    pub all: u64,
    /// How many are not yet in.
    pub left: u64,
}

/// Why no date is given. In the order in which they are asked (M28).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// As many are in as are wanted.
    Reached,
    /// Fewer than six complete months.
    Under6Months,
    /// Fewer than three joins.
    Under3Joins,
    /// The joins themselves have just changed (M29).
    Signal,
    /// The target is above three quarters of all: the last ones join unlike the first.
    Above75Percent,
    /// More are needed than are left.
    MoreNeededThanLeft,
}

/// The first reason against giving a date; `None` if there is none.
pub fn refusal(target: &Target<'_>) -> Option<Refusal> {
    let joins: Vec<_> = target.joins.iter().map(|&joins| Some(joins as f64)).collect();
    let needed = target.wanted.saturating_sub(target.already_in);
    let reasons = [
        (needed == 0, Refusal::Reached),
        (joins.len() < 6, Refusal::Under6Months),
        (target.joins.iter().sum::<u64>() < 3, Refusal::Under3Joins),
        (!chart(&joins, &[]).signals.is_empty(), Refusal::Signal),
        (target.wanted.saturating_mul(4) > target.all.saturating_mul(3), Refusal::Above75Percent),
        (needed > target.left, Refusal::MoreNeededThanLeft),
    ];
    reasons.into_iter().find_map(|(holds, reason)| holds.then_some(reason))
}

/// Future months are like past ones, each as likely as the other: exact convolution of the joins a month.
pub fn constant_pace(joins: &[u64], needed: u64) -> Horizons {
    let Ok(enough) = usize::try_from(needed) else { return Horizons::default() };
    if joins.iter().all(|&joins| joins == 0) && needed > 0 {
        return Horizons::default();
    }
    // The chance of exactly so many joins so far; `enough` and more fall out at the end.
    let mut so_far = vec![0.0; enough];
    if let Some(none) = so_far.first_mut() {
        *none = 1.0;
    }
    let share = 1.0 / joins.len() as f64;
    horizons(needed, PACE_MONTHS, |_| {
        let mut next = vec![0.0; enough];
        for (had, chance) in so_far.iter().enumerate() {
            for &more in joins {
                let now = usize::try_from(more).ok().and_then(|more| had.checked_add(more));
                if let Some(cell) = now.and_then(|now| next.get_mut(now)) {
                    *cell += chance * share;
                }
            }
        }
        so_far = next;
        1.0 - so_far.iter().sum::<f64>()
    })
}

/// Each of those left joins with one unknown monthly chance, known as Beta(½ + joins, ½ + waits) from the past: `joins`
/// a month, and the waits of those `not_yet_in` at the start of that month who did not join in it.
pub fn shrinking_pool(joins: &[u64], not_yet_in: &[u64], left: u64, needed: u64) -> Horizons {
    let joined = joins.iter().sum::<u64>() as f64;
    let waited = (not_yet_in.iter().sum::<u64>() as f64 - joined).max(0.0);
    let chances = (0..CELLS).map(|cell| (f64::from(cell) + 0.5) / f64::from(CELLS));
    let weights: Vec<_> =
        chances.map(|chance| (chance, (joined - 0.5) * chance.ln() + (waited - 0.5) * (-chance).ln_1p())).collect();
    // Only weights relative to each other matter, and the largest would overflow or vanish.
    let largest = weights.iter().map(|&(_, ln_weight)| ln_weight).fold(f64::NEG_INFINITY, f64::max);
    let weights: Vec<_> = weights
        .into_iter()
        .map(|(chance, ln)| (chance, (ln - largest).exp()))
        .filter(|&(_, weight)| weight > 0.0)
        .collect();
    let total: f64 = weights.iter().map(|&(_, weight)| weight).sum();
    horizons(needed, POOL_MONTHS, |month| {
        let reached = weights.iter().map(|&(chance, weight)| {
            let ln_still_out = month as f64 * (-chance).ln_1p();
            weight * at_least(needed, left, ln_still_out)
        });
        reached.sum::<f64>() / total
    })
}

/// Asks for the chance by month 1, 2, … until it is likely.
fn horizons(needed: u64, most: usize, mut chance_by: impl FnMut(usize) -> f64) -> Horizons {
    if needed == 0 {
        return Horizons { even: Some(0), likely: Some(0), chances: Vec::new() };
    }
    let mut horizons = Horizons::default();
    for month in 1..=most {
        let chance = chance_by(month);
        horizons.chances.push(chance);
        if horizons.even.is_none() && chance >= EVEN {
            horizons.even = Some(month as u32);
        }
        if chance >= LIKELY {
            horizons.likely = Some(month as u32);
            break;
        }
    }
    horizons
}

/// The chance that at least `needed` of `left` are in, each of which is still out with the chance whose logarithm is
/// given.
///
/// Sums the smaller tail, away from the middle, so nothing vanishes that matters.
fn at_least(needed: u64, left: u64, ln_out: f64) -> f64 {
    if needed > left {
        return 0.0;
    }
    let inside = -ln_out.exp_m1();
    if inside <= 0.0 || inside >= 1.0 {
        return inside;
    }
    let (size, odds) = (left as f64, inside / ln_out.exp());
    let term = |hits: f64| {
        let ways = libm::lgamma(size + 1.0) - libm::lgamma(hits + 1.0) - libm::lgamma(size - hits + 1.0);
        (ways + hits * inside.ln() + (size - hits) * ln_out).exp()
    };
    let mut hits = needed as f64;
    if hits > size * inside {
        tail(term(hits), || {
            hits += 1.0;
            (size - hits + 1.0) / hits * odds
        })
    } else {
        hits -= 1.0;
        1.0 - tail(term(hits), || {
            hits -= 1.0;
            (hits + 1.0) / (size - hits) / odds
        })
    }
}

/// The sum of a term and those after it, each the one before times the next ratio, until they no longer matter.
fn tail(first: f64, mut ratio: impl FnMut() -> f64) -> f64 {
    let (mut sum, mut term) = (0.0, first);
    while term > sum * f64::EPSILON {
        sum += term;
        term *= ratio();
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_reason_is_the_one_given() {
        let joins = [1, 0, 2, 1, 0, 1];
        let open = Target { joins: &joins, wanted: 9, already_in: 5, all: 12, left: 7 };
        assert_eq!(refusal(&open), None);
        assert_eq!(refusal(&Target { wanted: 5, ..open }), Some(Refusal::Reached));
        assert_eq!(refusal(&Target { joins: &joins[..5], wanted: 12, ..open }), Some(Refusal::Under6Months));
        assert_eq!(refusal(&Target { joins: &[0, 0, 0, 1, 1, 0], wanted: 12, ..open }), Some(Refusal::Under3Joins));
        assert_eq!(refusal(&Target { wanted: 10, ..open }), Some(Refusal::Above75Percent));
        assert_eq!(refusal(&Target { left: 3, ..open }), Some(Refusal::MoreNeededThanLeft));
        let jump = [4, 3, 4, 3, 4, 3, 4, 3, 4, 20];
        assert_eq!(refusal(&Target { joins: &jump, wanted: 10, ..open }), Some(Refusal::Signal), "M29");
        let rare = [0, 0, 0, 0, 0, 0, 0, 0, 0, 9];
        assert_eq!(refusal(&Target { joins: &rare, ..open }), None, "M29: no limits under a mean of 3");
    }

    #[test]
    fn what_is_out_of_reach_has_no_horizon() {
        assert_eq!(constant_pace(&[], 3), Horizons::default());
        assert_eq!(constant_pace(&[0, 1], 500).likely, None);
        let pool = shrinking_pool(&[1, 1, 1], &[9, 8, 7], 3, 4);
        assert_eq!((pool.even, pool.likely), (None, None));
    }

    #[test]
    fn a_certain_pace_arrives_on_its_month() {
        let certain = constant_pace(&[2, 2, 2], 5);
        assert_eq!((certain.even, certain.likely), (Some(3), Some(3)));
        assert_eq!(certain.chances, [0.0, 0.0, 1.0]);
        assert_eq!(constant_pace(&[0, 1], 1).even, Some(1), "an even chance is enough");
    }

    #[test]
    fn both_tails_add_up_to_one() {
        for (needed, left, out) in [(3_u64, 10_u64, 0.4_f64), (1, 1, 0.5), (700, 5_000, 0.9), (4_000, 5_000, 0.2)] {
            let reached = at_least(needed, left, out.ln());
            let mirrored = at_least(left - needed + 1, left, (1.0 - out).ln());
            assert!((reached + mirrored - 1.0).abs() < 1e-9, "{needed} of {left}: {reached} + {mirrored}");
        }
        assert!((at_least(2, 3, 0.5_f64.ln()) - 0.5).abs() < 1e-12);
    }

    #[test]
    fn a_pool_of_thousands_is_told_as_quickly() {
        let pool = shrinking_pool(&[40; 24], &[4_000; 24], 3_000, 1_500);
        assert!(pool.even.is_some_and(|months| (65..75).contains(&months)), "{:?}", pool.even);
        assert!(pool.chances.iter().all(|chance| (0.0..=1.0 + 1e-9).contains(chance)));
    }
}
