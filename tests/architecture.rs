//! The way of the data is one way: this reads `src/` and `columns/src/` and names every line that goes against it.
//!
//! Sources are read as tokens, so that words in comments and in texts don't count, and what is inside macros does. Test modules are
//! left out: they may read the files and the clock that the code itself may not.
#![expect(clippy::expect_used, reason = "a source that can't be read ends the test")]

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// What each module at the top may use of its siblings.
const LAYERS: [(&str, &[&str]); 10] = [
    ("app", &["figure", "story", "measure", "org", "stats", "export"]),
    ("cli", &["figure", "story", "measure", "org", "stats", "export", "sample"]),
    ("figure", &["story", "measure", "org", "stats"]),
    ("story", &["measure", "org", "stats"]),
    ("measure", &["org", "stats"]),
    ("export", &["org"]),
    ("sample", &["org"]),
    ("org", &[]),
    ("stats", &[]),
    ("columns", &[]),
];

/// Which modules alone may use a crate, and why.
const CRATES: [(&str, &[&str], &str); 13] = [
    ("plotters", &["figure"], "one file draws, so that figures can change their library"),
    ("leptos", &["app"], BROWSER),
    ("web_sys", &["app"], BROWSER),
    ("js_sys", &["app"], BROWSER),
    ("wasm_bindgen", &["app"], BROWSER),
    ("wasm_bindgen_futures", &["app"], BROWSER),
    ("gloo_*", &["app"], BROWSER),
    ("clap", &["cli"], "only the command line has arguments"),
    ("csv", &["export", "sample"], CONTAINERS),
    ("zip", &["export"], CONTAINERS),
    ("uptake_columns", &["export", "org"], "what is built for speed is reached through the organisation"),
    ("wide", &["columns"], "what is done for every byte is in one crate"),
    ("flate2", &["export"], CONTAINERS),
];
const BROWSER: &str = "only the page knows the browser; everything else runs and is tested natively";
const CONTAINERS: &str = "how an export is packed is known in one place";

/// What is outside the program, and belongs to the page and the command line.
const OUTSIDE: [&str; 5] = ["time", "fs", "env", "net", "process"];
const PRINTING: [&str; 5] = ["print", "println", "eprint", "eprintln", "dbg"];
const LONGEST: usize = 400;

#[test]
fn imports_follow_the_way_of_the_data() {
    check(|file, found| {
        for path in &file.paths {
            let Some((layer, target)) = file.sibling(path) else { continue };
            let allowed = LAYERS.iter().find(|(name, _)| *name == layer).map(|(_, allowed)| *allowed);
            let Some(allowed) = allowed else {
                found.at(
                    path.line,
                    &format!("the module `{layer}`"),
                    "a module at the top has a place in the way of the data: name it in LAYERS",
                );
                continue;
            };
            if target != layer && LAYERS.iter().any(|(name, _)| *name == target) && !allowed.contains(&target.as_str())
            {
                found.at(path.line, &format!("`{path}`"), &format!("`{layer}` may use {}", list(allowed)));
            }
        }
    });
}

#[test]
fn crates_stay_where_they_belong() {
    check(|file, found| {
        for path in file.paths.iter().filter(|path| path.is_absolute) {
            let head = path.parts[0].as_str();
            let rule = CRATES
                .iter()
                .find(|(name, ..)| name.strip_suffix('*').map_or(*name == head, |start| head.starts_with(start)));
            if let Some((_, places, why)) = rule
                && !places.contains(&file.layer().as_str())
            {
                found.at(path.line, &format!("`{path}`"), &format!("`{head}` belongs to {}: {why}", list(places)));
            }
        }
    });
}

#[test]
fn one_file_draws() {
    let with_plotters = sources().into_iter().filter(|file| file.paths.iter().any(|path| path.parts[0] == "plotters"));
    let names: Vec<String> = with_plotters.map(|file| file.name).collect();
    assert!(
        names.len() <= 1,
        "plotters is used in {names:?}; one file draws, so that figures can change their library"
    );
}

#[test]
fn below_page_and_command_line_nothing_reaches_outside() {
    check(|file, found| {
        if ["app", "cli", "main"].contains(&file.layer().as_str()) {
            return;
        }
        for path in &file.paths {
            if let [root, part, ..] = path.parts.as_slice()
                && root == "std"
                && OUTSIDE.contains(&part.as_str())
            {
                found.at(
                    path.line,
                    &format!("`{path}`"),
                    "clock, files, network and surroundings are arguments here, read in app/ and cli only",
                );
            }
        }
    });
}

