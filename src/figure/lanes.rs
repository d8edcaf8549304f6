//! Texts of events never collide: a text hangs at the right of its line, one lane below every earlier text that reaches past that line,
//! so no line crosses a text. Where a text would leave the figure it hangs at the left instead.

/// Room that an event's text needs beside its line, in px.
pub const BESIDE: f64 = 6.0;

/// Where an event's text hangs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// 0 is the topmost lane.
    pub lane: usize,
    /// On which side of its line.
    pub side: Hang,
}

/// On which side of its line a text hangs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hang {
    /// After the line.
    Right,
    /// Before the line, where the figure ends.
    Left,
}

/// The place of each text, given its line's x and its width, both in px, by x; `None` if there is none without a collision.
pub fn lanes(texts: &[(f64, f64)], (left_px, right_px): (f64, f64)) -> Option<Vec<Place>> {
    let span = |(x, width): (f64, f64), side| match side {
        Hang::Right => (x, x + BESIDE + width),
        Hang::Left => (x - BESIDE - width, x),
    };
    let fits = |text, side| {
        let (start, end) = span(text, side);
        start >= left_px && end <= right_px
    };
    let mut sides = Vec::with_capacity(texts.len());
    for &text in texts {
        sides.push([Hang::Right, Hang::Left].into_iter().find(|&side| fits(text, side))?);
    }
    // Two texts that hang towards each other across both lines have no order: the earlier one turns round as well.
    for k in (0..texts.len()).rev() {
        for i in 0..k {
            let facing = sides[i] == Hang::Right && sides[k] == Hang::Left;
            if facing && span(texts[i], Hang::Right).1 > texts[k].0 && span(texts[k], Hang::Left).0 < texts[i].0 {
                if !fits(texts[i], Hang::Left) {
                    return None;
                }
                sides[i] = Hang::Left;
            }
        }
    }
    let spans: Vec<_> = texts.iter().zip(&sides).map(|(&text, &side)| span(text, side)).collect();
    let crosses = |a: usize, b: usize| texts[a].0 > spans[b].0 && texts[a].0 < spans[b].1;
    let one_line = |a: usize, b: usize| (texts[a].0 - texts[b].0).abs() < 1.0;
    let touch = |a: usize, b: usize| spans[a].0 < spans[b].1 && spans[b].0 < spans[a].1;
    // Below whatever text the own line runs through; where no line runs through a text, the later of two that share room goes below.
    let below = |a: usize, b: usize| crosses(a, b) || a > b && (one_line(a, b) || touch(a, b)) && !crosses(b, a);
    let mut lane = vec![0; texts.len()];
    for _ in 0..=texts.len() {
        let mut settled = true;
        for a in 0..texts.len() {
            for b in 0..texts.len() {
                if a != b && below(a, b) && lane[a] <= lane[b] {
                    lane[a] = lane[b] + 1;
                    settled = false;
                }
            }
        }
        if settled {
            return Some(lane.into_iter().zip(sides).map(|(lane, side)| Place { lane, side }).collect());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// No line may run through a text, and no two texts may share room; a line starts at its own text's lane and runs down.
    fn collisions(texts: &[(f64, f64)], places: &[Place]) -> usize {
        let room = |i: usize| match places[i].side {
            Hang::Right => (texts[i].0 + BESIDE, texts[i].0 + BESIDE + texts[i].1),
            Hang::Left => (texts[i].0 - BESIDE - texts[i].1, texts[i].0 - BESIDE),
        };
        let mut found = 0;
        for i in 0..texts.len() {
            for j in 0..texts.len() {
                let ((start, end), (start_j, end_j)) = (room(i), room(j));
                let crossed = i != j && texts[j].0 > start && texts[j].0 < end && places[j].lane <= places[i].lane;
                let shared = i < j && places[i].lane == places[j].lane && start < end_j && start_j < end;
                found += usize::from(crossed) + usize::from(shared);
            }
        }
        found
    }

    #[test]
    fn texts_hang_in_a_staircase() {
        let lane = |texts: &[(f64, f64)]| {
            let say = |place: Place| match place.side {
                Hang::Right => format!("{}", place.lane),
                Hang::Left => format!("<{}", place.lane),
            };
            lanes(texts, (0.0, 800.0)).unwrap().into_iter().map(say).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(lane(&[]), "");
        assert_eq!(lane(&[(100.0, 90.0)]), "0");
        assert_eq!(lane(&[(100.0, 90.0), (300.0, 90.0)]), "0 0");
        assert_eq!(lane(&[(100.0, 190.0), (176.0, 160.0), (294.0, 210.0)]), "0 1 2");
        assert_eq!(lane(&[(400.0, 90.0), (780.0, 190.0)]), "0 <0", "the last one turns round at the edge");
        assert_eq!(lane(&[(100.0, 90.0), (100.0, 90.0)]), "0 1", "two on one day");
        assert_eq!(lanes(&[(400.0, 900.0)], (0.0, 800.0)), None, "a text wider than the figure has no place");
    }

    #[test]
    fn nothing_collides_whatever_the_days_and_texts() {
        let mut seed = 1_u64;
        let mut next = |below: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            ((seed >> 33) % below) as f64
        };
        let mut placed = 0;
        for _ in 0..2_000 {
            let mut texts: Vec<_> = (0..next(7) as usize).map(|_| (next(760), 20.0 + next(240))).collect();
            crate::org::sort_by(&mut texts, |a, b| a.0.total_cmp(&b.0));
            if let Some(places) = lanes(&texts, (0.0, 800.0)) {
                assert_eq!(collisions(&texts, &places), 0, "{texts:?} {places:?}");
                placed += 1;
            }
        }
        assert!(placed > 1_600, "{placed} of 2000 sets of events found their place");
    }
}
