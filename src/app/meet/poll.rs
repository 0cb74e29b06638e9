//! The two jobs that read Meet: `meet_poll`, frequent, for sessions that are live or have just ended;
//! `meet_retry` for ended sessions that are not final.
//!
//! Each organiser is read with their own consent, apart from the others: an organiser whose consent has ended, or
//! whose requests Google does not answer, stops nobody else. For each organiser the live records are listed once,
//! and the recent ones when something has ended; then the spaces are read one by one.

use futures_util::StreamExt;

use super::{MeetOperationError, directory, space};
use crate::app::App;
use crate::app::meet::connections;
use crate::app::meet::poll_outcome::{PollOutcome, PollOutcomes};
pub use crate::app::meet::poll_plan::PollKind;
use crate::app::meet::poll_plan::{OrganizerPoll, SpaceSessions, plan_organizer_polls};
use crate::app::meet::reader::{RecordListing, SpaceReader};
use crate::app::meet::save;
use crate::app::meet::schedule::{PolledSession, merged_windows};
use crate::domain::time::{DAY, MINUTE, SECOND, Span, Timestamp};
use crate::sources::meet::{MeetError, Organizer};
use crate::store::StoreError;
use crate::store::meet::connections::{ConsentState, GoogleConnection};
use crate::store::meet::records::MeetRecord;

/// The frequent job's name.
pub const LIVE_JOB: &str = "meet_poll";

/// Organisers read at the same time. The quota, not this, is what spreads the calls.
const MAX_CONCURRENT_ORGANIZERS: usize = 8;
/// How far back the list of recent records goes.
const RECENT_LISTING_PERIOD: i64 = 2 * DAY;
/// How often it is asked for though nothing has ended, for records that Google shows late.
const RECENT_LISTING_INTERVAL: i64 = 30 * MINUTE;

/// Reads everything that is due, of every organisation; added up.
pub async fn poll_all(app: &App, kind: PollKind) -> Result<PollOutcome, StoreError> {
    let mut sum = PollOutcome::default();
    poll_due(app, kind, None).await?.into_values().for_each(|one| sum.add(one));
    Ok(sum)
}

/// The same of one organisation or of all. Failures of Google are in the outcomes.
///
/// # Errors
/// Only ours: the database.
pub async fn poll_due(app: &App, kind: PollKind, only: Option<&str>) -> Result<PollOutcomes, StoreError> {
    let now = app.now();
    let mut outcomes = PollOutcomes::new();
    let polls = plan_organizer_polls(app, kind, only, now, &mut outcomes).await?;
    let mut done = futures_util::stream::iter(polls)
        .map(|poll| async move {
            let done = poll_organizer(app, &poll, kind, now).await;
            (poll.organization, poll.connection.email, done)
        })
        .buffer_unordered(MAX_CONCURRENT_ORGANIZERS);
    while let Some((organization, email, done)) = done.next().await {
        let outcome = outcomes.entry(organization).or_default();
        match done {
            Ok(one) => outcome.add(one),
            // What one organiser could not store, the next run reads again; the others go on.
            Err(error) => outcome.problems.add(format!("{email}: {error}")),
        }
    }
    if kind == PollKind::Retry {
        directory::bind_known_accounts(app, only, &mut outcomes).await?;
    }
    Ok(outcomes)
}

/// How long after its end a session is retried often, in milliseconds.
fn retry_window(app: &App) -> i64 {
    i64::from(app.config.jobs.meet_retry.window_days) * DAY
}

/// What one organiser's spaces need in this run.
struct SpaceWork<'a> {
    target: &'a SpaceSessions,
    known: Vec<MeetRecord>,
    is_live: bool,
    /// Time spans to be read in full.
    full: Vec<Span>,
}

/// Reads one organiser.
async fn poll_organizer(
    app: &App,
    poll: &OrganizerPoll,
    kind: PollKind,
    now: Timestamp,
) -> Result<PollOutcome, StoreError> {
    let OrganizerPoll { organization, connection, targets } = poll;
    let mut outcome = PollOutcome { organizers: 1, ..PollOutcome::default() };
    if let ConsentState::NeedsReconnect { reason } = &connection.state {
        let refused = MeetError::NeedsReconnect { reason: reason.clone() };
        outcome.problems.add(format!("{}: {refused}", connection.email));
        return Ok(outcome);
    }
    let organizer = match connections::organizer(app, connection) {
        Ok(organizer) => organizer,
        Err(error) => {
            outcome.problems.add(format!("{}: {error}", connection.email));
            return Ok(outcome);
        }
    };
    let mut work = Vec::new();
    for target in targets {
        if target.space.is_empty() {
            space::resolve_pending(app, organization, &organizer, &target.sessions, &mut outcome.problems)
                .await?;
            continue;
        }
        let known = app.store.read().await?.list_meet_records(organization, &target.space).await?;
        let due: Vec<&PolledSession> =
            target.sessions.iter().filter(|one| one.is_due(&known, now, retry_window(app))).collect();
        let full = merged_windows(&due);
        let is_live = kind == PollKind::Live && target.sessions.iter().any(|one| one.is_live(&known, now));
        work.push(SpaceWork { target, known, is_live, full });
    }
    match poll_spaces(app, organization, connection, &organizer, &work, kind, now, &mut outcome).await {
        Ok(()) => Ok(outcome),
        Err(MeetOperationError::Google(error)) => {
            save::save_refusal(app, connection, &error).await?;
            outcome.problems.add(format!("{}: {error}", connection.email));
            Ok(outcome)
        }
        Err(MeetOperationError::App(error)) => {
            outcome.problems.add(format!("{}: {error}", connection.email));
            Ok(outcome)
        }
    }
}

