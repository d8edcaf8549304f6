//! What the measures of joining in, and of how easy it is on the engineers, do at their edges.
#![expect(clippy::unwrap_used, reason = "a test ends where something is not there")]

#[path = "support/read.rs"]
mod read;

use uptake::measure::{Measure, Pick, Quantity, Reading, Why, rows_behind};
use uptake::org::{Day, Org, Scope, View};
use uptake::story::{self, text};

/// Six teams of one area, four of whom are expected to share.
const TEAMS: &str = "team_id,name,kind,area,people,expected_to_share,active_from,active_to\n\
    a,Alpha,domain,North,8,true,,\nb,Beta,domain,North,9,true,,\nc,Gamma,domain,South,7,true,,2026-06-30\n\
    d,Delta,platform,,7,true,2026-06-30,\ne,Epsilon,domain,South,6,false,,\nf,Phi,domain,South,6,true,,2026-06-29\n";

fn org(files: &[(&str, &str)]) -> Org {
    let about = ("about.csv", "key,value\ndata_complete_through,2026-06-30\n");
    let files = std::iter::once(&about).chain(files).map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()));
    read::read(&files.collect(), usize::MAX)
}

fn scope(area: Option<&str>, as_of: Option<&str>) -> Scope {
    let as_of = as_of.map(|day| Day::parse(day.as_bytes()).unwrap());
    Scope { areas: area.map(str::to_owned).into_iter().collect(), as_of }
}

fn read_on(files: &[(&str, &str)], measure: Measure, area: Option<&str>, as_of: Option<&str>) -> Reading {
    uptake::measure::read(&View::new(&org(files), &scope(area, as_of)), measure)
}

fn read(files: &[(&str, &str)], measure: Measure) -> Reading {
    read_on(files, measure, None, None)
}

fn k_of_n(reading: &Reading) -> (Option<u64>, Option<u64>) {
    (reading.k, reading.n)
}

#[test]
fn the_last_day_of_a_team_counts_and_a_team_of_any_kind_may_be_expected() {
    let steps = ("steps.csv", "team_id,step,entered_on\na,talking,2026-01-01\n");
    let by_step = read(&[("teams.csv", TEAMS), steps], Measure::TeamsByStep);
    assert_eq!(by_step.part("not_started"), Some(3.0), "b, c on its last day, d on its first (M7)");
    assert!(by_step.notes.is_empty());
    let nothing_said = TEAMS.replace("true", "").replace("false", "");
    let all = read(&[("teams.csv", &nothing_said), steps], Measure::TeamsByStep);
    assert_eq!(all.part("not_started"), Some(3.0), "b, c and e: active domain teams");
    assert_eq!(all.notes.len(), 1, "the reading says so");
    let one_false = TEAMS.replace("true", "");
    let none = read(&[("teams.csv", &one_false), steps], Measure::TeamsByStep);
    assert_eq!((none.why, none.part("not_started")), (Some(Why::NoData), Some(0.0)), "a single no is an answer (M8)");
}

#[test]
fn without_teams_only_those_met_by_the_day_are_there() {
    let steps = ("steps.csv", "team_id,step,entered_on\na,talking,2026-01-01\nb,sharing,2026-05-01\n");
    let talks = ("conversations.csv", "held_on,producer_team,consumer_team\n2026-02-01,a,c\n2026-05-02,x,y\n");
    let targets = ("targets.csv", "measure,value,by,set_on,owner_team\nteams-sharing,2,2027-01-01,2026-04-01,t\n");
    let files = [steps, talks, targets];
    assert_eq!(read(&files, Measure::TeamsSharing).n, Some(6));
    let earlier = read_on(&files, Measure::TeamsSharing, None, Some("2026-03-01"));
    assert_eq!((k_of_n(&earlier), earlier.forecast.unwrap().target), ((Some(0), Some(2)), None), "M2, M8");
    assert_eq!(read_on(&files, Measure::TeamsSharing, Some("North"), None).n, Some(0), "M8: no team has an area");
}

