//! What the page and the page around it say to each other: JSON-RPC 2.0, as text. Knows no browser.
//!
//! A message can set what is shown and in which colours. No message can name an export, go to an address outside of the page, or
//! bring markup: every value goes through [`Address::set`], which knows nothing of these.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::address::{Address, Rejected, ThemeName};

/// The longest message that is read, in UTF-16 units: many times the longest that makes sense.
pub const LONGEST: u32 = 1 << 16;
/// The most messages of the page around this one that are read in a second.
const MOST_A_SECOND: u32 = 60;
/// The most of a refused key or value that is said again, in characters.
const MOST_SAID: usize = 100;
/// Keys that no message sets: which data is shown, and that this is a part of another page, are said by the frame's own address.
const FIXED: [&str; 2] = ["data", "embed"];

/// What stands in `config.json` beside the page.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Config {
    /// The origins of pages that are answered.
    allowed_parents: Vec<String>,
}

/// Who is at the other end, and what has been said so far.
#[derive(Debug)]
pub struct Talk {
    frame: String,
    allowed: Vec<String>,
    parent: Option<String>,
    second_began_ms: f64,
    in_second: u32,
    size_px: Option<(u32, u32)>,
}

/// What comes of a message.
#[derive(Debug, Default, PartialEq)]
pub struct Heard {
    /// What is sent back.
    pub answer: Option<String>,
    /// What is to be shown from now on.
    pub address: Option<Address>,
}

/// Why an address changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Cause {
    /// The reader of the view.
    User,
    /// The page around it.
    Host,
}

impl Talk {
    /// Nothing said yet. `config` is the text of `config.json`, `frame` the name of the frame, `own` the origin of the page, and
    /// `parent` that of the page around it where the browser says it.
    pub fn new(config: &str, frame: String, own: &str, parent: Option<&str>) -> Self {
        let config: Config = serde_json::from_str(config).unwrap_or_default();
        let mut allowed: Vec<String> =
            config.allowed_parents.iter().map(|origin| origin.trim_end_matches('/').to_owned()).collect();
        // Whatever comes from where the page itself comes from could change the page anyway.
        allowed.push(own.to_owned());
        let mut talk = Self { frame, allowed, parent: None, second_began_ms: 0.0, in_second: 0, size_px: None };
        talk.meet(parent.unwrap_or_default());
        talk
    }

    /// Learns the origin of the page around this one; one without an origin is never known.
    fn meet(&mut self, origin: &str) {
        if self.parent.is_none() && !origin.is_empty() && origin != "null" {
            self.parent = Some(origin.to_owned());
        }
    }

    /// Where messages go to; `*` only as long as nobody knows better, which is for those without any data.
    pub fn target(&self) -> &str {
        self.parent.as_deref().unwrap_or("*")
    }

    fn is_answered(&self) -> bool {
        self.parent.as_ref().is_some_and(|parent| self.allowed.contains(parent))
    }

    /// Whether there is room for one more message in this second.
    pub fn has_room(&mut self, now_ms: f64) -> bool {
        if now_ms - self.second_began_ms >= 1000.0 {
            self.second_began_ms = now_ms;
            self.in_second = 0;
        }
        self.in_second += 1;
        self.in_second <= MOST_A_SECOND
    }

