//! What tables and columns are for, in a line each: for the documentation, the command line and the page.
//!
//! What a cell may hold stands in [`super::tables`]; the two are compared by a test. Each text has the purpose of its table on the
//! first line, then a line for each column, so that the page carries one string a table.

use super::schema::{Key, Table, TableSpec};

/// What a table is for, and what its columns say.
#[derive(Clone, Copy, Debug)]
pub struct Description {
    /// What the table is for; what a row is.
    pub purpose: &'static str,
    columns: &'static str,
}

impl Description {
    /// What a column says; empty for a column that the table does not have.
    pub fn column(&self, name: &str) -> &'static str {
        let text = self.columns.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        text.unwrap_or_default()
    }
}

impl TableSpec {
    /// What the table and its columns are for.
    pub fn description(&self) -> Description {
        let text = TEXTS[self.table as usize];
        let (purpose, columns) = text.split_once('\n').unwrap_or((text, ""));
        Description { purpose, columns }
    }

    /// The shape of a query that makes the table: to be completed with where its columns come from. Rows of a table that has a
    /// column for it are put together, without the id that would keep them apart.
    pub fn sql(&self) -> String {
        let weight = self.columns.iter().find(|column| column.default == Some("1")).map(|column| column.name);
        let id = if let Key::WhereGiven(id) = self.key { Some(id) } else { None };
        let names = self.columns.iter().map(|column| column.name);
        let Some(weight) = weight else {
            return format!("SELECT {}\nFROM …", names.collect::<Vec<_>>().join(", "));
        };
        let grouped = names.filter(|&name| name != weight && Some(name) != id).collect::<Vec<_>>().join(", ");
        format!("SELECT {grouped}, COUNT(*) AS {weight}\nFROM …\nGROUP BY {grouped}")
    }
}

