//! What a reader takes along: rows, figures, sentences, links, readings. And text of an export is text, wherever it comes out.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::axe::assert_accessible;
use crate::driver::{Page, visit};
use crate::hostile::{HOSTILE, hostile};
use crate::server::Site;
use crate::sets::{self, oracle};
use crate::shown::{self, VIEWS, click_text, packaged, table, texts};

/// Lets the browser save into a folder of its own, does something, and waits for the file of that name.
pub async fn saved(page: &Page, name: &str, act: impl AsyncFnOnce()) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder for downloads");
    let behaviour = json!({ "behavior": "allow", "downloadPath": folder.path() });
    page.cdp("Browser.setDownloadBehavior", behaviour).await;
    act().await;
    let start = Instant::now();
    loop {
        // Until it is whole it has another name.
        // Under its name it is an empty file until all of it is there.
        if let Some(bytes) = std::fs::read(folder.path().join(name)).ok().filter(|bytes| !bytes.is_empty()) {
            return bytes;
        }
        let names: Vec<_> = std::fs::read_dir(folder.path())
            .expect("the folder is there")
            .filter_map(|entry| Some(entry.ok()?.file_name()))
            .collect();
        assert!(start.elapsed() < Duration::from_secs(20), "{name} did not come, but {names:?}");
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
}

/// Clicks what a menu offers: the first one within `css`.
async fn take(page: &Page, css: &str, words: &str) {
    page.run(
        "document.querySelectorAll(arguments[0] + ' details.take').forEach(menu => menu.open = true)",
        &[json!(css)],
    )
    .await;
    click_text(page, &format!("{css} [data-take]"), words).await;
}

/// Keeps what the page copies, since what is on a clipboard cannot be read here.
async fn watch_clipboard(page: &Page) {
    let script = "window.copied = null; Object.defineProperty(navigator, 'clipboard', { configurable: true,
        value: { writeText: text => { window.copied = text; return Promise.resolve() } } })";
    page.run(script, &[]).await;
}

