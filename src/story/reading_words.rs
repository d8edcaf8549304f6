//! How far reading an export has come, in words.

use super::say;
use crate::org::Table;

const MEGABYTE: u64 = 1_000_000;

/// The table being read: `Reading conversations, table 4 of 11`.
pub fn title(table: Option<Table>, place: usize, tables: usize) -> String {
    match table {
        Some(table) => format!("Reading {}, table {place} of {tables}", table.name()),
        None => "Looking for the export".to_owned(),
    }
}

/// How much of it: `31.4 of 50.6 MB, 412,000 rows so far`.
pub fn so_far(bytes: u64, of_bytes: Option<u64>, rows: u64) -> String {
    let megabytes = |bytes: u64| {
        let tenths = (bytes + MEGABYTE / 20) * 10 / MEGABYTE;
        format!("{}.{}", tenths / 10, tenths % 10)
    };
    let of = of_bytes.map(|of| format!(" of {}", megabytes(of))).unwrap_or_default();
    format!("{}{of} MB, {} rows so far", megabytes(bytes), say::grouped(rows))
}
