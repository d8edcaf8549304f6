//! The lines of a hatched area, worked out rather than a pattern: a pattern needs an id, and ids of two figures on a page collide.

use super::mark::Xy;

/// Lines at 45°, 6 px apart, inside a convex area.
pub(super) fn hatching(points: &[Xy]) -> Vec<(Xy, Xy)> {
    let sums = points.iter().map(|(x, y)| x + y);
    let (low, high) = sums.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), s| (low.min(s), high.max(s)));
    let apart = 6.0 * std::f64::consts::SQRT_2;
    let lines = if high > low { ((high - low) / apart) as usize } else { 0 };
    let cut = |sum: f64| {
        let sides = points.iter().zip(points.iter().cycle().skip(1));
        let mut ends = sides.filter_map(|(&(x1, y1), &(x2, y2))| {
            let (from, to) = (x1 + y1 - sum, x2 + y2 - sum);
            let along = from / (from - to);
            ((from < 0.0) != (to < 0.0)).then_some((x1 + (x2 - x1) * along, y1 + (y2 - y1) * along))
        });
        Some((ends.next()?, ends.next()?))
    };
    (1..=lines).filter_map(|i| cut(low + i as f64 * apart)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hatching_stays_inside_its_area() {
        let square = [(0.0, 0.0), (20.0, 0.0), (20.0, 20.0), (0.0, 20.0)];
        let lines = hatching(&square);
        assert_eq!(lines.len(), 4);
        for (x, y) in lines.iter().flat_map(|(from, to)| [from, to]) {
            assert!((-1e-9..20.0 + 1e-9).contains(x) && (-1e-9..20.0 + 1e-9).contains(y), "{x} {y}");
        }
        assert!(hatching(&[]).is_empty());
        assert!(hatching(&[(1.0, 1.0)]).is_empty());
    }
}
