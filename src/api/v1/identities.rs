//! Identities: the ids and addresses by which platforms know people, and whose they are.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::api::{Created, NoBody, NoContent, Problem, Route, RouteRequest, delete, get, post};
use crate::app::people::identities;
use crate::domain::people::{Identity, Source};
use crate::http::pagination;
use crate::http::pagination::Page;
use crate::http::roles::ADMINS;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/identities", "Identities and whose they are, by source and value").who(ADMINS).to(list),
        post("/api/v1/identities", "Say whose identity this is; the past follows")
            .who(ADMINS)
            .to(create)
            .refuses(&["unknown_person", "identity_taken", "own_report"]),
        delete("/api/v1/identities", "Take an identity away from whoever has it")
            .who(ADMINS)
            .to(remove)
            .refuses(&["own_identity", "own_report"]),
    ]
}

/// A source's name for somebody.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = Identity)]
#[schema(example = json!({"source": "meet", "value": "users/117", "personId": "0193f1c2"}))]
struct BoundIdentityBody {
    /// `livekit`, `meet` or `email`.
    source: Source,
    /// A LiveKit identity, `users/{id}`, a participant's resource name, an e-mail address.
    value: String,
    person_id: String,
}

impl From<(Identity, String)> for BoundIdentityBody {
    fn from((identity, person_id): (Identity, String)) -> BoundIdentityBody {
        BoundIdentityBody { source: identity.source, value: identity.value, person_id }
    }
}

#[derive(Deserialize, IntoParams)]
struct IdentityParameters {
    person_id: Option<String>,
    /// Rows on a page, 1 to 500.
    limit: Option<i64>,
    /// `next` of the page before.
    cursor: Option<String>,
}

async fn list(request: RouteRequest<NoBody, IdentityParameters>) -> Result<Page<BoundIdentityBody>, Problem> {
    let limit = pagination::limit(request.query.limit)?;
    let after: Option<Identity> = pagination::decode_cursor(request.query.cursor.as_deref())?;
    let person = request.query.person_id.as_deref().unwrap_or("");
    let mut read = request.read().await?;
    let found = read.list_identities(request.scope.organization(), person, after.as_ref(), limit + 1).await?;
    Ok(Page::from_rows(found, limit, |(identity, _)| identity.clone(), BoundIdentityBody::from))
}

async fn create(request: RouteRequest<BoundIdentityBody>) -> Result<Created<BoundIdentityBody>, Problem> {
    let BoundIdentityBody { source, value, person_id } = &request.body;
    if !Identity::is_value(value) {
        let detail = "An identity is 1 to 512 bytes of text.";
        return Err(Problem::invalid("invalid_body", detail).at_field("value"));
    }
    let identity = Identity { source: *source, value: value.clone() };
    let mut write = request.write().await?;
    identities::add(&mut write, &request.actor(), &identity, person_id).await?;
    request.commit(write, Created((identity, person_id.clone()).into())).await
}

#[derive(Deserialize, IntoParams)]
struct RemoveIdentityParameters {
    #[param(inline)]
    source: Source,
    value: String,
}

async fn remove(request: RouteRequest<NoBody, RemoveIdentityParameters>) -> Result<NoContent, Problem> {
    let identity = Identity { source: request.query.source, value: request.query.value.clone() };
    let mut write = request.write().await?;
    identities::remove(&mut write, &request.actor(), &identity).await?;
    request.commit(write, NoContent).await
}
