//! How complete is this picture?

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::components::{DataTable, Footer, PickFiles};
use crate::app::content::Content;
use crate::app::drawings::sources;
use crate::measure::Measure;
use crate::story::{self, definition};

/// The tables that were read, what was wrong with them, and how every number is counted.
#[component]
pub fn Sources(
    /// What is shown.
    content: Arc<Content>,
) -> impl IntoView {
    let view = content.view();
    let headline = content.reading(Measure::HowComplete).map(|reading| story::sources(&view, reading));
    let (problems, kept) = sources::problems(&content);
    let notes = content.opened.org.report.notes.iter().map(|note| view! { <li>{note.clone()}</li> }).collect_view();
    let has_notes = !content.opened.org.report.notes.is_empty();
    let source = format!("Open now: {}.", content.opened.source.words());
    let definitions = Measure::READ.iter().filter_map(|&measure| {
        let said = definition(&view, measure)?;
        let value = content.reading(measure).map(story::text::reading).unwrap_or_default();
        Some(view! {
            <details>
                <summary>{story::name(measure)} " " <span>{value}</span></summary>
                <dl>
                    <dt>"What"</dt><dd>{said.what}</dd>
                    <dt>"Formula"</dt><dd>{said.formula}</dd>
                    <dt>"Left out, and why"</dt><dd>{said.left_out}</dd>
                    <dt>"Take care"</dt><dd>{said.take_care}</dd>
                </dl>
            </details>
        })
    });
    let definitions = definitions.collect_view();
    view! {
        <div class="lead"><div class="lead-text wide">{headline.map(|headline| view! { <super::headline::Headline headline=headline/> })}</div></div>
        <section class="sources">
            <h2>"Tables"</h2>
            <p class="fig-sub">{source} " " <PickFiles label="Open other files"/></p>
            <DataTable table=sources::tables(&content) caption="What was read, table by table"/>
            {has_notes.then(|| view! { <h3 class="fig-part">"Remarks"</h3><ul class="remarks">{notes}</ul> })}
        </section>
        <section class="problems">
            <h2>"Problems"</h2>
            <p class="fig-sub">{kept}</p>
            {(!problems.rows.is_empty()).then(|| view! { <DataTable table=problems caption="Problems by file and line"/> })}
        </section>
        <section class="definitions">
            <h2>"How the numbers are counted"</h2>
            {definitions}
        </section>
        <Footer content=content/>
    }
}
