//! Everything that a view shows of an export, computed before it is drawn. Knows no browser.

use std::sync::{Arc, OnceLock};

use super::address::{Address, ViewName};
use super::drawings::tiles::{self, TileDrawer};
use crate::measure::{
    Event, Family, FirstSuccess, Measure, Meetings, Pick, Reader, Reading, count_talks, events, first_successes,
    is_of_stage, meetings, pending, read_every,
};
use crate::org::{Day, Ids, Month, Org, Rows, Scope, Sorted, Stage, Table, TalkCounting, TalkCounts, View, unique};
use crate::story::avoided::{Found, find_in_rows};
use crate::story::presentation;
use crate::story::{Compare, Material, Sheet, Tile, needs_decision, tile, verdict};

/// An export as it was opened.
#[derive(Debug)]
pub struct Opened {
    /// What it holds.
    pub org: Org,
    /// Where it came from, for people.
    pub source: Source,
    /// Looked for when first asked for, since no day and no scope changes them.
    avoided: OnceLock<Vec<Found>>,
}

impl Opened {
    /// An export that was read.
    pub fn new(org: Org, source: Source) -> Self {
        Self { org, source, avoided: OnceLock::new() }
    }

    /// Words to avoid in its texts; none before somebody looked for them.
    pub fn avoided(&self) -> &[Found] {
        self.avoided.get().map(Vec::as_slice).unwrap_or_default()
    }
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
    /// What computed it, and draws it.
    pub tools: Tools,
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
    /// What succeeded for the first time, where the view shows it.
    pub successes: Vec<FirstSuccess>,
    /// What needs a decision, where the view says it.
    pub decision: Option<String>,
    /// What is counted of the conversations: of all rows once, for every number that is asked for later.
    pub talk_counts: Arc<TalkCounts>,
    /// The same on the day that the view is compared with.
    pub earlier_talk_counts: Arc<TalkCounts>,
}

/// One step of computing a view. Steps are taken one by one so that a page stays responsive in between.
#[derive(Clone, Copy, Debug)]
enum Task {
    Count(When),
    Read(When, Measure),
    Meetings(MeetingsReader),
    /// Has the conversations put in the order of their days, for the first view of an export that asks for it.
    ByDay,
    Successes,
    /// Looks for words to avoid in a table, from this row on.
    Texts(TextsReader, Table, usize),
}

/// The day that a view shows, or the one that it is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    Now,
    Earlier,
}