#[test]
fn only_the_command_line_prints() {
    check(|file, found| {
        for call in file.macros.iter().filter(|call| PRINTING.contains(&call.name.as_str()) && file.layer() != "cli") {
            found.at(call.line, &format!("`{}!`", call.name), "return it: the command line prints, the page shows");
        }
    });
}

#[test]
fn nothing_ends_the_program() {
    check(|file, found| {
        for call in file.macros.iter().filter(|call| call.name == "panic") {
            found.at(call.line, "`panic!`", "return an error that says what to do: a panic leaves a dead page");
        }
        for line in &file.unwraps {
            found.at(*line, "`.unwrap()`", "say what happens without a value: a panic leaves a dead page");
        }
    });
}

#[test]
fn views_have_no_inline_styles() {
    check(|file, found| {
        for line in &file.inline_styles {
            found.at(*line, "`style=`", "the policy of the page drops it in silence; use a class of style/");
        }
    });
}

#[test]
fn files_are_short_enough_to_read() {
    check(|file, found| {
        if file.lines_without_tests > LONGEST {
            let what = format!("{} lines without its tests", file.lines_without_tests);
            found.at(1, &what, &format!("over {LONGEST} a file wants splitting by meaning"));
        }
    });
}

#[test]
fn every_file_says_what_it_is() {
    check(|file, found| {
        if !file.text.starts_with("//!") {
            found.at(1, "no `//!`", "the first line of a module says what it is");
        }
    });
}

#[test]
fn the_words_of_one_architecture_are_absent() {
    check(|file, found| {
        for (number, line) in file.text.lines().enumerate() {
            let plain: String = line.to_lowercase().split(|c: char| !c.is_alphabetic()).collect::<Vec<_>>().join(" ");
            if plain.contains(concat!("data", " mesh")) {
                found.at(
                    number + 1,
                    &format!("`{}`", line.trim()),
                    "the page speaks of taking up data, whatever the architecture is called",
                );
            }
        }
    });
}

#[test]
fn every_stylesheet_is_linked() {
    let page = fs::read_to_string(root().join("public/index.html")).expect("the page");
    for entry in fs::read_dir(root().join("style")).expect("style/") {
        let name = entry.expect("an entry of style/").file_name().into_string().expect("a plain name");
        assert!(
            page.contains(&format!("href=\"../style/{name}\"")),
            "style/{name} is not linked in public/index.html: it would have no effect"
        );
    }
}

// ---- the rules themselves, tried on small sources

#[test]
fn paths_are_found_wherever_they_stand() {
    let file = Source::new(
        "src/org/day.rs",
        "//! x\nuse crate::{measure::{A, b::C}, stats};\nfn f() { vec![::csv::Reader::<u8>::new()]; super::super::app::start() }\n\
         // crate::cli\n/// crate::cli\nconst X: &str = \"crate::cli\";\n#[cfg(test)]\nmod tests { use crate::cli; }\n",
    );
    let paths: Vec<String> = file.paths.iter().map(|path| format!("{}:{path}", path.line)).collect();
    for expected in [
        "2:crate::measure::A",
        "2:crate::measure::b::C",
        "2:crate::stats",
        "3:csv::Reader",
        "3:super::super::app::start",
    ] {
        assert!(paths.contains(&expected.to_owned()), "{expected} is not in {paths:?}");
    }
    assert!(!paths.iter().any(|path| path.contains("cli")), "{paths:?}");
    let siblings: BTreeSet<String> = file.paths.iter().filter_map(|path| Some(file.sibling(path)?.1)).collect();
    assert_eq!(siblings, ["app", "measure", "stats"].map(str::to_owned).into());
}

#[test]
fn calls_and_attributes_are_found_outside_tests_only() {
    let file = Source::new(
        "src/app/tile.rs",
        "//! x\nfn f() { x.unwrap();\npanic!(); view! { <p style=\"a\">{style == 1}</p> }; x.unwrap_or(1) }\n#[cfg(test)]\nmod tests {\n  fn g() { x.unwrap(); panic!(); }\n}\n",
    );
    assert_eq!(file.unwraps, [2]);
    assert_eq!(file.macros.iter().filter(|call| call.name == "panic").map(|call| call.line).collect::<Vec<_>>(), [3]);
    assert_eq!(file.inline_styles, [3]);
    assert_eq!(file.lines_without_tests, 3);
}

// ---- reading the sources

