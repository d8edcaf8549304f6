//! Six frames on one page of another site, served by nginx with the headers that the README ships.

use serde_json::{Value, json};

use crate::driver::{Page, visit};
use crate::nginx::{Nginx, Origin, ending};
use crate::server::Site;

/// Three elements and three plain frames, what they tell, and a way to ask the plain ones.
pub const PORTAL: &str = r#"<!DOCTYPE html><html lang="en" style="color-scheme: dark"><meta charset="utf-8"><title>Portal</title>
<link rel="icon" href="data:,"><body>
<div style="width: 300px"><uptake-view id="tile" view="tile" measure="led-to-action" theme="auto"></uptake-view></div>
<uptake-view id="talking" view="talking" theme="light"></uptake-view>
<uptake-view id="joining" view="joining" theme="dark" months="12"></uptake-view>
<iframe name="one" src="{1}/#view=progress&embed=true&theme=dark" title="One" width="900" height="600"></iframe>
<iframe name="two" src="{1}/#view=tile&id=led-to-action&embed=true" title="Two" width="300" height="320"></iframe>
<iframe name="three" src="{1}/#view=sources&embed=true&theme=auto" title="Three" width="900" height="600"></iframe>
<script>
  const page = '{1}', told = [], heard = [], answers = new Map();
  for (const view of document.querySelectorAll('uptake-view'))
    for (const what of ['ready', 'view-changed', 'resized', 'problem'])
      view.addEventListener(what, event => told.push({ what, id: view.id, detail: event.detail }));
  addEventListener('message', event => {
    const frame = [...document.querySelectorAll('iframe')].find(frame => frame.contentWindow === event.source);
    if (!frame || event.origin !== page) return;
    const message = JSON.parse(event.data);
    heard.push({ frame: frame.name, ...message });
    answers.get(message.id)?.(message);
  });
  let last = 0;
  const post = (name, message) => document.querySelector(`iframe[name=${name}]`).contentWindow.postMessage(message, page);
  const ask = (name, method, params = {}) => new Promise(resolve => {
    const id = 'ask-' + ++last;
    answers.set(id, resolve);
    post(name, JSON.stringify({ jsonrpc: '2.0', uptake: 1, frame: name, id, method, params }));
    setTimeout(resolve, 8000, { silent: true });
  });
  const times = (what, id) => told.filter(one => one.what === what && one.id === id).length;
  const box = id => document.getElementById(id).getBoundingClientRect();
</script>
<script type="module" src="{1}/embed.js"></script>"#;

/// Serves the portal and the page.
pub fn served(portal: &str) -> Nginx {
    Nginx::start(&[Origin::portal(portal), Origin::page()])
}

/// Does something within a frame: that of an element by its id, or a plain one by its name.
pub async fn within<T>(page: &Page, name: &str, act: impl AsyncFnOnce() -> T) -> T {
    let find = "const here = document.getElementById(arguments[0]);
        return here?.shadowRoot?.querySelector('iframe') ?? document.querySelector(`iframe[name=${arguments[0]}]`)";
    let frame = page.driver.execute(find, vec![json!(name)]).await.expect("the page answers");
    frame.element().expect("a frame").enter_frame().await.expect("a way into the frame");
    let result = act().await;
    page.driver.enter_default_frame().await.expect("a way out of the frame");
    result
}

/// Waits until an element has grown to what it shows, and its frame has no scroll bar.
async fn has_grown(page: &Page, id: &str) -> u64 {
    let fits = "document.querySelector('footer.complete, .tile') !== null
        && document.documentElement.scrollHeight <= innerHeight && document.documentElement.scrollWidth <= innerWidth
        && Math.ceil(document.getElementById('app').getBoundingClientRect().height) === innerHeight && innerHeight";
    within(page, id, async || page.wait_until(fits).await).await.as_u64().unwrap_or_default()
}

async fn told(page: &Page, what: &str, id: &str) -> Value {
    page.run(
        "return told.filter(one => one.what === arguments[0] && one.id === arguments[1]).map(one => one.detail)",
        &[json!(what), json!(id)],
    )
    .await
}

#[tokio::test]
async fn six_frames_of_another_origin_live_side_by_side() {
    six_frames_live_side_by_side("127.0.0.1").await;
}

/// As in most portals; browsers then show the frames out of another process.
#[tokio::test]
async fn six_frames_of_another_site_live_side_by_side() {
    six_frames_live_side_by_side("localhost").await;
}

