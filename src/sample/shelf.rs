//! What is shared: each dataset with its owner, the month it was shared, and who uses it.

use super::cast::NEVER;

/// A dataset on the day it was shared.
pub(super) struct Data {
    pub(super) name: &'static str,
    pub(super) kind: &'static str,
    pub(super) external: bool,
    /// The team that answers for it; empty is nobody.
    pub(super) owner: &'static str,
    /// The month it was shared, counted from the first month of the sample; negative: longer ago than anybody knows.
    pub(super) month: i32,
    /// Ids of the teams that use it, apart by blanks. `~` before one: owner and user only meet with a data engineer or
    /// an analyst between them; `-`: they never meet.
    pub(super) users: &'static str,
    /// Names of what it is built from, apart by `;`.
    pub(super) from: &'static str,
}

const fn source(name: &'static str, owner: &'static str, month: i32, users: &'static str) -> Data {
    Data { name, kind: "source", external: false, owner, month, users, from: "" }
}

const fn bought(name: &'static str, owner: &'static str, month: i32, users: &'static str) -> Data {
    Data { name, kind: "source", external: true, owner, month, users, from: "" }
}

const fn built(
    kind: &'static str,
    name: &'static str,
    owner: &'static str,
    month: i32,
    users: &'static str,
    from: &'static str,
) -> Data {
    Data { name, kind, external: false, owner, month, users, from }
}

