//! What is read has 4.5:1 against what it stands on, and what is looked at has 3:1 against what it touches: in light, dark and print.
//!
//! `style/tokens.css` is the one place for colours, so it is what is read here.
#![expect(clippy::expect_used, reason = "tokens that can't be read end the test")]

use std::collections::BTreeMap;

use uptake::app::drawings::detail::STACKS;
use uptake::figure::mark::Look;
use uptake::figure::stack::Part;
use uptake::figure::{Role, Theme};

type Colours = BTreeMap<String, [u8; 3]>;

const TEXT: f64 = 4.5;
const GRAPHIC: f64 = 3.0;

/// What stands on what.
const PAIRS: [(f64, &str, &[&str]); 16] = [
    (TEXT, "ground", &["ink", "ink-2", "accent", "better", "worse", "engineer", "direct"]),
    (TEXT, "sunk", &["ink", "ink-2", "accent", "better", "worse", "engineer"]),
    (TEXT, "band", &["ink", "ink-2"]),
    (TEXT, "notice", &["ink", "worse", "accent"]),
    (TEXT, "accent", &["on-accent"]),
    (TEXT, "q1", &["ink"]),
    (TEXT, "q2", &["ink"]),
    (TEXT, "q3", &["ink"]),
    (TEXT, "q4", &["ink"]),
    (TEXT, "q5", &["ink"]),
    (GRAPHIC, "ground", &["direct", "analyst", "engineer", "unknown", "extra", "edge", "accent", "notice-edge"]),
    (GRAPHIC, "band", &["direct", "edge", "ink-2", "accent"]),
    (GRAPHIC, "notice", &["notice-edge"]),
    // Parts of a stack touch in this order.
    (GRAPHIC, "analyst", &["direct"]),
    (GRAPHIC, "engineer", &["analyst"]),
    (GRAPHIC, "unknown", &["engineer"]),
];

fn tokens() -> String {
    let css =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/style/tokens.css")).expect("style/tokens.css");
    let mut bare = String::new();
    for (i, part) in css.split("/*").enumerate() {
        bare.push_str(if i == 0 { part } else { part.split_once("*/").expect("a comment ends").1 });
    }
    bare
}

/// The colours that the one rule whose line begins with `start` sets.
fn rule(css: &str, start: &str) -> Colours {
    let at = css.find(&format!("\n{start}")).unwrap_or_else(|| panic!("tokens.css has no rule {start:?}"));
    let (_, body) = css[at..].split_once('{').expect("a rule has a body");
    let (body, _) = body.split_once('}').expect("a rule ends");
    body.split(';').filter_map(|line| line.trim().strip_prefix("--")?.split_once(": ")).filter_map(colour).collect()
}

fn colour((name, value): (&str, &str)) -> Option<(String, [u8; 3])> {
    let hex = value.trim().strip_prefix('#')?;
    let part = |i| u8::from_str_radix(hex.get(i..i + 2)?, 16).ok();
    Some((name.to_owned(), [part(0)?, part(2)?, part(4)?]))
}

/// Every theme, as the cascade makes it: light, and over it what the theme says otherwise.
fn themes() -> [(&'static str, Colours); 4] {
    let css = tokens();
    let light = rule(&css, ":root, [data-theme=\"light\"]");
    let over = |start| {
        let mut colours = light.clone();
        colours.extend(rule(&css, start));
        colours
    };
    let (dark, system) = (over("[data-theme=\"dark\"]"), over("  :root:not([data-theme=\"light\"]) {"));
    let print = over("  :root, [data-theme], :root:not");
    [("light", light), ("dark", dark), ("dark of the system", system), ("print", print)]
}

/// Relative luminance as WCAG 2 defines it.
fn luminance(colour: [u8; 3]) -> f64 {
    let [r, g, b] = colour.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn ratio(a: [u8; 3], b: [u8; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn every_pair_can_be_told_apart_in_every_theme() {
    let mut short = Vec::new();
    for (theme, colours) in themes() {
        let of = |name: &str| *colours.get(name).unwrap_or_else(|| panic!("{theme} has no --{name}"));
        for (need, under, all) in PAIRS {
            for over in all {
                let found = ratio(of(over), of(under));
                if found < need {
                    short.push(format!("--{over} on --{under} in {theme}: {found:.2}, needs {need}"));
                }
            }
        }
    }
    assert!(short.is_empty(), "{}", short.join("\n"));
}

/// Parts of a stack lie on each other in the order in which they are listed; one that is outlined is of ground inside.
#[test]
fn neighbours_in_every_stack_can_be_told_apart_in_every_theme() {
    let mut short = Vec::new();
    for (theme, colours) in themes() {
        let of = |part: &Part| {
            let role = if part.look == Look::Outlined { Role::Ground } else { part.role };
            let name = role.paint(Theme::Page).trim_start_matches("var(--").trim_end_matches(')');
            *colours.get(name).unwrap_or_else(|| panic!("{theme} has no --{name}"))
        };
        for (under, over) in STACKS.iter().flat_map(|stack| stack.iter().zip(&stack[1..])) {
            let found = ratio(of(under), of(over));
            if found < GRAPHIC {
                short.push(format!("{} on {} in {theme}: {found:.2}", over.key, under.key));
            }
        }
    }
    assert!(short.is_empty(), "{}", short.join("\n"));
}

/// A stack that is not listed would not be looked at.
#[test]
fn every_stack_is_listed() {
    let source = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![source];
    let mut stacks = 0;
    while let Some(folder) = folders.pop() {
        for entry in
            std::fs::read_dir(folder).expect("a folder of the source").map(|entry| entry.expect("an entry").path())
        {
            if entry.is_dir() {
                folders.push(entry);
            } else {
                stacks += std::fs::read_to_string(&entry).expect("a source").matches(": [Part; ").count();
            }
        }
    }
    assert_eq!(stacks, STACKS.len());
}

#[test]
fn dark_is_the_same_whoever_asks_for_it() {
    let [_, (_, asked), (_, system), _] = themes();
    assert_eq!(asked, system, "[data-theme=\"dark\"] and prefers-color-scheme: dark");
}

#[test]
fn dark_and_print_leave_no_colour_to_light() {
    let css = tokens();
    let light = rule(&css, ":root, [data-theme=\"light\"]");
    for start in ["[data-theme=\"dark\"]", "  :root, [data-theme], :root:not"] {
        let theme = rule(&css, start);
        assert!(light.keys().eq(theme.keys()), "{start} sets {:?}", theme.keys());
    }
}

#[test]
fn black_on_white_is_21_to_1() {
    assert!((ratio([0; 3], [255; 3]) - 21.0).abs() < 1e-9);
    assert!((ratio([0x54, 0x5D, 0x67], [255; 3]) - 6.69).abs() < 0.005, "as the visual language has it");
}
