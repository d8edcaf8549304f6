//! An earlier export beside the one that is shown: opened on the page of what changed since the last review, and compared there.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{AbortController, DragEvent, Event, File, FileList, FileSystemEntry, HtmlInputElement};

use super::{KEPT, say};
use crate::app::address::ViewName;
use crate::app::beside::Comparing;
use crate::app::browser::{self, Slices};
use crate::app::content::{Content, Opened};
use crate::app::dropped;
use crate::app::load;
use crate::app::session::Session;
use crate::org::Day;

/// Where an earlier export can be dropped.
const PLACE: &str = "[data-drop-earlier]";

/// Opens the files that were picked.
pub fn pick(session: Session, input: &HtmlInputElement) {
    open(session, files(input.files()));
    // Picking the same files again is a new wish.
    input.set_value("");
}

/// Takes files that are dropped where an earlier export can be, before the rest of the page takes them for one to be shown.
pub fn drop(session: Session, event: &Event) {
    if browser::closest(event.target(), PLACE).is_none() {
        return;
    }
    let transfer = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer);
    let entries = transfer.as_ref().map(dropped::entries).unwrap_or_default();
    if entries.iter().any(FileSystemEntry::is_directory) {
        event.prevent_default();
        spawn_local(async move { open(session, dropped::files(entries).await) });
        return;
    }
    let files = files(transfer.and_then(|transfer| transfer.files()));
    if !files.is_empty() {
        event.prevent_default();
        open(session, files);
    }
}

/// Compares with none any more.
pub fn close() {
    say("");
    KEPT.update(|kept| kept.beside = None);
}

/// Compares again where something else is shown than before: another export, other areas, another day.
pub fn compare_again(session: Session, content: &Content) {
    let stale = KEPT.with_untracked(|kept| kept.beside.clone()).filter(|beside| !beside.is_of(content));
    if let Some(stale) = stale {
        let earlier = Arc::clone(&stale.earlier);
        spawn_local(async move {
            compare(session, earlier).await;
        });
    }
}

fn open(session: Session, files: Vec<File>) {
    // Every browser that runs the page has one.
    let Ok(controller) = AbortController::new() else { return };
    if files.is_empty() {
        return;
    }
    say("Reading the earlier export.");
    spawn_local(async move {
        match load::files::open(files, &controller.signal(), Box::new(|_| {})).await {
            Ok(opened) => {
                let day = compare(session, Arc::new(opened)).await;
                let as_of =
                    session.content.with_untracked(|content| content.as_ref().and_then(|content| content.as_of));
                // What changed since is what changed since that export.
                if let Some(day) = day.filter(|day| as_of.is_some_and(|as_of| *day < as_of)) {
                    session.go(|address| {
                        address.view = ViewName::Since;
                        address.since = Some(day);
                    });
                }
            }
            Err(error) => say(&error.to_string()),
        }
    });
}

/// Compares what is shown with an earlier export, and shows what differs; the day of that export where it is one.
async fn compare(session: Session, earlier: Arc<Opened>) -> Option<Day> {
    say("Comparing.");
    let mut slices = Slices::begin();
    let mut content = session.content.get_untracked()?;
    let mut comparing = Comparing::new(Arc::clone(&earlier), Arc::clone(&content.opened), &content.address);
    while comparing.step() {
        slices.pause().await;
        // Something else may be shown by now.
        let shown = session.content.get_untracked()?;
        if !Arc::ptr_eq(&shown.opened, &content.opened) {
            content = shown;
            comparing = Comparing::new(Arc::clone(&earlier), Arc::clone(&content.opened), &content.address);
        }
    }
    let beside = comparing.finish();
    let day = beside.review_day();
    say("");
    KEPT.update(|kept| kept.beside = Some(Arc::new(beside)));
    day
}

fn files(list: Option<FileList>) -> Vec<File> {
    list.map(|files| (0..files.length()).filter_map(|place| files.get(place)).collect()).unwrap_or_default()
}
