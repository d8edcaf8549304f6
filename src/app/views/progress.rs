//! Is the change happening, and is it worth it?

use maud::{Markup, html};

use super::parts::{caption, data_foot, drawing, headline, tile};
use super::take::{self, Taken};
use crate::app::content::Content;
use crate::app::drawings::{self, Drawing};
use crate::measure::Measure;
use crate::story::{self, Dated, first_success};

/// The front page: headline, the figure that proves it, and up to six numbers.
pub fn progress(content: &Content) -> Markup {
    let view = content.view();
    let said = content
        .reading(Measure::DirectConversations)
        .zip(content.reading(Measure::LedToAction))
        .map(|(direct, led)| story::progress(&view, direct, led, &content.events));
    let lead = content.reading(Measure::DirectConversations).filter(|direct| !direct.series.is_empty());
    let title = lead.map(|_| story::lead_title());
    html! {
        div.lead {
            div.lead-text {
                @if let Some(said) = said { (headline(&said)) }
                @if let Some(decision) = &content.decision { p.decision { b { "Needs a decision" } (decision) } }
            }
            @if let Some(title) = &title {
                div.lead-fig { figure.figure-frame {
                    (caption(Some(title)))
                    (drawing(Drawing::Lead))
                    (data_foot(Drawing::Lead, &take::menu(Some(Measure::DirectConversations), Taken::Figure)))
                } }
            }
        }
        section.tiles-sec aria-label="Numbers" {
            div.tiles { @for measure in content.tiles() { (tile(content, measure)) } }
        }
        @if !content.successes.is_empty() || !content.events.is_empty() { (happened(content)) }
    }
}

/// What succeeded for the first time, and what happened around it.
fn happened(content: &Content) -> Markup {
    let view = content.view();
    let successes: Vec<Dated> = content.successes.iter().map(|success| first_success(&view, success)).collect();
    let events = drawings::events(content).into_iter().map(|event| story::event(event.on, event.label)).collect();
    html! {
        section.happened {
            h2 { "First successes, and what happened around them" }
            // Where it is drawn the lists say the same to those who don't see it, and on paper.
            (drawing(Drawing::Timeline))
            div.cols {
                @for (title, list) in [("First successes", successes), ("What happened", events)] {
                    @if !list.is_empty() {
                        div.c6 {
                            h3.fig-part { (title) }
                            ol.evlist.dated { @for dated in list { (line(&dated)) } }
                        }
                    }
                }
            }
            (data_foot(Drawing::Timeline, &html! {}))
        }
    }
}

fn line(dated: &Dated) -> Markup {
    html! { li { span { (dated.on) } span { (dated.what) @if !dated.about.is_empty() { span.about { (dated.about) } } } } }
}