async fn copied(page: &Page) -> String {
    let text = page.wait_until("copied").await;
    page.run("window.copied = null", &[]).await;
    text.as_str().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn rows_sort_by_a_column_and_are_saved_as_they_stand() {
    let mut files = shown::small_export();
    for (_, text) in &mut files {
        *text = text.replace("c10-6,", "=1+1,").replace("Alpha", "@Alpha");
    }
    visit(shown::with_export(Site::page(), "small/", &packaged(files)), async |page| {
        shown::open(page, "#data=small&view=talking").await;
        click_text(page, ".c8 .fig-foot button", "Rows behind it").await;
        page.wait_for("dialog[open]").await;
        let head = table(page, "dialog[open] table").await[0].clone();
        let column = head.iter().position(|name| name == "held_on").expect("a column of days");
        let shown = async || -> Vec<String> {
            let rows = table(page, "dialog[open] table").await;
            rows[1..].iter().filter(|row| row.len() == head.len()).map(|row| row[column].clone()).collect()
        };
        let exported = shown().await;
        assert!(exported.is_sorted() && exported[0] == "2026-01-01", "{exported:?}");
        click_text(page, "dialog .sort", "held_on").await;
        page.wait_for("th[aria-sort=ascending]").await;
        click_text(page, "dialog .sort", "held_on").await;
        page.wait_for("th[aria-sort=descending]").await;
        assert_eq!(shown().await[0], "2026-10-06");
        page.wait_for_text("Sorted by held_on, descending.").await;
        let csv = saved(page, "direct-conversations-rows.csv", async || page.click("dialog [data-csv]").await).await;
        let csv = String::from_utf8(csv).expect("it is UTF-8");
        let lines: Vec<&str> = csv.trim_start_matches('\u{feff}').split("\r\n").collect();
        assert!(
            csv.starts_with('\u{feff}') && lines[0].starts_with("file,line,conversation_id,held_on"),
            "{}",
            lines[0]
        );
        assert_eq!(lines.len(), 62, "a head, sixty rows, and nothing after the last line");
        assert!(lines[1].contains(",'=1+1,2026-10-06,"), "a formula is text: {}", lines[1]);
        assert!(lines[60].contains(",2026-01-01,"), "{}", lines[60]);
        page.wait_for_text("Downloaded.").await;
    })
    .await;
}

#[tokio::test]
async fn a_figure_is_saved_as_svg_as_png_of_twice_its_size_and_as_data() {
    visit(Site::page(), async |page| {
        shown::open(page, "#view=talking").await;
        let title = page.text(".c8 .fig-title").await.replace('\u{a0}', " ").replace('\u{2060}', "");
        let name = "direct-conversations-2026-11-12";
        let svg = saved(page, &format!("{name}.svg"), async || take(page, ".c8", "Picture as SVG").await).await;
        let svg = String::from_utf8(svg).expect("it is UTF-8");
        assert!(svg.starts_with("<svg xmlns=") && svg.contains("Passerine Travel"), "{}", &svg[..200]);
        assert!(!svg.contains("var(--"), "its colours do not depend on a page");
        let size = |name: &str| -> u32 {
            let value = svg.split(&format!(" {name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
            value.and_then(|value| value.parse().ok()).unwrap_or_default()
        };
        let png = saved(page, &format!("{name}.png"), async || take(page, ".c8", "Picture as PNG").await).await;
        assert!(png.starts_with(b"\x89PNG"));
        let number = |at: usize| png.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map_or(0, u32::from_be_bytes);
        assert_eq!((number(16), number(20)), (2 * size("width"), 2 * size("height")));
        assert!(size("width") > 400 && png.len() > 20_000, "something is drawn on it: {} bytes", png.len());
        let csv = saved(page, &format!("{name}.csv"), async || take(page, ".c8", "Data as CSV").await).await;
        let csv = String::from_utf8(csv).expect("it is UTF-8");
        click_text(page, ".c8 .fig-foot button", "Data as a table").await;
        let shown = table(page, ".c8 .data table").await;
        assert_eq!(csv.lines().count(), shown.len(), "{csv}");
        assert!(csv.contains(&shown[1][0].replace('\u{a0}', " ")), "{csv}");

        watch_clipboard(page).await;
        take(page, ".c8", "Copy the sentence").await;
        let sentence = copied(page).await;
        assert!(sentence.starts_with(&title) && sentence.contains("data complete through"), "{sentence}");
        take(page, "section:nth-of-type(3)", "Copy a link to it").await;
        let link = copied(page).await;
        assert!(link.starts_with(&page.site.base) && link.contains("#view=talking&id=led-to-action"), "{link}");
        page.open_address("about:blank").await;
        page.open_address(&link).await;
        shown::shown(page).await;
        page.wait_until("Math.abs(document.querySelector('[data-of=led-to-action]').closest('figure').getBoundingClientRect().top) < 60").await;
    })
    .await;
}

/// Clicks everything that every menu of a view offers, and tells what came of it.
const TAKE_ALL: &str = "window.all = null; (async () => {
    const pause = ms => new Promise(done => setTimeout(done, ms)), all = [];
    let blob = null, name = null;
    URL.createObjectURL = (make => of => { blob = of; return make.call(URL, of) })(URL.createObjectURL);
    HTMLAnchorElement.prototype.click = function () { name = this.download };
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: text => { blob = new Blob([text]); return Promise.resolve() } } });
    document.querySelectorAll('main .tile [data-toggle]').forEach(button => button.click());
    for (let tries = 0; tries < 400 && document.querySelector('main .tile + .counted:empty'); tries++) await pause(25);
    for (const menu of document.querySelectorAll('main details.take')) {
        menu.open = true;
        for (const button of menu.querySelectorAll('[data-take]')) {
            if (!button.offsetParent) continue;
            const said = menu.querySelector('.said'); said.textContent = ''; blob = name = null;
            button.click();
            for (let tries = 0; tries < 400 && !said.textContent; tries++) await pause(25);
            const kind = button.dataset.take, text = kind === 'png' ? '' : await blob?.text();
            all.push({ of: menu.dataset.of ?? 'the view', kind, said: said.textContent, name, size: blob?.size, text });
        }
        menu.open = false;
    }
    window.all = all;
})()";

