//! Who is where, who waits, when do we get there?

use maud::{Markup, html};

use super::measured::{is_missing, measured, missing, with_grain};
use super::parts::{self, caption, data_table, foot, headline, rows_button, tile};
use crate::app::content::Content;
use crate::app::drawings::joining;
use crate::app::question::{Asked, AskedPart};
use crate::measure::{Measure, Reading};
use crate::org::View;
use crate::story::{self, BoardStep, Waiting};

/// Teams of a step that are listed before the reader asks for all.
const TEAMS_SHOWN: usize = 15;

/// Teams by step, how long that takes, when the target could be reached, and what it costs the engineers.
pub fn joining(content: &Content) -> Markup {
    let view = content.view();
    let said = content
        .reading(Measure::TeamsSharing)
        .zip(content.reading(Measure::TimeInStep))
        .map(|(sharing, time)| story::joining(&view, sharing, time));
    let title = |view: &View<'_>, reading: &Reading| with_grain(content, reading, story::joining_title(view, reading));
    let of = |measure: Measure| measured(content, measure, title);
    html! {
        div.lead { div.lead-text.wide { @if let Some(said) = said { (headline(&said)) } } }
        section { (board(content)) }
        section { (times(content)) }
        section.cols.pair {
            div.c6 { (of(Measure::TeamsSharing)) }
            div.c6 { (of(Measure::FirstTalkToFirstShare)) }
        }
        section { (of(Measure::DaysToGetStarted)) }
        section { (backing(content)) }
        section {
            h2 { (story::question(Measure::EasyToFitIn.family())) }
            div.tiles { @for measure in TILES { (tile(content, measure)) } }
        }
    }
}

/// The numbers that stand under the figures.
const TILES: [Measure; 3] = [Measure::EasyToFitIn, Measure::Upkeep, Measure::LeadershipBacking];

/// The teams by the step they are in, those that wait longest first.
fn board(content: &Content) -> Markup {
    let view = content.view();
    let Some(reading) = content.reading(Measure::TeamsByStep) else { return html! {} };
    let title = story::joining_title(&view, reading);
    if is_missing(reading) {
        return missing(content, &title, "board", Measure::TeamsByStep);
    }
    let steps = if reading.why.is_none() { story::board(&view) } else { Vec::new() };
    html! {
        figure.figure-frame {
            (caption(Some(&title)))
            @if steps.iter().flat_map(|step| &step.named).any(|team| team.is_long) {
                ul.key { li { span.verdict.worse { (story::long_wait()) } } }
            }
            @if !steps.is_empty() { div.board { @for step in &steps { (column(step)) } } }
            (foot("board", None, &Asked { measure: Measure::TeamsByStep, part: AskedPart::All }))
        }
    }
}

fn column(step: &BoardStep) -> Markup {
    let asked = Asked { measure: Measure::TeamsByStep, part: AskedPart::Part(step.part) };
    let (first, rest) = step.named.split_at(step.named.len().min(TEAMS_SHOWN));
    let more = format!("board-{}-rest", step.part);
    html! {
        div.step {
            h3 { (step.name) " " (rows_button(&asked, step.name, &story::say::grouped(step.teams))) }
            p.note { (step.days) }
            ul {
                @for team in first { (chip(team)) }
                @if let Some(smaller) = &step.smaller { li.chip { span { (smaller) } } }
            }
            @if !rest.is_empty() {
                p.fig-foot { (parts::toggle(&more, &format!("{} more", rest.len()))) }
                ul id=(more) hidden { @for team in rest { (chip(team)) } }
            }
        }
    }
}

fn chip(team: &Waiting) -> Markup {
    html! {
        li.chip {
            span { (team.team) }
            @if let Some(days) = &team.days {
                @if team.is_long { span.verdict.worse { span.visually-hidden { (story::long_wait()) ": " } (days) } } @else { span { (days) } }
            }
        }
    }
}

/// How far the leadership of each area stands behind it.
fn backing(content: &Content) -> Markup {
    let Some(reading) = content.reading(Measure::LeadershipBacking) else { return html! {} };
    let title = story::joining_title(&content.view(), reading);
    if is_missing(reading) {
        return missing(content, &title, "backing", Measure::LeadershipBacking);
    }
    let table = joining::backing(content);
    html! {
        figure.figure-frame {
            (caption(Some(&title)))
            @if !table.rows.is_empty() { div.data { (data_table(&table, story::name(Measure::LeadershipBacking))) } }
            (foot("backing", None, &Asked { measure: Measure::LeadershipBacking, part: AskedPart::All }))
        }
    }
}

/// How long teams stay in each step.
fn times(content: &Content) -> Markup {
    let view = content.view();
    let Some(reading) = content.reading(Measure::TimeInStep) else { return html! {} };
    let title = story::joining_title(&view, reading);
    if is_missing(reading) {
        return missing(content, &title, "times", Measure::TimeInStep);
    }
    let has_parts = !reading.parts.is_empty();
    html! {
        figure.figure-frame {
            (caption(Some(&title)))
            @if has_parts { (time_table(reading)) }
            (foot("times", None, &Asked { measure: Measure::TimeInStep, part: AskedPart::All }))
        }
    }
}

fn time_table(reading: &Reading) -> Markup {
    let cell = |step: &str, (part, words): (&'static str, &str)| {
        let asked = Asked { measure: Measure::TimeInStep, part: AskedPart::Part(part) };
        rows_button(&asked, &format!("{step}: {words}"), words)
    };
    html! {
        div.data {
            div.scroll tabindex="0" role="region" aria-label="Time in each step" {
                table {
                    thead { tr {
                        th scope="col" { "Step" }
                        th scope="col" { "Half move on within" }
                        th scope="col" { "Still there, the longest" }
                    } }
                    tbody { @for step in story::step_times(reading) { tr {
                        th scope="row" { (step.name) }
                        td { (cell(step.name, (step.half.0, &step.half.1))) }
                        td { (cell(step.name, (step.longest.0, &step.longest.1))) }
                    } } }
                }
            }
        }
    }
}
