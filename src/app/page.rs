//! The page as a whole: what is mounted, and what a reader sees when something is wrong with the page itself.

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::address::ThemeName;
use super::browser;
use super::components::{DropZone, Header, ReadingState};
use super::host;
use super::later;
use super::session::{Loading, Session};
use super::stage::Stage;
use super::watch::watch;

/// Mounts the page.
pub fn start() {
    std::panic::set_hook(Box::new(|panic| say_that_the_page_broke(&panic.to_string())));
    mount_to_body(App);
}

#[component]
fn App() -> impl IntoView {
    let session = Session::new();
    provide_context(session);
    let followed = window_event_listener(ev::hashchange, move |_| session.follow_address());
    on_cleanup(move || followed.remove());
    // The first theme is set before the first frame, by a script of its own.
    let mut before = None::<ThemeName>;
    watch(move || {
        let theme = session.address.get().theme;
        if before.replace(theme).is_some_and(|before| before != theme) {
            browser::set_theme((theme != ThemeName::Auto).then(|| theme.key()));
        }
    });
    watch(move || browser::set_on_root(&session.address.with(|address| address.chrome.attributes())));
    if browser::is_framed() {
        // The page around this one is greeted when there is something to see.
        let mut is_greeted = false;
        watch(move || {
            let is_there = session.content.with(Option::is_some) || matches!(session.loading.get(), Loading::Failed(_));
            if is_there && !is_greeted {
                is_greeted = true;
                host::greet(session);
            }
        });
    }
    watch(move || {
        if session.question.with(Option::is_some) || session.embedding.with(Option::is_some) {
            // What is mounted here and now would go when this is done again.
            spawn_local(async move {
                match later::load().await {
                    Ok(later) => (later.mount_dialogs)(session),
                    Err(error) => session.failed(error),
                }
            });
        }
    });
    watch(move || {
        if let Some(document) = browser::document() {
            let organisation =
                session.content.get().and_then(|content| content.opened.org.settings.organisation.clone());
            let view = session.address.get().view.title();
            document.set_title(
                &[Some(view.to_owned()), organisation, Some("Uptake".to_owned())]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join(" · "),
            );
        }
    });
    session.open_folder();
    view! {
        <div id="app">
            <a class="skip" href="#content" on:click=move |event| {
                // The address holds the state of the page, so the link moves the focus and not the address.
                event.prevent_default();
                browser::focus("content");
            }>"Skip to content"</a>
            <Header/>
            <main class="page" id="content" tabindex="-1">
                <Body/>
            </main>
            <DropZone/>
        </div>
    }
}

/// What the page is about at the moment: reading, or a view with its controls, or what went wrong.
#[component]
fn Body() -> impl IntoView {
    let session = Session::current();
    // Progress changes many times a second; what is on screen only with the kind of state.
    let is_reading = Memo::new(move |_| matches!(session.loading.get(), Loading::Reading(_)));
    view! {
        {move || if is_reading.get() { view! { <ReadingState/> }.into_any() } else { view! { <Stage/> }.into_any() }}
    }
}

/// A panic is a bug of the page. Nothing of it runs on, so what it says is put into the document as it is.
fn say_that_the_page_broke(details: &str) {
    let Some(document) = browser::document() else { return };
    let Some(body) = document.body() else { return };
    let line = |tag: &str, text: &str| {
        let element = document.create_element(tag).ok()?;
        element.set_text_content(Some(text));
        Some(element)
    };
    let Some(alert) = line("div", "") else { return };
    // These are valid names and values, and elements of this document; nothing can refuse them.
    let _ = alert.set_attribute("role", "alert");
    let _ = alert.set_attribute("class", "page state failed");
    for (tag, text) in [
        ("h1", "Something in this page is broken."),
        (
            "p",
            "What is on screen may be wrong now. Load the page again; if it happens again, tell whoever looks after it, with the details.",
        ),
        ("p", &format!("Details: {details}")),
    ] {
        if let Some(line) = line(tag, text) {
            let _ = alert.append_child(&line);
        }
    }
    let _ = body.prepend_with_node_1(&alert);
}
