//! A page of another origin shows views of this one, and talks with them by messages.

mod cost;
mod hostile;
mod places;
mod policy;
mod portal;
mod strict;

use serde_json::json;

use crate::driver::visit;
use crate::server::Site;

/// A portal: two elements, whose page stands in the address of the portal itself, and what they tell.
const PORTAL: &str = r#"<!DOCTYPE html><html lang="en"><title>Portal</title><body>
<uptake-view view="tile" measure="led-to-action"></uptake-view>
<uptake-view view="talking" theme="dark"></uptake-view>
<script>
  window.told = []
  for (const view of document.querySelectorAll('uptake-view'))
    for (const what of ['ready', 'view-changed', 'resized', 'problem'])
      view.addEventListener(what, event => told.push([what, view.getAttribute('view'), event.detail]))
  const script = document.createElement('script')
  script.type = 'module'
  script.src = new URLSearchParams(location.search).get('page') + 'embed.js'
  document.head.append(script)
</script>"#;

#[tokio::test]
async fn elements_of_a_portal_show_views_grow_with_them_and_answer() {
    visit(Site::empty().text("portal.html", PORTAL), async |page| {
        let portal = page.site.base.trim_end_matches('/').to_owned();
        let config = json!({ "allowed_parents": [portal] }).to_string();
        let app = Site::page().text("config.json", config).header("access-control-allow-origin", "*").start().await;
        page.open_address(&format!("{portal}/portal.html?page={}", app.base)).await;
        page.wait_until("told.some(([what, view]) => what === 'resized' && view === 'tile')").await;
        page.run("document.querySelectorAll('uptake-view')[1].scrollIntoView()", &[]).await;
        page.wait_until(
            "told.some(([what, view, detail]) => what === 'resized' && view === 'talking' && detail.height > 2000)",
        )
        .await;
        let height =
            "return Math.round(document.querySelectorAll('uptake-view')[arguments[0]].getBoundingClientRect().height)";
        let heights = [page.run(height, &[json!(0)]).await, page.run(height, &[json!(1)]).await];
        assert!(heights[0].as_u64().unwrap_or(0) > 150 && heights[1].as_u64().unwrap_or(0) > 2000, "{heights:?}");

        let script = "return document.querySelectorAll('uptake-view')[1].setState({ months: 12, joy: 1 })";
        let answer = page.run(script, &[]).await;
        assert_eq!(answer["applied"], json!({ "months": 12 }));
        assert_eq!(answer["rejected"][0]["key"], "joy");
        let state = page.run("return document.querySelectorAll('uptake-view')[1].getState()", &[]).await;
        assert_eq!(
            (&state["view"], &state["theme"], &state["months"]),
            (&json!("talking"), &json!("dark"), &json!("12"))
        );

        let ready = page.run("return told.filter(([what]) => what === 'ready').length", &[]).await;
        assert_eq!(ready, 2, "each view is ready once");
        let before = page.run(height, &[json!(1)]).await;
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        assert_eq!(page.run(height, &[json!(1)]).await, before, "a view that has its height keeps it");
    })
    .await;
}

#[tokio::test]
async fn a_page_that_is_not_on_the_list_is_told_nothing_of_what_is_shown() {
    visit(Site::empty().text("portal.html", PORTAL), async |page| {
        let app = Site::page().header("access-control-allow-origin", "*").start().await;
        page.open_address(&format!("{}portal.html?page={}", page.site.base, app.base)).await;
        page.wait_until("told.some(([what, view]) => what === 'resized' && view === 'tile')").await;
        let told = page.run("return told.filter(([what, view, detail]) => detail && detail.state)", &[]).await;
        assert_eq!(told, json!([]));
        let script = "return Promise.race([document.querySelector('uptake-view').setState({ theme: 'dark' }).then(() => 'answered', () => 'refused'),
            new Promise(resolve => setTimeout(resolve, 1500, 'nothing'))])";
        assert_ne!(page.run(script, &[]).await, "answered");
    })
    .await;
}
