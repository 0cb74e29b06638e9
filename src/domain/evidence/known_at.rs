//! What was known at an instant: duplicates dropped, in an order that does not depend on the order of arrival.

use std::cmp::Ordering;

use super::observation::Evidence;
use crate::domain::time::Timestamp;

/// What was known at `as_of`, each observation once, in an order that does not depend on the order of arrival.
///
/// Where one id (or nonce) has two bodies the smaller JSON text is kept (DESIGN.md section 4); where one body was
/// received twice, the first receipt.
pub fn known_at(evidence: impl IntoIterator<Item = Evidence>, as_of: Timestamp) -> Vec<Evidence> {
    first_of_each(evidence, as_of, false)
}

/// `known_at` applied to each scope separately. Two bodies with one id in different rooms stay two events; this makes a
/// room's reports independent of which other rooms were loaded. Honest LiveKit ids are unique, so only a forger could
/// cause it.
pub fn known_at_per_scope(evidence: impl IntoIterator<Item = Evidence>, as_of: Timestamp) -> Vec<Evidence> {
    first_of_each(evidence, as_of, true)
}

/// Of all that are one thing (in one scope, if `is_per_scope`) the smallest text, of that the first receipt; sorted by
/// receipt.
fn first_of_each(
    evidence: impl IntoIterator<Item = Evidence>,
    as_of: Timestamp,
    is_per_scope: bool,
) -> Vec<Evidence> {
    let mut known: Vec<Evidence> = evidence.into_iter().filter(|one| one.received_at <= as_of).collect();
    let scopes =
        |a: &Evidence, b: &Evidence| if is_per_scope { a.scope.cmp(&b.scope) } else { Ordering::Equal };
    known.sort_unstable_by(|a, b| {
        // The id comes last: one receipt may be written in two ways.
        scopes(a, b)
            .then_with(|| a.duplicate_key().cmp(&b.duplicate_key()))
            .then_with(|| a.canonical_text.cmp(&b.canonical_text))
            .then_with(|| a.received_at.cmp(&b.received_at))
            .then_with(|| a.id.cmp(&b.id))
    });
    known.dedup_by(|repeat, first| {
        scopes(repeat, first).is_eq() && repeat.duplicate_key() == first.duplicate_key()
    });
    known.sort_unstable_by(|a, b| {
        (a.received_at, &a.id, &a.canonical_text).cmp(&(b.received_at, &b.id, &b.canonical_text))
    });
    known
}

/// The manual statement that is in force among several about the same thing: the last received, and of two received at
/// the same instant the one with the smaller text.
pub fn latest_statement<'a>(statements: impl Iterator<Item = &'a Evidence>) -> Option<&'a Evidence> {
    statements.max_by(|a, b| {
        a.received_at.cmp(&b.received_at).then_with(|| b.canonical_text.cmp(&a.canonical_text))
    })
}
