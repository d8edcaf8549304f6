//! The rows behind a number, over the page.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::app::rows_dialog::{self, ShownPlace};
use crate::app::session::Session;
use crate::app::watch::watch;

/// The rows behind whatever was asked about.
#[component]
pub fn Rows() -> impl IntoView {
    let session = Session::current();
    let dialog = NodeRef::<html::Dialog>::new();
    let shown: ShownPlace = StoredValue::new(None);
    watch(move || {
        let Some(dialog) = dialog.get() else { return };
        let content = session.content.get();
        match content.zip(session.question.get()) {
            Some((content, question)) => rows_dialog::open(&dialog, &content, &question, shown),
            // Closing gives the focus back to where it was.
            None => dialog.close(),
        }
    });
    let click = move |event: leptos::ev::MouseEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let (Some(target), Some(dialog)) = (target, dialog.get_untracked()) else { return };
        if target.has_attribute("data-close") {
            session.question.set(None);
        } else {
            rows_dialog::click(&dialog, &target, shown);
        }
    };
    let fill = move || {
        if let Some(dialog) = dialog.get_untracked() {
            rows_dialog::fill(&dialog, shown);
        }
    };
    let resized = window_event_listener(leptos::ev::resize, move |_| fill());
    on_cleanup(move || resized.remove());
    let close = move |_| {
        // It is told some time after; whoever was quick has asked again, and the dialog is open once more.
        if dialog.get_untracked().is_some_and(|dialog| dialog.open()) {
            return;
        }
        // A million rows that nobody looks at any more are let go.
        shown.set_value(None);
        session.question.set(None);
    };
    view! {
        <dialog
            class="rows"
            node_ref=dialog
            aria-label="Rows behind a number"
            on:click=click
            on:close=close
            // Scrolling of a part of the dialog does not rise to it, but can be met on the way down.
            on:scroll:capture=move |_| fill()
        ></dialog>
    }
}
