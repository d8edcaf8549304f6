//! Are we still the go-between?

use std::sync::Arc;

use leptos::prelude::*;

use super::headline::Headline;
use crate::app::components::{Counted, DataTable, FigureFrame, Foot, Footer, TileView, measured};
use crate::app::content::{Content, pick};
use crate::app::drawings;
use crate::app::session::{Question, Session};
use crate::figure::{Pick as Point, cohorts};
use crate::measure::{Measure, Pick};
use crate::story::{self, Title};

/// Conversations: how many are direct, what they lead to, who meets whom, who starts.
#[component]
pub fn Talking(
    /// What is shown.
    content: Arc<Content>,
) -> impl IntoView {
    let session = Session::current();
    let view = content.view();
    let headline = content
        .reading(Measure::WithoutTheDataTeam)
        .zip(content.reading(Measure::OnlyThroughDataTeam))
        .map(|(without, only)| story::talking(&view, without, only));
    let title =
        |measure: Measure, title: &dyn Fn(&crate::measure::Reading) -> Title| content.reading(measure).map(title);
    let direct_title =
        title(Measure::DirectConversations, &|reading| story::direct_title(&view, reading, &content.events));
    let curve_title = title(Measure::LedToAction, &story::curve_title);
    let starts_title = title(Measure::TwoWayContact, &story::starts_title);
    let shares_title = content
        .reading(Measure::WithoutTheDataTeam)
        .zip(content.reading(Measure::LedToAction))
        .map(|(without, led)| story::shares_title(without, led));
    let tile = content.tile(Measure::DirectConversations).map(|tile| view! { <TileView tile=tile draw=None/> });
    let ask = move |measure: Measure, pick: Pick, about: String| {
        session.question.set(Some(Question { measure, pick, about }))
    };
    let points_of = move |measure: Measure| {
        Callback::new(move |(point, about)| {
            if let Some(pick) = pick(point) {
                ask(measure, pick, about);
            }
        })
    };
    let share_point = Callback::new(move |(point, about)| {
        if let Point::Row(row) = point
            && let Some(&measure) = drawings::SHARES.get(row)
        {
            ask(measure, Pick::All, about);
        }
    });
    let foot = move |measure: Measure, pick: Pick| {
        Some(Foot {
            measure,
            rows: Some(Callback::new(move |()| ask(measure, pick.clone(), story::name(measure).to_owned()))),
        })
    };
    let history =
        content.history().map(|(first, last)| Pick::Months { first, last, series: None }).unwrap_or(Pick::All);
    let starters = drawings::starts(&content).into_iter().zip(drawings::STARTERS).map(|(draw, (key, name))| {
        let point = Callback::new(move |(point, about): (Point, String)| {
            if let Point::Period { month, .. } = point {
                ask(
                    Measure::TwoWayContact,
                    Pick::Months { first: month, last: month.plus(2), series: Some(key) },
                    format!("{name}: {about}"),
                );
            }
        });
        view! { <div><h4>{name}</h4><FigureFrame draw=draw pick=Some(point)/></div> }
    });
    let starters = starters.collect_view();
    view! {
        <div class="lead"><div class="lead-text wide">{headline.map(|headline| view! { <Headline headline=headline/> })}</div></div>
        <section class="cols">
            <div class="c8">
                <FigureFrame
                    title=direct_title
                    draw=drawings::direct(&content)
                    pick=Some(points_of(Measure::DirectConversations))
                    foot=foot(Measure::DirectConversations, history.clone())
                />
            </div>
            <div class="c4">{tile}</div>
        </section>
        <section>
            <FigureFrame title=shares_title draw=drawings::shares(&content) pick=Some(share_point) foot=foot(Measure::WithoutTheDataTeam, Pick::All)/>
        </section>
        <section class="cols pair">
            <div class="c7"><Cohorts content=Arc::clone(&content)/></div>
            <div class="c5">
                <FigureFrame
                    title=curve_title
                    draw=drawings::action_curve(&content)
                    pick=Some(points_of(Measure::DaysToAction))
                    foot=foot(Measure::DaysToAction, Pick::All)
                />
            </div>
        </section>
        <section class="cols">
            <div class="c8"><Meetings content=Arc::clone(&content)/></div>
            <div class="c4"><Silent content=Arc::clone(&content)/></div>
        </section>
        <section>
            <figure class="figure-frame">
                {starts_title.map(|title| view! {
                    <figcaption><h3 class="fig-title">{title.message}</h3><p class="fig-sub">{title.about}</p></figcaption>
                })}
                <div class="multi">{starters}</div>
                <FigureButtons measure=Measure::TwoWayContact rows=Pick::All/>
            </figure>
        </section>
        <Footer content=content/>
    }
}

