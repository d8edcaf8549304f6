//! The parts that views share: headline, figure, tile, definition, table, foot.

use maud::{Markup, html};

use super::take::{self, Taken};
use crate::app::address::{Part, ViewName};
use crate::app::content::Content;
use crate::app::drawings::{self, Drawing, detail};
use crate::app::question::{Asked, AskedPart};
use crate::figure::Table;
use crate::measure::Measure;
use crate::story::{self, Guard, Headline, Title, Verdict, evidence};

/// The question of a view, and the answer.
pub fn headline(headline: &Headline) -> Markup {
    html! {
        p.question { (headline.question) }
        h1 { (headline.text()) }
        (take::menu(None, Taken::Words))
    }
}

/// A place for a figure; it is drawn when it is known how wide it is.
pub fn drawing(place: Drawing) -> Markup {
    html! { div.drawing data-drawing=(place) {} }
}

/// The title over a figure, and the place for the numbers of a point.
pub fn caption(title: Option<&Title>) -> Markup {
    html! {
        figcaption {
            @if let Some(title) = title {
                h2.fig-title { (title.message) }
                p.fig-sub { (title.about) }
            }
            p.readout aria-hidden="true" {}
        }
    }
}

/// A whole figure: title, drawing, its data, the rows behind it and how it is counted.
pub fn figure(place: Drawing, title: Option<&Title>, asked: &Asked) -> Markup {
    html! {
        figure.figure-frame {
            (caption(title))
            (drawing(place))
            (foot(&place.to_string(), Some(place), asked))
        }
    }
}

/// What stands under a figure of the front page, which the numbers beside it explain: its data, and what else is given.
pub fn data_foot(place: Drawing, more: &Markup) -> Markup {
    let id = format!("{place}-table");
    html! {
        div.fig-foot { (toggle(&id, "Data as a table")) (more) }
        div.data id=(id) data-table=(place) hidden {}
    }
}

/// What stands under a figure, whether drawn or written. `key` tells its parts from those of other figures.
pub fn foot(key: &str, place: Option<Drawing>, asked: &Asked) -> Markup {
    let (table, counted) = (format!("{key}-table"), format!("{key}-counted"));
    html! {
        div.fig-foot {
            @if place.is_some() { (toggle(&table, "Data as a table")) }
            (rows_button(asked, about(asked), "Rows behind it"))
            (toggle(&counted, "How this is counted"))
            (take::menu(Some(asked.measure), Taken::Figure))
        }
        (definition(asked.measure, &counted))
        @if let Some(place) = place {
            div.data id=(table) data-table=(place) hidden {}
        }
    }
}

fn about(asked: &Asked) -> &'static str {
    match asked.part {
        AskedPart::History(..) => "All conversations about the use of data in the months of the figure",
        _ => story::name(asked.measure),
    }
}

/// A button that opens and closes a part of the page.
pub fn toggle(id: &str, words: &str) -> Markup {
    html! { button.link type="button" data-toggle=(id) aria-expanded="false" aria-controls=(id) { (words) } }
}

/// A button that opens the rows behind a number.
pub fn rows_button(asked: &Asked, about: &str, words: &str) -> Markup {
    html! { button.link type="button" data-ask=(asked) data-about=(about) { (words) } }
}

/// A place for how a number is counted; it is filled when it is first opened.
pub fn definition(measure: Measure, id: &str) -> Markup {
    html! {
        div.counted id=(id) data-measure=(measure.slug()) role="group" aria-label={ "How this is counted: " (story::name(measure)) } hidden {}
    }
}

