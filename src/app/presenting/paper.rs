//! Figures on paper: drawn for the width that a sheet has, whatever the width of the window, so that their words are no smaller than those
//! around them.

use std::cell::RefCell;

use leptos::prelude::*;
use web_sys::Element;

use crate::app::browser;
use crate::app::content::Content;
use crate::app::drawings::{Drawing, detail};
use crate::app::session::Session;
use crate::app::views;

/// What A4 and US Letter both have room for within the margins of the page, in px. What cannot be drawn as narrow as that is drawn as
/// narrow as it can be, and made to fit.
const SHEET_PX: [f64; 8] = [684.0, 730.0, 780.0, 830.0, 880.0, 920.0, 960.0, 1000.0];
/// The same for what stands in two columns.
const COLUMN_PX: [f64; 1] = [330.0];

thread_local! {
    /// The places that were drawn for paper, with what the screen shows in them.
    static ON_SCREEN: RefCell<Vec<(Element, String)>> = RefCell::default();
}

/// Draws the figures of the view for paper. The pages that are made for paper or a wall see to their own.
pub fn draw(session: Session) {
    put_back();
    let Some(content) = session.content.get_untracked() else { return };
    let Some(page) = browser::document().and_then(|document| document.document_element()) else { return };
    for place in browser::elements(&page, "main [data-drawing]:not(.sheet *, [data-enlarged] *)") {
        if let Some(markup) = markup(&place, &content) {
            let shown = place.inner_html();
            place.set_inner_html(&markup);
            ON_SCREEN.with_borrow_mut(|all| all.push((place, shown)));
        }
    }
}

/// Shows again what stood there before.
pub fn put_back() {
    for (place, shown) in ON_SCREEN.take() {
        place.set_inner_html(&shown);
    }
}

fn markup(element: &Element, content: &Content) -> Option<String> {
    let place = Drawing::parse(&element.get_attribute("data-drawing")?)?;
    let is_in_column = element.closest(".tile, .multi").ok().flatten().is_some();
    let mut widths = if is_in_column { COLUMN_PX.iter() } else { SHEET_PX.iter() };
    let figure = widths.find_map(|&width_px| detail::figure(place, content, width_px))?;
    Some(views::drawn(&figure).into_string())
}
