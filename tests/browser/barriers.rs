//! axe-core finds no barrier in any view, in either theme, whatever is open on it and whatever the export lacks.

use std::time::Duration;

use serde_json::json;

use crate::axe::{assert_accessible, barriers, barriers_in};
use crate::driver::{Page, visit};
use crate::server::{Fault, Site};
use crate::sets::{oracle, served, with_all_hidden};
use crate::shown::{self, EVERY, VIEWS, packaged, small_export, with_export};

/// Every barrier within `css` as it stands, in both themes.
async fn in_both_themes(page: &Page, css: &str, what: &str) -> Vec<String> {
    let mut found = Vec::new();
    let own = page.attribute("html", "data-theme").await;
    for theme in ["light", "dark"] {
        page.run("document.documentElement.dataset.theme = arguments[0]", &[json!(theme)]).await;
        let barriers = barriers_in(page, css).await;
        found.extend(barriers.into_iter().map(|barrier| format!("{what} in {theme}: {barrier}")));
    }
    let back = "const html = document.documentElement; if (arguments[0]) html.dataset.theme = arguments[0]; else delete html.dataset.theme";
    page.run(back, &[json!(own)]).await;
    found
}

#[tokio::test]
async fn axe_finds_no_barrier_in_any_view_in_either_theme() {
    visit(Site::page(), async |page| {
        let mut found = Vec::new();
        for theme in ["light", "dark"] {
            for view in EVERY.into_iter().chain(["view=team", "view=tile"]) {
                page.open(&format!("#{view}&theme={theme}&months=6")).await;
                page.wait_for(".tile, .choice, footer.complete").await;
                page.wait_until("performance.getEntriesByName('uptake:draw').length").await;
                found.extend(barriers(page).await.into_iter().map(|barrier| format!("{view} in {theme}: {barrier}")));
            }
        }
        assert!(found.is_empty(), "{}", found.join("\n"));
    })
    .await;
}

/// Tables, definitions and menus, under every figure and every number.
#[tokio::test]
async fn axe_finds_no_barrier_where_all_that_unfolds_is_open() {
    visit(Site::page(), async |page| {
        let mut found = Vec::new();
        for view in EVERY {
            shown::open_any(page, &format!("{view}&months=6&since=2026-03-31&monts=5")).await;
            let script = "document.querySelectorAll('main button[data-toggle][aria-expanded=false]').forEach(button => button.click());
                document.querySelectorAll('main details').forEach(part => part.open = true)";
            page.run(script, &[]).await;
            page.wait_gone("main button[data-toggle][aria-expanded=false]").await;
            page.wait_gone("[data-measure]:empty:not([hidden]), [data-table]:empty:not([hidden])").await;
            found.extend(in_both_themes(page, "html", view).await);
        }
        assert!(found.is_empty(), "{}", found.join("\n"));
    })
    .await;
}

#[tokio::test]
async fn axe_finds_no_barrier_in_the_rows_behind_a_number_of_any_view() {
    visit(Site::page(), async |page| {
        let mut found = Vec::new();
        for view in EVERY {
            shown::open_any(page, view).await;
            page.run("document.querySelector('main [data-ask]').click()", &[]).await;
            page.wait_for("dialog[open] tbody tr[aria-rowindex]").await;
            found.extend(in_both_themes(page, "dialog[open]", &format!("rows of {view}")).await);
            for order in ["ascending", "descending"] {
                page.run("document.querySelector('dialog[open] [data-sort=\"1\"]').click()", &[]).await;
                page.wait_for(&format!("dialog[open] th[aria-sort={order}]")).await;
                page.wait_for("dialog[open] tbody tr[aria-rowindex]").await;
            }
            found.extend(in_both_themes(page, "dialog[open]", &format!("sorted rows of {view}")).await);
        }
        // Nothing of the page behind the rows is in the way either.
        found.extend(barriers(page).await);
        assert!(found.is_empty(), "{}", found.join("\n"));
    })
    .await;
}

