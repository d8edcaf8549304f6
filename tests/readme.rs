//! What the README shows is what happens.
#![expect(clippy::unwrap_used, reason = "a test ends where something is not there")]

use std::path::Path;
use std::process::Command;

use uptake::app::address::Address;

fn file(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// The first block of code in this language.
fn block(language: &str) -> String {
    let readme = file("README.md");
    let (_, after) = readme.split_once(&format!("```{language}\n")).unwrap();
    after.split_once("```").unwrap().0.to_owned()
}

#[test]
fn its_commands_print_what_it_shows() {
    let directory = tempfile::tempdir().unwrap();
    std::fs::create_dir(directory.path().join("my-export")).unwrap();
    std::fs::write(directory.path().join("my-export/conversations.csv"), block("csv")).unwrap();
    let shown = block("console");
    let calls: Vec<&str> = shown.split("$ uptake ").filter(|call| !call.is_empty()).collect();
    assert!(calls.len() > 3);
    for call in calls {
        let (arguments, lines) = call.split_once('\n').unwrap();
        let mut uptake = Command::new(env!("CARGO_BIN_EXE_uptake"));
        let output = uptake.args(arguments.split(' ')).current_dir(directory.path()).output().unwrap();
        let printed = String::from_utf8(output.stdout).unwrap();
        // Three dots stand for the rest.
        match lines.split_once('…') {
            Some((start, _)) => assert!(printed.starts_with(start), "{arguments}\n{printed}\nis not\n{start}"),
            None => assert_eq!(printed, lines, "{arguments}"),
        }
    }
}

#[test]
fn its_policy_is_that_of_the_page() {
    assert!(file("public/index.html").contains(&format!("content=\"{}\"", block("text").trim())));
}

#[test]
fn its_keys_of_the_address_are_understood() {
    let readme = file("README.md");
    let (_, table) = readme.split_once("| key | value |").unwrap();
    let (table, _) = table.split_once("\n\n").unwrap();
    // Names stand between backticks in the first cell of a row.
    let names = |line| str::split(line, '|').nth(1).unwrap_or_default().split('`').skip(1).step_by(2);
    let keys: Vec<&str> = table.lines().flat_map(names).collect();
    let fragment = "view=tile&team=booking&id=led-to-action&grain=quarter&step=proof&lang=en&area=Stays&as_of=2026-03-31&since=2026-03-31&months=12\
        &data=exports/may&theme=dark&embed=true&titled=false&bordered=true&background=transparent&hide=links";
    assert_eq!(keys, fragment.split('&').map(|pair| pair.split('=').next().unwrap()).collect::<Vec<_>>());
    assert_eq!(Address::parse("", fragment).1, []);
}

#[test]
fn its_versions_are_those_of_the_tools() {
    let readme = file("README.md");
    let lock = file("Cargo.lock");
    let (_, bindgen) = lock.split_once("name = \"wasm-bindgen\"\nversion = \"").unwrap();
    let bindgen = bindgen.split('"').next().unwrap();
    assert!(readme.contains(&format!("wasm-bindgen-cli --version {bindgen}\n")));
    let trunk = file("Trunk.toml");
    for (key, before) in [("trunk-version = \"=", "trunk --version "), ("wasm_opt = \"version_", "binaryen@")] {
        let version = trunk.split_once(key).unwrap().1.split('"').next().unwrap();
        assert!(readme.contains(&format!("{before}{version}")), "{before}{version}");
    }
}

/// Servers say the same as the page, and besides only who may show it.
#[test]
fn its_headers_are_the_policy_of_the_page_and_who_may_show_it() {
    let whole = format!("{}; frame-ancestors 'self' https://portal.example", block("text").trim());
    for language in ["nginx", "apache", "caddy", "headers"] {
        assert!(block(language).contains(&whole), "{language}");
    }
}

#[test]
fn what_it_tells_to_paste_is_what_the_page_writes() {
    use uptake::app::framing::{Subject, first_wish, frame_snippet};
    let wish = first_wish(&Address::parse("", "view=talking").0);
    assert!(file("README.md").contains(&frame_snippet("https://uptake.example/", Subject::View, &wish)));
}
