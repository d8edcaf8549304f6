//! What reading an export and measuring all of it take in wasm, built as the page is, without a browser around it.

#[cfg(target_arch = "wasm32")]
mod steps {
    use std::sync::Arc;

    use uptake::export::{ExportReader, Plan, Stored, checksum, parse_package};
    use uptake::measure::{ASKED, Family, Measure, count_talks, read_every};
    use uptake::org::{Org, Scope, TalkCounts, View};
    use wasm_bindgen::prelude::{JsError, wasm_bindgen};

    /// An export that is read and measured in the steps that are timed.
    #[wasm_bindgen]
    pub struct Export {
        reader: Option<ExportReader>,
        plan: Plan,
        org: Option<Org>,
        counts: Arc<TalkCounts>,
    }

    #[wasm_bindgen]
    impl Export {
        /// Nothing read yet of an export whose datapackage.json says this.
        #[wasm_bindgen(constructor)]
        pub fn new(package: &[u8]) -> Result<Self, JsError> {
            let plan = parse_package(package)?;
            let reader = Some(ExportReader::new(ASKED, checksum::every));
            Ok(Self { reader, plan, org: None, counts: Arc::default() })
        }

        /// How many tables there are, each of one file.
        pub fn tables(&self) -> usize {
            self.plan.tables.len()
        }

        /// Begins a table of so many bytes; the path of its file.
        pub fn begin(&mut self, table: usize, bytes: f64) -> String {
            let (table, Some(reader)) = (&self.plan.tables[table], &mut self.reader) else { return String::new() };
            reader.begin_table(table);
            reader.begin_part(&table.parts[0]);
            reader.expect_bytes(bytes as u64);
            table.parts[0].path.clone()
        }

        /// Takes the next bytes.
        pub fn feed(&mut self, bytes: &[u8]) {
            if let Some(reader) = &mut self.reader {
                reader.take(bytes.len(), Stored::Plain, &mut |room| room.copy_from_slice(bytes));
                while reader.index_ahead() {}
            }
        }

        /// Ends the file.
        pub fn end(&mut self) {
            if let Some(reader) = &mut self.reader {
                reader.end_part();
            }
        }

        /// Settles what was read; how many rows are used.
        pub fn settle(&mut self) -> f64 {
            let Some(mut reader) = self.reader.take() else { return 0.0 };
            while reader.settle_next() {}
            let org = reader.finish();
            let used = org.report.tables.iter().map(|(_, table)| table.used).sum::<u64>();
            self.org = Some(org);
            used as f64
        }

        /// Counts the conversations of an area, or of everything; of how many months they are.
        pub fn count(&mut self, area: Option<String>) -> usize {
            let Some(org) = &self.org else { return 0 };
            let view = View::new(org, &scope(area));
            let mut counting = count_talks(&view, Some(&self.counts));
            while counting.step(&view) {}
            self.counts = Arc::new(counting.finish());
            self.counts.uses.months.len()
        }

        /// Reads what is said of conversations from what was counted; how many numbers are known.
        pub fn measure(&self, area: Option<String>) -> usize {
            let Some(org) = &self.org else { return 0 };
            let view = View::new(org, &scope(area)).with_talk_counts(Arc::clone(&self.counts));
            let talking = Measure::ALL.iter().filter(|measure| measure.family() == Family::Talking);
            talking.filter_map(|&measure| read_every(&view, measure)).filter(|reading| reading.why.is_none()).count()
        }
    }

    fn scope(area: Option<String>) -> Scope {
        Scope { areas: area.into_iter().collect(), as_of: None }
    }
}

fn main() {}
