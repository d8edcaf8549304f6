//! The facts of the views that are no measures: what came first, what waits for a decision, how far use cases have come, and the page
//! of one team.
#![expect(clippy::unwrap_used, reason = "a test ends where something is not there")]

#[path = "support/read.rs"]
mod read;

use std::sync::Arc;

use uptake::app::address::Address;
use uptake::app::content::{Opened, Preparation, Source, Tools};
use uptake::app::views::{Around, view};
use uptake::measure::{Pending, Success, UseCaseStage, first_successes, pending, team_page, use_case_board};
use uptake::org::{Org, Scope, View};

const TEAMS: &str = "team_id,name,kind,people,expected_to_share\na,Alpha,domain,9,true\nb,Beta,domain,9,true\nc,Tiny,domain,2,true\nd,Data,data_engineering,6,\n";

fn org(tables: &[(&str, &str)]) -> Org {
    let mut files = vec![("about.csv".to_owned(), b"key,value\ndata_complete_through,2026-06-30\n".to_vec())];
    files.push(("teams.csv".to_owned(), TEAMS.as_bytes().to_vec()));
    files.extend(tables.iter().map(|(name, text)| (format!("{name}.csv"), text.as_bytes().to_vec())));
    read::read(&files, usize::MAX)
}

fn page(org: Org, fragment: &str) -> String {
    let opened = Arc::new(Opened::new(org, Source::Folder("town/".to_owned())));
    let around = Around { rejected: &[], today: None, has_previous: false };
    let address = Address::parse("", fragment).0;
    view(&Preparation::new(opened, &address, Tools::ALL).finish(), around).into_string().replace('\u{a0}', " ")
}

const DATASETS: &str = "dataset_id,name,kind,shared_on,proposed_by\nx,Rooms,source,2025-02-01,consumer\ny,Rates,source,2025-03-01,producer\n";
const OWNERSHIP: &str = "dataset_id,since,owner_team,looked_after_by\nx,2025-01-01,a,d\nx,2025-05-01,a,\nx,2025-06-01,a,a\ny,2025-01-01,b,b\n";

#[test]
fn each_success_is_told_once_on_the_day_it_came_first() {
    let org = org(&[
        ("datasets", DATASETS),
        ("ownership", OWNERSHIP),
        ("changes", "dataset_id,released_on,kind,proposed_by\nx,2025-02-20,addition,producer\n"),
        (
            "conversations",
            "held_on,producer_team,consumer_team,helped_by,action,action_on\n2025-01-05,a,b,nobody,,\n2025-01-06,a,b,nobody,none_needed,2025-01-07\n2025-01-08,a,b,data_engineer,fix,2025-01-09\n2025-04-02,a,c,nobody,fix,2025-04-20\n",
        ),
    ]);
    let view = View::new(&org, &Scope::default());
    let found: Vec<(Success, String)> =
        first_successes(&view).iter().map(|first| (first.what, first.on.to_string())).collect();
    let expected = [
        (Success::Share, "2025-02-01"),
        (Success::Offer, "2025-02-20"),
        (Success::DirectTalk, "2025-04-02"),
        (Success::HandOver, "2025-06-01"),
    ];
    assert_eq!(found, expected.map(|(what, on)| (what, on.to_owned())));
    let page = page(org, "view=progress");
    assert!(page.contains("Alpha and a smaller team") && !page.contains("Tiny"), "{page}");
}

#[test]
fn teams_that_wait_come_before_tools_and_tools_before_decisions() {
    let steps = ("steps", "team_id,step,entered_on\na,agreed,2026-01-01\nb,agreed,2026-06-01\n");
    let tools = (
        "capabilities",
        "capability,state,since,needed_by\nHistory,missing,2026-01-01,u1;u2\nSearch,in_place,2026-01-01,u1;u2;u3\n",
    );
    let cases = ("use_cases", "use_case_id,name,producer_team\nu1,One,a\nu2,Two,b\n");
    let decisions = ("decisions", "area,raised_on,decided_on\nEast,2026-06-01,\nEast,2026-06-20,\n");
    let of = |tables: &[(&str, &str)]| {
        let org = org(tables);
        format!("{:?}", pending(&View::new(&org, &Scope::default())))
    };
    let said = |pending: Pending<'_>| format!("{pending:?}");
    let waiting = Pending::Teams { waiting: 1, agreed: 2, tool: Some(("History", 1)) };
    assert_eq!(of(&[steps, tools, cases, decisions]), said(waiting));
    assert_eq!(of(&[tools, cases, decisions]), said(Pending::Tool { tool: "History", use_cases: 2 }));
    assert_eq!(of(&[cases, decisions]), said(Pending::Decisions { open: 2, longest_days: 29 }));
    assert_eq!(of(&[("steps", "team_id,step,entered_on\n")]), said(Pending::Nothing));
    assert_eq!(of(&[cases]), said(Pending::NotKnown), "what nobody wrote down is not nothing");
}

