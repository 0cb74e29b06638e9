//! Asking a platform about a session now, and telling what that found and changed.
//!
//! Everything known is judged first, so that only what the asking brought counts as its change; then the platform is
//! asked, what is new is kept as evidence, and the session is judged again.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_util::StreamExt;
use serde_json::Value;

use super::meet::Failed;
use super::meet::resync::{self as meet, NotFound};
use super::roster::{self, AskError};
use super::session::find::{find, reaches};
use super::{App, Error, evaluate};
use crate::domain::access::Scope;
use crate::domain::person::Identity;
use crate::domain::session::{Platform, Status};
use crate::domain::time::{Span, Timestamp};
use crate::sources::livekit::rooms::Failure;
use crate::sources::meet::MeetError;
use crate::store::logs::{LogFilter, ShownLog};
use crate::store::sessions::StoredSession;

/// How long one session may take; the work goes on behind a time-out and is kept.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long all active ones may take together.
const PATIENCE_FOR_ALL: Duration = Duration::from_secs(60);
/// Sessions asked about at once.
const AT_ONCE: usize = 8;
/// Meet classes that ended in so many days and are not final are active too.
const RECENT_DAYS: i64 = 7;
const DAY: i64 = 24 * 60 * 60 * 1_000;

/// What asking about one session found and changed.
#[derive(Clone, Debug)]
pub struct Resynced {
    /// As it is after.
    pub session: StoredSession,
    pub asked_at: Timestamp,
    /// Meet's conference records in the window; LiveKit has one room.
    pub records: u64,
    pub final_records: u64,
    pub participants: u64,
    pub evidence_added: u64,
    pub unmatched: Vec<(Identity, Option<String>)>,
    pub logs_added: u64,
    pub logs_changed: u64,
    pub logs_removed: u64,
    pub reports: Vec<ReportChange>,
}

impl Resynced {
    /// Whether the platform, asked with success, knows of no meeting in the window.
    pub fn is_without_record(&self) -> bool {
        self.records == 0
    }

    /// One sentence with the counts.
    pub fn message(&self) -> String {
        if self.is_without_record() {
            return "The platform knows of no meeting in this session's time.".to_owned();
        }
        let Resynced { participants, evidence_added, logs_added, logs_changed, reports, .. } = self;
        let changed = reports.len();
        format!(
            "Participants: {participants}, new evidence: {evidence_added}, \
             log rows: {logs_added} new and {logs_changed} changed, reports changed: {changed}."
        )
    }
}

/// One person's report before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportChange {
    pub person_id: String,
    pub name: String,
    /// `None` for a first report.
    pub before: Option<Figures>,
    pub after: Option<Figures>,
}

/// What of a report is compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    pub outcome: String,
    pub credited_seconds: i64,
    pub settled: bool,
}

/// Why a session was not read. No verdict is changed by it, and nothing is said about absence.
#[derive(Debug, thiserror::Error)]
pub enum NotResynced {
    #[error("This class has no Google Meet code.")]
    NoMeetCode,
    #[error("This class is cancelled.")]
    Cancelled,
    #[error("{}", not_connected(*.0))]
    NotConnected(Platform),
    /// Asked again too soon; after so many seconds it is worth it.
    #[error("This was asked for a moment ago. Try again in {0} seconds.")]
    TooOften(u64),
    #[error("Google's quota is used up. Try again in a minute.")]
    RateLimited,
    #[error("The platform refused: {0}.")]
    Platform(String),
    #[error("The platform did not answer in time; what it still answers is kept.")]
    Timeout,
    #[error(transparent)]
    Ours(#[from] Error),
}

fn not_connected(platform: Platform) -> &'static str {
    match platform {
        // The sentence that users of the former system know (doors.md section 1).
        Platform::Meet => "Google Meet API not available",
        Platform::Livekit => "No LiveKit server is connected.",
        Platform::Onsite => "A session on site has no platform to ask.",
    }
}

impl From<NotFound> for NotResynced {
    fn from(error: NotFound) -> Self {
        match error {
            NotFound::NoCode => NotResynced::NoMeetCode,
            NotFound::NotConnected => NotResynced::NotConnected(Platform::Meet),
            NotFound::Failed(failed) => failed.into(),
        }
    }
}

impl From<Failed> for NotResynced {
    fn from(error: Failed) -> Self {
        match error {
            Failed::Ours(error) => NotResynced::Ours(error),
            Failed::Google(MeetError::RateLimited) => NotResynced::RateLimited,
            Failed::Google(MeetError::Timeout) => NotResynced::Timeout,
            Failed::Google(error) => NotResynced::Platform(error.to_string()),
        }
    }
}

