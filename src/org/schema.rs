//! The tables and columns there are: the one definition that reading, checking and the documentation share.

use std::borrow::Cow;

use super::problem::ProblemCode;

/// A table of the export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are those of the tables")]
pub enum Table {
    About,
    Teams,
    Conversations,
    Datasets,
    BuiltFrom,
    Ownership,
    Usage,
    Changes,
    Problems,
    Agreements,
    Steps,
    UseCases,
    Decisions,
    Survey,
    Effort,
    Backing,
    Capabilities,
    Proofs,
    Targets,
    Events,
    Reported,
}

/// What a cell of a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellKind {
    /// A calendar day, `YYYY-MM-DD`.
    Day,
    /// The first day of the month of a calendar day (E21).
    Month,
    /// One of a few words.
    Word(&'static [&'static str]),
    /// Yes or no.
    Flag,
    /// A whole number of at least this (E23).
    Whole(u64),
    /// A number of at least this, or any number.
    Number(Option<u32>),
    /// An id of a space that is shared between tables.
    Id(IdSpace),
    /// Text of at most this many characters.
    Text(usize),
    /// Values separated by semicolons.
    List,
}

/// The ids that tables refer to each other by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdSpace {
    /// Held by `teams`.
    Team,
    /// Held by `datasets`.
    Dataset,
    /// The areas that teams, decisions and others name; no table holds them.
    Area,
}

/// The most characters of an id.
pub const ID_LENGTH: usize = 200;
/// The most characters of a text or a whole list.
pub const TEXT_LENGTH: usize = 2000;

/// One column of a table.
#[derive(Clone, Copy, Debug)]
pub struct ColumnSpec {
    /// Its name in the header, in lower case.
    pub name: &'static str,
    /// What its cells hold.
    pub kind: CellKind,
    /// Whether a row without it is set aside.
    pub required: bool,
    /// What an empty cell stands for; `None` where it is not known.
    pub default: Option<&'static str>,
}

impl ColumnSpec {
    /// What a cell should hold that has this problem, for people.
    pub fn expected(&self, code: ProblemCode) -> Cow<'static, str> {
        match (code, self.kind) {
            (ProblemCode::MissingRequired, _) => "a value".into(),
            (ProblemCode::UnknownTeam, _) => "an id of teams".into(),
            (ProblemCode::UnknownDataset, _) => "an id of datasets".into(),
            (ProblemCode::TooLong, CellKind::Id(IdSpace::Area) | CellKind::List) => "at most 2000 characters".into(),
            (ProblemCode::TooLong, CellKind::Id(_)) => "at most 200 characters".into(),
            (ProblemCode::TooLong, CellKind::Text(longest)) => format!("at most {longest} characters").into(),
            (_, CellKind::Day | CellKind::Month) => "a day such as 2026-03-31".into(),
            (_, CellKind::Word(words)) => format!("one of {}", words.join(", ")).into(),
            (_, CellKind::Flag) => "true or false, yes or no, 1 or 0".into(),
            (_, CellKind::Whole(least)) => format!("a whole number such as 12, at least {least}").into(),
            (_, CellKind::Number(Some(least))) => format!("a number such as 2.5, at least {least}").into(),
            (_, CellKind::Number(None)) => "a number such as 2.5".into(),
            (_, CellKind::Id(_) | CellKind::Text(_) | CellKind::List) => "text".into(),
        }
    }
}

/// How a table tells its rows apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// Rows are not told apart.
    None,
    /// These columns are unique together; an empty cell is a value like any other (E20).
    Columns(&'static [&'static str]),
    /// This column is unique where it is given.
    WhereGiven(&'static str),
}

/// One table: its columns in their documented order, and its rules.
#[derive(Clone, Copy, Debug)]
pub struct TableSpec {
    /// Which table.
    pub table: Table,
    /// Its name in file names.
    pub name: &'static str,
    /// Its columns, in the order in which required cells are checked.
    pub columns: &'static [ColumnSpec],
    /// What must be unique.
    pub key: Key,
    /// The row's own date, the only one that can be after the data (E32).
    pub own_date: Option<&'static str>,
    /// The two dates of which the second may not come before the first (E35).
    pub order: Option<(&'static str, &'static str)>,
}

impl TableSpec {
    /// The place of a column; `None` if the table has no such column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }
}

