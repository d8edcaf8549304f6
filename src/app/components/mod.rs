//! The parts of the page that stay while views come and go, one a file.

use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::browser;
use super::session::Session;

mod drop_zone;
mod embed;
mod header;
mod reading;
mod rows;

pub use drop_zone::DropZone;
pub use header::{FILES_ID, FOLDER_ID, Header};
pub use reading::ReadingState;

use embed::Embed;
use rows::Rows;

/// Puts the dialogs into the page, once; they show what the session says, as long as the page is there.
pub fn mount_dialogs(session: Session) {
    let Some(app) = browser::document().and_then(|document| document.get_element_by_id("app")) else { return };
    if app.query_selector("dialog").ok().flatten().is_some() {
        return;
    }
    let dialogs = move || {
        provide_context(session);
        view! {
            <Rows/>
            <Embed/>
        }
    };
    mount_to(app.unchecked_into(), dialogs).forget();
}
