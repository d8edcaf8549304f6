//! The page while an export is read.

use maud::{Markup, html};

/// Places for how far reading has come, and a way to stop it.
pub fn reading() -> Markup {
    html! {
        h1 {}
        progress max="100" aria-label="Read of this table" {}
        p.so-far {}
        p.btns { button.btn type="button" { "Cancel" } }
    }
}
