//! API tokens of the caller: for scripts and other systems that act as this person.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::page::Page;
use super::roles::EVERYBODY;
use super::{Call, Created, NoContent, Problem, Route, delete, get, post};
use crate::app::{Act, token};
use crate::domain::access::Scope;
use crate::domain::naming::Name;
use crate::domain::time::Timestamp;
use crate::store::logins::ApiToken;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/tokens", "The caller's API tokens, newest first").who(EVERYBODY).to(list),
        post("/api/v1/tokens", "Make an API token; its secret is shown this once")
            .who(EVERYBODY)
            .to(create)
            .refuses(&["already_expired"]),
        delete("/api/v1/tokens/{id}", "End an API token").who(EVERYBODY).to(revoke),
    ]
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Token)]
struct TokenBody {
    id: String,
    name: String,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    #[schema(value_type = Option<String>, format = DateTime)]
    expires_at: Option<Timestamp>,
    /// To the minute.
    #[schema(value_type = Option<String>, format = DateTime)]
    last_used_at: Option<Timestamp>,
    #[schema(value_type = Option<String>, format = DateTime)]
    revoked_at: Option<Timestamp>,
}

impl From<ApiToken> for TokenBody {
    fn from(token: ApiToken) -> TokenBody {
        TokenBody {
            id: token.id,
            name: token.name,
            created_at: token.created_at,
            expires_at: token.expires_at,
            last_used_at: token.last_used_at,
            revoked_at: token.revoked_at,
        }
    }
}

/// A token belongs to its person, who is at home in one organisation, wherever a superadmin acts.
fn act_at_home<B, Q>(call: &Call<B, Q>) -> Act {
    let mut act = call.act();
    act.scope = Scope::whole(&call.caller.home);
    act
}

async fn list(call: Call) -> Result<Page<TokenBody>, Problem> {
    let tokens = call.read().await?.list_api_tokens(&call.caller.home, &call.caller.person).await?;
    Ok(Page::whole(tokens.into_iter().map(TokenBody::from).collect()))
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"name": "payroll export"}))]
struct NewToken {
    /// What it is for.
    #[schema(value_type = String)]
    name: Name,
    /// Without it the token lasts until it is revoked.
    #[schema(value_type = Option<String>, format = DateTime)]
    expires_at: Option<Timestamp>,
}

#[derive(Serialize, ToSchema)]
struct NewTokenBody {
    #[serde(flatten)]
    token: TokenBody,
    /// Shown this once.
    #[schema(example = "rc_…")]
    secret: String,
}

async fn create(call: Call<NewToken>) -> Result<Created<NewTokenBody>, Problem> {
    let act = act_at_home(&call);
    let mut write = call.write().await?;
    let (name, expires_at) = (call.body.name.clone(), call.body.expires_at);
    let (token, secret) = token::create(&mut write, &act, &call.caller.person, name, expires_at).await?;
    call.commit(write, Created(NewTokenBody { token: token.into(), secret })).await
}

async fn revoke(call: Call) -> Result<NoContent, Problem> {
    let mut write = call.write().await?;
    token::revoke(&mut write, &act_at_home(&call), &call.caller.person, call.id()).await?;
    call.commit(write, NoContent).await
}
