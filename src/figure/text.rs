//! The few words a figure needs beyond `story`, and how much room words take.

use super::mark::{Text, Weight};
use crate::org::{Day, Month, Period};
use crate::story::say;

/// `Nov`.
pub(super) fn month_short(month: Month) -> String {
    say::month(month).chars().take(3).collect()
}

/// `Nov 2024`, on one line.
pub(super) fn month_year(month: Month) -> String {
    say::keep_together(&say::period(Period::Month(month)))
}

/// `9 Feb 2026`, on one line.
pub(super) fn day(day: Day) -> String {
    say::keep_together(&say::period(Period::Day(day)))
}

/// 1 for the first day of the month.
pub(super) fn day_of_month(day: Day) -> i64 {
    i64::from(day.since(day.month().first_day())) + 1
}

/// The words with a capital at their start, as the head of a column.
pub(super) fn head(words: &str) -> String {
    let mut words = words.to_owned();
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    words
}

/// `1 day`, `12 days`.
pub(super) fn days(n: i64) -> String {
    if n == 1 { "1 day".into() } else { format!("{n}\u{a0}days") }
}

/// Labels at their heights, in order from the top, moved down as little as keeps their baselines `apart_px` apart.
pub(super) fn pushed_apart(mut labels: Vec<(f64, Text)>, apart_px: f64) -> Vec<Text> {
    crate::org::sort_by(&mut labels, |a, b| a.0.total_cmp(&b.0));
    let mut least = f64::NEG_INFINITY;
    let place = |(y, label): (f64, Text)| {
        let y = y.max(least);
        least = y + apart_px;
        Text { at: (label.at.0, y), ..label }
    };
    labels.into_iter().map(place).collect()
}

/// A number with at most one decimal, `.0` left off, and commas between thousands.
pub(super) fn number(value: f64) -> String {
    let plain = say::one_decimal(value.abs());
    let sign = if value < 0.0 && plain != "0" { "\u{2212}" } else { "" };
    let (whole, rest) = plain.split_once('.').map_or((plain.as_str(), String::new()), |(w, r)| (w, format!(".{r}")));
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), say::grouped);
    format!("{sign}{whole}{rest}")
}

/// A number for an axis: millions are shortened so that the axis stays narrow.
pub(super) fn tick(value: f64) -> String {
    if value >= 1e6 { format!("{}M", number(value / 1e6)) } else { number(value) }
}

/// `eight` for 8; digits from 13 on.
pub(super) fn count_word(n: usize) -> String {
    const WORDS: [&str; 13] =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    WORDS.get(n).map_or_else(|| n.to_string(), |word| (*word).into())
}

/// The room that words take, estimated a little wide: figures are laid out without a browser, and faces differ.
pub(super) fn width_px(words: &str, size_px: f64, weight: Weight) -> f64 {
    let em: f64 = words.chars().map(advance).sum();
    let heavier = if weight == Weight::Bold { 1.08 } else { 1.0 };
    em * size_px * heavier * 1.04
}

/// The words, or as many as fit with an ellipsis; the whole of them is in the figure's table.
pub(super) fn fit(words: &str, room_px: f64, size_px: f64, weight: Weight) -> String {
    if width_px(words, size_px, weight) <= room_px {
        return words.into();
    }
    let mut short = String::new();
    for c in words.chars() {
        let longer = format!("{short}{c}…");
        if width_px(&longer, size_px, weight) > room_px {
            break;
        }
        short.push(c);
    }
    format!("{}…", short.trim_end())
}

/// The words in lines of at most `room_px`; a word that is longer has a line of its own.
pub(super) fn wrap(words: &str, room_px: f64, size_px: f64, weight: Weight) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split(' ') {
        match lines.last_mut() {
            Some(line) if width_px(&format!("{line} {word}"), size_px, weight) <= room_px => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.into()),
        }
    }
    lines
}

/// Advance of a character in em, as in common sans faces.
fn advance(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | '\'' | '|' => 0.23,
        ' ' | '\u{a0}' | '.' | ',' | ':' | ';' | '!' | 'f' | 't' | 'I' | '/' => 0.28,
        'r' | '-' | '(' | ')' => 0.34,
        'm' | 'M' => 0.84,
        'w' | 'W' => 0.8,
        '%' => 0.89,
        'A'..='Z' | '&' => 0.68,
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' => 0.0,
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' => 1.0,
        '\u{1f000}'.. => 1.3,
        _ => 0.556,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_for_people() {
        for (value, said) in [
            (0.0, "0"),
            (37.44, "37.4"),
            (37.96, "38"),
            (-0.04, "0"),
            (-3.5, "\u{2212}3.5"),
            (41_822.0, "41,822"),
            (1e9, "1,000,000,000"),
        ] {
            assert_eq!(number(value), said);
        }
        assert_eq!((tick(1e9).as_str(), tick(2_500_000.0).as_str()), ("1,000M", "2.5M"));
    }

    #[test]
    fn long_words_are_shortened_to_their_room() {
        let short = fit("Commission and settlement of affiliates", 90.0, 13.0, Weight::Regular);
        assert!(short.ends_with('…') && width_px(&short, 13.0, Weight::Regular) <= 90.0, "{short}");
        assert_eq!(fit("Rates", 90.0, 13.0, Weight::Regular), "Rates");
        assert_eq!(fit("Rates", 0.0, 13.0, Weight::Regular), "…");
    }
}
