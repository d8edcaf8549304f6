//! What can be relied on, who decides and what it was worth, at the edges that whole exports seldom meet.
#![expect(clippy::unwrap_used, reason = "a test ends where something is not there")]

#[path = "support/read.rs"]
mod read;

use uptake::measure::{
    CHOSEN_AND_DELIVERED, Cell, Measure, Pick, Reading, Why, read as read_measure, reported, rows_behind,
    use_cases_by_month,
};
use uptake::org::{Org, Period, Scope, View};

const ABOUT: (&str, &str) = ("about", "key,value\ndata_complete_through,2026-03-31\n");
const TEAMS: (&str, &str) = (
    "teams",
    "team_id,name,kind,area\na,Alpha,domain,north\nb,Beta,domain,south\nc,Gamma,domain,south\nd,Data,platform,\n",
);

fn org(tables: &[(&str, &str)]) -> Org {
    let all = [ABOUT, TEAMS].iter().chain(tables);
    let files = all.map(|(name, text)| (format!("{name}.csv"), text.as_bytes().to_vec())).collect();
    read::read(&files, usize::MAX)
}

/// A reading of a few rows, of one area or of everything.
fn reading(measure: Measure, area: Option<&str>, tables: &[(&str, &str)]) -> Reading {
    let org = org(tables);
    let scope = Scope { areas: area.map(str::to_owned).into_iter().collect(), as_of: None };
    read_measure(&View::new(&org, &scope), measure)
}

fn parts(reading: &Reading) -> Vec<(&str, Option<f64>)> {
    reading.parts.iter().map(|(name, value)| (name.as_str(), *value)).collect()
}

#[test]
fn a_surprise_is_announced_later_than_promised() {
    let changes = "dataset_id,released_on,kind,announced_on,can_break
x,2026-03-10,fix,2026-03-03,
x,2026-03-10,rename,2026-03-04,yes
x,2026-03-11,removal,2026-03-20,yes
x,2026-03-12,fix,,
x,2026-03-13,fix,2026-04-02,no
x,2026-03-14,rename,2026-01-01,yes
x,2025-03-31,fix,,\n";
    let tables = [("changes", changes)];
    let found = reading(Measure::Surprises, None, &tables);
    // Seven days are notice; what is announced afterwards, or only after the day of the view, is none (M2, M39).
    assert_eq!((found.k, found.n), (Some(4), Some(6)), "a year ago to the day is out");
    let expected = [("breaking_without_notice", Some(2.0)), ("breaking", Some(3.0)), ("problems_by_user", None)];
    assert_eq!(parts(&found)[..3], expected, "what has no table is not known");
    assert_eq!((found.series.len(), found.series[0].get("n")), (13, Some(1.0)), "history is longer than the window");
    let without = reading(Measure::Surprises, None, &[("changes", "dataset_id,released_on,kind\nx,2026-03-12,fix\n")]);
    assert_eq!(without.why, Some(Why::NotMeasured), "M4");
}

#[test]
fn data_is_in_an_area_by_its_owner_even_where_no_table_lists_it() {
    let changes = "dataset_id,released_on,kind,announced_on\nx,2026-03-10,fix,\ny,2026-03-10,fix,\nz,2026-03-10,fix,\n";
    let ownership = "dataset_id,since,owner_team\nx,2026-01-01,a\nx,2026-02-01,b\ny,2026-01-01,a\ny,2026-02-01,\n";
    let tables = [("changes", changes), ("ownership", ownership)];
    let of = |area| reading(Measure::Surprises, area, &tables).n;
    // x went over to Beta; y has nobody now, so its first owner counts; z has never had anybody.
    assert_eq!((of(None), of(Some("north")), of(Some("south"))), (Some(3), Some(1), Some(1)), "E30");
    let listed = [("changes", changes), ("ownership", ownership), ("datasets", "dataset_id,name,kind\nx,X,source\n")];
    let of = |area| reading(Measure::Surprises, area, &listed).n;
    assert_eq!((of(None), of(Some("south"))), (Some(1), Some(1)), "rows of unknown datasets are set aside");
}

#[test]
fn a_change_nobody_is_known_to_have_caught_was_not_caught() {
    let changes = "dataset_id,released_on,kind,can_break,caught
x,2026-03-10,meaning,yes,before\nx,2026-03-11,fix,yes,after\nx,2026-03-12,rename,yes,\nx,2026-03-13,fix,,before\n";
    let found = reading(Measure::MeaningChangesCaught, None, &[("changes", changes)]);
    assert_eq!((found.k, found.n), (Some(1), Some(3)), "M39");
}

