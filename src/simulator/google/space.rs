//! Spaces and the directory: what a caller may see and change of them.

use axum::body::Bytes;
use serde_json::{Value, json};

use crate::simulator::google::caller::{AuthorizedCaller, SCOPE_CREATED};
use crate::simulator::google::error_response::GoogleErrorResponse;
use crate::simulator::google::state::GoogleState;
use crate::simulator::google::view;
use crate::simulator::google::world::ScriptedSpace;

pub fn show_space(inner: &GoogleState, asker: &AuthorizedCaller, space: &ScriptedSpace) -> Value {
    let running = view::calls(&inner.world, space, asker.at, &inner.knobs)
        .into_iter()
        .find(|call| call.shown_end(asker.at, &inner.knobs).is_none());
    let seen = running.filter(|call| asker.owns(space) || call.had_participant(&asker.user));
    view::space_json(space, seen.as_ref(), asker.owns(space))
}

pub fn create(
    inner: &mut GoogleState,
    asker: &AuthorizedCaller,
    body: &Bytes,
) -> Result<Value, GoogleErrorResponse> {
    asker.require_scope(&[SCOPE_CREATED])?;
    let body: Value = if body.is_empty() { json!({}) } else { read(body)? };
    let unique = inner.opaque();
    // abc-mnop-xyz: letters only
    let letters: String = unique.bytes().map(|byte| char::from(b'a' + byte % 26)).take(10).collect();
    let space = ScriptedSpace {
        name: format!("spaces/{}", &unique[..12]),
        meeting_code: format!("{}-{}-{}", &letters[..3], &letters[3..7], &letters[7..]),
        owner: asker.email.clone().unwrap_or_default(),
        made_by: Some(asker.client.clone()),
        config: body.get("config").cloned().unwrap_or_default(),
        false_ends: Vec::new(),
        end_delay_seconds: None,
    };
    let answer = show_space(inner, asker, &space);
    inner.world.spaces.push(space);
    Ok(answer)
}

fn read(body: &Bytes) -> Result<Value, GoogleErrorResponse> {
    serde_json::from_slice(body)
        .map_err(|_| GoogleErrorResponse::bad_argument("Invalid JSON payload received."))
}

/// The index of a space by its id, for methods that take no meeting code and serve the owner only.
fn owned_space_index(
    inner: &GoogleState,
    asker: &AuthorizedCaller,
    id: &str,
) -> Result<usize, GoogleErrorResponse> {
    let name = format!("spaces/{id}");
    let place = inner
        .world
        .spaces
        .iter()
        .position(|space| space.name == name)
        .ok_or_else(GoogleErrorResponse::not_found)?;
    if asker.owns(&inner.world.spaces[place]) { Ok(place) } else { Err(GoogleErrorResponse::forbidden()) }
}

pub fn patch(
    inner: &mut GoogleState,
    asker: &AuthorizedCaller,
    id: &str,
    body: &Bytes,
) -> Result<Value, GoogleErrorResponse> {
    let place = owned_space_index(inner, asker, id)?;
    if let Some(config) = read(body)?.get("config").and_then(Value::as_object) {
        let mut all = inner.world.spaces[place].config.as_object().cloned().unwrap_or_default();
        all.extend(config.clone());
        inner.world.spaces[place].config = all.into();
    }
    Ok(show_space(inner, asker, &inner.world.spaces[place]))
}

pub fn end_active(
    inner: &mut GoogleState,
    asker: &AuthorizedCaller,
    id: &str,
) -> Result<Value, GoogleErrorResponse> {
    asker.require_scope(&[SCOPE_CREATED])?;
    let place = owned_space_index(inner, asker, id)?;
    let name = inner.world.spaces[place].name.clone();
    let now = inner.clock.now();
    for stay in inner.world.stays.iter_mut().filter(|stay| stay.space == name && stay.from <= now) {
        if stay.to.is_none_or(|to| to > now) {
            stay.to = Some(now);
        }
    }
    Ok(json!({}))
}

/// An account of the caller's own domain; others are not found.
pub fn directory_user(
    inner: &GoogleState,
    asker: &AuthorizedCaller,
    id: &str,
) -> Result<Value, GoogleErrorResponse> {
    let domain = |email: &str| email.rsplit_once('@').map(|(_, domain)| domain.to_owned());
    let own = asker.email.as_deref().and_then(domain);
    let found = inner
        .world
        .accounts
        .iter()
        .find(|account| account.user.strip_prefix("users/") == Some(id) && domain(&account.email) == own);
    let account = found.ok_or_else(|| {
        GoogleErrorResponse::new(404, "Resource Not Found: userKey").with_reason("notFound")
    })?;
    Ok(json!({"kind": "admin#directory#user", "id": id, "primaryEmail": account.email,
              "name": {"fullName": account.name}}))
}
