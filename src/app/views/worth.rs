//! What came of it, and who decides?

use maud::{Markup, html};

use super::measured::{is_missing, missing};
use super::parts::{caption, data_table, foot, headline, rows_button, tile};
use super::take::{self, Taken};
use crate::app::content::Content;
use crate::app::drawings::worth::{self as tables, Column};
use crate::app::question::{Asked, AskedPart};
use crate::figure::Table;
use crate::measure::{self, Measure};
use crate::story::{self, say, worth_page};

/// Use cases, statements, decisions, and what the tools lack.
pub fn worth(content: &Content) -> Markup {
    let both = content.reading(Measure::UseCasesDelivered).zip(content.reading(Measure::DecisionsCloseToWork));
    let said = both.map(|(use_cases, decisions)| worth_page::worth(use_cases, decisions));
    html! {
        div.lead { div.lead-text.wide { @if let Some(said) = said { (headline(&said)) } } }
        section.tiles-sec aria-label="Numbers" {
            div.tiles { @for measure in tables::TILES { (tile(content, measure)) } }
        }
        section { (board(content)) }
        section { (listed(content, Measure::WhatWeSetOutToProve, &tables::statements(content), "statements")) }
        section { (decisions(content)) }
        section { (listed(content, Measure::MissingTools, &tables::tools(content), "tools")) }
        (kept_elsewhere(content))
    }
}

/// Numbers that were reported, beside what is wanted of them. They are no measures: that they are there is all that is said of them.
fn kept_elsewhere(content: &Content) -> Markup {
    let view = content.view();
    let numbers = measure::reported(&view);
    if numbers.is_empty() {
        return html! {};
    }
    let asked = |part| Asked { measure: Measure::HowComplete, part };
    let title = worth_page::reported_title(numbers.len());
    let has_areas = numbers.iter().any(|number| number.area.is_some());
    let heads = ["Reported", "Latest", "On", "A year before", "Wanted"].into_iter().chain(has_areas.then_some("Of"));
    let date = |day| say::keep_together(&say::date(day));
    html! {
        section {
            figure.figure-frame {
                (caption(Some(&title)))
                div.data { div.scroll tabindex="0" role="region" aria-label=(title.message) {
                    table {
                        thead { tr { @for head in heads { th scope="col" { (head) } } } }
                        tbody { @for (place, number) in numbers.iter().enumerate() { tr {
                            th scope="row" { (number.name) }
                            td { (rows_button(&asked(AskedPart::Reported(Some(place))), number.name, &worth_page::reported_value(number, number.latest.1))) }
                            td { (date(number.latest.0)) }
                            td { @if let Some((_, value)) = number.year_before { (worth_page::reported_value(number, value)) } @else { "not known" } }
                            td { (worth_page::reported_target(number)) }
                            @if has_areas { td { (number.area.unwrap_or("all areas")) } }
                        } } }
                    }
                } }
                div.fig-foot {
                    (rows_button(&asked(AskedPart::Reported(None)), &title.message, "Rows behind it"))
                    (take::menu(None, Taken::Table))
                }
            }
        }
    }
}

/// A figure that is made of words: title, content, and what stands under every figure.
fn framed(content: &Content, measure: Measure, key: &str, inside: &Markup) -> Markup {
    let reading = content.reading(measure);
    let title = reading.map(|reading| story::worth_title(&content.view(), reading));
    if let Some(title) = title.as_ref().filter(|_| reading.is_some_and(is_missing)) {
        return missing(content, title, key, measure);
    }
    html! {
        figure.figure-frame {
            (caption(title.as_ref()))
            (inside)
            (foot(key, None, &Asked { measure, part: AskedPart::All }))
        }
    }
}

fn listed(content: &Content, measure: Measure, table: &Table, key: &str) -> Markup {
    let inside = html! { @if !table.rows.is_empty() { div.data { (data_table(table, story::name(measure))) } } };
    framed(content, measure, key, &inside)
}

/// Use cases in columns by how far they have come.
fn board(content: &Content) -> Markup {
    let columns = tables::board(content);
    let has_marked = columns.iter().flat_map(|column| &column.cards).any(|card| card.producer_gains);
    let inside = html! {
        @if !columns.is_empty() {
            @if has_marked { ul.key { li { (gains()) (worth_page::PRODUCER_GAINS) } } }
            div.board { @for column in &columns { (stage(column)) } }
        }
    };
    framed(content, Measure::UseCasesDelivered, "board", &inside)
}

fn stage(column: &Column) -> Markup {
    let asked = Asked { measure: Measure::UseCasesDelivered, part: AskedPart::Part(column.part) };
    html! {
        section.step {
            h3 { (column.name) " " (rows_button(&asked, column.name, &column.cards.len().to_string())) }
            p.note { (column.about) }
            ul { @for card in &column.cards {
                li.chip {
                    span {
                        @if card.producer_gains { (gains()) span.visually-hidden { (worth_page::PRODUCER_GAINS) ": " } }
                        (card.name)
                        @if !card.remark.is_empty() { small { (card.remark) } }
                    }
                    span { (card.since) }
                }
            } }
        }
    }
}

/// The mark of a use case from which those who make the data gain.
fn gains() -> Markup {
    html! { svg.gains viewBox="0 0 16 16" aria-hidden="true" { rect.mark-direct x="3" y="3" width="10" height="10" {} } }
}

/// Areas against who decides.
fn decisions(content: &Content) -> Markup {
    let measure = Measure::DecisionsCloseToWork;
    let areas = tables::decisions(content);
    let inside = html! {
        @if !areas.is_empty() {
            div.scroll tabindex="0" role="region" aria-label="Decisions by area and by who decided" {
                table.cohort {
                    thead { tr {
                        th scope="col" { "Area" } th.held scope="col" { "decided" }
                        @for name in tables::DECIDED_BY { th scope="col" { (name) } }
                    } }
                    tbody { @for (place, area) in areas.iter().enumerate() { tr {
                        th scope="row" { (area.name) }
                        td.held {
                            button.cell type="button" data-ask=(Asked { measure, part: AskedPart::Decided(place, None) })
                                data-about={ "Decisions in " (area.name) } { (area.all) }
                        }
                        @for (decider, cell) in area.cells.iter().enumerate() {
                            td class={ "q" (cell.shade) } {
                                button.cell type="button" data-ask=(Asked { measure, part: AskedPart::Decided(place, Some(decider)) })
                                    data-about={ "Decisions in " (area.name) ", made " (tables::DECIDED_BY[decider]) } { (cell.count) }
                            }
                        }
                    } } }
                }
            }
        }
    };
    framed(content, measure, "decisions", &inside)
}
