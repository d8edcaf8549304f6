//! Writes an export to measure with: `generate ROWS FOLDER`. The same ROWS give the same bytes on every machine.
//!
//! 400 teams in 40 areas, some teams talking much more than others, more and more of it without help, and in `their_benefit` all that
//! makes CSV slow to read: quotes, commas, line breaks, letters beyond ASCII. In `all/` the same among 20,000 datasets, 100,000 uses and
//! 40,000 changes. It needs nothing but the standard library, so that
//! `rustc -O` alone builds it.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

const FIRST_DAY: i64 = 19_358; // 1 January 2023, in days since 1970
const DAYS: u64 = 1_400; // up to 31 October 2026
const AREAS: [&str; 40] = [
    "Orders",
    "Payments",
    "Pricing",
    "Search",
    "Catalogue",
    "Logistics",
    "Returns",
    "Loyalty",
    "Marketing",
    "Service",
    "Support",
    "Risk",
    "Finance",
    "Tax",
    "People",
    "Identity",
    "Mobile",
    "Web",
    "Ads",
    "Partners",
    "Booking",
    "Stock",
    "Planning",
    "Purchasing",
    "Warehouse",
    "Delivery",
    "Maps",
    "Messages",
    "Content",
    "Größen & Maße",
    "Données clients",
    "Billing",
    "Treasury",
    "Legal",
    "Security",
    "Data",
    "Operations",
    "Experiments",
    "Models",
    "Board",
];
const WORDS: [&str; 40] = [
    "earlier",
    "fewer",
    "returns",
    "knows",
    "which",
    "orders",
    "late",
    "price",
    "checks",
    "weekly",
    "forecast",
    "stock",
    "one",
    "place",
    "instead",
    "of",
    "five",
    "saves",
    "a",
    "day",
    "answers",
    "customers",
    "same",
    "morning",
    "Größe",
    "qualité",
    "日本",
    "čas",
    "naïve",
    "Übersicht",
    "plans",
    "trucks",
    "by",
    "region",
    "sees",
    "churn",
    "before",
    "it",
    "happens",
    "sooner",
];
const KINDS: [(u64, &str); 4] = [(94, "data_use"), (2, "buy_in"), (2, "pairing"), (2, "agreement")];
const STARTED: [(u64, &str); 3] = [(3, "producer"), (4, "consumer"), (3, "data_team")];
const EVIDENCE: [(u64, &str); 2] = [(97, "recorded"), (3, "inferred")];
const ACTIONS: [(u64, &str); 8] = [
    (50, ""),
    (16, "new_data"),
    (10, "addition"),
    (5, "fix"),
    (4, "decision"),
    (3, "agreement"),
    (2, "other"),
    (10, "none_needed"),
];

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let [rows, folder] = arguments.as_slice() else {
        println!("generate ROWS FOLDER");
        return Ok(());
    };
    let rows: u64 = rows.parse().map_err(|_| io::Error::other(format!("ROWS is a number, not {rows}")))?;
    let folder = Path::new(folder);
    fs::create_dir_all(folder)?;
    let file = |name: &str| File::create(folder.join(name)).map(|file| BufWriter::with_capacity(1 << 20, file));

    write!(
        file("about.csv")?,
        "key,value\norganisation,Benchmark & Söhne\ndata_complete_through,{}\n",
        date(DAYS - 1)
    )?;
    teams(file("teams.csv")?)?;
    conversations(file("conversations.csv")?, rows)?;
    package(file("datapackage.json")?, &TALKS)?;

    // The same conversations once more, among what a large organisation exports beside them.
    let all = folder.join("all");
    fs::create_dir_all(&all)?;
    for name in TALKS {
        let name = format!("{name}.csv");
        fs::remove_file(all.join(&name))
            .or_else(|error| if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) })?;
        fs::hard_link(folder.join(&name), all.join(&name))?;
    }
    let file = |name: &str| File::create(all.join(name)).map(|file| BufWriter::with_capacity(1 << 20, file));
    datasets(file("datasets.csv")?, file("ownership.csv")?, file("built_from.csv")?)?;
    usage(file("usage.csv")?)?;
    changes(file("changes.csv")?)?;
    package(
        file("datapackage.json")?,
        &[&TALKS[..], &["datasets", "ownership", "built_from", "usage", "changes"]].concat(),
    )
}

