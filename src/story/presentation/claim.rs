//! Whether the data carries a headline that somebody typed: the words of change in it, and its numbers.

use super::Step;
use crate::measure::{Measure, Reading};
use crate::stats::{self, CountVerdict, Of, ShareVerdict};
use crate::story::material::Material;
use crate::story::{avoided, compare, definitions, text};

/// A change that a word claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Claim {
    Rise,
    Fall,
    Doubling,
    Tripling,
}

/// Words of change, in small letters.
const WORDS: [(Claim, &[&str]); 4] = [
    (
        Claim::Rise,
        &[
            "rose",
            "rise",
            "rises",
            "risen",
            "rising",
            "grew",
            "grow",
            "grows",
            "grown",
            "growing",
            "growth",
            "increase",
            "increased",
            "increases",
            "increasing",
            "climbed",
            "higher",
            "more",
            "surged",
            "soared",
        ],
    ),
    (
        Claim::Fall,
        &[
            "fell",
            "fall",
            "falls",
            "fallen",
            "falling",
            "dropped",
            "drop",
            "drops",
            "decrease",
            "decreased",
            "declined",
            "decline",
            "lower",
            "fewer",
            "less",
            "halved",
            "shrank",
        ],
    ),
    (Claim::Doubling, &["doubled", "double", "doubles", "doubling", "twice", "twofold"]),
    (Claim::Tripling, &["tripled", "triple", "triples", "tripling", "trebled", "threefold"]),
];
/// A year may stand in a headline whatever the data says.
const YEARS: std::ops::RangeInclusive<u32> = 1990..=2100;

/// Why the data does not carry a headline, or a room would not understand it, over a step as it would stand without; `None` where nothing speaks against it.
pub(super) fn doubt(headline: &str, step: &Step, material: &Material<'_>) -> Option<String> {
    let measures = spoken_of(headline, step);
    if let Some((claim, word)) = claimed(headline) {
        if measures.is_empty() {
            return Some(format!("The data does not carry “{word}”: nothing in this step compares two times."));
        }
        let unmet = measures.iter().find(|&&measure| !is_carried(claim, measure, material));
        if let Some(&measure) = unmet {
            return Some(format!("The data does not carry “{word}”. {}", instead(measure, material)));
        }
    }
    let known = numbers(&known_words(step, &measures, material));
    let is_year = |number: &str| number.parse().is_ok_and(|year| YEARS.contains(&year));
    let unknown = numbers(headline).into_iter().find(|number| !known.contains(number) && !is_year(number));
    match unknown {
        Some(unknown) => Some(format!("The number {unknown} stands in no reading of this step.")),
        None => plainer(headline),
    }
}

/// What to say instead of a word to avoid; `None` where there is none. The word itself is not said again.
fn plainer(headline: &str) -> Option<String> {
    let mut instead = None;
    avoided::Words::default().find(headline, &mut |word| instead = Some(avoided::instead(word)));
    instead.map(|instead| format!("A word of specialists stands in it. Better: {instead}."))
}

/// The measures that a headline is about: those it names, else the one that is shown.
fn spoken_of(headline: &str, step: &Step) -> Vec<Measure> {
    let headline = headline.to_lowercase();
    let is_named = |measure: &&Measure| headline.contains(&definitions::name(**measure).to_lowercase());
    let named: Vec<Measure> = Measure::ALL.iter().filter(is_named).copied().collect();
    if named.is_empty() { step.exhibit.measure().into_iter().collect() } else { named }
}

/// The strongest change that a headline claims, and the word for it. *More than* and *fewer than* compare with a number and not
/// with another time.
fn claimed(headline: &str) -> Option<(Claim, String)> {
    let lower = headline.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_bare = |place: usize| words.get(place + 1) != Some(&"than");
    for (claim, of_claim) in WORDS.iter().rev() {
        let found = words.iter().enumerate().find(|(place, word)| of_claim.contains(word) && is_bare(*place));
        if let Some((_, word)) = found {
            return Some((*claim, (*word).to_owned()));
        }
    }
    None
}

