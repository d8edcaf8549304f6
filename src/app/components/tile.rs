//! One number: its name, what it is of, its range, a small drawing, what it was, and what stands beside it.

use leptos::prelude::*;

use super::Counted;
use super::figure_frame::FigureFrame;
use crate::app::drawings::Draw;
use crate::app::session::{Question, Session};
use crate::figure::Pick as Point;
use crate::measure::Pick;
use crate::story::{Tile, Verdict};

/// A tile.
#[component]
pub fn TileView(
    /// What it says.
    tile: Tile,
    /// What it draws; `None` where it only says.
    #[prop(optional_no_strip)]
    draw: Option<Draw>,
) -> impl IntoView {
    let session = Session::current();
    let counted = RwSignal::new(false);
    let measure = tile.measure;
    let name = tile.name;
    let ask = move |pick: Pick, about: String| session.question.set(Some(Question { measure, pick, about }));
    let point = Callback::new(move |(point, about): (Point, String)| {
        if let Some(pick) = crate::app::content::pick(point) {
            ask(pick, format!("{name}: {about}"));
        }
    });
    let number = tile.number.map(|number| view! {
        <button type="button" class="big" title="Rows behind this number" on:click=move |_| ask(Pick::All, name.to_owned())>
            {number.figure} {number.unit.map(|unit| view! { " " <small>{unit}</small> })}
        </button>
        <span class="of">{number.of} <span>{tile.period.clone()}</span></span>
    });
    let empty = tile
        .empty
        .map(|(words, why)| view! { <span class="empty-num">{words}</span><span class="of"><span>{why}</span></span> });
    let was = tile.was.map(|(was, verdict)| {
        let verdict = verdict.map(|verdict| {
            let (class, words) = match verdict {
                Verdict::Better(words) => ("verdict better", words),
                Verdict::Worse(words) => ("verdict worse", words),
                Verdict::Same(words) => ("verdict same", words),
            };
            view! { " " <span class=class>{words}</span> }
        });
        view! { {was} {verdict} }
    });
    view! {
        <article class="tile">
            <h3 class="tile-name">
                <span>{name}</span>
                <button type="button" class="how link" aria-expanded=move || counted.get().to_string() on:click=move |_| counted.update(|open| *open = !*open)>
                    "How this is counted"
                </button>
            </h3>
            <p class="tile-num">{number} {empty}</p>
            <p class="range-t">{tile.range}</p>
            <div>{draw.map(|draw| view! { <FigureFrame draw=draw pick=Some(point)/> })}</div>
            <p class="then">{was}</p>
            <p class="guard">{tile.guard.map(|(words, value)| view! { {words} " " <b>{value}</b> })}</p>
            {move || counted.get().then(|| view! { <Counted measure=measure close=Callback::new(move |()| counted.set(false))/> })}
        </article>
    }
}
