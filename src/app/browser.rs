//! The few things the page asks of the browser itself.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Element, EventTarget, Window};

use crate::org::Day;

/// Longest stretch of work, in milliseconds, before others get their turn.
const SLICE_MS: f64 = 12.0;

/// The window; `None` only where there is no page.
pub fn window() -> Option<Window> {
    web_sys::window()
}

/// The document of the page.
pub fn document() -> Option<Document> {
    window()?.document()
}

// Bound by their names, since reading asks for these again and again: through the window each would cost several calls.
#[wasm_bindgen]
extern "C" {
    /// Milliseconds since the navigation began.
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    pub fn now_ms() -> f64;

    #[wasm_bindgen(js_namespace = performance, catch)]
    fn measure(name: &str, moments: &Object) -> Result<(), JsValue>;

    /// Comes when others had their turn; an error where the browser has no such thing.
    #[wasm_bindgen(js_namespace = scheduler, js_name = "yield", catch)]
    fn turn_of_others() -> Result<Promise, JsValue>;
}

/// Records a User Timing measure from one moment to another.
pub fn record(name: &str, start_ms: f64, end_ms: f64) {
    let moments = Object::new();
    // A plain object takes every key, and a browser without measures shows the same page; nothing depends on them.
    for (key, moment) in [("start", start_ms), ("end", end_ms)] {
        let _ = Reflect::set(&moments, &key.into(), &moment.into());
    }
    let _ = measure(name, &moments);
}

/// The local calendar day.
pub fn today() -> Option<Day> {
    let now = js_sys::Date::new_0();
    Day::parse(format!("{:04}-{:02}-{:02}", now.get_full_year(), now.get_month() + 1, now.get_date()).as_bytes())
}

/// The query string and the fragment of the address.
pub fn address() -> (String, String) {
    let location = window().map(|window| window.location());
    let part = |part: Option<Result<String, JsValue>>| part.and_then(Result::ok).unwrap_or_default();
    (part(location.as_ref().map(web_sys::Location::search)), part(location.as_ref().map(web_sys::Location::hash)))
}

/// The address of the page, without query and fragment.
pub fn page() -> String {
    let location = window().map(|window| window.location());
    let part = |part: Option<Result<String, JsValue>>| part.and_then(Result::ok).unwrap_or_default();
    part(location.as_ref().map(web_sys::Location::origin)) + &part(location.as_ref().map(web_sys::Location::pathname))
}

/// Goes to another fragment, as a step that the reader can go back from.
pub fn go_to(fragment: &str) {
    if let Some(window) = window() {
        // Browsers refuse this only after hundreds of calls in a second.
        let _ = window.location().set_hash(fragment);
    }
}

/// The elements within one that a selector of ours finds.
pub fn elements(within: &Element, selector: &str) -> Vec<Element> {
    let Ok(nodes) = within.query_selector_all(selector) else { return Vec::new() };
    (0..nodes.length()).filter_map(|place| nodes.item(place)?.dyn_into().ok()).collect()
}

/// The element that an event met, or the nearest one around it, that a selector finds.
pub fn closest(target: Option<EventTarget>, selector: &str) -> Option<Element> {
    target?.dyn_into::<Element>().ok()?.closest(selector).ok().flatten()
}

/// What an attribute says of an element, or of the nearest one around it that has it.
pub fn value_around(element: &Element, attribute: &str) -> Option<String> {
    element.closest(&format!("[{attribute}]")).ok().flatten()?.get_attribute(attribute)
}

/// Moves the focus to the element of this id.
pub fn focus(id: &str) {
    if let Some(element) = document().and_then(|document| document.get_element_by_id(id)) {
        focus_element(&element);
    }
}

/// Writes the state into the address without a step to go back from; `query` replaces the query string where there is one.
pub fn replace_address(query: Option<&str>, fragment: &str) {
    let Some(window) = window() else { return };
    let kept = window.location().search().unwrap_or_default();
    let query = query.map_or(kept, |query| if query.is_empty() { String::new() } else { format!("?{query}") });
    let path = window.location().pathname().unwrap_or_default();
    if let Ok(history) = window.history() {
        // A sandboxed frame may not change its address; then it keeps the one it has.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&format!("{path}{query}#{fragment}")));
    }
}

/// The id of the element that has the focus; `None` where it has none, or nothing has it.
pub fn focused_id() -> Option<String> {
    document()?.active_element().map(|element| element.id()).filter(|id| !id.is_empty())
}

/// The size of the page's text in px, in which its parts are measured.
pub fn root_font_px() -> usize {
    document().and_then(|document| document.document_element()).map_or(16, |root| font_px(&root))
}

