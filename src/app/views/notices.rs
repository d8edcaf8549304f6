//! What the reader should know before the numbers.

use maud::{Markup, html};

use super::{Act, Around};
use crate::app::address::Rejected;
use crate::app::content::Content;
use crate::story::{self, Notice, choices};

/// Whose export is open, what of the address was not understood, what is wrong with the export.
pub fn notices(content: &Content, around: Around<'_>) -> Markup {
    let of_address = (!around.rejected.is_empty()).then(|| of_address(around.rejected));
    let of_export = around.today.map(|today| story::notices(&content.view(), today)).unwrap_or_default();
    let notices: Vec<Notice> = of_address.into_iter().chain(of_areas(content)).chain(of_export).collect();
    html! {
        @if around.has_previous || !notices.is_empty() {
            div role="status" { ul.notices {
                @if around.has_previous {
                    li.notice {
                        b { "You are looking at " (content.opened.source.words()) "." } " It was read here and sent nowhere. "
                        button.link type="button" data-act=(Act::Previous.key()) { "Back to the export before" }
                    }
                }
                @for notice in notices {
                    li.notice { b { (notice.what) } " " (notice.more) }
                }
            } }
        }
    }
}

/// An area that no team is in holds nothing, which must not look like an area in which nothing happens.
fn of_areas(content: &Content) -> Option<Notice> {
    let areas = choices::areas(&content.opened.org);
    let unknown: Vec<&str> =
        content.address.areas.iter().filter(|area| !areas.contains(area)).map(String::as_str).collect();
    (!unknown.is_empty()).then(|| Notice {
        what: format!("No team of this export is in the area {}.", unknown.join(", ")),
        more: "Nothing below is of it. Choose an area under Area.".to_owned(),
    })
}

fn of_address(rejected: &[Rejected]) -> Notice {
    let parts: Vec<String> = rejected.iter().map(ToString::to_string).collect();
    let what = if parts.len() == 1 {
        "A part of the address was not understood:"
    } else {
        "Parts of the address were not understood:"
    };
    Notice { what: what.to_owned(), more: format!("{}. The rest is followed.", parts.join("; ")) }
}
