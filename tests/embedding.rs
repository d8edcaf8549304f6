//! A view as a part of another page: what it leaves out, what it keeps, and what is shipped for it.
#![expect(clippy::unwrap_used, reason = "a test ends where something is not there")]

#[path = "support/read.rs"]
mod read;

use std::path::Path;
use std::sync::Arc;

use uptake::app::address::Address;
use uptake::app::content::{Content, Opened, Preparation, Source, Tools};
use uptake::app::framing::{Framing, Subject, first_wish};
use uptake::app::views::{Around, Place, embed, view};
use uptake::sample;

fn file(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

fn content(fragment: &str) -> Content {
    let org = read::read(&sample::write(sample::DEFAULT_SEED), usize::MAX);
    let opened = Arc::new(Opened::new(org, Source::Folder("sample/".to_owned())));
    Preparation::new(opened, &Address::parse("", fragment).0, Tools::ALL).finish()
}

fn shown(fragment: &str) -> String {
    view(&content(fragment), Around { rejected: &[], today: None, has_previous: false }).into_string()
}

#[test]
fn a_view_leaves_out_what_it_is_asked_to_and_keeps_how_complete_it_is() {
    for name in ["progress", "talking", "sources"] {
        let whole = shown(&format!("view={name}"));
        assert!(whole.contains("<form class=\"filters\"") && whole.contains("See them") && !whole.contains("_blank"));
        let framed = shown(&format!("view={name}&embed=true"));
        assert!(framed.contains("<form class=\"filters\""), "{name}: controls stay unless hidden");
        assert!(framed.contains("<a href=\"#view=sources\" target=\"_blank\" rel=\"noopener\">See them</a>"), "{name}");
        assert!(whole.contains("judging the change") || whole.matches("<p>").count() > framed.matches("<p>").count());
        let bare = shown(&format!("view={name}&embed=true&hide=filters,links"));
        assert!(!bare.contains("<form class=\"filters\"") && !bare.contains("See them"), "{name}");
        assert!(bare.contains("<footer class=\"complete\"><p><b>"), "{name}: how complete the data is stays");
    }
}

#[test]
fn events_can_be_left_out_of_figures_and_a_change_of_logging_cannot() {
    use uptake::app::drawings::Drawing;
    let notes = |fragment: &str| {
        let figure = uptake::app::drawings::detail::figure(Drawing::Direct, &content(fragment), 800.0).unwrap();
        uptake::figure::svg(&figure, uptake::figure::Theme::Light)
    };
    let (whole, without) = (notes("view=talking"), notes("view=talking&hide=events"));
    assert!(without.len() < whole.len());
    assert_eq!(notes("view=talking&hide=links"), whole);
}

#[test]
fn the_choices_say_first_where_a_frame_cannot_work() {
    let address = Address::parse("", "view=talking").0;
    let content = Content { address: first_wish(&address), ..content("view=talking") };
    let place = |framing| Place { page: "https://uptake.example/".to_owned(), framing };
    let markup = |framing| embed(&content, Subject::View, &place(framing)).into_string();
    let nobody = markup(Some(Framing::of_headers(Some("frame-ancestors 'none'"), None)));
    let (warning, snippet) = (nobody.find("Not from here.").unwrap(), nobody.find("id=\"snippet-frame\"").unwrap());
    assert!(warning < snippet && nobody.contains("frame-ancestors 'none'"));
    for framing in [None, Some(Framing::Anyone)] {
        assert!(!markup(framing).contains("Not from here."));
    }
    // The preview repeats the page behind it, and no id.
    let ids: Vec<&str> = nobody.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let own = shown("view=talking");
    assert!(ids.iter().all(|id| !own.contains(&format!(" id=\"{id}\""))), "{ids:?}");
}

#[test]
fn the_element_is_small_and_depends_on_nothing() {
    use std::io::Write as _;
    let script = file("public/embed.js");
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(script.as_bytes()).unwrap();
    assert!(packed.finish().unwrap().len() <= 4096);
    for part in ["import ", "import(", "eval", "innerHTML", "\"*\"", "document.write"] {
        assert!(!script.contains(part), "{part}");
    }
}

#[test]
fn what_is_shipped_for_portals_is_valid() {
    let json = |path: &str| serde_json::from_str::<serde_json::Value>(&file(path)).unwrap();
    assert_eq!(
        json("public/config.json"),
        serde_json::json!({ "allowed_parents": [] }),
        "nobody is answered unless named"
    );
    let oembed = json("public/oembed.json");
    assert_eq!((&oembed["version"], &oembed["type"]), (&"1.0".into(), &"rich".into()));
    let html = oembed["html"].as_str().unwrap();
    assert!(html.starts_with("<iframe src=\"https://uptake.example/#embed=true\""), "{html}");
    assert!(
        file("public/index.html")
            .contains("<link rel=\"alternate\" type=\"application/json+oembed\" href=\"oembed.json\"")
    );
}
