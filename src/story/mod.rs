//! Readings become words: which sentences may be said, and how numbers and dates are written for people.

pub mod say;
