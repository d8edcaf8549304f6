//! Numbers put together by the group they belong to, in time that grows with their number only.

/// Members by group: groups are numbered from 0 on, and the members of each keep the order in which they came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Groups {
    members: Vec<u32>,
    ends: Vec<usize>,
}

impl Groups {
    /// The members of `count` groups, from pairs of a group and a member. A pair of a later group is left out.
    pub fn new(count: usize, pairs: &[(u32, u32)]) -> Self {
        let mut ends = vec![0; count];
        for &(group, _) in pairs {
            if let Some(end) = ends.get_mut(group as usize) {
                *end += 1;
            }
        }
        let mut before = 0;
        for end in &mut ends {
            before += std::mem::replace(end, before);
        }
        let mut members = vec![0; before];
        // Each end begins as the start of its group and moves on with every member.
        for &(group, member) in pairs {
            if let Some(end) = ends.get_mut(group as usize) {
                members[*end] = member;
                *end += 1;
            }
        }
        Self { members, ends }
    }

    /// The members of a group; none of one that there is not.
    #[inline]
    pub fn of(&self, group: usize) -> &[u32] {
        let Some(&end) = self.ends.get(group) else { return &[] };
        let start = if group == 0 { 0 } else { self.ends[group - 1] };
        &self.members[start..end]
    }

    /// All members, one group after the other.
    pub fn members(&self) -> &[u32] {
        &self.members
    }
}

/// Things in the order of a number of theirs; those with equal numbers keep their order. It takes as long as there are things and
/// numbers up to the largest, so it is for numbers that lie close together.
pub fn ordered<T: Copy>(things: &[T], number: &dyn Fn(&T) -> usize) -> Vec<T> {
    let pairs: Vec<(u32, u32)> = things.iter().zip(0..).map(|(thing, place)| (number(thing) as u32, place)).collect();
    let count = pairs.iter().map(|&(number, _)| number as usize + 1).max().unwrap_or(0);
    Groups::new(count, &pairs).members().iter().map(|&place| things[place as usize]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_keep_their_order_within_a_group() {
        let groups = Groups::new(4, &[(2, 7), (0, 9), (2, 1), (3, 5), (2, 7), (4, 8)]);
        assert_eq!(
            [0, 1, 2, 3, 4].map(|group| groups.of(group).to_vec()),
            [vec![9], vec![], vec![7, 1, 7], vec![5], vec![]]
        );
        assert_eq!(groups.members(), [9, 7, 1, 7, 5], "a group beyond the last one has no members");
        assert_eq!(Groups::new(0, &[]).members(), [0_u32; 0]);
    }

    #[test]
    fn what_has_equal_numbers_keeps_its_order() {
        let things = [(3, 'a'), (0, 'b'), (3, 'c'), (1, 'd')];
        assert_eq!(ordered(&things, &|thing| thing.0), [(0, 'b'), (1, 'd'), (3, 'a'), (3, 'c')]);
        assert_eq!(ordered(&[0_u8; 0], &|_| 0), [0_u8; 0]);
    }
}
