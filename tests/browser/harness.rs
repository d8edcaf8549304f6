//! The tools of these tests do what they say, tried on pages of a few lines.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures_util::FutureExt;
use serde_json::json;

use crate::driver::visit;
use crate::fitting::unfitting;
use crate::server::{Fault, Site};

fn page(body: &str) -> Site {
    Site::empty().text("index.html", format!("<!DOCTYPE html><title>A page</title><body>{body}</body>"))
}

async fn panics(site: Site, test: impl AsyncFnOnce(&crate::driver::Page)) -> String {
    let panic = AssertUnwindSafe(visit(site, test)).catch_unwind().await.expect_err("it has to fail");
    panic.downcast_ref::<String>().cloned().unwrap_or_default()
}

#[tokio::test]
async fn a_message_in_the_console_fails_the_test() {
    let site = page("<script>console.warn('spilled the tea')</script>");
    assert!(panics(site.clone(), async |page| page.open("").await).await.contains("spilled the tea"));
    visit(site, async |page| {
        page.expect_message("the tea");
        page.open("").await;
    })
    .await;
    assert!(panics(page(""), async |page| page.expect_message("the tea")).await.contains("did not come"));
}

#[tokio::test]
async fn a_broken_policy_fails_the_test() {
    let site = page("<p style=\"color: red\">red</p>").header("content-security-policy", "style-src 'none'");
    assert!(panics(site, async |page| page.open("").await).await.contains("Content Security Policy"));
}

#[tokio::test]
async fn what_an_element_runs_while_a_page_loads_is_heard() {
    let site = page("<img src=\"data:,\" onerror=\"alert(1)\"><p>some text</p>");
    let heard = panics(site, async |page| {
        page.listen().await;
        page.open("").await;
        page.wait_for("p").await;
    });
    assert!(heard.await.contains("hurt by alert 1"));
}

#[tokio::test]
async fn words_that_are_cut_or_leave_their_place_are_found() {
    let style = "<style>p { width: 80px; font: 16px monospace } .cut { overflow: hidden; height: 10px }
        .dots { overflow: hidden; white-space: nowrap; text-overflow: ellipsis } .scroll { overflow: auto }</style>";
    let long = "incomprehensibilities and more of them";
    let site = page(&format!("{style}<p>some words</p><p class=scroll>{long}</p><p class=dots>{long}</p><p></p>"));
    visit(site, async |page| {
        page.open("").await;
        assert_eq!(unfitting(page, "the page").await, Vec::<String>::new());
        for (class, says) in [("", "leaves its box by"), ("cut", "cut by")] {
            let script = "const p = document.querySelector('p:last-of-type'); p.className = arguments[0]; p.textContent = arguments[1]";
            page.run(script, &[json!(class), json!(long)]).await;
            let found = unfitting(page, "the page").await;
            assert!(found.iter().any(|part| part.contains(says)), "{says} in {found:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn keys_go_where_the_focus_is() {
    let site = page(
        "<p id=\"said\"></p><a href=\"#a\">first</a><button>second</button><script>
         onkeydown = e => said.textContent += ` ${e.shiftKey ? 'Shift+' : ''}${e.key}`;
         document.querySelector('button').onclick = () => said.textContent += ' clicked'</script>",
    );
    visit(site, async |page| {
        page.open("#there").await;
        page.press("Tab").await;
        assert_eq!(page.focused().await, "a: first");
        page.press("Tab").await;
        page.press("Enter").await;
        page.press("Shift+Tab").await;
        page.press("ArrowLeft").await;
        page.press("a").await;
        page.click("button").await;
        assert_eq!(page.focused().await, "button: second");
        // the Shift of Shift+Tab is a key of its own
        assert_eq!(page.text("#said").await, "Tab Tab Enter clicked Shift+Shift Shift+Tab ArrowLeft a clicked");
        assert_eq!(page.count("a, button").await, 2);
        assert_eq!(page.attribute("a", "href").await.as_deref(), Some("#a"));
    })
    .await;
}

#[tokio::test]
async fn window_and_paper_have_the_size_that_is_asked_for() {
    visit(page("<p>some text"), async |page| {
        page.open("").await;
        page.set_window(320, 640).await;
        assert_eq!(page.run("return [innerWidth, innerHeight]", &[]).await, json!([320, 640]));
        page.emulate(&[("prefers-reduced-motion", "reduce")]).await;
        page.wait_until("matchMedia('(prefers-reduced-motion: reduce)').matches").await;
        page.go("#elsewhere").await;
        page.wait_until("location.hash === '#elsewhere'").await;
        assert!(page.print_pdf().await.starts_with(b"%PDF"));
    })
    .await;
}

#[tokio::test]
async fn a_server_fails_in_every_way() {
    let rows = "a,b\n".repeat(1000);
    let slow = Fault::Trickle { bytes: 1000, pause: Duration::from_millis(50) };
    let mut site = page("").text("whole.csv", rows.clone());
    for (path, fault) in [
        ("none.csv", Fault::NotFound),
        ("page.csv", Fault::HtmlInstead),
        ("bad.csv", Fault::ServerError),
        ("cut.csv", Fault::CutHalfWay),
        ("slow.csv", slow),
    ] {
        site = site.text(path, rows.clone()).fault(path, fault);
    }
    visit(site, async |page| {
        page.expect_message("404");
        page.expect_message("500");
        page.expect_message("net::ERR_");
        page.open("").await;
        let script = "const done = arguments[arguments.length - 1], t = performance.now();
            fetch(arguments[0]).then(async r => [r.status, r.headers.get('content-type'), (await r.text()).length, performance.now() - t > 150]).catch(() => ['broken']).then(done)";
        for (path, expected) in [
            ("whole.csv", json!([200, "text/csv; charset=utf-8", 4000, false])),
            ("none.csv", json!([404, "text/html; charset=utf-8", 18, false])),
            ("page.csv", json!([200, "text/html; charset=utf-8", 63, false])),
            ("bad.csv", json!([500, "text/html; charset=utf-8", 30, false])),
            ("cut.csv", json!(["broken"])),
            ("slow.csv", json!([200, "text/csv; charset=utf-8", 4000, true])),
        ] {
            let result = page.driver.execute_async(script, vec![json!(path)]).await.expect("a fetch in the page");
            assert_eq!(result.json(), &expected, "{path}");
        }
        assert!(page.site.requests().contains(&"/cut.csv".to_owned()));
    })
    .await;
}
