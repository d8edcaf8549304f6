//! What holds for every view alike: it comes back from its link, leads to the rows, needs no mouse, and has something to say of any export.

use serde_json::json;

use crate::driver::{Page, visit};
use crate::server::Site;
use crate::sets;
use crate::shown::{self, EVERY, VIEWS, fragment, number, open_any as open, team_of, text_of_page};

#[tokio::test]
async fn every_view_comes_back_from_a_pasted_link_with_all_that_was_chosen() {
    visit(Site::page(), async |page| {
        for view in EVERY {
            let link = format!("{view}&area=Discovery&as_of=2026-06-30&since=2026-03-31&months=12&theme=dark");
            open(page, &link).await;
            let said = text_of_page(page).await;
            assert!(said.contains("Discovery") || view.contains("tile"), "{view} says which area it is of");
            assert_eq!(page.attribute("html", "data-theme").await.as_deref(), Some("dark"), "{view}");
            open(page, "view=sources").await;
            open(page, &link).await;
            assert_eq!(text_of_page(page).await, said, "{view}");
            assert_eq!(fragment(page).await, link, "{view}");
        }
    })
    .await;
}

/// Waits for the rows that were asked for, compares their number with what stands above them, and closes them.
async fn assert_rows_are_as_many_as_said(page: &Page, view: &str) {
    page.wait_for("dialog[open] tbody tr[aria-rowindex]").await;
    let rows = page.attribute("dialog[open] table", "aria-rowcount").await.unwrap_or_default();
    let heading = page.text("dialog[open] h2").await;
    let said = number(heading.split(" standing ").next().unwrap_or_default());
    assert_eq!(number(&rows) - 1, if heading.contains("The one row") { 1 } else { said }, "{view}: {heading}");
    page.press("Escape").await;
    page.wait_gone("dialog[open]").await;
}

/// Walks with Tab to the next thing of which this holds, in the words of the page.
async fn tab_to(page: &Page, what: &str) {
    for _ in 0..400 {
        page.press("Tab").await;
        if page.run(&format!("const e = document.activeElement; return {what}"), &[]).await == json!(true) {
            return;
        }
    }
    panic!("Tab never reaches {what}");
}

#[tokio::test]
async fn a_number_of_every_view_leads_to_its_rows_with_the_keyboard_alone() {
    visit(Site::page(), async |page| {
        for view in EVERY {
            open(page, view).await;
            // Numbers of the sources stand in what is opened there first.
            if view == "view=sources" {
                let of_measure = "e.matches('.definitions + .definitions summary')";
                tab_to(page, &format!("{of_measure} && /^Conversations that led/.test(e.innerText)")).await;
                page.press("Enter").await;
            }
            tab_to(page, "e.matches('main :is(.big, .step h3 .link, [data-ask])')").await;
            let number = page.run("return document.activeElement.dataset.ask", &[]).await;
            page.press("Enter").await;
            assert_rows_are_as_many_as_said(page, view).await;
            let focused = page.run("return document.activeElement.dataset.ask", &[]).await;
            assert!(
                number.is_string() && focused == number,
                "{view}: the focus is on {number} again, not on {focused}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_team_says_who_relies_on_it_and_where_its_data_goes() {
    visit(Site::page(), async |page| {
        open(page, "view=team&team=search").await;
        let headings = shown::texts(page, "main .fig-title").await;
        for part in ["Who uses our data", "What we use", "Silent relationships", "Agreements due"] {
            assert!(headings.iter().any(|heading| heading == part), "{part} in {headings:?}");
        }
        assert!(page.text("h1").await.contains("Search results"), "the headline names the team");
        assert!(page.count("main tbody tr").await > 0, "somebody relies on it");
    })
    .await;
}

#[tokio::test]
async fn every_export_has_something_to_say_in_every_view_and_nothing_to_complain_of() {
    let exports = sets::every();
    let site = exports.iter().fold(Site::page(), |site, (name, folder)| sets::served(site, name, folder));
    visit(sets::with_all_hidden(site, "hidden"), async |page| {
        let mut found = Vec::new();
        let mut with_teams = Vec::new();
        for name in exports.iter().map(|(name, _)| name).chain([&"hidden"]) {
            let team = team_of(page, name).await;
            with_teams.extend(team.contains("team=").then_some(*name));
            let views = VIEWS.map(|view| format!("view={view}&data={name}"));
            for view in views.into_iter().chain([team, format!("view=tile&id=led-to-action&data={name}")]) {
                open(page, &view).await;
                let script = "const bad = [], headline = document.querySelector('h1').textContent;
                    for (const word of ['NaN', 'undefined', 'Infinity', '[object', '-0%', '0 of 0'])
                        if (document.body.innerHTML.includes(word)) bad.push(word);
                    for (const e of document.querySelectorAll('h1, h2, h3, h4, th, caption, summary, main button'))
                        if (!e.textContent.trim()) bad.push(e.outerHTML);
                    if (!/[a-z]{3}/.test(headline)) bad.push('no headline');
                    if (document.querySelector('.lead') && !headline.endsWith('.')) bad.push('no sentence: ' + headline);
                    if (document.querySelector('.failed')) bad.push('failed');
                    if (document.querySelector('main').innerText.length < 60) bad.push('says nothing: ' + document.querySelector('main').innerText);
                    for (const tile of document.querySelectorAll('.tile'))
                        if (!tile.querySelector('.big, .empty-num')) bad.push(tile.id + ' is a void');
                    for (const place of document.querySelectorAll('figure [data-drawing]'))
                        if (!place.innerHTML.trim() && !/measured|no data|hidden|too /i.test(place.closest('figure').innerText)) bad.push(place.dataset.drawing + ' is empty');
                    if (document.documentElement.scrollWidth > innerWidth) bad.push('too wide');
                    return bad";
                let bad = page.run(script, &[]).await;
                if bad != json!([]) {
                    found.push(format!("{view}: {bad}"));
                }
            }
        }
        assert!(found.is_empty(), "{}", found.join("\n"));
        let without = exports.iter().map(|(name, _)| *name).filter(|name| !with_teams.contains(name));
        assert_eq!(without.collect::<Vec<_>>(), ["empty"], "teams can be chosen in {with_teams:?}");
        assert!(!with_teams.contains(&"hidden"), "groups that are too small are no choice");
    })
    .await;
}
