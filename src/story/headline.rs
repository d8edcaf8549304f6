//! The sentence at the top of a view, never stronger than the data.

use super::compare::{self, CountChange};
use super::say::{self, keep_together};
use super::titles::Title;
use super::{text, tile};
use crate::measure::{Event, LastMonths, Reading, Why};
use crate::org::{Month, View};

/// The headline of a view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headline {
    /// The question that the view answers.
    pub question: &'static str,
    /// The answer, in clauses that should not be torn apart.
    pub clauses: Vec<String>,
    /// The two periods that it compares, each with its first and last month and its sum.
    pub compared: Option<[(Month, Month, u64); 2]>,
}

impl Headline {
    fn new(question: &'static str, clauses: Vec<String>) -> Self {
        Self { question, clauses, compared: None }
    }

    /// The whole sentence.
    pub fn text(&self) -> String {
        self.clauses.join(" ")
    }
}

/// Is the change happening? Direct conversations, never without what they led to.
pub fn progress(view: &View<'_>, direct: &Reading, led_to_action: &Reading, events: &[Event]) -> Headline {
    let question = "Is the change happening, and is it worth it?";
    let led = led_clause(view, led_to_action);
    match direct.why {
        Some(why) => {
            let opening = match why {
                Why::NotMeasured => "Direct conversations are not measured here".to_owned(),
                Why::NoData => "There is no number of direct conversations yet".to_owned(),
                Why::TooFew => "There are too few months to say how direct conversations go".to_owned(),
                Why::Hidden => "The group in view is too small to be shown".to_owned(),
            };
            Headline::new(question, join(&opening, led))
        }
        None => {
            let change = compare::counts(direct, "direct", events);
            let (clause, compared) = change.map_or_else(
                || (now_clause(view, direct), None),
                |change| (direct_clause(&change), Some([change.before, change.now])),
            );
            Headline { compared, ..Headline::new(question, join(&clause, led)) }
        }
    }
}

/// Are we still the go-between? The share of conversations that did without, and the pairs that don't.
pub fn talking(view: &View<'_>, without: &Reading, only_through: &Reading) -> Headline {
    let question = "Are we still the go-between?";
    let Some(months) = compare::last_months(&LastMonths::of_conversations(view)).filter(|_| without.why.is_none())
    else {
        let words = match without.why {
            Some(Why::NotMeasured) => "It is not recorded whether the data team takes part in conversations",
            Some(Why::Hidden) => "The group in view is too small to be shown",
            Some(Why::TooFew) => "There are too few months to say",
            _ => "It is not known who of the data team took part in any conversation",
        };
        return Headline::new(question, vec![format!("{words}.")]);
    };
    let who = match view.org.settings.direct_means {
        crate::org::DirectMeans::WithoutDataEngineers => "a data engineer",
        crate::org::DirectMeans::WithoutTheDataTeam => "the data team",
    };
    let share = text::shown(without);
    let opening = format!("{share} of conversations did without {who} ({months})");
    let pairs = (only_through.why.is_none() && only_through.n.unwrap_or(0) > 0).then(|| {
        let k = say::grouped(only_through.k.unwrap_or(0));
        let n = say::grouped(only_through.n.unwrap_or(0));
        format!("{} pairs of teams still meet only through the data team", keep_together(&format!("{k} of {n}")))
    });
    Headline::new(question, join(&opening, pairs))
}

/// How complete is this picture? Rows used, and tables that are not there.
pub fn sources(view: &View<'_>, complete: &Reading) -> Headline {
    let question = "How complete is this picture?";
    let absent = view.org.report.absent().filter(|table| *table != crate::org::Table::About).count();
    let tables = match absent {
        0 => "every table is there".to_owned(),
        1 => "one table is not in this export".to_owned(),
        absent => format!("{absent} tables are not in this export"),
    };
    match complete.why {
        None => {
            Headline::new(question, join(&format!("{} of the rows could be used", text::shown(complete)), Some(tables)))
        }
        Some(_) => Headline::new(question, join("There is no row to count", Some(tables))),
    }
}

/// Over the tables of which rows were set aside, with what else tells how complete the picture is.
pub fn complete_title(view: &View<'_>, complete: &Reading) -> Title {
    let tables = view.org.report.tables.values();
    let message = match tables.filter(|table| table.used < table.read).count() {
        0 => "No row was set aside".to_owned(),
        1 => "Rows of one table were set aside".to_owned(),
        tables => format!("Rows of {tables} tables were set aside"),
    };
    let part = |name: &str| complete.part(name);
    let built = part("lineage_k").zip(part("lineage_n")).filter(|&(_, n)| n > 0.0);
    let built = built.map(|(k, n)| {
        format!(
            " What data that was worked on is built from is written down for {} of it.",
            text::share(k as u64, n as u64)
        )
    });
    let unseen = part("unseen_estimate").zip(part("unseen_standard_error")).map(|(all, error)| {
        let [low, high] = [-1.96, 1.96].map(|times| say::grouped((all + times * error).max(0.0).round() as u64));
        format!(
            " By what both sides wrote down there were between {} conversations in all, seen or not.",
            keep_together(&format!("{low} and {high}"))
        )
    });
    let more: String = [built, unseen].into_iter().flatten().collect();
    let about = format!("Rows used out of rows read: of all tables, and of each of which some were set aside.{more}");
    Title { message, about }
}

fn direct_clause(change: &CountChange) -> String {
    format!("Direct conversations {}", change.clause())
}

fn now_clause(view: &View<'_>, direct: &Reading) -> String {
    let period = tile::period(view, direct);
    format!("There were {} ({period})", keep_together(&format!("{} direct conversations", text::reading(direct))))
}

fn led_clause(view: &View<'_>, led_to_action: &Reading) -> Option<String> {
    let days = keep_together(&format!("{} days", view.org.settings.action_window_days));
    match (led_to_action.why, led_to_action.n) {
        (None, Some(_)) => Some(format!("{} led to something within {days}", text::shown(led_to_action))),
        (Some(Why::NotMeasured), _) => Some("whether they led to something is not recorded".to_owned()),
        _ => None,
    }
}

/// Two clauses of one sentence, or one of its own.
fn join(first: &str, second: Option<String>) -> Vec<String> {
    match second {
        Some(second) => vec![format!("{first};"), format!("{second}.")],
        None => vec![format!("{first}.")],
    }
}
