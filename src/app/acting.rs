//! What happens when somebody works with a view: its buttons, and the points of its figures.

use leptos::prelude::{GetUntracked, Set};
use web_sys::Element;

use super::browser;
use super::drawings::{Drawing, detail};
use super::framing::Subject;
use super::question::Asked;
use super::session::Session;
use super::stage::Figures;
use super::taken::Take;
use super::{taking, views};
use crate::figure::Figure;
use crate::measure::Measure;

/// Does what the part of the view says that was clicked.
pub fn click(session: Session, figures: &Figures, target: &Element) {
    if let Some((place, hit)) = hit_of(target) {
        ask_about(session, figures, place, hit);
    } else if let Some(button) = target.closest("[data-ask]").ok().flatten() {
        let about = button.get_attribute("data-about").unwrap_or_default();
        if let Some(asked) = button.get_attribute("data-ask").and_then(|asked| Asked::parse(&asked)) {
            session.question.set(Some(asked.question(about)));
        }
    } else if let Some(slug) = browser::value_around(target, "data-embeds") {
        session.embedding.set(Subject::parse(&slug));
    } else if let Some(id) = browser::value_around(target, "data-toggle") {
        toggle(session, figures, &id);
    } else if let Some(button) = target.closest("[data-take]").ok().flatten()
        && let Some(take) = button.get_attribute("data-take").and_then(|take| Take::parse(&take))
    {
        taking::take(session, figures, &button, take);
    }
}

/// Walks the points of a figure, or asks about one.
pub fn key(session: Session, figures: &Figures, target: &Element, key: &str) {
    let Some((place, hit)) = hit_of(target) else { return };
    let hits = with_figure(figures, place, |figure| figure.map_or(0, |figure| figure.hits.len()));
    let next = match key {
        "ArrowRight" | "ArrowDown" => (hit + 1).min(hits.saturating_sub(1)),
        "ArrowLeft" | "ArrowUp" => hit.saturating_sub(1),
        "Home" => 0,
        "End" => hits.saturating_sub(1),
        _ => return ask_about(session, figures, place, hit),
    };
    let Some(drawing) = target.closest("[data-drawing]").ok().flatten() else { return };
    if let Some(next) = drawing.query_selector(&format!("[data-hit=\"{next}\"]")).ok().flatten() {
        // The point that has the focus is the one that Tab comes back to.
        let _ = target.set_attribute("tabindex", "-1");
        let _ = next.set_attribute("tabindex", "0");
        browser::focus_element(&next);
    }
}

/// Opens or closes a part of the page; what opens is filled first.
fn toggle(session: Session, figures: &Figures, id: &str) {
    let Some(part) = browser::document().and_then(|document| document.get_element_by_id(id)) else { return };
    let opens = part.has_attribute("hidden");
    if opens {
        fill(session, figures, &part);
    }
    set_open(&part, id, opens);
}

/// Puts into a part of the page what its attribute asks for: the data of a figure, or how a measure is counted.
fn fill(session: Session, figures: &Figures, part: &Element) {
    let Some(content) = session.content.get_untracked() else { return };
    if let Some(place) = part.get_attribute("data-table").and_then(|place| Drawing::parse(&place)) {
        let table = with_figure(figures, place, |figure| detail::table(place, &content, figure));
        // Tables of several figures that are open together need names of their own.
        let title = part.closest("figure, section").ok().flatten();
        let title = title.and_then(|figure| figure.query_selector(".fig-title, h2").ok().flatten()?.text_content());
        let caption = title.map_or_else(|| "The figure as a table".to_owned(), |title| title + ", as a table");
        let table = views::data_table(&table, &caption);
        part.set_inner_html(&table.into_string());
    } else if let Some(measure) = part.get_attribute("data-measure").and_then(|slug| Measure::from_slug(&slug)) {
        part.set_inner_html(&views::counted(&content, measure, Some(&part.id())).into_string());
    }
}

fn set_open(part: &Element, id: &str, opens: bool) {
    // Attributes with these names are always valid.
    let _ = if opens { part.remove_attribute("hidden") } else { part.set_attribute("hidden", "") };
    let Some(page) = browser::document().and_then(|document| document.document_element()) else { return };
    for button in browser::elements(&page, &format!("[aria-controls=\"{id}\"]")) {
        let _ = button.set_attribute("aria-expanded", if opens { "true" } else { "false" });
        if !opens {
            browser::focus_element(&button);
        }
    }
}

/// Shows the rows behind a point.
fn ask_about(session: Session, figures: &Figures, place: Drawing, hit: usize) {
    let found = with_figure(figures, place, |figure| figure?.hits.get(hit).map(|hit| (hit.pick, hit.text.clone())));
    let (Some((pick, about)), Some(content)) = (found, session.content.get_untracked()) else { return };
    if let Some(question) = detail::question(place, &content, pick, about) {
        session.question.set(Some(question));
    }
}

/// Asks the figure at a place, if one is drawn there.
fn with_figure<T>(figures: &Figures, place: Drawing, ask: impl FnOnce(Option<&Figure>) -> T) -> T {
    let figures = figures.borrow();
    ask(figures.iter().find(|drawn| drawn.place == place).and_then(|drawn| drawn.figure.as_ref()))
}

/// The figure and the place among its points of what the pointer or the focus is on.
fn hit_of(target: &Element) -> Option<(Drawing, usize)> {
    let hit = target.get_attribute("data-hit")?.parse().ok()?;
    let drawing = target.closest("[data-drawing]").ok().flatten()?;
    Some((Drawing::parse(&drawing.get_attribute("data-drawing")?)?, hit))
}
