//! Is what we share used, cared for and safe to depend on?

use maud::{Markup, html};

use super::measured::{measured, with_grain, with_rings};
use super::parts::{caption, figure, headline, long_table, tile};
use super::take::{self, Taken};
use crate::app::content::Content;
use crate::app::drawings::{Drawing, detail};
use crate::app::question::{Asked, AskedPart};
use crate::measure::{Family, Measure};
use crate::story;

/// Data in use, who looks after it, what surprised its users, and whether its owners can see who they are.
pub fn relying(content: &Content) -> Markup {
    let reading = |measure: Measure| content.reading(measure);
    let said = reading(Measure::DataInUse)
        .zip(reading(Measure::WhoLooksAfter))
        .zip(reading(Measure::Surprises))
        .map(|((in_use, keepers), surprises)| story::relying(in_use, keepers, surprises));
    let of = |measure: Measure| {
        measured(content, measure, |view, reading| {
            let title = match measure.family() {
                Family::Relying => story::relying_title(view, reading),
                _ => story::using_title(view, reading, &content.events),
            };
            with_grain(content, reading, title)
        })
    };
    html! {
        div.lead { div.lead-text.wide { @if let Some(said) = said { (headline(&said)) } } }
        section { (shares(content)) }
        section.cols.pair {
            div.c7 { (of(Measure::DataInUse)) }
            div.c5 { (of(Measure::TeamsPerDataset)) }
        }
        section.cols.pair {
            div.c5 { (of(Measure::StillUsedLater)) }
            div.c7 { (of(Measure::WhoLooksAfter)) }
        }
        section.cols.pair {
            div.c7 { (of(Measure::OffersFromProducers)) }
            div.c5 { (of(Measure::WrittenAgreements)) }
        }
        (offers(content))
        section { (of(Measure::Surprises)) }
        section { (of(Measure::PaceOfImprovement)) }
        section {
            h2 { (story::question(Family::Relying)) }
            div.tiles { @for measure in TILES { (tile(content, measure)) } }
        }
    }
}

/// The numbers that stand under the figures.
const TILES: [Measure; 3] = [Measure::MeaningChangesCaught, Measure::OwnersSeeUse, Measure::BoughtInDataOwned];

/// The shares beside each other, each with its range.
fn shares(content: &Content) -> Markup {
    let both = content.reading(Measure::DataInUse).zip(content.reading(Measure::WrittenAgreements));
    let title = both.map(|(in_use, agreements)| with_rings(content, story::relied_title(in_use, agreements)));
    figure(Drawing::Relied, title.as_ref(), &Asked { measure: Measure::DataInUse, part: AskedPart::All })
}

/// What those who make data offered by themselves lately.
fn offers(content: &Content) -> Markup {
    let Some(reading) = content.reading(Measure::OffersFromProducers) else { return html! {} };
    let table = detail::offers_table(content);
    html! {
        @if !table.rows.is_empty() {
            section {
                figure.figure-frame {
                    (caption(Some(&story::offers_title(reading))))
                    (long_table("offers", &table, "Offered by those who make the data"))
                    (take::menu(Some(Measure::OffersFromProducers), Taken::Table))
                }
            }
        }
    }
}