impl Table {
    /// Every table, in documented order.
    pub const ALL: &[Self] = &[
        Self::About,
        Self::Teams,
        Self::Conversations,
        Self::Datasets,
        Self::BuiltFrom,
        Self::Ownership,
        Self::Usage,
        Self::Changes,
        Self::Problems,
        Self::Agreements,
        Self::Steps,
        Self::UseCases,
        Self::Decisions,
        Self::Survey,
        Self::Effort,
        Self::Backing,
        Self::Capabilities,
        Self::Proofs,
        Self::Targets,
        Self::Events,
        Self::Reported,
    ];

    /// The definition of this table.
    pub fn spec(self) -> &'static TableSpec {
        &SPECS[self as usize]
    }

    /// Its name in file names.
    pub fn name(self) -> &'static str {
        self.spec().name
    }

    /// The table of a name in any case; `None` if there is none (E2).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|table| table.name().eq_ignore_ascii_case(name))
    }
}

const fn column(name: &'static str, kind: CellKind) -> ColumnSpec {
    ColumnSpec { name, kind, required: false, default: None }
}

const fn required(name: &'static str, kind: CellKind) -> ColumnSpec {
    ColumnSpec { name, kind, required: true, default: None }
}

const fn word(name: &'static str, words: &'static [&'static str], default: &'static str) -> ColumnSpec {
    ColumnSpec { name, kind: CellKind::Word(words), required: false, default: Some(default) }
}

/// How many equal rows a row stands for; an empty cell stands for one.
const fn weight(name: &'static str) -> ColumnSpec {
    ColumnSpec { name, kind: AT_LEAST_ONE, required: false, default: Some("1") }
}

const DAY: CellKind = CellKind::Day;
const FLAG: CellKind = CellKind::Flag;
const COUNTED: CellKind = CellKind::Whole(0);
const AT_LEAST_ONE: CellKind = CellKind::Whole(1);
const TEAM: CellKind = CellKind::Id(IdSpace::Team);
const DATASET: CellKind = CellKind::Id(IdSpace::Dataset);
const AREA: CellKind = CellKind::Id(IdSpace::Area);
const ID: CellKind = CellKind::Text(ID_LENGTH);
const TEXT: CellKind = CellKind::Text(TEXT_LENGTH);
const BAND: CellKind = CellKind::Word(&["low", "medium", "high"]);
const PROPOSER: CellKind = CellKind::Word(&["producer", "consumer", "data_team"]);

/// In the order of [`Table::ALL`].
static SPECS: [TableSpec; 21] = [
    TableSpec {
        table: Table::About,
        name: "about",
        columns: &[required("key", TEXT), column("value", TEXT)],
        key: Key::Columns(&["key"]),
        own_date: None,
        order: None,
    },
    TableSpec {
        table: Table::Teams,
        name: "teams",
        columns: &[
            required("team_id", TEAM),
            required("name", TEXT),
            required("kind", CellKind::Word(super::words::TeamKind::WORDS)),
            column("area", AREA),
            column("people", COUNTED),
            column("expected_to_share", FLAG),
            column("active_from", DAY),
            column("active_to", DAY),
            column("renamed_to", TEAM),
        ],
        key: Key::Columns(&["team_id"]),
        own_date: None,
        order: None,
    },
    TableSpec {
        table: Table::Conversations,
        name: "conversations",
        columns: &[
            column("conversation_id", ID),
            required("held_on", DAY),
            word("kind", super::words::TalkKind::WORDS, "data_use"),
            required("producer_team", TEAM),
            column("consumer_team", TEAM),
            column("started_by", CellKind::Word(super::words::Starter::WORDS)),
            column("helped_by", CellKind::Word(super::words::Helper::WORDS)),
            column("dataset_id", DATASET),
            column("use_case_id", ID),
            column("action", CellKind::Word(super::words::Action::WORDS)),
            column("action_on", DAY),
            column("logged_by", CellKind::Word(super::words::Logger::WORDS)),
            word("evidence", super::words::Evidence::WORDS, "recorded"),
            column("their_benefit", TEXT),
            weight("count"),
        ],
        key: Key::WhereGiven("conversation_id"),
        own_date: Some("held_on"),
        order: Some(("held_on", "action_on")),
    },
    TableSpec {
        table: Table::Datasets,
        name: "datasets",
        columns: &[
            required("dataset_id", DATASET),
            required("name", TEXT),
            required("kind", CellKind::Word(super::words::DatasetKind::WORDS)),
            word("origin", super::words::Origin::WORDS, "internal"),
            column("shared_on", DAY),
            column("retired_on", DAY),
            column("proposed_by", PROPOSER),
            column("owner_sees_use", FLAG),
            column("use_window_days", AT_LEAST_ONE),
            column("url", TEXT),
        ],
        key: Key::Columns(&["dataset_id"]),
        own_date: None,
        order: Some(("shared_on", "retired_on")),
    },
    TableSpec {
        table: Table::BuiltFrom,
        name: "built_from",
        columns: &[required("dataset_id", DATASET), required("source_dataset_id", DATASET)],
        key: Key::Columns(&["dataset_id", "source_dataset_id"]),
        own_date: None,
        order: None,
    },
    TableSpec {
        table: Table::Ownership,
        name: "ownership",
        columns: &[
            required("dataset_id", DATASET),
            required("since", DAY),
            column("owner_team", TEAM),
            column("looked_after_by", TEAM),
            column("with_analyst", FLAG),
        ],
        key: Key::Columns(&["dataset_id", "since"]),
        own_date: Some("since"),
        order: None,
    },
    TableSpec {
        table: Table::Usage,
        name: "usage",
        columns: &[
            required("dataset_id", DATASET),
            required("team_id", TEAM),
            required("used_on", DAY),
            word("evidence", &["query_log", "dashboard", "lineage", "declared", "contract"], "query_log"),
            column("purpose", TEXT),
            weight("reads"),
        ],
        key: Key::None,
        own_date: Some("used_on"),
        order: None,
    },
    TableSpec {
        table: Table::Changes,
        name: "changes",
        columns: &[
            column("change_id", ID),
            required("dataset_id", DATASET),
            required("released_on", DAY),
            required("kind", CellKind::Word(&["addition", "fix", "rename", "removal", "meaning"])),
            column("proposed_by", PROPOSER),
            column("announced_on", DAY),
            column("can_break", FLAG),
            column("caught", CellKind::Word(&["before", "after"])),
        ],
        key: Key::WhereGiven("change_id"),
        own_date: Some("released_on"),
        order: None,
    },
    TableSpec {
        table: Table::Problems,
        name: "problems",
        columns: &[
            column("problem_id", ID),
            required("dataset_id", DATASET),
            required("found_on", DAY),
            required("found_by", CellKind::Word(&["check", "owner", "user"])),
            column("fixed_on", DAY),
        ],
        key: Key::WhereGiven("problem_id"),
        own_date: Some("found_on"),
        order: Some(("found_on", "fixed_on")),
    },
    TableSpec {
        table: Table::Agreements,
        name: "agreements",
        columns: &[
            required("dataset_id", DATASET),
            column("consumer_team", TEAM),
            required("agreed_on", DAY),
            column("reviewed_on", DAY),
            column("covers", CellKind::List),
        ],
        key: Key::Columns(&["dataset_id", "consumer_team", "agreed_on"]),
        own_date: Some("agreed_on"),
        order: None,
    },
    TableSpec {
        table: Table::Steps,
        name: "steps",
        columns: &[
            required("team_id", TEAM),
            required("step", CellKind::Word(&["talking", "agreed", "sharing", "improving", "stopped"])),
            required("entered_on", DAY),
        ],
        key: Key::Columns(&["team_id", "step", "entered_on"]),
        own_date: Some("entered_on"),
        order: None,
    },
    TableSpec {
        table: Table::UseCases,
        name: "use_cases",
        columns: &[
            required("use_case_id", ID),
            required("name", TEXT),
            column("source", CellKind::Word(&["backlog", "new"])),
            column("requested_on", DAY),
            column("chosen_on", DAY),
            column("delivered_on", DAY),
            column("dropped_on", DAY),
            column("producer_team", TEAM),
            column("consumer_team", TEAM),
            column("producer_benefits", FLAG),
            column("value", BAND),
            column("effort", BAND),
            column("likelihood", BAND),
            column("blocked_by", TEXT),
        ],
        key: Key::Columns(&["use_case_id"]),
        own_date: None,
        order: Some(("chosen_on", "delivered_on")),
    },
    TableSpec {
        table: Table::Decisions,
        name: "decisions",
        columns: &[
            column("decision_id", ID),
            required("area", AREA),
            column("team_id", TEAM),
            required("raised_on", DAY),
            column("decided_on", DAY),
            column("decided_by", CellKind::Word(&["central", "shared", "team"])),
        ],
        key: Key::WhereGiven("decision_id"),
        own_date: Some("raised_on"),
        order: Some(("raised_on", "decided_on")),
    },
    TableSpec {
        table: Table::Survey,
        name: "survey",
        columns: &[
            required("wave", DAY),
            required("question", TEXT),
            column("team_id", TEAM),
            required("asked", COUNTED),
            column("answers_1", COUNTED),
            column("answers_2", COUNTED),
            column("answers_3", COUNTED),
            column("answers_4", COUNTED),
            column("answers_5", COUNTED),
        ],
        key: Key::Columns(&["wave", "question", "team_id"]),
        own_date: Some("wave"),
        order: None,
    },
    TableSpec {
        table: Table::Effort,
        name: "effort",
        columns: &[
            required("team_id", TEAM),
            required("activity", CellKind::Word(&["getting_started", "upkeep"])),
            required("month", CellKind::Month),
            column("people", AT_LEAST_ONE),
            required("person_days", CellKind::Number(Some(0))),
        ],
        key: Key::Columns(&["team_id", "activity", "month"]),
        own_date: Some("month"),
        order: None,
    },
    TableSpec {
        table: Table::Backing,
        name: "backing",
        columns: &[
            required("area", AREA),
            required("level", CellKind::Word(&["aware", "supports", "active"])),
            required("since", DAY),
        ],
        key: Key::Columns(&["area", "since"]),
        own_date: Some("since"),
        order: None,
    },
    TableSpec {
        table: Table::Capabilities,
        name: "capabilities",
        columns: &[
            required("capability", TEXT),
            required("state", CellKind::Word(&["missing", "workaround", "partial", "in_place"])),
            required("since", DAY),
            column("needed_by", CellKind::List),
        ],
        key: Key::Columns(&["capability", "since"]),
        own_date: Some("since"),
        order: None,
    },
    TableSpec {
        table: Table::Proofs,
        name: "proofs",
        columns: &[
            required("statement", TEXT),
            column("measure", TEXT),
            column("threshold", TEXT),
            column("set_on", DAY),
            column("verdict", CellKind::Word(&["shown", "not_shown", "too_early", "not_attempted"])),
            column("evidence", TEXT),
        ],
        key: Key::Columns(&["statement"]),
        own_date: None,
        order: None,
    },
    TableSpec {
        table: Table::Targets,
        name: "targets",
        columns: &[
            required("measure", TEXT),
            required("value", CellKind::Number(None)),
            required("by", DAY),
            column("set_on", DAY),
            column("owner_team", TEAM),
            column("area", AREA),
        ],
        key: Key::Columns(&["measure", "area", "by"]),
        own_date: None,
        order: None,
    },
    TableSpec {
        table: Table::Events,
        name: "events",
        columns: &[
            required("on", DAY),
            required("label", CellKind::Text(50)),
            column("kind", CellKind::Word(super::words::EventKind::WORDS)),
            column("area", AREA),
        ],
        key: Key::None,
        own_date: Some("on"),
        order: None,
    },
    TableSpec {
        table: Table::Reported,
        name: "reported",
        columns: &[
            required("on", DAY),
            required("name", TEXT),
            required("value", CellKind::Number(None)),
            column("unit", TEXT),
            column("area", AREA),
        ],
        key: Key::Columns(&["on", "name", "area"]),
        own_date: Some("on"),
        order: None,
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_defined_at_its_own_place() {
        for &table in Table::ALL {
            let spec = table.spec();
            assert_eq!(spec.table, table);
            let named: Vec<&str> = match spec.key {
                Key::None => vec![],
                Key::Columns(columns) => columns.to_vec(),
                Key::WhereGiven(column) => vec![column],
            };
            let dates = spec.own_date.into_iter().chain(spec.order.into_iter().flat_map(|(a, b)| [a, b]));
            for name in named.into_iter().chain(dates) {
                assert!(spec.column(name).is_some(), "{} has no column {name}", spec.name);
            }
            assert_eq!(Table::from_name(&spec.name.to_uppercase()), Some(table));
        }
    }
}
