//! Passing over many rows.

use std::ops::Range;

/// Rows that are passed over in one call.
const BLOCK_ROWS: usize = 1 << 12;

/// Passes over rows in their order, some at a call.
///
/// A browser makes a function of the page fast while it is called again and again, and never while it runs: one call for a million
/// rows takes three times as long as many.
pub fn in_blocks(rows: usize, block: &mut dyn FnMut(Range<usize>)) {
    let mut start = 0;
    while start < rows {
        let end = rows.min(start + BLOCK_ROWS);
        block(start..end);
        start = end;
    }
}