/// The size of the text of an element in whole px.
pub fn font_px(element: &Element) -> usize {
    let style = window().and_then(|window| window.get_computed_style(element).ok().flatten());
    let size = style.and_then(|style| style.get_property_value("font-size").ok());
    size.and_then(|size| size.trim_end_matches("px").split('.').next()?.parse().ok()).unwrap_or(16)
}

/// Clicks an element of the page, such as an input that is not seen.
pub fn click(id: &str) {
    let element = document().and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        element.click();
    }
}

/// Moves the focus to an element, of HTML or of a drawing.
pub fn focus_element(element: &Element) {
    let focus = Reflect::get(element, &"focus".into()).ok().and_then(|focus| focus.dyn_into::<Function>().ok());
    if let Some(focus) = focus {
        // An element that cannot have the focus leaves it where it is.
        let _ = focus.call0(element);
    }
}

/// Sets the theme on the root of the page; `None` follows the system.
pub fn set_theme(theme: Option<&str>) {
    let Some(root) = document().and_then(|document| document.document_element()) else { return };
    // The name is a constant of ours, which is a valid attribute.
    let _ = match theme {
        Some(theme) => root.set_attribute("data-theme", theme),
        None => root.remove_attribute("data-theme"),
    };
}

/// Sets attributes on the root of the page, or takes them off.
pub fn set_on_root(attributes: &[(&'static str, Option<String>)]) {
    let Some(root) = document().and_then(|document| document.document_element()) else { return };
    for (name, value) in attributes {
        // Attributes with these names are always valid.
        let _ = match value {
            Some(value) => root.set_attribute(name, value),
            None => root.remove_attribute(name),
        };
    }
}

/// Loads the styles that the front page does without; settled when they are there, or cannot be had.
pub fn enable_styles() -> JsFuture {
    let all = js_sys::Array::new();
    let root = document().and_then(|document| document.document_element());
    for link in root.iter().flat_map(|root| elements(root, "link[disabled]")) {
        all.push(&Promise::new(&mut |resolve, _| {
            for event in ["load", "error"] {
                // Listening for events of these names is never refused.
                let _ = link.add_event_listener_with_callback(event, &resolve);
            }
        }));
        // An attribute of this name can always be taken off.
        let _ = link.remove_attribute("disabled");
    }
    JsFuture::from(Promise::all(&all))
}

/// Whether the page is in a frame of another one.
pub fn is_framed() -> bool {
    window().is_some_and(|window| window.parent().ok().flatten().is_some_and(|parent| parent != window))
}

/// The origin of the page around this one, where the browser says it.
pub fn ancestor_origin(window: &Window) -> Option<String> {
    let origins = Reflect::get(&window.location(), &"ancestorOrigins".into()).ok()?;
    Reflect::get_u32(&origins, 0).ok()?.as_string()
}

/// Lets the browser do what waits: input, drawing, the next bytes.
pub async fn let_others_run() {
    let turn = turn_of_others().unwrap_or_else(|_| {
        Promise::new(&mut |resolve, _| {
            let timer = window().map(|window| window.set_timeout_with_callback(&resolve));
            // Without a timer the promise would never come; then work goes on at once.
            if !matches!(timer, Some(Ok(_))) {
                let _ = resolve.call0(&JsValue::UNDEFINED);
            }
        })
    });
    let _ = JsFuture::from(turn).await;
}

/// Waits until what was changed is on the screen.
pub async fn painted() {
    let Some(window) = window() else { return };
    let frame = Promise::new(&mut |resolve, _| {
        if window.request_animation_frame(&resolve).is_err() {
            let _ = resolve.call0(&JsValue::UNDEFINED);
        }
    });
    let _ = JsFuture::from(frame).await;
    let_others_run().await; // a frame is painted after what it calls
}

/// Measures out work, so that nobody waits for it longer than a blink.
pub struct Slices {
    began_ms: f64,
}

impl Slices {
    /// Work begins now.
    pub fn begin() -> Self {
        Self { began_ms: now_ms() }
    }

    /// Lets others run if this slice has been long enough; true if it did.
    pub async fn pause(&mut self) -> bool {
        self.pause_after(SLICE_MS).await
    }

    /// The same for work that is better done in one go as long as nobody notices.
    pub async fn pause_after(&mut self, slice_ms: f64) -> bool {
        if now_ms() - self.began_ms < slice_ms {
            return false;
        }
        let_others_run().await;
        self.began_ms = now_ms();
        true
    }
}
