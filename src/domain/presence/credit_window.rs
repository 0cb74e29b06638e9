//! The credit window of a session, and where it ends when the next session is in the same room or space.

use std::collections::BTreeMap;

use crate::domain::session::Session;
use crate::domain::time::{Span, Timestamp};

/// The time that belongs to one session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Where presence is credited.
    pub credit: Span,
    /// The span of its room or space that is this session's: connections are cut there, in all figures.
    pub room_span: Span,
}

/// Two sessions that are not cancelled and overlap in one room or space.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("sessions {first} and {second} overlap in one room or space")]
pub struct RoomTaken {
    pub first: String,
    pub second: String,
}

/// The window `session` has beside `others`, of which only those that are not cancelled and share its room or
/// space count. A completion after `as_of` is not known yet.
///
/// The boundary between neighbouring sessions uses scheduled times only, not an early completion: otherwise a teacher who
/// ends one lesson early would change the figures of another.
pub fn session_window(session: &Session, others: &[&Session], as_of: Timestamp) -> Window {
    let mut credit = session.widest_credit_window();
    let mut share = Span::new(Timestamp::MIN, Timestamp::MAX);
    for place in session.places() {
        let sharing = others
            .iter()
            .filter(|other| other.id != session.id && !other.cancelled && other.places().any(|p| p == place));
        let (before, after): (Vec<&Session>, Vec<&Session>) =
            sharing.copied().partition(|other| other.start < session.start);
        let previous = before.into_iter().max_by_key(|other| other.start);
        let next = after.into_iter().min_by_key(|other| other.start);
        if let Some(at) = previous.and_then(|previous| boundary_between(previous, session)) {
            credit.from = at;
            share.from = share.from.max(at);
        }
        if let Some(at) = next.and_then(|next| boundary_between(session, next)) {
            credit.to = credit.to.min(at);
            share.to = share.to.min(at);
        }
    }
    credit.from = credit.from.max(share.from);
    if let Some(completed) = session.completed_as_of(as_of) {
        credit.to = credit.to.min(completed);
    }
    Window { credit, room_span: share }
}

/// Where two neighbours part, when their windows would touch or overlap: the earlier one's end + overrun, but not
/// after the later one's start. There the earlier window ends and the later one begins.
fn boundary_between(earlier: &Session, later: &Session) -> Option<Timestamp> {
    let overrun = earlier.end.plus(earlier.policy.overrun_credit);
    let early = later.start.plus(-later.policy.early_credit);
    (overrun >= early).then(|| overrun.min(later.start))
}

/// Refuses sessions that overlap in one room or space.
///
/// # Errors
/// One such pair; which one does not depend on the order given.
pub fn check_rooms<'a>(sessions: impl IntoIterator<Item = &'a Session>) -> Result<(), RoomTaken> {
    let mut by_place: BTreeMap<_, Vec<&Session>> = BTreeMap::new();
    for session in sessions.into_iter().filter(|session| !session.cancelled) {
        for place in session.places() {
            by_place.entry(place).or_default().push(session);
        }
    }
    for sharing in by_place.values_mut() {
        sharing.sort_by(|a, b| (a.start, &a.id).cmp(&(b.start, &b.id)));
        if let Some(pair) = sharing.windows(2).find(|pair| pair[1].start < pair[0].end) {
            return Err(RoomTaken { first: pair[0].id.clone(), second: pair[1].id.clone() });
        }
    }
    Ok(())
}
