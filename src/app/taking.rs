//! Does what the menu under a figure or a tile says: downloads and copies of what stands there.

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::Element;

use super::browser;
use super::content::{Content, Source};
use super::drawings::{Drawing, detail, written};
use super::outgoing;
use super::session::Session;
use super::stage::Figures;
use super::taken::{Outcome, Take, table_csv};
use crate::figure::{Figure, FileWords, Table, file};
use crate::measure::Measure;

/// Takes along what a button asks for, and says beside it what became of that.
pub fn take(session: Session, figures: &Figures, button: &Element, take: Take) {
    let Some(content) = session.content.get_untracked() else { return };
    let frame = frame(button);
    let words = frame.as_ref().map(|frame| words(&content, frame)).unwrap_or_default();
    let measure = closest(button, "[data-of]").and_then(|menu| Measure::from_slug(&menu.get_attribute("data-of")?));
    let name = |ending: &str| [&file_name(&content, measure, take), ending].concat();
    let save = |ending: &str, kind: &str, text: Option<String>| {
        let bytes = text.and_then(|text| outgoing::text_blob(&text, kind));
        say(button, outgoing::download(&name(ending), bytes));
    };
    match take {
        Take::Readings => save(".json", "application/json", content.readings_json()),
        Take::Csv => {
            let table = frame.map(|frame| data(&content, figures, &frame, measure)).unwrap_or_default();
            save(".csv", "text/csv;charset=utf-8", Some(table_csv(&table)));
        }
        Take::Svg => save(".svg", "image/svg+xml", frame.and_then(|frame| svg(&words, figures, &frame))),
        Take::Png => {
            let (button, name) = (button.clone(), name(".png"));
            let svg = frame.and_then(|frame| svg(&words, figures, &frame)).unwrap_or_default();
            spawn_local(async move { say(&button, outgoing::download(&name, outgoing::png(&svg).await)) });
        }
        Take::Problems => copy(button, content.problems_text(), Outcome::Copied),
        Take::Sentence => copy(button, content.sentence(&words), Outcome::Copied),
        Take::Link => {
            let is_of_files = matches!(content.opened.source, Source::Files(_));
            let copied = if is_of_files { Outcome::CopiedWithoutFiles } else { Outcome::Copied };
            copy(button, link(&content, frame.as_ref(), measure), copied);
        }
    }
}

fn copy(button: &Element, text: String, copied: Outcome) {
    let button = button.clone();
    spawn_local(async move {
        let outcome = outgoing::copy(&text).await;
        say(&button, if outcome == Outcome::Copied { copied } else { outcome });
    });
}

/// Says beside a button what became of its wish.
fn say(button: &Element, outcome: Outcome) {
    let said = closest(button, ".take, .btns").and_then(|around| around.query_selector("[role=status]").ok().flatten());
    if let Some(said) = said {
        said.set_text_content(Some(outcome.words()));
    }
}

/// The headline, the figure or the tile that a menu is of.
fn frame(button: &Element) -> Option<Element> {
    if let Some(frame) = closest(button, ".figure-frame, .lead-text") {
        return Some(frame);
    }
    // A tile's menu stands in how the tile is counted, behind the tile.
    closest(button, ".counted")?.previous_element_sibling()
}

fn closest(element: &Element, selector: &str) -> Option<Element> {
    element.closest(selector).ok().flatten()
}

fn text(frame: &Element, selector: &str) -> String {
    let parts = browser::elements(frame, selector);
    let texts: Vec<String> = parts.iter().filter_map(|part| part.text_content()).collect();
    texts.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a headline, around a figure, or in a tile.
fn words(content: &Content, frame: &Element) -> FileWords {
    let title = text(frame, ".fig-title, h1");
    if title.is_empty() {
        let name = text(frame, ".tile-name > span");
        let parts = [".tile-num > :first-child", ".tile-num .of", ".range-t"].map(|part| text(frame, part));
        return content
            .file_words(name, parts.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" · "));
    }
    content.file_words(title, text(frame, ".fig-sub"))
}

fn link(content: &Content, frame: Option<&Element>, measure: Option<Measure>) -> String {
    let is_tile = frame.is_some_and(|frame| frame.class_list().contains("tile"));
    let fragment = match measure {
        Some(measure) if is_tile => content.address.with_tile(measure),
        Some(measure) => content.address.with_figure(measure),
        None => content.address.whole(),
    };
    [browser::page(), fragment].concat()
}

/// What a file is called, without its ending: what it holds, and the day that it is of.
fn file_name(content: &Content, measure: Option<Measure>, take: Take) -> String {
    let what = match measure {
        Some(measure) => measure.slug(),
        None if take == Take::Readings => "readings",
        None => content.address.view.key(),
    };
    let day = content.as_of.map(|day| day.to_string()).unwrap_or_default();
    [what, "-", &day].concat().trim_end_matches('-').to_owned()
}

/// The drawings of a frame, with the words over each, as one file.
fn svg(words: &FileWords, figures: &Figures, frame: &Element) -> Option<String> {
    let figures = figures.borrow();
    let drawn = drawings(frame).into_iter().filter_map(|(element, place)| {
        let figure = figures.iter().find(|drawn| drawn.place == place)?.figure.as_ref()?;
        let heading = element.previous_element_sibling().filter(|before| before.tag_name() == "H3");
        Some((heading.and_then(|heading| heading.text_content()).unwrap_or_default(), figure))
    });
    let drawn: Vec<(String, &Figure)> = drawn.collect();
    (!drawn.is_empty()).then(|| file(words, &drawn))
}

fn drawings(frame: &Element) -> Vec<(Element, Drawing)> {
    let place = |element: Element| Some((element.clone(), Drawing::parse(&element.get_attribute("data-drawing")?)?));
    browser::elements(frame, "[data-drawing]").into_iter().filter_map(place).collect()
}

/// The data of a frame: that of its drawings, one under the other; where there is none, that of its board or of its tables.
fn data(content: &Content, figures: &Figures, frame: &Element, measure: Option<Measure>) -> Table {
    let mut all = Table::default();
    let figures = figures.borrow();
    for (element, place) in drawings(frame) {
        let figure = figures.iter().find(|drawn| drawn.place == place).and_then(|drawn| drawn.figure.as_ref());
        let mut table = detail::table(place, content, figure);
        if let Some(heading) = element.previous_element_sibling().filter(|before| before.tag_name() == "H3") {
            let heading = heading.text_content().unwrap_or_default();
            table.head.insert(0, String::new());
            table.rows.iter_mut().for_each(|row| row.insert(0, heading.clone()));
        }
        all.rows.append(&mut table.rows);
        if all.head.is_empty() {
            all.head = table.head;
        }
    }
    if !all.head.is_empty() {
        return all;
    }
    if let Some(board) = measure.and_then(|measure| written::board(content, measure)) {
        return board;
    }
    for table in browser::elements(frame, "table") {
        let cells = |row: &Element| {
            let cells = browser::elements(row, "th, td");
            cells.iter().map(|cell| cell.text_content().unwrap_or_default().trim().to_owned()).collect::<Vec<_>>()
        };
        let mut rows = browser::elements(&table, "tr").iter().map(cells).collect::<Vec<_>>().into_iter();
        let head = rows.next().unwrap_or_default();
        if all.head.is_empty() {
            all.head = head;
        }
        all.rows.extend(rows);
    }
    all
}
