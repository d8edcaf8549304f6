//! What tests of the views have in common: opening one, waiting until it has changed, choosing in its controls.

use serde_json::{Value, json};

use crate::driver::Page;
use crate::server::Site;

/// Every view, by its key in the address.
pub const VIEWS: [&str; 6] = ["progress", "talking", "joining", "relying", "worth", "sources"];

/// Every view with what it needs, in the navigation or not; the team and the number are of the sample.
pub const EVERY: [&str; 8] = [
    "view=progress",
    "view=talking",
    "view=joining",
    "view=relying",
    "view=worth",
    "view=sources",
    "view=team&team=search",
    "view=tile&id=led-to-action",
];

/// An export of a few lines that can all be read: three teams of two areas that talk every month for ten months.
pub fn small_export() -> Vec<(&'static str, String)> {
    let held = |month: u32, day: u32| {
        let helped_by = if day.is_multiple_of(3) { "data_engineer" } else { "nobody" };
        let teams = if day.is_multiple_of(2) { "a,b" } else { "b,c" };
        format!(
            "c{month}-{day},2026-{month:02}-{day:02},data_use,{teams},consumer,{helped_by},fix,2026-{month:02}-20\n"
        )
    };
    let conversations = (1..=10).flat_map(|month| (1..=6).map(move |day| held(month, day)));
    let header = "conversation_id,held_on,kind,producer_team,consumer_team,started_by,helped_by,action,action_on\n";
    vec![
        ("about.csv", "key,value\norganisation,Small Ltd\ndata_complete_through,2026-11-12\nstage,habit\n".to_owned()),
        (
            "teams.csv",
            "team_id,name,kind,area,people\na,Alpha,domain,North,8\nb,Beta,domain,North,9\nc,Gamma,domain,South,7\n"
                .to_owned(),
        ),
        ("conversations.csv", [header.to_owned()].into_iter().chain(conversations).collect()),
    ]
}

