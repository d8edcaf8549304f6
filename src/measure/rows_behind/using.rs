//! The rows behind the numbers of data that is shared, used and improved.

use super::{Pick, RowsBehind};
use crate::measure::changes::{self, PROPOSERS, proposer};
use crate::measure::data_in_use::{OFFERED, RETIRED, STANDINGS, USERS, class};
use crate::measure::month_ends::stock_day;
use crate::measure::reach::Reach;
use crate::measure::still_used::each_pair;
use crate::measure::who_looks_after::{SIDES, Side, is_handed_over, keeper, part_of_kind};
use crate::measure::{Measure, missing};
use crate::org::{Dataset, DatasetId, Day, Month, Rows, Table, View};

/// The rows that a part of one of these measures was counted from: mostly datasets, one for each that was counted.
pub(super) fn rows_behind(view: &View<'_>, measure: Measure, pick: &Pick, as_of: Day) -> RowsBehind {
    let none = |table| RowsBehind::single(table, Vec::new());
    if missing(view, measure).is_some() {
        return none(Table::Datasets);
    }
    match measure {
        Measure::DataInUse => in_use(view, pick, as_of),
        Measure::TeamsPerDataset => by_users(view, pick, as_of),
        Measure::StillUsedLater => still_used(view, pick),
        Measure::PaceOfImprovement => improved(view, pick, as_of),
        Measure::OffersFromProducers => offered(view, pick, as_of),
        Measure::WhoLooksAfter => looked_after(view, pick, as_of),
        _ => none(Table::Datasets),
    }
}

/// The months that a pick is of, and the series of them.
fn months(pick: &Pick) -> Option<(Month, Month, Option<&'static str>)> {
    match *pick {
        Pick::Month { month, series } => Some((month, month, series)),
        Pick::Months { first, last, series } => Some((first, last, series)),
        _ => None,
    }
}

fn in_use(view: &View<'_>, pick: &Pick, as_of: Day) -> RowsBehind {
    if *pick == Pick::Part(RETIRED) {
        return datasets(view, |_, known| !known.is_live(as_of));
    }
    let reach = Reach::new(view);
    if *pick == Pick::Part("direct_only_in_use") {
        let used = reach.are_used_themselves(as_of);
        return datasets(view, |dataset, _| used[reach.rank(dataset)] == Some(true));
    }
    // Stocks of several months do not add up: the last one is shown.
    let (day, name) = match (pick, months(pick)) {
        (_, Some((_, last, series))) => (stock_day(view, last), series),
        (Pick::Counted, _) => (Some(as_of), Some("in_use")),
        (Pick::Part(part), _) => (Some(as_of), Some(*part)),
        _ => (Some(as_of).filter(|_| *pick == Pick::All), None),
    };
    let standings: Vec<_> = reach.standings(day.as_slice()).flatten().collect();
    let wanted = |name| STANDINGS.iter().find(|(known, _)| *known == name).map(|&(_, standing)| standing);
    datasets(view, |dataset, _| {
        let standing = standings.get(reach.rank(dataset)).copied().flatten();
        standing.is_some() && name.is_none_or(|name| standing == wanted(name))
    })
}

fn by_users(view: &View<'_>, pick: &Pick, as_of: Day) -> RowsBehind {
    let reach = Reach::new(view);
    let users = reach.users(as_of);
    datasets(view, |dataset, _| {
        let Some(users) = users[reach.rank(dataset)] else { return false };
        match pick {
            Pick::All | Pick::Counted | Pick::Part("q25" | "q75") => true,
            Pick::Part("two_or_more") => users >= 2,
            Pick::Part(part) => USERS[class(users)] == *part,
            _ => false,
        }
    })
}

/// The uses from which it is known how long a team used a dataset; those of teams that stopped where the pick asks for them.
fn still_used(view: &View<'_>, pick: &Pick) -> RowsBehind {
    let mut used = vec![false; view.table(Table::Usage).map_or(0, Rows::len)];
    each_pair(view, &mut |spell, uses| {
        let is_wanted = match pick {
            Pick::All => true,
            Pick::Counted => spell.ended,
            Pick::Until { days } => spell.ended && spell.days <= *days,
            _ => false,
        };
        uses.iter().filter(|_| is_wanted).for_each(|found| used[found.row as usize] = true);
    });
    marked(Table::Usage, &used)
}