/// The table of months and of the days until their conversations led to something.
#[component]
fn Cohorts(
    /// What is shown.
    content: Arc<Content>,
) -> impl IntoView {
    let session = Session::current();
    let view = content.view();
    let title = content.reading(Measure::LedToAction).map(|reading| story::cohort_title(&view, reading));
    let table = content
        .reading(Measure::LedToAction)
        .map(|reading| cohorts::table(reading, content.address.months.min(cohorts::MONTHS)))
        .unwrap_or_default();
    let head = cohorts::heads().into_iter().map(|head| view! { <th scope="col">{head}</th> }).collect_view();
    let rows = table.into_iter().map(|row| {
        let month = row.month;
        let cells = row.cells.into_iter().map(|cell| match cell.share {
            Some(share) => {
                let about = format!("{}: {} ({}) within {} days", row.name, share.percent, share.of, cell.days);
                let ask = move |_| {
                    let pick = Pick::Cohort { month, days: Some(cell.days) };
                    session.question.set(Some(Question { measure: Measure::LedToAction, pick, about: about.clone() }));
                };
                let class = ["", "q1", "q2", "q3", "q4", "q5"][usize::from(share.shade)];
                view! { <td class=class><button type="button" class="cell" on:click=ask>{share.percent} <small>{share.of}</small></button></td> }.into_any()
            }
            None => view! { <td class="none">"too recent"</td> }.into_any(),
        });
        let cells = cells.collect_view();
        view! { <tr><th scope="row">{row.name.clone()}</th><td class="held">{row.held}</td>{cells}</tr> }
    });
    let rows = rows.collect_view();
    view! {
        <figure class="figure-frame">
            {title.map(|title| view! { <figcaption><h3 class="fig-title">{title.message}</h3><p class="fig-sub">{title.about}</p></figcaption> })}
            <div class="scroll" tabindex="0" role="region" aria-label="Conversations by month and by days until they led to something">
                <table class="cohort"><thead><tr><th scope="col">"Held in"</th><th scope="col" class="held">"held"</th>{head}</tr></thead><tbody>{rows}</tbody></table>
            </div>
            <FigureButtons measure=Measure::LedToAction rows=Pick::All/>
        </figure>
    }
}

/// Who met whom: a grid where there is room, a table elsewhere.
#[component]
fn Meetings(
    /// What is shown.
    content: Arc<Content>,
) -> impl IntoView {
    let session = Session::current();
    let view = content.view();
    let title = content.meetings.as_ref().map(|meetings| story::meetings_title(&view, meetings));
    let table = drawings::meeting_table(&content);
    let is_empty = table.rows.is_empty();
    let draw_content = Arc::clone(&content);
    let (room, width) = measured();
    let fits =
        Memo::new(move |_| width.get().is_none_or(|width| drawings::meeting_grid(&draw_content, width).is_some()));
    let point_content = Arc::clone(&content);
    let point = Callback::new(move |(point, about): (Point, String)| {
        if let Point::Pair { row, column } = point
            && let Some(pick) = point_content.meeting_pick(row, column)
        {
            session.question.set(Some(Question { measure: Measure::OnlyThroughDataTeam, pick, about }));
        }
    });
    let draw: drawings::Draw = {
        let content = Arc::clone(&content);
        Arc::new(move |width_px| {
            drawings::meeting_grid(&content, width_px).unwrap_or_else(|| {
                crate::figure::Figure::saying(width_px, 48.0, "Shown as a table: there is no room for the grid.")
            })
        })
    };
    view! {
        <div node_ref=room>
            {title.map(|title| view! { <h3 class="fig-title">{title.message}</h3><p class="fig-sub">{title.about}</p> })}
            {move || (fits.get() && !is_empty).then(|| view! {
                <ul class="key">
                    <li><KeyMark mark=Mark::Direct/>"met directly"</li>
                    <li><KeyMark mark=Mark::WithDataTeam/>"met only with the data team"</li>
                    <li><KeyMark mark=Mark::Unknown/>"met, not known how"</li>
                    <li>"blank: not met"</li>
                </ul>
                <FigureFrame draw=Arc::clone(&draw) pick=Some(point) foot=Some(Foot { measure: Measure::OnlyThroughDataTeam, rows: None })/>
            })}
            {move || (!fits.get() && !is_empty).then(|| view! {
                <div class="meetings-table"><DataTable table=table.clone() caption="Who met whom, a row for each team whose data it was about"/></div>
                <FigureButtons measure=Measure::OnlyThroughDataTeam rows=Pick::All/>
            })}
        </div>
    }
}

