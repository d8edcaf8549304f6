//! What is shown: area, day, comparison, history, colours. Each is a part of the address.

use maud::{Markup, html};

use crate::app::address::{DEFAULT_MONTHS, GrainName, ThemeName, ViewName};
use crate::app::content::Content;
use crate::org::Day;
use crate::story::{choices, say};

/// Histories that the control offers.
const HISTORIES: [usize; 4] = [12, DEFAULT_MONTHS, 36, 60];

/// The views with columns that can be of months or of quarters; on others the control would change nothing.
const FOLDING: [ViewName; 2] = [ViewName::Talking, ViewName::Relying];

/// The value of an option, and its words.
type Choice = (String, String);

/// The line of controls; a change of one goes into the key of the address that it is named after.
pub fn filters(content: &Content) -> Markup {
    let address = &content.address;
    let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    let months = address.months.to_string();
    html! {
        form.filters aria-label="What is shown" {
            (choice("area", "Area", &address.areas.join(", "), areas(content)))
            (choice("as_of", "As of", &day(address.as_of), days(content, "The last day", address.as_of)))
            (choice("since", "Compared with", &day(address.since), days(content, "Nothing", address.since)))
            (choice("months", "History", &months, histories(address.months)))
            @if FOLDING.contains(&address.view) {
                (choice("grain", "By", address.grain.map_or("", GrainName::key), grains()))
            }
            (choice("theme", "Colours", address.theme.key(), themes()))
            @if let Some(day) = content.as_of { span.fresh { "As of " (say::keep_together(&say::date(day))) } }
        }
    }
}

fn choice(name: &str, label: &str, chosen: &str, choices: Vec<Choice>) -> Markup {
    html! {
        label {
            (label) " "
            select name=(name) id={ "filter-" (name) } {
                @for (value, words) in choices { option value=(value) selected[value == chosen] { (words) } }
            }
        }
    }
}

fn areas(content: &Content) -> Vec<Choice> {
    let areas = choices::areas(&content.opened.org);
    let chosen = &content.address.areas;
    let mut choices = vec![(String::new(), choices::all_areas(areas.len()))];
    // Several areas, or one that the export does not have, come from an address; the control shows them as they are.
    if chosen.len() > 1 || chosen.iter().any(|area| !areas.contains(area)) {
        choices.push((chosen.join(", "), chosen.join(", ")));
    }
    choices.extend(areas.into_iter().map(|area| (area.clone(), area)));
    choices
}

fn days(content: &Content, none: &str, chosen: Option<Day>) -> Vec<Choice> {
    let mut days = choices::days(&content.opened.org);
    days.extend(chosen.filter(|day| !days.contains(day)));
    let choices = days.into_iter().map(|day| (day.to_string(), say::date(day)));
    std::iter::once((String::new(), none.to_owned())).chain(choices).collect()
}

fn histories(chosen: usize) -> Vec<Choice> {
    let mut histories = HISTORIES.to_vec();
    histories.extend(Some(chosen).filter(|months| !HISTORIES.contains(months)));
    histories.into_iter().map(|months| (months.to_string(), format!("{months} months"))).collect()
}

fn grains() -> Vec<Choice> {
    let grains = GrainName::ALL.iter().map(|grain| (grain.key().to_owned(), grain.title().to_owned()));
    std::iter::once((String::new(), "what suits".to_owned())).chain(grains).collect()
}

fn themes() -> Vec<Choice> {
    ThemeName::ALL.iter().map(|theme| (theme.key().to_owned(), theme.title().to_owned())).collect()
}
