//! What changed since the last review, in sentences.

use maud::{Markup, html};

use super::parts::headline;
use crate::app::address::{Address, ViewName};
use crate::app::beside::Beside;
use crate::app::content::Content;
use crate::measure::Measure;
use crate::org::Day;
use crate::story::say::{self, keep_together};
use crate::story::{self, Dated, Review, Since, choices};

/// Days of a review that are offered where none is chosen.
const OFFERED: usize = 6;

/// The sentences, sorted by what may be said, and what an earlier export says otherwise.
pub fn since(content: &Content, beside: Option<&Beside>) -> Markup {
    html! {
        (review(content))
        (restated(content, beside))
    }
}

fn review(content: &Content) -> Markup {
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
    named(address, measure, &said.text)
}

fn named(address: &Address, measure: Measure, text: &str) -> Markup {
    html! {
        dt { a href=(address.with_view(ViewName::of(measure.family()))) { (story::name(measure)) } }
        dd { (text) }
    }
}

/// News apart from what is told otherwise of the past, which takes the export of the last review; with a way to open it.
fn restated(content: &Content, beside: Option<&Beside>) -> Markup {
    html! {
        section.since.beside {
            h2 { "News, or the past told otherwise?" }
            @match beside {
                None => p { "Both move numbers, and this export alone cannot tell them apart. Open the export of the last review beside it: rows that came since are news, earlier rows that are not what they were are the past told otherwise." },
                Some(Beside { said: Err(why), .. }) => p.notice { (why) },
                Some(Beside { said: Ok(said), earlier, on, .. }) => {
                    p.fig-sub { "Compared with " (earlier.source.words()) "." }
                    @for remark in &said.remarks { p.notice { (remark) } }
                    h3 { "News" }
                    p { (said.new) }
                    h3 { "The past told otherwise" }
                    p { (said.restated) }
                    @if !said.months.is_empty() {
                        ol.evlist.dated { @for (month, what) in &said.months { li { span { (month) } span { (what) } } } }
                    }
                    h3 { "What that moves" @if let Some(on) = on { ", on " (keep_together(&say::date(*on))) } }
                    @if let Some(nothing) = &said.nothing_moved { p { (nothing) } }
                    dl { @for (measure, text) in &said.moved { (named(&content.address, *measure, text)) } }
                },
            }
            p.btns {
                label.btn { "Open the earlier export " input type="file" multiple accept=".csv,.gz,.zip,.json" id="earlier-files" data-earlier-files; }
                @if beside.is_some() { button.btn type="button" id="earlier-close" data-story="alone" { "Compare with none" } }
            }
            p.fig-sub role="status" data-said {}
        }
        div.drop-earlier data-drop-earlier { p { "… or here, to compare with it: the export of the last review." } }
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
