//! How complete is this picture?

use maud::{Markup, html};

use super::Act;
use super::parts::{data_table, figure, headline, rows_button};
use super::take;
use crate::app::content::Content;
use crate::app::drawings::{Drawing, sources as tables};
use crate::app::question::{Asked, AskedPart};
use crate::app::taken::Take;
use crate::measure::Measure;
use crate::org::Table;
use crate::story::{self, definition};

/// The tables that were read, what was wrong with them, how every number is counted, and what can be taken along.
pub fn sources(content: &Content) -> Markup {
    let view = content.view();
    let said = content.reading(Measure::HowComplete).map(|reading| story::sources(&view, reading));
    let notes = &content.opened.org.report.notes;
    html! {
        div.lead { div.lead-text.wide { @if let Some(said) = said { (headline(&said)) } } }
        section.sources {
            h2 { "Tables" }
            p.fig-sub {
                "Open now: " (content.opened.source.words()) ". "
                button.link type="button" data-act=(Act::Pick.key()) { "Open other files" } " · "
                button.link type="button" data-act=(Act::Folder.key()) { "Open a folder" }
            }
            @if let Some(reading) = content.reading(Measure::HowComplete).filter(|reading| reading.why.is_none()) {
                (figure(Drawing::Of(Measure::HowComplete), Some(&story::complete_title(&view, reading)), &Asked { measure: Measure::HowComplete, part: AskedPart::All }))
            }
            div.data { (data_table(&tables::tables(content), "What was read, table by table")) }
            details.files {
                summary { "Files and their hashes" }
                div.data { (data_table(&tables::files(content), "What was read, file by file")) }
            }
            @if !notes.is_empty() {
                h3.fig-part { "Remarks" }
                ul.remarks { @for note in notes { li { (note) } } }
            }
        }
        (problems(content))
        (texts(content))
        section.definitions {
            h2 { "What a table holds" }
            p.fig-sub { "What each is for, its columns, and the shape of a query that makes it." }
            @for &table in Table::ALL { (described(content, table)) }
        }
        section.definitions {
            h2 { "How the numbers are counted" }
            @for &measure in Measure::ALL { (counted(content, measure)) }
        }
        section.downloads data-export {
            h2 { "Take the numbers along" }
            p.fig-sub { "Every reading of this view, with its parts, series and ranges, as “uptake measure --json” prints it." }
            p.btns { (take::button(Take::Readings, "All readings as JSON")) " " span.said role="status" {} }
        }
    }
}

fn problems(content: &Content) -> Markup {
    let (problems, kept) = tables::problems(content);
    html! {
        section.problems {
            h2 { "Problems" }
            p.fig-sub { (kept) }
            @if !problems.rows.is_empty() {
                p.btns data-export { (take::button(Take::Problems, "Copy them all as text")) " " span.said role="status" {} }
                div.data { (data_table(&problems, "Problems by file and line")) }
            }
        }
    }
}

/// Words to avoid in the organisation's own texts.
fn texts(content: &Content) -> Markup {
    let table = tables::avoided(content);
    html! {
        section.problems.words {
            h2 { "Words to avoid" }
            @if table.rows.is_empty() {
                p.fig-sub { "None was found in names, statements and other texts of the export." }
            } @else {
                p.fig-sub { "Found in texts of the export. Whoever does not work on data may not know them, or take them for something else." }
                div.data { (data_table(&table, "Words to avoid, and where they stand")) }
            }
        }
    }
}

/// What a table is for, its columns, and the shape of a query that makes it.
fn described(content: &Content, table: Table) -> Markup {
    let (spec, report) = (table.spec(), content.opened.org.report.tables.get(table));
    let description = spec.description();
    let is_missing = report.is_none_or(|report| report.refused.is_some());
    let lights_up = if is_missing { story::lights_up(&content.view(), table) } else { None };
    // Whoever was told that a number lacks it finds it open.
    let asked = content.address.id.filter(|&measure| story::lacking(&content.view(), measure).contains(&table));
    html! {
        details id={ "table-" (spec.name) } open[asked.is_some()] data-of=[asked.map(Measure::slug)] {
            summary {
                (spec.name) " "
                span { @match report {
                    None => "not in this export",
                    Some(report) if report.refused.is_some() => "not read",
                    Some(report) => { (story::say::grouped(report.used)) " rows" },
                } }
            }
            dl {
                dt { "What it is for" } dd { (description.purpose) }
                @if let Some(measures) = lights_up { dt { "With it could be read" } dd { (measures) } }
                dt { "Columns" }
                @for column in spec.columns {
                    dd { span.mono { (column.name) } @if column.required { " (required)" } ": " (description.column(column.name)) }
                }
                dt { "Shape of a query" } dd { pre.mono { (spec.sql()) } }
            }
        }
    }
}

fn counted(content: &Content, measure: Measure) -> Markup {
    let Some(said) = definition(&content.view(), measure) else { return html! {} };
    html! {
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
                @if content.reading(measure).is_some_and(|reading| reading.why.is_none()) {
                    dd { (rows_button(&Asked { measure, part: AskedPart::All }, story::name(measure), "Rows behind it")) }
                }
            }
        }
    }
}
