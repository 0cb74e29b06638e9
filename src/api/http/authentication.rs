//! Who asks. A token names a person; what they may do is read from the database at every request, so that a disabled
//! person, a changed password and a changed role count at the next one. An API token may do less than its person.

use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, Method, StatusCode, header};

use super::declaration::Declaration;
use super::problem::Problem;
use crate::api::http::state::ApiState;
use crate::app::access::{api_tokens, login};
use crate::domain::access::Caller;
use crate::domain::people::Role;
use crate::store::Read;
use crate::store::access::tokens::ApiToken;

/// The organisation a superadmin acts in.
const ORGANIZATION_HEADER: HeaderName = HeaderName::from_static("rollcall-organization");

/// What a caller came with.
enum BearerCredential {
    Login(login::LoginClaims),
    Token(ApiToken),
}

/// The caller behind the bearer token, and the era of the login or API token. 401 for every reason alike; 403 where an
/// API token may do less than its person.
pub(crate) async fn authenticate(
    shared: &ApiState,
    declaration: &Declaration,
    parts: &Parts,
) -> Result<(Caller, i64), Problem> {
    let secret = bearer_token(&parts.headers).ok_or_else(Problem::unauthorized)?;
    let app = &shared.app;
    let mut read = app.store.read().await?;
    let (home, pass) = match secret.starts_with(api_tokens::TOKEN_PREFIX) {
        true => {
            let found = api_tokens::find_valid(&mut read, secret, app.now()).await?;
            found.map(|(home, token)| (home, BearerCredential::Token(token)))
        }
        false => login::verify_token(app, secret)
            .map(|claims| (claims.org.clone(), BearerCredential::Login(claims))),
    }
    .ok_or_else(Problem::unauthorized)?;
    let (person, era) = match &pass {
        BearerCredential::Login(claims) => (claims.sub.clone(), claims.era),
        BearerCredential::Token(token) => (token.person.clone(), token.era),
    };
    let standing = read.find_account_status(&home, &person).await?.ok_or_else(Problem::unauthorized)?;
    let same_password = match &pass {
        BearerCredential::Login(claims) => {
            let hash = standing.password_hash.as_deref();
            hash.is_some_and(|hash| login::fingerprint(hash) == claims.pwd)
        }
        BearerCredential::Token(_) => true,
    };
    if !standing.is_active || standing.era != era || !same_password {
        return Err(Problem::unauthorized());
    }
    let mut caller = Caller {
        organization: home.clone(),
        home_organization: home,
        person,
        roles: standing.roles,
        household_members: standing.household_members,
    };
    if let BearerCredential::Token(token) = &pass {
        api_tokens::note_use(app, &caller.home_organization, token);
        restrict_to_token(&mut caller, token, declaration)?;
    }
    choose_organization(&mut read, &parts.headers, &mut caller).await?;
    Ok((caller, era))
}

/// Leaves the caller what the token may do.
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

/// A superadmin may choose any organisation; for everybody else there is only their own.
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
    // Nobody there is their child.
    caller.household_members.clear();
    Ok(())
}
