//! Where the page may lie, what may be added to its address, and what may not.

use serde_json::json;

use super::portal::{PORTAL, within};
use crate::driver::visit;
use crate::nginx::{Nginx, Origin, ending};
use crate::server::Site;

/// A store of files as clouds have them: no page for a folder, no other page for one that is missing, an answer of its own for what is
/// not there, and types as they were given.
const BUCKET: &str = r#"
index none.html;
error_page 404 =403 @denied;
location @denied { internal; default_type application/xml; return 403 "<Error><Code>AccessDenied</Code></Error>"; }
location ~ /embed\.js$ { add_header Access-Control-Allow-Origin "*" always; }
"#;

#[tokio::test]
async fn it_works_below_a_path_and_where_no_server_thinks_along() {
    for (folder, directives) in [("data/uptake/", None), ("", Some(BUCKET)), ("a/b c/", Some(BUCKET))] {
        visit(Site::empty(), async |page| {
            let mut app = Origin::page();
            app.page = Some(folder);
            if let Some(directives) = directives {
                app.directives = directives.to_owned();
            }
            let below =
                format!("{{1}}/{}", folder.trim_end_matches('/').replace(' ', "%20")).trim_end_matches('/').to_owned();
            let portal = PORTAL
                .replace("const page = '{1}'", "const page = '{origin}'")
                .replace("{1}/#", &format!("{below}/index.html#"))
                .replace("{1}/embed.js", &format!("{below}/embed.js"))
                .replace("{origin}", "{1}");
            let nginx = Nginx::start(&[Origin::portal(&portal), app]);
            page.set_window(1280, 12000).await;
            page.open_address(&format!("{}/", nginx.origins[0])).await;
            for id in ["tile", "talking", "joining"] {
                page.wait_until(&format!("times('ready', '{id}') && times('resized', '{id}')")).await;
            }
            for name in ["one", "two", "three"] {
                within(page, name, async || page.wait_for("footer.complete, .tile .big").await).await;
            }
            let missing: Vec<_> = nginx.answered().into_iter().filter(|one| one.status >= 400).collect();
            assert!(missing.is_empty(), "{missing:?}");
            let state = page.run("return ask('one', 'getState')", &[]).await;
            assert_eq!(state["result"]["view"], "progress", "{folder:?}: {state}");
        })
        .await;
    }
}

#[tokio::test]
async fn what_a_portal_adds_to_the_query_is_left_alone() {
    visit(Site::empty(), async |page| {
        let portal = r#"<!DOCTYPE html><html lang="en"><title>Portal</title><link rel="icon" href="data:,">
            <iframe name="one" src="{1}/?sid=7f3a&utm_source=portal&token=%3Cb%3E#view=progress&embed=true&theme=dark" title="One" width="1000" height="900"></iframe>
            <iframe name="two" src="{1}/index.html?view=tile&id=led-to-action&embed=true&sid=7f3a" title="Two" width="300" height="320"></iframe>"#;
        let nginx = Nginx::start(&[Origin::portal(portal), Origin::page()]);
        page.open_address(&format!("{}/", nginx.origins[0])).await;
        within(page, "one", async || {
            page.wait_for("footer.complete").await;
            let said = page.run("return document.body.innerText.match(/sid=|7f3a|utm_|token/)", &[]).await;
            assert_eq!(said, json!(null), "what is not for the page is not shown");
            assert_eq!(page.attribute("html", "data-theme").await.as_deref(), Some("dark"));
            crate::shown::choose(page, "Area", "Discovery").await;
            page.wait_until("location.hash.includes('Discovery')").await;
            assert_eq!(page.run("return location.search", &[]).await, "?sid=7f3a&utm_source=portal&token=%3Cb%3E");
        })
        .await;
        within(page, "two", async || {
            page.wait_for(".tile").await;
            assert_eq!(page.run("return document.body.innerText.match(/sid=|7f3a/)", &[]).await, json!(null));
            assert_eq!(page.run("return [location.search, location.hash]", &[]).await, json!(["?sid=7f3a", "#view=tile&id=led-to-action&embed=true"]));
        })
        .await;
    })
    .await;
}

#[tokio::test]
async fn data_from_elsewhere_is_refused_before_anything_is_asked_for() {
    visit(Site::empty(), async |page| {
        let evil = Origin { host: "127.0.0.1", ..Origin::portal("evil") };
        let nginx = Nginx::start(&[Origin::portal(""), Origin { page: Some("below/"), ..Origin::page() }, evil]);
        let other = nginx.origins[2].clone();
        let host = other.trim_start_matches("http:").to_owned();
        let values = [
            other.clone() + "/x",
            host.clone() + "/x",
            host.replace('/', "\\") + "\\x",
            format!("\\/{}", host.trim_start_matches('/')),
            format!(" {other}/x"),
            format!("\t{host}"),
            "h\nttp://127.0.0.1/x".to_owned(),
            "HTTP:x".to_owned(),
            "javascript:alert(1)".to_owned(),
            "data:text/csv,a".to_owned(),
            "blob:x".to_owned(),
            "file:///etc".to_owned(),
            "/secret".to_owned(),
            "..".to_owned(),
            "../secret".to_owned(),
            "x/../../secret".to_owned(),
            "%2e%2e/secret".to_owned(),
            ".%2e/secret".to_owned(),
            "%252e%252e/secret".to_owned(),
            "..%2fsecret".to_owned(),
            "..\\secret".to_owned(),
            "..%5csecret".to_owned(),
            ".\t./secret".to_owned(),
            "x?y".to_owned(),
            "x#y".to_owned(),
            "\0".to_owned(),
        ];
        for (at, value) in values.iter().enumerate() {
            let written = value.bytes().map(|byte| format!("%{byte:02X}")).collect::<Vec<_>>().concat();
            for rest in [
                format!("#data={written}&embed=true"),
                format!("?data={written}&embed=true"),
                format!("#data={written}"),
            ] {
                page.open_address("about:blank").await;
                page.open_address(&format!("{}/below/{rest}", nginx.origins[1])).await;
                let said = page.text(".failed").await;
                assert!(said.contains("The address asks for data from elsewhere"), "{value:?}: {said}");
                if at > 0 {
                    break; // each in one way, the first in all
                }
            }
        }
        let asked = nginx.answered();
        let own = |path: &str| path.starts_with("/below/") && !path.contains("secret");
        let strange: Vec<_> = asked.iter().filter(|one| one.origin != 1 || !own(&one.path)).collect();
        assert!(strange.is_empty(), "{strange:?}");
        let data: Vec<_> =
            asked.iter().filter(|one| ending(&one.path) == "csv" || one.path.contains("datapackage")).collect();
        assert!(data.is_empty(), "nothing else is read in its place: {data:?}");
    })
    .await;
}
