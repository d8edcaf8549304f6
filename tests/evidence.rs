//! The rows behind a number add up to it, and neither they nor any list names a team that is too small to be shown.
#![expect(clippy::unwrap_used, reason = "a test ends where something is not there")]
#![expect(clippy::float_cmp, reason = "counts are whole numbers, whatever type they come in")]

#[path = "evidence/counted.rs"]
mod counted;
#[path = "support/evidence_joining.rs"]
mod joining;
#[path = "support/read.rs"]
mod read;
#[path = "support/sets.rs"]
mod sets;
#[path = "support/mod.rs"]
mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use sets::{folder, set};
use uptake::app::address::{Address, ViewName};
use uptake::app::content::{Content, Opened, Preparation, Source, Tools};
use uptake::app::drawings::{Drawing, detail};
use uptake::app::views::{Around, view};
use uptake::figure::{Theme, svg};
use uptake::measure::{
    BIGGEST_PAIR, BOARD, Cell, Family, Level, Measure, Meeting, Pick, Quantity, Reading, RowsBehind, TeamList,
    meetings, offers_in_use, read_all, relationships, retired, rows_behind, team_page, use_case_board,
};
use uptake::org::{Column, Day, Org, Period, Scope, Table, Talk, TeamId, Value, View};
use uptake::story::tile;

/// A later day, and the last one of the data.
const DAYS: [Option<&str>; 2] = [Some("2025-05-30"), None];

fn org(folder_: &Path) -> Org {
    read::read(&folder(folder_), usize::MAX)
}

fn scopes(org: &Org) -> Vec<Scope> {
    let areas = org.areas();
    let areas = [None].into_iter().chain(areas.iter().map(|&(_, name)| Some(name.to_owned())));
    areas
        .flat_map(|area| {
            DAYS.map(|day| Scope {
                areas: area.clone().into_iter().collect(),
                as_of: day.map(|day| Day::parse(day.as_bytes()).unwrap()),
            })
        })
        .collect()
}

/// The rows behind numbers of one view, and what they say.
struct Behind<'a> {
    view: &'a View<'a>,
    talks: BTreeMap<usize, Talk>,
}

impl<'a> Behind<'a> {
    fn new(view: &'a View<'a>) -> Self {
        Self { view, talks: view.logged_talks_after(None).iter().map(|talk| (talk.row, talk)).collect() }
    }

    fn rows(&self, measure: Measure, pick: &Pick) -> RowsBehind {
        let behind = rows_behind(self.view, measure, pick);
        assert_eq!(behind.table, Table::Conversations);
        assert!(behind.rows.windows(2).all(|rows| rows[0] < rows[1]), "each row once, in the order of the export");
        assert_eq!(behind.weight, behind.rows.iter().map(|row| self.talks[row].count).sum::<u64>());
        behind
    }

    fn weight(&self, measure: Measure, pick: &Pick) -> u64 {
        self.rows(measure, pick).weight
    }

    /// The pairs of teams that the rows are of, whoever made and whoever used the data.
    fn pairs(&self, measure: Measure, pick: &Pick) -> BTreeSet<(TeamId, TeamId)> {
        self.rows(measure, pick).rows.iter().filter_map(|row| self.talks[row].pair()).collect()
    }
}

