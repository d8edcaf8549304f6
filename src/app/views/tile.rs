//! One number, small enough for a corner of another page.

use maud::{Markup, html};

use super::parts::{self, headline};
use crate::app::address::ViewName;
use crate::app::content::Content;
use crate::measure::Measure;
use crate::story::{self, Headline, say};

/// The number of the address, or the numbers to choose from.
pub fn tile(content: &Content) -> Markup {
    let Some(measure) = content.address.id else { return choice(content) };
    let full = content.address.with_view(ViewName::of(measure.family()));
    html! {
        section.tile-alone aria-label=(story::name(measure)) {
            h1.visually-hidden { "One number" }
            (parts::tile(content, measure))
            p.through {
                span { @if let Some(day) = content.as_of { "Complete through " (say::keep_together(&say::date(day))) } }
                a href=(full) { "Full view" }
            }
        }
    }
}

fn choice(content: &Content) -> Markup {
    let said =
        Headline { question: "One number", clauses: vec!["Choose the number to show.".to_owned()], compared: None };
    html! {
        div.lead { div.lead-text.wide { (headline(&said)) } }
        section { ul.choice { @for &measure in Measure::ALL {
            li { a href=(content.address.with_tile(measure)) { (story::name(measure)) } }
        } } }
    }
}
