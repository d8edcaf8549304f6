//! The state that views share, as it stands in the address: one type, with its defaults, read key by key.

mod chrome;
mod names;

use std::borrow::Cow;

pub use chrome::{Background, Chrome, Part};
pub use names::{GrainName, ThemeName, ViewName};

use crate::export::is_below;
use crate::measure::Measure;
use crate::org::Day;
use crate::story::presentation::StepName;

/// Where the page looks for an export if the address names none.
pub const SAMPLE: &str = "sample/";
/// Complete months of history shown unless the address says otherwise.
pub const DEFAULT_MONTHS: usize = 24;
/// The months of history that can be asked for.
pub const MONTHS: std::ops::RangeInclusive<usize> = 3..=120;

/// The languages that the page is written in.
const LANGUAGES: [&str; 1] = ["en"];

/// What is shown, of which export, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Which view.
    pub view: ViewName,
    /// Only these areas; all where empty.
    pub areas: Vec<String>,
    /// The day the readings are of; `None` for the last day of the data.
    pub as_of: Option<Day>,
    /// The day that every number is compared with.
    pub since: Option<Day>,
    /// Complete months of history shown.
    pub months: usize,
    /// The folder of the export, with a `/` behind it, or a zip, below the page; `None` for the one that the page opens by itself.
    pub data: Option<String>,
    /// Which colours.
    pub theme: ThemeName,
    /// What stands around the view.
    pub chrome: Chrome,
    /// The team that a view is of, as an id; `None` where none is chosen.
    pub team: Option<String>,
    /// The measure that a tile is of, or whose figure or missing table the reader is led to; `None` where none is chosen.
    pub id: Option<Measure>,
    /// Columns by month or by quarter; `None` for what suits each figure.
    pub grain: Option<GrainName>,
    /// The step of the story that is on the wall; `None` for its first.
    pub step: Option<StepName>,
}

impl Default for Address {
    fn default() -> Self {
        Self {
            view: ViewName::default(),
            areas: Vec::new(),
            as_of: None,
            since: None,
            months: DEFAULT_MONTHS,
            data: None,
            theme: ThemeName::default(),
            chrome: Chrome::default(),
            team: None,
            id: None,
            grain: None,
            step: None,
        }
    }
}

/// A part of the address that was not understood and is ignored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// The key as written.
    pub key: String,
    /// The value as written.
    pub value: String,
    /// What would have been understood.
    pub why: Cow<'static, str>,
}

impl std::fmt::Display for Rejected {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}={} ({})", self.key, self.value, self.why)
    }
}

/// The rest of a query string without the keys of this page, which are kept in the fragment; `None` if it has none of them.
pub fn foreign_query(query: &str) -> Option<String> {
    let pairs: Vec<_> = form_urlencoded::parse(query.trim_start_matches('?').as_bytes()).collect();
    pairs.iter().any(|(key, _)| is_own(key)).then(|| {
        let foreign = pairs.iter().filter(|(key, _)| !is_own(key));
        form_urlencoded::Serializer::new(String::new()).extend_pairs(foreign).finish()
    })
}

fn is_own(key: &str) -> bool {
    KEYS.contains(&key) || Chrome::KEYS.contains(&key)
}

/// The keys of a view; those of what stands around it are [`Chrome::KEYS`].
const KEYS: [&str; 12] =
    ["view", "area", "as_of", "since", "months", "data", "theme", "team", "id", "grain", "step", "lang"];

impl Address {
    /// The state of a query string and a fragment, of which the fragment wins, key by key; and what was not understood.
    pub fn parse(query: &str, fragment: &str) -> (Self, Vec<Rejected>) {
        let pairs = |text: &str| -> Vec<(String, String)> {
            form_urlencoded::parse(text.trim_start_matches(['?', '#']).as_bytes()).into_owned().collect()
        };
        let fragment = pairs(fragment);
        let shadowed = |key: &str| fragment.iter().any(|(other, _)| other == key);
        let mut all: Vec<(String, String)> = pairs(query).into_iter().filter(|(key, _)| !shadowed(key)).collect();
        all.extend(fragment.iter().cloned());
        let (address, mut rejected) = Self::from_pairs(all);
        if address.chrome.embed {
            // A portal adds keys of its own to the query of what it shows, which are not for this page.
            rejected.retain(|part| is_own(&part.key) || shadowed(&part.key));
        }
        (address, rejected)
    }

