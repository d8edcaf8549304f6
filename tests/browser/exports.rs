//! Exports of many kinds open: real ones, broken ones, tiny ones, and the reader's own files.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::driver::{Page, visit};
use crate::server::Site;
use crate::sets::{self, oracle};
use crate::shown::{self, VIEWS, click_text, number, redrawn, table};
use crate::support;
use crate::zipped::{Packed, deflated, stored, zip};

#[tokio::test]
async fn real_mail_has_no_number_of_direct_conversations_and_says_of_how_many_it_is_not_known() {
    let Some(mail) = support::shared("data/mail") else { return };
    visit(sets::served(Site::page(), "mail", &mail), async |page| {
        shown::open(page, "#data=mail").await;
        assert!(page.text("h1").await.contains("no number of direct conversations"));
        shown::open(page, "#data=mail&view=talking").await;
        page.wait_for_text("39,899").await;
        let talking = page.run("return document.body.innerText", &[]).await;
        assert!(!talking.as_str().unwrap_or_default().contains("0% (0 of"), "not known is not zero: {talking}");
    })
    .await;
}

#[tokio::test]
async fn groups_that_are_too_small_are_named_nowhere() {
    let Some(mail) = support::shared("data/mail") else { return };
    let teams = std::fs::read_to_string(mail.join("teams.csv")).expect("the mail has teams");
    let small: Vec<Vec<&str>> = teams
        .lines()
        .skip(1)
        .map(|line| line.split(',').collect::<Vec<_>>())
        .filter(|cells| cells[3].parse::<u32>().is_ok_and(|people| people < 5))
        .collect();
    assert_eq!(small.len(), 5);
    visit(sets::served(Site::page(), "mail", &mail), async |page| {
        for view in VIEWS {
            shown::open(page, &format!("#data=mail&view={view}")).await;
            names_nowhere(page, &small, view).await;
        }
        shown::open(page, "#data=mail&view=talking").await;
        let buttons = page.count("button[aria-expanded=false]").await;
        page.run("document.querySelectorAll('button[aria-expanded=false]').forEach(b => b.click())", &[]).await;
        page.wait_until(&format!("document.querySelectorAll('button[aria-expanded=true]').length >= {buttons}")).await;
        names_nowhere(page, &small, "tables and definitions").await;
        for place in 0..page.count(".fig-foot [data-ask]").await {
            page.run("document.querySelectorAll('.fig-foot [data-ask]')[arguments[0]].click()", &[place.into()]).await;
            page.wait_for("dialog[open]").await;
            for _ in 0..5 {
                names_nowhere(page, &small, "rows").await;
                page.run("document.querySelector('.rows-scroll').scrollTop += 20000", &[]).await;
                page.run("return document.body.offsetHeight", &[]).await;
            }
            page.press("Escape").await;
            page.wait_gone("dialog[open]").await;
        }
    })
    .await;
}

/// Neither by name nor, in a cell of its own, by id; nor in what is only heard.
async fn names_nowhere(page: &Page, teams: &[Vec<&str>], place: &str) {
    let text = page.run("return document.body.innerText", &[]).await;
    let heard = page.run("return [...document.querySelectorAll('[aria-label]')].map(e => e.getAttribute('aria-label')).join('\\n') + [...document.querySelectorAll('svg text')].map(e => e.textContent).join('\\n')", &[]).await;
    let cells = page.run("return [...document.querySelectorAll('td, th')].map(e => e.innerText)", &[]).await;
    for team in teams {
        let [id, name] = [team[0], team[1]];
        assert!(!text.as_str().unwrap_or_default().contains(name), "{name} is named in {place}");
        assert!(!heard.as_str().unwrap_or_default().contains(name), "{name} is heard in {place}");
        assert!(
            !cells.as_array().is_some_and(|cells| cells.contains(&Value::from(id))),
            "{id} is in a cell of {place}"
        );
    }
}

