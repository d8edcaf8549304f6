//! The state that views share, as it stands in the address: one type, with its defaults, read key by key.

use std::borrow::Cow;

use crate::export::is_below;
use crate::measure::Measure;
use crate::org::Day;

/// Where the page looks for an export if the address names none.
pub const SAMPLE: &str = "sample/";
/// Complete months of history shown unless the address says otherwise.
pub const DEFAULT_MONTHS: usize = 24;
/// The months of history that can be asked for.
pub const MONTHS: std::ops::RangeInclusive<usize> = 3..=120;

/// What the page can show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ViewName {
    /// Is the change happening, and is it worth it?
    #[default]
    Progress,
    /// Are we still the go-between?
    Talking,
    /// How complete is this picture?
    Sources,
}

impl ViewName {
    /// Every view, in the order of the navigation.
    pub const ALL: [Self; 3] = [Self::Progress, Self::Talking, Self::Sources];

    /// Its name in the address.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Progress => "progress",
            Self::Talking => "talking",
            Self::Sources => "sources",
        }
    }

    /// Its name in the navigation.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Progress => "Progress",
            Self::Talking => "Talking",
            Self::Sources => "Sources",
        }
    }
}

/// Which colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ThemeName {
    /// Those of the system.
    #[default]
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl ThemeName {
    /// Every theme.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// Its name in the address.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// Its name in the control.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Auto => "As the system",
            Self::Light => "Light",
            Self::Dark => "Dark",
        }
    }
}

/// What is shown, of which export, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Which view.
    pub view: ViewName,
    /// The measure whose figure the reader is led to; `None` for the top of the view.
    pub id: Option<Measure>,
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
}

