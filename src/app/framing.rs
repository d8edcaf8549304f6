//! A view as a part of another page: what is pasted there, and whether the server lets it. Knows no browser.

use maud::html;

use super::address::{Address, Chrome, ThemeName};
use crate::measure::Measure;
use crate::story;

/// What is put into another page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The view of the address.
    View,
    /// One number.
    Tile(Measure),
}

impl Subject {
    /// The subject of a button: the slug of a measure, or nothing for the view.
    pub fn parse(slug: &str) -> Option<Self> {
        if slug.is_empty() { Some(Self::View) } else { Measure::from_slug(slug).map(Self::Tile) }
    }

    /// What people call it.
    pub fn title(self, address: &Address) -> String {
        match self {
            Self::View => format!("Uptake: {}", address.view.title()),
            Self::Tile(measure) => format!("Uptake: {}", story::name(measure)),
        }
    }

    /// The keys that lead to it.
    fn pairs(self, address: &Address) -> Vec<(&'static str, String)> {
        let pairs = address.pairs();
        match self {
            Self::View => pairs,
            Self::Tile(measure) => {
                let subject = [("view", "tile".to_owned()), ("id", measure.slug().to_owned())];
                subject.into_iter().chain(pairs.into_iter().filter(|(key, _)| *key != "view")).collect()
            }
        }
    }

    /// Its address below that of the page.
    fn address(self, page: &str, address: &Address) -> String {
        let mut fragment = form_urlencoded::Serializer::new(String::new());
        fragment.extend_pairs(self.pairs(address));
        format!("{page}#{}", fragment.finish().replace("%2F", "/"))
    }
}

/// What a view is to look like in another page: the state of this one, in a frame, in colours that don't follow anything by themselves.
pub fn first_wish(address: &Address) -> Address {
    let theme = if address.theme == ThemeName::Auto { ThemeName::Light } else { address.theme };
    Address { theme, chrome: Chrome { embed: true, ..Chrome::default() }, ..address.clone() }
}

/// The frame that any page can hold, with a link for readers who have no frames.
pub fn frame_snippet(page: &str, subject: Subject, wish: &Address) -> String {
    let title = subject.title(wish);
    let scheme = if wish.theme == ThemeName::Auto { "light dark" } else { wish.theme.key() };
    let style = format!("width: 100%; max-width: 100%; border: 0; color-scheme: {scheme}");
    let height = if subject == Subject::View { "600" } else { "320" };
    let frame = html! {
        iframe src=(subject.address(page, wish)) title=(title) loading="lazy" allow="fullscreen; clipboard-write" referrerpolicy="no-referrer" height=(height) style=(style) {}
    };
    format!("{}\n{}", frame.into_string(), link(page, subject, wish))
}

/// The element of `embed.js`, which grows with what it shows.
pub fn element_snippet(page: &str, subject: Subject, wish: &Address) -> String {
    let mut attributes: Vec<(String, String)> = Vec::new();
    for (key, value) in subject.pairs(wish) {
        let name = if key == "id" { "measure".to_owned() } else { key.replace('_', "-") };
        match attributes.iter_mut().find(|(other, _)| *other == name) {
            Some((_, values)) => *values = format!("{values};{value}"),
            // An element is always a part of another page.
            None if name == "embed" => {}
            None => attributes.push((name, value)),
        }
    }
    let mut element = String::from("<uptake-view");
    for (name, value) in attributes {
        element += &[" ", &name, "=\"", &html! { (value) }.into_string(), "\""].concat();
    }
    let script = html! { script type="module" src={ (folder(page)) "embed.js" } {} }.into_string();
    format!("{script}\n{element}>{}</uptake-view>", link(page, subject, wish))
}

/// The address alone.
pub fn address_snippet(page: &str, subject: Subject, wish: &Address) -> String {
    subject.address(page, wish)
}

fn link(page: &str, subject: Subject, wish: &Address) -> String {
    let whole = format!("{page}{}", wish.with_view(wish.view));
    html! { a href=(whole) { (subject.title(wish)) } }.into_string()
}

/// The folder that a page is in.
fn folder(page: &str) -> &str {
    page.rfind('/').map_or(page, |end| &page[..=end])
}

/// Whom the server lets put the page into a frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Framing {
    /// No header speaks of frames.
    Anyone,
    /// No page, by this header.
    Nobody(String),
    /// Only these pages, by this header.
    Only(String),
}

