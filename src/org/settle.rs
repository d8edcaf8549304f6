//! The rules that need more than one row: keys, ids of other tables, the last day of the data (E16 to E33).
//!
//! Every rule sets rows aside or makes cells not known; none of them changes what a cell says.

use std::collections::{BTreeMap, BTreeSet};

use super::column::{Code, Column, Value};
use super::problem::{Effect, PROBLEMS_KEPT, Problem, ProblemCode, Report, TableReport};
use super::rows::{Rows, UnknownCell};
use super::schema::{CellKind, IdSpace, Key, Table};
use super::settings::{SettingError, Settings};
use super::teams::{Teams, renames};
use super::{Day, Ids, Org};

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

/// Collects the tables of an export and settles them into an [`Org`].
#[derive(Debug, Default)]
pub struct OrgBuilder {
    /// Ids met so far, by number.
    pub ids: Ids,
    measures: BTreeSet<String>,
    tables: BTreeMap<Table, Rows>,
    report: Report,
    settings: Settings,
    settled: usize,
}

impl OrgBuilder {
    /// Nothing read yet. `measures` are the slugs that targets and proofs may name.
    pub fn new(measures: &[&str]) -> Self {
        Self { measures: measures.iter().map(|&slug| slug.to_owned()).collect(), ..Self::default() }
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

    /// Settles one more table; false when all are settled. One step at a time, so that a page stays responsive in between.
    pub fn settle_next(&mut self) -> bool {
        let Some(&table) = ORDER.get(self.settled) else { return false };
        self.settled += 1;
        if let Some(mut rows) = self.tables.remove(&table) {
            let mut report = self.report.tables.remove(&table).unwrap_or_default();
            self.settle(&mut rows, &mut report);
            if report.refused.is_none() {
                self.tables.insert(table, rows);
            }
            self.report.tables.insert(table, report);
        }
        self.settled < ORDER.len()
    }

    /// The organisation, once all tables are settled.
    pub fn finish(mut self) -> Org {
        while self.settle_next() {}
        let stated = self.settings.data_complete_through;
        let data_complete_through = stated.or_else(|| self.latest_day());
        let teams = Teams::new(self.tables.get(&Table::Teams), &self.ids.teams);
        if teams.are_assumed() && !teams.is_empty() {
            self.report
                .notes
                .push("teams.csv was not read: every team met is assumed to be one that makes or uses data".to_owned());
        }
        Org {
            settings: self.settings,
            data_complete_through,
            assumed: stated.is_none(),
            report: self.report,
            ids: self.ids,
            teams,
            tables: self.tables,
        }
    }

    fn settle(&mut self, rows: &mut Rows, report: &mut TableReport) {
        let mut fates = Fates { codes: vec![None; rows.len()], problems: Vec::new(), kept: BTreeMap::new() };
        settle_keys(rows, &self.ids, &mut fates);
        let mut cells = std::mem::take(&mut rows.unknown_cells);
        match rows.table {
            Table::About => self.settle_settings(rows, report, &fates, &mut cells),
            Table::Teams => {
                settle_renames(rows, &self.ids, &mut fates);
                if let Some(problem) = rename_cycle(rows, &self.ids, &fates) {
                    report.refuse(problem);
                    return;
                }
            }
            _ => self.settle_references(rows, &mut fates, &mut cells),
        }
        self.settle_dates(rows, &mut fates, &mut cells);
        finish_table(rows, report, &fates, cells);
    }

    fn settle_settings(&mut self, rows: &Rows, report: &mut TableReport, fates: &Fates, cells: &mut Vec<UnknownCell>) {
        for row in (0..rows.len()).filter(|&row| fates.codes[row].is_none()) {
            let (Value::Text(key), Value::Text(value)) = (rows.get(0, row), rows.get(1, row)) else { continue };
            match self.settings.set(key, value) {
                Ok(()) => {}
                Err(SettingError::UnknownKey) => report.unknown_columns.push(format!("key {key}")),
                Err(SettingError::BadValue(code, expected)) => {
                    cells.push(UnknownCell {
                        row,
                        column: 1,
                        code,
                        found: format!("{key} “{value}”").into(),
                        expected: expected.into(),
                    });
                }
            }
        }
    }

    /// Ids of other tables, measures named, and conversations of a team with itself, in this order.
    fn settle_references(&self, rows: &Rows, fates: &mut Fates, cells: &mut Vec<UnknownCell>) {
        let columns = || rows.spec().columns.iter().enumerate();
        for (space, held, code) in [
            (IdSpace::Team, self.held(Table::Teams), ProblemCode::UnknownTeam),
            (
                IdSpace::Dataset,
                self.held(Table::Datasets).filter(|_| rows.table != Table::Datasets),
                ProblemCode::UnknownDataset,
            ),
        ] {
            let Some(held) = held else { continue };
            for (place, spec) in columns().filter(|(_, spec)| spec.kind == CellKind::Id(space)) {
                let Some(Column::Ids(codes)) = rows.column_at(place) else { continue };
                let unknown = codes
                    .iter()
                    .enumerate()
                    .filter_map(|(row, id)| id.filter(|id| !held[id.place()]).map(|id| (row, id)));
                let expected = format!("an id of {}", if space == IdSpace::Team { "teams" } else { "datasets" });
                for (row, id) in unknown {
                    if rows.table == Table::Conversations && space == IdSpace::Dataset {
                        let found = quoted(self.ids.of(space).name(id)).into();
                        cells.push(UnknownCell { row, column: place, code, found, expected: expected.as_str().into() });
                    } else {
                        fates.set_aside(
                            rows,
                            row,
                            Some(spec.name),
                            code,
                            || quoted(self.ids.of(space).name(id)),
                            &expected,
                        );
                    }
                }
            }
        }
        if matches!(rows.table, Table::Proofs | Table::Targets) {
            let reported = self.reported_names();
            let known = |name: &str| self.measures.contains(name) || reported.contains(name);
            let Some(place) = rows.spec().column("measure") else { return };
            for row in 0..rows.len() {
                if let Value::Text(name) = rows.get(place, row)
                    && !known(name)
                {
                    fates.set_aside(
                        rows,
                        row,
                        Some("measure"),
                        ProblemCode::UnknownMeasure,
                        || quoted(name),
                        "a measure, or a name in reported",
                    );
                }
            }
        }
        if rows.table == Table::Conversations
            && let (Some(Column::Ids(producers)), Some(Column::Ids(consumers))) =
                (rows.column("producer_team"), rows.column("consumer_team"))
        {
            let renamed = self.tables.get(&Table::Teams).map(|teams| renames(teams, self.ids.teams.len()));
            let end = |mut id: Code| {
                while let Some(next) = renamed.as_ref().and_then(|renamed| renamed[id.place()]) {
                    id = next;
                }
                id
            };
            for (row, (producer, consumer)) in producers.iter().zip(consumers).enumerate() {
                if let (Some(producer), Some(consumer)) = (*producer, *consumer)
                    && (producer == consumer || (renamed.is_some() && end(producer) == end(consumer)))
                {
                    let found = || quoted(self.ids.teams.name(consumer));
                    fates.set_aside(
                        rows,
                        row,
                        Some("consumer_team"),
                        ProblemCode::SameTeam,
                        found,
                        "another team than the producer",
                    );
                }
            }
        }
    }

    /// The row's own date against the last day of the data, then dates that come in the wrong order.
    fn settle_dates(&self, rows: &mut Rows, fates: &mut Fates, cells: &mut Vec<UnknownCell>) {
        let spec = rows.spec();
        if let (Some(through), Some(name)) = (self.settings.data_complete_through, spec.own_date)
            && let Some(Column::Days(days)) = rows.column(name)
        {
            let expected = format!("a day up to {through}, through which the data is complete");
            for (row, day) in days.iter().enumerate() {
                if let Some(day) = day.filter(|&day| day > through) {
                    fates.set_aside(rows, row, Some(name), ProblemCode::AfterDataDate, || day.to_string(), &expected);
                }
            }
        }
        let Some((earlier, later)) = spec.order else { return };
        let (Some(Column::Days(first)), Some(Column::Days(second)), Some(place)) =
            (rows.column(earlier), rows.column(later), spec.column(later))
        else {
            return;
        };
        let pairs = first
            .iter()
            .zip(second)
            .enumerate()
            .filter_map(|(row, (first, second))| Some((row, (*first)?, (*second)?)));
        let wrong: Vec<_> = pairs.filter(|(_, first, second)| second < first).collect();
        for (row, first, second) in wrong {
            let expected = format!("a day from {earlier} {first} on").into();
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

    /// For every id whether a row that is used holds it; `None` where the table is absent, so that ids are taken as they come.
    fn held(&self, table: Table) -> Option<Vec<bool>> {
        let rows = self.tables.get(&table)?;
        let (Some(Column::Ids(codes)), CellKind::Id(space)) = (rows.column_at(0), rows.spec().columns[0].kind) else {
            return None;
        };
        let mut held = vec![false; self.ids.of(space).len()];
        codes.iter().flatten().for_each(|code| held[code.place()] = true);
        Some(held)
    }

    fn reported_names(&self) -> BTreeSet<&str> {
        let names = self.tables.get(&Table::Reported).and_then(|rows| match rows.column("name") {
            Some(Column::Texts(names)) => Some((0..rows.len()).filter_map(|row| names.get(row)).collect()),
            _ => None,
        });
        names.unwrap_or_default()
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
        columns
            .filter_map(
                |column| if let Column::Days(days) = column { days.iter().flatten().max().copied() } else { None },
            )
            .max()
    }
}

impl TableReport {
    /// Refuses the whole table: none of its rows is counted (E13).
    pub fn refuse(&mut self, problem: Problem) {
        *self = Self {
            files: std::mem::take(&mut self.files),
            refused: Some(problem.code),
            problems: vec![problem],
            ..Self::default()
        };
    }

    /// Counts a row that was read and set aside.
    pub fn set_aside(&mut self, problem: impl FnOnce() -> Problem, code: ProblemCode) {
        self.read += 1;
        *self.set_aside.entry(code).or_default() += 1;
        if self.problems.len() < PROBLEMS_KEPT {
            self.problems.push(problem());
        }
    }
}

/// What becomes of each row; the first rule that applies decides (E16).
struct Fates {
    codes: Vec<Option<ProblemCode>>,
    problems: Vec<Problem>,
    kept: BTreeMap<(ProblemCode, Option<&'static str>), usize>,
}

impl Fates {
    fn set_aside(
        &mut self,
        rows: &Rows,
        row: usize,
        column: Option<&'static str>,
        code: ProblemCode,
        found: impl FnOnce() -> String,
        expected: &str,
    ) {
        if self.codes[row].is_some() {
            return;
        }
        self.codes[row] = Some(code);
        // Rules run one after the other, so each may meet the first rows of the file: keep enough of every one.
        let kept = self.kept.entry((code, column)).or_default();
        *kept += 1;
        if *kept <= PROBLEMS_KEPT {
            self.problems.push(rows.problem(row, column, code, Effect::RowSetAside, &found(), expected));
        }
    }
}

fn settle_keys(rows: &mut Rows, ids: &Ids, fates: &mut Fates) {
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (first, later) in rows.take_repeats() {
        groups.entry(first).or_insert_with(|| vec![first]).push(later);
    }
    let column = match rows.spec().key {
        Key::WhereGiven(name) | Key::Columns(&[name]) => Some(name),
        Key::Columns(_) | Key::None => None,
    };
    let key_columns: Vec<&str> = match rows.spec().key {
        Key::None => vec![],
        Key::WhereGiven(name) => vec![name],
        Key::Columns(names) => names.to_vec(),
    };
    for group in groups.values() {
        let found = |row: usize| {
            let cells =
                key_columns.iter().filter_map(|name| rows.spec().column(name)).map(|place| ids.show(rows, place, row));
            quoted(&cells.collect::<Vec<_>>().join(", "))
        };
        let first = group[0];
        let first_line = rows.origin(first).1;
        if group[1..].iter().all(|&row| rows.same_content(first, row)) {
            for &row in &group[1..] {
                let expected = format!("each row once; the same is on line {first_line}");
                fates.set_aside(rows, row, column, ProblemCode::Duplicate, || found(row), &expected);
            }
        } else {
            for &row in group {
                let other = if row == first { rows.origin(group[1]).1 } else { first_line };
                let expected = format!("one content for each key; line {other} says otherwise");
                fates.set_aside(rows, row, column, ProblemCode::Conflict, || found(row), &expected);
            }
        }
    }
}

/// Sets aside teams renamed to one that is not held, and so, repeatedly, those renamed to them (E28).
fn settle_renames(rows: &Rows, ids: &Ids, fates: &mut Fates) {
    let (Some(Column::Ids(codes)), Some(Column::Ids(to))) = (rows.column("team_id"), rows.column("renamed_to")) else {
        return;
    };
    let mut held = vec![false; ids.teams.len()];
    let used = codes.iter().enumerate().filter(|(row, _)| fates.codes[*row].is_none());
    used.filter_map(|(_, code)| *code).for_each(|code| held[code.place()] = true);
    loop {
        let lost: Vec<(usize, Code, Code)> = codes
            .iter()
            .zip(to)
            .enumerate()
            .filter(|(row, _)| fates.codes[*row].is_none())
            .filter_map(|(row, (code, to))| Some((row, (*code)?, to.filter(|to| !held[to.place()])?)))
            .collect();
        if lost.is_empty() {
            return;
        }
        for (row, code, to) in lost {
            held[code.place()] = false;
            fates.set_aside(
                rows,
                row,
                Some("renamed_to"),
                ProblemCode::UnknownTeam,
                || quoted(ids.teams.name(to)),
                "an id of teams",
            );
        }
    }
}

fn rename_cycle(rows: &Rows, ids: &Ids, fates: &Fates) -> Option<Problem> {
    let (Some(Column::Ids(codes)), Some(Column::Ids(to))) = (rows.column("team_id"), rows.column("renamed_to")) else {
        return None;
    };
    let mut renamed = vec![None; ids.teams.len()];
    let used = |row: &usize| fates.codes[*row].is_none();
    for row in (0..rows.len()).filter(used) {
        if let Some(code) = codes[row] {
            renamed[code.place()] = to[row];
        }
    }
    // A chain longer than there are teams can only go round. Each id is walked from once and marked with its start.
    let mut walked = vec![0_usize; ids.teams.len()];
    for row in (0..rows.len()).filter(used) {
        let mut next = codes[row];
        while let Some(code) = next {
            match walked[code.place()] {
                0 => walked[code.place()] = row + 1,
                start if start == row + 1 => {
                    let found = quoted(codes[row].map_or("", |code| ids.teams.name(code)));
                    let expected = "renames that end at a team of today; this one leads back to where it has been";
                    return Some(rows.problem(
                        row,
                        Some("renamed_to"),
                        ProblemCode::RenameCycle,
                        Effect::TableRefused,
                        &found,
                        expected,
                    ));
                }
                _ => break,
            }
            next = renamed[code.place()];
        }
    }
    None
}

/// Counts what became of the rows, keeps the first problems, and removes the rows set aside.
fn finish_table(rows: &mut Rows, report: &mut TableReport, fates: &Fates, mut cells: Vec<UnknownCell>) {
    let keep: Vec<bool> = fates.codes.iter().map(Option::is_none).collect();
    report.read += rows.len() as u64;
    report.used = keep.iter().filter(|&&keep| keep).count() as u64;
    for code in fates.codes.iter().flatten() {
        *report.set_aside.entry(*code).or_default() += 1;
    }
    cells.retain(|cell| keep[cell.row]);
    cells.sort_by_key(|cell| (cell.row, cell.column));
    for cell in &cells {
        *report.cells.entry(cell.code).or_default() += 1;
        if cell.code == ProblemCode::UnknownDataset {
            rows.forget(cell.column, cell.row);
        }
    }
    report.problems.extend(fates.problems.iter().cloned());
    report.problems.extend(cells.iter().take(PROBLEMS_KEPT).map(|cell| {
        let column = rows.spec().columns[cell.column].name;
        rows.problem(cell.row, Some(column), cell.code, Effect::CellNotKnown, &cell.found, &cell.expected)
    }));
    let place = |problem: &Problem| report.files.iter().position(|file| *file == problem.file);
    let mut order: Vec<(Option<usize>, Problem)> =
        report.problems.iter().map(|problem| (place(problem), problem.clone())).collect();
    order.sort_by(|(a, p), (b, q)| (a, p.line).cmp(&(b, q.line)));
    report.problems = order.into_iter().map(|(_, problem)| problem).take(PROBLEMS_KEPT).collect();
    rows.retain(&keep);
}

fn quoted(text: &str) -> String {
    super::shorten(text)
}
