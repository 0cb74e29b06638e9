//! What people state about a session: overrides of reports, and marks of who came or left.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::api::{Created, Page, Problem, Route, RouteRequest, get, post};
use crate::app::session::overrides::{self, NewOverride, RecordedOverride};
use crate::domain::evidence::manual::{Direction, Mark};
use crate::domain::people::validated_text::ReasonText;
use crate::domain::time::Timestamp;
use crate::domain::verdict::outcome::Verdict;
use crate::http::roles::SESSION_EDITORS;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/sessions/{id}/overrides", "Every override ever said, oldest first")
            .who(SESSION_EDITORS)
            .to(list),
        post("/api/v1/sessions/{id}/overrides", "Override somebody's report, never one's own")
            .who(SESSION_EDITORS)
            .to(create_override)
            .refuses(&["own_report", "not_on_roster", "no_author"]),
        post("/api/v1/sessions/{id}/marks", "Mark that somebody came or went")
            .who(SESSION_EDITORS)
            .to(create_mark)
            .refuses(&["own_report", "unknown_person", "in_the_future", "no_author"]),
    ]
}

#[derive(Serialize, ToSchema)]
#[schema(as = Override)]
#[serde(rename_all = "camelCase")]
struct OverrideBody {
    /// The evidence's id, which reasons name.
    id: String,
    session_id: String,
    person_id: String,
    /// `present`, `partial`, `absent` or `excused`; `null` withdraws what was said before.
    outcome: Option<Verdict>,
    /// Time stated for money.
    credited_seconds: Option<u32>,
    reason: String,
    author: String,
    #[schema(value_type = String, format = DateTime)]
    received_at: Timestamp,
}

impl From<RecordedOverride> for OverrideBody {
    fn from(said: RecordedOverride) -> OverrideBody {
        OverrideBody {
            id: said.id,
            session_id: said.statement.session_id,
            person_id: said.statement.person_id,
            outcome: said.statement.outcome,
            credited_seconds: said.statement.credited_seconds,
            reason: said.statement.reason,
            author: said.statement.author,
            received_at: said.received_at,
        }
    }
}

async fn list(request: RouteRequest) -> Result<Page<OverrideBody>, Problem> {
    let said = overrides::list(&mut request.read().await?, &request.scope, request.id()).await?;
    Ok(Page::complete(said.into_iter().map(OverrideBody::from).collect()))
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewOverride)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"personId": "0193f1c2", "outcome": "excused", "reason": "ill"}))]
struct NewOverrideBody {
    person_id: String,
    /// `present`, `partial`, `absent` or `excused`; `null` withdraws. It has to be written either way.
    #[serde(deserialize_with = "Option::deserialize")]
    outcome: Option<Verdict>,
    /// Time stated for money, at most the length of the day.
    #[schema(maximum = 86400)]
    credited_seconds: Option<u32>,
    #[schema(value_type = String, min_length = 1, max_length = 500)]
    reason: ReasonText,
}

async fn create_override(request: RouteRequest<NewOverrideBody>) -> Result<Created<OverrideBody>, Problem> {
    let body = &request.body;
    if body.credited_seconds.is_some() && body.outcome.is_none() {
        let detail = "An override that withdraws states no time.";
        return Err(Problem::invalid("invalid_body", detail).at_field("creditedSeconds"));
    }
    if body.credited_seconds.is_some_and(|seconds| seconds > 86_400) {
        let detail = "creditedSeconds is at most 86400, a day.";
        return Err(Problem::invalid("invalid_body", detail).at_field("creditedSeconds"));
    }
    let new = NewOverride {
        person: body.person_id.clone(),
        outcome: body.outcome,
        credited_seconds: body.credited_seconds,
        reason: body.reason.clone().into_inner(),
    };
    let mut write = request.write().await?;
    let said = overrides::record_override(&mut write, &request.actor(), request.id(), new).await?;
    request.commit(write, Created(said.into())).await
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewMark)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"personId": "0193f1c2", "direction": "in"}))]
struct NewMarkBody {
    person_id: String,
    /// `in` or `out`.
    direction: Direction,
    /// Left out, it is now.
    #[schema(value_type = Option<String>, format = DateTime)]
    at: Option<Timestamp>,
    #[schema(value_type = Option<String>, min_length = 1, max_length = 500)]
    reason: Option<ReasonText>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Mark)]
#[serde(rename_all = "camelCase")]
struct MarkBody {
    /// The evidence's id, which reasons name.
    id: String,
    session_id: String,
    person_id: String,
    direction: Direction,
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    author: String,
    reason: Option<String>,
}

async fn create_mark(request: RouteRequest<NewMarkBody>) -> Result<Created<MarkBody>, Problem> {
    let NewMarkBody { person_id, direction, at, reason } = &request.body;
    let reason = reason.clone().map(ReasonText::into_inner);
    let mut write = request.write().await?;
    let (id, mark) = overrides::record_mark(
        &mut write,
        &request.actor(),
        request.id(),
        person_id.clone(),
        *direction,
        *at,
        reason,
    )
    .await?;
    let Mark { session_id, person_id, direction, at, author, reason } = mark;
    let body = MarkBody { id, session_id, person_id, direction, at, author, reason };
    request.commit(write, Created(body)).await
}
