//! Words about data that is shared, used and improved.

use super::definitions::{Definition, said};
use super::say::{self, keep_together};
use super::titles::Title;
use super::{compare, text};
use crate::measure::{Cell, Event, Measure, Reading, Why, offers_in_use, retired};
use crate::org::{Day, View};

/// How one of these measures is counted; `None` for any other.
pub(super) fn definition(view: &View<'_>, measure: Measure) -> Option<Definition> {
    let window = view.org.settings.use_window_days;
    match measure {
        Measure::DataInUse => said(
            "Shared data that somebody uses: a team other than the one that answers for it, itself or through data that was built on it.",
            format!("Datasets used in the last {window} days, or in the time that is set for a dataset of its own, divided by all that are shared. Use of what was built on a dataset, however many steps away, is use of it as long as every step is still shared. New is what nobody uses yet and was shared less than 90 days ago."),
            "Use by the team that answers for the data, and by the data team. Data that is not shared any more, and what is only reached through it. Where it is not known since when data is shared, it never counts as new.",
            "The share rises if unused data is taken away, which may be right: look at how much was. Use that leaves no trace in the export is not seen, and a single use counts as much as a thousand.",
        ),
        Measure::TeamsPerDataset => said(
            "How many teams use a dataset, itself or through data that was built on it. Half of the datasets have no more than this.",
            format!("For every shared dataset the different teams that used it in the last {window} days, or in the time set for it; the number in the middle of all of them, from the least used to the most used."),
            "The team that answers for the data, and the data team. Data that is not shared any more.",
            "Neither more nor less is better: some data is for one team. Data that nobody uses is counted with zero teams.",
        ),
        Measure::StillUsedLater => said(
            "Of the teams that began to use a dataset, those that still used it half a year later.",
            "Every team and every dataset that it began to use at least 90 days ago. Use ends with the last day before more than 90 days of silence. The share that goes on after 182 days, with uses that are still going on followed as far as they are known.".to_owned(),
            "Use by the team that answers for the data, and by the data team. What began in the last 90 days: no silence could be seen yet. Use that starts again after a silence.",
            "Data that is needed once a year looks as if it was given up. A team that used data on one day only counts as having stopped on that day.",
        ),
        Measure::PaceOfImprovement => said(
            "Shared data that was changed lately, and how many changes come out each month.",
            "Datasets with at least one change in the last 90 days, divided by all that are shared. By month all changes of any kind are counted; the usual range is the mean of the months, give or take 2.66 times the average step from one month to the next.".to_owned(),
            "For the share, changes of data that is not shared any more; by month they count. The running month is in no range.",
            "Neither fast nor slow is good by itself: data that is done needs few changes, and many fixes are no improvement.",
        ),
        Measure::OffersFromProducers => said(
            "Of what is newly on offer, what those who make the data proposed by themselves, before anybody asked.",
            "Additions to data and raw data newly shared, proposed by the team that makes it, divided by all of them, over the last 182 days.".to_owned(),
            "Data that was worked on or brought in from outside; fixes, renames, removals and changes of meaning. Where nobody wrote down who proposed it, it stays in the whole and is no offer.",
            "An offer is only worth something if it is used: look at how much of what was offered is.",
        ),
        Measure::WhoLooksAfter => said(
            "Of the shared data, how much is looked after by a data team rather than by the teams that make or use it.",
            "Datasets whose work a data team does, divided by all of which it is known who does it. Handed over is what went from a data team to a team that makes or uses data, at any time.".to_owned(),
            "Data of which nobody wrote down who looks after it: in neither number, counted apart. Data that is not shared any more.",
            "Handing over is only good if the team can carry it. Look at how easy it is for them, and at the surprises that follow.",
        ),
        _ => None,
    }
}

/// What the number of one of these measures is counted over; `None` for any other.
pub(super) fn period(view: &View<'_>, reading: &Reading) -> Option<String> {
    let days = |days: u64| keep_together(&format!("{days} days"));
    let n = || keep_together(&say::grouped(reading.n.unwrap_or(0)));
    Some(match reading.measure {
        Measure::DataInUse => {
            format!("of shared datasets, used by another team in the last {}", days(view.org.settings.use_window_days))
        }
        Measure::TeamsPerDataset => format!("half of the {} shared datasets are used by no more teams than this", n()),
        Measure::StillUsedLater => {
            format!("of {} times a team began to use data, it still did after {}", n(), days(182))
        }
        Measure::PaceOfImprovement => format!("of shared datasets changed in the last {}", days(90)),
        Measure::OffersFromProducers => format!("of additions and new raw data, last {}", days(182)),
        Measure::WhoLooksAfter => "of shared datasets of which it is known".to_owned(),
        _ => return None,
    })
}

