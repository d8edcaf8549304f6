//! What may be said of a measure now and on an earlier day, in one sentence with plain spaces.

use serde::Serialize;

use super::compare::{self, CountChange, Verdict};
use super::{say, text};
use crate::measure::{LastMonths, Measure, Reading, events};
use crate::org::{EventKind, View};
use crate::stats::{self, CountVerdict, Counted, Of, ShareVerdict};

/// A measure on two days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Since {
    /// The slug of the measure.
    pub measure: &'static str,
    /// What may be said, in one word: `rose fell doubled tripled higher lower usual none_before`; `None` where nothing may.
    pub word: Option<&'static str>,
    /// The sentence, which names both numbers and the days or months that they are of.
    pub text: String,
}

/// How a sentence begins that compares nothing.
const NOT_COMPARED: &str = "no comparison";
/// How a sentence ends where there are cases, and no word.
const TOO_FEW: &str = "too few to say";

impl Since {
    /// Whether both numbers stand there.
    pub fn is_compared(&self) -> bool {
        !self.text.starts_with(NOT_COMPARED)
    }

    /// Whether there are too few cases for a word.
    pub fn is_too_few(&self) -> bool {
        self.is_compared() && self.text.ends_with(TOO_FEW)
    }
}

/// Compares a reading with one of an earlier day.
///
/// Counts over months and shares have words; of everything else there is no rule by which a change is more than chance, so both
/// numbers are given and no word.
pub fn since(now: (&View<'_>, &Reading), before: (&View<'_>, &Reading)) -> Since {
    let measure = now.1.measure;
    let said = |word, text: String| Since { measure: measure.slug(), word, text: plain(&text) };
    if let Some(why) = now.1.why.filter(|why| before.1.why == Some(*why)) {
        return said(None, format!("{NOT_COMPARED}: {}", say::why(why)));
    }
    if measure == Measure::HowComplete {
        return said(None, format!("{NOT_COMPARED}: rows are counted over the whole export, whatever the day"));
    }
    let both = format!("{}, was {}", at(now), at(before));
    let has_value = |reading: &Reading| reading.why.is_none() && reading.value.is_some();
    if !has_value(now.1) || !has_value(before.1) {
        return said(None, both);
    }
    if measure == Measure::DirectConversations {
        return match counts(now, before) {
            Ok(change) => said(count_word(change.verdict), format!("{} {}", super::name(measure), change.clause())),
            Err(why) => said(None, format!("{both}; {why}")),
        };
    }
    let of = |reading: &Reading| Some(Of { k: reading.k?, n: reading.n? });
    let change = of(now.1).zip(of(before.1)).and_then(|(now, before)| stats::compare_shares(now, before));
    match (change, shares(now.1, before.1)) {
        (Some(change), Some(verdict)) => {
            let word = (verdict.words() != TOO_FEW).then_some(share_word(change.verdict));
            said(word, format!("{both}: {}", verdict.words()))
        }
        _ => said(None, both),
    }
}

/// What may be said of a reading against one of an earlier day, in a few words; `None` where there is no rule for it.
pub fn verdict(now: (&View<'_>, &Reading), before: (&View<'_>, &Reading)) -> Option<Verdict> {
    let has_value = |reading: &Reading| reading.why.is_none() && reading.value.is_some();
    // How complete an export is does not depend on the day.
    if !has_value(now.1) || !has_value(before.1) || now.1.measure == Measure::HowComplete {
        return None;
    }
    if now.1.measure != Measure::DirectConversations {
        return shares(now.1, before.1);
    }
    let change = match counts(now, before) {
        Ok(change) => change,
        Err(why) => return Some(Verdict::Same(why)),
    };
    // More conversations are neither good nor bad by themselves.
    Some(Verdict::Same(match change.verdict {
        CountVerdict::Rose => "rose",
        CountVerdict::Fell => "fell",
        CountVerdict::Doubled => "doubled",
        CountVerdict::Tripled => "tripled",
        CountVerdict::Usual => compare::USUAL,
        CountVerdict::NoneBefore => "none before",
        CountVerdict::NoComparison => return None,
    }))
}

/// The same for shares: of a few cases that differ by no more than chance could do nothing is said.
fn shares(now: &Reading, before: &Reading) -> Option<Verdict> {
    let verdict = compare::shares(now, before)?;
    let few = verdict.words() == compare::USUAL && [now, before].iter().any(|of| of.n < Some(5));
    Some(if few { Verdict::Same(TOO_FEW) } else { verdict })
}

/// The number of a reading and what it is of: `63% (10 of 16) on 31 March 2026`.
fn at((view, reading): (&View<'_>, &Reading)) -> String {
    let months = matches!(reading.measure, Measure::DirectConversations | Measure::WithoutTheDataTeam)
        .then(|| compare::last_months(&LastMonths::of_conversations(view)));
    let when = match (months.flatten(), view.as_of) {
        (Some(months), _) => format!(" in {months}"),
        (None, Some(day)) => format!(" on {}", say::date(day)),
        (None, None) => String::new(),
    };
    format!("{}{when}", text::reading(reading))
}

/// The last three complete months on both days, where they may be compared; else why not.
fn counts(now: (&View<'_>, &Reading), before: (&View<'_>, &Reading)) -> Result<CountChange, &'static str> {
    let side = |(view, reading): (&View<'_>, &Reading)| {
        let months = LastMonths::of_conversations(view);
        Some((months.first()?, months.last()?, reading.value?.amount() as u64))
    };
    let (Some(after), Some(earlier)) = (side(now), side(before)) else {
        return Err("no comparison: there are no months");
    };
    if earlier.1 >= after.0 {
        return Err("no comparison: the months overlap");
    }
    let in_between = |event: &crate::measure::Event| {
        event.kind == Some(EventKind::LoggingChange)
            && earlier.0.first_day() < event.on
            && event.on <= after.1.last_day()
    };
    if events(now.0).iter().any(in_between) {
        return Err("no comparison: what is logged changed in between");
    }
    let counted = |(_, _, count)| Counted { count, months: 3 };
    let sides = compare::sides(now.1, "direct", after.0);
    let verdict = stats::count_verdict(counted(after), counted(earlier), &sides);
    Ok(CountChange { before: earlier, now: after, verdict })
}

const fn count_word(verdict: CountVerdict) -> Option<&'static str> {
    match verdict {
        CountVerdict::Rose => Some("rose"),
        CountVerdict::Fell => Some("fell"),
        CountVerdict::Doubled => Some("doubled"),
        CountVerdict::Tripled => Some("tripled"),
        CountVerdict::Usual => Some("usual"),
        CountVerdict::NoneBefore => Some("none_before"),
        CountVerdict::NoComparison => None,
    }
}

const fn share_word(verdict: ShareVerdict) -> &'static str {
    match verdict {
        ShareVerdict::Higher => "higher",
        ShareVerdict::Lower => "lower",
        ShareVerdict::Usual => "usual",
    }
}

/// A text of a page, as it is written elsewhere.
fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ").replace('\u{2060}', "")
}
