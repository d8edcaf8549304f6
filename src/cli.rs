//! The command line: the only place that prints.

mod folder;
mod init;
mod report;
mod sample;
mod tables;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::measure::read_all;
use crate::org::{Day, Org, Scope, View, shorten};
use crate::sample::DEFAULT_SEED;
use crate::story::{self, ReadingsJson, SinceJson, choices};

/// Nothing to mend.
const CLEAN: u8 = 0;
/// Something in the export should be mended; all the rest was read.
const PROBLEMS: u8 = 1;
/// Nothing could be read, or the call was wrong.
const UNREADABLE: u8 = 2;

/// Is an organisation really taking up data as a product?
#[derive(Parser)]
#[command(name = "uptake", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Prints what was read of an export and every problem with file, line and column. Exit 0: clean, 1: problems, 2: unreadable
    Check {
        /// The folder of the export, or a zip of it
        export: PathBuf,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Prints the readings of an export
    Measure {
        /// The folder of the export, or a zip of it
        export: PathBuf,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
        /// An earlier day, such as 2026-03-31, than the data goes through
        #[arg(long, value_parser = parse_day)]
        as_of: Option<Day>,
        /// Only this area; may be given several times
        #[arg(long = "area")]
        areas: Vec<String>,
        /// Compare every measure with this earlier day, such as 2026-03-31
        #[arg(long, value_name = "DAY", value_parser = parse_day)]
        since: Option<Day>,
    },
    /// Prints the tables and columns of an export as Markdown
    Tables {
        /// Print them as a Frictionless data package with table schemas instead
        #[arg(long)]
        schema: bool,
    },
    /// Writes an export to be filled in: every table with its header, every setting without a value
    Init {
        /// The folder to write to; it is made if it is not there
        #[arg(value_name = "DIR")]
        out: PathBuf,
    },
    /// Writes the export of a made-up organisation, the one that comes with the page
    Sample {
        /// The folder to write to; it is made if it is not there
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// Another organisation of the same kind for every number; the same number gives the same bytes
        #[arg(long, default_value_t = DEFAULT_SEED)]
        seed: u64,
    },
}

/// Runs the command that the arguments name.
pub fn run() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Check { export, json } => read(&export).and_then(|org| check(&org, json)),
        Command::Measure { export, json, as_of, areas, since } => {
            read(&export).and_then(|org| measure(&org, &Scope { areas, as_of }, since, json))
        }
        Command::Tables { schema } => tables(schema),
        Command::Init { out } => write_empty(&out),
        Command::Sample { out, seed } => write_sample(&out, seed),
    };
    ExitCode::from(result.unwrap_or_else(|message| {
        eprintln!("{message}");
        UNREADABLE
    }))
}

fn parse_day(text: &str) -> Result<Day, String> {
    Day::parse(text.as_bytes()).ok_or_else(|| "expected a day such as 2026-03-31".to_owned())
}

fn read(export: &std::path::Path) -> Result<Org, String> {
    folder::read(export).map_err(|error| error.to_string())
}

fn check(org: &Org, json: bool) -> Result<u8, String> {
    if json {
        print_json(&report::CheckJson::new(org))?;
    } else {
        print_lines(&report::lines(org))?;
    }
    Ok(if org.report.is_clean() { CLEAN } else { PROBLEMS })
}

fn write_sample(out: &std::path::Path, seed: u64) -> Result<u8, String> {
    let files = sample::write(out, seed).map_err(|error| error.to_string())?;
    print_written(&files)
}

fn write_empty(out: &std::path::Path) -> Result<u8, String> {
    print_written(&init::write(out).map_err(|error| error.to_string())?)
}

fn print_written(files: &[(PathBuf, usize)]) -> Result<u8, String> {
    let line = |(path, bytes): &(PathBuf, usize)| format!("{bytes:>8} bytes  {}", path.display());
    print_lines(&files.iter().map(line).collect::<Vec<_>>())?;
    Ok(CLEAN)
}

fn tables(schema: bool) -> Result<u8, String> {
    if schema {
        print_json(&tables::schemas())?;
    } else {
        print_lines(&tables::markdown())?;
    }
    Ok(CLEAN)
}

fn print_json(value: &impl serde::Serialize) -> Result<(), String> {
    let json = serde_json::to_string_pretty(value).map_err(|error| error.to_string())?;
    print_lines(&[json])
}

/// A reader that has seen enough, such as `head`, is no failure.
fn print_lines(lines: &[String]) -> Result<(), String> {
    let mut out = io::stdout().lock();
    match lines.iter().try_for_each(|line| writeln!(out, "{line}")) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.to_string()),
        _ => Ok(()),
    }
}

fn measure(org: &Org, scope: &Scope, since: Option<Day>, json: bool) -> Result<u8, String> {
    let areas = choices::areas(org);
    for area in scope.areas.iter().filter(|area| !areas.contains(area)) {
        eprintln!("no team is in the area {}; there is {}", shorten(area), list(&areas));
    }
    let view = View::new(org, scope);
    let readings = read_all(&view);
    if let Some(day) = since {
        let earlier = View::new(org, &Scope { as_of: Some(day), ..scope.clone() });
        if earlier.as_of >= view.as_of {
            let of = view.as_of.map_or_else(|| "any data".to_owned(), |day| day.to_string());
            return Err(format!("--since {day}: expected a day before {of}, which the readings are of"));
        }
        let before = read_all(&earlier);
        let both = readings.iter().zip(&before);
        let changes: Vec<_> = both.map(|(now, before)| story::since((&view, now), (&earlier, before))).collect();
        if json {
            print_json(&SinceJson::new((&view, &readings), (&earlier, &before), changes))?;
        } else {
            print_lines(&report::since_lines(day, &readings, &before, &changes))?;
        }
    } else if json {
        print_json(&ReadingsJson::new(&view, &readings))?;
    } else {
        print_lines(&readings.iter().map(report::line).collect::<Vec<_>>())?;
    }
    Ok(CLEAN)
}

fn list(words: &[String]) -> String {
    if words.is_empty() { "none".to_owned() } else { words.join(", ") }
}