fn check_value(behind: &Behind<'_>, reading: &Reading, of: &str) {
    let measure = reading.measure;
    let (all, counted) = (behind.weight(measure, &Pick::All), behind.weight(measure, &Pick::Counted));
    let pairs = || {
        let pairs = [Pick::All, Pick::Counted].map(|pick| behind.pairs(measure, &pick).len() as u64);
        (Some(pairs[1]), Some(pairs[0]))
    };
    match measure {
        Measure::DirectConversations => {
            assert_eq!(reading.value, Some(Quantity::Count(all as f64)), "{of}");
            assert_eq!(all, counted, "{of}");
        }
        Measure::WithoutTheDataTeam | Measure::LedToAction => {
            assert_eq!((reading.k, reading.n), (Some(counted), Some(all)), "{of}");
        }
        Measure::DaysToAction => {
            assert_eq!((reading.part("finished"), reading.n), (Some(counted as f64), Some(all)), "{of}");
        }
        Measure::OnlyThroughDataTeam | Measure::TwoWayContact => {
            assert_eq!((reading.k, reading.n), pairs(), "{of}");
        }
        Measure::UsersAndOwnersTalk => {
            // A silent relationship has no conversation behind it; the others are found among the pairs that talked.
            let talked = behind.pairs(measure, &Pick::Counted);
            let all = relationships(behind.view);
            let found = all.iter().filter(|one| talked.contains(&(one.owner.min(one.user), one.owner.max(one.user))));
            assert_eq!((reading.k, reading.n), (Some(found.count() as u64), Some(all.len() as u64)), "{of}");
        }
        Measure::HowComplete => {
            let logged: f64 =
                reading.parts.iter().filter(|(name, _)| name.starts_with("logged_by_")).filter_map(|part| part.1).sum();
            assert_eq!(all as f64, logged, "{of}");
            for (table, report) in behind.view.org.report.tables.iter() {
                let used = rows_behind(behind.view, measure, &Pick::UsedOf(table)).rows.len() as u64;
                assert!(report.refused.is_some() || used == report.used, "{of}: {used} of {}", table.name());
            }
        }
        _ => panic!("{of}: say here what the rows behind it add up to"),
    }
}

fn check_series(behind: &Behind<'_>, reading: &Reading, of: &str) {
    let measure = reading.measure;
    for point in &reading.series {
        let Period::Month(month) = point.period else { panic!("{of}: {} is no month", point.period) };
        for (key, number) in point.values.iter().filter_map(|&(key, number)| Some((key, number?))) {
            let weight = behind.weight(measure, &Pick::Month { month, series: Some(key) });
            assert_eq!(weight as f64, number, "{of}: {month} {key}");
            let quarter = behind.weight(measure, &Pick::Months { first: month, last: month, series: Some(key) });
            assert_eq!(quarter, weight, "{of}: {month} {key}");
            if let Some((days, part)) = key.split_once('.') {
                let days = (part == "k").then(|| days.parse().unwrap());
                let cell = behind.weight(measure, &Pick::Cohort { month, days });
                assert_eq!(cell as f64, number, "{of}: the cell of {month} under {key}");
            }
        }
        if matches!(measure, Measure::DirectConversations | Measure::TwoWayContact) {
            let all: f64 = point.values.iter().filter_map(|&(_, number)| number).sum();
            let weight = behind.weight(measure, &Pick::Month { month, series: None });
            assert_eq!(weight as f64, all, "{of}: all of {month}");
        }
    }
}

/// What the rows say had happened by each day, taken out of those still followed, gives the curve.
fn check_curve(behind: &Behind<'_>, reading: &Reading, of: &str) {
    let (mut open, mut before) = (1.0, 0);
    for step in &reading.curve {
        let happened = behind.weight(reading.measure, &Pick::Until { days: step.t });
        open *= 1.0 - (happened - before) as f64 / step.at_risk as f64;
        before = happened;
        assert!((step.share - (1.0 - open)).abs() < 1e-9, "{of}: day {} has {}, rows give {open}", step.t, step.share);
    }
}

/// The rows behind a number of data that is shared, used and improved, each standing for one thing that was counted.
fn using_rows(view: &View<'_>, measure: Measure, pick: &Pick) -> RowsBehind {
    let behind = rows_behind(view, measure, pick);
    let also = behind.also.as_ref().map_or(&[][..], |(_, rows)| rows);
    for rows in [&behind.rows, also] {
        assert!(rows.windows(2).all(|rows| rows[0] < rows[1]), "each row once, in the order of the export");
    }
    assert_eq!(behind.weight as usize, behind.rows.len() + also.len());
    behind
}

