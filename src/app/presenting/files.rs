//! The story as a file: saved, picked, dropped, or found beside the export.

use gloo_net::http::Request;
use js_sys::Uint8Array;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File, HtmlInputElement};

use super::{live, plan, say, set_plan};
use crate::app::address::ViewName;
use crate::app::content::{Content, Source};
use crate::app::outgoing;
use crate::app::session::Session;
use crate::story::presentation::Plan;

/// What a story is called, wherever it lies.
const NAME: &str = "story.json";
/// The resource that a package lists it as; it is no table, so that the package's reader says that it is not read as one.
const RESOURCE: &str = "resource story:";

/// Saves the plan as a file, as far as the browser lets it.
pub fn save() {
    let json = plan().to_json();
    say(outgoing::download(NAME, outgoing::text_blob(&json, "application/json")).words());
}

/// Opens the file that was picked.
pub fn pick(session: Session, input: &HtmlInputElement) {
    if let Some(file) = input.files().and_then(|files| files.get(0)) {
        open(session, file);
    }
    // Picking the same file again is a new wish.
    input.set_value("");
}

/// Opens a file as the story.
pub fn open(session: Session, file: File) {
    spawn_local(async move {
        if let Some(json) = bytes_of(&file).await {
            read(session, &json, &file.name());
        }
    });
}

/// Takes the story out of the files of an export, for when that is open.
pub fn take(session: Session, files: &mut Vec<File>) {
    if let Some(place) = files.iter().position(|file| file.name() == NAME) {
        open(session, files.remove(place));
    }
}

/// All of the bytes; `None` where the browser does not give them.
pub async fn bytes_of(blob: &Blob) -> Option<Vec<u8>> {
    let read = JsFuture::from(blob.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&read).to_vec())
}

/// Asks for the story beside an export, once, where its package says that there is one. Without that nobody knows, and what is not
/// there is not asked for.
pub fn ask_beside(session: Session, content: &Content) {
    let Source::Folder(folder) = &content.opened.source else { return };
    let is_listed = content.opened.org.report.notes.iter().any(|note| note.starts_with(RESOURCE));
    let is_new = live(|live| live.asked.as_ref() != Some(folder));
    if !is_listed || !is_new {
        return;
    }
    live(|live| live.asked = Some(folder.clone()));
    let address = [folder, NAME].concat();
    spawn_local(async move {
        let Ok(answer) = Request::get(&address).send().await else { return };
        if let (true, Ok(json)) = (answer.ok(), answer.binary().await) {
            read(session, &json, &address);
        }
    });
}

/// Shows a story, or says why it cannot be read; the one before stays then.
fn read(session: Session, json: &[u8], name: &str) {
    match Plan::parse(json) {
        Ok((plan, problems)) => {
            set_plan(Some(plan));
            if session.address.with_untracked(|address| !matches!(address.view, ViewName::Present | ViewName::Story)) {
                session.go(|address| address.view = ViewName::Story);
            }
            say(&[&[name, " is open."].concat(), problems.join(" ").as_str()].join(" "));
        }
        Err(error) => say(&[name, " is no story: ", &error.to_string(), "."].concat()),
    }
}
