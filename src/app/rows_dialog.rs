//! The rows behind a number over the page: drawn as they are seen, sorted and saved while others get their turn.

use std::sync::Arc;

use js_sys::Array;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{Blob, Element, HtmlDialogElement};

use super::browser::{self, Slices};
use super::content::Content;
use super::evidence::{Evidence, Order};
use super::outgoing;
use super::question::Question;
use super::sorting::Sorting;
use super::views::{self, Scrolled};
use crate::measure::{RowsBehind, RowsSearch, rows_behind};
use crate::org::{Rows, Table};
use crate::story::spreadsheet;

/// The height of a row in rem, as in the style sheet.
const ROW_REM: usize = 2;
/// Rows written into a file in one go.
const CSV_ROWS: usize = 1000;
const CSV: &str = "text/csv;charset=utf-8";

/// The rows that are shown.
#[derive(Clone)]
pub struct Shown {
    evidence: Arc<Evidence>,
    order: Arc<Order>,
    /// Counts sorts, so that one that takes long gives way to the next.
    sorts: u32,
}

/// Where the page keeps what is shown.
pub type ShownPlace = StoredValue<Option<Shown>>;

/// Up to so many conversations the rows behind a number are found in a blink; with more the page first says that it looks for them.
const AT_ONCE: usize = 100_000;

/// Shows the rows behind what was asked.
pub fn open(dialog: &HtmlDialogElement, content: &Arc<Content>, question: &Question, place: ShownPlace) {
    if content.opened.org.table(Table::Conversations).map_or(0, Rows::len) <= AT_ONCE {
        let behind = rows_behind(&content.view(), question.measure, &question.pick);
        return show(dialog, content, question, behind, place);
    }
    dialog.set_inner_html("<p>Looking for the rows…</p>");
    let _ = dialog.show_modal();
    let looking = find(dialog, "p");
    let (dialog, content, question) = (dialog.clone(), Arc::clone(content), question.clone());
    spawn_local(async move {
        browser::painted().await;
        // It may have been closed meanwhile, or something else been asked.
        let is_wanted = || dialog.open() && find(&dialog, "p") == looking;
        let view = content.view();
        let mut search = RowsSearch::new(&view, question.measure, &question.pick);
        let mut slices = Slices::begin();
        while search.step() {
            if slices.pause().await && !is_wanted() {
                return;
            }
        }
        let behind = search.finish();
        browser::let_others_run().await;
        if is_wanted() {
            show(&dialog, &content, &question, behind, place);
            if let Some(button) = find(&dialog, "button") {
                browser::focus_element(&button);
            }
        }
    });
}

fn show(dialog: &HtmlDialogElement, content: &Content, question: &Question, behind: RowsBehind, place: ShownPlace) {
    let evidence = Arc::new(content.evidence_of(question.measure, behind));
    dialog.set_inner_html(&views::rows(&evidence, &question.about, row_px()).into_string());
    place.set_value(Some(Shown { evidence, order: Arc::default(), sorts: 0 }));
    // It is only refused for a dialog that is open already.
    let _ = dialog.show_modal();
    fill(dialog, place);
}

fn row_px() -> usize {
    ROW_REM * browser::root_font_px()
}

/// Draws the rows that are seen.
pub fn fill(dialog: &HtmlDialogElement, place: ShownPlace) {
    let (Some(shown), Some(area), Some(body)) =
        (place.get_value(), find(dialog, ".rows-scroll"), find(dialog, "tbody"))
    else {
        return;
    };
    let row_px = row_px();
    let scrolled = Scrolled {
        row_px,
        top_px: area.scroll_top().max(0) as usize,
        // The head of the table, as high as a row, stays over the rows.
        view_px: (area.client_height().max(0) as usize).saturating_sub(row_px),
    };
    body.set_inner_html(&views::seen_rows(&shown.evidence, &shown.order, scrolled).into_string());
}

/// Does what the button says that was clicked: sorts by a column, or saves the rows.
pub fn click(dialog: &HtmlDialogElement, target: &Element, place: ShownPlace) {
    let Some(button) = target.closest("button").ok().flatten() else { return };
    if let Some(column) = button.get_attribute("data-sort").and_then(|column| column.parse().ok()) {
        sort(dialog, column, place);
    } else if button.has_attribute("data-csv") {
        save(dialog, place);
    }
}

fn sort(dialog: &HtmlDialogElement, column: usize, place: ShownPlace) {
    let sorts = place.try_update_value(|shown| {
        let shown = shown.as_mut()?;
        shown.sorts += 1;
        Some(shown.clone())
    });
    let Some(before) = sorts.flatten() else { return };
    let dialog = dialog.clone();
    spawn_local(async move {
        say(&dialog, "Sorting…");
        let mut slices = Slices::begin();
        let mut sorting = Sorting::new(Arc::clone(&before.evidence), column, before.order.next(column));
        while sorting.step() {
            if slices.pause().await && !is_current(place, &before) {
                return;
            }
        }
        let order = Arc::new(sorting.finish());
        // What is drawn is a task of its own.
        browser::let_others_run().await;
        if !is_current(place, &before) {
            return;
        }
        mark(&dialog, &order);
        say(&dialog, &views::sorted_words(&before.evidence, &order));
        place.update_value(|shown| {
            if let Some(shown) = shown {
                shown.order = order;
            }
        });
        if let Some(area) = find(&dialog, ".rows-scroll") {
            area.set_scroll_top(0);
        }
        fill(&dialog, place);
    });
}

fn is_current(place: ShownPlace, before: &Shown) -> bool {
    place.with_value(|shown| {
        shown
            .as_ref()
            .is_some_and(|shown| shown.sorts == before.sorts && Arc::ptr_eq(&shown.evidence, &before.evidence))
    })
}

/// Marks the column that rows are sorted by.
fn mark(dialog: &HtmlDialogElement, order: &Order) {
    for (column, head) in browser::elements(dialog, "thead th").iter().enumerate() {
        // An attribute of this name is always valid.
        let _ = match order.by.filter(|(by, _)| *by == column) {
            Some((_, direction)) => head.set_attribute("aria-sort", direction.key()),
            None => head.remove_attribute("aria-sort"),
        };
    }
}

/// Saves all rows, in the order shown, as a file that grows piece by piece.
fn save(dialog: &HtmlDialogElement, place: ShownPlace) {
    let Some(shown) = place.get_value() else { return };
    let dialog = dialog.clone();
    spawn_local(async move {
        let mut slices = Slices::begin();
        let pieces = Array::of1(&spreadsheet::MARK.into());
        for first in (0..shown.evidence.len()).step_by(CSV_ROWS) {
            let mut text = String::new();
            shown.evidence.write_csv(&shown.order, first..first + CSV_ROWS, &mut text);
            // As a blob of its own a piece is kept by the browser, beside the memory of the page.
            match Blob::new_with_str_sequence(&Array::of1(&text.into())) {
                Ok(piece) => pieces.push(&piece),
                Err(_) => return say(&dialog, "The browser has no room for so many rows."),
            };
            if slices.pause().await {
                say(&dialog, "Writing the file…");
            }
        }
        let file = outgoing::blob(&pieces, CSV);
        say(&dialog, outgoing::download(&shown.evidence.file, file).words());
    });
}

fn say(dialog: &HtmlDialogElement, words: &str) {
    if let Some(said) = find(dialog, ".said") {
        said.set_text_content(Some(words));
    }
}

fn find(dialog: &HtmlDialogElement, selector: &str) -> Option<Element> {
    dialog.unchecked_ref::<Element>().query_selector(selector).ok().flatten()
}
