//! What a piece of evidence is about, as one text by which it is found again: `room:…`, `space:…`, `session:…`,
//! `visitor:…`.
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

/// What one person did at venues: scans and entries by hand that name no session. (Evidence of a venue as a whole had a
/// scope `venue:…` once. A row that still has it concerns no session, and `rollcall verify` names it.)
pub fn visitor(person: &str) -> String {
    format!("visitor:{person}")
}
