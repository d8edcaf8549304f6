//! A frame beside the view, and the page around it, that send what nobody should: nothing changes, nothing runs, nothing stands still.

use serde_json::{Value, json};

use super::portal::{PORTAL, within};
use crate::driver::{Page, visit};
use crate::nginx::{Nginx, Origin};
use crate::server::Site;

/// A frame that knows the names of its siblings, and forges their messages and those of the page around them.
const EVIL: &str = r#"<!DOCTYPE html><html lang="en"><title>Evil</title><link rel="icon" href="data:,"><script>
  const call = (frame, method, params) => ({ jsonrpc: '2.0', uptake: 1, frame, id: 1, method, params });
  const hurt = '<img src=x onerror="parent.hurt=1;window.hurt=1">';
  const nasty = '{"view":"sources","theme":"light","area":' + JSON.stringify(hurt) + ',"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}';
  addEventListener('message', event => {
    const { go, names } = event.data;
    if (!go) return;
    for (let at = 0; at < parent.length; at++) {
      if (parent[at] === self) continue;
      for (const name of names) {
        parent[at].postMessage(JSON.stringify(call(name, 'setState', JSON.parse(nasty))), '*');
        parent[at].postMessage(call(name, 'setState', { view: 'sources' }), '*');
        parent[at].postMessage(`{"jsonrpc":"2.0","uptake":1,"frame":"${name}","id":1,"method":"setState","params":${nasty}}`, '*');
        parent[at].postMessage(`{"jsonrpc":"2.0","uptake":1,"frame":"${name}","__proto__":{"polluted":1},"method":"setTheme","params":{"theme":"light"}}`, '*');
        parent[at].postMessage('x'.repeat(1e7), '*');
        parent[at].postMessage(new Uint8Array(1e7), '*');
        for (let i = 0; i < 10000 / names.length; i++) parent[at].postMessage(JSON.stringify(call(name, 'setTheme', { theme: 'light' })), '*');
      }
    }
    // And to the page around, as if from the views.
    for (const name of names) {
      for (const [method, params] of [['ready', { state: {} }], ['resized', { width: 9, height: 99999 }], ['stateChanged', { state: { view: hurt } }], ['problem', { code: 'x', message: hurt }]])
        parent.postMessage(JSON.stringify({ jsonrpc: '2.0', uptake: 1, frame: name, method, params }), '*');
      for (let id = 0; id < 50; id++) parent.postMessage(JSON.stringify({ jsonrpc: '2.0', uptake: 1, frame: name, id, result: { hurt } }), '*');
    }
    parent.postMessage({ done: true }, '*');
  });
</script>"#;

/// What the page and its frames must stay free of.
const UNHURT: &str =
    "window.hurt === undefined && ({}).polluted === undefined && document.querySelector('img') === null";

async fn states(page: &Page) -> Value {
    let script = "const state = async id => document.getElementById(id).getState();
        return Promise.all([state('tile'), state('talking'), ask('one', 'getState').then(answer => answer.result), ask('two', 'getState').then(answer => answer.result)])";
    page.run(script, &[]).await
}

async fn unhurt(page: &Page) {
    assert_eq!(page.run(&format!("return {UNHURT}"), &[]).await, true, "the page around");
    for name in ["tile", "talking", "one", "two"] {
        let clean = within(page, name, async || page.run(&format!("return {UNHURT}"), &[]).await).await;
        assert_eq!(clean, true, "{name}");
    }
}

async fn all_there(page: &Page) {
    for id in ["tile", "talking", "joining"] {
        page.wait_until(&format!("times('view-changed', '{id}')")).await;
    }
    for name in ["one", "two", "three"] {
        page.wait_until(&format!("heard.some(one => one.frame === '{name}' && one.method === 'resized')")).await;
    }
    within(page, "one", async || page.wait_for("footer.complete").await).await;
}