fn check_using(view: &View<'_>, reading: &Reading, of: &str) {
    let measure = reading.measure;
    let rows = |pick: &Pick| using_rows(view, measure, pick);
    // How long a team used a dataset is counted once, however many uses it is known from.
    let usage = view.org.table(Table::Usage).unwrap();
    let pairs = |pick: &Pick| {
        let pair = |row: &usize| {
            let team = usage.column("team_id").map(|column| column.get(*row));
            let Some(Value::Id(team)) = team else { panic!("{of}: a use has a team") };
            let Some(Value::Id(dataset)) = usage.column("dataset_id").map(|column| column.get(*row)) else {
                panic!("{of}")
            };
            (dataset, view.org.teams.of(team).unwrap())
        };
        rows(pick).rows.iter().map(pair).collect::<BTreeSet<_>>().len() as u64
    };
    match measure {
        Measure::StillUsedLater => assert_eq!(reading.n, Some(pairs(&Pick::All)), "{of}"),
        Measure::TeamsPerDataset => assert_eq!(reading.n, Some(rows(&Pick::All).weight), "{of}"),
        _ => {
            let counted = [Pick::Counted, Pick::All].map(|pick| Some(rows(&pick).weight));
            assert_eq!([reading.k, reading.n], counted, "{of}");
        }
    }
    for (name, number) in reading.parts.iter().filter_map(|(name, number)| Some((name, (*number)?))) {
        let weight = rows(&Pick::Part(String::leak(name.clone()))).weight;
        match name.as_str() {
            // These are no counts: they rest on everything.
            "q25" | "q75" | "effective_owners" => assert_eq!(Some(weight), reading.n, "{of}: {name}"),
            _ => assert_eq!(weight as f64, number, "{of}: {name}"),
        }
    }
    for point in &reading.series {
        let (first, last) = match point.period {
            Period::Month(month) => (month, month),
            Period::Quarter(first) => (first, first.plus(2)),
            Period::Day(day) => panic!("{of}: {day} is no month"),
        };
        for &(key, number) in &point.values {
            let series = Some(key);
            assert_eq!(Some(rows(&Pick::Months { first, last, series }).weight as f64), number, "{of}: {first} {key}");
            if first == last {
                let of_month = rows(&Pick::Month { month: first, series }).weight;
                assert_eq!(Some(of_month as f64), number, "{of}: {first} {key}");
            }
        }
        let all: f64 = point.values.iter().filter_map(|(_, number)| *number).sum();
        assert_eq!(rows(&Pick::Months { first, last, series: None }).weight as f64, all, "{of}: all of {first}");
    }
    let (mut open, mut before) = (1.0, 0);
    for step in &reading.curve {
        let ended = pairs(&Pick::Until { days: step.t });
        open *= 1.0 - (ended - before) as f64 / step.at_risk as f64;
        before = ended;
        assert!((step.share - open).abs() < 1e-9, "{of}: day {} has {}, rows give {open}", step.t, step.share);
    }
    if measure == Measure::OffersFromProducers {
        assert_eq!(reading.k, Some(reading.list.len() as u64), "{of}: every offer is listed");
    }
}

#[test]
fn rows_of_two_tables_stand_under_the_columns_of_both() {
    let opened = Arc::new(Opened::new(org(&set("small")), Source::Folder(String::new())));
    let content =
        Preparation::new(opened, &Address { view: ViewName::Sources, ..Address::default() }, Tools::ALL).finish();
    let evidence = content.evidence(Measure::OffersFromProducers, &Pick::All);
    let reading = content.reading(Measure::OffersFromProducers).unwrap();
    assert_eq!(Some(evidence.len() as u64), reading.n);
    let place = |name: &str| evidence.head.iter().position(|head| head == name).unwrap();
    let of = |file: &str| (0..evidence.len()).map(|row| evidence.row(row)).find(|row| row[0] == file).unwrap();
    let (change, dataset) = (of("changes.csv"), of("datasets.csv"));
    assert_eq!([change.len(), dataset.len()], [evidence.head.len(); 2]);
    assert_eq!((change[place("kind")].as_str(), change[place("shared_on")].as_str()), ("addition", ""));
    assert_eq!((dataset[place("kind")].as_str(), dataset[place("released_on")].as_str()), ("source", ""));
    assert!(!change[place("released_on")].is_empty() && !dataset[place("shared_on")].is_empty());
    assert_eq!(evidence.row(evidence.len()), Vec::<String>::new());
}

