//! What the page holds while it is open, and what can be done to it. One small object for each resource.

use std::pin::Pin;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use send_wrapper::SendWrapper;
use web_sys::{AbortController, File};

use super::address::{Address, Rejected, SAMPLE, foreign_query};
use super::browser::{self, Slices};
use super::content::{Content, Opened, Preparation, Source, needs_later, stage_of};
use super::framing::Subject;
use super::later;
use super::load::{self, LoadError, Progress};
use super::ordering;
use super::question::Question;
use super::seen::Seen;

/// What the page is doing about an export.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Loading {
    /// Nothing: the export that is open is shown.
    #[default]
    Done,
    /// Reading.
    Reading(Progress),
    /// It could not be read, and why; one that was open before still is.
    Failed(LoadError),
}

/// The page's state; copies of it are the same one.
#[derive(Clone, Copy)]
pub struct Session {
    /// What is shown, as the address says.
    pub address: RwSignal<Address>,
    /// What of the address was not understood.
    pub rejected: RwSignal<Vec<Rejected>>,
    /// What is being done about an export.
    pub loading: RwSignal<Loading>,
    /// What is shown.
    pub content: RwSignal<Option<Arc<Content>>>,
    /// The export that was open before the reader's own files.
    pub previous: RwSignal<Option<Arc<Opened>>>,
    /// The rows that are shown behind a number.
    pub question: RwSignal<Option<Question>>,
    /// What is being put into another page.
    pub embedding: RwSignal<Option<Subject>>,
    opened: RwSignal<Option<Arc<Opened>>>,
    picked: StoredValue<Option<SendWrapper<Vec<File>>>>,
    cancel: StoredValue<Option<SendWrapper<AbortController>>>,
    change: StoredValue<u32>,
    drawing: StoredValue<Option<Drawing>>,
    seen: StoredValue<Seen>,
}

/// What is being drawn: since when, and since when somebody waits for it who changed the address.
#[derive(Clone, Copy)]
struct Drawing {
    measured_ms: f64,
    changed_ms: Option<f64>,
}

impl Session {
    /// The state that the address asks for, with nothing read yet.
    pub fn new() -> Self {
        let (query, fragment) = browser::address();
        let (address, rejected) = Address::parse(&query, &fragment);
        // A query is where links from elsewhere bring their state; from here on it is kept in one place, so that a default can be chosen.
        // What is refused stays where it stands, so that loading the page again refuses it again.
        if let Some(foreign) = foreign_query(&query).filter(|_| refused(&rejected).is_none()) {
            browser::replace_address(Some(&foreign), &address.to_fragment());
        }
        Self {
            address: RwSignal::new(address),
            rejected: RwSignal::new(rejected),
            loading: RwSignal::new(Loading::default()),
            content: RwSignal::new(None),
            previous: RwSignal::new(None),
            question: RwSignal::new(None),
            embedding: RwSignal::new(None),
            opened: RwSignal::new(None),
            picked: StoredValue::new(None),
            cancel: StoredValue::new(None),
            change: StoredValue::new(0),
            drawing: StoredValue::new(None),
            seen: StoredValue::new(Seen::default()),
        }
    }

    /// The state of the page around this component.
    pub fn current() -> Self {
        expect_context()
    }

    /// Follows the address after the reader went elsewhere.
    pub fn follow_address(self) {
        let began_ms = browser::now_ms();
        let (query, fragment) = browser::address();
        let (address, rejected) = Address::parse(&query, &fragment);
        self.follow(address, rejected, began_ms);
    }

    /// Shows what another address says, and leaves the one of the page as it is.
    pub fn take_over(self, address: Address) {
        // Data that was refused stays refused.
        let rejected = self.rejected.get_untracked().into_iter().filter(|part| part.key == "data").collect();
        self.follow(address, rejected, browser::now_ms());
    }

    fn follow(self, address: Address, rejected: Vec<Rejected>, began_ms: f64) {
        let before = self.address.get_untracked();
        let (was_refused, is_refused) = (self.rejected.with_untracked(|before| refused(before)), refused(&rejected));
        let other_export = address.folder() != before.folder() || was_refused != is_refused;
        // What is set is shown anew, with all figures.
        if self.rejected.with_untracked(|before| *before != rejected) {
            self.rejected.set(rejected);
        }
        if address == before && !other_export {
            return;
        }
        self.address.set(address);
        self.question.set(None);
        self.embedding.set(None);
        if other_export {
            self.open_folder();
            return;
        }
        // Whoever goes to another view has read what went wrong.
        if matches!(self.loading.get_untracked(), Loading::Failed(_)) && self.opened.get_untracked().is_some() {
            self.loading.set(Loading::Done);
        }
        match later::loaded().filter(|_| self.shows_all_of_it()) {
            Some(later) => {
                self.change.update_value(|change| *change = change.wrapping_add(1));
                (later.show_step)(self);
            }
            None => self.show(began_ms, After::Change),
        }
    }

