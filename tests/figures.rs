//! What a figure looks like is reviewed as a picture: one SVG a case, in light and dark, at a wide and a narrow width.
//!
//! `UPDATE_FIGURES=1 cargo test --test figures` writes the pictures anew; their diff is what to review.
#![expect(clippy::unwrap_used, reason = "a helper of a test may fail like a test")]

#[path = "figures/collisions.rs"]
mod collisions;
#[path = "figures/extremes.rs"]
mod extremes;

use std::fmt::Write as _;
use std::path::Path;

use uptake::figure::bars::{Bar, Bars, bars};
use uptake::figure::behaviour::{Behaviour, Lead, behaviour, lead};
use uptake::figure::chart::{self, Chart};
use uptake::figure::curve::{Curve, Median, Words, curve};
use uptake::figure::joins::{Joins, joins};
use uptake::figure::mark::{Look, Mark, Stroke};
use uptake::figure::meeting_grid::{self, Meeting, MeetingGrid, Side, meeting_grid};
use uptake::figure::multiples::{Grain, Multiples, multiples};
use uptake::figure::ranges::{RangeRow, ranges};
use uptake::figure::spark_parts::{self, PartOf};
use uptake::figure::sparkline::{self, Spark, SparkCurve};
use uptake::figure::stack::Part;
use uptake::figure::stacked::{Stacked, stacked};
use uptake::figure::strip::{Size, Strip, strip};
use uptake::figure::timeline::{Happening, timeline};
use uptake::figure::{Event, EventKind, Figure, Role, Theme, svg};
use uptake::measure::{Forecast, Limits, Measure, Point, Reading, Rule, Signal, Step, Why};
use uptake::org::{Day, Month, Period};

/// Widths that a figure is held at: on a phone, and in its column on a desk.
const WIDTHS: [f64; 2] = [288.0, 796.0];
/// Those of what a tile draws.
const TILE_WIDTHS: [f64; 2] = [250.0, 389.0];

/// Holds a figure against its pictures, and against what all figures promise.
fn check(name: &str, figure: &Figure) {
    for (theme, suffix) in THEMES {
        hold(&format!("{name}-{suffix}"), &svg(figure, theme));
    }
    keeps_promises(name, figure);
}

/// Holds a figure at its limits against its pictures, each of which has it at every width, one under the other.
fn check_widths(name: &str, widths: [f64; 2], draw: impl Fn(f64) -> Figure) {
    let figures = widths.map(draw);
    for (theme, suffix) in THEMES {
        let (mut inner, mut down_px) = (String::new(), 0.0);
        for figure in &figures {
            writeln!(inner, "<g transform=\"translate(0 {down_px})\">{}</g>", svg(figure, theme)).unwrap();
            down_px += figure.height_px + 16.0;
        }
        let width_px = figures.iter().map(|figure| figure.width_px).fold(0.0, f64::max);
        let size = format!("width=\"{width_px}\" height=\"{down_px}\"");
        hold(
            &format!("{name}-{suffix}"),
            &format!("<svg xmlns=\"http://www.w3.org/2000/svg\" {size}>\n{inner}</svg>\n"),
        );
    }
    for figure in &figures {
        keeps_promises(name, figure);
    }
}

const THEMES: [(Theme, &str); 2] = [(Theme::Light, "light"), (Theme::Dark, "dark")];

/// Compares a drawing with the picture that is kept of it.
fn hold(name: &str, drawn: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/figures/{name}.svg"));
    if std::env::var_os("UPDATE_FIGURES").is_some() {
        std::fs::write(&path, drawn).unwrap();
        return;
    }
    if std::fs::read_to_string(&path).unwrap_or_default() != drawn {
        let new = std::env::temp_dir().join(format!("{name}.svg"));
        std::fs::write(&new, drawn).unwrap();
        panic!(
            "{name} is drawn differently.\n  kept  {}\n  now   {}\nOpen both in a browser. If the new one is right: \
             UPDATE_FIGURES=1 cargo test --test figures",
            path.display(),
            new.display()
        );
    }
}

fn keeps_promises(name: &str, figure: &Figure) {
    let page = svg(figure, Theme::Page);
    assert!(!page.contains("style="), "{name}: a strict policy forbids inline styles");
    assert!(!page.contains("=\"#"), "{name}: on the page every colour is a variable");
    assert!(page.starts_with("<svg ") && page.contains("aria-label="), "{name}");
    for row in &figure.table.rows {
        assert_eq!(row.len(), figure.table.head.len(), "{name}: the table is ragged");
    }
    let lies = collisions::collisions(figure);
    assert!(lies.is_empty(), "{name} at {} px: {}", figure.width_px, lies.join("; "));
    for hit in &figure.hits {
        let ((x, y), right) = (hit.at, hit.at.0 + hit.width_px);
        assert!(
            x > -1.0 && y > -1.0 && right < figure.width_px + 1.0 && y + hit.height_px < figure.height_px + 1.0,
            "{name}: {hit:?}"
        );
        assert!(!hit.text.is_empty(), "{name}: {hit:?}");
    }
}

