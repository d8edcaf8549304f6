//! What a figure looks like is reviewed as a picture: one SVG a case, in light and dark, at a wide and a narrow width.
//!
//! `UPDATE_FIGURES=1 cargo test --test figures` writes the pictures anew; their diff is what to review.

use std::fmt::Write as _;
use std::path::Path;

use uptake::figure::behaviour::{Behaviour, Lead, behaviour, lead};
use uptake::figure::{Event, EventKind, Figure, Theme, svg};
use uptake::measure::{Limits, Measure, Point, Reading, Rule, Signal, Why};
use uptake::org::{Day, Month, Period};

/// Holds a figure against its pictures, and every figure against what all of them promise.
fn check(name: &str, figure: &Figure) {
    for (theme, suffix) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        let drawn = svg(figure, theme);
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/figures/{name}-{suffix}.svg"));
        if std::env::var_os("UPDATE_FIGURES").is_some() {
            std::fs::write(&path, &drawn).unwrap();
            continue;
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        if kept != drawn {
            let new = std::env::temp_dir().join(format!("{name}-{suffix}.svg"));
            std::fs::write(&new, &drawn).unwrap();
            panic!(
                "{name} is drawn differently.\n  kept  {}\n  now   {}\nOpen both in a browser. If the new one is right: \
                 UPDATE_FIGURES=1 cargo test --test figures",
                path.display(),
                new.display()
            );
        }
    }
    let page = svg(figure, Theme::Page);
    assert!(!page.contains("style="), "{name}: a strict policy forbids inline styles");
    assert!(!page.contains("=\"#"), "{name}: on the page every colour is a variable");
    assert!(page.starts_with("<svg ") && page.contains("aria-label="), "{name}");
    for row in &figure.table.rows {
        assert_eq!(row.len(), figure.table.head.len(), "{name}: the table is ragged");
    }
    for hit in &figure.hits {
        let ((x, y), right) = (hit.at, hit.at.0 + hit.width_px);
        assert!(x > -1.0 && y > -1.0 && right < figure.width_px + 1.0 && y + hit.height_px < figure.height_px + 1.0, "{name}: {hit:?}");
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
    let series = rows.iter().enumerate().map(|(i, row)| Point {
        period: Period::Month(month(first).plus(i as i32)),
        complete: i + 1 < rows.len(),
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
        let side = |j: usize| (points[j].1 > mean) == (value > mean) && points[j].1 != mean;
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
    check("behaviour-trial", &behaviour(chart(&reading, &[], 640.0)));
    check("behaviour-one-month", &behaviour(chart(&few(1), &[], 640.0)));
    check("behaviour-only-running", &behaviour(chart(&few(0), &[], 640.0)));
    check("behaviour-empty", &behaviour(chart(&talks("2026-02", &[]), &[], 640.0)));
    check("behaviour-nothing-known", &behaviour(chart(&talks("2026-02", &[[None; 4]; 8]), &[], 640.0)));
}

#[test]
fn five_years_and_long_names_have_room() {
    let rows: Vec<_> = (0..61).map(|i| [Some(20 + (i * 7) % 13), Some(9), Some(12), (i % 9 > 0).then_some(1)]).collect();
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
