//! The title of a figure is its message; the line under it says measure, period and population.

use super::compare;
use super::say::{self, keep_together};
use super::text;
use crate::measure::{COHORT_DAYS, Event, LastMonths, Level, Measure, Meeting, Meetings, Point, Reading, Why};
use crate::org::{Day, EventKind, Period, View};

/// Why a behaviour chart has no quarters.
pub const MONTHS_IN_RANGE: &str = "Always by month, as the usual range is one of months.";
/// Why the way to a target has no quarters.
pub const MONTHS_OF_JOINING: &str = "Always by month, as the way to the target is worked out in months.";
/// Why offers have no months.
pub const QUARTERS_OF_OFFERS: &str = "Always by quarter, as a month has too few of them.";

/// What stands over a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// The message.
    pub message: String,
    /// Measure, period, population.
    pub about: String,
}

impl Title {
    /// The same over a figure that has a ring for what was so on an earlier day.
    #[must_use]
    pub fn with_rings(mut self, day: Day) -> Self {
        self.about.push_str("; rings: on ");
        self.about.push_str(&keep_together(&say::date(day)));
        self
    }

    /// The same over a figure whose columns are of quarters instead of months.
    #[must_use]
    pub fn by_quarter(mut self) -> Self {
        self.about = self.about.replace("each month", "each quarter").replace("by month", "by quarter");
        self
    }

    /// The same over a figure whose columns stay what they are, whatever is asked for, and why.
    #[must_use]
    pub fn always(mut self, why: &str) -> Self {
        self.about = [self.about.trim_end_matches('.'), ". ", why].concat();
        self
    }
}

/// What stands over direct conversations where nothing may be said of them.
const BY_MONTH: &str = "Direct conversations by month";

/// Over the data of the small figure of a number; with its name, since several can be open together.
pub fn small_figure(measure: Measure) -> String {
    [super::name(measure), ": the small figure as a table"].concat()
}

/// Over direct conversations by month.
pub fn direct_title(view: &View<'_>, reading: &Reading, events: &[Event]) -> Title {
    if let Some(title) = missing_title(view, reading, BY_MONTH) {
        return title;
    }
    let message = direct_message(view, reading, events);
    let since = events
        .iter()
        .rfind(|event| event.kind == Some(EventKind::LoggingChange))
        .map_or("", |_| " since logging changed");
    let range =
        if reading.limits.is_some() { format!(", with the mean and the usual range{since}") } else { String::new() };
    let about = format!(
        "Above: direct conversations by month{range}. Below: all recorded conversations about the use of data, by who took part."
    );
    Title { message, about }
}

/// Over the same beside the headline, which says already what may be said of it.
pub fn lead_title() -> Title {
    Title { message: BY_MONTH.to_owned(), about: "Between teams that make and use data, nobody in between".to_owned() }
}

/// What may be said of direct conversations by month; only what they are where nothing may.
fn direct_message(view: &View<'_>, reading: &Reading, events: &[Event]) -> String {
    let unknown: f64 = reading.series.iter().filter_map(|point| point.get(Level::Unknown.key())).sum();
    let known: f64 =
        reading.series.iter().flat_map(|point| Level::ALL[..3].iter().filter_map(|level| point.get(level.key()))).sum();
    match compare::counts(reading, "direct", events).filter(|_| reading.why.is_none()) {
        Some(change) => format!("Direct conversations {}", change.clause()),
        None if known == 0.0 && unknown > 0.0 => {
            format!(
                "{} conversations, and of none is it known who took part",
                keep_together(&say::grouped(unknown as u64))
            )
        }
        None if reading.why.is_none() => match compare::last_months(&LastMonths::of_conversations(view)) {
            Some(months) => format!("{} direct conversations in {months}", text::reading(reading)),
            None => BY_MONTH.to_owned(),
        },
        None => BY_MONTH.to_owned(),
    }
}

/// Over the shares with their ranges.
pub fn shares_title(without: &Reading, led: &Reading) -> Title {
    let message = match (
        without.k.zip(without.n).filter(|_| without.why.is_none()),
        led.k.zip(led.n).filter(|_| led.why.is_none()),
    ) {
        (Some(_), Some(_)) => {
            format!("{} did without the data team, {} led to something", text::shown(without), text::shown(led))
        }
        (Some(_), None) => format!("{} did without the data team", text::shown(without)),
        (None, Some(_)) => format!("{} led to something", text::shown(led)),
        _ => "Five shares of who talks, and what came of it".to_owned(),
    };
    Title { message, about: "Each share with the range it could easily lie in".to_owned() }
}

/// Over a figure that cannot be drawn: that it is not measured, and what would be needed; `None` where it can.
fn missing_title(view: &View<'_>, reading: &Reading, matter: &str) -> Option<Title> {
    let why = reading.why.filter(|why| matches!(why, Why::NotMeasured | Why::Hidden))?;
    let message = format!("{matter}: {}", say::why(why));
    Some(Title { message, about: super::explanation(view, reading, why) })
}

/// Over what has no number: the name of the measure, and why there is none; `None` where there is one.
pub(super) fn without_number(view: &View<'_>, reading: &Reading) -> Option<Title> {
    let why = reading.why?;
    let message = format!("{}: {}", super::name(reading.measure), say::why(why));
    Some(Title { message, about: super::explanation(view, reading, why) })
}

