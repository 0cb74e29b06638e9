//! What the caller was told, by whichever channel.

use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::api::{NoBody, NoContent, Problem, Route, RouteRequest, get, post};
use crate::app::notify::inbox::{self, InboxFact, InboxPosition};
use crate::domain::notification::event::NotificationEvent;
use crate::domain::time::Timestamp;
use crate::http::pagination::{PageParameters, decode_cursor, encode_cursor, limit};
use crate::http::roles::EVERYBODY;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/me/notifications", "What the caller was told, the newest first").who(EVERYBODY).to(list),
        post("/api/v1/me/notifications/seen", "The caller has seen what they were told so far")
            .who(EVERYBODY)
            .to(mark_seen),
    ]
}

#[derive(Serialize, ToSchema)]
#[schema(as = MyNotifications)]
struct InboxBody {
    items: Vec<ToldBody>,
    /// Send it back as `cursor` for the next page; null on the last.
    next: Option<String>,
    /// What was told since the caller last looked.
    unseen: i64,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = MyNotification)]
#[schema(example = json!({
    "key": "arrival:0193f1d0:0193f1c0:1767600000000", "event": "arrival", "personId": "0193f1c0", "personName": "Layla",
    "sessionId": null, "venueId": "0193f1d0", "occurredAt": "2026-01-05T08:00:00.000Z",
    "toldAt": "2026-01-05T08:00:01.000Z", "isSeen": false,
    "data": {"event": "arrival", "venueId": "0193f1d0", "at": "2026-01-05T08:00:00.000Z"},
}))]
struct ToldBody {
    /// What happened, by a name that stays.
    key: String,
    event: NotificationEvent,
    /// Whom it is about; null where it is about a session or the organisation.
    person_id: Option<String>,
    person_name: Option<String>,
    session_id: Option<String>,
    venue_id: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    occurred_at: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    told_at: Timestamp,
    is_seen: bool,
    /// The rest, by the event: the same as the `data` of a webhook.
    #[schema(value_type = Object)]
    data: Value,
}

impl ToldBody {
    fn new(told: InboxFact, seen_at: Option<Timestamp>) -> ToldBody {
        let content = &told.fact.content;
        ToldBody {
            event: content.event(),
            session_id: content.session().map(|session| session.session_id.clone()),
            venue_id: content.venue_id().map(str::to_owned),
            data: serde_json::to_value(content).unwrap_or_default(),
            is_seen: seen_at.is_some_and(|seen_at| told.told_at <= seen_at),
            person_name: told.person_name,
            occurred_at: told.fact.occurred_at,
            told_at: told.told_at,
            person_id: told.fact.person_id,
            key: told.fact.key,
        }
    }
}

async fn list(request: RouteRequest<NoBody, PageParameters>) -> Result<InboxBody, Problem> {
    let limit = limit(request.query.limit)?;
    let after: Option<InboxPosition> = decode_cursor(request.query.cursor.as_deref())?;
    let (home, person, now) = (&request.caller.home_organization, &request.caller.person, request.app.now());
    let mut read = request.read().await?;
    let told = inbox::list(&mut read, home, person, now, after.as_ref(), limit).await?;
    let seen_at = read.inbox_seen_at(home, person).await?;
    Ok(InboxBody {
        next: told.next.as_ref().map(encode_cursor),
        items: told.facts.into_iter().map(|one| ToldBody::new(one, seen_at)).collect(),
        unseen: read.count_unseen(home, person, now).await?,
    })
}

async fn mark_seen(request: RouteRequest) -> Result<NoContent, Problem> {
    let (home, person) = (&request.caller.home_organization, &request.caller.person);
    let mut write = request.write().await?;
    inbox::mark_seen(&mut write, home, person, request.app.now()).await?;
    request.commit(write, NoContent).await
}