    /// The state of keys and values, one after the other; and what was not understood.
    pub fn from_pairs(pairs: Vec<(String, String)>) -> (Self, Vec<Rejected>) {
        let mut address = Self::default();
        let mut rejected = Vec::new();
        let mut has_theme = false;
        for (key, value) in pairs {
            match address.set(&key, &value) {
                Ok(()) => has_theme |= key == "theme",
                Err(why) => rejected.push(Rejected { key, value, why }),
            }
        }
        if !has_theme {
            address.theme = address.default_theme();
        }
        (address, rejected)
    }

    /// The colours where nobody asks for any: a part of somebody else's page is light, as most of them are.
    fn default_theme(&self) -> ThemeName {
        if self.chrome.embed { ThemeName::Light } else { ThemeName::default() }
    }

    /// Takes over one key.
    ///
    /// # Errors
    /// If the key or its value is not understood, with what would have been; nothing changes then.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), Cow<'static, str>> {
        let day = || Day::parse(value.as_bytes()).map(Some).ok_or(Cow::Borrowed("a day such as 2026-03-31"));
        match key {
            "view" => self.view = find(&ViewName::ALL, value, ViewName::key)?,
            "theme" => self.theme = find(&ThemeName::ALL, value, ThemeName::key)?,
            "area" if value.trim().is_empty() => return Err("the name of an area".into()),
            "area" => {
                if !self.areas.iter().any(|area| area == value) {
                    self.areas.push(value.to_owned());
                }
            }
            "as_of" => self.as_of = day()?,
            "since" => self.since = day()?,
            "team" if value.trim().is_empty() => return Err("the id of a team".into()),
            "team" => self.team = Some(value.to_owned()),
            "id" => {
                let measure = Measure::from_slug(value).ok_or("the name of a number, such as led-to-action")?;
                self.id = Some(measure);
            }
            "grain" => self.grain = Some(find(&GrainName::ALL, value, GrainName::key)?),
            "step" => self.step = Some(find(&StepName::ALL, value, StepName::key)?),
            // There is one language so far, so that there is nothing to keep.
            "lang" => drop(find(&LANGUAGES, value, |language| language)?),
            "months" => {
                let months = value.parse().ok().filter(|months| MONTHS.contains(months));
                self.months = months
                    .ok_or_else(|| Cow::Owned(format!("a number from {} to {}", MONTHS.start(), MONTHS.end())))?;
            }
            "data" => {
                let folder = value.strip_suffix('/').unwrap_or(value);
                if !is_below(folder) || folder.contains(['?', '#']) {
                    return Err("a folder below this page, such as exports/may, or a zip; nothing else is read".into());
                }
                let is_archive = folder.to_ascii_lowercase().ends_with(".zip");
                self.data = Some(if is_archive { folder.to_owned() } else { format!("{folder}/") });
            }
            _ if Chrome::KEYS.contains(&key) => self.chrome.set(key, value)?,
            _ => return Self::why_no_key(key).map_or(Ok(()), Err),
        }
        Ok(())
    }

    /// Why a key is not one of this page, with the one that may be meant; `None` if it is one.
    pub fn why_no_key(key: &str) -> Option<Cow<'static, str>> {
        if is_own(key) {
            return None;
        }
        let meant = KEYS.iter().chain(&Chrome::KEYS).find(|known| is_like(known, key));
        Some(meant.map_or("not a key of this page".into(), |known| format!("did you mean {known}?").into()))
    }

    /// Takes over a choice of what a frame is to look like: a value of a key that is chosen, or no longer.
    pub fn wish(&mut self, key: &str, value: &str, is_chosen: bool) {
        let Self { chrome, .. } = self;
        match key {
            "titled" => chrome.titled = is_chosen,
            "bordered" => chrome.bordered = is_chosen,
            "background" if !is_chosen => chrome.background = Background::Ground,
            "hide" if !is_chosen => chrome.hide.retain(|part| part.key() != value),
            "background" | "hide" | "theme" => {
                // What is offered is what is understood.
                let _ = self.set(key, value);
            }
            _ => {}
        }
        // On an unknown ground colours have to be known.
        if self.theme == ThemeName::Auto {
            self.chrome.background = Background::Ground;
        }
    }

    /// The keys and values that lead here, without those that are the default.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let default = Self::default();
        let mut pairs = Vec::new();
        let mut write = |key: &'static str, value: &str, differs: bool| {
            if differs {
                pairs.push((key, value.to_owned()));
            }
        };
        write("view", self.view.key(), self.view != default.view);
        self.areas.iter().for_each(|area| write("area", area, true));
        for (key, day) in [("as_of", self.as_of), ("since", self.since)] {
            write(key, &day.map(|day| day.to_string()).unwrap_or_default(), day.is_some());
        }
        write("months", &self.months.to_string(), self.months != default.months);
        write("data", self.data.as_deref().unwrap_or_default(), self.data.is_some());
        write("theme", self.theme.key(), self.theme != self.default_theme());
        write("team", self.team.as_deref().unwrap_or_default(), self.team.is_some());
        write("id", self.id.map_or("", Measure::slug), self.id.is_some());
        write("grain", self.grain.map_or("", GrainName::key), self.grain.is_some());
        write("step", self.step.map_or("", StepName::key), self.step.is_some());
        pairs.extend(self.chrome.pairs());
        pairs
    }

    /// The fragment that leads here, without what is the default; empty for the default.
    pub fn to_fragment(&self) -> String {
        let mut fragment = form_urlencoded::Serializer::new(String::new());
        for (key, value) in self.pairs() {
            fragment.append_pair(key, &value);
        }
        // A slash needs no code in a fragment, and addresses are read by people.
        fragment.finish().replace("%2F", "/")
    }

    /// Takes over what a control says; an empty value is the default.
    pub fn choose(&mut self, key: &str, value: &str) {
        let default = Self::default();
        match key {
            "area" => self.areas.clear(),
            "as_of" => self.as_of = None,
            "since" => self.since = None,
            "months" => self.months = default.months,
            "grain" => self.grain = None,
            "theme" => self.theme = self.default_theme(),
            _ => return,
        }
        if !value.is_empty() {
            // The controls offer nothing else than what is understood.
            let _ = self.set(key, value);
        }
    }

    /// The link to another view of the same state, without what only one view is of: a team, a number, a step. A part of somebody
    /// else's page leads to the whole page, which is opened outside of the frame: [`Self::link_target`].
    pub fn with_view(&self, view: ViewName) -> String {
        Self { view, team: None, id: None, step: None, ..self.clone() }.link()
    }

    /// The link to the page of a team.
    pub fn with_team(&self, team: &str) -> String {
        Self { view: ViewName::Team, team: Some(team.to_owned()), id: None, ..self.clone() }.link()
    }

    /// The link to a step of the story.
    pub fn with_step(&self, step: StepName) -> String {
        format!("#{}", Self { view: ViewName::Present, step: Some(step), ..self.clone() }.to_fragment())
    }

    /// The link to this view.
    pub fn whole(&self) -> String {
        self.clone().link()
    }

    /// The link to the figure of a measure on this view.
    pub fn with_figure(&self, measure: Measure) -> String {
        Self { id: Some(measure), ..self.clone() }.link()
    }

    /// The link to one number.
    pub fn with_tile(&self, measure: Measure) -> String {
        Self { view: ViewName::Tile, team: None, id: Some(measure), ..self.clone() }.link()
    }

    /// The link to how a table is exported that a number lacks.
    pub fn with_export_of(&self, measure: Measure) -> String {
        Self { view: ViewName::Sources, team: None, id: Some(measure), step: None, ..self.clone() }.link()
    }

    fn link(mut self) -> String {
        if self.chrome.embed {
            if self.theme == self.default_theme() {
                self.theme = ThemeName::default();
            }
            self.chrome = Chrome::default();
        }
        format!("#{}", self.to_fragment())
    }

    /// Where links open; `None` for where they stand.
    pub fn link_target(&self) -> Option<&'static str> {
        self.chrome.embed.then_some("_blank")
    }

    /// The folder of the export, or its zip.
    pub fn folder(&self) -> &str {
        self.data.as_deref().unwrap_or(SAMPLE)
    }
}

