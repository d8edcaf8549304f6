//! The use cases: what was asked for, what was chosen, and what came of it.

use super::random::Random;
use super::story::{self, MONTHS};
use super::table::{Table, cell};

/// A use case. Months count from the first one of the sample; -1 is not yet.
struct UseCase {
    id: &'static str,
    name: &'static str,
    /// Requested, chosen, delivered, dropped.
    months: [i32; 4],
    producer: &'static str,
    consumer: &'static str,
    /// Whether the producing team gains something itself.
    gains: &'static str,
    /// Value, effort, likelihood.
    bands: [&'static str; 3],
    blocked_by: &'static str,
}

const L: &str = "low";
const M: &str = "medium";
const H: &str = "high";
/// The tool for which most of the waiting teams wait.
pub(super) const MASKED: &str = "Copies of payment data without names";

const fn case(
    id: &'static str,
    name: &'static str,
    months: [i32; 4],
    (producer, consumer): (&'static str, &'static str),
    gains: &'static str,
    bands: [&'static str; 3],
    blocked_by: &'static str,
) -> UseCase {
    UseCase { id, name, months, producer, consumer, gains, bands, blocked_by }
}

const USE_CASES: &[UseCase] = &[
    case("u01", "Prices that follow free rooms", [-9, 1, 8, -1], ("rooms", "rates"), "true", [H, M, H], ""),
    case("u02", "Bookings known the same day", [-14, 2, 7, -1], ("checkout", "finance"), "false", [H, M, H], ""),
    case("u03", "Show what people look for", [0, 4, 9, -1], ("search", "picks"), "true", [M, L, H], ""),
    case("u04", "Seats where demand is", [-6, 6, 13, -1], ("fares", "forecast"), "true", [H, H, M], ""),
    case("u05", "Reviews that help choose", [3, 7, 12, -1], ("reviews", "property"), "true", [M, L, H], ""),
    case("u06", "One customer number everywhere", [-20, 11, -1, 16], ("loyalty", "marketing"), "false", [H, H, L], ""),
    case("u07", "Tell people of delays first", [6, 12, 17, -1], ("delays", "phone"), "true", [H, M, M], ""),
    case("u08", "Rates of the day in every currency", [4, 10, 14, -1], ("currency", "checkout"), "true", [M, L, H], ""),
    case("u09", "Spot odd payments early", [-4, 13, -1, -1], ("cards", "fraud"), "true", [H, M, M], MASKED),
    case("u10", "Refunds explained in one call", [2, 14, 23, -1], ("changes", "phone"), "false", [M, M, M], ""),
    case("u11", "Offers people want", [9, 15, 26, -1], ("offers", "marketing"), "false", [M, M, M], ""),
    case("u12", "Points that show up at once", [5, 15, 22, -1], ("loyalty", "offers"), "true", [M, L, H], ""),
    case("u13", "Transfers matched to bookings", [1, 16, -1, -1], ("banks", "finance"), "true", [H, M, M], MASKED),
    case("u14", "Hosts who keep calendars fresh", [10, 17, 24, -1], ("hosts", "rooms"), "true", [M, M, H], ""),
    case("u15", "Fewer calls for the same reason", [12, 21, 27, -1], ("phone", "help"), "true", [H, M, H], ""),
    case(
        "u16",
        "Commission without disputes",
        [-3, 22, -1, -1],
        ("commission", "finance"),
        "false",
        [M, H, L],
        "Work on the old ledger",
    ),
    case("u17", "Chargebacks seen coming", [13, 22, -1, -1], ("fraud", "finance"), "false", [M, M, M], MASKED),
    case("u18", "Rail and air in one search", [8, 23, -1, -1], ("rail", "search"), "true", [H, H, M], ""),
    case("u19", "Claims settled in a week", [15, 24, -1, -1], ("claims", "finance"), "false", [M, M, M], ""),
    case("u20", "Rooms back on sale after claims", [17, 24, -1, 28], ("claims", "rooms"), "false", [L, M, L], ""),
    case("u21", "Bags that fit the aircraft", [20, 26, -1, -1], ("flights", "extras"), "true", [M, L, M], ""),
    case(
        "u22",
        "Rebook people before they call",
        [18, 27, -1, -1],
        ("disruption", "phone"),
        "true",
        [H, H, M],
        "A notice to everybody who uses the data",
    ),
    case(
        "u23",
        "Invoices in the language of the partner",
        [21, -1, -1, -1],
        ("invoicing", "onboarding"),
        "false",
        [L, M, M],
        "",
    ),
    case("u24", "Ferry seats beside flights", [26, -1, -1, -1], ("ferries", "search"), "true", [M, M, M], ""),
    case("u25", "Car hire where trains end", [24, -1, -1, -1], ("carhire", "rail"), "true", [M, M, L], ""),
];

/// The use case that two teams were working on in a month.
pub(super) fn between(producer: &str, consumer: &str, month: i32) -> Option<&'static str> {
    let working = |case: &&UseCase| {
        let [_, chosen, delivered, dropped] = case.months;
        let until = [delivered, dropped].into_iter().filter(|end| *end >= 0).min().unwrap_or(MONTHS);
        (case.producer, case.consumer) == (producer, consumer) && (chosen..=until).contains(&month) && chosen >= 0
    };
    USE_CASES.iter().find(working).map(|case| case.id)
}

/// The two teams of each use case that was chosen, and the month it was.
pub(super) fn partners() -> impl Iterator<Item = (&'static str, &'static str, i32)> {
    USE_CASES.iter().filter(|case| case.months[1] >= 0).map(|case| (case.producer, case.consumer, case.months[1]))
}

/// `use_cases`.
pub(super) fn use_cases(seed: u64) -> Table {
    let mut random = Random::new(seed, "use cases");
    let mut table = Table::new(
        "use_cases",
        "use_case_id,name,source,requested_on,chosen_on,delivered_on,dropped_on,producer_team,consumer_team,\
         producer_benefits,value,effort,likelihood,blocked_by",
    );
    for case in USE_CASES {
        let [requested, chosen, delivered, dropped] = case.months;
        let mut on = |month: i32| cell(Some(month).filter(|m| *m >= 0).map(|m| story::workday(&mut random, m)));
        let (chosen, delivered, dropped) = (on(chosen), on(delivered), on(dropped));
        let source = if requested < 3 { "backlog" } else { "new" };
        let requested = story::workday(&mut random, requested);
        let [value, effort, likelihood] = case.bands;
        table.row(&[
            &case.id,
            &case.name,
            &source,
            &requested,
            &chosen,
            &delivered,
            &dropped,
            &case.producer,
            &case.consumer,
            &case.gains,
            &value,
            &effort,
            &likelihood,
            &case.blocked_by,
        ]);
    }
    table
}
