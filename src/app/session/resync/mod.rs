//! Asks a platform about a session now, and shows what it found and what it changed.
//!
//! The session is evaluated first, so that only what the platform adds counts as a change; then the platform is
//! asked, new evidence is saved, and the session is evaluated again.

mod error;
mod rate_limit;
mod snapshot;

use std::time::Duration;

use futures_util::StreamExt;

use crate::app::livekit::participant_poll;
use crate::app::meet::resync::{MeetReadResult, read_session};
use crate::app::session::find::{find, reaches};
pub use crate::app::session::resync::error::ResyncError;
pub use crate::app::session::resync::rate_limit::RateLimiter;
use crate::app::session::resync::snapshot::SessionSnapshot;
pub use crate::app::session::resync::snapshot::{ReportChange, ReportFigures, Resynced};
use crate::app::{App, Error, evaluate};
use crate::domain::access::Scope;
use crate::domain::session::{Platform, Status};
use crate::domain::time::{DAY, Span, Timestamp};
use crate::store::session::StoredSession;

/// How often people may ask in a minute: about one class, and about all active ones (doors.md section 1).
const MAX_PER_SESSION_PER_MINUTE: usize = 6;
const MAX_ACTIVE_PER_MINUTE: usize = 2;
/// How long the caller waits for one session; after that the work goes on and its result is saved.
const SESSION_TIMEOUT: Duration = Duration::from_secs(30);
/// How long all active ones may take together.
const ACTIVE_TIMEOUT: Duration = Duration::from_secs(60);
/// Sessions asked about at once.
const MAX_CONCURRENT: usize = 8;
/// Meet classes that ended in so many days and are not final are active too.
const RECENT_DAYS: i64 = 7;

/// Asks about one session within the scope. Safe to repeat: nothing is counted twice.
pub async fn resync_session(app: &App, scope: &Scope, id: &str) -> Result<Resynced, ResyncError> {
    let stored = find(&mut app.store.read().await.map_err(Error::from)?, scope, id).await?;
    check_askable(&stored)?;
    let organization = scope.organization();
    app.resync_limiter.acquire(format!("{organization} {id}"), MAX_PER_SESSION_PER_MINUTE, app.now())?;
    resync_with_timeout(app, scope, stored).await
}

/// Whether a platform can have data about it.
fn check_askable(stored: &StoredSession) -> Result<(), ResyncError> {
    let session = &stored.session;
    match session.platform {
        _ if stored.status == Status::Cancelled => Err(ResyncError::Cancelled),
        Platform::Onsite => Err(ResyncError::NotConnected(Platform::Onsite)),
        Platform::Meet if session.meet_space.is_none() && stored.meet_code.is_none() => {
            Err(ResyncError::NoMeetCode)
        }
        Platform::Meet | Platform::Livekit => Ok(()),
    }
}

async fn resync_with_timeout(
    app: &App,
    scope: &Scope,
    stored: StoredSession,
) -> Result<Resynced, ResyncError> {
    let (work, organization) = (app.clone(), scope.organization().to_owned());
    // The task goes on when the caller stops waiting, so that what the platform answers is saved.
    let asking = app
        .tasks
        .spawn(async move { resync_now(&work, &Scope::whole_organization(&organization), stored).await });
    match tokio::time::timeout(SESSION_TIMEOUT, asking).await {
        Ok(Ok(done)) => done,
        Ok(Err(_)) => Err(ResyncError::Platform("the reading broke off".to_owned())),
        Err(_) => Err(ResyncError::Timeout),
    }
}

/// Results for all active sessions within the scope.
#[derive(Debug, Default)]
pub struct AllResynced {
    pub results: Vec<(String, Result<Resynced, ResyncError>)>,
    /// How many were not done in time; the jobs read them.
    pub pending: u64,
}

impl AllResynced {
    /// Sessions that were read.
    pub fn synced(&self) -> u64 {
        u64::try_from(self.results.iter().filter(|(_, one)| one.is_ok()).count()).unwrap_or(u64::MAX)
    }

    pub fn failed(&self) -> u64 {
        u64::try_from(self.results.len()).unwrap_or(u64::MAX) - self.synced()
    }

