//! Figures become SVG text. The only file that knows plotters.
//!
//! plotters writes the geometry, at ten times the size because it knows only whole px. It has no words for the rest of a look (a rim
//! around a point, dashes, weights, a colour that is a variable), so each element is written in a colour that is no colour but the
//! number of its [`Pen`], and [`dress`] puts the pen's attributes in its place. Text is never measured and always stands on its
//! baseline, so what is written natively is what is written in a browser. There is no `style` attribute anywhere.

use std::fmt::Write as _;

use plotters::prelude::{DrawingBackend, FontDesc, FontFamily, FontStyle, RGBColor, SVGBackend, ShapeStyle};
use plotters::style::TextStyle;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::Figure;
use super::hatch::hatching;
use super::mark::{Anchor, Dash, Dot, Halo, Look, Mark, Side, Stroke, Text, Weight, Xy};
use super::palette::{Role, Theme};

/// How much finer than a px the drawing is.
const FINE: f64 = 10.0;

/// The faces of `style/tokens.css`, for figures that leave the page.
pub(super) const FACES: &str =
    "-apple-system, BlinkMacSystemFont, Segoe UI, Roboto, Helvetica Neue, Liberation Sans, Arial, sans-serif";

/// The figure as an `<svg>` element that fills the width it is given.
pub fn svg(figure: &Figure, theme: Theme) -> String {
    let mut raw = String::new();
    let mut pens = Vec::new();
    {
        let mut sheet = Sheet {
            backend: SVGBackend::with_string(&mut raw, (fine(figure.width_px) as u32, fine(figure.height_px) as u32)),
            pens: &mut pens,
        };
        for mark in &figure.marks {
            sheet.mark(mark);
        }
    }
    dress(&raw, &pens, figure, theme)
}

/// All of an element's look that is not its geometry.
#[derive(Clone, Debug, Default)]
struct Pen {
    fill: Option<Role>,
    stroke: Option<Stroke>,
    dashes: Option<&'static str>,
    words: Option<Words>,
}

#[derive(Clone, Copy, Debug)]
struct Words {
    size_px: f64,
    weight: Weight,
    halo: Halo,
    turn: i32,
}

struct Sheet<'a> {
    backend: SVGBackend<'a>,
    pens: &'a mut Vec<Pen>,
}

