//! What a reader takes along says the same as the page, and text of an export is text wherever it comes out.
#![expect(clippy::unwrap_used, reason = "a test ends where something is not there")]

#[path = "support/hostile.rs"]
mod hostile;
#[path = "support/read.rs"]
mod read;
#[path = "support/sets.rs"]
mod sets;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

use hostile::{HOSTILE, hostile, is_text, place_of};
use sets::{folder, set};
use sha2::{Digest, Sha256};
use uptake::app::address::{Address, GrainName, ViewName};
use uptake::app::content::{Content, Opened, Preparation, Source, Tools};
use uptake::app::drawings::{Drawing, detail, team, written};
use uptake::app::evidence::{Direction, Evidence, Order};
use uptake::app::sorting::Sorting;
use uptake::app::taken::table_csv;
use uptake::app::views::{Around, counted, data_table, rows, view};
use uptake::figure::{FileWords, Theme, file, overlay, svg};
use uptake::measure::{Measure, Pick};
use uptake::org::{Day, Org, Table};
use uptake::story::{self, ReadingsJson};

fn opened(org: Org) -> Arc<Opened> {
    Arc::new(Opened::new(org, Source::Folder(String::new())))
}

fn content(opened: &Arc<Opened>, view: ViewName, since: Option<&str>) -> Content {
    let since = since.and_then(|day| Day::parse(day.as_bytes()));
    Preparation::new(Arc::clone(opened), &Address { view, since, ..Address::default() }, Tools::ALL).finish()
}

fn sorted(evidence: &Arc<Evidence>, column: usize, direction: Direction) -> Order {
    Sorting::new(Arc::clone(evidence), column, direction).finish()
}

#[test]
fn readings_to_take_along_are_those_of_the_command_line() {
    let opened = opened(read::read(&folder(&set("town")), usize::MAX));
    let content = content(&opened, ViewName::Sources, None);
    let view = content.view();
    let readings = uptake::measure::read_all(&view);
    let expected = serde_json::to_string_pretty(&ReadingsJson::new(&view, &readings)).unwrap() + "\n";
    assert_eq!(content.readings_json().unwrap(), expected);
    let since = self::content(&opened, ViewName::Sources, Some("2025-05-30")).readings_json().unwrap();
    let since: serde_json::Value = serde_json::from_str(&since).unwrap();
    assert_eq!(since["since"]["as_of"], "2025-05-30");
    assert_eq!(since["since"]["changes"].as_array().unwrap().len(), Measure::ALL.len());
}

/// What is counted for one view is used again for the next, so that order must not matter.
/// The page of what changed and the tiles have one rule.
#[test]
fn a_tile_says_of_a_change_what_the_review_says_of_it() {
    for day in ["2025-05-30", "2024-12-31"] {
        let content = content(&opened(read::read(&folder(&set("town")), usize::MAX)), ViewName::Sources, Some(day));
        let (view, earlier) = (content.view(), content.earlier_view().unwrap());
        let mut words = 0;
        for &measure in Measure::ALL {
            let (now, before) = (content.reading(measure).unwrap(), content.earlier_reading(measure).unwrap());
            let said = story::since((&view, now), (&earlier, before));
            let (was, verdict) = content.tile(measure).unwrap().was.unwrap();
            assert!(was.starts_with("was "), "{was}");
            words += usize::from(said.word.is_some());
            assert!(said.word.is_none() || verdict.is_some(), "{}", said.text);
            if let Some(verdict) = verdict {
                assert!(said.text.contains(verdict.words()), "{:?} in {}", verdict, said.text);
            }
        }
        assert!(words > 5, "{words} words are too few");
        let direct = content.tile(Measure::DirectConversations).unwrap().was.unwrap().1;
        assert!(direct.is_some(), "a count has a word too");
    }
}