fn improved(view: &View<'_>, pick: &Pick, as_of: Day) -> RowsBehind {
    if let Some((first, last, _)) = months(pick) {
        let mut released = vec![false; view.table(Table::Changes).map_or(0, Rows::len)];
        let changes = changes::changes(view).into_iter();
        changes
            .filter(|change| (first..=last).contains(&change.released_on.month()))
            .for_each(|change| released[change.row] = true);
        return marked(Table::Changes, &released);
    }
    let improved = changes::improved(view, &changes::changes(view), as_of);
    datasets(view, |dataset, known| {
        known.is_live(as_of) && (*pick == Pick::All || *pick == Pick::Counted && improved[dataset.place()])
    })
}

fn offered(view: &View<'_>, pick: &Pick, as_of: Day) -> RowsBehind {
    if *pick == Pick::Part(OFFERED) {
        let offered = changes::offered_lately(view, as_of);
        return datasets(view, |dataset, known| known.is_live(as_of) && offered[dataset.place()]);
    }
    let rows = |table| vec![false; view.table(table).map_or(0, Rows::len)];
    let (mut added, mut shared) = (rows(Table::Changes), rows(Table::Datasets));
    for offer in changes::offers(view) {
        let by = PROPOSERS[proposer(&offer)];
        let is_wanted = match (pick, months(pick)) {
            (_, Some((first, last, series))) => {
                (first..=last).contains(&offer.on.month()) && series.is_none_or(|series| series == by)
            }
            (Pick::All, _) => changes::is_recent(&offer, as_of),
            (Pick::Counted, _) => changes::is_recent(&offer, as_of) && by == PROPOSERS[0],
            (Pick::Part(part), _) => changes::is_recent(&offer, as_of) && by == *part,
            _ => false,
        };
        let rows = if offer.is_addition { &mut added } else { &mut shared };
        rows[offer.row] |= is_wanted;
    }
    let (added, shared) = (marked(Table::Changes, &added), marked(Table::Datasets, &shared));
    RowsBehind { also: Some((shared.table, shared.rows)), weight: added.weight + shared.weight, ..added }
}

fn looked_after(view: &View<'_>, pick: &Pick, as_of: Day) -> RowsBehind {
    let (day, series) = match months(pick) {
        Some((_, last, series)) => (stock_day(view, last).unwrap_or(as_of), series),
        None => (as_of, None),
    };
    datasets(view, |_, dataset| {
        if *pick == Pick::Part("handed_over") {
            return is_handed_over(view, dataset, as_of);
        }
        let side = keeper(dataset, day).map(|team| Side::of(view, team));
        dataset.is_live(day)
            && match pick {
                Pick::All | Pick::Part("effective_owners") => side.is_some(),
                Pick::Counted => side == Some(Side::DataTeam),
                Pick::Part("unknown") => side.is_none(),
                Pick::Part(part) => part_of_kind(part).is_some_and(|(kind, is_k)| {
                    dataset.kind == Some(kind) && side.is_some() && (!is_k || side == Some(Side::DataTeam))
                }),
                Pick::Month { .. } | Pick::Months { .. } => {
                    let shown = SIDES.iter().find(|&&(_, known)| Some(known) == side);
                    shown.is_some_and(|(name, _)| series.is_none_or(|series| series == *name))
                }
                _ => false,
            }
    })
}

/// The rows of the datasets in scope that pass a test.
fn datasets(view: &View<'_>, test: impl Fn(DatasetId, &Dataset) -> bool) -> RowsBehind {
    let mut passed = vec![false; view.table(Table::Datasets).map_or(0, Rows::len)];
    for (dataset, known) in view.datasets() {
        passed[known.row] = test(dataset, known);
    }
    marked(Table::Datasets, &passed)
}

/// The rows that are marked, in the order of the export, each standing for itself.
fn marked(table: Table, marks: &[bool]) -> RowsBehind {
    let rows: Vec<usize> = (0..marks.len()).filter(|&row| marks[row]).collect();
    RowsBehind { table, weight: rows.len() as u64, rows, also: None, left_out: 0 }
}
