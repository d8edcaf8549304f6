//! The name of the page, of the organisation, and the way to its views.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement};

use crate::app::address::ViewName;
use crate::app::browser;
use crate::app::framing::Subject;
use crate::app::later;
use crate::app::session::Session;
use crate::app::views::header;
use crate::app::watch::watch;

/// The element that lets the reader pick the files of an export.
pub const FILES_ID: &str = "files";

/// The element that lets the reader pick the folder of one.
pub const FOLDER_ID: &str = "folder";

/// The line at the top of the page. Its markup stays; what changes in it is the view that is current, and the organisation.
#[component]
pub fn Header() -> impl IntoView {
    let session = Session::current();
    let top = NodeRef::<html::Header>::new();
    watch(move || {
        let Some(top) = top.get() else { return };
        let address = session.address.get();
        for (link, view) in browser::elements(&top, "nav a").iter().zip(ViewName::NAVIGATION) {
            // Attributes with these names are always valid.
            let _ = link.set_attribute("href", &address.with_view(view));
            let _ = if view == address.view {
                link.set_attribute("aria-current", "page")
            } else {
                link.remove_attribute("aria-current")
            };
        }
        if let Some(name) = top.query_selector(".brand span").ok().flatten() {
            let organisation =
                session.content.with(|content| content.as_ref()?.opened.org.settings.organisation.clone());
            name.set_text_content(organisation.as_deref());
        }
    });
    view! {
        <header
            class="top"
            node_ref=top
            inner_html=header(FILES_ID, FOLDER_ID).into_string()
            on:click=move |event| if browser::closest(event.target(), "[data-files]").is_some() {
                browser::click(FILES_ID);
            } else if browser::closest(event.target(), "[data-folder]").is_some() {
                browser::click(FOLDER_ID);
            } else if browser::closest(event.target(), "[data-embeds]").is_some() {
                session.embedding.set(Some(Subject::View));
            }
            on:change=move |event| pick(session, &event)
        ></header>
    }
}

fn pick(session: Session, event: &Event) {
    let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
    if let Some(files) = input.files().filter(|files| files.length() > 0) {
        let files = (0..files.length()).filter_map(|place| files.get(place)).collect();
        if input.id() == FOLDER_ID {
            later::with(session, Box::new(move |later| (later.open_picked)(session, files)));
        } else {
            session.open_files(files);
        }
    }
    // Picking the same files again is a new wish.
    input.set_value("");
}
