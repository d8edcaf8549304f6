//! Asks a server for a file.

use gloo_net::http::{Request, Response};
use web_sys::AbortSignal;

use super::LoadError;

/// What a server answered.
pub enum Answer {
    /// The file is coming.
    Found(Response),
    /// There is no such file.
    Missing,
    /// Something else, in words.
    Other(String),
}

/// Asks for a file.
///
/// # Errors
/// If there is no answer, or the reader cancels.
pub async fn fetch(url: &str, cancel: &AbortSignal) -> Result<Answer, LoadError> {
    let request = Request::get(url).abort_signal(Some(cancel)).send().await;
    let response = request.map_err(|error| unreachable(url, &error, cancel))?;
    Ok(match response.status() {
        200..=299 => Answer::Found(response),
        404 | 410 => Answer::Missing,
        status => Answer::Other(format!("the answer {status} {}", response.status_text()).trim_end().to_owned()),
    })
}

/// Why there is no answer.
pub fn unreachable(url: &str, error: &gloo_net::Error, cancel: &AbortSignal) -> LoadError {
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