#[test]
fn a_share_belongs_to_whoever_answered_for_it_on_its_day() {
    let datasets = "dataset_id,name,kind,origin,shared_on,retired_on\n\
        one,One,source,,2026-01-10,\ntwo,Two,combined,internal,2026-02-10,2026-03-01\n\
        three,Three,source,external,2026-01-05,\nfour,Four,source,,2026-03-01,\nfive,Five,source,,,\n";
    let ownership = "dataset_id,since,owner_team\n\
        one,2026-01-01,a\none,2026-02-01,c\ntwo,2026-02-10,b\nthree,2026-01-01,c\nfour,2026-03-02,c\nfive,2026-01-01,c\n";
    let files = [("teams.csv", TEAMS), ("datasets.csv", datasets), ("ownership.csv", ownership)];
    let sharing = read(&files, Measure::TeamsSharing);
    // Alpha handed its data on and still shared first; Beta's was retired; Gamma never answered for its own on the day (M36, M58).
    assert_eq!(k_of_n(&sharing), (Some(1), Some(4)));
    let ever: Vec<_> = sharing.series.iter().map(|point| point.get("ever").unwrap()).collect();
    assert_eq!(ever, [1.0, 2.0, 2.0, 2.0, 2.0, 2.0], "k is below ever");
    assert_eq!(sharing.forecast.unwrap().why_no_forecast, Some("no_target"));
    assert_eq!(k_of_n(&read_on(&files, Measure::TeamsSharing, None, Some("2026-02-20"))), (Some(2), Some(4)), "M2");
}

#[test]
fn steps_stand_in_where_datasets_lack_a_column() {
    let datasets = ("datasets.csv", "dataset_id,name,kind\none,One,source\n");
    let ownership = ("ownership.csv", "dataset_id,since,owner_team\none,2026-01-01,a\n");
    let files = [("teams.csv", TEAMS), datasets, ownership];
    let sharing = read(&files, Measure::TeamsSharing);
    assert_eq!((sharing.why, &sharing.forecast), (Some(Why::NotMeasured), &None));
    let org = org(&files);
    let view = View::new(&org, &Scope::default());
    let words = story::explanation(&view, &sharing, Why::NotMeasured);
    assert!(words.contains("shared_on") && words.contains("steps"), "{words}");
    let steps =
        ("steps.csv", "team_id,step,entered_on\na,talking,2026-01-01\na,sharing,2026-03-01\nb,improving,2026-03-01\n");
    let sharing = read(&[files.as_slice(), &[steps]].concat(), Measure::TeamsSharing);
    assert_eq!(k_of_n(&sharing), (Some(1), Some(4)), "to improve is not to share (M36)");
    assert_eq!(sharing.series.len(), 6, "from the first step of any kind on (M10)");
}

#[test]
fn the_target_is_the_next_one_of_exactly_what_is_in_view() {
    let steps = ("steps.csv", "team_id,step,entered_on\na,sharing,2026-01-01\n");
    let targets = "measure,value,by,set_on,area\n\
        teams-sharing,1.2,2026-12-31,,\nteams-sharing,9,2026-09-30,2026-06-30,\nteams-sharing,3,2026-06-30,,\n\
        teams-sharing,4,2026-07-31,,North\nteams-by-step,1,2026-07-01,,\n";
    let files = [("teams.csv", TEAMS), steps, ("targets.csv", targets)];
    let target = |area, as_of| read_on(&files, Measure::TeamsSharing, area, as_of).forecast.unwrap().target;
    assert_eq!(target(None, None), Some(9), "one for the day itself is past (M28)");
    assert_eq!(target(None, Some("2026-06-29")), Some(3), "one set later is not seen (M2)");
    assert_eq!((target(Some("North"), None), target(Some("South"), None)), (Some(4), None), "M17");
    assert_eq!(target(None, Some("2026-06-30")), Some(9));
    let forecast = read(&files, Measure::TeamsSharing).forecast.unwrap();
    assert_eq!((forecast.needed, forecast.why_no_forecast, forecast.latest), (Some(8), Some("under_3_joins"), None));
    let lower = targets.replace(",9,2026-09-30", ",0.2,2026-09-30");
    let reached = read(&[files[0], files[1], ("targets.csv", &lower)], Measure::TeamsSharing).forecast.unwrap();
    assert_eq!((reached.target, reached.needed, reached.why_no_forecast), (Some(1), Some(0), Some("reached")));
}

