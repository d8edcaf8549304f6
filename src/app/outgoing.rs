//! What leaves the page at the reader's wish: files that the browser saves, texts onto the clipboard, pictures. Nothing goes anywhere else.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlAnchorElement, HtmlCanvasElement, HtmlImageElement,
    HtmlTextAreaElement, Url,
};

use super::browser;
use super::taken::Outcome;

/// How much finer a picture is than what is seen.
const SCALE: u32 = 2;
/// Milliseconds after which a file is surely being saved, and its bytes can be let go.
const SAVED_MS: i32 = 60_000;

/// Bytes of a type out of parts: texts and other blobs.
pub fn blob(parts: &Array, kind: &str) -> Option<Blob> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    Blob::new_with_blob_sequence_and_options(parts, &options).ok()
}

/// A text as bytes of a type.
pub fn text_blob(text: &str, kind: &str) -> Option<Blob> {
    blob(&Array::of1(&text.into()), kind)
}

/// Saves bytes as a file of this name, as far as the browser lets it. In a frame that forbids it nothing would be said.
pub fn download(name: &str, bytes: Option<Blob>) -> Outcome {
    let around = around();
    if around == Outcome::Forbidden {
        return around;
    }
    let saved = || {
        let bytes = &bytes?;
        let url = Url::create_object_url_with_blob(bytes).ok()?;
        let link: HtmlAnchorElement = browser::document()?.create_element("a").ok()?.dyn_into().ok()?;
        link.set_href(&url);
        link.set_download(name);
        link.click();
        let forget =
            Reflect::get(&Reflect::get(&js_sys::global(), &"URL".into()).ok()?, &"revokeObjectURL".into()).ok()?;
        // Kept too long it would cost memory and nothing else.
        let _ = browser::window()?.set_timeout_with_callback_and_timeout_and_arguments_1(
            forget.unchecked_ref::<Function>(),
            SAVED_MS,
            &url.into(),
        );
        Some(())
    };
    saved().map_or(Outcome::Refused, |()| around)
}

/// What becomes of a file here: a frame may have to be allowed to save any. One of another origin does not say whether it is.
fn around() -> Outcome {
    if !browser::is_framed() {
        return Outcome::Downloaded;
    }
    match browser::window().and_then(|window| window.frame_element().ok().flatten()) {
        None => Outcome::PerhapsDownloaded,
        Some(frame) => match frame.get_attribute("sandbox") {
            Some(allowed) if !allowed.split_whitespace().any(|part| part == "allow-downloads") => Outcome::Forbidden,
            _ => Outcome::Downloaded,
        },
    }
}

/// Puts a text onto the clipboard, as far as the browser lets a page do so.
pub async fn copy(text: &str) -> Outcome {
    let clipboard = browser::window().map(|window| window.navigator().clipboard());
    // A page that is not served securely has no clipboard.
    let clipboard = clipboard.filter(|clipboard| !clipboard.is_undefined());
    match clipboard {
        Some(clipboard) if JsFuture::from(clipboard.write_text(text)).await.is_ok() => Outcome::Copied,
        _ => copy_selected(text).map_or(Outcome::Refused, |()| Outcome::Copied),
    }
}

/// The older way: the page copies what is selected.
fn copy_selected(text: &str) -> Option<()> {
    let document = browser::document()?;
    let focused = document.active_element();
    let area: HtmlTextAreaElement = document.create_element("textarea").ok()?.dyn_into().ok()?;
    area.set_value(text);
    // Below a dialog nothing can be selected.
    let dialog = document.query_selector("dialog[open]").ok().flatten();
    dialog.or_else(|| document.body().map(Into::into))?.append_child(&area).ok()?;
    area.select();
    let command = Reflect::get(&document, &"execCommand".into()).ok()?.dyn_into::<Function>().ok();
    let copied = command.and_then(|command| command.call1(&document, &"copy".into()).ok());
    area.remove();
    if let Some(focused) = focused {
        browser::focus_element(&focused);
    }
    copied.filter(JsValue::is_truthy).map(drop)
}

/// An SVG as a PNG of twice its size, drawn by the browser.
pub async fn png(svg: &str) -> Option<Blob> {
    let url = Url::create_object_url_with_blob(&text_blob(svg, "image/svg+xml")?).ok()?;
    let picture = drawn(&url).await;
    // A URL that is kept costs memory and nothing else.
    let _ = Url::revoke_object_url(&url);
    picture
}

async fn drawn(url: &str) -> Option<Blob> {
    let image = HtmlImageElement::new().ok()?;
    image.set_src(url);
    JsFuture::from(image.decode()).await.ok()?;
    let canvas: HtmlCanvasElement = browser::document()?.create_element("canvas").ok()?.dyn_into().ok()?;
    let (width, height) = (image.natural_width() * SCALE, image.natural_height() * SCALE);
    canvas.set_width(width);
    canvas.set_height(height);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    context
        .draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, f64::from(width), f64::from(height))
        .ok()?;
    let made = Promise::new(&mut |resolve, _| {
        // What cannot be made comes as null.
        if canvas.to_blob(&resolve).is_err() {
            let _ = resolve.call0(&JsValue::UNDEFINED);
        }
    });
    JsFuture::from(made).await.ok()?.dyn_into().ok()
}
