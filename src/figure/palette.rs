//! What a mark means, and the colour of that meaning in each theme.
//!
//! `style/tokens.css` is the one place for colours; the literal values here exist for figures that leave the page, and a test holds the
//! two together.

/// What a mark means. Nothing that builds a figure knows a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// What everything stands on; also the ring around points and the halo around words.
    Ground,
    /// Words and lines that speak first.
    Ink,
    /// Secondary words and axes.
    Ink2,
    /// Gridlines: decoration, no meaning.
    Hair,
    /// Outlines and the edges of bands: they carry meaning.
    Edge,
    /// The fill of the usual range.
    Band,
    /// Focus and the current place.
    Accent,
    /// Conversations with nobody in between, and every series that stands alone.
    Direct,
    /// With an analyst.
    Analyst,
    /// With an engineer.
    Engineer,
    /// Not known: a part of its own.
    Unknown,
    /// A fourth line, only where the three others are used.
    Extra,
}

/// Which colours a figure is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// The colours of the page it stands on, as `var(--…)`: theme and print switch without drawing again.
    Page,
    /// The literal light values, for a file.
    Light,
    /// The literal dark values, for a file.
    Dark,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 12] = [
        Self::Ground,
        Self::Ink,
        Self::Ink2,
        Self::Hair,
        Self::Edge,
        Self::Band,
        Self::Accent,
        Self::Direct,
        Self::Analyst,
        Self::Engineer,
        Self::Unknown,
        Self::Extra,
    ];

    /// How an SVG attribute names this role's colour.
    pub fn paint(self, theme: Theme) -> &'static str {
        let (variable, light, dark) = self.row();
        match theme {
            Theme::Page => variable,
            Theme::Light => light,
            Theme::Dark => dark,
        }
    }

    fn row(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Ground => ("var(--ground)", "#FFFFFF", "#14181D"),
            Self::Ink => ("var(--ink)", "#16191D", "#ECEFF2"),
            Self::Ink2 => ("var(--ink-2)", "#545D67", "#A9B3BE"),
            Self::Hair => ("var(--hair)", "#D5DAE0", "#343C45"),
            Self::Edge => ("var(--edge)", "#78848F", "#84909C"),
            Self::Band => ("var(--band)", "#E8EDF2", "#242D37"),
            Self::Accent => ("var(--accent)", "#12436D", "#9CC7F0"),
            Self::Direct => ("var(--direct)", "#12436D", "#A9D0F5"),
            Self::Analyst => ("var(--analyst)", "#28A197", "#1F7B75"),
            Self::Engineer => ("var(--engineer)", "#801650", "#F2BDDA"),
            Self::Unknown => ("var(--unknown)", "#8A929B", "#697179"),
            Self::Extra => ("var(--extra)", "#A65A00", "#E0A458"),
        }
    }
}

/// The step of quiet shading, 1 to 5, behind the number of a table cell that shows a share.
///
/// A step is 14 hundredths and the last one holds the rest, because shares of what led to something are rarely far above a half.
pub fn shade(share: f64) -> u8 {
    let step = 1.0 + (share * 100.0 / 14.0).floor();
    step.clamp(1.0, 5.0) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_literal_colours_are_those_of_the_tokens() {
        let css = include_str!("../../style/tokens.css");
        let light = css.split("[data-theme=\"light\"] {").nth(1).unwrap();
        let dark = css.split("[data-theme=\"dark\"] {").nth(1).unwrap();
        for role in Role::ALL {
            let variable = role.paint(Theme::Page).trim_start_matches("var(").trim_end_matches(')');
            for (block, theme) in [(light, Theme::Light), (dark, Theme::Dark)] {
                let said = block.split_once(&format!("{variable}:")).unwrap().1.trim_start().split(';').next().unwrap();
                assert_eq!(said, role.paint(theme), "{variable} in {theme:?}");
            }
        }
    }

    #[test]
    fn shading_has_five_steps_and_no_hole() {
        for (share, step) in [(0.0, 1), (0.13, 1), (0.21, 2), (0.33, 3), (0.43, 4), (0.561, 5), (1.0, 5)] {
            assert_eq!(shade(share), step, "{share}");
        }
    }
}
