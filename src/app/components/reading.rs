//! How far reading an export has come, and a way to stop it.

use leptos::html;
use leptos::prelude::*;

use crate::app::browser;
use crate::app::load::Progress;
use crate::app::session::{Loading, Session};
use crate::app::views::reading;
use crate::app::watch::watch;
use crate::story::reading_words;

/// The page while an export is read. Its markup stays, so that the button can be pressed while the numbers run.
#[component]
pub fn ReadingState() -> impl IntoView {
    let session = Session::current();
    let state = NodeRef::<html::Section>::new();
    watch(move || {
        let (Some(state), Loading::Reading(progress)) = (state.get(), session.loading.get()) else { return };
        let set = |selector: &str, text: &str| {
            if let Some(part) = browser::elements(&state, selector).first() {
                part.set_text_content(Some(text));
            }
        };
        set("h1", &reading_words::title(progress.table, progress.place, progress.tables));
        set(".so-far", &reading_words::so_far(progress.bytes, progress.of_bytes, progress.rows));
        if let (Some(bar), Some(percent)) = (browser::elements(&state, "progress").first(), percent(&progress)) {
            // An attribute of this name is always valid.
            let _ = bar.set_attribute("value", &percent.to_string());
        }
    });
    view! {
        <section
            class="state loading"
            aria-label="Reading"
            node_ref=state
            inner_html=reading().into_string()
            on:click=move |event| if browser::closest(event.target(), "button").is_some() { session.cancel() }
        ></section>
    }
}

/// How much of a table has been read; `None` where nobody says how large it is.
fn percent(progress: &Progress) -> Option<u64> {
    Some((progress.bytes * 100 / progress.of_bytes.filter(|&of| of > 0)?).min(100))
}
