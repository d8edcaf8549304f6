//! How far reading an export has come, and a way to stop it.

use leptos::prelude::*;

use crate::app::load::Progress;
use crate::app::session::Session;
use crate::story::reading_words;

/// The page while an export is read.
#[component]
pub fn ReadingState(
    /// How far.
    progress: Signal<Progress>,
) -> impl IntoView {
    let session = Session::current();
    let title = move || progress.with(|progress| reading_words::title(progress.table, progress.place, progress.tables));
    let so_far =
        move || progress.with(|progress| reading_words::so_far(progress.bytes, progress.of_bytes, progress.rows));
    let share = move || {
        let share = |progress: &Progress| {
            Some((progress.bytes * 100 / progress.of_bytes.filter(|&of| of > 0)?).min(100).to_string())
        };
        progress.with(share)
    };
    view! {
        <section class="state loading" aria-label="Reading">
            <h2>{title}</h2>
            <progress max="100" value=share aria-label="Read of this table"></progress>
            <p>{so_far}</p>
            <p class="btns"><button type="button" class="btn" on:click=move |_| session.cancel()>"Cancel"</button></p>
        </section>
    }
}
