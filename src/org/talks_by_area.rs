//! Where the conversations of each area stand.

use uptake_columns::{Pair, TalkRows, TeamId};

/// Where the conversations of each area stand, so that those of a few areas are found without passing over all.
#[derive(Debug, Default)]
pub struct TalksByArea {
    /// For each team its area, by number.
    area_of: Vec<Option<u32>>,
    /// For each area the places of the conversations of its teams, in the order of their days.
    talks: Vec<Vec<u32>>,
    /// For each area the places of the pairs of its teams.
    pairs: Vec<Vec<u32>>,
}

impl TalksByArea {
    /// Sorts conversations by the areas of their two teams.
    pub fn new(pairs: &[Pair], talks: TalkRows<'_>, area_of: Vec<Option<u32>>, areas: usize) -> Self {
        let mut by_area = Self { area_of, talks: vec![Vec::new(); areas], pairs: vec![Vec::new(); areas] };
        let places: Vec<[Option<u32>; 2]> = pairs.iter().map(|&pair| by_area.areas(pair)).collect();
        for (place, areas) in places.iter().enumerate() {
            areas.iter().flatten().for_each(|&area| by_area.pairs[area as usize].push(place as u32));
        }
        for (place, pair) in talks.places() {
            let areas = places.get(pair).copied().unwrap_or_default();
            areas.iter().flatten().for_each(|&area| by_area.talks[area as usize].push(place as u32));
        }
        by_area
    }

    /// The areas of a pair, one that both teams are in once.
    fn areas(&self, (producer, consumer): Pair) -> [Option<u32>; 2] {
        let area = |team: TeamId| self.area_of.get(team.place()).copied().flatten();
        let (first, second) = (area(producer), consumer.and_then(area));
        [first, second.filter(|_| second != first)]
    }

    /// The pairs of some areas, each once, in their order.
    pub fn pairs_of(&self, areas: &[u32]) -> Vec<u32> {
        Self::merged(&self.pairs, areas)
    }

    /// The conversations of some areas, each once, by day.
    pub fn talks_of(&self, areas: &[u32]) -> Vec<u32> {
        Self::merged(&self.talks, areas)
    }

    fn merged(lists: &[Vec<u32>], areas: &[u32]) -> Vec<u32> {
        let lists: Vec<&Vec<u32>> = areas.iter().filter_map(|&area| lists.get(area as usize)).collect();
        if let [one] = lists[..] {
            return one.clone();
        }
        let last = lists.iter().filter_map(|list| list.last()).max();
        let mut is_there = vec![false; last.map_or(0, |&last| last as usize + 1)];
        for &place in lists.into_iter().flatten() {
            is_there[place as usize] = true;
        }
        (0_u32..).zip(is_there).filter(|(_, is_there)| *is_there).map(|(place, _)| place).collect()
    }
}
