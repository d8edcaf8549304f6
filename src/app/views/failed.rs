//! The page when an export could not be read: what is the matter, and what to do next.

use maud::{Markup, html};

use super::Act;

/// What went wrong.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    /// The matter, in a few words.
    pub title: &'static str,
    /// What happened.
    pub what: String,
    /// What to do about it.
    pub advice: &'static str,
    /// Whether an export is still open to go back to.
    pub can_stay: bool,
}

/// The page that says so.
pub fn failed(failure: &Failure) -> Markup {
    html! {
        section.state.failed role="alert" {
            h1 { (failure.title) }
            p { (failure.what) }
            p { (failure.advice) }
            div.btns {
                @if failure.can_stay {
                    button.btn.first type="button" data-act=(Act::Stay.key()) { "Back to the export that is open" }
                }
                button.btn.first[!failure.can_stay] type="button" data-act=(Act::Retry.key()) { "Try again" }
                button.btn type="button" data-act=(Act::Pick.key()) { "Open files" }
                button.btn type="button" data-act=(Act::Sample.key()) { "Look at the sample" }
            }
        }
    }
}
