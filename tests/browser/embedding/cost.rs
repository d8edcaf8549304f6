//! What six tiles cost the page around them.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::json;

use super::portal::within;
use crate::driver::visit;
use crate::nginx::{Nginx, Origin, ending};
use crate::server::{Fault, Site};

fn portal(elements: bool, loading: &str) -> String {
    let tile = |measure: &str| {
        if elements {
            format!("<uptake-view id=\"{measure}\" view=\"tile\" measure=\"{measure}\"></uptake-view>")
        } else {
            format!(
                "<iframe name=\"{measure}\" src=\"{{1}}/#view=tile&id={measure}&embed=true\" title=\"x\" {loading} width=\"300\" height=\"320\"></iframe>"
            )
        }
    };
    let tiles: String = measures().iter().map(|measure| tile(measure)).collect();
    let script = if elements { "<script type=\"module\" src=\"{1}/embed.js\"></script>" } else { "" };
    format!(
        "<!DOCTYPE html><html lang=\"en\"><title>Portal</title><link rel=\"icon\" href=\"data:,\"><body>{tiles}{script}"
    )
}

fn measures() -> Vec<&'static str> {
    uptake::measure::Measure::SLUGS.iter().copied().take(6).collect()
}

#[tokio::test]
async fn six_tiles_fetch_the_program_and_the_export_once() {
    for elements in [true, false] {
        visit(Site::empty(), async |page| {
            let nginx = Nginx::start(&[Origin::portal(&portal(elements, "loading=\"lazy\"")), Origin::page()]);
            page.set_window(1280, 4000).await;
            page.open_address(&format!("{}/", nginx.origins[0])).await;
            let mut first = Vec::new();
            for measure in measures() {
                let number = "document.querySelector('.tile') && performance.getEntriesByName('uptake:draw').length
                    && (entry => entry.startTime + entry.duration)(performance.getEntriesByName('uptake:draw')[0])";
                first.push(within(page, measure, async || page.wait_until(number).await).await.as_f64().unwrap_or_default().round());
            }
            let mut sent: BTreeMap<String, (u32, u32)> = BTreeMap::new();
            for one in nginx.answered().into_iter().filter(|one| one.origin == 1) {
                let times = sent.entry(one.path).or_default();
                if one.status == 304 { times.1 += 1 } else { times.0 += 1 }
            }
            let tables = sent.keys().filter(|path| ending(path) == "csv").count();
            let programs = sent.keys().filter(|path| ending(path) == "wasm").count();
            assert!(tables > 10 && programs > 1, "{sent:?}");
            let heavy = |path: &str| ["wasm", "csv", "js", "css"].contains(&ending(path));
            for (path, (whole, unchanged)) in sent.iter().filter(|(path, _)| heavy(path)) {
                assert_eq!(*whole, 1, "{path} is sent once (and {unchanged} times said to be unchanged)");
                let versioned = ending(path) != "csv" && path != "/embed.js";
                assert!(!versioned || *unchanged == 0, "{path} bears its version and is not asked for again");
            }

            page.open_address("about:blank").await;
            page.cdp("Network.clearBrowserCache", json!({})).await;
            page.open_address(&format!("{}/", nginx.origins[1])).await;
            let whole = page.wait_until("performance.getEntriesByName('uptake:draw').length && (entry => entry.startTime + entry.duration)(performance.getEntriesByName('uptake:draw')[0])").await;
            let whole = whole.as_f64().unwrap_or_default().round();
            eprintln!("first numbers of six tiles after {first:?} ms of each frame; of the full page by itself: {whole} ms");
            assert!(first.iter().all(|ms| *ms > 0.0 && *ms < 20_000.0), "{first:?}");
        })
        .await;
    }
}

/// When a page is loaded that has views of a slow server in it, and a picture that takes a while, so that frames begin before.
async fn loaded_ms(portal: &str) -> f64 {
    let slow = Fault::Trickle { bytes: 400, pause: Duration::from_millis(1500) };
    let app = Site::page().fault("index.html", slow).header("access-control-allow-origin", "*").start().await;
    let portal = portal.replace("{1}", app.base.trim_end_matches('/')).replace("/#", "/index.html#");
    let picture = r#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>"#;
    let site = Site::empty()
        .text("portal.html", portal.replace("<body>", "<body><img src=\"slow.svg\" alt=\"\">"))
        .text("slow.svg", picture)
        .fault("slow.svg", Fault::Trickle { bytes: 10, pause: Duration::from_millis(100) });
    let mut loaded = 0.0;
    visit(site, async |page| {
        page.open("portal.html").await;
        let load = "performance.getEntriesByType('navigation')[0].loadEventEnd";
        loaded = page.wait_until(load).await.as_f64().unwrap_or_default();
        if !portal.contains("30000px") {
            while !app.requests().iter().any(|path| path.ends_with("index.html")) {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    })
    .await;
    eprintln!("the page around was loaded after {loaded:.0} ms");
    loaded
}

#[tokio::test]
async fn the_page_around_does_not_wait_for_its_tiles() {
    assert!(loaded_ms(&portal(false, "")).await > 5000.0, "frames of their own hold it up, so that this can be seen");
    assert!(loaded_ms(&portal(true, "")).await < 4000.0, "elements do not, wherever they stand");
    let far = portal(false, "loading=\"lazy\"").replace("<body>", "<body><div style=\"height: 30000px\"></div>");
    assert!(loaded_ms(&far).await < 4000.0, "nor do lazy frames that are not in sight");
}

/// Frames that nobody scrolls to are not even asked for.
#[tokio::test]
async fn what_is_far_below_is_not_loaded_before_it_is_near() {
    visit(Site::empty(), async |page| {
        let far = portal(true, "").replace("<body>", "<body><div style=\"height: 30000px\"></div>");
        let nginx = Nginx::start(&[Origin::portal(&far), Origin::page()]);
        page.open_address(&format!("{}/", nginx.origins[0])).await;
        page.wait_until("customElements.get('uptake-view')").await;
        tokio::time::sleep(Duration::from_millis(700)).await;
        assert!(!nginx.answered().iter().any(|one| one.path.contains("index.html")));
        page.run("document.querySelector('uptake-view').scrollIntoView()", &[]).await;
        within(page, measures()[0], async || page.wait_for(".tile").await).await;
        assert_eq!(page.run("return document.querySelectorAll('uptake-view').length", &[]).await, json!(6));
    })
    .await;
}
