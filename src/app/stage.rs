//! Where views stand: sets their markup, draws their figures at the width they have, and does what their buttons say.
//!
//! Views are markup and not reactive elements, which keeps the page light; so events are met here, once for all of them.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, EventTarget, HtmlElement, HtmlSelectElement, KeyboardEvent, ResizeObserver};

use super::address::ViewName;
use super::browser::{self, Slices};
use super::content::Content;
use super::drawings::Drawing;
use super::later;
use super::session::{Loading, Session};
use super::views::{self, Act, Around, Failure};
use super::watch::watch;
use crate::figure::Figure;
use crate::measure::Measure;

/// Says of the view that its figures are still being drawn.
const BUSY: &str = "aria-busy";
/// The smallest text of a figure, and the text of a page, where both are as large as they were set.
const SMALLEST_PX: i32 = 12;
const TEXT_PX: i32 = 16;

/// A figure as it stands on the page.
pub struct Drawn {
    /// Where it stands.
    pub place: Drawing,
    width_px: i32,
    /// What is drawn; `None` where there is nothing to draw, or no room.
    pub figure: Option<Figure>,
}

/// The figures of the view that is shown.
pub type Figures = SendWrapper<Rc<RefCell<Vec<Drawn>>>>;

/// The view of the address, or why there is none.
#[component]
pub fn Stage() -> impl IntoView {
    let session = Session::current();
    let stage = NodeRef::<html::Div>::new();
    let figures: Figures = SendWrapper::new(Rc::default());
    let drawn = figures.clone();
    let revealed = Rc::new(Cell::new(None));
    watch(move || {
        let Some(stage) = stage.get() else { return };
        let mut slices = Slices::begin();
        let content = session.content.get();
        let focused = browser::focused_id();
        stage.set_inner_html(&markup(session, content.as_deref()));
        let before = drawn.replace(Vec::new());
        let is_first = before.is_empty();
        // Whoever works a control with the keyboard stays on it while the view changes below.
        if let Some(focused) = focused {
            browser::focus(&focused);
        }
        let Some(content) = content else {
            let _ = stage.remove_attribute(BUSY);
            return;
        };
        // What stands under the first figures is shown when they are there, so that nothing moves. Later ones follow on something
        // that the reader did. An attribute of this name is always valid.
        if is_first {
            let _ = stage.set_attribute(BUSY, "true");
        }
        if let Some(later) = later::loaded() {
            (later.shown)(session);
        }
        let (drawn, revealed) = (drawn.clone(), Rc::clone(&revealed));
        spawn_local(async move {
            let places = match expected(&stage, &before) {
                Some(places) => places,
                None => {
                    // To ask for widths is to lay the page out, which is a task of its own.
                    if slices.pause_after(TOGETHER_MS).await && !session.shows(&content) {
                        return;
                    }
                    places(&stage, &drawn.borrow())
                }
            };
            for (element, place, width_px) in places {
                // A few figures are there at once, and many one after the other.
                if slices.pause_after(TOGETHER_MS).await && !session.shows(&content) {
                    return;
                }
                draw(&element, place, width_px, &content, &drawn);
            }
            let _ = stage.remove_attribute(BUSY);
            reveal(&stage, &content, &revealed);
            session.has_drawn();
            // The window may have become wider meanwhile, or a figure may have another width than the one before it.
            browser::let_others_run().await;
            if !session.shows(&content) {
                return;
            }
            draw_all(&stage, &content, &drawn);
        });
    });
    redraw_when_resized(session, stage, figures.clone());
    let keys = figures.clone();
    view! {
        <div
            node_ref=stage
            on:click=move |event| click(session, &figures, event.target())
            on:change=move |event| change(session, event.target())
            on:keydown=move |event| key(session, &keys, &event)
            on:pointerover=move |event| point(event.target())
            on:focusin=move |event| point(event.target().filter(is_point))
            on:pointerleave=move |_| point(None)
        ></div>
    }
}

