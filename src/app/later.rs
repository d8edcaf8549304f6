//! What the front page can do without: loaded when it is first asked for.
use super::content::Content;
use super::content::Evidence;
use super::drawings::Drawing;
use super::views::Around;
use crate::figure::{Figure, Table};
use crate::measure::{Measure, Pick};

/// X
#[derive(Clone, Copy)]
pub struct Later {
    /// X
    pub view: fn(&Content, Around<'_>) -> String,
    /// X
    pub figure: fn(Drawing, &Content, f64) -> Option<Figure>,
    /// X
    pub table: fn(Drawing, &Content, Option<&Figure>) -> Table,
    /// X
    pub evidence: fn(&Content, Measure, &Pick) -> Evidence,
    /// X
    pub definition: fn(&Content, Measure, &str, bool) -> String,
}

#[wasm_split_helpers::wasm_split(later)]
pub fn parts() -> Later {
    Later {
        view: |content, around| super::views::view(content, around).into_string(),
        figure: Drawing::figure,
        table: Drawing::table,
        evidence: Content::evidence,
        definition: |content, measure, id, hidden| super::views::definition(content, measure, id, hidden).into_string(),
    }
}

static LOADED: std::sync::OnceLock<Later> = std::sync::OnceLock::new();

/// X
pub async fn load() {
    let parts = parts().await;
    let _ = LOADED.set(parts);
}

/// X
pub fn get() -> Option<&'static Later> {
    LOADED.get()
}
