//! Subscriptions: sessions paid for ahead, and the ledger of what became of them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::api::v1::packages::{Minutes, SessionCount};
use crate::api::v1::shared::check_day;
use crate::api::{Created, NoBody, Problem, Route, RouteRequest, get, patch, post};
use crate::app::subscription::list::{self, ListedSubscription, SubscriptionLedger};
use crate::app::subscription::subscriptions::{self, NewSubscription, SubscriptionChange};
use crate::domain::people::validated_text::ReasonText;
use crate::domain::session::{Format, Kind, Platform};
use crate::domain::subscription::{EntryCause, Subscription};
use crate::domain::time::Timestamp;
use crate::http::body::double_option;
use crate::http::pagination::{self, Page};
use crate::http::roles::{ADMINS, SUBSCRIPTION_READERS};
use crate::store::subscription::entries::StoredEntry;
use crate::store::subscription::listing::SubscriptionFilter;
use crate::store::subscription::subscriptions::{Draw, StoredSubscription};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/subscriptions", "Subscriptions, newest first").who(SUBSCRIPTION_READERS).to(list_all),
        post(
            "/api/v1/subscriptions",
            "Add a subscription; with `draw` its sessions are made, without a time",
        )
        .who(ADMINS)
        .to(create)
        .refuses(&[
            "unknown_person",
            "unknown_package",
            "no_sessions",
            "not_lessons",
            "invalid_days",
            "not_a_teacher",
            "twice_on_roster",
        ]),
        get("/api/v1/subscriptions/{id}", "One subscription, with its ledger")
            .who(SUBSCRIPTION_READERS)
            .to(show),
        patch(
            "/api/v1/subscriptions/{id}",
            "Change what a subscription is for; what it has covered stays covered",
        )
        .who(ADMINS)
        .to(change)
        .refuses(&[
            "unknown_person",
            "unknown_package",
            "not_lessons",
            "invalid_days",
            "sessions_used",
            "subscription_in_use",
        ]),
        post(
            "/api/v1/subscriptions/{id}/entries",
            "Correct the balance by an entry of its own, with a reason",
        )
        .who(ADMINS)
        .to(correct)
        .refuses(&["no_change", "too_many_sessions", "nothing_left", "subscription_ended"]),
    ]
}

/// A subscription with its balance.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Subscription)]
#[schema(example = json!({
    "id": "0193f1e1", "personId": "0193f1c1", "packageId": "0193f1e0", "kind": "quran", "sessions": 8,
    "validFrom": "2026-01-01", "validUntil": "2026-03-31", "draw": null, "granted": 8, "used": 3, "left": 5,
    "lowBalance": false, "lapsedAt": null, "createdAt": "2026-01-01T07:30:00.000Z"
}))]
struct SubscriptionBody {
    id: String,
    person_id: String,
    package_id: Option<String>,
    /// `null`: for every kind but events.
    kind: Option<Kind>,
    /// The same as `granted`.
    sessions: i64,
    #[schema(value_type = String, format = Date)]
    valid_from: NaiveDate,
    /// The last day, which still counts.
    #[schema(value_type = Option<String>, format = Date)]
    valid_until: Option<NaiveDate>,
    /// How its sessions were drawn.
    draw: Option<DrawBody>,
    granted: i64,
    /// Sessions it covers.
    used: i64,
    /// Granted and the sum of all entries.
    left: i64,
    /// One left, or none.
    low_balance: bool,
    /// When what was left lapsed.
    #[schema(value_type = Option<String>, format = DateTime)]
    lapsed_at: Option<Timestamp>,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
}

impl From<StoredSubscription> for SubscriptionBody {
    fn from(stored: StoredSubscription) -> SubscriptionBody {
        let balance = stored.account.balance;
        let Subscription { id, person, kind, granted, valid_from, valid_until, created_at } =
            stored.account.subscription;
        SubscriptionBody {
            id,
            person_id: person,
            package_id: stored.package_id,
            kind,
            sessions: granted,
            valid_from,
            valid_until,
            draw: stored.draw.map(DrawBody::from),
            granted,
            used: balance.used(),
            left: balance.left(),
            low_balance: balance.is_low(),
            lapsed_at: stored.lapsed_at,
            created_at,
        }
    }
}