#[test]
fn the_rows_behind_a_number_add_up_to_it() {
    for name in ["small", "town", "town-counted", "sparse"] {
        let org = org(&set(name));
        let mut points = 0;
        for scope in scopes(&org) {
            let view = View::new(&org, &scope);
            let behind = Behind::new(&view);
            for reading in read_all(&view).iter().filter(|reading| reading.why.is_none()) {
                let of = format!("{name} {scope:?} {}", reading.measure.slug());
                if joining::is_checked(reading.measure) {
                    joining::check(&view, reading, &of);
                    continue;
                }
                if reading.measure.family() == Family::Using {
                    check_using(&view, reading, &of);
                    continue;
                }
                if counted::is_here(reading.measure) {
                    points += counted::check(&view, reading, &of);
                    continue;
                }
                check_value(&behind, reading, &of);
                check_series(&behind, reading, &of);
                check_curve(&behind, reading, &of);
                points += reading.series.len() + reading.curve.len();
            }
        }
        assert!(points > 10, "{name} has nothing to check");
    }
}

/// A number that stands beside another one is as much a number.
#[test]
fn the_rows_behind_the_numbers_beside_a_number_add_up_to_them() {
    let mut found = BTreeSet::new();
    for name in ["small", "town", "town-counted", "sparse"] {
        let org = org(&set(name));
        for scope in scopes(&org) {
            let view = View::new(&org, &scope);
            let readings = read_all(&view);
            for reading in readings.iter().filter(|reading| reading.why.is_none()) {
                let beside: Vec<&Reading> =
                    readings.iter().filter(|other| reading.measure.guards().contains(&other.measure)).collect();
                for (number, rows) in
                    tile(&view, reading, &beside, None).guards.into_iter().flat_map(|guard| guard.numbers)
                {
                    let Some((measure, part)) = rows else { continue };
                    let pick = part.map_or(Pick::All, Pick::Part);
                    let of = format!("{name} {scope:?} {} {pick:?}: {number}", measure.slug());
                    let behind = rows_behind(&view, measure, &pick);
                    found.insert(measure.slug());
                    if measure != reading.measure {
                        assert_eq!(pick, Pick::All, "{of}");
                        continue;
                    }
                    let Pick::Part(part) = pick else { panic!("{of}") };
                    let (k, n) = (reading.k.unwrap_or(0), reading.n.unwrap_or(0));
                    let counted = |part: &str| reading.part(part).unwrap_or(0.0);
                    let pairs = || Behind::new(&view).pairs(measure, &pick).len() as f64;
                    match (measure, part) {
                        (Measure::DirectConversations, _) => {
                            let all: f64 = last_three(reading);
                            assert!((behind.weight as f64 / all - counted(part)).abs() < 1e-9, "{of}");
                        }
                        (Measure::LedToAction, _) => assert_eq!(behind.weight as f64, counted(part), "{of}"),
                        (Measure::OnlyThroughDataTeam, _) => assert_eq!(pairs(), counted(part), "{of}"),
                        (Measure::TwoWayContact, _) => {
                            let known = ["producer", "consumer", "data_team", "leadership"];
                            let all: f64 = known.iter().map(|side| counted(&format!("started_{side}"))).sum();
                            assert_eq!(behind.weight as f64, all, "{of}");
                        }
                        (Measure::UsersAndOwnersTalk, _) => {
                            assert_eq!(behind.weight, n - k, "{of}");
                            assert!(behind.rows.len() as u64 >= behind.weight, "{of}: each is known from a use");
                        }
                        (Measure::DataInUse, _) => assert_eq!(behind.weight, retired(&view), "{of}"),
                        (Measure::OffersFromProducers, _) => {
                            assert_eq!(Some(behind.weight), offers_in_use(&view).map(|(_, all)| all), "{of}");
                        }
                        // The others are parts that are checked with their readings.
                        _ => assert!(behind.weight > 0 || behind.left_out > 0 || counted(part) == 0.0, "{of}"),
                    }
                }
            }
        }
    }
    assert!(found.len() > 12, "{found:?}");
}