/// Everything that is or was shared.
pub(super) const SHELF: &[Data] = &[
    source("Rooms free by night", "rooms", 4, "rates forecast search -offers finance"),
    source("Room types", "rooms", 9, "property search ~extras"),
    source("Overbookings", "rooms", 23, "disruption phone ~claims"),
    source("Nightly rates", "rates", 8, "rooms forecast search offers marketing ~commission"),
    source("Rate changes", "rates", 15, "forecast picks -finance"),
    source("Searches made", "search", 6, "picks marketing forecast offers rooms"),
    source("Searches without a result", "search", 13, "rooms flights property"),
    source("Places people look at", "search", 25, "ideas marketing maps"),
    source("Bookings made", "checkout", 5, "finance forecast marketing loyalty ~cards fraud rooms"),
    source("Bookings left unfinished", "checkout", 11, "basket offers search marketing"),
    source("Trips booked for others", "checkout", 22, "changes extras -business"),
    source("Baskets", "basket", 10, "checkout offers picks extras"),
    source("Price shown and price paid", "basket", 24, "fares rates -finance"),
    source("Reviews", "reviews", 9, "property search hosts help"),
    source("Answers to reviews", "reviews", 17, "hosts messages"),
    source("Fares by route and day", "fares", 9, "forecast search offers marketing ~commission flights"),
    source("Fare rules", "fares", 17, "changes phone help ~claims"),
    source("Flight seats left", "flights", 11, "fares search forecast disruption"),
    source("Timetables", "flights", 16, "delays rail maps ~documents"),
    source("Aircraft swaps", "flights", 26, "extras phone -documents"),
    source("Exchange rates used", "currency", 12, "checkout finance invoicing ~cards -fares"),
    source("Property descriptions", "property", 13, "search reviews maps -help"),
    source("Photos and captions", "property", 22, "ideas picks -marketing"),
    source("Distances and areas", "maps", 14, "search property carhire ~rail"),
    source("Searches on the map", "maps", 21, "picks offers"),
    source("Delays and cancellations", "delays", 14, "disruption phone claims changes messages -forecast"),
    source("Reasons for delays", "delays", 23, "claims flights rail"),
    source("Changes and refunds", "changes", 16, "finance claims phone ~banks ~cards"),
    source("Reasons for changes", "changes", 24, "delays checkout -forecast"),
    source("Points earned and spent", "loyalty", 16, "marketing finance offers ~checkout"),
    source("Member levels", "loyalty", 22, "picks phone marketing"),
    source("Host calendars", "hosts", 17, "rooms rates messages"),
    source("Host answers", "hosts", 23, "reviews onboarding -commission"),
    source("Calls by reason", "phone", 21, "help changes delays claims hosts"),
    source("Waiting times", "phone", 25, "disruption help -finance"),
    source("Guest messages by topic", "messages", 22, "help hosts property"),
    source("Offers shown", "offers", 23, "marketing picks search -loyalty"),
    source("Rail and coach seats", "rail", 24, "fares forecast delays"),
    source("Station changes", "rail", 28, "maps ~delays"),
    source("Picks and clicks", "picks", 25, "search offers marketing"),
    source("Claims made", "claims", 26, "finance delays disruption ~cards"),
    source("Extras sold", "extras", 27, "checkout finance -forecast"),
    source("Rebookings", "disruption", 28, "flights rooms phone ~finance"),
    source("Gift vouchers sold", "vouchers", 12, "finance marketing"),
    source("Web visits", "de", -1, "marketing search offers"),
    source("Customers without names", "de", -1, "marketing loyalty fraud"),
    source("Card payments booked", "", -1, "finance fraud"),
    source("Suppliers", "de", -1, "commission onboarding hosts"),
    source("Commission paid", "de", -1, "finance commission"),
    source("Call archive", "", -1, ""),
    source("Market and office codes", "de", -1, "finance marketing business"),
    source("Old price list", "", -1, ""),
    bought("Weather by region", "", 7, "forecast offers"),
    bought("Public holidays", "forecast", 6, "rates fares offers marketing"),
    bought("Airport and station codes", "flights", 10, "rail delays search maps"),
    bought("Events in cities", "", 13, "forecast rates marketing"),
    bought("Prices of other sellers", "rates", 15, "fares forecast offers"),
    bought("Fuel prices", "", 17, "carhire"),
    bought("Chain hotel content", "property", 22, "search hosts"),
    bought("Central bank rates", "currency", 12, "finance invoicing"),
    bought("Visitors by country", "marketing", 24, ""),
    bought("Flood and storm warnings", "", 26, "disruption messages"),
    built("prepared", "Booking history", "de", -1, "finance marketing forecast", "Customers without names"),
    built("prepared", "Bookings by day", "ae", 7, "finance forecast marketing rooms", "Bookings made"),
    built("prepared", "Nights sold by month", "ae", 9, "finance rates", "Bookings made;Rooms free by night"),
    built("prepared", "How full we are", "ae", 10, "rates rooms forecast hosts", "Rooms free by night"),
    built("prepared", "From search to booking", "ae", 12, "search offers marketing", "Searches made;Bookings made"),
    built(
        "prepared",
        "Demand by route",
        "ae",
        12,
        "fares flights forecast",
        "Fares by route and day;Flight seats left",
    ),
    built("prepared", "Review scores", "ae", 13, "property hosts search picks", "Reviews"),
    built("prepared", "Spend by channel", "marketing", 13, "finance forecast", "Web visits;Bookings made"),
    built("prepared", "Room revenue", "ae", 14, "finance rates", "Nightly rates;Bookings made"),
    built("prepared", "Fare revenue", "ae", 15, "finance fares", "Fares by route and day;Bookings made"),
    built(
        "prepared",
        "Our prices and theirs",
        "aecom",
        16,
        "rates fares offers",
        "Prices of other sellers;Nightly rates",
    ),
    built("prepared", "Nights to come", "forecast", 16, "rooms rates hosts finance", "How full we are;Public holidays"),
    built("prepared", "Cost of refunds", "aecom", 17, "finance changes", "Changes and refunds"),
    built("prepared", "Cost of delays", "ae", 21, "claims disruption finance delays", "Delays and cancellations"),
    built("prepared", "Seats to come", "forecast", 22, "flights fares ~rail", "Demand by route"),
    built(
        "prepared",
        "Members and their trips",
        "aecom",
        22,
        "loyalty marketing",
        "Points earned and spent;Bookings made",
    ),
    built("prepared", "Hosts who answer", "aecom", 22, "hosts onboarding", "Host calendars;Answers to reviews"),
    built("prepared", "Why people call", "aecom", 23, "phone help changes", "Calls by reason"),
    built("prepared", "What offers bring", "aecom", 24, "offers marketing", "Offers shown;Bookings made"),
    built("prepared", "Cancellations to expect", "forecast", 25, "changes rooms ~cards", "Changes and refunds"),
    built("prepared", "Owed to hosts", "aecom", 26, "", "Bookings made;Suppliers"),
    built("prepared", "Extras by trip", "aecom", 28, "", "Extras sold"),
    built("combined", "Month close", "finance", 12, "commission business", "Bookings by day;Exchange rates used"),
    built("combined", "Revenue by market", "ae", 14, "finance marketing", "Room revenue;Fare revenue"),
    built(
        "combined",
        "Trip from search to stay",
        "ae",
        17,
        "marketing picks search",
        "From search to booking;Nights sold by month",
    ),
    built(
        "combined",
        "Outlook on demand",
        "forecast",
        18,
        "rates fares marketing offers",
        "Nights to come;Demand by route",
    ),
    built("combined", "Price and demand", "ae", 21, "rates fares offers", "Our prices and theirs;Outlook on demand"),
    built("combined", "A week of a customer", "aecom", 22, "", "Members and their trips;Web visits"),
    built("combined", "Partners at a glance", "aecom", 24, "", "Hosts who answer;Review scores"),
    built(
        "combined",
        "Quality of service",
        "aecom",
        25,
        "phone disruption complaints",
        "Why people call;Cost of delays",
    ),
    built("combined", "Markets at a glance", "ae", 26, "marketing business", "Revenue by market;Visitors by country"),
    built("combined", "Loyalty and spend", "aecom", 27, "", "Members and their trips;Spend by channel"),
];

