//! Streams of bytes of the browser: chunk by chunk, and through its own way to unpack gzip.

use js_sys::{Array, Function, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStream, ReadableStreamDefaultReader, WritableStream};

/// The chunks of a stream of bytes.
pub struct Chunks {
    reader: ReadableStreamDefaultReader,
}

impl Chunks {
    /// The chunks of a stream that nobody else reads.
    ///
    /// # Errors
    /// If it is no stream of bytes.
    pub fn of(stream: &ReadableStream) -> Result<Self, String> {
        let reader = stream.get_reader().dyn_into().map_err(|_| "no stream of bytes".to_owned())?;
        Ok(Self { reader })
    }

    /// The next chunk; `None` at the end.
    ///
    /// # Errors
    /// What the browser says, if the stream breaks off.
    pub async fn next(&mut self) -> Result<Option<Uint8Array>, String> {
        let next = JsFuture::from(self.reader.read()).await.map_err(|error| message(&error))?;
        if Reflect::get(&next, &"done".into()).is_ok_and(|done| done.is_truthy()) {
            return Ok(None);
        }
        let value = Reflect::get(&next, &"value".into()).map_err(|error| message(&error))?;
        value.dyn_into().map(Some).map_err(|_| "no bytes in the stream".to_owned())
    }

    /// Takes no more; whether the other end hears of it changes nothing.
    pub fn close(self) {
        let _ = self.reader.cancel();
    }
}

/// The two ends of the browser's own way to unpack gzip.
///
/// # Errors
/// If the browser has none.
pub fn unpacking() -> Result<(WritableStream, ReadableStream), JsValue> {
    let constructor = Reflect::get(&js_sys::global(), &"DecompressionStream".into())?.dyn_into::<Function>()?;
    let stream = Reflect::construct(&constructor, &Array::of1(&"gzip".into()))?;
    Ok((Reflect::get(&stream, &"writable".into())?.dyn_into()?, Reflect::get(&stream, &"readable".into())?.dyn_into()?))
}

/// What an error of the browser says.
pub fn message(error: &JsValue) -> String {
    Reflect::get(error, &"message".into())
        .ok()
        .and_then(|message| message.as_string())
        .unwrap_or_else(|| "no reason given".to_owned())
}
