//! What it is for, and who decides: decisions, tools, what was to be proved, targets, events, numbers reported anyway.

use super::cases::MASKED;
use super::cast::{AREAS, LAGGING_AREA, TEAMS};
use super::random::Random;
use super::story::{self, MONTHS, Story};
use super::table::{Table, cell};

/// `decisions`: ever more by teams, or together; in the area that lags still by one central team.
pub(super) fn decisions(seed: u64, story: &Story) -> Table {
    let mut random = Random::new(seed, "decisions");
    let mut table = Table::new("decisions", "decision_id,area,team_id,raised_on,decided_on,decided_by");
    let mut number = 0;
    for month in 1..=MONTHS {
        for area in AREAS {
            if !random.chance(if story::is_quiet(month) { 26 } else { 64 }) {
                continue;
            }
            let raised = story::workday(&mut random, month);
            let central = if area == LAGGING_AREA { 82 } else { 72 - month * 2 };
            let by = random.weighted(&[("central", central), ("shared", 16 + month / 2), ("team", 6 + month), ("", 2)]);
            let takes = if by == "central" { random.between(20, 95) } else { random.between(3, 45) };
            let takes = if (16..=19).contains(&month) { takes * 2 } else { takes };
            let decided = raised.minus(-takes);
            let decided = (decided <= story::through() && random.chance(94)).then_some(decided);
            let by = if decided.is_some() { by } else { "" };
            let teams = TEAMS.iter().zip(&story.teams).map(|(team, joining)| {
                i32::from(team.area == area && joining.talking.is_some_and(|talking| talking <= raised))
            });
            let team = random.place(teams).and_then(|place| TEAMS.get(place)).filter(|_| random.chance(70));
            let team = team.map_or("", |team| story::id_on(team.id, raised));
            number += 1;
            table.row(&[&format!("g{number:03}"), &area, &team, &raised, &cell(decided), &by]);
        }
    }
    table
}

/// `capabilities`: what the tools can do, and what waits for it.
pub(super) fn capabilities() -> Table {
    let mut table = Table::new("capabilities", "capability,state,since,needed_by");
    for (capability, state, since, needed_by) in [
        (MASKED, "missing", "2025-05-12", "u09"),
        (MASKED, "missing", "2026-02-16", "u09;u13;u17"),
        ("A notice to everybody who uses the data", "missing", "2025-01-20", ""),
        ("A notice to everybody who uses the data", "workaround", "2026-03-09", "u22"),
        ("See who uses what", "missing", "2024-06-03", "u01;u03"),
        ("See who uses what", "partial", "2025-04-14", "u03"),
        ("Ask for access without a ticket", "workaround", "2024-07-08", "u02"),
        ("Ask for access without a ticket", "in_place", "2025-09-15", ""),
        ("One place to find what is shared", "missing", "2024-06-03", ""),
        ("One place to find what is shared", "in_place", "2025-02-10", ""),
        ("Go back to how data was on a day", "workaround", "2025-10-06", "u16;u19"),
        ("Checks that owners set themselves", "partial", "2026-01-26", "u21"),
    ] {
        table.row(&[&capability, &state, &story::day(since), &needed_by]);
    }
    table
}