struct Source {
    /// From the top of the project.
    name: String,
    text: String,
    /// Where the file stands in the tree of modules: `["org", "calendar"]`.
    module: Vec<String>,
    paths: Vec<Found>,
    macros: Vec<Call>,
    unwraps: Vec<usize>,
    inline_styles: Vec<usize>,
    lines_without_tests: usize,
}

/// A path in the source, with the groups of `use` taken apart.
struct Found {
    parts: Vec<String>,
    line: usize,
    /// How many inline modules it stands in.
    depth: usize,
    /// Whether it begins where the name of a crate may stand.
    is_absolute: bool,
}

struct Call {
    name: String,
    line: usize,
}

impl Source {
    fn new(name: &str, text: &str) -> Self {
        let inside = name.trim_start_matches("columns/").trim_start_matches("src/");
        let inside = inside.trim_end_matches(".rs").trim_end_matches("/mod");
        // A crate of its own is a layer like any other.
        let layer = name.starts_with("columns/").then_some("columns");
        let module = layer.into_iter().chain(inside.split('/')).map(str::to_owned).collect();
        let lines_without_tests = text.lines().count();
        let (name, text) = (name.to_owned(), text.to_owned());
        let tokens = TokenStream::from_str(&text).unwrap_or_else(|error| panic!("{name} is not Rust: {error}"));
        let mut source = Self {
            name,
            text,
            module,
            paths: vec![],
            macros: vec![],
            unwraps: vec![],
            inline_styles: vec![],
            lines_without_tests,
        };
        source.read(tokens, 0, false);
        source
    }

    /// The module at the top that the file belongs to.
    fn layer(&self) -> String {
        self.module[0].clone()
    }

    /// Of a path to another module of this crate: where it stands and the module at the top that it names.
    fn sibling(&self, path: &Found) -> Option<(String, String)> {
        let layer = self.layer();
        let ups = path.parts.iter().take_while(|part| *part == "super").count();
        let target = match path.parts[0].as_str() {
            "crate" => path.parts.get(1)?,
            "super" if ups == self.module.len() + path.depth => path.parts.get(ups)?,
            _ => return None,
        };
        (layer != "lib" && layer != "main").then(|| (layer, target.clone()))
    }

    fn read(&mut self, tokens: TokenStream, depth: usize, in_view: bool) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while at < tokens.len() {
            if is_test_attribute(&tokens, at) {
                at = self.skip_item(&tokens, at);
                continue;
            }
            // An attribute of documentation is text.
            if is_punct(&tokens, at, '#')
                && matches!(tokens.get(at + 1), Some(TokenTree::Group(group)) if starts_with(group.stream(), "doc"))
            {
                at += 2;
                continue;
            }
            match &tokens[at] {
                TokenTree::Ident(ident) => self.read_ident(&tokens, at, &ident.to_string(), depth, in_view),
                TokenTree::Group(group) => {
                    let is_module =
                        group.delimiter() == Delimiter::Brace && at >= 2 && is_ident(&tokens, at - 2, "mod");
                    let opens_view = at >= 2 && is_punct(&tokens, at - 1, '!') && is_ident(&tokens, at - 2, "view");
                    if at < 2 || !is_colons(&tokens, at - 2) {
                        // what is inside a `use` group was read with its path
                        self.read(group.stream(), depth + usize::from(is_module), in_view || opens_view);
                    }
                }
                _ => {}
            }
            at += 1;
        }
    }

    fn read_ident(&mut self, tokens: &[TokenTree], at: usize, name: &str, depth: usize, in_view: bool) {
        let line = tokens[at].span().start().line;
        if is_punct(tokens, at + 1, '!') && matches!(tokens.get(at + 2), Some(TokenTree::Group(_))) {
            self.macros.push(Call { name: name.to_owned(), line });
        }
        let after_dot = at > 0 && is_punct(tokens, at - 1, '.');
        if name == "unwrap" && after_dot && matches!(tokens.get(at + 1), Some(TokenTree::Group(_))) {
            self.unwraps.push(line);
        }
        if in_view && name == "style" && is_punct(tokens, at + 1, '=') && !is_punct(tokens, at + 2, '=') {
            self.inline_styles.push(line);
        }
        let continues = at >= 2 && is_colons(tokens, at - 2);
        let leading_colons =
            continues && (at < 3 || !matches!(tokens[at - 3], TokenTree::Ident(_)) || is_ident(tokens, at - 3, "use"));
        let starts = !after_dot && (!continues || leading_colons);
        let used = at > 0 && (is_ident(tokens, at - 1, "use") || is_ident(tokens, at - 1, "crate"));
        if starts && (is_colons(tokens, at + 1) || used) {
            let mut found = Vec::new();
            follow(tokens, at, &[], &mut found);
            let paths = found.into_iter().map(|(parts, line)| Found { parts, line, depth, is_absolute: true });
            self.paths.extend(paths);
        }
    }

    /// Past the item that an attribute at `at` belongs to; its lines are not counted.
    fn skip_item(&mut self, tokens: &[TokenTree], at: usize) -> usize {
        let ends = |token: &TokenTree| match token {
            TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
            TokenTree::Punct(punct) => punct.as_char() == ';',
            _ => false,
        };
        let end = tokens[at..].iter().position(ends).map_or(tokens.len() - 1, |length| at + length);
        let lines = tokens[end].span().end().line + 1 - tokens[at].span().start().line;
        self.lines_without_tests = self.lines_without_tests.saturating_sub(lines);
        end + 1
    }
}

