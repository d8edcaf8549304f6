//! Numbers as a cell may write them.

/// Digits only, at most 15 of them (E23, E48).
#[cold]
pub fn parse_whole(text: &str) -> Option<u64> {
    let digits = text.as_bytes();
    let valid = (1..=15).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit);
    valid.then(|| digits.iter().fold(0, |sum, digit| sum * 10 + u64::from(digit - b'0')))
}

/// `-?digits` with an optional `.digits`: no exponent, no `+`, no `.5` (E23); at most 15 digits before the point (E48).
#[cold]
pub fn parse_number(text: &str) -> Option<f64> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !(digits(whole) && digits(fraction) && whole.len() <= 15) {
        return None;
    }
    // Up to 15 digits are exact, and a division by a power of ten that is exact is rounded once, as it should be. Digits behind
    // these change nothing that anybody could have measured, and leaving them out spares the page the tables to round them.
    let fraction = fraction.get(..MOST_DIGITS.saturating_sub(whole.len())).unwrap_or(fraction);
    let number = whole.bytes().chain(fraction.bytes()).fold(0_u64, |sum, digit| sum * 10 + u64::from(digit - b'0'));
    let size = number as f64 / 10_f64.powi(fraction.len() as i32);
    Some(if text.starts_with('-') { -size } else { size })
}

/// Decimal digits that a double holds exactly.
const MOST_DIGITS: usize = 15;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_numbers_are_numbers() {
        assert_eq!(parse_whole("007"), Some(7));
        assert_eq!(parse_whole("999999999999999"), Some(999_999_999_999_999));
        for bad in ["", "1000000000000000", "+1", "-1", "1.0", "1 000", "1,000", "١"] {
            assert_eq!(parse_whole(bad), None, "{bad}");
        }
        for (text, number) in
            [("-2.50", -2.5), ("0.1", 0.1), ("123456789012345", 123_456_789_012_345.0), ("0.30000000000000000001", 0.3)]
        {
            assert_eq!(parse_number(text), Some(number), "{text}");
        }
        for bad in ["", "-", ".5", "5.", "1e3", "+1", "1,5", "NaN", "inf", "1.2.3", "--1", "1000000000000000"] {
            assert_eq!(parse_number(bad), None, "{bad}");
        }
    }
}
