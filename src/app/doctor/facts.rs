//! What the doctor knows before it says anything: plain values, so that every finding can be tested.

use crate::config::JobProfile;
use crate::delivery::mail::MailTrouble;
use crate::domain::time::Timestamp;
use crate::net::smtp_url::SmtpSecurity;
use crate::store::livekit::health::LivekitServerHealth;
use crate::store::meet::connections::CredentialKind;

/// Everything that was asked.
#[derive(Clone, Debug)]
pub struct Facts {
    pub now: Timestamp,
    pub settings: SettingsFacts,
    pub messages: MessageFacts,
    pub database: DatabaseFacts,
    /// Of the jobs this program has; empty where the database cannot be read.
    pub jobs: Vec<JobFacts>,
    pub evaluation: EvaluationFacts,
    pub organizations: Vec<OrganizationFacts>,
}

/// What the settings of this process say.
#[derive(Clone, Debug)]
pub struct SettingsFacts {
    /// Why they cannot be read; the rest are defaults then.
    pub error: Option<String>,
    /// Where others reach the server: `server.public_url`, else where it listens.
    pub address: String,
    pub has_public_url: bool,
    pub profile: JobProfile,
    pub has_encryption_key: bool,
    /// Whether an acknowledged row survives a power cut.
    pub is_durable: bool,
    pub has_google_client: bool,
}

/// How messages leave.
#[derive(Clone, Debug, Default)]
pub struct MessageFacts {
    /// `None`: no mail is sent.
    pub mail: Option<MailFacts>,
    /// Whether webhooks, and notifications to browsers, may go to machines of the operator's own network.
    pub may_be_private: bool,
    /// Whom push services are told to turn to; `None`: no notifications are sent to browsers.
    pub push_contact: Option<String>,
}

/// The mail server.
#[derive(Clone, Debug)]
pub struct MailFacts {
    /// Its name and port.
    pub server: String,
    pub security: SmtpSecurity,
    pub has_login: bool,
    /// Whether it is on this machine.
    pub is_local: bool,
    /// Who mail is from.
    pub from: String,
    /// Whether it takes mail; `None`: it was not asked.
    pub answer: Option<Result<(), MailTrouble>>,
}

/// The database.
#[derive(Clone, Debug, Default)]
pub struct DatabaseFacts {
    /// Where it is, without a password.
    pub place: String,
    pub is_sqlite: bool,
    /// Why it cannot be used.
    pub error: Option<String>,
    /// Its clock before ours, where it has one of its own.
    pub millis_ahead: Option<i64>,
    pub disk: Option<DiskFacts>,
}

/// The disk that a SQLite file is on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiskFacts {
    pub folder: String,
    pub free_bytes: u64,
    pub total_bytes: u64,
    /// Of the database with its log.
    pub database_bytes: u64,
}

/// A job.
#[derive(Clone, Debug)]
pub struct JobFacts {
    pub name: String,
    pub interval_seconds: i64,
    /// Whether it runs in some hours of the day alone.
    pub has_hours: bool,
    pub last_started_at: Option<Timestamp>,
    /// Since when every run fails, and why the last one did.
    pub failing: Option<(Timestamp, String)>,
    /// Until when its present run holds its turn.
    pub held_until: Option<Timestamp>,
}

/// The evaluation of what came in.
#[derive(Clone, Copy, Debug, Default)]
pub struct EvaluationFacts {
    /// Since when the oldest news waits.
    pub waiting_since: Option<Timestamp>,
    /// When the earliest session is, or was, due.
    pub due_at: Option<Timestamp>,
}

/// An organisation.
#[derive(Clone, Debug, Default)]
pub struct OrganizationFacts {
    pub id: String,
    pub name: String,
    /// Whether this version knows its time zone.
    pub has_zone: bool,
    /// The longest break after which somebody still counts as the same presence, in seconds.
    pub reconnect_grace_seconds: i64,
    pub livekit: Vec<LivekitFacts>,
    /// Sessions on LiveKit from a week ago on, and on Meet.
    pub livekit_sessions: i64,
    pub meet_sessions: i64,
    /// Rooms that were opened again after their session was over.
    pub reopened: Vec<ReopenedRoom>,
    pub google: Vec<GoogleFacts>,
    pub unreadable_rows: usize,
    pub needs_review: i64,
}

