//! The page starts: under its policy, under any path, in the theme that is asked for, and says so when it can't.

use std::time::Duration;

use serde_json::{Value, json};

use crate::axe::assert_accessible;
use crate::driver::{Page, visit};
use crate::server::{Fault, Site};

/// An old wasm-opt builds without a word and the page stays blank: only loading it tells. `visit` looks at the console, so no part of
/// the page breaks its own policy either.
#[tokio::test]
async fn it_mounts_without_a_word_in_the_console() {
    visit(Site::page(), async |page| {
        page.open("").await;
        page.wait_for("#app h1").await;
        page.wait_gone("#boot").await;
        assert_accessible(page).await;
        page.screenshot("start").await;
    })
    .await;
}

#[tokio::test]
async fn it_mounts_under_any_path() {
    visit(Site::page_under("/some/where/else/"), async |page| {
        page.open("").await;
        page.wait_for("#app").await;
        let elsewhere: Vec<String> =
            page.site.requests().into_iter().filter(|path| !path.starts_with("/some/where/else/")).collect();
        assert_eq!(elsewhere, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn it_mounts_where_the_server_does_not_know_wasm() {
    visit(Site::page().kind("wasm", "application/octet-stream"), async |page| {
        page.open("").await;
        page.wait_for("#app").await;
    })
    .await;
}

/// Here the server forbids WebAssembly on top of the page's own policy, and a blank page would be the result.
#[tokio::test]
async fn a_page_that_cannot_start_says_so() {
    visit(Site::page().header("content-security-policy", "script-src 'self'"), async |page| {
        page.open("").await;
        page.wait_for_text("The page could not be started").await;
        page.wait_for_text("CompileError").await;
        assert_accessible(page).await;
    })
    .await;
}

#[tokio::test]
async fn a_page_that_cannot_be_loaded_says_so() {
    let wasm = built_file("_bg.wasm");
    for (file, fault, message, detail) in [
        (&wasm, Fault::NotFound, Some("404"), wasm.as_str()),
        (&wasm, Fault::ServerError, Some("500"), "500 for"),
        (&wasm, Fault::HtmlInstead, None, "a page came for"),
        (&wasm, Fault::CutHalfWay, Some("ERR_CONTENT_LENGTH_MISMATCH"), "aborted"),
    ] {
        visit(Site::page().fault(file, fault), async |page| {
            if let Some(message) = message {
                page.expect_message(message);
            }
            page.open("").await;
            page.wait_for_text("The page could not be loaded").await;
            page.wait_for_text("files are missing where the page is deployed").await;
            page.wait_for_text(detail).await;
            assert_accessible(page).await;
        })
        .await;
    }
}

#[tokio::test]
async fn a_view_whose_part_of_the_page_does_not_come_says_so() {
    visit(Site::page().fault(&built_file("-split_later.wasm"), Fault::NotFound), async |page| {
        page.expect_message("404");
        page.open("#view=talking").await;
        page.wait_for_text("The page is not complete").await;
        page.wait_for_text("files are missing where the page is deployed").await;
        assert_accessible(page).await;
    })
    .await;
}

#[tokio::test]
async fn on_a_slow_connection_it_says_that_it_is_loading() {
    let slow = Fault::Trickle { bytes: 8 << 10, pause: Duration::from_millis(100) };
    visit(Site::page().fault(&built_file("_bg.wasm"), slow), async |page| {
        page.open("").await;
        page.wait_for_text("Loading the page").await;
        page.wait_for("#app").await;
        page.wait_gone("#boot").await;
    })
    .await;
}

/// What not every browser has: a turn for others that comes right after them, and measures of its own.
#[tokio::test]
async fn it_works_where_the_browser_gives_no_turns_and_takes_no_measures() {
    visit(Site::page(), async |page| {
        let without =
            "Object.defineProperty(window, 'scheduler', { value: undefined }); performance.measure = undefined";
        page.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": without })).await;
        page.open("").await;
        page.wait_for("svg.figure").await;
        page.go("view=talking").await;
        page.wait_for("table").await;
        let there = page.run("return [typeof scheduler, performance.getEntriesByType('measure').length]", &[]).await;
        assert_eq!(there, json!(["undefined", 0]));
    })
    .await;
}

#[tokio::test]
async fn the_theme_is_set_by_the_address() {
    visit(Site::page(), async |page| {
        for (address, theme) in [
            ("", None),
            ("#theme=dark", Some("dark")),
            ("#theme=light", Some("light")),
            ("#theme=auto", None),
            ("#theme=purple", None),
            ("?theme=dark", Some("dark")),
            ("?theme=dark#theme=light", Some("light")),
            ("?theme=dark#theme=auto", None),
            ("#view=tile&embed=true", Some("light")),
            ("#view=tile&embed=true&theme=dark", Some("dark")),
            ("#view=tile&embed=true&theme=auto", None),
        ] {
            page.open(address).await;
            assert_eq!(theme_of(page).await.as_deref(), theme, "with {address:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn without_a_theme_the_system_decides() {
    visit(Site::page(), async |page| {
        page.open("").await;
        let light = background(page).await;
        page.emulate_dark().await;
        assert_ne!(background(page).await, light);
        page.open("#theme=light").await;
        assert_eq!(background(page).await, light);
    })
    .await;
}

async fn theme_of(page: &Page) -> Option<String> {
    page.attribute("html", "data-theme").await
}

async fn background(page: &Page) -> Value {
    page.run("return getComputedStyle(document.documentElement).backgroundColor", &[]).await
}

/// The name of the only file in `dist/` with this in its name: names of built files carry a hash.
fn built_file(part: &str) -> String {
    let dist = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("dist");
    let mut names = std::fs::read_dir(&dist)
        .expect("dist/ is there: `make build`")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    names.find(|name| name.contains(part)).expect("a release page")
}
