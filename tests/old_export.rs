//! An export is called old once its data ends more than 35 days ago, and not a day before; then the page says so above everything.
#![expect(clippy::unwrap_used, reason = "a test ends where something is not there")]

#[path = "support/read.rs"]
mod read;
#[path = "support/shown.rs"]
mod shown;

use uptake::app::views::{Around, view};
use uptake::org::Day;

const ENDS: &str = "2026-02-10";

/// What a view says of an export that ends on [`ENDS`], read on another day.
fn said_on(day: &str, fragment: &str) -> String {
    let about = format!("key,value\ndata_complete_through,{ENDS}\n");
    let talks = "held_on,producer_team,consumer_team,helped_by\n2026-01-12,a,b,nobody\n";
    let files = [("about.csv", about.as_str()), ("conversations.csv", talks)];
    let files = files.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).to_vec();
    let around = Around { rejected: &[], today: Day::parse(day.as_bytes()), has_previous: false };
    assert!(around.today.is_some(), "{day} is a day");
    view(&shown::content(&files, fragment), around).into_string().replace(['\u{a0}', '\u{2060}'], " ")
}

#[test]
fn an_export_is_old_after_35_days_and_not_on_the_last_of_them() {
    for (day, age) in [
        ("2026-02-10", None),
        ("2026-03-16", None),
        ("2026-03-17", None),
        ("2026-03-18", Some(36)),
        ("2027-02-10", Some(365)),
    ] {
        let said = said_on(day, "view=progress");
        let expected = age.map(|days| format!("{days} days ago."));
        let is_said = said.contains("This export ends on");
        assert_eq!(is_said, age.is_some(), "on {day}: {said}");
        assert!(expected.is_none_or(|words| said.contains(&words)), "on {day}: {said}");
    }
}

#[test]
fn every_view_says_that_an_export_is_old() {
    for name in ["progress", "talking", "joining", "relying", "worth", "sources", "team"] {
        let said = said_on("2026-04-01", &format!("view={name}"));
        assert!(said.contains("This export ends on 10 February 2026, 50 days ago."), "{name}: {said}");
        assert!(said.contains("Ask the data team for a newer one."), "{name}: {said}");
    }
}