/// Finds out who met whom.
pub type MeetingsReader = fn(&View<'_>) -> Meetings;

/// Looks for words to avoid in some rows of a table, from one on, and adds what it finds; the row to go on from.
pub type TextsReader = fn(&Ids, &Rows, usize, &mut Vec<Found>) -> Option<usize>;

/// What computes a view: as little as it needs, since the page downloads it.
#[derive(Clone, Copy, Debug)]
pub struct Tools {
    /// Reads measures.
    pub read: Reader,
    /// Draws tiles.
    pub draw_tile: TileDrawer,
    /// Finds out who met whom; `None` where no such view is asked for.
    pub meetings: Option<MeetingsReader>,
    /// Says how a number stands to an earlier one, which a view without an earlier day has no need of.
    pub compare: Compare,
    /// Which measures a view tells that is handed out or presented.
    pub told: fn(ViewName) -> Vec<Measure>,
    /// Looks for words to avoid; `None` where no such view is asked for.
    pub texts: Option<TextsReader>,
}

impl Tools {
    /// What any view needs.
    pub const ALL: Self = Self {
        read: read_every,
        draw_tile: tiles::every,
        meetings: Some(meetings),
        compare: verdict,
        told,
        texts: Some(find_in_rows),
    };

    /// What a front page without an earlier day needs.
    pub fn of_front_page(read: Reader, draw_tile: TileDrawer) -> Self {
        Self { read, draw_tile, meetings: None, compare: |_, _| None, told: |_| Vec::new(), texts: None }
    }
}

/// Computes the content of a view, step by step.
#[derive(Debug)]
pub struct Preparation {
    content: Content,
    tasks: Vec<Task>,
    counting: Option<TalkCounting>,
    /// What was counted for the view that this one takes the place of.
    before: Option<Arc<TalkCounts>>,
    avoided: Vec<Found>,
}

impl Preparation {
    /// Nothing computed yet.
    pub fn new(opened: Arc<Opened>, address: &Address, tools: Tools) -> Self {
        let view = View::new(&opened.org, &scope(address));
        let (as_of, events) = (view.as_of, events(&view));
        let measures = measures(&view, address, tools);
        let mut tasks = Vec::new();
        for when in [Some(When::Now), address.since.map(|_| When::Earlier)].into_iter().flatten() {
            tasks.push(Task::Count(when));
            tasks.extend(measures.iter().map(|&measure| Task::Read(when, measure)));
        }
        if address.view == ViewName::Talking {
            tasks.extend(tools.meetings.map(Task::Meetings));
        }
        if matches!(address.view, ViewName::Progress | ViewName::Since) {
            tasks.extend([Task::ByDay, Task::Successes]);
        }
        if address.view == ViewName::Sources && opened.avoided.get().is_none() {
            let look = |find| Table::ALL.iter().map(move |&table| Task::Texts(find, table, 0));
            tasks.extend(tools.texts.into_iter().flat_map(look));
        }
        tasks.reverse();
        let content = Content {
            address: address.clone(),
            tools,
            opened,
            as_of,
            readings: Sorted::default(),
            earlier: Sorted::default(),
            events,
            meetings: None,
            successes: Vec::new(),
            decision: None,
            talk_counts: Arc::default(),
            earlier_talk_counts: Arc::default(),
        };
        Self { content, tasks, counting: None, before: None, avoided: Vec::new() }
    }

    /// Uses again what was counted for the view that this one takes the place of, if that is of the same export.
    #[must_use]
    pub fn after(mut self, before: Option<&Content>) -> Self {
        let same = before.filter(|before| Arc::ptr_eq(&before.opened, &self.content.opened));
        self.before = same.map(|before| Arc::clone(&before.talk_counts));
        self
    }

    /// Takes one step; false when there is none left.
    pub fn step(&mut self) -> bool {
        let Some(task) = self.tasks.pop() else { return false };
        let opened = Arc::clone(&self.content.opened);
        match task {
            Task::Count(when) => {
                let view = View::new(&opened.org, &self.scope(when));
                let counting = self.counting.get_or_insert_with(|| count_talks(&view, self.before.as_deref()));
                if counting.step(&view) {
                    self.tasks.push(task);
                } else if let Some(counted) = self.counting.take() {
                    *self.counts_mut(when) = Arc::new(counted.finish());
                }
            }
            Task::Read(when, measure) => {
                let counts = Arc::clone(self.counts_mut(when));
                let view = View::new(&opened.org, &self.scope(when)).with_talk_counts(counts);
                if let Some(reading) = (self.content.tools.read)(&view, measure) {
                    match when {
                        When::Now => self.content.readings.insert(measure, reading),
                        When::Earlier => self.content.earlier.insert(measure, reading),
                    }
                }
            }
            Task::Meetings(meetings) => self.content.meetings = Some(meetings(&self.content.view())),
            Task::ByDay => _ = self.content.view().logged_talks_after(None),
            Task::Successes => {
                let view = self.content.view();
                let (successes, decision) = (first_successes(&view), needs_decision(&pending(&view)));
                drop(view);
                (self.content.successes, self.content.decision) = (successes, Some(decision));
            }
            Task::Texts(find, table, from) => {
                let rows = opened.org.table(table);
                let next = rows.and_then(|rows| find(&opened.org.ids, rows, from, &mut self.avoided));
                self.tasks.extend(next.map(|next| Task::Texts(find, table, next)));
                if self.tasks.is_empty() {
                    // Whoever was quicker has found the same.
                    let _ = opened.avoided.set(std::mem::take(&mut self.avoided));
                }
            }
        }
        !self.tasks.is_empty()
    }

    fn scope(&self, when: When) -> Scope {
        let now = scope(&self.content.address);
        match when {
            When::Now => now,
            When::Earlier => Scope { as_of: self.content.address.since, ..now },
        }
    }

    fn counts_mut(&mut self, when: When) -> &mut Arc<TalkCounts> {
        match when {
            When::Now => &mut self.content.talk_counts,
            When::Earlier => &mut self.content.earlier_talk_counts,
        }
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
        View::new(&self.opened.org, &scope(&self.address)).with_talk_counts(Arc::clone(&self.talk_counts))
    }

    /// The day that this content is compared with; `None` where it is compared with none, or with one that is not earlier.
    pub fn compared_with(&self) -> Option<Day> {
        self.address.since.filter(|&since| self.as_of.is_some_and(|as_of| since < as_of))
    }

    /// The organisation on the day that this content is compared with; `None` where it is compared with none, or with a later one.
    pub fn earlier_view(&self) -> Option<View<'_>> {
        let since = self.compared_with()?;
        let view = View::new(&self.opened.org, &Scope { as_of: Some(since), ..scope(&self.address) });
        Some(view.with_talk_counts(Arc::clone(&self.earlier_talk_counts)))
    }

    /// What whole pages of sentences are made from, as the view sees the organisation.
    pub fn material<'a>(&'a self, view: &'a View<'a>) -> Material<'a> {
        Material { view, readings: &self.readings, earlier: &self.earlier, events: &self.events }
    }

    /// A reading of this content; `None` if the view does not need it.
    pub fn reading(&self, measure: Measure) -> Option<&Reading> {
        self.readings.get(measure)
    }

    /// The reading on the day that this content is compared with; `None` where it is compared with none.
    pub fn earlier_reading(&self, measure: Measure) -> Option<&Reading> {
        self.earlier.get(measure).filter(|_| self.compared_with().is_some())
    }

    /// The measures of the front page that are shown.
    pub fn tiles(&self) -> Vec<Measure> {
        Measure::front_page(&self.view())
    }
}

