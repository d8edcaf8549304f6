//! The whole story, to be changed, saved and printed: a step a page.

use maud::{Markup, html};

use super::slide::slide;
use crate::app::address::ViewName;
use crate::app::content::Content;
use crate::story::presentation::{MOST_HEADLINE_LETTERS, MOST_NOTES_LETTERS, Plan, Planned, Step, StepName, footnotes};

/// Every step that there can be, with what is planned for it and how it will look.
pub fn story(content: &Content, plan: &Plan) -> Markup {
    let steps = content.told(plan);
    html! {
        div.lead.only-screen { div.lead-text.wide {
            p.question { "The story" }
            h1 { "What is told, in which order, and what is said to it." }
        } }
        p.btns {
            a.btn.first href=(content.address.with_view(ViewName::Present)) { "Present" }
            button.btn type="button" data-story="save" id="story-save" { "Save as story.json" }
            label.btn { "Open a story " input type="file" accept=".json" id="story-file" data-story-file; }
            button.btn type="button" data-story="anew" id="story-anew" { "As the data tells it" }
            button.btn type="button" data-story="print" id="story-print" { "Print, a step a page" }
            button.btn type="button" data-story="pictures" id="story-pictures" data-export disabled[steps.is_empty()] { "Pictures and text, as a zip" }
        }
        p.fig-sub.only-screen role="status" data-said {}
        p.fig-sub.only-screen { "A file named story.json is also opened when it is dropped on the page, or lies beside the export. It stays in this browser." }
        ol.story-steps {
            @for (at, planned) in plan.steps.iter().enumerate() {
                li.story-step data-step=(planned.name.key()) { (step(content, planned, (at, plan.steps.len()), &steps)) }
            }
        }
    }
}

fn step(content: &Content, planned: &Planned, (at, of): (usize, usize), steps: &[Step]) -> Markup {
    let place = steps.iter().position(|step| step.name == planned.name);
    html! {
        (choices(content, planned, (at, of), place.and_then(|place| steps.get(place))))
        @if let Some(place) = place {
            div.slide-frame { section.slide { (slide(content, &steps[place], place, steps.len())) } }
            (counted(content, &steps[place]))
        }
    }
}

/// What was counted for a step, and where it comes from: for paper, on which nothing can be asked.
fn counted(content: &Content, step: &Step) -> Markup {
    let view = content.view();
    html! {
        div.footnotes {
            @for note in footnotes(step, &content.material(&view)) { p { (note) } }
            p { (content.source_line()) }
        }
    }
}

/// What can be chosen for a step. A control is named after the step and what it chooses.
fn choices(content: &Content, planned: &Planned, (at, of): (usize, usize), told: Option<&Step>) -> Markup {
    let name = planned.name;
    let key = name.key();
    let view = content.view();
    let choices = name.choices(&content.material(&view));
    let id = |what: &str| format!("story-{key}-{what}");
    html! {
        fieldset {
            legend { (name.question()) }
            p.story-order {
                label { input type="checkbox" id=(id("told")) data-plan=(key) data-what="told" checked[!planned.is_left_out] disabled[choices.is_empty()]; " Told" }
                button.link type="button" id=(id("up")) data-story="up" data-step=(key) disabled[at == 0] { "Earlier" }
                button.link type="button" id=(id("down")) data-story="down" data-step=(key) disabled[at + 1 == of] { "Later" }
            }
            @if choices.is_empty() {
                p.fig-sub { "Not told: " (missing(name)) }
            } @else {
                label { span { "Shows" } select id=(id("show")) data-plan=(key) data-what="show" {
                    @for choice in &choices { option value=(choice) selected[told.is_some_and(|step| step.exhibit == *choice)] { (choice.words()) } }
                } }
                label { span { "Headline of your own" } input type="text" id=(id("headline")) data-plan=(key) data-what="headline" maxlength=(MOST_HEADLINE_LETTERS) value=(planned.headline)
                    placeholder=[told.filter(|_| planned.headline.is_empty()).map(|step| step.headline.as_str())]; }
                @let doubt = told.and_then(|step| step.doubt.as_deref());
                p.notice id=(id("doubt")) hidden[doubt.is_none()] { b { "Only you see this." } " " span { (doubt.unwrap_or_default()) } }
                label { span { "Notes" } textarea id=(id("notes")) data-plan=(key) data-what="notes" rows="3" maxlength=(MOST_NOTES_LETTERS) { (planned.notes) } }
            }
        }
    }
}

/// What would fill a step that has nothing to show.
const fn missing(name: StepName) -> &'static str {
    match name {
        StepName::Why => "about.csv has no line why, and no number of the export tells what hurts.",
        StepName::Changed => "no conversations can be counted yet.",
        StepName::Proof => "the export has no proofs and no use cases.",
        StepName::Cost => "the export does not say what getting started took.",
        StepName::Joined => "the export does not say which teams share.",
        StepName::Ask => "about.csv has no line ask.",
    }
}
