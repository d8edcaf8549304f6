//! Reads a table that is packed with gzip (E5).

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Uint8Array;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::super::later::Unpacking;
use super::Reading;
use super::stream::{Chunks, message, unpacking};
use crate::export::Stored;

/// Feeds what the chunks of a packed file unpack to; an error is what the browser says of it.
pub fn unpack<'r>(reading: &'r mut Reading<'_>, source: Chunks, first: Uint8Array) -> Unpacking<'r> {
    Box::pin(feed(reading, source, first))
}

async fn feed(reading: &mut Reading<'_>, mut source: Chunks, first: Uint8Array) -> Result<(), String> {
    let (input, unpacked) = unpacking().map_err(|error| message(&error))?;
    let input = input.get_writer().map_err(|error| message(&error))?;
    let mut unpacked = Chunks::of(&unpacked)?;
    let packed = Rc::new(RefCell::new(Vec::new()));
    let (taken, failed) = (Rc::clone(&packed), Rc::new(RefCell::new(None)));
    let fault = Rc::clone(&failed);
    // Packed bytes go in on one side while plain ones come out on the other, as fast as each is taken.
    spawn_local(async move {
        let mut chunk = first;
        let end = loop {
            taken.borrow_mut().push(chunk.to_vec());
            if JsFuture::from(input.write_with_chunk(&chunk)).await.is_err() {
                break Ok(());
            }
            match source.next().await {
                Ok(Some(next)) => chunk = next,
                Ok(None) => break Ok(()),
                Err(error) => break Err(error),
            }
        };
        // Whatever stops the input, or damages it, is met by whoever reads the output.
        let ended = match end {
            Ok(()) => input.close(),
            Err(error) => {
                *fault.borrow_mut() = Some(error);
                input.abort()
            }
        };
        let _ = JsFuture::from(ended).await;
    });
    loop {
        let next = unpacked.next().await;
        packed.borrow_mut().drain(..).for_each(|bytes| {
            reading.progress.bytes += bytes.len() as u64;
            reading.reader.packed(&bytes);
        });
        match next {
            Ok(Some(chunk)) => reading.feed(&chunk, Stored::Packed).await?,
            Ok(None) => return Ok(()),
            Err(error) => {
                if let Some(cut) = failed.borrow_mut().take() {
                    return Err(cut);
                }
                reading.reader.damaged(&format!("gzip that is damaged, cut short or of several parts ({error})"));
                return Ok(());
            }
        }
    }
}
