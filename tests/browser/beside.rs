//! A named export comes by a thread beside the page's own, and nobody notices.

use std::time::Duration;

use serde_json::json;

use crate::driver::{Page, visit};
use crate::server::{Fault, Site};
use crate::shown::{self, click_text, packaged, small_export, with_export};

/// The page with two exports, of which the second is opened once the thread is there.
fn two_exports() -> Site {
    let site = with_export(Site::page(), "first/", &packaged(small_export()));
    with_export(site, "second/", &packaged(small_export()))
}

/// Opens the first export and waits for the thread.
async fn start(page: &Page) {
    shown::open(page, "#data=first").await;
    page.run("return fetchBeside.start().then(() => true)", &[]).await;
}

/// The files of the second export that the page itself asked for.
async fn asked_by_the_page(page: &Page) -> serde_json::Value {
    let script = "return performance.getEntriesByType('resource').map(entry => new URL(entry.name).pathname)
        .filter(path => path.startsWith('/second/'))";
    page.run(script, &[]).await
}

#[tokio::test]
async fn a_named_export_is_fetched_beside_the_page() {
    visit(two_exports(), async |page| {
        start(page).await;
        shown::go(page, "data=second&view=sources").await;
        assert!(page.text("header.top").await.contains("Small Ltd"));
        page.wait_for_text("60").await;
        assert_eq!(asked_by_the_page(page).await, json!([]), "nothing is left to the page's own thread");
        let conversations = "/second/conversations.csv".to_owned();
        assert_eq!(page.site.requests().into_iter().filter(|path| *path == conversations).count(), 1);
        let notices = page.run("return document.querySelector('.notices')?.innerText ?? ''", &[]).await;
        assert!(!notices.as_str().unwrap_or_default().contains("could not be read"), "{notices}");
    })
    .await;
}

/// The rooms that chunks come in go back and are filled again while the page still reads others.
#[tokio::test]
async fn a_table_of_many_chunks_comes_whole() {
    let mut files = small_export();
    let (_, conversations) = files.iter_mut().find(|(name, _)| *name == "conversations.csv").expect("the table");
    let row = |number: usize| {
        let day = 1 + number % 28;
        format!("n{number:07},2026-03-{day:02},data_use,a,b,consumer,nobody,fix,2026-04-{day:02}\n")
    };
    conversations.extend((0..150_000).map(row));
    assert!(conversations.len() > 9 << 20);
    visit(with_export(two_exports(), "third/", &packaged(files)), async |page| {
        start(page).await;
        shown::go(page, "data=third&view=sources").await;
        page.wait_for_text("150,060").await;
        assert_eq!(page.run("return document.querySelector('.notices')?.innerText ?? ''", &[]).await, json!(""));
        let resources =
            "return performance.getEntriesByType('resource').filter(entry => entry.name.includes('third/')).length";
        assert_eq!(page.run(resources, &[]).await, json!(0), "nothing is left to the page's own thread");
    })
    .await;
}

#[tokio::test]
async fn a_table_that_fails_beside_the_page_is_told_like_any_other() {
    for (fault, said) in [
        (Fault::CutHalfWay, &["a connection that ended after", "the whole file"][..]),
        (Fault::NotFound, &["no such file on the server"]),
        (Fault::ServerError, &["500"]),
    ] {
        visit(two_exports().fault("second/conversations.csv", fault), async |page| {
            start(page).await;
            shown::go(page, "data=second").await;
            let notices = page.text(".notices").await;
            for part in said.iter().chain(&["The table conversations could not be read"]) {
                assert!(notices.contains(part), "{part:?} in {notices}");
            }
        })
        .await;
    }
}

#[tokio::test]
async fn what_is_fetched_beside_the_page_can_be_cancelled_and_opened_again() {
    let slow = Fault::Trickle { bytes: 200, pause: Duration::from_millis(100) };
    visit(two_exports().fault("second/conversations.csv", slow), async |page| {
        start(page).await;
        page.go("data=second").await;
        page.wait_for_text("Reading conversations, table 3 of 3").await;
        click_text(page, ".state button", "Cancel").await;
        page.wait_for("footer.complete").await;
        assert_eq!(shown::fragment(page).await, "data=first/", "the address names the export that is open");
        shown::go(page, "data=second&view=sources").await;
        assert_eq!(asked_by_the_page(page).await, json!([]), "nothing is left to the page's own thread");
    })
    .await;
}

/// The policy of the page does not hold where the thread is.
#[tokio::test]
async fn a_table_that_is_said_to_be_elsewhere_is_not_followed_there() {
    let elsewhere = with_export(Site::empty(), "second/", &packaged(small_export()))
        .header("access-control-allow-origin", "*")
        .start()
        .await;
    let moved = Fault::Moved { port: elsewhere.port() };
    visit(two_exports().fault("second/conversations.csv", moved), async |page| {
        page.expect_message("Unsafe attempt to load URL");
        start(page).await;
        shown::go(page, "data=second").await;
        let notices = page.text(".notices").await;
        assert!(notices.contains("The table conversations could not be read"), "{notices}");
        assert!(elsewhere.requests().is_empty(), "{:?}", elsewhere.requests());
    })
    .await;
}

/// Nor is the list of the export, which says what else is asked for.
#[tokio::test]
async fn a_list_that_is_said_to_be_elsewhere_is_not_followed_there() {
    let elsewhere = with_export(Site::empty(), "second/", &packaged(small_export()))
        .header("access-control-allow-origin", "*")
        .start()
        .await;
    let moved = Fault::Moved { port: elsewhere.port() };
    visit(two_exports().fault("second/datapackage.json", moved), async |page| {
        page.expect_message("Unsafe attempt to load URL");
        start(page).await;
        page.go("data=second").await;
        page.wait_for_text("second/datapackage.json").await;
        assert!(elsewhere.requests().is_empty(), "{:?}", elsewhere.requests());
    })
    .await;
}

#[tokio::test]
async fn a_page_that_may_have_no_such_thread_reads_by_itself() {
    visit(two_exports().header("content-security-policy", "worker-src 'none'"), async |page| {
        page.expect_message("worker");
        shown::open(page, "#data=second&view=sources").await;
        assert!(page.text("header.top").await.contains("Small Ltd"));
        let asked = asked_by_the_page(page).await.to_string();
        assert!(asked.contains("/second/conversations.csv"), "{asked}");
    })
    .await;
}