impl Content {
    /// What the tile of a measure says; `None` if the view does not read it.
    pub fn tile(&self, measure: Measure) -> Option<Tile> {
        let reading = self.reading(measure)?;
        let beside: Vec<&Reading> = measure.guards().iter().filter_map(|&guard| self.reading(guard)).collect();
        let before = self.earlier_view();
        let earlier = before.as_ref().zip(self.earlier_reading(measure));
        Some(tile(&self.view(), reading, &beside, earlier.map(|(view, reading)| (view, reading, self.tools.compare))))
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

fn told(view: ViewName) -> Vec<Measure> {
    if view == ViewName::OnePager { Sheet::measures() } else { presentation::measures() }
}

/// The measures that a view reads.
fn measures(view: &View<'_>, address: &Address, tools: Tools) -> Vec<Measure> {
    match address.view {
        ViewName::Progress => Measure::read_by_front_page(view),
        ViewName::Talking => with_guards(&[Family::Talking]),
        ViewName::Joining => with_guards(&[Family::Joining, Family::Ease]),
        ViewName::Relying => {
            let mut measures = with_guards(&[Family::Using, Family::Relying]);
            measures.push(Measure::BoughtInDataOwned);
            unique(measures)
        }
        ViewName::Worth => with_guards(&[Family::Deciding, Family::Worth]),
        ViewName::Sources | ViewName::Since => Measure::ALL.to_vec(),
        ViewName::Team | ViewName::Glossary => vec![Measure::HowComplete],
        ViewName::OnePager | ViewName::Present | ViewName::Story => (tools.told)(address.view),
        ViewName::Tile => Measure::with_guards(address.id.into_iter().collect()),
    }
}

/// Whether an address asks for what a first visit to the front page does not bring: another view, or an earlier day beside it.
pub fn needs_later(address: &Address) -> bool {
    address.view != ViewName::Progress || address.since.is_some()
}

/// The stage whose measures are enough for a front page of an export; `None` where others are needed, and for other views.
pub fn stage_of(opened: &Opened, address: &Address) -> Option<Stage> {
    if needs_later(address) {
        return None;
    }
    let measures = Measure::read_by_front_page(&View::new(&opened.org, &scope(address)));
    Some(opened.org.settings.stage).filter(|&stage| is_of_stage(stage, &measures))
}

/// The measures of some questions, and those that stand beside them.
fn with_guards(families: &[Family]) -> Vec<Measure> {
    Measure::with_guards(Measure::ALL.iter().copied().filter(|measure| families.contains(&measure.family())).collect())
}

fn scope(address: &Address) -> Scope {
    Scope { areas: address.areas.clone(), as_of: address.as_of }
}