#[test]
fn an_agreement_holds_for_a_year_after_it_was_last_looked_at() {
    let datasets = "dataset_id,name,kind,retired_on\nx,X,source,\ny,Y,source,\nz,Z,source,2026-01-01\n";
    let agreements = "dataset_id,consumer_team,agreed_on,reviewed_on,covers
x,a,2025-04-01,,owner;zeal\nx,b,2024-01-01,2026-01-01,owner;Ägide;zeal\ny,a,2025-03-31,,notice\ny,b,2024-01-01,2026-04-01,notice
z,a,2026-01-01,,meaning\n";
    let found = reading(Measure::WrittenAgreements, None, &[("datasets", datasets), ("agreements", agreements)]);
    assert_eq!((found.k, found.n), (Some(1), Some(2)));
    let expected = ["owner", "meaning", "freshness", "notice", "allowed_use", "known_users", "zeal", "Ägide"];
    let names: Vec<String> = expected.iter().map(|item| format!("covers_{item}")).collect();
    assert_eq!(parts(&found).iter().map(|(name, _)| *name).collect::<Vec<_>>(), names, "M42: by code point");
    assert_eq!((found.part("covers_owner"), found.part("covers_notice")), (Some(1.0), Some(0.0)), "datasets, not rows");
}

#[test]
fn a_relationship_is_a_domain_team_that_itself_uses_the_data_of_another() {
    let datasets =
        "dataset_id,name,kind,owner_sees_use,use_window_days\nx,X,source,yes,\ny,Y,source,no,10\nz,Z,source,,\n";
    let usage = "dataset_id,team_id,used_on,purpose
x,a,2026-03-01,why\nx,b,2026-03-01,\nx,b,2026-03-02,why\nx,c,2025-12-31,why\nx,d,2026-03-01,why
y,b,2026-03-21,why\ny,c,2026-03-22,\nz,c,2026-03-30,why\n";
    let ownership = ("ownership", "dataset_id,since,owner_team\nx,2026-01-01,a\n");
    let found = reading(Measure::OwnersSeeUse, None, &[("datasets", datasets), ("usage", usage), ownership]);
    assert_eq!((found.k, found.n), (Some(1), Some(2)), "an empty cell is in neither");
    // Of x only Beta: Alpha owns it, Gamma's use is too old, Data is no domain team. Of y only Gamma, in its own window (M43).
    assert_eq!(parts(&found), [("purpose_known", Some(2.0)), ("relationships", Some(3.0))]);
    let without = reading(Measure::OwnersSeeUse, None, &[("datasets", datasets)]);
    assert_eq!(parts(&without), [("purpose_known", None), ("relationships", None)]);
}

#[test]
fn a_decision_without_a_day_is_open() {
    let decisions = "area,raised_on,decided_on,decided_by
south,2026-03-01,2026-03-05,team\nsouth,2026-03-01,2026-03-03,central\nnorth,2026-03-01,2026-03-07,shared
east,2026-03-01,2026-03-09,\nwest,2026-03-01,,team\nnorth,2025-01-01,2025-09-30,team\n";
    let found = reading(Measure::DecisionsCloseToWork, None, &[("decisions", decisions)]);
    assert_eq!((found.k, found.n), (Some(2), Some(3)), "182 days ago is out");
    // Who decided is not known of the one in the east, but how long it took is: half of five are decided after six days.
    let expected = [("central", 1.0), ("shared", 1.0), ("team", 1.0), ("open", 1.0), ("median_days", 6.0)];
    assert_eq!(parts(&found), expected.map(|(name, value)| (name, Some(value))), "M44");
    let area = |name: &str, counts: [u64; 3]| {
        let counts = ["central", "shared", "team"].into_iter().zip(counts.map(Cell::Number));
        [("area", Cell::Text(name.to_owned()))].into_iter().chain(counts).collect::<Vec<_>>()
    };
    assert_eq!(found.list, [area("north", [0, 1, 0]), area("south", [1, 0, 1])], "areas with a decision that counts");
    let north = reading(Measure::DecisionsCloseToWork, Some("north"), &[("decisions", decisions)]);
    assert_eq!(
        (north.k, north.n, north.part("median_days")),
        (Some(1), Some(1), None),
        "under five there is no median"
    );
}

