//! What happened around the numbers, as the organisation declares it.

use crate::org::{Day, EventKind, Table, Value, View, WordSet, sort_by};

/// A day on which something happened that a figure should show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The day.
    pub on: Day,
    /// What happened, in at most 50 characters.
    pub label: String,
    /// What kind of thing; `None` where that is not known.
    pub kind: Option<EventKind>,
}

/// The events in scope up to the day of the view, by day; those without an area hold everywhere (M17).
pub fn events(view: &View<'_>) -> Vec<Event> {
    let Some(rows) = view.table(Table::Events) else { return Vec::new() };
    let cell = |name: &str, row| rows.column(name).map_or(Value::Unknown, |column| column.get(row));
    let mut events: Vec<Event> = (0..rows.len())
        .filter_map(|row| {
            let area = if let Value::Id(area) = cell("area", row) { Some(area) } else { None };
            let in_scope = area.is_none() || view.has_area(area);
            let Value::Text(label) = cell("label", row) else { return None };
            let kind = if let Value::Word(word) = cell("kind", row) { EventKind::of(word) } else { None };
            let on = view.day(rows, "on", row).filter(|_| in_scope)?;
            Some(Event { on, label: label.to_owned(), kind })
        })
        .collect();
    sort_by(&mut events, |a, b| (a.on, &a.label).cmp(&(b.on, &b.label)));
    events
}