/// `proofs`: what was to be shown, mostly set down before it could be known.
pub(super) fn proofs() -> Table {
    let mut table = Table::new("proofs", "statement,measure,threshold,set_on,verdict,evidence");
    for (statement, measure, threshold, set_on, verdict, evidence) in [
        (
            "Teams will speak to each other without us in the room",
            "without-the-data-team",
            "three of four",
            "2024-04-22",
            "shown",
            "Above three of four since spring 2026",
        ),
        (
            "Talking leads to better data",
            "led-to-action",
            "half within 30 days",
            "2024-04-22",
            "not_shown",
            "Grew, but stayed below half; in Journeys little came of it",
        ),
        (
            "Sharing takes no more than three days a person",
            "days-to-get-started",
            "3",
            "2024-04-22",
            "shown",
            "Most teams did; some of the first needed five",
        ),
        (
            "Users hear of changes in time",
            "surprises",
            "at most one of seven",
            "2024-04-22",
            "not_shown",
            "No better than a year ago",
        ),
        (
            "Teams can look after their data themselves",
            "who-looks-after",
            "half",
            "2025-08-18",
            "shown",
            "Twenty hand-overs, and the owners stayed with it",
        ),
        ("Payment data can be shared safely", "", "two use cases", "2025-06-16", "not_attempted", ""),
        (
            "Fewer requests wait with us",
            "Requests waiting with the data team",
            "half of 2024",
            "2025-01-13",
            "too_early",
            "Down by a third, and slower since summer",
        ),
    ] {
        table.row(&[&statement, &measure, &threshold, &story::day(set_on), &verdict, &evidence]);
    }
    table
}

/// `targets`: none nearer than two quarters after it was set.
pub(super) fn targets() -> Table {
    let mut table = Table::new("targets", "measure,value,by,set_on,owner_team,area");
    for (measure, value, by, set_on, owner, area) in [
        ("teams-sharing", "27", "2027-06-30", "2025-09-08", "leads", ""),
        ("teams-sharing", "3", "2027-06-30", "2026-02-02", "", LAGGING_AREA),
        ("without-the-data-team", "0.75", "2026-12-31", "2025-09-08", "de", ""),
        ("led-to-action", "0.5", "2027-06-30", "2025-09-08", "", ""),
        ("surprises", "0.15", "2026-12-31", "2025-09-08", "platform", ""),
        ("use-cases-delivered", "0.75", "2027-06-30", "2026-02-02", "leads", ""),
        ("Requests waiting with the data team", "75", "2027-06-30", "2025-09-08", "de", ""),
    ] {
        table.row(&[&measure, &value, &story::day(by), &story::day(set_on), &owner, &area]);
    }
    table
}

/// `events`.
pub(super) fn events() -> Table {
    let mut table = Table::new("events", "on,label,kind,area");
    for (on, label, kind, area) in [
        ("2024-05-13", "First round of one-to-one talks", "launch", ""),
        ("2024-12-23", "Winter break", "holiday", ""),
        (story::BOTH_LOG, "Makers and users both keep the log", "logging_change", ""),
        (story::REGROUPED, "Areas regrouped, many new leads", "reorganisation", ""),
        ("2025-12-22", "Winter break", "holiday", ""),
        ("2026-01-19", "A page on the why for every lead", "other", ""),
        ("2026-05-12", "Open days: makers show, users ask", "launch", ""),
        ("2026-06-09", "New way to report delays", "launch", "Journeys"),
        ("2026-08-03", "Summer peak, all hands in care", "holiday", "Customer care"),
    ] {
        table.row(&[&story::day(on), &label, &kind, &area]);
    }
    table
}

/// `reported`: numbers the company keeps elsewhere.
pub(super) fn reported(seed: u64) -> Table {
    let mut random = Random::new(seed, "reported");
    let mut table = Table::new("reported", "on,name,value,unit,area");
    for month in 0..MONTHS {
        let on = story::month(month).last_day();
        let waiting = 141 - month * 2 + (month - 26).max(0) * 3 + random.between(-6, 6);
        table.row(&[&on, &"Requests waiting with the data team", &waiting, &"requests", &""]);
        if month % 3 == 2 {
            let jobs = 412 - month * 3 + random.between(-4, 4);
            table.row(&[&on, &"Nightly jobs run by the data team", &jobs, &"jobs", &""]);
        }
        if month >= 9 {
            let visits = 300 + month * 22 + random.between(-60, 60);
            table.row(&[&on, &"Visits to the list of shared data", &visits, &"visits", &""]);
        }
    }
    table
}
