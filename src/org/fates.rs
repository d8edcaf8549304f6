//! What becomes of each row, and how it is counted (E16, E46).

use std::borrow::Cow;

use super::Ids;
use super::problem::{Effect, PROBLEMS_KEPT, Problem, ProblemCode, TableReport};
use super::rows::{Rows, UnknownCell};
use super::sorted::Sorted;

/// What becomes of each row; the first rule that applies decides (E16).
#[derive(Debug, Default)]
pub(super) struct Fates {
    /// By row; none where no row is set aside.
    codes: Vec<Option<ProblemCode>>,
    set_aside: usize,
    problems: Vec<Problem>,
    kept: Sorted<(ProblemCode, Option<&'static str>), usize>,
}

impl Fates {
    /// Whether no row is set aside.
    pub fn is_empty(&self) -> bool {
        self.set_aside == 0
    }

    /// Whether a rule has already set the row aside.
    pub fn is_set_aside(&self, row: usize) -> bool {
        self.codes.get(row).is_some_and(Option::is_some)
    }

    /// Sets a row aside, unless an earlier rule has. A rule goes through its rows in order, so that the first problems are kept (E46).
    pub fn set_aside(
        &mut self,
        rows: &Rows,
        row: usize,
        column: Option<&'static str>,
        code: ProblemCode,
        found: impl FnOnce() -> String,
        expected: &str,
    ) {
        if self.is_set_aside(row) {
            return;
        }
        self.codes.resize(rows.len(), None);
        self.codes[row] = Some(code);
        self.set_aside += 1;
        // Rules run one after the other, so each may meet the first rows of the file: keep enough of every one.
        let kept = self.kept.or_default((code, column));
        *kept += 1;
        if *kept <= PROBLEMS_KEPT {
            self.problems.push(rows.problem(row, column, code, Effect::RowSetAside, &found(), expected));
        }
    }
}

/// Rows that repeat the key of an earlier row: all of them where they differ, else all but the first (E17 to E20).
pub(super) fn settle_keys(rows: &mut Rows, ids: &Ids, fates: &mut Fates) {
    let mut repeats = rows.take_repeats();
    super::sort_by_key(&mut repeats, |&pair| pair);
    let key_columns = rows.spec().key.columns();
    let column = if let &[name] = key_columns { Some(name) } else { None };
    // Groups lie between each other, and rows are to be met in order.
    let mut repeated: Vec<(usize, ProblemCode, usize)> = Vec::new();
    for group in repeats.chunk_by(|(first, _), (other, _)| first == other) {
        let (first, second) = group[0];
        let is_same = group.iter().all(|&(first, row)| rows.same_content(first, row));
        let code = if is_same { ProblemCode::Duplicate } else { ProblemCode::Conflict };
        if !is_same {
            repeated.push((first, code, second));
        }
        repeated.extend(group.iter().map(|&(first, row)| (row, code, first)));
    }
    super::sort_by_key(&mut repeated, |&(row, ..)| row);
    for (row, code, other) in repeated {
        let found = || {
            let places = key_columns.iter().filter_map(|name| rows.spec().column(name));
            quoted(&places.map(|place| rows.show(ids, place, row)).collect::<Vec<_>>().join(", "))
        };
        let (file, line) = rows.origin(other);
        let place = if file == rows.origin(row).0 { format!("line {line}") } else { format!("line {line} of {file}") };
        let expected = if code == ProblemCode::Duplicate {
            format!("each row once; the same is on {place}")
        } else {
            format!("one content for each key; {place} says otherwise")
        };
        fates.set_aside(rows, row, column, code, found, &expected);
    }
}

/// Counts what became of the rows, keeps the first problems, and removes the rows set aside.
pub(super) fn finish_table(rows: &mut Rows, report: &mut TableReport, fates: &Fates, mut cells: Vec<UnknownCell>) {
    report.read += rows.len() as u64;
    report.used = (rows.len() - fates.set_aside) as u64;
    for code in fates.codes.iter().flatten() {
        *report.set_aside.or_default(*code) += 1;
    }
    cells.retain(|cell| !fates.is_set_aside(cell.row));
    super::sort_by_key(&mut cells, |cell| (cell.row, cell.column));
    for cell in &cells {
        *report.cells.or_default(cell.code) += 1;
        if cell.code == ProblemCode::UnknownDataset {
            rows.forget(cell.column, cell.row);
        }
    }
    report.problems.extend(fates.problems.iter().cloned());
    report.problems.extend(cells.iter().take(PROBLEMS_KEPT).map(|cell| {
        let spec = &rows.spec().columns[cell.column];
        let expected = cell.expected.as_deref().map_or_else(|| spec.expected(cell.code), Cow::Borrowed);
        rows.problem(cell.row, Some(spec.name), cell.code, Effect::CellNotKnown, &cell.found, &expected)
    }));
    let place = |problem: &Problem| report.files.iter().position(|file| file.name == problem.file);
    let mut order: Vec<(Option<usize>, Problem)> =
        report.problems.iter().map(|problem| (place(problem), problem.clone())).collect();
    super::sort_by(&mut order, |(a, p), (b, q)| (a, p.line).cmp(&(b, q.line)));
    report.problems = order.into_iter().map(|(_, problem)| problem).take(PROBLEMS_KEPT).collect();
    if fates.set_aside > 0 {
        rows.retain(&fates.codes.iter().map(Option::is_none).collect::<Vec<bool>>());
    }
}

/// What stands in a cell, for a message.
pub(super) fn quoted(text: &str) -> String {
    super::shorten(text)
}
