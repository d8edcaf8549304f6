//! The names in the address: views, colours, grains.

use crate::measure::Family;

/// What the page can show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ViewName {
    /// Is the change happening, and is it worth it?
    #[default]
    Progress,
    /// Are we still the go-between?
    Talking,
    /// Who is where, who waits, when do we get there?
    Joining,
    /// Is what we share used, cared for and safe to depend on?
    Relying,
    /// What came of it, and who decides?
    Worth,
    /// How complete is this picture?
    Sources,
    /// Who relies on one team, and on whom does it rely?
    Team,
    /// One number.
    Tile,
    /// What, why, how, and the proof, on one sheet of paper.
    OnePager,
    /// The story on a wall, a step at a time.
    Present,
    /// The whole story, to be changed, saved and printed.
    Story,
    /// What changed since the last review?
    Since,
    /// What do the words of the page mean?
    Glossary,
}

impl ViewName {
    /// Every view.
    pub const ALL: [Self; 13] = [
        Self::Progress,
        Self::Talking,
        Self::Joining,
        Self::Relying,
        Self::Worth,
        Self::Sources,
        Self::Team,
        Self::Tile,
        Self::OnePager,
        Self::Present,
        Self::Story,
        Self::Since,
        Self::Glossary,
    ];

    /// Those that the navigation leads to, in its order; others are reached by links.
    pub const NAVIGATION: [Self; 6] =
        [Self::Progress, Self::Talking, Self::Joining, Self::Relying, Self::Worth, Self::Sources];

    /// Those that the foot of every view leads to.
    pub const HANDED_OUT: [Self; 4] = [Self::Present, Self::OnePager, Self::Since, Self::Glossary];

    /// Its name in the address.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Progress => "progress",
            Self::Talking => "talking",
            Self::Joining => "joining",
            Self::Relying => "relying",
            Self::Worth => "worth",
            Self::Sources => "sources",
            Self::Team => "team",
            Self::Tile => "tile",
            Self::OnePager => "one-pager",
            Self::Present => "present",
            Self::Story => "story",
            Self::Since => "since",
            Self::Glossary => "glossary",
        }
    }

    /// The view that shows all there is of the measures of a family.
    pub const fn of(family: Family) -> Self {
        match family {
            Family::Talking => Self::Talking,
            Family::Joining | Family::Ease => Self::Joining,
            Family::Using | Family::Relying => Self::Relying,
            Family::Deciding | Family::Worth => Self::Worth,
            Family::Completeness => Self::Sources,
        }
    }

    /// Its name in the navigation and in the title of the page.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Progress => "Progress",
            Self::Talking => "Talking",
            Self::Joining => "Joining",
            Self::Relying => "Relying",
            Self::Worth => "Worth it",
            Self::Sources => "Sources",
            Self::Team => "One team",
            Self::Tile => "One number",
            Self::OnePager => "One page",
            Self::Present => "Present",
            Self::Story => "The story",
            Self::Since => "What changed",
            Self::Glossary => "Words",
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

/// How wide a column of a figure is in time, where a figure can be drawn either way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GrainName {
    /// A month.
    Month,
    /// A quarter.
    Quarter,
}

impl GrainName {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Month, Self::Quarter];

    /// Its name in the address.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Quarter => "quarter",
        }
    }

    /// Its name in the control.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Quarter => "quarter",
        }
    }
}
