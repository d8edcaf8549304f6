//! What holds for every view alike: it comes back from its link, leads to the rows, needs no mouse, and has something to say of any export.

use std::path::PathBuf;

use serde_json::json;

use crate::driver::{Page, visit};
use crate::server::Site;
use crate::shown::{self, fragment, number, text_of_page};

/// Every view with what it needs: in the navigation or not.
const EVERY: [&str; 8] = [
    "view=progress",
    "view=talking",
    "view=joining",
    "view=relying",
    "view=worth",
    "view=sources",
    "view=team&team=search",
    "view=tile&id=led-to-action",
];

/// Opens a view, whether it has a foot or not.
async fn open(page: &Page, fragment: &str) {
    if fragment.contains("view=tile") {
        shown::open_tile(page, &format!("#{fragment}")).await;
    } else {
        shown::open(page, &format!("#{fragment}")).await;
    }
}

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

#[tokio::test]
async fn a_number_of_every_view_leads_to_its_rows_with_the_keyboard_alone() {
    visit(Site::page(), async |page| {
        for (view, number_at) in [
            ("view=progress", ".tile .big"),
            ("view=talking", ".tile .big"),
            ("view=joining", ".step h3 .link"),
            ("view=relying", ".tile .big"),
            ("view=worth", ".tile .big"),
            ("view=tile&id=led-to-action", ".tile .big"),
        ] {
            open(page, view).await;
            page.wait_for(number_at).await;
            page.run("document.querySelector(arguments[0]).focus()", &[json!(number_at)]).await;
            page.press("Enter").await;
            assert_rows_are_as_many_as_said(page, view).await;
            let focused = page.run("return document.activeElement.matches(arguments[0])", &[json!(number_at)]).await;
            assert_eq!(focused, true, "{view}: the focus is on the number again");
        }
    })
    .await;
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
async fn the_rows_behind_a_team_and_behind_each_number_of_the_sources_are_reached_with_the_keyboard_alone() {
    visit(Site::page(), async |page| {
        for (view, opened_by) in [
            ("view=team&team=search", None),
            (
                "view=sources",
                Some("e.matches('.definitions + .definitions summary') && /^Conversations that led/.test(e.innerText)"),
            ),
        ] {
            open(page, view).await;
            if let Some(summary) = opened_by {
                tab_to(page, summary).await;
                page.press("Enter").await;
            }
            tab_to(page, "e.matches('[data-ask]')").await;
            let asked = page.run("return document.activeElement.dataset.ask", &[]).await;
            page.press("Enter").await;
            assert_rows_are_as_many_as_said(page, view).await;
            assert_eq!(
                page.run("return document.activeElement.dataset.ask", &[]).await,
                asked,
                "{view}: the focus is back"
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

/// The exports of the tests, each under a folder of its own.
fn exports() -> Vec<(&'static str, PathBuf)> {
    let ours = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle");
    let mut exports: Vec<(&'static str, PathBuf)> = [
        ("town", "town"),
        ("counted", "town-counted"),
        ("small", "small"),
        ("sparse", "sparse"),
        ("empty", "empty"),
        ("dirty", "dirty/main"),
        ("cycle", "dirty/cycle"),
    ]
    .map(|(name, folder)| (name, ours.join(folder)))
    .to_vec();
    if let Some(shared) = std::env::var_os("UPTAKE_SHARED").map(PathBuf::from) {
        exports.extend(["mail", "warehouse"].map(|name| (name, shared.join("data").join(name))));
    }
    exports
}

#[tokio::test]
async fn every_export_has_something_to_say_in_every_view() {
    let exports = exports();
    let site = exports.iter().fold(Site::page(), |site, (name, folder)| site.folder(&format!("{name}/"), folder));
    visit(site, async |page| {
        // Tables that no package lists are looked for by name.
        page.expect_message("404");
        let mut found = Vec::new();
        for (name, _) in &exports {
            for view in EVERY {
                open(page, &format!("{view}&data={name}")).await;
                let script = "const bad = [];
                    for (const word of ['NaN', 'undefined', 'Infinity', '[object', '-0%', '0 of 0'])
                        if (document.body.innerHTML.includes(word)) bad.push(word);
                    for (const e of document.querySelectorAll('h1, h2, h3, th, caption, summary, main button'))
                        if (!e.textContent.trim()) bad.push(e.outerHTML);
                    if (!/[a-z]{3}/.test(document.querySelector('h1').textContent)) bad.push('no headline');
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
                    found.push(format!("{name}, {view}: {bad}"));
                }
            }
        }
        assert!(found.is_empty(), "{}", found.join("\n"));
    })
    .await;
}

/// What moved at the first figure or after it, and what of it, of the view that is open.
const MOVED: &str = "const done = arguments[0], moved = [];
    const drawn = performance.getEntriesByName('uptake:draw')[0].startTime;
    new PerformanceObserver(list => { for (const shift of list.getEntries()) if (shift.startTime >= drawn)
        moved.push([shift.value, shift.sources.map(source => `${source.node?.nodeName}.${source.node?.className}`).join(' ')]) })
        .observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => done(moved), 400)";

#[tokio::test]
async fn nothing_moves_when_the_first_figure_is_drawn_and_after_it() {
    visit(Site::page(), async |page| {
        for width in [1280, 320, 1920] {
            page.set_window(width, 900).await;
            for view in EVERY {
                open(page, view).await;
                page.wait_until("performance.getEntriesByName('uptake:draw').length").await;
                let moved = page.driver.execute_async(MOVED, Vec::new()).await.expect("the page observes itself");
                let moved = moved.json().as_array().cloned().unwrap_or_default();
                let sum: f64 = moved.iter().filter_map(|shift| shift[0].as_f64()).sum();
                assert!(sum <= 0.01, "{view} at {width} px moved by {sum}: {moved:?}");
            }
        }
    })
    .await;
}