#[tokio::test]
async fn a_dirty_export_is_counted_by_table_and_code_as_worked_out_elsewhere() {
    let folder = oracle("dirty/main");
    let expected: Value = serde_json::from_str(
        &std::fs::read_to_string(folder.join("expected-problems.json")).expect("what is expected"),
    )
    .expect("it is JSON");
    visit(sets::served(Site::page(), "dirty", &folder), async |page| {
        shown::open(page, "#data=dirty&view=sources").await;
        let read: BTreeMap<String, (u64, u64)> = table(page, ".sources table").await[1..]
            .iter()
            .filter(|row| !row[1].is_empty())
            .map(|row| (row[0].clone(), (number(&row[1]), number(&row[2]))))
            .collect();
        let tables = expected["tables"].as_object().expect("tables by name");
        let count = |value: &Value| value.as_u64().unwrap_or_default();
        for (name, table) in tables.iter().filter(|(_, table)| table["refused"].is_null()) {
            assert_eq!(read.get(name), Some(&(count(&table["read"]), count(&table["used"]))), "{name}");
        }
        assert_eq!(read.len(), tables.len(), "{:?}", read.keys());

        let mut found: BTreeMap<(String, String), u64> = BTreeMap::new();
        for row in &table(page, ".problems table").await[1..] {
            let table = row[0].split(['.', ':']).next().unwrap_or_default().to_owned();
            *found.entry((table, row[5].clone())).or_default() += 1;
        }
        let mut wanted: BTreeMap<(String, String), u64> = BTreeMap::new();
        for (name, table) in tables {
            for counts in ["by_code", "cells"] {
                for (code, n) in table[counts].as_object().into_iter().flatten() {
                    *wanted.entry((name.clone(), code.clone())).or_default() += count(n);
                }
            }
            if let Some(code) = table["refused"].as_str() {
                let code = code.split(':').next().unwrap_or_default(); // after it stands the column
                *wanted.entry((name.clone(), code.to_owned())).or_default() += 1;
            }
        }
        assert_eq!(found, wanted);
    })
    .await;
}

#[tokio::test]
async fn packed_tables_are_read_by_the_browser() {
    let site = sets::served(Site::page(), "dirty", &oracle("dirty/main"));
    visit(sets::served(site, "package", &oracle("dirty/package")), async |page| {
        for (folder, file) in [("dirty", "use_cases.csv.gz"), ("package", "two.csv.gz")] {
            shown::open(page, &format!("#data={folder}&view=sources")).await;
            let rows = table(page, ".sources table").await;
            let row =
                rows.iter().find(|row| row[6].contains(file)).unwrap_or_else(|| panic!("{file} is not among {rows:?}"));
            assert!(number(&row[2]) > 0, "{row:?}");
        }
    })
    .await;
}

/// As they come, without a package, from wherever the reader has them.
#[tokio::test]
async fn every_export_opens_from_the_files_of_the_reader() {
    let exports = sets::every();
    visit(Site::page(), async |page| {
        shown::open(page, "").await;
        for (name, folder) in &exports {
            let files = sets::tables_of(folder);
            let names: Vec<&str> = files.iter().map(String::as_str).collect();
            redrawn(page, async || pick(page, folder, &names).await).await;
            let said = page.text(".notices").await;
            let own = if let [only] = names[..] { only.to_owned() } else { format!("{} files of yours", names.len()) };
            assert!(said.contains(&own), "{name}: {own} in {said}");
            assert!(page.text("h1").await.ends_with('.'), "{name} has a headline");
        }
    })
    .await;
}

/// Everything of the town in one zip, half of it packed, in a folder of its own.
fn town_zip() -> Vec<u8> {
    let files = std::fs::read_dir(oracle("town")).expect("the town").map(|entry| entry.expect("a file of it").path());
    let packed = files.enumerate().map(|(place, path)| {
        let name = format!("town/{}", path.file_name().unwrap_or_default().to_string_lossy());
        let bytes = std::fs::read(&path).expect("a file of the town");
        if place.is_multiple_of(2) { stored(&name, &bytes) } else { deflated(&name, &bytes) }
    });
    zip(&packed.chain([stored("__MACOSX/town/._teams.csv", b"\0")]).collect::<Vec<_>>())
}

#[tokio::test]
async fn a_zip_beside_the_page_reads_like_its_folder() {
    visit(Site::page().folder("town/", oracle("town")).text("may/town.zip", town_zip()), async |page| {
        page.expect_message("404"); // a folder without a package is asked for every table by its name
        shown::open(page, "#data=town&view=sources").await;
        let folder = table(page, ".sources table").await;
        let headline = page.text("h1").await;
        shown::open(page, "#data=may/town.zip&view=sources").await;
        assert_eq!(table(page, ".sources table").await, folder);
        assert_eq!(page.text("h1").await, headline);
    })
    .await;
}

