//! One team and its data: who relies on it, on whom it relies, what it offers, what is due. Nothing about persons.

use super::RowsBehind;
use super::changes::{Offer, is_recent, offers};
use super::columns::{cell, days, flags, ids, seen, text, word, words};
use super::relationships::{Relationship, relationships, rows_of_uses};
use crate::org::{ChangeKind, DatasetId, Day, Proposer, Scope, Table, TeamId, View, sort_by_key, unique};

/// An agreement that nobody has looked at for so long does not count any more.
const AGREED_DAYS: i32 = 365;
/// What is due within so many days is listed.
const DUE_DAYS: i32 = 90;
/// Changes are looked back at for so many days.
const LATELY_DAYS: i32 = 90;

/// A team that uses a dataset, or a dataset that a team uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UseOfData<'a> {
    /// The dataset.
    pub dataset: DatasetId,
    /// Who answers for it; `None` for nobody.
    pub owner: Option<TeamId>,
    /// Who uses it.
    pub user: TeamId,
    /// The last day on which it did.
    pub last: Day,
    /// What it says it uses it for, each purpose once; empty where it says nothing.
    pub purposes: Vec<&'a str>,
    /// The rows of the table usage that say so.
    pub rows: Vec<usize>,
}

/// A list on the page of a team.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TeamList {
    /// Uses of its data by other teams.
    Users,
    /// Its own uses of the data of others.
    Used,
    /// Relationships in which nobody has talked.
    Silent,
    /// What it offered by itself.
    Offers,
    /// Agreements that are due.
    Due,
    /// Changes to what it uses.
    Changes,
}

impl TeamList {
    /// Every list, in the order of the page.
    pub const ALL: [Self; 6] = [Self::Users, Self::Used, Self::Silent, Self::Offers, Self::Due, Self::Changes];

    /// Its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Users => "users",
            Self::Used => "used",
            Self::Silent => "silent",
            Self::Offers => "offers",
            Self::Due => "due",
            Self::Changes => "changes",
        }
    }
}

/// An agreement that will not count for much longer, or does not any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The dataset.
    pub dataset: DatasetId,
    /// With whom; `None` for everybody.
    pub consumer: Option<TeamId>,
    /// When it was last agreed or reviewed.
    pub looked_at: Day,
    /// The last day on which it counts.
    pub due: Day,
    /// The row of the table agreements that says so.
    pub row: usize,
}

/// A change to data that a team uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ComingChange {
    /// The dataset.
    pub dataset: DatasetId,
    /// The day of its release; after that of the view where it was announced and is still to come.
    pub released_on: Day,
    /// What it does; `None` where that is not known.
    pub kind: Option<ChangeKind>,
    /// When users were told; `None` where they were not.
    pub announced_on: Option<Day>,
    /// Whether it can break someone's work; `None` where that is not known.
    pub can_break: Option<bool>,
    /// The row of the table changes that says so.
    pub row: usize,
}

/// Everything on the page of a team.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TeamPage<'a> {
    /// Uses of its data by other teams, by dataset, then team.
    pub users: Vec<UseOfData<'a>>,
    /// Data of others that it uses, by dataset.
    pub used: Vec<UseOfData<'a>>,
    /// Relationships of either kind in which nobody has talked, most users first.
    pub silent: Vec<Relationship>,
    /// What it offered by itself in the last half year, the latest first.
    pub offers: Vec<Offer>,
    /// Agreements that it is a side of, due soonest first.
    pub due: Vec<Due>,
    /// Changes to what it uses: those announced and still to come, then the latest.
    pub changes: Vec<ComingChange>,
}

/// The page of a team, from everything in view; a view of some areas would hide who is elsewhere.
pub fn team_page<'a>(view: &View<'a>, team: TeamId) -> TeamPage<'a> {
    let Some(as_of) = view.as_of else { return TeamPage::default() };
    let (users, used) = uses(view, team, as_of);
    let mut silent: Vec<Relationship> = relationships(view)
        .into_iter()
        .filter(|found| !found.talked && (found.owner == team || found.user == team))
        .collect();
    sort_by_key(&mut silent, |found| std::cmp::Reverse(found.users));
    let is_ours = |offer: &Offer| view.org.datasets.get(offer.dataset).owner(as_of) == Some(team);
    let is_offer = |offer: &Offer| is_recent(offer, as_of) && offer.proposed_by == Some(Proposer::Producer);
    let mut offers: Vec<Offer> = offers(view).into_iter().filter(|offer| is_offer(offer) && is_ours(offer)).collect();
    sort_by_key(&mut offers, |offer| (std::cmp::Reverse(offer.on), offer.dataset));
    let changes = coming(view, as_of, &unique(used.iter().map(|found| found.dataset).collect()));
    TeamPage { users, used, silent, offers, due: due(view, team, as_of), changes }
}

/// The rows behind a list on the page of the team at a place, from everything in view as the page is; `None` where there is no such
/// team, or it may not be named.
pub fn rows_of_team(view: &View<'_>, place: usize, list: TeamList) -> Option<RowsBehind> {
    let (team, _) = view.org.teams.iter().nth(place).filter(|&(team, _)| view.may_name(team))?;
    let view = &View::new(view.org, &Scope { areas: Vec::new(), as_of: view.as_of });
    let page = team_page(view, team);
    let of_uses = |found: Vec<UseOfData<'_>>| {
        RowsBehind::single(Table::Usage, found.into_iter().flat_map(|found| found.rows).collect())
    };
    Some(match list {
        TeamList::Users => of_uses(page.users),
        TeamList::Used => of_uses(page.used),
        TeamList::Silent => rows_of_uses(view, &page.silent),
        TeamList::Offers => {
            let rows = |is_addition| page.offers.iter().filter(move |offer| offer.is_addition == is_addition);
            let added = RowsBehind::single(Table::Changes, rows(true).map(|offer| offer.row).collect());
            let shared = RowsBehind::single(Table::Datasets, rows(false).map(|offer| offer.row).collect());
            RowsBehind { also: Some((shared.table, shared.rows)), weight: added.weight + shared.weight, ..added }
        }
        TeamList::Due => RowsBehind::single(Table::Agreements, page.due.iter().map(|due| due.row).collect()),
        TeamList::Changes => RowsBehind::single(Table::Changes, page.changes.iter().map(|change| change.row).collect()),
    })
}

