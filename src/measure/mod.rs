//! The organisation becomes readings: the catalogue, one file a family, and the rows behind each number.
//!
//! A measure is a pure function of an organisation and a scope. No measure knows how it is said or drawn.

mod action;
mod agreements;
mod backing;
mod bought_in;
mod catalogue;
mod changes;
mod columns;
mod complete;
mod data_in_use;
mod decisions;
mod direct;
mod effort;
mod events;
mod expected_teams;
mod first_share_wait;
mod first_shares;
mod first_successes;
mod first_talks;
mod front_page;
mod live_datasets;
mod meetings;
mod month_ends;
mod months;
mod needs;
mod pairs;
mod pending;
mod proofs;
mod reach;
mod readers;
mod reading;
mod relationships;
mod reported;
mod rows_behind;
mod sharing;
mod steps;
mod still_used;
mod surprises;
mod survey;
mod talk_counts;
mod tally;
mod targets;
mod team_page;
mod tools;
mod use_case_board;
mod use_cases;
mod visible_use;
mod who_looks_after;

pub use action::COHORT_DAYS;
pub use backing::{AreaBacking, area_backings};
pub use catalogue::{Family, Good, Measure, Unit};
pub use changes::Offer;
pub use data_in_use::{OFFERED, RETIRED, USERS, offers_in_use, retired};
pub use decisions::DECIDERS;
pub use direct::{BIGGEST_PAIR, Level, MOST_OF_ONE_PAIR};
pub use effort::days_by_team;
pub use events::{Event, events};
pub use expected_teams::{ALL_DOMAIN_TEAMS, ExpectedTeams, expected_teams};
pub use first_share_wait::still_on_their_way;
pub use first_shares::shares_are_from_steps;
pub use first_successes::{FirstSuccess, Success, first_successes};
pub use front_page::is_of_stage;
pub use meetings::{Meeting, MeetingTeam, Meetings, meetings};
pub use months::LastMonths;
pub use needs::{Missing, missing, needed_tables};
pub use pending::{LONG_WAIT_DAYS, Pending, pending};
pub use proofs::{Statement, statements};
pub use readers::{Reader, read, read_deepen, read_every, read_habit, read_start};
pub use reading::{Cell, Forecast, Limits, Point, Quantity, Reading, Rule, Signal, Step, Why};
pub use relationships::{Relationship, SMALLER_TEAMS, relationships};
pub use reported::{Reported, reported};
pub use rows_behind::{GRADUATED, Pick, RowsBehind, RowsSearch, SILENT, STARTED, rows_behind};
pub use steps::{Standing, standings};
use talk_counts::talk_counts;
pub use talk_counts::{ASKED, count_talks};
pub use targets::Target;
use team_page::rows_of_team;
pub use team_page::{ComingChange, Due, TeamList, TeamPage, UseOfData, team_page};
pub use tools::{LackingTool, lacking_tools};
pub use use_case_board::{BOARD, UseCase, UseCaseStage, use_case_board};
pub use use_cases::{CHOSEN_AND_DELIVERED, use_cases_by_month};

use crate::org::View;

/// Reads every measure in the order of the catalogue.
pub fn read_all(view: &View<'_>) -> Vec<Reading> {
    Measure::ALL.iter().map(|&measure| read(view, measure)).collect()
}