async fn six_frames_live_side_by_side(host: &'static str) {
    visit(Site::empty(), async |page| {
        let nginx = Nginx::start(&[Origin { host, ..Origin::portal(PORTAL) }, Origin::page()]);
        page.set_window(1280, 12000).await; // so that no frame waits for being scrolled to
        page.open_address(&format!("{}/", nginx.origins[0])).await;
        for id in ["tile", "talking", "joining"] {
            page.wait_until(&format!(
                "times('ready', '{id}') && times('resized', '{id}') && times('view-changed', '{id}')"
            ))
            .await;
        }
        for name in ["one", "two", "three"] {
            page.wait_until(&format!(
                "heard.some(one => one.frame === '{name}' && one.method === 'ready' && one.params.state)"
            ))
            .await;
        }

        // Each has its own colours, and those of the system are not those of the portal.
        for (name, theme) in [
            ("tile", "dark"),
            ("talking", "light"),
            ("joining", "dark"),
            ("one", "dark"),
            ("two", "light"),
            ("three", ""),
        ] {
            let seen = within(page, name, async || {
                page.wait_for("footer.complete, .tile").await;
                page.run("return document.documentElement.dataset.theme ?? ''", &[]).await
            });
            assert_eq!(seen.await, theme, "{name}");
        }

        // Elements are as high as what they show, and stay so.
        let mut heights = Vec::new();
        for id in ["tile", "talking", "joining"] {
            heights.push(has_grown(page, id).await);
        }
        assert!(heights[0] > 100 && heights[0] < 700 && heights[1] > 2000, "{heights:?}");
        let before = page.run("return [told.length, heard.length]", &[]).await;
        tokio::time::sleep(std::time::Duration::from_millis(1500)).await;
        assert_eq!(page.run("return [told.length, heard.length]", &[]).await, before, "nothing goes round in circles");

        // A part that opens, and one that closes.
        let toggle = "document.querySelector('[data-toggle]').click()";
        within(page, "tile", async || page.run(toggle, &[]).await).await;
        page.wait_until(&format!("box('tile').height > {}", heights[0] + 20)).await;
        has_grown(page, "tile").await;
        within(page, "tile", async || page.run(toggle, &[]).await).await;
        page.wait_until(&format!("Math.round(box('tile').height) === {}", heights[0])).await;

        // A filter, which the reader sets.
        let changes = told(page, "view-changed", "talking").await.as_array().map_or(0, Vec::len);
        within(page, "talking", async || crate::shown::choose(page, "Area", "Discovery").await).await;
        page.wait_until(&format!("times('view-changed', 'talking') > {changes}")).await;
        has_grown(page, "talking").await;

        // A changed attribute goes by message, without loading again.
        let loaded = nginx.answered().len();
        page.run("document.getElementById('joining').setAttribute('area', 'Discovery')", &[]).await;
        page.wait_until("times('view-changed', 'joining') > 1").await;
        page.run("document.documentElement.style.colorScheme = 'light'", &[]).await;
        page.wait_until("times('view-changed', 'tile') > 1").await;
        has_grown(page, "joining").await;
        let theme = within(page, "tile", async || page.attribute("html", "data-theme").await).await;
        assert_eq!(theme.as_deref(), Some("light"), "theme=auto follows the page around it");
        let later: Vec<_> = nginx.answered().drain(loaded..).map(|one| one.path).collect();
        assert!(!later.iter().any(|path| path.contains("index.html") || ending(path) == "csv"), "{later:?}");

        // Every event came once, in order, and says whose doing it was.
        for (id, sources) in
            [("tile", ["initial", "host"]), ("talking", ["initial", "user"]), ("joining", ["initial", "host"])]
        {
            let said: Vec<Value> = told(page, "view-changed", id)
                .await
                .as_array()
                .into_iter()
                .flatten()
                .map(|one| one["source"].clone())
                .collect();
            assert_eq!(said, sources, "{id}");
            assert_eq!(page.run("return times('ready', arguments[0])", &[json!(id)]).await, 1, "{id}");
            assert_eq!(told(page, "problem", id).await, json!([]), "{id}");
        }
        let ready = "return heard.filter(one => one.method === 'ready').map(one => one.frame).sort()";
        assert_eq!(page.run(ready, &[]).await, json!(["one", "three", "two"]));
    })
    .await;
}

#[tokio::test]
async fn a_plain_frame_is_read_and_set_by_messages() {
    visit(Site::empty(), async |page| {
        let nginx = served(PORTAL);
        page.set_window(1280, 12000).await;
        page.open_address(&format!("{}/", nginx.origins[0])).await;
        page.wait_until("heard.some(one => one.frame === 'one' && one.method === 'ready')").await;
        let state = page.run("return ask('one', 'getState')", &[]).await;
        assert_eq!(state["result"], json!({ "view": "progress", "theme": "dark", "embed": "true" }));
        let set = "return ask('one', 'setState', { view: 'talking', months: 12, joy: 1, data: 'elsewhere' })";
        let answer = page.run(set, &[]).await;
        assert_eq!(answer["result"]["applied"], json!({ "view": "talking", "months": 12 }));
        let rejected = answer["result"]["rejected"].as_array().cloned().unwrap_or_default();
        let keys: Vec<&str> = rejected.iter().filter_map(|one| one["key"].as_str()).collect();
        assert_eq!(keys, ["data", "joy"]);
        assert!(rejected.iter().all(|one| one["why"].as_str().is_some_and(|why| why.len() > 5)));
        page.wait_until("heard.filter(one => one.frame === 'one' && one.method === 'stateChanged').length").await;
        within(page, "one", async || page.wait_for_text("Are we still the go-between").await).await;
        let answer = page.run("return ask('one', 'setTheme', { theme: 'light' })", &[]).await;
        assert_eq!(answer["result"], json!({ "applied": "light" }));
        within(page, "one", async || page.wait_for("html[data-theme=light]").await).await;
        for (method, code) in [("eval", -32601), ("setTheme", -32602)] {
            let answer = page.run("return ask('one', arguments[0], { theme: 'red' })", &[json!(method)]).await;
            assert_eq!(answer["error"]["code"], code, "{method}");
        }
        let changes =
            "return heard.filter(one => one.method === 'stateChanged').map(one => [one.frame, one.params.source])";
        assert_eq!(
            page.run(changes, &[]).await,
            json!([["one", "host"], ["one", "host"]]),
            "only that frame, once each"
        );
        // The frame is of another origin, so that the portal sees nothing of it.
        let seen = page
            .run("try { return document.querySelector('iframe').contentDocument } catch { return null }", &[])
            .await;
        assert_eq!(seen, Value::Null);
    })
    .await;
}
