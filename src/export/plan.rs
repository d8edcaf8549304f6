//! Which files belong to which table, and in which order (E1 to E5).

use crate::org::{Table, sort_by_key};

/// What is to be read of an export.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The tables that have a file, in documented order.
    pub tables: Vec<TablePlan>,
    /// Remarks, such as files that are not read and why.
    pub notes: Vec<String>,
}

/// The files of one table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TablePlan {
    /// Which table.
    pub table: Table,
    /// The delimiter that the package states; `None` has it told from the first line.
    pub delimiter: Option<char>,
    /// Its files, in order; never none.
    pub parts: Vec<Part>,
}

/// One file of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Where it is, relative to the export.
    pub path: String,
    /// How many bytes the package says it has.
    pub bytes: Option<u64>,
    /// The hash that the package says it has, with the name of its method.
    pub hash: Option<String>,
}

impl Part {
    /// A file of which nothing is said beforehand.
    pub fn new(path: impl Into<String>) -> Self {
        Self { path: path.into(), bytes: None, hash: None }
    }
}

impl Plan {
    /// Names the files that are there and not listed, so that nobody wonders where their rows are (E3).
    pub fn name_others<'a>(&mut self, files: impl IntoIterator<Item = &'a str>) {
        let listed: Vec<&str> =
            self.tables.iter().flat_map(|plan| &plan.parts).map(|part| part.path.as_str()).collect();
        let mut others: Vec<&str> =
            files.into_iter().filter(|&file| file != "datapackage.json" && !listed.contains(&file)).collect();
        sort_by_key(&mut others, |&name| name);
        self.notes.extend(others.iter().map(|file| format!("{file}: not listed in datapackage.json, not read")));
    }

    /// Adds files to a table, behind those it has.
    pub(super) fn add(&mut self, table: Table, delimiter: Option<char>, parts: Vec<Part>) {
        if parts.is_empty() {
            return;
        }
        if let Some(plan) = self.tables.iter_mut().find(|plan| plan.table == table) {
            plan.parts.extend(parts);
            plan.delimiter = plan.delimiter.or(delimiter);
        } else {
            self.tables.push(TablePlan { table, delimiter, parts });
            sort_by_key(&mut self.tables, |plan| plan.table);
        }
    }
}

/// The table whose name a file has, in any case, packed or not; `None` if it has none.
pub fn table_of(file: &str) -> Option<Table> {
    let name = file.to_ascii_lowercase();
    Table::from_name(name.strip_suffix(".csv").or_else(|| name.strip_suffix(".csv.gz"))?)
}

/// What to read of a set of files without a package: every file named like a table, in order of file name (E1).
pub fn plan_files<'a>(files: impl IntoIterator<Item = &'a str>) -> Plan {
    let mut names: Vec<&str> = files.into_iter().collect();
    sort_by_key(&mut names, |&name| name);
    let mut plan = Plan::default();
    for name in names {
        match table_of(name) {
            Some(table) => plan.add(table, None, vec![Part::new(name)]),
            None if [".csv", ".csv.gz"].iter().any(|ending| name.to_ascii_lowercase().ends_with(ending)) => {
                plan.notes.push(format!("{name}: not the name of a table, not read"));
            }
            None if name.to_ascii_lowercase().ends_with(".zip") => {
                plan.notes.push(format!("{name}: an archive beside other files, not read; open it by itself"));
            }
            None => {}
        }
    }
    plan
}

/// Whether a path stays below where it starts: relative, without a scheme, a way up, or anything that a server could read as one.
pub fn is_below(path: &str) -> bool {
    let plain = !path.is_empty() && !path.starts_with('/') && !path.chars().any(|c| c == '\\' || c.is_control());
    let scheme = path.split('/').next().is_some_and(|first| first.contains(':'));
    let up = |segment: &str| segment.to_ascii_lowercase().replace("%2e", ".") == "..";
    let hidden = ["%2f", "%5c", "%25"].iter().any(|code| path.to_ascii_lowercase().contains(code));
    plain && !scheme && !hidden && !path.contains("//") && !path.split('/').any(up)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_by_their_names_in_any_case() {
        let plan =
            plan_files(["Teams.CSV", "teams.csv.gz", "notes.csv", "readme.txt", "conversations.csv", "teams.csv"]);
        let tables: Vec<_> = plan
            .tables
            .iter()
            .map(|plan| (plan.table.name(), plan.parts.iter().map(|part| part.path.as_str()).collect()))
            .collect();
        assert_eq!(
            tables,
            [("teams", vec!["Teams.CSV", "teams.csv", "teams.csv.gz"]), ("conversations", vec!["conversations.csv"])]
        );
        assert_eq!(plan.notes, ["notes.csv: not the name of a table, not read"]);
    }

    #[test]
    fn a_path_stays_below_the_package() {
        for yes in ["teams.csv", "parts/1.csv", "a..b.csv", "ä.csv", "./teams.csv", "50%.csv"] {
            assert!(is_below(yes), "{yes}");
        }
        for no in [
            "",
            "../teams.csv",
            "a/../../b",
            "/etc/x",
            "https://x/y",
            "//host/x",
            "a\\b",
            "%2e%2E/x",
            ".%2e/x",
            "a%2fb",
            "%252e%252e/x",
            "data:x",
        ] {
            assert!(!is_below(no), "{no}");
        }
    }
}
