//! Four hundred teams, five years, names of any length and direction: nothing of a view is cut off or lies over what is beside it.

use std::fmt::Write as _;

use crate::access::open_everything;
use crate::driver::visit;
use crate::fitting::unfitting;
use crate::server::Site;
use crate::shown::{self, EVERY, packaged, with_export};

const TEAMS: usize = 400;
const MONTHS: usize = 60;

/// A name that is long, long without a place to break it, written from right to left, or a few letters.
fn name(number: usize) -> String {
    match number % 5 {
        0 => format!("Reconciliation of partner settlements across currencies and ledgers {number}"),
        1 => format!("Reconciliationofpartnersettlementsacrosscurrenciesandledgers{number}"),
        2 => format!("צוות החיפוש והגילוי של כל המוצרים והשירותים {number}"),
        3 => format!("fct_partner_settlements__reconciled_across_currencies_v{number}"),
        _ => format!("Ads {number}"),
    }
}

/// The day so many months after January 2022.
fn day(month: usize, day: usize) -> String {
    format!("{}-{:02}-{:02}", 2022 + month / 12, month % 12 + 1, day % 28 + 1)
}

/// Lines of a table, under its head.
fn table(head: &str, rows: usize, row: impl Fn(usize, &mut String) -> std::fmt::Result) -> String {
    let mut text = format!("{head}\n");
    for number in 0..rows {
        row(number, &mut text).expect("a text can be written to");
        text.push('\n');
    }
    text
}

