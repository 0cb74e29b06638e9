//! The one text of a JSON value, whatever the order of its keys, and digests of texts. Ids of evidence, comparisons and
//! idempotency rest on both, so a change here would change stored ids.

use serde::Serialize;
use serde_json::Value;
use serde_json_borrow::Value as Borrowed;
use sha2::{Digest, Sha256};

/// JSON text with keys sorted and no spaces.
pub fn canonical_json(value: &Value) -> String {
    let mut text = Vec::with_capacity(512);
    write_canonical(value, &mut text);
    String::from_utf8(text).expect("serde writes UTF-8")
}

fn write_canonical(value: &Value, out: &mut Vec<u8>) {
    match value {
        Value::Object(object) => {
            let mut members: Vec<(&String, &Value)> = object.iter().collect();
            members.sort_unstable_by_key(|(key, _)| *key);
            out.push(b'{');
            for (index, (key, member)) in members.into_iter().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                write_scalar(key, out);
                out.push(b':');
                write_canonical(member, out);
            }
            out.push(b'}');
        }
        Value::Array(items) => {
            out.push(b'[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                write_canonical(item, out);
            }
            out.push(b']');
        }
        scalar => write_scalar(scalar, out),
    }
}

fn write_scalar<T: Serialize + ?Sized>(scalar: &T, out: &mut Vec<u8>) {
    serde_json::to_writer(out, scalar).expect("a scalar can be written to memory");
}

/// Whether a JSON text is written as `canonical_json` writes it, as far as keys and spaces go: `value` is what was read from
/// it. Everything we store was written so; the check is for what something else has put into the database.
pub fn is_canonical(text: &str, value: &Borrowed<'_>) -> bool {
    !has_space_between(text) && has_sorted_keys(value)
}

/// Whether a JSON text has white space outside of its texts.
fn has_space_between(json: &str) -> bool {
    let (mut is_in_text, mut is_escaped) = (false, false);
    json.bytes().any(|byte| {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if is_in_text => is_escaped = true,
            b'"' => is_in_text = !is_in_text,
            b' ' | b'\t' | b'\n' | b'\r' => return !is_in_text,
            _ => {}
        }
        false
    })
}

/// Whether the keys of every object stand in order, each once.
fn has_sorted_keys(value: &Borrowed<'_>) -> bool {
    match value {
        Borrowed::Object(object) => {
            object.as_vec().is_sorted_by(|(a, _), (b, _)| **a < **b)
                && object.as_vec().iter().all(|(_, member)| has_sorted_keys(member))
        }
        Borrowed::Array(items) => items.iter().all(has_sorted_keys),
        _ => true,
    }
}

/// SHA-256 of a text, lower-case hexadecimal.
pub fn sha256_hex(text: &str) -> String {
    hex::encode(Sha256::digest(text.as_bytes()))
}
