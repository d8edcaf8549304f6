//! Once its first figure is drawn the page stays where it is: when it is loaded, and when another area or view is chosen.

use serde_json::json;

use crate::driver::{Page, visit};
use crate::server::Site;
use crate::shown::{self, EVERY, VIEWS};

/// What moved from the latest first figure on, and what of it. What moves within half a second of a click or key is the answer to it.
const MOVED: &str = "const done = arguments[1], moved = [];
    const drawn = performance.getEntriesByName('uptake:draw').at(arguments[0]).startTime;
    new PerformanceObserver(list => { for (const shift of list.getEntries()) if (shift.startTime >= drawn && !shift.hadRecentInput)
        moved.push([shift.value, shift.sources.map(source => `${source.node?.nodeName}.${source.node?.className}`).join(' ')]) })
        .observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => done(moved), arguments[0] === 0 ? 400 : 800)";

/// Whatever moved since a drawing: the first of the page (0) or the latest (-1).
async fn moved(page: &Page, since: i32, what: &str) -> Option<String> {
    let moved = page.driver.execute_async(MOVED, vec![json!(since)]).await.expect("the page observes itself");
    (moved.json() != &json!([])).then(|| format!("{what}: {}", moved.json()))
}

#[tokio::test]
async fn nothing_moves_when_the_first_figure_is_drawn_and_after_it() {
    visit(Site::page(), async |page| {
        let mut found = Vec::new();
        for width in [1280, 320, 1920] {
            page.set_window(width, 900).await;
            for view in EVERY {
                shown::open_any(page, view).await;
                found.extend(moved(page, 0, &format!("{view} at {width} px")).await);
            }
        }
        assert!(found.is_empty(), "{}", found.join("\n"));
    })
    .await;
}

#[tokio::test]
async fn nothing_moves_after_another_view_or_area_is_drawn() {
    visit(Site::page(), async |page| {
        let mut found = Vec::new();
        for width in [1280, 320] {
            page.set_window(width, 900).await;
            shown::open(page, "").await;
            for view in VIEWS.into_iter().skip(1).chain(["progress"]) {
                let link = format!("header nav a[href*='view={view}']");
                let link = if view == "progress" { "header nav a".to_owned() } else { link };
                shown::redrawn(page, async || page.click(&link).await).await;
                found.extend(moved(page, -1, &format!("{view} after another view at {width} px")).await);
                page.run("document.getElementById('filter-area').focus()", &[]).await;
                shown::redrawn(page, async || page.press("ArrowDown").await).await;
                found.extend(moved(page, -1, &format!("{view} of another area at {width} px")).await);
            }
        }
        assert!(found.is_empty(), "{}", found.join("\n"));
    })
    .await;
}