/// A mark of the grid, for its key.
#[derive(Clone, Copy)]
enum Mark {
    Direct,
    WithDataTeam,
    Unknown,
}

#[component]
fn KeyMark(
    /// Which mark.
    mark: Mark,
) -> impl IntoView {
    let (class, radius) = match mark {
        Mark::Direct => ("mark-direct", "6.5"),
        Mark::WithDataTeam => ("mark-ring", "5.5"),
        Mark::Unknown => ("mark-unknown", "3"),
    };
    view! { <svg viewBox="0 0 16 16" aria-hidden="true"><circle class=class cx="8" cy="8" r=radius/></svg> }
}

/// Relationships in which nobody has talked.
#[component]
fn Silent(
    /// What is shown.
    content: Arc<Content>,
) -> impl IntoView {
    let view = content.view();
    let Some(reading) = content.reading(Measure::UsersAndOwnersTalk) else { return ().into_any() };
    if let Some(why) = reading.why {
        let tile = story::explanation(&view, reading, why);
        return view! { <h3 class="fig-title">"Silent relationships"</h3><p class="fig-sub">{story::empty_words(why)} ". " {tile}</p> }.into_any();
    }
    let title = story::silent_title(reading);
    let table = drawings::silent_table(&content);
    let more = table.rows.len() > SILENT_SHOWN;
    let all = RwSignal::new(false);
    let shown = move || {
        let mut table = table.clone();
        if !all.get() {
            table.rows.truncate(SILENT_SHOWN);
        }
        view! { <DataTable table=table caption="Data used by teams that its owner has not talked with"/> }
    };
    view! {
        <h3 class="fig-title">{title.message}</h3>
        <p class="fig-sub">{title.about}</p>
        {shown}
        {more.then(|| view! {
            <p class="fig-foot">
                <button type="button" class="link" aria-expanded=move || all.get().to_string() on:click=move |_| all.update(|all| *all = !*all)>
                    {move || if all.get() { "The first ones only" } else { "All of them" }}
                </button>
            </p>
        })}
        <FigureButtons measure=Measure::UsersAndOwnersTalk rows=Pick::All/>
    }
    .into_any()
}

/// Silent relationships listed before the reader asks for all.
const SILENT_SHOWN: usize = 12;

/// The rows behind a figure that is no drawing, and how it is counted.
#[component]
fn FigureButtons(
    /// The measure that it is of.
    measure: Measure,
    /// Which rows.
    rows: Pick,
) -> impl IntoView {
    let session = Session::current();
    let counted = RwSignal::new(false);
    let ask = move |_| {
        session.question.set(Some(Question { measure, pick: rows.clone(), about: story::name(measure).to_owned() }))
    };
    view! {
        <div class="fig-foot">
            <button type="button" class="link" on:click=ask>"Rows behind it"</button>
            <button type="button" class="link" aria-expanded=move || counted.get().to_string() on:click=move |_| counted.update(|open| *open = !*open)>
                "How this is counted"
            </button>
        </div>
        {move || counted.get().then(|| view! { <Counted measure=measure close=Callback::new(move |()| counted.set(false))/> })}
    }
}
