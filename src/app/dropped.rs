//! The files in folders that the reader dropped or picked: those that an export can be made of, at any depth.

use std::collections::VecDeque;

use js_sys::{Array, Promise, Reflect};
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DataTransfer, File, FileSystemDirectoryEntry, FileSystemEntry, FileSystemFileEntry};

use super::load::LoadError;
use super::session::Session;

/// The endings of files that an export can be made of, and of the story of one.
const ENDINGS: [&str; 4] = [".csv", ".gz", ".zip", ".json"];
/// Files and folders that are looked at; who drops a whole disk did not mean to.
const MOST: usize = 10_000;

/// What is dropped, file or folder. It has to be asked for while it is being dropped.
pub fn entries(transfer: &DataTransfer) -> Vec<FileSystemEntry> {
    let items = transfer.items();
    (0..items.length()).filter_map(|place| items.get(place)?.webkit_get_as_entry().ok().flatten()).collect()
}

/// Opens what was dropped as an export.
pub fn open(session: Session, entries: Vec<FileSystemEntry>) {
    let place = entries.iter().map(FileSystemEntry::name).collect::<Vec<_>>().join(", ");
    spawn_local(async move { show(session, files(entries).await, place) });
}

/// Opens the files of a folder that was picked.
pub fn open_picked(session: Session, mut files: Vec<File>) {
    let path = |file: &File| {
        let path = Reflect::get(file, &"webkitRelativePath".into()).ok().and_then(|path| path.as_string());
        path.unwrap_or_default()
    };
    let place = files.first().map(|file| path(file).split('/').next().unwrap_or_default().to_owned());
    crate::org::sort_by_key(&mut files, |file| path(file).matches('/').count());
    let mut kept = Vec::new();
    for file in files {
        keep(&mut kept, file);
    }
    show(session, kept, place.unwrap_or_default());
}

fn show(session: Session, files: Vec<File>, place: String) {
    if files.is_empty() {
        session.failed(LoadError::NoTables { place });
    } else {
        session.open_files(files);
    }
}

/// The files of folders, folder by folder, the outermost first.
pub async fn files(entries: Vec<FileSystemEntry>) -> Vec<File> {
    let (mut waiting, mut files, mut seen) = (VecDeque::from(entries), Vec::new(), 0);
    while let Some(entry) = waiting.pop_front().filter(|_| seen < MOST) {
        seen += 1;
        if entry.is_directory() {
            waiting.extend(children(&entry).await);
        } else if let Some(file) = file(&entry).await {
            keep(&mut files, file);
        }
    }
    files
}

/// Adds a file that can be of an export. Of two of one name the one that lies less deep is meant, and both would be read as one.
fn keep(files: &mut Vec<File>, file: File) {
    let name = file.name();
    let lower = name.to_ascii_lowercase();
    let is_ours = !name.starts_with('.') && ENDINGS.iter().any(|ending| lower.ends_with(ending));
    if is_ours && files.iter().all(|kept| kept.name() != name) {
        files.push(file);
    }
}

/// What lies in a folder; nothing where the browser does not say.
async fn children(folder: &FileSystemEntry) -> Vec<FileSystemEntry> {
    let reader = folder.unchecked_ref::<FileSystemDirectoryEntry>().create_reader();
    let mut all = Vec::new();
    // A reader gives some at a time, and none when it has given all.
    loop {
        let some = asked(|found, failed| reader.read_entries_with_callback_and_callback(found, failed)).await;
        let some: Vec<JsValue> = some.map(|some| some.unchecked_into::<Array>().to_vec()).unwrap_or_default();
        if some.is_empty() || all.len() > MOST {
            return all;
        }
        all.extend(some.into_iter().map(JsValue::unchecked_into));
    }
}

async fn file(entry: &FileSystemEntry) -> Option<File> {
    let entry: &FileSystemFileEntry = entry.unchecked_ref();
    asked(|found, failed| {
        entry.file_with_callback_and_callback(found, failed);
        Ok(())
    })
    .await
    .map(JsValue::unchecked_into)
}

/// What a browser answers that calls one function with what it found, or another one; `None` for the other.
async fn asked(ask: impl FnOnce(&js_sys::Function, &js_sys::Function) -> Result<(), JsValue>) -> Option<JsValue> {
    let mut ask = Some(ask);
    let promise = Promise::new(&mut |resolve, reject| {
        if let Some(ask) = ask.take()
            && ask(&resolve, &reject).is_err()
        {
            // What cannot be asked has no answer.
            let _ = reject.call0(&JsValue::UNDEFINED);
        }
    });
    JsFuture::from(promise).await.ok()
}
