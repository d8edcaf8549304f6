//! What the page says of the export itself: how far it goes, what was set aside, and what to do about it.

use super::say::{self, keep_together};
use super::text;
use crate::measure::Reading;
use crate::org::{Day, ProblemCode, Table, View, sort_by_key};

/// An export older than this is said to be old.
const OLD_DAYS: i32 = 35;

/// The line at the foot of every view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completeness {
    /// How far the data goes.
    pub through: String,
    /// How many rows were used, and why others were not.
    pub rows: String,
    /// What is not known in the rows that were.
    pub unknown: Option<String>,
}

/// Something that the reader should know before the numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The matter, in a few words.
    pub what: String,
    /// More about it, and what to do.
    pub more: String,
}

/// The line at the foot of a view.
pub fn completeness(view: &View<'_>, complete: &Reading, direct: Option<&Reading>) -> Completeness {
    let through = match (view.org.data_complete_through, view.org.assumed) {
        (Some(day), false) => format!("Data is complete through {}.", keep_together(&say::date(day))),
        (Some(day), true) => format!(
            "Data goes up to {}, the latest date met; the export does not say through which day it is complete.",
            keep_together(&say::date(day))
        ),
        (None, _) => "No day is known through which the data goes.".to_owned(),
    };
    let (used, read) = (complete.k.unwrap_or(0), complete.n.unwrap_or(0));
    let mut codes: Vec<(ProblemCode, u64)> = Vec::new();
    for (_, report) in view.org.report.tables.iter().filter(|(table, _)| *table != Table::About) {
        for (code, &rows) in report.set_aside.iter() {
            match codes.iter_mut().find(|(known, _)| *known == code) {
                Some((_, sum)) => *sum += rows,
                None => codes.push((code, rows)),
            }
        }
    }
    sort_by_key(&mut codes, |&(code, rows)| (std::cmp::Reverse(rows), code));
    let of = keep_together(&format!("{} of {}", say::grouped(used), say::grouped(read)));
    let rows = if codes.is_empty() {
        format!("{of} rows used.")
    } else {
        let reasons: Vec<String> = codes
            .iter()
            .map(|&(code, rows)| keep_together(&format!("{} {}", say::grouped(rows), code_words(code))))
            .collect();
        format!("{of} rows used; {} set aside: {}.", say::grouped(read - used), reasons.join(", "))
    };
    let unknown = direct.filter(|direct| !direct.series.is_empty()).and_then(|direct| {
        let sum = |key: &str| direct.series.iter().filter_map(|point| point.get(key)).sum::<f64>() as u64;
        let unknown = sum("unknown");
        let all = unknown + sum("direct") + sum("with_analyst") + sum("with_engineer");
        (unknown > 0).then(|| {
            format!(
                "Conversations of which it is not known who took part: {}.",
                keep_together(&format!("{} of {}", say::grouped(unknown), say::grouped(all)))
            )
        })
    });
    Completeness { through, rows, unknown }
}

/// What the page may be used for, which stands on every view.
pub fn purpose(view: &View<'_>) -> String {
    format!(
        "This page is for judging the change, never people or teams. Nothing about single persons is read or kept, groups of fewer than {} people are not shown, nothing is sent anywhere.",
        view.org.settings.minimum_group
    )
}

/// What the reader should know first: an old export, tables that were refused, many rows set aside.
pub fn notices(view: &View<'_>, today: Day) -> Vec<Notice> {
    let mut notices = Vec::new();
    if let Some(through) = view.org.data_complete_through {
        let age = today.since(through);
        if age > OLD_DAYS {
            notices.push(Notice {
                what: format!(
                    "This export ends on {}, {} ago.",
                    keep_together(&say::date(through)),
                    keep_together(&format!("{} days", say::grouped(age as u64)))
                ),
                more: "Everything below is true for that day. Ask the data team for a newer one.".to_owned(),
            });
        }
    }
    for (table, report) in view.org.report.tables.iter() {
        if let Some(code) = report.refused {
            let detail = report
                .problems
                .first()
                .map(|problem| format!("Found {}; expected {}.", problem.found, problem.expected))
                .unwrap_or_default();
            notices.push(Notice {
                what: format!("The table {} could not be read: {}.", table.name(), code_words(code)),
                more: format!("{detail} The other tables are read; what needs this one is not measured."),
            });
        } else if report.is_doubtful() {
            let share = text::share(report.rows_set_aside(), report.read);
            notices.push(Notice {
                what: format!("Many rows of {} were set aside: {share}.", table.name()),
                more: "The numbers may be off by as much. The problems are listed under Sources, by file and line."
                    .to_owned(),
            });
        }
    }
    notices
}

/// A problem code in words, fit to follow a number of rows.
pub const fn code_words(code: ProblemCode) -> &'static str {
    match code {
        ProblemCode::MissingRequired => "with an empty required cell",
        ProblemCode::BadDate => "with a date that cannot be read",
        ProblemCode::BadNumber => "with a number that cannot be read",
        ProblemCode::BadBool => "with neither yes nor no",
        ProblemCode::BadWord => "with an unknown word",
        ProblemCode::TooLong => "with a text that is too long",
        ProblemCode::BadCsv => "with wrong quotes or cells",
        ProblemCode::BadEncoding => "not in UTF-8",
        ProblemCode::Duplicate => "the same twice",
        ProblemCode::Conflict => "with contradicting content",
        ProblemCode::UnknownTeam => "with an unknown team",
        ProblemCode::UnknownDataset => "with unknown data",
        ProblemCode::UnknownMeasure => "with an unknown measure",
        ProblemCode::AfterDataDate => "dated after the data ends",
        ProblemCode::OutOfOrder => "with dates in the wrong order",
        ProblemCode::SameTeam => "of a team with itself",
        ProblemCode::MissingColumn => "a required column is missing",
        ProblemCode::DuplicateColumn => "a column appears twice",
        ProblemCode::EmptyFile => "the file has no header",
        ProblemCode::BadFile => "a file is missing or not what it should be",
        ProblemCode::RenameCycle => "renames lead back to where they began",
        ProblemCode::LooksPersonal => "that may be about a person",
    }
}