fn day(text: &str) -> Day {
    Day::parse(text.as_bytes()).unwrap()
}

fn month(text: &str) -> Month {
    day(&format!("{text}-01")).month()
}

fn event(on: &str, label: &str) -> Event {
    Event { on: day(on), label: label.into(), kind: EventKind::Happening }
}

fn logging_change(on: &str, label: &str) -> Event {
    Event { kind: EventKind::LoggingChange, ..event(on, label) }
}

/// Months of conversations from `first` on: direct, with an analyst, with an engineer, not known. The last one is running.
fn talks(first: &str, rows: &[[Option<u16>; 4]]) -> Reading {
    let keys = ["direct", "with_analyst", "with_engineer", "unknown"];
    let series = (0_i32..).zip(rows).map(|(i, row)| Point {
        period: Period::Month(month(first).plus(i)),
        complete: i.cast_unsigned() as usize + 1 < rows.len(),
        values: keys.into_iter().zip(row.iter().map(|v| v.map(f64::from))).collect(),
    });
    Reading { why: None, series: series.collect(), ..Reading::missing(Measure::DirectConversations, Why::NoData) }
}

/// Adds the usual range since a month, and the signals in it: outside, and eight or more in a row.
fn with_usual_range(mut reading: Reading, since: &str) -> Reading {
    let since = month(since);
    let points: Vec<(Month, f64)> = reading
        .series
        .iter()
        .filter(|point| point.complete)
        .filter_map(|point| match point.period {
            Period::Month(month) if month >= since => Some((month, point.get("direct")?)),
            _ => None,
        })
        .collect();
    let mean = points.iter().map(|(_, v)| v).sum::<f64>() / points.len() as f64;
    let steps: f64 = points.windows(2).map(|w| (w[0].1 - w[1].1).abs()).sum();
    let reach = 2.66 * steps / (points.len() - 1) as f64;
    let (low, high) = (mean - reach, mean + reach);
    let mut signals = Vec::new();
    for (i, &(period, value)) in points.iter().enumerate() {
        if value > high || (low > 0.0 && value < low) {
            signals.push(Signal { period, rule: Rule::Outside });
        }
        let side = |j: usize| (points[j].1 - mean) * (value - mean) > 0.0;
        let before = (0..=i).rev().take_while(|&j| side(j)).count();
        let after = (i..points.len()).take_while(|&j| side(j)).count();
        if before + after > 8 {
            signals.push(Signal { period, rule: Rule::RunOfEight });
        }
    }
    reading.limits = Some(Limits { mean, low: (low > 0.0).then_some(low), high, trial: points.len() < 12, since });
    reading.signals = signals;
    reading
}

/// Two years of a company whose teams learned to talk, and twelve days of the next month.
fn two_years() -> Reading {
    let rows = [
        [5, 15, 21, 5],
        [6, 12, 20, 4],
        [8, 14, 22, 4],
        [7, 17, 20, 5],
        [9, 16, 24, 4],
        [7, 18, 21, 3],
        [10, 18, 23, 4],
        [18, 20, 22, 3],
        [16, 20, 21, 3],
        [17, 21, 21, 2],
        [21, 22, 20, 3],
        [22, 23, 19, 3],
        [23, 23, 20, 2],
        [14, 18, 13, 2],
        [20, 24, 18, 3],
        [19, 26, 17, 2],
        [30, 27, 16, 2],
        [32, 28, 16, 2],
        [31, 29, 15, 1],
        [35, 28, 16, 2],
        [31, 27, 13, 2],
        [36, 29, 14, 2],
        [39, 30, 12, 1],
        [44, 31, 11, 2],
        [13, 11, 4, 1],
    ];
    let rows = rows.map(|row| row.map(Some));
    with_usual_range(talks("2024-11", &rows), "2025-06")
}

fn happenings() -> Vec<Event> {
    vec![
        logging_change("2025-06-01", "Both sides now log conversations"),
        event("2025-09-06", "First three use cases chosen"),
        event("2026-02-05", "One page to every engineering lead"),
        event("2026-07-09", "Makers met users: two open days"),
    ]
}

const AS_OF: &str = "2026-11-12";

fn chart<'a>(reading: &'a Reading, events: &'a [Event], width_px: f64) -> Behaviour<'a> {
    Behaviour { reading, events, as_of: day(AS_OF), months: 24, width_px }
}

#[test]
fn direct_conversations_over_their_parts() {
    let (reading, events) = (two_years(), happenings());
    for width in [280.0, 796.0] {
        check(&format!("behaviour-{width}"), &behaviour(chart(&reading, &events, width)));
    }
}