    /// A sentence for whoever asked.
    pub fn message(&self) -> String {
        let (synced, failed, pending) = (self.synced(), self.failed(), self.pending);
        format!("{synced} classes read, {failed} failed, {pending} left to the jobs.")
    }

    /// Whether nothing was read because Meet is not connected, rather than session by session.
    fn lacks_meet_alone(&self) -> bool {
        let lacks_meet = |one: &Result<_, _>| matches!(one, Err(ResyncError::NotConnected(Platform::Meet)));
        self.pending == 0 && !self.results.is_empty() && self.results.iter().all(|(_, one)| lacks_meet(one))
    }
}

/// Asks about every session in reach whose credit window holds the present moment, and every Meet class of the last
/// seven days that is not final.
///
/// # Errors
/// `TooManyRequests`; `NotConnected` where every one of them failed for want of Meet.
pub async fn resync_active(app: &App, scope: &Scope) -> Result<AllResynced, ResyncError> {
    let now = app.now();
    app.resync_limiter.acquire(scope.organization().to_owned(), MAX_ACTIVE_PER_MINUTE, now)?;
    let mut read = app.store.read().await.map_err(Error::from)?;
    let mut found = Vec::new();
    for platform in [Platform::Livekit, Platform::Meet] {
        let around =
            read.list_sessions_around(platform, now, DAY, RECENT_DAYS * DAY).await.map_err(Error::from)?;
        found.extend(around.into_iter().filter(|stored| {
            stored.organization_id == scope.organization()
                && reaches(scope, &stored.session)
                && is_active(stored, now)
        }));
    }
    drop(read);
    let total = u64::try_from(found.len()).unwrap_or(u64::MAX);
    let mut all = AllResynced::default();
    let mut asking = futures_util::stream::iter(found)
        .map(|stored| async move {
            let id = stored.session.id.clone();
            let done = resync_with_timeout(app, scope, stored).await;
            (id, done)
        })
        .buffer_unordered(MAX_CONCURRENT);
    let collect = async {
        while let Some(done) = asking.next().await {
            all.results.push(done);
        }
    };
    // Those not done by then are left to the jobs.
    _ = tokio::time::timeout(ACTIVE_TIMEOUT, collect).await;
    all.results.sort_by(|a, b| a.0.cmp(&b.0));
    all.pending = total - u64::try_from(all.results.len()).unwrap_or(total);
    if all.lacks_meet_alone() {
        return Err(ResyncError::NotConnected(Platform::Meet));
    }
    Ok(all)
}

fn is_active(stored: &StoredSession, now: Timestamp) -> bool {
    if stored.status == Status::Cancelled {
        return false;
    }
    let session = &stored.session;
    let window = session.widest_credit_window();
    let goes_on = Span::new(window.from, session.completed_at.unwrap_or(window.to)).contains(now);
    goes_on || session.platform == Platform::Meet && session.end <= now && !stored.settled
}

async fn resync_now(app: &App, scope: &Scope, stored: StoredSession) -> Result<Resynced, ResyncError> {
    check_askable(&stored)?;
    let id = stored.session.id.clone();
    evaluate::evaluate_now(app, scope.organization(), &[&id]).await.map_err(Error::from)?;
    let before = SessionSnapshot::take(app, scope, &id).await?;
    let mut found = match stored.session.platform {
        Platform::Meet => read_session(app, &stored).await?,
        Platform::Livekit => {
            let roster = participant_poll::poll_session_room(app, &stored).await?;
            MeetReadResult {
                asked_at: roster.asked_at,
                records: u64::from(roster.participants > 0),
                final_records: 0,
                participants: roster.participants,
                evidence_added: roster.evidence_added,
            }
        }
        Platform::Onsite => return Err(ResyncError::NotConnected(Platform::Onsite)),
    };
    evaluate::evaluate_now(app, scope.organization(), &[&id]).await.map_err(Error::from)?;
    let after = SessionSnapshot::take(app, scope, &id).await?;
    let session = find(&mut app.store.read().await.map_err(Error::from)?, scope, &id).await?;
    if session.session.platform == Platform::Livekit {
        // LiveKit does not report a room after everybody left, so a session with attendance logs counts as
        // having one record.
        found.records = found.records.max(u64::from(!after.logs.is_empty()));
        found.final_records = if session.settled { found.records } else { 0 };
    }
    Ok(after.changes_since(before, session, found))
}
