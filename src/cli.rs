//! The command line: the only place that prints.

mod folder;
mod report;
mod sample;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::measure::{Reading, read_all};
use crate::org::{Day, Org, Scope, View, shorten};
use crate::sample::DEFAULT_SEED;
use crate::story::{ReadingsJson, choices, text};

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
        /// The folder of the export
        export: PathBuf,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Prints the readings of an export
    Measure {
        /// The folder of the export
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
        Command::Measure { export, json, as_of, areas } => {
            read(&export).and_then(|org| measure(&org, &Scope { areas, as_of }, json))
        }
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
    let line = |(path, bytes): &(PathBuf, usize)| format!("{bytes:>8} bytes  {}", path.display());
    print_lines(&files.iter().map(line).collect::<Vec<_>>())?;
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

fn measure(org: &Org, scope: &Scope, json: bool) -> Result<u8, String> {
    let areas = choices::areas(org);
    for area in scope.areas.iter().filter(|area| !areas.contains(area)) {
        eprintln!("no team is in the area {}; there is {}", shorten(area), list(&areas));
    }
    let view = View::new(org, scope);
    let readings = read_all(&view);
    if json {
        print_json(&ReadingsJson::new(&view, &readings))?;
    } else {
        let line = |reading: &Reading| format!("{:<28} {}", reading.measure.slug(), text::reading(reading));
        print_lines(&readings.iter().map(line).collect::<Vec<_>>())?;
    }
    Ok(CLEAN)
}

fn list(words: &[String]) -> String {
    if words.is_empty() { "none".to_owned() } else { words.join(", ") }
}
