//! The figure of one measure, or what is missing for it.

use maud::{Markup, html};

use super::parts::{self, caption, definition, figure};
use crate::app::address::GrainName;
use crate::app::content::Content;
use crate::app::drawings::{Drawing, detail};
use crate::app::question::{Asked, AskedPart};
use crate::measure::{Measure, Reading, Why};
use crate::org::View;
use crate::story::{self, Title};

/// The figure of a measure under its message. One that cannot be read has nothing to draw: its title says what it needs.
pub fn measured(content: &Content, measure: Measure, title: impl FnOnce(&View<'_>, &Reading) -> Title) -> Markup {
    let Some(reading) = content.reading(measure) else { return html! {} };
    let title = title(&content.view(), reading);
    if !is_missing(reading) {
        return figure(Drawing::Of(measure), Some(&title), &Asked { measure, part: AskedPart::All });
    }
    missing(content, &title, &format!("of-{}", measure.slug()), measure)
}

/// Whether there is nothing to draw of a reading, since the export lacks what it needs, or since it may not be shown.
pub fn is_missing(reading: &Reading) -> bool {
    matches!(reading.why, Some(Why::NotMeasured | Why::Hidden))
}

/// Says of a figure of shares what its rings are, where an earlier day is asked for.
pub fn with_rings(content: &Content, title: Title) -> Title {
    match content.compared_with() {
        Some(since) => title.with_rings(since),
        None => title,
    }
}

/// Says of a figure of columns what they are where the address asks for months or for quarters.
pub fn with_grain(content: &Content, reading: &Reading, title: Title) -> Title {
    let Some(grain) = content.address.grain.filter(|_| reading.why.is_none()) else { return title };
    match (reading.measure, grain) {
        (measure, GrainName::Quarter) if detail::FOLDED.contains(&measure) => title.by_quarter(),
        (Measure::DirectConversations | Measure::PaceOfImprovement, GrainName::Quarter) => {
            title.always(story::MONTHS_IN_RANGE)
        }
        (Measure::TeamsSharing, GrainName::Quarter) => title.always(story::MONTHS_OF_JOINING),
        (Measure::OffersFromProducers, GrainName::Month) => title.always(story::QUARTERS_OF_OFFERS),
        _ => title,
    }
}

/// What stands where there is no figure: a title that says what is needed, the way to how that is exported, and how the measure is
/// counted. `key` tells its parts from those of others.
pub fn missing(content: &Content, title: &Title, key: &str, measure: Measure) -> Markup {
    let counted = format!("{key}-counted");
    html! {
        figure.figure-frame {
            (caption(Some(title)))
            div.fig-foot {
                (parts::how_to_export(content, measure))
                (parts::toggle(&counted, "How this is counted"))
            }
            (definition(measure, &counted))
        }
    }
}
