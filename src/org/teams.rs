//! The teams there are, after renames, in the order in which they are listed.

use super::renames::ends;
use super::rows::Rows;
use super::{Day, Ids};
use uptake_columns::words::{TeamKind, WordSet};
use uptake_columns::{Code, Column, Interner, TeamId, Value};

/// What is known of one team.
#[derive(Clone, Debug, PartialEq)]
pub struct Team {
    /// Its id as exported.
    pub id: String,
    /// Its name; the id where `teams` is absent.
    pub name: String,
    /// What it is there for; assumed `Domain` where `teams` is absent.
    pub kind: TeamKind,
    /// `None` where it is in no area.
    pub area: Option<Code>,
    /// How many people it has; `None` where that is not known.
    pub people: Option<u64>,
    /// Whether it is expected to share data; `None` where nothing is said.
    pub expected_to_share: Option<bool>,
    /// Its first day; `None` for always.
    pub active_from: Option<Day>,
    /// Its last day; `None` for still.
    pub active_to: Option<Day>,
}

/// All teams, and which team every id met stands for.
#[derive(Clone, Debug, Default)]
pub struct Teams {
    all: Vec<Team>,
    by_code: Vec<Option<TeamId>>,
    assumed: bool,
}

impl Teams {
    /// The teams of the table, or, without one, every id that rows name as a domain team.
    ///
    /// The rows must be settled: every `renamed_to` is held by the table and leads to an end.
    #[inline(never)] // small functions are made fast sooner, and what calls this is called for every few rows
    pub(super) fn new(rows: Option<&Rows>, ids: &Ids, met: &dyn Fn() -> Vec<bool>) -> Self {
        let Some(rows) = rows else { return Self::assumed(&ids.teams, &met()) };
        let (Some(Column::Ids(codes)), Some(Column::Texts(names))) = (rows.column("team_id"), rows.column("name"))
        else {
            return Self::assumed(&ids.teams, &met());
        };
        let ends = ends(rows, ids);
        let ids = &ids.teams;
        let cell = |name: &str, row: usize| rows.column(name).map_or(Value::Unknown, |column| column.get(row));
        let day = |name: &str, row| if let Value::Day(day) = cell(name, row) { Some(day) } else { None };
        let mut found: Vec<(Team, Code)> = codes
            .iter()
            .enumerate()
            .filter_map(|(row, code)| Some((row, (*code)?)))
            .filter(|&(_, code)| ends[code.place()] == Some(code))
            .map(|(row, code)| {
                let team = Team {
                    id: ids.name(code).to_owned(),
                    name: names.get(row).unwrap_or(ids.name(code)).to_owned(),
                    kind: if let Value::Word(word) = cell("kind", row) { TeamKind::of(word) } else { None }
                        .unwrap_or(TeamKind::Other),
                    area: if let Value::Id(area) = cell("area", row) { Some(area) } else { None },
                    people: if let Value::Whole(people) = cell("people", row) { Some(people.get()) } else { None },
                    expected_to_share: if let Value::Flag(flag) = cell("expected_to_share", row) {
                        Some(flag)
                    } else {
                        None
                    },
                    active_from: day("active_from", row),
                    active_to: day("active_to", row),
                };
                (team, code)
            })
            .collect();
        super::sort_by(&mut found, |(a, _), (b, _)| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
        let mut by_code = vec![None; ids.len()];
        for (place, (_, code)) in found.iter().enumerate() {
            by_code[code.place()] = TeamId::at(place);
        }
        for code in ids.codes() {
            by_code[code.place()] = ends[code.place()].and_then(|end| by_code[end.place()]);
        }
        Self { all: found.into_iter().map(|(team, _)| team).collect(), by_code, assumed: false }
    }

    fn assumed(ids: &Interner, met: &[bool]) -> Self {
        let mut codes: Vec<Code> = ids.codes().filter(|code| met[code.place()]).collect();
        super::sort_by_key(&mut codes, |&code| ids.name(code));
        let mut by_code = vec![None; ids.len()];
        for (place, code) in codes.iter().enumerate() {
            by_code[code.place()] = TeamId::at(place);
        }
        let teams = codes.iter().map(|&code| Team {
            id: ids.name(code).to_owned(),
            name: ids.name(code).to_owned(),
            kind: TeamKind::Domain,
            area: None,
            people: None,
            expected_to_share: None,
            active_from: None,
            active_to: None,
        });
        Self { all: teams.collect(), by_code, assumed: true }
    }

    /// The team that an id stands for, after renames; `None` for an id that no team has.
    pub fn of(&self, code: Code) -> Option<TeamId> {
        self.by_code.get(code.place()).copied().flatten()
    }

    /// The team that each id met stands for, by its number.
    pub(super) fn by_code(&self) -> &[Option<TeamId>] {
        &self.by_code
    }

    /// What is known of a team.
    pub fn get(&self, team: TeamId) -> &Team {
        &self.all[team.place()]
    }

    /// Every team with its place, in order.
    pub fn iter(&self) -> impl Iterator<Item = (TeamId, &Team)> {
        self.all.iter().enumerate().filter_map(|(place, team)| Some((TeamId::at(place)?, team)))
    }

    /// How many teams there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Whether there is no table of teams, so that every id met is taken as a domain team.
    pub fn are_assumed(&self) -> bool {
        self.assumed
    }
}
