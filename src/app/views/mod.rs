//! The views: each places what story and figure made of the readings.

mod headline;
mod progress;
mod sources;
mod talking;

pub use progress::Progress;
pub use sources::Sources;
pub use talking::Talking;
