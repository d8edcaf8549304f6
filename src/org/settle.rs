//! The rules that need more than one row: keys, ids of other tables, the last day of the data (E16 to E33).
//!
//! Every rule sets rows aside or makes cells not known; none of them changes what a cell says.

mod references;

use super::datasets::Datasets;
use super::fates::{Fates, finish_table, quoted, settle_keys};
use super::indexing::Indexing;
use super::problem::{ProblemCode, Report, TableReport};
use super::renames::settle_renames;
use super::rows::{Rows, UnknownCell};
use super::schema::Table;
use super::settings::{SettingError, Settings};
use super::sorted::Sorted;
use super::talk_counts::TalkCounting;
use super::teams::Teams;
use super::{Asked, Day, Ids, Org, in_blocks};
use uptake_columns::{CellKind, Column, IdSpace, Value, passes};

/// The tables in the order in which their rules can be decided: what others refer to comes first.
const ORDER: [Table; 21] = [
    Table::About,
    Table::Teams,
    Table::Datasets,
    Table::Reported,
    Table::Conversations,
    Table::BuiltFrom,
    Table::Ownership,
    Table::Usage,
    Table::Changes,
    Table::Problems,
    Table::Agreements,
    Table::Steps,
    Table::UseCases,
    Table::Decisions,
    Table::Survey,
    Table::Effort,
    Table::Backing,
    Table::Capabilities,
    Table::Proofs,
    Table::Targets,
    Table::Events,
];

/// The first of them, which say what conversations are counted by: through which day the data is complete, in which window something has
/// to follow, and which teams there are.
const SAID_BEFORE: [Table; 2] = [ORDER[0], ORDER[1]];

/// Collects the tables of an export and settles them into an [`Org`].
#[derive(Debug)]
pub struct OrgBuilder {
    /// Ids met so far, by number.
    pub ids: Ids,
    asked: Asked,
    tables: Sorted<Table, Rows>,
    report: Report,
    settings: Settings,
    settled: usize,
    current: Option<Settling>,
    teams: Option<Teams>,
    indexing: Option<Indexing>,
}

/// A table that is being settled, rule after rule.
#[derive(Debug)]
struct Settling {
    rows: Rows,
    report: TableReport,
    fates: Fates,
    cells: Vec<UnknownCell>,
    next: Rules,
}

/// The rules in their order (E16), in parts that a page can pause between.
#[derive(Clone, Copy, Debug)]
enum Rules {
    Keys,
    References,
    Dates,
    Finish,
}

impl OrgBuilder {
    /// Nothing read yet.
    pub fn new(asked: Asked) -> Self {
        Self {
            asked,
            ids: Ids::default(),
            tables: Sorted::default(),
            report: Report::default(),
            settings: Settings::default(),
            settled: 0,
            current: None,
            teams: None,
            indexing: None,
        }
    }

    /// Works out what measures ask of conversations that are still being read, so that most of it is done by the time the last one is
    /// there; false when there is nothing to be done for now. A step is short.
    pub fn index_ahead(&mut self, rows: &Rows) -> bool {
        if rows.table != Table::Conversations || rows.is_empty() {
            return false;
        }
        // What the tables before say is known once they are settled.
        if self.settled == 0 && SAID_BEFORE.iter().all(|&table| self.tables.get(table).is_some()) {
            while self.settled < SAID_BEFORE.len() || self.current.is_some() {
                self.settle_next();
            }
            self.indexing = self.begin_ahead(rows);
        }
        self.indexing.as_mut().zip(self.teams.as_ref()).is_some_and(|(indexing, teams)| indexing.follow(rows, teams))
    }

    /// Takes the first rows to be of the first month, as they are in most tables; else months are counted anew. `None` without a table of
    /// teams that is used, or where it is not said through which day the data is complete.
    fn begin_ahead(&mut self, rows: &Rows) -> Option<Indexing> {
        let through = self.settings.data_complete_through?;
        let months = rows.months("held_on", through);
        let rules = (self.asked.talk_rules)(&self.settings, through, &months);
        let teams = Teams::new(Some(self.tables.get(Table::Teams)?), &self.ids, &Vec::new);
        let counting = TalkCounting::of_all(Some(rules), &months);
        Some(Indexing::new(self.teams.insert(teams), rows.room(), Some(counting)))
    }

