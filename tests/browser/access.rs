//! Nobody is kept out, by colour, size or movement, and nothing in an export can act on the page.

use serde_json::json;

use crate::axe::barriers;
use crate::driver::{Page, visit};
use crate::fitting::unfitting;
use crate::keyboard::FOCUS_UNSEEN;
use crate::paper::{assert_is_readable, assert_nothing_is_cut};
use crate::server::Site;
use crate::shown::{self, EVERY, VIEWS, click_text, packaged, small_export, with_export};

/// Unfolds tables, definitions, menus and lists, and waits until what stands in them is there.
pub async fn open_everything(page: &Page) {
    let script = "document.querySelectorAll('main button[aria-expanded=false]').forEach(b => b.click());
        document.querySelectorAll('details').forEach(d => d.open = true)";
    page.run(script, &[]).await;
    page.wait_gone("[data-measure]:empty:not([hidden]), [data-table]:empty:not([hidden])").await;
}

/// As narrow as a phone, and twice as large on a small laptop; and a window of common size.
#[tokio::test]
async fn at_320_px_and_at_twice_the_size_nothing_is_cut_off_and_the_page_never_scrolls_sideways() {
    visit(Site::page().text("x/datapackage.json", "{}"), async |page| {
        let mut found = Vec::new();
        for (width, height) in [(320, 640), (640, 400), (1280, 900)] {
            page.set_window(width, height).await;
            for view in EVERY {
                shown::open_any(page, &format!("{view}&since=2026-03-31&unknown={}", "a".repeat(60))).await;
                found.extend(unfitting(page, &format!("{view} at {width} px")).await);
                open_everything(page).await;
                found.extend(unfitting(page, &format!("{view} at {width} px with everything open")).await);
            }
            shown::open(page, "").await;
            page.click(".tile .big").await;
            page.wait_for("dialog[open] tbody tr[aria-rowindex]").await;
            found.extend(unfitting(page, &format!("rows at {width} px")).await);
            page.press("Escape").await;
            page.run("document.querySelector('.tools [data-embeds]').click()", &[]).await;
            page.wait_for("dialog[open] .embed textarea").await;
            found.extend(unfitting(page, &format!("choices for another page at {width} px")).await);
            page.open("#data=x").await;
            page.wait_for(".state.failed").await;
            found.extend(unfitting(page, &format!("a failed export at {width} px")).await);
        }
        assert!(found.is_empty(), "{}", found.join("\n"));
    })
    .await;
}

#[tokio::test]
async fn with_less_motion_nothing_moves() {
    visit(Site::page(), async |page| {
        page.emulate(&[("prefers-reduced-motion", "reduce")]).await;
        for view in EVERY {
            shown::open_any(page, view).await;
            assert_eq!(page.run("return document.getAnimations().length", &[]).await, 0, "{view}");
        }
    })
    .await;
}

/// What of the promises of forced colours does not hold: words and rules take the reader's colours, a drawing stays a picture on its own
/// ground, and shapes before words are seen.
const FORCED: &str = r"
    const bad = [], told = e => e.outerHTML.slice(0, 160), of = (e, part) => getComputedStyle(e, part);
    if (!matchMedia('(forced-colors: active)').matches) bad.push('colours are not forced');
    const canvas = of(document.body).backgroundColor, none = 'rgba(0, 0, 0, 0)';
    const probe = document.createElement('p'); probe.style.forcedColorAdjust = 'none'; document.body.append(probe);
    const token = name => { probe.style.color = `var(${name})`; return getComputedStyle(probe).color };
    for (const drawing of document.querySelectorAll('.drawing:has(svg.figure)')) {
        if (of(drawing).backgroundColor !== token('--ground')) bad.push('no ground of its own: ' + told(drawing));
        for (const mark of drawing.querySelectorAll('svg.figure, svg.figure *')) {
            if (of(mark).forcedColorAdjust === 'auto') { bad.push('forced: ' + told(mark)); break }
            const named = /^var\((--[a-z0-9-]+)\)$/.exec(mark.getAttribute('fill') ?? '');
            if (named && of(mark).fill !== token(named[1])) { bad.push('another colour than its own: ' + told(mark)); break }
        }
    }
    for (const key of document.querySelectorAll('.key svg')) if (of(key).forcedColorAdjust === 'auto') bad.push('forced: ' + told(key));
    const shapes = document.querySelectorAll('.verdict, .notice > b:first-child');
    for (const shape of shapes) {
        const mark = of(shape, '::before');
        if ([canvas, none].includes(mark.backgroundColor) || mark.content === 'none' || !(parseFloat(mark.width) > 2)) bad.push('no shape: ' + told(shape));
    }
    for (const word of document.querySelectorAll('h1, .of, .verdict, .tile-name, td, th'))
        if (of(word).color === canvas) bad.push('not seen: ' + told(word));
    probe.remove();
    return [bad, shapes.length]";

#[tokio::test]
async fn forced_colours_are_followed_and_all_is_still_seen() {
    visit(Site::page(), async |page| {
        page.emulate(&[("forced-colors", "active")]).await;
        let mut found = Vec::new();
        let mut shapes = 0;
        for view in EVERY {
            shown::open_any(page, &format!("{view}&since=2026-03-31&monts=5")).await;
            let wrong = page.run(FORCED, &[]).await;
            shapes += wrong[1].as_u64().unwrap_or_default();
            for wrong in wrong[0].as_array().into_iter().flatten() {
                found.push(format!("{view}: {wrong}"));
            }
            found.extend(barriers(page).await.into_iter().map(|barrier| format!("{view}: {barrier}")));
            page.screenshot(&format!("forced-colours-{}", &view[5..])).await;
        }
        assert!(shapes > 10, "{shapes} shapes were looked at");
        shown::open(page, "").await;
        for _ in 0..40 {
            page.press("Tab").await;
            let unseen = page.run(FOCUS_UNSEEN, &[]).await;
            assert_eq!(unseen, "", "what has the focus is seen");
        }
        page.run("document.querySelector('.tile .big').click()", &[]).await;
        page.wait_for("dialog[open] tbody tr[aria-rowindex]").await;
        found.extend(barriers(page).await);
        assert!(found.is_empty(), "{}", found.join("\n"));
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
        page.listen().await;
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

/// A call of `alert` and a blocked handler would be in the console.
async fn nothing_came_alive(page: &Page, place: &str) {
    let alive = page.run("return [...document.querySelectorAll('img, script:not([src]), [onerror], [onload]')].map(e => e.outerHTML).filter(html => html.includes('alert'))", &[]).await;
    assert_eq!(alive, json!([]), "{place}");
}
