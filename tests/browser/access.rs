//! Nobody is kept out, by colour, size or movement, and nothing in an export can act on the page.

use serde_json::json;

use crate::axe::{assert_accessible, barriers};
use crate::driver::{Page, visit};
use crate::paper::{assert_is_readable, assert_nothing_is_cut};
use crate::server::Site;
use crate::shown::{self, VIEWS, click_text, packaged, small_export, with_export};

#[tokio::test]
async fn axe_finds_no_barrier_in_any_view_in_either_theme() {
    visit(Site::page(), async |page| {
        let mut found = Vec::new();
        for theme in ["light", "dark"] {
            for view in VIEWS.into_iter().chain(["team", "team&team=search", "tile", "tile&id=led-to-action"]) {
                let link = format!("#view={view}&theme={theme}&months=6");
                if view.starts_with("tile") {
                    page.open(&link).await;
                    page.wait_for(".tile, .choice").await;
                } else {
                    shown::open(page, &link).await;
                }
                found.extend(barriers(page).await.into_iter().map(|barrier| format!("{view} in {theme}: {barrier}")));
            }
        }
        assert!(found.is_empty(), "{}", found.join("\n"));
    })
    .await;
}

#[tokio::test]
async fn axe_finds_no_barrier_where_something_is_open() {
    visit(Site::page(), async |page| {
        let mut found = Vec::new();
        for theme in ["light", "dark"] {
            shown::open(page, &format!("#theme={theme}&since=2026-03-31&monts=5")).await;
            page.click(".tile .how").await;
            page.wait_for(".counted:not([hidden])").await;
            found.extend(barriers(page).await);
            page.click(".tile .big").await;
            page.wait_for("dialog[open]").await;
            found.extend(barriers(page).await);
        }
        for theme in ["light", "dark"] {
            for view in VIEWS.into_iter().chain(["team&team=search"]) {
                shown::open(page, &format!("#view={view}&theme={theme}&months=6")).await;
                let script = "document.querySelectorAll('main button[data-toggle][aria-expanded=false]').forEach(button => button.click());
                    document.querySelectorAll('main details').forEach(part => part.open = true)";
                page.run(script, &[]).await;
                page.wait_gone("main button[data-toggle][aria-expanded=false]").await;
                let open = barriers(page).await;
                found.extend(open.into_iter().map(|barrier| format!("{view} in {theme}, all open: {barrier}")));
            }
        }
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
async fn at_320_px_the_page_never_scrolls_sideways() {
    visit(Site::page().text("x/datapackage.json", "{}"), async |page| {
        let mut found = Vec::new();
        page.set_window(320, 640).await;
        for view in VIEWS {
            shown::open(page, &format!("#view={view}&since=2026-03-31&unknown={}", "a".repeat(60))).await;
            found.extend(too_wide(page, view).await);
            page.run("document.querySelectorAll('button[aria-expanded=false]').forEach(b => b.click()); document.querySelectorAll('details').forEach(d => d.open = true)", &[]).await;
            found.extend(too_wide(page, &format!("{view} with everything open")).await);
        }
        shown::open(page, "").await;
        page.click(".tile .big").await;
        page.wait_for("dialog[open]").await;
        found.extend(too_wide(page, "rows").await);
        page.open("#data=x").await;
        page.wait_for(".state.failed").await;
        found.extend(too_wide(page, "a failed export").await);
        assert!(found.is_empty(), "{}", found.join("\n"));
    })
    .await;
}

/// What reaches beyond the window, without that which scrolls by itself.
async fn too_wide(page: &Page, what: &str) -> Vec<String> {
    let script = "if (document.documentElement.scrollWidth <= innerWidth) return [];
        return [...document.querySelectorAll('body *')].filter(e => !e.closest('.scroll, .data, .rows-scroll') && e.getBoundingClientRect().right > innerWidth + 1).slice(-5).map(e => e.outerHTML.slice(0, 120))";
    let found = page.run(script, &[]).await;
    found.as_array().into_iter().flatten().map(|element| format!("{what}: {element}")).collect()
}

/// Twice as large on a small laptop.
#[tokio::test]
async fn at_twice_the_size_nothing_is_cut_off() {
    visit(Site::page(), async |page| {
        let mut found = Vec::new();
        page.set_window(640, 400).await;
        for view in VIEWS {
            shown::open(page, &format!("#view={view}")).await;
            found.extend(too_wide(page, view).await);
        }
        assert!(found.is_empty(), "{}", found.join("\n"));
    })
    .await;
}

#[tokio::test]
async fn forced_colours_and_less_motion_are_followed() {
    visit(Site::page(), async |page| {
        page.emulate(&[("forced-colors", "active"), ("prefers-reduced-motion", "reduce")]).await;
        for view in VIEWS {
            shown::open(page, &format!("#view={view}")).await;
            let moving = page.run("return document.getAnimations().length", &[]).await;
            assert_eq!(moving, 0, "{view}");
            page.screenshot(&format!("forced-colours-{view}")).await;
        }
        shown::open(page, "").await;
        page.click(".tile .big").await;
        page.wait_for("dialog[open]").await;
    })
    .await;
}

/// Paper takes every view, light also where the screen is dark, with words that can be read; on the screen all stays as it was.
#[tokio::test]
async fn every_view_prints() {
    let widths =
        "return [...document.querySelectorAll('main svg.figure')].map(figure => figure.getAttribute('viewBox'))";
    visit(Site::page(), async |page| {
        for view in VIEWS.into_iter().chain(["team&team=search"]) {
            shown::open(page, &format!("#view={view}&theme=dark")).await;
            let before = page.run(widths, &[]).await;
            let pdf = page.print_on(8.27, 11.69).await;
            assert!(pdf.starts_with(b"%PDF") && pdf.len() > 10_000, "{view}");
            assert_is_readable(&pdf, view);
            assert_nothing_is_cut(&pdf, view);
            assert_eq!(page.run(widths, &[]).await, before, "{view}");
            let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/browser/screenshots");
            std::fs::create_dir_all(folder).expect("a folder for pictures");
            std::fs::write(format!("{folder}/print-{view}.pdf"), pdf).expect("the print is kept for people");
        }
    })
    .await;
}

#[tokio::test]
async fn names_in_an_export_are_shown_as_text_and_never_run() {
    let image = "<img src=x onerror=alert(1)>";
    let vector = "\"><svg onload=alert(1)>";
    let script = "</script><script>alert(1)</script>";
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut files = small_export();
    files[0].1 = format!("key,value\norganisation,{}\ndata_complete_through,2026-11-12\nstage,habit\n", quoted(script));
    files[1].1 = format!(
        "team_id,name,kind,area,people\na,{},domain,{},8\nb,{},domain,{},9\nc,Gamma,domain,South,7\n",
        quoted(image),
        quoted(vector),
        quoted(vector),
        quoted(image)
    );
    files.push((
        "events.csv",
        format!(
            "on,label,kind\n2026-03-05,{},launch\n2026-06-05,{},holiday\n2026-07-05,{},nonsense\n",
            quoted(image),
            quoted(vector),
            quoted(image)
        ),
    ));
    files.push((
        "datasets.csv",
        format!("dataset_id,name,kind,origin,shared_on\nd1,{},source,internal,2026-01-10\n", quoted(image)),
    ));
    files.push(("ownership.csv", "dataset_id,since,owner_team,looked_after_by\nd1,2026-01-10,a,a\n".to_owned()));
    files.push(("usage.csv", "dataset_id,team_id,used_on,purpose\nd1,c,2026-11-01,reports\n".to_owned()));
    visit(with_export(Site::page(), "x/", &packaged(files)), async |page| {
        for view in VIEWS {
            shown::open(page, &format!("#data=x&view={view}")).await;
            nothing_came_alive(page, view).await;
            page.run("document.querySelectorAll('button[aria-expanded=false]').forEach(b => b.click())", &[]).await;
            nothing_came_alive(page, view).await;
        }
        assert!(page.text("header.top").await.contains(script));
        shown::open(page, "#data=x&view=talking").await;
        let said = page.run("return document.querySelector('main').innerText + [...document.querySelectorAll('svg text, [aria-label]')].map(e => e.textContent + e.getAttribute('aria-label')).join()", &[]).await;
        let said = said.as_str().unwrap_or_default();
        assert!(said.contains("<img src=x") && said.contains("\"><svg onload"), "{said}");
        click_text(page, ".fig-foot button", "Rows behind it").await;
        page.wait_for("dialog[open]").await;
        nothing_came_alive(page, "rows").await;
        let attack = "data=x&view=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&area=%22%3E%3Csvg%20onload%3Dalert(1)%3E";
        shown::open(page, &format!("#{attack}")).await;
        nothing_came_alive(page, "the address").await;
        page.wait_for_text("<img src=x onerror=alert(1)>").await;
    })
    .await;
}

/// A dialog of `alert` would fail the next command; a blocked handler would be in the console.
async fn nothing_came_alive(page: &Page, place: &str) {
    let alive = page.run("return [...document.querySelectorAll('img, script:not([src]), [onerror], [onload]')].map(e => e.outerHTML).filter(html => html.includes('alert'))", &[]).await;
    assert_eq!(alive, json!([]), "{place}");
}
