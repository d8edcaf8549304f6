//! What is said of teams that join in, and of what it costs their engineers.

use super::definitions_joining::promise;
use super::headline::Headline;
use super::say::{self, keep_together};
use super::text;
use super::titles::{Title, without_number};
use crate::measure::{ALL_DOMAIN_TEAMS, AreaBacking, Forecast, Measure, Point, Quantity, Reading, Why, area_backings};
use crate::org::{BackingLevel, Period, View};
use crate::stats::{Of, ShareVerdict, compare_shares};

/// What a number is counted over; `None` for a measure of another question.
pub fn period(view: &View<'_>, reading: &Reading) -> Option<String> {
    let n = reading.n.unwrap_or(0);
    Some(match reading.measure {
        Measure::TeamsSharing => match view.as_of {
            Some(day) => format!("of {}, on {}", expected(reading), keep_together(&say::date(day))),
            None => format!("of {}", expected(reading)),
        },
        Measure::TeamsByStep if all_by_step(reading) == 0 => "sharing or improving".to_owned(),
        Measure::TeamsByStep => {
            format!("sharing or improving, of {}", keep_together(&teams(all_by_step(reading))))
        }
        Measure::TimeInStep => format!("from agreeing to the next step, {}", followed(reading, "agreed")),
        Measure::FirstTalkToFirstShare => followed(reading, "talked"),
        Measure::LeadershipBacking => "areas whose leadership backs it actively".to_owned(),
        Measure::DaysToGetStarted if n == 0 => "of work for each engineer, half took less".to_owned(),
        Measure::DaysToGetStarted => format!(
            "of work for each engineer, half took less; {} within the promised {}",
            keep_together(&format!("{} of {}", reading.k.unwrap_or(0), teams(n))),
            keep_together(&promise(view.org.settings.promised_days))
        ),
        Measure::EasyToFitIn => match reading.series.last() {
            Some(wave) => format!("find it easy, asked on {}", keep_together(&wave_words(wave))),
            None => "find it easy".to_owned(),
        },
        Measure::Upkeep => match reading.complete_points().next_back().map(|point| point.period) {
            Some(Period::Month(month)) => {
                format!("days of work of one person for each dataset, in {}", keep_together(&say::month(month)))
            }
            _ => "days of work of one person for each dataset, in the last complete month".to_owned(),
        },
        _ => return None,
    })
}

/// Why there is no number; `None` where there is nothing special to say of it.
pub fn explanation(view: &View<'_>, reading: &Reading, why: Why) -> Option<String> {
    let words = match (reading.measure, why) {
        (Measure::TeamsSharing, Why::NoData) => "No team in view is expected to share.".to_owned(),
        (Measure::TeamsByStep, Why::NoData) => match all_by_step(reading) {
            0 => "No team in view is expected to share.".to_owned(),
            _ => "Nobody has written down a step yet. That does not say that nobody has started.".to_owned(),
        },
        (Measure::TimeInStep, Why::NoData) => "No team in view has agreed yet.".to_owned(),
        (Measure::TimeInStep, Why::TooFew) => {
            format!("{} agreed so far; a number is given from 5 on.", teams(reading.n.unwrap_or(0)))
        }
        (Measure::FirstTalkToFirstShare, Why::NoData) => {
            match reading.part("before_first_talk").unwrap_or(0.0) as u64 {
                0 => "No conversation about the data of an expected team is recorded yet.".to_owned(),
                before => format!("{} shared before anybody talked, so there is nothing to time.", teams(before)),
            }
        }
        (Measure::LeadershipBacking, Why::NoData) => "No team in view is in an area.".to_owned(),
        (Measure::DaysToGetStarted, Why::NoData) => {
            "Of no team that shares is it written down what getting started took. That is not zero.".to_owned()
        }
        (Measure::EasyToFitIn, Why::NoData) => "Nobody has answered yet.".to_owned(),
        (Measure::EasyToFitIn, Why::Hidden) if !view.is_hidden() => format!(
            "Fewer than {} people answered, so nothing is shown that could point at one of them.",
            view.org.settings.minimum_group
        ),
        (Measure::Upkeep, Why::NoData) => match reading.complete_points().next_back() {
            Some(point) if point.get("person_days").is_some() => {
                "The teams themselves look after no data that is shared.".to_owned()
            }
            Some(_) => "For the last complete month nobody wrote down any work of upkeep. That is not zero.".to_owned(),
            None => "No work is written down yet.".to_owned(),
        },
        (Measure::Upkeep, Why::TooFew) => "The first month of which work is written down is not over yet.".to_owned(),
        _ => return None,
    };
    Some(words)
}

