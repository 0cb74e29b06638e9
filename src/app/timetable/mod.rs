//! Timetables: what is planned once and drawn as sessions, eight weeks ahead and each night further. Everything that could
//! collide is found before anything is saved (`foresee`); whether a session may be planned is decided where every other
//! session's is (`app::session::booking`).

pub mod change;
pub mod check;
pub mod create;
mod draw;
pub mod end;
pub mod foresee;
pub mod holidays;
pub mod nightly;
pub mod patch;
pub mod show;

use crate::app::{ActorContext, Error};
use crate::domain::organization::Organization;
use crate::domain::time::{Span, Timestamp};
use crate::domain::timetable::DRAWN_AHEAD;
use crate::store::Read;
use crate::store::timetable::StoredTimetable;

/// One timetable of the organisation.
///
/// # Errors
/// Not found for an id nobody has here.
pub async fn find(read: &mut Read, organization: &str, id: &str) -> Result<StoredTimetable, Error> {
    read.find_timetable(organization, id).await?.ok_or(Error::NotFound("timetable"))
}

/// How the audit log names a timetable.
fn subject(id: &str) -> String {
    format!("timetable:{id}")
}

async fn find_organization(read: &mut Read, actor: &ActorContext) -> Result<Organization, Error> {
    read.find_organization(actor.organization()).await?.ok_or(Error::NotFound("organisation"))
}

/// The time for which sessions are drawn now.
fn drawn_span(now: Timestamp) -> Span {
    Span::new(now, now.plus(DRAWN_AHEAD))
}

/// The time in which a timetable that begins at `first` must not collide to be accepted: what is drawn now, or the same
/// length of time from its first lesson on.
fn checked_span(now: Timestamp, first: Timestamp) -> Span {
    Span::new(now, now.max(first).plus(DRAWN_AHEAD))
}