impl Default for Address {
    fn default() -> Self {
        Self {
            view: ViewName::default(),
            id: None,
            areas: Vec::new(),
            as_of: None,
            since: None,
            months: DEFAULT_MONTHS,
            data: None,
            theme: ThemeName::default(),
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

/// The rest of a query string without the keys of this page, which are kept in the fragment; `None` if it has none of them.
pub fn foreign_query(query: &str) -> Option<String> {
    let is_own = |key: &str| KEYS.contains(&key) || RESERVED.contains(&key);
    let pairs: Vec<_> = form_urlencoded::parse(query.trim_start_matches('?').as_bytes()).collect();
    pairs.iter().any(|(key, _)| is_own(key)).then(|| {
        let foreign = pairs.iter().filter(|(key, _)| !is_own(key));
        form_urlencoded::Serializer::new(String::new()).extend_pairs(foreign).finish()
    })
}

/// Keys that belong to views and frames that this version of the page does not show.
const RESERVED: [&str; 8] = ["team", "grain", "embed", "titled", "bordered", "background", "hide", "lang"];
const KEYS: [&str; 8] = ["view", "id", "area", "as_of", "since", "months", "data", "theme"];

impl Address {
    /// The state of a query string and a fragment, of which the fragment wins, key by key; and what was not understood.
    pub fn parse(query: &str, fragment: &str) -> (Self, Vec<Rejected>) {
        let pairs = |text: &str| -> Vec<(String, String)> {
            form_urlencoded::parse(text.trim_start_matches(['?', '#']).as_bytes()).into_owned().collect()
        };
        let fragment = pairs(fragment);
        let shadowed = |key: &str| fragment.iter().any(|(other, _)| other == key);
        let query = pairs(query).into_iter().filter(|(key, _)| !shadowed(key));
        let mut address = Self::default();
        let mut rejected = Vec::new();
        for (key, value) in query.chain(fragment.iter().cloned()) {
            if let Err(why) = address.set(&key, &value) {
                rejected.push(Rejected { key, value, why });
            }
        }
        (address, rejected)
    }

    /// Takes over one key.
    ///
    /// # Errors
    /// If the key or its value is not understood, with what would have been; nothing changes then.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), Cow<'static, str>> {
        let day = || Day::parse(value.as_bytes()).map(Some).ok_or(Cow::Borrowed("a day such as 2026-03-31"));
        match key {
            "view" => self.view = find(&ViewName::ALL, value, ViewName::key)?,
            "id" => {
                self.id = Some(Measure::from_slug(value).ok_or("the short name of a measure, such as data-in-use")?)
            }
            "theme" => self.theme = find(&ThemeName::ALL, value, ThemeName::key)?,
            "area" if value.trim().is_empty() => return Err("the name of an area".into()),
            "area" => {
                if !self.areas.iter().any(|area| area == value) {
                    self.areas.push(value.to_owned());
                }
            }
            "as_of" => self.as_of = day()?,
            "since" => self.since = day()?,
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
            _ if RESERVED.contains(&key) => return Err("not followed by this version of the page".into()),
            _ => {
                let meant = KEYS.iter().find(|known| is_like(known, key));
                return Err(
                    meant.map_or("not a key of this page".into(), |known| format!("did you mean {known}?").into())
                );
            }
        }
        Ok(())
    }

    /// The fragment that leads here, without what is the default; empty for the default.
    pub fn to_fragment(&self) -> String {
        let default = Self::default();
        let mut fragment = form_urlencoded::Serializer::new(String::new());
        let mut write = |key: &str, value: &str, differs: bool| {
            if differs {
                fragment.append_pair(key, value);
            }
        };
        write("view", self.view.key(), self.view != default.view);
        write("id", self.id.map_or("", Measure::slug), self.id.is_some());
        self.areas.iter().for_each(|area| write("area", area, true));
        for (key, day) in [("as_of", self.as_of), ("since", self.since)] {
            write(key, &day.map(|day| day.to_string()).unwrap_or_default(), day.is_some());
        }
        write("months", &self.months.to_string(), self.months != default.months);
        write("data", self.data.as_deref().unwrap_or_default(), self.data.is_some());
        write("theme", self.theme.key(), self.theme != default.theme);
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
            "theme" => self.theme = default.theme,
            _ => return,
        }
        if !value.is_empty() {
            // The controls offer nothing else than what is understood.
            let _ = self.set(key, value);
        }
    }

    /// The link to another view of the same state.
    pub fn with_view(&self, view: ViewName) -> String {
        format!("#{}", Self { view, id: None, ..self.clone() }.to_fragment())
    }

    /// The link to the figure of a measure on this view.
    pub fn with_id(&self, measure: Measure) -> String {
        format!("#{}", Self { id: Some(measure), ..self.clone() }.to_fragment())
    }

    /// The link to the tile of a measure, on a page of its own.
    pub fn with_tile(&self, measure: Measure) -> String {
        let state = Self { view: ViewName::default(), id: Some(measure), ..self.clone() };
        format!("#view=tile&{}", state.to_fragment())
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
            "view=talking&id=led-to-action&months=12",
        ] {
            let (address, rejected) = Address::parse("", fragment);
            assert_eq!(rejected, []);
            assert_eq!(address.to_fragment(), fragment);
        }
        assert_eq!(Address::parse("", "#view=progress&months=24&theme=auto").0.to_fragment(), "");
    }

    #[test]
    fn the_fragment_wins_over_the_query_key_by_key() {
        let (address, _) = Address::parse("?view=sources&theme=dark&area=A", "#view=talking&area=B&area=C");
        assert_eq!((address.view, address.theme), (ViewName::Talking, ThemeName::Dark));
        assert_eq!(address.areas, ["B", "C"]);
    }

    #[test]
    fn what_is_not_understood_is_ignored_and_listed() {
        let (address, rejected) =
            Address::parse("", "aera=stays&months=two&months=2&view=joy&as_of=31.3.2026&embed=true&view=talking");
        assert_eq!(address, Address { view: ViewName::Talking, ..Address::default() });
        let listed: Vec<String> =
            rejected.iter().map(|part| format!("{}={}: {}", part.key, part.value, part.why)).collect();
        assert_eq!(
            listed,
            [
                "aera=stays: did you mean area?",
                "months=two: a number from 3 to 120",
                "months=2: a number from 3 to 120",
                "view=joy: one of progress, talking, sources",
                "as_of=31.3.2026: a day such as 2026-03-31",
                "embed=true: not followed by this version of the page",
            ]
        );
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
        ] {
            let (address, rejected) = Address::parse("", &format!("data={folder}"));
            assert_eq!((address.data, rejected.len()), (None, 1), "{folder}");
        }
    }
}
