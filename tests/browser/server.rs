//! A static server on this machine: the built page, folders and texts beside it, and every way a server can fail.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header};
use futures_util::stream;

/// How the answer to one path goes wrong.
#[derive(Clone, Copy, Debug)]
pub enum Fault {
    /// 404 with a short page.
    NotFound,
    /// 200 with a page, as servers of single-page applications answer for whatever they don't know.
    HtmlInstead,
    /// 500.
    ServerError,
    /// The length of the whole file is announced, half of it is sent, then the connection is closed.
    CutHalfWay,
    /// The file comes in pieces of so many bytes with a pause after each.
    Trickle { bytes: usize, pause: Duration },
    /// 302, to the same path of the server at another port.
    Moved { port: u16 },
}

/// What is served, before it is: build it up, then [`Site::start`] it.
#[derive(Clone, Default)]
pub struct Site {
    base: String,
    folders: BTreeMap<String, PathBuf>,
    texts: BTreeMap<String, Bytes>,
    faults: BTreeMap<String, Fault>,
    headers: HeaderMap,
    kinds: BTreeMap<String, &'static str>,
}

impl Site {
    /// Nothing yet; for pages of a host that embeds ours.
    pub fn empty() -> Self {
        Self { base: "/".to_owned(), ..Self::default() }
    }

    /// The release page in `dist/`, at `/`.
    pub fn page() -> Self {
        Self::page_under("/")
    }

    /// The release page in `dist/`, under a path that starts and ends with `/`. Paths in the other methods are relative to it.
    pub fn page_under(base: &str) -> Self {
        let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("dist");
        assert!(dist.join("index.html").is_file(), "there is no release page in dist/: run `make build` first");
        Self { base: base.to_owned(), ..Self::default() }.folder("", dist)
    }

    /// A folder of this machine under `path`, such as `data/`.
    pub fn folder(mut self, path: &str, folder: impl Into<PathBuf>) -> Self {
        self.folders.insert(format!("{}{path}", self.base), folder.into());
        self
    }

    /// A file that is only in memory. Its ending says what it is.
    pub fn text(mut self, path: &str, text: impl Into<Bytes>) -> Self {
        self.texts.insert(format!("{}{path}", self.base), text.into());
        self
    }

    /// Makes the answer to one path go wrong.
    pub fn fault(mut self, path: &str, fault: Fault) -> Self {
        self.faults.insert(format!("{}{path}", self.base), fault);
        self
    }

    /// A header on every answer.
    pub fn header(mut self, name: &'static str, value: &str) -> Self {
        let value = HeaderValue::from_str(value).expect("a header's value is one line of ASCII");
        self.headers.insert(HeaderName::from_static(name), value);
        self
    }

    /// Another content type for every file with that ending.
    pub fn kind(mut self, ending: &str, kind: &'static str) -> Self {
        self.kinds.insert(ending.to_owned(), kind);
        self
    }

    /// Serves it on a free port until the test ends.
    pub async fn start(self) -> Served {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port on this machine");
        let address = listener.local_addr().expect("a bound port has an address");
        let requests = Arc::new(Mutex::new(Vec::new()));
        let served = Served { base: format!("http://{address}{}", self.base), requests: Arc::clone(&requests) };
        let app = axum::Router::new().fallback(answer).with_state((Arc::new(self), requests));
        tokio::spawn(async move { axum::serve(listener, app).await });
        served
    }

    fn read(&self, path: &str) -> Option<Bytes> {
        if let Some(text) = self.texts.get(path) {
            return Some(text.clone());
        }
        let (mount, folder) =
            self.folders.iter().filter(|(mount, _)| path.starts_with(*mount)).max_by_key(|(mount, _)| mount.len())?;
        let inside = Path::new(&path[mount.len()..]);
        let plain = inside.components().all(|part| matches!(part, std::path::Component::Normal(_)));
        plain.then(|| std::fs::read(folder.join(inside)).ok().map(Bytes::from)).flatten()
    }

