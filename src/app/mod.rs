//! The page: the only place that knows the browser.

/// Mounts the page.
pub fn start() {}
