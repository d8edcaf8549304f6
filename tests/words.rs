//! Plain words only: terms of art stand neither in what is said of an export nor in the words that the page is written with.
#![expect(clippy::unwrap_used, reason = "a test ends where something is not there")]

#[path = "support/read.rs"]
mod read;
#[path = "support/said.rs"]
mod said;
#[path = "support/sets.rs"]
mod sets;
#[path = "support/mod.rs"]
mod support;

use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use uptake::app::address::{Address, ViewName};
use uptake::app::question::Asked;
use uptake::measure::Measure;

/// Terms that only people who work on data or architecture use, in small letters.
const AVOIDED: [&str; 26] = [
    "data product",
    "data mesh",
    "unicorn fart",
    "source-aligned",
    "consumer-aligned",
    "data contract",
    "sla",
    "semantic drift",
    "breaking change",
    "lineage",
    "federated",
    "centralised governance",
    "centralized governance",
    "governance",
    "cognitive load",
    "buy-in",
    "brownfield",
    "median",
    "confidence interval",
    "control limit",
    "special cause",
    "right-censored",
    "censored",
    "suppressed",
    "standard deviation",
    "kaplan",
];

/// The avoided words that stand in a text as words of their own; one in the plural counts too.
fn avoided(text: &str) -> Vec<&'static str> {
    let text = text.to_lowercase();
    let stands = |word: &str| {
        text.match_indices(word).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let after = text[at + word.len()..].trim_start_matches('s').chars().next();
            // A key such as `lineage_k` is no word for people.
            let is_part = |letter: Option<char>| letter.is_some_and(|letter| letter.is_alphanumeric() || letter == '_');
            !is_part(before) && !is_part(after)
        })
    };
    AVOIDED.into_iter().filter(|word| stands(word)).collect()
}

fn check(name: &str, files: &read::Files) {
    let said = said::sentences(&said::opened(read::read(files, usize::MAX)));
    assert!(said.len() > 150, "{name}: only {} sentences", said.len());
    for text in said {
        assert_eq!(avoided(&text), [""; 0], "{name}: {text}");
    }
}

#[test]
fn nothing_said_of_an_export_uses_a_term_of_art() {
    check("sample", &uptake::sample::write(uptake::sample::DEFAULT_SEED));
    for name in ["town", "small", "sparse", "empty", "dirty/main"] {
        check(name, &sets::folder(&sets::set(name)));
    }
}

#[test]
fn nothing_said_of_a_real_export_uses_a_term_of_art() {
    let Some(mail) = support::shared("data/mail") else { return };
    check("mail", &sets::folder(&mail));
}

#[test]
fn the_page_is_written_in_plain_words() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut literals = 0;
    for folder in ["story", "figure", "app"] {
        // The list of words to avoid is the one place that holds them.
        for file in rust_files(&source.join(folder)).into_iter().filter(|file| !file.ends_with("story/avoided.rs")) {
            let code: TokenStream = std::fs::read_to_string(&file).unwrap().parse().unwrap();
            each_literal(code, &mut |text| {
                literals += 1;
                // A single word is a key of a series or a class of a style sheet as often as a word for people.
                let is_sentence = text.trim_matches('"').contains(' ');
                assert!(!is_sentence || avoided(text).is_empty(), "{}: {text}", file.display());
            });
        }
    }
    assert!(literals > 500, "{literals} are too few");
    let page = std::fs::read_to_string(source.join("../public/index.html")).unwrap();
    assert_eq!(avoided(&page), [""; 0]);
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { rust_files(&path) } else { vec![path] }).collect()
}

/// Every text between quotes, but not those of comments.
fn each_literal(code: TokenStream, visit: &mut impl FnMut(&str)) {
    let mut after_doc = false;
    for tree in code {
        match tree {
            TokenTree::Group(group) => each_literal(group.stream(), visit),
            TokenTree::Literal(literal) if !after_doc => visit(&literal.to_string()),
            TokenTree::Ident(ident) if ident == "doc" => {
                after_doc = true;
                continue;
            }
            TokenTree::Punct(punct) if punct.as_char() == '=' => continue,
            _ => {}
        }
        after_doc = false;
    }
}

