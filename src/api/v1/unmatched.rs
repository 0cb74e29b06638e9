//! Identities that belong to nobody yet, and saying whose they are.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::api::{NoBody, Problem, Route, RouteRequest, get, post};
use crate::app::people::bind::{Binding, bind_identities};
use crate::app::people::unmatched::{UnmatchedIdentity, list};
use crate::domain::people::{Identity, Source};
use crate::domain::session::Kind;
use crate::domain::time::Timestamp;
use crate::http::identity_id::{decode_identity, encode_identity};
use crate::http::pagination;
use crate::http::pagination::Page;
use crate::http::roles::ADMINS;

/// Most identities bound by one request.
const MAX_BINDINGS: usize = 500;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/unmatched", "Identities seen in sessions that belong to nobody yet")
            .who(ADMINS)
            .to(list_unmatched),
        post("/api/v1/unmatched/bind", "Say whose several identities are, all of them or none")
            .who(ADMINS)
            .to(bind_all)
            .refuses(&["unknown_person", "no_author", "own_report"]),
        post("/api/v1/unmatched/{id}/bind", "Say whose an identity is; null is nobody of ours")
            .who(ADMINS)
            .to(bind_one)
            .refuses(&["unknown_person", "no_author", "own_report"]),
    ]
}

/// A platform's name for somebody nobody knows.
#[derive(Serialize, ToSchema)]
#[schema(as = Unmatched)]
#[serde(rename_all = "camelCase")]
struct UnmatchedBody {
    id: String,
    source: Source,
    value: String,
    /// The name the platform showed; it identifies nobody.
    display_name: Option<String>,
    /// Where it was seen, by start.
    sessions: Vec<SeenIn>,
    /// Who of those expected there it may be, by the name alone, best first. Nobody is bound by it.
    proposals: Vec<ProposalBody>,
}

/// A guess for a person to look at.
#[derive(Serialize, ToSchema)]
#[schema(as = Proposal)]
#[serde(rename_all = "camelCase")]
struct ProposalBody {
    person_id: String,
    name: String,
    /// Above 0, at most 1: every word of both names is the same.
    score: f64,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct SeenIn {
    session_id: String,
    title: Option<String>,
    kind: Kind,
    #[schema(value_type = String, format = DateTime)]
    start: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    end: Timestamp,
    teacher_id: Option<String>,
}

impl From<UnmatchedIdentity> for UnmatchedBody {
    fn from(unmatched: UnmatchedIdentity) -> UnmatchedBody {
        let seen = unmatched.sessions.into_iter().map(|stored| SeenIn {
            title: stored.title,
            kind: stored.session.kind,
            start: stored.session.start,
            end: stored.session.end,
            teacher_id: stored.session.teacher,
            session_id: stored.session.id,
        });
        let proposals = unmatched.proposals.into_iter();
        let proposals =
            proposals.map(|one| ProposalBody { person_id: one.person_id, name: one.name, score: one.score });
        UnmatchedBody {
            proposals: proposals.collect(),
            sessions: seen.collect(),
            id: encode_identity(&unmatched.identity),
            source: unmatched.identity.source,
            value: unmatched.identity.value,
            display_name: unmatched.display_name,
        }
    }
}

#[derive(Deserialize, IntoParams)]
struct UnmatchedParameters {
    /// Only those seen in this session.
    session_id: Option<String>,
    /// Identities on a page, 1 to 500.
    limit: Option<i64>,
    /// `next` of the page before.
    cursor: Option<String>,
}

async fn list_unmatched(
    request: RouteRequest<NoBody, UnmatchedParameters>,
) -> Result<Page<UnmatchedBody>, Problem> {
    let asked = &request.query;
    let limit = pagination::limit(asked.limit)?;
    let after: Option<Identity> = pagination::decode_cursor(asked.cursor.as_deref())?;
    let mut read = request.read().await?;
    let session = asked.session_id.as_deref();
    let found = list(&mut read, &request.scope, session, after.as_ref(), limit + 1).await?;
    Ok(Page::from_rows(found, limit, |one| one.identity.clone(), UnmatchedBody::from))
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"personId": "0193f1c2"}))]
#[schema(as = Owner)]
struct BindBody {
    /// `null`: looked at, and nobody of ours. It has to be written either way.
    #[serde(deserialize_with = "Option::deserialize")]
    #[schema(value_type = Option<String>)]
    person_id: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewBinding)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct NewBindingBody {
    /// Of the unmatched identity.
    id: String,
    /// `null`: nobody of ours.
    #[serde(deserialize_with = "Option::deserialize")]
    #[schema(value_type = Option<String>)]
    person_id: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"bindings": [{"id": "bWVldDp1c2Vycy8xMTc", "personId": "0193f1c2"}]}))]
#[schema(as = Bindings)]
struct NewBindingsBody {
    #[schema(min_items = 1, max_items = 500)]
    bindings: Vec<NewBindingBody>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Bound)]
struct BindResultBody {
    /// Identities that belong to somebody now, or to nobody.
    bound: usize,
    /// Sessions that were evaluated anew because of it.
    sessions: u64,
}

async fn bind_one(request: RouteRequest<BindBody>) -> Result<BindResultBody, Problem> {
    let one = Binding { identity: decode_identity(request.id())?, person: request.body.person_id.clone() };
    let mut write = request.write().await?;
    let sessions = bind_identities(&mut write, &request.actor(), &[one]).await?;
    request.commit(write, BindResultBody { bound: 1, sessions }).await
}

async fn bind_all(request: RouteRequest<NewBindingsBody>) -> Result<BindResultBody, Problem> {
    let asked = &request.body.bindings;
    if !(1..=MAX_BINDINGS).contains(&asked.len()) {
        let detail = format!("Send 1 to {MAX_BINDINGS} bindings.");
        return Err(Problem::invalid("invalid_body", detail).at_field("bindings"));
    }
    let mut bindings = Vec::with_capacity(asked.len());
    for one in asked {
        bindings.push(Binding { identity: decode_identity(&one.id)?, person: one.person_id.clone() });
    }
    let mut write = request.write().await?;
    let sessions = bind_identities(&mut write, &request.actor(), &bindings).await?;
    request.commit(write, BindResultBody { bound: bindings.len(), sessions }).await
}