#[test]
fn a_day_that_is_not_earlier_is_compared_with_by_nothing() {
    let opened = opened(read::read(&folder(&set("town")), usize::MAX));
    let last = content(&opened, ViewName::Talking, None).as_of.unwrap().to_string();
    for day in [last.as_str(), "2099-12-31"] {
        let content = content(&opened, ViewName::Talking, Some(day));
        assert_eq!(content.tile(Measure::LedToAction).unwrap().was, None, "{day}");
        let shares = detail::figure(Drawing::Shares, &content, 800.0).unwrap();
        assert!(shares.hits.iter().all(|hit| !hit.text.contains("was ")), "{day}: {:?}", shares.hits);
    }
    let content = content(&opened, ViewName::Talking, Some("2025-05-30"));
    let shares = detail::figure(Drawing::Shares, &content, 800.0).unwrap();
    assert!(shares.hits.iter().any(|hit| hit.text.contains("was ")), "{:?}", shares.hits);
}

/// Columns by quarter add up what happened in three months, and of what there is show what there was at the end.
#[test]
fn columns_by_quarter_are_asked_for_in_the_address_and_lead_to_the_rows_of_three_months() {
    let opened = opened(read::read(&folder(&set("town")), usize::MAX));
    let content = |grain| {
        let address = Address { view: ViewName::Relying, grain, ..Address::default() };
        Preparation::new(Arc::clone(&opened), &address, Tools::ALL).finish()
    };
    let (months, quarters) = (content(None), content(Some(GrainName::Quarter)));
    for measure in detail::FOLDED {
        let figure = |content: &Content| detail::figure(Drawing::Of(measure), content, 800.0).unwrap();
        let (by_month, by_quarter) = (figure(&months), figure(&quarters));
        assert_eq!((by_month.table.head[0].as_str(), by_quarter.table.head[0].as_str()), ("Month", "Quarter"));
        assert!(by_quarter.table.rows.len() * 2 < by_month.table.rows.len(), "{}", measure.slug());
        assert!(!by_quarter.label.contains("month"), "{}", by_quarter.label);
        for hit in &by_quarter.hits {
            let asked = detail::question(Drawing::Of(measure), &quarters, hit.pick, hit.text.clone()).unwrap();
            let rows = quarters.evidence(asked.measure, &asked.pick).len().to_string();
            assert!(hit.text.replace(',', "").split(' ').any(|word| word == rows), "{rows} rows behind {:?}", hit.text);
        }
        let page = view(&quarters, Around { rejected: &[], today: None, has_previous: false }).into_string();
        assert!(
            page.contains("each quarter") && page.contains("Always by month"),
            "what follows is said, and what does not"
        );
    }
}

#[test]
fn a_view_after_others_says_the_same_as_by_itself() {
    for name in ["town", "small", "sparse"] {
        let opened = opened(read::read(&folder(&set(name)), usize::MAX));
        let areas: Vec<String> = opened.org.areas().iter().map(|(_, name)| (*name).to_owned()).collect();
        let of = |areas: &[String], as_of: Option<&str>| Address {
            view: ViewName::Sources,
            areas: areas.to_vec(),
            as_of: as_of.and_then(|day| Day::parse(day.as_bytes())),
            ..Address::default()
        };
        let first = areas.first().map(std::slice::from_ref).unwrap_or_default();
        let addresses = [
            of(&[], None),
            of(first, None),
            of(&areas, None),
            of(&areas[areas.len() / 2..], None),
            of(&areas[areas.len() / 2..], Some("2025-11-30")),
            of(first, Some("2025-11-30")),
            of(&[], Some("2025-11-30")),
            of(&[], Some("2025-11-30")),
            of(&["nowhere".to_owned()], None),
            of(&[], None),
        ];
        let mut before: Option<Content> = None;
        // Again when the conversations of an area are found in the order of areas.
        for (at, address) in addresses.iter().chain(&addresses).enumerate() {
            if at == addresses.len() {
                let mut order = opened.org.areas_of_talks();
                while opened.org.order_talks(&mut order) {}
            }
            let alone = Preparation::new(Arc::clone(&opened), address, Tools::ALL).finish();
            let after = Preparation::new(Arc::clone(&opened), address, Tools::ALL).after(before.as_ref()).finish();
            let said = |content: &Content| content.readings_json().unwrap();
            assert_eq!(said(&after), said(&alone), "{name}: {address:?}");
            before = Some(after);
        }
    }
}

