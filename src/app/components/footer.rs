//! The line at the foot of every view: how far the data goes, and what it may be used for.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::address::ViewName;
use crate::app::content::Content;
use crate::app::session::Session;
use crate::measure::Measure;
use crate::story::{completeness, purpose};

/// The foot of a view.
#[component]
pub fn Footer(
    /// What is shown.
    content: Arc<Content>,
) -> impl IntoView {
    let session = Session::current();
    let view = content.view();
    let line = content
        .reading(Measure::HowComplete)
        .map(|complete| completeness(&view, complete, content.reading(Measure::DirectConversations)));
    let sources = move || session.href(|address| address.view = ViewName::Sources);
    view! {
        <footer class="complete">
            {line.map(|line| view! {
                <p><b>{line.through}</b> " " {line.rows} " " <a href=sources>"See them"</a> ". " {line.unknown}</p>
            })}
            <p>{purpose(&view)}</p>
        </footer>
    }
}
