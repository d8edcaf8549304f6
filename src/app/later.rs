//! What the front page can do without, and what only the front page of one stage needs: parts of the program of their own, each
//! downloaded when it is first asked for.
//!
//! Whatever is named in the functions marked `wasm_split` and nowhere else on the page is not in the program that a first visit downloads.

#![expect(clippy::unnecessary_wraps, reason = "what can fail is the download, which the attribute adds")]

use std::pin::Pin;
use std::sync::OnceLock;

use leptos::task::spawn_local;
use wasm_split_helpers::{SplitLoaderError, wasm_split};
use web_sys::{AbortSignal, File};

use super::address::ViewName;
use super::browser;
use super::content::{Content, Evidence, Opened, Tools};
use super::drawings::{Drawing, detail};
use super::framing::Subject;
use super::host;
use super::load::{self, LoadError, OnProgress};
use super::presenting;
use super::question::Question;
use super::session::Session;
use super::views::{self, Around, Place};
use crate::figure::{Figure, Pick};
use crate::measure::{self, Measure, Reader};
use crate::org::Stage;

/// What is loaded later, as functions that the front page does not name itself.
#[derive(Clone, Copy)]
pub struct Later {
    /// What computes any view.
    pub tools: Tools,
    /// Reads files of the reader's own.
    pub open_files: fn(Session, Vec<File>, AbortSignal, OnProgress) -> Opening,
    /// Opens a file as the story that is told.
    pub open_story: fn(Session, File),
    /// Reads a zip below the page.
    pub open_archive: fn(String, AbortSignal, OnProgress) -> Opening,
    /// A view other than the front page, as markup.
    pub view: fn(&Content, Around<'_>) -> String,
    /// A figure of such a view for a width in px, and what stands in its place.
    pub draw: fn(Drawing, &Content, f64) -> (Option<Figure>, String),
    /// The data of any figure as a table.
    pub table: fn(Drawing, &Content, Option<&Figure>) -> String,
    /// What a point of any figure asks about; `None` where it only says its numbers.
    pub question: fn(Drawing, &Content, Pick, String) -> Option<Question>,
    /// The rows behind a number, and the frame that they are shown in.
    pub evidence: fn(&Content, &Question) -> (Evidence, String),
    /// Some of these rows, as markup.
    pub seen_rows: fn(&Evidence, usize, usize, usize) -> String,
    /// Does what views need once they stand.
    pub shown: fn(Session),
    /// Talks with the page around this one from now on, given the configuration of the page.
    pub talk: fn(Session, &str),
    /// A view or a number made ready for another page, of the content that it will have there.
    pub embedding: fn(&Content, Subject, &Place) -> String,
    /// How a measure is counted, with a button that closes the part of the page of this id.
    pub counted: fn(&Content, Measure, &str) -> String,
}

static LOADED: OnceLock<Later> = OnceLock::new();

/// An export that is being opened.
pub type Opening = Pin<Box<dyn Future<Output = Result<Opened, LoadError>>>>;

/// What computes the front page of a stage; of any view where there is none.
///
/// # Errors
/// If it cannot be had. The next call asks again.
pub async fn tools(stage: Option<Stage>) -> Result<Tools, LoadError> {
    let read = match stage {
        Some(Stage::Start) => start().await,
        Some(Stage::Habit) => habit().await,
        Some(Stage::Deepen) => deepen().await,
        None => return Ok(load().await?.tools),
    };
    let read = read.map_err(|_: SplitLoaderError| LoadError::Program)?;
    Ok(Tools { read, meetings: None, told: |_| Vec::new() })
}

#[wasm_split(start, fallible)]
fn start() -> Result<Reader, SplitLoaderError> {
    Ok(measure::read_start)
}

#[wasm_split(habit, fallible)]
fn habit() -> Result<Reader, SplitLoaderError> {
    Ok(measure::read_habit)
}

#[wasm_split(deepen, fallible)]
fn deepen() -> Result<Reader, SplitLoaderError> {
    Ok(measure::read_deepen)
}

/// All of it; the first call downloads it.
#[wasm_split(later, fallible)]
fn parts() -> Result<Later, SplitLoaderError> {
    Ok(Later {
        tools: Tools::ALL,
        open_story: presenting::open,
        open_files: |session, mut files, cancel, on_progress| {
            presenting::take(session, &mut files);
            Box::pin(async move { load::files::open(files, &cancel, on_progress).await })
        },
        open_archive: |path, cancel, on_progress| {
            Box::pin(async move { load::archive::open_address(&path, &cancel, on_progress).await })
        },
        view: |content, around| match content.address.view {
            ViewName::Present | ViewName::Story => views::view(&presenting::planned(content), around).into_string(),
            _ => views::view(content, around).into_string(),
        },
        draw: |place, content, width_px| {
            let figure = detail::figure(place, content, width_px);
            let markup = figure.as_ref().map_or_else(|| views::without_room(content, place), views::drawn);
            (figure, markup.into_string())
        },
        table: |place, content, figure| {
            views::data_table(&detail::table(place, content, figure), "The figure above as a table").into_string()
        },
        question: detail::question,
        evidence: |content, question| {
            let found = content.evidence(question.measure, &question.pick);
            let frame = views::rows(&found, &question.about).into_string();
            (found, frame)
        },
        seen_rows: |evidence, first, last, row_px| views::seen_rows(evidence, first, last, row_px).into_string(),
        shown: presenting::shown,
        talk: host::talk,
        embedding: |content, subject, place| views::embed(content, subject, place).into_string(),
        counted: |content, measure, id| views::counted(content, measure, Some(id)).into_string(),
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
            browser::enable_styles();
            let parts = parts().await.map_err(|_: SplitLoaderError| LoadError::Program)?;
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