#[test]
fn rows_sort_by_every_column_and_equal_ones_keep_their_order() {
    let opened = opened(read::read(&folder(&set("small")), usize::MAX));
    let content = content(&opened, ViewName::Sources, None);
    let evidence = Arc::new(content.evidence(Measure::OffersFromProducers, &Pick::All));
    let talks = Arc::new(content.evidence(Measure::HowComplete, &Pick::All));
    for evidence in [evidence, talks] {
        let cells = |order: &Order, column: usize| -> Vec<(String, usize)> {
            (0..evidence.len())
                .map(|place| order.row(place))
                .map(|row| (evidence.cell(row, column).into_owned(), row))
                .collect()
        };
        for column in 0..evidence.head.len() {
            let exported = cells(&Order::default(), column);
            let (known, unknown): (Vec<_>, Vec<_>) = exported.into_iter().partition(|(cell, _)| !cell.is_empty());
            let is_number = known.iter().all(|(cell, _)| cell.parse::<f64>().is_ok());
            let compare = |a: &str, b: &str| {
                if is_number { a.parse::<f64>().unwrap().total_cmp(&b.parse().unwrap()) } else { a.cmp(b) }
            };
            for direction in [Direction::Ascending, Direction::Descending] {
                let mut expected = known.clone();
                expected.sort_by(|(a, _), (b, _)| match direction {
                    Direction::Ascending => compare(a, b),
                    Direction::Descending => compare(b, a),
                });
                expected.extend(unknown.clone());
                let found = cells(&sorted(&evidence, column, direction), column);
                assert_eq!(found, expected, "{} {direction:?}", evidence.head[column]);
            }
        }
    }
}

#[test]
fn a_sort_takes_many_short_steps() {
    let held = (0..50_000).map(|row| format!("20{:02}-0{}-0{},a{row},b\n", row % 24, row % 9 + 1, row % 7 + 1));
    let conversations =
        ["held_on,producer_team,consumer_team\n".to_owned()].into_iter().chain(held).collect::<String>();
    let org = read::read(&vec![("conversations.csv".to_owned(), conversations.into_bytes())], usize::MAX);
    let content = content(&opened(org), ViewName::Sources, None);
    let evidence = Arc::new(content.evidence(Measure::HowComplete, &Pick::All));
    assert_eq!(evidence.len(), 50_000);
    let mut sorting = Sorting::new(Arc::clone(&evidence), 2, Direction::Ascending);
    let steps = std::iter::from_fn(|| sorting.step().then_some(())).count();
    assert!(steps > 150, "{steps}");
    let order = sorting.finish();
    let days: Vec<String> = (0..evidence.len()).map(|place| evidence.cell(order.row(place), 2).into_owned()).collect();
    assert!(days.is_sorted());
    let mut csv = String::new();
    evidence.write_csv(&order, 0..evidence.len() + 9, &mut csv);
    assert_eq!(csv.lines().count(), 50_001);
    assert!(csv.starts_with("file,line,held_on"), "{}", &csv[..60]);
}

