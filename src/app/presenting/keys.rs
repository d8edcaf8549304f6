//! The keys of a presentation, of a clicker and of a finger: what comes next, what was before, nothing at all.

use std::cell::Cell;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent, TouchEvent};

use super::{live, presenter, query, say, set, show_annotation};
use crate::app::address::ViewName;
use crate::app::browser;
use crate::app::session::Session;
use crate::story::presentation::StepName;

/// How far a finger goes, in px, before it means something.
const SWIPE_PX: i32 = 48;

thread_local! {
    static TOUCHED: Cell<Option<(i32, i32)>> = const { Cell::new(None) };
}

/// Does what a key means while the story is on the wall, unless somebody writes, or something else is open.
pub fn press(session: Session, event: &Event) {
    // One of the presenter's window is of another realm, where no check of types that are known here holds.
    let key: &KeyboardEvent = event.unchecked_ref();
    let is_on = session
        .content
        .with_untracked(|content| content.as_ref().is_some_and(|content| content.address.view == ViewName::Present));
    if !is_on || event.default_prevented() || key.ctrl_key() || key.alt_key() || key.meta_key() {
        return;
    }
    let target = event.target().map(JsCast::unchecked_into::<Element>);
    let is_within =
        |selector: &str| target.as_ref().is_some_and(|target| target.closest(selector).ok().flatten().is_some());
    if query("dialog[open]").is_some() || is_within("input, select, textarea") {
        return;
    }
    let stage = query(".presenting");
    if let Some(stage) = stage.filter(|stage| stage.has_attribute("data-blank")) {
        // Whatever comes after nothing shows again what was there.
        set(&stage, "data-blank", false);
        event.prevent_default();
        return;
    }
    match key.key().as_str() {
        // A button is pressed with these.
        " " | "Enter" if is_within("button, a") => return,
        " " if key.shift_key() => back(session),
        "ArrowRight" | "ArrowDown" | "PageDown" | " " => next(session),
        "ArrowLeft" | "ArrowUp" | "PageUp" => back(session),
        "Home" => go(session, |_, _| 0),
        "End" => go(session, |_, steps| steps - 1),
        "b" | "B" | "." => {
            if let Some(stage) = query(".presenting") {
                set(&stage, "data-blank", true);
            }
        }
        "e" | "E" if query(".ways [data-ask]").is_none() => say("Nothing is counted in this step."),
        "e" | "E" => press_button(".ways [data-ask]"),
        "f" | "F" => whole_screen(),
        "p" | "P" => presenter::open(session),
        "?" => press_button("[data-toggle=keys]"),
        "Escape" => leave(session),
        _ => return,
    }
    event.prevent_default();
}

/// What is said last of the step, or else the next step.
pub fn next(session: Session) {
    let has_more =
        query(".slide .annotation").and_then(|said| said.text_content()).is_some_and(|said| !said.is_empty());
    if has_more && !live(|live| std::mem::replace(&mut live.is_annotated, true)) {
        show_annotation();
        presenter::refresh(session);
    } else {
        go(session, |at, steps| (at + 1).min(steps - 1));
    }
}

/// The step before, with all that was said of it.
pub fn back(session: Session) {
    live(|live| live.comes_annotated = true);
    go(session, |at, _| at.saturating_sub(1));
}

/// Goes to a step, given the place of the one that is shown and how many there are.
fn go(session: Session, to: impl FnOnce(usize, usize) -> usize) {
    let Some(stage) = query(".presenting") else { return };
    let steps = browser::elements(&stage, ".dots a");
    let Some(at) = steps.iter().position(|step| step.has_attribute("aria-current")) else { return };
    let place = to(at, steps.len());
    let step = steps.get(place).and_then(|step| StepName::parse(&step.get_attribute("data-step")?));
    if place == at {
        live(|live| live.comes_annotated = false);
    } else if let Some(step) = step {
        session.go(|address| address.step = Some(step));
    }
}

/// Closes what is open, or else goes back to the page.
fn leave(session: Session) {
    if query("#keys:not([hidden])").is_some() {
        press_button("[data-toggle=keys]");
        return;
    }
    session.go(|address| {
        address.view = ViewName::default();
        address.step = None;
    });
}

/// Takes the whole screen, or gives it back.
pub fn whole_screen() {
    let Some(document) = browser::document() else { return };
    if document.fullscreen_element().is_some() {
        document.exit_fullscreen();
    } else if let Some(root) = document.document_element() {
        // A frame may not; then the story stays where it is.
        let _ = root.request_fullscreen();
    }
}

fn press_button(selector: &str) {
    if let Some(button) = query(selector).and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        button.click();
    }
}

/// Remembers where a finger came down.
pub fn touch(event: &Event) {
    let place = event.dyn_ref::<TouchEvent>().and_then(|event| {
        let touch = event.touches().get(0).filter(|_| event.touches().length() == 1)?;
        Some((touch.client_x(), touch.client_y()))
    });
    TOUCHED.set(place);
}

/// Goes on or back where a finger went across.
pub fn lift(session: Session, event: &Event) {
    let lifted = event.dyn_ref::<TouchEvent>().and_then(|event| event.changed_touches().get(0));
    let (Some((from_x, from_y)), Some(to)) = (TOUCHED.take(), lifted) else { return };
    let (across, along) = (to.client_x() - from_x, to.client_y() - from_y);
    if across.abs() < SWIPE_PX || across.abs() < 2 * along.abs() || query(".presenting").is_none() {
        return;
    }
    if query("dialog[open]").is_none() {
        if across < 0 { next(session) } else { back(session) }
    }
}
