//! The three views show what they promise, made from the data that is open.

use serde_json::json;

use crate::axe::assert_accessible;
use crate::driver::visit;
use crate::server::Site;
use crate::shown::{self, VIEWS, number, table, texts};

#[tokio::test]
async fn progress_shows_a_sentence_its_figure_and_up_to_six_numbers() {
    visit(Site::page(), async |page| {
        shown::open(page, "").await;
        assert!(page.text("h1").await.ends_with('.'), "the headline is a sentence");
        assert!(page.text(".question").await.ends_with('?'));
        page.wait_for(".lead-fig svg.figure").await;
        assert!(page.count(".lead-fig .hit").await > 3, "the figure that proves it has points");
        let tiles = page.count(".tile").await;
        assert!((1..=6).contains(&tiles), "{tiles} tiles");
        assert_eq!(page.count(".tile-num > .big").await + page.count(".tile-num > .empty-num").await, tiles);
        let numbers = texts(page, ".tile .big").await;
        assert!(numbers.iter().all(|number| !number.is_empty()), "{numbers:?}");
        assert!(page.count(".tile svg.figure").await > 0);
    })
    .await;
}

#[tokio::test]
async fn a_number_that_is_missing_says_why_and_is_never_zero() {
    let files = shown::packaged(shown::small_export()[..2].to_vec());
    visit(shown::with_export(Site::page(), "small/", &files), async |page| {
        shown::open(page, "#data=small").await;
        let reasons = texts(page, ".tile-num:has(.empty-num) .of").await;
        assert_eq!(reasons.len() as u64, page.count(".tile").await, "without conversations nothing can be measured");
        assert!(reasons.iter().all(|why| why.len() > 10), "{reasons:?}");
        page.wait_for_text("That is not zero.").await;
        assert!(page.text("header.top").await.contains("Small Ltd"));
    })
    .await;
}

#[tokio::test]
async fn talking_shows_each_of_its_figures_and_tables() {
    visit(Site::page(), async |page| {
        shown::open(page, "#view=talking").await;
        let titles = texts(page, ".fig-title").await;
        for part in [
            "Direct conversations ",
            " did without the data team",
            "Of the conversations of ",
            " led to something in time",
            " pairs that met ",
            "silent relationships",
            " were started by ",
        ] {
            let with_a_number =
                titles.iter().any(|title| title.contains(part) && title.contains(|c: char| c.is_ascii_digit()));
            assert!(with_a_number, "no title tells {part:?} with its number: {titles:?}");
        }
        assert!(page.count(".c8 .figure-frame svg.figure").await > 0, "direct conversations");
        assert_eq!(page.count(".multi svg.figure").await, 4, "a drawing for each who starts");
        assert!(page.count("table.cohort tbody tr").await > 5);
        assert!(page.count("table.cohort button.cell").await > 10);
        page.wait_for(".pair .c5 svg.figure").await;
        let met = page.count(".figure-frame:has(> .key) svg.figure").await
            + page.count(".figure-frame:has(> .key) .drawing tbody tr").await;
        assert!(met > 0, "who met whom, as a grid or as a table");
    })
    .await;
}

#[tokio::test]
async fn joining_shows_teams_by_step_and_each_of_its_figures() {
    visit(Site::page(), async |page| {
        shown::open(page, "#view=joining").await;
        assert_eq!(page.count(".board .step").await, 6);
        assert!(page.count(".board .chip").await > 5);
        let days = "return [...document.querySelectorAll('.board .step')].every(step => {
            const days = [...step.querySelectorAll('.chip > span + span')].map(span => +span.lastChild.data.replace(',', ''));
            return days.every((day, place) => place === 0 || days[place - 1] >= day); })";
        assert_eq!(page.run(days, &[]).await, true, "who waits longest comes first");
        let marked = "return [...document.querySelectorAll('.board .step')].every((step, place) =>
            [...step.querySelectorAll('.chip > span + span')].every(span => span.matches('.worse') === (place === 2 && parseInt(span.lastChild.data.replace(',', '')) > 90)))";
        assert_eq!(page.run(marked, &[]).await, true, "who agreed and has waited for long is marked, and nobody else");
        assert!(page.count(".board .worse").await > 0 && page.text(".key").await.contains("90"));
        for figure in ["of-teams-sharing", "of-first-talk-to-first-share", "of-days-to-get-started"] {
            page.wait_for(&format!("[data-drawing='{figure}'] svg.figure")).await;
        }
        let counted = number(&page.text(".step h3 button:not([aria-label])").await);
        page.click(".step h3 button").await;
        page.wait_for("dialog[open]").await;
        let rows = number(&page.attribute("dialog[open] table", "aria-rowcount").await.unwrap_or_default()) - 1;
        assert_eq!(rows, counted, "as many rows as the number says");
    })
    .await;
}

#[tokio::test]
async fn relying_shows_each_of_its_figures() {
    visit(Site::page(), async |page| {
        shown::open(page, "#view=relying").await;
        for measure in [
            "data-in-use",
            "teams-per-dataset",
            "still-used-later",
            "who-looks-after",
            "offers-from-producers",
            "written-agreements",
            "surprises",
            "pace-of-improvement",
        ] {
            page.wait_for(&format!("[data-drawing='of-{measure}'] svg.figure")).await;
        }
        page.wait_for("[data-drawing='relied'] svg.figure").await;
    })
    .await;
}