/// Takes a path apart from the identifier at `at` on, into one for each leaf of a `use` tree.
fn follow(tokens: &[TokenTree], mut at: usize, before: &[String], found: &mut Vec<(Vec<String>, usize)>) {
    let mut parts = before.to_vec();
    let line = tokens[at].span().start().line;
    while let Some(TokenTree::Ident(ident)) = tokens.get(at) {
        parts.push(ident.to_string());
        if !is_colons(tokens, at + 1) {
            break;
        }
        at += 3;
    }
    if let Some(TokenTree::Group(group)) = tokens.get(at) {
        let inner: Vec<TokenTree> = group.stream().into_iter().collect();
        for piece in inner
            .split(|token| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ','))
            .filter(|piece| !piece.is_empty())
        {
            follow(piece, 0, &parts, found);
        }
    } else {
        found.push((parts, line));
    }
}

fn is_test_attribute(tokens: &[TokenTree], at: usize) -> bool {
    is_punct(tokens, at, '#')
        && matches!(tokens.get(at + 1), Some(TokenTree::Group(group)) if group.stream().to_string().replace(' ', "") == "cfg(test)")
}

fn is_punct(tokens: &[TokenTree], at: usize, character: char) -> bool {
    matches!(tokens.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == character)
}

fn is_colons(tokens: &[TokenTree], at: usize) -> bool {
    is_punct(tokens, at, ':') && is_punct(tokens, at + 1, ':')
}

fn is_ident(tokens: &[TokenTree], at: usize, name: &str) -> bool {
    matches!(tokens.get(at), Some(TokenTree::Ident(ident)) if ident == name)
}

fn starts_with(tokens: TokenStream, name: &str) -> bool {
    matches!(tokens.into_iter().next(), Some(TokenTree::Ident(ident)) if ident == name)
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.parts.join("::"))
    }
}

/// Every file of `src/` and of the crate beside it that is not a test as a whole.
fn sources() -> Vec<Source> {
    let mut files = Vec::new();
    collect(&root().join("src"), &mut files);
    collect(&root().join("columns/src"), &mut files);
    files.sort();
    let name_of =
        |path: &Path| path.strip_prefix(root()).expect("a file of the project").to_string_lossy().replace('\\', "/");
    let is_test = |name: &str| name.ends_with("/tests.rs") || name.contains("/tests/");
    let names = files.iter().map(|path| (name_of(path), path)).filter(|(name, _)| !is_test(name));
    names.map(|(name, path)| Source::new(&name, &fs::read_to_string(path).expect("a source"))).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of src/") {
        let path = entry.expect("an entry of src/").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What a rule found in one file.
struct Findings<'a> {
    file: &'a str,
    lines: Vec<String>,
}

impl Findings<'_> {
    fn at(&mut self, line: usize, what: &str, why: &str) {
        self.lines.push(format!("{}:{line}: {what}. {}{}.", self.file, why[..1].to_uppercase(), &why[1..]));
    }
}

/// Applies a rule to every source and fails with all that it finds.
fn check(rule: impl Fn(&Source, &mut Findings<'_>)) {
    let mut lines = Vec::new();
    for source in sources() {
        let mut findings = Findings { file: &source.name, lines: Vec::new() };
        rule(&source, &mut findings);
        lines.extend(findings.lines);
    }
    assert!(lines.is_empty(), "\n{}", lines.join("\n"));
}

fn list(names: &[&str]) -> String {
    if names.is_empty() { "none of the others".to_owned() } else { names.join(", ") }
}