impl Sheet<'_> {
    fn mark(&mut self, mark: &Mark) {
        match mark {
            Mark::Line { points, stroke } => self.line(points, *stroke),
            Mark::Area { points, role } => self.area(points, Pen { fill: Some(*role), ..Pen::default() }),
            Mark::Column { at, width_px, height_px, look, role } => {
                self.column(*at, *width_px, *height_px, *look, *role);
            }
            Mark::Point { at, radius_px, dot, role } => self.point(*at, *radius_px, *dot, *role),
            Mark::Text(text) => self.text(text),
            Mark::Bracket { from_px, to_px, y_px, side } => {
                let foot = y_px + if *side == Side::Above { 6.0 } else { -6.0 };
                let points = [(*from_px, foot), (*from_px, *y_px), (*to_px, *y_px), (*to_px, foot)];
                self.line(&points, Stroke::solid(Role::Ink, 1.0));
            }
            Mark::Hatch { points } => {
                for (from, to) in hatching(points) {
                    self.line(&[from, to], Stroke::solid(Role::Edge, 2.0));
                }
                let outline: Vec<Xy> = points.iter().chain(points.first()).copied().collect();
                self.line(&outline, Stroke::EDGE);
            }
        }
    }

    /// A colour that stands for a pen.
    fn ink(&mut self, pen: Pen) -> RGBColor {
        let number = self.pens.len() as u32;
        self.pens.push(pen);
        let [_, r, g, b] = number.to_be_bytes();
        RGBColor(r, g, b)
    }

    fn line(&mut self, points: &[Xy], stroke: Stroke) {
        let ink = self.ink(Pen { stroke: Some(stroke), dashes: dashes(stroke.dash), ..Pen::default() });
        match points {
            [] | [_] => {}
            [from, to] => written(&self.backend.draw_line(place(*from), place(*to), &ink)),
            _ => written(&self.backend.draw_path(points.iter().map(|&p| place(p)), &ink)),
        }
    }

    fn area(&mut self, points: &[Xy], pen: Pen) {
        let ink = self.ink(pen);
        if points.len() > 2 {
            written(&self.backend.fill_polygon(points.iter().map(|&p| place(p)), &ink));
        }
    }

    fn column(&mut self, (x, y): Xy, width_px: f64, height_px: f64, look: Look, role: Role) {
        if width_px <= 0.0 || height_px <= 0.0 {
            return;
        }
        let outline = |dashes| Pen { stroke: Some(Stroke::solid(role, 1.5)), dashes, ..Pen::default() };
        let pen = match look {
            Look::Solid => Pen { fill: Some(role), ..Pen::default() },
            Look::Running => outline(Some("30 20")),
            Look::Outlined => outline(None),
        };
        let ink = self.ink(pen);
        let style = ShapeStyle { color: ink.into(), filled: true, stroke_width: 0 };
        written(&self.backend.draw_rect(place((x, y)), place((x + width_px, y + height_px)), &style, true));
    }

    fn point(&mut self, (x, y): Xy, radius_px: f64, dot: Dot, role: Role) {
        let rim = |role, width_px| Some(Stroke::solid(role, width_px));
        let hollow = |stroke, dashes| Pen { fill: Some(Role::Ground), stroke, dashes, words: None };
        let pen = match dot {
            Dot::Complete | Dot::Signal => Pen { fill: Some(role), ..hollow(rim(Role::Ground, 1.5), None) },
            Dot::Running => hollow(rim(role, 2.0), Some("26 20")),
            Dot::Open => hollow(rim(role, 1.5), None),
            Dot::Ring => hollow(rim(role, 2.0), None),
            Dot::Number => hollow(rim(Role::Ink, 1.0), None),
        };
        let r = radius_px;
        if dot == Dot::Signal {
            return self.area(&[(x, y - r), (x + r, y), (x, y + r), (x - r, y)], pen);
        }
        let ink = self.ink(pen);
        written(&self.backend.draw_circle(place((x, y)), fine(r) as u32, &ink, true));
    }

    fn text(&mut self, text: &Text) {
        // XML knows no control characters; in a name they would break the whole drawing.
        let words: String = text.words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let words = words.trim();
        if words.is_empty() {
            return;
        }
        let look = Words { size_px: text.size_px, weight: text.weight, halo: text.halo, turn: text.turn };
        let ink = self.ink(Pen { fill: Some(text.role), words: Some(look), ..Pen::default() });
        let anchor = match text.anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let style = TextStyle::from(FontDesc::new(FontFamily::SansSerif, text.size_px, FontStyle::Normal))
            .pos(Pos::new(anchor, VPos::Bottom))
            .color(&ink);
        written(&self.backend.draw_text(words, &style, place(text.at)));
    }
}

/// The string backend has no way to fail: its only errors come from files.
fn written<E>(result: &Result<(), E>) {
    debug_assert!(result.is_ok(), "writing into a string can't fail");
}

fn fine(px: f64) -> i32 {
    (px * FINE).round() as i32
}

fn place((x, y): Xy) -> (i32, i32) {
    (fine(x), fine(y))
}

fn dashes(dash: Dash) -> Option<&'static str> {
    match dash {
        Dash::Solid => None,
        Dash::Trial => Some("20 30"),
        Dash::Running => Some("40 40"),
        Dash::Change => Some("50 30"),
        Dash::Guide => Some("30 30"),
    }
}