#[test]
fn the_lead_figure_brackets_what_the_headline_compares() {
    let (reading, events) = (two_years(), happenings());
    let compared = Some([(month("2025-08"), month("2025-10"), 60), (month("2026-08"), month("2026-10"), 119)]);
    for width_px in [288.0, 492.0] {
        let input = Lead { reading: &reading, events: &events, as_of: day(AS_OF), compared, months: 15, width_px };
        check(&format!("lead-{width_px}"), &lead(input));
    }
}

#[test]
fn little_history_has_dotted_edges_or_none() {
    let few = |months: usize| {
        let rows: Vec<_> = (0..=months).map(|i| [Some(4 + (i as u16 * 3) % 5), Some(9), Some(12), Some(1)]).collect();
        talks("2026-02", &rows)
    };
    let reading = with_usual_range(few(9), "2026-02");
    for (name, reading) in [
        ("trial", reading),
        ("one-month", few(1)),
        ("only-running", few(0)),
        ("empty", talks("2026-02", &[])),
        ("nothing-known", talks("2026-02", &[[None; 4]; 8])),
    ] {
        check_widths(&format!("behaviour-{name}"), WIDTHS, |width| behaviour(chart(&reading, &[], width)));
    }
}

#[test]
fn every_signal_is_marked() {
    let direct = [14, 16, 15, 31, 14, 16, 15, 17, 14, 16, 22, 23, 17, 24, 15, 14, 16, 15, 23, 24, 18, 25, 17, 5];
    let rows: Vec<_> = direct.iter().map(|&d| [Some(d), Some(9), Some(12), None]).collect();
    let mut reading = talks("2024-12", &rows);
    reading.limits = Some(Limits { mean: 17.4, low: Some(6.2), high: 28.6, trial: false, since: month("2024-12") });
    let signal = |period, rule| Signal { period: month(period), rule };
    reading.signals = vec![signal("2025-03", Rule::Outside)];
    for period in ["2025-10", "2025-11", "2026-01"] {
        reading.signals.push(signal(period, Rule::ThreeOfFour));
    }
    for period in ["2026-06", "2026-07", "2026-09"] {
        reading.signals.push(signal(period, Rule::ThreeOfFour));
    }
    let events = [event("2025-10-20", "An open day"), logging_change("2026-05-20", "Everybody logs")];
    for width in [320.0, 640.0] {
        check(&format!("behaviour-signals-{width}"), &behaviour(chart(&reading, &events, width)));
    }
}

#[test]
fn five_years_and_long_names_have_room() {
    let rows: Vec<_> =
        (0..61).map(|i| [Some(20 + (i * 7) % 13), Some(9), Some(12), (i % 9 > 0).then_some(1)]).collect();
    let reading = with_usual_range(talks("2021-11", &rows), "2021-11");
    let events = vec![
        event("2023-03-05", "An unusually long sentence about one single event"),
        event("2026-10-20", "<b>Search & \"Rates\"</b> met on one long afternoon"),
        event("2026-10-22", "צוות החיפוש פגש את המשתמשים"),
    ];
    check("behaviour-five-years", &behaviour(Behaviour { months: 60, ..chart(&reading, &events, 900.0) }));
    check("behaviour-five-years-narrow", &behaviour(Behaviour { months: 60, ..chart(&reading, &events, 320.0) }));
}

#[test]
fn widths_from_a_tile_to_a_wall_are_drawn() {
    let (reading, events) = (two_years(), happenings());
    let mut seen = String::new();
    for width in [0.0, 240.0, 333.3, 560.0, 700.0, 1000.0, 1400.0, 9e9, f64::NAN] {
        let figure = behaviour(chart(&reading, &events, width));
        write!(seen, "{} ", figure.width_px).unwrap();
        assert!(svg(&figure, Theme::Page).len() > 1000);
    }
    assert_eq!(seen, "240 240 333 560 700 1000 1400 1400 640 ");
}

/// A curve that rises towards `end`, a step every few days.
fn rising(end: f64, pace_days: f64, cases: u64, days: impl Iterator<Item = u32>) -> Vec<Step> {
    let step = |t: u32| {
        let share = end * (1.0 - (-f64::from(t) / pace_days).exp());
        let reach = 1.96 * (share * (1.0 - share) / cases as f64).sqrt();
        let at_risk = (cases as f64 * (1.0 - share * 1.1)) as u64;
        Step { t, at_risk, share, low: Some((share - reach).max(0.0)), high: Some(share + reach), stopped: None }
    };
    days.map(step).collect()
}

fn led_to_something(steps: &[Step], width_px: f64) -> Curve<'_> {
    let words = Words {
        label: "Share of conversations that led to something, by days since",
        happened: "led to something",
        stopped: "",
        followed: "conversations",
        median: &[],
    };
    Curve {
        steps,
        open: &[],
        until_days: 90,
        cases: Some(812),
        marked: Some((30, "within 30 days")),
        median: None,
        words,
        width_px,
    }
}

