//! Pictures of the views, for people who look at them and for the README.

use std::path::Path;

use serde_json::json;

use crate::driver::{Page, visit};
use crate::server::Site;
use crate::shown::{self, EVERY};

/// The width of the picture in the README.
const README_WIDTH: u32 = 1280;

/// Every view at every width that matters, in both themes, as high as the page is. Nothing is compared: people look at them.
#[tokio::test]
async fn the_views_can_be_pictured_at_every_width_and_in_both_themes() {
    visit(Site::page(), async |page| {
        for view in EVERY {
            page.set_window(1280, 900).await;
            shown::open_any(page, view).await;
            let name = view.trim_start_matches("view=").split('&').next().unwrap_or_default();
            for theme in ["light", "dark"] {
                page.run("document.documentElement.dataset.theme = arguments[0]", &[json!(theme)]).await;
                for width in [320, 1280, 1920] {
                    whole_page(page, width).await;
                    let path = page.screenshot(&format!("{name}-{theme}-{width}")).await;
                    assert_eq!(width_of(&path), width, "{name} in {theme}");
                }
            }
        }
    })
    .await;
}

/// With `UPDATE_PICTURES=1` it is taken anew.
#[tokio::test]
async fn the_picture_of_the_readme_is_there() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/progress.png");
    if std::env::var("UPDATE_PICTURES").is_ok_and(|value| value == "1") {
        visit(Site::page(), async |page| {
            page.open("#theme=light").await;
            page.wait_for(".tile svg.figure").await;
            page.wait_for("footer.complete").await;
            whole_page(page, README_WIDTH).await;
            page.driver.screenshot(&path).await.expect("Chromium takes a screenshot");
        })
        .await;
    }
    assert_eq!(width_of(&path), README_WIDTH, "take it anew with UPDATE_PICTURES=1");
}

/// Makes the window as high as the page is at that width.
async fn whole_page(page: &Page, width: u32) {
    page.set_window(width, 900).await;
    settle(page).await;
    let height = page.run("return document.documentElement.scrollHeight", &[]).await;
    page.set_window(width, u32::try_from(height.as_u64().unwrap_or_default()).unwrap_or(900).max(900)).await;
    settle(page).await;
}

/// Waits until figures have been drawn at their new width: observers run before the second frame.
async fn settle(page: &Page) {
    let script = "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))";
    page.driver.execute_async(script, Vec::new()).await.expect("frames go on");
}

/// The width that a PNG says it has: the first number of its first chunk.
fn width_of(path: &Path) -> u32 {
    let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    assert!(bytes.starts_with(b"\x89PNG\r\n\x1a\n"), "{} is no PNG", path.display());
    bytes.get(16..20).and_then(|width| width.try_into().ok()).map_or(0, u32::from_be_bytes)
}
