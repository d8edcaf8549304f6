//! The exports that tests open, each with a package that lists its tables, so that the browser asks for nothing that is not there.

use std::path::{Path, PathBuf};

use uptake::org::Table;

use crate::server::Site;
use crate::shown::package_of;
use crate::support;

/// The folder of a set that was worked out independently.
pub fn oracle(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle").join(name)
}

/// Every set that was worked out independently, and the real exports where they lie beside the checkout, by a name for the address.
pub fn every() -> Vec<(&'static str, PathBuf)> {
    let sets = [
        ("town", "town"),
        ("counted", "town-counted"),
        ("small", "small"),
        ("sparse", "sparse"),
        ("empty", "empty"),
        ("dirty", "dirty/main"),
        ("cycle", "dirty/cycle"),
        ("parts", "dirty/package"),
    ];
    let real = [("mail", "data/mail"), ("warehouse", "data/warehouse")];
    let real = real.into_iter().filter_map(|(name, folder)| Some((name, support::shared(folder)?)));
    sets.map(|(name, folder)| (name, oracle(folder))).into_iter().chain(real).collect()
}

/// The names of the files in a folder that are tables of an export, in order.
pub fn tables_of(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let is_table = |name: &String| {
        let table = name.strip_suffix(".gz").unwrap_or(name).strip_suffix(".csv");
        table.and_then(Table::from_name).is_some()
    };
    let mut names: Vec<String> = names.filter(is_table).collect();
    names.sort();
    names
}

/// Serves a folder as an export of that name. Where it has no package of its own it gets one.
pub fn served(site: Site, name: &str, folder: &Path) -> Site {
    let site = site.folder(&format!("{name}/"), folder);
    if folder.join("datapackage.json").is_file() {
        return site;
    }
    let names = tables_of(folder);
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    site.text(&format!("{name}/datapackage.json"), package_of(&names))
}

/// Serves the town as an export of that name in which every group is too small to be shown.
pub fn with_all_hidden(site: Site, name: &str) -> Site {
    let folder = oracle("town");
    let text = |file: &str| {
        std::fs::read_to_string(folder.join(file)).unwrap_or_else(|error| panic!("{file} of the town: {error}"))
    };
    let (shown, hidden) = ("minimum_group,5", "minimum_group,1000000");
    let about = text("about.csv");
    assert!(about.contains(shown), "{about}");
    // Of a team whose size is not known nobody can say that it is too small.
    let teams = text("teams.csv");
    let people = teams.lines().next().and_then(|head| head.split(',').position(|column| column == "people"));
    let of_three = |line: &str| -> String {
        let cells = line.split(',').enumerate();
        let cells = cells.map(|(place, cell)| if Some(place) == people && cell.is_empty() { "3" } else { cell });
        cells.collect::<Vec<_>>().join(",") + "\n"
    };
    served(site, name, &folder)
        .text(&format!("{name}/about.csv"), about.replace(shown, hidden))
        .text(&format!("{name}/teams.csv"), teams.lines().map(of_three).collect::<String>())
}
