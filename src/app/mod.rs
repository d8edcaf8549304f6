//! The page: the only place that knows the browser.

use leptos::prelude::*;

/// Mounts the page.
pub fn start() {
    mount_to_body(|| view! { <main id="app"><h1>"Uptake"</h1></main> });
}
