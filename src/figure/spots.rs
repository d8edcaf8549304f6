//! Words keep off lines, points and each other: of the places where they would make sense, the first that is free.

use super::mark::{Mark, Text, Xy};

/// The first of these that touches nothing drawn so far.
pub(super) fn first_free(places: impl IntoIterator<Item = Text>, drawn: &[Mark]) -> Option<Text> {
    places.into_iter().find(|text| is_free(text, drawn))
}

fn is_free(text: &Text, drawn: &[Mark]) -> bool {
    let room = room(text, 3.0);
    drawn.iter().all(|mark| match mark {
        // Thin lines, such as a grid, may pass behind words.
        Mark::Line { points, stroke } if stroke.width_px >= 2.0 => {
            points.iter().zip(points.iter().skip(1)).all(|(&from, &to)| !passes(from, to, room))
        }
        Mark::Point { at: (x, y), radius_px: r, .. } => apart(room, (x - r, y - r, x + r, y + r)),
        Mark::Bracket { from_px, to_px, y_px, .. } => apart(room, (*from_px, y_px - 6.0, *to_px, y_px + 6.0)),
        Mark::Text(other) => apart(room, self::room(other, 0.0)),
        _ => true,
    })
}

type Room = (f64, f64, f64, f64);

fn room(text: &Text, rim_px: f64) -> Room {
    let (start, width) = text.extent();
    (
        start - rim_px,
        text.at.1 - text.size_px * 0.8 - rim_px,
        start + width + rim_px,
        text.at.1 + text.size_px * 0.25 + rim_px,
    )
}

fn apart(a: Room, b: Room) -> bool {
    a.2 < b.0 || b.2 < a.0 || a.3 < b.1 || b.3 < a.1
}

/// Whether a straight line passes through a room: cut to the room's sides, something of it is left.
fn passes((x1, y1): Xy, (x2, y2): Xy, (left, top, right, bottom): Room) -> bool {
    let (mut enters, mut leaves) = (0.0_f64, 1.0_f64);
    for (from, step, low, high) in [(x1, x2 - x1, left, right), (y1, y2 - y1, top, bottom)] {
        if step == 0.0 {
            if from < low || from > high {
                return false;
            }
            continue;
        }
        let (a, b) = ((low - from) / step, (high - from) / step);
        enters = enters.max(a.min(b));
        leaves = leaves.min(a.max(b));
    }
    enters <= leaves
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::mark::Stroke;
    use crate::figure::palette::Role;

    #[test]
    fn words_move_until_nothing_is_under_them() {
        let line = |from, to| Mark::Line { points: vec![from, to], stroke: Stroke::solid(Role::Direct, 2.5) };
        let place = |x: f64| Text::new((x, 50.0), "word");
        let found = |drawn: &[Mark]| first_free([place(0.0), place(100.0)], drawn).map(|text| text.at.0);
        assert_eq!(found(&[]), Some(0.0));
        assert_eq!(found(&[line((0.0, 0.0), (40.0, 100.0))]), Some(100.0), "a line crosses the first place");
        assert_eq!(found(&[line((0.0, 45.0), (200.0, 45.0))]), None, "a line crosses both");
        assert_eq!(found(&[place(10.0).into()]), Some(100.0), "there are words already");
        assert_eq!(found(&[line((60.0, 0.0), (60.0, 100.0))]), Some(0.0), "an upright line beside both");
    }
}