#[test]
fn terms_of_art_are_found() {
    for (text, found) in [
        ("Three data products", &["data product"][..]),
        ("An SLA, and lineage_k", &["sla"]),
        ("The median is slashed", &["median"]),
        ("Data as a product", &[]),
        ("It is being translated", &[]),
    ] {
        assert_eq!(avoided(text), found, "{text}");
    }
}

/// What says which table or column would light up what is missing, or why it may not be.
const LIGHTS_UP: [&str; 5] =
    ["has no table ", "has no column ", "needs the table ", "has no day to read", "people in it"];

#[test]
fn a_figure_that_is_missing_says_what_would_light_it_up() {
    for name in ["empty", "sparse", "small", "dirty/main", "town"] {
        let opened = said::opened(read::read(&sets::folder(&sets::set(name)), usize::MAX));
        for page in said::pages(&opened) {
            for figure in page.split("<figure").skip(1).filter_map(|rest| rest.split("</figure>").next()) {
                let is_there = ["data-drawing=", "<tbody", "class=\"board\"", "</figcaption><p>"]
                    .iter()
                    .any(|part| figure.contains(part));
                let is_empty = figure.contains("<figcaption") && !is_there;
                assert!(!is_empty || LIGHTS_UP.iter().any(|part| figure.contains(part)), "{name}: {figure}");
                // A group that is too small lacks no table.
                assert!(!is_empty || figure.contains("people in it") || leads_to_a_table(figure), "{name}: {figure}");
            }
        }
    }
}

/// Whether a part of the page has a link to how the table is exported that it lacks.
fn leads_to_a_table(part: &str) -> bool {
    let mut links = part.split("<a href=\"#view=sources").skip(1);
    links.any(|link| link.contains("&amp;id=") && link.contains(">How to export "))
}

#[test]
fn a_number_that_is_not_measured_leads_to_how_its_table_is_exported() {
    let mut found = 0;
    for name in ["empty", "sparse", "small", "dirty/main", "town"] {
        let opened = said::opened(read::read(&sets::folder(&sets::set(name)), usize::MAX));
        for page in said::pages(&opened) {
            for tile in page.split("<article class=\"tile\"").skip(1).filter_map(|rest| rest.split("</article>").next())
            {
                let is_missing = tile.contains("Not measured");
                found += usize::from(is_missing);
                assert_eq!(leads_to_a_table(tile), is_missing, "{name}: {tile}");
            }
        }
    }
    assert!(found > 20, "{found} numbers that are not measured are too few to tell");
}

/// A button whose question is not understood would do nothing.
#[test]
fn what_every_button_asks_is_understood() {
    let opened = said::opened(read::read(&sets::folder(&sets::set("town")), usize::MAX));
    let mut asked = 0;
    for page in said::pages(&opened) {
        for question in page.split("data-ask=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(Asked::parse(question).is_some(), "{question}");
            asked += 1;
        }
    }
    assert!(asked > 200, "{asked} buttons are too few");
}

#[test]
fn the_way_to_a_missing_table_opens_what_is_said_of_it() {
    let opened = said::opened(read::read(&sets::folder(&sets::set("sparse")), usize::MAX));
    for (measure, open) in [
        (Measure::Surprises, &["changes"][..]),
        (Measure::TeamsSharing, &["datasets", "ownership", "steps"]),
        (Measure::LedToAction, &[]),
    ] {
        let address = Address { view: ViewName::Sources, id: Some(measure), ..Address::default() };
        let page = said::page(&opened, &address);
        let details = page.split("<details id=\"table-").skip(1).filter_map(|rest| rest.split_once('>'));
        let found: Vec<&str> = details
            .filter(|(start, _)| start.contains(" open"))
            .filter_map(|(start, _)| start.split('"').next())
            .collect();
        assert_eq!(found, open, "{}", measure.slug());
    }
}