impl Framing {
    /// What the headers `Content-Security-Policy` and `X-Frame-Options` of an answer say; the second counts only where the first says
    /// nothing of frames.
    pub fn of_headers(policy: Option<&str>, frame_options: Option<&str>) -> Self {
        // One header can hold several policies, all of which have to allow it.
        let directives = policy.unwrap_or_default().split([',', ';']).map(str::trim);
        let said: Vec<&str> = directives
            .filter(|directive| {
                directive.split_whitespace().next().is_some_and(|name| name.eq_ignore_ascii_case("frame-ancestors"))
            })
            .collect();
        if said.is_empty() {
            return match frame_options.unwrap_or_default().trim().to_ascii_lowercase().as_str() {
                "deny" => Self::Nobody("X-Frame-Options: DENY".to_owned()),
                "sameorigin" => Self::Only("X-Frame-Options: SAMEORIGIN".to_owned()),
                _ => Self::Anyone,
            };
        }
        let allows = |directive: &str| directive.split_whitespace().skip(1).map(str::to_owned).collect::<Vec<_>>();
        if let Some(none) =
            said.iter().find(|said| allows(said).iter().all(|source| source.eq_ignore_ascii_case("'none'")))
        {
            return Self::Nobody((*none).to_owned());
        }
        let narrow: Vec<&str> =
            said.iter().copied().filter(|said| !allows(said).iter().any(|source| source == "*")).collect();
        if narrow.is_empty() { Self::Anyone } else { Self::Only(narrow.join("; ")) }
    }

    /// The same for people, and whether a frame can work at all.
    pub fn words(&self) -> (bool, String) {
        match self {
            Self::Anyone => (true, "Asked just now, this server lets any page show this one in a frame.".to_owned()),
            Self::Only(said) => (
                true,
                format!(
                    "Asked just now, this server lets only some pages show this one in a frame ({said}). On any other the frame stays empty."
                ),
            ),
            Self::Nobody(said) => (
                false,
                format!(
                    "A frame will stay empty: this server lets no page show this one in a frame ({said}). Ask whoever looks after the server to allow yours."
                ),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "https://uptake.example/data/index.html";

    fn wish(fragment: &str) -> Address {
        first_wish(&Address::parse("", fragment).0)
    }

    #[test]
    fn what_is_pasted_leads_to_the_view_and_is_well_formed_markup() {
        let wish = wish("view=talking&area=Risk, \"Fraud\"&area=B&as_of=2026-06-30&theme=dark");
        assert_eq!(
            frame_snippet(PAGE, Subject::View, &wish),
            "<iframe src=\"https://uptake.example/data/index.html#view=talking&amp;area=Risk%2C+%22Fraud%22&amp;area=B&amp;as_of=2026-06-30&amp;theme=dark&amp;embed=true\" \
             title=\"Uptake: Talking\" loading=\"lazy\" allow=\"fullscreen; clipboard-write\" referrerpolicy=\"no-referrer\" height=\"600\" \
             style=\"width: 100%; max-width: 100%; border: 0; color-scheme: dark\"></iframe>\n\
             <a href=\"https://uptake.example/data/index.html#view=talking&amp;area=Risk%2C+%22Fraud%22&amp;area=B&amp;as_of=2026-06-30&amp;theme=dark\">Uptake: Talking</a>"
        );
        assert_eq!(
            element_snippet(PAGE, Subject::View, &wish),
            "<script type=\"module\" src=\"https://uptake.example/data/embed.js\"></script>\n\
             <uptake-view view=\"talking\" area=\"Risk, &quot;Fraud&quot;;B\" as-of=\"2026-06-30\" theme=\"dark\">\
             <a href=\"https://uptake.example/data/index.html#view=talking&amp;area=Risk%2C+%22Fraud%22&amp;area=B&amp;as_of=2026-06-30&amp;theme=dark\">Uptake: Talking</a></uptake-view>"
        );
    }

    #[test]
    fn a_number_is_pasted_as_a_tile() {
        let wish = wish("view=talking&data=exports/may");
        let tile = Subject::parse("led-to-action").unwrap_or(Subject::View);
        assert_eq!(
            address_snippet(PAGE, tile, &wish),
            "https://uptake.example/data/index.html#view=tile&id=led-to-action&data=exports/may/&embed=true"
        );
        assert!(
            element_snippet("http://localhost:8080/", tile, &wish)
                .contains("\n<uptake-view view=\"tile\" measure=\"led-to-action\" data=\"exports/may/\">")
        );
        assert_eq!(Subject::parse("nothing"), None);
    }

    #[test]
    fn whom_a_server_lets_is_read_from_its_headers() {
        let nobody = |said: &str| Framing::Nobody(said.to_owned());
        let only = |said: &str| Framing::Only(said.to_owned());
        for (policy, options, expected) in [
            (None, None, Framing::Anyone),
            (Some("default-src 'none'; script-src 'self'"), None, Framing::Anyone),
            (Some("default-src 'self'; frame-ancestors 'none'"), None, nobody("frame-ancestors 'none'")),
            (Some("frame-ancestors"), None, nobody("frame-ancestors")),
            (Some("FRAME-ANCESTORS https://portal.example"), None, only("FRAME-ANCESTORS https://portal.example")),
            (Some("frame-ancestors *, frame-ancestors 'self'"), None, only("frame-ancestors 'self'")),
            (Some("frame-ancestors 'self', frame-ancestors 'none'"), None, nobody("frame-ancestors 'none'")),
            (Some("frame-ancestors *"), Some("DENY"), Framing::Anyone),
            (None, Some("deny"), nobody("X-Frame-Options: DENY")),
            (Some("default-src 'self'"), Some("SAMEORIGIN"), only("X-Frame-Options: SAMEORIGIN")),
        ] {
            assert_eq!(Framing::of_headers(policy, options), expected, "{policy:?} {options:?}");
        }
    }
}