/// All conversations of the last three complete months.
fn last_three(reading: &Reading) -> f64 {
    let complete: Vec<_> = reading.series.iter().filter(|point| point.complete).collect();
    let last = &complete[complete.len() - 3..];
    last.iter().flat_map(|point| point.values.iter().filter_map(|(_, number)| *number)).sum()
}

/// An organisation in which each of these pairs of teams talked once in each of the last three months.
fn talked(pairs: &[(&str, &str)]) -> Org {
    let talks = |(first, second): &(&str, &str)| {
        ["01", "02", "03"].map(|month| ["2026-", month, "-02,", first, ",", second, ",nobody\n"].concat()).concat()
    };
    let held: String = pairs.iter().map(talks).collect();
    let teams = "team_id,name,kind,people\na,Alpha,domain,9\nb,Beta,domain,9\nc,Gamma,domain,9\nd,Delta,domain,9\n";
    let files = [
        ("about.csv", "key,value\ndata_complete_through,2026-03-31\n".to_owned()),
        ("teams.csv", teams.to_owned()),
        ("conversations.csv", format!("held_on,producer_team,consumer_team,helped_by\n{held}")),
    ];
    read::read(&files.map(|(name, text)| (name.to_owned(), text.into_bytes())).to_vec(), usize::MAX)
}

#[test]
fn one_pair_that_held_most_conversations_is_warned_of() {
    let said = |pairs: &[(&str, &str)]| {
        let org = talked(pairs);
        let view = View::new(&org, &Scope::default());
        let reading = uptake::measure::read(&view, Measure::DirectConversations);
        let guards = tile(&view, &reading, &[], None).guards;
        guards.iter().filter(|guard| guard.warns).map(|guard| guard.text().replace('\u{a0}', " ")).collect::<Vec<_>>()
    };
    assert_eq!(said(&[("a", "b"), ("b", "a"), ("c", "d")]), ["One pair of teams held 67% of all conversations"]);
    assert_eq!(said(&[("a", "b"), ("b", "c"), ("c", "d")]), [""; 0], "a third each is not too much");
}

#[test]
fn of_several_pairs_that_talked_as_much_the_first_by_name_is_shown_in_whatever_order_they_are_exported() {
    let rows = |pairs: &[(&str, &str)]| {
        let org = talked(pairs);
        let view = View::new(&org, &Scope::default());
        rows_behind(&view, Measure::DirectConversations, &Pick::Part(BIGGEST_PAIR)).rows
    };
    assert_eq!(rows(&[("c", "d"), ("b", "a"), ("b", "d")]), [3, 4, 5]);
    assert_eq!(rows(&[("a", "b"), ("d", "c")]), [0, 1, 2]);
}

#[test]
fn every_list_of_a_team_has_its_rows() {
    let org = org(&set("town"));
    let view = View::new(&org, &Scope::default());
    let mut rows = BTreeMap::new();
    for (place, (team, _)) in org.teams.iter().enumerate().filter(|(_, (team, _))| view.may_name(*team)) {
        let page = team_page(&view, team);
        for list in TeamList::ALL {
            // The rows are found whatever areas are in view, as the page is.
            let narrow = Scope { areas: vec![org.areas()[0].1.to_owned()], as_of: None };
            let pick = Pick::OfTeam { place, list };
            let behind = rows_behind(&View::new(&org, &narrow), Measure::DataInUse, &pick);
            let listed = match list {
                TeamList::Users => page.users.iter().map(|found| found.rows.len()).sum(),
                TeamList::Used => page.used.iter().map(|found| found.rows.len()).sum(),
                TeamList::Silent => page.silent.len(),
                TeamList::Offers => page.offers.len(),
                TeamList::Due => page.due.len(),
                TeamList::Changes => page.changes.len(),
            };
            assert_eq!(behind.weight, listed as u64, "{list:?}");
            *rows.entry(list.key()).or_insert(0) += listed;
        }
    }
    assert!(rows.values().all(|&rows| rows > 0), "{rows:?}");
}

#[test]
fn the_columns_of_the_board_have_their_rows() {
    let org = org(&set("town"));
    for scope in scopes(&org) {
        let view = View::new(&org, &scope);
        for (part, stage) in BOARD {
            let cards = use_case_board(&view).iter().filter(|found| found.stage == stage).count();
            assert_eq!(
                rows_behind(&view, Measure::UseCasesDelivered, &Pick::Part(part)).weight,
                cards as u64,
                "{part}"
            );
        }
    }
}

