//! Whatever a server or a file does, the page says what is the matter and stays usable.

use std::io::Write;
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::json;
use uptake::org::Table;

use crate::driver::{Page, visit};
use crate::server::{Fault, Site};
use crate::shown::{self, click_text, package_of, packaged, small_export, table, with_export};

/// An export in which one file is another one.
fn with(name: &'static str, bytes: impl Into<Vec<u8>>) -> Site {
    with_export(Site::page(), "x/", &packaged(small_export())).text(&format!("x/{name}"), bytes.into())
}

/// The page asks for the tables by itself, so that what the browser says of them is in its console. `beside.rs` has the other way.
fn by_itself(site: Site) -> Site {
    site.header("content-security-policy", "worker-src 'none'")
}

/// The other tables are shown, the broken one is named, and how it is broken is said.
async fn says_of_conversations(page: &Page, said: &[&str]) {
    shown::open(page, "#data=x").await;
    assert!(page.text("header.top").await.contains("Small Ltd"), "the other tables are read");
    let notices = page.text(".notices").await;
    assert!(notices.contains("The table conversations could not be read"), "{notices}");
    for part in said {
        assert!(notices.contains(part), "{part:?} in {notices}");
    }
    page.wait_for_text("Not measured").await;
    shown::go(page, "data=x&view=sources").await;
    let tables = table(page, ".sources table").await;
    let conversations = tables.iter().find(|row| row[0] == "conversations").expect("it is listed");
    assert!(conversations[3].starts_with("not read"), "{conversations:?}");
    assert!(tables.iter().any(|row| row[0] == "teams" && row[2] == "3"), "{tables:?}");
    shown::go(page, "data=x&view=talking").await;
    assert!(page.text("h1").await.ends_with('.'));
}

/// Nothing can be shown; what is the matter is said, and the sample is one click away.
async fn fails_with(page: &Page, address: &str, said: &[&str]) {
    page.open(address).await;
    let state = page.text(".state.failed").await;
    assert!(state.contains("The export could not be read"), "{state}");
    for part in said {
        assert!(state.contains(part), "{part:?} in {state}");
    }
    click_text(page, ".state :is(a, button)", "Look at the sample").await;
    page.wait_for("footer.complete").await;
    assert!(page.text("header.top").await.contains("Passerine Travel"));
    shown::go(page, "view=talking").await;
    assert!(page.text(".question").await.starts_with("Are we still"));
}

#[tokio::test]
async fn no_such_folder() {
    visit(Site::page(), async |page| {
        page.expect_message("404");
        fails_with(page, "#data=nowhere", &["No export was found in nowhere/", "conversations.csv"]).await;
    })
    .await;
}

#[tokio::test]
async fn a_folder_without_tables() {
    visit(Site::page().text("x/readme.txt", "nothing here"), async |page| {
        page.expect_message("404");
        fails_with(page, "#data=x", &["No export was found in x/"]).await;
    })
    .await;
}

/// As servers of single-page applications answer for whatever they don't know.
#[tokio::test]
async fn a_server_that_answers_everything_with_its_page() {
    let mut site = Site::page().fault("x/datapackage.json", Fault::HtmlInstead);
    for table in Table::ALL {
        for ending in ["csv", "csv.gz"] {
            site = site.fault(&format!("x/{}.{ending}", table.name()), Fault::HtmlInstead);
        }
    }
    visit(site, async |page| fails_with(page, "#data=x", &["No export was found in x/"]).await).await;
}

#[tokio::test]
async fn a_server_that_fails_for_the_package() {
    visit(Site::page().fault("x/datapackage.json", Fault::ServerError), async |page| {
        page.expect_message("500");
        fails_with(page, "#data=x", &["x/datapackage.json", "500"]).await;
    })
    .await;
}

#[tokio::test]
async fn a_web_page_instead_of_a_table() {
    let site = with("nothing.txt", "").fault("x/conversations.csv", Fault::HtmlInstead);
    visit(site, async |page| says_of_conversations(page, &["web page"]).await).await;
}

#[tokio::test]
async fn a_server_that_fails_for_a_table() {
    let site = by_itself(with("nothing.txt", "").fault("x/conversations.csv", Fault::ServerError));
    visit(site, async |page| {
        page.expect_message("Creating a worker");
        page.expect_message("500");
        says_of_conversations(page, &["500"]).await;
    })
    .await;
}

#[tokio::test]
async fn a_table_that_is_not_there() {
    let site = by_itself(with("nothing.txt", "").fault("x/conversations.csv", Fault::NotFound));
    visit(site, async |page| {
        page.expect_message("Creating a worker");
        page.expect_message("404");
        says_of_conversations(page, &["no such file on the server"]).await;
    })
    .await;
}

#[tokio::test]
async fn a_connection_that_is_cut_half_way() {
    let site = by_itself(with("nothing.txt", "").fault("x/conversations.csv", Fault::CutHalfWay));
    visit(site, async |page| {
        page.expect_message("Creating a worker");
        page.expect_message("ERR_CONTENT_LENGTH_MISMATCH");
        says_of_conversations(page, &["a connection that ended after", "the whole file"]).await;
    })
    .await;
}

