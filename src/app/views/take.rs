//! The menu under a headline, a figure or a number: what of it can be taken along.

use maud::{Markup, html};

use crate::app::taken::Take;
use crate::measure::Measure;
use crate::story;

/// What there is to take besides words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// A drawing, and its data.
    Figure,
    /// Data that is written rather than drawn.
    Table,
    /// Nothing.
    Words,
}

/// The menu, closed; of a measure where what it is under is of one.
pub fn menu(measure: Option<Measure>, taken: Taken) -> Markup {
    let words = if taken == Taken::Words { "Copy" } else { "Download or copy" };
    html! {
        details.take data-export data-of=[measure.map(Measure::slug)] {
            summary aria-label=[measure.map(|measure| [words, ": ", story::name(measure)].concat())] { (words) }
            ul {
                @if taken == Taken::Figure {
                    li.picture { (button(Take::Svg, "Picture as SVG")) }
                    li.picture { (button(Take::Png, "Picture as PNG")) }
                }
                @if taken != Taken::Words { li { (button(Take::Csv, "Data as CSV")) } }
                li { (button(Take::Sentence, "Copy the sentence")) }
                li { (button(Take::Link, "Copy a link to it")) }
                li { span.said role="status" {} }
            }
        }
    }
}

/// A button that takes something along.
pub fn button(take: Take, words: &str) -> Markup {
    html! { button.link type="button" data-take=(take.key()) { (words) } }
}
