//! Records become rows, or problems that say why not: the header, what is personal, and the cells of each row.

use uptake_columns::{BadCell, Batch, CellError, Needed, Record, Step};

use crate::org::{
    ColumnSpec, Effect, FileReport, Ids, PROBLEMS_KEPT, Problem, ProblemCode, Rows, Table, TableReport, UnknownCell,
    Value, shorten, sort_by_key,
};

use super::header::Header;
use super::judged::{Judged, RecordProblem, judge};
use super::table::Sheet;

/// The rows of one table so far, and what became of those that are not among them.
#[derive(Debug)]
pub(super) struct RowReader {
    rows: Rows,
    report: TableReport,
    dropped: Vec<String>,
    /// How the cells of a record go into columns, in the order of the format.
    steps: Vec<Step>,
    /// Cells of the rows added last that are not known.
    bad: Vec<BadCell>,
}

impl RowReader {
    pub fn new(table: Table) -> Self {
        Self {
            rows: Rows::new(table),
            report: TableReport::default(),
            dropped: Vec::new(),
            steps: Vec::new(),
            bad: Vec::new(),
        }
    }

    pub fn is_refused(&self) -> bool {
        self.report.refused.is_some()
    }

    /// Whether no reason that comes before can be met any more.
    pub fn is_refused_for_good(&self) -> bool {
        self.report.refused == Some(ProblemCode::BadFile)
    }

    /// The rows so far.
    pub fn so_far(&self) -> &Rows {
        &self.rows
    }

    pub fn rows_read(&self) -> u64 {
        self.report.read + self.rows.len() as u64
    }

    /// Notes that the table has this file, also if it can't be read.
    pub fn name_file(&mut self, file: &str) {
        if !self.report.files.iter().any(|known| known.name == file) {
            self.report.files.push(FileReport { name: file.to_owned(), ..FileReport::default() });
        }
    }

    /// Notes what a file held once it was read to its end.
    pub fn note_file(&mut self, file: &str, rows: u64, sha256: Option<String>) {
        let rows = if self.is_refused() { 0 } else { rows };
        if let Some(known) = self.report.files.iter_mut().find(|known| known.name == file) {
            known.rows += rows;
            known.sha256 = sha256;
        }
    }

    /// Makes room for so many rows more.
    pub fn reserve(&mut self, rows: usize) {
        self.rows.reserve(rows);
    }

    /// Looks at the rows added since it last did, while they are at hand.
    pub fn look_back(&mut self) {
        self.rows.look_back();
    }

    pub fn begin_part(&mut self, file: &str) {
        self.name_file(file);
        self.rows.begin_part(file);
    }

    /// Treats the table as absent from here on. Of several reasons the one that comes first stays, whichever part has it (E13).
    pub fn refuse(&mut self, problem: Problem) {
        if self.report.refused.is_none_or(|earlier| problem.code.refusal_rank() < earlier.refusal_rank()) {
            self.report.refuse(problem);
            self.rows = Rows::new(self.rows.table);
        }
    }

    pub fn finish(mut self) -> (Rows, TableReport) {
        if !self.is_refused() {
            self.require_consumers();
            self.report.dropped_columns = self.dropped;
        }
        (self.rows, self.report)
    }

    /// Takes records; the first that is not blank is the header.
    pub fn take(&mut self, ids: &mut Ids, sheet: &mut Sheet, records: Batch<'_>) {
        // Rows are added many at a time, and before anything else is done about a record after them.
        let (mut first, mut at) = (0, 0);
        loop {
            at += sheet.header.as_ref().map_or(0, |header| records.plain_from(at, header.names.len()));
            let Some(record) = records.record(at) else { break };
            let judged = judge(self.rows.table, self.is_refused(), sheet, record);
            at += 1;
            if matches!(judged, Judged::Row) {
                continue;
            }
            self.rows(ids, sheet, records.part(first..at - 1));
            first = at;
            match judged {
                Judged::Header => self.begin_rows(ids, sheet, record),
                Judged::Bad(problem) => self.set_aside(sheet, record, problem),
                Judged::Personal(cells) => {
                    self.drop_personal(sheet, &cells, record);
                    first -= 1; // it may still be a row
                }
                Judged::Row | Judged::Nothing => {}
            }
        }
        self.rows(ids, sheet, records.part(first..records.len()));
    }

