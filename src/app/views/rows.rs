//! The rows behind a number, as exported.

use maud::{Markup, html};

use crate::app::evidence::{Evidence, Order};

/// Rows drawn above and below those that are seen, so that a little scrolling shows no gap. Each costs a frame some of its time.
const MARGIN: u64 = 4;
/// The most px that rows are given to scroll through; browsers know no element that is much higher. More rows are passed faster.
const MOST_PX: u64 = 16_000_000;

/// The heading, what was asked, and a table with room for its rows, each so high, which are filled in as they are seen.
pub fn rows(evidence: &Evidence, about: &str, row_px: usize) -> Markup {
    let room_px = MOST_PX.min((evidence.len() * row_px) as u64);
    html! {
        header {
            h2 { (evidence.heading) }
            button.btn type="button" data-close {  "Close" }
        }
        p { (about) }
        @if !evidence.is_empty() {
            p.btns data-export {
                button.link type="button" data-csv { "Download as CSV" }
                " " span.said role="status" {}
            }
        }
        div.rows-scroll tabindex="0" role="region" aria-label="Rows" {
            table aria-rowcount=(evidence.len() + 1) {
                thead { tr { @for (column, name) in evidence.head.iter().enumerate() {
                    th scope="col" { button.sort type="button" data-sort=(column) { (name) } }
                } } }
                tbody { (spacer(evidence, room_px)) }
            }
        }
    }
}

/// What is said once rows are sorted.
pub fn sorted_words(evidence: &Evidence, order: &Order) -> String {
    let by = order.by.and_then(|(column, direction)| Some((evidence.head.get(column)?, direction)));
    by.map_or_else(String::new, |(name, direction)| format!("Sorted by {name}, {}.", direction.key()))
}

/// How far a table is scrolled.
#[derive(Clone, Copy, Debug)]
pub struct Scrolled {
    /// How high a row is.
    pub row_px: usize,
    /// How far it is scrolled down.
    pub top_px: usize,
    /// How much of it can be seen at once, its head left out.
    pub view_px: usize,
}

/// The rows that are drawn, from `first` up to `last`, and the room that is left for those above and below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Window {
    first: u64,
    last: u64,
    above_px: u64,
    below_px: u64,
}

impl Window {
    fn new(rows: u64, scrolled: Scrolled) -> Self {
        let Scrolled { row_px, top_px, view_px } = scrolled;
        let [row_px, top_px, view_px] = [row_px, top_px, view_px].map(|px| px as u64);
        let row_px = row_px.max(1);
        let all_px = rows * row_px;
        let room_px = all_px.min(MOST_PX);
        // Where the rows have less room than they need, the way through the room is the way through the rows, only shorter.
        let (way_px, room_way_px) = (all_px.saturating_sub(view_px), room_px.saturating_sub(view_px).max(1));
        let is_short = all_px > room_px;
        let top_px = if is_short { top_px.min(room_way_px) } else { top_px };
        let from_px = if is_short { top_px * way_px / room_way_px } else { top_px };
        let ahead_px = from_px.saturating_sub(top_px);
        let first = (from_px / row_px).saturating_sub(MARGIN).max(ahead_px.div_ceil(row_px)).min(rows);
        let above_px = (first * row_px).saturating_sub(ahead_px);
        let fitting = (room_px - above_px.min(room_px)).div_ceil(row_px);
        let last = (from_px.saturating_add(view_px) / row_px + 1 + MARGIN).min(first + fitting).clamp(first, rows);
        let below_px = room_px.saturating_sub(above_px + (last - first) * row_px);
        Self { first, last, above_px, below_px }
    }
}

/// The rows that are seen, between two that keep the room of all the others.
pub fn seen_rows(evidence: &Evidence, order: &Order, scrolled: Scrolled) -> Markup {
    let window = Window::new(evidence.len() as u64, scrolled);
    html! {
        (spacer(evidence, window.above_px))
        @for place in window.first as usize..window.last as usize {
            tr aria-rowindex=(place + 2) { @for cell in evidence.row(order.row(place)) { td { (cell) } } }
        }
        (spacer(evidence, window.below_px))
    }
}

fn spacer(evidence: &Evidence, height_px: u64) -> Markup {
    html! { @if height_px > 0 { tr.spacer aria-hidden="true" { td colspan=(evidence.head.len()) height=(height_px) {} } } }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(rows: u64, top_px: usize) -> Window {
        Window::new(rows, Scrolled { row_px: 32, top_px, view_px: 640 })
    }

    /// The place of the first row that can be seen at all, in px from the top of what is seen.
    fn first_seen(window: Window, top_px: u64) -> (u64, i64) {
        let at = |row: u64| (window.above_px + (row - window.first) * 32) as i64 - top_px as i64;
        (window.first..window.last).map(|row| (row, at(row))).find(|&(_, at)| at > -32).unwrap()
    }

    #[test]
    fn few_rows_stand_where_they_are() {
        assert_eq!(window(5, 0), Window { first: 0, last: 5, above_px: 0, below_px: 0 });
        let window = window(10_000, 3_200);
        assert_eq!((window.first, window.last, window.above_px), (96, 125, 96 * 32));
        assert_eq!(window.below_px, (10_000 - 125) * 32);
    }

    #[test]
    fn the_first_the_middle_and_the_last_of_many_millions_can_be_seen() {
        for rows in [500_001, 1_200_000, 30_000_000] {
            let ways = MOST_PX - 640;
            for top_px in [0, 1, 50, 999, ways / 3, ways / 2, ways - 1, ways, ways + 500] {
                let window = window(rows, top_px as usize);
                let height = window.above_px + (window.last - window.first) * 32 + window.below_px;
                assert!(height.abs_diff(MOST_PX) < 32, "{rows} at {top_px}: {height}");
                let (row, at) = first_seen(window, top_px.min(ways));
                assert!(at <= 32, "{rows} at {top_px}: no gap above row {row}");
                assert!(window.last - row >= 19 || window.last == rows, "{rows} at {top_px}: filled");
            }
            assert_eq!(first_seen(window(rows, 0), 0), (0, 0));
            assert_eq!(window(rows, ways as usize).last, rows);
            let end = window(rows, ways as usize);
            assert_eq!(end.below_px, 0, "the last row ends where the room does");
            let middle = first_seen(window(rows, (ways / 2) as usize), ways / 2).0;
            assert!(middle.abs_diff(rows / 2) < 30, "{middle} of {rows}");
        }
    }

    #[test]
    fn a_little_scrolling_of_a_million_rows_passes_no_row_unseen() {
        let (mut top_px, mut seen) = (0, 0);
        while top_px < 100_000 {
            let (row, _) = first_seen(window(1_000_000, top_px), top_px as u64);
            assert!(row <= seen + 20, "from {seen} to {row}");
            (seen, top_px) = (row, top_px + 100);
        }
    }
}
