//! Asks the settings, the database, the disk and the platforms for facts.

use std::path::Path;
use std::time::Duration;

use futures_util::future::join_all;
use serde_json::Value;

use super::facts::{
    DatabaseFacts, DiskFacts, EvaluationFacts, Facts, GoogleFacts, JobFacts, LivekitFacts, MailFacts,
    MessageFacts, OrganizationFacts, ReopenedRoom, SettingsFacts,
};
use super::finding::DoctorFinding;
use super::installation::is_on_this_machine;
use crate::app::installation::open_error::OpenError;
use crate::app::jobs::list::failing_since;
use crate::app::livekit::connections::{self, LivekitConnection};
use crate::app::livekit::server_check::{check_connected, probe_and_wait};
use crate::app::notify::send::senders::mailer_settings;
use crate::app::organization::problems;
use crate::app::{App, Error, StartError, meet};
use crate::clock::{Clock, SystemClock};
use crate::config::{Config, SettingError, SynchronousLevel};
use crate::delivery::mail::{Mailer, MailerSettings};
use crate::domain::session::Platform;
use crate::domain::time::{DAY, MINUTE, SECOND, Span, Timestamp};
use crate::store::livekit::reopened::LateRoomStart;
use crate::store::meet::connections::{ConsentState, GoogleConnection};
use crate::store::organization::OrganizationProfile;
use crate::store::{Read, Store};

/// How far back rooms are looked at, and sessions show that a platform is used.
const LATELY: i64 = 7 * DAY;
/// How long the webhook of a room made for trial is waited for.
const PROBE_TIMEOUT: Duration = Duration::from_secs(5);
/// How long each step with the mail server may take.
const MAIL_TIMEOUT: Duration = Duration::from_secs(5);
/// A session that has just begun may have had no webhook yet.
const FIRST_WEBHOOK: i64 = 10 * MINUTE;

/// How the installation is looked at.
#[derive(Clone, Copy, Debug, Default)]
pub struct Examination<'a> {
    /// The names of the jobs that this program has.
    pub jobs: &'a [&'static str],
    /// Whether the platforms are left alone.
    pub offline: bool,
    /// Whether each LiveKit server is made to send a webhook, by a room that is closed at once.
    pub probe: bool,
}

/// Everything that is to be said of the installation with these settings.
pub async fn examine(config: Result<Config, SettingError>, how: Examination<'_>) -> Vec<DoctorFinding> {
    super::findings(&gather(config, how).await)
}

async fn gather(config: Result<Config, SettingError>, how: Examination<'_>) -> Facts {
    let (config, error) = match config {
        Ok(config) => (config, None),
        Err(error) => (Config::default(), Some(error.to_string())),
    };
    let mut facts = Facts {
        now: SystemClock.now(),
        settings: settings(&config, error),
        messages: MessageFacts::default(),
        database: DatabaseFacts {
            place: Store::describe_location(&config.database.url),
            is_sqlite: config.database.url.starts_with("sqlite:"),
            ..DatabaseFacts::default()
        },
        jobs: Vec::new(),
        evaluation: EvaluationFacts::default(),
        organizations: Vec::new(),
    };
    // With the defaults another database would be looked at.
    if facts.settings.error.is_some() {
        facts.database.error = Some("The settings do not say where the database is".to_owned());
        return facts;
    }
    facts.messages = messages(&config, how).await;
    if let Some(file) = Store::file_of(&config.database.url) {
        facts.database.disk = disk(&file);
    }
    let app = match App::attach(config).await {
        Ok(app) => app,
        Err(StartError::Open(OpenError::Senders(error))) => {
            facts.settings.error = Some(error.to_string());
            facts.database.error = Some("The database was not looked at".to_owned());
            return facts;
        }
        Err(error) => {
            facts.database.error = Some(error.to_string());
            return facts;
        }
    };
    if let Err(error) = of_database(&app, how, &mut facts).await {
        facts.database.error = Some(format!("the database cannot be read: {error}"));
    }
    app.store.close().await;
    facts
}

fn settings(config: &Config, error: Option<String>) -> SettingsFacts {
    SettingsFacts {
        error,
        address: config.server.address(),
        has_public_url: config.server.public_url.is_some(),
        profile: config.jobs.profile,
        has_encryption_key: config.secrets.encryption_key.is_some(),
        is_durable: config.database.sqlite_synchronous == SynchronousLevel::Full,
        has_google_client: !config.google.client_id.is_empty(),
    }
}