/// Over the table of conversations by month and the days until they led to something.
pub fn cohort_title(view: &View<'_>, reading: &Reading) -> Title {
    if let Some(title) = missing_title(view, reading, "What conversations led to") {
        return title;
    }
    // The action window has a column of its own if it is one of the cohort's; otherwise the last column up to it speaks.
    let window = COHORT_DAYS
        .iter()
        .rev()
        .find(|days| u64::from(**days) <= view.org.settings.action_window_days)
        .unwrap_or(&COHORT_DAYS[0]);
    let (k, n) = (format!("{window}.k"), format!("{window}.n"));
    let known = |point: &&Point| point.get(&n).is_some_and(|n| n > 0.0);
    let message = match reading.complete_points().rfind(known) {
        Some(point) => {
            let share = text::share(point.get(&k).unwrap_or(0.0) as u64, point.get(&n).unwrap_or(0.0) as u64);
            let Period::Month(month) = point.period else {
                return Title { message: String::new(), about: String::new() };
            };
            format!(
                "Of the conversations of {}, {} led to something within {}",
                keep_together(&say::month(month)),
                share,
                keep_together(&format!("{window} days"))
            )
        }
        None => "No month is old enough yet to say what its conversations led to".to_owned(),
    };
    Title {
        message,
        about: "Share of the conversations of a month that led to something within so many days; darker is more"
            .to_owned(),
    }
}

/// What shows the months before those that are shown at once.
pub fn earlier_months(months: usize) -> String {
    if months == 1 { "One earlier month".to_owned() } else { format!("{months} earlier months") }
}

/// Over the curve of conversations that led to something; `time` is the reading of how long that takes, where it is said.
pub fn curve_title(view: &View<'_>, reading: &Reading, time: Option<&Reading>) -> Title {
    if let Some(title) = missing_title(view, reading, "How soon conversations lead to something") {
        return title;
    }
    let message = match (reading.why, reading.k, reading.n) {
        (None, Some(k), Some(n)) => format!("{} led to something in time", text::share(k, n)),
        _ => "How soon conversations lead to something".to_owned(),
    };
    let half = match time.filter(|time| time.why.is_none()) {
        Some(time) if time.value.is_some() => text::half(time).join(", "),
        Some(time) => text::shown(time),
        None => String::new(),
    };
    let half = if half.is_empty() { half } else { [". In all, ", &half].concat() };
    let about = format!(
        "Conversations of the last year, by days since they were held, with the range the curve could easily lie in{half}"
    );
    Title { message, about }
}

/// Over the grid of who met whom; `reading` is the one of pairs that met only through the data team.
pub fn meetings_title(view: &View<'_>, meetings: &Meetings, reading: &Reading) -> Title {
    if let Some(title) = missing_title(view, reading, "Who met whom") {
        return title;
    }
    let pairs = |how: Meeting| meetings.pairs.get(how).copied().unwrap_or(0);
    let all: u64 = meetings.pairs.values().sum();
    let met = |count: u64| keep_together(&format!("{} of {}", say::grouped(count), say::grouped(all)));
    let message = match (pairs(Meeting::Direct), pairs(Meeting::WithDataTeam), pairs(Meeting::Unknown)) {
        (0, 0, 0) => "No two teams are known to have met".to_owned(),
        (0, 0, _) => format!("{} pairs of teams met, and of none is it known how", keep_together(&say::grouped(all))),
        (direct, helped, 0) => format!(
            "{} pairs that met did so directly; {} only through the data team",
            met(direct),
            say::grouped(helped)
        ),
        (direct, helped, unknown) => {
            format!(
                "{} pairs that met did so directly; {} only through the data team; of {} it is not known",
                met(direct),
                say::grouped(helped),
                say::grouped(unknown)
            )
        }
    };
    let absent = match meetings.absent {
        0 => String::new(),
        1 => " One team that did neither is not drawn.".to_owned(),
        absent => format!(" {absent} teams that did neither are not drawn."),
    };
    let areas = if view.org.areas().is_empty() { "" } else { ", by area" };
    Title {
        message,
        about: format!(
            "Teams whose data it was about in rows, teams that use it in columns{areas}; last 365 days.{absent}"
        ),
    }
}

/// Over who starts conversations, in columns of `month` or `quarter`.
pub fn starts_title(view: &View<'_>, reading: &Reading, columns: &str) -> Title {
    if let Some(title) = missing_title(view, reading, "Who starts conversations") {
        return title;
    }
    let part = |name: &str| reading.part(name).unwrap_or(0.0) as u64;
    let sides = part("started_producer") + part("started_consumer");
    let known = sides + part("started_data_team") + part("started_leadership");
    let message = if known == 0 || reading.why.is_some() && reading.parts.is_empty() {
        "Who starts conversations".to_owned()
    } else {
        format!("{} of conversations were started by those who make or use the data", text::share(sides, known))
    };
    let unknown = part("started_unknown");
    let rest = if unknown > 0 { format!(" Not known who started: {}.", say::grouped(unknown)) } else { String::new() };
    Title {
        message,
        about: format!("Last 180 days in the title; below, conversations started by {columns}, on one scale.{rest}"),
    }
}

/// Over the list of silent relationships.
pub fn silent_title(reading: &Reading) -> Title {
    let message = match reading.list.len() {
        0 => "No silent relationship".to_owned(),
        1 => "One silent relationship".to_owned(),
        silent => format!("{} silent relationships", say::grouped(silent as u64)),
    };
    Title { message, about: "A team uses the data and has not talked with the team that answers for it. Most users first: that is where asking helps most people.".to_owned() }
}
