//! How long something was used before it fell silent.

/// A silence of more days than this ends use (M38).
const SILENCE_DAYS: i32 = 90;

/// From first use to the last use before a silence, or to the day on which a silence could last be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spell {
    /// Whole days.
    pub days: u32,
    /// Whether use has ended; otherwise it was still going on when last known.
    pub ended: bool,
}

/// The first spell of use, from the days of use in rising order, all up to `as_of`.
///
/// `None` without use, and if the first use is so young that no silence could have been seen. Days are numbered from
/// any day.
pub fn until_silence(as_of: i32, used_on: &[i32]) -> Option<Spell> {
    let known_until = as_of - SILENCE_DAYS;
    let first = *used_on.first().filter(|&&day| day <= known_until)?;
    let next = used_on.iter().skip(1).copied().chain([as_of]);
    let last = used_on.iter().zip(next).find(|&(&day, next)| next - day > SILENCE_DAYS).map(|(&day, _)| day);
    let days = last.unwrap_or(known_until) - first;
    Some(Spell { days: u32::try_from(days).ok()?, ended: last.is_some() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_single_old_use_ended_on_its_first_day() {
        assert_eq!(until_silence(1000, &[909]), Some(Spell { days: 0, ended: true }), "M38");
        assert_eq!(until_silence(1000, &[910]), Some(Spell { days: 0, ended: false }));
        assert_eq!(until_silence(1000, &[911]), None);
        assert_eq!(until_silence(1000, &[]), None);
    }

    #[test]
    fn use_after_a_silence_is_not_asked_for() {
        assert_eq!(until_silence(1000, &[500, 590, 700, 990]), Some(Spell { days: 90, ended: true }));
        assert_eq!(until_silence(1000, &[700, 790, 880, 960]), Some(Spell { days: 210, ended: false }));
    }
}
