//! Are we still the go-between?

use maud::{Markup, html};

use super::listed;
use super::measured::{is_missing, missing, with_grain, with_rings};
use super::parts::{caption, counted, drawing, figure, foot, headline, long_table, tile, toggle};
use crate::app::address::{GrainName, ViewName};
use crate::app::content::Content;
use crate::app::drawings::{self, Drawing, detail};
use crate::app::question::{Asked, AskedPart};
use crate::figure::cohorts;
use crate::measure::{Measure, Reading};
use crate::story::{self, Title};

/// Conversations: how many are direct, what they lead to, who meets whom, who starts.
pub fn talking(content: &Content) -> Markup {
    let view = content.view();
    let both = |a: Measure, b: Measure| content.reading(a).zip(content.reading(b));
    let said = both(Measure::WithoutTheDataTeam, Measure::OnlyThroughDataTeam);
    let said = said.map(|(without, only)| story::talking(&view, without, only));
    let title = |measure: Measure, title: &dyn Fn(&Reading) -> Title| content.reading(measure).map(title);
    let direct_title = title(Measure::DirectConversations, &|reading| {
        with_grain(content, reading, story::direct_title(&view, reading, &content.events))
    });
    let curve_title =
        both(Measure::LedToAction, Measure::DaysToAction).map(|(led, time)| story::curve_title(&view, led, Some(time)));
    let shares_title = both(Measure::WithoutTheDataTeam, Measure::LedToAction)
        .map(|(without, led)| with_rings(content, story::shares_title(without, led)));
    let all = |measure: Measure| Asked { measure, part: AskedPart::All };
    let history = content.history().map_or(AskedPart::All, |(first, last)| AskedPart::History(first, last));
    let direct = Asked { measure: Measure::DirectConversations, part: history };
    let drawn = |place: Drawing, measure: Measure, title: Option<&Title>, asked: &Asked| match (
        title,
        content.reading(measure),
    ) {
        (Some(title), Some(reading)) if is_missing(reading) => {
            missing(content, title, &place.to_string(), asked.measure)
        }
        _ => figure(place, title, asked),
    };
    html! {
        div.lead { div.lead-text.wide { @if let Some(said) = said { (headline(&said)) } } }
        section.cols {
            div.c8 { (drawn(Drawing::Direct, Measure::DirectConversations, direct_title.as_ref(), &direct)) }
            div.c4 {
                (tile(content, Measure::DirectConversations))
                div.counted #direct-beside role="group" aria-label={ "How this is counted: " (story::name(Measure::DirectConversations)) } {
                    (counted(content, Measure::DirectConversations, None))
                }
            }
        }
        section { (figure(Drawing::Shares, shares_title.as_ref(), &all(Measure::WithoutTheDataTeam))) }
        section.cols.pair {
            div.c7 { (cohort_table(content)) }
            div.c5 { (drawn(Drawing::Curve, Measure::LedToAction, curve_title.as_ref(), &all(Measure::DaysToAction))) }
        }
        section { (meetings(content)) }
        section { (silent(content)) }
        section { (starters(content)) }
    }
}