#[test]
fn hostile_text_is_text_in_every_view_and_every_file() {
    let mut shown = 0;
    let texts_of = |table: Table| table.spec().columns.iter().filter(move |column| is_text(table, column.name));
    let places = Table::ALL.iter().flat_map(|&table| texts_of(table).map(move |column| place_of(table, column.name)));
    let mut unseen: BTreeSet<String> = places.collect();
    for evil in HOSTILE {
        let opened = opened(read::read(&hostile(folder(&set("town")), evil), usize::MAX));
        let around = Around { rejected: &[], today: None, has_previous: true };
        let team = team::choices(&content(&opened, ViewName::Team, None)).first().map(|(id, _)| id.clone());
        let since = Address { since: Day::parse(b"2025-05-30"), ..Address::default() };
        let mut markup = Vec::new();
        for name in ViewName::ALL {
            let address = Address { view: name, team: team.clone(), id: Some(Measure::LedToAction), ..since.clone() };
            let content = Preparation::new(Arc::clone(&opened), &address, Tools::ALL).finish();
            markup.push(view(&content, around).into_string());
            for &measure in Measure::ALL {
                let board = written::board(&content, measure).unwrap_or_default();
                check_csv(&table_csv(&board));
                markup.push(data_table(&board, evil).into_string());
                markup.push(counted(&content, measure, Some("tile-x")).into_string());
                let evidence = content.evidence(measure, &Pick::All);
                markup.push(rows(&evidence, evil, 32).into_string());
                let scrolled = uptake::app::views::Scrolled { row_px: 32, top_px: 0, view_px: 900 };
                markup.push(uptake::app::views::seen_rows(&evidence, &Order::default(), scrolled).into_string());
                let mut text = String::new();
                evidence.write_csv(&Order::default(), 0..50, &mut text);
                check_csv(&text);
                unseen.retain(|place| !text.contains(place.as_str()));
            }
            let drawings = [
                Drawing::Lead,
                Drawing::Direct,
                Drawing::Shares,
                Drawing::Curve,
                Drawing::Meetings,
                Drawing::Starts(0),
                Drawing::Relied,
            ];
            let of_measures = Measure::ALL.iter().flat_map(|&measure| [Drawing::Tile(measure), Drawing::Of(measure)]);
            for place in drawings.into_iter().chain(of_measures) {
                let Some(figure) = detail::figure(place, &content, 1000.0) else { continue };
                let table = detail::table(place, &content, Some(&figure));
                check_csv(&table_csv(&table));
                markup.push(data_table(&table, evil).into_string());
                markup.extend([svg(&figure, Theme::Page), overlay(&figure)]);
                let words =
                    FileWords { title: evil.to_owned(), ..content.file_words(evil.to_owned(), evil.to_owned()) };
                markup.push(file(&words, &[(evil.to_owned(), &figure)]));
            }
        }
        for text in markup {
            unseen.retain(|place| !text.contains(place.as_str()));
            shown += text.matches("onerror=alert(1)&gt;").count() + text.matches("onload=alert(2)&gt;").count();
            for tag in text.split('<').skip(1).map(|tag| tag.split('>').next().unwrap()) {
                let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap();
                assert!(!["img", "script", "iframe", "object", "style"].contains(&name), "<{tag}>");
                let outside: String = tag.split('"').step_by(2).collect();
                assert!(!outside.contains("onload") && !outside.contains("onerror"), "<{tag}>");
            }
        }
    }
    assert!(shown > 100, "{shown}: hostile texts are shown as what they are");
    assert!(unseen.is_empty(), "a text that is shown nowhere proves nothing: {unseen:?}");
}

/// No cell of a file begins like a formula.
fn check_csv(text: &str) {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    for cell in reader.records().flat_map(|record| record.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()) {
        let runs =
            cell.starts_with(['=', '+', '@', '\t', '\r']) || (cell.starts_with('-') && cell.parse::<f64>().is_err());
        assert!(!runs, "{cell}");
    }
}

#[test]
fn a_number_names_the_files_that_it_rests_on_by_their_bytes() {
    let conversations = "held_on,producer_team,consumer_team,helped_by\n2026-01-12,a,b,nobody\n2026-02-12,a,b,nobody\n";
    let files = vec![("conversations.csv".to_owned(), conversations.as_bytes().to_vec())];
    let org = read::read(&files, 7);
    let file = &org.report.tables.get(Table::Conversations).unwrap().files[0];
    assert_eq!((file.name.as_str(), file.rows), ("conversations.csv", 2));
    let sha256 = file.sha256.clone().unwrap();
    assert_eq!(sha256, "e4ff5b3adfb77d07afc2f1da011b871b7150b2eee296007a73de302eb89c5944");
    let content = content(&opened(org), ViewName::Sources, None);
    let said = counted(&content, Measure::DirectConversations, None).into_string();
    assert!(said.contains("conversations.csv: 2 of 2 rows") && said.contains(&sha256), "{said}");
}