    /// Hears a message that the page around this one sent from this origin.
    pub fn hear(&mut self, origin: &str, text: &str, address: &Address) -> Heard {
        self.meet(origin);
        if !self.is_answered() || self.parent.as_deref() != Some(origin) {
            return Heard::default();
        }
        let Ok(message) = serde_json::from_str::<Value>(text) else {
            return self.failed(&Value::Null, -32700, "not JSON");
        };
        // Other programs talk here too, and to other frames.
        let is_own = message.get("uptake") == Some(&json!(1)) && message.get("frame") == Some(&json!(self.frame));
        if !is_own {
            return Heard::default();
        }
        let id = message.get("id");
        let is_id = |id: &Value| {
            id.is_null() || id.is_number() || id.as_str().is_some_and(|id| id.chars().count() <= MOST_SAID)
        };
        let (Some("2.0"), Some(method), true) = (
            message.get("jsonrpc").and_then(Value::as_str),
            message.get("method").and_then(Value::as_str),
            id.is_none_or(is_id),
        ) else {
            return self.failed(id.filter(|id| is_id(id)).unwrap_or(&Value::Null), -32600, "not a request");
        };
        let none = Value::Object(Map::new());
        let params = message.get("params").unwrap_or(&none);
        let (result, address) = match (method, params) {
            ("getState", Value::Object(params)) if params.is_empty() => (state(address), None),
            ("setState", Value::Object(params)) => {
                let (address, result) = set_state(address, params);
                (result, Some(address))
            }
            ("setTheme", Value::Object(params)) if params.len() == 1 => {
                let theme = params.get("theme").and_then(Value::as_str);
                let Some(theme) = ThemeName::ALL.into_iter().find(|name| Some(name.key()) == theme) else {
                    return self.refused(id, -32602, "theme is light, dark or auto");
                };
                (json!({ "applied": theme.key() }), Some(Address { theme, ..address.clone() }))
            }
            ("getState", _) => return self.refused(id, -32602, "there are no parameters"),
            ("setState", _) => return self.refused(id, -32602, "keys of the address with their values"),
            ("setTheme", _) => return self.refused(id, -32602, "theme is light, dark or auto"),
            _ => return self.refused(id, -32601, "getState, setState or setTheme"),
        };
        // A request without an id wants no answer.
        let answer = id.map(|id| self.write(&json!({ "id": id, "result": result })));
        Heard { answer, address }
    }

    fn refused(&self, id: Option<&Value>, code: i32, message: &str) -> Heard {
        id.map_or_else(Heard::default, |id| self.failed(id, code, message))
    }

    fn failed(&self, id: &Value, code: i32, message: &str) -> Heard {
        let answer = self.write(&json!({ "id": id, "error": { "code": code, "message": message } }));
        Heard { answer: Some(answer), address: None }
    }

    fn write(&self, message: &Value) -> String {
        let mut whole = json!({ "jsonrpc": "2.0", "uptake": 1, "frame": self.frame });
        if let (Value::Object(whole), Value::Object(message)) = (&mut whole, message) {
            whole.extend(message.clone());
        }
        whole.to_string()
    }

    fn say(&self, method: &str, params: &Value) -> String {
        self.write(&json!({ "method": method, "params": params }))
    }

    /// That the view is there. Only a page that is answered learns of what.
    pub fn ready(&self, address: &Address) -> String {
        let mut params = json!({ "version": env!("CARGO_PKG_VERSION") });
        if self.is_answered() {
            params["state"] = state(address);
        }
        self.say("ready", &params)
    }

    /// How large the content is, in whole px; `None` if that was said already.
    pub fn resized(&mut self, width_px: u32, height_px: u32) -> Option<String> {
        let size = Some((width_px, height_px));
        if self.size_px == size {
            return None;
        }
        self.size_px = size;
        Some(self.say("resized", &json!({ "width": width_px, "height": height_px })))
    }

    /// What is shown now; `None` where that is nobody's business.
    pub fn state_changed(&self, address: &Address, cause: Cause) -> Option<String> {
        self.is_answered().then(|| self.say("stateChanged", &json!({ "state": state(address), "source": cause })))
    }

    /// What went wrong; `None` where that is nobody's business.
    pub fn problem(&self, code: &str, message: &str) -> Option<String> {
        self.is_answered().then(|| self.say("problem", &json!({ "code": code, "message": message })))
    }

