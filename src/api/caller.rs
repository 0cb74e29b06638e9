//! Who asks. A token names a person; what they may do is read from the database at every request, so that a disabled
//! person, a changed password and a changed role count at the next one.

use axum::http::{HeaderMap, HeaderName, header};

use super::Shared;
use super::problem::Problem;
use crate::app::{login, token};
use crate::domain::access::Caller;
use crate::store::Read;

/// The organisation a superadmin acts in.
const ORGANIZATION: HeaderName = HeaderName::from_static("rollcall-organization");

/// The caller behind the bearer token. 401 for every reason alike.
pub(super) async fn authenticate(shared: &Shared, headers: &HeaderMap) -> Result<Caller, Problem> {
    let token = bearer(headers).ok_or_else(Problem::unauthorized)?;
    let app = &shared.app;
    let claims = if token.starts_with(token::PREFIX) { None } else { login::read(app, token) };
    let mut read = app.store.read().await?;
    let (home, person, password) = match claims {
        Some(claims) => (claims.org, claims.sub, Some(claims.pwd)),
        None => {
            let named = token::find(&mut read, token, app.now()).await?;
            let (organization, named) = named.ok_or_else(Problem::unauthorized)?;
            token::note_use(app, &organization, &named);
            (organization, named.person, None)
        }
    };
    let standing = read.find_standing(&home, &person).await?.ok_or_else(Problem::unauthorized)?;
    let same_password = password.is_none_or(|given| {
        standing.password_hash.as_deref().is_some_and(|hash| login::fingerprint(hash) == given)
    });
    if !standing.is_active || !same_password {
        return Err(Problem::unauthorized());
    }
    let mut caller = Caller {
        organization: home.clone(),
        home,
        person,
        roles: standing.roles,
        children: standing.household,
    };
    choose_organization(&mut read, headers, &mut caller).await?;
    Ok(caller)
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// A superadmin may choose any organisation; for everybody else there is only their own.
async fn choose_organization(
    read: &mut Read,
    headers: &HeaderMap,
    caller: &mut Caller,
) -> Result<(), Problem> {
    let Some(chosen) = headers.get(ORGANIZATION) else { return Ok(()) };
    let chosen = chosen.to_str().unwrap_or_default();
    if chosen == caller.home {
        return Ok(());
    }
    if !caller.is_superadmin() || read.find_facts(chosen).await?.is_none() {
        return Err(Problem::not_found("organisation"));
    }
    caller.organization = chosen.to_owned();
    // Nobody there is their child.
    caller.children.clear();
    Ok(())
}
