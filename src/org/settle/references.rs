//! Ids of other tables, measures named, and conversations of a team with itself (E22, E27 to E31).

use uptake_columns::{CellKind, Code, Column, IdSpace, Value, passes};

use super::OrgBuilder;
use crate::org::fates::{Fates, quoted};
use crate::org::in_blocks;
use crate::org::problem::ProblemCode;
use crate::org::renames::ends;
use crate::org::rows::{Rows, UnknownCell};
use crate::org::schema::Table;

impl OrgBuilder {
    /// Ids of other tables, measures named, and conversations of a team with itself, in this order.
    pub(super) fn settle_references(&self, rows: &Rows, fates: &mut Fates, cells: &mut Vec<UnknownCell>) {
        let columns = || rows.spec().columns.iter().enumerate();
        for (space, held, code) in [
            (IdSpace::Team, self.held(Table::Teams), ProblemCode::UnknownTeam),
            (
                IdSpace::Dataset,
                self.held(Table::Datasets).filter(|_| rows.table != Table::Datasets),
                ProblemCode::UnknownDataset,
            ),
        ] {
            let Some(held) = held.filter(|held| held.contains(&false)) else { continue };
            for (place, spec) in columns().filter(|(_, spec)| spec.kind == CellKind::Id(space)) {
                let Some(Column::Ids(codes)) = rows.column_at(place) else { continue };
                let mut unknown = Vec::new();
                in_blocks(codes.len(), &mut |block| {
                    passes::rows_unmarked(&codes[block.clone()], &held, block.start, &mut unknown);
                });
                let expected = spec.expected(code);
                for row in unknown {
                    let Some(id) = codes[row] else { continue };
                    if rows.table == Table::Conversations && space == IdSpace::Dataset {
                        let found = quoted(self.ids.of(space).name(id)).into();
                        cells.push(UnknownCell { row, column: place, code, found, expected: None });
                    } else {
                        fates.set_aside(
                            rows,
                            row,
                            Some(spec.name),
                            code,
                            || quoted(self.ids.of(space).name(id)),
                            &expected,
                        );
                    }
                }
            }
        }
        if matches!(rows.table, Table::Proofs | Table::Targets) {
            let reported = self.reported_names();
            let known = |name: &str| self.asked.measures.contains(&name) || reported.contains(&name);
            let Some(place) = rows.spec().column("measure") else { return };
            for row in 0..rows.len() {
                if let Value::Text(name) = rows.get(place, row)
                    && !known(name)
                {
                    fates.set_aside(
                        rows,
                        row,
                        Some("measure"),
                        ProblemCode::UnknownMeasure,
                        || quoted(name),
                        "a measure, or a name in reported",
                    );
                }
            }
        }
        if rows.table == Table::Conversations
            && let (Some(Column::Ids(producers)), Some(Column::Ids(consumers))) =
                (rows.column("producer_team"), rows.column("consumer_team"))
        {
            let ends = self.tables.get(Table::Teams).map(|teams| ends(teams, &self.ids));
            let ends = ends.as_deref().unwrap_or_default();
            let mut alike = Vec::new();
            in_blocks(rows.len(), &mut |block| {
                let [producers, consumers] = [producers, consumers].map(|codes| &codes[block.clone()]);
                passes::rows_alike(producers, consumers, ends, block.start, &mut alike);
            });
            for row in alike {
                let Some(consumer) = consumers[row] else { continue };
                let found = || quoted(self.ids.teams.name(consumer));
                let expected = "another team than the producer";
                fates.set_aside(rows, row, Some("consumer_team"), ProblemCode::SameTeam, found, expected);
            }
        }
    }

    /// For every id whether a row that is used holds it; `None` where the table is absent, so that ids are taken as they come.
    fn held(&self, table: Table) -> Option<Vec<bool>> {
        let rows = self.tables.get(table)?;
        let (Some(Column::Ids(codes)), CellKind::Id(space)) = (rows.column_at(0), rows.spec().columns[0].kind) else {
            return None;
        };
        let mut held = vec![false; self.ids.of(space).len()];
        mark(codes, &mut held);
        Some(held)
    }

    /// For every id whether a row that is used names it: what only rows set aside or columns dropped name is not met (M8, E36).
    pub(super) fn met(&self, space: IdSpace) -> Vec<bool> {
        let mut met = vec![false; self.ids.of(space).len()];
        self.each_column(space, &mut |codes| mark(codes, &mut met));
        met
    }

    /// Whether a row that is used names one.
    pub(super) fn meets(&self, space: IdSpace) -> bool {
        let mut meets = false;
        self.each_column(space, &mut |codes| meets = meets || codes.iter().any(Option::is_some));
        meets
    }

    /// Looks at each column of ids of this kind.
    #[inline(never)]
    fn each_column(&self, space: IdSpace, look: &mut dyn FnMut(&[Option<Code>])) {
        for rows in self.tables.values() {
            for (place, _) in
                rows.spec().columns.iter().enumerate().filter(|(_, spec)| spec.kind == CellKind::Id(space))
            {
                if let Some(Column::Ids(codes)) = rows.column_at(place) {
                    look(codes);
                }
            }
        }
    }

    fn reported_names(&self) -> Vec<&str> {
        let names = self.tables.get(Table::Reported).and_then(|rows| match rows.column("name") {
            Some(Column::Texts(names)) => Some((0..rows.len()).filter_map(|row| names.get(row)).collect()),
            _ => None,
        });
        names.unwrap_or_default()
    }
}

/// Marks the ids that a column holds.
fn mark(codes: &[Option<Code>], marks: &mut [bool]) {
    in_blocks(codes.len(), &mut |block| passes::mark(&codes[block], marks));
}