#[test]
fn the_rows_behind_a_part_say_what_it_counts() {
    let org = org(&set("town"));
    counted::check_rows_say_so(&View::new(&org, &Scope::default()));
}

#[test]
fn the_rows_behind_a_cell_of_the_grid_are_its_meetings() {
    let org = org(&set("town"));
    for scope in scopes(&org) {
        let view = View::new(&org, &scope);
        let behind = Behind::new(&view);
        let grid = meetings(&view);
        let mut met: BTreeSet<(TeamId, TeamId)> = BTreeSet::new();
        for (producers, cells) in grid.producers.iter().zip(grid.lines()) {
            for (consumers, cell) in grid.consumers.iter().zip(cells) {
                let pick = Pick::Meeting { producers: producers.teams.clone(), consumers: consumers.teams.clone() };
                let rows = behind.rows(Measure::OnlyThroughDataTeam, &pick).rows;
                let best = rows.iter().map(|row| match Level::of(&behind.talks[row]) {
                    Level::Direct => Meeting::Direct,
                    Level::WithAnalyst | Level::WithEngineer => Meeting::WithDataTeam,
                    Level::Unknown => Meeting::Unknown,
                });
                assert_eq!(best.min(), *cell, "{scope:?}: {} and {}", producers.name, consumers.name);
                met.extend(rows.iter().filter_map(|row| behind.talks[row].pair()));
            }
        }
        assert_eq!(met.len() as u64, grid.pairs.values().sum::<u64>(), "{scope:?}");
    }
}

#[test]
fn nothing_is_shown_of_a_view_that_is_too_small() {
    let files = [
        ("teams.csv", "team_id,name,kind,area,people\na,Alpha,domain,tiny,3\nb,Beta,domain,large,9\n"),
        ("conversations.csv", "held_on,producer_team,consumer_team,helped_by\n2026-01-02,a,b,nobody\n"),
    ];
    let files = files.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).to_vec();
    let org = read::read(&files, usize::MAX);
    let tiny = Scope { areas: vec!["tiny".to_owned()], as_of: None };
    for &measure in Measure::ALL {
        assert_eq!(rows_behind(&View::new(&org, &tiny), measure, &Pick::All).rows, [0; 0], "{}", measure.slug());
    }
}

/// Ids and names of the teams that are too small to be named, those they had before a rename too.
fn small_teams(org: &Org) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let rows = org.table(Table::Teams).unwrap();
    let (Some(Column::Ids(ids)), Some(Column::Texts(texts))) = (rows.column("team_id"), rows.column("name")) else {
        panic!("teams have ids and names")
    };
    for (row, code) in ids.iter().enumerate() {
        let code = code.unwrap();
        let team = org.teams.get(org.teams.of(code).unwrap());
        if team.people.is_some_and(|people| people < org.settings.minimum_group) {
            names.extend([org.ids.teams.name(code), texts.get(row).unwrap(), &team.name, &team.id].map(str::to_owned));
        }
    }
    names
}

/// Whether a text has this name in it, not only as a part of another word.
fn names(text: &str, name: &str) -> bool {
    let is_part = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    text.match_indices(name)
        .any(|(at, _)| !is_part(text[..at].chars().next_back()) && !is_part(text[at + name.len()..].chars().next()))
}

