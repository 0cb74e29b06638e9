//! The two jobs that read Meet: the frequent one for sessions that live or have just ended, the patient one for ended
//! sessions that are not final.
//!
//! Each organiser is read with the own consent, apart from the others: one whose consent is dead, or whom Google does
//! not answer, stops nobody else. For each organiser one list of live records, and one of recent ones when something
//! has ended; then the spaces, one by one.

use std::collections::BTreeMap;

use futures_util::StreamExt;

use super::{DAY, Failed, HOUR, MINUTE, connect, directory, space};
use crate::app::App;
use crate::app::jobs::failures::Problems;
use crate::app::jobs::tally::Counts;
use crate::app::meet::reader::{Listing, Looking};
use crate::app::meet::save;
use crate::app::meet::schedule::{LAST, LEAD, TAIL, Watched, stretches};
use crate::domain::session::Platform;
use crate::domain::time::{SECOND, Span, Timestamp};
use crate::sources::meet::{MeetError, Organizer};
use crate::store::StoreError;
use crate::store::meet::connections::{ConnectionState, GoogleConnection};
use crate::store::meet::records::MeetRecord;
use crate::store::session::StoredSession;

/// The frequent job's name.
pub const LIVE_JOB: &str = "meet_poll";

/// Organisers read at the same time. The quota, not this, is what spreads the calls.
const AT_ONCE: usize = 8;
/// How far back the list of recent records goes.
const RECENT: i64 = 2 * DAY;
/// How often it is asked for though nothing has ended: for records that surface late.
const SLOW: i64 = 30 * MINUTE;

/// Which sessions a run reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Live ones, and those that ended less than two hours ago.
    Live,
    /// Those that ended earlier and are not final.
    Retry,
}

/// What a run did.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    pub organizers: u64,
    pub spaces: u64,
    /// Looks at live calls, and at everything of a session.
    pub live_looks: u64,
    pub full_looks: u64,
    /// New rows of evidence.
    pub evidence: u64,
    /// Accounts bound to whoever has their e-mail address.
    pub bound: u64,
    /// What failed, one sentence each, beginning with whom it concerns.
    pub problems: Problems,
}

impl Outcome {
    fn add(&mut self, other: Outcome) {
        self.organizers += other.organizers;
        self.spaces += other.spaces;
        self.live_looks += other.live_looks;
        self.full_looks += other.full_looks;
        self.evidence += other.evidence;
        self.bound += other.bound;
        self.problems.extend(other.problems);
    }

    /// Counts for the log of runs.
    pub fn counts(&self) -> Counts {
        Counts::from([
            ("organizers", self.organizers),
            ("spaces", self.spaces),
            ("live_looks", self.live_looks),
            ("full_looks", self.full_looks),
            ("evidence", self.evidence),
            ("bound", self.bound),
            ("problems", u64::try_from(self.problems.len()).unwrap_or(u64::MAX)),
        ])
    }

    /// The problems as one text, if there are any.
    pub fn problem(&self) -> Option<String> {
        self.problems.text()
    }
}

/// One space with the sessions held in it.
struct Target {
    space: String,
    sessions: Vec<Watched>,
}

/// One organiser with the spaces to look at.
struct Round {
    organization: String,
    connection: GoogleConnection,
    targets: Vec<Target>,
}

/// What a run did in each organisation.
pub type Outcomes = BTreeMap<String, Outcome>;

/// Reads everything that is due, of every organisation; added up.
pub async fn run(app: &App, reach: Reach) -> Result<Outcome, StoreError> {
    let mut sum = Outcome::default();
    run_of(app, reach, None).await?.into_values().for_each(|one| sum.add(one));
    Ok(sum)
}

/// The same of one organisation or of all. Failures of Google are in the outcomes.
///
/// # Errors
/// Only ours: the database.
pub async fn run_of(app: &App, reach: Reach, only: Option<&str>) -> Result<Outcomes, StoreError> {
    let now = app.now();
    let mut outcomes = Outcomes::new();
    let rounds = plan(app, reach, only, now, &mut outcomes).await?;
    let mut done = futures_util::stream::iter(rounds)
        .map(|round| async move {
            let done = self::round(app, &round, reach, now).await;
            (round.organization, round.connection.email, done)
        })
        .buffer_unordered(AT_ONCE);
    while let Some((organization, email, done)) = done.next().await {
        let outcome = outcomes.entry(organization).or_default();
        match done {
            Ok(one) => outcome.add(one),
            // What one organiser could not store, the next run reads again; the others go on.
            Err(error) => outcome.problems.add(format!("{email}: {error}")),
        }
    }
    if reach == Reach::Retry {
        directory::bind_known(app, only, &mut outcomes).await?;
    }
    Ok(outcomes)
}

