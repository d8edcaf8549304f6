//! A figure's data as a table, for everybody.

use leptos::prelude::*;

use crate::figure::Table;

/// The table of a figure.
#[component]
pub fn DataTable(
    /// Its head and rows.
    table: Table,
    /// What it holds, for those who don't see the figure above it.
    #[prop(default = "The figure above as a table")]
    caption: &'static str,
) -> impl IntoView {
    let numbers: Vec<bool> = (0..table.head.len())
        .map(|column| column > 0 && table.rows.iter().all(|row| is_number(&row[column])))
        .collect();
    let class = |column: usize| numbers[column].then_some("n");
    let head = table
        .head
        .iter()
        .enumerate()
        .map(|(column, head)| view! { <th scope="col" class=class(column)>{head.clone()}</th> })
        .collect_view();
    let rows = table
        .rows
        .iter()
        .map(|row| {
            let cells = row.iter().enumerate().map(|(column, cell)| {
                if column == 0 {
                    view! { <th scope="row">{cell.clone()}</th> }.into_any()
                } else {
                    view! { <td class=class(column)>{cell.clone()}</td> }.into_any()
                }
            });
            view! { <tr>{cells.collect_view()}</tr> }
        })
        .collect_view();
    view! {
        <div class="data">
            <div class="scroll" tabindex="0" role="region" aria-label=caption>
                <table><caption class="caption">{caption}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>
            </div>
        </div>
    }
}

/// Whether a cell is set like a number: digits, perhaps with a sign, a percent, or nothing known.
fn is_number(cell: &str) -> bool {
    cell.chars().all(|c| c.is_ascii_digit() || ",.%−–- \u{a0}".contains(c))
}