fn export() -> Vec<(&'static str, String)> {
    let pick = |words: &[&'static str], number: usize| words[number % words.len()];
    let about = format!("key,value\norganisation,{}\ndata_complete_through,2026-12-31\nstage,habit\n", name(0));
    let teams = table("team_id,name,kind,area,people,expected_to_share", TEAMS, |team, text| {
        let kind = if team < 8 { "data_engineering" } else { "domain" };
        write!(text, "t{team},{},{kind},{},{},true", name(team), name(5000 + team / 20), 5 + team % 9)
    });
    let head =
        "conversation_id,held_on,kind,producer_team,consumer_team,started_by,helped_by,action,action_on,their_benefit";
    let conversations = table(head, 80 * MONTHS, |talk, text| {
        let (month, from, to) = (talk / 80, talk * 37 % TEAMS, (talk * 37 + 1 + talk * 11 % 390) % TEAMS);
        let started = pick(&["producer", "consumer", "data_team"], talk);
        let helped = pick(&["nobody", "nobody", "analytics_engineer", "data_engineer", ""], talk * 7);
        let (action, on) = if talk % 3 == 0 { ("new_data", day(month, talk + 9)) } else { ("", String::new()) };
        let met_on = day(month, talk % 9);
        write!(text, "c{talk},{met_on},data_use,t{from},t{to},{started},{helped},{action},{on},{}", name(talk))
    });
    let datasets = table("dataset_id,name,kind,origin,shared_on,proposed_by", 300, |data, text| {
        let kind = pick(&["source", "prepared", "combined"], data);
        let by = pick(&["producer", "consumer", "data_team"], data / 2);
        write!(
            text,
            "d{data},{},{kind},{},{},{by}",
            name(data),
            pick(&["internal", "external"], data / 4),
            day(data / 5, data)
        )
    });
    let ownership = table("dataset_id,since,owner_team,looked_after_by", 300, |data, text| {
        write!(text, "d{data},{},t{},t{}", day(data / 5, data), data % TEAMS, data * 3 % TEAMS)
    });
    let usage = table("dataset_id,team_id,used_on,purpose", 3000, |use_, text| {
        write!(text, "d{},t{},{},{}", use_ * 7 % 300, use_ * 13 % TEAMS, day(use_ / 50, use_), name(use_))
    });
    let agreements = table("dataset_id,consumer_team,agreed_on,covers", 120, |deal, text| {
        write!(text, "d{deal},t{},{},owner;meaning;notice", deal * 3 % TEAMS, day(deal / 2, deal))
    });
    let changes = table("change_id,dataset_id,released_on,kind,proposed_by,can_break,caught", 600, |change, text| {
        let kind = pick(&["addition", "fix", "meaning"], change);
        let caught = pick(&["before", "after"], change);
        write!(text, "x{change},d{},{},{kind},producer,true,{caught}", change % 300, day(change / 10, change))
    });
    let taken_up = table("team_id,step,entered_on", 700, |step, text| {
        let (team, first) = (step / 2, step % 2 == 0);
        let last = pick(&["agreed", "sharing", "improving", "stopped"], team);
        write!(text, "t{team},{},{}", if first { "talking" } else { last }, day(team / 8 + step % 2 * 6, team))
    });
    let head = "use_case_id,name,source,requested_on,chosen_on,delivered_on,producer_team,consumer_team,producer_benefits,value,effort,likelihood,blocked_by";
    let use_cases = table(head, 90, |case, text| {
        let on = |least: usize| if case % 3 >= least { day(case / 2 + 4 * least, case) } else { String::new() };
        let (requested, chosen, delivered) = (day(case / 2, case), on(1), on(2));
        let band = pick(&["low", "medium", "high"], case);
        write!(
            text,
            "u{case},{},backlog,{requested},{chosen},{delivered},t{case},t{},true,{band},{band},{band},{}",
            name(case),
            case + 90,
            name(case + 1)
        )
    });
    let decisions = table("decision_id,area,team_id,raised_on,decided_on,decided_by", 800, |decision, text| {
        let team = decision * 7 % TEAMS;
        let (by, on) = if decision % 5 == 0 {
            ("", String::new())
        } else {
            (pick(&["central", "shared", "team"], decision), day(decision / 14 + 2, decision))
        };
        write!(text, "e{decision},{},t{team},{},{on},{by}", name(5000 + team / 20), day(decision / 14, decision))
    });
    let effort = table("team_id,activity,month,people,person_days", TEAMS, |team, text| {
        write!(
            text,
            "t{team},{},{},4,{}",
            pick(&["getting_started", "upkeep"], team / 200),
            day(team / 7, 1),
            team % 90
        )
    });
    let capabilities = table("capability,state,since", 12, |tool, text| {
        write!(
            text,
            "{},{},{}",
            name(tool),
            pick(&["missing", "workaround", "partial", "in_place"], tool),
            day(tool, 1)
        )
    });
    let proofs = table("statement,set_on,verdict,evidence", 10, |proof, text| {
        let verdict = pick(&["shown", "not_shown", "too_early", "not_attempted"], proof);
        write!(text, "{},{},{verdict},{}", name(proof), day(proof, 1), name(proof + 1))
    });
    let events = table("on,label,kind", 12, |event, text| {
        let label: String = name(event).chars().take(50).collect();
        write!(
            text,
            "{},{label},{}",
            day(4 * event + 6, event),
            pick(&["launch", "reorganisation", "logging_change"], event)
        )
    });
    packaged(vec![
        ("about.csv", about),
        ("teams.csv", teams),
        ("conversations.csv", conversations),
        ("datasets.csv", datasets),
        ("ownership.csv", ownership),
        ("usage.csv", usage),
        ("agreements.csv", agreements),
        ("changes.csv", changes),
        ("steps.csv", taken_up),
        ("use_cases.csv", use_cases),
        ("decisions.csv", decisions),
        ("effort.csv", effort),
        ("capabilities.csv", capabilities),
        ("proofs.csv", proofs),
        ("events.csv", events),
    ])
}

#[tokio::test]
async fn many_teams_long_names_and_five_years_fit_on_a_phone_and_on_a_desk() {
    visit(with_export(Site::page(), "many/", &export()), async |page| {
        let mut found = Vec::new();
        for (width, height) in [(320, 640), (1280, 900)] {
            page.set_window(width, height).await;
            for view in EVERY {
                let view = view.replace("team=search", "team=t12");
                shown::open_any(page, &format!("{view}&months=60&since=2026-03-31&data=many")).await;
                found.extend(unfitting(page, &format!("{view} at {width} px")).await);
                open_everything(page).await;
                found.extend(unfitting(page, &format!("{view} at {width} px with everything open")).await);
            }
        }
        // The boards and tables that are no drawings are there, with all there is in them.
        for (view, css, least) in [
            ("talking", "table.cohort tbody tr", 12),
            ("joining", ".board .chip", 100),
            ("worth", ".board .chip", 60),
            ("worth", "[data-ask^='decisions-close-to-work decided']", 3),
        ] {
            shown::open(page, &format!("#view={view}&months=60&data=many")).await;
            let there = page.count(css).await;
            assert!(there >= least, "{there} of {css} in {view}");
        }
        assert!(found.is_empty(), "{}", found.join("\n"));
    })
    .await;
}

/// So many conversations are put in the order of areas once the figures stand; until then a change of area passes over all of them.
#[tokio::test]
async fn an_area_of_very_many_conversations_says_the_same_before_and_after_they_are_in_order() {
    let mut files = export();
    let (_, conversations) = files.iter_mut().find(|(name, _)| *name == "conversations.csv").expect("the table");
    let head = conversations.lines().next().expect("a head").to_owned();
    *conversations = table(&head, 70_000, |talk, text| {
        let (from, to) = (talk * 37 % TEAMS, (talk * 41 + 1) % TEAMS);
        let started = ["producer", "consumer", "data_team"][talk / 7 % 3];
        let helped = ["nobody", "data_engineer", "analytics_engineer", ""][talk / 3 % 4];
        let met_on = day(talk * 7 % MONTHS, talk % 9);
        let (action, on) = if talk % 5 < 2 { ("new_data", met_on.as_str()) } else { ("", "") };
        write!(text, "n{talk:05},{met_on},data_use,t{from},t{to},{started},{helped},{action},{on},")
    });
    let site = with_export(Site::page(), "many/", &packaged(files));
    visit(site, async |page| {
        // Shown with its figures, whole and of one area, by way of the whole and by a link of its own.
        let whole = "data=many&view=talking";
        let area = format!("{whole}&area={}", name(5003).replace(' ', "%20"));
        let texts = async || (shown::text_of_page(page).await, shown::texts(page, "svg.figure text").await);
        shown::open(page, &format!("#{area}")).await;
        let by_link = texts().await;
        assert!(by_link.1.len() > 20, "{by_link:?}");
        shown::open(page, &format!("#{whole}")).await;
        let all = texts().await;
        assert_ne!(all, by_link);
        // The page has nothing left to do once it is idle.
        page.run("return new Promise(resolve => requestIdleCallback(() => resolve(true)))", &[]).await;
        shown::go(page, &area).await;
        assert_eq!(texts().await, by_link);
        shown::go(page, whole).await;
        assert_eq!(texts().await, all);
    })
    .await;
}