const TALKS: [&str; 3] = ["about", "teams", "conversations"];
const DATASETS: u64 = 20_000;
const USES: u64 = 100_000;
const CHANGES: u64 = 40_000;

fn package(mut out: impl Write, tables: &[&str]) -> io::Result<()> {
    let resources: Vec<String> =
        tables.iter().map(|name| format!("{{ \"name\": \"{name}\", \"path\": \"{name}.csv\" }}")).collect();
    writeln!(out, "{{ \"resources\": [{}] }}", resources.join(", "))?;
    out.flush()
}

fn dataset(number: u64) -> String {
    format!("{}_{}_{number:04}", AREAS[number as usize % 24].to_lowercase(), KINDS[number as usize % 4].1)
}

/// Datasets that somebody answers for, half of them handed over once; two of three are built from others.
fn datasets(mut out: impl Write, mut ownership: impl Write, mut built_from: impl Write) -> io::Result<()> {
    let mut chance = Chance(0x0DA7_A5E7);
    writeln!(out, "dataset_id,name,kind,origin,shared_on,retired_on,proposed_by,owner_sees_use")?;
    writeln!(ownership, "dataset_id,since,owner_team,looked_after_by")?;
    writeln!(built_from, "dataset_id,source_dataset_id")?;
    for number in 0..DATASETS {
        let (id, shared) = (dataset(number), chance.below(DAYS - 60));
        let kind = ["source", "prepared", "combined"][number as usize % 3];
        let origin = chance.pick(&[(9, ""), (1, "external")]);
        let proposed = chance.pick(&[(2, "producer"), (3, "consumer"), (3, "data_team")]);
        let retired = if chance.below(12) == 0 { date(shared + 50) } else { String::new() };
        let sees = chance.pick(&[(1, "true"), (2, "false"), (1, "")]);
        writeln!(out, "{id},Dataset {number},{kind},{origin},{},{retired},{proposed},{sees}", date(shared))?;
        let owner = chance.skewed(400);
        writeln!(ownership, "{id},{},team-{owner:03},team-{:03}", date(shared), 350 + chance.below(10))?;
        if chance.below(2) == 0 {
            writeln!(ownership, "{id},{},team-{owner:03},team-{owner:03}", date(shared + 40))?;
        }
        for _ in 0..if kind == "source" || number < 3 { 0 } else { 1 + chance.below(2) } {
            writeln!(built_from, "{id},{}", dataset(chance.below(number)))?;
        }
    }
    out.flush()?;
    ownership.flush()?;
    built_from.flush()
}

fn usage(mut out: impl Write) -> io::Result<()> {
    let mut chance = Chance(0x05E5);
    writeln!(out, "dataset_id,team_id,used_on,evidence,reads")?;
    for _ in 0..USES {
        let evidence = chance.pick(&[(6, "query_log"), (2, "dashboard"), (1, "declared"), (1, "")]);
        let (used, used_by) = (dataset(chance.skewed(DATASETS)), chance.skewed(400));
        writeln!(out, "{used},team-{used_by:03},{},{evidence},{}", date(chance.below(DAYS)), 1 + chance.skewed(500))?;
    }
    out.flush()
}

fn changes(mut out: impl Write) -> io::Result<()> {
    let mut chance = Chance(0x00C4_A6E5);
    writeln!(out, "change_id,dataset_id,released_on,kind,proposed_by,announced_on,can_break,caught")?;
    for number in 0..CHANGES {
        let kind = chance.pick(&[(5, "addition"), (3, "fix"), (1, "rename"), (1, "removal"), (2, "meaning")]);
        let released = 60 + chance.below(DAYS - 60);
        let announced = if chance.below(2) == 0 { date(released - chance.below(60)) } else { String::new() };
        let proposed = chance.pick(&[(1, "producer"), (1, "consumer"), (1, "data_team")]);
        let (can_break, caught) =
            (chance.pick(&[(1, "true"), (3, "false")]), chance.pick(&[(1, "before"), (1, "after"), (1, "")]));
        let changed = dataset(chance.skewed(DATASETS));
        writeln!(out, "x{number},{changed},{},{kind},{proposed},{announced},{can_break},{caught}", date(released))?;
    }
    out.flush()
}