#[tokio::test]
async fn a_packed_file_that_is_cut_short() {
    let files = small_export();
    let packed = gzip(files[2].1.as_bytes());
    let names = ["about.csv", "teams.csv", "conversations.csv.gz"];
    let site = with_export(Site::page(), "x/", &files[..2])
        .text("x/conversations.csv.gz", packed[..packed.len() / 2].to_vec())
        .text("x/datapackage.json", package_of(&names));
    visit(site, async |page| says_of_conversations(page, &["gzip"]).await).await;
}

#[tokio::test]
async fn a_file_in_another_encoding() {
    let text = &small_export()[2].1;
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    visit(with("conversations.csv", utf16), async |page| says_of_conversations(page, &["UTF-16"]).await).await;
}

#[tokio::test]
async fn an_empty_file() {
    visit(with("conversations.csv", ""), async |page| says_of_conversations(page, &["the file has no header"]).await)
        .await;
}

/// Nothing is wrong with it: there is just nothing yet.
#[tokio::test]
async fn a_file_with_a_header_only() {
    let header = small_export()[2].1.lines().next().map(str::to_owned).unwrap_or_default();
    visit(with("conversations.csv", header), async |page| {
        shown::open(page, "#data=x").await;
        let notices = page.run("return document.querySelector('.notices')?.innerText ?? ''", &[]).await;
        assert!(!notices.as_str().unwrap_or_default().contains("could not be read"), "{notices}");
        page.wait_for_text("No data yet").await;
        shown::go(page, "data=x&view=sources").await;
        let tables = table(page, ".sources table").await;
        assert!(tables.iter().any(|row| row[0] == "conversations" && row[1] == "0"), "{tables:?}");
    })
    .await;
}

#[tokio::test]
async fn a_package_that_is_no_json() {
    visit(with("datapackage.json", "{\n  \"resources\": [,]\n}"), async |page| {
        fails_with(page, "#data=x", &["datapackage.json:2:17", "Mend datapackage.json"]).await;
    })
    .await;
}

#[tokio::test]
async fn a_package_that_lists_nothing() {
    visit(with("datapackage.json", "{\"resources\": []}"), async |page| {
        fails_with(page, "#data=x", &["lists no resource"]).await;
    })
    .await;
}

#[tokio::test]
async fn a_package_that_points_outside_is_not_followed() {
    let outside = [
        "../secret/conversations.csv",
        "https://example.org/usage.csv",
        "//example.org/steps.csv",
        "/etc/survey.csv",
        "a/../../datasets.csv",
        "%2e%2e/events.csv",
    ];
    let mut names = vec!["about.csv", "teams.csv"];
    names.extend(outside);
    let resources: Vec<_> = names
        .iter()
        .map(|path| json!({ "name": path.rsplit('/').next().and_then(|file| file.split('.').next()), "path": path }))
        .collect();
    let package = json!({ "resources": resources }).to_string();
    let site = with("datapackage.json", package).text("secret/conversations.csv", small_export()[2].1.clone());
    visit(site, async |page| {
        shown::open(page, "#data=x&view=sources").await;
        assert!(page.text("header.top").await.contains("Small Ltd"));
        let asked: Vec<String> = page.site.requests().into_iter().filter(|path| path.contains(".csv")).collect();
        assert_eq!(asked, ["/x/about.csv", "/x/teams.csv"]);
        let hosts = page.run("return performance.getEntriesByType('resource').filter(e => new URL(e.name).host !== location.host).length", &[]).await;
        assert_eq!(hosts, 0);
        page.wait_for_text("https://example.org/usage.csv").await;
    })
    .await;
}

#[tokio::test]
async fn reading_shows_how_far_it_is_and_can_be_cancelled() {
    let slow = Fault::Trickle { bytes: 200, pause: Duration::from_millis(100) };
    visit(with("nothing.txt", "").fault("x/conversations.csv", slow), async |page| {
        page.open("#data=x").await;
        page.wait_for_text("Reading conversations, table 3 of 3").await;
        page.wait_until("/[1-9][0-9]* rows so far/.test(document.body.innerText)").await;
        click_text(page, ".state button", "Cancel").await;
        page.wait_for_text("Reading was cancelled").await;
        click_text(page, ".state :is(a, button)", "Look at the sample").await;
        page.wait_for("footer.complete").await;
        assert!(page.text("header.top").await.contains("Passerine Travel"));

        page.go("data=x").await;
        page.wait_for_text("Reading conversations").await;
        click_text(page, ".state button", "Cancel").await;
        page.wait_for("footer.complete").await;
        assert!(page.text("header.top").await.contains("Passerine Travel"), "the export that was open stays");
        assert_eq!(shown::fragment(page).await, "", "the address names the export that is open");
        shown::go(page, "view=talking").await;
        assert!(page.text("header.top").await.contains("Passerine Travel"));
    })
    .await;
}

/// A reader who goes elsewhere while an export is read gets there.
#[tokio::test]
async fn another_export_can_be_opened_while_one_is_read() {
    let slow = Fault::Trickle { bytes: 200, pause: Duration::from_millis(100) };
    visit(with("nothing.txt", "").fault("x/conversations.csv", slow), async |page| {
        page.open("#data=x").await;
        page.wait_for_text("Reading conversations").await;
        page.go("view=sources").await;
        page.wait_for("footer.complete").await;
        assert!(page.text("header.top").await.contains("Passerine Travel"));
    })
    .await;
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut child =
        Command::new("gzip").arg("-c").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("gzip starts");
    child.stdin.take().expect("its input is piped").write_all(bytes).expect("gzip reads");
    child.wait_with_output().expect("gzip ends").stdout
}