impl From<AskError> for NotResynced {
    fn from(error: AskError) -> Self {
        match error {
            AskError::NotConnected => NotResynced::NotConnected(Platform::Livekit),
            AskError::App(error) => NotResynced::Ours(error),
            AskError::Failure(Failure::Unavailable(_)) => NotResynced::Timeout,
            AskError::Failure(failure) => NotResynced::Platform(failure.to_string()),
        }
    }
}

/// How often people may ask, in a minute: about one class, and about all active ones.
const PER_CLASS: usize = 6;
const PER_ORGANIZATION: usize = 2;
const MINUTE: i64 = 60_000;

/// When people asked in the last minute, by what they asked about. Of this process: it keeps fingers off buttons; the
/// quota itself is the client's.
#[derive(Clone, Debug, Default)]
pub struct Asked(Arc<Mutex<HashMap<String, Vec<Timestamp>>>>);

impl Asked {
    fn again(&self, what: String, most: usize, now: Timestamp) -> Result<(), NotResynced> {
        let mut asked = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        asked.retain(|_, times| {
            times.retain(|at| now.since(*at) < MINUTE);
            !times.is_empty()
        });
        let times = asked.entry(what).or_default();
        match times.first() {
            Some(first) if times.len() >= most => {
                let wait = MINUTE - now.since(*first);
                Err(NotResynced::TooOften(u64::try_from(wait / 1_000 + 1).unwrap_or(60)))
            }
            _ => {
                times.push(now);
                Ok(())
            }
        }
    }
}

/// Asks about one session in reach. Safe to repeat: nothing is counted twice.
pub async fn one(app: &App, scope: &Scope, id: &str) -> Result<Resynced, NotResynced> {
    let stored = find(&mut app.store.read().await.map_err(Error::from)?, scope, id).await?;
    can_be_asked(&stored)?;
    let organization = scope.organization();
    app.asked.again(format!("{organization} {id}"), PER_CLASS, app.now())?;
    patiently(app, scope, stored).await
}

/// Whether a platform can know of it at all.
fn can_be_asked(stored: &StoredSession) -> Result<(), NotResynced> {
    let session = &stored.session;
    match session.platform {
        _ if stored.status == Status::Cancelled => Err(NotResynced::Cancelled),
        Platform::Onsite => Err(NotResynced::NotConnected(Platform::Onsite)),
        Platform::Meet if session.meet_space.is_none() && stored.meet_code.is_none() => {
            Err(NotResynced::NoMeetCode)
        }
        Platform::Meet | Platform::Livekit => Ok(()),
    }
}

async fn patiently(app: &App, scope: &Scope, stored: StoredSession) -> Result<Resynced, NotResynced> {
    let (work, organization) = (app.clone(), scope.organization().to_owned());
    // The work outlives an impatient caller: what the platform has told by then is kept all the same.
    let asking = app.tasks.spawn(async move { ask(&work, &Scope::whole(&organization), stored).await });
    match tokio::time::timeout(PATIENCE, asking).await {
        Ok(Ok(done)) => done,
        Ok(Err(_)) => Err(NotResynced::Platform("the reading broke off".to_owned())),
        Err(_) => Err(NotResynced::Timeout),
    }
}

/// What became of all active sessions in reach.
#[derive(Debug, Default)]
pub struct AllResynced {
    pub results: Vec<(String, Result<Resynced, NotResynced>)>,
    /// Not done in time; the jobs will.
    pub pending: u64,
}

/// Asks about every session in reach whose credit window holds the present moment, and every Meet class of the last
/// seven days that is not final.
pub async fn active(app: &App, scope: &Scope) -> Result<AllResynced, NotResynced> {
    let now = app.now();
    app.asked.again(scope.organization().to_owned(), PER_ORGANIZATION, now)?;
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
            let done = patiently(app, scope, stored).await;
            (id, done)
        })
        .buffer_unordered(AT_ONCE);
    let collect = async {
        while let Some(done) = asking.next().await {
            all.results.push(done);
        }
    };
    // Whoever is not done by then is left to the jobs.
    _ = tokio::time::timeout(PATIENCE_FOR_ALL, collect).await;
    all.results.sort_by(|a, b| a.0.cmp(&b.0));
    all.pending = total - u64::try_from(all.results.len()).unwrap_or(total);
    Ok(all)
}

