//! The rows of the world: what each of its organisations has, and how it is written.

use rollcall::domain::evidence::Evidence;
use rollcall::domain::json::canonical::canonical_json;
use rollcall::domain::money::amount::{Currency, Price};
use rollcall::domain::money::charge_pay_table::LineKind;
use rollcall::domain::money::rate::{Rate, RatePrice, RateScope};
use rollcall::domain::organization::policy::{Policy, PolicyPatch};
use rollcall::domain::organization::settings::Settings;
use rollcall::domain::organization::{Organization, Policies};
use rollcall::domain::people::{Identity, Role, Source};
use rollcall::domain::session::{Format, Kind, Platform, Session};
use rollcall::domain::time::Timestamp;
use rollcall::store::access::tokens::ApiToken;
use rollcall::store::evidence::NewEvidence;
use rollcall::store::jobs::run_results::OrganizationRunResult;
use rollcall::store::jobs::{JobRun, JobRunEnd};
use rollcall::store::livekit::servers::{LivekitKey, LivekitServer};
use rollcall::store::meet::connections::{ConsentState, CredentialKind, GoogleConnection};
use rollcall::store::money::rates::StoredRate;
use rollcall::store::notification::push_subscriptions::StoredPushSubscription;
use rollcall::store::people::Person;
use rollcall::store::people::households::Household;
use rollcall::store::session::StoredSession;
use rollcall::store::{Store, Write};
use serde_json::{Value, json};

use super::both::LINES_OF_BOTH;
use super::{HASH, NOW, events, messages, plans};
use crate::tables::run;

/// Everything one organisation has.
pub async fn furnish(write: &mut Write, organization: &str, now: Timestamp) {
    let of = |thing: &str| format!("{organization}-{thing}");
    let one = Organization {
        id: organization.into(),
        name: format!("{organization} academy"),
        time_zone: chrono_tz::Asia::Riyadh,
        currency: Currency::from_code("SAR").unwrap(),
        settings: Settings::default(),
        policies: Policies::default(),
        policy_version: 1,
        created_at: now,
    };
    write.insert_organization(&one, None).await.unwrap();

    for (household, payer) in [("home", "parent"), ("other-home", "other-parent")] {
        let name = format!("{organization} {household}");
        let household = Household { id: of(household), name, payer: Some(of(payer)), created_at: now };
        write.insert_household(organization, &household).await.unwrap();
    }
    for role in Role::ALL {
        let home = (*role == Role::Parent).then_some("home");
        person(write, organization, role.as_str(), *role, home, true, now).await;
        token(write, organization, role.as_str(), now).await;
        browser(write, organization, role.as_str(), role.as_str(), now).await;
    }
    person(write, organization, "child", Role::Student, Some("home"), true, now).await;
    person(write, organization, "gone", Role::Admin, None, false, now).await;
    person(write, organization, "other-teacher", Role::Teacher, None, true, now).await;
    person(write, organization, "other-student", Role::Student, Some("other-home"), true, now).await;
    person(write, organization, "other-parent", Role::Parent, Some("other-home"), true, now).await;
    browser(write, organization, "other", "other-student", now).await;
    let other = ApiToken { id: of("other-token"), ..api_token(of("other-student"), now) };
    write.insert_api_token(organization, &other, &format!("hash of {}", other.id)).await.unwrap();

    for server in ["connection", "other-connection"] {
        let id = of(server);
        let key = LivekitKey {
            organization_id: organization.into(),
            server_id: id.clone(),
            api_key: format!("key-of-{id}"),
            sealed_secret: "sealed".into(),
            created_at: now,
            retired_at: None,
        };
        let url = format!("wss://{id}.example");
        let organization_id = organization.into();
        let server = LivekitServer { organization_id, id, url, may_be_private: true, created_at: now };
        write.insert_livekit_server(&server).await.unwrap();
        assert!(write.put_livekit_key(&key).await.unwrap());
    }
    // One that has just begun, one that goes on for a while, one to come, and one to come on Meet, without a code.
    let began = now.plus(-600_000);
    let tomorrow = now.plus(86_400_000);
    session(write, organization, "session", Platform::Livekit, ("teacher", &["student", "child"]), now).await;
    session(write, organization, "lesson", Platform::Livekit, ("teacher", &["student"]), began).await;
    session(write, organization, "planned", Platform::Livekit, ("teacher", &["student"]), tomorrow).await;
    session(
        write,
        organization,
        "other-session",
        Platform::Livekit,
        ("other-teacher", &["other-student"]),
        now,
    )
    .await;
    session(
        write,
        organization,
        "other-lesson",
        Platform::Livekit,
        ("other-teacher", &["other-student"]),
        began,
    )
    .await;
    session(
        write,
        organization,
        "other-planned",
        Platform::Livekit,
        ("other-teacher", &["other-student"]),
        tomorrow,
    )
    .await;
    session(write, organization, "meeting", Platform::Meet, ("teacher", &["student"]), tomorrow).await;
    session(
        write,
        organization,
        "other-meeting",
        Platform::Meet,
        ("other-teacher", &["other-student"]),
        tomorrow,
    )
    .await;
    joins(write, organization, "lesson", "stranger", now).await;
    joins(write, organization, "other-lesson", "other-stranger", now).await;

    for organizer in ["organizer-of-calls", "other-organizer-of-calls"] {
        let connection = GoogleConnection {
            organization_id: organization.into(),
            email: of(organizer),
            kind: CredentialKind::ServiceAccount,
            sealed_secret: "sealed".into(),
            state: ConsentState::Connected,
            failure: None,
            failed_at: None,
            succeeded_at: None,
            listed_at: None,
            created_at: now,
        };
        write.put_google_connection(&connection).await.unwrap();
    }

    plans::furnish(write, organization, now).await;
    events::furnish(write, organization, now).await;
    messages::furnish(write, organization, now).await;

    for (rate, person) in [("rate", "teacher"), ("other-rate", "other-teacher")] {
        let rate = StoredRate {
            id: of(rate),
            rate: Rate {
                kind: LineKind::Pay,
                scope: RateScope::Person(of(person)),
                price: RatePrice::Hour(Price::parse("20.00").unwrap()),
                valid_from: "2025-01-01".parse().unwrap(),
            },
            created_at: now,
        };
        write.insert_rate(organization, &rate).await.unwrap();
    }
}

