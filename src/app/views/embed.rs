//! A view made ready for another page.

use maud::{Markup, PreEscaped, html};

use super::parts::tile;
use super::{Around, view};
use crate::app::address::{Background, Part, ThemeName};
use crate::app::content::Content;
use crate::app::framing::{Framing, Subject, address_snippet, element_snippet, frame_snippet};

/// What is known of where the page is served.
#[derive(Clone, Debug, Default)]
pub struct Place {
    /// The address of the page, without query and fragment.
    pub page: String,
    /// Whom the server lets; `None` until it has answered, or if it does not.
    pub framing: Option<Framing>,
}

/// The choices, what they look like, and what is pasted. A choice is named after the key of the address that it is.
pub fn embed(content: &Content, subject: Subject, place: &Place) -> Markup {
    let wish = &content.address;
    let chrome = &wish.chrome;
    let is_explicit = wish.theme != ThemeName::Auto;
    html! {
        header {
            h2 { "Embed this" }
            button.btn type="button" data-close { "Close" }
            p { (subject.title(wish)) }
        }
        div.rows-scroll.embed {
            (verdict(place.framing.as_ref()))
            form.filters aria-label="What the frame shows" {
                label { "Colours " select name="theme" id="embed-theme" {
                    @for theme in ThemeName::ALL { option value=(theme.key()) selected[wish.theme == theme] { (theme.title()) } }
                } }
                (choice("titled", "true", "Headline", chrome.titled, false))
                (choice("bordered", "true", "Border", chrome.bordered, false))
                (choice("background", "transparent", "See-through", chrome.background == Background::Transparent, !is_explicit))
                @if subject == Subject::View { (choice("hide", "filters", "Without controls", chrome.hides(Part::Filters), false)) }
                (choice("hide", "links", "Without links", chrome.hides(Part::Links), false))
                (choice("hide", "events", "Without events", chrome.hides(Part::Events), false))
            }
            h3 { "Preview" }
            div.preview tabindex="0" role="region" aria-label="Preview" { (preview(content, subject)) }
            (snippet("frame", "Frame", "Works on any page that allows frames, also without scripts. It has its own scroll bar.", &frame_snippet(&place.page, subject, wish)))
            (snippet("element", "Element", "Grows with what it shows. The page needs to allow a script from here; that it may also change what is shown, name it in config.json.", &element_snippet(&place.page, subject, wish)))
            (snippet("address", "Address", "For wikis and portals that show a page by its address.", &address_snippet(&place.page, subject, wish)))
            p.fig-sub { "Leaving something out hides it and protects nothing: whoever can open this page can read all of its export." }
        }
    }
}

/// Whether a frame can work at all.
fn verdict(framing: Option<&Framing>) -> Markup {
    let (can_work, words) = framing.map_or_else(
        || {
            (
                true,
                "Whether this server lets other pages show this one in a frame is not known: it did not say."
                    .to_owned(),
            )
        },
        Framing::words,
    );
    html! { p.framing.notice[!can_work] role="status" { @if can_work { (words) } @else { b { "Not from here." } " " (words) } } }
}

fn choice(key: &str, value: &str, words: &str, is_chosen: bool, is_off: bool) -> Markup {
    html! { label { input type="checkbox" name=(key) value=(value) id={ "embed-" (key) "-" (value) } checked[is_chosen] disabled[is_off]; (words) } }
}

fn snippet(key: &str, title: &str, about: &str, text: &str) -> Markup {
    let id = format!("snippet-{key}");
    html! {
        h3.fig-part { label for=(id) { (title) } button.link type="button" data-copy=(id) id={ "copy-" (key) } { "Copy" } }
        p.fig-sub { (about) }
        textarea id=(id) readonly rows="4" spellcheck="false" { (text) }
    }
}

/// The subject as it will look. It can be seen and not worked with.
fn preview(content: &Content, subject: Subject) -> Markup {
    let address = &content.address;
    let theme = (address.theme != ThemeName::Auto).then(|| address.theme.key());
    let around = Around { rejected: &[], today: None, has_previous: false };
    let markup = match subject {
        Subject::View => view(content, around),
        Subject::Tile(measure) => tile(content, measure),
    };
    // The same parts stand on the page behind it, and a name may be given once.
    let markup = markup
        .into_string()
        .replace(" id=\"", " id=\"preview-")
        .replace("aria-controls=\"", "aria-controls=\"preview-");
    let [embed, titled, bordered, background, hide] = address.chrome.attributes().map(|(_, value)| value);
    html! {
        div.ground inert data-theme=[theme] data-embed=[embed] data-titled=[titled] data-bordered=[bordered] data-background=[background] data-hide=[hide] {
            div.framed { (PreEscaped(markup)) }
        }
    }
}