#[test]
fn data_waits_for_an_owner_since_it_last_had_one() {
    let longest = |ownership: &str| {
        let datasets = "dataset_id,name,kind,origin,shared_on\nx,X,source,external,2026-01-01\ny,Y,source,external,\n";
        let ownership = format!("dataset_id,since,owner_team\n{ownership}");
        let found = reading(Measure::BoughtInDataOwned, None, &[("datasets", datasets), ("ownership", &ownership)]);
        (found.k, found.part("longest_without_owner_days"))
    };
    assert_eq!(longest(""), (Some(0), Some(89.0)), "since it is shared; for y nobody knows since when (M45)");
    assert_eq!(longest("x,2026-02-01,\n"), (Some(0), Some(89.0)), "never owned");
    let left = "x,2026-01-01,a\nx,2026-02-01,\nx,2026-02-20,\n";
    assert_eq!(longest(left), (Some(0), Some(58.0)), "from the first row that left it empty");
    assert_eq!(longest(&format!("{left}x,2026-03-01,b\nx,2026-03-21,\n")), (Some(0), Some(10.0)));
    assert_eq!(longest(&format!("{left}x,2026-03-01,b\n")), (Some(1), None));
}

#[test]
fn the_latest_state_of_a_capability_counts() {
    let capabilities = "capability,state,since,needed_by
Mask,missing,2026-01-01,u1;u2\nMask,partial,2026-02-01,u1\nFind,in_place,2026-01-01,u3\nNotify,missing,2026-01-01,u1;u4\n";
    let found = reading(Measure::MissingTools, Some("north"), &[("capabilities", capabilities)]);
    let expected =
        [("missing", 1.0), ("workaround", 0.0), ("partial", 1.0), ("in_place", 1.0), ("use_cases_waiting", 2.0)];
    assert_eq!(parts(&found), expected.map(|(name, value)| (name, Some(value))), "M46; not narrowed to an area (M17)");
    let none = reading(Measure::MissingTools, None, &[("capabilities", "capability,state,since\n")]);
    assert_eq!(
        (none.why, none.part("missing")),
        (Some(Why::NoData), Some(0.0)),
        "an empty table is not nothing missing"
    );
}

#[test]
fn a_use_case_counts_once_it_is_chosen() {
    let cases = "use_case_id,name,source,requested_on,chosen_on,delivered_on,dropped_on,producer_team,consumer_team,producer_benefits
u1,One,backlog,2025-01-01,2025-02-01,2025-03-01,2025-04-01,a,b,yes\nu2,Two,new,2025-01-01,2025-02-01,,2025-04-01,b,c,no
u3,Three,backlog,2025-01-01,,2025-03-01,,a,b,yes\nu4,Four,,2025-01-01,2025-02-01,2026-05-01,,,,\n";
    let found = reading(Measure::UseCasesDelivered, None, &[("use_cases", cases)]);
    assert_eq!((found.k, found.n), (Some(1), Some(3)), "M40");
    let expected = [1.0, 1.0, 1.0, 0.0, 1.0, 1.0].map(Some);
    assert_eq!(found.parts[..6].iter().map(|(_, value)| *value).collect::<Vec<_>>(), expected, "{:?}", found.parts);
    let of = |area| reading(Measure::UseCasesDelivered, Some(area), &[("use_cases", cases)]).n;
    assert_eq!((of("north"), of("south")), (Some(1), Some(2)), "either side counts, no side is in no area (M17)");
}

#[test]
fn use_cases_grow_month_after_month_and_lead_to_their_rows() {
    let cases = "use_case_id,name,chosen_on,delivered_on
u1,One,2026-01-03,2026-03-30
u2,Two,2026-01-28,
u3,Three,,2026-02-01
u4,Four,2026-03-01,2026-02-01
";
    let org = org(&[("use_cases", cases)]);
    let view = View::new(&org, &Scope::default());
    let months = use_cases_by_month(&view);
    let counts: Vec<_> = months.iter().map(|point| CHOSEN_AND_DELIVERED.map(|series| point.get(series))).collect();
    assert_eq!(
        counts,
        [[2.0, 0.0], [2.0, 0.0], [3.0, 1.0]].map(|counts| counts.map(Some)),
        "a delivery before the choice is no day"
    );
    for (point, [chosen, delivered]) in months.iter().zip(counts) {
        let Period::Month(month) = point.period else { panic!("by month") };
        for (series, count) in [(None, chosen), (Some("chosen"), chosen), (Some("delivered"), delivered)] {
            let behind = rows_behind(&view, Measure::UseCasesDelivered, &Pick::Month { month, series });
            assert_eq!(Some(behind.rows.len() as f64), count, "{series:?} in {month}");
        }
    }
}

