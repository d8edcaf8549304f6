//! Days, months and quarters. A day that is not known is `None`, never an early date.

use std::fmt;
use std::num::NonZeroI32;

use chrono::{Datelike, NaiveDate};

/// A calendar day of the organisation, as days since the first of January of year 1, which is day 1.
///
/// `Option<Day>` takes four bytes, so a column of days that may be unknown costs no more than one of days.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(NonZeroI32);

impl Day {
    /// Later than any day there is.
    pub const LAST: Self = Self(NonZeroI32::MAX);

    /// The day of a date from year 1 on; `None` for earlier ones.
    pub fn from_date(date: NaiveDate) -> Option<Self> {
        NonZeroI32::new(date.num_days_from_ce()).filter(|days| days.get() > 0).map(Self)
    }

    /// The day `YYYY-MM-DD`; `None` if there is no such day or the text has another form.
    ///
    /// A large export has millions of days, so this is worked out without asking the calendar for each.
    #[inline(never)] // once on the page
    pub fn parse(text: &[u8]) -> Option<Self> {
        let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text else { return None };
        let [y1, y2, y3, y4, m1, m2, d1, d2] =
            [y1, y2, y3, y4, m1, m2, d1, d2].map(|digit| i32::from(digit.wrapping_sub(b'0')));
        if [y1, y2, y3, y4, m1, m2, d1, d2].iter().any(|&digit| digit > 9) {
            return None;
        }
        let (year, month, day) = (y1 * 1000 + y2 * 100 + y3 * 10 + y4, m1 * 10 + m2, d1 * 10 + d2);
        let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let length = match month {
            2 => 28 + i32::from(is_leap),
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        if year < 1 || !(1..=12).contains(&month) || !(1..=length).contains(&day) {
            return None;
        }
        // Years that begin in March have their leap day last, and months whose lengths repeat every five.
        let (from_march, years) = if month > 2 { (month - 3, year) } else { (month + 9, year - 1) };
        let days_of_years = years * 365 + years / 4 - years / 100 + years / 400;
        NonZeroI32::new(days_of_years + (153 * from_march + 2) / 5 + day - 306).map(Self)
    }

    /// The date of this day.
    #[inline]
    pub fn date(self) -> NaiveDate {
        NaiveDate::from_num_days_from_ce_opt(self.0.get()).unwrap_or(NaiveDate::MAX)
    }

    /// The day of this number; `None` for one before the first.
    #[inline]
    pub(crate) fn at(number: i32) -> Option<Self> {
        NonZeroI32::new(number).map(Self)
    }

    /// Days since the start of year 1; for indexing.
    pub fn number(self) -> i32 {
        self.0.get()
    }

    /// The day this many days earlier (negative: later), stopping at the first day there is.
    #[must_use]
    pub fn minus(self, days: i32) -> Self {
        NonZeroI32::new(self.0.get().saturating_sub(days).max(1)).map_or(self, Self)
    }

    /// Whole days from `earlier` to this day; negative if it is later.
    pub fn since(self, earlier: Self) -> i32 {
        self.0.get() - earlier.0.get()
    }

    /// The month this day is in.
    #[inline]
    pub fn month(self) -> Month {
        let date = self.date();
        Month(date.year() * 12 + date.month0() as i32)
    }

    /// Whether this day is in the window of so many days that ends with `as_of`: the day exactly `days` ago is out.
    pub fn is_within(self, days: i32, as_of: Self) -> bool {
        (0..days).contains(&as_of.since(self))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.date();
        write!(f, "{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A calendar month, as months since January of year 0.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(i32);

impl Month {
    /// The month of a year, 1 for January; 13 is January of the year after.
    pub const fn of(year: i32, month_of_year: i32) -> Self {
        Self(year * 12 + month_of_year - 1)
    }

    /// The calendar year.
    pub fn year(self) -> i32 {
        self.0.div_euclid(12)
    }

    /// 1 for January to 12 for December.
    pub fn month_of_year(self) -> u32 {
        self.0.rem_euclid(12) as u32 + 1
    }

    /// The first day of the month.
    #[inline]
    pub fn first_day(self) -> Day {
        let date = NaiveDate::from_ymd_opt(self.year(), self.month_of_year(), 1).unwrap_or(NaiveDate::MIN);
        Day::from_date(date).unwrap_or(Day(NonZeroI32::MIN))
    }

    /// The last day of the month.
    #[inline(never)] // once on the page
    pub fn last_day(self) -> Day {
        Self(self.0 + 1).first_day().minus(1)
    }

    /// Whether the whole month is covered by data that is complete through `as_of`.
    pub fn is_complete(self, as_of: Day) -> bool {
        self.last_day() <= as_of
    }

    /// Whether the whole month is at least so many days old: only then have all its cohort had that long (M33).
    pub fn is_aged(self, days: i32, as_of: Day) -> bool {
        as_of.since(self.last_day()) >= days
    }

    /// The quarter this month is in.
    pub fn quarter(self) -> Period {
        Period::Quarter(Self(self.0 - self.0.rem_euclid(3)))
    }

    /// The month this many months later (negative: earlier).
    #[must_use]
    pub fn plus(self, months: i32) -> Self {
        Self(self.0 + months)
    }

    /// Months from `earlier` to this one.
    pub fn since(self, earlier: Self) -> i32 {
        self.0 - earlier.0
    }

    /// All months from this one to `last`, both included; none if `last` is earlier.
    pub fn through(self, last: Self) -> impl DoubleEndedIterator<Item = Self> + ExactSizeIterator {
        (self.0..(last.0 + 1).max(self.0)).map(Self)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.month_of_year())
    }
}

impl fmt::Debug for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What a point of a series stands for: `2024-01`, `2024-Q2`, or the date of a survey wave (M12).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Period {
    /// A calendar month.
    Month(Month),
    /// A calendar quarter, named by its first month.
    Quarter(Month),
    /// A day, such as that of a survey wave.
    Day(Day),
}

impl Period {
    /// Whether all of it is covered by data that is complete through `as_of`. A wave is complete on its day (M12).
    pub fn is_complete(self, as_of: Day) -> bool {
        match self {
            Self::Month(month) => month.is_complete(as_of),
            Self::Quarter(first) => first.plus(2).is_complete(as_of),
            Self::Day(_) => true,
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Month(month) => write!(f, "{month}"),
            Self::Quarter(first) => write!(f, "{:04}-Q{}", first.year(), first.month_of_year().div_ceil(3)),
            Self::Day(day) => write!(f, "{day}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_is_read_as_the_calendar_has_it_and_no_other() {
        for year in 0..=9999 {
            for month in 0..=13 {
                for day in 0..=32 {
                    let expected = NaiveDate::from_ymd_opt(year, month, day).and_then(Day::from_date);
                    assert_eq!(Day::parse(format!("{year:04}-{month:02}-{day:02}").as_bytes()), expected);
                }
            }
        }
    }

    #[test]
    fn a_day_is_read_only_in_its_one_form() {
        for good in ["2024-02-29", "0001-01-01", "9999-12-31"] {
            assert_eq!(Day::parse(good.as_bytes()).unwrap().to_string(), good);
        }
        for bad in
            ["2023-02-29", "22.04.2025", "2025-4-22", "2025-04-22T10:00", "0000-01-01", "", "2025-13-01", "２025-01-01"]
        {
            assert_eq!(Day::parse(bad.as_bytes()), None, "{bad}");
        }
    }

    #[test]
    fn months_know_their_ends_and_their_neighbours() {
        let day = Day::parse(b"2024-02-10").unwrap();
        assert_eq!(day.month().last_day().to_string(), "2024-02-29");
        assert_eq!(day.month().plus(-2).to_string(), "2023-12");
        assert_eq!((Month::of(2024, 2), Month::of(2023, 14)), (day.month(), day.month()));
        assert_eq!(day.month().plus(-14).through(day.month()).len(), 15);
        assert_eq!(Period::Quarter(day.month().plus(2)).to_string(), "2024-Q2");
        assert_eq!(Day::parse(b"0001-01-31").unwrap().month().first_day().to_string(), "0001-01-01");
    }

    #[test]
    fn a_window_ends_with_its_day_and_leaves_out_the_day_that_long_ago() {
        let as_of = Day::parse(b"2024-06-14").unwrap();
        let inside = [-1, 0, 89, 90].map(|ago| as_of.minus(ago).is_within(90, as_of));
        assert_eq!(inside, [false, true, true, false]);
        assert!(!as_of.is_within(0, as_of));
    }

    #[test]
    fn a_period_is_complete_on_its_last_day() {
        let [june_29, june_30] = ["2024-06-29", "2024-06-30"].map(|day| Day::parse(day.as_bytes()).unwrap());
        let june = june_30.month();
        assert_eq!([june_29, june_30].map(|as_of| june.is_complete(as_of)), [false, true]);
        assert_eq!([june_29, june_30].map(|as_of| june.quarter().is_complete(as_of)), [false, true]);
        assert_eq!(june.plus(1).quarter().to_string(), "2024-Q3");
        assert!(Period::Day(june_30).is_complete(june_29), "a wave is always complete (M12)");
        assert!(june.is_aged(0, june_30) && !june.is_aged(1, june_30));
    }
}
