//! What succeeded for the first time, and when: the facts that show that a change has begun.

use super::changes::offers;
use super::direct::Level;
use super::first_shares::shares;
use crate::org::{Action, Dataset, DatasetId, Day, Proposer, TeamId, View, sort_by_key};

/// What can succeed for the first time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Success {
    /// A team shared data of its own.
    Share,
    /// Two teams met with nobody in between, and it led to something.
    DirectTalk,
    /// A data team handed the work on a dataset over to a team that makes or uses data.
    HandOver,
    /// A producer offered something by itself.
    Offer,
}

/// The first time that something succeeded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstSuccess {
    /// What succeeded.
    pub what: Success,
    /// The day: of the share, of the conversation, of the new duty, of the offer.
    pub on: Day,
    /// The teams that it is about.
    pub teams: Vec<TeamId>,
    /// The data that it is about; `None` for a conversation, and where shares are told by steps.
    pub dataset: Option<DatasetId>,
}

/// The first successes in scope up to the day of a view, earliest first; what has not succeeded yet, or is not recorded, is not
/// among them.
pub fn first_successes(view: &View<'_>) -> Vec<FirstSuccess> {
    if view.as_of.is_none() || view.is_hidden() {
        return Vec::new();
    }
    let found = [first_share(view), first_direct_talk(view), first_hand_over(view), first_offer(view)];
    let mut found: Vec<FirstSuccess> = found.into_iter().flatten().collect();
    sort_by_key(&mut found, |success| (success.on, success.what));
    found
}

fn first_share(view: &View<'_>) -> Option<FirstSuccess> {
    let shares = shares(view)?;
    let ours = shares.all.iter().filter(|share| view.has_team(share.team) && view.is_domain(share.team));
    let first = ours.min_by_key(|share| share.on)?;
    let is_it = |(_, known): &(DatasetId, &Dataset)| shares.are_of_datasets() && known.row == first.row;
    let dataset = view.org.datasets.iter().find(is_it).map(|(dataset, _)| dataset);
    Some(FirstSuccess { what: Success::Share, on: first.on, teams: vec![first.team], dataset })
}

fn first_direct_talk(view: &View<'_>) -> Option<FirstSuccess> {
    let as_of = view.as_of?;
    // Conversations come by day, so that the first one found is the first one held.
    let talk = view.talks().find(|talk| {
        talk.is_data_use()
            && Level::of(talk) == Level::Direct
            && talk.action_by(as_of).is_some()
            && talk.action != Some(Action::NoneNeeded)
    })?;
    let teams = [Some(talk.producer), talk.consumer].into_iter().flatten().collect();
    Some(FirstSuccess { what: Success::DirectTalk, on: talk.held, teams, dataset: None })
}

/// The first step from a data team to a domain team between two rows of which it is known who looks after the data (M41).
fn first_hand_over(view: &View<'_>) -> Option<FirstSuccess> {
    let as_of = view.as_of?;
    let mut first: Option<FirstSuccess> = None;
    for (dataset, known) in view.datasets() {
        let mut before_is_data_team = false;
        for duty in known.duties(as_of) {
            let Some(team) = duty.looked_after_by else { continue };
            if before_is_data_team && view.is_domain(team) {
                if first.as_ref().is_none_or(|first| duty.since < first.on) {
                    let (what, on) = (Success::HandOver, duty.since);
                    first = Some(FirstSuccess { what, on, teams: vec![team], dataset: Some(dataset) });
                }
                break;
            }
            before_is_data_team = view.org.teams.get(team).kind.is_data_team();
        }
    }
    first
}

fn first_offer(view: &View<'_>) -> Option<FirstSuccess> {
    let offers = offers(view).into_iter().filter(|offer| offer.proposed_by == Some(Proposer::Producer));
    let first = offers.min_by_key(|offer| offer.on)?;
    let owner = view.org.datasets.get(first.dataset).owner(first.on);
    let (what, teams) = (Success::Offer, owner.into_iter().collect());
    Some(FirstSuccess { what, on: first.on, teams, dataset: Some(first.dataset) })
}
