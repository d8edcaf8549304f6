//! What people meet: the release page in a real browser.
#![expect(clippy::expect_used, reason = "a test that can't go on ends there, and says why")]

#[path = "../support/hostile.rs"]
mod hostile;
#[path = "../support/mod.rs"]
mod support;
#[path = "../support/zipped.rs"]
mod zipped;

mod axe;
mod driver;
mod fitting;
mod nginx;
mod paper;
mod server;
mod sets;
mod shown;

mod access;
mod address;
mod barriers;
mod beside;
mod broken;
mod embedding;
mod every_view;
mod evidence;
mod exports;
mod harness;
mod keyboard;
mod many;
mod pictures;
mod presenting;
mod speed;
mod start;
mod still;
mod taken;
mod views;