/// Whether a change of a measure is more than the usual ups and downs, and the claimed one.
fn is_carried(claim: Claim, measure: Measure, material: &Material<'_>) -> bool {
    let Some(reading) = material.reading(measure).filter(|reading| reading.why.is_none()) else { return false };
    if let Some(series) = counted(measure) {
        let verdict = compare::counts(reading, series, material.events).map(|change| change.verdict);
        return match claim {
            Claim::Rise => {
                matches!(verdict, Some(CountVerdict::Rose | CountVerdict::Doubled | CountVerdict::Tripled))
            }
            Claim::Fall => verdict == Some(CountVerdict::Fell),
            Claim::Doubling => matches!(verdict, Some(CountVerdict::Doubled | CountVerdict::Tripled)),
            Claim::Tripling => verdict == Some(CountVerdict::Tripled),
        };
    }
    let of = |reading: &Reading| Some(Of { k: reading.k?, n: reading.n? });
    let earlier = material.earlier.get(measure);
    let change = earlier.and_then(|earlier| stats::compare_shares(of(reading)?, of(earlier)?));
    match (claim, change.map(|change| change.verdict)) {
        (Claim::Rise, verdict) => verdict == Some(ShareVerdict::Higher),
        (Claim::Fall, verdict) => verdict == Some(ShareVerdict::Lower),
        // A share has no rule for how many times as large it is.
        (Claim::Doubling | Claim::Tripling, _) => false,
    }
}

/// What the data says of a measure in place of a claim.
fn instead(measure: Measure, material: &Material<'_>) -> String {
    let name = definitions::name(measure);
    let Some(reading) = material.reading(measure) else { return format!("{name}: not asked for here.") };
    let change = counted(measure).and_then(|series| compare::counts(reading, series, material.events));
    match (change, material.earlier.get(measure)) {
        (Some(change), _) if reading.why.is_none() => format!("{name} {}.", change.clause()),
        (_, Some(earlier)) => format!("{name}: {}, was {}.", text::shown(reading), text::shown(earlier)),
        _ => format!("{name}: {}, and it is compared with no earlier day.", text::shown(reading)),
    }
}

/// The series that is counted by month, where a measure has one with a usual range.
const fn counted(measure: Measure) -> Option<&'static str> {
    match measure {
        Measure::DirectConversations => Some("direct"),
        Measure::PaceOfImprovement => Some("releases"),
        _ => None,
    }
}

/// Everything that the data says of a step and of the measures that its headline names.
fn known_words(step: &Step, measures: &[Measure], material: &Material<'_>) -> String {
    let mut said = vec![step.headline.clone(), step.about.clone()];
    said.extend(step.annotation.clone());
    said.extend(step.words.clone());
    said.extend(step.lines.iter().flat_map(|line| [line.text.clone(), line.outcome.clone()]));
    let shown = step.exhibit.measure();
    let readings = measures.iter().copied().chain(shown).filter_map(|measure| material.reading(measure));
    for reading in readings {
        said.push(text::shown(reading));
        said.push(material.title(reading).message);
    }
    said.join(" ")
}

/// The numbers in a text, without what sets their thousands apart.
fn numbers(text: &str) -> Vec<String> {
    let plain: String = text.chars().filter(|c| *c != ',').collect();
    let parts = plain.split(|c: char| !c.is_ascii_digit() && c != '.');
    parts.map(|part| part.trim_matches('.').to_owned()).filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_change_are_found_and_the_strongest_counts() {
        for (headline, claim) in [
            ("Direct conversations doubled", Some(Claim::Doubling)),
            ("More teams talk, twice as often", Some(Claim::Doubling)),
            ("They tripled", Some(Claim::Tripling)),
            ("We talk more", Some(Claim::Rise)),
            ("Surprises fell", Some(Claim::Fall)),
            ("More than half of the teams share", None),
            ("It takes fewer than three days", None),
            ("Teams talk to each other", None),
        ] {
            assert_eq!(claimed(headline).map(|(claim, _)| claim), claim, "{headline}");
        }
    }

    #[test]
    fn numbers_are_found_with_their_decimals() {
        assert_eq!(numbers("From 1,204 to 2.5 days (39%)."), ["1204", "2.5", "39"]);
    }
}
