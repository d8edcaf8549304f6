//! What a table, a column and a key are, which reading and checking share; [`super::tables`] has the tables themselves.

use std::borrow::Cow;

use uptake_columns::{CellKind, IdSpace};

use super::problem::ProblemCode;
use super::tables::SPECS;

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

impl Key {
    /// The columns that the key is made of.
    pub fn columns(&self) -> &[&'static str] {
        match self {
            Self::None => &[],
            Self::Columns(names) => names,
            Self::WhereGiven(name) => std::slice::from_ref(name),
        }
    }
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
