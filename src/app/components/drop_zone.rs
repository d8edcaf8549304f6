//! Takes files that are dropped anywhere on the page.

use leptos::ev;
use leptos::prelude::*;
use web_sys::{DragEvent, FileSystemEntry};

use crate::app::session::Session;
use crate::app::{dropped, later};

/// Shows where files can be dropped while they are held over the page, and opens them.
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
        held.set(false);
        // A part of a view may have taken them already.
        if event.default_prevented() {
            return;
        }
        event.prevent_default();
        // A folder is among the files too, as one that cannot be read.
        let entries = event.data_transfer().map(|transfer| dropped::entries(&transfer)).unwrap_or_default();
        if entries.iter().any(FileSystemEntry::is_directory) {
            later::with(session, Box::new(move |later| (later.open_dropped)(session, entries)));
            return;
        }
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
    view! {
        <div class="drop-target" role="status" hidden=move || !held.get()>
            <p>"Drop the files of an export here, or its folder. They are read on this page and sent nowhere."</p>
        </div>
    }
}

fn has_files(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|transfer| transfer.types().includes(&"Files".into(), 0))
}
