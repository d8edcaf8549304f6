//! One Chromium with a fresh profile for each test, driven through a chromedriver of its own, and the page that is open in it.
//!
//! A test fails on any warning or error in the console that it did not declare with [`Page::expect_message`].

use std::cell::RefCell;
use std::io::{BufRead, BufReader};
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use futures_util::FutureExt;
use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::common::print::PrintParameters;
use thirtyfour::prelude::*;
use thirtyfour::{ChromiumLikeCapabilities, LoggingPrefsLogLevel};

use crate::server::{Served, Site};

/// How long [`Page::wait_until`] waits. Long, since two cores may be shared with a build.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long a message that a test expects in the console may take to arrive.
const PATIENCE_FOR_A_MESSAGE: Duration = Duration::from_secs(3);
/// How often what drives a page is started until it runs.
const TRIES: usize = 5;
const FLAGS: [&str; 9] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-features=IsolateSandboxedIframes", // what these say in the console would not be heard
];

/// Serves the site, starts a browser, hands the page to the test, and afterwards looks at the console.
///
/// Where the test panics, what the page looked like is kept as a screenshot and its console is printed.
pub async fn visit(site: Site, test: impl AsyncFnOnce(&Page)) {
    let site = site.start().await;
    let (_chromedriver, _profile, driver) = start_browser().await;
    let page = Page { driver, site, console: RefCell::default(), expected: RefCell::default() };
    page.set_window(1280, 900).await;

    let outcome = AssertUnwindSafe(test(&page)).catch_unwind().await;
    let complaints = page.complaints().await;
    if outcome.is_err() {
        page.screenshot(&format!("failed-{}", test_name())).await;
        eprintln!("the console of the page:\n{}", page.console.borrow().join("\n"));
    }
    let quit = page.driver.quit().await;
    if let Err(panic) = outcome {
        resume_unwind(panic);
    }
    quit.expect("Chromium ends");
    assert!(complaints.is_empty(), "in the console of the page:\n{}", complaints.join("\n"));
}

/// The page in a browser of its own.
pub struct Page {
    /// For what the methods here don't offer.
    pub driver: WebDriver,
    /// What is served to it.
    pub site: Served,
    console: RefCell<Vec<String>>,
    expected: RefCell<Vec<String>>,
}

impl Page {
    /// Loads the page anew with what follows its address: `""`, `"#view=progress"`, `"?embed=true#view=tile"`.
    pub async fn open(&self, rest: &str) {
        self.open_address("about:blank").await; // another fragment alone would not load it again
        self.open_address(&format!("{}{rest}", self.site.base)).await;
    }

    /// Loads any address.
    pub async fn open_address(&self, address: &str) {
        self.driver.goto(address).await.unwrap_or_else(|error| panic!("{address} does not open: {error}"));
    }

    /// Changes the fragment of the open page, as a link in it would.
    pub async fn go(&self, fragment: &str) {
        self.run("location.hash = arguments[0]", &[json!(fragment)]).await;
    }

    /// Runs a function body in the page with `arguments`; `return` gives its value.
    pub async fn run(&self, script: &str, arguments: &[Value]) -> Value {
        let result = self.driver.execute(script, arguments).await;
        result.unwrap_or_else(|error| panic!("`{script}` fails in the page: {error}")).json().clone()
    }

