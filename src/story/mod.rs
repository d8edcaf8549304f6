//! Readings become words: when a sentence may be said, and how numbers and dates are written for people.

mod json;
pub mod say;
pub mod text;

pub use json::ReadingsJson;