fn is_active(stored: &StoredSession, now: Timestamp) -> bool {
    if stored.status == Status::Cancelled {
        return false;
    }
    let session = &stored.session;
    let opens = session.start.plus(-session.policy.early_credit);
    let closes = session.completed_at.unwrap_or(session.end.plus(session.policy.overrun_credit));
    let goes_on = Span::new(opens, closes).contains(now);
    goes_on || session.platform == Platform::Meet && session.end <= now && !stored.settled
}

async fn ask(app: &App, scope: &Scope, stored: StoredSession) -> Result<Resynced, NotResynced> {
    can_be_asked(&stored)?;
    let id = stored.session.id.clone();
    evaluate::now(app, scope.organization(), &[&id]).await.map_err(Error::from)?;
    let before = Picture::of(app, scope, &id).await?;
    let found = match stored.session.platform {
        Platform::Meet => meet::read(app, &stored).await?,
        Platform::Livekit => {
            let roster = roster::ask_about(app, &stored).await?;
            meet::Found {
                asked_at: roster.asked_at,
                records: 1,
                final_records: u64::from(stored.settled),
                participants: roster.participants,
                evidence_added: roster.evidence_added,
            }
        }
        Platform::Onsite => return Err(NotResynced::NotConnected(Platform::Onsite)),
    };
    evaluate::now(app, scope.organization(), &[&id]).await.map_err(Error::from)?;
    let after = Picture::of(app, scope, &id).await?;
    let session = find(&mut app.store.read().await.map_err(Error::from)?, scope, &id).await?;
    Ok(after.since(before, session, found))
}

/// Logs, reports and strangers of a session at a moment.
struct Picture {
    logs: BTreeMap<String, ShownLog>,
    reports: BTreeMap<String, Figures>,
    names: BTreeMap<String, String>,
    unmatched: Vec<(Identity, Option<String>)>,
}

impl Picture {
    async fn of(app: &App, scope: &Scope, id: &str) -> Result<Picture, Error> {
        let organization = scope.organization();
        let mut read = app.store.read().await?;
        let everything = LogFilter {
            session: Some(id),
            email: None,
            joined: Span::new(Timestamp::MIN, Timestamp::MAX),
            after: None,
            limit: i64::MAX,
        };
        let logs = read.list_logs(scope, &everything).await?;
        let mut reports = BTreeMap::new();
        for stored in read.list_reports(organization, &[id]).await? {
            let report: Value = serde_json::from_str(&stored.report).unwrap_or_default();
            let figures = Figures {
                outcome: stored.outcome.word().to_owned(),
                credited_seconds: report["creditedSeconds"].as_i64().unwrap_or(0),
                settled: report["settled"].as_bool().unwrap_or(false),
            };
            reports.insert(stored.person_id, figures);
        }
        let mut names = BTreeMap::new();
        for id in reports.keys() {
            let person = read.find_person(organization, id).await?;
            names.insert(id.clone(), person.map_or_else(|| id.clone(), |person| person.name));
        }
        let strangers = read.list_unmatched(organization, Some(id), None, i64::MAX).await?;
        let unmatched = strangers.into_iter().map(|one| (one.identity, one.display_name)).collect();
        Ok(Picture {
            logs: logs.into_iter().map(|log| (log.log.id.clone(), log)).collect(),
            reports,
            names,
            unmatched,
        })
    }

    fn since(self, before: Picture, session: StoredSession, found: meet::Found) -> Resynced {
        let count = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
        let added = self.logs.keys().filter(|id| !before.logs.contains_key(*id)).count();
        let removed = before.logs.keys().filter(|id| !self.logs.contains_key(*id)).count();
        let changed =
            self.logs.iter().filter(|(id, log)| before.logs.get(*id).is_some_and(|old| old != *log)).count();
        let people: BTreeSet<&String> = self.reports.keys().chain(before.reports.keys()).collect();
        let reports = people
            .into_iter()
            .filter(|person| self.reports.get(*person) != before.reports.get(*person))
            .map(|person| ReportChange {
                person_id: person.clone(),
                name: self.names.get(person).or(before.names.get(person)).unwrap_or(person).clone(),
                before: before.reports.get(person).cloned(),
                after: self.reports.get(person).cloned(),
            })
            .collect();
        Resynced {
            session,
            asked_at: found.asked_at,
            records: found.records,
            final_records: found.final_records,
            participants: found.participants,
            evidence_added: found.evidence_added,
            unmatched: self.unmatched,
            logs_added: count(added),
            logs_changed: count(changed),
            logs_removed: count(removed),
            reports,
        }
    }
}
