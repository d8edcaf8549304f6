//! Quantiles of the beta distribution, as odds.

/// Enough for parameters of many millions: the fraction needs about the square root of the larger one.
const MOST_TERMS: u32 = 200_000;

/// The odds x/(1 − x) of the point x below which a Beta(a, b) distribution has `level` of its weight.
///
/// Odds rather than x, because x close to 1 would leave few digits of 1 − x. Found by halving, as the distribution
/// function only rises: slower than Newton's steps, and it cannot miss. Good to nine digits for parameters up to a
/// million, above which the logarithms of the gamma function lose digits to each other: six are left at a thousand
/// million.
pub fn odds_at(level: f64, a: f64, b: f64) -> f64 {
    // Beyond these log odds no parameters made of 64-bit counts have 2.5% of their weight.
    let (mut low, mut high) = (-100.0_f64, 100.0_f64);
    loop {
        let middle = low + (high - low) / 2.0;
        if middle <= low || middle >= high {
            return middle.exp();
        }
        if weight_below(middle, a, b) < level { low = middle } else { high = middle }
    }
}

/// The regularised incomplete beta function at the point with these log odds.
///
/// Source: NIST Digital Library of Mathematical Functions, 8.17.4 (symmetry) and 8.17.22 (continued fraction).
fn weight_below(log_odds: f64, a: f64, b: f64) -> f64 {
    let odds = log_odds.exp();
    let (x, y) = (odds / (1.0 + odds), 1.0 / (1.0 + odds));
    let ln_y = -odds.ln_1p();
    let ln_x = log_odds + ln_y;
    let ln_beta = libm::lgamma(a) + libm::lgamma(b) - libm::lgamma(a + b);
    let front = (a * ln_x + b * ln_y - ln_beta).exp();
    // The fraction converges quickly on its own side of the mean only.
    if x < (a + 1.0) / (a + b + 2.0) {
        front / a * continued_fraction(x, a, b)
    } else {
        1.0 - front / b * continued_fraction(y, b, a)
    }
}

/// 1/(1 + d₁/(1 + d₂/(1 + …))) by Lentz's method as modified by Thompson and Barnett.
fn continued_fraction(x: f64, a: f64, b: f64) -> f64 {
    // Stands in for a zero in a denominator, where the next step makes up for it.
    const TINY: f64 = 1e-300;
    let not_zero = |value: f64| if value.abs() < TINY { TINY } else { value };
    let (mut upper, mut lower) = (1.0, 1.0 / not_zero(1.0 - (a + b) * x / (a + 1.0)));
    let mut fraction = lower;
    for term in 1..MOST_TERMS {
        let m = f64::from(term);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let mut step = 1.0;
        for d in [even, odd] {
            lower = 1.0 / not_zero(1.0 + d * lower);
            upper = not_zero(1.0 + d / upper);
            step = upper * lower;
            fraction *= step;
        }
        if (step - 1.0).abs() < f64::EPSILON {
            break;
        }
    }
    fraction
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(actual: f64, expected: f64) {
        assert!((actual / expected - 1.0).abs() < 1e-9, "{actual} is not {expected}");
    }

    #[test]
    fn agrees_with_the_cases_that_have_a_closed_form() {
        // Beta(a, 1) has the distribution function xᵃ, Beta(1, b) has 1 − (1 − x)ᵇ.
        for size in [1.0, 8.0, 1e3, 1e6] {
            close(odds_at(0.025, size, 1.0), 1.0 / (-(0.025_f64.ln() / size)).exp_m1());
            close(odds_at(0.025, 1.0, size), (-(0.975_f64.ln() / size)).exp_m1());
        }
    }

    #[test]
    fn a_level_and_the_rest_of_it_mirror_each_other() {
        for (a, b) in [(3.0, 14.0), (250.0, 31.0), (100_000.0, 90_001.0)] {
            close(odds_at(0.025, a, b) * odds_at(0.975, b, a), 1.0);
            close(weight_below(odds_at(0.025, a, b).ln(), a, b), 0.025);
        }
    }
}
