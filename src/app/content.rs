//! Everything that a view shows of an export, computed before it is drawn. Knows no browser.

use std::sync::Arc;

use super::address::{Address, ViewName};
use crate::measure::{Event, Measure, Meetings, Pick, Reading, events, meetings, read};
use crate::org::{Day, Month, Org, Scope, Sorted, Table, View, unique};
use crate::story::avoided::{self, Found};
use crate::story::{Tile, tile};

/// An export as it was opened.
#[derive(Debug)]
pub struct Opened {
    /// What it holds.
    pub org: Org,
    /// Where it came from, for people.
    pub source: Source,
}

/// Where an export came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A folder below the page.
    Folder(String),
    /// Files that the reader picked or dropped, by name.
    Files(Vec<String>),
}

impl Source {
    /// The source in words.
    pub fn words(&self) -> String {
        match self {
            Self::Folder(folder) if folder == super::address::SAMPLE => "a made-up organisation".to_owned(),
            Self::Folder(folder) => format!("the export in {folder}"),
            Self::Files(files) if files.len() == 1 => files[0].clone(),
            Self::Files(files) => format!("{} files of yours", files.len()),
        }
    }
}

/// The content of a view: its readings, and what they are drawn with.
#[derive(Clone, Debug)]
pub struct Content {
    /// The state that it was computed for.
    pub address: Address,
    /// The export.
    pub opened: Arc<Opened>,
    /// The day the readings are of; `None` where no day is known.
    pub as_of: Option<Day>,
    /// The readings that the view needs, and those that stand beside them.
    pub readings: Sorted<Measure, Reading>,
    /// The same on the day that the view is compared with.
    pub earlier: Sorted<Measure, Reading>,
    /// What happened around them.
    pub events: Vec<Event>,
    /// Who met whom, where the view shows it.
    pub meetings: Option<Meetings>,
    /// Words to avoid in the organisation's own texts, where the view lists them.
    pub avoided: Vec<Found>,
}

/// One step of computing a view. Steps are taken one by one so that a page stays responsive in between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Task {
    Read(Measure),
    ReadEarlier(Measure),
    Meetings,
    /// Looks for words to avoid in a table, from this row on.
    Texts(Table, usize),
}

/// Computes the content of a view, step by step.
#[derive(Debug)]
pub struct Preparation {
    content: Content,
    tasks: Vec<Task>,
}

impl Preparation {
    /// Nothing computed yet.
    pub fn new(opened: Arc<Opened>, address: &Address) -> Self {
        let view = View::new(&opened.org, &scope(address));
        let (as_of, events) = (view.as_of, events(&view));
        let measures = measures(&opened.org, address.view);
        let mut tasks: Vec<Task> = measures.iter().map(|&measure| Task::Read(measure)).collect();
        if address.since.is_some() {
            tasks.extend(measures.iter().map(|&measure| Task::ReadEarlier(measure)));
        }
        if address.view == ViewName::Talking {
            tasks.push(Task::Meetings);
        }
        if address.view == ViewName::Sources {
            tasks.extend(Table::ALL.iter().map(|&table| Task::Texts(table, 0)));
        }
        tasks.reverse();
        let content = Content {
            address: address.clone(),
            opened,
            as_of,
            readings: Sorted::default(),
            earlier: Sorted::default(),
            events,
            meetings: None,
            avoided: Vec::new(),
        };
        Self { content, tasks }
    }

    /// Takes one step; false when there is none left.
    pub fn step(&mut self) -> bool {
        let Some(task) = self.tasks.pop() else { return false };
        let content = &mut self.content;
        let opened = Arc::clone(&content.opened);
        match task {
            Task::Read(measure) => {
                content.readings.insert(measure, read(&View::new(&opened.org, &scope(&content.address)), measure));
            }
            Task::ReadEarlier(measure) => {
                let scope = Scope { as_of: content.address.since, ..scope(&content.address) };
                content.earlier.insert(measure, read(&View::new(&opened.org, &scope), measure));
            }
            Task::Meetings => content.meetings = Some(meetings(&content.view())),
            Task::Texts(table, from) => {
                let rows = opened.org.table(table);
                let next =
                    rows.and_then(|rows| avoided::find_in_rows(&opened.org.ids, rows, from, &mut content.avoided));
                self.tasks.extend(next.map(|next| Task::Texts(table, next)));
            }
        }
        !self.tasks.is_empty()
    }

    /// What was computed.
    pub fn finish(mut self) -> Content {
        while self.step() {}
        self.content
    }
}

impl Content {
    /// The organisation as this content sees it.
    pub fn view(&self) -> View<'_> {
        View::new(&self.opened.org, &scope(&self.address))
    }

    /// A reading of this content; `None` if the view does not need it.
    pub fn reading(&self, measure: Measure) -> Option<&Reading> {
        self.readings.get(measure)
    }

    /// The measures of the front page that are shown: the first six that are measured, or, of those that are not, as many as fit.
    pub fn tiles(&self) -> Vec<Measure> {
        let front = Measure::front_page(self.opened.org.settings.stage);
        let measured = |measure: &Measure| {
            self.reading(*measure).is_some_and(|reading| reading.why != Some(crate::measure::Why::NotMeasured))
        };
        let mut tiles: Vec<Measure> = front.iter().copied().filter(measured).take(TILES).collect();
        let missing = front.into_iter().filter(|measure| !measured(measure));
        tiles.extend(missing.take(TILES - tiles.len()).collect::<Vec<_>>());
        tiles
    }
}

impl Content {
    /// What the tile of a measure says; `None` if the view does not read it.
    pub fn tile(&self, measure: Measure) -> Option<Tile> {
        let reading = self.reading(measure)?;
        let guard = measure.guard().and_then(|guard| self.reading(guard));
        let earlier = self.address.since.zip(self.earlier.get(measure));
        Some(tile(&self.view(), reading, guard, earlier))
    }

    /// The first and the last month of the history that is shown; `None` where there is none.
    pub fn history(&self) -> Option<(Month, Month)> {
        let months: Vec<Month> = self.view().months(Table::Conversations, "held_on");
        let last = *months.last()?;
        // The running month is shown beside the complete ones.
        let first = months[months.len().saturating_sub(self.address.months + 1)];
        Some((first, last))
    }

    /// The rows behind a cell of the grid of who met whom.
    pub fn meeting_pick(&self, row: usize, column: usize) -> Option<Pick> {
        let meetings = self.meetings.as_ref()?;
        let (producers, consumers) =
            (meetings.producers.get(row)?.teams.clone(), meetings.consumers.get(column)?.teams.clone());
        Some(Pick::Meeting { producers, consumers })
    }
}

/// How many tiles the front page has at most.
const TILES: usize = 6;

/// The measures that a view reads.
fn measures(org: &Org, view: ViewName) -> Vec<Measure> {
    let mut measures = match view {
        ViewName::Progress => {
            let mut measures = Measure::front_page(org.settings.stage);
            measures.extend([Measure::DirectConversations, Measure::LedToAction]);
            measures
        }
        ViewName::Talking | ViewName::Sources => Measure::ALL.to_vec(),
    };
    measures.push(Measure::HowComplete);
    unique(measures)
}

fn scope(address: &Address) -> Scope {
    Scope { areas: address.areas.clone(), as_of: address.as_of }
}
