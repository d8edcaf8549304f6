//! The story on a wall, a step at a time.

use maud::{Markup, html};

use super::parts::{rows_button, toggle};
use super::slide::slide;
use crate::app::address::ViewName;
use crate::app::content::Content;
use crate::app::drawings::Drawing;
use crate::app::question::{Asked, AskedPart};
use crate::story::name;
use crate::story::presentation::{Exhibit, Plan, Step, StepName};

/// The keys, and what they do.
pub const KEYS: [(&str, &str); 8] = [
    ("→ ↓ Space PageDown", "what comes next"),
    ("← ↑ PageUp", "what was before"),
    ("Home End", "the first step, the last"),
    ("E", "how do you know? The rows behind what is shown"),
    ("B", "nothing on the wall, until the next key"),
    ("F", "the whole screen, or no longer"),
    ("P", "a window for the presenter: notes, next step, clock"),
    ("Esc", "back to the page"),
];

/// The step of the address, or the first; with the way to the others.
pub fn present(content: &Content, plan: &Plan) -> Markup {
    let steps = content.told(plan);
    let asked = content.address.step;
    let place = steps.iter().position(|step| Some(step.name) == asked).unwrap_or(0);
    let unmet = asked.filter(|asked| !steps.is_empty() && steps[place].name != *asked);
    html! {
        div.presenting {
            section.slide aria-roledescription="step" aria-live="polite" {
                @match steps.get(place) {
                    Some(step) => (slide(content, step, place, steps.len())),
                    None => (nothing()),
                }
            }
            (controls(content, &steps, place, unmet))
        }
    }
}

fn nothing() -> Markup {
    html! {
        p.where {}
        h1 { "There is no story to tell yet" }
        p.sub { "The export holds no words of the organisation and no number that a step could show." }
    }
}

/// The way to each step, what else can be done, and the keys for it.
fn controls(content: &Content, steps: &[Step], place: usize, unmet: Option<StepName>) -> Markup {
    let address = &content.address;
    let exhibit = steps.get(place).map(|step| step.exhibit);
    let measure = exhibit.and_then(Exhibit::measure);
    html! {
        nav.presenting-foot aria-label="Steps" {
            ol.dots {
                @for (at, step) in steps.iter().enumerate() {
                    li { a href=(address.with_step(step.name)) data-step=(step.name.key()) aria-current=[(at == place).then_some("step")] aria-label={ (at + 1) ": " (step.name.question()) } { (at + 1) } }
                }
            }
            div.ways {
                @if let Some(measure) = measure { (rows_button(&Asked { measure, part: AskedPart::All }, name(measure), "How do you know?")) }
                button.link type="button" data-story="screen" { "Whole screen" }
                button.link type="button" data-story="presenter" { "Presenter window" }
                a href=(address.with_view(ViewName::Story)) { "Change the story" }
                @if let Some(Exhibit::Figure(_)) = exhibit { (toggle("data", "Data as a table")) }
                (toggle("keys", "Keys"))
                a href=(address.with_view(ViewName::Progress)) { "Leave" }
            }
            p role="status" data-said {}
            @if let Some(unmet) = unmet { p role="status" { "There is nothing to show in the step “" (unmet.key()) "”." } }
        }
        @if let Some(Exhibit::Figure(measure)) = exhibit {
            aside.keys #data aria-label="Data as a table" data-table=(Drawing::Of(measure)) hidden {}
        }
        aside.keys #keys aria-label="Keys" hidden { dl { @for (keys, what) in KEYS { dt { (keys) } dd { (what) } } } }
    }
}