    /// What of the address was not understood; `None` where all was, or that is nobody's business.
    pub fn rejected(&self, rejected: &[Rejected]) -> Option<String> {
        let parts: Vec<String> = rejected.iter().map(ToString::to_string).collect();
        if parts.is_empty() { None } else { self.problem("address", &parts.join("; ")) }
    }
}

/// The keys of the address with their values: those that differ from the default, and the view and its colours always.
fn state(address: &Address) -> Value {
    let mut state = Map::new();
    state.insert("view".to_owned(), address.view.key().into());
    state.insert("theme".to_owned(), address.theme.key().into());
    for (key, value) in address.pairs() {
        let is_list = LISTS.contains(&key);
        match state.get_mut(key) {
            Some(Value::Array(values)) => values.push(value.into()),
            _ => drop(state.insert(key.to_owned(), if is_list { json!([value]) } else { value.into() })),
        }
    }
    Value::Object(state)
}

/// Keys that can have several values.
const LISTS: [&str; 2] = ["area", "hide"];

/// Takes over each key that is understood, whole or not at all; `null` is the default.
fn set_state(address: &Address, params: &Map<String, Value>) -> (Address, Value) {
    let mut pairs: Vec<(String, String)> =
        address.pairs().into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    // Colours are kept as they are, even where they are what other chrome would have by itself.
    pairs.retain(|(key, _)| key != "theme");
    pairs.push(("theme".to_owned(), address.theme.key().to_owned()));
    let mut applied = Map::new();
    let mut rejected = Vec::new();
    let mut reject = |key: &str, value: &Value, why: &str| {
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        rejected.push(json!({ "key": short(key), "value": short(&value), "why": why }));
    };
    for (key, value) in params {
        if FIXED.contains(&key.as_str()) {
            reject(key, value, "the address of the frame says this, and no message");
            continue;
        }
        let Some(values) = texts(value) else {
            reject(key, value, "a text, a number, true, false, null, or a list of texts");
            continue;
        };
        let mut wanted: Vec<(String, String)> = pairs.iter().filter(|(other, _)| other != key).cloned().collect();
        wanted.extend(values.into_iter().map(|value| (key.clone(), value)));
        let (_, refused) = Address::from_pairs(wanted.clone());
        let why = refused.first().map(|part| part.why.clone());
        // A key that is not known has no default.
        match why.or_else(|| Address::why_no_key(key)) {
            Some(why) => reject(key, value, &why),
            None => {
                pairs = wanted;
                applied.insert(key.clone(), value.clone());
            }
        }
    }
    (Address::from_pairs(pairs).0, json!({ "applied": applied, "rejected": rejected }))
}

/// The values of a key, as they would stand in an address; none for `null`.
fn texts(value: &Value) -> Option<Vec<String>> {
    match value {
        Value::Null => Some(Vec::new()),
        Value::Array(values) => {
            values.iter().map(|value| value.as_str().map(str::to_owned)).collect::<Option<Vec<_>>>()
        }
        Value::String(text) => Some(vec![text.clone()]),
        Value::Bool(_) | Value::Number(_) => Some(vec![value.to_string()]),
        Value::Object(_) => None,
    }
}

