//! Relationships in which user and owner have not talked, in words.

use crate::measure::{Reading, Relationship, SMALLER_TEAMS, relationships};
use crate::org::{TeamId, View, sort_by_key};

/// Data, who answers for it and who uses it, and how many teams use it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Silent {
    /// The data.
    pub data: String,
    /// Who answers for it.
    pub owner: String,
    /// Who uses it.
    pub user: String,
    /// How many teams use it.
    pub users: u64,
}

/// The silent relationships, most users first, in the order of the reading.
pub fn silent(view: &View<'_>, reading: &Reading) -> Vec<Silent> {
    if reading.why.is_some() {
        return Vec::new();
    }
    let mut silent: Vec<_> = relationships(view).into_iter().filter(|relationship| !relationship.talked).collect();
    sort_by_key(&mut silent, |relationship| std::cmp::Reverse(relationship.users));
    silent.iter().map(|found| silent_words(view, found)).collect()
}

/// A relationship in words, without the name of a team that is too small to be named.
pub fn silent_words(view: &View<'_>, found: &Relationship) -> Silent {
    let name = |team: TeamId| {
        if view.may_name(team) { view.org.teams.get(team).name.clone() } else { SMALLER_TEAMS.to_owned() }
    };
    Silent { data: found.name.clone(), owner: name(found.owner), user: name(found.user), users: found.users }
}
