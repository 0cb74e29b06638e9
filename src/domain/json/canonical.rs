//! The one text of a JSON value, whatever the order of its keys, and digests of texts. Ids of evidence, comparisons and
//! idempotency rest on both, so a change here would change stored ids.

use serde::Serialize;
use serde_json::Value;
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

/// SHA-256 of a text, lower-case hexadecimal.
pub fn sha256_hex(text: &str) -> String {
    hex::encode(Sha256::digest(text.as_bytes()))
}
