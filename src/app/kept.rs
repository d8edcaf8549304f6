//! What views behind the front page keep while the reader goes from one to another.

use std::sync::Arc;

use super::beside::Beside;
use crate::story::presentation::Plan;

/// What is kept; copies of it share it.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    /// The story as somebody planned it; `None` for the one that the data tells by itself.
    pub plan: Option<Arc<Plan>>,
    /// An earlier export that this one is compared with.
    pub beside: Option<Arc<Beside>>,
}

impl Kept {
    /// The story that is told.
    pub fn plan(&self) -> Arc<Plan> {
        self.plan.clone().unwrap_or_default()
    }
}
