//! Finds a session within the scope of the caller, and which part of it they may see.

use std::collections::BTreeSet;

use crate::app::Error;
use crate::domain::access::{OwnRows, Scope};
use crate::domain::presence::credit_window::session_window;
use crate::domain::session::Session;
use crate::domain::time::{Span, Timestamp};
use crate::store::session::StoredSession;
use crate::store::{Read, StoreError};

/// The refusal for a session outside the caller's scope.
const SESSION_OUT_OF_SCOPE: &str = "This session belongs to somebody else in your organisation.";

/// One session within the scope.
///
/// # Errors
/// Not found for an id nobody has here, another organisation's included; forbidden for one that is not the caller's.
pub async fn find(read: &mut Read, scope: &Scope, id: &str) -> Result<StoredSession, Error> {
    let is_own_event = has_event(read, scope, id).await?;
    if !is_own_event && scope.own_rows().is_some_and(OwnRows::are_events_alone) {
        return Err(Error::Forbidden(SESSION_OUT_OF_SCOPE));
    }
    let found = read.find_session(scope.organization(), id).await?.ok_or(Error::NotFound("session"))?;
    match is_own_event || reaches(scope, &found.session) {
        true => Ok(found),
        false => Err(Error::Forbidden(SESSION_OUT_OF_SCOPE)),
    }
}

/// Whether it is an event that the caller has as an organizer or as its partner.
async fn has_event(read: &mut Read, scope: &Scope, id: &str) -> Result<bool, Error> {
    if !scope.own_rows().is_some_and(|own| own.organizer.is_some() || own.partner.is_some()) {
        return Ok(false);
    }
    let event = read.find_event(scope.organization(), id).await?;
    Ok(event.is_some_and(|event| {
        scope.covers_event(&event.organizers, event.created_by.as_deref(), event.partner.as_deref())
    }))
}

pub fn reaches(scope: &Scope, session: &Session) -> bool {
    scope.covers_session(session.teacher.as_deref(), session.students.iter().map(String::as_str))
}

/// The credit window of a session, as its neighbours in the room or space leave it.
pub async fn credit_window(
    read: &mut Read,
    stored: &StoredSession,
    as_of: Timestamp,
) -> Result<Span, StoreError> {
    let sharing = read.list_adjacent_sessions(&stored.organization_id, &[&stored.session]).await?;
    let neighbours: Vec<&Session> = sharing.iter().map(|one| &one.session).collect();
    Ok(session_window(&stored.session, &neighbours, as_of).credit)
}

/// The part of a session that a caller may see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VisiblePart<'a> {
    /// All of it: the office, and its teacher.
    Whole,
    /// What concerns these people alone: oneself, one's children.
    People(&'a BTreeSet<String>),
}

impl<'a> VisiblePart<'a> {
    pub fn of(scope: &'a Scope, session: &Session) -> VisiblePart<'a> {
        VisiblePart::of_session_taught_by(scope, session.teacher.as_deref())
    }

    /// The same, where only the teacher is known of the session.
    pub fn of_session_taught_by(scope: &'a Scope, teacher: Option<&str>) -> VisiblePart<'a> {
        match scope.own_rows() {
            None => VisiblePart::Whole,
            Some(_) if scope.covers_whole_session(teacher) => VisiblePart::Whole,
            Some(own) => VisiblePart::People(&own.people),
        }
    }

    pub fn is_whole(&self) -> bool {
        *self == VisiblePart::Whole
    }

    /// Whether what concerns `person` is in it.
    pub fn includes(&self, person: &str) -> bool {
        match self {
            VisiblePart::Whole => true,
            VisiblePart::People(people) => people.contains(person),
        }
    }
}
