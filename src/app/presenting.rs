//! What the pages for presenting and handing out do: the keys of a presentation, the plan of a story, the presenter's window, paper.
//! Loaded when one of them is first shown. Nothing here asks for anything but a story beside the export, and nothing is sent.

mod earlier;
mod files;
mod keys;
mod paper;
mod pictures;
mod presenter;

use std::cell::RefCell;
use std::sync::{Arc, LazyLock};

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, EventTarget, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

pub use files::{open, take};

use super::address::ViewName;
use super::browser;
use super::content::Content;
use super::kept::Kept;
use super::session::Session;
use super::views::{self, Around};
use crate::figure::headline_size;
use crate::story::presentation::{Exhibit, Plan, Planned, StepName};

/// What is on the wall, and what was done about it.
#[derive(Default)]
struct Live {
    /// Whether the page already listens.
    listens: bool,
    /// The folder whose story was asked for.
    asked: Option<String>,
    /// The step that is on the wall.
    step: Option<String>,
    /// Whether what is said of it last is on the wall too.
    is_annotated: bool,
    /// Whether the next step comes with it, since the presenter goes back.
    comes_annotated: bool,
    /// What was said last, for a page that is written anew meanwhile.
    said: String,
}

/// What is kept while the page is open. It is no part of the session, or all that it is made of would be part of a first visit.
static KEPT: LazyLock<ArcRwSignal<Kept>> = LazyLock::new(ArcRwSignal::default);

thread_local! {
    static LIVE: RefCell<Live> = RefCell::default();
}

fn live<T>(ask: impl FnOnce(&mut Live) -> T) -> T {
    LIVE.with_borrow_mut(ask)
}

/// A view as markup. One that is made of what is kept is written anew when that changes.
pub fn view(content: &Content, around: Around<'_>) -> String {
    let kept = match content.address.view {
        ViewName::Present | ViewName::Story => KEPT.get(),
        ViewName::Since => {
            let kept = KEPT.get();
            Kept { beside: kept.beside.filter(|beside| beside.is_of(content)), ..kept }
        }
        _ => Kept::default(),
    };
    views::view_with(content, around, &kept).into_string()
}

/// The story that is told.
fn plan() -> Arc<Plan> {
    KEPT.with_untracked(Kept::plan)
}

/// Shows another step of what is shown, for which everything is read already.
pub fn show_step(session: Session) {
    let Some(content) = session.content.get_untracked() else { return };
    let content = Content { address: session.address.get_untracked(), ..(*content).clone() };
    session.content.set(Some(Arc::new(content)));
}

/// Does what a view needs once it stands.
pub fn shown(session: Session) {
    let Some(content) = session.content.get_untracked() else { return };
    let view = content.address.view;
    if !live(|live| std::mem::replace(&mut live.listens, true)) {
        listen_to_all(session);
    }
    if matches!(view, ViewName::Present | ViewName::Story) {
        files::ask_beside(session, &content);
    }
    if view == ViewName::Since {
        earlier::compare_again(session, &content);
    }
    if matches!(view, ViewName::Present | ViewName::Story | ViewName::Since) {
        say(&live(|live| live.said.clone()));
    } else {
        live(|live| live.said.clear());
    }
    if view == ViewName::Present {
        let step = query(".dots [aria-current]").and_then(|link| link.get_attribute("data-step"));
        live(|live| {
            if live.step != step {
                live.is_annotated = std::mem::take(&mut live.comes_annotated);
                live.step = step;
            }
        });
        show_annotation();
    } else {
        live(|live| live.step = None);
    }
    presenter::refresh(session);
}

/// Shows what is said last, or hides it until it is time.
fn show_annotation() {
    let Some(stage) = query(".presenting") else { return };
    set(&stage, "data-annotated", live(|live| live.is_annotated));
}

fn listen_to_all(session: Session) {
    let Some(window) = browser::window() else { return };
    listen(&window, "click", move |event| click(session, &event));
    listen(&window, "keydown", move |event| keys::press(session, &event));
    listen(&window, "input", move |event| change(session, &event, false));
    listen(&window, "change", move |event| change(session, &event, true));
    // What is within the window hears of it first.
    if let Some(document) = window.document() {
        listen(&document, "drop", move |event| earlier::drop(session, &event));
    }
    listen(&window, "touchstart", |event| keys::touch(&event));
    listen(&window, "touchend", move |event| keys::lift(session, &event));
    listen(&window, "pagehide", |_| presenter::close());
    listen(&window, "beforeprint", move |_| paper::draw(session));
    listen(&window, "afterprint", |_| paper::put_back());
}

fn listen(target: &EventTarget, name: &str, hear: impl FnMut(Event) + 'static) {
    let heard = Closure::<dyn FnMut(Event)>::new(hear);
    // A browser refuses no listener of a known event. It is there as long as the page.
    let _ = target.add_event_listener_with_callback(name, heard.as_ref().unchecked_ref());
    heard.forget();
}

