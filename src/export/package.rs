//! `datapackage.json`, versions 1 and 2, as far as it says which files to read.

use crate::org::{Table, shorten};

use super::json::Json;
use super::plan::{Part, Plan, is_below};

/// Why a package cannot be followed (E43).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PackageError {
    /// It is not JSON of the form wanted.
    #[error("datapackage.json:{line}:{column}: {what}")]
    Unreadable {
        /// Where, from 1.
        line: usize,
        /// Where in the line, from 1.
        column: usize,
        /// What is wrong.
        what: String,
    },
    /// A resource says something that cannot be followed.
    #[error("datapackage.json: resource {resource}: {key} must be {expected}")]
    Malformed {
        /// The name of the resource.
        resource: String,
        /// The key.
        key: &'static str,
        /// What should stand there.
        expected: &'static str,
    },
    /// It lists nothing.
    #[error("datapackage.json lists no resource, so nothing was read")]
    NoResource,
}

/// What a package says is to be read.
///
/// # Errors
/// If it cannot be parsed or lists no resource; then nothing else is read.
pub fn parse_package(json: &[u8]) -> Result<Plan, PackageError> {
    let json = json.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(json);
    let package: Json = serde_json::from_slice(json).map_err(|error| {
        let text = error.to_string();
        let what = text.split(" at line ").next().unwrap_or_default().to_owned();
        PackageError::Unreadable { line: error.line(), column: error.column(), what }
    })?;
    let resources = package.get("resources").and_then(Json::list).ok_or(PackageError::NoResource)?;
    if resources.is_empty() {
        return Err(PackageError::NoResource);
    }
    let mut plan = Plan::default();
    for what in ["title", "created"] {
        if let Some(text) = package.get(what).and_then(Json::text) {
            plan.notes.push(format!("datapackage.json: {what} {}", shorten(text)));
        }
    }
    for resource in resources {
        let text = |key: &str| resource.get(key).and_then(Json::text);
        let name = text("name").unwrap_or_default();
        let Some(table) = Table::from_name(name) else {
            plan.notes.push(format!("resource {name}: not the name of a table, not read"));
            continue;
        };
        let malformed = |key, expected| PackageError::Malformed { resource: name.to_owned(), key, expected };
        let paths: Option<Vec<&str>> = match resource.get("path") {
            Some(Json::List(paths)) => paths.iter().map(Json::text).collect(),
            Some(path) => path.text().map(|path| vec![path]),
            None => Some(Vec::new()),
        };
        let paths = paths.ok_or_else(|| malformed("path", "a path or a list of paths"))?;
        let stated_bytes = match resource.get("bytes") {
            Some(bytes) => Some(bytes.whole().ok_or_else(|| malformed("bytes", "a whole number"))?),
            None => None,
        };
        let stated_hash = match resource.get("hash") {
            Some(hash) => Some(hash.text().ok_or_else(|| malformed("hash", "text"))?),
            None => None,
        };
        if paths.is_empty() {
            plan.notes.push(format!("{name}: the package names no file for it, not read"));
        }
        let alone = paths.len() == 1;
        let mut parts = Vec::new();
        for path in paths {
            if is_below(path) {
                // The bytes and the hash are those of the one file; of several they cannot be told apart.
                let bytes = stated_bytes.filter(|_| alone);
                let hash = stated_hash.map(str::to_owned).filter(|_| alone);
                parts.push(Part { path: without_dots(path).to_owned(), bytes, hash });
            } else {
                plan.notes.push(format!("{name}: path “{path}” leaves the package, not read"));
            }
        }
        // A dialect may also be the address of one, which is not followed.
        let stated = resource.get("dialect").and_then(|dialect| dialect.get("delimiter")).and_then(Json::text);
        let delimiter = stated.and_then(single_character);
        if let Some(stated) = stated.filter(|_| delimiter.is_none()) {
            plan.notes.push(format!(
                "{name}: the delimiter “{stated}” is not one that can be read; it is told from the first line"
            ));
        }
        plan.add(table, delimiter, parts);
    }
    Ok(plan)
}

/// A path without the folder that it starts in.
fn without_dots(path: &str) -> &str {
    path.strip_prefix("./").map_or(path, without_dots)
}

/// The one character of a text, unless it is one that quoting or lines need (E44).
fn single_character(delimiter: &str) -> Option<char> {
    let mut characters = delimiter.chars();
    characters.next().filter(|character| characters.next().is_none() && !"\"\r\n".contains(*character))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_listed_below_the_package_is_read() {
        let plan = parse_package(
            br#"{"resources": [
                {"name": "Conversations", "path": ["a.csv", "b.csv.gz"], "dialect": {"delimiter": "|"}, "bytes": 10},
                {"name": "teams", "path": "../teams.csv"},
                {"name": "events", "path": "events.csv", "hash": "md5:00", "bytes": 5, "dialect": "dialect.json"},
                {"name": "weather", "path": "weather.csv"}
            ]}"#,
        )
        .unwrap();
        assert_eq!(plan.tables.len(), 2);
        assert_eq!(plan.tables[0].delimiter, Some('|'));
        assert_eq!(plan.tables[0].parts, [Part::new("a.csv"), Part::new("b.csv.gz")]);
        assert_eq!(plan.tables[1].parts[0].bytes, Some(5));
        assert_eq!(plan.notes.len(), 2);
    }

    #[test]
    fn a_package_that_cannot_be_followed_says_where() {
        let broken = parse_package(b"{\n  \"resources\": [\n    {\"name\": }\n  ]\n}");
        assert!(matches!(broken, Err(PackageError::Unreadable { line: 3, .. })), "{broken:?}");
        assert_eq!(parse_package(b"{\"name\": \"x\"}"), Err(PackageError::NoResource));
        assert!(matches!(parse_package(b"<!doctype html>"), Err(PackageError::Unreadable { line: 1, column: 1, .. })));
    }
}
