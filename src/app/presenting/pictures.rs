//! The story as a zip of pictures and text, to be put into slides, letters and minutes.

use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::Blob;

use super::files::bytes_of;
use super::{plan, say};
use crate::app::content::Content;
use crate::app::session::Session;
use crate::app::taken::Outcome;
use crate::app::{browser, outgoing, told};
use crate::export::ZipWriter;
use crate::story::presentation::Plan;

/// Saves every step that is told as SVG and as PNG, and all of them as text, as far as the browser lets it.
pub fn save(session: Session) {
    let Some(content) = session.content.get_untracked() else { return };
    let plan = plan();
    say("Making the pictures.");
    spawn_local(async move {
        let outcome = match zipped(&content, &plan).await {
            Some(zip) => outgoing::download(&(content.told_name() + ".zip"), Some(zip)),
            None => Outcome::Refused,
        };
        say(outcome.words());
    });
}

/// The zip; `None` where the browser does not make a picture.
async fn zipped(content: &Content, plan: &Plan) -> Option<Blob> {
    let steps = content.told(plan);
    let mut zip = ZipWriter::default();
    zip.add(told::TEXT, content.told_text(&steps).as_bytes());
    for place in 0..steps.len() {
        // Each picture is a task of its own.
        browser::let_others_run().await;
        let (name, svg) = content.told_picture(&steps, place)?;
        zip.add(&[&name, ".svg"].concat(), svg.as_bytes());
        let png = bytes_of(&outgoing::png(&svg).await?).await?;
        zip.add(&[&name, ".png"].concat(), &png);
    }
    outgoing::blob(&Array::of1(&Uint8Array::from(zip.finish().as_slice())), "application/zip")
}