/// Serves files as an export in a folder beside the page.
pub fn with_export(site: Site, folder: &str, files: &[(&'static str, String)]) -> Site {
    files.iter().fold(site, |site, (name, text)| site.text(&format!("{folder}{name}"), text.clone()))
}

/// What a package that lists these files says.
pub fn package_of(names: &[&str]) -> String {
    let resources: Vec<Value> =
        names.iter().map(|name| json!({ "name": name.split('.').next(), "path": name, "format": "csv" })).collect();
    json!({ "name": "small", "resources": resources }).to_string()
}

/// An export with its package, so that nothing that is not there is asked for.
pub fn packaged(mut files: Vec<(&'static str, String)>) -> Vec<(&'static str, String)> {
    let names: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
    let package = package_of(&names);
    files.push(("datapackage.json", package));
    files
}

/// Loads the page with what follows its address, and waits until it shows an export.
pub async fn open(page: &Page, rest: &str) {
    page.open(rest).await;
    shown(page).await;
}

/// Opens one number, which has no foot, and waits until it is drawn.
pub async fn open_tile(page: &Page, rest: &str) {
    page.open(rest).await;
    page.wait_for(".tile").await;
}

/// Opens any view, whether it has a foot or not, and waits until its figures are drawn.
pub async fn open_any(page: &Page, fragment: &str) {
    if fragment.contains("view=tile") {
        open_tile(page, &format!("#{fragment}")).await;
        page.wait_until("performance.getEntriesByName('uptake:draw').length").await;
    } else {
        open(page, &format!("#{fragment}")).await;
    }
}

/// The fragment of the first team that can be chosen in an export; the choice itself where there is none.
pub async fn team_of(page: &Page, data: &str) -> String {
    open(page, &format!("#view=team&data={data}")).await;
    let script = "return document.querySelector('.choice a')?.getAttribute('href').slice(1) ?? location.hash.slice(1)";
    page.run(script, &[]).await.as_str().unwrap_or_default().to_owned()
}

/// Waits until an export is shown, with its figures drawn.
pub async fn shown(page: &Page) {
    page.wait_for("footer.complete").await;
    page.wait_until("performance.getEntriesByName('uptake:draw').length").await;
}

/// Does something that changes what is shown, and waits until it is drawn.
pub async fn redrawn(page: &Page, act: impl AsyncFnOnce()) {
    let before = drawn(page).await;
    act().await;
    page.wait_until(&format!("performance.getEntriesByName('uptake:draw').length > {before}")).await;
}

async fn drawn(page: &Page) -> u64 {
    let drawn = page.run("return performance.getEntriesByName('uptake:draw').length", &[]).await;
    drawn.as_u64().unwrap_or_default()
}

/// Goes to another fragment and waits until its view is drawn.
pub async fn go(page: &Page, fragment: &str) {
    redrawn(page, async || page.go(fragment).await).await;
}

/// Chooses a value in the control with that label, as a reader would.
pub async fn choose(page: &Page, label: &str, value: &str) {
    let script = "const label = [...document.querySelectorAll('.filters label')].find(l => l.innerText.startsWith(arguments[0]));
        const select = label.querySelector('select');
        if (![...select.options].some(o => o.value === arguments[1])) return `there is no ${arguments[1]}`;
        select.value = arguments[1];
        select.dispatchEvent(new Event('change', { bubbles: true }));
        return ''";
    assert_eq!(page.run(script, &[json!(label), json!(value)]).await, "", "in {label}");
}

/// The value that the control with that label has.
pub async fn chosen(page: &Page, label: &str) -> String {
    let script = "const label = [...document.querySelectorAll('.filters label')].find(l => l.innerText.startsWith(arguments[0]));
        return label.querySelector('select').value";
    page.run(script, &[json!(label)]).await.as_str().unwrap_or_default().to_owned()
}

/// What the page says in all, with the values of its controls.
pub async fn text_of_page(page: &Page) -> String {
    let script =
        "return document.body.innerText + [...document.querySelectorAll('select')].map(s => s.value).join(';')";
    page.run(script, &[]).await.as_str().unwrap_or_default().to_owned()
}

/// The fragment of the address, without `#`.
pub async fn fragment(page: &Page) -> String {
    page.run("return location.hash.slice(1)", &[]).await.as_str().unwrap_or_default().to_owned()
}

/// Texts of all such elements.
pub async fn texts(page: &Page, css: &str) -> Vec<String> {
    let texts = page
        .run(
            "return [...document.querySelectorAll(arguments[0])].map(e => (e.innerText ?? e.textContent).trim())",
            &[json!(css)],
        )
        .await;
    strings(&texts)
}

/// The cells of a table, row by row, head first.
pub async fn table(page: &Page, css: &str) -> Vec<Vec<String>> {
    page.wait_for(css).await;
    let rows = page
        .run(
            "return [...document.querySelector(arguments[0]).rows].map(r => [...r.cells].map(c => c.innerText.trim()))",
            &[json!(css)],
        )
        .await;
    rows.as_array().map(Vec::as_slice).unwrap_or_default().iter().map(strings).collect()
}

/// Clicks the first element within `css` that says `text`.
pub async fn click_text(page: &Page, css: &str, text: &str) {
    let script =
        "const found = [...document.querySelectorAll(arguments[0])].find(e => e.textContent.trim() === arguments[1]);
        if (!found) return false; found.scrollIntoView({ block: 'center' }); found.focus(); found.click(); return true";
    assert_eq!(page.run(script, &[json!(css), json!(text)]).await, true, "{css} with the text {text:?} is not there");
}

/// The digits of a text as one number: `5,876` is 5876.
pub fn number(text: &str) -> u64 {
    text.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap_or_default()
}

fn strings(value: &Value) -> Vec<String> {
    let values = value.as_array().map(Vec::as_slice).unwrap_or_default();
    values.iter().map(|value| value.as_str().unwrap_or_default().to_owned()).collect()
}