/// How long after its end a session is retried often, in milliseconds.
fn retry_window(app: &App) -> i64 {
    i64::from(app.config.jobs.meet_retry.window_days) * DAY
}

/// Sorts the sessions of this reach by organiser and space.
async fn plan(
    app: &App,
    reach: Reach,
    only: Option<&str>,
    now: Timestamp,
    outcomes: &mut Outcomes,
) -> Result<Vec<Round>, StoreError> {
    let mut read = app.store.read().await?;
    let after = match reach {
        Reach::Live => TAIL + DAY,
        Reach::Retry => LAST + DAY,
    };
    let sessions = read.list_sessions_around(Platform::Meet, now, LEAD + HOUR, after).await?;
    let mut by_organization: BTreeMap<String, Vec<StoredSession>> = BTreeMap::new();
    for session in sessions.into_iter().filter(|one| only.is_none_or(|only| only == one.organization_id)) {
        by_organization.entry(session.organization_id.clone()).or_default().push(session);
    }
    let mut found = Vec::new();
    for (organization, sessions) in by_organization {
        let connections = read.list_google_connections(&organization).await?;
        let mut by_organizer: BTreeMap<String, BTreeMap<String, Vec<Watched>>> = BTreeMap::new();
        for stored in sessions {
            let watched = Watched::of(&stored, None);
            let is_recent = now < watched.window.to.plus(TAIL);
            if (reach == Reach::Live) != is_recent || !is_recent && watched.rests(now) {
                continue;
            }
            let Some(connection) = connect::organizer_of(&stored, &connections) else {
                if stored.session.meet_space.is_some() || stored.meet_code.is_some() {
                    let problems = &mut outcomes.entry(organization.clone()).or_default().problems;
                    problems.add(match &stored.meet_organizer {
                        Some(email) => format!("{email}: not connected to Google"),
                        None => format!("{organization}: no organiser is connected to Google"),
                    });
                }
                continue;
            };
            let space = match (&stored.session.meet_space, &stored.meet_code) {
                (Some(space), _) => space.clone(),
                // Found out by the round, which asks Google what the code stands for.
                (None, Some(_)) => String::new(),
                (None, None) => continue,
            };
            let sweep = read.find_meet_sweep(&organization, &stored.session.id).await?;
            let spaces = by_organizer.entry(connection.email.clone()).or_default();
            spaces.entry(space).or_default().push(Watched { sweep, ..watched });
        }
        for connection in connections {
            let Some(spaces) = by_organizer.remove(&connection.email) else { continue };
            let targets = spaces.into_iter().map(|(space, sessions)| Target { space, sessions }).collect();
            found.push(Round { organization: organization.clone(), connection, targets });
        }
    }
    Ok(found)
}

/// What one organiser's spaces need in this run.
struct Work<'a> {
    target: &'a Target,
    known: Vec<MeetRecord>,
    is_live: bool,
    /// Stretches to be read in full.
    full: Vec<Span>,
}

/// Reads one organiser.
async fn round(app: &App, round: &Round, reach: Reach, now: Timestamp) -> Result<Outcome, StoreError> {
    let Round { organization, connection, targets } = round;
    let mut outcome = Outcome { organizers: 1, ..Outcome::default() };
    if let ConnectionState::NeedsReconnect { reason } = &connection.state {
        let refused = MeetError::NeedsReconnect { reason: reason.clone() };
        outcome.problems.add(format!("{}: {refused}", connection.email));
        return Ok(outcome);
    }
    let organizer = match connect::organizer(app, connection) {
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
        let due: Vec<&Watched> =
            target.sessions.iter().filter(|one| one.is_due(&known, now, retry_window(app))).collect();
        let full = stretches(&due);
        let is_live = reach == Reach::Live && target.sessions.iter().any(|one| one.is_live(&known, now));
        work.push(Work { target, known, is_live, full });
    }
    match read(app, organization, connection, &organizer, &work, reach, now, &mut outcome).await {
        Ok(()) => Ok(outcome),
        Err(Failed::Google(error)) => {
            save::refusal(app, connection, &error).await?;
            outcome.problems.add(format!("{}: {error}", connection.email));
            Ok(outcome)
        }
        Err(Failed::Ours(error)) => {
            outcome.problems.add(format!("{}: {error}", connection.email));
            Ok(outcome)
        }
    }
}

