//! The lists of *What came of it, and who decides?*

use crate::app::content::Content;
use crate::figure::{Table, shade};
use crate::measure::{self, BOARD, Cell, DECIDERS, Measure, UseCaseStage, lacking_tools, use_case_board};
use crate::story::worth_page;

/// The numbers at the top of the view.
pub const TILES: [Measure; 3] = [Measure::UseCasesDelivered, Measure::DecisionsCloseToWork, Measure::BoughtInDataOwned];
/// Who decides, in the order of [`DECIDERS`].
pub const DECIDED_BY: [&str; 3] = ["by one central team", "together", "by the team itself"];

/// A column of the board.
#[derive(Debug)]
pub struct Column {
    /// Its name as a part of the measure.
    pub part: &'static str,
    /// How far its use cases have come.
    pub name: &'static str,
    /// What stands beside each of them.
    pub about: &'static str,
    /// The use cases.
    pub cards: Vec<Card>,
}

/// A use case on the board.
#[derive(Debug)]
pub struct Card {
    /// Its name.
    pub name: String,
    /// What holds it up.
    pub remark: String,
    /// Days it has waited, or the day on which it was done with.
    pub since: String,
    /// Whether those who make the data are known to gain from it.
    pub producer_gains: bool,
}

/// The use cases by how far they have come; none where none is known. What was given up has a column only where something was.
pub fn board(content: &Content) -> Vec<Column> {
    let view = content.view();
    let (all, Some(as_of)) = (use_case_board(&view), view.as_of) else { return Vec::new() };
    if all.is_empty() {
        return Vec::new();
    }
    let column = |(part, stage): (&'static str, UseCaseStage)| {
        let (name, about) = worth_page::stage(stage);
        let card = |found: &measure::UseCase<'_>| Card {
            name: found.name.to_owned(),
            remark: worth_page::remark(found),
            since: worth_page::since(found, as_of),
            producer_gains: found.producer_gains == Some(true),
        };
        Column { part, name, about, cards: all.iter().filter(|found| found.stage == stage).map(card).collect() }
    };
    let is_shown = |column: &Column| column.name != "Dropped" || !column.cards.is_empty();
    BOARD.map(column).into_iter().filter(is_shown).collect()
}

/// What was to be proved, and what became of it.
pub fn statements(content: &Content) -> Table {
    let row = |found: &measure::Statement<'_>| {
        let set = if found.set_late { "after the first data" } else { "" };
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        vec![
            found.statement.to_owned(),
            text(found.threshold),
            worth_page::verdict(found).to_owned(),
            text(found.evidence),
            set.to_owned(),
        ]
    };
    let head = ["Statement", "Shown if", "Verdict", "On what it rests", "Set late"];
    Table {
        head: head.map(String::from).to_vec(),
        rows: measure::statements(&content.view()).iter().map(row).collect(),
    }
}

/// What the tools lack.
pub fn tools(content: &Content) -> Table {
    let view = content.view();
    if view.is_hidden() {
        return Table::default();
    }
    let row = |tool: measure::LackingTool<'_>| {
        vec![
            tool.name.to_owned(),
            worth_page::state(&tool).to_owned(),
            tool.since.map(crate::story::say::date).unwrap_or_default(),
            tool.needed_by.len().to_string(),
        ]
    };
    let head = ["What our tools should do", "State", "Since", "Use cases that need it"];
    Table { head: head.map(String::from).to_vec(), rows: lacking_tools(&view).into_iter().map(row).collect() }
}

/// An area of the grid of decisions.
#[derive(Debug)]
pub struct Area {
    /// Its name.
    pub name: String,
    /// How many decisions were made in it.
    pub all: u64,
    /// Those by each of [`DECIDERS`].
    pub cells: Vec<Decided>,
}

/// A cell of the grid of decisions.
#[derive(Debug)]
pub struct Decided {
    /// How many.
    pub count: u64,
    /// The step of shading for its share of the area.
    pub shade: u8,
}

/// The areas with a decision that counts, in the order of the reading.
pub fn decisions(content: &Content) -> Vec<Area> {
    let list =
        content.reading(Measure::DecisionsCloseToWork).map(|reading| reading.list.as_slice()).unwrap_or_default();
    let area = |entry: &Vec<(&'static str, Cell)>| {
        let cell = |name: &str| entry.iter().find(|(key, _)| *key == name).map(|(_, cell)| cell);
        let count = |name: &str| if let Some(Cell::Number(count)) = cell(name) { *count } else { 0 };
        let name = if let Some(Cell::Text(name)) = cell("area") { name.clone() } else { String::new() };
        let all: u64 = DECIDERS.iter().map(|decider| count(decider)).sum();
        let decided = |decider: &&str| {
            let count = count(decider);
            Decided { count, shade: shade(count as f64 / all.max(1) as f64) }
        };
        Area { name, all, cells: DECIDERS.iter().map(decided).collect() }
    };
    list.iter().map(area).collect()
}
