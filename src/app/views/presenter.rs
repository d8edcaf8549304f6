//! What the presenter alone sees: the step on the wall, its notes, the next one, and a clock.

use maud::{Markup, html};

use super::Around;
use super::notices::notices;
use crate::app::address::ViewName;
use crate::app::content::Content;
use crate::story::presentation::Plan;

/// The presenter's window. What should be known before the numbers is said here, since a wall has no place for it.
pub fn presenter(content: &Content, around: Around<'_>, plan: &Plan, is_annotated: bool) -> Markup {
    let steps = content.told(plan);
    let is_on = content.address.view == ViewName::Present;
    let place = steps.iter().position(|step| Some(step.name) == content.address.step).unwrap_or(0);
    let step = steps.get(place).filter(|_| is_on);
    html! {
        main.page.presenter {
            p.where { span #clock {} @if step.is_some() { span { "Step " (place + 1) " of " (steps.len()) } } }
            // There is no way back to another export from here.
            (notices(content, Around { has_previous: false, ..around }))
            @if let Some(step) = step {
                p.question { (step.name.question()) }
                h1 { (step.headline) }
                @if let Some(doubt) = &step.doubt { p.notice { b { "Only you see this." } " " (doubt) } }
                @if let Some(said) = &step.annotation {
                    p.fig-sub { @if is_annotated { "On the wall: " } @else { "Comes next: " } (said) }
                }
                h2 { "Notes" }
                @if step.notes.is_empty() { p.fig-sub { "None for this step." } } @else { p.notes { (step.notes) } }
                h2 { "Next step" }
                @match steps.get(place + 1) {
                    Some(next) => { p.question { (next.name.question()) } p { (next.headline) } }
                    None => p.fig-sub { "This is the last one." },
                }
                p.btns {
                    button.btn type="button" data-story="back" { "Back" }
                    button.btn.first type="button" data-story="next" { "Next" }
                }
            } @else {
                h1 { "The story is not on the wall" }
            }
        }
    }
}

/// The time of day, and how long the window has been open.
pub fn clock(hours: u32, minutes: u32, seconds: u64) -> String {
    format!("{hours:02}:{minutes:02}, for {}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::clock;

    #[test]
    fn the_clock_says_the_time_and_how_long() {
        assert_eq!(clock(9, 5, 0), "09:05, for 0:00");
        assert_eq!(clock(23, 59, 3725), "23:59, for 62:05");
    }
}