fn markup(session: Session, content: Option<&Content>) -> String {
    let rejected = session.rejected.get();
    let has_previous = session.previous.with(Option::is_some);
    if let Loading::Failed(error) = session.loading.get() {
        let failure = Failure {
            title: error.title(),
            what: error.to_string(),
            advice: error.advice(),
            can_stay: content.is_some(),
        };
        return views::failed(&failure).into_string();
    }
    let around = Around { rejected: &rejected, today: browser::today(), has_previous };
    match (content, later::loaded()) {
        (Some(content), _) if content.address.view == ViewName::Progress => views::front(content, around).into_string(),
        (Some(content), Some(later)) => (later.view)(content, around),
        _ => String::new(),
    }
}

/// Work on a view that is put off no longer than this, so that what belongs together comes together.
const TOGETHER_MS: f64 = 16.0;

/// Draws the figures of a part of the page that nobody works with.
pub fn draw_once(part: &HtmlElement, content: &Content) {
    let figures = RefCell::default();
    draw_all(part, content, &figures);
}

/// Draws every figure of a part of the page that has another width than before.
fn draw_all(part: &HtmlElement, content: &Content, figures: &RefCell<Vec<Drawn>>) {
    let places = places(part, &figures.borrow());
    for (element, place, width_px) in places {
        draw(&element, place, width_px, content, figures);
    }
}

/// Where figures are to be drawn if each is as wide as the one that stood in its place before. To know better the whole page would have to
/// be laid out, once without its figures and once with them. `None` where there was none before.
fn expected(part: &HtmlElement, before: &[Drawn]) -> Option<Vec<(Element, Drawing, i32)>> {
    let place = |element: Element| {
        let place = Drawing::parse(&element.get_attribute("data-drawing")?)?;
        let width_px = before.iter().find(|drawn| drawn.place == place)?.width_px;
        Some((element, place, width_px))
    };
    browser::elements(part, "[data-drawing]").into_iter().map(place).collect()
}

/// Where figures are to be drawn, and how wide; those left out that stand there as they should.
fn places(part: &HtmlElement, figures: &[Drawn]) -> Vec<(Element, Drawing, i32)> {
    // All widths are asked for before anything is drawn, since each question after a change lays the whole page out again.
    let root_px = browser::root_font_px();
    let place = |element: Element| {
        let place = Drawing::parse(&element.get_attribute("data-drawing")?)?;
        // Drawn small and shown large, a figure grows with the text of the page; in a place of its own its smallest text is as large
        // as the text around it.
        let (drawn_px, shown_px) = match element.closest("[data-enlarged]") {
            Ok(Some(_)) => (SMALLEST_PX, browser::font_px(&element)),
            _ => (TEXT_PX, root_px),
        };
        let width_px = element.client_width() * drawn_px / i32::try_from(shown_px).unwrap_or(drawn_px).max(1);
        let is_known = figures.iter().any(|drawn| drawn.place == place && drawn.width_px == width_px);
        // A part of the page that is hidden has no width; what was drawn before stays right.
        (width_px != 0 && !is_known).then_some((element, place, width_px))
    };
    browser::elements(part, "[data-drawing]").into_iter().filter_map(place).collect()
}

fn draw(element: &Element, place: Drawing, width_px: i32, content: &Content, figures: &RefCell<Vec<Drawn>>) {
    let (figure, markup) = match later::loaded() {
        Some(later) if !place.is_of_front_page() => (later.draw)(place, content, f64::from(width_px)),
        _ => {
            let figure = place.of_front_page(content, f64::from(width_px));
            let markup = figure.as_ref().map(|figure| views::drawn(figure).into_string());
            (figure, markup.unwrap_or_default())
        }
    };
    element.set_inner_html(&markup);
    let mut figures = figures.borrow_mut();
    figures.retain(|drawn| drawn.place != place);
    figures.push(Drawn { place, width_px, figure });
}

fn redraw_when_resized(session: Session, stage: NodeRef<html::Div>, figures: Figures) {
    watch(move || {
        let Some(stage) = stage.get() else { return };
        let watched: HtmlElement = (*stage).clone().unchecked_into();
        let figures = figures.clone();
        let resized = Closure::<dyn FnMut()>::new({
            let watched = watched.clone();
            move || {
                // Figures that are only being drawn make the view higher, and come by themselves.
                if !session.is_drawing()
                    && let Some(content) = session.content.get_untracked()
                {
                    draw_all(&watched, &content, &figures);
                }
            }
        });
        // Without an observer the figures keep the width that they began with.
        if let Ok(observer) = ResizeObserver::new(resized.as_ref().unchecked_ref()) {
            observer.observe(&watched);
            let kept = SendWrapper::new((observer, resized));
            on_cleanup(move || kept.0.disconnect());
        }
    });
}

