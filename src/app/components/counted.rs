//! How a number is counted, for whoever asks.

use leptos::prelude::*;

use crate::app::session::Session;
use crate::measure::Measure;
use crate::story::{definition, evidence};

/// The panel *How this is counted* of one measure.
#[component]
pub fn Counted(
    /// Which measure.
    measure: Measure,
    /// Closes the panel.
    close: Callback<()>,
) -> impl IntoView {
    let session = Session::current();
    let body = move || {
        let content = session.content.get()?;
        let view = content.view();
        let definition = definition(&view, measure)?;
        let rests_on = evidence::rests_on(&view, measure);
        let usual = content.reading(measure).and_then(evidence::usual_range);
        Some(view! {
            <dl>
                <dt>"What"</dt><dd>{definition.what}</dd>
                <dt>"Formula"</dt><dd>{definition.formula}</dd>
                <dt>"Left out, and why"</dt><dd>{definition.left_out}</dd>
                <dt>"Take care"</dt><dd>{definition.take_care}</dd>
                {usual.map(|usual| view! { <dt>"Usual range"</dt><dd>{usual}</dd> })}
                <dt>"Rests on"</dt>
                {rests_on.into_iter().map(|file| view! { <dd>{file}</dd> }).collect_view()}
            </dl>
        })
    };
    view! {
        <section class="counted" aria-label="How this is counted">
            <h3>
                <span>"How this is counted"</span>
                <button type="button" class="link" on:click=move |_| close.run(())>"Close"</button>
            </h3>
            {body}
        </section>
    }
}
