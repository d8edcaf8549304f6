//! Everything that is said of an export: headlines, titles, tiles, definitions, notices, figures.

use std::sync::Arc;

use uptake::app::address::{Address, ViewName};
use uptake::app::content::{Content, Opened, Preparation, Source, Tools};
use uptake::app::drawings::{Drawing, detail};
use uptake::app::views::{Around, view};
use uptake::measure::{Family, Measure};
use uptake::org::{Day, Org};
use uptake::story::{self, evidence, text};

/// The content of a view of a whole export.
pub fn content(opened: &Arc<Opened>, view: ViewName) -> Arc<Content> {
    let address = Address { view, since: Day::parse(b"2026-03-31"), ..Address::default() };
    Arc::new(Preparation::new(Arc::clone(opened), &address, Tools::ALL).finish())
}

/// An export as if it had just been opened.
pub fn opened(org: Org) -> Arc<Opened> {
    Arc::new(Opened::new(org, Source::Folder("town/".to_owned())))
}

/// The headlines of all views, in the order of the navigation.
pub fn headlines(opened: &Arc<Opened>) -> Vec<String> {
    let content = content(opened, ViewName::Sources);
    let view = content.view();
    let reading = |measure| content.reading(measure).unwrap();
    let headlines = [
        story::progress(&view, reading(Measure::DirectConversations), reading(Measure::LedToAction), &content.events),
        story::talking(&view, reading(Measure::WithoutTheDataTeam), reading(Measure::OnlyThroughDataTeam)),
        story::sources(&view, reading(Measure::HowComplete)),
        story::joining(&view, reading(Measure::TeamsSharing), reading(Measure::TimeInStep)),
        story::relying(reading(Measure::DataInUse), reading(Measure::WhoLooksAfter), reading(Measure::Surprises)),
    ];
    headlines.into_iter().map(|headline| format!("{} {}", headline.question, headline.text())).collect()
}

/// The views as they stand on the page, without the drawings.
pub fn pages(opened: &Arc<Opened>) -> Vec<String> {
    let around = Around { rejected: &[], today: Day::parse(b"2030-01-01"), has_previous: true };
    let mut pages = ViewName::ALL.map(|name| view(&content(opened, name), around).into_string()).to_vec();
    for (_, team) in opened.org.teams.iter() {
        let address = Address { view: ViewName::Team, team: Some(team.id.clone()), ..Address::default() };
        pages.push(page(opened, &address));
    }
    for &measure in Measure::ALL {
        pages.push(page(opened, &Address { view: ViewName::Tile, id: Some(measure), ..Address::default() }));
    }
    pages
}

/// The view of an address as it stands on the page, without the drawings.
pub fn page(opened: &Arc<Opened>, address: &Address) -> String {
    let around = Around { rejected: &[], today: None, has_previous: false };
    view(&Preparation::new(Arc::clone(opened), address, Tools::ALL).finish(), around).into_string()
}

/// Every sentence that the views show of an export, headlines first.
pub fn sentences(opened: &Arc<Opened>) -> Vec<String> {
    let mut said = headlines(opened);
    said.extend(pages(opened));
    let met = content(opened, ViewName::Talking);
    let content = content(opened, ViewName::Sources);
    let view = content.view();
    let reading = |measure| content.reading(measure).unwrap();
    let titles = [
        story::direct_title(&view, reading(Measure::DirectConversations), &content.events),
        story::shares_title(reading(Measure::WithoutTheDataTeam), reading(Measure::LedToAction)),
        story::cohort_title(&view, reading(Measure::LedToAction)),
        story::curve_title(&view, reading(Measure::LedToAction), Some(reading(Measure::DaysToAction))),
        story::meetings_title(&view, met.meetings.as_ref().unwrap(), reading(Measure::OnlyThroughDataTeam)),
        story::starts_title(&view, reading(Measure::TwoWayContact), "quarter"),
        story::silent_title(reading(Measure::UsersAndOwnersTalk)),
        story::sharing_title(&view, reading(Measure::TeamsSharing)),
        story::steps_title(reading(Measure::TeamsByStep)),
        story::time_title(reading(Measure::TimeInStep)),
        story::first_share_title(reading(Measure::FirstTalkToFirstShare)),
        story::backing_title(reading(Measure::LeadershipBacking)),
        story::started_title(&view, reading(Measure::DaysToGetStarted)),
        story::fit_title(reading(Measure::EasyToFitIn)),
        story::upkeep_title(&view, reading(Measure::Upkeep)),
    ];
    said.extend(titles.into_iter().flat_map(|title| [title.message, title.about]));
    let using = content.readings.values().filter(|reading| reading.measure.family() == Family::Using);
    let using = using.map(|reading| story::using_title(&view, reading, &content.events));
    said.extend(using.flat_map(|title| [title.message, title.about]));
    for &measure in Measure::ALL {
        said.push(story::name(measure).to_owned());
        said.push(story::question(measure.family()).to_owned());
        if let Some(definition) = story::definition(&view, measure) {
            said.extend([definition.what, definition.formula, definition.left_out, definition.take_care]);
        }
    }
    for (measure, reading) in content.readings.iter() {
        let tile = content.tile(measure).unwrap();
        let number = tile.number.map(|number| {
            let parts = [Some(number.figure), number.unit.map(str::to_owned), number.of];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
        });
        said.extend([Some(text::reading(reading)), number, Some(tile.period), tile.range].into_iter().flatten());
        said.extend(tile.empty.map(|(words, why)| format!("{words}: {why}")));
        said.extend(tile.was.map(|(was, verdict)| format!("{was} {verdict:?}")));
        said.extend(tile.guards.iter().map(story::Guard::text));
        said.extend(evidence::usual_range(reading));
        let over = match measure.family() {
            Family::Relying => Some(story::relying_title(&view, reading)),
            Family::Deciding | Family::Worth => Some(story::worth_title(&view, reading)),
            _ => None,
        };
        said.extend(over.into_iter().flat_map(|title| [title.message, title.about]));
        said.extend(evidence::rests_on(&view, measure).into_iter().map(|file| file.words));
        said.extend(drawn(&content, Drawing::Tile(measure)));
        said.extend(drawn(&content, Drawing::Of(measure)));
    }
    for drawing in
        [Drawing::Lead, Drawing::Direct, Drawing::Shares, Drawing::Curve, Drawing::Starts(0), Drawing::Relied]
    {
        said.extend(drawn(&content, drawing));
    }
    let footer =
        story::completeness(&view, reading(Measure::HowComplete), content.reading(Measure::DirectConversations));
    said.extend([Some(footer.through), Some(footer.rows), footer.unknown].into_iter().flatten());
    said.push(story::purpose(&view));
    let notices = story::notices(&view, Day::parse(b"2030-01-01").unwrap());
    said.extend(notices.into_iter().flat_map(|notice| [notice.what, notice.more]));
    // On a page some words are held together; they are the same words.
    said.into_iter().map(|text| text.replace('\u{a0}', " ").replace('\u{2060}', "")).collect()
}

fn drawn(content: &Content, drawing: Drawing) -> Vec<String> {
    let Some(figure) = detail::figure(drawing, content, 800.0) else { return Vec::new() };
    let table = detail::table(drawing, content, Some(&figure));
    let hits = figure.hits.into_iter().map(|hit| hit.text);
    let notes = figure.notes.into_iter().map(|(_, note)| note);
    let cells = table.head.into_iter().chain(table.rows.into_iter().flatten());
    hits.chain(notes).chain(cells).chain([figure.label]).collect()
}