    fn set_aside(&mut self, sheet: &Sheet, record: Record<'_>, problem: RecordProblem) {
        let code = problem.code;
        self.report.set_aside(|| problem.at(&sheet.file, record.line(), Effect::RowSetAside), code);
    }

    /// Reads the header.
    fn begin_rows(&mut self, ids: &mut Ids, sheet: &mut Sheet, record: Record<'_>) {
        match self.header(ids, record) {
            Ok(header) => {
                sheet.watched =
                    (0..header.names.len()).filter(|&cell| !self.dropped.contains(&header.names[cell])).collect();
                sheet.header = Some(header);
            }
            Err(error) => {
                self.refuse(error.at(&sheet.file, record.line(), Effect::TableRefused));
                sheet.is_over = true;
            }
        }
    }

    fn header(&mut self, ids: &mut Ids, record: Record<'_>) -> Result<Header, RecordProblem> {
        if record.check_encoding().is_err() {
            return Err(RecordProblem::new(ProblemCode::BadEncoding, "a header that is not UTF-8", "UTF-8"));
        }
        if record.error().is_some() {
            return Err(RecordProblem::new(
                ProblemCode::BadCsv,
                "a header with a stray or open quote, or of an endless line",
                "the names of the columns",
            ));
        }
        let names =
            (0..record.width()).map(|cell| String::from_utf8_lossy(&record.cell(cell)).to_ascii_lowercase()).collect();
        let mut header = Header::new(self.rows.spec(), names)?;
        for (place, spec) in self.rows.spec().columns.iter().enumerate() {
            if self.dropped.iter().any(|dropped| dropped == spec.name) {
                header.cells[place] = None;
            }
            if header.cells[place].is_some() {
                self.rows.add_column(place, default(spec), ids);
            }
        }
        header.personal.iter().for_each(|name| push_once(&mut self.dropped, name));
        for name in header.unknown.iter().filter(|name| !self.dropped.contains(name)) {
            push_once(&mut self.report.unknown_columns, name);
        }
        self.plan(&header);
        Ok(header)
    }

    /// Works out the steps for the records below a header.
    fn plan(&mut self, header: &Header) {
        // A conversation needs its second team where its kind is `data_use`, also by default; not where the kind is not known (E22).
        let is_conversations = self.rows.table == Table::Conversations;
        let steps = self.rows.spec().columns.iter().enumerate().map(|(place, spec)| {
            let needed = match spec.name {
                _ if spec.required => Needed::Always,
                "kind" if is_conversations => Needed::Decides,
                "consumer_team" if is_conversations => Needed::WhereDecided,
                _ => Needed::Never,
            };
            Step { place, kind: spec.kind, cell: header.cells[place], default: default(spec), needed }
        });
        let rows = &self.rows;
        let is_met = |step: &Step| step.needed == Needed::WhereDecided || rows.column_at(step.place).is_some();
        self.steps = steps.filter(is_met).collect();
    }

    /// Drops the columns of these cells, which hold an e-mail address, in this part and in every other (E36).
    fn drop_personal(&mut self, sheet: &mut Sheet, cells: &[usize], record: Record<'_>) {
        let Some(header) = &mut sheet.header else { return };
        for &cell in cells {
            let name = header.names[cell].clone();
            let place = self.rows.spec().column(&name);
            if place.is_some_and(|place| self.rows.spec().columns[place].required) {
                let problem = RecordProblem { column: Some(name), ..RecordProblem::personal() };
                self.refuse(problem.at(&sheet.file, record.line(), Effect::TableRefused));
                return;
            }
            sheet.watched.retain(|&watched| watched != cell);
            self.report.unknown_columns.retain(|unknown| *unknown != name);
            if let Some(place) = place {
                header.cells[place] = None;
                self.rows.drop_column(place);
            }
            push_once(&mut self.dropped, &name);
        }
        let header = header.clone();
        self.plan(&header);
    }

