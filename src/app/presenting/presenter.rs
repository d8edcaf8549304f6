//! A window for the presenter alone: notes, the next step, a clock. The page writes into it itself, so that both always show the same
//! and nothing is sent, not even to another window.

use std::cell::RefCell;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Document, Window};

use super::{click, keys, listen, live, plan, say};
use crate::app::browser;
use crate::app::session::Session;
use crate::app::views::{self, Around};

const NAME: &str = "uptake-presenter";
const FEATURES: &str = "popup,width=900,height=700";
const TICK_MS: i32 = 1000;

/// The window, and when it was opened.
struct Opened {
    window: Window,
    began_ms: f64,
}

thread_local! {
    static OPENED: RefCell<Option<Opened>> = const { RefCell::new(None) };
}

/// Opens the window, or brings it to the front.
pub fn open(session: Session) {
    let Some(page) = browser::window() else { return };
    let Some(window) = page.open_with_url_and_target_and_features("", NAME, FEATURES).ok().flatten() else {
        say("This browser lets the page open no window. Allow windows for this address, and ask again.");
        return;
    };
    let is_new = !is_open();
    if is_new {
        furnish(&window);
        listen(&window, "keydown", move |event| keys::press(session, &event));
        listen(&window, "click", move |event| click(session, &event));
        OPENED.set(Some(Opened { window: window.clone(), began_ms: browser::now_ms() }));
        tick();
    }
    refresh(session);
    let _ = window.focus();
}

/// Closes it with the page, without which it would stand still.
pub fn close() {
    if let Some(opened) = OPENED.take() {
        let _ = opened.window.close();
    }
}

fn is_open() -> bool {
    OPENED.with_borrow(|opened| opened.as_ref().is_some_and(|opened| !opened.window.closed().unwrap_or(true)))
}

fn document() -> Option<Document> {
    OPENED.with_borrow(|opened| opened.as_ref()?.window.document()).filter(|_| is_open())
}

/// Gives the window the styles and the colours of the page.
fn furnish(window: &Window) {
    let (Some(page), Some(document)) = (browser::document(), window.document()) else { return };
    document.set_title("Presenter: Uptake");
    let (Some(from), Some(to), Some(head)) = (page.document_element(), document.document_element(), document.head())
    else {
        return;
    };
    for name in ["lang", "data-theme"] {
        if let Some(value) = from.get_attribute(name) {
            // Attributes with these names are always valid.
            let _ = to.set_attribute(name, &value);
        }
    }
    let base = browser::page();
    let folder = base.rfind('/').map_or("", |end| &base[..=end]);
    for style in browser::elements(&from, "link[rel=stylesheet]") {
        let (Some(href), Ok(link)) = (style.get_attribute("href"), document.create_element("link")) else { continue };
        let _ = link.set_attribute("rel", "stylesheet");
        let _ = link.set_attribute("href", &[folder, href.trim_start_matches("./")].concat());
        let _ = head.append_child(&link);
    }
}

/// Writes what is on the wall now, what comes next, and the notes.
pub fn refresh(session: Session) {
    let Some(body) = document().and_then(|document| document.body()) else { return };
    let Some(content) = session.content.get_untracked() else { return };
    let rejected = session.rejected.get_untracked();
    let around = Around { rejected: &rejected, today: browser::today(), has_previous: false };
    let is_annotated = live(|live| live.is_annotated);
    body.set_inner_html(&views::presenter(&content, around, &plan(), is_annotated).into_string());
    write_clock();
}

/// Keeps the clock going as long as the page is there.
fn tick() {
    let Some(window) = browser::window() else { return };
    let ticked = Closure::<dyn FnMut()>::new(write_clock);
    // Without a clock the window still shows the notes.
    let _ = window.set_interval_with_callback_and_timeout_and_arguments_0(ticked.as_ref().unchecked_ref(), TICK_MS);
    ticked.forget();
}

fn write_clock() {
    let began_ms = OPENED.with_borrow(|opened| opened.as_ref().map(|opened| opened.began_ms));
    let clock = document().and_then(|document| document.get_element_by_id("clock"));
    if let (Some(began_ms), Some(clock)) = (began_ms, clock) {
        let now = js_sys::Date::new_0();
        let seconds = ((browser::now_ms() - began_ms) / 1000.0) as u64;
        clock.set_text_content(Some(&views::clock(now.get_hours(), now.get_minutes(), seconds)));
    }
}