    /// Adds a table that was read to its end.
    pub fn add(&mut self, rows: Rows, report: TableReport) {
        let table = rows.table;
        if report.refused.is_none() {
            self.tables.insert(table, rows);
        }
        self.report.tables.insert(table, report);
    }

    /// Adds a remark about the export, such as a file that was not read.
    pub fn note(&mut self, note: String) {
        self.report.notes.push(note);
    }

    /// Takes one more step; false when the organisation is complete. A step is short, so that a page stays responsive in between.
    pub fn settle_next(&mut self) -> bool {
        if let Some(settling) = self.current.take() {
            self.current = self.settle_further(settling);
            return true;
        }
        let Some(&table) = ORDER.get(self.settled) else { return self.index_next() };
        self.settled += 1;
        if let Some(mut rows) = self.tables.remove(table) {
            let report = self.report.tables.remove(table).unwrap_or_default();
            let cells = std::mem::take(&mut rows.unknown_cells);
            self.current = Some(Settling { fates: Fates::default(), rows, report, cells, next: Rules::Keys });
        }
        true
    }

    /// The organisation, once all tables are settled.
    pub fn finish(mut self) -> Org {
        while self.settle_next() {}
        let stated = self.settings.data_complete_through;
        let data_complete_through = stated.or_else(|| self.latest_day());
        let teams = self.teams.take().unwrap_or_default();
        if teams.are_assumed() && !teams.is_empty() {
            self.note("teams.csv was not read: every team met is assumed to be one that makes or uses data".to_owned());
        }
        if self.tables.get(Table::Datasets).is_none() && self.meets(IdSpace::Dataset) {
            self.note("datasets.csv was not read: ids of data are taken as they come".to_owned());
        }
        let (talks, counted) = self.indexing.take().map(Indexing::finish).unwrap_or_default();
        let [datasets, ownership] = [Table::Datasets, Table::Ownership].map(|table| self.tables.get(table));
        let datasets = Datasets::new(datasets, ownership, (&self.ids, &teams, &self.settings));
        Org {
            settings: self.settings,
            data_complete_through,
            assumed: stated.is_none(),
            report: self.report,
            ids: self.ids,
            teams,
            datasets,
            talks,
            counted,
            tables: self.tables,
            ..Org::default()
        }
    }

    /// Works out what measures ask of settled rows again and again; false when that is done.
    fn index_next(&mut self) -> bool {
        let Some(teams) = &self.teams else {
            let met = || self.met(IdSpace::Team);
            self.teams = Some(Teams::new(self.tables.get(Table::Teams), &self.ids, &met));
            return true;
        };
        let Some(rows) = self.tables.get(Table::Conversations) else { return false };
        let indexing = self.indexing.get_or_insert_with(|| Indexing::new(teams, rows.len(), None));
        indexing.step(rows, teams)
    }

    /// The rule of keys, which every table begins with; `None` if the table is refused by what it says.
    fn settle_keys(&mut self, settling: &mut Settling) -> Option<()> {
        let Settling { rows, report, fates, cells, .. } = settling;
        settle_keys(rows, &self.ids, fates);
        match rows.table {
            Table::About => self.settle_settings(rows, report, fates, cells),
            Table::Teams => {
                if let Err(problem) = settle_renames(rows, &self.ids, fates) {
                    report.refuse(problem);
                    self.report.tables.insert(rows.table, std::mem::take(report));
                    return None;
                }
            }
            _ => {}
        }
        Some(())
    }

    /// The next rules of a table; `None` when it is settled.
    #[inline(never)] // a browser makes small functions fast sooner than large ones, and what calls this is called for every few rows
    fn settle_further(&mut self, mut settling: Settling) -> Option<Settling> {
        let Settling { rows, report, fates, cells, next } = &mut settling;
        match next {
            Rules::Keys => {
                if !rows.find_repeats() {
                    *next = Rules::References;
                    self.settle_keys(&mut settling)?;
                }
            }
            Rules::References => {
                if !matches!(rows.table, Table::About | Table::Teams) {
                    self.settle_references(rows, fates, cells);
                }
                *next = Rules::Dates;
            }
            Rules::Dates => {
                self.settle_dates(rows, fates, cells);
                *next = Rules::Finish;
            }
            Rules::Finish => {
                finish_table(rows, report, fates, std::mem::take(cells));
                if rows.table == Table::Conversations && !Indexing::holds(report, fates) {
                    self.indexing = None;
                }
                let Settling { rows, report, .. } = settling;
                self.report.tables.insert(rows.table, report);
                self.tables.insert(rows.table, rows);
                return None;
            }
        }
        Some(settling)
    }

