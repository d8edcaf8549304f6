//! Whether two results in JSON say the same.

use serde_json::Value;

/// Where `found` differs from `expected`, a line each; none if nothing does.
///
/// Numbers may differ by 1e-9 of themselves and 1e-9 more. `notes`, and a `list` that is not expected, are for people. A key that is
/// missing or one too many is a difference, and so is null against a number.
pub fn differences(expected: &Value, found: &Value) -> Vec<String> {
    let mut differences = Vec::new();
    compare(expected, found, "", &mut differences);
    differences
}

fn compare(expected: &Value, found: &Value, path: &str, differences: &mut Vec<String>) {
    match (expected, found) {
        (Value::Number(a), Value::Number(b)) => {
            let (a, b) = (a.as_f64().unwrap(), b.as_f64().unwrap());
            if (a - b).abs() > 1e-9 + 1e-9 * a.abs() {
                differences.push(format!("{path}: expected {a}, found {b}"));
            }
        }
        (Value::Object(a), Value::Object(b)) => {
            for (key, a) in a.iter().filter(|(key, _)| *key != "notes") {
                match b.get(key) {
                    Some(b) => compare(a, b, &format!("{path}.{key}"), differences),
                    None => differences.push(format!("{path}.{key}: expected {a}, the key is missing")),
                }
            }
            let more = b.iter().filter(|(key, _)| !["notes", "list"].contains(&key.as_str()) && !a.contains_key(*key));
            differences.extend(more.map(|(key, b)| format!("{path}.{key}: not expected, found {b}")));
        }
        (Value::Array(a), Value::Array(b)) => {
            if a.len() != b.len() {
                differences.push(format!("{path}: expected {} entries, found {}", a.len(), b.len()));
            }
            a.iter().zip(b).enumerate().for_each(|(i, (a, b))| compare(a, b, &format!("{path}[{i}]"), differences));
        }
        (a, b) if a == b => {}
        (a, b) => differences.push(format!("{path}: expected {a}, found {b}")),
    }
}

#[test]
fn a_comparison_tells_what_differs() {
    let json = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    for (expected, found, differ) in [
        (r#"{"a": 1, "notes": ["x"]}"#, r#"{"a": 1.0000000001, "list": []}"#, 0),
        (r#"{"a": 1000000000000}"#, r#"{"a": 1000000000001}"#, 0),
        (r#"{"a": 1}"#, r#"{"a": 1.00001}"#, 1),
        (r#"{"a": 0}"#, r#"{"a": null}"#, 1),
        (r#"{"a": 1, "list": []}"#, r#"{"b": 1}"#, 3),
        (r#"{"a": [1, 2]}"#, r#"{"a": [1]}"#, 1),
    ] {
        assert_eq!(differences(&json(expected), &json(found)).len(), differ, "{expected} and {found}");
    }
}
