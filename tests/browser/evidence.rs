//! Every number can be questioned: the rows behind it, how it is counted, and its figure as a table.

use serde_json::json;

use crate::driver::{Page, visit};
use crate::server::Site;
use crate::shown::{self, EVERY, VIEWS, click_text, number, table, texts};

#[tokio::test]
async fn a_number_opens_as_many_rows_as_it_says() {
    visit(Site::page(), async |page| {
        shown::open(page, "").await;
        for tile in 0..page.count(".tile .big").await {
            let script = "document.querySelectorAll('.tile .big')[arguments[0]].click()";
            page.run(script, &[json!(tile)]).await;
            rows_as_said(page).await;
            page.press("Escape").await;
            page.wait_gone("dialog[open]").await;
        }
        shown::open(page, "#view=talking").await;
        click_text(page, ".tile .big", "106").await;
        assert_eq!(rows_as_said(page).await, 106, "each of them is a row of the sample");
    })
    .await;
}

#[tokio::test]
async fn the_last_row_can_be_scrolled_to() {
    visit(Site::page(), async |page| {
        shown::open(page, "#view=talking").await;
        click_text(page, ".c8 .fig-foot button", "Rows behind it").await;
        let rows = rows_as_said(page).await;
        assert!(rows > 500, "more than fit on screen: {rows}");
        assert!(page.count("dialog tbody tr").await < 200, "only what is seen is in the page");
        page.run("const area = document.querySelector('.rows-scroll'); area.scrollTop = area.scrollHeight", &[]).await;
        page.wait_for(&format!("dialog tr[aria-rowindex='{}']", rows + 1)).await;
        let last = page.run("const row = [...document.querySelectorAll('dialog tr[aria-rowindex]')].at(-1).getBoundingClientRect();
            const area = document.querySelector('.rows-scroll').getBoundingClientRect(); return row.bottom <= area.bottom + 1 && row.top > area.top", &[]).await;
        assert_eq!(last, true, "the last row is in sight");
    })
    .await;
}

#[tokio::test]
async fn rows_name_their_file_and_line() {
    visit(Site::page(), async |page| {
        shown::open(page, "").await;
        page.click(".tile .big").await;
        let rows = table(page, "dialog[open] table").await;
        assert_eq!(rows[0][..2], ["file", "line"]);
        assert_eq!(rows[1][0], "conversations.csv");
        let line = number(&rows[1][1]);
        let sample = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/public/sample/conversations.csv"))
            .expect("the sample");
        let id = &rows[1][2];
        let at_line = usize::try_from(line).ok().and_then(|line| sample.lines().nth(line - 1)).unwrap_or_default();
        assert!(at_line.starts_with(&format!("{id},")), "line {line} is {at_line:?}, not of {id}");
    })
    .await;
}

#[tokio::test]
async fn escape_and_the_button_close_the_rows_and_give_the_focus_back() {
    visit(Site::page(), async |page| {
        shown::open(page, "").await;
        for close in ["Escape", "the button"] {
            page.run("document.querySelector('.tile .big').focus()", &[]).await;
            page.press("Enter").await;
            page.wait_for("dialog[open]").await;
            if close == "Escape" {
                page.press("Escape").await;
            } else {
                page.click("dialog[open] header button").await;
            }
            page.wait_gone("dialog[open]").await;
            let focused = page.run("return document.activeElement.className", &[]).await;
            assert_eq!(focused, "big", "after {close} the focus is on the number again");
        }
    })
    .await;
}

#[tokio::test]
async fn a_point_of_a_figure_opens_its_rows_by_click_and_by_enter() {
    visit(Site::page(), async |page| {
        shown::open(page, "").await;
        let said = page.attribute(".lead-fig .hit", "aria-label").await.unwrap_or_default();
        page.click(".lead-fig .hit").await;
        let by_click = rows_as_said(page).await;
        assert!(said.contains(&by_click.to_string()), "{by_click} rows behind {said:?}");
        let asked = page.text("dialog[open] > p").await;
        assert_eq!(asked.replace('\u{a0}', " "), said.replace('\u{a0}', " "), "the rows say what was asked");
        page.press("Escape").await;
        page.wait_gone("dialog[open]").await;
        page.run("document.querySelector('.lead-fig .hit').focus()", &[]).await;
        page.press("Enter").await;
        assert_eq!(rows_as_said(page).await, by_click);
        page.press("Escape").await;
        page.wait_gone("dialog[open]").await;
        assert_eq!(
            page.run("return document.activeElement.dataset.hit", &[]).await,
            "0",
            "the focus is on the point again"
        );
    })
    .await;
}

/// By click on one of its points, and by the arrow keys and Enter from there.
#[tokio::test]
async fn points_of_every_figure_open_rows() {
    visit(Site::page(), async |page| {
        // The sources and the page of a team have tables and no figures.
        for (view, least) in EVERY.into_iter().zip([6, 6, 5, 9, 1, 0, 0, 1]) {
            shown::open_any(page, view).await;
            let figures = page.count("main .drawing:has(.hit)").await;
            assert!(figures >= least, "{view}: {figures} figures with points");
            for figure in 0..figures {
                let script = "const hits = document.querySelectorAll('main .drawing:has(.hit)')[arguments[0]].querySelectorAll('.hit');
                    const asked = [...hits].filter(hit => !/not met|the same team|target/.test(hit.getAttribute('aria-label'))), hit = asked[Math.floor(asked.length / 2)];
                    hit.dispatchEvent(new MouseEvent('click', { bubbles: true })); return hit.getAttribute('aria-label')";
                let said = page.run(script, &[json!(figure)]).await;
                let what = format!("{view}, figure {figure}, {said}");
                page.wait_until(&format!("document.querySelector('dialog[open] tbody tr[aria-rowindex]') !== null /* {what} */")).await;
                page.press("Escape").await;
                page.wait_gone("dialog[open]").await;
                let script = "document.querySelectorAll('main .drawing:has(.hit)')[arguments[0]].querySelector('.hit[tabindex=\"0\"]').focus()";
                page.run(script, &[json!(figure)]).await;
                page.press("ArrowRight").await;
                let script = "const hit = document.activeElement, readout = hit.closest('figure')?.querySelector('.readout');
                    return hit.matches('.hit') && (!readout || readout.textContent === hit.getAttribute('aria-label'))";
                assert_eq!(page.run(script, &[]).await, true, "{what}: the keys walk it, and it says its numbers");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_cell_of_the_cohorts_opens_the_rows_that_it_counts() {
    visit(Site::page(), async |page| {
        shown::open(page, "#view=talking").await;
        let shown = page.count("table.cohort tbody tr").await;
        assert!(shown > 20, "as much history as is asked for: {shown} months");
        click_text(page, ".fig-foot button", "12 earlier months").await;
        page.wait_gone("#cohorts-earlier[hidden]").await;
        let cell = page.text("table.cohort td:not(.held) button.cell").await;
        let led =
            cell.split('%').nth(1).map(|of| number(of.split(" of ").next().unwrap_or_default())).unwrap_or_default();
        page.click("table.cohort td:not(.held) button.cell").await;
        assert_eq!(rows_as_said(page).await, led, "{cell}");
        assert!(page.text("dialog[open]").await.contains("within 7"), "the dialog says which cell");
        page.press("Escape").await;
        page.wait_gone("dialog[open]").await;
        let held = number(&page.text("table.cohort tbody:not([hidden]) td.held").await);
        page.click("table.cohort tbody:not([hidden]) td.held button").await;
        assert_eq!(rows_as_said(page).await, held, "all that were held in the month");
    })
    .await;
}

#[tokio::test]
async fn the_data_of_a_figure_opens_as_a_table_and_closes() {
    visit(Site::page(), async |page| {
        shown::open(page, "#view=talking&months=12").await;
        let buttons = texts(page, ".fig-foot button").await;
        assert!(buttons.iter().filter(|text| *text == "Data as a table").count() >= 3, "{buttons:?}");
        click_text(page, ".c8 .fig-foot button", "Data as a table").await;
        let data = table(page, ".c8 .figure-frame > .data:not([hidden]) table").await;
        assert_eq!(data.len(), 14, "a head, twelve complete months and the running one");
        assert!(data.iter().all(|row| row.len() == data[0].len() && !row[0].is_empty()), "{data:?}");
        assert_eq!(page.attribute(".c8 .fig-foot button", "aria-expanded").await.as_deref(), Some("true"));
        click_text(page, ".c8 .fig-foot button", "Data as a table").await;
        page.wait_gone(".c8 .figure-frame > .data:not([hidden])").await;
    })
    .await;
}

/// What a drawing shows can be read as a table by everybody, one key away: under a figure, and in how a small one is counted.
#[tokio::test]
async fn every_figure_of_every_view_yields_its_data_as_a_table() {
    visit(Site::page(), async |page| {
        let views = VIEWS.map(|view| format!("view={view}"));
        let others = ["view=tile&id=led-to-action", "view=one-pager", "view=present&step=changed"];
        for view in views.iter().map(String::as_str).chain(others) {
            page.open(&format!("#{view}")).await;
            page.wait_for("main .drawing svg.figure").await;
            page.wait_until("!document.querySelector('main [aria-busy]')").await;
            // Some tables come with a part of the program, so that each is waited for.
            let script = "const done = arguments[0];
                const visible = e => e.checkVisibility() && e.getBoundingClientRect().height > 10;
                (async () => {
                    const without = [];
                    const drawings = [...document.querySelectorAll('main .drawing:has(svg.figure)')];
                    for (const drawing of drawings) {
                        const tile = drawing.closest('.tile'), around = tile ?? drawing.closest('.multi')?.closest('figure')
                            ?? drawing.closest('figure') ?? drawing.closest('section');
                        const places = [around, around.parentElement, around.closest('main')];
                        const buttons = places.flatMap(place => [...place.querySelectorAll('[data-toggle]')]);
                        const words = tile ? 'How this is counted' : 'Data as a table';
                        const button = buttons.find(b => b.textContent === words);
                        if (!button) { without.push(drawing.dataset.drawing + ' has no button'); continue; }
                        const part = document.getElementById(button.dataset.toggle);
                        if (part.hidden) button.click();
                        for (let i = 0; i < 200 && !part.querySelector('tbody tr'); i++) await new Promise(r => setTimeout(r, 25));
                        const table = [...part.querySelectorAll('table')].find(visible);
                        if (!table || !table.tBodies[0].rows.length) without.push(drawing.dataset.drawing);
                        if (!part.hidden) button.click();
                    }
                    done([drawings.length, without]);
                })()";
            let found = page.driver.execute_async(script, Vec::new()).await.expect("the page answers").json().clone();
            assert!(found[0].as_u64() > Some(0), "{view} has figures");
            assert_eq!(found[1], json!([]), "{view}: figures without their data");
        }
    })
    .await;
}

#[tokio::test]
async fn how_a_number_is_counted_opens_and_closes() {
    visit(Site::page(), async |page| {
        shown::open(page, "").await;
        page.click(".tile .how").await;
        let panel = page.text(".counted:not([hidden])").await;
        for part in ["What", "Formula", "Left out, and why", "Take care", "Rests on", "conversations.csv"] {
            assert!(panel.contains(part), "{part} in {panel}");
        }
        assert!(
            panel.chars().filter(char::is_ascii_hexdigit).count() > 64,
            "the files are named with their SHA-256: {panel}"
        );
        assert_eq!(page.attribute(".tile .how", "aria-expanded").await.as_deref(), Some("true"));
        page.click(".counted:not([hidden]) button").await;
        page.wait_gone(".counted:not([hidden])").await;
        assert_eq!(page.attribute(".tile .how", "aria-expanded").await.as_deref(), Some("false"));
    })
    .await;
}

/// Waits for the rows and returns how many there are, after comparing that with what the heading says.
async fn rows_as_said(page: &Page) -> u64 {
    page.wait_for("dialog[open]").await;
    let heading = page.text("dialog[open] h2").await;
    let rows = number(&page.attribute("dialog[open] table", "aria-rowcount").await.unwrap_or_default()) - 1;
    let said = if heading.contains("The one row") {
        1
    } else {
        number(heading.split(" standing ").next().unwrap_or_default())
    };
    assert_eq!(rows, said, "{heading}");
    assert!(rows > 0, "{heading}");
    rows
}

#[tokio::test]
async fn the_rows_behind_a_number_fill_the_window_they_are_shown_in() {
    visit(Site::page(), async |page| {
        shown::open(page, "").await;
        page.click(".tile .big").await;
        page.wait_for("dialog[open] tbody tr").await;
        let below = "const area = document.querySelector('.rows-scroll').getBoundingClientRect();
            const rows = [...document.querySelectorAll('.rows-scroll tbody tr:not(.spacer)')];
            return rows.at(-1).getBoundingClientRect().bottom >= area.bottom";
        assert_eq!(page.run(below, &[]).await.as_bool(), Some(true), "no empty space under the first rows");
    })
    .await;
}

/// What stands beside a number, the totals of a table and of a board, and the lists of a team.
#[tokio::test]
async fn totals_and_the_numbers_beside_a_number_can_be_questioned_too() {
    visit(Site::page(), async |page| {
        for (view, button) in [
            ("", ".tile .guard button"),
            ("#view=worth", "table.cohort td.held button"),
            ("#view=worth", ".step h3 button"),
            ("#view=team&team=search", ".fig-foot [data-ask*=' silent ']"),
        ] {
            shown::open(page, view).await;
            page.click(button).await;
            rows_as_said(page).await;
            page.press("Escape").await;
            page.wait_gone("dialog[open]").await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_number_that_is_not_measured_leads_to_the_table_that_it_lacks() {
    let files = shown::packaged(shown::small_export());
    visit(shown::with_export(Site::page(), "small/", &files), async |page| {
        shown::open(page, "#data=small&view=relying").await;
        click_text(page, "main a", "How to export changes").await;
        page.wait_for("#table-changes[open]").await;
        page.wait_until("!document.querySelector('main [aria-busy]')").await;
        let in_sight = "(() => { const table = document.querySelector('#table-changes').getBoundingClientRect();
            return table.top >= -1 && table.top < innerHeight })()";
        page.wait_until(in_sight).await;
        assert!(page.text("#table-changes").await.contains("released_on"), "its columns are named");
    })
    .await;
}

#[tokio::test]
async fn an_area_that_no_team_is_in_is_named() {
    visit(Site::page(), async |page| {
        shown::open(page, "#area=Nowhere").await;
        page.wait_for_text("No team of this export is in the area Nowhere.").await;
    })
    .await;
}
