//! The page in a browser, the command line elsewhere.

#[cfg(target_arch = "wasm32")]
fn main() {
    uptake::app::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    uptake::cli::run()
}
