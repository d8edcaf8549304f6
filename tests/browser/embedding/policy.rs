//! Nothing that the page does breaks the policy that the README tells servers to send. Any message of it in the console fails a test.

use serde_json::json;
use thirtyfour::common::print::PrintParameters;
use uptake::app::address::ViewName;

use crate::driver::{Page, visit};
use crate::nginx::{Nginx, Origin};
use crate::server::Site;

async fn shown(page: &Page, base: &str, rest: &str) {
    page.open_address("about:blank").await;
    page.open_address(&format!("{base}/{rest}")).await;
    page.wait_for("footer.complete, .tile, .presenting h1, .sheet, main h1, main h2").await;
    page.wait_until("performance.getEntriesByName('uptake:draw').length").await;
}

#[tokio::test]
async fn every_view_works_under_the_policy() {
    visit(Site::empty(), async |page| {
        let nginx = Nginx::start(&[Origin::portal(""), Origin::page()]);
        let folder = tempfile::tempdir().expect("a folder for downloads");
        page.cdp("Browser.setDownloadBehavior", json!({ "behavior": "allow", "downloadPath": folder.path() })).await;
        let policy = "return fetch('.').then(answer => answer.headers.get('content-security-policy'))";
        shown(page, &nginx.origins[1], "").await;
        let policy = page.run(policy, &[]).await;
        assert!(
            policy.as_str().is_some_and(|policy| policy.contains("style-src 'self';")
                && policy.contains("frame-ancestors 'self' http://127.0.0.1:")),
            "{policy}"
        );
        for view in ViewName::ALL {
            for embed in ["", "&embed=true&theme=dark&bordered=true"] {
                let rest = format!("#view={}&id=led-to-action&team=booking{embed}", view.key());
                shown(page, &nginx.origins[1], &rest).await;
                page.run("document.querySelectorAll('[data-toggle]').forEach(button => button.click())", &[]).await;
                page.run("document.querySelectorAll('details').forEach(part => part.open = true)", &[]).await;
                page.run("document.querySelectorAll('[data-take]').forEach(button => button.click())", &[]).await;
                if page.count("main [data-ask]").await > 0 {
                    page.run("document.querySelector('main [data-ask]').click()", &[]).await;
                    page.wait_for("dialog[open] tbody tr").await;
                    page.run(
                        "document.querySelectorAll('dialog[open] [data-take]').forEach(button => button.click())",
                        &[],
                    )
                    .await;
                    page.press("Escape").await;
                    page.wait_gone("dialog[open]").await;
                }
                let printed = page.driver.print_page(PrintParameters::default()).await.expect("Chromium prints");
                assert!(printed.starts_with(b"%PDF"), "{rest}");
            }
        }
        assert!(std::fs::read_dir(folder.path()).expect("the folder is there").count() > 5, "files were saved");
    })
    .await;
}

#[tokio::test]
async fn presenting_and_choosing_a_frame_work_under_the_policy() {
    visit(Site::empty(), async |page| {
        let nginx = Nginx::start(&[Origin::portal(""), Origin::page()]);
        shown(page, &nginx.origins[1], "#view=present").await;
        for key in ["ArrowRight", "ArrowRight", "e"] {
            page.press(key).await;
        }
        page.wait_for("dialog[open] tbody tr").await;
        page.press("Escape").await;
        page.wait_gone("dialog[open]").await;
        for key in ["b", "b", "?", "Escape", "p", "End"] {
            page.press(key).await;
        }
        page.wait_until("document.querySelector('.dots [aria-current]').dataset.step === 'ask'").await;
        shown(page, &nginx.origins[1], "#view=talking").await;
        page.click("header [data-embeds]").await;
        page.wait_for("#snippet-frame").await;
        page.wait_for(".preview .framed").await;
    })
    .await;
}

/// The tests would not notice a broken policy if the console of a frame were not heard.
#[tokio::test]
async fn a_broken_policy_in_a_frame_of_another_origin_is_heard() {
    visit(Site::empty(), async |page| {
        page.expect_message("Content Security Policy");
        let other = Origin {
            directives: "add_header Content-Security-Policy \"style-src 'none'\";".to_owned(),
            ..Origin::portal("<!DOCTYPE html><title>x</title><p style=\"color: red\">red</p>")
        };
        let around = Origin::portal("<!DOCTYPE html><title>x</title><link rel=\"icon\" href=\"data:,\"><iframe src=\"{1}/\" title=\"x\"></iframe>");
        let nginx = Nginx::start(&[around, other]);
        page.open_address(&format!("{}/", nginx.origins[0])).await;
        page.wait_until("document.readyState === 'complete'").await;
    })
    .await;
}