#[expect(clippy::too_many_arguments, reason = "one step of a round, with everything the round knows")]
async fn read(
    app: &App,
    organization: &str,
    connection: &GoogleConnection,
    organizer: &Organizer,
    work: &[Work<'_>],
    reach: Reach,
    now: Timestamp,
    outcome: &mut Outcome,
) -> Result<(), Failed> {
    let is_slow = reach == Reach::Live
        && connection.listed_at.is_none_or(|at| now.since(at) >= SLOW)
        && !work.is_empty();
    let is_live = work.iter().any(|one| one.is_live);
    let mut is_full = work.iter().any(|one| !one.full.is_empty());
    if !(is_live || is_full || is_slow) {
        return Ok(());
    }
    let mut listing = if is_live { Listing::live(&app.meet, organizer).await? } else { Listing::default() };
    // A call that has just ended is no longer among the live ones: only the other list tells its end.
    is_full |= work.iter().any(|one| {
        let lived = one.known.iter().filter(|known| known.end.is_none());
        one.is_live
            && lived
                .into_iter()
                .any(|known| listing.of(&one.target.space).all(|told| told.name != known.name))
    });
    let recent = work.iter().flat_map(|one| &one.full).any(|window| window.from > now.plus(-RECENT));
    let listed_at = (is_slow || is_full && (recent || is_live)).then_some(now);
    if listed_at.is_some() {
        listing.extend(&app.meet, organizer, now.plus(-RECENT)).await?;
    }
    for one in work {
        match look(app, organization, organizer, one, &listing, outcome).await {
            Err(Failed::Google(error)) if !error.stops_organizer() => {
                outcome.problems.add(format!("{}, {}: {error}", connection.email, one.target.space));
            }
            done => done?,
        }
    }
    // One that goes well, run after run, is not worth a write each time.
    let noted = connection.failure.is_none() && connection.read_at.is_some_and(|at| now.since(at) < SLOW);
    if listed_at.is_some() || !noted {
        let mut write = app.store.write().await?;
        write.note_google_read(connection, app.now(), listed_at).await?;
        write.commit().await?;
    }
    Ok(())
}

/// Looks at one space, as far as it needs it.
async fn look(
    app: &App,
    organization: &str,
    organizer: &Organizer,
    work: &Work<'_>,
    listing: &Listing,
    outcome: &mut Outcome,
) -> Result<(), Failed> {
    let Work { target, known, .. } = work;
    let place = save::Place { organization, space: &target.space, known };
    let looking = Looking { client: &app.meet, organizer, clock: &*app.clock, space: &target.space, known };
    outcome.spaces += u64::from(work.is_live || !work.full.is_empty());
    if work.is_live {
        let window = target
            .sessions
            .iter()
            .map(|one| one.window)
            .reduce(|a, b| Span::new(a.from.min(b.from), a.to.max(b.to)));
        if let Some(window) = window {
            let proof = i64::from(app.config.google.proof_seconds) * SECOND;
            let seen = looking.live(listing, window, proof).await?;
            outcome.evidence += save::live(app, place, &seen).await?;
            outcome.live_looks += 1;
        }
    }
    for window in &work.full {
        let concerned: Vec<&Watched> = target
            .sessions
            .iter()
            .filter(|one| window.from <= one.window.from && one.window.to <= window.to)
            .collect();
        match looking.full(Some(listing), *window).await {
            Ok(seen) => {
                outcome.evidence += save::full(app, place, &seen, &concerned).await?;
                outcome.full_looks += 1;
            }
            Err(error) => {
                save::failure(app, organization, &concerned, app.now()).await?;
                return Err(error);
            }
        }
    }
    Ok(())
}
