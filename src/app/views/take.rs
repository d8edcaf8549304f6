//! The menu under a figure or a tile: what of it can be taken along.

use maud::{Markup, html};

use crate::app::taken::Take;
use crate::measure::Measure;
use crate::story;

/// What a menu is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// A figure, or a table in the place of one.
    Figure,
    /// A tile.
    Tile,
}

/// The menu of a measure, closed.
pub fn menu(measure: Measure, of: Taken) -> Markup {
    let item = |take: Take, words: &str| html! { li { (button(take, words)) } };
    html! {
        details.take data-of=(measure.slug()) {
            summary aria-label={ "Download or copy: " (story::name(measure)) } { "Download or copy" }
            ul {
                @if of == Taken::Figure {
                    li.picture { (button(Take::Svg, "Picture as SVG")) }
                    li.picture { (button(Take::Png, "Picture as PNG")) }
                    (item(Take::Csv, "Data as CSV"))
                }
                (item(Take::Sentence, "Copy the sentence"))
                (item(Take::Link, "Copy a link to it"))
                li.said role="status" {}
            }
        }
    }
}

/// A button that takes something along.
pub fn button(take: Take, words: &str) -> Markup {
    html! { button.link type="button" data-take=(take.key()) { (words) } }
}