/// Why one of these measures has no number, where more can be said than for all; `None` for any other.
pub(super) fn explanation(reading: &Reading, why: Why) -> Option<String> {
    let unknown = || reading.part("unknown").unwrap_or(0.0) as u64;
    match (reading.measure, why) {
        (Measure::DataInUse | Measure::TeamsPerDataset | Measure::PaceOfImprovement, Why::NoData) => {
            Some("No data is shared on this day.".to_owned())
        }
        (Measure::StillUsedLater, Why::NoData) => {
            Some("No team began to use data at least 90 days ago, so no silence could be seen yet.".to_owned())
        }
        (Measure::StillUsedLater, Why::TooFew) if reading.n.is_some_and(|n| n >= 5) => Some(format!(
            "The longest use could be followed for {}; the number needs 182.",
            keep_together(&format!("{} days", reading.longest_days.unwrap_or(0)))
        )),
        (Measure::OffersFromProducers, Why::NoData) => {
            Some("Nothing was added and no raw data was newly shared in the last 182 days.".to_owned())
        }
        (Measure::WhoLooksAfter, Why::NoData) if unknown() > 0 => Some(format!(
            "{} shared datasets, and of none is it written down who looks after it (looked_after_by). That is not zero.",
            say::grouped(unknown())
        )),
        _ => None,
    }
}

/// The number that keeps one of these measures honest; `None` where that is the reading of another one.
pub(super) fn guard(view: &View<'_>, reading: &Reading) -> Option<(String, String)> {
    match reading.measure {
        _ if reading.why.is_some() => None,
        Measure::DataInUse => Some(("No longer shared:".to_owned(), say::grouped(retired(view)))),
        Measure::OffersFromProducers => {
            let (k, n) = offers_in_use(view)?;
            Some(("Of these offers, in use:".to_owned(), text::share(k, n)))
        }
        _ => None,
    }
}

/// Over the figure of one of these measures: the message of its numbers, never more than they say.
pub fn using_title(view: &View<'_>, reading: &Reading, events: &[Event]) -> Title {
    let part = |name: &str| say::grouped(reading.part(name).unwrap_or(0.0) as u64);
    let (shown, n) = (text::shown(reading), keep_together(&say::grouped(reading.n.unwrap_or(0))));
    let (message, about) = match reading.measure {
        Measure::DataInUse => (
            format!(
                "{shown} of shared datasets are in use; {} are new, {} are not used",
                part("new"),
                part("not_used")
            ),
            "Shared datasets at the end of each month: used by another team, itself or through what was built on them; new; or neither",
        ),
        Measure::TeamsPerDataset => (
            format!(
                "Of {n} shared datasets, {} have no user and {} have two or more",
                part("zero"),
                part("two_or_more")
            ),
            "Shared datasets by how many teams use them, themselves or through what was built on them",
        ),
        Measure::StillUsedLater => (
            format!("{shown} of those who began to use data still used it half a year later"),
            "Teams that began to use a dataset, by days since then, with the range the curve could easily lie in",
        ),
        Measure::PaceOfImprovement => (
            match compare::counts(reading, "releases", events) {
                Some(change) => format!("Changes {}", change.clause()),
                None => format!("{shown} of shared datasets changed lately"),
            },
            "Changes of data in scope by month, of any kind",
        ),
        Measure::OffersFromProducers => (
            format!("{shown} of what was newly offered was proposed by those who make the data"),
            "Additions to data and raw data newly shared, by quarter and by who proposed it",
        ),
        _ => (
            format!(
                "A data team looks after {shown} of shared datasets; {} were handed over so far",
                part("handed_over")
            ),
            "Shared datasets at the end of each month, by who looks after them, where that is known",
        ),
    };
    match reading.why {
        None => Title { message, about: about.to_owned() },
        Some(why) => Title {
            message: format!("{}: {}", super::name(reading.measure), say::why(why)),
            about: super::explanation(view, reading, why),
        },
    }
}

/// What those who make data lately offered by themselves: the day, the data, and what it was; oldest first.
pub fn offers(view: &View<'_>, reading: &Reading) -> Vec<[String; 3]> {
    let cell = |row: &[(&'static str, Cell)], name: &str| match row.iter().find(|(key, _)| *key == name) {
        Some((_, Cell::Text(text))) => text.clone(),
        _ => String::new(),
    };
    let name = |id: &str| {
        let dataset = view.org.ids.datasets.get(id).and_then(|code| view.org.datasets.of(code));
        dataset.map_or_else(|| id.to_owned(), |dataset| view.org.datasets.get(dataset).name.clone())
    };
    let offer = |row: &Vec<(&'static str, Cell)>| {
        let on = cell(row, "on");
        let day = Day::parse(on.as_bytes()).map_or(on, |day| keep_together(&say::date(day)));
        let what = if cell(row, "what") == "addition" { "added to it" } else { "newly shared" };
        [day, name(&cell(row, "dataset_id")), what.to_owned()]
    };
    reading.list.iter().map(offer).collect()
}

/// Over the list of these offers.
pub fn offers_title(reading: &Reading) -> Title {
    let message = match reading.list.len() {
        1 => "One offer by those who make the data".to_owned(),
        offers => format!("{} offers by those who make the data", say::grouped(offers as u64)),
    };
    Title {
        message,
        about: "What they added or newly shared in the last 182 days before anybody asked, oldest first.".to_owned(),
    }
}