#[test]
fn a_stay_ends_with_a_later_step_or_with_a_stop_after_its_start() {
    let steps = "team_id,step,entered_on\n\
        a,agreed,2026-02-01\na,sharing,2026-01-01\na,improving,2026-03-01\n\
        b,agreed,2026-02-01\nb,stopped,2026-02-11\nb,sharing,2026-02-11\n\
        c,agreed,2026-02-01\nc,stopped,2026-02-05\nc,sharing,2026-02-20\n\
        d,agreed,2026-06-20\nd,agreed,2026-06-25\nd,stopped,2026-06-10\n";
    let time = read(&[("teams.csv", TEAMS), ("steps.csv", steps)], Measure::TimeInStep);
    assert_eq!((time.why, time.n), (Some(Why::TooFew), Some(4)));
    assert_eq!(
        time.part("finished"),
        Some(2.0),
        "an earlier step is no event, and a step wins over a stop on its day (M27)"
    );
    assert_eq!(time.part("agreed_longest_open"), Some(10.0), "from the first entry on; the stop lies before it");
    let none = read_on(&[("teams.csv", TEAMS), ("steps.csv", steps)], Measure::TimeInStep, None, Some("2025-12-31"));
    assert_eq!((none.why, k_of_n(&none)), (Some(Why::NoData), (Some(0), Some(0))), "M5");
}

#[test]
fn who_shared_before_talking_is_counted_apart_and_who_stopped_before_it_is_on_the_way() {
    let talks = "held_on,kind,producer_team,consumer_team,evidence\n\
        2026-02-01,buy_in,a,,\n2026-02-01,data_use,b,a,\n2026-01-01,data_use,b,a,inferred\n2026-02-01,pairing,c,,\n\
        2026-02-01,data_use,d,a,\n";
    let steps = "team_id,step,entered_on\n\
        a,sharing,2026-01-31\nb,sharing,2026-02-01\nb,stopped,2026-01-15\nc,stopped,2026-01-31\nd,stopped,2026-06-30\nd,agreed,2026-06-30\n";
    let files = [("teams.csv", TEAMS), ("conversations.csv", talks), ("steps.csv", steps)];
    let first = read(&files, Measure::FirstTalkToFirstShare);
    assert_eq!((first.why, first.n, first.part("before_first_talk")), (Some(Why::TooFew), Some(3), Some(1.0)));
    assert_eq!(first.part("finished"), Some(1.0));
    assert_eq!((first.part("shared_by"), first.curve.len()), (None, 0), "none under five (M25)");
    let org = org(&files);
    let view = View::new(&org, &Scope::default());
    let stopped = rows_behind(&view, Measure::FirstTalkToFirstShare, &Pick::Part("stopped_by"));
    assert_eq!(stopped.rows, [4], "of two steps on one day the stop is the later; one before the talk is none (M27)");
}

