//! Asks a server for a file.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;

use gloo_net::http::Response;
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

use super::LoadError;
use super::stream::message;

/// What a server answered.
pub enum Answer {
    /// The file is coming.
    Found(Response),
    /// There is no such file.
    Missing,
    /// Something else, in words.
    Other(String),
}

#[wasm_bindgen]
extern "C" {
    /// Asks for a file from a thread beside the page's own, where there is one: `public/beside.js`.
    #[wasm_bindgen(js_name = fetchBeside, catch)]
    async fn fetch_beside(url: &str, cancel: &AbortSignal) -> Result<JsValue, JsValue>;
}

/// Asks for a file.
///
/// # Errors
/// If there is no answer, or the reader cancels.
pub async fn fetch(url: &str, cancel: &AbortSignal) -> Result<Answer, LoadError> {
    let response = fetch_beside(url, cancel).await.map(web_sys::Response::from);
    Ok(answer(response.map_err(|error| unreachable(url, &message(&error), cancel))?.into()))
}

fn answer(response: Response) -> Answer {
    match response.status() {
        200..=299 => Answer::Found(response),
        404 | 410 => Answer::Missing,
        status => Answer::Other(format!("the answer {status} {}", response.status_text()).trim_end().to_owned()),
    }
}

/// Files asked for before they are read, so that none waits until those before it are there.
pub struct Ahead<'a> {
    cancel: &'a AbortSignal,
    /// Those that are not asked for yet.
    urls: std::vec::IntoIter<String>,
    asked: VecDeque<Asked<'a>>,
}

/// A file that was asked for.
enum Asked<'a> {
    Waiting(Pin<Box<dyn Future<Output = Result<Answer, LoadError>> + 'a>>),
    Answered(Result<Answer, LoadError>),
}

/// Files asked for at once: browsers keep few connections to a server, and each may be needed for something else.
const ASKED_AHEAD: usize = 4;

impl<'a> Ahead<'a> {
    /// These files, in the order in which they will be read.
    pub fn new(urls: Vec<String>, cancel: &'a AbortSignal) -> Self {
        Self { cancel, urls: urls.into_iter(), asked: VecDeque::new() }
    }

    /// The answer for the next file; `None` after the last.
    ///
    /// # Errors
    /// As for [`fetch`].
    pub async fn next(&mut self) -> Option<Result<Answer, LoadError>> {
        while self.asked.len() < ASKED_AHEAD
            && let Some(url) = self.urls.next()
        {
            let cancel = self.cancel;
            let mut answer: Pin<Box<dyn Future<Output = _> + 'a>> = Box::pin(async move { fetch(&url, cancel).await });
            // A request goes out when its answer is first waited for.
            let asked = poll_fn(|context| Poll::Ready(answer.as_mut().poll(context))).await;
            self.asked.push_back(match asked {
                Poll::Ready(answer) => Asked::Answered(answer),
                Poll::Pending => Asked::Waiting(answer),
            });
        }
        Some(match self.asked.pop_front()? {
            Asked::Waiting(answer) => answer.await,
            Asked::Answered(answer) => answer,
        })
    }
}

/// Why there is no answer.
pub fn unreachable(url: &str, error: &impl ToString, cancel: &AbortSignal) -> LoadError {
    if cancel.aborted() {
        LoadError::Cancelled
    } else {
        LoadError::Unreachable { file: url.to_owned(), found: error.to_string() }
    }
}

/// A path in an address: what would begin a query or a fragment there is part of the name here.
pub fn encoded(path: &str) -> String {
    path.replace('%', "%25").replace('?', "%3F").replace('#', "%23")
}

/// The size of what will be read; that of a body packed on the way is another one.
pub fn content_length(response: &Response) -> Option<u64> {
    let headers = response.headers();
    headers.get("content-length").filter(|_| headers.get("content-encoding").is_none())?.parse().ok()
}

/// Whether the answer says that it is a page.
pub fn is_html(response: &Response) -> bool {
    response.headers().get("content-type").is_some_and(|kind| kind.starts_with("text/html"))
}