    /// Adds rows, and takes those back that lack a cell that they need.
    fn rows(&mut self, ids: &mut Ids, sheet: &Sheet, records: Batch<'_>) {
        if records.is_empty() || self.is_refused() {
            return;
        }
        let first = self.rows.len();
        let mut bad = std::mem::take(&mut self.bad);
        bad.clear();
        self.rows.fill(&self.steps, records, ids, &mut bad);
        // Problems of a row stand in the order of its columns, and the first one that it cannot do without sets it aside (E16).
        sort_by_key(&mut bad, |bad| (bad.record, bad.step));
        let mut keep = vec![true; if bad.is_empty() { 0 } else { records.len() }];
        let mut taken_back = 0;
        for cells in bad.chunk_by(|a, b| a.record == b.record) {
            let Some(record) = records.record(cells[0].record) else { continue };
            if let Some(needed) = cells.iter().find(|bad| bad.is_needed) {
                let (spec, code, found) = self.describe(*needed, record);
                let problem = RecordProblem::new(code, found, spec.expected(code));
                self.set_aside(sheet, record, RecordProblem { column: Some(spec.name.to_owned()), ..problem });
                keep[needed.record] = false;
                taken_back += 1;
                continue;
            }
            for bad in cells {
                let (_, code, found) = self.describe(*bad, record);
                let (row, column) = (first + bad.record - taken_back, self.steps[bad.step].place);
                self.rows.unknown_cells.push(UnknownCell { row, column, code, found: found.into(), expected: None });
            }
        }
        if taken_back > 0 {
            self.rows.take_back(&keep);
        }
        self.bad = bad;
    }

    /// The column of a cell that is not known, why that is, and what stands there.
    fn describe(&self, bad: BadCell, record: Record<'_>) -> (&'static ColumnSpec, ProblemCode, String) {
        let step = self.steps[bad.step];
        let text = step.cell.map(|cell| record.cell(cell)).unwrap_or_default();
        let found = if text.is_empty() { "an empty cell".to_owned() } else { shorten(&String::from_utf8_lossy(&text)) };
        let code = match bad.error {
            CellError::Missing => ProblemCode::MissingRequired,
            CellError::Day => ProblemCode::BadDate,
            CellError::Word => ProblemCode::BadWord,
            CellError::Flag => ProblemCode::BadBool,
            CellError::Number => ProblemCode::BadNumber,
            CellError::TooLong => ProblemCode::TooLong,
        };
        (&self.rows.spec().columns[step.place], code, found)
    }
}

impl RowReader {
    /// Sets aside the conversations that lack their second team once it, or the kind that asked for it, has been dropped:
    /// rows before and after the address are judged alike, by a table without the column (E22, E36).
    fn require_consumers(&mut self) {
        let place = self.rows.spec().column("consumer_team");
        let (Table::Conversations, Some(place)) = (self.rows.table, place) else { return };
        if !self.dropped.iter().any(|name| ["kind", "consumer_team"].contains(&name.as_str())) {
            return;
        }
        let column = &self.rows.spec().columns[place];
        let bad: Vec<(usize, ProblemCode, String)> = self
            .rows
            .unknown_cells
            .iter()
            .filter(|cell| cell.column == place)
            .map(|cell| (cell.row, cell.code, cell.found.to_string()))
            .collect();
        let mut keep = vec![true; self.rows.len()];
        let mut aside = 0;
        for (row, keep) in keep.iter_mut().enumerate() {
            let kind = self.rows.column("kind").map(|kinds| kinds.get(row));
            let is_required = kind.is_none_or(|kind| matches!(kind, Value::Word(word) if word.place() == 0));
            if is_required && self.rows.get(place, row) == Value::Unknown {
                // Cells that are not known were noted row by row.
                let noted = bad.binary_search_by(|(bad, ..)| bad.cmp(&row)).ok().map(|place| &bad[place]);
                let (code, found) =
                    noted.map_or((ProblemCode::MissingRequired, "an empty cell"), |(_, code, found)| (*code, found));
                let expected = column.expected(code);
                let problem = || self.rows.problem(row, Some(column.name), code, Effect::RowSetAside, found, &expected);
                self.report.set_aside_late((aside < PROBLEMS_KEPT).then(problem), code);
                aside += 1;
                *keep = false;
            }
        }
        self.rows.remove_others(&keep);
    }
}

/// What an empty cell of a column stands for; nothing where it is not known.
fn default(spec: &ColumnSpec) -> &'static [u8] {
    spec.default.unwrap_or_default().as_bytes()
}

fn push_once(names: &mut Vec<String>, name: &str) {
    if !names.iter().any(|known| known == name) {
        names.push(name.to_owned());
    }
}
