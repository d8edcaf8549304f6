//! The sheet of paper says what there is, and has no place for what there is not.
#![expect(clippy::unwrap_used, reason = "a test ends where something is not there")]

#[path = "support/read.rs"]
mod read;
#[path = "support/sets.rs"]
mod sets;
#[path = "support/shown.rs"]
mod shown;

use uptake::app::address::ViewName;
use uptake::app::content::Content;
use uptake::app::drawings::{Drawing, detail};
use uptake::app::views::{Around, view};
use uptake::story::{Density, Sheet, text};

use shown::content;

fn set(name: &str) -> read::Files {
    sets::folder(&sets::set(name))
}

fn markup(content: &Content) -> String {
    view(content, Around { rejected: &[], today: None, has_previous: false }).into_string()
}

/// The same export with another `about.csv`.
fn about(mut files: read::Files, lines: &str) -> read::Files {
    files.retain(|(name, _)| name != "about.csv" && name != "datapackage.json");
    files.push(("about.csv".to_owned(), format!("key,value\n{lines}").into_bytes()));
    files
}

#[test]
fn a_sheet_shows_as_much_as_there_is() {
    for (name, numbers, has_figure) in [("town", 3, true), ("small", 3, true), ("sparse", 3, true), ("empty", 0, false)]
    {
        let content = content(&set(name), "view=one-pager");
        let organisation = content.view();
        let sheet = Sheet::new(&content.material(&organisation));
        assert_eq!((sheet.numbers.len(), sheet.figure.is_some()), (numbers, has_figure), "{name}: {sheet:?}");
        let page = markup(&content);
        // Each number is there with what it is of, and stands for a reading.
        assert_eq!(page.matches("class=\"mini\"").count(), numbers, "{name}");
        assert_eq!(page.matches("class=\"num\"").count(), numbers, "{name}");
        assert_eq!(page.contains("data-drawing"), has_figure, "{name}");
        assert_eq!(page.contains("Is it working?"), numbers > 0, "{name}");
        assert_eq!(page.contains("What we ask of you"), sheet.ask.is_some(), "{name}");
        assert_eq!(page.contains("Nothing can be said yet"), sheet.is_empty(), "{name}");
        assert!(!page.contains("<p></p>") && !page.contains("<h2></h2>"), "{name}: nothing is empty");
        assert!(page.contains("rows used") && page.contains("never people or teams"), "{name}");
        if let Some(measure) = sheet.figure {
            let figure = detail::figure(Drawing::Of(measure), &content, 688.0).unwrap();
            assert!(figure.height_px < 400.0, "{name}: {} px are too high for a page", figure.height_px);
        }
    }
}

#[test]
fn its_numbers_are_those_of_the_readings() {
    let content = content(&set("town"), "view=one-pager");
    let organisation = content.view();
    for measure in Sheet::new(&content.material(&organisation)).numbers {
        let said = text::reading(content.reading(measure).unwrap());
        let tile = content.tile(measure).unwrap().number.unwrap();
        let shown = [Some(tile.figure), tile.unit.map(str::to_owned), tile.of.map(|of| format!("({of})"))];
        let shown = shown.into_iter().flatten().collect::<Vec<_>>().join(" ").replace('\u{a0}', " ").replace(',', "");
        assert_eq!(shown, said);
    }
}

#[test]
fn what_the_organisation_did_not_write_has_no_heading() {
    let content = content(&about(set("small"), "why,Because.\nask,One hour.\n"), "view=one-pager");
    let page = markup(&content);
    for (heading, is_there) in [("Why", true), ("What", false), ("How", false), ("What we ask of you", true)] {
        assert_eq!(page.contains(&format!("<h2>{heading}</h2>")), is_there, "{heading}");
    }
    assert!(page.contains("Because.") && page.contains("One hour."));
}

#[test]
fn the_more_is_written_the_closer_the_lines_stand() {
    let density = |letters: usize| {
        let text = "word ".repeat(letters / 5);
        let lines = ["why", "what", "how", "ask"].map(|key| format!("{key},{text}\n")).concat();
        let content = content(&about(set("town"), &lines), "view=one-pager");
        let organisation = content.view();
        let sheet = Sheet::new(&content.material(&organisation));
        (sheet.density, sheet.figure.is_some())
    };
    assert_eq!(density(150), (Density::Usual, true));
    assert_eq!(density(400), (Density::Dense, true));
    assert_eq!(density(1990), (Density::Full, false));
}

#[test]
fn the_sheet_names_the_files_that_its_numbers_rest_on() {
    let content = content(&set("town"), "view=one-pager");
    let page = markup(&content);
    assert!(page.contains("Rests on ") && page.contains("conversations.csv"), "{page}");
    assert_eq!(page.matches("conversations.csv").count(), 1, "each file once");
    assert_eq!(content.address.view, ViewName::OnePager);
}

#[test]
fn what_changed_is_said_in_the_words_of_the_command_line() {
    for name in ["town", "small", "sparse"] {
        let content = content(&set(name), "view=since&since=2024-03-31");
        let page = markup(&content);
        let Some(earlier) = content.earlier_view() else { continue };
        let now = content.view();
        let mut sentences = 0;
        for (measure, reading) in content.readings.iter() {
            let said = uptake::story::since((&now, reading), (&earlier, content.earlier.get(measure).unwrap()));
            let markup = said.text.replace('&', "&amp;").replace('<', "&lt;");
            assert!(page.contains(&format!("<dd>{markup}</dd>")), "{name}: {}", said.text);
            sentences += 1;
        }
        assert_eq!((sentences, page.matches("<dd>").count()), (31, 31), "{name}: each number once");
    }
}

#[test]
fn without_an_earlier_day_there_are_days_to_choose_from() {
    let page = markup(&content(&set("town"), "view=since"));
    assert!(page.contains("Choose the day of the last review.") && page.contains("since=2026-03-31"), "{page}");
    let late = markup(&content(&set("town"), "view=since&since=2030-01-01"));
    assert!(late.contains("Choose the day of the last review."));
    assert!(markup(&content(&set("empty"), "view=since")).contains("no earlier end of a quarter"));
}

#[test]
fn every_view_leads_to_what_is_handed_out() {
    let page = markup(&content(&set("small"), "view=talking&area=a"));
    for view in ViewName::HANDED_OUT {
        assert!(page.contains(&format!("#view={}", view.key())), "{}", view.key());
    }
}
