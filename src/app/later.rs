//! What the front page can do without, and what only the front page of one stage needs: parts of the program of their own, each
//! downloaded when it is first asked for.
//!
//! Whatever is named in the functions marked `wasm_split` and nowhere else on the page is not in the program that a first visit downloads.

#![expect(clippy::unnecessary_wraps, reason = "what can fail is the download, which the attribute adds")]

use std::pin::Pin;
use std::sync::{Arc, OnceLock};

use js_sys::Uint8Array;
use leptos::task::spawn_local;
use wasm_split_helpers::{SplitLoaderError, wasm_split};
use web_sys::{AbortSignal, Element, File, FileSystemEntry};

use super::browser;
use super::content::{Content, Opened, Tools};
use super::drawings::{Drawing, detail, tiles};
use super::dropped;
use super::host;
use super::load::{self, Chunks, LoadError, OnProgress, Reading};
use super::ordering;
use super::presenting;
use super::session::Session;
use super::stage::Figures;
use super::views::{self, Around};
use super::{acting, components};
use crate::export::checksum::{self, Checksums};
use crate::figure::Figure;
use crate::measure;
use crate::org::Stage;

/// What is loaded later, as functions that the front page does not name itself.
#[derive(Clone, Copy)]
pub struct Later {
    /// What computes any view.
    pub tools: Tools,
    /// Reads files of the reader's own.
    pub open_files: fn(Session, Vec<File>, AbortSignal, OnProgress) -> Opening,
    /// Opens folders that were dropped.
    pub open_dropped: fn(Session, Vec<FileSystemEntry>),
    /// Opens the files of a folder that was picked.
    pub open_picked: fn(Session, Vec<File>),
    /// Opens a file as the story that is told.
    pub open_story: fn(Session, File),
    /// Reads a zip below the page.
    pub open_archive: fn(String, AbortSignal, OnProgress) -> Opening,
    /// Reads a folder below the page that has no list of its files.
    pub open_unlisted: fn(String, AbortSignal, OnProgress) -> Opening,
    /// Feeds what the chunks of a packed file unpack to.
    pub unpack: Unpack,
    /// Works out every kind of hash that a package may state.
    pub checksums: Checksums,
    /// A view other than the front page, as markup.
    pub view: fn(&Content, Around<'_>) -> String,
    /// A figure of such a view for a width in px, and what stands in its place.
    pub draw: fn(Drawing, &Content, f64) -> (Option<Figure>, String),
    /// Does what the part of a view says that was clicked.
    pub click: fn(Session, &Figures, &Element),
    /// Takes a key on a point of a figure.
    pub key: fn(Session, &Figures, &Element, &str),
    /// Puts the dialogs into the page that show what the session says.
    pub mount_dialogs: fn(Session),
    /// Puts the conversations of an export in the order of areas.
    pub order_talks: fn(Arc<Opened>),
    /// Does what views need once they stand.
    pub shown: fn(Session),
    /// Shows another step of what is shown.
    pub show_step: fn(Session),
    /// Talks with the page around this one from now on.
    pub talk: fn(Session),
}

static LOADED: OnceLock<Later> = OnceLock::new();

/// An export that is being opened.
pub type Opening = Pin<Box<dyn Future<Output = Result<Opened, LoadError>>>>;

/// Feeds an export that is being read what the chunks of a packed file unpack to, of which the first is there.
pub type Unpack = for<'r> fn(&'r mut Reading<'_>, Chunks, Uint8Array) -> Unpacking<'r>;

/// A file that is being unpacked; an error is what the browser says of it.
pub type Unpacking<'r> = Pin<Box<dyn Future<Output = Result<(), String>> + 'r>>;

/// What computes the front page of a stage; of any view where there is none.
///
/// # Errors
/// If it cannot be had. The next call asks again.
pub async fn tools(stage: Option<Stage>) -> Result<Tools, LoadError> {
    let tools = match stage {
        Some(Stage::Start) => start().await,
        Some(Stage::Habit) => return Ok(habit()),
        Some(Stage::Deepen) => deepen().await,
        None => return Ok(load().await?.tools),
    };
    tools.map_err(|_: SplitLoaderError| LoadError::Program)
}

#[wasm_split(start, fallible)]
fn start() -> Result<Tools, SplitLoaderError> {
    Ok(Tools::of_front_page(measure::read_start, tiles::start))
}

/// What most organisations that export need: it comes with the page, which packs smaller than parts of it do.
fn habit() -> Tools {
    Tools::of_front_page(measure::read_habit, tiles::habit)
}

#[wasm_split(deepen, fallible)]
fn deepen() -> Result<Tools, SplitLoaderError> {
    Ok(Tools::of_front_page(measure::read_deepen, tiles::deepen))
}

/// All of it; the first call downloads it.
#[wasm_split(later, fallible)]
fn parts() -> Result<Later, SplitLoaderError> {
    Ok(Later {
        tools: Tools::ALL,
        open_dropped: dropped::open,
        open_picked: dropped::open_picked,
        open_story: presenting::open,
        open_files: |session, mut files, cancel, on_progress| {
            presenting::take(session, &mut files);
            Box::pin(async move { load::files::open(files, &cancel, on_progress).await })
        },
        open_archive: |path, cancel, on_progress| {
            Box::pin(async move { load::archive::open_address(&path, &cancel, on_progress).await })
        },
        open_unlisted: |folder, cancel, on_progress| {
            Box::pin(async move { load::unlisted::open(&folder, &cancel, on_progress).await })
        },
        unpack: load::unpack,
        checksums: checksum::every,
        view: presenting::view,
        draw: |place, content, width_px| {
            let figure = detail::figure(place, content, width_px);
            let markup = figure
                .as_ref()
                .map_or_else(|| views::without_room(content, place), |figure| views::drawn_at(place, figure));
            (figure, markup.into_string())
        },
        click: acting::click,
        key: acting::key,
        mount_dialogs: components::mount_dialogs,
        order_talks: ordering::order,
        shown: presenting::shown,
        show_step: presenting::show_step,
        talk: host::talk,
    })
}

/// Downloads it, once.
///
/// # Errors
/// If it cannot be had. The next call asks again.
pub async fn load() -> Result<&'static Later, LoadError> {
    match LOADED.get() {
        Some(later) => Ok(later),
        None => {
            let styles = browser::enable_styles();
            let parts = parts().await.map_err(|_: SplitLoaderError| LoadError::Program)?;
            // Without them a view has another look, and says the same.
            let _ = styles.await;
            Ok(LOADED.get_or_init(|| parts))
        }
    }
}

/// What has been loaded so far.
pub fn loaded() -> Option<&'static Later> {
    LOADED.get()
}

/// Does something that needs it, at once where it is there. If it cannot be had the page says so.
pub fn with(session: Session, then: Box<dyn FnOnce(&'static Later)>) {
    if let Some(later) = loaded() {
        then(later);
        return;
    }
    spawn_local(async move {
        match load().await {
            Ok(later) => then(later),
            Err(error) => session.failed(error),
        }
    });
}
