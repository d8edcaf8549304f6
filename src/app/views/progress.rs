//! Is the change happening, and is it worth it?

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::components::{FigureFrame, Footer, TileView};
use crate::app::content::{Content, pick};
use crate::app::drawings;
use crate::app::session::{Question, Session};
use crate::measure::Measure;
use crate::story::{self, Title};

/// The front page: headline, the figure that proves it, and up to six numbers.
#[component]
pub fn Progress(
    /// What is shown.
    content: Arc<Content>,
) -> impl IntoView {
    let session = Session::current();
    let view = content.view();
    let headline = content
        .reading(Measure::DirectConversations)
        .zip(content.reading(Measure::LedToAction))
        .map(|(direct, led)| story::progress(&view, direct, led, &content.events));
    let compared = headline.as_ref().and_then(|headline| headline.compared);
    let lead = drawings::lead(&content, compared);
    let point = Callback::new(move |(point, about)| {
        if let Some(pick) = pick(point) {
            session.question.set(Some(Question { measure: Measure::DirectConversations, pick, about }));
        }
    });
    let title = Title {
        message: "Direct conversations by month".to_owned(),
        about: "Between teams that make and use data, nobody in between".to_owned(),
    };
    let tiles = content.tiles().into_iter().filter_map(|measure| {
        let tile = content.tile(measure)?;
        Some(view! { <TileView tile=tile draw=drawings::tile(&content, measure)/> })
    });
    let tiles = tiles.collect_view();
    view! {
        <div class="lead">
            <div class="lead-text">{headline.map(|headline| view! { <super::headline::Headline headline=headline/> })}</div>
            <div class="lead-fig"><FigureFrame title=Some(title) draw=lead pick=Some(point)/></div>
        </div>
        <section class="tiles-sec" aria-label="Numbers"><div class="tiles">{tiles}</div></section>
        <Footer content=content/>
    }
}
