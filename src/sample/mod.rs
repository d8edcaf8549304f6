//! A made-up travel company and what it would hand to the dashboard: 30 months, written from one story.
//!
//! The way of it: [`cast`] and [`shelf`] say who there is and what is shared, [`story`] says when, [`pairs`] who meets
//! whom. From that every table tells the same events from its own side. Nothing here reads a clock, a file or the
//! machine's randomness, and nothing is computed with fractions, so a seed gives the same bytes everywhere and always.

mod care;
mod cases;
mod cast;
mod data;
mod joining;
mod log;
mod package;
mod pairs;
mod random;
mod shelf;
mod story;
mod table;
mod talks;
mod volumes;
mod words;
mod worth;

pub use log::{STRAY_DATA, STRAY_TEAMS};
pub use package::PACKAGE;

/// The seed of the sample that comes with the page.
pub const DEFAULT_SEED: u64 = 4;

/// The files of the export of a seed, by name: `datapackage.json` first, then the tables.
pub fn write(seed: u64) -> Vec<(String, Vec<u8>)> {
    let story = story::Story::new(seed);
    let talks = talks::all(seed, &story, &pairs::all(seed));
    let tables = [
        package::about(),
        joining::teams(),
        log::conversations(seed, &talks),
        data::datasets(seed, &story),
        data::built_from(),
        data::ownership(seed, &story),
        data::usage(seed, &story),
        care::changes(seed, &story, &talks),
        care::problems(seed, &story),
        care::agreements(seed, &story),
        joining::steps(seed, &story),
        cases::use_cases(seed),
        worth::decisions(seed, &story),
        joining::survey(seed, &story),
        joining::effort(seed, &story),
        joining::backing(),
        worth::capabilities(),
        worth::proofs(),
        worth::targets(),
        worth::events(),
        worth::reported(seed),
    ];
    let mut files: Vec<(String, Vec<u8>)> =
        tables.into_iter().map(|table| (format!("{}.csv", table.name), table.into_bytes())).collect();
    files.insert(0, ("datapackage.json".to_owned(), package::describe(&files)));
    files
}