#[tokio::test]
async fn sources_says_what_was_read_what_was_wrong_and_how_numbers_are_counted() {
    visit(Site::page(), async |page| {
        shown::open(page, "#view=sources").await;
        let tables = table(page, ".sources table").await;
        assert_eq!(tables[0][..3], ["Table", "Rows read", "Rows used"]);
        let read: u64 = tables[1..].iter().filter(|row| row[0] != "about").map(|row| number(&row[1])).sum();
        let used: u64 = tables[1..].iter().filter(|row| row[0] != "about").map(|row| number(&row[2])).sum();
        let foot = page.text("footer.complete").await;
        let said: Vec<u64> = foot
            .split("rows used")
            .next()
            .and_then(|text| text.split("2026.").nth(1))
            .map(|text| text.split(" of ").map(number).collect())
            .unwrap_or_default();
        assert_eq!(said, [used, read], "{foot}");
        let headline: String = page.text("h1").await.replace(',', "");
        assert!(headline.contains(&format!("{used} of {read}")), "{headline}");
        assert!(page.count(".problems tbody tr").await > 0);
        assert_eq!(page.count(".definitions + .definitions details").await, 31, "every measure is defined");
        page.click(".definitions + .definitions summary").await;
        page.wait_for_text("Left out, and why").await;
        page.wait_for_text("Formula").await;
    })
    .await;
}

#[tokio::test]
async fn the_headline_says_the_number_that_its_tile_says() {
    visit(Site::page(), async |page| {
        shown::open(page, "").await;
        for area in ["", "#area=Discovery"] {
            shown::open(page, area).await;
            let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            let tile = plain(&page.text("#tile-led-to-action .of").await);
            let (k, n) = tile.split_once(" of ").unwrap();
            let said = format!("({k} of {})", n.split(' ').next().unwrap());
            assert!(plain(&page.text("h1").await).contains(&said), "{said} with {area:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn nothing_on_the_page_is_a_number_gone_wrong_or_an_empty_heading() {
    visit(Site::page(), async |page| {
        for view in VIEWS {
            for more in ["", "&area=Discovery", "&as_of=2025-01-31", "&months=3&since=2026-03-31"] {
                shown::open(page, &format!("#view={view}{more}")).await;
                let script = "const bad = [];
                    for (const word of ['NaN', 'undefined', 'Infinity', '[object', '-0%'])
                        if (document.body.innerHTML.includes(word)) bad.push(word);
                    for (const e of document.querySelectorAll('h1, h2, h3, h4, th, caption, summary, button, option'))
                        if (!e.textContent.trim()) bad.push(e.outerHTML);
                    for (const e of document.querySelectorAll('[aria-label=\"\"]')) bad.push(e.outerHTML.slice(0, 100));
                    return bad";
                assert_eq!(page.run(script, &[]).await, json!([]), "{view}{more}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn worth_shows_what_came_of_it_and_the_decisions_of_each_area() {
    visit(Site::page(), async |page| {
        shown::open(page, "#view=worth").await;
        let text = page.text("main").await;
        for part in ["Backlog", "Chosen", "Delivered", "set out to prove", "our tools"] {
            assert!(text.contains(part), "{part}");
        }
        let cell = "[data-ask^='decisions-close-to-work decided']";
        let counted = number(&page.text(cell).await);
        page.click(cell).await;
        page.wait_for("dialog[open]").await;
        let rows = number(&page.attribute("dialog[open] table", "aria-rowcount").await.unwrap_or_default()) - 1;
        assert_eq!(rows, counted, "as many rows as the number says");
    })
    .await;
}

#[tokio::test]
async fn numbers_kept_elsewhere_stand_beside_what_is_wanted_of_them_and_open_their_rows() {
    visit(Site::page(), async |page| {
        shown::open(page, "#view=worth").await;
        let row = page.text("tr:has([data-ask$='reported 2'])").await;
        assert!(row.starts_with("Visits to the list of shared data"), "they are in the order of their names: {row}");
        let waiting = page.text("tr:has([data-ask$='reported 1'])").await;
        assert!(waiting.contains("75 requests by"), "the target of the sample: {waiting}");
        page.click("[data-ask$='reported 1']").await;
        page.wait_for("dialog[open] tbody tr[aria-rowindex]").await;
        let first = page.text("dialog[open] tbody tr[aria-rowindex]").await;
        assert!(first.contains("reported.csv") && first.contains("Requests waiting"), "{first}");
    })
    .await;
}

#[tokio::test]
async fn a_team_can_be_chosen_and_its_page_keeps_nobody_out() {
    visit(Site::page(), async |page| {
        shown::open(page, "#view=team").await;
        page.click("main a[href*='team=']").await;
        page.wait_until("location.hash.includes('team=') && document.querySelectorAll('main h2').length > 2").await;
        assert!(page.text("main").await.contains("Who relies on us"));
        assert_accessible(page).await;
    })
    .await;
}

#[tokio::test]
async fn one_number_stands_alone_and_leads_to_the_whole() {
    visit(Site::page(), async |page| {
        shown::open_tile(page, "#view=tile&id=led-to-action").await;
        assert_eq!(page.count(".tile").await, 1);
        assert!(page.attribute(".tile-alone > p a", "href").await.unwrap_or_default().contains("view=talking"));
        page.wait_for(".tile svg.figure").await;
        assert_accessible(page).await;
    })
    .await;
}
