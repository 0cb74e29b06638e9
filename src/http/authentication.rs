//! Authentication. The bearer token or the cookie only identifies the person; roles and account state are read from the
//! database on every request, so a deactivation or role change takes effect at once. An API token may be limited further
//! (read-only, one role), and a cookie changes something only from our own pages.

use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, Method, StatusCode, header};

use super::problem::Problem;
use crate::app::access::{api_tokens, browser_logins, login};
use crate::domain::access::Caller;
use crate::domain::people::Role;
use crate::http::cookie::{self, RotatedCookie};
use crate::http::origin;
use crate::http::route_declaration::Declaration;
use crate::http::state::ServerState;
use crate::store::Read;
use crate::store::access::browser_logins::BrowserLogin;
use crate::store::access::tokens::ApiToken;

/// The header with which a superadmin chooses the organisation to act in.
const ORGANIZATION_HEADER: HeaderName = HeaderName::from_static("rollcall-organization");

/// What a request is authenticated with; an API token is recognised by its prefix.
enum RequestCredential {
    Login(login::LoginClaims),
    Token(ApiToken),
    Browser(BrowserLogin),
}

/// Who is behind a request.
pub(crate) struct Authenticated {
    pub caller: Caller,
    /// The era of the login or API token.
    pub era: i64,
    /// The id of the browser's login, where its cookie was used.
    pub browser_login: Option<String>,
}

/// The caller behind the bearer token, or else the cookie. Every failure is the same 401, so that the reason cannot be
/// probed; 403 only when a valid API token lacks a permission its person has, or another site made the browser send the
/// cookie.
pub(crate) async fn authenticate(
    shared: &ServerState,
    declaration: &Declaration,
    parts: &Parts,
) -> Result<Authenticated, Problem> {
    let app = &shared.app;
    let mut read = app.store.read().await?;
    let (home, credential) =
        find_credential(shared, &mut read, parts).await?.ok_or_else(Problem::unauthorized)?;
    let (person, era, password) = match &credential {
        RequestCredential::Login(claims) => (claims.sub.clone(), claims.era, Some(&claims.pwd)),
        RequestCredential::Token(token) => (token.person.clone(), token.era, None),
        RequestCredential::Browser(login) => {
            (login.person.clone(), login.era, Some(&login.password_fingerprint))
        }
    };
    let account = read.find_account_status(&home, &person).await?.ok_or_else(Problem::unauthorized)?;
    let same_password = password.is_none_or(|fingerprint| {
        account.password_hash.as_deref().is_some_and(|hash| login::fingerprint(hash) == *fingerprint)
    });
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
    if let RequestCredential::Token(token) = &credential {
        api_tokens::note_use(app, &caller.home_organization, token);
        restrict_to_token(&mut caller, token, declaration)?;
    }
    if let RequestCredential::Browser(_) = &credential
        && origin::is_changing(&parts.method)
    {
        origin::refuse_foreign(&parts.headers, shared.public_url())?;
    }
    choose_organization(&mut read, &parts.headers, &mut caller).await?;
    let mut browser_login = None;
    if let RequestCredential::Browser(login) = credential {
        drop(read);
        keep_alive(shared, &login, parts).await;
        browser_login = Some(login.id);
    }
    Ok(Authenticated { caller, era, browser_login })
}

/// What the request shows of a login or API token that is alive, and its organisation. A header `Authorization` goes before
/// the cookie, even where it is worth nothing.
async fn find_credential(
    shared: &ServerState,
    read: &mut Read,
    parts: &Parts,
) -> Result<Option<(String, RequestCredential)>, Problem> {
    let app = &shared.app;
    if parts.headers.contains_key(header::AUTHORIZATION) {
        let Some(secret) = bearer_token(&parts.headers) else { return Ok(None) };
        return Ok(match secret.starts_with(api_tokens::TOKEN_PREFIX) {
            true => {
                let found = api_tokens::find_valid(read, secret, app.now()).await?;
                found.map(|(home, token)| (home, RequestCredential::Token(token)))
            }
            false => login::verify_token(app, secret)
                .map(|claims| (claims.org.clone(), RequestCredential::Login(claims))),
        });
    }
    let Some(secret) = cookie::find_login_secret(&parts.headers, shared.is_https(parts)) else {
        return Ok(None);
    };
    let found = browser_logins::find_valid(read, &secret, app.now()).await?;
    Ok(found.map(|login| (login.organization.clone(), RequestCredential::Browser(login))))
}

/// Makes the login last longer, and replaces its secret where that is due. Should that fail the request goes on: the old
/// secret is still good, and the next request tries again.
async fn keep_alive(shared: &ServerState, login: &BrowserLogin, parts: &Parts) {
    browser_logins::note_use(&shared.app, login);
    // Without a place for the new cookie the secret must stay.
    let Some(rotated) = parts.extensions.get::<RotatedCookie>() else { return };
    match browser_logins::rotate_if_due(&shared.app, login).await {
        Ok(Some(secret)) => rotated.set(&secret, shared.is_https(parts)),
        Ok(None) => {}
        Err(error) => tracing::warn!(%error, login.id, "the secret of a login could not be replaced"),
    }
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