#[tokio::test]
async fn a_zip_of_the_reader_opens_and_one_that_cannot_be_read_says_why() {
    let directory = tempfile::tempdir().expect("a folder for the zips");
    let broken = [
        ("cut.zip", town_zip()[..5000].to_vec(), "cut.zip: found no zip, or one that is cut short"),
        (
            "locked.zip",
            zip(&[Packed { flags: 1, ..stored("teams.csv", b"x") }]),
            "locked.zip: found “teams.csv” encrypted, expected a zip without a password",
        ),
    ];
    let teams = b"team_id,name,kind\na,A,domain\n";
    let damaged =
        zip(&[Packed { sum: 1, ..stored("teams.csv", teams) }, stored("events.csv", b"on,label\n2026-01-05,x\n")]);
    for (name, bytes) in [("town.zip", town_zip()), ("damaged.zip", damaged)] {
        std::fs::write(directory.path().join(name), bytes).expect("the folder can be written to");
    }
    visit(Site::page(), async |page| {
        shown::open(page, "").await;
        redrawn(page, async || pick(page, directory.path(), &["town.zip"]).await).await;
        assert!(page.text(".notices").await.contains("town.zip"));
        for (name, bytes, says) in broken {
            std::fs::write(directory.path().join(name), bytes).expect("the folder can be written to");
            pick(page, directory.path(), &[name]).await;
            page.wait_for_text(says).await;
        }
        pick(page, directory.path(), &["damaged.zip"]).await;
        page.wait_for_text("The table teams could not be read").await;
        page.wait_for_text("a packed file that unpacks to its end").await;
    })
    .await;
}

#[tokio::test]
async fn files_of_the_reader_open_and_there_is_a_way_back() {
    visit(Site::page(), async |page| {
        shown::open(page, "").await;
        let sample = page.text("h1").await;
        redrawn(page, async || pick(page, &oracle("town"), &["about.csv", "teams.csv", "conversations.csv"]).await)
            .await;
        let own = page.text(".notices").await;
        assert!(own.contains("3 files of yours") && own.contains("sent nowhere"), "{own}");
        assert_ne!(page.text("h1").await, sample);
        shown::go(page, "view=sources").await;
        assert!(page.text(".sources").await.contains("3 files of yours"));
        assert!(
            page.site.requests().iter().all(|path| !path.contains("town")),
            "files of the reader are not asked for"
        );
        redrawn(page, async || click_text(page, ".notices button", "Back to the export before").await).await;
        shown::go(page, "").await;
        assert_eq!(page.text("h1").await, sample);
        assert_eq!(page.count(".notices button").await, 0);
    })
    .await;
}

/// An export from the address that is opened after files of the reader is not the reader's.
#[tokio::test]
async fn after_files_of_the_reader_an_export_of_the_address_is_not_called_theirs() {
    let files = shown::packaged(shown::small_export());
    visit(shown::with_export(Site::page(), "small/", &files), async |page| {
        shown::open(page, "").await;
        redrawn(page, async || pick(page, &oracle("town"), &["about.csv", "teams.csv", "conversations.csv"]).await)
            .await;
        shown::go(page, "data=small").await;
        page.wait_until("document.querySelector('header.top').innerText.includes('Small Ltd')").await;
        assert_eq!(page.count(".notices button").await, 0);
    })
    .await;
}

#[tokio::test]
async fn files_dropped_anywhere_open() {
    visit(Site::page(), async |page| {
        shown::open(page, "").await;
        let script = "const transfer = new DataTransfer();
            transfer.items.add(new File(['conversation_id,held_on,kind,producer_team,consumer_team\\nc1,2026-01-05,data_use,a,b\\n'], 'conversations.csv'));
            for (const kind of arguments[0]) document.querySelector('main').dispatchEvent(new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true }))";
        page.run(script, &[serde_json::json!(["dragenter", "dragover"])]).await;
        page.wait_for(".drop-target:not([hidden])").await;
        redrawn(page, async || drop(page.run(script, &[serde_json::json!(["drop"])]).await)).await;
        assert!(page.text(".notices").await.contains("conversations.csv"));
        page.wait_gone(".drop-target:not([hidden])").await;
    })
    .await;
}

