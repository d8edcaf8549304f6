//! The rows behind a number, as exported.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;

use crate::app::content::{Content, Evidence};
use crate::app::question::Question;
use crate::app::session::Session;

/// The height of a row, as in the style sheet.
const ROW_PX: usize = 32;
/// Rows drawn above and below those that are seen, so that scrolling shows no gap.
const MARGIN: usize = 10;
/// Rows drawn before it is known how many are seen.
const FIRST: usize = 40;

/// The rows behind whatever was asked about, over the page.
#[component]
pub fn Rows() -> impl IntoView {
    let session = Session::current();
    move || {
        let content = session.content.get()?;
        let question = session.question.get()?;
        Some(view! { <RowsDialog content=content question=question/> })
    }
}

#[component]
fn RowsDialog(
    /// What is shown behind it.
    content: Arc<Content>,
    /// What was asked.
    question: Question,
) -> impl IntoView {
    let session = Session::current();
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get() {
            // It is only refused for a dialog that is open already.
            let _ = dialog.show_modal();
        }
    });
    let evidence = Arc::new(content.evidence(question.measure, &question.pick));
    let heading = evidence.heading.clone();
    // Closing gives the focus back to where it was; only then is the dialog taken away.
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    view! {
        <dialog class="rows" node_ref=dialog aria-label="Rows behind a number" on:close=move |_| session.question.set(None)>
            <header>
                <h2>{heading}</h2>
                <button type="button" class="btn" on:click=move |_| close()>"Close"</button>
            </header>
            <p>{question.about}</p>
            <RowsTable evidence=evidence/>
        </dialog>
    }
}

/// Draws only the rows that are seen, between two that are as high as all the others.
#[component]
fn RowsTable(
    /// The rows.
    evidence: Arc<Evidence>,
) -> impl IntoView {
    let area = NodeRef::<html::Div>::new();
    let seen = RwSignal::new((0, FIRST));
    let scrolled = move |_| {
        if let Some(area) = area.get_untracked() {
            let first = area.scroll_top().max(0) as usize / ROW_PX;
            let rows = area.client_height().max(0) as usize / ROW_PX + 1;
            seen.set((first.saturating_sub(MARGIN), first + rows + MARGIN));
        }
    };
    let head = evidence.head.iter().map(|name| view! { <th scope="col">{name.clone()}</th> }).collect_view();
    let columns = evidence.head.len().to_string();
    let all = evidence.len();
    let body = move || {
        let (first, last) = seen.get();
        let (first, last) = (first.min(all), last.min(all));
        let rows = (first..last).map(|place| {
            let cells = evidence.row(place).into_iter().map(|cell| view! { <td>{cell}</td> }).collect_view();
            view! { <tr aria-rowindex=(place + 2).to_string()>{cells}</tr> }
        });
        let spacer = |rows: usize| {
            (rows > 0).then(|| view! { <tr class="spacer" aria-hidden="true"><td colspan=columns.clone() prop:height=(rows * ROW_PX).to_string()></td></tr> })
        };
        view! { {spacer(first)} {rows.collect_view()} {spacer(all - last)} }
    };
    view! {
        <div class="rows-scroll" node_ref=area tabindex="0" role="region" aria-label="Rows" on:scroll=scrolled>
            <table aria-rowcount=(all + 1).to_string()><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>
        </div>
    }
}