    /// Whether only the step of the story is another one, for which everything is read already.
    fn shows_all_of_it(self) -> bool {
        let address = Address { step: None, ..self.address.get_untracked() };
        self.content.with_untracked(|content| {
            content.as_ref().is_some_and(|content| address == Address { step: None, ..content.address.clone() })
        })
    }

    /// Goes to a changed address, as a step that the reader can go back from.
    pub fn go(self, change: impl FnOnce(&mut Address)) {
        let mut address = self.address.get_untracked();
        change(&mut address);
        if address.chrome.embed {
            // Going back is for the page around this one, and where that is a sandbox the address may not change at all.
            browser::replace_address(None, &address.to_fragment());
            self.take_over(address);
        } else {
            browser::go_to(&address.to_fragment());
        }
    }

    /// Reads the export that the address names.
    pub fn open_folder(self) {
        self.previous.set(None);
        self.picked.set_value(None);
        if let Some(value) = self.rejected.with_untracked(|rejected| refused(rejected)) {
            self.cancel();
            self.opened.set(None);
            self.content.set(None);
            self.failed(LoadError::Refused(value));
            return;
        }
        let folder = self.address.get_untracked().folder().to_owned();
        self.open(Box::new(move |controller, on_progress| {
            Box::pin(async move {
                if load::archive::is_archive(&folder) {
                    return (later::load().await?.open_archive)(folder, controller.signal(), on_progress).await;
                }
                load::open_folder(&folder, &controller.signal(), on_progress).await
            })
        }));
    }

    /// Reads files of the reader's own.
    pub fn open_files(self, files: Vec<File>) {
        if let [file] = files.as_slice()
            && file.name() == STORY
        {
            let file = file.clone();
            later::with(self, Box::new(move |later| (later.open_story)(self, file)));
            return;
        }
        let before = self.opened.get_untracked();
        self.picked.set_value(Some(SendWrapper::new(files.clone())));
        self.open(Box::new(move |controller, on_progress| {
            Box::pin(async move {
                let opened = (later::load().await?.open_files)(self, files, controller.signal(), on_progress).await?;
                if before.is_some() {
                    self.previous.set(before);
                }
                Ok(opened)
            })
        }));
    }

    /// Says that something could not be had.
    pub fn failed(self, error: LoadError) {
        self.loading.set(Loading::Failed(error));
    }

    /// Reads again what could not be read.
    pub fn retry(self) {
        if self.loading.with_untracked(|loading| *loading == Loading::Failed(LoadError::Program))
            && self.opened.with_untracked(Option::is_some)
        {
            self.loading.set(Loading::Done);
            self.show(browser::now_ms(), After::Change);
            return;
        }
        match self.picked.get_value() {
            Some(files) => self.open_files(files.take()),
            None => self.open_folder(),
        }
    }

    /// Reads the sample.
    pub fn open_sample(self) {
        if self.rejected.with_untracked(|rejected| refused(rejected)).is_some() {
            let query = foreign_query(&browser::address().0).unwrap_or_default();
            browser::replace_address(Some(&query), &self.address.get_untracked().to_fragment());
            self.rejected.set(Vec::new());
        }
        if self.address.get_untracked().folder() == SAMPLE {
            self.open_folder();
        } else {
            self.go(|address| *address = Address { data: None, ..Address::default() });
        }
    }

    /// Shows the export again that was open before.
    pub fn back_to_previous(self) {
        if let Some(previous) = self.previous.get_untracked() {
            self.previous.set(None);
            self.loading.set(Loading::Done);
            self.opened.set(Some(previous));
            self.show(browser::now_ms(), After::Change);
        }
    }

    /// Shows the export that is still open, and names it in the address again.
    fn stay(self) {
        self.loading.set(Loading::Done);
        let folder = self.opened.with_untracked(|opened| match opened.as_deref().map(|opened| &opened.source) {
            Some(Source::Folder(folder)) => Some(folder.clone()).filter(|folder| folder != SAMPLE),
            _ => None,
        });
        self.address.update(|address| address.data = folder);
        browser::replace_address(None, &self.address.get_untracked().to_fragment());
    }

    /// Stops reading; the export that was open stays.
    pub fn cancel(self) {
        if let Some(controller) = self.cancel.write_value().take() {
            controller.abort();
        }
    }

