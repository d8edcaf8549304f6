//! Where views stand: sets their markup, draws their figures at the width they have, and does what their buttons say.
//!
//! Views are markup and not reactive elements, which keeps the page light; so events are met here, once for all of them.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::html;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, EventTarget, HtmlElement, HtmlSelectElement, KeyboardEvent, ResizeObserver};

use super::address::ViewName;
use super::browser;
use super::content::Content;
use super::drawings::Drawing;
use super::framing::Subject;
use super::later::{self, Later};
use super::question::Asked;
use super::session::{Loading, Session};
use super::views::{self, Act, Around, Failure};
use crate::figure::Figure;
use crate::measure::Measure;

/// The smallest text of a figure.
const SMALLEST_PX: i32 = 12;

/// A figure as it stands on the page.
struct Drawn {
    place: Drawing,
    width_px: i32,
    figure: Option<Figure>,
}

/// The figures of the view that is shown.
type Figures = SendWrapper<Rc<RefCell<Vec<Drawn>>>>;

/// The view of the address, or why there is none.
#[component]
pub fn Stage() -> impl IntoView {
    let session = Session::current();
    let stage = NodeRef::<html::Div>::new();
    let figures: Figures = SendWrapper::new(Rc::default());
    let drawn = figures.clone();
    Effect::new(move |_| {
        let Some(stage) = stage.get() else { return };
        let content = session.content.get();
        let focused = browser::focused_id();
        stage.set_inner_html(&markup(session, content.as_deref()));
        drawn.borrow_mut().clear();
        if let Some(content) = content {
            draw(&stage, &content, &drawn);
            if let Some(later) = later::loaded() {
                (later.shown)(session);
            }
        }
        // Whoever works a control with the keyboard stays on it while the view changes below.
        if let Some(focused) = focused {
            browser::focus(&focused);
        }
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
            on:focusin=move |event| point(event.target().filter(|target| hit_of(target).is_some()))
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

/// Draws the figures of a part of the page that nobody works with.
pub fn draw_once(part: &HtmlElement, content: &Content) {
    draw(part, content, &RefCell::default());
}

/// Draws every figure of the stage that has another width than before.
fn draw(stage: &HtmlElement, content: &Content, figures: &RefCell<Vec<Drawn>>) {
    // All widths are asked for before anything is drawn, since each question after a change lays the whole page out again.
    let places: Vec<(Element, Drawing, i32)> = browser::elements(stage, "[data-drawing]")
        .into_iter()
        .filter_map(|element| {
            let place = Drawing::parse(&element.get_attribute("data-drawing")?)?;
            let mut width_px = element.client_width();
            if element.closest("[data-enlarged]").ok().flatten().is_some() {
                // Drawn small and shown large, the smallest of its texts is as large as the text around it.
                width_px =
                    width_px * SMALLEST_PX / i32::try_from(browser::font_px(&element)).unwrap_or(SMALLEST_PX).max(1);
            }
            Some((element, place, width_px))
        })
        .collect();
    for (element, place, width_px) in places {
        let known = figures.borrow().iter().any(|drawn| drawn.place == place && drawn.width_px == width_px);
        // A part of the page that is hidden has no width; what was drawn before stays right.
        if known || width_px == 0 {
            continue;
        }
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
}

fn redraw_when_resized(session: Session, stage: NodeRef<html::Div>, figures: Figures) {
    Effect::new(move |_| {
        let Some(stage) = stage.get() else { return };
        let watched: HtmlElement = (*stage).clone().unchecked_into();
        let figures = figures.clone();
        let resized = Closure::<dyn FnMut()>::new({
            let watched = watched.clone();
            move || {
                if let Some(content) = session.content.get_untracked() {
                    draw(&watched, &content, &figures);
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

/// Does what the part of the view says that was clicked.
fn click(session: Session, figures: &Figures, target: Option<EventTarget>) {
    let Some(target) = target.and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    if let Some((place, hit)) = hit_of(&target) {
        ask_about(session, figures, place, hit);
        return;
    }
    let attribute = |name: &str| {
        let button = target.closest(&format!("[{name}]")).ok().flatten()?;
        button.get_attribute(name).map(|value| (button, value))
    };
    if let Some((button, asked)) = attribute("data-ask") {
        let about = button.get_attribute("data-about").unwrap_or_default();
        if let Some(asked) = Asked::parse(&asked) {
            session.question.set(Some(asked.question(about)));
        }
    } else if let Some((_, slug)) = attribute("data-embeds") {
        session.embedding.set(Subject::parse(&slug));
    } else if let Some((_, id)) = attribute("data-toggle") {
        toggle(session, figures, id);
    } else if let Some((_, act)) = attribute("data-act") {
        match Act::parse(&act) {
            Some(Act::Retry) => session.retry(),
            Some(Act::Pick) => browser::click(super::components::FILES_ID),
            Some(Act::Sample) => session.open_sample(),
            Some(Act::Stay) => session.loading.set(Loading::Done),
            Some(Act::Previous) => session.back_to_previous(),
            None => {}
        }
    }
}

/// Puts what a control says into the address.
fn change(session: Session, target: Option<EventTarget>) {
    if let Some(select) = target.and_then(|target| target.dyn_into::<HtmlSelectElement>().ok()) {
        session.go(|address| address.choose(&select.name(), &select.value()));
    }
}

/// Opens or closes a part of the page; one that is empty is filled when it is first opened.
fn toggle(session: Session, figures: &Figures, id: String) {
    let Some(part) = browser::document().and_then(|document| document.get_element_by_id(&id)) else { return };
    let opens = part.has_attribute("hidden");
    if opens && (part.has_attribute("data-table") || part.has_attribute("data-measure")) {
        let figures = figures.clone();
        later::with(
            session,
            Box::new(move |later| {
                fill(session, &figures, &part, later);
                set_open(&part, &id, true);
            }),
        );
    } else {
        set_open(&part, &id, opens);
    }
}

/// Puts into a part of the page what its attribute asks for: the data of a figure, or how a measure is counted.
fn fill(session: Session, figures: &Figures, part: &Element, later: &Later) {
    let Some(content) = session.content.get_untracked() else { return };
    if let Some(place) = part.get_attribute("data-table").and_then(|place| Drawing::parse(&place)) {
        let figures = figures.borrow();
        let figure = figures.iter().find(|drawn| drawn.place == place).and_then(|drawn| drawn.figure.as_ref());
        part.set_inner_html(&(later.table)(place, &content, figure));
    } else if let Some(measure) = part.get_attribute("data-measure").and_then(|slug| Measure::from_slug(&slug)) {
        part.set_inner_html(&(later.counted)(&content, measure, &part.id()));
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

fn key(session: Session, figures: &Figures, event: &KeyboardEvent) {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    let Some((place, hit)) = hit_of(&target) else { return };
    let hits = with_figure(figures, place, |figure| figure.hits.len()).unwrap_or(0);
    let next = match event.key().as_str() {
        "ArrowRight" | "ArrowDown" => (hit + 1).min(hits.saturating_sub(1)),
        "ArrowLeft" | "ArrowUp" => hit.saturating_sub(1),
        "Home" => 0,
        "End" => hits.saturating_sub(1),
        "Enter" | " " => {
            event.prevent_default();
            ask_about(session, figures, place, hit);
            return;
        }
        _ => return,
    };
    event.prevent_default();
    let Some(drawing) = target.closest("[data-drawing]").ok().flatten() else { return };
    if let Some(next) = drawing.query_selector(&format!("[data-hit=\"{next}\"]")).ok().flatten() {
        // The point that has the focus is the one that Tab comes back to.
        let _ = target.set_attribute("tabindex", "-1");
        let _ = next.set_attribute("tabindex", "0");
        browser::focus_element(&next);
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

fn ask_about(session: Session, figures: &Figures, place: Drawing, hit: usize) {
    let Some((pick, about)) =
        with_figure(figures, place, |figure| figure.hits.get(hit).map(|hit| (hit.pick, hit.text.clone()))).flatten()
    else {
        return;
    };
    let ask = move |later: &'static Later| {
        let Some(content) = session.content.get_untracked() else { return };
        if let Some(question) = (later.question)(place, &content, pick, about) {
            session.question.set(Some(question));
        }
    };
    later::with(session, Box::new(ask));
}

fn with_figure<T>(figures: &Figures, place: Drawing, ask: impl FnOnce(&Figure) -> T) -> Option<T> {
    figures.borrow().iter().find(|drawn| drawn.place == place)?.figure.as_ref().map(ask)
}

/// The figure and the place among its points of what the pointer or the focus is on.
fn hit_of(target: &EventTarget) -> Option<(Drawing, usize)> {
    let target = target.dyn_ref::<Element>()?;
    let hit = target.get_attribute("data-hit")?.parse().ok()?;
    let drawing = target.closest("[data-drawing]").ok().flatten()?;
    Some((Drawing::parse(&drawing.get_attribute("data-drawing")?)?, hit))
}
