//! How complete is this picture?

use maud::{Markup, html};

use super::Act;
use super::parts::{data_table, headline};
use crate::app::content::Content;
use crate::app::drawings::sources as tables;
use crate::measure::Measure;
use crate::story::{self, definition};

/// The tables that were read, how every number is counted, and what was wrong with the tables.
pub fn sources(content: &Content) -> Markup {
    let view = content.view();
    let said = content.reading(Measure::HowComplete).map(|reading| story::sources(&view, reading));
    let (problems, kept) = tables::problems(content);
    let notes = &content.opened.org.report.notes;
    html! {
        div.lead { div.lead-text.wide { @if let Some(said) = said { (headline(&said)) } } }
        section.sources {
            h2 { "Tables" }
            p.fig-sub {
                "Open now: " (content.opened.source.words()) ". "
                button.link type="button" data-act=(Act::Pick.key()) { "Open other files" }
            }
            div.data { (data_table(&tables::tables(content), "What was read, table by table")) }
            @if !notes.is_empty() {
                h3.fig-part { "Remarks" }
                ul.remarks { @for note in notes { li { (note) } } }
            }
        }
        section.problems {
            h2 { "Problems" }
            p.fig-sub { (kept) }
            @if !problems.rows.is_empty() { div.data { (data_table(&problems, "Problems by file and line")) } }
        }
        section.definitions {
            h2 { "How the numbers are counted" }
            @for &measure in Measure::ALL {
                @if let Some(said) = definition(&view, measure) {
                    details {
                        summary {
                            (story::name(measure)) " "
                            @if let Some(reading) = content.reading(measure) { span { (story::text::shown(reading)) } }
                        }
                        dl {
                            dt { "What" } dd { (said.what) }
                            dt { "Formula" } dd { (said.formula) }
                            dt { "Left out, and why" } dd { (said.left_out) }
                            dt { "Take care" } dd { (said.take_care) }
                        }
                    }
                }
            }
        }
    }
}