#[test]
fn an_area_backs_it_with_its_latest_level() {
    let backing = "area,level,since\nNorth,active,2026-01-01\nSouth,active,2026-03-01\nNorth,supports,2026-05-01\nWest,active,2026-01-01\n";
    let talks = "held_on,producer_team,consumer_team\n2026-02-28,c,a\n2026-01-01,a,b\n2025-12-31,b,a\n2026-04-01,b,a\n2026-04-01,d,a\n";
    let files = [("teams.csv", TEAMS), ("backing.csv", backing)];
    let backed = read(&files, Measure::LeadershipBacking);
    assert_eq!((k_of_n(&backed), backed.part("approached")), ((Some(1), Some(2)), None), "M3, M50");
    let backed = read(&[files.as_slice(), &[("conversations.csv", talks)]].concat(), Measure::LeadershipBacking);
    assert_eq!((backed.part("approached_after"), backed.part("approached")), (Some(1.0), Some(4.0)));
}

#[test]
fn getting_started_is_shared_by_the_most_people_at_once() {
    let effort = "team_id,activity,month,people,person_days\n\
        a,getting_started,2026-01-01,2,1.1\na,getting_started,2026-02-01,,1.1\na,getting_started,2026-03-15,1,3.8\n\
        b,getting_started,2026-06-01,,9\nb,upkeep,2026-05-01,,50\nc,getting_started,2026-06-01,1,1\n";
    let steps =
        ("steps.csv", "team_id,step,entered_on\na,sharing,2026-01-01\nb,sharing,2026-01-01\nd,sharing,2026-01-01\n");
    let files = [("teams.csv", TEAMS), ("effort.csv", effort), steps];
    let started = read(&files, Measure::DaysToGetStarted);
    assert_eq!(k_of_n(&started), (Some(1), Some(2)), "6 days of two people keep to 3 a person; d has no effort (M48)");
    assert_eq!((started.value, started.part("still_getting_started")), (Some(Quantity::Days(6.0)), Some(1.0)));
    let none = read_on(&files, Measure::DaysToGetStarted, None, Some("2025-12-31"));
    assert_eq!((none.why, k_of_n(&none)), (Some(Why::NoData), (Some(0), Some(0))));
}

#[test]
fn the_days_to_get_started_are_not_compared_like_a_share() {
    let lines = |header: &str, rest: &str| {
        let lines: Vec<String> = (0..20).map(|team| format!("t{team:02},{rest}\n")).collect();
        format!("{header}\n{}", lines.concat())
    };
    let files = |days: &str| {
        org(&[
            ("teams.csv", &lines("team_id,name,kind,expected_to_share", "Team,domain,true")),
            ("steps.csv", &lines("team_id,step,entered_on", "sharing,2026-01-01")),
            ("effort.csv", &lines("team_id,activity,month,person_days", &format!("getting_started,2026-01-01,{days}"))),
        ])
    };
    let [now, before] = [files("1"), files("9")];
    let read = |org: &Org| uptake::measure::read(&View::new(org, &Scope::default()), Measure::DaysToGetStarted);
    assert_eq!((read(&now).k, read(&before).k), (Some(20), Some(0)));
    assert_eq!(story::compare::shares(&read(&now), &read(&before)), None, "more teams in time is no worse share");
}

/// One question, two waves, and what few people answered.
const SURVEY: &str = "wave,question,team_id,asked,answers_1,answers_2,answers_3,answers_4,answers_5\n\
    2026-01-15,easy_to_fit_in,a,9,1,1,1,1,0\n2026-05-15,easy_to_fit_in,a,9,1,1,1,3,0\n2026-05-15,easy_to_fit_in,b,9,0,0,0,4,4\n\
    2026-05-15,easy_to_fit_in,c,9,0,0,0,0,3\n2026-05-15,easy_to_fit_in,,9,0,0,,0,9\n2026-05-15,other,a,9,9,0,0,0,0\n";

