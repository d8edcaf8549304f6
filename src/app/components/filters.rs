//! What is shown: area, day, comparison, history, colours. Each is a part of the address.

use leptos::prelude::*;

use crate::app::address::{Address, DEFAULT_MONTHS, ThemeName};
use crate::app::session::Session;
use crate::org::Day;
use crate::story::{choices, say};

/// Histories that the control offers.
const HISTORIES: [usize; 4] = [12, DEFAULT_MONTHS, 36, 60];

/// The line of controls.
#[component]
pub fn Filters() -> impl IntoView {
    let session = Session::current();
    let content = session.content;
    let areas =
        Memo::new(move |_| content.get().map(|content| choices::areas(&content.opened.org)).unwrap_or_default());
    let days = Memo::new(move |_| content.get().map(|content| choices::days(&content.opened.org)).unwrap_or_default());
    let fresh = move || {
        content
            .get()
            .and_then(|content| content.as_of)
            .map(|day| format!("As of {}", say::keep_together(&say::date(day))))
    };
    let area_options = move || {
        let chosen = session.address.get().areas;
        let mut options = vec![(String::new(), choices::all_areas(areas.get().len()))];
        options.extend(areas.get().into_iter().map(|area| (area.clone(), area)));
        // Several areas, or one that the export does not have, come from an address; the control shows them as they are.
        if chosen.len() > 1 || chosen.iter().any(|area| !areas.get().contains(area)) {
            options.push((chosen.join(", "), chosen.join(", ")));
        }
        (chosen.join(", "), options)
    };
    let day_options = move |first: &'static str, chosen: Option<Day>| {
        let mut options = vec![(String::new(), first.to_owned())];
        options.extend(days.get().into_iter().map(|day| (day.to_string(), say::date(day))));
        if let Some(day) = chosen.filter(|day| !days.get().contains(day)) {
            options.push((day.to_string(), say::date(day)));
        }
        (chosen.map(|day| day.to_string()).unwrap_or_default(), options)
    };
    let month_options = move || {
        let chosen = session.address.get().months;
        let mut histories = HISTORIES.to_vec();
        if !histories.contains(&chosen) {
            histories.push(chosen);
        }
        (
            chosen.to_string(),
            histories.into_iter().map(|months| (months.to_string(), format!("{months} months"))).collect(),
        )
    };
    let theme_options = move || {
        let themes = ThemeName::ALL.iter().map(|theme| (theme.key().to_owned(), theme.title().to_owned()));
        (session.address.get().theme.key().to_owned(), themes.collect())
    };
    let area = |address: &mut Address, value: String| {
        address.areas = Some(value).filter(|value| !value.is_empty()).into_iter().collect()
    };
    let as_of = |address: &mut Address, value: String| address.as_of = Day::parse(value.as_bytes());
    let since = |address: &mut Address, value: String| address.since = Day::parse(value.as_bytes());
    let months = |address: &mut Address, value: String| address.months = value.parse().unwrap_or(DEFAULT_MONTHS);
    let theme = |address: &mut Address, value: String| {
        address.theme = ThemeName::ALL.into_iter().find(|theme| theme.key() == value).unwrap_or_default();
    };
    view! {
        <form class="filters" aria-label="What is shown" on:submit=move |event| event.prevent_default()>
            <Choice label="Area" options=Signal::derive(area_options) choose=area/>
            <Choice label="As of" options=Signal::derive(move || day_options("The last day", session.address.get().as_of)) choose=as_of/>
            <Choice label="Compared with" options=Signal::derive(move || day_options("Nothing", session.address.get().since)) choose=since/>
            <Choice label="History" options=Signal::derive(month_options) choose=months/>
            <Choice label="Colours" options=Signal::derive(theme_options) choose=theme/>
            <span class="fresh">{fresh}</span>
        </form>
    }
}

/// The value chosen, and every value with its words.
type Options = (String, Vec<(String, String)>);

/// One control, that changes one part of the address.
#[component]
fn Choice(
    /// What it chooses.
    label: &'static str,
    /// The value chosen, and those there are.
    options: Signal<Options>,
    /// Puts a value into the address.
    choose: fn(&mut Address, String),
) -> impl IntoView {
    let session = Session::current();
    let each = move || {
        let (chosen, options) = options.get();
        options
            .into_iter()
            .map(|(value, words)| view! { <option value=value.clone() selected=value == chosen>{words}</option> })
            .collect_view()
    };
    let changed = move |event| {
        let value = event_target_value(&event);
        session.go(|address| choose(address, value));
    };
    view! {
        <label>{label} " " <select on:change=changed>{each}</select></label>
    }
}
