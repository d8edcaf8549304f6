//! The rows behind a number, as exported.

use maud::{Markup, html};

use crate::app::content::Evidence;

/// The heading, what was asked, and a table whose rows are filled in as they are seen.
pub fn rows(evidence: &Evidence, about: &str) -> Markup {
    html! {
        header {
            h2 { (evidence.heading) }
            button.btn type="button" data-close {  "Close" }
        }
        p { (about) }
        div.rows-scroll tabindex="0" role="region" aria-label="Rows" {
            table aria-rowcount=(evidence.len() + 1) {
                thead { tr { @for name in &evidence.head { th scope="col" { (name) } } } }
                tbody {}
            }
        }
    }
}

/// The rows from one place to another, between two that are as high as all the others.
pub fn seen_rows(evidence: &Evidence, first: usize, last: usize, row_px: usize) -> Markup {
    let last = last.min(evidence.len());
    let first = first.min(last);
    html! {
        (spacer(evidence, first * row_px))
        @for place in first..last {
            tr aria-rowindex=(place + 2) { @for cell in evidence.row(place) { td { (cell) } } }
        }
        (spacer(evidence, (evidence.len() - last) * row_px))
    }
}

fn spacer(evidence: &Evidence, height_px: usize) -> Markup {
    html! { @if height_px > 0 { tr.spacer aria-hidden="true" { td colspan=(evidence.head.len()) height=(height_px) {} } } }
}
