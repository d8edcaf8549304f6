//! Words of a drawing stand on nothing else that says something.

use uptake::figure::Figure;
use uptake::figure::mark::{Mark, Text};

type Room = (f64, f64, f64, f64);

/// What lies on what; nothing in a drawing that can be read.
pub fn collisions(figure: &Figure) -> Vec<String> {
    let texts = || figure.marks.iter().filter_map(|mark| if let Mark::Text(text) = mark { Some(text) } else { None });
    let level: Vec<&Text> = texts().filter(|text| text.turn == 0).collect();
    let mut found = Vec::new();
    for (i, text) in level.iter().enumerate() {
        let said = &text.words;
        let at = room(text);
        if at.0 < 0.0 || at.2 > figure.width_px || at.1 < 0.0 || at.3 > figure.height_px {
            found.push(format!("{said:?} is cut off"));
        }
        let others = level.iter().skip(i + 1).filter(|other| meet(at, room(other)));
        found.extend(others.map(|other| format!("{said:?} lies on {:?}", other.words)));
        for mark in &figure.marks {
            match mark {
                Mark::Line { points, stroke }
                    if stroke.width_px >= 2.0 && points.windows(2).any(|ends| passes(ends[0], ends[1], at)) =>
                {
                    found.push(format!("{said:?} lies on a line"));
                }
                // A number in its disc stands there on purpose.
                Mark::Point { at: (x, y), radius_px: r, .. } => {
                    let spot = (x - r, y - r, x + r, y + r);
                    if meet(at, spot) && !(at.0 > spot.0 && at.2 < spot.2) {
                        found.push(format!("{said:?} lies on a point"));
                    }
                }
                _ => {}
            }
        }
    }
    found
}

/// The room of its letters. Widths are estimated a little wide, so a px less is asked for at each end.
fn room(text: &Text) -> Room {
    let (start, width) = text.extent();
    let rim = (width * 0.03).max(1.0);
    (start + rim, text.at.1 - text.size_px * 0.7, start + width - rim, text.at.1 + text.size_px * 0.1)
}

fn meet(a: Room, b: Room) -> bool {
    a.0 < b.2 && b.0 < a.2 && a.1 < b.3 && b.1 < a.3
}

/// Whether a straight line passes through a room, seen at every half px.
fn passes((x1, y1): (f64, f64), (x2, y2): (f64, f64), (left, top, right, bottom): Room) -> bool {
    let steps = ((x2 - x1).hypot(y2 - y1) * 2.0).ceil().max(1.0);
    (0..=steps as u32).map(|step| f64::from(step) / steps).any(|part| {
        let (x, y) = (x1 + (x2 - x1) * part, y1 + (y2 - y1) * part);
        x > left && x < right && y > top && y < bottom
    })
}
