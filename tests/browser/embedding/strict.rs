//! Hosts that allow little: sandboxes, headers that forbid frames, pages that are not on the list.

use serde_json::json;

use super::portal::within;
use crate::driver::visit;
use crate::nginx::{Nginx, Origin};
use crate::server::Site;

fn sandboxed(allowed: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=\"en\"><title>Portal</title><link rel=\"icon\" href=\"data:,\">\
         <iframe name=\"view\" sandbox=\"{allowed}\" src=\"{{1}}/#view=talking&embed=true\" title=\"A view\" width=\"1200\" height=\"900\"></iframe>"
    )
}

#[tokio::test]
async fn a_sandbox_without_an_origin_is_told_what_it_lacks() {
    visit(Site::empty(), async |page| {
        let nginx = Nginx::start(&[Origin::portal(&sandboxed("allow-scripts")), Origin::page()]);
        page.expect_message("CORS policy");
        page.expect_message("net::ERR_FAILED");
        page.open_address(&format!("{}/", nginx.origins[0])).await;
        let text = within(page, "view", async || page.text("[role=alert]").await).await;
        assert!(text.contains("allow-same-origin"), "{text}");
    })
    .await;
}

/// A server may let its files be read from everywhere; then the view needs no origin of its own.
#[tokio::test]
async fn a_sandbox_without_an_origin_shows_what_it_may_read() {
    visit(Site::empty(), async |page| {
        let mut app = Origin::page();
        app.directives = "add_header Access-Control-Allow-Origin * always;".to_owned();
        let nginx = Nginx::start(&[Origin::portal(&sandboxed("allow-scripts")), app]);
        page.open_address(&format!("{}/", nginx.origins[0])).await;
        within(page, "view", async || {
            page.wait_for("footer.complete").await;
            page.wait_for(".c8 svg.figure").await;
            assert_eq!(page.run("return [origin, document.querySelectorAll('.failed').length]", &[]).await, json!(["null", 0]));
            crate::shown::choose(page, "Area", "Discovery").await;
            page.wait_until("document.querySelector('.filters select')?.value === 'Discovery' || [...document.querySelectorAll('.filters select')].some(s => s.value === 'Discovery')").await;
        })
        .await;
    })
    .await;
}

/// What is of another origin does not learn whether it may save, so that it offers to copy besides.
#[tokio::test]
async fn in_a_sandbox_a_view_saves_if_it_may_and_else_can_be_copied_from() {
    for (allowed, saves) in
        [("allow-scripts allow-same-origin", false), ("allow-scripts allow-same-origin allow-downloads", true)]
    {
        visit(Site::empty(), async |page| {
            if !saves {
                page.expect_message("Download is disallowed");
            }
            let nginx = Nginx::start(&[Origin::portal(&sandboxed(allowed)), Origin::page()]);
            let folder = tempfile::tempdir().expect("a folder for downloads");
            page.cdp("Browser.setDownloadBehavior", json!({ "behavior": "allow", "downloadPath": folder.path() }))
                .await;
            page.open_address(&format!("{}/", nginx.origins[0])).await;
            within(page, "view", async || {
                page.wait_for(".c8 svg.figure").await;
                page.run("document.querySelectorAll('.c8 details.take').forEach(menu => menu.open = true)", &[]).await;
                crate::shown::click_text(page, ".c8 [data-take]", "Data as CSV").await;
                page.wait_until(
                    "document.querySelector('.c8 .said').textContent.includes('if the page around this one lets it')",
                )
                .await;
                let offers = page
                    .run(
                        "return [...document.querySelectorAll('.c8 [data-take]')].map(one => one.textContent).join()",
                        &[],
                    )
                    .await;
                assert!(offers.as_str().is_some_and(|offers| offers.contains("Copy")), "{offers}");
            })
            .await;
            let came = async || std::fs::read_dir(folder.path()).expect("the folder is there").count() > 0;
            for _ in 0..40 {
                if came().await {
                    break;
                }
                tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            }
            assert_eq!(came().await, saves, "{allowed}");
        })
        .await;
    }
}

#[tokio::test]
async fn where_the_server_forbids_frames_the_choices_say_so_and_the_frame_stays_empty() {
    visit(Site::empty(), async |page| {
        let mut app = Origin::page();
        app.directives = app.directives.replace("frame-ancestors 'self' {0}", "frame-ancestors 'none'");
        assert!(app.directives.contains("'none'"), "the header is another one");
        let nginx = Nginx::start(&[Origin::portal(&sandboxed("allow-scripts allow-same-origin")), app]);
        page.open_address(&format!("{}/", nginx.origins[1])).await;
        page.wait_for("footer.complete").await;
        page.click("header [data-embeds]").await;
        page.wait_for_text("Not from here.").await;
        page.wait_for_text("frame-ancestors 'none'").await;

        page.expect_message("frame-ancestors 'none'");
        page.open_address(&format!("{}/", nginx.origins[0])).await;
        let text =
            within(page, "view", async || page.run("return document.querySelector('#app') === null", &[]).await).await;
        assert_eq!(text, true);
    })
    .await;
}

#[tokio::test]
async fn the_choices_name_the_pages_that_the_server_lets() {
    visit(Site::empty(), async |page| {
        let nginx = Nginx::start(&[Origin::portal(""), Origin::page()]);
        page.open_address(&format!("{}/", nginx.origins[1])).await;
        page.wait_for("footer.complete").await;
        page.click("header [data-embeds]").await;
        page.wait_for_text("Asked just now, this server lets only some pages show this one in a frame").await;
        page.wait_for_text(&nginx.origins[0]).await;
    })
    .await;
}

#[tokio::test]
async fn a_page_that_is_not_on_the_list_is_answered_nothing_and_told_no_more_than_a_size() {
    visit(Site::empty(), async |page| {
        let mut app = Origin::page();
        app.files = vec![("config.json".to_owned(), r#"{ "allowed_parents": ["https://portal.example"] }"#.to_owned())];
        let nginx = Nginx::start(&[Origin::portal(super::portal::PORTAL), app]);
        page.set_window(1280, 12000).await;
        page.open_address(&format!("{}/", nginx.origins[0])).await;
        for name in ["one", "two", "three"] {
            page.wait_until(&format!("heard.some(one => one.frame === '{name}' && one.method === 'resized')")).await;
        }
        page.wait_until("times('resized', 'talking')").await;
        let answer = page.run("return Promise.race([ask('one', 'setState', { view: 'talking' }), new Promise(done => setTimeout(done, 1500, 'nothing'))])", &[]).await;
        assert_eq!(answer, "nothing");
        page.run("post('one', '{'); post('one', JSON.stringify({ jsonrpc: '2.0', uptake: 1, frame: 'one', id: 1, method: 'eval' }))", &[]).await;
        within(page, "one", async || crate::shown::choose(page, "Area", "Discovery").await).await;
        tokio::time::sleep(std::time::Duration::from_millis(700)).await;
        let said = page.run("return heard.filter(one => one.method !== 'ready' && one.method !== 'resized' || one.params.state)", &[]).await;
        assert_eq!(said, json!([]), "neither answers, nor states, nor problems");
        let question = within(page, "one", async || page.text(".question").await).await;
        assert!(question.starts_with("Is the change happening"), "{question}");
    })
    .await;
}
