//! Bytes become an export, and its readings.
#![no_main]

#[path = "../../tests/support/fuzzed.rs"]
mod fuzzed;
#[path = "../../tests/support/sound.rs"]
mod sound;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzzed::read_and_measure(bytes));