#[test]
fn a_curve_with_its_band() {
    let steps = rising(0.57, 20.0, 812, (1..=110).step_by(2));
    let open: Vec<u32> = (3..90).step_by(3).collect();
    for width in [280.0, 588.0] {
        check(&format!("curve-{width}"), &curve(Curve { open: &open, ..led_to_something(&steps, width) }));
    }
    check_widths("curve-empty", WIDTHS, |width| curve(led_to_something(&[], width)));
    check_widths("curve-one-step", WIDTHS, |width| curve(led_to_something(&steps[7..8], width)));
}

#[test]
fn a_curve_with_stops_and_a_median() {
    let days = [24, 38, 47, 55, 63, 70, 82, 91, 98, 104, 118, 126, 137, 149, 165, 188, 214, 249, 285];
    let step = |mut step: Step| {
        (step.low, step.high, step.stopped) = (None, None, Some(if step.t > 160 { 0.04 } else { 0.0 }));
        step
    };
    let steps: Vec<_> = rising(0.78, 150.0, 34, days.into_iter()).into_iter().map(step).collect();
    let said = ["half take less than 5.4 months".to_string(), "could easily be between 3.4 and 9.4".to_string()];
    let words = Words {
        label: "Share of teams that had shared, by time since the first talk",
        happened: "shared",
        stopped: "stopped",
        followed: "teams",
        median: &said,
    };
    let median = Some(Median { days: 165.0, low: Some(104.0), high: Some(285.0) });
    for width_px in [280.0, 588.0] {
        let open = [205, 262, 310, 345];
        let input = Curve {
            steps: &steps,
            open: &open,
            until_days: 365,
            cases: Some(34),
            marked: None,
            median,
            words,
            width_px,
        };
        check(&format!("curve-stops-{width_px}"), &curve(input));
        let label = words.label;
        let input = SparkCurve { steps: &steps, median, until_days: 365, begins: "first talk", label, width_px };
        check(&format!("spark-curve-{width_px}"), &sparkline::curve(input));
    }
    let lasting: Vec<_> = steps.iter().map(|step| Step { share: 1.0 - step.share, stopped: None, ..*step }).collect();
    check_widths("curve-falling", WIDTHS, |width_px| {
        curve(Curve {
            steps: &lasting,
            open: &[],
            until_days: 365,
            cases: Some(34),
            marked: Some((182, "still used after half a year")),
            median: None,
            words,
            width_px,
        })
    });
    check_widths("spark-curve-empty", TILE_WIDTHS, |width_px| {
        sparkline::curve(SparkCurve {
            steps: &[],
            median: None,
            until_days: 365,
            begins: "first talk",
            label: "",
            width_px,
        })
    });
}

#[test]
fn sparklines_of_counts_and_shares() {
    let (reading, events) = (two_years(), happenings());
    let spark = |reading, width_px| Spark { reading, events: &events, months: 24, as_of: day(AS_OF), width_px };
    for width in [250.0, 389.0] {
        check(&format!("spark-counts-{width}"), &sparkline::counts(spark(&reading, width), "direct"));
    }
    let mut without = Reading::missing(Measure::WithoutTheDataTeam, Why::NoData);
    without.series = (0..25)
        .map(|i| Point {
            period: Period::Month(month("2024-11").plus(i)),
            complete: i < 24,
            values: vec![
                ("k", (i != 9).then(|| f64::from(20 + i * 2))),
                ("n", Some(f64::from(50 + i * 2 - (i * 5) % 7))),
            ],
        })
        .collect();
    for width in [250.0, 389.0] {
        check(&format!("spark-shares-{width}"), &sparkline::shares(spark(&without, width), ("k", "n")));
    }
    let empty = talks("2026-02", &[]);
    check_widths("spark-empty", TILE_WIDTHS, |width| sparkline::counts(spark(&empty, width), "direct"));
    let one = talks("2026-10", &[[Some(3); 4], [Some(1); 4]]);
    check_widths("spark-one-month", TILE_WIDTHS, |width| sparkline::counts(spark(&one, width), "direct"));
}

#[test]
fn parts_by_quarter_and_waves_of_a_survey() {
    let quarter = |(i, (k, n)): (i32, (u64, u64))| PartOf {
        period: Period::Quarter(month("2024-10").plus(3 * i)),
        complete: i < 8,
        k,
        n,
        range: None,
    };
    let counts = [(0, 2), (1, 4), (1, 5), (2, 6), (2, 7), (3, 9), (6, 15), (7, 21), (3, 8)];
    let quarters: Vec<_> = (0..).zip(counts).map(quarter).collect();
    let wave = |(i, (k, n)): (i32, (u64, u64))| {
        let share = k as f64 / n as f64;
        let range = Some((share - 0.09, share + 0.09));
        PartOf { period: Period::Day(month("2024-11").plus(6 * i).last_day()), complete: true, k, n, range }
    };
    let waves: Vec<_> = (0..).zip([(55, 104), (66, 118), (68, 112), (89, 139)]).map(wave).collect();
    for width in [250.0, 389.0] {
        let names = ["offered by producers", "by users or the data team"];
        check(&format!("spark-columns-{width}"), &spark_parts::columns(&quarters, names, width));
        check(&format!("spark-waves-{width}"), &spark_parts::waves(&waves, "Answers 4 and 5, by wave", width));
    }
    check_widths("spark-columns-empty", TILE_WIDTHS, |width| spark_parts::columns(&[], ["one", "other"], width));
    check_widths("spark-waves-empty", TILE_WIDTHS, |width| spark_parts::waves(&[], "Answers", width));
}