#[tokio::test]
async fn axe_finds_no_barrier_in_the_choices_for_another_page() {
    visit(Site::page(), async |page| {
        let mut found = Vec::new();
        for (view, button) in
            [("view=talking", ".tools [data-embeds]"), ("view=tile&id=led-to-action", ".tile [data-embeds]")]
        {
            shown::open_any(page, view).await;
            // One number leaves the choices for the whole view to its full page.
            page.run("document.querySelector(arguments[0]).click()", &[json!(button)]).await;
            page.wait_for("dialog[open] .embed textarea").await;
            page.wait_until("document.querySelector('dialog[open] .framing').textContent").await;
            found.extend(in_both_themes(page, "html", &format!("choices of {view}")).await);
            page.run("const colours = document.getElementById('embed-theme'); colours.value = 'dark'; colours.dispatchEvent(new Event('change', { bubbles: true }))", &[]).await;
            page.wait_for("dialog[open] .ground[data-theme=dark]").await;
            found.extend(in_both_themes(page, "dialog[open]", &format!("choices of {view} in dark")).await);
        }
        assert!(found.is_empty(), "{}", found.join("\n"));
    })
    .await;
}

/// Numbers that are not measured, hidden, or of nothing.
#[tokio::test]
async fn axe_finds_no_barrier_where_little_is_known() {
    let site = ["empty", "sparse"].iter().fold(Site::page(), |site, name| served(site, name, &oracle(name)));
    visit(with_all_hidden(site, "hidden"), async |page| {
        let mut found = Vec::new();
        let (mut missing, mut hidden) = (0, 0);
        for name in ["empty", "sparse", "hidden"] {
            let team = shown::team_of(page, name).await;
            let views = VIEWS.map(|view| format!("view={view}&data={name}"));
            for view in views.into_iter().chain([team, format!("view=tile&id=led-to-action&data={name}")]) {
                shown::open_any(page, &view).await;
                found.extend(in_both_themes(page, "html", &view).await);
                missing += page.count(".empty-num, .state").await;
                let script =
                    "return document.querySelector('main').innerText.split('Hidden: group too small').length - 1";
                hidden += page.run(script, &[]).await.as_u64().unwrap_or_default();
            }
        }
        assert!(missing > 20 && hidden > 0, "{missing} numbers are missing, {hidden} are hidden");
        assert!(found.is_empty(), "{}", found.join("\n"));
    })
    .await;
}

#[tokio::test]
async fn axe_finds_no_barrier_while_an_export_comes_and_where_it_was_stopped() {
    let slow = Fault::Trickle { bytes: 200, pause: Duration::from_millis(300) };
    let site = with_export(Site::page(), "slow/", &packaged(small_export())).fault("slow/conversations.csv", slow);
    visit(site, async |page| {
        page.open("#data=slow").await;
        page.wait_for(".state.loading progress").await;
        page.wait_until("document.querySelector('.state.loading h1').textContent").await;
        let mut found = in_both_themes(page, "html", "while it comes").await;
        page.click(".state.loading button").await;
        page.wait_for(".state.failed").await;
        found.extend(in_both_themes(page, "html", "where it was stopped").await);
        assert!(found.is_empty(), "{}", found.join("\n"));
    })
    .await;
}

#[tokio::test]
async fn axe_finds_no_barrier_where_an_export_failed() {
    visit(Site::page().text("x/datapackage.json", "{}"), async |page| {
        page.open("#data=x").await;
        page.wait_for(".state.failed").await;
        assert_accessible(page).await;
    })
    .await;
}

#[tokio::test]
async fn axe_finds_no_barrier_where_an_export_is_old() {
    let mut files = small_export();
    files[0].1 = files[0].1.replace("2026-11-12", "2026-06-30");
    visit(with_export(Site::page(), "old/", &packaged(files)), async |page| {
        shown::open(page, "#data=old").await;
        let said = page.text(".notices").await;
        assert!(said.contains("This export ends on") && said.contains("Ask the data team"), "{said}");
        let found = in_both_themes(page, "html", "an old export").await;
        assert!(found.is_empty(), "{}", found.join("\n"));
    })
    .await;
}

#[tokio::test]
async fn axe_finds_no_barrier_while_files_are_held_over_the_page() {
    visit(Site::page(), async |page| {
        for view in ["view=progress", "view=since"] {
            shown::open_any(page, view).await;
            let script = "const transfer = new DataTransfer(); transfer.items.add(new File(['a'], 'teams.csv'));
                for (const kind of ['dragenter', 'dragover']) document.querySelector('main').dispatchEvent(new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true }))";
            page.run(script, &[]).await;
            page.wait_for(".drop-target:not([hidden])").await;
            let found = in_both_themes(page, "html", view).await;
            assert!(found.is_empty(), "{}", found.join("\n"));
        }
    })
    .await;
}