/// A room that was opened again after its session was over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReopenedRoom {
    pub session: String,
    pub room: String,
    pub at: Timestamp,
}

/// A connected LiveKit server.
#[derive(Clone, Debug, Default)]
pub struct LivekitFacts {
    pub url: String,
    /// Whether it is on this machine.
    pub is_local: bool,
    /// Those that are not retired.
    pub api_keys: Vec<String>,
    pub health: LivekitServerHealth,
    /// What it said when it was asked now; `None`: it was not asked.
    pub answer: Option<Result<Option<i64>, String>>,
    /// Whether the webhook of a room made for trial came; `None`: it was not tried.
    pub probe: Option<bool>,
    /// Sessions on LiveKit held since its last webhook.
    pub held_since_webhook: i64,
}

/// A connected organiser.
#[derive(Clone, Debug)]
pub struct GoogleFacts {
    pub email: String,
    pub kind: CredentialKind,
    /// Why somebody has to connect it again.
    pub reconnect: Option<String>,
    /// Why the last poll failed, and when.
    pub failure: Option<(Timestamp, String)>,
    pub succeeded_at: Option<Timestamp>,
    /// Whether its secret opens with this installation's key.
    pub opens: bool,
}

#[cfg(test)]
impl Facts {
    /// An installation without any fault.
    pub fn healthy(now: Timestamp) -> Facts {
        let job = |name: &str, interval_seconds: i64| JobFacts {
            name: name.to_owned(),
            interval_seconds,
            has_hours: name == "maintenance",
            last_started_at: Some(now.plus(-interval_seconds * 1_000)),
            failing: None,
            held_until: None,
        };
        Facts {
            now,
            settings: SettingsFacts {
                error: None,
                address: "https://rollcall.example".to_owned(),
                has_public_url: true,
                profile: JobProfile::Production,
                has_encryption_key: true,
                is_durable: true,
                has_google_client: true,
            },
            messages: MessageFacts {
                mail: Some(MailFacts {
                    server: "mail.example.org:465".to_owned(),
                    security: SmtpSecurity::Tls,
                    has_login: true,
                    is_local: false,
                    from: "rollcall@example.org".to_owned(),
                    answer: Some(Ok(())),
                }),
                may_be_private: false,
                push_contact: Some("mailto:rollcall@example.org".to_owned()),
            },
            database: DatabaseFacts {
                place: "/srv/rollcall/rollcall.db".to_owned(),
                is_sqlite: true,
                error: None,
                millis_ahead: None,
                disk: Some(DiskFacts {
                    folder: "/srv/rollcall".to_owned(),
                    free_bytes: 50 << 30,
                    total_bytes: 100 << 30,
                    database_bytes: 1 << 30,
                }),
            },
            jobs: vec![job("maintenance", 3_600), job("sessions", 120)],
            evaluation: EvaluationFacts::default(),
            organizations: vec![OrganizationFacts {
                id: "o1".to_owned(),
                name: "Al Noor".to_owned(),
                has_zone: true,
                reconnect_grace_seconds: 120,
                livekit: vec![LivekitFacts {
                    url: "wss://live.example".to_owned(),
                    api_keys: vec!["APIxyz".to_owned()],
                    health: LivekitServerHealth {
                        webhook_at: Some(now.plus(-60_000)),
                        ..LivekitServerHealth::default()
                    },
                    answer: Some(Ok(Some(0))),
                    ..LivekitFacts::default()
                }],
                livekit_sessions: 3,
                meet_sessions: 2,
                google: vec![GoogleFacts {
                    email: "aisha@school.example".to_owned(),
                    kind: CredentialKind::Consent,
                    reconnect: None,
                    failure: None,
                    succeeded_at: Some(now.plus(-60_000)),
                    opens: true,
                }],
                ..OrganizationFacts::default()
            }],
        }
    }
}
