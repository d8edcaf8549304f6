//! The story as it is told of some content: its steps, and the same as files to keep. Knows no browser.

use super::content::Content;
use super::drawings::{Drawing, detail};
use crate::figure::{SLIDE_FIGURE_PX, slide};
use crate::story::presentation::{Exhibit, Plan, Step, written};

/// What the text is called among the files of a story.
pub const TEXT: &str = "story.txt";

impl Content {
    /// The steps that are told, as planned.
    pub fn told(&self, plan: &Plan) -> Vec<Step> {
        let view = self.view();
        plan.told(&self.material(&view))
    }

    /// The steps as text, with what was counted.
    pub fn told_text(&self, steps: &[Step]) -> String {
        let view = self.view();
        written(steps, &self.material(&view), &self.address.areas)
    }

    /// A step as a picture (SVG), and what its file is called without an ending; `None` where there is no such step.
    pub fn told_picture(&self, steps: &[Step], place: usize) -> Option<(String, String)> {
        let step = steps.get(place)?;
        let figure = match step.exhibit {
            Exhibit::Figure(measure) => detail::figure(Drawing::Of(measure), self, SLIDE_FIGURE_PX),
            _ => None,
        };
        let name = format!("step-{}-{}", place + 1, step.name.key());
        Some((name, slide(step, figure.as_ref(), &step.place(place, steps.len()), &self.source_line())))
    }

    /// What the files of the story are called together, without an ending.
    pub fn told_name(&self) -> String {
        self.as_of.map_or_else(|| "story".to_owned(), |day| format!("story-{day}"))
    }
}
