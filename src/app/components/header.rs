//! The name of the page, of the organisation, and the way to its views.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use crate::app::address::ViewName;
use crate::app::session::Session;

/// The line at the top of the page.
#[component]
pub fn Header() -> impl IntoView {
    let session = Session::current();
    let organisation =
        move || session.content.get().and_then(|content| content.opened.org.settings.organisation.clone());
    let link = move |view: ViewName| {
        let href = move || session.href(|address| address.view = view);
        let current = move || (session.address.get().view == view).then_some("page");
        view! { <li><a href=href aria-current=current>{view.title()}</a></li> }
    };
    view! {
        <header class="top">
            <div class="page">
                <p class="brand">"Uptake" <span>{organisation}</span></p>
                <nav aria-label="Views"><ul>{ViewName::ALL.map(link)}</ul></nav>
                <div class="tools"><PickFiles label="Open files"/></div>
            </div>
        </header>
    }
}

/// A button that lets the reader pick the files of an export.
#[component]
pub fn PickFiles(
    /// What the button says.
    label: &'static str,
    /// How it looks.
    #[prop(default = "link")]
    class: &'static str,
) -> impl IntoView {
    let session = Session::current();
    let input = NodeRef::<leptos::html::Input>::new();
    let pick = move |_| {
        if let Some(input) = input.get() {
            input.click();
        }
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
        <button type="button" class=class on:click=pick>{label}</button>
        <input type="file" multiple hidden aria-label="Files of an export" accept=".csv,.gz,.json" node_ref=input on:change=picked/>
    }
}
