//! The page when it has nothing to show yet, or something to say first: reading, failed, notices, files held over it.

use leptos::ev;
use leptos::prelude::*;
use web_sys::DragEvent;

use super::PickFiles;
use crate::app::address::Rejected;
use crate::app::browser;
use crate::app::load::{LoadError, Progress};
use crate::app::session::{Loading, Session};
use crate::story::{Notice, notices, reading_words};

/// How far reading has come, and a way to stop it.
#[component]
pub fn ReadingState(
    /// How far.
    progress: Signal<Progress>,
) -> impl IntoView {
    let session = Session::current();
    let title = move || progress.with(|progress| reading_words::title(progress.table, progress.place, progress.tables));
    let so_far =
        move || progress.with(|progress| reading_words::so_far(progress.bytes, progress.of_bytes, progress.rows));
    let share = move || {
        progress.with(|progress| {
            progress.of_bytes.filter(|&of| of > 0).map(|of| (progress.bytes * 100 / of).min(100).to_string())
        })
    };
    view! {
        <section class="state loading" aria-label="Reading">
            <h2>{title}</h2>
            <progress max="100" value=share aria-label="Read of this table"></progress>
            <p>{so_far}</p>
            <p class="btns"><button type="button" class="btn" on:click=move |_| session.cancel()>"Cancel"</button></p>
        </section>
    }
}

/// What went wrong, and what to do about it.
#[component]
pub fn Failed(
    /// Why.
    error: LoadError,
) -> impl IntoView {
    let session = Session::current();
    let advice = match &error {
        LoadError::Cancelled => "Nothing was kept of it.",
        LoadError::Unreachable { .. } => {
            "Check the connection and the address, then try again. If it stays like this, tell whoever looks after the page."
        }
        LoadError::NoTables { .. } => {
            "Check the folder in the address, or open the files of an export: they are read here and sent nowhere."
        }
        LoadError::Package(_) => {
            "Mend datapackage.json where it says, or leave it out and name the files like the tables."
        }
    };
    let title = if error == LoadError::Cancelled { "Reading was cancelled" } else { "The export could not be read" };
    let has_previous = session.content.with_untracked(Option::is_some);
    view! {
        <section class="state failed" role="alert">
            <h2>{title}</h2>
            <p>{error.to_string()}</p>
            <p>{advice}</p>
            <div class="btns">
                <button type="button" class="btn first" on:click=move |_| session.open_folder()>"Try again"</button>
                <PickFiles label="Open files" class="btn"/>
                <a class="btn" href="#" on:click=move |_| session.go(|address| *address = crate::app::address::Address::default())>"Look at the sample"</a>
                {has_previous.then(|| view! {
                    <button type="button" class="btn" on:click=move |_| session.loading.set(Loading::Done)>"Back to the export that is open"</button>
                })}
            </div>
        </section>
    }
}

/// What the reader should know before the numbers.
#[component]
pub fn Notices() -> impl IntoView {
    let session = Session::current();
    let known = move || {
        let of_export = session
            .content
            .get()
            .zip(browser::today())
            .map(|(content, today)| notices(&content.view(), today))
            .unwrap_or_default();
        session
            .rejected
            .with(|rejected| (!rejected.is_empty()).then(|| of_address(rejected)))
            .into_iter()
            .chain(of_export)
            .collect::<Vec<_>>()
    };
    let own = move || {
        session.content.get().filter(|_| session.previous.with(Option::is_some)).map(|content| view! {
            <li class="notice own">
                <b>{format!("You are looking at {}.", content.opened.source.words())}</b>
                " It was read here and sent nowhere. "
                <button type="button" class="link" on:click=move |_| session.back_to_previous()>"Back to the export before"</button>
            </li>
        })
    };
    move || {
        let known = known();
        let own = own();
        (!known.is_empty() || own.is_some()).then(|| view! {
            <ul class="notices" role="status">
                {own}
                {known.into_iter().map(|notice| view! { <li class="notice"><b>{notice.what}</b> " " {notice.more}</li> }).collect_view()}
            </ul>
        })
    }
}

fn of_address(rejected: &[Rejected]) -> Notice {
    let parts: Vec<String> =
        rejected.iter().map(|part| format!("{}={} ({})", part.key, part.value, part.why)).collect();
    let what = if parts.len() == 1 {
        "A part of the address was not understood:"
    } else {
        "Parts of the address were not understood:"
    };
    Notice { what: what.to_owned(), more: format!("{}. The rest is followed.", parts.join("; ")) }
}

/// Takes files that are dropped anywhere on the page.
#[component]
pub fn DropZone() -> impl IntoView {
    let session = Session::current();
    let held = RwSignal::new(false);
    let over = window_event_listener(ev::dragover, move |event: DragEvent| {
        if has_files(&event) {
            event.prevent_default();
            held.set(true);
        }
    });
    let leave = window_event_listener(ev::dragleave, move |event: DragEvent| {
        if event.related_target().is_none() {
            held.set(false);
        }
    });
    let drop = window_event_listener(ev::drop, move |event: DragEvent| {
        if !has_files(&event) {
            return;
        }
        event.prevent_default();
        held.set(false);
        let files = event.data_transfer().and_then(|transfer| transfer.files());
        let files: Vec<_> =
            files.map(|files| (0..files.length()).filter_map(|place| files.get(place)).collect()).unwrap_or_default();
        if !files.is_empty() {
            session.open_files(files);
        }
    });
    on_cleanup(move || {
        over.remove();
        leave.remove();
        drop.remove();
    });
    move || {
        held.get().then(|| view! { <div class="drop-target"><p>"Drop the files of an export here. They are read on this page and sent nowhere."</p></div> })
    }
}

fn has_files(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|transfer| transfer.types().includes(&"Files".into(), 0))
}
