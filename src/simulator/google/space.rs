//! Spaces and the directory: what a caller may see and change of them.

use axum::body::Bytes;
use serde_json::{Value, json};

use crate::simulator::google::caller::{AuthorizedCaller, SCOPE_CREATED};
use crate::simulator::google::error_response::GoogleErrorResponse;
use crate::simulator::google::state::GoogleState;
use crate::simulator::google::view;
use crate::simulator::google::world::ScriptedSpace;

pub fn show_space(state: &GoogleState, caller: &AuthorizedCaller, space: &ScriptedSpace) -> Value {
    let running = view::calls(&state.world, space, caller.at, &state.knobs)
        .into_iter()
        .find(|call| call.shown_end(caller.at, &state.knobs).is_none());
    let seen = running.filter(|call| caller.owns(space) || call.had_participant(&caller.user));
    view::space_json(space, seen.as_ref(), caller.owns(space))
}

pub fn create(
    state: &mut GoogleState,
    caller: &AuthorizedCaller,
    body: &Bytes,
) -> Result<Value, GoogleErrorResponse> {
    caller.require_scope(&[SCOPE_CREATED])?;
    let body: Value = if body.is_empty() { json!({}) } else { read(body)? };
    let unique = state.opaque();
    // abc-mnop-xyz: letters only
    let letters: String = unique.bytes().map(|byte| char::from(b'a' + byte % 26)).take(10).collect();
    let space = ScriptedSpace {
        name: format!("spaces/{}", &unique[..12]),
        meeting_code: format!("{}-{}-{}", &letters[..3], &letters[3..7], &letters[7..]),
        owner: caller.email.clone().unwrap_or_default(),
        made_by: Some(caller.client.clone()),
        config: body.get("config").cloned().unwrap_or_default(),
        false_ends: Vec::new(),
        end_delay_seconds: None,
    };
    let answer = show_space(state, caller, &space);
    state.world.spaces.push(space);
    Ok(answer)
}

fn read(body: &Bytes) -> Result<Value, GoogleErrorResponse> {
    serde_json::from_slice(body)
        .map_err(|_| GoogleErrorResponse::bad_argument("Invalid JSON payload received."))
}

/// The index of a space by its id, for methods that take no meeting code and serve the owner only.
fn owned_space_index(
    state: &GoogleState,
    caller: &AuthorizedCaller,
    id: &str,
) -> Result<usize, GoogleErrorResponse> {
    let name = format!("spaces/{id}");
    let place = state
        .world
        .spaces
        .iter()
        .position(|space| space.name == name)
        .ok_or_else(GoogleErrorResponse::not_found)?;
    if caller.owns(&state.world.spaces[place]) { Ok(place) } else { Err(GoogleErrorResponse::forbidden()) }
}

pub fn patch(
    state: &mut GoogleState,
    caller: &AuthorizedCaller,
    id: &str,
    body: &Bytes,
) -> Result<Value, GoogleErrorResponse> {
    let place = owned_space_index(state, caller, id)?;
    if let Some(config) = read(body)?.get("config").and_then(Value::as_object) {
        let mut all = state.world.spaces[place].config.as_object().cloned().unwrap_or_default();
        all.extend(config.clone());
        state.world.spaces[place].config = all.into();
    }
    Ok(show_space(state, caller, &state.world.spaces[place]))
}

pub fn end_active(
    state: &mut GoogleState,
    caller: &AuthorizedCaller,
    id: &str,
) -> Result<Value, GoogleErrorResponse> {
    caller.require_scope(&[SCOPE_CREATED])?;
    let place = owned_space_index(state, caller, id)?;
    let name = state.world.spaces[place].name.clone();
    let now = state.clock.now();
    for stay in state.world.stays.iter_mut().filter(|stay| stay.space == name && stay.from <= now) {
        if stay.to.is_none_or(|to| to > now) {
            stay.to = Some(now);
        }
    }
    Ok(json!({}))
}

/// An account of the caller's own domain; others are not found.
pub fn directory_user(
    state: &GoogleState,
    caller: &AuthorizedCaller,
    id: &str,
) -> Result<Value, GoogleErrorResponse> {
    let domain = |email: &str| email.rsplit_once('@').map(|(_, domain)| domain.to_owned());
    let own = caller.email.as_deref().and_then(domain);
    let found = state
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
