//! API tokens, for scripts and other systems that act as a person: everybody's own, and for an admin those of the
//! organisation. Creating one needs a login, so that a leaked token cannot be used to make more.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::api::{Created, NoBody, NoContent, Problem, Route, RouteRequest, delete, get, post};
use crate::app::Error;
use crate::app::access::api_tokens;
use crate::domain::access::{Grant, Rows, Scope};
use crate::domain::people::Role;
use crate::domain::people::validated_text::Name;
use crate::domain::time::Timestamp;
use crate::http::pagination;
use crate::http::pagination::Page;
use crate::http::roles::EVERYBODY;
use crate::store::Read;
use crate::store::access::tokens::{ApiToken, TokenFilter};

/// An admin sees and ends every token of the organisation, everybody else their own.
const TOKEN_GRANTS: &[Grant] = &[
    (Role::Superadmin, Rows::Organization),
    (Role::Admin, Rows::Organization),
    (Role::Finance, Rows::OwnPerson),
    (Role::Teacher, Rows::OwnPerson),
    (Role::Moderator, Rows::OwnPerson),
    (Role::Organizer, Rows::OwnPerson),
    (Role::Partner, Rows::OwnPerson),
    (Role::Receptionist, Rows::OwnPerson),
    (Role::Student, Rows::OwnPerson),
    (Role::Parent, Rows::OwnPerson),
];

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/tokens", "API tokens, newest first; an admin sees those of the organisation")
            .who(TOKEN_GRANTS)
            .to(list),
        post("/api/v1/tokens", "Make an API token of one's own; its secret is shown this once")
            .who(EVERYBODY)
            .to(create)
            .login_only()
            .refuses(&[
                "already_expired",
                "expires_too_late",
                "not_your_role",
                "too_many_tokens",
                "rate_limited",
            ]),
        delete("/api/v1/tokens/{id}", "End an API token for good; an admin any of the organisation")
            .who(TOKEN_GRANTS)
            .to(revoke),
    ]
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Token)]
struct TokenBody {
    id: String,
    /// Whom it acts as.
    person_id: String,
    person_name: String,
    name: String,
    /// Whether it may change nothing.
    read_only: bool,
    /// The one role it acts in; `null`: all of its person.
    role: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// `null` only of tokens that older versions made.
    #[schema(value_type = Option<String>, format = DateTime)]
    expires_at: Option<Timestamp>,
    /// To the minute.
    #[schema(value_type = Option<String>, format = DateTime)]
    last_used_at: Option<Timestamp>,
    /// Also set when all of the person's end: by another password, or when they are no longer active.
    #[schema(value_type = Option<String>, format = DateTime)]
    revoked_at: Option<Timestamp>,
}

impl TokenBody {
    fn of(token: ApiToken, person_name: String) -> TokenBody {
        TokenBody {
            id: token.id,
            person_id: token.person,
            person_name,
            name: token.name,
            read_only: token.read_only,
            role: token.role,
            created_at: token.created_at,
            expires_at: token.expires_at,
            last_used_at: token.last_used_at,
            revoked_at: token.revoked_at,
        }
    }

    async fn all(
        read: &mut Read,
        organization: &str,
        tokens: Vec<ApiToken>,
    ) -> Result<Vec<TokenBody>, Problem> {
        let people: BTreeSet<&str> = tokens.iter().map(|token| token.person.as_str()).collect();
        let names = read.people_names(organization, &people).await?;
        let shown = tokens.into_iter().map(|token| {
            let name = names.get(&token.person).unwrap_or(&token.person).clone();
            TokenBody::of(token, name)
        });
        Ok(shown.collect())
    }
}

#[derive(Deserialize, IntoParams)]
struct TokenParameters {
    /// Only tokens of this person.
    person_id: Option<String>,
    /// Rows on a page, 1 to 500.
    limit: Option<i64>,
    /// `next` of the page before.
    cursor: Option<String>,
}

async fn list(request: RouteRequest<NoBody, TokenParameters>) -> Result<Page<TokenBody>, Problem> {
    let limit = pagination::limit(request.query.limit)?;
    let asked = request.query.person_id.as_deref();
    if asked.is_some_and(|person| !request.scope.covers_person(person)) {
        return Err(Error::OUT_OF_SCOPE.into());
    }
    let own = request.scope.own_rows().map(|_| request.caller.person.as_str());
    let filter = TokenFilter {
        person: asked.or(own),
        before: pagination::decode_cursor(request.query.cursor.as_deref())?,
        limit: limit + 1,
    };
    let mut read = request.read().await?;
    let found = read.list_api_tokens(request.scope.organization(), &filter).await?;
    let shown = TokenBody::all(&mut read, request.scope.organization(), found).await?;
    Ok(Page::from_rows(shown, limit, |token| token.id.clone(), |token| token))
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"name": "payroll export"}))]
#[schema(as = NewToken)]
struct NewTokenBody {
    /// What it is for.
    #[schema(value_type = String)]
    name: Name,
    /// Whether it may change nothing: everything but GET is refused with 403 `read_only_token`.
    #[serde(default)]
    read_only: bool,
    /// The one role of yours it acts in; without it, in all of them, whichever they are at the time.
    #[schema(value_type = Option<String>)]
    role: Option<Role>,
    /// At most 366 days ahead; without it the token lasts 90 days.
    #[schema(value_type = Option<String>, format = DateTime)]
    expires_at: Option<Timestamp>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = NewTokenBody)]
struct CreatedTokenBody {
    #[serde(flatten)]
    token: TokenBody,
    /// Shown this once.
    #[schema(example = "rc_…")]
    secret: String,
}

async fn create(request: RouteRequest<NewTokenBody>) -> Result<Created<CreatedTokenBody>, Problem> {
    let NewTokenBody { name, read_only, role, expires_at } = &request.body;
    let new = api_tokens::NewToken {
        name: name.clone(),
        read_only: *read_only,
        role: *role,
        expires_at: *expires_at,
    };
    // The token is made in the person's home organisation, also when a superadmin acts in another one.
    let home = &request.caller.home_organization;
    let mut actor = request.actor();
    actor.scope = Scope::whole_organization(home);
    let holder = api_tokens::TokenHolder {
        person: &request.caller.person,
        roles: &request.caller.roles,
        era: request.era,
    };
    let mut write = request.write().await?;
    let (token, secret) = api_tokens::create(&mut write, &actor, holder, new).await?;
    let shown = TokenBody::all(&mut write, home, vec![token]).await?.pop();
    let token = shown.ok_or(Error::NotFound("token"))?;
    request.commit(write, Created(CreatedTokenBody { token, secret })).await
}

async fn revoke(request: RouteRequest) -> Result<NoContent, Problem> {
    let mut write = request.write().await?;
    api_tokens::revoke(&mut write, &request.actor(), request.id()).await?;
    request.commit(write, NoContent).await
}
