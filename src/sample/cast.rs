//! Who takes part: teams named after what they do, in seven areas. Nobody in the sample is a person.

/// A month that never comes, in months since the first one of the sample.
pub(super) const NEVER: i32 = 99;

/// A team, and when it was won over.
pub(super) struct Team {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    pub(super) kind: &'static str,
    pub(super) area: &'static str,
    /// How many people; 0 is not known.
    pub(super) people: i32,
    /// Whether it is expected to share data; `None` is not known.
    pub(super) expected: Option<bool>,
    /// The month of the first one-to-one talk, counted from the first month of the sample.
    pub(super) talk: i32,
    /// The month in which it agreed to share.
    pub(super) agreed: i32,
}

const fn team(area: &'static str, id: &'static str, name: &'static str, people: i32, talk: i32, agreed: i32) -> Team {
    Team { id, name, kind: "domain", area, people, expected: Some(true), talk, agreed }
}

/// A team that only uses data of others, or may share but need not.
const fn user(area: &'static str, id: &'static str, name: &'static str, people: i32, talk: i32) -> Team {
    Team { id, name, kind: "domain", area, people, expected: Some(false), talk, agreed: talk + 3 }
}

const fn other(kind: &'static str, id: &'static str, name: &'static str, people: i32) -> Team {
    Team { id, name, kind, area: "", people, expected: None, talk: NEVER, agreed: NEVER }
}

/// The area that lags behind: its use cases wait for a tool.
pub(super) const LAGGING_AREA: &str = "Payments";
/// The area that talks more and more, and little comes of it.
pub(super) const TALKING_AREA: &str = "Journeys";

/// The areas in the order in which they are told of.
pub(super) const AREAS: [&str; 7] =
    ["Discovery", "Booking", LAGGING_AREA, "Stays", TALKING_AREA, "Customer care", "Commercial"];

/// The team that was renamed when the areas were regrouped: its former id, its former name, and its id since.
pub(super) const RENAMED: (&str, &str, &str) = ("staychat", "Stay chat", "messages");
/// The team that was closed at the same time.
pub(super) const CLOSED: &str = "vouchers";
/// The team that talked and agreed, and then gave up.
pub(super) const STOPPED: &str = "ideas";
/// The team that was founded on the way.
pub(super) const FOUNDED: &str = "ferries";

/// All teams but the former one of [`RENAMED`].
pub(super) const TEAMS: &[Team] = &[
    team("Discovery", "search", "Search results", 14, 1, 3),
    team("Discovery", "maps", "Maps", 7, 9, 11),
    team("Discovery", "reviews", "Ratings and reviews", 9, 3, 6),
    team("Discovery", STOPPED, "Ideas for trips", 6, 5, 8),
    team("Discovery", "offers", "Offers", 8, 15, 18),
    team("Discovery", "picks", "Personal picks", 10, 20, 22),
    team("Booking", "basket", "Basket", 8, 3, 6),
    team("Booking", "checkout", "Checkout", 13, 0, 2),
    team("Booking", "changes", "Changes and refunds", 9, 3, 9),
    team("Booking", "documents", "Travel documents", 6, 17, 22),
    team("Booking", "extras", "Seats, bags and extras", 7, 21, 23),
    team("Booking", "groups", "Group trips", 4, 24, NEVER),
    user("Booking", CLOSED, "Gift vouchers", 5, 6),
    team(LAGGING_AREA, "cards", "Card payments", 11, 6, 13),
    team(LAGGING_AREA, "banks", "Bank transfers", 7, 10, 17),
    team(LAGGING_AREA, "fraud", "Fraud watch", 8, 9, 15),
    team(LAGGING_AREA, "currency", "Currencies", 5, 7, 9),
    team(LAGGING_AREA, "invoicing", "Invoicing", 9, 25, 28),
    team("Stays", "rooms", "Room stock", 10, 0, 1),
    team("Stays", "rates", "Nightly rates", 9, 0, 5),
    team("Stays", "hosts", "Host tools", 12, 10, 12),
    team("Stays", "property", "Property pages", 8, 8, 10),
    team("Stays", "messages", "Guest messages", 6, 14, 16),
    team(TALKING_AREA, "fares", "Fares", 11, 2, 5),
    team(TALKING_AREA, "flights", "Flight stock", 12, 5, 8),
    team(TALKING_AREA, "rail", "Rail and coach", 7, 19, 21),
    team(TALKING_AREA, "carhire", "Car hire", 6, 16, 23),
    team(TALKING_AREA, FOUNDED, "Ferries", 4, 25, NEVER),
    team(TALKING_AREA, "delays", "Delay watch", 6, 10, 12),
    team("Customer care", "phone", "Phone and chat", 22, 15, 17),
    team("Customer care", "claims", "Claims", 9, 21, 23),
    team("Customer care", "help", "Help pages", 5, 23, 26),
    team("Customer care", "disruption", "Disruption desk", 12, 22, 24),
    user("Customer care", "complaints", "Complaints", 3, NEVER),
    team("Commercial", "loyalty", "Loyalty", 8, 11, 13),
    team("Commercial", "commission", "Commission", 5, 20, 24),
    team("Commercial", "onboarding", "Partner onboarding", 6, 27, NEVER),
    team("Commercial", "business", "Business travel", 0, NEVER, NEVER),
    user("Commercial", "marketing", "Marketing", 16, 8),
    user("Commercial", "forecast", "Demand forecasting", 7, 4),
    user("Commercial", "finance", "Finance reporting", 9, 6),
    other("data_engineering", "de", "Data engineering", 14),
    other("analytics_engineering", "ae", "Analytics engineering", 9),
    other("analytics_engineering", "aecom", "Analysts for care and commerce", 5),
    other("platform", "platform", "Data platform", 6),
    other("leadership", "leads", "Engineering leadership", 8),
    other("leadership", "board", "Company leadership", 6),
    other("other", "privacy", "Legal and privacy", 5),
];

/// The team of an id.
pub(super) fn of(id: &str) -> Option<&'static Team> {
    TEAMS.iter().find(|team| team.id == id)
}

/// The area of a team; empty for the data teams and for none.
pub(super) fn area(id: &str) -> &'static str {
    of(id).map_or("", |team| team.area)
}

/// Whether the team is one of the data teams.
pub(super) fn is_data_team(id: &str) -> bool {
    of(id).is_some_and(|team| matches!(team.kind, "data_engineering" | "analytics_engineering" | "platform"))
}
