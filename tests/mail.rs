//! A real export in which nobody wrote down who took part: the page says that it does not know, and shows no zero.
#![expect(clippy::unwrap_used, reason = "a test ends where something is not there")]
#![expect(clippy::float_cmp, reason = "counts are whole numbers, whatever type they come in")]

#[path = "support/read.rs"]
mod read;
#[path = "support/said.rs"]
mod said;
#[path = "support/sets.rs"]
#[expect(dead_code, reason = "this export is none of the sets")]
mod sets;
#[path = "support/mod.rs"]
mod support;

use uptake::measure::{Measure, Reading, Why, read_all};
use uptake::org::{Org, Scope, Table, View};
use uptake::story::ReadingsJson;

const SMALL_GROUPS: [&str; 5] = ["Finance", "Legal", "Logistics", "Online", "Pipelines"];

/// The export, if it lies beside the checkout.
fn mail() -> Option<Org> {
    let folder = support::shared("data/mail")?;
    Some(read::read(&sets::folder(&folder), usize::MAX))
}

fn reading(org: &Org, measure: Measure) -> Reading {
    let readings = read_all(&View::new(org, &Scope::default()));
    readings.into_iter().find(|reading| reading.measure == measure).unwrap()
}

#[test]
fn every_row_is_read_and_used() {
    let Some(org) = mail() else { return };
    let report = &org.report.tables.get(Table::Conversations).unwrap();
    assert_eq!((report.read, report.used), (6141, 6141));
    assert!(org.report.is_clean());
    let complete = reading(&org, Measure::HowComplete);
    assert_eq!(complete.part("conversations_used"), Some(6141.0));
    assert_eq!(complete.part("logged_by_unknown"), Some(39_899.0));
}

#[test]
fn shares_without_the_data_team_have_no_data_and_no_value() {
    let Some(org) = mail() else { return };
    for measure in [Measure::DirectConversations, Measure::WithoutTheDataTeam, Measure::OnlyThroughDataTeam] {
        let reading = reading(&org, measure);
        assert_eq!((reading.why, reading.value), (Some(Why::NoData), None), "{}", measure.slug());
    }
    let unmeasured = [Measure::LedToAction, Measure::DaysToAction, Measure::UsersAndOwnersTalk];
    assert!(unmeasured.iter().all(|&measure| reading(&org, measure).why == Some(Why::NotMeasured)));
}

#[test]
fn what_is_not_known_is_counted_as_unknown_in_every_month() {
    let Some(org) = mail() else { return };
    let direct = reading(&org, Measure::DirectConversations);
    let sum = |key: &str| direct.series.iter().filter_map(|point| point.get(key)).sum::<f64>();
    let sums = ["direct", "with_analyst", "with_engineer", "unknown"].map(sum);
    assert_eq!(sums, [0.0, 0.0, 0.0, 39_899.0]);
    assert_eq!((direct.limits, direct.signals.len()), (None, 0), "a range of zeros would be one of unknown numbers");
}

#[test]
fn headlines_say_so_in_words_and_show_no_share_of_zero() {
    let Some(org) = mail() else { return };
    let opened = said::opened(org);
    let headlines = said::headlines(&opened);
    assert!(headlines[0].contains("no number of direct conversations yet"), "{}", headlines[0]);
    assert!(headlines[1].contains("not known who of the data team took part"), "{}", headlines[1]);
    for headline in &headlines[..2] {
        assert!(!headline.contains(|letter: char| letter.is_ascii_digit()), "{headline}");
    }
    let said = said::sentences(&opened);
    for text in &said {
        let of_zero = ["0% ", "0 of "].iter().any(|zero| text.starts_with(zero) || text.contains(&format!(" {zero}")));
        assert!(!of_zero && !text.contains("(0 of "), "{text}");
    }
    assert!(said.iter().any(|text| text.contains("39,899 of 39,899")), "the foot of the page counts what is not known");
}

#[test]
fn tiles_say_what_would_help() {
    let Some(org) = mail() else { return };
    let content = said::content(&said::opened(org), uptake::app::address::ViewName::Progress);
    let (words, why) = content.tile(Measure::DirectConversations).unwrap().empty.unwrap();
    assert_eq!(words, "No data yet");
    assert!(why.contains("(helped_by). That is not zero."), "{why}");
}

#[test]
fn small_groups_are_named_nowhere() {
    let Some(org) = mail() else { return };
    let view = View::new(&org, &Scope::default());
    let readings = read_all(&view);
    let mut said = vec![serde_json::to_string(&ReadingsJson::new(&view, &readings)).unwrap()];
    said.extend(said::sentences(&said::opened(mail().unwrap())));
    for text in said {
        for name in SMALL_GROUPS {
            assert!(!text.contains(name) && !text.contains(&format!("\"{}\"", name.to_lowercase())), "{name}: {text}");
        }
    }
}
