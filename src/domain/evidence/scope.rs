//! What a piece of evidence is about, as one text by which it is found again: `room:…`, `space:…`, `session:…`, `venue:…`.
//! The store keeps it in a column.

/// Binds: they concern every session in which the identity appears.
pub const IDENTITIES: &str = "identities";

pub fn room(name: &str) -> String {
    format!("room:{name}")
}

pub fn space(name: &str) -> String {
    format!("space:{name}")
}

pub fn session(id: &str) -> String {
    format!("session:{id}")
}

pub fn venue(id: &str) -> String {
    format!("venue:{id}")
}
