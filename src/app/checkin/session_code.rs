//! The code of a lesson, and the card of a person.

use super::codes::{CodeKeys, NewCode};
use crate::app::Error;
use crate::app::installation::secrets::InstallationSecrets;
use crate::app::session::find::find;
use crate::domain::access::Scope;
use crate::domain::evidence::manual::Purpose;
use crate::domain::people::Role;
use crate::domain::time::Timestamp;
use crate::store::Read;

/// The code of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionCode {
    pub session_id: String,
    pub text: String,
    pub expires_at: Timestamp,
}

/// When the code of an event or a lesson expires that is made now: it lives so long (milliseconds), counted from the start
/// when it is made before, and never past the end (doors.md section 4).
pub fn expires_at(start: Timestamp, end: Timestamp, life: i64, now: Timestamp) -> Timestamp {
    now.max(start).plus(life).min(end)
}

/// A code of a lesson, made now.
///
/// # Errors
/// 409 `cancelled` and `over`; those of `find`.
pub async fn for_lesson(
    read: &mut Read,
    secrets: &InstallationSecrets,
    scope: &Scope,
    id: &str,
    now: Timestamp,
) -> Result<SessionCode, Error> {
    let stored = find(read, scope, id).await?;
    let session = &stored.session;
    if session.cancelled {
        return Err(Error::conflict("cancelled", "This session is cancelled."));
    }
    if now >= session.end || session.completed_at.is_some() {
        return Err(Error::conflict("over", "This session is over."));
    }
    let life = read.find_settings(scope.organization()).await?.session_code_life();
    let expires_at = expires_at(session.start, session.end, life, now);
    let keys = CodeKeys::load(read, secrets, scope.organization()).await?;
    let text = keys.sign(NewCode {
        purpose: Purpose::Session,
        subject: id,
        issued_at: now,
        expires_at: Some(expires_at),
    });
    Ok(SessionCode { session_id: id.to_owned(), text, expires_at })
}

/// The card of a person: always the same text, so that a printed one stays good.
///
/// # Errors
/// Forbidden for somebody out of reach, or who is no student; not found for nobody.
pub async fn card(
    read: &mut Read,
    secrets: &InstallationSecrets,
    scope: &Scope,
    person: &str,
) -> Result<String, Error> {
    let found = read.find_person(scope.organization(), person).await?.ok_or(Error::NotFound("person"))?;
    if !scope.covers_person(person) {
        return Err(Error::OUT_OF_SCOPE);
    }
    if !found.roles.contains(&Role::Student) {
        return Err(Error::Forbidden("Cards are for students and members."));
    }
    let keys = CodeKeys::load(read, secrets, scope.organization()).await?;
    Ok(keys.sign(NewCode {
        purpose: Purpose::Member,
        subject: person,
        issued_at: found.created_at,
        expires_at: None,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::MINUTE;

    #[test]
    fn a_code_lives_from_the_start_when_it_is_drawn_in_the_morning_and_never_past_the_end() {
        let start = Timestamp::from_seconds(1_767_600_000);
        let (end, hour) = (start.plus(90 * MINUTE), 60 * MINUTE);
        let at = |minutes: i64| expires_at(start, end, hour, start.plus(minutes * MINUTE));
        assert_eq!(at(-300), start.plus(hour));
        assert_eq!(at(10), start.plus(70 * MINUTE));
        assert_eq!(at(45), end);
    }
}
