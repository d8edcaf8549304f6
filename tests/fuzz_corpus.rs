//! Inputs that a fuzzer found, each of which takes another way through reading and measuring, end soundly and soon.
#![expect(clippy::unwrap_used, reason = "a test ends where something is not there")]

#[path = "support/fuzzed.rs"]
mod fuzzed;
#[path = "support/sound.rs"]
mod sound;

use std::path::Path;
use std::time::{Duration, Instant};

/// Far more than any of them takes, also where the machine is busy.
const LONGEST: Duration = Duration::from_secs(20);

#[test]
fn what_the_fuzzer_found_is_read_and_measured() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus/export");
    let mut inputs: Vec<_> = std::fs::read_dir(&corpus).unwrap().map(|entry| entry.unwrap().path()).collect();
    inputs.sort();
    assert!(inputs.len() > 20, "the corpus is in {}", corpus.display());
    for input in inputs {
        // Printed when the test fails, so that it is clear which input it was.
        println!("{}", input.display());
        let began = Instant::now();
        fuzzed::read_and_measure(&std::fs::read(&input).unwrap());
        assert!(began.elapsed() < LONGEST, "{} takes {:?}", input.display(), began.elapsed());
    }
}