    fn open(self, read: Read) {
        self.cancel();
        // Every browser that runs the page has a controller; without one reading could only not be cancelled.
        let Ok(controller) = AbortController::new() else { return };
        self.cancel.set_value(Some(SendWrapper::new(controller.clone())));
        self.loading.set(Loading::Reading(Progress::default()));
        let needs_later = self.address.with_untracked(needs_later);
        spawn_local(async move {
            if needs_later {
                // What such a view needs of the program comes while the export does; whoever needs it says so if it does not.
                spawn_local(async { drop(later::load().await) });
            }
            let watched = controller.clone();
            let on_progress = Box::new(move |progress| {
                if !watched.signal().aborted() {
                    self.loading.set(Loading::Reading(progress));
                }
            });
            // The page is put up before this task has its turn, and asks for the first byte of the export now.
            let began_ms = browser::now_ms();
            let result = read(controller.clone(), on_progress).await;
            let was_replaced = controller.signal().aborted() && self.cancel.read_value().is_some();
            match result {
                Ok(opened) => {
                    browser::record("uptake:read", began_ms, browser::now_ms());
                    self.opened.set(Some(Arc::new(opened)));
                    self.show(browser::now_ms(), After::Load);
                }
                Err(_) if was_replaced => {}
                Err(LoadError::Cancelled) if self.opened.get_untracked().is_some() => self.stay(),
                Err(error) => self.loading.set(Loading::Failed(error)),
            }
        });
    }

    /// Computes the view of the address and puts it on screen, unless another change comes in between.
    fn show(self, began_ms: f64, after: After) {
        let Some(opened) = self.opened.get_untracked() else { return };
        let address = self.address.get_untracked();
        let change = self.change.get_value().wrapping_add(1);
        self.change.set_value(change);
        spawn_local(async move {
            let tools = match later::tools(stage_of(&opened, &address)).await {
                Ok(tools) => tools,
                Err(error) => return self.failed(error),
            };
            let measure_began_ms = browser::now_ms();
            let content = match self.seen.with_value(|seen| seen.find(&opened, &address)) {
                Some(seen) => seen,
                None => {
                    let mut slices = Slices::begin();
                    let before = self.content.get_untracked();
                    let mut preparation = Preparation::new(opened, &address, tools).after(before.as_deref());
                    while preparation.step() {
                        slices.pause().await;
                        if self.change.get_value() != change {
                            return;
                        }
                    }
                    Arc::new(preparation.finish())
                }
            };
            self.seen.update_value(|seen| seen.keep(Arc::clone(&content)));
            let measured_ms = browser::now_ms();
            browser::record("uptake:measure", measure_began_ms, measured_ms);
            // What is drawn is a task of its own.
            browser::let_others_run().await;
            if self.change.get_value() != change {
                return;
            }
            let changed_ms = (after == After::Change).then_some(began_ms);
            self.drawing.set_value(Some(Drawing { measured_ms, changed_ms }));
            self.content.set(Some(content));
            if after == After::Load {
                self.loading.set(Loading::Done);
            }
        });
    }

    /// Whether this is what the page shows.
    pub fn shows(self, content: &Arc<Content>) -> bool {
        self.content.with_untracked(|shown| shown.as_ref().is_some_and(|shown| Arc::ptr_eq(shown, content)))
    }

    /// Whether figures of what is shown are still to come.
    pub fn is_drawing(self) -> bool {
        self.drawing.with_value(Option::is_some)
    }

    /// Notes that what is shown is all there, its figures too.
    pub fn has_drawn(self) {
        let Some(Drawing { measured_ms, changed_ms }) = self.drawing.write_value().take() else { return };
        let drawn_ms = browser::now_ms();
        browser::record("uptake:draw", measured_ms, drawn_ms);
        match changed_ms {
            Some(changed_ms) => browser::record("uptake:change", changed_ms, drawn_ms),
            // Nobody waits for the figures of all conversations any more.
            None => _ = self.opened.get_untracked().map(ordering::begin),
        }
    }
}

/// The data that the address asks for and that is not below the page, cut to what can be read at a glance; `None` if there is none.
fn refused(rejected: &[Rejected]) -> Option<String> {
    rejected.iter().find(|part| part.key == "data").map(|part| part.value.chars().take(REFUSED_SHOWN).collect())
}

/// A file that is no part of an export but how one is told.
const STORY: &str = "story.json";
/// Characters that are shown of an address that is refused.
const REFUSED_SHOWN: usize = 100;

/// A way to read an export: it can be stopped, and says how far it is. Boxed, so that what surrounds it is built once.
type Read =
    Box<dyn FnOnce(AbortController, Box<dyn Fn(Progress)>) -> Pin<Box<dyn Future<Output = Result<Opened, LoadError>>>>>;

/// What a view is shown after.
#[derive(Clone, Copy, PartialEq, Eq)]
enum After {
    Load,
    Change,
}