/// What should be looked at beside a number, and what it is; `None` where the catalogue says it.
pub fn beside(reading: &Reading) -> Option<(String, String)> {
    let days = |name: &str| reading.part(name).map(|days| keep_together(&say::days(Some(days))));
    let share = |k: &str, n: &str| {
        let (k, n) = (reading.part(k)? as u64, reading.part(n).filter(|&n| n > 0.0)? as u64);
        Some(text::share(k, n))
    };
    match reading.measure {
        Measure::TimeInStep => {
            Some(("Agreed and still waiting, the longest:".to_owned(), days("agreed_longest_open")?))
        }
        Measure::FirstTalkToFirstShare => {
            let stopped = reading.part("stopped_by")?;
            Some(("Stopped on the way so far:".to_owned(), keep_together(&say::percent(stopped))))
        }
        Measure::LeadershipBacking => Some((
            "Teams first talked with once their leadership was active:".to_owned(),
            share("approached_after", "approached")?,
        )),
        Measure::EasyToFitIn => Some(("Answered:".to_owned(), share("answered", "asked")?)),
        _ => None,
    }
}

/// Who is where, who waits, when do we get there?
pub fn joining(view: &View<'_>, sharing: &Reading, time: &Reading) -> Headline {
    let question = "Who is where, who waits, when do we get there?";
    let opening = match sharing.why {
        None if is_of_all(sharing) => format!("{} that make or use data share some", of_teams(sharing)),
        None => format!("{} expected to share data do so", of_teams(sharing)),
        Some(Why::NotMeasured) => "It is not recorded which teams share data".to_owned(),
        Some(Why::Hidden) => "The group in view is too small to be shown".to_owned(),
        Some(_) => "No team in view is expected to share data".to_owned(),
    };
    let waiting = beside(time)
        .filter(|_| time.why.is_none())
        .map(|(_, days)| format!("the longest wait after agreeing is now {days}"));
    let target = sharing.forecast.as_ref().filter(|_| sharing.why.is_none()).and_then(|forecast| until(view, forecast));
    let clauses: Vec<String> = [Some(opening), target, waiting].into_iter().flatten().collect();
    let last = clauses.len() - 1;
    let end = |(place, clause): (usize, String)| format!("{clause}{}", if place == last { "." } else { ";" });
    Headline { question, clauses: clauses.into_iter().enumerate().map(end).collect(), compared: None }
}

/// When the target could be reached, or why no date is given; `None` without a target.
pub fn until(view: &View<'_>, forecast: &Forecast) -> Option<String> {
    let target = forecast.target?;
    let wanted = match forecast.by {
        Some(by) => format!("{} are wanted by {}", keep_together(&teams(target)), keep_together(&say::date(by))),
        None => format!("{} are wanted", keep_together(&teams(target))),
    };
    let quarter = |period| keep_together(&say::period(period));
    let when = match (forecast.why_no_forecast, forecast.earliest, forecast.latest) {
        (Some("reached"), ..) => "which is reached".to_owned(),
        (Some(reason), ..) => format!("for which no date is given, as {}", refusal(view, reason)),
        (None, Some(earliest), Some(latest)) if earliest == latest => {
            format!("which could be reached in {}", quarter(latest))
        }
        (None, Some(earliest), Some(latest)) => {
            format!("which could be reached between {} and {}", quarter(earliest), quarter(latest))
        }
        (None, Some(earliest), None) => {
            format!("which could be reached in {} or so late that no date is given", quarter(earliest))
        }
        (None, None, _) => "which at the pace so far takes so long that no date is given".to_owned(),
    };
    Some(format!("{wanted}, {when}"))
}

/// Why no date is given for the target, in a few words beside it; `None` where one is given, or none is asked for.
pub fn no_date(view: &View<'_>, forecast: &Forecast) -> Option<String> {
    let reason = forecast.why_no_forecast.filter(|_| forecast.target.is_some())?;
    Some(if reason == "reached" { "reached".to_owned() } else { format!("no date: {}", refusal(view, reason)) })
}

/// Over a figure of one of the measures of joining in and of what it costs.
pub fn joining_title(view: &View<'_>, reading: &Reading) -> Title {
    if let Some(title) = without_number(view, reading) {
        return title;
    }
    match reading.measure {
        Measure::TeamsSharing => sharing_title(view, reading),
        Measure::TeamsByStep => steps_title(reading),
        Measure::TimeInStep => time_title(reading),
        Measure::FirstTalkToFirstShare => first_share_title(reading),
        Measure::LeadershipBacking => backing_title(reading),
        Measure::DaysToGetStarted => started_title(view, reading),
        Measure::EasyToFitIn => fit_title(reading),
        _ => upkeep_title(view, reading),
    }
}

