//! What lies over a drawing and answers to pointer and keyboard: one rectangle a point, none of it visible by itself.

use std::fmt::Write;

use super::Figure;
use super::draw::escaped;

/// The parts of a figure that can be pointed at, as SVG text to lay over its drawing.
///
/// Each has its place among the figure's hits in `data-hit`. Only the first is reached by Tab; arrow keys walk on from there.
pub fn overlay(figure: &Figure) -> String {
    let ten = |px: f64| (px * 10.0).round();
    let mut svg = format!(
        r#"<svg class="hits" viewBox="0 0 {} {}" role="group" aria-label="{}">"#,
        ten(figure.width_px),
        ten(figure.height_px),
        escaped(&format!("{}: points", figure.label))
    );
    for (place, hit) in figure.hits.iter().enumerate() {
        // Writing to a string cannot fail.
        let _ = write!(
            svg,
            r#"<rect class="hit" data-hit="{place}" x="{}" y="{}" width="{}" height="{}" tabindex="{}" role="button" aria-label="{}"/>"#,
            ten(hit.at.0),
            ten(hit.at.1),
            ten(hit.width_px),
            ten(hit.height_px),
            if place == 0 { 0 } else { -1 },
            escaped(&hit.text),
        );
        if let Some(((x, y), radius_px)) = hit.ring {
            let _ =
                write!(svg, r#"<circle class="ring" cx="{}" cy="{}" r="{}"/>"#, ten(x), ten(y), ten(radius_px + 4.0));
        }
    }
    svg.push_str("</svg>");
    svg
}
