//! The page around this one, where this one is in a frame: hears what it says, and tells it what changes.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_net::http::Request;
use leptos::prelude::*;
use leptos::task::spawn_local;
use send_wrapper::SendWrapper;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, MessageEvent, ResizeObserver, Window};

use super::address::Address;
use super::browser;
use super::later;
use super::messages::{Cause, LONGEST, Talk};
use super::session::{Loading, Session};
use super::watch::watch;

/// What is asked for beside the page, for who is answered.
const CONFIG: &str = "config.json";

/// Begins to talk with the page around this one, as soon as what that needs of the program is there. Without it a frame still shows
/// its view.
pub fn greet(session: Session) {
    spawn_local(async move {
        if let Ok(later) = later::load().await {
            (later.talk)(session);
        }
    });
}

/// The two ends: what was said, and where it goes.
#[derive(Clone)]
struct Line {
    talk: Rc<RefCell<Talk>>,
    parent: Window,
    is_by_host: Rc<Cell<bool>>,
}

impl Line {
    fn send(&self, text: &str) {
        // A window that is gone hears nothing.
        let _ = self.parent.post_message(&JsValue::from_str(text), self.talk.borrow().target());
    }

    fn send_if(&self, text: Option<String>) {
        if let Some(text) = text {
            self.send(&text);
        }
    }
}

/// Talks from now on, with whom the configuration beside the page allows.
pub fn talk(session: Session) {
    spawn_local(async move {
        let config = match Request::get(CONFIG).send().await {
            Ok(answer) if answer.ok() => answer.text().await.unwrap_or_default(),
            _ => String::new(),
        };
        begin(session, &config);
    });
}

fn begin(session: Session, config: &str) {
    let Some((window, parent)) = browser::window().and_then(|window| Some((window.clone(), window.parent().ok()??)))
    else {
        return;
    };
    let name = window.name().unwrap_or_default();
    let own = window.origin();
    let ancestor = browser::ancestor_origin(&window);
    let talk = Rc::new(RefCell::new(Talk::new(config, name, &own, ancestor.as_deref())));
    let line = Line { talk, parent, is_by_host: Rc::default() };
    hear(session, &line);
    let ready = line.talk.borrow().ready(&session.address.get_untracked());
    line.send(&ready);
    watch_size(&line);
    watch_state(session, &line);
}

fn hear(session: Session, line: &Line) {
    let line = SendWrapper::new(line.clone());
    // It listens as long as the page is there.
    let _ = window_event_listener_untyped("message", move |event| {
        let Some(event) = event.dyn_ref::<MessageEvent>() else { return };
        // Other frames, other windows and the page itself say nothing here.
        if event.source().is_none_or(|source| !js_sys::Object::is(&source, &line.parent)) {
            return;
        }
        let Some(text) = event.data().dyn_into::<js_sys::JsString>().ok().filter(|text| text.length() <= LONGEST)
        else {
            return;
        };
        if !line.talk.borrow_mut().has_room(browser::now_ms()) {
            return;
        }
        let address = session.address.get_untracked();
        let heard = line.talk.borrow_mut().hear(&event.origin(), &String::from(text), &address);
        line.send_if(heard.answer);
        if let Some(next) = heard.address.filter(|next| *next != address) {
            follow(session, &line, next);
        }
    });
}

fn follow(session: Session, line: &Line, next: Address) {
    line.is_by_host.set(true);
    browser::replace_address(None, &next.to_fragment());
    session.take_over(next);
}

/// Tells how large the content is, which does not follow from how large the frame is made for it.
fn watch_size(line: &Line) {
    let Some(app) = browser::document().and_then(|document| document.get_element_by_id("app")) else { return };
    let tell = {
        let (line, app) = (line.clone(), app.clone());
        move || {
            let size = size_px(&app);
            let text = line.talk.borrow_mut().resized(size.0, size.1);
            line.send_if(text);
        }
    };
    tell();
    let resized = Closure::<dyn FnMut()>::new(tell);
    if let Ok(observer) = ResizeObserver::new(resized.as_ref().unchecked_ref()) {
        observer.observe(&app);
        // As long as the page is there.
        resized.forget();
    }
}

fn size_px(app: &Element) -> (u32, u32) {
    let size = app.get_bounding_client_rect();
    (size.width().ceil() as u32, size.height().ceil() as u32)
}

fn watch_state(session: Session, line: &Line) {
    let state = SendWrapper::new(line.clone());
    Effect::new(move |before: Option<Address>| {
        let address = session.address.get();
        if before.is_some_and(|before| before != address) {
            let cause = if state.is_by_host.replace(false) { Cause::Host } else { Cause::User };
            let text = state.talk.borrow().state_changed(&address, cause);
            state.send_if(text);
        }
        address
    });
    let rejected = SendWrapper::new(line.clone());
    watch(move || {
        let text = session.rejected.with(|parts| rejected.talk.borrow().rejected(parts));
        rejected.send_if(text);
    });
    let failed = SendWrapper::new(line.clone());
    watch(move || {
        if let Loading::Failed(error) = session.loading.get() {
            let text = failed.talk.borrow().problem("load", &format!("{}: {error}", error.title()));
            failed.send_if(text);
        }
    });
}
