//! Who relies on us, on whom do we rely? Reached by links, and never of a team too small to be named.

use maud::{Markup, html};

use super::parts::{caption, data_table, headline, rows_button};
use super::take::{self, Taken};
use crate::app::content::Content;
use crate::app::drawings::team::{self as tables, Part, Shown};
use crate::story::Title;
use crate::story::team_words::{self, NoTeam};

/// The page of the team of the address, or the teams to choose from.
pub fn team(content: &Content) -> Markup {
    let view = content.view();
    match tables::shown(content) {
        Ok(shown) => page(&shown),
        Err(why) => html! {
            div.lead { div.lead-text.wide { (headline(&team_words::no_team(&view, why))) } }
            @if why != NoTeam::TooSmall { (choice(content)) }
        },
    }
}

fn page(shown: &Shown) -> Markup {
    html! {
        div.lead { div.lead-text.wide { (headline(&shown.headline)) } }
        @for part in &shown.parts {
            section {
                figure.figure-frame {
                    (caption(Some(&Title { message: part.title.to_owned(), about: part.about.to_owned() })))
                    (list(part))
                }
            }
        }
    }
}

fn list(part: &Part) -> Markup {
    html! {
        @if part.table.rows.is_empty() {
            p { (part.none) }
        } @else {
            div.data { (data_table(&part.table, part.title)) }
            div.fig-foot { (rows_button(&part.asked, part.title, "Rows behind it")) (take::menu(None, Taken::Table)) }
        }
    }
}

fn choice(content: &Content) -> Markup {
    html! {
        section { ul.choice { @for (id, name) in tables::choices(content) {
            li { a href=(content.address.with_team(&id)) { (name) } }
        } } }
    }
}
