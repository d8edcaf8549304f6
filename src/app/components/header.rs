//! The name of the page, of the organisation, and the way to its views.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use crate::app::address::ViewName;
use crate::app::browser;
use crate::app::session::Session;

/// The element that lets the reader pick the files of an export.
pub const FILES_ID: &str = "files";

/// The line at the top of the page.
#[component]
pub fn Header() -> impl IntoView {
    let session = Session::current();
    let organisation =
        move || session.content.get().and_then(|content| content.opened.org.settings.organisation.clone());
    let link = move |view: ViewName| {
        let href = move || session.address.get().with_view(view);
        let current = move || (session.address.get().view == view).then_some("page");
        view! { <li><a href=href aria-current=current>{view.title()}</a></li> }
    };
    let picked = move |event: web_sys::Event| {
        let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
        if let Some(files) = input.files().filter(|files| files.length() > 0) {
            session.open_files((0..files.length()).filter_map(|place| files.get(place)).collect());
        }
        // Picking the same files again is a new wish.
        input.set_value("");
    };
    view! {
        <header class="top">
            <div class="page">
                <p class="brand">"Uptake" <span>{organisation}</span></p>
                <nav aria-label="Views"><ul>{ViewName::ALL.map(link)}</ul></nav>
                <div class="tools">
                    <button type="button" class="link" on:click=move |_| browser::click(FILES_ID)>"Open files"</button>
                    <input type="file" id=FILES_ID multiple hidden aria-label="Files of an export" accept=".csv,.gz,.json,.zip" on:change=picked/>
                </div>
            </div>
        </header>
    }
}
