//! Numbers by month, and the last three complete months that several measures are over.

use super::talk_counts;
use super::{Point, Why};
use crate::org::{Day, Month, Period, Table, TalkMonth, View};

/// A number, or several, for each month of the covered period.
pub struct Monthly<T> {
    /// The months, oldest first, none missing; the last one may be running.
    pub months: Vec<Month>,
    values: Vec<T>,
}

impl<T> Monthly<T> {
    /// What is asked of the conversations of each month that they cover (M10, M56).
    pub fn conversations(view: &View<'_>, number: fn(&TalkMonth) -> T) -> Self {
        let values = talk_counts(view).uses.months.iter().map(number).collect();
        Self { months: view.months(Table::Conversations, "held_on"), values }
    }

    /// The numbers of the months that are over, oldest first.
    pub fn complete(&self, view: &View<'_>) -> impl Iterator<Item = &T> {
        let complete = self.months.iter().filter(|month| view.is_complete(**month)).count();
        self.values[..complete].iter()
    }

    /// The series of a reading.
    pub fn points(&self, view: &View<'_>, values: impl Fn(&T) -> Vec<(&'static str, Option<f64>)>) -> Vec<Point> {
        self.each(view, |_, numbers| values(numbers))
    }

    /// The series of a reading whose numbers depend on the month as well.
    pub fn each(&self, view: &View<'_>, values: impl Fn(Month, &T) -> Vec<(&'static str, Option<f64>)>) -> Vec<Point> {
        let point = |(&month, numbers)| Point {
            period: Period::Month(month),
            complete: view.is_complete(month),
            values: values(month, numbers),
        };
        self.months.iter().zip(&self.values).map(point).collect()
    }
}

/// The last three complete months; fewer where there is less history (M11).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastMonths {
    months: Vec<Month>,
    has_rows: bool,
}

/// How many months such a measure is over.
const MONTHS: usize = 3;

impl LastMonths {
    /// The last of these months that are over on a day; none without one.
    pub fn of(as_of: Option<Day>, months: &[Month]) -> Self {
        let is_over = |month: &Month| as_of.is_some_and(|as_of| month.is_complete(as_of));
        let complete: Vec<Month> = months.iter().copied().filter(is_over).collect();
        let last = complete[complete.len().saturating_sub(MONTHS)..].to_vec();
        Self { months: last, has_rows: !months.is_empty() }
    }

    /// The last complete months that conversations cover.
    pub fn of_conversations(view: &View<'_>) -> Self {
        Self::of(view.as_of, &view.months(Table::Conversations, "held_on"))
    }

    /// Their days, both included; `None` where there is none.
    pub fn days(&self) -> Option<(Day, Day)> {
        self.months.first().zip(self.months.last()).map(|(first, last)| (first.first_day(), last.last_day()))
    }

    /// Whether a day lies in them.
    pub fn has(&self, day: Day) -> bool {
        self.days().is_some_and(|(first, last)| first <= day && day <= last)
    }

    /// The first of them.
    pub fn first(&self) -> Option<Month> {
        self.months.first().copied()
    }

    /// The last of them.
    pub fn last(&self) -> Option<Month> {
        self.months.last().copied()
    }

    /// Why nothing can be said of them; `None` if all three are there.
    pub fn why(&self) -> Option<Why> {
        match self.months.len() {
            MONTHS => None,
            _ if self.has_rows => Some(Why::TooFew),
            _ => Some(Why::NoData),
        }
    }

    /// Their numbers added up.
    pub fn sum<const N: usize>(&self, monthly: &Monthly<[u64; N]>) -> [u64; N] {
        let mut sums = [0; N];
        for (_, numbers) in monthly.months.iter().zip(&monthly.values).filter(|(month, _)| self.months.contains(month))
        {
            for (sum, number) in sums.iter_mut().zip(numbers) {
                *sum += number;
            }
        }
        sums
    }
}
