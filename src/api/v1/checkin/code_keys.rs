//! The keys that an organisation's codes are signed with, by their numbers.

use serde::Serialize;
use utoipa::ToSchema;

use crate::api::{Created, NoContent, Problem, Route, RouteRequest, delete, get, post};
use crate::app::checkin::key_rotation;
use crate::domain::time::Timestamp;
use crate::http::pagination::Page;
use crate::http::roles::ADMINS;
use crate::store::checkin::code_keys::CodeKeyNumber;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/code-keys", "The signing keys of codes").who(ADMINS).to(list),
        post("/api/v1/code-keys", "A new signing key; codes that are out stay good").who(ADMINS).to(rotate),
        delete("/api/v1/code-keys/{id}", "Revoke a signing key: every code it signed stops working")
            .who(ADMINS)
            .to(revoke)
            .refuses(&["last_code_key"]),
    ]
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CodeKey)]
struct CodeKeyBody {
    /// Its number.
    id: String,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    created_by: Option<String>,
    #[schema(value_type = Option<String>, format = DateTime)]
    revoked_at: Option<Timestamp>,
}

impl From<CodeKeyNumber> for CodeKeyBody {
    fn from(key: CodeKeyNumber) -> CodeKeyBody {
        let CodeKeyNumber { number, created_at, created_by, revoked_at } = key;
        CodeKeyBody { id: number.to_string(), created_at, created_by, revoked_at }
    }
}

async fn list(request: RouteRequest) -> Result<Page<CodeKeyBody>, Problem> {
    let mut read = request.read().await?;
    let keys = key_rotation::list(&mut read, request.scope.organization()).await?;
    Ok(Page::complete(keys.into_iter().map(CodeKeyBody::from).collect()))
}

async fn rotate(request: RouteRequest) -> Result<Created<CodeKeyBody>, Problem> {
    let mut write = request.write().await?;
    let key = key_rotation::rotate(&mut write, &request.actor()).await?;
    request.commit(write, Created(key.into())).await
}

async fn revoke(request: RouteRequest) -> Result<NoContent, Problem> {
    let number = request.id().parse().map_err(|_| Problem::not_found("key"))?;
    let mut write = request.write().await?;
    key_rotation::revoke(&mut write, &request.actor(), number).await?;
    request.commit(write, NoContent).await
}
