//! The line at the top of the page.

use maud::{Markup, html};

use crate::app::address::ViewName;

/// The name of the page, a place for that of the organisation, the views in their order, and a way to open files.
pub fn header(files_id: &str, folder_id: &str) -> Markup {
    html! {
        div.page {
            p.brand { "Uptake " span {} }
            nav aria-label="Views" { ul { @for view in ViewName::NAVIGATION { li { a { (view.title()) } } } } }
            div.tools {
                button.link type="button" data-files { "Open files" }
                button.link type="button" data-folder { "Open a folder" }
                button.link type="button" data-embeds { "Embed this" }
                input type="file" id=(files_id) multiple hidden aria-label="Files of an export" accept=".csv,.gz,.zip,.json";
                input type="file" id=(folder_id) webkitdirectory hidden aria-label="Folder of an export";
            }
        }
    }
}