#[test]
fn what_is_to_be_proved_is_late_after_the_first_talk_or_share() {
    let proofs = "statement,set_on,verdict\nOne,2025-06-01,shown\nTwo,2025-06-02,not_shown\nThree,2025-06-03,\nFour,,too_early\n";
    let late = |tables: &[(&str, &str)]| {
        let tables = [&[("proofs", proofs)], tables].concat();
        reading(Measure::WhatWeSetOutToProve, Some("north"), &tables).part("set_after_data")
    };
    assert_eq!(late(&[]), Some(0.0), "neither is there (M47)");
    let talks =
        "held_on,kind,producer_team,consumer_team,evidence\n2025-06-01,buy_in,b,,\n2025-01-01,data_use,b,c,inferred\n";
    assert_eq!(late(&[("conversations", talks)]), Some(1.0), "of any kind, but recorded; anywhere");
    let steps = "team_id,step,entered_on\nb,agreed,2025-01-01\nb,sharing,2025-05-31\n";
    assert_eq!(late(&[("conversations", talks), ("steps", steps)]), Some(2.0));
    let datasets = "dataset_id,name,kind,origin,shared_on\nx,X,source,external,2025-01-01\ny,Y,source,,2025-06-01\n";
    let shared = [("datasets", datasets), ("ownership", "dataset_id,since,owner_team\n"), ("steps", steps)];
    assert_eq!(late(&shared), Some(1.0), "steps are not asked where datasets and owners are there");
    assert_eq!(late(&shared[..1]), Some(0.0), "without owners nobody's share is known");
    let unknown = reading(Measure::WhatWeSetOutToProve, None, &[("proofs", "statement,verdict\nOne,\n")]);
    assert_eq!((unknown.why, unknown.value), (Some(Why::NoData), None), "no verdict is not nothing shown");
}

#[test]
fn what_is_reported_is_the_last_value_by_the_day_beside_that_of_a_year_before_and_what_is_wanted_next() {
    let kept = "on,name,value,unit,area
2025-01-31,Waiting,90,requests,
2025-03-20,Waiting,80,requests,
2025-03-21,Waiting,79,requests,
2026-03-20,Waiting,40.5,requests,
2026-04-01,Waiting,1,requests,
2026-02-01,Waiting,7,,north
2026-02-01,Waiting,8,,south
2026-02-01,Calls,3,,\n";
    let targets = "measure,value,by,set_on,area
Waiting,30,2026-12-31,2026-01-01,
Waiting,35,2026-06-30,2026-01-01,
Waiting,50,2026-03-31,2026-01-01,
Waiting,20,2026-05-31,2026-04-01,
Waiting,5,2026-05-31,2026-01-01,north\n";
    let org = org(&[("reported", kept), ("targets", targets)]);
    let said = |areas: &[&str]| -> Vec<String> {
        let scope = Scope { areas: areas.iter().map(|&area| area.to_owned()).collect(), as_of: None };
        let view = View::new(&org, &scope);
        let behind = |place| rows_behind(&view, Measure::HowComplete, &Pick::Reported(place)).rows.len();
        let all = reported(&view);
        assert_eq!(behind(None), (0..all.len()).map(|place| behind(Some(place))).sum::<usize>());
        let told = |(place, number): (usize, &uptake::measure::Reported<'_>)| {
            let before = number.year_before.map(|(_, value)| value);
            let wanted = number.target.map(|target| target.value);
            let (area, latest) = (number.area.unwrap_or("all"), number.latest.1);
            format!("{} {area} {latest} {before:?} {wanted:?} {}", number.name, behind(Some(place)))
        };
        all.iter().enumerate().map(told).collect()
    };
    // What is dated after the day of the view is not known yet, whether a value or that a target was set (M2).
    let whole = ["Calls all 3 None None 1", "Waiting all 40.5 Some(80.0) Some(35.0) 4"];
    let (north, south) = ("Waiting north 7 None Some(5.0) 1", "Waiting south 8 None None 1");
    assert_eq!(said(&[]), [whole[0], whole[1], north, south]);
    assert_eq!(said(&["north"]), [whole[0], whole[1], north], "what is of everything stays, and says so");
}