#[test]
fn a_use_case_stands_where_it_has_come_to_on_the_day() {
    let org = org(&[(
        "use_cases",
        "use_case_id,name,requested_on,chosen_on,delivered_on,dropped_on,producer_benefits\n1,Asked,2026-02-01,,,,\n2,Asked before,2026-01-01,,,,\n3,Chosen,2026-01-01,2026-02-01,2026-08-01,,true\n4,Delivered,,2026-01-01,2026-03-01,,\n5,Dropped,2026-01-01,,,2026-02-01,\n6,Later,2026-09-01,,,,\n",
    )]);
    let view = View::new(&org, &Scope::default());
    let board: Vec<(&str, UseCaseStage)> =
        use_case_board(&view).iter().map(|found| (found.name, found.stage)).collect();
    let expected = [
        ("Asked before", UseCaseStage::Backlog),
        ("Asked", UseCaseStage::Backlog),
        ("Chosen", UseCaseStage::Chosen),
        ("Delivered", UseCaseStage::Delivered),
        ("Dropped", UseCaseStage::Dropped),
    ];
    assert_eq!(board, expected, "what waits longest comes first, and what is still to come is not there");
    let page = page(org, "view=worth");
    assert!(page.contains("those who make the data gain too"), "{page}");
}

#[test]
fn the_page_of_a_team_says_who_relies_on_whom_and_names_no_small_team() {
    let tables = [
        ("datasets", DATASETS),
        ("ownership", OWNERSHIP),
        (
            "usage",
            "dataset_id,team_id,used_on,purpose\nx,b,2026-06-01,prices\nx,b,2026-06-10,prices\nx,c,2026-06-01,\nx,a,2026-06-01,own\ny,a,2026-06-02,plans\ny,a,2026-01-02,old\n",
        ),
        (
            "agreements",
            "dataset_id,consumer_team,agreed_on,reviewed_on\nx,b,2024-01-01,2025-07-01\nx,b,2023-01-01,\nx,,2026-06-01,\n",
        ),
        (
            "changes",
            "dataset_id,released_on,kind,announced_on,can_break\ny,2026-06-20,meaning,2026-06-01,true\ny,2026-01-20,fix,,\n",
        ),
        ("conversations", "held_on,producer_team,consumer_team,helped_by\n2026-06-01,a,b,nobody\n"),
    ];
    let org = org(&tables);
    let view = View::new(&org, &Scope::default());
    let team = |id: &str| org.teams.of(org.ids.teams.get(id).unwrap()).unwrap();
    let found = team_page(&view, team("a"));
    let users: Vec<_> = found.users.iter().map(|found| (found.user, found.purposes.clone())).collect();
    assert_eq!(users, [(team("b"), vec!["prices"]), (team("c"), vec![])]);
    assert_eq!(found.used.iter().map(|found| found.purposes.clone()).collect::<Vec<_>>(), [["plans"]]);
    assert_eq!(found.silent.iter().map(|found| found.user).collect::<Vec<_>>(), [team("c")]);
    assert_eq!(found.due.iter().map(|due| due.due.to_string()).collect::<Vec<_>>(), ["2026-06-30"]);
    assert_eq!(found.changes.len(), 1, "only what changed lately");
    drop(found);
    let earlier = View::new(&org, &Scope { as_of: uptake::org::Day::parse(b"2026-06-10"), ..Scope::default() });
    let coming = team_page(&earlier, team("a")).changes;
    assert_eq!(coming.iter().map(|change| change.released_on.to_string()).collect::<Vec<_>>(), ["2026-06-20"]);
    for (fragment, says) in [
        ("view=team&team=a", "2 teams rely on data of Alpha;"),
        ("view=team", "Choose a team"),
        ("view=team&team=zzz", "No team of this export"),
        ("view=team&team=c", "too small"),
    ] {
        let page = page(self::org(&tables), fragment);
        assert!(page.contains(says), "{fragment}: {page}");
        assert!(!page.contains("Tiny"), "{fragment}");
    }
}

#[test]
fn a_tile_alone_says_its_number_its_day_and_where_there_is_more() {
    let org = || org(&[("proofs", "statement,verdict\nIt works,shown\n")]);
    let tile = page(org(), "view=tile&id=what-we-set-out-to-prove");
    for part in ["What we set out to prove", "Complete through 30 June 2026", "href=\"#view=worth\"", "data-ask"] {
        assert!(tile.contains(part), "{part}: {tile}");
    }
    assert!(!tile.contains("<form"), "its controls are on the full view");
    assert!(page(org(), "view=tile").contains("#view=tile&amp;id=led-to-action"), "a choice where none is named");
    assert!(page(org(), "view=tile&id=led-to-action").contains("That is not zero."));
}