    fn settle_settings(&mut self, rows: &Rows, report: &mut TableReport, fates: &Fates, cells: &mut Vec<UnknownCell>) {
        for row in (0..rows.len()).filter(|&row| !fates.is_set_aside(row)) {
            let Value::Text(key) = rows.get(0, row) else { continue };
            let Value::Text(value) = rows.get(1, row) else {
                if !Settings::KEYS.contains(&key) {
                    report.unknown_columns.push(format!("key {key}"));
                }
                continue;
            };
            match self.settings.set(key, value) {
                Ok(()) => {}
                Err(SettingError::UnknownKey) => report.unknown_columns.push(format!("key {key}")),
                Err(SettingError::BadValue(code, expected)) => {
                    cells.push(UnknownCell {
                        row,
                        column: 1,
                        code,
                        found: format!("{key} {}", quoted(value)).into(),
                        expected: Some(expected.into()),
                    });
                }
            }
        }
    }

    /// The row's own date against the last day of the data, then dates that come in the wrong order.
    fn settle_dates(&self, rows: &mut Rows, fates: &mut Fates, cells: &mut Vec<UnknownCell>) {
        let spec = rows.spec();
        let seen = rows.seen_days();
        if let (Some(through), Some(name)) = (self.settings.data_complete_through, spec.own_date)
            && seen.own.is_some_and(|(_, last)| last > through)
            && let Some(Column::Days(days)) = rows.column(name)
        {
            let expected = format!("a day up to {through}, through which the data is complete");
            let mut late = Vec::new();
            in_blocks(days.len(), &mut |block| {
                passes::rows_after(&days[block.clone()], through, block.start, &mut late);
            });
            for row in late {
                let found = || days[row].map(|day| day.to_string()).unwrap_or_default();
                fates.set_aside(rows, row, Some(name), ProblemCode::AfterDataDate, found, &expected);
            }
        }
        let Some((earlier, later)) = spec.order.filter(|_| seen.is_turned) else { return };
        let (Some(Column::Days(first)), Some(Column::Days(second)), Some(place)) =
            (rows.column(earlier), rows.column(later), spec.column(later))
        else {
            return;
        };
        let mut turned = Vec::new();
        in_blocks(rows.len(), &mut |block| {
            passes::rows_turned(&first[block.clone()], &second[block.clone()], block.start, &mut turned);
        });
        let both = |row: usize| Some((row, first[row]?, second[row]?));
        let turned: Vec<(usize, Day, Day)> = turned.into_iter().filter_map(both).collect();
        for (row, first, second) in turned {
            let expected = Some(format!("a day from {earlier} {first} on").into());
            cells.push(UnknownCell {
                row,
                column: place,
                code: ProblemCode::OutOfOrder,
                found: second.to_string().into(),
                expected,
            });
            rows.forget(place, row);
        }
    }

    /// The latest day of rows that are used, but for days that lie ahead by their nature (E33).
    fn latest_day(&self) -> Option<Day> {
        let ahead = ["active_from", "active_to", "retired_on", "by"];
        let columns = self.tables.values().flat_map(|rows| {
            rows.spec().columns.iter().enumerate().filter_map(move |(place, spec)| {
                let counts = spec.kind == CellKind::Day && !ahead.contains(&spec.name) && rows.table != Table::Events;
                if counts { rows.column_at(place) } else { None }
            })
        });
        let mut latest = None;
        for column in columns {
            let Column::Days(days) = column else { continue };
            in_blocks(days.len(), &mut |block| {
                latest = passes::first_and_last(&days[block]).map(|(_, last)| last).max(latest);
            });
        }
        latest
    }
}
