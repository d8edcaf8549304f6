//! The story as text, for whoever reads it instead of hearing it: what stands on the wall, and what was counted for it.

use std::fmt::Write as _;

use super::Step;
use crate::measure::Measure;
use crate::story::material::Material;
use crate::story::tile::period;
use crate::story::{definitions, evidence, sources_words, text};

/// The steps as text: every message with what is shown, its numbers with what they are of, and under all of it how each number was
/// counted and which files it rests on. What only the presenter sees is not in it.
pub fn written(steps: &[Step], material: &Material<'_>, areas: &[String]) -> String {
    let mut footnotes: Vec<Measure> = Vec::new();
    // Writing into a text never fails.
    let mut text = sources_words::source_line(material.view, areas);
    for (place, step) in steps.iter().enumerate() {
        text.push_str(&["\n\n", &step.place(place, steps.len()), "\n\n", &step.headline, "\n"].concat());
        let shown = [Some(&step.about), step.words.as_ref(), step.annotation.as_ref()];
        for paragraph in shown.into_iter().flatten().filter(|paragraph| !paragraph.is_empty()) {
            text.push_str(&["\n", paragraph, "\n"].concat());
        }
        text.push_str(if step.lines.is_empty() { "" } else { "\n" });
        for line in &step.lines {
            text.push_str(&["- ", &line.text, ": ", &line.outcome, "\n"].concat());
        }
        for (at, measure) in step.measures().into_iter().enumerate() {
            let Some(reading) = material.reading(measure) else { continue };
            let number = footnotes.iter().position(|known| *known == measure).unwrap_or_else(|| {
                footnotes.push(measure);
                footnotes.len() - 1
            });
            let (name, said, over) = (definitions::name(measure), text::shown(reading), period(material.view, reading));
            let over = if over.is_empty() { over } else { [", ", &over].concat() };
            let before = if at == 0 { "\n" } else { "" };
            let _ = writeln!(text, "{before}{name}: {said}{over} [{}]", number + 1);
        }
    }
    if !footnotes.is_empty() {
        text.push_str("\n\nWhat was counted\n");
    }
    for (place, measure) in footnotes.into_iter().enumerate() {
        let _ = writeln!(text, "\n[{}] {}", place + 1, footnote(material, measure));
    }
    // Line breaks where an editor wants them are worth more here than numbers that never break from their units.
    text.replace('\u{a0}', " ").replace('\u{2060}', "")
}

/// What was counted for a step, for where it is printed: each number with what it is of, and how it came about.
pub fn footnotes(step: &Step, material: &Material<'_>) -> Vec<String> {
    let measures = step.measures().into_iter();
    let notes = measures.filter_map(|measure| {
        let (reading, definition) = (material.reading(measure)?, definitions::definition(material.view, measure)?);
        let number = [definitions::name(measure), ": ", &text::shown(reading), "."].concat();
        Some([number, definition.what, definition.formula].join(" "))
    });
    notes.collect()
}

/// How a number was counted, and what it rests on.
fn footnote(material: &Material<'_>, measure: Measure) -> String {
    let mut said = vec![[definitions::name(measure), "."].concat()];
    if let Some(definition) = definitions::definition(material.view, measure) {
        said.extend([definition.what, definition.formula, ["Left out: ", &definition.left_out].concat()]);
    }
    let files = evidence::rests_on(material.view, measure).into_iter().map(|file| {
        let sum = file.sha256.map_or_else(|| [", ", evidence::NO_HASH].concat(), |sum| [", SHA-256 ", &sum].concat());
        [&file.words, sum.as_str()].concat()
    });
    let files: Vec<String> = files.collect();
    if !files.is_empty() {
        said.push(["Rests on ", &files.join("; "), "."].concat());
    }
    said.join(" ")
}