/// Does what a button of these pages says.
fn click(session: Session, event: &Event) {
    // What is clicked is an element, also where that is one of the presenter's window, for which no check of types known here holds.
    let target = event.target().map(JsCast::unchecked_into::<Element>);
    let button = target.and_then(|target| target.closest("[data-story]").ok().flatten());
    let Some(button) = button else { return };
    let step = button.get_attribute("data-step").and_then(|step| StepName::parse(&step));
    match (button.get_attribute("data-story").unwrap_or_default().as_str(), step) {
        ("print", _) => {
            // A frame that may not print leaves that to the page around it.
            let _ = browser::window().map(|window| window.print());
        }
        ("screen", _) => keys::whole_screen(),
        ("presenter", _) => presenter::open(session),
        ("next", _) => keys::next(session),
        ("back", _) => keys::back(session),
        ("save", _) => files::save(),
        ("alone", _) => earlier::close(),
        ("pictures", _) => pictures::save(session),
        ("anew", _) => set_plan(None),
        ("up", Some(step)) => edit_and_show(|plan| plan.move_up(step)),
        ("down", Some(step)) => edit_and_show(|plan| plan.move_down(step)),
        _ => {}
    }
}

/// Takes over what a control of the story says. Texts are taken over letter by letter, and only what they change is written anew, so
/// that whoever types is not disturbed.
fn change(session: Session, event: &Event, is_done: bool) {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    if is_done && target.has_attribute("data-story-file") {
        files::pick(session, target.unchecked_ref());
        return;
    }
    if is_done && target.has_attribute("data-earlier-files") {
        earlier::pick(session, target.unchecked_ref());
        return;
    }
    let Some(step) = target.get_attribute("data-plan").and_then(|step| StepName::parse(&step)) else { return };
    let input = target.dyn_ref::<HtmlInputElement>();
    match (target.get_attribute("data-what").unwrap_or_default().as_str(), is_done) {
        ("told", true) => {
            let is_left_out = input.is_some_and(|input| !input.checked());
            edit_and_show(in_step(step, |planned| planned.is_left_out = is_left_out));
        }
        ("show", true) => {
            let chosen = target.dyn_ref::<HtmlSelectElement>().and_then(|select| Exhibit::parse(&select.value()));
            edit_and_show(in_step(step, |planned| planned.exhibit = chosen));
        }
        ("headline", false) => {
            let headline = input.map(HtmlInputElement::value).unwrap_or_default();
            edit(in_step(step, |planned| planned.headline = headline));
            show_headline(session, step);
        }
        ("notes", false) => {
            let notes = target.dyn_ref::<HtmlTextAreaElement>().map(HtmlTextAreaElement::value).unwrap_or_default();
            edit(in_step(step, |planned| planned.notes = notes));
        }
        _ => {}
    }
}

/// A change of one step, as one of the plan.
fn in_step(step: StepName, change: impl FnOnce(&mut Planned)) -> impl FnOnce(&mut Plan) {
    move |plan| {
        if let Some(planned) = plan.step_mut(step) {
            change(planned);
        }
    }
}

/// Changes the plan, and nothing on the page.
fn edit(change: impl FnOnce(&mut Plan)) {
    KEPT.update_untracked(|kept| change(Arc::make_mut(kept.plan.get_or_insert_default())));
}

/// Changes the plan, and writes the page anew.
fn edit_and_show(change: impl FnOnce(&mut Plan)) {
    edit(change);
    KEPT.notify();
}

fn set_plan(plan: Option<Plan>) {
    KEPT.update(|kept| kept.plan = plan.map(Arc::new));
}

/// Writes the headline of a step and what the data says to it, and nothing else.
fn show_headline(session: Session, step: StepName) {
    let Some(content) = session.content.get_untracked() else { return };
    let Some((headline, doubt)) = views::headline_of(&content, &plan(), step) else { return };
    if let Some(shown) = query(&format!(".story-step[data-step=\"{}\"] h1", step.key())) {
        shown.set_text_content(Some(&headline));
        // An attribute of this name is always valid.
        let _ = shown.set_attribute("data-size", &headline_size(&headline).to_string());
    }
    if let Some(shown) = query(&format!("#story-{}-doubt", step.key())) {
        set(&shown, "hidden", doubt.is_none());
        if let Some(words) = shown.query_selector("span").ok().flatten() {
            words.set_text_content(doubt.as_deref());
        }
    }
}

/// Says how something went, where the page has a place for it.
fn say(words: &str) {
    live(|live| words.clone_into(&mut live.said));
    if let Some(place) = query("[data-said]") {
        place.set_text_content(Some(words));
    }
}

fn query(selector: &str) -> Option<Element> {
    browser::document()?.query_selector(selector).ok().flatten()
}

fn set(element: &Element, name: &str, is_set: bool) {
    // Attributes with these names are always valid.
    let _ = if is_set { element.set_attribute(name, "") } else { element.remove_attribute(name) };
}