/// The table of months and of the days until their conversations led to something.
fn cohort_table(content: &Content) -> Markup {
    let view = content.view();
    let reading = content.reading(Measure::LedToAction);
    let title = reading.map(|reading| story::cohort_title(&view, reading));
    if let Some(title) = title.as_ref().filter(|_| reading.is_some_and(is_missing)) {
        return missing(content, title, "cohorts", Measure::LedToAction);
    }
    let rows = reading.map(|reading| cohorts::table(reading, content.address.months)).unwrap_or_default();
    let (earlier, rows) = rows.split_at(rows.len().saturating_sub(cohorts::MONTHS));
    html! {
        figure.figure-frame {
            (caption(title.as_ref()))
            @if !rows.is_empty() {
                div.scroll tabindex="0" role="region" aria-label="Conversations by month and by days until they led to something" {
                    table.cohort {
                        thead { tr {
                            th scope="col" { "Held in" } th.held scope="col" { "held" }
                            @for head in cohorts::heads() { th scope="col" { (head) } }
                        } }
                        @if !earlier.is_empty() { tbody #cohorts-earlier hidden { (cohort_rows(earlier)) } }
                        tbody { (cohort_rows(rows)) }
                    }
                    @if !earlier.is_empty() {
                        p.fig-foot { (toggle("cohorts-earlier", &story::earlier_months(earlier.len()))) }
                    }
                }
            }
            (foot("cohorts", None, &Asked { measure: Measure::LedToAction, part: AskedPart::All }))
        }
    }
}

fn cohort_cell(row: &cohorts::Row, cell: &cohorts::Cell) -> Markup {
    let Some(share) = &cell.share else { return html! { td.none { "too recent" } } };
    let asked = Asked { measure: Measure::LedToAction, part: AskedPart::Cohort(row.month, Some(cell.days)) };
    let about = format!("{}: {} within {} days", row.name, share.of, cell.days);
    html! {
        td class={ "q" (share.shade) } {
            button.cell type="button" data-ask=(asked) data-about=(about) { (share.percent) " " small { (share.of) } }
        }
    }
}

fn cohort_rows(rows: &[cohorts::Row]) -> Markup {
    html! {
        @for row in rows { tr {
            th scope="row" { (row.name) }
            td.held { (held_cell(row)) }
            @for cell in &row.cells { (cohort_cell(row, cell)) }
        } }
    }
}

/// How many conversations of a month could lead to something.
fn held_cell(row: &cohorts::Row) -> Markup {
    let asked = Asked { measure: Measure::LedToAction, part: AskedPart::Cohort(row.month, None) };
    html! {
        @if !row.held.is_empty() {
            button.cell type="button" data-ask=(asked) data-about={ (row.name) ": all that could lead to something" } { (row.held) }
        }
    }
}

/// Who met whom: a grid where there is room, a table elsewhere.
fn meetings(content: &Content) -> Markup {
    let view = content.view();
    let reading = content.reading(Measure::OnlyThroughDataTeam);
    let both = content.meetings.as_ref().zip(reading);
    let title = both.map(|(meetings, reading)| story::meetings_title(&view, meetings, reading));
    if let Some(title) = title.as_ref().filter(|_| reading.is_some_and(is_missing)) {
        return missing(content, title, "meetings", Measure::OnlyThroughDataTeam);
    }
    let asked = Asked { measure: Measure::OnlyThroughDataTeam, part: AskedPart::All };
    let has_rows = content.meetings.as_ref().is_some_and(|meetings| !meetings.producers.is_empty());
    html! {
        figure.figure-frame {
            (caption(title.as_ref()))
            @if has_rows {
                ul.key {
                    li { (mark("mark-direct", "6.5")) "met directly" }
                    li { (mark("mark-ring", "5.5")) "met only with the data team" }
                    li { (mark("mark-unknown", "3")) "met, not known how" }
                    li { "blank: not met" }
                }
                (drawing(Drawing::Meetings))
            }
            (foot("meetings", has_rows.then_some(Drawing::Meetings), &asked))
        }
    }
}

fn mark(class: &str, radius: &str) -> Markup {
    html! { svg viewBox="0 0 16 16" aria-hidden="true" { circle class=(class) cx="8" cy="8" r=(radius); } }
}

/// Relationships in which nobody has talked.
fn silent(content: &Content) -> Markup {
    let view = content.view();
    let Some(reading) = content.reading(Measure::UsersAndOwnersTalk) else { return html! {} };
    if let Some(why) = reading.why {
        let about = [story::empty_words(why), ". ", &story::explanation(&view, reading, why)].concat();
        let title = Title { message: "Silent relationships".to_owned(), about };
        return missing(content, &title, "silent", Measure::UsersAndOwnersTalk);
    }
    let title = story::silent_title(reading);
    let table = detail::silent_table(content);
    html! {
        figure.figure-frame {
            (caption(Some(&title)))
            (long_table("silent", &table, "Data used by teams that its owner has not talked with"))
            p.fig-foot { a href=(content.address.with_view(ViewName::Team)) { "Who one team relies on, and who relies on it" } }
            (foot("silent", None, &Asked { measure: Measure::UsersAndOwnersTalk, part: AskedPart::All }))
        }
    }
}

/// Who starts conversations.
fn starters(content: &Content) -> Markup {
    let view = content.view();
    let reading = content.reading(Measure::TwoWayContact);
    let columns = content.address.grain.unwrap_or(GrainName::Quarter).key();
    let title = reading.map(|reading| story::starts_title(&view, reading, columns));
    if let Some(title) = title.as_ref().filter(|_| reading.is_some_and(is_missing)) {
        return missing(content, title, "starts", Measure::TwoWayContact);
    }
    let has_series = reading.is_some_and(|reading| !reading.series.is_empty());
    html! {
        figure.figure-frame {
            (caption(title.as_ref()))
            @if has_series {
                div.multi {
                    @for (place, (_, name)) in drawings::STARTERS.iter().enumerate() {
                        div.figure-frame { h3 { (name) } (drawing(Drawing::Starts(place))) }
                    }
                }
                (listed(&detail::starters_notes(content)))
            }
            (foot("starts", has_series.then_some(Drawing::Starters), &Asked { measure: Measure::TwoWayContact, part: AskedPart::All }))
        }
    }
}
