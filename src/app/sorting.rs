//! Sorts the rows behind a number step by step, so that a page stays responsive while a million of them are sorted.

use std::cmp::Ordering;
use std::mem::swap;
use std::sync::Arc;

use super::evidence::{Direction, Evidence, Order};

/// Rows that one step looks at: few enough for a step to take a moment only.
const STEP_ROWS: usize = 1024;
/// The key of a cell that is not known, which comes last either way.
const UNKNOWN: u64 = u64::MAX;

/// A sort that is under way: a merge sort from short runs to long ones, so rows with equal cells keep the order of the export.
///
/// Each row has a key of eight bytes, in which numbers are whole and texts begin; only texts that begin alike are looked up.
#[derive(Debug)]
pub struct Sorting {
    evidence: Arc<Evidence>,
    column: usize,
    direction: Direction,
    is_of_numbers: bool,
    keys: Vec<u64>,
    /// Runs of `width` rows are in order.
    sorted: Vec<u32>,
    /// What is merged out of them so far.
    merged: Vec<u32>,
    width: usize,
    left: usize,
    right: usize,
}

impl Sorting {
    /// Nothing sorted yet.
    pub fn new(evidence: Arc<Evidence>, column: usize, direction: Direction) -> Self {
        let rows = evidence.len();
        let is_of_numbers = evidence.is_of_numbers(column);
        Self {
            evidence,
            column,
            direction,
            is_of_numbers,
            keys: Vec::with_capacity(rows),
            sorted: (0..rows as u32).collect(),
            merged: Vec::with_capacity(rows),
            width: 1,
            left: 0,
            right: 1,
        }
    }

    /// Takes one step; false when the rows are in order.
    pub fn step(&mut self) -> bool {
        let rows = self.sorted.len();
        if self.keys.len() < rows {
            let until = rows.min(self.keys.len() + STEP_ROWS);
            for place in self.keys.len()..until {
                self.keys.push(self.key(place));
            }
            return true;
        }
        for _ in 0..STEP_ROWS {
            if self.width >= rows {
                return false;
            }
            self.merge_one();
        }
        true
    }

    /// The rows in order.
    pub fn finish(mut self) -> Order {
        while self.step() {}
        Order { by: Some((self.column, self.direction)), rows: self.sorted }
    }

    /// Moves the next row of two neighbouring runs to where they are merged.
    fn merge_one(&mut self) {
        let rows = self.sorted.len();
        let start = self.merged.len() / (2 * self.width) * (2 * self.width);
        let (middle, end) = (rows.min(start + self.width), rows.min(start + 2 * self.width));
        let has_left = self.left < middle;
        let has_right = self.right < end;
        let takes_right = has_right && (!has_left || self.is_before(self.sorted[self.right], self.sorted[self.left]));
        let next = if takes_right { &mut self.right } else { &mut self.left };
        self.merged.push(self.sorted[*next]);
        *next += 1;
        let done = self.merged.len();
        if done == rows {
            swap(&mut self.sorted, &mut self.merged);
            self.merged.clear();
            self.width *= 2;
            (self.left, self.right) = (0, self.width);
        } else if done == end {
            (self.left, self.right) = (end, end + self.width);
        }
    }

    fn is_before(&self, a: u32, b: u32) -> bool {
        let (a_key, b_key) = (self.keys[a as usize], self.keys[b as usize]);
        if a_key == UNKNOWN || b_key == UNKNOWN {
            return a_key < b_key;
        }
        let text = |row: u32| self.evidence.cell(row as usize, self.column);
        let order = match a_key.cmp(&b_key) {
            Ordering::Equal if !self.is_of_numbers => text(a).cmp(&text(b)),
            order => order,
        };
        order == if self.direction == Direction::Ascending { Ordering::Less } else { Ordering::Greater }
    }

    fn key(&self, place: usize) -> u64 {
        if self.is_of_numbers {
            return self.evidence.number(place, self.column).unwrap_or(UNKNOWN);
        }
        let text = self.evidence.cell(place, self.column);
        if text.is_empty() {
            return UNKNOWN;
        }
        let mut start = [0; 8];
        start.iter_mut().zip(text.bytes()).for_each(|(place, byte)| *place = byte);
        u64::from_be_bytes(start)
    }
}