/// Whether the answers of a wave may be shown beside those of others: at least half of those asked have answered.
pub fn is_comparable(wave: &Point) -> bool {
    has_half(wave)
}

/// Why no date is given, as the end of a sentence.
fn refusal(view: &View<'_>, reason: &str) -> &'static str {
    match reason {
        "under_6_months" => "there are fewer than six complete months to go by",
        "under_3_joins" => "fewer than three teams have joined so far",
        "signal" => "the pace of joining has just changed",
        "above_75_percent" => "the last quarter of the teams joins unlike the first",
        "more_needed_than_left" if view.areas.is_some() => "more teams are wanted than are left in view",
        _ => "more teams are wanted than are left",
    }
}

/// Over the teams that have ever shared, by month.
pub fn sharing_title(view: &View<'_>, reading: &Reading) -> Title {
    let about = format!(
        "Teams that have ever shared data, at the end of each month, out of {}; hatched, the time in which the target could be reached",
        expected(reading)
    );
    let target = reading.forecast.as_ref().and_then(|forecast| until(view, forecast));
    let message = match (reading.why, target) {
        (Some(_), _) => "Teams sharing data".to_owned(),
        (None, Some(target)) => format!("{} share data; {target}", of_teams(reading)),
        (None, None) => format!("{} share data", of_teams(reading)),
    };
    Title { message, about }
}

/// Over the teams by the step they are in.
pub fn steps_title(reading: &Reading) -> Title {
    let part = |name: &str| reading.part(name).unwrap_or(0.0) as u64;
    let message = match reading.value {
        Some(Quantity::Count(sharing)) => {
            let of = keep_together(&format!("{} of {}", say::grouped(sharing as u64), teams(all_by_step(reading))));
            match part("stopped") {
                0 => format!("{of} are sharing or improving"),
                stopped => format!("{of} are sharing or improving, {} stopped", say::grouped(stopped)),
            }
        }
        _ => "Teams by step".to_owned(),
    };
    Title { message, about: "The latest step of each expected team; those that wait longest come first".to_owned() }
}

/// Over the time that teams stay in a step.
pub fn time_title(reading: &Reading) -> Title {
    let message = match (reading.value, reading.longest_days) {
        (Some(Quantity::Days(days)), _) => {
            format!("Half of the teams move on within {} of agreeing", keep_together(&say::days(Some(days))))
        }
        (None, Some(_)) => "More than half of the teams that agreed have not moved on yet".to_owned(),
        _ => "Time in each step".to_owned(),
    };
    Title {
        message,
        about: "From the first day in a step to the first day in a later one, with those still there".to_owned(),
    }
}

/// Over the curve from the first conversation to the first shared data.
pub fn first_share_title(reading: &Reading) -> Title {
    let message = match (reading.value, reading.longest_days) {
        (Some(Quantity::Days(days)), _) => {
            format!("Half of the teams share within {} of the first talk", keep_together(&say::days(Some(days))))
        }
        (None, Some(_)) => "More than half of the teams that talked are still on their way".to_owned(),
        _ => "From the first talk to the first shared data".to_owned(),
    };
    let before = reading.part("before_first_talk").unwrap_or(0.0) as u64;
    let left_out =
        if before > 0 { format!(" Not drawn: {} that shared before.", teams(before)) } else { String::new() };
    Title {
        message,
        about: format!(
            "Share of the teams that had shared, and of those that had stopped, by days since the first conversation about their data.{left_out}"
        ),
    }
}

/// Over what people answered, time after time: two times are compared only if at least half answered in both.
pub fn fit_title(reading: &Reading) -> Title {
    let about = "Answers 4 and 5 of five to whether sharing fits easily into the work".to_owned();
    let waves: Vec<&Point> = reading.series.iter().filter(|wave| has_half(wave)).collect();
    let words = |wave: &Point| of(wave).map(|of| format!("{} ({})", text::share(of.k, of.n), wave_words(wave)));
    let message = match waves.as_slice() {
        [.., before, now] if reading.series.last() == Some(now) => {
            let change = of(now).zip(of(before)).and_then(|(now, before)| compare_shares(now, before));
            let (now, before) = (words(now).unwrap_or_default(), words(before).unwrap_or_default());
            match change.map(|change| change.verdict) {
                Some(ShareVerdict::Higher) => format!("{now} find it easy, higher than {before}"),
                Some(ShareVerdict::Lower) => format!("{now} find it easy, lower than {before}"),
                Some(ShareVerdict::Usual) => {
                    format!("{now} find it easy, against {before}: within the usual ups and downs")
                }
                None => format!("{now} find it easy"),
            }
        }
        _ if reading.why.is_none() => format!("{} find it easy", text::shown(reading)),
        _ => "Easy to fit in".to_owned(),
    };
    Title { message, about }
}

/// Over the work of getting started.
pub fn started_title(view: &View<'_>, reading: &Reading) -> Title {
    let promise = keep_together(&promise(view.org.settings.promised_days));
    let message = match (reading.why, reading.k, reading.n) {
        (None, Some(k), Some(n)) => {
            let of = if n < 5 { "teams" } else { "of the teams" };
            format!("{} {of} got started within {promise} of work for each engineer", text::share(k, n))
        }
        _ => "Days to get started".to_owned(),
    };
    let not_yet = reading.part("still_getting_started").unwrap_or(0.0) as u64;
    let rest = if not_yet > 0 { format!(" Still getting started: {}.", teams(not_yet)) } else { String::new() };
    Title { message, about: format!("Work until the first shared data, of teams that share.{rest}") }
}

/// Over the work of upkeep by month.
pub fn upkeep_title(view: &View<'_>, reading: &Reading) -> Title {
    let message = match period(view, reading).filter(|_| reading.why.is_none()) {
        Some(period) => format!("{} {period}", text::shown(reading)),
        None => "Upkeep".to_owned(),
    };
    Title { message, about: "Work of the teams themselves, for each dataset they look after; a month without any written down is left open".to_owned() }
}

/// Over the areas and their leadership.
pub fn backing_title(reading: &Reading) -> Title {
    let message = match reading.why {
        None => format!("Areas whose leadership backs it actively: {}", text::shown(reading)),
        Some(_) => "Leadership backing".to_owned(),
    };
    Title { message, about: "The latest level of each area that teams are in".to_owned() }
}

/// How far the leadership of each area stands behind it, in the words of a table: area, level, since when.
pub fn backing_rows(view: &View<'_>) -> Vec<[String; 3]> {
    let row = |found: AreaBacking<'_>| {
        let (level, since) = match found.latest {
            Some((BackingLevel::Active, since)) => ("backs it actively", say::date(since)),
            Some((BackingLevel::Supports, since)) => ("supports it", say::date(since)),
            Some((BackingLevel::Aware, since)) => ("knows of it", say::date(since)),
            None => ("not known", String::new()),
        };
        [found.area.to_owned(), level.to_owned(), since]
    };
    area_backings(view).into_iter().map(row).collect()
}