#[test]
fn a_grid_of_who_meets_whom() {
    let side = |(name, area): &(&str, &str)| Side { name: (*name).into(), area: (*area).into() };
    let rows: Vec<_> = [
        ("Search results", "Search"),
        ("Traveller profiles", "Search"),
        ("Basket", "Booking"),
        ("Checkout", "Booking"),
        ("Loyalty", "Booking"),
        ("Card payments", "Payments"),
        ("A team whose name is very much longer than usual", "Payments"),
        ("צוות החיפוש", "Stays"),
    ]
    .iter()
    .map(side)
    .collect();
    let columns: Vec<_> = [
        ("Offers and deals", "Search"),
        ("Search results", "Search"),
        ("Changes and refunds", "Booking"),
        ("Checkout", "Booking"),
        ("Loyalty", "Booking"),
        ("Fraud & <checks>", "Payments"),
        ("Guest messages", "Stays"),
        ("Rates", "Stays"),
        ("Finance reporting", "Partners"),
        ("Marketing", "Partners"),
    ]
    .iter()
    .map(side)
    .collect();
    let cell = |row: usize, column: usize| match (row * 7 + column * 5) % 9 {
        _ if rows[row] == columns[column] => Meeting::Own,
        0..4 => Meeting::Direct,
        4 | 5 => Meeting::OnlyWithDataTeam,
        _ => Meeting::NotMet,
    };
    let cells: Vec<Vec<_>> = (0..rows.len()).map(|r| (0..columns.len()).map(|c| cell(r, c)).collect()).collect();
    let grid = |width_px| MeetingGrid { rows: &rows, columns: &columns, cells: &cells, width_px };
    for width in [500.0, 796.0] {
        check(&format!("grid-{width}"), &meeting_grid(grid(width)).unwrap());
    }
    assert_eq!(meeting_grid(grid(320.0)), None, "on a phone the table stands in its place");
    assert_eq!(meeting_grid(MeetingGrid { rows: &[], ..grid(796.0) }), None);
    assert_eq!(meeting_grid::table(grid(320.0)).rows.len(), rows.len());
}

#[test]
fn shares_with_their_ranges() {
    let row = |label: &str, sublabel: &str, share: Option<f64>, earlier: Option<f64>, text: &str, was: &str| RangeRow {
        label: label.into(),
        sublabel: sublabel.into(),
        share,
        range: share.map(|share| ((share - 0.06_f64).max(0.0), (share + 0.05).min(1.0))),
        earlier,
        text: text.into(),
        was: was.into(),
    };
    let rows = [
        row(
            "Without the data team",
            "direct or with an analyst; Aug–Oct 2026",
            Some(0.85),
            Some(0.74),
            "85% (208 of 244)",
            "was 74% (145 of 197)",
        ),
        row(
            "Led to something within 30 days",
            "held in the last year, none-needed left out",
            Some(0.41),
            Some(0.33),
            "41% (302 of 736)",
            "was 33% (171 of 518)",
        ),
        row("Two-way contact", "both sides have started, 180 days", Some(1.0), None, "100% (88 of 88)", ""),
        row("Users and owners have talked", "of relationships between two teams", None, None, "not measured", ""),
    ];
    for width in [288.0, 1216.0] {
        check(&format!("ranges-{width}"), &ranges(&rows, "Shares with the range they could easily lie in", width));
    }
    check_widths("ranges-empty", WIDTHS, |width| ranges(&[], "Shares", width));
}

#[test]
fn who_starts_as_small_multiples() {
    let keys = ["started_producer", "started_consumer", "started_data_team"];
    let points: Vec<_> = (0..25)
        .map(|i| Point {
            period: Period::Month(month("2024-11").plus(i)),
            complete: i < 24,
            values: keys.into_iter().zip([i, 6 + i, 30 - i].map(|v| Some(f64::from(v)))).collect(),
        })
        .collect();
    let parts = [(keys[0], "Producers"), (keys[1], "Users"), (keys[2], "The data team")];
    for (grain, name) in [(Grain::Quarter, "quarter"), (Grain::Month, "month")] {
        let input =
            Multiples { points: &points, parts: &parts, grain, events: &[], as_of: day(AS_OF), width_px: 280.0 };
        for (figure, (_, part)) in multiples(input).iter().zip(parts) {
            check(&format!("starts-{name}-{}", part.replace(' ', "-")), figure);
        }
    }
    for (points, name) in [(&points[..0], "empty"), (&points[3..4], "one")] {
        check_widths(&format!("starts-{name}"), [180.0, 280.0], |width_px| {
            let input = Multiples {
                points,
                parts: &parts[..1],
                grain: Grain::Quarter,
                events: &[],
                as_of: day(AS_OF),
                width_px,
            };
            multiples(input).remove(0)
        });
    }
}