/// In the order of [`Table::ALL`].
static TEXTS: [&str; Table::ALL.len()] = [
    "What the export says about itself, a row a setting.
key: the setting
value: its value; empty keeps the default",
    "The teams there are, so that data teams are told from others and small groups are protected.
team_id: the id that other tables use
name: what people call the team
kind: what the team is there for; the middle three are data teams
area: the part of the organisation it belongs to
people: how many people it has; needed to hide groups that are too small
expected_to_share: whether it has data that others need
active_from: the first day it existed
active_to: the last day it existed
renamed_to: the team that it became, which then takes over its rows",
    "Conversations about the use of data: a row is one of them, or several equal ones.
conversation_id: only needed so that the same conversation is not counted twice
held_on: the day it was held
kind: what it was about
producer_team: the team whose data it was about
consumer_team: the team that uses the data; required for data_use
started_by: who asked for it
helped_by: who of the data team took part; with both, the engineer; empty is not known, not nobody
dataset_id: the data it was about
use_case_id: the use case it was for
action: what it led to
action_on: the day it led to that
logged_by: who wrote it down
evidence: whether it was recorded, or inferred from something else
their_benefit: what is in it for the producing team, in its own words
count: how many equal conversations the row stands for",
    "The data that is shared, a row a dataset.
dataset_id: the id that other tables use
name: what people call it
kind: how far it has been worked on
origin: whether it was made here or brought in
shared_on: the day it was first shared; empty is shared since a day that is not known
retired_on: the first day it was no longer shared
proposed_by: who asked for it to be shared
owner_sees_use: whether its owner can see who uses it
use_window_days: within how many days a use counts as current, where this differs from the setting
url: where it is described",
    "What data was built from which other data, a row a pair.
dataset_id: the data that was built
source_dataset_id: the data it was built from",
    "Who answers for data and who does the work, a row for each time this changed.
dataset_id: the data
since: from this day on
owner_team: the team that answers for it; empty is nobody
looked_after_by: the team that does the work
with_analyst: whether somebody who prepares data works with that team",
    "Uses of data by teams: a row is one use, or several equal ones.
dataset_id: the data that was used
team_id: the team that used it
used_on: the day
evidence: how the use is known
purpose: what it was used for
reads: how many equal uses the row stands for",
    "Changes to shared data, a row a change.
change_id: only needed so that the same change is not counted twice
dataset_id: the data
released_on: the day it was released
kind: what changed
proposed_by: who asked for it
announced_on: the day its users were told; empty is not announced
can_break: whether it can break what users built
caught: whether a change of meaning was noticed before or after its release",
    "Problems found in shared data, a row a problem.
problem_id: only needed so that the same problem is not counted twice
dataset_id: the data
found_on: the day it was found
found_by: who found it
fixed_on: the day it was fixed",
    "What is agreed about shared data, a row an agreement.
dataset_id: the data
consumer_team: the team that it was agreed with; empty is everybody
agreed_on: the day it was agreed
reviewed_on: the day it was last looked at again
covers: what it covers: owner, meaning, freshness, notice, allowed_use, known_users, or other words",
    "How far a team has come, a row for each step it entered.
team_id: the team
step: the step
entered_on: the day it entered the step",
    "What data is to be used for, a row a use case.
use_case_id: the id that other tables use
name: what people call it
source: whether it had been waiting, or is new
requested_on: the day it was asked for
chosen_on: the day it was chosen
delivered_on: the day it was delivered
dropped_on: the day it was given up
producer_team: the team whose data it needs
consumer_team: the team that wants it
producer_benefits: whether the producing team gains by it too
value: what it is worth
effort: what it costs
likelihood: how likely it is to work
blocked_by: what holds it up",
    "Decisions about data, a row a decision.
decision_id: only needed so that the same decision is not counted twice
area: the part of the organisation it is about
team_id: the team it is about
raised_on: the day the question came up
decided_on: the day it was decided; empty is still open
decided_by: where it was decided",
    "Answers to a survey as sums, a row a question, wave and team.
wave: the day of the survey
question: the question, such as easy_to_fit_in
team_id: the team that was asked; empty where that was not noted
asked: how many people were asked
answers_1: how many chose the lowest of five answers
answers_2: how many chose the second
answers_3: how many chose the third
answers_4: how many chose the fourth
answers_5: how many chose the highest",
    "What sharing data costs teams, a row a team, activity and month.
team_id: the team
activity: what the time went into
month: any day of the month
people: how many people it was shared by
person_days: days of work of all of them together",
    "Whether leaders stand behind it, a row for each time this changed.
area: the part of the organisation they lead
level: how far they go
since: from this day on",
    "What the tools can do, a row for each time this changed.
capability: what is needed, in a few words
state: whether it is there
since: from this day on
needed_by: ids of the use cases that wait for it",
    "What the organisation set out to show, a row a statement.
statement: the statement
measure: the measure that would show it: a slug, or a name in reported
threshold: what would count as shown
set_on: the day this was written down
verdict: what came of it
evidence: what this rests on",
    "What is to be reached and by when, a row a target.
measure: a slug, or a name in reported
value: the number to be reached
by: the day to reach it by
set_on: the day the target was set
owner_team: the team that answers for it
area: the area it is for; empty is everything",
    "What happened that figures should show, a row an event.
on: the day
label: a few words
kind: what kind of event; after logging_change numbers from before do not compare
area: the area it is about; empty is everything",
    "The organisation's own numbers, shown as reported and never mixed with what is counted here.
on: the day
name: what the number is
value: the number
unit: its unit
area: the area it is about; empty is everything",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_and_column_is_described_in_its_order_and_nothing_else_is() {
        for &table in Table::ALL {
            let spec = table.spec();
            let described: Vec<&str> =
                spec.description().columns.lines().filter_map(|line| Some(line.split_once(": ")?.0)).collect();
            assert_eq!(described, spec.columns.iter().map(|column| column.name).collect::<Vec<_>>(), "{}", spec.name);
            assert!(spec.description().purpose.ends_with('.'), "{}", spec.name);
            assert!(spec.columns.iter().all(|column| !spec.description().column(column.name).is_empty()));
        }
        assert_eq!(Table::Teams.spec().description().column("team"), "");
    }

    #[test]
    fn rows_that_can_be_put_together_are() {
        assert_eq!(Table::BuiltFrom.spec().sql(), "SELECT dataset_id, source_dataset_id\nFROM …");
        let usage = "dataset_id, team_id, used_on, evidence, purpose";
        assert_eq!(Table::Usage.spec().sql(), format!("SELECT {usage}, COUNT(*) AS reads\nFROM …\nGROUP BY {usage}"));
        assert!(!Table::Conversations.spec().sql().contains("conversation_id"));
    }
}