    /// Waits until an expression in the page is truthy, and returns its value.
    pub async fn wait_until(&self, expression: &str) -> Value {
        let start = Instant::now();
        loop {
            let value = self.run(&format!("return {expression}"), &[]).await;
            if !matches!(&value, Value::Null | Value::Bool(false)) && value != json!(0) && value != json!("") {
                return value;
            }
            if start.elapsed() > PATIENCE {
                let text = self.run("return document.body.innerText", &[]).await;
                panic!("waited {} s for `{expression}`; the page says: {text}", PATIENCE.as_secs());
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
    }

    /// Waits until an element is there.
    pub async fn wait_for(&self, css: &str) -> WebElement {
        self.wait_until(&format!("document.querySelector({}) !== null", json!(css))).await;
        self.driver.find(By::Css(css)).await.unwrap_or_else(|error| panic!("{css} was there and is gone: {error}"))
    }

    /// Waits until no such element is there.
    pub async fn wait_gone(&self, css: &str) {
        self.wait_until(&format!("document.querySelector({}) === null", json!(css))).await;
    }

    /// Waits until the page shows a text somewhere.
    pub async fn wait_for_text(&self, text: &str) {
        self.wait_until(&format!("document.body.innerText.includes({})", json!(text))).await;
    }

    /// The text that the first such element shows.
    pub async fn text(&self, css: &str) -> String {
        self.wait_for(css).await.text().await.unwrap_or_else(|error| panic!("{css} has no text: {error}"))
    }

    /// An attribute of the first such element, `None` where it has none.
    pub async fn attribute(&self, css: &str, name: &str) -> Option<String> {
        self.wait_for(css)
            .await
            .attr(name)
            .await
            .unwrap_or_else(|error| panic!("{css} can't be asked for {name}: {error}"))
    }

    /// How many such elements there are now.
    pub async fn count(&self, css: &str) -> u64 {
        let count = self.run("return document.querySelectorAll(arguments[0]).length", &[json!(css)]).await;
        count.as_u64().unwrap_or_default()
    }

    /// Clicks the first such element.
    pub async fn click(&self, css: &str) {
        self.wait_for(css).await.click().await.unwrap_or_else(|error| panic!("{css} can't be clicked: {error}"));
    }

    /// Presses a key where the focus is: `"Tab"`, `"Shift+Tab"`, `"Enter"`, `"Escape"`, `"ArrowLeft"`, `"a"`.
    pub async fn press(&self, key: &str) {
        let (held, name) = key.rsplit_once('+').filter(|(held, _)| !held.is_empty()).unwrap_or(("", key));
        let held: Vec<char> = held.split('+').filter(|part| !part.is_empty()).map(modifier).collect();
        let mut chain = self.driver.action_chain();
        for modifier in &held {
            chain = chain.key_down(*modifier);
        }
        let code = key_of(name);
        chain = chain.key_down(code).key_up(code);
        for modifier in held.iter().rev() {
            chain = chain.key_up(*modifier);
        }
        chain.perform().await.unwrap_or_else(|error| panic!("{key} can't be pressed: {error}"));
    }

    /// What has the focus, as its tag and its text, such as `a: Skip to content`.
    pub async fn focused(&self) -> String {
        let script =
            "const e = document.activeElement; return e.tagName.toLowerCase() + ': ' + (e.innerText ?? '').trim()";
        self.run(script, &[]).await.as_str().unwrap_or_default().to_owned()
    }

    /// Gives the page a viewport of so many pixels. Zooming in by two is half of both.
    pub async fn set_window(&self, width: u32, height: u32) {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.cdp("Emulation.setDeviceMetricsOverride", metrics).await;
    }

    /// Makes the system look as if it preferred the dark theme.
    pub async fn emulate_dark(&self) {
        self.emulate(&[("prefers-color-scheme", "dark")]).await;
    }

    /// Media features as the system may have them, such as `("prefers-reduced-motion", "reduce")` or `("forced-colors", "active")`.
    pub async fn emulate(&self, features: &[(&str, &str)]) {
        let features: Vec<Value> =
            features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.cdp("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    }

    /// What the browser prints, as a PDF.
    pub async fn print_pdf(&self) -> Vec<u8> {
        self.driver.print_page(PrintParameters::default()).await.expect("Chromium prints")
    }

    /// What the browser prints on paper of this size in inches, as a PDF; pages that ask for another way round get it.
    pub async fn print_on(&self, width: f64, height: f64) -> Vec<u8> {
        let paper = json!({ "paperWidth": width, "paperHeight": height, "printBackground": false });
        let printed = self.cdp("Page.printToPDF", paper).await;
        let data = printed["data"].as_str().expect("a PDF as text").to_owned();
        // The driver can only hand on text, so the page itself turns it into bytes.
        let bytes =
            self.run("return [...atob(arguments[0])].map(letter => letter.charCodeAt(0))", &[json!(data)]).await;
        bytes.as_array().expect("bytes").iter().map(|byte| byte.as_u64().unwrap_or_default() as u8).collect()
    }

    /// From the next load on, whatever asks or tells the reader something from within a page is in the console as an error, which fails
    /// the test. It listens before anything of the page is read.
    pub async fn listen(&self) {
        let source = "for (const name of ['alert', 'confirm', 'prompt', 'print']) window[name] = what => console.error(`hurt by ${name} ${what}`)";
        self.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await;
    }

    /// A command of the protocol of Chromium's developer tools.
    pub async fn cdp(&self, command: &str, parameters: Value) -> Value {
        self.driver.cdp().send_raw(command, parameters).await.unwrap_or_else(|error| panic!("{command} fails: {error}"))
    }

    /// Keeps a picture of the viewport in `tests/browser/screenshots/`, for people, and says where.
    pub async fn screenshot(&self, name: &str) -> PathBuf {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/screenshots");
        std::fs::create_dir_all(&folder).expect("a folder for screenshots");
        let path = folder.join(format!("{name}.png"));
        self.driver.screenshot(&path).await.expect("Chromium takes a screenshot");
        path
    }

    /// Declares a message of the console, by any part of it, that the test brings about on purpose. One that does not come is a failure too.
    pub fn expect_message(&self, part: &str) {
        self.expected.borrow_mut().push(part.to_owned());
    }

    /// What of the console was not expected, and what was expected and did not come.
    ///
    /// A message reaches chromedriver some time after the page has said it, so one that is expected is waited for.
    async fn complaints(&self) -> Vec<String> {
        let start = Instant::now();
        loop {
            let entries = self.driver.browser_log().await.expect("the console can be read");
            self.console
                .borrow_mut()
                .extend(entries.into_iter().map(|entry| format!("{}: {}", entry.level, entry.message)));
            if self.missing().is_empty() || start.elapsed() > PATIENCE_FOR_A_MESSAGE {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let (console, expected) = (self.console.borrow(), self.expected.borrow());
        let harmless = |line: &str| {
            !line.starts_with("SEVERE") && !line.starts_with("WARNING") && !line.contains("Content Security Policy")
        };
        let unexpected = console
            .iter()
            .filter(|line| !harmless(line) && !expected.iter().any(|part| line.contains(part.as_str())))
            .cloned();
        let missing = self.missing().into_iter().map(|part| format!("expected, and did not come: {part}"));
        unexpected.chain(missing).collect()
    }

    fn missing(&self) -> Vec<String> {
        let (console, expected) = (self.console.borrow(), self.expected.borrow());
        expected.iter().filter(|part| !console.iter().any(|line| line.contains(part.as_str()))).cloned().collect()
    }
}

/// Starts a browser with a fresh profile, again where it did not start: that says nothing about the page.
async fn start_browser() -> (Chromedriver, TempDir, WebDriver) {
    let mut tries = 1;
    loop {
        let chromedriver = Chromedriver::start();
        let profile = tempfile::tempdir().expect("a folder for the profile");
        match WebDriver::new(chromedriver.address(), capabilities(profile.path())).await {
            Ok(driver) => return (chromedriver, profile, driver),
            Err(error) if tries == TRIES => panic!("Chromium does not start: {error}"),
            Err(error) => eprintln!("Chromium did not start, and is tried again: {error}"),
        }
        tries += 1;
    }
}

/// A chromedriver on a port of its own; it ends with this value, also when a test panics.
struct Chromedriver {
    process: Child,
    port: u16,
}

impl Chromedriver {
    /// Starts one, again where it ended at once: it takes a port that is free in IPv6, and ends where IPv4 has it in use.
    fn start() -> Self {
        let program = std::env::var("CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".to_owned());
        let mut said = String::new();
        (0..TRIES)
            .find_map(|_| Self::listening(&program, &mut said))
            .unwrap_or_else(|| panic!("{program} does not say on which port it listens. It said:\n{said}"))
    }

    /// Starts one, and waits until it says on which port it listens. None where it ends before; `said` has its words.
    fn listening(program: &str, said: &mut String) -> Option<Self> {
        let mut process = Command::new(program)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| {
                panic!("{program} does not start ({error}): run `make test`, which sets it up, or set CHROMEDRIVER")
            });
        let mut lines =
            BufReader::new(process.stdout.take().expect("its output is piped")).lines().map_while(Result::ok);
        let port = lines
            .by_ref()
            .inspect(|line| said.extend([line, "\n"]))
            .find_map(|line| line.split("successfully on port ").nth(1)?.trim_end_matches('.').parse().ok());
        std::thread::spawn(move || lines.for_each(drop)); // a full pipe would stop it
        let driver = Self { process, port: port.unwrap_or_default() };
        port.is_some().then_some(driver)
    }

    fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Chromedriver {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

fn capabilities(profile: &Path) -> Capabilities {
    let mut capabilities = DesiredCapabilities::chrome();
    let flags = FLAGS.iter().map(ToString::to_string).chain([format!("--user-data-dir={}", profile.display())]);
    let set = (|| {
        for flag in flags {
            capabilities.add_arg(&flag)?;
        }
        if let Ok(chrome) = std::env::var("CHROME") {
            capabilities.set_binary(&chrome)?;
        }
        capabilities.set_browser_log_level(LoggingPrefsLogLevel::All)
    })();
    set.expect("plain texts are valid capabilities");
    capabilities.into()
}

fn modifier(name: &str) -> char {
    let key = match name {
        "Shift" => Key::Shift,
        "Control" => Key::Control,
        "Alt" => Key::Alt,
        _ => panic!("no modifier is called {name}"),
    };
    key.into()
}

fn key_of(name: &str) -> char {
    let key = match name {
        "Tab" => Key::Tab,
        "Enter" => Key::Enter,
        "Escape" => Key::Escape,
        "Space" => Key::Space,
        "Backspace" => Key::Backspace,
        "Delete" => Key::Delete,
        "Home" => Key::Home,
        "End" => Key::End,
        "PageUp" => Key::PageUp,
        "PageDown" => Key::PageDown,
        "ArrowLeft" => Key::Left,
        "ArrowRight" => Key::Right,
        "ArrowUp" => Key::Up,
        "ArrowDown" => Key::Down,
        _ => {
            let mut characters = name.chars();
            return match (characters.next(), characters.next()) {
                (Some(character), None) => character,
                _ => panic!("no key is called {name}"),
            };
        }
    };
    key.into()
}

/// The name of the running test, which the test runner gives to its thread.
fn test_name() -> String {
    std::thread::current().name().unwrap_or("test").replace("::", "-")
}
