//! What the words of the page mean.

use maud::{Markup, html};

use super::parts::headline;
use crate::app::content::Content;
use crate::measure::Measure;
use crate::story::{self, GLOSSARY, Headline, definition};

/// The words, then the numbers.
pub fn glossary(content: &Content) -> Markup {
    let view = content.view();
    let said = Headline {
        question: "What do these words mean?",
        clauses: vec!["The words of this page, in plain ones.".to_owned()],
        compared: None,
    };
    html! {
        div.lead { div.lead-text.wide { (headline(&said)) } }
        section.since { dl { @for (word, meaning) in GLOSSARY { dt { (word) } dd { (meaning) } } } }
        section.since {
            h2 { "The numbers" }
            dl { @for &measure in Measure::ALL {
                @if let Some(said) = definition(&view, measure) { dt { (story::name(measure)) } dd { (said.what) } }
            } }
        }
    }
}