fn teams(mut out: impl Write) -> io::Result<()> {
    writeln!(out, "team_id,name,kind,area,people")?;
    for team in 0..400_usize {
        let area = AREAS[team / 10];
        let kind = match area {
            "Data" => ["data_engineering", "analytics_engineering", "platform"][team % 3],
            "Board" => "leadership",
            _ => "domain",
        };
        writeln!(out, "team-{team:03},{area} {},{kind},{area},{}", team % 10 + 1, 5 + team % 9)?;
    }
    out.flush()
}

fn conversations(mut out: impl Write, rows: u64) -> io::Result<()> {
    let mut chance = Chance(0x0005_EED0_FDA7_A5E7);
    let header = "conversation_id,held_on,kind,producer_team,consumer_team,started_by,helped_by,dataset_id,action,action_on,evidence,their_benefit";
    writeln!(out, "{header}")?;
    for row in 0..rows {
        // Twice as many a day at the end as at the beginning, and each logged up to a week late.
        let share = (row as f64 + 0.5) / rows as f64;
        let at = ((1.0 + 3.0 * share).sqrt() - 1.0) * DAYS as f64;
        let held = (at as u64).saturating_sub(chance.below(7));
        let kind = chance.pick(&KINDS);
        let producer = chance.skewed(400);
        let consumer = (producer + 1 + chance.skewed(399)) % 400;
        let alone = 30 + 35 * held / DAYS;
        let helped = chance.pick(&[(alone, "nobody"), (25, "analytics_engineer"), (18, "data_engineer"), (8, "")]);
        let mut action = chance.pick(&ACTIONS);
        let acted = held + chance.below(15) + chance.below(30);
        if acted >= DAYS {
            action = ""; // it has not happened yet
        }
        let undated = action.is_empty() || action == "none_needed" || chance.below(100) < 3;
        write!(out, "c{:07},{},{kind},team-{producer:03},", row + 1, date(held))?;
        if kind != "buy_in" {
            write!(out, "team-{consumer:03}")?;
        }
        let dataset = chance.skewed(3_000);
        write!(out, ",{},{helped},{},{action},", chance.pick(&STARTED), self::dataset(dataset))?;
        if !undated {
            write!(out, "{}", date(acted))?;
        }
        write!(out, ",{},", chance.pick(&EVIDENCE))?;
        benefit(&mut out, &mut chance)?;
        out.write_all(b"\n")?;
    }
    out.flush()
}

fn benefit(out: &mut impl Write, chance: &mut Chance) -> io::Result<()> {
    let mut words: Vec<&str> = Vec::with_capacity(7);
    for _ in 0..=chance.below(7) {
        words.push(WORDS[chance.below(40) as usize]);
    }
    let text = words.join(" ");
    match chance.below(100) {
        0..15 => write!(out, "\"{text}, and more\""),
        15..22 => write!(out, "\"\"\"{text}\"\"\""),
        22..24 => write!(out, "\"{text}:\n- one thing\""),
        _ => out.write_all(text.as_bytes()),
    }
}

/// The date so many days after the first, as `2024-02-29`.
fn date(day: u64) -> String {
    // Counted from 1 March of year 0, so that the leap day is the last of its year.
    let days = FIRST_DAY + 719_468 + day.cast_signed();
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let (day, month) = (of_year - (153 * month + 2) / 5 + 1, if month < 10 { month + 3 } else { month - 9 });
    format!("{:04}-{month:02}-{day:02}", era * 400 + year + i64::from(month <= 2))
}

/// `SplitMix64`: a few lines that give the same numbers everywhere.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        x ^ (x >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(end)) >> 64) as u64
    }

    /// Small numbers far more often than large ones.
    fn skewed(&mut self, end: u64) -> u64 {
        let x = self.below(end);
        let y = self.below(end);
        x * y / end
    }

    fn pick(&mut self, weighted: &[(u64, &'static str)]) -> &'static str {
        let mut at = self.below(weighted.iter().map(|(weight, _)| weight).sum());
        for (weight, value) in weighted {
            if at < *weight {
                return value;
            }
            at -= weight;
        }
        ""
    }
}
