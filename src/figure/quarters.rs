//! Months as quarters, for figures that can be drawn either way.

use super::months::month_of;
use crate::measure::Point;
use crate::org::{Day, Month, Period};

/// How the months of a quarter become one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fold {
    /// Things that happened add up.
    Sum,
    /// Of what there is, what there was at the end is left.
    Last,
}

/// The first month of the quarter of a month.
pub(super) fn quarter_of(month: Month) -> Month {
    month.plus(-((month.month_of_year() - 1) % 3).cast_signed())
}

/// Points by month as points by quarter. A quarter that the data doesn't cover to its end is running.
pub fn by_quarter(points: &[Point], as_of: Day, fold: Fold) -> Vec<Point> {
    let mut quarters: Vec<Point> = Vec::new();
    for point in points {
        let period = Period::Quarter(quarter_of(month_of(point)));
        match quarters.last_mut().filter(|quarter| quarter.period == period) {
            Some(quarter) => {
                quarter.complete &= point.complete;
                for (key, value) in &mut quarter.values {
                    let more = point.get(key);
                    *value = match fold {
                        Fold::Sum => value.zip(more).map(|(sum, more)| sum + more).or(*value).or(more),
                        Fold::Last => more,
                    };
                }
            }
            None => quarters.push(Point { period, ..point.clone() }),
        }
    }
    // A quarter whose last months are still to come is not complete, even if those it has are.
    if let Some(quarter) = quarters.last_mut() {
        quarter.complete &= quarter.period.is_complete(as_of);
    }
    quarters
}

/// The last points by month: as many complete ones as are asked for, and the running one. By quarter they begin with a whole one.
pub fn history(points: &[Point], months: usize, is_by_quarter: bool) -> &[Point] {
    let shown = &points[points.len().saturating_sub(months + 1)..];
    let begins = |point: &Point| quarter_of(month_of(point)) == month_of(point);
    // Where the data itself begins in the middle of a quarter there is no more of it.
    let is_cut = is_by_quarter && shown.len() < points.len();
    let first = if is_cut { shown.iter().position(begins).unwrap_or(0) } else { 0 };
    &shown[first..]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn months(values: &[Option<f64>]) -> Vec<Point> {
        let first = Day::parse(b"2026-01-01").unwrap().month();
        let point = |(at, &value): (i32, &Option<f64>)| Point {
            period: Period::Month(first.plus(at)),
            complete: at < 5,
            values: vec![("k", value)],
        };
        (0..).zip(values).map(point).collect()
    }

    #[test]
    fn what_happened_adds_up_and_of_what_there_is_the_last_is_left() {
        let points = months(&[Some(1.0), None, Some(2.0), Some(4.0), None, None]);
        let folded = |fold| {
            let quarters = by_quarter(&points, Day::parse(b"2026-06-12").unwrap(), fold);
            quarters.iter().map(|quarter| (quarter.get("k"), quarter.complete)).collect::<Vec<_>>()
        };
        assert_eq!(folded(Fold::Sum), [(Some(3.0), true), (Some(4.0), false)]);
        assert_eq!(folded(Fold::Last), [(Some(2.0), true), (None, false)]);
    }

    #[test]
    fn a_history_by_quarter_begins_with_a_whole_one() {
        let points = months(&[Some(1.0); 6]);
        let first = |months, is_by_quarter| month_of(&history(&points, months, is_by_quarter)[0]).month_of_year();
        assert_eq!([first(3, false), first(3, true), first(60, true)], [3, 4, 1]);
    }
}
