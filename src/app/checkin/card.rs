//! The card of a member, read at a reception: it lets in at a venue, into a lesson, or into an event.

use super::attempt::{Attempt, RefusedScan, ScanDecision};
use super::{at_venue, event_desk, in_session};
use crate::app::Error;
use crate::domain::checkin::code::Code;
use crate::domain::checkin::refusal::Refusal;
use crate::store::Write;

/// A receptionist reads a card.
///
/// # Errors
/// 400 `choose_venue` where there are several and neither venue nor session is named; 404 for one that is not there.
pub(super) async fn scan_card(
    write: &mut Write,
    attempt: &Attempt<'_>,
    code: &Code,
) -> Result<ScanDecision, Error> {
    let organization = attempt.actor.organization();
    let found = write.lock_person(organization, &code.subject).await?.filter(|person| person.is_active);
    let Some(person) = found else {
        return Ok(ScanDecision::Refused(RefusedScan::because(Refusal::InvalidCode)));
    };
    let Some(session) = &attempt.request.session_id else {
        return at_venue::scan_card(write, attempt, &person).await;
    };
    match write.find_event(organization, session).await? {
        Some(event) => event_desk::admit_by_card(write, attempt, code, &person, &event).await,
        None => in_session::scan_card(write, attempt, &person, session).await,
    }
}
