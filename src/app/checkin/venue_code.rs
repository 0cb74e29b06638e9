//! The code of a venue: the printed one, those of a screen, a new one, and switching all of them off.

use serde_json::json;

use super::codes::{CodeKeys, NewCode};
use crate::app::installation::secrets::InstallationSecrets;
use crate::app::{ActorContext, Error};
use crate::domain::checkin::venue_code::VenueCodeState;
use crate::domain::evidence::manual::Purpose;
use crate::domain::time::{SECOND, Timestamp};
use crate::store::venue::venues::Venue;
use crate::store::{Read, Write};

/// How long a screen shows one code, in milliseconds. It is taken for as long again.
const SCREEN_STEP: i64 = 15 * SECOND;
/// Two rotations of one admin within this are one, in milliseconds.
const DOUBLE_CLICK: i64 = 5 * SECOND;

/// The code of a venue as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VenueCode {
    pub venue_id: String,
    pub is_enabled: bool,
    /// The text of the printed code; also while it is switched off, so that switching on revives what hangs on the wall.
    pub text: String,
    pub rotated_at: Timestamp,
}

/// One code of a screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScreenCode {
    pub text: String,
    /// When the screen shows the next one.
    pub valid_until: Timestamp,
}

/// The printed code. The same text until it is rotated.
pub async fn printed(
    read: &mut Read,
    secrets: &InstallationSecrets,
    organization: &str,
    venue: &Venue,
) -> Result<VenueCode, Error> {
    let state = present(read, organization, venue).await?;
    let keys = CodeKeys::load(read, secrets, organization).await?;
    let text = keys.sign(NewCode {
        purpose: Purpose::Venue,
        subject: &venue.id,
        issued_at: state.rotated_at,
        expires_at: None,
    });
    let VenueCodeState { rotated_at, is_enabled, .. } = state;
    Ok(VenueCode { venue_id: venue.id.clone(), is_enabled, text, rotated_at })
}

/// The code that a screen shows now.
pub async fn on_screen(
    read: &mut Read,
    secrets: &InstallationSecrets,
    organization: &str,
    venue: &Venue,
    now: Timestamp,
) -> Result<ScreenCode, Error> {
    let state = present(read, organization, venue).await?;
    let keys = CodeKeys::load(read, secrets, organization).await?;
    let step = Timestamp::from_millis(now.millis() - now.millis().rem_euclid(SCREEN_STEP));
    let text = keys.sign(NewCode {
        purpose: Purpose::Venue,
        subject: &venue.id,
        // A rotation within this step revokes what was issued before it.
        issued_at: step.max(state.rotated_at),
        expires_at: Some(step.plus(2 * SCREEN_STEP)),
    });
    Ok(ScreenCode { text, valid_until: step.plus(SCREEN_STEP) })
}

/// A new code, switched on; all before it fail from now on.
pub async fn rotate(write: &mut Write, actor: &ActorContext, venue: &Venue) -> Result<(), Error> {
    write.lock_venue(actor.organization(), &venue.id).await?;
    let changes = write.venue_code_changes(actor.organization(), &venue.id).await?;
    let rotated_before = changes.iter().map(|one| one.state.rotated_at).max();
    if let Some(last) = changes.last()
        && last.actor.is_some()
        && last.actor == actor.person_id
        && last.state.at == last.state.rotated_at
        && changes.len() > 1
        && actor.now.since(last.state.at) <= DOUBLE_CLICK
    {
        return Ok(());
    }
    // Two rotations never share an instant: codes are told apart by it.
    let at = rotated_before.map_or(actor.now, |before| actor.now.max(before.plus(1)));
    let state = VenueCodeState { at, rotated_at: at, is_enabled: true };
    write.insert_venue_code_state(actor.organization(), &venue.id, state, actor.person_id.as_deref()).await?;
    let subject = format!("venue:{}", venue.id);
    actor.record_audit(write, "venue.code_rotated", subject, json!({"rotatedAt": at})).await?;
    Ok(())
}

/// Switches the codes of a venue on or off.
pub async fn toggle(
    write: &mut Write,
    actor: &ActorContext,
    venue: &Venue,
    is_enabled: bool,
) -> Result<(), Error> {
    write.lock_venue(actor.organization(), &venue.id).await?;
    let last = present(write, actor.organization(), venue).await?;
    if last.is_enabled == is_enabled {
        return Ok(());
    }
    let state = VenueCodeState { at: actor.now.max(last.at), is_enabled, ..last };
    write.insert_venue_code_state(actor.organization(), &venue.id, state, actor.person_id.as_deref()).await?;
    let action = if is_enabled { "venue.code_enabled" } else { "venue.code_disabled" };
    actor.record_audit(write, action, format!("venue:{}", venue.id), json!({})).await?;
    Ok(())
}

async fn present(read: &mut Read, organization: &str, venue: &Venue) -> Result<VenueCodeState, Error> {
    let changes = read.venue_code_changes(organization, &venue.id).await?;
    let first = VenueCodeState { at: venue.created_at, rotated_at: venue.created_at, is_enabled: true };
    Ok(changes.last().map_or(first, |one| one.state))
}