#[test]
fn few_answers_are_hidden_and_cannot_be_had_by_subtraction() {
    let files = [("teams.csv", TEAMS), ("survey.csv", SURVEY)];
    let easy = read(&files, Measure::EasyToFitIn);
    assert_eq!(k_of_n(&easy), (Some(14), Some(17)));
    assert_eq!(easy.part("asked"), Some(27.0), "a row with an empty cell is left out whole (M31)");
    let waves: Vec<_> = easy.series.iter().map(|wave| wave.get("n")).collect();
    assert_eq!(waves, [None, Some(17.0)], "M18");
    let south = read_on(&files, Measure::EasyToFitIn, Some("South"), None);
    assert_eq!((south.why, south.series.len(), south.parts.len()), (Some(Why::Hidden), 0, 0), "M66");
    let org = org(&files);
    let view = View::new(&org, &Scope::default());
    let behind = rows_behind(&view, Measure::EasyToFitIn, &Pick::All);
    assert_eq!(
        (behind.rows, behind.weight, behind.left_out),
        (vec![2], 8, 2),
        "with Gamma's 3 the next smallest goes in"
    );
    let words = story::explanation(&View::new(&org, &scope(Some("South"), None)), &south, Why::Hidden);
    assert!(words.contains("answered"), "{words}");
    let nobody = read_on(&files, Measure::EasyToFitIn, None, Some("2026-01-01"));
    assert_eq!(
        (nobody.why, k_of_n(&nobody), nobody.part("silence_low")),
        (Some(Why::NoData), (Some(0), Some(0)), None)
    );
}

#[test]
fn two_waves_are_compared_only_if_half_answered_in_both() {
    let wave = |on: &str, asked: u32, agreed: u32| format!("{on},easy_to_fit_in,a,{asked},0,0,20,{agreed},0\n");
    let title = |waves: &[String]| {
        let header = "wave,question,team_id,asked,answers_1,answers_2,answers_3,answers_4,answers_5\n";
        let reading =
            read(&[("teams.csv", TEAMS), ("survey.csv", &format!("{header}{}", waves.concat()))], Measure::EasyToFitIn);
        story::fit_title(&reading).message.replace('\u{a0}', " ")
    };
    let both = title(&[wave("2025-05-15", 40, 10), wave("2026-05-15", 90, 60)]);
    assert_eq!(both, "75% (60 of 80) (15 May 2026) find it easy, higher than 33% (10 of 30) (15 May 2025)");
    let silent = title(&[wave("2025-05-15", 90, 10), wave("2026-05-15", 90, 60)]);
    assert_eq!(silent, "75% (60 of 80) find it easy");
}

#[test]
fn upkeep_needs_a_month_that_is_over_and_written_down() {
    let datasets = ("datasets.csv", "dataset_id,name,kind\none,One,source\ntwo,Two,source\n");
    let ownership =
        ("ownership.csv", "dataset_id,since,owner_team,looked_after_by\none,2026-01-01,a,a\ntwo,2026-01-01,a,d\n");
    let effort = "team_id,activity,month,person_days\na,upkeep,2026-05-20,1.5\nd,upkeep,2026-05-20,7\nb,upkeep,2026-05-20,1\na,getting_started,2026-04-01,1\n";
    let files = [("teams.csv", TEAMS), datasets, ownership, ("effort.csv", effort)];
    let on = |day| read_on(&files, Measure::Upkeep, None, Some(day));
    assert_eq!(on("2026-05-31").value, Some(Quantity::PersonDays(2.5)), "what domain teams do for one dataset (M49)");
    assert_eq!(text::reading(&on("2026-05-31")), "2.5");
    assert_eq!(on("2026-06-30").why, Some(Why::NoData), "nothing is written down for June");
    assert_eq!(on("2026-05-30").why, Some(Why::NoData), "May is running, April has no upkeep");
    assert_eq!((on("2026-04-15").why, on("2026-04-15").series.len()), (Some(Why::TooFew), 1));
    assert_eq!(on("2026-03-31").why, Some(Why::NoData));
    let south = read_on(&files, Measure::Upkeep, Some("South"), Some("2026-05-31"));
    assert_eq!(south.series[1].values, [("person_days", None), ("datasets", Some(0.0)), ("per_dataset", None)]);
}