/// Puts each element's pen in the place of the colour that stands for it, and the figure's own root around all.
fn dress(raw: &str, pens: &[Pen], figure: &Figure, theme: Theme) -> String {
    let mut out = String::with_capacity(raw.len());
    let (width, height) = (fine(figure.width_px), fine(figure.height_px));
    let _ = write!(
        out,
        r#"<svg xmlns="http://www.w3.org/2000/svg" class="figure" viewBox="0 0 {width} {height}" direction="ltr" role="img" aria-label="{}" width="{}" height="{}""#,
        escaped(&figure.label),
        figure.width_px as i64,
        figure.height_px.round() as i64
    );
    if theme != Theme::Page {
        let _ = write!(out, r#" font-family="{FACES}""#);
    }
    out.push_str(">\n");
    if theme != Theme::Page {
        let _ = writeln!(out, r#"<rect width="{width}" height="{height}" fill="{}"/>"#, Role::Ground.paint(theme));
    }
    for line in raw.lines() {
        match line.strip_prefix('<') {
            // Words stand on lines of their own, escaped, so they never begin like an element.
            None => out.push_str(line),
            Some("/text>") => out.push_str("</text>\n"),
            Some(element) if element.starts_with("svg") || element.starts_with("/svg") => {}
            Some(element) => dress_element(&mut out, element, pens, theme),
        }
    }
    out.push_str("</svg>\n");
    out
}

/// `element` is `name key="value" … >` or `… />`; values hold no quotes, because they are escaped.
fn dress_element(out: &mut String, element: &str, pens: &[Pen], theme: Theme) {
    let (name, rest) = element.split_once(' ').unwrap_or((element, ""));
    let attributes = || {
        rest.split("\" ")
            .filter_map(|part| part.split_once("=\""))
            .map(|(key, value)| (key, value.trim_end_matches(['"', '/', '>'])))
    };
    let number = |colour: &str| usize::from_str_radix(colour.strip_prefix('#')?, 16).ok();
    let pen = attributes()
        .filter(|(key, _)| matches!(*key, "fill" | "stroke"))
        .find_map(|(_, colour)| pens.get(number(colour)?));
    let _ = write!(out, "<{name}");
    let (mut x, mut y) = ("0", "0");
    for (key, value) in attributes() {
        match key {
            "x" => x = value,
            "y" => y = value,
            _ => {}
        }
        let geometry = matches!(
            key,
            "x" | "y" | "x1" | "y1" | "x2" | "y2" | "cx" | "cy" | "r" | "width" | "height" | "points" | "text-anchor"
        );
        if geometry && value != "start" {
            let _ = write!(out, r#" {key}="{}""#, value.trim_end());
        }
    }
    if let Some(pen) = pen {
        dress_with(out, pen, theme);
        if let Some(Words { turn, .. }) = pen.words.filter(|words| words.turn != 0) {
            let _ = write!(out, r#" transform="rotate({turn} {x} {y})""#);
        }
    }
    out.push_str(if name == "text" { ">" } else { "/>\n" });
}

fn dress_with(out: &mut String, pen: &Pen, theme: Theme) {
    let fill = pen.fill.map_or("none", |role| role.paint(theme));
    let _ = write!(out, r#" fill="{fill}""#);
    if let Some(stroke) = pen.stroke {
        let _ = write!(out, r#" stroke="{}" stroke-width="{}""#, stroke.role.paint(theme), fine(stroke.width_px));
        if stroke.width_px >= 2.0 && pen.fill.is_none() {
            out.push_str(r#" stroke-linejoin="round""#);
        }
    }
    if let Some(dashes) = pen.dashes {
        let _ = write!(out, r#" stroke-dasharray="{dashes}""#);
    }
    if let Some(words) = pen.words {
        let _ = write!(out, r#" font-size="{}""#, fine(words.size_px));
        if words.weight == Weight::Bold {
            out.push_str(r#" font-weight="600""#);
        }
        if words.halo == Halo::Ground {
            let ground = Role::Ground.paint(theme);
            let _ = write!(
                out,
                r#" class="halo" paint-order="stroke" stroke="{ground}" stroke-width="40" stroke-linejoin="round""#
            );
        }
    }
}

pub(super) fn escaped(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
