//! Is the change happening, and is it worth it?

use maud::{Markup, html};

use super::parts::{caption, drawing, headline, tile};
use super::take::{self, Taken};
use crate::app::content::Content;
use crate::app::drawings::Drawing;
use crate::measure::Measure;
use crate::story::{self, Title};

/// The front page: headline, the figure that proves it, and up to six numbers.
pub fn progress(content: &Content) -> Markup {
    let view = content.view();
    let said = content
        .reading(Measure::DirectConversations)
        .zip(content.reading(Measure::LedToAction))
        .map(|(direct, led)| story::progress(&view, direct, led, &content.events));
    let has_lead = content.reading(Measure::DirectConversations).is_some_and(|direct| !direct.series.is_empty());
    let title = Title {
        message: "Direct conversations by month".to_owned(),
        about: "Between teams that make and use data, nobody in between".to_owned(),
    };
    html! {
        div.lead {
            div.lead-text { @if let Some(said) = said { (headline(&said)) } }
            @if has_lead {
                div.lead-fig { figure.figure-frame { (caption(Some(&title))) (drawing(Drawing::Lead)) (take::menu(Measure::DirectConversations, Taken::Figure)) } }
            }
        }
        section.tiles-sec aria-label="Numbers" {
            div.tiles { @for measure in content.tiles() { (tile(content, measure)) } }
        }
    }
}