fn find<T: Copy>(all: &[T], value: &str, key: impl Fn(T) -> &'static str) -> Result<T, Cow<'static, str>> {
    all.iter().copied().find(|item| key(*item) == value).ok_or_else(|| {
        let keys: Vec<&str> = all.iter().map(|item| key(*item)).collect();
        Cow::Owned(format!("one of {}", keys.join(", ")))
    })
}

/// Whether two words have the same letters but for one: enough to guess at a slip.
fn is_like(known: &str, written: &str) -> bool {
    let common = known.chars().filter(|letter| written.contains(*letter)).count();
    common > 1 && common + 1 >= known.len() && known.len().abs_diff(written.len()) <= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_written_as_it_is_read_and_only_what_differs() {
        for fragment in [
            "",
            "view=talking&area=Commerce&area=Risk%2C+Fraud&as_of=2026-06-30&months=36&data=exports/may/&theme=dark",
            "since=2026-03-31",
            "data=exports/may.zip",
            "view=talking&months=12&id=led-to-action",
            "embed=true",
            "theme=auto&embed=true",
            "theme=dark&embed=true&titled=false&bordered=true&background=transparent&hide=filters&hide=events",
            "view=team&team=a+%26+b",
            "view=tile&id=led-to-action&grain=month",
            "grain=quarter",
            "view=present&step=proof",
        ] {
            let (address, rejected) = Address::parse("", fragment);
            assert_eq!(rejected, []);
            assert_eq!(address.to_fragment(), fragment);
        }
        let same = "#view=progress&months=24&theme=auto&lang=en&embed=false&titled=true&bordered=false";
        assert_eq!(Address::parse("", same).0.to_fragment(), "");
        assert_eq!(
            Address::parse("", "#theme=light&embed=true&hide=links,links").0.to_fragment(),
            "embed=true&hide=links"
        );
    }

    #[test]
    fn what_stands_around_a_view_is_followed_in_both_states() {
        for (fragment, attributes) in [
            ("embed=true", "data-embed=true"),
            ("embed=false", ""),
            ("titled=true", ""),
            ("titled=false", "data-titled=false"),
            ("bordered=true", "data-bordered=true"),
            ("bordered=false", ""),
            ("background=transparent", "data-background=transparent"),
            ("hide=filters,export,links,events", "data-hide=filters export links events"),
            ("hide=links&hide=filters", "data-hide=links filters"),
        ] {
            let (address, rejected) = Address::parse("", fragment);
            assert_eq!(rejected, [], "{fragment}");
            let there =
                address.chrome.attributes().into_iter().filter_map(|(name, value)| Some(format!("{name}={}", value?)));
            assert_eq!(there.collect::<Vec<_>>().join(" "), attributes, "{fragment}");
        }
        for fragment in [
            "embed=1",
            "embed=TRUE",
            "titled=",
            "bordered=yes",
            "background=red",
            "background=url(x)",
            "hide=",
            "hide=all",
            "hide=links,x",
        ] {
            let (address, rejected) = Address::parse("", fragment);
            assert_eq!((address.chrome, rejected.len()), (Chrome::default(), 1), "{fragment}");
        }
    }

    #[test]
    fn a_part_of_another_page_is_light_unless_asked_and_leads_to_the_whole_page() {
        let theme = |fragment: &str| Address::parse("", fragment).0.theme;
        assert_eq!(theme("embed=true"), ThemeName::Light);
        assert_eq!(theme("theme=dark&embed=true"), ThemeName::Dark);
        assert_eq!(theme("embed=true&theme=auto"), ThemeName::Auto);
        assert_eq!(theme("embed=true&theme=purple"), ThemeName::Light);
        let (framed, _) = Address::parse("", "area=A&embed=true&hide=filters&bordered=true");
        assert_eq!(framed.with_view(ViewName::Sources), "#view=sources&area=A");
        assert_eq!((framed.link_target(), Address::default().link_target()), (Some("_blank"), None));
        let (dark, _) = Address::parse("", "embed=true&theme=dark");
        assert_eq!(dark.with_view(ViewName::Progress), "#theme=dark");
    }

    #[test]
    fn the_fragment_wins_over_the_query_key_by_key() {
        let (address, _) = Address::parse("?view=sources&theme=dark&area=A", "#view=talking&area=B&area=C");
        assert_eq!((address.view, address.theme), (ViewName::Talking, ThemeName::Dark));
        assert_eq!(address.areas, ["B", "C"]);
    }

    #[test]
    fn keys_that_a_portal_adds_are_its_own_business() {
        let listed = |query: &str, fragment: &str| -> Vec<String> {
            Address::parse(query, fragment).1.into_iter().map(|part| part.key).collect()
        };
        assert_eq!(listed("?sid=7&token=x", "#view=tile&embed=true"), [""; 0]);
        assert_eq!(listed("?sid=7&embed=true", ""), [""; 0]);
        assert_eq!(listed("?sid=7&data=../x&months=0", "#aera=A&embed=true"), ["data", "months", "aera"]);
        assert_eq!(listed("?sid=7", "#view=talking"), ["sid"], "nobody else writes the address of the whole page");
    }

    #[test]
    fn what_is_not_understood_is_ignored_and_listed() {
        let (address, rejected) =
            Address::parse("", "aera=stays&months=two&months=2&view=joy&as_of=31.3.2026&lang=de&view=talking");
        assert_eq!(address, Address { view: ViewName::Talking, ..Address::default() });
        let listed: Vec<String> =
            rejected.iter().map(|part| format!("{}={}: {}", part.key, part.value, part.why)).collect();
        assert_eq!(
            listed,
            [
                "aera=stays: did you mean area?",
                "months=two: a number from 3 to 120",
                "months=2: a number from 3 to 120",
                "view=joy: one of progress, talking, joining, relying, worth, sources, team, tile, one-pager, present, story, since, glossary",
                "as_of=31.3.2026: a day such as 2026-03-31",
                "lang=de: one of en",
            ]
        );
        let (address, rejected) = Address::parse("", "team=&id=joy&grain=week&lang=de&lnag=x");
        assert_eq!(address, Address::default());
        let listed: Vec<String> = rejected.iter().map(|part| format!("{}: {}", part.key, part.why)).collect();
        assert_eq!(
            listed,
            [
                "team: the id of a team",
                "id: the name of a number, such as led-to-action",
                "grain: one of month, quarter",
                "lang: one of en",
                "lnag: did you mean lang?",
            ]
        );
    }

    #[test]
    fn a_link_to_another_view_leaves_the_team_and_the_number_behind() {
        let (address, _) = Address::parse("", "view=team&team=x&area=A");
        assert_eq!(address.with_view(ViewName::Talking), "#view=talking&area=A");
        assert_eq!(address.with_team("y"), "#view=team&area=A&team=y");
        assert_eq!(address.with_tile(Measure::LedToAction), "#view=tile&area=A&id=led-to-action");
    }

    #[test]
    fn data_is_read_from_below_the_page_and_from_nowhere_else() {
        for folder in ["exports/may", "exports/may/", "a.b"] {
            assert_eq!(Address::parse("", &format!("data={folder}")).1, [], "{folder}");
        }
        for folder in [
            "..",
            "../x",
            "/x",
            "//host/x",
            "https://host/x",
            "a/../../b",
            "%252e%252e/x",
            "a%5Cb",
            "data:text",
            "",
            "a?b",
            "a%23b",
            "%2e%2e/x",
            ".%09./x",
            "%09//host/x",
            "%5C%5Chost/x",
            "/%5Chost/x",
            "a/..",
            "a/%2e%2e/%2e%2e/b",
            "a%2F..%2F..%2Fb",
            "javascript:alert(1)",
            "blob:https://host/x",
            "%00",
            "HTTPS:host",
            "x:y/z",
            "a//host",
        ] {
            let (address, rejected) = Address::parse("", &format!("data={folder}"));
            assert_eq!((address.data, rejected.len()), (None, 1), "{folder}");
        }
    }
}