/// How messages leave; the mail server is asked.
async fn messages(config: &Config, how: Examination<'_>) -> MessageFacts {
    let mail = match mailer_settings(&config.mail) {
        None => None,
        Some((settings, from)) => {
            let settings = MailerSettings { timeout: settings.timeout.min(MAIL_TIMEOUT), ..settings };
            // Settings that make no mailer are found where the application is opened.
            let mailer = (!how.offline).then(|| Mailer::new(&settings).ok()).flatten();
            let answer = match &mailer {
                Some(mailer) => Some(mailer.try_connection().await),
                None => None,
            };
            if let Some(mailer) = mailer {
                mailer.close().await;
            }
            Some(MailFacts {
                server: settings.server.to_string(),
                security: settings.server.security,
                has_login: settings.server.login.is_some(),
                is_local: is_on_this_machine(&format!("smtp://{}", settings.server)),
                from: from.address,
                answer,
            })
        }
    };
    MessageFacts {
        mail,
        may_be_private: config.webhooks.allow_private_addresses,
        push_contact: config.push.contact(&config.mail),
    }
}

/// The disk of a database's file; `None` where the system does not say.
fn disk(file: &Path) -> Option<DiskFacts> {
    let folder = std::path::absolute(file).ok()?.parent()?.to_owned();
    let space = rustix::fs::statvfs(&folder).ok()?;
    let size = |ending: &str| {
        let beside = format!("{}{ending}", file.display());
        std::fs::metadata(beside).map_or(0, |file| file.len())
    };
    Some(DiskFacts {
        folder: folder.display().to_string(),
        free_bytes: space.f_bavail.saturating_mul(space.f_frsize),
        total_bytes: space.f_blocks.saturating_mul(space.f_frsize),
        database_bytes: size("") + size("-wal"),
    })
}

async fn of_database(app: &App, how: Examination<'_>, facts: &mut Facts) -> Result<(), Error> {
    let mut read = app.store.read().await?;
    let (before, there, after) = (app.now(), read.database_clock().await?, app.now());
    let middle = before.plus(after.since(before) / 2);
    facts.database.millis_ahead = there.map(|there| there.since(middle));
    facts.jobs = jobs(app, &mut read, how).await?;
    let pending = read.pending_evaluation(app.now()).await?;
    facts.evaluation = EvaluationFacts { waiting_since: pending.waiting_since, due_at: pending.due_at };
    let zones = read.list_organization_zones().await?;
    drop(read);
    for (id, zone) in zones {
        facts
            .organizations
            .push(OrganizationFacts { has_zone: zone.is_some(), ..organization(app, &id, how).await? });
    }
    Ok(())
}

async fn jobs(app: &App, read: &mut Read, how: Examination<'_>) -> Result<Vec<JobFacts>, Error> {
    let leases = read.list_leases().await?;
    let mut jobs = Vec::new();
    for name in how.jobs {
        let lease = leases.iter().find(|lease| lease.name == *name);
        let last = read.list_job_runs(name, None, "", 1).await?.pop();
        let since = failing_since(read, name, None).await?;
        jobs.push(JobFacts {
            name: (*name).to_owned(),
            interval_seconds: lease.map_or(0, |lease| lease.interval_seconds),
            has_hours: app.config.jobs.hours(name).is_some(),
            failing: since.zip(last.as_ref().and_then(|run| run.error.clone())),
            last_started_at: last.map(|run| run.started_at),
            held_until: lease.filter(|lease| lease.holder.is_some()).map(|lease| lease.expires_at),
        });
    }
    Ok(jobs)
}

async fn organization(app: &App, id: &str, how: Examination<'_>) -> Result<OrganizationFacts, Error> {
    let now = app.now();
    let unreadable_rows = problems::list(app, id).await?.len();
    let mut read = app.store.read().await?;
    let profile = read.find_organization_profile(id).await?;
    // One whose policies cannot be read is among the unreadable rows.
    let policies = read.find_organization(id).await.ok().flatten().map(|found| found.policies);
    let grace = policies.map_or(0, |policies| policies.longest_reconnect_grace());
    let lately = Span::new(now.plus(-LATELY), Timestamp::MAX);
    let livekit_sessions = read.count_sessions_on(id, Platform::Livekit, lately, false).await?;
    let meet_sessions = read.count_sessions_on(id, Platform::Meet, lately, false).await?;
    let needs_review = read.count_sessions_to_review(id).await?;
    let late = read.list_late_room_starts(id, now.plus(-LATELY)).await?;
    let reopened = reopened(&mut read, id, late).await?;
    let google = read.list_google_connections(id).await?;
    let connections = connections::list(&mut read, id).await?;
    drop(read);
    let livekit = join_all(connections.into_iter().map(|one| livekit(app, id, one, how))).await;
    Ok(OrganizationFacts {
        id: id.to_owned(),
        name: profile.map_or_else(|| id.to_owned(), |OrganizationProfile { name, .. }| name),
        has_zone: true,
        reconnect_grace_seconds: grace / SECOND,
        livekit: livekit.into_iter().collect::<Result<_, _>>()?,
        livekit_sessions,
        meet_sessions,
        reopened,
        google: google.iter().map(|one| organizer(app, one)).collect(),
        unreadable_rows,
        needs_review,
    })
}

