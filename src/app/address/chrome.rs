//! How much of the page stands around a view, so that it can be a part of somebody else's page.

use std::borrow::Cow;

use super::find;

/// A part of a view that can be left out. What is left out is not secret: whoever can open the page can read all of the export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The line of controls.
    Filters,
    /// Ways to take data away.
    Export,
    /// Links to other views.
    Links,
    /// What happened, in figures; a change of logging stays, since it says what can be compared.
    Events,
}

impl Part {
    /// Every part.
    pub const ALL: [Self; 4] = [Self::Filters, Self::Export, Self::Links, Self::Events];

    /// Its name in the address.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Filters => "filters",
            Self::Export => "export",
            Self::Links => "links",
            Self::Events => "events",
        }
    }
}

/// What a view stands on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Background {
    /// The ground of the theme.
    #[default]
    Ground,
    /// Whatever is behind the frame.
    Transparent,
}

/// What stands around a view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chrome {
    /// Whether the view is a part of another page: no header, no navigation, and of the footer only how complete the data is.
    pub embed: bool,
    /// Whether its headline is seen; it is always heard.
    pub titled: bool,
    /// Whether a line goes around it.
    pub bordered: bool,
    /// What it stands on.
    pub background: Background,
    /// What is left out, without repeats.
    pub hide: Vec<Part>,
}

impl Default for Chrome {
    fn default() -> Self {
        Self { embed: false, titled: true, bordered: false, background: Background::default(), hide: Vec::new() }
    }
}

impl Chrome {
    /// The keys of the address that belong here.
    pub const KEYS: [&str; 5] = ["embed", "titled", "bordered", "background", "hide"];

    /// Takes over one of [`Self::KEYS`].
    ///
    /// # Errors
    /// If the value is not understood, with what would have been; nothing changes then.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), Cow<'static, str>> {
        let truth = || match value {
            "true" => Ok(true),
            "false" => Ok(false),
            _ => Err("true or false"),
        };
        match key {
            "embed" => self.embed = truth()?,
            "titled" => self.titled = truth()?,
            "bordered" => self.bordered = truth()?,
            "background" if value == "transparent" => self.background = Background::Transparent,
            "background" => return Err("transparent".into()),
            _ => {
                let mut hide = self.hide.clone();
                for name in value.split([',', ' ']) {
                    let part = find(&Part::ALL, name, Part::key)?;
                    if !hide.contains(&part) {
                        hide.push(part);
                    }
                }
                self.hide = hide;
            }
        }
        Ok(())
    }

    /// The keys and values that differ from the default.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let default = Self::default();
        let truths = [
            ("embed", self.embed, default.embed),
            ("titled", self.titled, default.titled),
            ("bordered", self.bordered, default.bordered),
        ];
        let differing = truths.into_iter().filter(|(_, is, usual)| is != usual);
        let mut pairs: Vec<(&str, String)> = differing.map(|(key, is, _)| (key, is.to_string())).collect();
        if self.background == Background::Transparent {
            pairs.push(("background", "transparent".to_owned()));
        }
        pairs.extend(self.hide.iter().map(|part| ("hide", part.key().to_owned())));
        pairs
    }

    /// Whether a part is left out.
    pub fn hides(&self, part: Part) -> bool {
        self.hide.contains(&part)
    }

    /// What style sheets know it by: attributes with their values; `None` where an attribute is not there.
    pub fn attributes(&self) -> [(&'static str, Option<String>); 5] {
        let there = |is: bool, value: &str| is.then(|| value.to_owned());
        let hidden: Vec<&str> = self.hide.iter().map(|part| part.key()).collect();
        [
            ("data-embed", there(self.embed, "true")),
            ("data-titled", there(!self.titled, "false")),
            ("data-bordered", there(self.bordered, "true")),
            ("data-background", there(self.background == Background::Transparent, "transparent")),
            ("data-hide", there(!hidden.is_empty(), &hidden.join(" "))),
        ]
    }
}
