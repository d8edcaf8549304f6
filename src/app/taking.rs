//! Does what the menu under a figure or a tile says: downloads and copies of what stands there.

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::Element;

use super::address::ViewName;
use super::browser;
use super::content::Content;
use super::drawings::{Drawing, detail};
use super::outgoing;
use super::session::Session;
use super::stage::Figures;
use super::taken::{Take, table_csv};
use crate::figure::{Figure, FileWords, Table, file};
use crate::measure::Measure;

/// Takes along what a button asks for, and says beside it what became of that.
pub fn take(session: Session, figures: &Figures, button: &Element, take: Take) {
    let Some(content) = session.content.get_untracked() else { return };
    let frame = frame(button);
    let words = frame.as_ref().map(|frame| words(&content, frame)).unwrap_or_default();
    let measure = closest(button, "[data-of]").and_then(|menu| Measure::from_slug(&menu.get_attribute("data-of")?));
    let name = file_name(&content, measure);
    match take {
        Take::Readings => {
            let json = content.readings_json().and_then(|json| outgoing::text_blob(&json, "application/json"));
            say(button, json.is_some_and(|json| outgoing::download(&(name + ".json"), &json)), "Downloaded");
        }
        Take::Problems => copy(button, content.problems_text()),
        Take::Sentence => copy(button, content.sentence(&words)),
        Take::Link => copy(button, link(&content, frame.as_ref(), measure)),
        Take::Csv => {
            let table = frame.map(|frame| data(&content, figures, &frame)).unwrap_or_default();
            let csv = outgoing::text_blob(&table_csv(&table), "text/csv;charset=utf-8");
            say(button, csv.is_some_and(|csv| outgoing::download(&(name + ".csv"), &csv)), "Downloaded");
        }
        Take::Svg | Take::Png => {
            let Some(svg) = frame.and_then(|frame| svg(&words, figures, &frame)) else { return say(button, false, "") };
            if take == Take::Svg {
                let bytes = outgoing::text_blob(&svg, "image/svg+xml");
                say(button, bytes.is_some_and(|bytes| outgoing::download(&(name + ".svg"), &bytes)), "Downloaded");
                return;
            }
            let button = button.clone();
            spawn_local(async move {
                let bytes = outgoing::png(&svg).await;
                say(&button, bytes.is_some_and(|bytes| outgoing::download(&(name + ".png"), &bytes)), "Downloaded");
            });
        }
    }
}

fn copy(button: &Element, text: String) {
    let button = button.clone();
    spawn_local(async move {
        let is_copied = outgoing::copy(&text).await;
        say(&button, is_copied, "Copied");
    });
}

/// Says beside a button what became of its wish.
fn say(button: &Element, is_done: bool, done: &str) {
    let said = closest(button, ".take, .btns").and_then(|around| around.query_selector("[role=status]").ok().flatten());
    if let Some(said) = said {
        said.set_text_content(Some(if is_done { done } else { "The browser did not let the page do this." }));
    }
}

/// The figure or the tile that a menu is of.
fn frame(button: &Element) -> Option<Element> {
    if let Some(figure) = closest(button, ".figure-frame") {
        return Some(figure);
    }
    // A tile's menu stands in how the tile is counted, behind the tile.
    closest(button, ".counted")?.previous_element_sibling()
}

fn closest(element: &Element, selector: &str) -> Option<Element> {
    element.closest(selector).ok().flatten()
}

fn text(frame: &Element, selector: &str) -> String {
    let parts = browser::elements(frame, selector);
    let texts: Vec<String> = parts.iter().filter_map(Element::text_content).collect();
    texts.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words that stand around a figure, or in a tile.
fn words(content: &Content, frame: &Element) -> FileWords {
    let title = text(frame, ".fig-title");
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
        Some(measure) => content.address.with_id(measure),
        None => content.address.with_view(ViewName::Sources),
    };
    let location = browser::window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    let page = location.split('#').next().unwrap_or_default();
    [page, &fragment].concat()
}

/// What a file of this view is called, without its ending.
fn file_name(content: &Content, measure: Option<Measure>) -> String {
    let day = content.as_of.map(|day| day.to_string()).unwrap_or_default();
    [measure.map_or("readings", Measure::slug), "-", &day].concat().trim_end_matches('-').to_owned()
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

/// The data of a frame: that of its drawings, each under its own heads; where there is none, that of its tables.
fn data(content: &Content, figures: &Figures, frame: &Element) -> Table {
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
