//! What, why, how, and the proof: one sheet of paper to hand out.

use maud::{Markup, html};

use super::parts::{data_foot, drawing};
use crate::app::content::Content;
use crate::app::drawings::Drawing;
use crate::measure::Measure;
use crate::story::say::{self, keep_together};
use crate::story::{Density, Sheet};

/// The sheet, with a way to print it. What there is nothing to say about has no place on it.
pub fn one_pager(content: &Content) -> Markup {
    let view = content.view();
    let sheet = Sheet::new(&content.material(&view));
    let density = match sheet.density {
        Density::Usual => None,
        Density::Dense => Some("dense"),
        Density::Full => Some("full"),
    };
    html! {
        p.btns { button.btn.first type="button" data-story="print" { "Print" } span { "One page, A4 or Letter, upright" } }
        article.sheet data-density=[density] {
            p.sheet-head {
                span { (view.org.settings.organisation.as_deref().unwrap_or("Uptake")) }
                @if let Some(day) = content.as_of { span { "One page, " (keep_together(&say::date(day))) } }
            }
            h1 { "Data that others can rely on" }
            @if !sheet.texts.is_empty() {
                div.trio { @for (head, text) in &sheet.texts { section { h2 { (head) } p { (text) } } } }
            }
            @if sheet.is_empty() {
                p.fig-sub { "Nothing can be said yet: the export holds none of the organisation's own words and no number for this page." }
            }
            @if !sheet.numbers.is_empty() {
                h2.rule { "Is it working?" }
                div.trio { @for &measure in &sheet.numbers { (number(content, measure)) } }
            }
            @if let Some(measure) = sheet.figure { (figure(content, measure)) }
            @if let Some(ask) = &sheet.ask { section.ask { h2 { "What we ask of you" } p { (ask) } } }
            footer.complete {
                @for line in &sheet.sources { p { (line) } }
            }
        }
    }
}

/// A number with what it is of, over what time, and how far it could easily be off.
fn number(content: &Content, measure: Measure) -> Markup {
    let Some(tile) = content.tile(measure) else { return html! {} };
    html! {
        div.mini {
            @if let Some(number) = &tile.number {
                p.num { (number.figure) @if let Some(unit) = number.unit { " " small { (unit) } } }
                p.of { b { (tile.name) } @if let Some(of) = &number.of { " " span { (of) } } }
            }
            p.fig-sub { (tile.period) @if let Some(range) = &tile.range { br; (range) } }
        }
    }
}

fn figure(content: &Content, measure: Measure) -> Markup {
    let view = content.view();
    let Some(title) = content.reading(measure).map(|reading| content.material(&view).title(reading)) else {
        return html! {};
    };
    html! {
        figure.figure-frame {
            figcaption { h2.fig-title { (title.message) } p.fig-sub { (title.about) } }
            (drawing(Drawing::Of(measure)))
            (data_foot(Drawing::Of(measure), &html! {}))
        }
    }
}