/// Who used the data of a team, and whose data it used, each in the window of the dataset.
fn uses<'a>(view: &View<'a>, team: TeamId, as_of: Day) -> (Vec<UseOfData<'a>>, Vec<UseOfData<'a>>) {
    let Some(rows) = view.table(Table::Usage) else { return (Vec::new(), Vec::new()) };
    let mut found: Vec<(DatasetId, TeamId, Day, usize)> = Vec::new();
    for used in view.org.uses().iter().filter(|used| used.day <= as_of) {
        let known = view.org.datasets.get(used.dataset);
        let is_current = known.is_live(as_of) && used.day.is_within(known.use_window_days, as_of);
        if is_current && (used.team == team) != (known.owner(as_of) == Some(team)) {
            found.push((used.dataset, used.team, used.day, used.row as usize));
        }
    }
    sort_by_key(&mut found, |&(dataset, user, ..)| (dataset, user));
    let mut all: Vec<UseOfData<'a>> = Vec::new();
    for (dataset, user, day, row) in found {
        if all.last().is_none_or(|last| (last.dataset, last.user) != (dataset, user)) {
            let owner = view.org.datasets.get(dataset).owner(as_of);
            all.push(UseOfData { dataset, owner, user, last: day, purposes: Vec::new(), rows: Vec::new() });
        }
        if let Some(last) = all.last_mut() {
            last.last = day.max(last.last);
            last.rows.push(row);
            last.purposes.extend(text(rows, "purpose", row));
        }
    }
    for found in &mut all {
        found.purposes = unique(std::mem::take(&mut found.purposes));
    }
    all.into_iter().partition(|found| found.user != team)
}

/// Of the agreements on live data that a team is a side of, the latest with each user, where it ends soon or has ended.
fn due(view: &View<'_>, team: TeamId, as_of: Day) -> Vec<Due> {
    let Some(rows) = view.table(Table::Agreements) else { return Vec::new() };
    let (agreed_on, reviewed_on) = (days(rows, "agreed_on"), days(rows, "reviewed_on"));
    let (datasets, consumers) = (ids(rows, "dataset_id"), ids(rows, "consumer_team"));
    let mut latest: Vec<Due> = Vec::new();
    for row in 0..rows.len() {
        let dataset = cell(datasets, row).and_then(|code| view.org.datasets.of(code));
        let (Some(dataset), Some(agreed)) = (dataset, seen(agreed_on, row, as_of)) else { continue };
        let known = view.org.datasets.get(dataset);
        let consumer = cell(consumers, row).and_then(|code| view.org.teams.of(code));
        if known.is_live(as_of) && (known.owner(as_of) == Some(team) || consumer == Some(team)) {
            let looked_at = seen(reviewed_on, row, as_of).map_or(agreed, |reviewed| reviewed.max(agreed));
            let due = looked_at.minus(1 - AGREED_DAYS);
            latest.push(Due { dataset, consumer, looked_at, due, row });
        }
    }
    sort_by_key(&mut latest, |due| (due.dataset, due.consumer, std::cmp::Reverse(due.looked_at)));
    latest.dedup_by_key(|due| (due.dataset, due.consumer));
    latest.retain(|due| due.due.since(as_of) < DUE_DAYS);
    sort_by_key(&mut latest, |due| due.due);
    latest
}

/// Changes to these datasets that were announced and are still to come, the next first, then those of late, the latest first.
fn coming(view: &View<'_>, as_of: Day, datasets: &[DatasetId]) -> Vec<ComingChange> {
    let Some(rows) = view.table(Table::Changes) else { return Vec::new() };
    let (announced_on, can_break) = (days(rows, "announced_on"), flags(rows, "can_break"));
    let released_on = days(rows, "released_on");
    let (names, kinds) = (ids(rows, "dataset_id"), words(rows, "kind"));
    let change = |row: usize| {
        let dataset = cell(names, row).and_then(|code| view.org.datasets.of(code))?;
        let (released_on, announced_on) = (cell(released_on, row)?, seen(announced_on, row, as_of));
        // An announcement is known from its own day on, whenever the release is.
        let is_known = released_on.is_within(LATELY_DAYS, as_of) || released_on > as_of && announced_on.is_some();
        (is_known && datasets.binary_search(&dataset).is_ok()).then(|| ComingChange {
            dataset,
            released_on,
            kind: word(kinds, row),
            announced_on,
            can_break: cell(can_break, row),
            row,
        })
    };
    let mut found: Vec<ComingChange> = (0..rows.len()).filter_map(change).collect();
    sort_by_key(&mut found, |change| {
        let days = change.released_on.since(as_of);
        (days <= 0, days.abs(), change.dataset)
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agreement_counts_on_its_last_day_and_not_after() {
        let day = |text: &str| Day::parse(text.as_bytes()).unwrap();
        let last = day("2025-03-01").minus(1 - AGREED_DAYS);
        assert!(day("2025-03-01").is_within(AGREED_DAYS, last));
        assert!(!day("2025-03-01").is_within(AGREED_DAYS, last.minus(-1)));
    }
}
