//! What is seen of the days of rows while they are at hand, so that most tables are not passed over again for their rules.

use uptake_columns::passes;

use super::Day;
use super::rows::Rows;

/// What the rows of a table say; those that are set aside later too, until they are.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct SeenDays {
    /// How many rows were looked at.
    rows: usize,
    /// The earliest and the latest own date.
    pub own: Option<(Day, Day)>,
    /// Whether in some row a date comes before the one that it should follow.
    pub is_turned: bool,
}

impl SeenDays {
    /// Looks at the rows that were added since, a few at a time.
    #[inline(never)] // once on the page
    pub fn follow(&mut self, rows: &Rows) {
        let from = std::mem::replace(&mut self.rows, rows.len());
        let new = |name: &str| rows.days(name)?.get(from..);
        let spec = rows.spec();
        if let Some((first, last)) = spec.own_date.and_then(new).and_then(passes::first_and_last) {
            let (earliest, latest) = self.own.unwrap_or((first, last));
            self.own = Some((earliest.min(first), latest.max(last)));
        }
        if let Some((first, second)) = spec.order
            && let (Some(first), Some(second)) = (new(first), new(second))
        {
            self.is_turned |= passes::has_turned(first, second);
        }
    }
}
