//! What changed since the last review, in sentences.

use maud::{Markup, html};

use super::parts::headline;
use crate::app::address::{Address, ViewName};
use crate::app::content::Content;
use crate::measure::Measure;
use crate::org::Day;
use crate::story::say::{self, keep_together};
use crate::story::{self, Dated, Review, Since, choices};

/// Days of a review that are offered where none is chosen.
const OFFERED: usize = 6;

/// The sentences, sorted by what may be said.
pub fn since(content: &Content) -> Markup {
    let (Some(day), Some(earlier)) = (content.address.since, content.earlier_view()) else { return choose(content) };
    let now = content.view();
    let review =
        Review::new((&now, &content.readings), (&earlier, &content.earlier, day), &content.events, &content.successes);
    html! {
        div.lead { div.lead-text.wide { (headline(&review.headline)) } }
        @for (name, about, said) in &review.groups {
            section.since {
                h2 { (name) }
                p.fig-sub { (about) }
                dl { @for said in said { (sentence(&content.address, said)) } }
            }
        }
        @for (name, list) in [("Succeeded for the first time since", &review.successes), ("Happened since", &review.events)] {
            @if !list.is_empty() { section.happened { h2 { (name) } ol.evlist.dated { @for dated in list { (line(dated)) } } } }
        }
    }
}

fn sentence(address: &Address, said: &Since) -> Markup {
    let Some(measure) = Measure::from_slug(said.measure) else { return html! {} };
    html! {
        dt { a href=(address.with_view(ViewName::of(measure.family()))) { (story::name(measure)) } }
        dd { (said.text) }
    }
}

fn line(dated: &Dated) -> Markup {
    html! { li { span { (dated.on) } span { (dated.what) @if !dated.about.is_empty() { span.about { (dated.about) } } } } }
}

/// A few days to choose from: the ends of the last quarters that the data covers.
fn choose(content: &Content) -> Markup {
    let ends_quarter = |day: &Day| day.month().month_of_year().is_multiple_of(3);
    let is_before = |day: &Day| content.as_of.is_some_and(|as_of| *day < as_of);
    let days: Vec<Day> =
        choices::days(&content.opened.org).into_iter().filter(ends_quarter).filter(is_before).take(OFFERED).collect();
    html! {
        div.lead { div.lead-text.wide { (headline(&Review::choose_a_day())) } }
        section {
            @if days.is_empty() {
                p { "The export covers no earlier end of a quarter. Any earlier day can be chosen under Compared with." }
            } @else {
                ul.choice { @for day in days {
                    li { a href=(Address { since: Some(day), ..content.address.clone() }.with_view(ViewName::Since)) { (keep_together(&say::date(day))) } }
                } }
            }
        }
    }
}