/// How the sessions of a subscription are planned, until each gets its time by `/sessions/{id}/reschedule`.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = SubscriptionDraw)]
struct DrawBody {
    format: Format,
    platform: Platform,
    teacher_id: String,
    /// Left out, as long as the package says, else the organisation's setting.
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 10080)]
    #[serde(skip_serializing_if = "Option::is_none")]
    duration_minutes: Option<Minutes>,
}

impl From<Draw> for DrawBody {
    fn from(draw: Draw) -> DrawBody {
        let Draw { format, platform, teacher_id, duration_minutes } = draw;
        let duration_minutes = duration_minutes.and_then(Minutes::new);
        DrawBody { format, platform, teacher_id, duration_minutes }
    }
}

impl DrawBody {
    fn read(&self) -> Draw {
        Draw {
            format: self.format,
            platform: self.platform,
            teacher_id: self.teacher_id.clone(),
            duration_minutes: self.duration_minutes.map(Minutes::get),
        }
    }
}

/// One change of the balance.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = SubscriptionEntry)]
struct EntryBody {
    id: String,
    /// `null`: a correction, or what lapsed.
    session_id: Option<String>,
    /// −1 for a session, +1 when it comes back.
    change: i64,
    /// `completed`, `absent`, `teacher_absent`, `excused`, `not_counted`, `lapsed`; of a correction the words of who made it.
    reason: String,
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
}

impl From<StoredEntry> for EntryBody {
    fn from(StoredEntry { id, entry }: StoredEntry) -> EntryBody {
        let reason = match (entry.cause, entry.reason) {
            (EntryCause::Corrected, Some(words)) => words,
            (cause, _) => cause.to_string(),
        };
        EntryBody { id, session_id: entry.session_id, change: entry.change, reason, at: entry.at }
    }
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = SubscriptionLedger)]
struct LedgerBody {
    #[serde(flatten)]
    subscription: SubscriptionBody,
    /// In the order they were written.
    entries: Vec<EntryBody>,
    /// Ids of the sessions drawn from it that have no time yet.
    unscheduled: Vec<String>,
}

impl From<SubscriptionLedger> for LedgerBody {
    fn from(ledger: SubscriptionLedger) -> LedgerBody {
        LedgerBody {
            subscription: ledger.listed.stored.into(),
            entries: ledger.entries.into_iter().map(EntryBody::from).collect(),
            unscheduled: ledger.unscheduled.into_iter().map(|one| one.id).collect(),
        }
    }
}

#[derive(Deserialize, IntoParams)]
struct SubscriptionParameters {
    /// Somebody's id: only theirs.
    person_id: Option<String>,
    /// Rows on a page, 1 to 500.
    limit: Option<i64>,
    /// `next` of the page before.
    cursor: Option<String>,
}

async fn list_all(
    request: RouteRequest<NoBody, SubscriptionParameters>,
) -> Result<Page<SubscriptionBody>, Problem> {
    let limit = pagination::limit(request.query.limit)?;
    let filter = SubscriptionFilter {
        person: request.query.person_id.as_deref(),
        before: pagination::decode_cursor(request.query.cursor.as_deref())?,
        ..SubscriptionFilter::default()
    };
    let mut read = request.read().await?;
    let found = list::list(&mut read, &request.scope, &filter, limit + 1).await?;
    Ok(Page::from_rows(found, limit, |one| one.id().to_owned(), |one: ListedSubscription| one.stored.into()))
}

