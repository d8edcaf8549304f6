//! Records become rows, or problems that say why not: the header, what is personal, and the cells of each row.

use uptake_columns::{BadCell, CellError, Needed, Record, RecordError, Step, read};

use crate::org::{
    Column, ColumnSpec, Effect, FileReport, Ids, PROBLEMS_KEPT, Problem, ProblemCode, Rows, Table, TableReport,
    UnknownCell, Value, shorten,
};

use super::header::Header;
use super::personal::holds_email;
use super::table::Sheet;

/// The rows of one table so far, and what became of those that are not among them.
#[derive(Debug)]
pub(super) struct RowReader {
    rows: Rows,
    report: TableReport,
    dropped: Vec<String>,
    /// How the cells of a record go into columns, in the order of the format.
    steps: Vec<Step>,
    /// Cells of a row that are not known.
    not_known: Vec<BadCell>,
}

impl RowReader {
    pub fn new(table: Table) -> Self {
        Self {
            rows: Rows::new(table),
            report: TableReport::default(),
            dropped: Vec::new(),
            steps: Vec::new(),
            not_known: Vec::new(),
        }
    }

    pub fn is_refused(&self) -> bool {
        self.report.refused.is_some()
    }

    /// Whether no reason that comes before can be met any more.
    pub fn is_refused_for_good(&self) -> bool {
        self.report.refused == Some(ProblemCode::BadFile)
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

    /// Looks at the rows added since it last did, while they are at hand.
    pub fn look_back(&mut self) {
        self.rows.look_at_keys();
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

    /// Takes one record; the first that is not blank is the header.
    pub fn record(&mut self, ids: &mut Ids, sheet: &mut Sheet, mut record: Record<'_>) {
        if sheet.is_over || record.is_blank() {
            return;
        }
        match sheet.header.take() {
            None => match self.header(ids, &mut record) {
                Ok(header) => {
                    sheet.watched =
                        (0..header.names.len()).filter(|&cell| !self.dropped.contains(&header.names[cell])).collect();
                    sheet.header = Some(header);
                }
                Err(error) => {
                    self.refuse(error.at(&sheet.file, record.line, Effect::TableRefused));
                    sheet.is_over = true;
                }
            },
            Some(mut header) => {
                if !self.is_refused()
                    && let Err(error) = self.data(ids, sheet, &mut header, &mut record)
                {
                    let code = error.code;
                    self.report.set_aside(|| error.at(&sheet.file, record.line, Effect::RowSetAside), code);
                }
                sheet.header = Some(header);
            }
        }
    }

    fn header(&mut self, ids: &mut Ids, record: &mut Record<'_>) -> Result<Header, RecordProblem> {
        if record.check_encoding().is_err() {
            return Err(RecordProblem::new(ProblemCode::BadEncoding, "a header that is not UTF-8", "UTF-8"));
        }
        if record.error.is_some() {
            return Err(RecordProblem::new(
                ProblemCode::BadCsv,
                "a header with a stray or open quote, or of an endless line",
                "the names of the columns",
            ));
        }
        let names =
            (0..record.width()).map(|cell| String::from_utf8_lossy(record.cell(cell)).to_ascii_lowercase()).collect();
        let mut header = Header::new(self.rows.spec(), names)?;
        for (place, spec) in self.rows.spec().columns.iter().enumerate() {
            if self.dropped.iter().any(|dropped| dropped == spec.name) {
                header.cells[place] = None;
            }
            if header.cells[place].is_some() {
                let mut empty = Column::new(spec.kind);
                // What the format says of an empty cell is always right.
                let _ = read(&mut empty, spec.kind, default(spec), ids);
                self.rows.add_column(place, empty.get(0));
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

    /// A record below the header: the first rule that applies sets it aside (E16).
    fn data(
        &mut self,
        ids: &mut Ids,
        sheet: &mut Sheet,
        header: &mut Header,
        record: &mut Record<'_>,
    ) -> Result<(), RecordProblem> {
        let found = match record.error {
            Some(RecordError::StrayQuote) => Some("a stray quote".to_owned()),
            Some(RecordError::TooLong) => Some("a record that is too long for a row".to_owned()),
            Some(RecordError::OpenQuote(1)) => {
                Some("a quote that is still open at the end of the file, after 1 line".to_owned())
            }
            Some(RecordError::OpenQuote(lines)) => {
                Some(format!("a quote that is still open at the end of the file, after {lines} lines"))
            }
            None if record.width() != header.names.len() => Some(format!("{} cells", record.width())),
            None => None,
        };
        if let Some(found) = found {
            let expected = format!("{} cells, those with quotes or line breaks between quotes", header.names.len());
            return Err(RecordProblem::new(ProblemCode::BadCsv, found, expected));
        }
        record.check_encoding().map_err(|valid| {
            let found = format!("a byte that is not UTF-8, byte {} of the file", record.offset + valid as u64 + 1);
            RecordProblem::new(ProblemCode::BadEncoding, found, "UTF-8")
        })?;
        if record.occurs.at_sign() {
            self.drop_personal(sheet, header, record)?;
        }
        if self.is_refused() { Ok(()) } else { self.row(ids, record) }
    }

    /// Drops the columns in which this record holds an e-mail address, in this part and in every other (E36).
    fn drop_personal(
        &mut self,
        sheet: &mut Sheet,
        header: &mut Header,
        record: &mut Record<'_>,
    ) -> Result<(), RecordProblem> {
        let personal: Vec<usize> =
            sheet.watched.iter().copied().filter(|&cell| holds_email(record.cell(cell))).collect();
        if personal.is_empty() {
            return Ok(());
        }
        if self.rows.table == Table::About {
            // The problem names the key, unless the address is in there.
            let key = header.cells[0].map(|cell| record.cell(cell)).filter(|key| !key.is_empty() && !holds_email(key));
            let column = key.map(|key| String::from_utf8_lossy(key).into_owned());
            let problem = RecordProblem::new(ProblemCode::LooksPersonal, "an e-mail address", "nothing about a person");
            return Err(RecordProblem { column, ..problem });
        }
        for cell in personal {
            let name = header.names[cell].clone();
            let place = self.rows.spec().column(&name);
            if place.is_some_and(|place| self.rows.spec().columns[place].required) {
                let problem =
                    RecordProblem::new(ProblemCode::LooksPersonal, "an e-mail address", "nothing about a person");
                let problem = RecordProblem { column: Some(name), ..problem };
                self.refuse(problem.at(&sheet.file, record.line, Effect::TableRefused));
                return Ok(());
            }
            sheet.watched.retain(|&watched| watched != cell);
            self.report.unknown_columns.retain(|unknown| *unknown != name);
            if let Some(place) = place {
                header.cells[place] = None;
                self.rows.drop_column(place);
            }
            push_once(&mut self.dropped, &name);
        }
        self.plan(header);
        Ok(())
    }

    /// Adds the cells of a record to the columns, or none of them if a required one does not parse.
    fn row(&mut self, ids: &mut Ids, record: &mut Record<'_>) -> Result<(), RecordProblem> {
        self.not_known.clear();
        if let Err(bad) = self.rows.fill(&self.steps, record, ids, &mut self.not_known) {
            self.rows.undo_row();
            let (spec, code, found) = self.describe(bad, record);
            return Err(RecordProblem {
                column: Some(spec.name.to_owned()),
                ..RecordProblem::new(code, found, spec.expected(code))
            });
        }
        let row = self.rows.len();
        for place in 0..self.not_known.len() {
            let bad = self.not_known[place];
            let (_, code, found) = self.describe(bad, record);
            let column = self.steps[bad.step].place;
            self.rows.unknown_cells.push(UnknownCell { row, column, code, found: found.into(), expected: None });
        }
        self.rows.end_row(record.line);
        Ok(())
    }

    /// The column of a cell that is not known, why that is, and what stands there.
    fn describe(&self, bad: BadCell, record: &mut Record<'_>) -> (&'static ColumnSpec, ProblemCode, String) {
        let step = self.steps[bad.step];
        let text = step.cell.map_or(&[][..], |cell| record.cell(cell));
        let found = if text.is_empty() { "an empty cell".to_owned() } else { shorten(&String::from_utf8_lossy(text)) };
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

/// What is wrong with a record, before it is known what that does.
struct RecordProblem {
    column: Option<String>,
    code: ProblemCode,
    found: String,
    expected: String,
}

impl RecordProblem {
    fn new(code: ProblemCode, found: impl Into<String>, expected: impl Into<String>) -> Self {
        Self { column: None, code, found: found.into(), expected: expected.into() }
    }

    fn at(self, file: &str, line: u32, effect: Effect) -> Problem {
        Problem {
            file: file.to_owned(),
            line,
            column: self.column,
            code: self.code,
            effect,
            found: self.found,
            expected: self.expected,
        }
    }
}

impl From<super::header::HeaderError> for RecordProblem {
    fn from(error: super::header::HeaderError) -> Self {
        Self { column: Some(error.column), code: error.code, found: error.found, expected: error.expected }
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
