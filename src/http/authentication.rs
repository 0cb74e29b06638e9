//! Authentication. The bearer token only identifies the person; roles and account state are read from the database on every
//! request, so a deactivation or role change takes effect at once. An API token may be limited further (read-only, one
//! role).

use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, Method, StatusCode, header};

use super::problem::Problem;
use crate::app::access::{api_tokens, login};
use crate::domain::access::Caller;
use crate::domain::people::Role;
use crate::http::route_declaration::Declaration;
use crate::http::state::ServerState;
use crate::store::Read;
use crate::store::access::tokens::ApiToken;

/// The header with which a superadmin chooses the organisation to act in.
const ORGANIZATION_HEADER: HeaderName = HeaderName::from_static("rollcall-organization");

/// The two kinds of bearer token; an API token is recognised by its prefix.
enum BearerCredential {
    Login(login::LoginClaims),
    Token(ApiToken),
}

/// The caller behind the bearer token, and the era of the login or API token. Every failure is the same 401, so that the
/// reason cannot be probed; 403 only when a valid API token lacks a permission its person has.
pub(crate) async fn authenticate(
    shared: &ServerState,
    declaration: &Declaration,
    parts: &Parts,
) -> Result<(Caller, i64), Problem> {
    let secret = bearer_token(&parts.headers).ok_or_else(Problem::unauthorized)?;
    let app = &shared.app;
    let mut read = app.store.read().await?;
    let (home, credential) = match secret.starts_with(api_tokens::TOKEN_PREFIX) {
        true => {
            let found = api_tokens::find_valid(&mut read, secret, app.now()).await?;
            found.map(|(home, token)| (home, BearerCredential::Token(token)))
        }
        false => login::verify_token(app, secret)
            .map(|claims| (claims.org.clone(), BearerCredential::Login(claims))),
    }
    .ok_or_else(Problem::unauthorized)?;
    let (person, era) = match &credential {
        BearerCredential::Login(claims) => (claims.sub.clone(), claims.era),
        BearerCredential::Token(token) => (token.person.clone(), token.era),
    };
    let account = read.find_account_status(&home, &person).await?.ok_or_else(Problem::unauthorized)?;
    let same_password = match &credential {
        BearerCredential::Login(claims) => {
            let hash = account.password_hash.as_deref();
            hash.is_some_and(|hash| login::fingerprint(hash) == claims.pwd)
        }
        BearerCredential::Token(_) => true,
    };
    if !account.is_active || account.era != era || !same_password {
        return Err(Problem::unauthorized());
    }
    let mut caller = Caller {
        organization: home.clone(),
        home_organization: home,
        person,
        roles: account.roles,
        household_members: account.household_members,
    };
    if let BearerCredential::Token(token) = &credential {
        api_tokens::note_use(app, &caller.home_organization, token);
        restrict_to_token(&mut caller, token, declaration)?;
    }
    choose_organization(&mut read, &parts.headers, &mut caller).await?;
    Ok((caller, era))
}

/// Reduces the caller to the token's role, if it is limited to one, and refuses with 403 what the token may not do.
fn restrict_to_token(
    caller: &mut Caller,
    token: &ApiToken,
    declaration: &Declaration,
) -> Result<(), Problem> {
    let refused = |code, detail: &str| Err(Problem::new(StatusCode::FORBIDDEN, code, detail));
    if declaration.login_only {
        return refused("login_required", "An API token may not do this: log in.");
    }
    let reads = declaration.method == Method::GET;
    if token.read_only && !reads {
        return refused("read_only_token", "This API token may only read.");
    }
    if let Some(only) = &token.role {
        caller.roles.retain(|role| role.as_str() == only);
    }
    if !caller.roles.contains(&Role::Parent) {
        caller.household_members.clear();
    }
    Ok(())
}

pub(crate) fn bearer_token(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// Switches to the organisation named in `Rollcall-Organization`. Only a superadmin may name another one than their
/// own; everybody else gets the same 404 as for one that does not exist.
async fn choose_organization(
    read: &mut Read,
    headers: &HeaderMap,
    caller: &mut Caller,
) -> Result<(), Problem> {
    let Some(chosen) = headers.get(ORGANIZATION_HEADER) else { return Ok(()) };
    let chosen = chosen.to_str().unwrap_or_default();
    if chosen == caller.home_organization {
        return Ok(());
    }
    if !caller.is_superadmin() || read.find_organization_profile(chosen).await?.is_none() {
        return Err(Problem::not_found("organisation"));
    }
    caller.organization = chosen.to_owned();
    // The household belongs to the home organisation, so it has no members in the chosen one.
    caller.household_members.clear();
    Ok(())
}