/// Every cell and every text of a drawing in which a team could be named.
fn shown(content: &Content) -> Vec<String> {
    let mut shown = Vec::new();
    let mut picks = vec![Pick::All, Pick::Counted];
    if let Some((first, last)) = content.history() {
        picks.push(Pick::Months { first, last, series: None });
    }
    let grid = content.meetings.as_ref().unwrap();
    for row in 0..grid.producers.len() {
        picks.extend((0..grid.consumers.len()).filter_map(|column| content.meeting_pick(row, column)));
    }
    for &measure in Measure::ALL {
        let picks = if measure == Measure::OnlyThroughDataTeam { &picks[..] } else { &picks[..3.min(picks.len())] };
        let more = content.reading(measure).filter(|_| joining::is_checked(measure)).map(joining::picks);
        for pick in picks.iter().chain(more.iter().flatten()) {
            let evidence = content.evidence(measure, pick);
            shown.extend((0..evidence.len()).flat_map(|place| evidence.row(place)));
        }
    }
    for reading in content.readings.values() {
        let cells = reading.list.iter().flatten();
        shown.extend(cells.filter_map(|(_, cell)| if let Cell::Text(text) = cell { Some(text.clone()) } else { None }));
    }
    shown.extend(grid.producers.iter().chain(&grid.consumers).map(|side| side.name.clone()));
    for table in [detail::table(Drawing::Meetings, content, None), detail::silent_table(content)] {
        shown.extend(table.head.into_iter().chain(table.rows.into_iter().flatten()));
    }
    let around = Around { rejected: &[], today: None, has_previous: false };
    for name in ViewName::ALL {
        let address = Address { view: name, ..content.address.clone() };
        let content = Preparation::new(Arc::clone(&content.opened), &address, Tools::ALL).finish();
        shown.push(view(&content, around).into_string());
    }
    if let Some(figure) = detail::figure(Drawing::Meetings, content, 1000.0) {
        shown.push(svg(&figure, Theme::Light));
        shown.extend(figure.hits.iter().map(|hit| hit.text.clone()));
    }
    shown
}

fn check_small_teams(folder: &Path, least: usize) {
    let opened = Arc::new(Opened::new(org(folder), Source::Folder(String::new())));
    let small = small_teams(&opened.org);
    assert!(small.len() >= least, "{small:?} are too few to tell");
    let large = opened.org.teams.iter().map(|(_, team)| team.name.clone()).filter(|name| !small.contains(name));
    let large: Vec<String> = large.collect();
    for scope in scopes(&opened.org) {
        let address = Address { view: ViewName::Talking, areas: scope.areas, as_of: scope.as_of, ..Address::default() };
        let shown = shown(&Preparation::new(Arc::clone(&opened), &address, Tools::ALL).finish());
        for text in &shown {
            // “South desk” is small, “South desk 10” is not.
            let rest = || large.iter().fold(text.clone(), |text, name| text.replace(name, ""));
            let named = small.iter().find(|name| names(text, name) && names(&rest(), name));
            assert_eq!(named, None, "{address:?}: too small to be named in {text}");
        }
        if address.areas.is_empty() {
            assert!(
                shown.iter().any(|text| text == "(smaller team)"),
                "rows of small teams are there, without the name"
            );
        }
    }
}

#[test]
fn small_teams_are_never_named_behind_a_number() {
    check_small_teams(&set("town"), 10);
    check_small_teams(&set("small"), 1);
}

#[test]
fn small_groups_of_a_real_export_are_never_named_behind_a_number() {
    let Some(mail) = support::shared("data/mail") else { return };
    check_small_teams(&mail, 5);
}

#[test]
fn every_cell_of_evidence_is_the_cell_of_the_file() {
    let opened = Arc::new(Opened::new(org(&set("small")), Source::Folder(String::new())));
    let address = Address { view: ViewName::Talking, ..Address::default() };
    let content = Preparation::new(Arc::clone(&opened), &address, Tools::ALL).finish();
    let evidence = content.evidence(Measure::DirectConversations, &Pick::All);
    let file = std::fs::read_to_string(set("small").join("conversations.csv")).unwrap();
    let rows = opened.org.table(Table::Conversations).unwrap();
    let held = rows.spec().columns.iter().position(|column| column.name == "held_on").unwrap();
    assert!(!evidence.is_empty());
    for place in 0..evidence.len() {
        let row = evidence.row(place);
        assert_eq!(row.len(), evidence.head.len());
        let line = file.lines().nth(row[1].parse::<usize>().unwrap() - 1).unwrap();
        assert_eq!(row[0], "conversations.csv");
        let column = evidence.head.iter().position(|name| name == "held_on").unwrap();
        assert!(line.contains(&row[column]), "{row:?} is not {line}");
    }
    assert!(matches!(rows.get(held, 0), Value::Day(_)));
}