async fn livekit(
    app: &App,
    organization: &str,
    connection: LivekitConnection,
    how: Examination<'_>,
) -> Result<LivekitFacts, Error> {
    let LivekitConnection { server, keys, mut health } = connection;
    let now = app.now();
    let valid = keys.into_iter().filter(|key| key.retired_at.is_none_or(|at| at > now));
    let answer = match how.offline {
        true => None,
        false => check_connected(app, organization, &server.id).await?.map(|check| match check.result {
            Ok(()) => Ok(check.seconds_ahead),
            Err(failure) => Err(failure.to_string()),
        }),
    };
    let is_there = matches!(answer, Some(Ok(_)));
    let probe = match how.probe && is_there {
        true => Some(probe_and_wait(app, organization, &server.id, PROBE_TIMEOUT).await?),
        false => None,
    };
    if probe.is_some() {
        health = connections::find(&mut app.store.read().await?, organization, &server.id).await?.health;
    }
    let held_since_webhook = match health.webhook_at {
        None => 0,
        Some(at) => {
            let since = Span::new(at, now.plus(-FIRST_WEBHOOK));
            app.store.read().await?.count_sessions_on(organization, Platform::Livekit, since, true).await?
        }
    };
    Ok(LivekitFacts {
        is_local: is_on_this_machine(&server.url),
        url: server.url,
        api_keys: valid.map(|key| key.api_key).collect(),
        health,
        answer,
        probe,
        held_since_webhook,
    })
}

/// Those that LiveKit says were opened after the session had ended for everybody.
async fn reopened(
    read: &mut Read,
    organization: &str,
    late: Vec<LateRoomStart>,
) -> Result<Vec<ReopenedRoom>, Error> {
    let ids: Vec<&str> = late.iter().map(|one| one.session_id.as_str()).collect();
    let sessions = read.find_sessions(organization, &ids).await?;
    let is_after = |one: &LateRoomStart, at: Timestamp| {
        let found = sessions.iter().find(|stored| stored.session.id == one.session_id);
        found.is_some_and(|stored| {
            let session = &stored.session;
            let over = session.completed_at.or(stored.cancelled_at);
            at > over.unwrap_or_else(|| session.end.plus(session.policy.overrun_credit))
        })
    };
    let opened = late.into_iter().filter_map(|one| {
        let at = opened_at(&one.payload).filter(|at| is_after(&one, *at))?;
        Some(ReopenedRoom { session: one.session_id, room: one.room, at })
    });
    Ok(opened.collect())
}

/// When the server says it opened the room.
fn opened_at(payload: &str) -> Option<Timestamp> {
    let item: Value = serde_json::from_str(payload).ok()?;
    let seconds = &item["webhook"]["createdAt"];
    let seconds = seconds.as_i64().or_else(|| seconds.as_str()?.parse().ok())?;
    Some(Timestamp::from_seconds(seconds))
}

fn organizer(app: &App, one: &GoogleConnection) -> GoogleFacts {
    let reconnect = match &one.state {
        ConsentState::Connected => None,
        ConsentState::NeedsReconnect { reason } => Some(reason.clone()),
    };
    GoogleFacts {
        email: one.email.clone(),
        kind: one.kind,
        reconnect,
        failure: one.failed_at.zip(one.failure.clone()),
        succeeded_at: one.succeeded_at,
        opens: meet::connections::opens(app, one),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_webhook_says_when_the_room_was_opened() {
        let at = Some(Timestamp::from_seconds(1_767_600_003));
        assert_eq!(opened_at(r#"{"webhook":{"createdAt":"1767600003","event":"room_started"}}"#), at);
        assert_eq!(opened_at(r#"{"webhook":{"createdAt":1767600003}}"#), at);
        for nothing in ["", "[]", r#"{"webhook":{}}"#, r#"{"webhook":{"createdAt":"soon"}}"#] {
            assert_eq!(opened_at(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn a_disk_has_room_of_some_size() {
        let here = disk(Path::new("Cargo.toml")).expect("a disk");
        assert!(
            here.total_bytes >= here.free_bytes && here.total_bytes > 0 && here.database_bytes > 0,
            "{here:?}"
        );
        assert_eq!(disk(Path::new("/no/such/folder/rollcall.db")), None);
    }
}