#[tokio::test]
async fn every_headline_figure_and_number_of_every_view_can_be_taken_along() {
    visit(Site::page(), async |page| {
        shown::open(page, "#view=team").await;
        let team = page.attribute(".choice a", "href").await.unwrap_or_default();
        let views = VIEWS.map(|view| format!("#view={view}"));
        for view in views.iter().map(String::as_str).chain([team.as_str(), "#view=tile&id=led-to-action"]) {
            if view.contains("tile") {
                shown::open_tile(page, view).await;
            } else {
                shown::open(page, view).await;
            }
            page.run(TAKE_ALL, &[]).await;
            let all = page.wait_until("window.all").await;
            let all = all.as_array().map(Vec::as_slice).unwrap_or_default();
            let of = |kind: &str| all.iter().filter(|taken| taken["kind"] == kind).count() as u64;
            for taken in all {
                let text = taken["text"].as_str().unwrap_or_default();
                let is_right = match taken["kind"].as_str().unwrap_or_default() {
                    "svg" => text.starts_with("<svg") && taken["said"] == "Downloaded.",
                    "png" => taken["size"].as_u64() > Some(2000) && taken["said"] == "Downloaded.",
                    "csv" => text.lines().count() > 1 && taken["said"] == "Downloaded.",
                    "link" => text.starts_with(&page.site.base) && taken["said"] == "Copied.",
                    _ => text.lines().count() > 1 && taken["said"] == "Copied.",
                };
                assert!(is_right, "{view}: {taken}");
            }
            let written = "figure.figure-frame:has(table, .step li):not(.tile figure, :has(svg.figure))";
            let drawn = page.count("main figure.figure-frame:has(svg.figure):not(.drawing figure)").await;
            assert_eq!(of("svg"), drawn, "{view}: each drawing, once");
            assert_eq!(of("csv"), drawn + page.count(&format!("main {written}")).await, "{view}: all data");
            page.run("document.querySelectorAll('details').forEach(part => part.open = true)", &[]).await;
            assert_accessible(page).await;
            let headlines = u64::from(!view.contains("tile"));
            assert_eq!(page.count("main .lead-text details.take").await, headlines, "{view}");
            assert!(of("sentence") >= of("csv") + headlines && of("sentence") == of("link"), "{view}");
        }
        shown::open(page, "#hide=export").await;
        assert_eq!(
            page.run("return [...document.querySelectorAll('[data-export]')].filter(e => e.offsetParent).length", &[])
                .await,
            0
        );
    })
    .await;
}

/// What `uptake measure --json` says of an export.
fn measured(folder: &Path) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_uptake")).arg("measure").arg(folder).arg("--json").output();
    let output = output.expect("the command line runs");
    serde_json::from_slice(&output.stdout).expect("it prints JSON")
}

/// Where two readings differ in more than the last digits of a number.
fn differences(a: &Value, b: &Value, path: &str, found: &mut Vec<String>) {
    match (a, b) {
        (Value::Number(x), Value::Number(y)) => {
            let (x, y) = (x.as_f64().unwrap_or(f64::NAN), y.as_f64().unwrap_or(f64::NAN));
            if (x - y).abs() > 1e-12 * x.abs().max(1.0) {
                found.push(format!("{path}: {x} and {y}"));
            }
        }
        (Value::Object(x), Value::Object(y)) if x.keys().eq(y.keys()) => {
            x.iter().for_each(|(key, x)| differences(x, &y[key], &format!("{path}.{key}"), found));
        }
        (Value::Array(x), Value::Array(y)) if x.len() == y.len() => {
            x.iter()
                .zip(y)
                .enumerate()
                .for_each(|(place, (x, y))| differences(x, y, &format!("{path}[{place}]"), found));
        }
        _ if a == b => {}
        _ => found.push(format!("{path}: {a} and {b}")),
    }
}

#[tokio::test]
async fn readings_of_the_browser_are_those_of_the_command_line() {
    let names = ["town", "town-counted", "small", "sparse", "empty"];
    let site = names.iter().fold(Site::page(), |site, name| sets::served(site, name, &oracle(name)));
    visit(site, async |page| {
        for name in names {
            shown::open(page, &format!("#data={name}&view=sources")).await;
            let native = measured(&oracle(name));
            let day = native["as_of"].as_str().map(|day| format!("-{day}")).unwrap_or_default();
            let file = format!("readings{day}.json");
            let json =
                saved(page, &file, async || click_text(page, ".downloads button", "All readings as JSON").await).await;
            let browser: Value = serde_json::from_slice(&json).expect("it is JSON");
            assert_eq!(browser["readings"].as_array().map(Vec::len), Some(31), "{name}");
            let mut found = Vec::new();
            differences(&native, &browser, "", &mut found);
            assert!(found.is_empty(), "{name}:\n{}", found.join("\n"));
        }
    })
    .await;
}

