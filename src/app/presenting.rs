//! What the pages for presenting and handing out do: printing. Loaded when one of them is first shown.

use std::cell::Cell;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, Window};

use super::browser;
use super::session::Session;

thread_local! {
    /// Whether the page already listens.
    static LISTENS: Cell<bool> = const { Cell::new(false) };
}

/// Begins to listen, once, when a view stands that may need it.
pub fn shown(session: Session) {
    if LISTENS.replace(true) {
        return;
    }
    let Some(window) = browser::window() else { return };
    listen(&window, "click", move |event| click(session, &event));
}

fn listen(window: &Window, name: &str, hear: impl FnMut(Event) + 'static) {
    let heard = Closure::<dyn FnMut(Event)>::new(hear);
    // A browser refuses no listener of a known event. It is there as long as the page.
    let _ = window.add_event_listener_with_callback(name, heard.as_ref().unchecked_ref());
    heard.forget();
}

/// Does what a button of these pages says.
fn click(_session: Session, event: &Event) {
    let Some(button) = browser::closest(event.target(), "[data-story]") else { return };
    if button.get_attribute("data-story").as_deref() == Some("print")
        && let Some(window) = browser::window()
    {
        // A frame that may not print leaves that to the page around it.
        let _ = window.print();
    }
}