#[expect(clippy::too_many_arguments, reason = "one step of a run, with everything the run knows")]
async fn poll_spaces(
    app: &App,
    organization: &str,
    connection: &GoogleConnection,
    organizer: &Organizer,
    work: &[SpaceWork<'_>],
    kind: PollKind,
    now: Timestamp,
    outcome: &mut PollOutcome,
) -> Result<(), MeetOperationError> {
    let is_slow = kind == PollKind::Live
        && connection.listed_at.is_none_or(|at| now.since(at) >= RECENT_LISTING_INTERVAL)
        && !work.is_empty();
    let is_live = work.iter().any(|one| one.is_live);
    let mut is_full = work.iter().any(|one| !one.full.is_empty());
    if !(is_live || is_full || is_slow) {
        return Ok(());
    }
    let mut listing =
        if is_live { RecordListing::live(&app.meet, organizer).await? } else { RecordListing::default() };
    // A call that has just ended is no longer among the live records: only the list of recent ones has its
    // end.
    is_full |= work.iter().any(|one| {
        let was_live = one.known.iter().filter(|known| known.end.is_none());
        one.is_live
            && was_live
                .into_iter()
                .any(|known| listing.of(&one.target.space).all(|listed| listed.name != known.name))
    });
    let recent =
        work.iter().flat_map(|one| &one.full).any(|window| window.from > now.plus(-RECENT_LISTING_PERIOD));
    let listed_at = (is_slow || is_full && (recent || is_live)).then_some(now);
    if listed_at.is_some() {
        listing.extend(&app.meet, organizer, now.plus(-RECENT_LISTING_PERIOD)).await?;
    }
    for one in work {
        match poll_space(app, organization, organizer, one, &listing, outcome).await {
            Err(MeetOperationError::Google(error)) if !error.stops_organizer() => {
                outcome.problems.add(format!("{}, {}: {error}", connection.email, one.target.space));
            }
            done => done?,
        }
    }
    // Success is written at most every 30 minutes, unless there was a failure to clear.
    let is_noted = connection.failure.is_none()
        && connection.succeeded_at.is_some_and(|at| now.since(at) < RECENT_LISTING_INTERVAL);
    if listed_at.is_some() || !is_noted {
        let mut write = app.store.write().await?;
        write.save_google_success(connection, app.now(), listed_at).await?;
        write.commit().await?;
    }
    Ok(())
}

/// Reads one space: live, in full, or both.
async fn poll_space(
    app: &App,
    organization: &str,
    organizer: &Organizer,
    work: &SpaceWork<'_>,
    listing: &RecordListing,
    outcome: &mut PollOutcome,
) -> Result<(), MeetOperationError> {
    let SpaceWork { target, known, .. } = work;
    let context = save::SpaceContext { organization, space: &target.space, known };
    let reader =
        SpaceReader { client: &app.meet, organizer, clock: &*app.clock, space: &target.space, known };
    outcome.spaces += u64::from(work.is_live || !work.full.is_empty());
    if work.is_live {
        let window = target
            .sessions
            .iter()
            .map(|one| one.window)
            .reduce(|a, b| Span::new(a.from.min(b.from), a.to.max(b.to)));
        if let Some(window) = window {
            let proof = i64::from(app.config.google.proof_seconds) * SECOND;
            let reading = reader.read_live(listing, window, proof).await?;
            outcome.evidence += save::save_live_reading(app, context, &reading).await?;
            outcome.live_looks += 1;
        }
    }
    for window in &work.full {
        let concerned: Vec<&PolledSession> = target
            .sessions
            .iter()
            .filter(|one| window.from <= one.window.from && one.window.to <= window.to)
            .collect();
        match reader.read_full(Some(listing), *window).await {
            Ok(reading) => {
                outcome.evidence += save::save_full_reading(app, context, &reading, &concerned).await?;
                outcome.full_looks += 1;
            }
            Err(error) => {
                save::save_failed_reading(app, organization, &concerned, app.now()).await?;
                return Err(error);
            }
        }
    }
    Ok(())
}
