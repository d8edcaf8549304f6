//! The tables and columns there are: the one definition that reading, checking and the documentation share.

use super::schema::{ColumnSpec, Key, Table, TableSpec};
use uptake_columns::words;
use uptake_columns::{CellKind, ID_LENGTH, IdSpace, TEXT_LENGTH};

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
const PROPOSER: CellKind = CellKind::Word(words::Proposer::WORDS);

/// In the order of [`Table::ALL`].
pub(super) static SPECS: [TableSpec; 21] = [
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
            required("kind", CellKind::Word(words::TeamKind::WORDS)),
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
            word("kind", words::TalkKind::WORDS, "data_use"),
            required("producer_team", TEAM),
            column("consumer_team", TEAM),
            column("started_by", CellKind::Word(words::Starter::WORDS)),
            column("helped_by", CellKind::Word(words::Helper::WORDS)),
            column("dataset_id", DATASET),
            column("use_case_id", ID),
            column("action", CellKind::Word(words::Action::WORDS)),
            column("action_on", DAY),
            column("logged_by", CellKind::Word(words::Logger::WORDS)),
            word("evidence", words::Evidence::WORDS, "recorded"),
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
            required("kind", CellKind::Word(words::DatasetKind::WORDS)),
            word("origin", words::Origin::WORDS, "internal"),
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
            required("kind", CellKind::Word(words::ChangeKind::WORDS)),
            column("proposed_by", PROPOSER),
            column("announced_on", DAY),
            column("can_break", FLAG),
            column("caught", CellKind::Word(words::Caught::WORDS)),
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
            required("found_by", CellKind::Word(words::Finder::WORDS)),
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
            required("step", CellKind::Word(words::TeamStep::WORDS)),
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
            column("source", CellKind::Word(words::UseCaseSource::WORDS)),
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
            column("decided_by", CellKind::Word(words::Decider::WORDS)),
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
            required("activity", CellKind::Word(words::Activity::WORDS)),
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
            required("level", CellKind::Word(words::BackingLevel::WORDS)),
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
            required("state", CellKind::Word(words::CapabilityState::WORDS)),
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
            column("verdict", CellKind::Word(words::ProofVerdict::WORDS)),
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
            column("kind", CellKind::Word(words::EventKind::WORDS)),
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
