//! A figure on the page: its title, the drawing at the width it has, and its data as a table, one key away.

use std::sync::Arc;

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlElement, KeyboardEvent, ResizeObserver};

use super::{Counted, DataTable};
use crate::app::drawings::Draw;
use crate::figure::{Pick, Theme, overlay, svg};
use crate::measure::Measure;
use crate::story::Title;

/// What stands under a figure.
#[derive(Clone)]
pub struct Foot {
    /// The measure that it is of.
    pub measure: Measure,
    /// Opens the rows behind all of it; `None` where no rows can be shown.
    pub rows: Option<Callback<()>>,
}

/// One figure.
#[component]
pub fn FigureFrame(
    /// Its title, where it has one of its own.
    #[prop(optional_no_strip)]
    title: Option<Title>,
    /// What it shows.
    draw: Draw,
    /// Opens the rows behind a point; `None` where points only say their numbers.
    #[prop(optional_no_strip)]
    pick: Option<Callback<(Pick, String)>>,
    /// What stands under it.
    #[prop(optional_no_strip)]
    foot: Option<Foot>,
) -> impl IntoView {
    let (drawing, width) = measured();
    let figure = Memo::new_with_compare(
        move |_| width.get().map(|width| Arc::new(draw(width))),
        |before, now| before.is_none() || now.is_none() || before != now,
    );
    let markup = move || {
        figure.get().map(|figure| {
            format!(
                "{}{}",
                svg(&figure, Theme::Page),
                if figure.hits.is_empty() { String::new() } else { overlay(&figure) }
            )
        })
    };
    let pointed = RwSignal::new(None::<usize>);
    let readout = move || {
        figure.get().zip(pointed.get()).and_then(|(figure, place)| figure.hits.get(place).map(|hit| hit.text.clone()))
    };
    let open = move |place: usize| {
        if let (Some(figure), Some(pick)) = (figure.get_untracked(), pick)
            && let Some(hit) = figure.hits.get(place)
        {
            pick.run((hit.pick, hit.text.clone()));
        }
    };
    let key = move |event: KeyboardEvent| {
        let (Some(place), Some(figure)) = (hit_of(event.target()), figure.get_untracked()) else { return };
        let last = figure.hits.len().saturating_sub(1);
        let next = match event.key().as_str() {
            "ArrowRight" | "ArrowDown" => (place + 1).min(last),
            "ArrowLeft" | "ArrowUp" => place.saturating_sub(1),
            "Home" => 0,
            "End" => last,
            "Enter" | " " => {
                event.prevent_default();
                open(place);
                return;
            }
            "Escape" => {
                pointed.set(None);
                return;
            }
            _ => return,
        };
        event.prevent_default();
        if let Some(drawing) = drawing.get_untracked() {
            walk_to(&drawing, place, next);
        }
    };
    let notes = move || figure.get().map(|figure| figure.notes.clone()).unwrap_or_default();
    let table = RwSignal::new(false);
    let counted = RwSignal::new(false);
    let caption = view! {
        <figcaption>
            {title.map(|title| view! { <h3 class="fig-title">{title.message}</h3><p class="fig-sub">{title.about}</p> })}
            <p class="readout" aria-hidden="true">{readout}</p>
        </figcaption>
    };
    view! {
        <figure class="figure-frame">
            {caption}
            <div
                class="drawing"
                node_ref=drawing
                inner_html=move || markup().unwrap_or_default()
                on:pointerover=move |event| pointed.set(hit_of(event.target()))
                on:pointerleave=move |_| pointed.set(None)
                on:focusin=move |event: ev::FocusEvent| pointed.set(hit_of(event.target()))
                on:focusout=move |_| pointed.set(None)
                on:click=move |event| if let Some(place) = hit_of(event.target()) { open(place) }
                on:keydown=key
            ></div>
            {move || {
                let notes = notes();
                (!notes.is_empty()).then(|| view! {
                    <ol class="evlist">{notes.into_iter().map(|(mark, text)| view! { <li><b>{mark}</b><span>{text}</span></li> }).collect_view()}</ol>
                })
            }}
            {foot.map(|foot| view! {
                <div class="fig-foot">
                    <button type="button" class="link" aria-expanded=move || table.get().to_string() on:click=move |_| table.update(|open| *open = !*open)>
                        "Data as a table"
                    </button>
                    {foot.rows.map(|rows| view! { <button type="button" class="link" on:click=move |_| rows.run(())>"Rows behind it"</button> })}
                    <button type="button" class="link" aria-expanded=move || counted.get().to_string() on:click=move |_| counted.update(|open| *open = !*open)>
                        "How this is counted"
                    </button>
                </div>
                {move || counted.get().then(|| view! { <Counted measure=foot.measure close=Callback::new(move |()| counted.set(false))/> })}
                {move || table.get().then(|| figure.get()).flatten().map(|figure| view! { <DataTable table=figure.table.clone()/> })}
            })}
        </figure>
    }
}

/// An element, and the width in px that it has been given; `None` until it is on the page.
pub fn measured() -> (NodeRef<html::Div>, RwSignal<Option<f64>>) {
    let element = NodeRef::<html::Div>::new();
    let width = RwSignal::new(None);
    Effect::new(move |_| {
        let Some(element) = element.get() else { return };
        let read = move |element: &HtmlElement| {
            let found = f64::from(element.client_width());
            // A part of the page that is hidden has no width; what was drawn before stays right.
            if found > 0.0 && width.get_untracked() != Some(found) {
                width.set(Some(found));
            }
        };
        read(&element);
        let watched: HtmlElement = (*element).clone().unchecked_into();
        let resized = Closure::<dyn FnMut()>::new({
            let watched = watched.clone();
            move || read(&watched)
        });
        // Without an observer the figure keeps the width that it began with.
        if let Ok(observer) = ResizeObserver::new(resized.as_ref().unchecked_ref()) {
            observer.observe(&watched);
            let kept = send_wrapper::SendWrapper::new((observer, resized));
            on_cleanup(move || kept.0.disconnect());
        }
    });
    (element, width)
}

fn hit_of(target: Option<web_sys::EventTarget>) -> Option<usize> {
    target?.dyn_into::<Element>().ok()?.get_attribute("data-hit")?.parse().ok()
}

/// Moves the focus from one point to another, which becomes the one that Tab comes back to.
fn walk_to(drawing: &HtmlElement, from: usize, to: usize) {
    let point = |place: usize| drawing.query_selector(&format!("[data-hit=\"{place}\"]")).ok().flatten();
    let (Some(from), Some(to)) = (point(from), point(to)) else { return };
    // Attributes with these names are always valid.
    let _ = from.set_attribute("tabindex", "-1");
    let _ = to.set_attribute("tabindex", "0");
    if let Ok(focus) = js_sys::Reflect::get(&to, &"focus".into())
        && let Some(focus) = focus.dyn_ref::<js_sys::Function>()
    {
        let _ = focus.call0(&to);
    }
}
