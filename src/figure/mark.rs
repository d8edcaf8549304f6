//! The few kinds of marks a figure is made of. The same meaning has the same look in every figure, so looks are named here once.

use super::palette::Role;

/// A place in px from the top left of the figure.
pub type Xy = (f64, f64);

/// One mark, in drawing order: later ones lie on top.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// A line through points.
    Line {
        /// At least two points.
        points: Vec<Xy>,
        /// How it is drawn.
        stroke: Stroke,
    },
    /// A filled area without outline, such as the usual range.
    Area {
        /// Its corners.
        points: Vec<Xy>,
        /// What it means.
        role: Role,
    },
    /// An upright rectangle: a column, a swatch of a key, a mask under words.
    Column {
        /// Left upper corner.
        at: Xy,
        /// Width in px.
        width_px: f64,
        /// Height in px.
        height_px: f64,
        /// Complete, running or only outlined.
        look: Look,
        /// What it means.
        role: Role,
    },
    /// A point.
    Point {
        /// Its centre.
        at: Xy,
        /// Half its width in px.
        radius_px: f64,
        /// What kind of point.
        dot: Dot,
        /// What it means.
        role: Role,
    },
    /// Words.
    Text(Text),
    /// A bracket over or under a run of periods.
    Bracket {
        /// Left end.
        from_px: f64,
        /// Right end.
        to_px: f64,
        /// Height of its long side.
        y_px: f64,
        /// Where the run is.
        side: Side,
    },
    /// The hatched range of a forecast, with outline.
    Hatch {
        /// Corners of a convex area.
        points: Vec<Xy>,
    },
}

/// A line's role, weight and dashes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// What the line means.
    pub role: Role,
    /// Weight in px.
    pub width_px: f64,
    /// Its dashes.
    pub dash: Dash,
}

/// Dashes of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dash {
    /// None.
    Solid,
    /// Edges of a usual range that may still move.
    Trial,
    /// Something not finished.
    Running,
    /// A change in how things are logged.
    Change,
    /// A guide such as the line at a half.
    Guide,
}

/// How complete a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Filled: complete.
    Solid,
    /// Hollow with dashes: the running period.
    Running,
    /// Hollow with a line: the part that is not the point.
    Outlined,
}

/// Kinds of points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dot {
    /// A complete period.
    Complete,
    /// The running period: hollow, dashed.
    Running,
    /// A case still open: hollow.
    Open,
    /// Something changed here: a diamond.
    Signal,
    /// The value of an earlier day, or a pair that met only with help: a grey ring.
    Ring,
    /// The disc that carries an event's number.
    Number,
}

/// Over or under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Over the points.
    Above,
    /// Under them.
    Below,
}

/// Words at a place: `at` is on the baseline.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// Where the anchor is.
    pub at: Xy,
    /// The words.
    pub words: String,
    /// Which end of them is at `at`.
    pub anchor: Anchor,
    /// Regular or bold.
    pub weight: Weight,
    /// Size in px.
    pub size_px: f64,
    /// Colour.
    pub role: Role,
    /// Whether lines behind the words are kept off them.
    pub halo: Halo,
    /// Degrees clockwise about `at`.
    pub turn: i32,
}

/// Which end of a text is placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Its left end.
    Start,
    /// Its middle.
    Middle,
    /// Its right end.
    End,
}

/// The two weights there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// 400.
    Regular,
    /// 600.
    Bold,
}

/// Whether words stand over lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Halo {
    /// They do not.
    None,
    /// They do: a rim of ground keeps them legible.
    Ground,
}

impl Stroke {
    /// A gridline.
    pub const GRID: Self = Self::solid(Role::Hair, 1.0);
    /// The baseline.
    pub const AXIS: Self = Self::solid(Role::Ink2, 1.0);
    /// The edge of a band.
    pub const EDGE: Self = Self::solid(Role::Edge, 1.0);
    /// The mean.
    pub const MEAN: Self = Self::solid(Role::Ink2, 1.5);
    /// A change in how things are logged.
    pub const CHANGE: Self = Self { role: Role::Ink, width_px: 1.5, dash: Dash::Change };

    /// A line without dashes.
    pub const fn solid(role: Role, width_px: f64) -> Self {
        Self { role, width_px, dash: Dash::Solid }
    }
}

impl Mark {
    /// A straight line; level and upright lines of odd weight are set on half px so that they are crisp.
    pub fn rule((x1, y1): Xy, (x2, y2): Xy, stroke: Stroke) -> Self {
        let crisp = |v: f64| v.floor() + 0.5;
        let (x1, x2) = if (x1 - x2).abs() < f64::EPSILON { (crisp(x1), crisp(x2)) } else { (x1, x2) };
        let (y1, y2) = if (y1 - y2).abs() < f64::EPSILON { (crisp(y1), crisp(y2)) } else { (y1, y2) };
        Self::Line { points: vec![(x1, y1), (x2, y2)], stroke }
    }

    /// A rectangle of ground that keeps lines off the words above it.
    pub fn mask(at: Xy, width_px: f64, height_px: f64) -> Self {
        Self::Column { at, width_px, height_px, look: Look::Solid, role: Role::Ground }
    }

    /// A square of 9 px that says which words belong to which part.
    pub fn swatch((x, baseline): Xy, role: Role) -> Self {
        Self::Column { at: (x, baseline - 9.0), width_px: 9.0, height_px: 9.0, look: Look::Solid, role }
    }
}

impl Text {
    /// Secondary words of 13 px, placed by their left end.
    pub fn new(at: Xy, words: impl Into<String>) -> Self {
        Self {
            at,
            words: words.into(),
            anchor: Anchor::Start,
            weight: Weight::Regular,
            size_px: 13.0,
            role: Role::Ink2,
            halo: Halo::None,
            turn: 0,
        }
    }

    /// The same, placed by its right end.
    #[must_use]
    pub fn end(self) -> Self {
        Self { anchor: Anchor::End, ..self }
    }

    /// The same, placed by its middle.
    #[must_use]
    pub fn middle(self) -> Self {
        Self { anchor: Anchor::Middle, ..self }
    }

    /// The same in ink and semi-bold.
    #[must_use]
    pub fn bold(self) -> Self {
        Self { weight: Weight::Bold, role: Role::Ink, ..self }
    }

    /// The same in another colour.
    #[must_use]
    pub fn role(self, role: Role) -> Self {
        Self { role, ..self }
    }

    /// The same with a rim that keeps lines off it.
    #[must_use]
    pub fn halo(self) -> Self {
        Self { halo: Halo::Ground, ..self }
    }

    /// The same in another size.
    #[must_use]
    pub fn size(self, size_px: f64) -> Self {
        Self { size_px, ..self }
    }

    /// Left end and width, as estimated.
    pub fn extent(&self) -> (f64, f64) {
        let width = super::text::width_px(&self.words, self.size_px, self.weight);
        let start = match self.anchor {
            Anchor::Start => self.at.0,
            Anchor::Middle => self.at.0 - width / 2.0,
            Anchor::End => self.at.0 - width,
        };
        (start, width)
    }
}

impl From<Text> for Mark {
    fn from(text: Text) -> Self {
        Self::Text(text)
    }
}
