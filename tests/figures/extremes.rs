//! Every figure at its limits: nothing, one case, nothing known, five years, many teams, names of any length and direction.

use uptake::figure::mark::Mark;
use uptake::figure::spark_rise::{Rise, rise};

use super::*;

pub const LONG: &str = "Reconciliation of partner settlements across currencies and ledgers";
pub const RIGHT_TO_LEFT: &str = "צוות החיפוש והגילוי";
pub const MARKUP: &str = "<b>Search</b> & \"Rates\"";

/// Five years and the running month, from [`AS_OF`] back.
fn five_years(keys: &[&'static str], value: impl Fn(u16, u16) -> Option<u16>) -> Vec<Point> {
    let rows: Vec<Vec<Option<u16>>> =
        (0..61).map(|month| (0..keys.len() as u16).map(|series| value(month, series)).collect()).collect();
    let rows: Vec<&[Option<u16>]> = rows.iter().map(Vec::as_slice).collect();
    points("2021-11", 1, keys, &rows)
}

fn reading(measure: Measure, series: Vec<Point>) -> Reading {
    Reading { why: None, n: Some(400), series, ..Reading::missing(measure, Why::NoData) }
}

fn loud_events() -> Vec<Event> {
    vec![
        event("2023-03-05", "An unusually long sentence about one single event"),
        logging_change("2024-02-01", RIGHT_TO_LEFT),
        event("2026-10-20", MARKUP),
        event("2026-10-22", "Another on almost the same day"),
    ]
}

#[test]
fn a_lead_figure_of_nothing_one_month_and_loud_events() {
    let events = loud_events();
    let draw = |reading: &Reading, width_px| {
        lead(Lead { reading, events: &events, as_of: day(AS_OF), compared: None, months: 15, width_px })
    };
    let unknown = talks("2026-02", &[[None; 4]; 8]);
    let two = [(month("2026-02"), month("2026-04"), 0), (month("2026-07"), month("2026-09"), 0)];
    let input =
        Lead { reading: &unknown, events: &[], as_of: day(AS_OF), compared: Some(two), months: 15, width_px: 492.0 };
    let is_bracket = |mark: &Mark| matches!(mark, Mark::Bracket { .. });
    assert!(!lead(input).marks.iter().any(is_bracket), "no sum of what is not known");
    check_widths("lead-empty", WIDTHS, |width| draw(&talks("2026-02", &[]), width));
    check_widths("lead-nothing-known", WIDTHS, |width| draw(&unknown, width));
    for width in WIDTHS {
        check(&format!("lead-one-{width}"), &draw(&talks("2026-10", &[[Some(7); 4], [Some(2); 4]]), width));
        check(&format!("lead-events-{width}"), &draw(&two_years(), width));
    }
}

#[test]
fn a_count_of_nothing_one_month_and_five_years() {
    let events = loud_events();
    let draw = |reading: &Reading, width_px| changes_chart(reading, &events, 60, width_px);
    check_widths("chart-nothing-known", WIDTHS, |width| draw(&talks("2026-04", &[[None; 4]; 8]), width));
    check_widths("chart-one", WIDTHS, |width| draw(&talks("2026-10", &[[Some(7); 4], [Some(2); 4]]), width));
    let years = five_years(&["direct"], |month, _| Some(900 + (month * 37) % 211));
    let years = with_usual_range(reading(Measure::PaceOfImprovement, years), "2024-02");
    for width in WIDTHS {
        check(&format!("chart-five-years-{width}"), &draw(&years, width));
    }
}

#[test]
fn sparklines_of_one_month_nothing_known_and_five_years() {
    let events = loud_events();
    let spark = |reading, width_px| Spark { reading, events: &events, months: 60, as_of: day(AS_OF), width_px };
    let counted = with_usual_range(
        reading(Measure::DirectConversations, five_years(&["direct"], |month, _| Some(12_000 + (month * 377) % 2110))),
        "2024-02",
    );
    let shared = reading(
        Measure::WithoutTheDataTeam,
        five_years(&["k", "n"], |month, series| (month % 7 > 0).then_some(if series == 0 { month } else { 61 })),
    );
    for width in TILE_WIDTHS {
        check(&format!("spark-counts-five-years-{width}"), &sparkline::counts(spark(&counted, width), "direct"));
        check(&format!("spark-shares-five-years-{width}"), &sparkline::shares(spark(&shared, width), ("k", "n")));
    }
    let unknown = talks("2026-02", &[[None; 4]; 8]);
    check_widths("spark-counts-nothing-known", TILE_WIDTHS, |width| {
        sparkline::counts(spark(&unknown, width), "direct")
    });
    check_widths("spark-shares-nothing-known", TILE_WIDTHS, |width| {
        sparkline::shares(spark(&unknown, width), ("direct", "unknown"))
    });
    let one = reading(Measure::LedToAction, points("2026-10", 1, &["k", "n"], &[[Some(3), Some(4)].as_slice(); 2]));
    check_widths("spark-shares-one", TILE_WIDTHS, |width| sparkline::shares(spark(&one, width), ("k", "n")));
}

#[test]
fn two_counts_that_grow() {
    let draw = |points: &[Point], width_px| {
        let (lines, label) = (["chosen", "delivered"], "Use cases chosen and delivered so far, by month");
        rise(Rise { points, lines, months: 60, label, width_px })
    };
    let grown = |last: u16| {
        let rows: Vec<[Option<u16>; 2]> =
            (0..=last).map(|month| [Some(2 + month * 5 / 6), Some(month.saturating_sub(5) * 3 / 5)]).collect();
        let rows: Vec<&[Option<u16>]> = rows.iter().map(<[_; 2]>::as_slice).collect();
        points("2024-11", 1, &["chosen", "delivered"], &rows)
    };
    for width in TILE_WIDTHS {
        check(&format!("spark-rise-{width}"), &draw(&grown(24), width));
        let years =
            five_years(&["chosen", "delivered"], |month, series| Some(month * if series == 0 { 40 } else { 39 }));
        check(&format!("spark-rise-five-years-{width}"), &draw(&years, width));
    }
    let keys = ["chosen", "delivered"];
    for (name, points) in [
        ("one", grown(1)),
        ("only-running", grown(0)),
        ("none-delivered", five_years(&keys, |_, series| Some(1 - series))),
        ("nothing-known", five_years(&keys, |_, _| None)),
        ("empty", Vec::new()),
    ] {
        check_widths(&format!("spark-rise-{name}"), TILE_WIDTHS, |width| draw(&points, width));
    }
}

#[test]
fn parts_of_one_period_and_of_many() {
    let part = |period, complete, k, n| PartOf { period, complete, k, n, range: None };
    let quarter = |i: i32| Period::Quarter(month("2021-10").plus(3 * i));
    let many: Vec<_> = (0..21).map(|i| part(quarter(i), i < 20, i as u64 * 61, 500 + i as u64 * 61)).collect();
    let names = [LONG, RIGHT_TO_LEFT];
    let waves: Vec<_> = (0..10)
        .map(|i| {
            let on = Period::Day(month("2021-11").plus(6 * i).last_day());
            PartOf { range: Some((0.02, 0.96)), ..part(on, true, 40 + i as u64, 90) }
        })
        .collect();
    for width in TILE_WIDTHS {
        check(&format!("spark-columns-many-{width}"), &spark_parts::columns(&many, names, width));
        check(&format!("spark-waves-many-{width}"), &spark_parts::waves(&waves, "Answers 4 and 5, by wave", width));
    }
    check_widths("spark-columns-one", TILE_WIDTHS, |width| spark_parts::columns(&many[3..4], ["one", "other"], width));
    check_widths("spark-waves-one", TILE_WIDTHS, |width| spark_parts::waves(&waves[3..4], "Answers", width));
    let hidden: Vec<_> = many.iter().map(|of| PartOf { k: 0, n: 0, ..*of }).collect();
    check_widths("spark-columns-nothing-known", TILE_WIDTHS, |width| {
        spark_parts::columns(&hidden, ["one", "other"], width)
    });
    check_widths("spark-waves-hidden", TILE_WIDTHS, |width| spark_parts::waves(&hidden, "Answers", width));
}

#[test]
fn shares_that_are_hidden_alone_or_have_loud_names() {
    let row = |label: &str, share: Option<f64>, text: &str| RangeRow {
        label: label.into(),
        sublabel: "of relationships between two teams, counted over the last hundred and eighty days".into(),
        share,
        range: share.map(|share| (share * 0.9, share.midpoint(1.0))),
        earlier: None,
        text: text.into(),
        was: String::new(),
    };
    let hidden = [row("Data in use", None, "hidden: group too small"), row("Two-way contact", None, "not measured")];
    let loud = [
        row(LONG, Some(0.02), "2% (1,234 of 61,700)"),
        row(RIGHT_TO_LEFT, Some(0.5), "50% (8 of 16)"),
        row(MARKUP, Some(0.99), "99% (61,083 of 61,700)"),
    ];
    for width in WIDTHS {
        check(&format!("ranges-hidden-{width}"), &ranges(&hidden, "Shares", width));
        check(&format!("ranges-names-{width}"), &ranges(&loud, "Shares", width));
    }
    // On paper names are whole, and what stands under them has two lines.
    check("ranges-names-684", &ranges(&loud, "Shares", 684.0));
    check_widths("ranges-one", WIDTHS, |width| ranges(&loud[1..2], "Shares", width));
}

#[test]
fn bars_of_nothing_known_one_and_loud_names() {
    let bar = |name: &str, count: Option<f64>| Bar { name: name.into(), count };
    let unknown = [bar("no team", None), bar("one team", None)];
    let loud = [bar(LONG, Some(1_234.0)), bar(RIGHT_TO_LEFT, Some(61_700.0)), bar(MARKUP, Some(1.0))];
    let draw = |bars_: &[Bar], width_px| {
        bars(Bars { bars: bars_, counted: "datasets", of: None, label: "By users", width_px })
    };
    check_widths("bars-nothing-known", WIDTHS, |width| draw(&unknown, width));
    check_widths("bars-one", WIDTHS, |width| draw(&loud[1..2], width));
    for width in WIDTHS {
        check(&format!("bars-names-{width}"), &draw(&loud, width));
    }
}

#[test]
fn a_whole_of_five_years_and_of_nothing_known() {
    let parts = [Part::filled("in_use", "in use", Role::Direct), Part::rest("not_used", "not used")];
    let draw = |points: &[Point], width_px| {
        stacked(Stacked { points, parts: &parts, events: &[], as_of: day(AS_OF), label: "Shared datasets", width_px })
    };
    let keys = ["in_use", "not_used"];
    let months = five_years(&keys, |month, series| Some(month * 330 / (1 + series * 7)));
    let quarters: Vec<Vec<Option<u16>>> = (0..21).map(|i| vec![Some(3 * i), Some(20 - i)]).collect();
    let quarters: Vec<&[Option<u16>]> = quarters.iter().map(Vec::as_slice).collect();
    for width in WIDTHS {
        check(&format!("stacked-five-years-{width}"), &draw(&months, width));
        check(&format!("stacked-many-quarters-{width}"), &draw(&points("2021-10", 3, &keys, &quarters), width));
    }
    check_widths("stacked-nothing-known", WIDTHS, |width| draw(&five_years(&keys, |_, _| None), width));
}

#[test]
fn small_multiples_of_five_years_and_of_nothing_known() {
    let parts = [("started_producer", LONG), ("started_consumer", RIGHT_TO_LEFT)];
    let draw = |points: &[Point], grain, width_px| {
        multiples(Multiples { points, parts: &parts, grain, events: &[], as_of: day(AS_OF), width_px })
    };
    let keys = ["started_producer", "started_consumer"];
    let years = five_years(&keys, |month, series| Some(month * (series * 90 + 3)));
    for (grain, name) in [(Grain::Quarter, "quarter"), (Grain::Month, "month")] {
        for (place, figure) in draw(&years, grain, 180.0).iter().enumerate() {
            check(&format!("starts-five-years-{name}-{place}"), figure);
        }
    }
    check_widths("starts-nothing-known", [180.0, 280.0], |width| {
        draw(&five_years(&keys, |_, _| None), Grain::Quarter, width).remove(0)
    });
}

#[test]
fn curves_over_years_and_of_many() {
    let steps = rising(0.98, 220.0, 48_000, (2..=1825).step_by(3));
    let open: Vec<u32> = (1..400).map(|case| case * 4).collect();
    let said = ["half take less than 5.1 months".to_string(), "could easily be between 4.9 and 5.3 months".to_string()];
    for width in WIDTHS {
        let words = Words {
            happened: LONG,
            followed: "times data was taken up",
            median: &said,
            ..led_to_something(&[], width).words
        };
        let input = Curve {
            open: &open,
            until_days: 1825,
            cases: Some(48_000),
            median: Some(Median { days: 152.0, low: Some(149.0), high: Some(158.0) }),
            marked: None,
            words,
            ..led_to_something(&steps, width)
        };
        check(&format!("curve-five-years-{width}"), &curve(input));
        // A median that is reached by the last step alone, and whose range never ends.
        let late = rising(0.55, 400.0, 12, [60, 700].into_iter());
        let median = Some(Median { days: 700.0, low: Some(60.0), high: None });
        let label = "Share of teams that had shared, by time since the first talk";
        let input = SparkCurve {
            steps: &late,
            median,
            until_days: 700,
            begins: "first talk",
            label,
            width_px: width / 2.0 + 144.0,
        };
        check(&format!("spark-curve-late-{width}"), &sparkline::curve(input));
    }
}

#[test]
fn a_strip_of_four_hundred_teams_and_of_one_that_took_years() {
    let draw = |values: &[f64], size, width_px| {
        let half = values.get(values.len() / 2).copied();
        strip(Strip { values, half, promised: 3.0, unit: "days of work", each: "team", size, label: "Days", width_px })
    };
    let mut many: Vec<f64> = (0..400_u32).map(|team| f64::from(team * 7919 % 97) / 10.0).collect();
    many.sort_by(f64::total_cmp);
    for width in WIDTHS {
        check(&format!("strip-many-{width}"), &draw(&many, Size::Figure, width));
        check(&format!("strip-far-{width}"), &draw(&[0.25, 0.25, 0.5, 900.0], Size::Figure, width));
    }
    check_widths("strip-tile-many", TILE_WIDTHS, |width| draw(&many, Size::Tile, width));
}

#[test]
fn the_way_to_a_target_of_four_hundred_teams_and_of_nothing_known() {
    let forecast = |target: u64, by: &str| Forecast {
        target: Some(target),
        by: Some(day(by)),
        needed: Some(200),
        pace_50: Some(9),
        pace_85: Some(11),
        pool_50: Some(13),
        pool_85: Some(90),
        earliest: Some(Period::Quarter(month("2027-07"))),
        latest: Some(Period::Quarter(month("2034-04"))),
        why_no_forecast: None,
    };
    let draw = |series: Vec<Point>, forecast: Forecast, width_px| {
        let reading = Reading { forecast: Some(forecast), ..reading(Measure::TeamsSharing, series) };
        joins(Joins { reading: &reading, events: &[], as_of: day(AS_OF), months: 60, no_date: None, width_px })
    };
    let keys = ["ever", "joins"];
    for width in WIDTHS {
        let years = five_years(&keys, |month, series| Some(if series == 0 { month * 3 } else { 3 }));
        check(&format!("joins-five-years-{width}"), &draw(years, forecast(400, "2026-12-31"), width));
    }
    let one = points("2026-10", 1, &keys, &[[Some(1), Some(1)].as_slice(); 2]);
    check_widths("joins-one", WIDTHS, |width| draw(one.clone(), forecast(5, "2040-01-31"), width));
    check_widths("joins-nothing-known", WIDTHS, |width| {
        draw(five_years(&keys, |_, _| None), forecast(5, "2025-01-31"), width)
    });
}

#[test]
fn a_grid_of_one_pair_of_hidden_teams_and_of_four_hundred() {
    let side = |name: &str, area: &str| Side { name: name.into(), area: area.into() };
    let one = [side("Basket", "")];
    let drawn = |rows: &[Side], columns: &[Side], cells: &[Vec<Meeting>], width_px| {
        meeting_grid(MeetingGrid { rows, columns, cells, width_px })
    };
    let grid_widths = [500.0, 796.0];
    check_widths("grid-one", grid_widths, |width| {
        drawn(&one, &[side(RIGHT_TO_LEFT, "")], &[vec![Meeting::Direct]], width).unwrap()
    });
    let loud = [side(LONG, "Search"), side(RIGHT_TO_LEFT, RIGHT_TO_LEFT), side(MARKUP, LONG)];
    let all = vec![vec![Meeting::Direct; 3]; 3];
    check_widths("grid-names", grid_widths, |width| drawn(&loud, &loud, &all, width).unwrap());
    let small = [side("smaller teams", "Search"), side("smaller teams", "Payments")];
    let unknown = vec![vec![Meeting::Unknown; 2]; 2];
    check_widths("grid-unknown", grid_widths, |width| drawn(&small, &small, &unknown, width).unwrap());

    let teams: Vec<_> = (0..400).map(|team| side(&format!("Team {team}"), ["Search", "Stays"][team / 200])).collect();
    let cells = vec![vec![Meeting::NotMet; teams.len()]; teams.len()];
    for width in [796.0, 1216.0] {
        assert_eq!(drawn(&teams, &teams, &cells, width), None, "what nobody can read is a table");
    }
}
