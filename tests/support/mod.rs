//! What several tests need.

use std::io::Write;
use std::path::{Path, PathBuf};

/// A folder or file of the exports and expected numbers that may lie beside the checkout, in `../shared` or where `UPTAKE_SHARED` says.
///
/// Where they are not, the test that asks can't run. It returns, and this says so past the test runner, which keeps what tests print:
///
/// ```ignore
/// let Some(folder) = support::shared("oracle/small") else { return };
/// ```
pub fn shared(part: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let path = std::env::var_os("UPTAKE_SHARED").map_or_else(beside, PathBuf::from).join(part);
    if path.exists() {
        return Some(path);
    }
    let test = std::thread::current().name().unwrap_or("a test").to_owned();
    let line =
        format!("SKIPPED {test}: {} is not there; set UPTAKE_SHARED to the folder that has {part}\n", path.display());
    drop(std::io::stderr().write_all(line.as_bytes()));
    None
}