/// How a number is counted, with a button that closes the part of the page of this id.
pub fn counted(content: &Content, measure: Measure, closes: Option<&str>) -> Markup {
    let view = content.view();
    let Some(said) = story::definition(&view, measure) else { return html! {} };
    let usual = content.reading(measure).and_then(evidence::usual_range);
    html! {
        h3 {
            span { "How this is counted" }
            @if let Some(id) = closes { button.link type="button" data-toggle=(id) { "Close" } }
        }
        dl {
            dt { "What" } dd { (said.what) }
            dt { "Formula" } dd { (said.formula) }
            dt { "Left out, and why" } dd { (said.left_out) }
            dt { "Take care" } dd { (said.take_care) }
            @if let Some(usual) = usual { dt { "Usual range" } dd { (usual) } }
            dt { "Rests on" }
            @let files = evidence::rests_on(&view, measure);
            @if files.is_empty() { dd { "No table of this export" } }
            @for file in files {
                dd { (file.words) @match &file.sha256 {
                    Some(sha256) => { " " span.mono { "SHA-256 " (sha256) } },
                    None => { "; " (evidence::NO_HASH) },
                } }
            }
        }
        @if closes.is_some_and(|id| id.starts_with("tile-")) {
            @let table = detail::tile_table(content, measure);
            @if !table.rows.is_empty() { div.data { (data_table(&table, &story::small_figure(measure))) } }
            (take::menu(Some(measure), if drawings::tiles::has_tile(content, measure) { Taken::Figure } else { Taken::Words }))
        }
    }
}

/// The way to how a table is exported that a measure lacks; nothing where it can be read.
pub fn how_to_export(content: &Content, measure: Measure) -> Markup {
    let address = &content.address;
    let words = story::how_to_export(&content.view(), measure).filter(|_| !address.chrome.hides(Part::Links));
    html! {
        @if let Some(words) = words {
            a href=(address.with_export_of(measure)) target=[address.link_target()] rel="noopener" { (words) }
        }
    }
}

/// One number: its name, what it is of, its range, a small drawing, what it was, and what stands beside it.
pub fn tile(content: &Content, measure: Measure) -> Markup {
    let Some(tile) = content.tile(measure) else { return html! {} };
    let key = format!("tile-{}", measure.slug());
    let counted = format!("{key}-counted");
    let asked = Asked { measure, part: AskedPart::All };
    html! {
        article.tile id=(key) {
            h2.tile-name {
                span { (tile.name) }
                button.how.link type="button" data-toggle=(counted) aria-expanded="false" aria-controls=(counted) { "How this is counted" }
            }
            p.tile-num {
                @if let Some(number) = &tile.number {
                    button.big type="button" data-ask=(asked) data-about=(tile.name) title="Rows behind this number" {
                        (number.figure) @if let Some(unit) = number.unit { " " small { (unit) } }
                    }
                    span.of { @if let Some(of) = &number.of { (of) } span { (tile.period) } }
                }
                @if let Some((words, why)) = &tile.empty {
                    span.empty-num { (words) }
                    span.of { span { (why) } (how_to_export(content, measure)) }
                }
            }
            p.range-t { @if let Some(range) = &tile.range { (range) } }
            @if drawings::tiles::has_tile(content, measure) {
                figure.figure-frame { (caption(None)) (drawing(Drawing::Tile(measure))) }
            }
            @if let Some((was, verdict)) = &tile.was {
                p.then { (was) @if let Some(verdict) = verdict { " " (verdict_words(*verdict)) } }
            }
            div.tile-foot {
                @if !tile.guards.is_empty() { div { @for guard in &tile.guards { (guard_words(guard)) } } }
                button.how.link type="button" data-embeds=(measure.slug()) aria-label={ "Embed: " (tile.name) } { "Embed" }
            }
        }
        (definition(measure, &counted))
    }
}

/// What stands beside a number; each of its own numbers can be questioned where rows stand for it.
fn guard_words(guard: &Guard) -> Markup {
    html! {
        p.guard {
            @if guard.warns { span.verdict.worse { (guard.words) } } @else { (guard.words) }
            @for (place, (number, asked)) in guard.numbers.iter().enumerate() {
                @if place > 0 { "," } " "
                @match *asked {
                    Some((measure, part)) => button.link type="button" data-ask=(Asked { measure, part: part.map_or(AskedPart::All, AskedPart::Part) }) data-about={ (guard.words) " " (number) } { (number) },
                    None => b { (number) },
                }
            }
        }
    }
}

