//! The wrapping: settings and texts of the company, and the description of the whole package.

use sha2::{Digest, Sha256};

use super::story;
use super::table::Table;

/// `about`.
pub(super) fn about() -> Table {
    let mut table = Table::new("about", "key,value");
    for (key, value) in [
        ("organisation", "Passerine Travel"),
        ("data_complete_through", story::THROUGH),
        ("exported_at", "2026-11-13T06:15:00+01:00"),
        ("stage", "habit"),
        ("promised_days", "3"),
        ("direct_means", "without_data_engineers"),
        (
            "why",
            "A traveller who is told too late has been let down by all of us. Whoever knows first should be able to \
             tell those who need it, without a queue in between.",
        ),
        (
            "what",
            "Each team shares the data others rely on: named, explained, kept fresh, and with somebody to ask. The \
             ones who make it and the ones who use it speak to each other.",
        ),
        (
            "how",
            "We start with one talk and one use that helps you as well. An analyst sits with you; getting started \
             takes at most three days a person. After that you decide what to add.",
        ),
        (
            "ask",
            "Choose one thing that others keep asking you for, and give us an hour to look at it together before the \
             year ends.",
        ),
    ] {
        table.row(&[&key, &value]);
    }
    table
}

/// The name in `datapackage.json`, by which a sample is known.
pub const PACKAGE: &str = "passerine-travel";

/// `datapackage.json`, with the size and the hash of each file.
pub(super) fn describe(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    // The keys and values hold nothing that JSON would escape, so the text needs no library that may change its mind.
    let resources: Vec<String> = files
        .iter()
        .map(|(path, bytes)| {
            let name = path.trim_end_matches(".csv");
            let hash = hex(&Sha256::digest(bytes));
            let size = bytes.len();
            format!(
                "    {{ \"name\": \"{name}\", \"path\": \"{path}\", \"format\": \"csv\", \"mediatype\": \"text/csv\", \
                 \"encoding\": \"utf-8\", \"bytes\": {size},\n      \"hash\": \"sha256:{hash}\" }}"
            )
        })
        .collect();
    format!(
        "{{\n  \"$schema\": \"https://datapackage.org/profiles/2.0/datapackage.json\",\n  \
         \"name\": \"{PACKAGE}\",\n  \"title\": \"Passerine Travel, a company that does not exist\",\n  \
         \"created\": \"2026-11-13T05:15:00Z\",\n  \"resources\": [\n{}\n  ]\n}}\n",
        resources.join(",\n")
    )
    .into_bytes()
}

fn hex(bytes: &[u8]) -> String {
    let digit = |four_bits: u8| char::from_digit(u32::from(four_bits), 16).unwrap_or('0');
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