/// Hand-overs: a dataset, the month, and the team that looks after it from then on and answers for it.
pub(super) const HAND_OVERS: &[(&str, i32, &str)] = &[
    ("Rooms free by night", 13, "rooms"),
    ("Searches made", 14, "search"),
    ("Reviews", 16, "reviews"),
    ("Fares by route and day", 17, "fares"),
    ("Nightly rates", 17, "rates"),
    ("Bookings made", 21, "checkout"),
    ("Baskets", 21, "basket"),
    ("Room types", 22, "rooms"),
    ("Flight seats left", 22, "flights"),
    ("Property descriptions", 23, "property"),
    ("Bookings left unfinished", 24, "checkout"),
    ("Web visits", 24, "marketing"),
    ("Exchange rates used", 25, "currency"),
    ("How full we are", 25, "rooms"),
    ("Distances and areas", 26, "maps"),
    ("Delays and cancellations", 26, "delays"),
    ("Demand by route", 27, "fares"),
    ("Cost of delays", 28, "delays"),
    ("Suppliers", 28, "onboarding"),
    ("Review scores", 29, "reviews"),
];

/// What is no longer shared, and the month it ended.
pub(super) const RETIRED: &[(&str, i32)] =
    &[("Old price list", 11), ("Gift vouchers sold", 18), ("Booking history", 24)];

/// The place of a dataset on the shelf.
pub(super) fn place(name: &str) -> Option<usize> {
    SHELF.iter().position(|data| data.name == name)
}

/// The id of the dataset at a place.
pub(super) fn id(place: usize) -> String {
    format!("d{:02}", place + 1)
}

/// The month in which a dataset changed hands, and whose it is since.
pub(super) fn handed_over(name: &str) -> Option<(i32, &'static str)> {
    HAND_OVERS.iter().find(|row| row.0 == name).map(|row| (row.1, row.2))
}

/// The month in which a dataset ended, [`NEVER`] if it lives.
pub(super) fn retired(name: &str) -> i32 {
    RETIRED.iter().find(|row| row.0 == name).map_or(NEVER, |row| row.1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::cast;

    #[test]
    fn every_name_on_the_shelf_leads_somewhere() {
        for data in SHELF {
            assert!(data.owner.is_empty() || cast::of(data.owner).is_some(), "owner of {}", data.name);
            for user in data.users.split_whitespace() {
                assert!(cast::of(user.trim_start_matches(['~', '-'])).is_some(), "{user} uses {}", data.name);
            }
            for from in data.from.split(';').filter(|name| !name.is_empty()) {
                assert!(place(from).is_some(), "{} is built from {from}", data.name);
            }
        }
        for (name, month, to) in HAND_OVERS {
            let data = &SHELF[place(name).unwrap()];
            assert!(cast::of(to).is_some() && data.month < *month, "hand-over of {name}");
        }
        assert!(RETIRED.iter().all(|(name, _)| place(name).is_some()));
    }
}
