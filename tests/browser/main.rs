//! What people meet: the release page in a real browser.
#![expect(clippy::expect_used, reason = "a test that can't go on ends there, and says why")]

#[path = "../support/mod.rs"]
#[expect(unused)]
mod support;

mod axe;
mod driver;
mod server;

mod harness;
mod pictures;
mod start;
