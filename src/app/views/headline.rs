//! The sentence at the top of a view.

use leptos::prelude::*;

use crate::story;

/// The question, and the answer in clauses that stay together.
#[component]
pub fn Headline(
    /// What it says.
    headline: story::Headline,
) -> impl IntoView {
    let clauses =
        headline.clauses.into_iter().map(|clause| view! { <span class="clause">{clause}</span> " " }).collect_view();
    view! {
        <p class="question">{headline.question}</p>
        <h1>{clauses}</h1>
    }
}
