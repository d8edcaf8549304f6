//! Which rows have the key of an earlier one (E17 to E20).

use hashbrown::HashTable;

use super::rows::Rows;
use super::schema::Key;
use uptake_columns::bytes::{hash, mix, place_of, shorten, spread};
use uptake_columns::{Column, Value};

/// Rows looked at in one go, so that a page stays responsive.
const BLOCK_ROWS: usize = 1 << 14;

/// Looks for repeated keys of a table.
///
/// Most exports write their rows in the order of their ids. Keys that only ascend can't repeat, which is seen while rows are read and
/// needs no memory; where they don't, every key is looked up once the table is complete.
#[derive(Clone, Debug, Default)]
pub(super) struct Keys {
    followed: usize,
    /// The last row met that has a key, while keys ascend.
    last: Option<usize>,
    has_descended: bool,
    looked_up: usize,
    /// The hash of a key and the first row that has it.
    first: HashTable<(u32, u32)>,
    repeats: Vec<(usize, usize)>,
}

impl Keys {
    /// Goes on to the last row as long as keys ascend.
    pub fn follow(&mut self, rows: &Rows) {
        if self.has_descended {
            return;
        }
        let Some(Column::Texts(keys)) = own_key(rows).and_then(|place| rows.column_at(place)) else {
            self.has_descended = true;
            return;
        };
        self.has_descended = !keys.ascend_from(self.followed, &mut self.last);
        self.followed = rows.len();
    }

    /// Looks up some more keys, if need be; false when there are no more.
    pub fn find_repeats(&mut self, rows: &Rows) -> bool {
        let places = key_places(rows);
        // A table that lacks the column of its key has no keys to repeat.
        let has_none = places.is_empty() || own_key(rows).is_some_and(|place| rows.column_at(place).is_none());
        self.follow(rows);
        if has_none || !self.has_descended {
            return false;
        }
        if self.looked_up == 0 {
            self.first.reserve(rows.len(), place_of);
        }
        let end = rows.len().min(self.looked_up + BLOCK_ROWS);
        (self.looked_up..end).for_each(|row| self.look_up(rows, &places, row));
        self.looked_up = end;
        end < rows.len()
    }

    /// The first row of each key that is repeated, and the row that repeats it.
    pub fn into_repeats(self) -> Vec<(usize, usize)> {
        self.repeats
    }

    fn look_up(&mut self, rows: &Rows, places: &[usize], row: usize) {
        if own_key(rows).is_some_and(|place| rows.get(place, row) == Value::Unknown) {
            return;
        }
        let hash = shorten(places.iter().fold(0, |hash, &place| mix(hash, of_value(rows.get(place, row)))));
        let is_same = |&(other, first): &(u32, u32)| {
            other == hash && places.iter().all(|&place| rows.get(place, first as usize) == rows.get(place, row))
        };
        if let Some(&(_, first)) = self.first.find(spread(hash), is_same) {
            self.repeats.push((first as usize, row));
        } else {
            self.first.insert_unique(spread(hash), (hash, row as u32), place_of);
        }
    }
}

/// The column of a key that rows need not have.
fn own_key(rows: &Rows) -> Option<usize> {
    if let Key::WhereGiven(name) = rows.spec().key { rows.spec().column(name) } else { None }
}

fn key_places(rows: &Rows) -> Vec<usize> {
    rows.spec().key.columns().iter().filter_map(|name| rows.spec().column(name)).collect()
}

pub(super) fn of_value(value: Value<'_>) -> u64 {
    match value {
        Value::Unknown => 0,
        Value::Day(day) => u64::from(day.number().unsigned_abs()),
        Value::Word(word) => word.place() as u64,
        Value::Flag(flag) => u64::from(flag),
        Value::Whole(whole) => whole.get(),
        Value::Number(number) => number.to_bits(),
        Value::Id(code) => code.place() as u64,
        Value::Text(text) => u64::from(hash(text.as_bytes())),
    }
}