#[tokio::test]
async fn a_file_that_is_no_table_is_refused_and_the_export_before_stays() {
    visit(Site::page(), async |page| {
        shown::open(page, "").await;
        pick(page, &oracle("dirty/main"), &["readme.txt"]).await;
        page.wait_for_text("The export could not be read").await;
        page.wait_for_text("readme.txt").await;
        click_text(page, "button", "Back to the export that is open").await;
        page.wait_for("footer.complete").await;
        assert!(page.text("header.top").await.contains("Passerine Travel"));
    })
    .await;
}

#[tokio::test]
async fn after_files_that_could_not_be_read_the_sample_can_be_looked_at() {
    visit(Site::page(), async |page| {
        shown::open(page, "").await;
        pick(page, &oracle("dirty/main"), &["readme.txt"]).await;
        page.wait_for_text("The export could not be read").await;
        click_text(page, ".state :is(a, button)", "Look at the sample").await;
        page.wait_for("footer.complete").await;
    })
    .await;
}

#[tokio::test]
async fn a_folder_can_be_picked_with_all_that_lies_in_it() {
    visit(Site::page(), async |page| {
        shown::open(page, "").await;
        let folder = tempfile::tempdir().expect("a folder for an export");
        // What lies deeper belongs to it, files that are no part of an export do not, and of two of one name the outer one is meant.
        let inner = folder.path().join("more");
        std::fs::create_dir(&inner).expect("a folder in it");
        for (place, (name, text)) in shown::small_export().into_iter().enumerate() {
            let of = if place == 2 { &inner } else { folder.path() };
            std::fs::write(of.join(name), text).expect("a table");
        }
        std::fs::write(inner.join("about.csv"), "key,value\norganisation,Another\n").expect("a table");
        std::fs::write(folder.path().join("readme.txt"), "no table").expect("a text");
        let input = page.wait_for("header #folder").await;
        redrawn(page, async || input.send_keys(folder.path().display().to_string()).await.expect("a folder is picked"))
            .await;
        page.wait_for_text("You are looking at 3 files of yours").await;
        assert!(page.text("header.top").await.contains("Small Ltd"));
    })
    .await;
}

/// A folder as the browser hands it over while it is being dropped: no script can make a real one.
const DROP_A_FOLDER: &str = "const file = (name, text) => ({ isFile: true, isDirectory: false, name, file: found => found(new File([text], name)) });
    const folder = (name, inside) => ({ isFile: false, isDirectory: true, name, createReader: () => {
        const waiting = [...inside];
        return { readEntries: found => found(waiting.splice(0, 2)) };
    } });
    const [outer, deep] = [arguments[0].slice(0, 2), arguments[0].slice(2)].map(files => files.map(([name, text]) => file(name, text)));
    const dropped = folder('may', [folder('tables', deep), file('readme.txt', 'none'), ...outer]);
    const transfer = { types: ['Files'], files: [new File([], 'may')], items: [{ webkitGetAsEntry: () => dropped }] };
    for (const kind of ['dragover', 'drop']) {
        const event = new DragEvent(kind, { bubbles: true, cancelable: true });
        Object.defineProperty(event, 'dataTransfer', { value: transfer });
        document.querySelector(arguments[1]).dispatchEvent(event);
    }";

#[tokio::test]
async fn a_folder_can_be_dropped_with_all_that_lies_in_it() {
    visit(Site::page(), async |page| {
        shown::open(page, "").await;
        let files = serde_json::json!(shown::small_export());
        redrawn(page, async || drop(page.run(DROP_A_FOLDER, &[files.clone(), "main".into()]).await)).await;
        page.wait_for_text("You are looking at 3 files of yours").await;
        assert!(page.text("header.top").await.contains("Small Ltd"));
        assert_eq!(page.count(".drop-target:not([hidden])").await, 0);

        shown::open(page, "").await;
        page.run(DROP_A_FOLDER, &[serde_json::json!([["notes.txt", "none"]]), "main".into()]).await;
        page.wait_for_text("The export could not be read").await;
    })
    .await;
}

/// Gives files to the input behind *Open files*.
pub async fn pick(page: &Page, folder: &Path, names: &[&str]) {
    let input = page.wait_for("header input[type=file]").await;
    // The driver takes no path with a way back in it.
    let whole = |name: &&str| folder.join(name).canonicalize().expect("the file is there").display().to_string();
    let paths: Vec<String> = names.iter().map(whole).collect();
    input.send_keys(paths.join("\n")).await.expect("files can be given to the input");
}