/// Points of a series from `first` on; the last one is running.
fn points(first: &str, each: i32, keys: &[&'static str], rows: &[&[Option<u16>]]) -> Vec<Point> {
    let period = |i: i32| {
        let month = month(first).plus(i * each);
        if each == 3 { Period::Quarter(month) } else { Period::Month(month) }
    };
    let point = |(i, row): (i32, &&[Option<u16>])| Point {
        period: period(i),
        complete: i.cast_unsigned() as usize + 1 < rows.len(),
        values: keys.iter().copied().zip(row.iter().map(|v| v.map(f64::from))).collect(),
    };
    (0..).zip(rows).map(point).collect()
}

#[test]
fn a_whole_by_month_and_by_quarter() {
    let parts = [
        Part::filled("in_use", "in use", Role::Direct),
        Part::filled("new", "new", Role::Analyst),
        Part::rest("not_used", "not used"),
    ];
    let keys = ["in_use", "new", "not_used"];
    let rows: Vec<[Option<u16>; 3]> =
        (0..25).map(|i| [(i != 6).then_some(4 + i), Some(2 + i % 3), Some(i / 2)]).collect();
    let rows: Vec<&[Option<u16>]> = rows.iter().map(<[_; 3]>::as_slice).collect();
    let months = points("2024-11", 1, &keys, &rows);
    let quarters = points("2024-10", 3, &keys, &rows[..9]);
    let draw = |points: &[Point], width_px| {
        stacked(Stacked { points, parts: &parts, events: &[], as_of: day(AS_OF), label: "Shared datasets", width_px })
    };
    for width in [288.0, 690.0] {
        check(&format!("stacked-months-{width}"), &draw(&months, width));
        check(&format!("stacked-quarters-{width}"), &draw(&quarters, width));
    }
    check_widths("stacked-empty", WIDTHS, |width| draw(&[], width));
    check_widths("stacked-one", WIDTHS, |width| draw(&months[3..4], width));
}

/// What happened stands on every axis of time, as a line with its words, or a number where words have no room.
#[test]
fn events_stand_on_the_axis_of_time_of_columns_and_of_the_way_to_a_target() {
    let parts = [Part::filled("k", "surprises", Role::Direct), Part::rest("rest", "announced in time")];
    let keys = ["k", "rest"];
    let rows: Vec<[Option<u16>; 2]> = (0..25).map(|i| [Some(9 - i / 4), Some(4 + i % 5)]).collect();
    let rows: Vec<&[Option<u16>]> = rows.iter().map(<[_; 2]>::as_slice).collect();
    let (months, events) = (points("2024-11", 1, &keys, &rows), happenings());
    let as_of = day(AS_OF);
    let starts = [("k", "Producers"), ("rest", "Users")];
    for width_px in [288.0, 690.0] {
        let drawn = [
            (
                "stacked",
                stacked(Stacked { points: &months, parts: &parts, events: &events, as_of, label: "Changes", width_px }),
            ),
            ("joins", {
                let rows: Vec<[Option<u16>; 2]> =
                    (0..25).map(|i| [Some(i * 3 / 4), Some(u16::from(i % 4 != 0))]).collect();
                let rows: Vec<&[Option<u16>]> = rows.iter().map(<[_; 2]>::as_slice).collect();
                let reading = Reading {
                    why: None,
                    n: Some(40),
                    series: points("2024-11", 1, &["ever", "joins"], &rows),
                    ..Reading::missing(Measure::TeamsSharing, Why::NoData)
                };
                joins(Joins { reading: &reading, events: &events, as_of, months: 24, no_date: None, width_px })
            }),
            ("starts", {
                let input = Multiples {
                    points: &months,
                    parts: &starts,
                    grain: Grain::Quarter,
                    events: &events,
                    as_of,
                    width_px,
                };
                let figures = multiples(input);
                assert_eq!(figures[0].notes, [], "one list of what numbers stand for is enough");
                figures.into_iter().nth(1).unwrap()
            }),
        ];
        for (name, figure) in drawn {
            let words = svg(&figure, Theme::Light);
            for event in &events {
                let is_said =
                    words.contains(&event.label) || figure.notes.iter().any(|(_, note)| note.contains(&event.label));
                assert!(is_said, "{name} at {width_px} px: {}", event.label);
            }
            check(&format!("{name}-events-{width_px}"), &figure);
        }
    }
}

/// Parts alternate between dark and light; two dark ones that touch only for want of a light one between them are told apart by room.
#[test]
fn parts_that_touch_only_for_want_of_another_stand_further_apart() {
    let parts = [
        Part::filled("a", "first", Role::Direct),
        Part::filled("b", "second", Role::Analyst),
        Part::filled("c", "third", Role::Engineer),
    ];
    let apart = |row: &[Option<u16>], over: Role| {
        let points = points("2026-09", 1, &["a", "b", "c"], &[row, row]);
        let input =
            Stacked { points: &points, parts: &parts, events: &[], as_of: day(AS_OF), label: "Parts", width_px: 640.0 };
        let columns = stacked(input).marks.into_iter().filter_map(|mark| match mark {
            Mark::Column { at, height_px, look: Look::Solid, role, width_px } if width_px > 9.0 => {
                Some((role, at.1, height_px))
            }
            _ => None,
        });
        let columns: Vec<(Role, f64, f64)> = columns.collect();
        let of = |role: Role| {
            columns.iter().find(|(found, ..)| *found == role).map(|&(_, top, height)| (top, top + height)).unwrap()
        };
        of(Role::Direct).0 - of(over).1
    };
    let touching = apart(&[Some(20), Some(20), Some(20)], Role::Analyst);
    let skipping = apart(&[Some(20), Some(0), Some(20)], Role::Engineer);
    assert!((touching - 1.0).abs() < 1e-6 && (skipping - 2.0).abs() < 1e-6, "{touching} px and {skipping} px");
}

#[test]
fn counts_beside_each_other() {
    let bar = |(name, count): (&str, Option<u16>)| Bar { name: name.into(), count: count.map(f64::from) };
    let classes: Vec<Bar> =
        [("no team", Some(9)), ("one team", Some(14)), ("two teams", Some(0)), ("three or more", None)]
            .into_iter()
            .map(bar)
            .collect();
    for (name, of, width_px) in
        [("bars-288", None, 288.0), ("bars-480", None, 480.0), ("bars-of-480", Some(40.0), 480.0)]
    {
        check(name, &bars(Bars { bars: &classes, counted: "datasets", of, label: "By users", width_px }));
    }
    check_widths("bars-empty", WIDTHS, |width_px| {
        bars(Bars { bars: &[], counted: "datasets", of: None, label: "", width_px })
    });
}

#[test]
fn a_dot_for_each_beside_the_promise() {
    let values = [0.5, 1.0, 1.5, 1.5, 2.0, 2.0, 2.0, 2.1, 2.4, 2.4, 2.5, 3.0, 3.0, 3.2, 4.5, 7.0];
    let draw = |values: &[f64], size, width_px| {
        let half = values.get(values.len() / 2).copied();
        strip(Strip { values, half, promised: 3.0, unit: "days", each: "team", size, label: "Days", width_px })
    };
    for width in [288.0, 1216.0] {
        check(&format!("strip-{width}"), &draw(&values, Size::Figure, width));
    }
    check("strip-tile", &draw(&values, Size::Tile, 389.0));
    check_widths("strip-one", WIDTHS, |width| draw(&values[..1], Size::Figure, width));
    check_widths("strip-empty", WIDTHS, |width| draw(&[], Size::Figure, width));
    check_widths("strip-tile-empty", TILE_WIDTHS, |width| draw(&[], Size::Tile, width));
    check_widths("strip-tile-one", TILE_WIDTHS, |width| draw(&values[..1], Size::Tile, width));
}

#[test]
fn the_way_to_a_target_is_hatched_or_refused() {
    let rows: Vec<[Option<u16>; 2]> = (0..25).map(|i| [Some(i * 3 / 4), Some(u16::from(i % 4 != 0))]).collect();
    let rows: Vec<&[Option<u16>]> = rows.iter().map(<[_; 2]>::as_slice).collect();
    let forecast = Forecast {
        target: Some(25),
        by: Some(day("2027-12-31")),
        needed: Some(7),
        pace_50: Some(9),
        pace_85: Some(11),
        pool_50: Some(13),
        pool_85: Some(21),
        earliest: Some(Period::Quarter(month("2027-07"))),
        latest: Some(Period::Quarter(month("2028-07"))),
        why_no_forecast: None,
    };
    let refused = Forecast {
        pace_85: None,
        pool_85: None,
        earliest: None,
        latest: None,
        why_no_forecast: Some("signal"),
        ..forecast.clone()
    };
    let without_end = Forecast { pool_85: None, latest: None, ..forecast.clone() };
    let without_target = Forecast { target: None, by: None, ..refused.clone() };
    let draw = |forecast: &Forecast, rows: &[&[Option<u16>]], no_date, width_px| {
        let reading = Reading {
            why: None,
            n: Some(40),
            series: points("2024-11", 1, &["ever", "joins"], rows),
            forecast: Some(forecast.clone()),
            ..Reading::missing(Measure::TeamsSharing, Why::NoData)
        };
        joins(Joins { reading: &reading, events: &[], as_of: day(AS_OF), months: 24, no_date, width_px })
    };
    for width in [288.0, 596.0] {
        check(&format!("joins-{width}"), &draw(&forecast, &rows, None, width));
        let why = Some("no date: the pace of joining has just changed");
        check(&format!("joins-refused-{width}"), &draw(&refused, &rows, why, width));
    }
    check_widths("joins-without-end", WIDTHS, |width| draw(&without_end, &rows, None, width));
    check_widths("joins-without-target", WIDTHS, |width| draw(&without_target, &rows, None, width));
    check_widths("joins-empty", WIDTHS, |width| draw(&forecast, &[], None, width));
    // The longest of the reasons that there are.
    let why = "no date: the last quarter of the teams joins unlike the first";
    check_widths("joins-refused-long", WIDTHS, |width| draw(&refused, &rows, Some(why), width));
}

/// A count by month alone.
fn changes_chart(reading: &Reading, events: &[Event], months: usize, width_px: f64) -> Figure {
    chart::chart(Chart {
        reading,
        key: "direct",
        counted: "changes",
        events,
        as_of: day(AS_OF),
        months,
        label: "Changes by month",
        width_px,
        plot_px: chart::PLOT_PX,
    })
}

#[test]
fn a_count_alone_in_its_usual_range() {
    let (reading, events) = (two_years(), happenings());
    let draw = |reading: &Reading, width_px| changes_chart(reading, &events, 24, width_px);
    for width in [288.0, 1216.0] {
        check(&format!("chart-{width}"), &draw(&reading, width));
    }
    check_widths("chart-empty", WIDTHS, |width| draw(&talks("2026-02", &[]), width));
}

fn happened(on: &str, lines: &[&str], stroke: Stroke) -> Happening {
    Happening { on: day(on), lines: lines.iter().map(ToString::to_string).collect(), stroke }
}

#[test]
fn first_successes_and_what_happened_around_them() {
    let succeeded = |on: &str, what: &str, about: &str| happened(on, &[on, what, about], Stroke::EDGE);
    let successes = [
        succeeded("2025-01-14", "First data shared", "Room inventory"),
        succeeded("2025-03-06", "First direct conversation that led to something", "Rates and Forecasting"),
        succeeded("2025-09-19", "First offer from a producer", "Delays and alerts"),
        succeeded("2026-02-02", "First hand-over", "Bookings, to Checkout"),
    ];
    let events = happenings().into_iter().map(|event| {
        let is_change = event.kind == EventKind::LoggingChange;
        happened(&event.on.to_string(), &[&event.label], if is_change { Stroke::CHANGE } else { Stroke::EDGE })
    });
    let (events, as_of): (Vec<Happening>, Day) = (events.collect(), day("2026-11-12"));
    for width in [1216.0, 720.0] {
        check(&format!("timeline-{width}"), &timeline(&events, &successes, as_of, width).unwrap());
        check(&format!("timeline-events-{width}"), &timeline(&events, &[], as_of, width).unwrap());
        check(&format!("timeline-one-{width}"), &timeline(&[], &successes[..1], day("2025-01-31"), width).unwrap());
        assert_eq!(timeline(&[], &[], as_of, width), None, "nothing happened");
        let long = [succeeded("2025-01-14", "First data shared", &"Room inventory ".repeat(20))];
        assert_eq!(timeline(&events, &long, as_of, width), None, "a list has room for a long name");
        let many: Vec<_> =
            (0..60).map(|i| happened("2026-05-01", &[&format!("Open day number {i}")], Stroke::EDGE)).collect();
        assert_eq!(timeline(&many, &successes, as_of, width), None, "a list has room for many on one day");
    }
    assert_eq!(timeline(&events, &successes, as_of, 288.0), None, "a phone has room for a list only");
    // Names of any direction and as long as an event may be; what is longer is a list, as said above.
    let name = |text: &str| text.chars().take(50).collect::<String>();
    let loud = [extremes::LONG, extremes::RIGHT_TO_LEFT, extremes::MARKUP].map(name);
    let on = ["2024-03-05", "2025-02-10", "2025-11-20"];
    let loud_events: Vec<Happening> =
        on.iter().zip(&loud).map(|(on, name)| happened(on, &[name], Stroke::EDGE)).collect();
    let loud_successes: Vec<Happening> =
        on.iter().zip(&loud).map(|(on, name)| succeeded(on, "First data shared", name)).collect();
    check_widths("timeline-names", [1216.0, 796.0], |width| {
        timeline(&loud_events, &loud_successes, as_of, width).unwrap()
    });
    let years: Vec<Happening> =
        (0..20).map(|i| happened(&format!("{}-{:02}-05", 2021 + i / 4, i % 4 * 3 + 1), &["A"], Stroke::EDGE)).collect();
    check_widths("timeline-five-years", [1216.0, 796.0], |width| {
        timeline(&years, &loud_successes[1..2], as_of, width).unwrap()
    });
}
