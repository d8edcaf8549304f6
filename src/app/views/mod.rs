//! The views as markup: each places what story and figure made of the readings. Knows no browser, so that it is tested like all below.
//!
//! A button says in an attribute what it does: `data-ask` opens the rows behind a number, `data-toggle` opens a part of the page,
//! `data-act` does one of the page's [`Act`]s, `data-take` takes something along. `data-drawing` is a place for a figure, `data-table` one for its data,
//! `data-measure` one for how a measure is counted.

mod embed;
mod failed;
mod filters;
mod glossary;
mod header;
mod joining;
mod measured;
mod notices;
mod one_pager;
mod parts;
mod present;
mod presenter;
mod progress;
mod reading;
mod relying;
mod rows;
mod since;
mod slide;
mod sources;
mod story;
mod take;
mod talking;
mod team;
mod tile;
mod worth;

use maud::{Markup, PreEscaped, html};

use super::address::{Part, Rejected, ViewName};
use super::content::Content;
use super::drawings::{Drawing, detail};
use super::kept::Kept;
use crate::figure::{Figure, Theme, overlay, svg};
use crate::measure::Measure;
use crate::org::Day;

pub use embed::{Place, embed};
pub use failed::{Failure, failed};
pub use header::header;
pub use parts::{counted, data_table};
pub use presenter::{clock, presenter};
pub use reading::reading;
pub use rows::{Scrolled, rows, seen_rows, sorted_words};
pub use slide::headline_of;

/// What a button of a view can do besides opening something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Reads the export of the address again.
    Retry,
    /// Lets the reader pick files.
    Pick,
    /// Lets the reader pick a folder.
    Folder,
    /// Opens the sample.
    Sample,
    /// Shows the export again that is still open.
    Stay,
    /// Shows the export again that was open before.
    Previous,
}

impl Act {
    const ALL: [Self; 6] = [Self::Retry, Self::Pick, Self::Folder, Self::Sample, Self::Stay, Self::Previous];

    /// Its name in an attribute.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Retry => "retry",
            Self::Pick => "pick",
            Self::Folder => "folder",
            Self::Sample => "sample",
            Self::Stay => "stay",
            Self::Previous => "previous",
        }
    }

    /// The act of a name; `None` if there is none.
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.key() == key)
    }
}

/// What a view is shown with.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// What of the address was not understood.
    pub rejected: &'a [Rejected],
    /// Today; `None` where the browser does not say.
    pub today: Option<Day>,
    /// Whether there is an export to go back to.
    pub has_previous: bool,
}

/// The front page.
pub fn front(content: &Content, around: Around<'_>) -> Markup {
    framed(content, around, &progress::progress(content))
}

/// A view other than the front page, with nothing kept from others.
pub fn view(content: &Content, around: Around<'_>) -> Markup {
    view_with(content, around, &Kept::default())
}

/// A view other than the front page.
pub fn view_with(content: &Content, around: Around<'_>, kept: &Kept) -> Markup {
    let view = match content.address.view {
        ViewName::Progress => progress::progress(content),
        ViewName::Talking => talking::talking(content),
        ViewName::Joining => joining::joining(content),
        ViewName::Relying => relying::relying(content),
        ViewName::Worth => worth::worth(content),
        ViewName::Sources => sources::sources(content),
        ViewName::Team => team::team(content),
        // A number alone carries its own foot, and what is shown of it is chosen on its full view.
        ViewName::Tile => return html! { (notices::notices(content, around)) (tile::tile(content)) },
        // A sheet of paper and a step on a wall say it themselves too.
        ViewName::OnePager => {
            return html! { (filters(content)) (notices::notices(content, around)) (one_pager::one_pager(content)) };
        }
        ViewName::Present => return present::present(content, &kept.plan()),
        ViewName::Story => story::story(content, &kept.plan()),
        ViewName::Since => since::since(content, kept.beside.as_deref()),
        ViewName::Glossary => glossary::glossary(content),
    };
    framed(content, around, &view)
}

/// A view with its controls, what the reader should know first, and the line at its foot.
fn framed(content: &Content, around: Around<'_>, view: &Markup) -> Markup {
    html! {
        (filters(content))
        (notices::notices(content, around))
        (view)
        (parts::footer(content))
    }
}

fn filters(content: &Content) -> Markup {
    html! { @if !content.address.chrome.hides(Part::Filters) { (filters::filters(content)) } }
}

/// Teams whose meetings are listed at once where there is no room for their grid; more would only be scrolled past.
const MOST_TEAMS: usize = 60;

/// What stands in the place of a figure that has no room.
pub fn without_room(content: &Content, place: Drawing) -> Markup {
    let teams = content.meetings.as_ref().map_or(0, |meetings| meetings.producers.len());
    if place == Drawing::Meetings && teams > MOST_TEAMS {
        return html! { p.fig-sub { "There is no room for a grid of " (teams) " teams. Choose an area, or open the data as a table." } };
    }
    let table = detail::table(place, content, None);
    html! { @if !table.rows.is_empty() { div.data { (data_table(&table, "The data, since there is no room for the figure")) } } }
}

/// A figure in a place of a view other than the front page; what its numbers stand for is listed once for several that are alike, and
/// under the others it unfolds.
pub fn drawn_at(place: Drawing, figure: &Figure) -> Markup {
    match place {
        Drawing::Starts(_) => canvas(figure),
        Drawing::Of(measure) if !matches!(measure, Measure::DataInUse | Measure::TeamsSharing) => html! {
            (canvas(figure))
            @if let [(first, _), .., (last, _)] = figure.notes.as_slice() {
                details.happened { summary { "What " (first) " to " (last) " stand for" } (listed(&figure.notes)) }
            } @else { (listed(&figure.notes)) }
        },
        _ => drawn(figure),
    }
}

fn canvas(figure: &Figure) -> Markup {
    html! {
        div.canvas {
            (PreEscaped(svg(figure, Theme::Page)))
            @if !figure.hits.is_empty() { (PreEscaped(overlay(figure))) }
        }
    }
}

/// A figure in its place.
pub fn drawn(figure: &Figure) -> Markup {
    html! {
        (canvas(figure))
        (listed(&figure.notes))
    }
}

/// What the numbers in a figure stand for.
fn listed(notes: &[(String, String)]) -> Markup {
    html! {
        @if !notes.is_empty() {
            ol.evlist { @for (mark, text) in notes { li { b { (mark) } span { (text) } } } }
        }
    }
}