pub async fn person(
    write: &mut Write,
    organization: &str,
    who: &str,
    role: Role,
    home: Option<&str>,
    is_active: bool,
    now: Timestamp,
) {
    let id = format!("{organization}-{who}");
    let person = Person {
        id: id.clone(),
        name: format!("{organization} {who}"),
        email: Some(format!("{who}@{organization}.example")),
        household: home.map(|home| format!("{organization}-{home}")),
        roles: [role].into(),
        has_password: true,
        is_active,
        created_at: now,
    };
    write.insert_person(organization, &person).await.unwrap();
    write.set_password_hash(organization, &id, HASH).await.unwrap();
    let identity = Identity { source: Source::Livekit, value: id.clone() };
    write.insert_identity(organization, &identity, &id, now).await.unwrap();
    let identity = Identity { source: Source::Meet, value: format!("users/{id}") };
    write.insert_identity(organization, &identity, &id, now).await.unwrap();
}

fn api_token(person: String, now: Timestamp) -> ApiToken {
    ApiToken {
        id: format!("{person}-token"),
        name: format!("token of {person}"),
        person,
        read_only: false,
        role: None,
        era: 0,
        created_at: now,
        expires_at: None,
        last_used_at: None,
        revoked_at: None,
    }
}

async fn token(write: &mut Write, organization: &str, who: &str, now: Timestamp) {
    let token = api_token(format!("{organization}-{who}"), now);
    write.insert_api_token(organization, &token, &format!("hash of {}", token.id)).await.unwrap();
}

/// A browser `who-browser` that takes messages for somebody.
async fn browser(write: &mut Write, organization: &str, who: &str, person: &str, now: Timestamp) {
    let one = StoredPushSubscription {
        id: format!("{organization}-{who}-browser"),
        person_id: format!("{organization}-{person}"),
        endpoint: format!("https://push.example/{organization}-{person}"),
        p256dh: "point".into(),
        auth: "secret".into(),
        device: None,
        created_at: now,
    };
    write.put_push_subscription(organization, &one).await.unwrap();
}