#[tokio::test]
async fn a_frame_beside_the_views_moves_nothing() {
    for sandbox in ["", "sandbox=\"allow-scripts\""] {
        visit(Site::empty(), async |page| {
            let evil = format!("<iframe name=\"evil\" src=\"{{2}}/\" title=\"Evil\" {sandbox}></iframe><script>");
            let portal = Origin::portal(&PORTAL.replacen("<script>", &evil, 1));
            let other = Origin { host: "127.0.0.1", ..Origin::portal(EVIL) };
            let nginx = Nginx::start(&[portal, Origin::page(), other]);
            page.set_window(1280, 12000).await;
            page.open_address(&format!("{}/", nginx.origins[0])).await;
            all_there(page).await;
            let before = states(page).await;
            assert_eq!(before[2]["view"], "progress");
            let said = page.run("return [told.length, heard.filter(one => one.method).length]", &[]).await;
            let height = page.run("return box('talking').height", &[]).await;

            // It is even told the names of the frames, which it could not know.
            page.run(
                "window.done = 0; addEventListener('message', event => { if (event.data.done) done++ });
                 const names = ['one', 'two', 'three', ...[...document.querySelectorAll('uptake-view')].map(view => view.shadowRoot.querySelector('iframe').name)];
                 window.started = performance.now();
                 document.querySelector('iframe[name=evil]').contentWindow.postMessage({ go: true, names }, '*')",
                &[],
            )
            .await;
            page.wait_until("done").await;
            assert_eq!(states(page).await, before, "nothing has changed, and the views still answer their page");
            let took = page.run("return Math.round(performance.now() - started)", &[]).await;
            eprintln!("from the first forged message to the answers of the views: {took} ms");
            assert!(took.as_u64().is_some_and(|took| took < 15_000), "{took}");
            assert_eq!(page.run("return [told.length, heard.filter(one => one.method).length]", &[]).await, said);
            assert_eq!(page.run("return box('talking').height", &[]).await, height);
            unhurt(page).await;
        })
        .await;
    }
}

#[tokio::test]
async fn the_page_around_sets_what_may_be_set_and_breaks_nothing() {
    visit(Site::empty(), async |page| {
        let nginx = super::portal::served(PORTAL);
        page.set_window(1280, 12000).await;
        page.open_address(&format!("{}/", nginx.origins[0])).await;
        all_there(page).await;
        let before = states(page).await;
        // Markup in every value: an area is any text, of which there is none; all else is refused.
        let keys = ["view", "team", "id", "area", "as_of", "since", "months", "grain", "step", "lang", "theme", "hide", "background", "titled", "bordered", "data", "embed", "__proto__", "constructor", "toString"];
        let script = "const hurt = '<img src=x onerror=\"parent.hurt=1;window.hurt=1\"><script>window.hurt=1</script>';
            const params = '{' + arguments[0].map(key => JSON.stringify(key) + ':' + JSON.stringify(hurt)).join() + '}';
            const answered = new Promise(resolve => answers.set('nasty', resolve));
            post('one', `{\"jsonrpc\":\"2.0\",\"uptake\":1,\"frame\":\"one\",\"id\":\"nasty\",\"method\":\"setState\",\"params\":${params}}`);
            return answered";
        let answer = page.run(script, &[json!(keys)]).await;
        let applied: Vec<&String> = answer["result"]["applied"].as_object().map(|all| all.keys().collect()).unwrap_or_default();
        assert_eq!(applied, ["area", "team"], "only what is any text");
        assert_eq!(answer["result"]["rejected"].as_array().map(Vec::len), Some(keys.len() - 2));
        within(page, "one", async || page.wait_for_text("<img src=x onerror=").await).await;
        unhurt(page).await;
        page.run("return ask('one', 'setState', { area: null, team: null })", &[]).await;
        assert_eq!(states(page).await, before);

        // More, and longer, than anybody would say; and what is not said in this way at all.
        let script = "const call = JSON.stringify({ jsonrpc: '2.0', uptake: 1, frame: 'one', method: 'setState', params: { months: 12 } });
            post('one', 'x'.repeat(1e7));
            post('one', JSON.stringify({ jsonrpc: '2.0', uptake: 1, frame: 'one', id: 1, method: 'setState', params: { area: 'x'.repeat(1e7) } }));
            post('one', { jsonrpc: '2.0', uptake: 1, frame: 'one', id: 1, method: 'setState', params: { view: 'sources' } });
            post('one', null); post('one', new Map([['uptake', 1]])); post('one', '['.repeat(60000));
            const before = heard.length;
            for (let i = 0; i < 10000; i++) post('one', JSON.stringify({ jsonrpc: '2.0', uptake: 1, frame: 'one', id: 'flood', method: 'getState' }));
            const started = performance.now();
            const again = () => Promise.race([ask('one', 'getState'), new Promise(done => setTimeout(done, 500))]).then(answer => answer?.result ?? again());
            return again().then(state => ({ state, took: performance.now() - started, heard: heard.length - before }))";
        let outcome = page.run(script, &[]).await;
        assert_eq!(outcome["state"], before[2], "once there is room again it answers");
        let (heard, took) = (outcome["heard"].as_u64().unwrap_or(u64::MAX), outcome["took"].as_f64().unwrap_or(f64::MAX));
        eprintln!("after 10,000 messages an answer came in {took:.0} ms; {heard} were answered");
        assert!(heard < 2_000 && took < 15_000.0, "{outcome}");
        unhurt(page).await;
    })
    .await;
}