fn verdict_words(verdict: Verdict) -> Markup {
    let (class, words) = match verdict {
        Verdict::Better(words) => ("verdict better", words),
        Verdict::Worse(words) => ("verdict worse", words),
        Verdict::Same(words) => ("verdict same", words),
    };
    html! { span class=(class) { (words) } }
}

/// A table of text, with numbers set to the right.
pub fn data_table(table: &Table, caption: &str) -> Markup {
    let is_number = |column: usize| {
        column > 0 && table.rows.iter().all(|row| row.get(column).is_some_and(|cell| reads_as_number(cell)))
    };
    let numbers: Vec<bool> = (0..table.head.len()).map(is_number).collect();
    let class = |column: usize| numbers.get(column).copied().unwrap_or(false).then_some("n");
    html! {
        div.scroll tabindex="0" role="region" aria-label=(caption) {
            table {
                caption.caption { (caption) }
                thead { tr { @for (column, head) in table.head.iter().enumerate() { th scope="col" class=[class(column)] { (head) } } } }
                tbody {
                    @for row in &table.rows {
                        tr {
                            @for (column, cell) in row.iter().enumerate() {
                                @if column == 0 { th scope="row" { (cell) } } @else { td class=[class(column)] { (cell) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Rows of a long table that are shown before the reader asks for all.
const ROWS_SHOWN: usize = 12;

/// A table whose first rows are shown at once, and the others when they are asked for. `key` tells its parts from those of others.
pub fn long_table(key: &str, table: &Table, caption: &str) -> Markup {
    let (first, rest) = table.rows.split_at(table.rows.len().min(ROWS_SHOWN));
    let part = |rows: &[Vec<String>]| Table { head: table.head.clone(), rows: rows.to_vec() };
    let more = format!("{key}-rest");
    html! {
        @if !first.is_empty() { div.data { (data_table(&part(first), caption)) } }
        @if !rest.is_empty() {
            p.fig-foot { (toggle(&more, &format!("{} more", rest.len()))) }
            div.data id=(more) hidden { (data_table(&part(rest), &format!("{caption}: the others"))) }
        }
    }
}

/// Whether a cell is set like a number: digits, perhaps with a sign or a percent, or nothing known.
fn reads_as_number(cell: &str) -> bool {
    cell.chars().all(|c| c.is_ascii_digit() || ",.%−–- \u{a0}".contains(c))
}

/// The line at the foot of every view: how far the data goes, and what it may be used for.
pub fn footer(content: &Content) -> Markup {
    let view = content.view();
    let line = content
        .reading(Measure::HowComplete)
        .map(|complete| story::completeness(&view, complete, content.reading(Measure::DirectConversations)));
    let address = &content.address;
    let sources = address.with_view(ViewName::Sources);
    html! {
        footer.complete {
            @if let Some(line) = line {
                p {
                    b { (line.through) } " " (line.rows)
                    @if !address.chrome.hides(Part::Links) {
                        " " a href=(sources) target=[address.link_target()] rel="noopener" { "See them" } "."
                    }
                    @if let Some(unknown) = line.unknown { " " (unknown) }
                }
            }
            @if !address.chrome.embed { p { (story::purpose(&view)) } }
            @if !address.chrome.hides(Part::Links) {
                p.ways-on { @for view in ViewName::HANDED_OUT { a href=(address.with_view(view)) target=[address.link_target()] rel="noopener" { (view.title()) } " " } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_from_an_export_is_never_markup() {
        let evil = "<img src=x onerror=alert(1)>\"'&";
        let table = Table { head: vec![evil.to_owned()], rows: vec![vec![evil.to_owned()]] };
        let markup = data_table(&table, evil).into_string();
        assert!(!markup.contains("<img"), "{markup}");
        assert_eq!(markup.matches("&lt;img src=x onerror=alert(1)&gt;&quot;").count(), 4);
    }
}