async fn show(request: RouteRequest) -> Result<LedgerBody, Problem> {
    Ok(list::ledger(&mut request.read().await?, &request.scope, request.id()).await?.into())
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = NewSubscription)]
#[schema(example = json!({
    "personId": "0193f1c1", "sessions": 8, "kind": "quran", "validFrom": "2026-01-01", "validUntil": "2026-03-31"
}))]
struct NewSubscriptionBody {
    person_id: String,
    /// What it is made of, unless `kind` or `sessions` are sent too.
    package_id: Option<String>,
    /// `null`: for every kind but events; left out, as the package says.
    #[serde(default, deserialize_with = "double_option")]
    #[schema(value_type = Option<Kind>)]
    kind: Option<Option<Kind>>,
    /// Needed without a package.
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 1000)]
    sessions: Option<SessionCount>,
    #[schema(value_type = String, format = Date)]
    valid_from: NaiveDate,
    /// The last day, which still counts.
    #[schema(value_type = Option<String>, format = Date)]
    valid_until: Option<NaiveDate>,
    /// Makes its sessions at once, with status `unscheduled`.
    draw: Option<DrawBody>,
}

async fn create(request: RouteRequest<NewSubscriptionBody>) -> Result<Created<LedgerBody>, Problem> {
    let body = &request.body;
    let new = NewSubscription {
        person: body.person_id.clone(),
        package: body.package_id.clone(),
        kind: body.kind,
        sessions: body.sessions.map(SessionCount::get),
        valid_from: check_day(body.valid_from, "validFrom")?,
        valid_until: body.valid_until.map(|day| check_day(day, "validUntil")).transpose()?,
        draw: body.draw.as_ref().map(DrawBody::read),
    };
    let mut write = request.write().await?;
    let added = subscriptions::add(&mut write, &request.actor(), new).await?;
    let id = &added.subscription.account.subscription.id;
    let ledger = list::ledger(&mut write, &request.scope, id).await?;
    request.commit(write, Created(ledger.into())).await
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = SubscriptionChange)]
#[schema(example = json!({"validUntil": "2026-04-30"}))]
struct SubscriptionChangeBody {
    /// Another learner, while nothing was taken from it or drawn.
    person_id: Option<String>,
    /// `null`: of no package. `kind` and `sessions` stay as they are.
    #[serde(default, deserialize_with = "double_option")]
    #[schema(value_type = Option<String>)]
    package_id: Option<Option<String>>,
    #[serde(default, deserialize_with = "double_option")]
    #[schema(value_type = Option<Kind>)]
    kind: Option<Option<Kind>>,
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 1000)]
    sessions: Option<SessionCount>,
    #[schema(value_type = Option<String>, format = Date)]
    valid_from: Option<NaiveDate>,
    /// `null`: without an end.
    #[serde(default, deserialize_with = "double_option")]
    #[schema(value_type = Option<String>, format = Date)]
    valid_until: Option<Option<NaiveDate>>,
}

async fn change(request: RouteRequest<SubscriptionChangeBody>) -> Result<LedgerBody, Problem> {
    let body = &request.body;
    let until = body.valid_until.map(|day| day.map(|day| check_day(day, "validUntil")).transpose());
    let change = SubscriptionChange {
        person: body.person_id.clone(),
        package: body.package_id.clone(),
        kind: body.kind,
        sessions: body.sessions.map(SessionCount::get),
        valid_from: body.valid_from.map(|day| check_day(day, "validFrom")).transpose()?,
        valid_until: until.transpose()?,
    };
    let mut write = request.write().await?;
    subscriptions::change(&mut write, &request.actor(), request.id(), change).await?;
    let ledger = list::ledger(&mut write, &request.scope, request.id()).await?;
    request.commit(write, ledger.into()).await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SubscriptionCorrection)]
#[schema(example = json!({"change": 1, "reason": "The line was bad; this lesson is on us."}))]
struct CorrectionBody {
    /// Sessions that are added, or below 0 taken away.
    #[schema(minimum = -1000, maximum = 1000)]
    change: i64,
    #[schema(value_type = String, max_length = 500)]
    reason: ReasonText,
}

async fn correct(request: RouteRequest<CorrectionBody>) -> Result<Created<LedgerBody>, Problem> {
    let CorrectionBody { change, reason } = &request.body;
    let mut write = request.write().await?;
    subscriptions::correct(&mut write, &request.actor(), request.id(), *change, reason.clone()).await?;
    let ledger = list::ledger(&mut write, &request.scope, request.id()).await?;
    request.commit(write, Created(ledger.into())).await
}