/// Does what the part of the view says that was clicked. What the page can do without a part that may not come is done here.
fn click(session: Session, figures: &Figures, target: Option<EventTarget>) {
    let Some(target) = target.and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    if let Some(act) = browser::value_around(&target, "data-act") {
        match Act::parse(&act) {
            Some(Act::Retry) => session.retry(),
            Some(Act::Pick) => browser::click(super::components::FILES_ID),
            Some(Act::Folder) => browser::click(super::components::FOLDER_ID),
            Some(Act::Sample) => session.open_sample(),
            Some(Act::Stay) => session.loading.set(Loading::Done),
            Some(Act::Previous) => session.back_to_previous(),
            None => {}
        }
    } else if target.closest(ACTS).ok().flatten().is_some() {
        let figures = figures.clone();
        later::with(session, Box::new(move |later| (later.click)(session, &figures, &target)));
    }
}

/// What something happens to when it is clicked, in the words of [`super::acting`].
const ACTS: &str = "[data-hit], [data-ask], [data-embeds], [data-toggle], [data-take]";

/// Puts what a control says into the address.
fn change(session: Session, target: Option<EventTarget>) {
    if let Some(select) = target.and_then(|target| target.dyn_into::<HtmlSelectElement>().ok()) {
        session.go(|address| address.choose(&select.name(), &select.value()));
    }
}

/// Takes a key that is pressed on a point of a figure.
fn key(session: Session, figures: &Figures, event: &KeyboardEvent) {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    let key = event.key();
    if key == "Escape" {
        close_menu(&target);
    }
    if !target.has_attribute("data-hit") || !KEYS.contains(&key.as_str()) {
        return;
    }
    event.prevent_default();
    let figures = figures.clone();
    later::with(session, Box::new(move |later| (later.key)(session, &figures, &target, &key)));
}

const KEYS: [&str; 8] = ["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "Home", "End", "Enter", " "];

fn is_point(target: &EventTarget) -> bool {
    target.dyn_ref::<Element>().is_some_and(|target| target.has_attribute("data-hit"))
}

/// Closes the menu that has the focus, and keeps the focus on what opens it.
fn close_menu(target: &Element) {
    if let Some(menu) = target.closest("details.take[open]").ok().flatten() {
        // An attribute of this name is always valid.
        let _ = menu.remove_attribute("open");
        if let Some(summary) = menu.query_selector("summary").ok().flatten() {
            browser::focus_element(&summary);
        }
    }
}

/// Leads the reader to the figure of the measure that the address names, or to the table that it lacks, once.
fn reveal(stage: &HtmlElement, content: &Content, revealed: &Cell<Option<Measure>>) {
    let id = content.address.id;
    if revealed.replace(id) == id {
        return;
    }
    let figure = id.and_then(|id| stage.query_selector(&format!("[data-of=\"{}\"]", id.slug())).ok().flatten());
    if let Some(figure) = figure.and_then(|found| found.closest("figure, details[id]").ok().flatten()) {
        figure.scroll_into_view();
    }
}

/// Shows the numbers of a point in the place of its figure's subtitle; `None` shows the subtitles again.
fn point(target: Option<EventTarget>) {
    let target = target.and_then(|target| target.dyn_into::<Element>().ok());
    let hit = target.filter(|target| target.has_attribute("data-hit"));
    let readout =
        hit.as_ref().and_then(|hit| hit.closest("figure").ok().flatten()?.query_selector(".readout").ok().flatten());
    let Some(page) = browser::document().and_then(|document| document.document_element()) else { return };
    for other in browser::elements(&page, ".readout:not(:empty)") {
        if Some(&other) != readout.as_ref() {
            other.set_text_content(None);
        }
    }
    if let (Some(readout), Some(hit)) = (readout, hit) {
        readout.set_text_content(hit.get_attribute("aria-label").as_deref());
    }
}
