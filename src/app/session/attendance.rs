//! Who is there, and who was: one session evaluated as of now, or as of any moment, from the evidence itself.

use super::find::{Part, find};
use crate::app::evaluate::{Judged, next_status, view};
use crate::app::{App, Error};
use crate::domain::access::Scope;
use crate::domain::session::Status;
use crate::domain::time::Timestamp;
use crate::store::Read;

/// A session judged as of an instant, cut to the caller's part.
pub struct Attendance {
    pub as_of: Timestamp,
    /// Where it stood then; where it stands, when it is looked at as of now.
    pub status: Status,
    pub judged: Judged,
    /// Whether the caller sees all of it; if not, guests and strangers are left out, and other people's reports.
    pub whole: bool,
}

/// Judges a session in reach as of `as_of`, or now. What was received later is hidden, and so are completions.
pub async fn attendance(
    app: &App,
    read: &mut Read,
    scope: &Scope,
    id: &str,
    as_of: Option<Timestamp>,
) -> Result<Attendance, Error> {
    let session = find(read, scope, id).await?;
    let past = as_of;
    let as_of = as_of.unwrap_or_else(|| app.now());
    let mut judged = view(read, scope.organization(), id, as_of).await?.ok_or(Error::NotFound("session"))?;
    let found = judged.evaluation.status;
    let status = if past.is_some() { found } else { next_status(session.status, found) };
    let part = Part::of(scope, &session.session);
    if !part.is_whole() {
        let evaluation = &mut judged.evaluation;
        evaluation.reports.retain(|report| part.holds(&report.person_id));
        evaluation.lines.retain(|line| part.holds(&line.person_id));
        evaluation.guests.retain(|person, _| part.holds(person));
        evaluation.attended.retain(|person, _| part.holds(person));
        evaluation.unmatched.clear();
    }
    Ok(Attendance { as_of, status, whole: part.is_whole(), judged })
}