#[tokio::test]
async fn problems_are_copied_with_their_file_and_line() {
    let files = [
        ("about.csv", "key,value\ndata_complete_through,2026-11-12\n".to_owned()),
        ("teams.csv", "team_id,name,kind\na,A,domain\nb,,domain\nc,C,tribe\n".to_owned()),
    ];
    visit(shown::with_export(Site::page(), "x/", &packaged(files.to_vec())), async |page| {
        shown::open(page, "#data=x&view=sources").await;
        watch_clipboard(page).await;
        click_text(page, ".problems button", "Copy them all as text").await;
        let text = copied(page).await;
        assert!(text.contains("teams.csv:3") && text.contains("teams.csv:4") && text.contains("tribe"), "{text}");
        page.wait_for_text("Copied.").await;
    })
    .await;
}

#[tokio::test]
async fn in_a_frame_that_forbids_downloads_the_page_says_so() {
    let frame = |allowed: &str| {
        format!(
            "<!DOCTYPE html><title>A portal</title><iframe src=\"./#view=talking\" sandbox=\"{allowed}\" width=1200 height=900></iframe>"
        )
    };
    let site = Site::page()
        .text("forbids.html", frame("allow-scripts allow-same-origin"))
        .text("allows.html", frame("allow-scripts allow-same-origin allow-downloads"))
        .text("alone.html", frame("allow-scripts allow-downloads"))
        .header("access-control-allow-origin", "*");
    visit(site, async |page| {
        page.expect_message("can escape its sandboxing"); // which browsers say of a frame of the same origin
        for (portal, kind, says) in [
            ("forbids.html", "Data as CSV", "lets nothing be downloaded"),
            ("allows.html", "Picture as PNG", "Downloaded."),
            ("alone.html", "Picture as PNG", "Downloaded, if the page around this one lets it."),
        ] {
            page.open(portal).await;
            page.driver.enter_frame(0).await.expect("the frame is there");
            page.wait_for(".c8 svg.figure").await;
            take(page, ".c8", kind).await;
            page.wait_until(&format!("document.querySelector('.c8 .said').textContent.includes({})", json!(says)))
                .await;
            page.driver.enter_default_frame().await.expect("a way out of the frame");
        }
    })
    .await;
}

/// All of the town with its texts hostile, under a folder of its own, with a package.
fn with_hostile_town(site: Site, name: &str, evil: &str) -> Site {
    let folder = oracle("town");
    let files = sets::tables_of(&folder).into_iter().map(|name| {
        let bytes = std::fs::read(folder.join(&name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        (name, bytes)
    });
    let files = hostile(files.collect(), evil);
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    let site = site.text(&format!("{name}/datapackage.json"), shown::package_of(&names));
    files.iter().fold(site, |site, (file, bytes)| site.text(&format!("{name}/{file}"), bytes.clone()))
}

#[tokio::test]
async fn hostile_text_is_shown_as_text_in_every_view_and_nothing_of_it_runs() {
    let exports = ["element", "attribute", "template", "formula"];
    let site = exports.iter().zip(HOSTILE).fold(Site::page(), |site, (name, evil)| with_hostile_town(site, name, evil));
    visit(site, async |page| {
        page.listen().await;
        for (name, evil) in exports.iter().zip(HOSTILE) {
            let team = shown::team_of(page, name).await;
            assert!(team.contains("team="), "{team}");
            let views = VIEWS.map(|view| format!("view={view}&data={name}"));
            for view in views.into_iter().chain([team, format!("view=tile&id=led-to-action&data={name}")]) {
                shown::open_any(page, &view).await;
                page.run("document.querySelectorAll('button[data-toggle]').forEach(button => button.click())", &[])
                    .await;
                page.wait_gone("[data-measure]:empty:not([hidden]), [data-table]:empty:not([hidden])").await;
                untouched(page, &view).await;
                let text = page.run("return document.body.textContent", &[]).await;
                assert!(text.as_str().is_some_and(|text| text.contains(evil)), "{view} shows {evil}");
                if page.count("main [data-ask]").await > 0 {
                    page.run("document.querySelector('main [data-ask]').click()", &[]).await;
                    page.wait_for("dialog[open] tbody").await;
                    untouched(page, &view).await;
                    page.press("Escape").await;
                }
            }
        }
    })
    .await;
}

/// Nothing that an export could bring is in the page as an element; what runs would be in the console.
async fn untouched(page: &Page, view: &str) {
    let alive = texts(page, "img, [onerror], [onload], body script, iframe, object").await;
    assert_eq!(alive, Vec::<String>::new(), "{view}");
}