#[test]
fn words_to_avoid_are_listed_in_sources_with_their_place() {
    let files = [
        ("about.csv", "key,value\nwhy,We build a Data Mesh\n"),
        ("proofs.csv", "statement,measure\nFewer SLAs,\nLess lineage; and an SLA,\n"),
    ];
    let files = files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect();
    let content = content(&opened(read::read(&files, usize::MAX)), ViewName::Sources, None);
    let found: Vec<_> =
        content.opened.avoided().iter().map(|found| (found.word, found.column.1, found.line, found.cells)).collect();
    assert_eq!(found, [("data mesh", "value", 2, 1), ("sla", "statement", 2, 2), ("lineage", "statement", 3, 1)]);
    let around = Around { rejected: &[], today: None, has_previous: false };
    let said = view(&content, around).into_string();
    for part in ["data mesh", "about.value", "about.csv:2", "promise", "proofs.csv:3"] {
        assert!(said.contains(part), "{part}");
    }
}

#[test]
fn sources_say_what_every_table_is_for_and_what_an_absent_one_would_light_up() {
    let files =
        vec![("conversations.csv".to_owned(), b"held_on,producer_team,consumer_team\n2026-01-12,a,b\n".to_vec())];
    let content = content(&opened(read::read(&files, usize::MAX)), ViewName::Sources, None);
    let around = Around { rejected: &[], today: None, has_previous: false };
    let said = view(&content, around).into_string();
    for &table in Table::ALL {
        let description = table.spec().description();
        assert!(said.contains(description.purpose), "{}", table.name());
        assert!(
            table.spec().columns.iter().all(|column| said.contains(description.column(column.name))),
            "{}",
            table.name()
        );
    }
    assert!(said.contains("GROUP BY") && said.contains("Data in use, Teams using each dataset"), "{said}");
}

#[test]
fn boards_have_their_data_as_a_table() {
    let opened = opened(read::read(&folder(&set("town")), usize::MAX));
    let joining = content(&opened, ViewName::Joining, None);
    let teams = written::board(&joining, Measure::TeamsByStep).unwrap();
    let named: usize = story::board(&joining.view()).iter().map(|step| step.named.len()).sum();
    assert!(named > 0 && teams.rows.len() >= named, "{teams:?}");
    let worth = content(&opened, ViewName::Worth, None);
    let use_cases = written::board(&worth, Measure::UseCasesDelivered).unwrap();
    let cards: usize = uptake::app::drawings::worth::board(&worth).iter().map(|column| column.cards.len()).sum();
    assert_eq!(use_cases.rows.len(), cards);
    for table in [teams, use_cases] {
        assert!(table.rows.iter().all(|row| row.len() == table.head.len()), "{table:?}");
    }
    assert_eq!(written::board(&worth, Measure::LedToAction), None);
}

/// A browser would need half a second to hash the table of a million rows.
#[test]
fn a_huge_file_is_hashed_only_where_its_package_states_the_hash() {
    let mut table = b"held_on,producer_team,consumer_team,remark\n".to_vec();
    let row = ["2026-01-12,a,b,", &"x".repeat(100_000), "\n"].concat();
    for _ in 0..170 {
        table.extend(row.as_bytes());
    }
    let hash = |files: &read::Files| {
        let org = read::read(files, 1 << 16);
        org.report.tables.get(Table::Conversations).unwrap().files[0].sha256.clone()
    };
    let mut files = vec![("conversations.csv".to_owned(), table)];
    assert_eq!(hash(&files), None);
    let mut stated = String::new();
    Sha256::digest(&files[0].1).iter().for_each(|byte| write!(stated, "{byte:02x}").unwrap());
    let package =
        format!(r#"{{"resources":[{{"name":"conversations","path":"conversations.csv","hash":"sha256:{stated}"}}]}}"#);
    files.push(("datapackage.json".to_owned(), package.into_bytes()));
    assert_eq!(hash(&files), Some(stated));
}