fn short(text: &str) -> String {
    text.chars().take(MOST_SAID).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PORTAL: &str = "https://portal.example";

    fn talk() -> Talk {
        let config = r#"{ "allowed_parents": ["https://portal.example"], "words": {} }"#;
        Talk::new(config, "f1".to_owned(), "https://uptake.example", None)
    }

    fn ask(talk: &mut Talk, method: &str, params: &str) -> (Value, Option<Address>) {
        let text =
            format!(r#"{{"jsonrpc":"2.0","uptake":1,"frame":"f1","id":7,"method":"{method}","params":{params}}}"#);
        let (address, _) = Address::parse("", "view=talking&area=A&data=exports/may&embed=true");
        let heard = talk.hear(PORTAL, &text, &address);
        let answer: Value = serde_json::from_str(&heard.answer.unwrap_or_default()).unwrap_or_default();
        (answer, heard.address)
    }

    #[test]
    fn the_state_is_told_and_set() {
        let mut talk = talk();
        let (answer, address) = ask(&mut talk, "getState", "{}");
        assert_eq!(
            answer,
            json!({ "jsonrpc": "2.0", "uptake": 1, "frame": "f1", "id": 7, "result":
                { "view": "talking", "theme": "light", "area": ["A"], "data": "exports/may/", "embed": "true" } })
        );
        assert_eq!(address, None);

        let (answer, address) = ask(
            &mut talk,
            "setState",
            r#"{"view":"sources","months":36,"area":["B","C"],"titled":false,"since":null}"#,
        );
        assert_eq!(answer["result"]["rejected"], json!([]));
        assert_eq!(
            answer["result"]["applied"],
            json!({ "view": "sources", "months": 36, "area": ["B", "C"], "titled": false, "since": null })
        );
        assert_eq!(
            address.unwrap_or_default().to_fragment(),
            "view=sources&area=B&area=C&months=36&data=exports/may/&embed=true&titled=false"
        );

        let (_, address) = ask(&mut talk, "setState", r#"{"area":null,"view":null}"#);
        assert_eq!(address.unwrap_or_default().to_fragment(), "data=exports/may/&embed=true");

        let (answer, address) = ask(&mut talk, "setTheme", r#"{"theme":"dark"}"#);
        assert_eq!(answer["result"], json!({ "applied": "dark" }));
        assert_eq!(address.map(|address| address.theme), Some(ThemeName::Dark));
    }

    #[test]
    fn what_no_message_may_set_is_refused_key_by_key() {
        let mut talk = talk();
        let (answer, address) = ask(
            &mut talk,
            "setState",
            r#"{"data":"https://evil.example/x","embed":false,"view":"<img src=x onerror=alert(1)>","months":"1e9","area":{"toString":1},
                "__proto__":{"polluted":true},"constructor":null,"hide":["links",3],"aera":null,"theme":"dark"}"#,
        );
        let rejected = answer["result"]["rejected"].as_array().cloned().unwrap_or_default();
        let mut keys: Vec<&str> = rejected.iter().filter_map(|part| part["key"].as_str()).collect();
        keys.sort_unstable();
        assert_eq!(
            keys,
            ["__proto__", "aera", "area", "constructor", "data", "embed", "hide", "months", "view"],
            "{answer}"
        );
        assert!(rejected.iter().all(|part| part["why"].as_str().is_some_and(|why| !why.is_empty())));
        assert_eq!(answer["result"]["applied"], json!({ "theme": "dark" }));
        assert_eq!(
            address.unwrap_or_default().to_fragment(),
            "view=talking&area=A&data=exports/may/&theme=dark&embed=true"
        );
    }

    #[test]
    fn what_is_no_request_gets_the_error_that_the_standard_names() {
        let mut talk = talk();
        let mut code = |text: &str| {
            let heard = talk.hear(PORTAL, text, &Address::default());
            assert_eq!(heard.address, None);
            let answer: Value = serde_json::from_str(&heard.answer.unwrap_or_default()).unwrap_or_default();
            answer["error"]["code"].as_i64()
        };
        let own = |rest: &str| format!(r#"{{"uptake":1,"frame":"f1",{rest}}}"#);
        assert_eq!(code("{"), Some(-32700));
        assert_eq!(code(&own(r#""id":1,"method":"getState""#)), Some(-32600));
        assert_eq!(code(&own(r#""jsonrpc":"2.0","id":{},"method":"getState""#)), Some(-32600));
        assert_eq!(code(&own(r#""jsonrpc":"2.0","id":1,"method":"eval""#)), Some(-32601));
        assert_eq!(code(&own(r#""jsonrpc":"2.0","id":1,"method":"setState","params":["view"]"#)), Some(-32602));
        assert_eq!(code(&own(r#""jsonrpc":"2.0","id":1,"method":"setTheme","params":{"theme":"red"}"#)), Some(-32602));
        assert_eq!(code(&own(r#""jsonrpc":"2.0","id":1,"method":"getState","params":{"a":1}"#)), Some(-32602));
        // Nobody asked for an answer, and others talk to other frames.
        assert_eq!(code(&own(r#""jsonrpc":"2.0","method":"eval""#)), None);
        assert_eq!(code(r#"{"uptake":1,"frame":"f2","jsonrpc":"2.0","id":1,"method":"getState"}"#), None);
        assert_eq!(code(r#"{"jsonrpc":"2.0","id":1,"method":"getState"}"#), None);
        assert_eq!(code("[1,2]"), None);
        assert_eq!(code(&format!("{}{}", "[".repeat(5000), "]".repeat(5000))), Some(-32700), "depth is bounded");
    }

    #[test]
    fn only_a_page_on_the_list_is_answered_or_told_anything() {
        let text =
            r#"{"jsonrpc":"2.0","uptake":1,"frame":"f1","id":1,"method":"setState","params":{"view":"talking"}}"#;
        let address = Address::default();
        for (config, origin, is_answered) in [
            (r#"{"allowed_parents":["https://portal.example"]}"#, PORTAL, true),
            (r#"{"allowed_parents":["https://portal.example/"]}"#, PORTAL, true),
            (r#"{"allowed_parents":[]}"#, PORTAL, false),
            (r#"{"allowed_parents":["*"]}"#, PORTAL, false),
            (r#"{"allowed_parents":["null"]}"#, "null", false),
            (r#"{"allowed_parents":["https://portal.example"]}"#, "https://portal.example.evil.example", false),
            (r#"{"allowed_parents":["https://portal.example"]}"#, "http://portal.example", false),
            (r#"{"allowed_parents":["https://portal.example"]}"#, "https://portal.example:8443", false),
            ("", PORTAL, false),
            ("not json", PORTAL, false),
            (r#"{"allowed_parents":"https://portal.example"}"#, PORTAL, false),
            ("", "https://uptake.example", true),
        ] {
            let mut talk = Talk::new(config, "f1".to_owned(), "https://uptake.example", None);
            assert_eq!(talk.hear(origin, text, &address).answer.is_some(), is_answered, "{config} {origin}");
            assert_eq!(talk.problem("load", "x").is_some(), is_answered);
            assert_eq!(talk.state_changed(&address, Cause::User).is_some(), is_answered);
            assert_eq!(talk.ready(&address).contains("state"), is_answered);
            assert!(talk.resized(300, 400).is_some(), "a size is no data");
        }
    }

    #[test]
    fn the_origin_of_the_page_around_is_learned_once() {
        let mut talk = talk();
        assert_eq!(talk.target(), "*");
        talk.hear("null", "{}", &Address::default());
        assert_eq!(talk.target(), "*", "a page without an origin stays unknown");
        talk.hear(PORTAL, "{}", &Address::default());
        assert_eq!(talk.target(), PORTAL);
        talk.hear("https://other.example", "{}", &Address::default());
        assert_eq!(talk.target(), PORTAL);
        let opaque = Talk::new("", "f1".to_owned(), "null", Some("null"));
        assert!(!opaque.is_answered(), "a page without an origin is nobody's own");
    }

    #[test]
    fn a_size_is_said_once_and_a_flood_is_not_read() {
        let mut talk = talk();
        assert!(talk.resized(300, 400).is_some());
        assert_eq!(talk.resized(300, 400), None);
        assert!(talk.resized(300, 401).is_some());
        let read = (0..10_000).filter(|_| talk.has_room(5000.0)).count();
        assert_eq!(read as u32, MOST_A_SECOND);
        assert!(talk.has_room(6000.0));
    }
}
