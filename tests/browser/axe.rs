//! axe-core looks for barriers in the page as it stands.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::driver::Page;

/// Fails with every barrier that axe finds in the page.
pub async fn assert_accessible(page: &Page) {
    let barriers = barriers(page).await;
    assert!(barriers.is_empty(), "axe finds barriers:\n{}", barriers.join("\n"));
}

/// Every barrier that axe finds in the page, for a test that looks at several states and wants to tell of all.
pub async fn barriers(page: &Page) -> Vec<String> {
    barriers_in(page, "html").await
}

/// Every barrier that axe finds in the first such element.
pub async fn barriers_in(page: &Page, css: &str) -> Vec<String> {
    if page.run("return typeof axe", &[]).await == "undefined" {
        page.run(&source(), &[]).await;
    }
    let script = "const done = arguments[1]; axe.run(document.querySelector(arguments[0])).then(r => done(r.violations), e => done(String(e)))";
    let result = page.driver.execute_async(script, vec![json!(css)]).await.expect("axe runs in the page");
    let Value::Array(violations) = result.json() else { panic!("axe fails: {}", result.json()) };
    violations.iter().map(described).collect()
}

fn described(violation: &Value) -> String {
    let nodes = violation["nodes"].as_array().map(Vec::as_slice).unwrap_or_default();
    let places: Vec<String> = nodes
        .iter()
        .map(|node| format!("    {}\n    {}", node["html"], node["failureSummary"].as_str().unwrap_or_default()))
        .collect();
    format!("{} ({}): {}\n{}", violation["id"], violation["impact"], violation["help"], places.join("\n"))
}

/// The script that set-up keeps with the other tools.
fn source() -> String {
    let cache = || {
        std::env::var("XDG_CACHE_HOME")
            .map(PathBuf::from)
            .or_else(|_| std::env::var("HOME").map(|home| PathBuf::from(home).join(".cache")))
    };
    let tools = std::env::var("UPTAKE_TOOLS")
        .map(PathBuf::from)
        .or_else(|_| cache().map(|cache| cache.join("uptake/tools")))
        .unwrap_or_default();
    let path = tools.join("node_modules/axe-core/axe.min.js");
    std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{} ({error}): run `make test`, which sets it up", path.display()))
}