    fn kind_of(&self, path: &str) -> &'static str {
        let ending = path.rsplit('.').next().unwrap_or_default();
        self.kinds.get(ending).copied().unwrap_or(match ending {
            "html" => "text/html; charset=utf-8",
            "js" => "text/javascript",
            "css" => "text/css",
            "json" => "application/json",
            "wasm" => "application/wasm",
            "svg" => "image/svg+xml",
            "csv" => "text/csv; charset=utf-8",
            "gz" => "application/gzip",
            "zip" => "application/zip",
            _ => "application/octet-stream",
        })
    }
}

/// A site that is being served.
pub struct Served {
    /// Where, with the `/` at the end.
    pub base: String,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Served {
    /// The port that it listens at.
    pub fn port(&self) -> u16 {
        let port = self.base.split(['/', ':']).find_map(|part| part.parse().ok());
        port.expect("the address has a port")
    }

    /// The paths that were asked for so far, in order.
    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().expect("no handler panics while it holds the list").clone()
    }
}

type Shared = (Arc<Site>, Arc<Mutex<Vec<String>>>);

async fn answer(State((site, requests)): State<Shared>, request: Request) -> Response<Body> {
    let mut path = percent_decoded(request.uri().path());
    if path == "/favicon.ico" {
        // Chromium asks for it on its own where a page names no icon.
        return Response::builder().status(StatusCode::NO_CONTENT).body(Body::empty()).expect("a plain answer");
    }
    requests.lock().expect("no handler panics while it holds the list").push(path.clone());
    if path.ends_with('/') {
        path.push_str("index.html");
    }
    let html = |status, text: &'static str| (status, "text/html; charset=utf-8", Body::from(text));
    let file = site.read(&path);
    let mut length = None;
    let (status, kind, body) = match (site.faults.get(&path), file) {
        (Some(Fault::ServerError), _) => html(StatusCode::INTERNAL_SERVER_ERROR, "<h1>Internal server error</h1>"),
        (Some(Fault::HtmlInstead), _) => {
            html(StatusCode::OK, "<!DOCTYPE html><html><body><div id=\"root\"></div></body></html>\n")
        }
        (Some(Fault::NotFound), _) | (_, None) => html(StatusCode::NOT_FOUND, "<h1>Not found</h1>"),
        (Some(Fault::CutHalfWay), Some(file)) => {
            length = Some(file.len());
            (StatusCode::OK, site.kind_of(&path), cut_half_way(&file))
        }
        (Some(Fault::Trickle { bytes, pause }), Some(file)) => {
            (StatusCode::OK, site.kind_of(&path), trickle(file, *bytes, *pause))
        }
        (Some(Fault::Moved { .. }), Some(_)) => html(StatusCode::FOUND, "<h1>Moved</h1>"),
        (None, Some(file)) => (StatusCode::OK, site.kind_of(&path), Body::from(file)),
    };
    let mut response = Response::new(body);
    if let Some(Fault::Moved { port }) = site.faults.get(&path) {
        let there = HeaderValue::from_str(&format!("http://127.0.0.1:{port}{path}")).expect("an address is ASCII");
        response.headers_mut().insert(header::LOCATION, there);
    }
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(length) = length {
        response.headers_mut().insert(header::CONTENT_LENGTH, length.into());
    }
    response.headers_mut().extend(site.headers.clone());
    response
}

fn cut_half_way(file: &Bytes) -> Body {
    let half = file.slice(..file.len() / 2);
    Body::from_stream(stream::unfold(Some(half), |half| async move {
        if let Some(half) = half {
            return Some((Ok(half), None));
        }
        tokio::time::sleep(Duration::from_millis(100)).await; // so that the first half is on its way before the connection goes
        Some((Err(std::io::Error::other("cut on purpose")), None))
    }))
}

fn trickle(file: Bytes, bytes: usize, pause: Duration) -> Body {
    Body::from_stream(stream::unfold(file, move |mut rest| async move {
        if rest.is_empty() {
            return None;
        }
        let piece = rest.split_to(bytes.min(rest.len()));
        tokio::time::sleep(pause).await;
        Some((Ok::<_, Infallible>(piece), rest))
    }))
}

fn percent_decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, tail @ ..] = rest {
        let code = (*first == b'%')
            .then(|| tail.get(..2).and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok()))
            .flatten();
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
