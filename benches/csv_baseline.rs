//! What the page is compared with: the csv crate reads every record of a stream and only counts, built as the page is.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen::prelude::wasm_bindgen;

/// A stream of CSV, read as it comes.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen)]
#[derive(Default)]
pub struct Baseline {
    /// What came and is not read yet: less than a record, after each call.
    pending: Vec<u8>,
    records: u32,
    fields: u32,
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen)]
impl Baseline {
    /// Nothing read yet.
    #[cfg_attr(target_arch = "wasm32", wasm_bindgen(constructor))]
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads all records that end in this piece or before. The last one may go on in the next piece.
    pub fn feed(&mut self, piece: &[u8]) {
        self.pending.extend_from_slice(piece);
        self.read(false);
    }

    /// Reads the record that no line break ends, and returns how many records there were.
    pub fn finish(&mut self) -> u32 {
        self.read(true);
        self.records
    }

    /// How many fields the records had.
    pub fn fields(&self) -> u32 {
        self.fields
    }

    fn read(&mut self, to_the_end: bool) {
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(self.pending.as_slice());
        let mut record = csv::ByteRecord::new();
        let mut read = 0;
        while reader.read_byte_record(&mut record).is_ok_and(|more| more) {
            let end = reader.position().byte() as usize;
            if end >= self.pending.len() && !to_the_end {
                break;
            }
            read = end;
            self.records += 1;
            self.fields += record.len() as u32;
        }
        self.pending.drain(..read);
    }
}

fn main() {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_of_any_size_give_the_same_records() {
        let text = "a,b\n\"1\n2\",\"x \"\"y\"\"\"\n3,\n4,5";
        for size in 1..=text.len() {
            let mut baseline = Baseline::new();
            text.as_bytes().chunks(size).for_each(|piece| baseline.feed(piece));
            assert_eq!((baseline.finish(), baseline.fields()), (4, 8), "in pieces of {size}");
        }
    }
}
