//! Everything can be done with the keyboard alone.

use serde_json::json;

use crate::driver::{Page, visit};
use crate::server::Site;
use crate::shown::{self, EVERY, fragment};

/// Gives everything that Tab should reach its place in the document, and returns how much there is.
async fn numbered(page: &Page) -> u64 {
    let script = "const all = [...document.querySelectorAll('a[href], button, select, input, textarea, summary, [tabindex]')]
            .filter(e => e.tabIndex >= 0 && !e.disabled && e.getClientRects().length > 0 && e.checkVisibility({ visibilityProperty: true }));
        all.forEach((e, place) => e.setAttribute('data-place', place));
        document.activeElement.blur();
        return all.length";
    page.run(script, &[]).await.as_u64().unwrap_or_default()
}

/// What has the focus, where nobody could tell so by looking; empty where it is seen. A point of a figure has its ring where its mark is.
pub const FOCUS_UNSEEN: &str = "const e = document.activeElement, ground = getComputedStyle(document.body).backgroundColor;
    if (e.classList.contains('hit')) {
        const shown = e.nextElementSibling?.classList.contains('ring') ? e.nextElementSibling : e;
        return getComputedStyle(shown).stroke !== 'none' ? '' : e.outerHTML;
    }
    const style = getComputedStyle(e);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && style.outlineColor !== ground ? '' : e.outerHTML";

#[tokio::test]
async fn tab_reaches_everything_in_the_order_of_the_page_is_seen_and_never_caught() {
    visit(Site::page(), async |page| {
        for view in EVERY {
            let is_tile = view.contains("tile");
            shown::open_any(page, &format!("{view}&months=3")).await;
            if is_tile {
                page.wait_for(".tile .hit").await;
            }
            let all = numbered(page).await;
            assert!(all > if is_tile { 10 } else { 12 }, "{all} things to reach in {view}");
            for place in 0..all {
                page.press("Tab").await;
                let script = format!("const unseen = (() => {{ {FOCUS_UNSEEN} }})();
                    return [document.activeElement.getAttribute('data-place') ?? document.activeElement.outerHTML.slice(0, 200), unseen]");
                let at = page.run(&script, &[]).await;
                assert_eq!(at, json!([place.to_string(), ""]), "after {place} of {all} steps in {view}");
            }
            page.press("Shift+Tab").await;
            let at = page.run("return document.activeElement.getAttribute('data-place')", &[]).await;
            assert_eq!(at, (all - 2).to_string(), "backwards in {view}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_skip_link_leads_past_the_head() {
    visit(Site::page(), async |page| {
        shown::open(page, "#view=talking").await;
        page.press("Tab").await;
        assert_eq!(page.focused().await, "a: Skip to content");
        let seen = page.run("return document.querySelector('.skip').getBoundingClientRect().width > 50", &[]).await;
        assert_eq!(seen, true, "the link is seen when it has the focus");
        page.press("Enter").await;
        assert_eq!(page.run("return document.activeElement.id", &[]).await, "content");
        page.press("Tab").await;
        assert_eq!(page.run("return document.activeElement.closest('main') !== null", &[]).await, true);
        assert_eq!(fragment(page).await, "view=talking", "the address holds the state of the page and stays");
    })
    .await;
}

#[tokio::test]
async fn arrow_keys_walk_the_points_of_a_figure_and_say_their_numbers() {
    visit(Site::page(), async |page| {
        shown::open(page, "").await;
        page.run("document.querySelector('.lead-fig .hit').focus()", &[]).await;
        let last = page.count(".lead-fig .hit").await - 1;
        for (key, place) in [("ArrowRight", 1), ("ArrowRight", 2), ("ArrowLeft", 1), ("End", last), ("ArrowRight", last), ("Home", 0), ("ArrowLeft", 0)] {
            page.press(key).await;
            let script = "const hit = document.activeElement, readout = document.querySelector('.lead-fig .readout'), box = readout.getBoundingClientRect();
                return [hit.dataset.hit, hit.getAttribute('aria-label') === readout.innerText, box.height > 10 && getComputedStyle(readout).visibility === 'visible']";
            // The first key waits for what it needs of the program.
            page.wait_until(&format!("document.activeElement.dataset.hit === '{place}'")).await;
            assert_eq!(page.run(script, &[]).await, json!([place.to_string(), true, true]), "after {key}");
        }
        page.press("ArrowRight").await;
        page.press("Enter").await;
        page.wait_for("dialog[open]").await;
        page.press("Escape").await;
        page.wait_gone("dialog[open]").await;
        assert_eq!(page.run("return document.activeElement.dataset.hit", &[]).await, "1", "the focus is on the point that was asked about");
        assert_eq!(page.count(".lead-fig .hit[tabindex='0']").await, 1, "Tab comes back to one point of a figure");
    })
    .await;
}

#[tokio::test]
async fn a_control_can_be_walked_with_the_arrow_keys() {
    visit(Site::page(), async |page| {
        shown::open(page, "").await;
        page.run("[...document.querySelectorAll('.filters label')].find(l => l.innerText.startsWith('History')).querySelector('select').focus()", &[]).await;
        for months in ["months=36", "months=60"] {
            shown::redrawn(page, async || page.press("ArrowDown").await).await;
            assert_eq!(fragment(page).await, months);
            assert!(page.focused().await.starts_with("select"), "the control keeps the focus");
        }
    })
    .await;
}

#[tokio::test]
async fn the_rows_are_walked_with_the_keyboard_and_keep_the_focus() {
    visit(Site::page(), async |page| {
        shown::open(page, "#view=talking").await;
        page.run("const b = [...document.querySelectorAll('.c8 .fig-foot button')].find(b => b.innerText === 'Rows behind it'); b.focus()", &[]).await;
        page.press("Enter").await;
        page.wait_for("dialog[open]").await;
        let mut reached = Vec::new();
        for _ in 0..4 {
            page.press("Tab").await;
            let script = "const e = document.activeElement; return e === document.body ? 'body' : e.closest('dialog') ? e.className : 'behind: ' + e.outerHTML";
            reached.push(page.run(script, &[]).await.as_str().unwrap_or_default().to_owned());
        }
        assert!(reached.iter().all(|place| !place.starts_with("behind")), "{reached:?}");
        assert!(reached.iter().any(|place| place.contains("rows-scroll")), "{reached:?}");
        page.run("document.querySelector('.rows-scroll').focus()", &[]).await;
        page.press("PageDown").await;
        page.wait_until("document.querySelector('.rows-scroll').scrollTop > 0").await;
    })
    .await;
}