/// A run of a job that failed over something of each organisation.
pub async fn a_failed_job(write: &mut Write, now: Timestamp) {
    write.register_job("sessions", 60).await.unwrap();
    let run = JobRun {
        id: "0193-run".to_owned(),
        name: "sessions".to_owned(),
        organization: None,
        fence: 0,
        slot: Some(now),
        holder: "a process".to_owned(),
        started_at: now,
        ended_at: None,
        outcome: None,
        counts: "{}".to_owned(),
        error: None,
    };
    let fence = write.begin_job_run(&run, now.plus(60_000)).await.unwrap().unwrap();
    let end = JobRunEnd {
        at: now.plus(1_000),
        counts: r#"{"evaluated":3}"#,
        error: Some("alpha-session, beta-session"),
        organization_results: &["alpha", "beta"].map(|organization| OrganizationRunResult {
            organization_id: organization.to_owned(),
            run_id: String::new(),
            counts: r#"{"evaluated":1}"#.to_owned(),
            error: Some(format!("{organization}-session")),
        }),
    };
    assert!(write.finish_job_run("sessions", fence, end).await.unwrap());
}

/// An individual lesson of an hour: on LiveKit in a room of its own, on Meet before it has a link.
pub async fn session(
    write: &mut Write,
    organization: &str,
    id: &str,
    platform: Platform,
    (teacher, students): (&str, &[&str]),
    start: Timestamp,
) {
    let of = |thing: &str| format!("{organization}-{thing}");
    let patch = PolicyPatch::default();
    let session = Session {
        id: of(id),
        kind: Kind::Quran,
        format: Format::Individual,
        platform,
        room: (platform == Platform::Livekit).then(|| room(&of(id))),
        meet_space: None,
        venue_id: None,
        start,
        end: start.plus(3_600_000),
        teacher: Some(of(teacher)),
        students: students.iter().map(|student| of(student)).collect(),
        cancelled: false,
        completed_at: None,
        policy: Policy::from_patch(&patch),
        policy_version: 1,
    };
    let mut stored = StoredSession::new(organization, session, patch, start);
    stored.title = Some(format!("{organization} {id}"));
    write.insert_session(&stored).await.unwrap();
}

fn room(session: &str) -> String {
    format!("quran_{session}_{NOW}")
}

/// Somebody joins the room of a session; nobody knows a stranger.
pub async fn joins(write: &mut Write, organization: &str, session: &str, who: &str, now: Timestamp) {
    let room = room(&format!("{organization}-{session}"));
    let item = json!({"source": "livekit", "receivedAt": now, "webhook": {
        "event": "participant_joined", "id": format!("EV_{organization}_{who}"), "createdAt": (NOW - 300).to_string(),
        "room": {"name": room},
        "participant": {"sid": format!("PA_{organization}_{who}"), "identity": format!("{organization}-{who}"),
                        "name": format!("{organization} {who}")},
    }});
    insert(write, organization, &item, now).await;
}

pub async fn insert(write: &mut Write, organization: &str, item: &Value, received_at: Timestamp) {
    insert_of(write, organization, "webhook", item, received_at).await;
}

/// An item of another kind.
pub async fn insert_of(
    write: &mut Write,
    organization: &str,
    kind: &'static str,
    item: &Value,
    received_at: Timestamp,
) {
    let evidence = Evidence::parse(item).unwrap();
    let row = NewEvidence {
        received_at,
        ..NewEvidence::from_evidence(organization, kind, &evidence, canonical_json(item))
    };
    write.insert_evidence(&[row]).await.unwrap();
}

/// Lines with names of their own; an evaluation names its lines by digests.
pub async fn furnish_lines(store: &Store, organization: &str) {
    let lines = [
        ("teacher-line", "pay", "session", "teacher"),
        ("student-line", "charge", "session", "student"),
        ("child-line", "charge", "session", "child"),
        ("other-line", "pay", "other-session", "other-teacher"),
    ];
    for (line, kind, session, person) in lines.into_iter().chain(LINES_OF_BOTH) {
        let of = |thing: &str| format!("{organization}-{thing}");
        let (line, session, person) = (of(line), of(session), of(person));
        run(
            store,
            format!(
                "INSERT INTO lines (organization_id, session_id, person_id, kind, id, session_start, millis, minor,
                                    currency, rule, cell, rate, blocked, policy_version)
                 VALUES ('{organization}', '{session}', '{person}', '{kind}', '{line}', {NOW}000000, 60000, 100,
                         'SAR', 'present+present:own', 'own', NULL, NULL, 1)"
            ),
        )
        .await;
    }
}
