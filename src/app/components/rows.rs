//! The rows behind a number, over the page: only those that are seen are drawn.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement};

use crate::app::content::Evidence;
use crate::app::session::Session;
use crate::app::views;
use crate::app::watch::watch;

/// The height of a row in rem, as in the style sheet.
const ROW_REM: usize = 2;
/// Rows drawn above and below those that are seen, so that scrolling shows no gap.
const MARGIN: usize = 10;

/// The rows behind whatever was asked about.
#[component]
pub fn Rows() -> impl IntoView {
    let session = Session::current();
    let dialog = NodeRef::<html::Dialog>::new();
    let evidence = StoredValue::new(None::<Arc<Evidence>>);
    watch(move || {
        let Some(dialog) = dialog.get() else { return };
        let content = session.content.get();
        match content.zip(session.question.get()) {
            Some((content, question)) => {
                let found = content.evidence(question.measure, &question.pick);
                dialog.set_inner_html(&views::rows(&found, &question.about).into_string());
                evidence.set_value(Some(Arc::new(found)));
                // It is only refused for a dialog that is open already.
                let _ = dialog.show_modal();
                fill(&dialog, evidence);
            }
            // Closing gives the focus back to where it was.
            None => dialog.close(),
        }
    });
    let click = move |event: leptos::ev::MouseEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if target.is_some_and(|target| target.has_attribute("data-close")) {
            session.question.set(None);
        }
    };
    view! {
        <dialog
            class="rows"
            node_ref=dialog
            aria-label="Rows behind a number"
            on:click=click
            on:close=move |_| session.question.set(None)
            // Scrolling of a part of the dialog does not rise to it, but can be met on the way down.
            on:scroll:capture=move |_| if let Some(dialog) = dialog.get_untracked() { fill(&dialog, evidence) }
        ></dialog>
    }
}

/// Draws the rows that are seen.
fn fill(dialog: &HtmlDialogElement, evidence: StoredValue<Option<Arc<Evidence>>>) {
    let find = |selector: &str| dialog.query_selector(selector).ok().flatten();
    let (Some(evidence), Some(area), Some(body)) = (evidence.get_value(), find(".rows-scroll"), find("tbody")) else {
        return;
    };
    let row_px = ROW_REM * crate::app::browser::root_font_px();
    let first = area.scroll_top().max(0) as usize / row_px;
    // The part that scrolls grows with its rows, so what may be seen is measured by the window.
    let seen = crate::app::browser::window_height_px() / row_px + 1;
    let rows = views::seen_rows(&evidence, first.saturating_sub(MARGIN), first + seen + MARGIN, row_px);
    body.set_inner_html(&rows.into_string());
}
