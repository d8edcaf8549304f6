//! One step of the story: a message, one thing to look at, and where it comes from.

use maud::{Markup, html};

use super::parts::drawing;
use crate::app::content::Content;
use crate::app::drawings::Drawing;
use crate::figure::headline_size;
use crate::story::presentation::{Exhibit, Length, Plan, Step, StepName};
use crate::story::say::{self, keep_together};

/// The headline of a step that is told, and why the data does not carry it.
pub fn headline_of(content: &Content, plan: &Plan, name: StepName) -> Option<(String, Option<String>)> {
    content.told(plan).into_iter().find(|step| step.name == name).map(|step| (step.headline, step.doubt))
}

/// A step as it stands on a wall or on paper. `place` is how many steps it is from the first, `of` how many there are.
pub fn slide(content: &Content, step: &Step, place: usize, of: usize) -> Markup {
    let organisation = content.opened.org.settings.organisation.as_deref();
    html! {
        p.where {
            span { (organisation.unwrap_or("Uptake")) }
            span { (step.place(place, of)) }
        }
        h1 data-size=(headline_size(&step.headline)) { (step.headline) }
        p.where.sub {
            span { (step.about) }
            @if let Some(day) = content.as_of { span.day { "Data through " (keep_together(&say::date(day))) } }
        }
        div.exhibit { (exhibit(step)) }
        p.annotation { (step.annotation.as_deref().unwrap_or_default()) }
    }
}

fn exhibit(step: &Step) -> Markup {
    html! {
        @match step.exhibit {
            Exhibit::Words => @if let Some(words) = &step.words { blockquote data-length=(Length::of(words).key()) { (words) } },
            Exhibit::Number(_) => @if let Some(number) = &step.number {
                p.figure-large { (number.figure) @if let Some(unit) = number.unit { " " small { (unit) } } }
                @if let Some(of) = &number.of { p.of-large { (of) } }
            },
            Exhibit::Figure(measure) => figure.figure-frame data-enlarged { (drawing(Drawing::Of(measure))) },
            Exhibit::List(_) => ul.outcomes { @for line in &step.lines { li { span { (line.text) } b { (line.outcome) } } } },
        }
    }
}