/// Whether a share is out of all active teams, since nobody wrote down which are expected.
fn is_of_all(reading: &Reading) -> bool {
    reading.notes.iter().any(|note| note == ALL_DOMAIN_TEAMS)
}

/// A share of teams: `57% (21 of 37) of the teams`, `1 of 3 teams`.
fn of_teams(reading: &Reading) -> String {
    let of = if reading.n.unwrap_or(0) < 5 { "teams" } else { "of the teams" };
    format!("{} {of}", text::shown(reading))
}

/// Which teams a share is out of.
fn expected(reading: &Reading) -> &'static str {
    if is_of_all(reading) { "all active teams that make or use data" } else { "the teams expected to share" }
}

/// How a time comes about that half of the teams do not exceed, or that more than half have not reached.
fn followed(reading: &Reading, what: &str) -> String {
    let of = keep_together(&teams(reading.n.unwrap_or(0)));
    match reading.longest_days {
        Some(longest) => format!("{of} followed, the longest for {}", keep_together(&format!("{longest} days"))),
        None if reading.n.unwrap_or(0) == 0 => "half take less".to_owned(),
        None => format!("half take less; {of} that {what}"),
    }
}

fn all_by_step(reading: &Reading) -> u64 {
    reading.parts.iter().filter_map(|(_, count)| *count).sum::<f64>() as u64
}

fn teams(number: u64) -> String {
    if number == 1 { "1 team".to_owned() } else { format!("{} teams", say::grouped(number)) }
}

/// The answers of a wave that agree, out of all; `None` where they are hidden.
fn of(wave: &Point) -> Option<Of> {
    Some(Of { k: wave.get("k")? as u64, n: wave.get("n")? as u64 })
}

/// Whether at least half of those asked have answered.
fn has_half(wave: &Point) -> bool {
    wave.get("n").zip(wave.get("asked")).is_some_and(|(answered, asked)| answered > 0.0 && answered * 2.0 >= asked)
}

fn wave_words(wave: &Point) -> String {
    match wave.period {
        Period::Day(day) => say::date(day),
        other => say::period(other),
    }
}
