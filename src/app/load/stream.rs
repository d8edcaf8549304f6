//! Streams of bytes of the browser: chunk by chunk, and through its own way to unpack gzip.

use js_sys::{Array, Function, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStream, ReadableStreamByobReader, ReadableStreamDefaultReader, WritableStream};

use crate::export::SLICE_BYTES;

/// The chunks of a stream of bytes.
pub struct Chunks {
    reader: Reader,
}

enum Reader {
    /// Fills the room that it is lent, again and again: a new one for every chunk takes a page longer than the download.
    Filling(ReadableStreamByobReader, Uint8Array),
    /// Of streams that cannot be asked for so, as those of older browsers, of unpacked bytes and of what is fetched beside the page.
    Handing(ReadableStreamDefaultReader),
}

impl Chunks {
    /// The chunks of a stream that nobody else reads.
    ///
    /// # Errors
    /// If it is no stream of bytes.
    pub fn of(stream: &ReadableStream) -> Result<Self, String> {
        let reader = match ReadableStreamByobReader::new(stream) {
            Ok(reader) => Reader::Filling(reader, Uint8Array::new_with_length(SLICE_BYTES as u32)),
            Err(_) => {
                let reader = stream.get_reader().dyn_into().map_err(|_| "no stream of bytes".to_owned())?;
                Reader::Handing(reader)
            }
        };
        Ok(Self { reader })
    }

    /// The next chunk, which must not be asked for anything once the one after it is; `None` at the end.
    ///
    /// # Errors
    /// What the browser says, if the stream breaks off.
    pub async fn next(&mut self) -> Result<Option<Uint8Array>, String> {
        let next = match &self.reader {
            Reader::Filling(reader, room) => reader.read_with_array_buffer_view(room),
            Reader::Handing(reader) => reader.read(),
        };
        let next = JsFuture::from(next).await.map_err(|error| message(&error))?;
        if Reflect::get(&next, &"done".into()).is_ok_and(|done| done.is_truthy()) {
            return Ok(None);
        }
        let value = Reflect::get(&next, &"value".into()).map_err(|error| message(&error))?;
        let chunk: Uint8Array = value.dyn_into().map_err(|_| "no bytes in the stream".to_owned())?;
        if let Reader::Filling(_, room) = &mut self.reader {
            *room = Uint8Array::new(&chunk.buffer());
        }
        Ok(Some(chunk))
    }

    /// Takes no more; whether the other end hears of it changes nothing.
    pub fn close(self) {
        let _ = match self.reader {
            Reader::Filling(reader, _) => reader.cancel(),
            Reader::Handing(reader) => reader.cancel(),
        };
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
