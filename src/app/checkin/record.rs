//! Writes down what a scan came to: the evidence, and its row in the log of scans.

use serde_json::json;

use super::attempt::{Attempt, RefusedScan, TakenScan};
use crate::app::Error;
use crate::domain::checkin::refusal::Refusal;
use crate::domain::checkin::sharing::{DEVICE_MEMORY, SharingFacts, SharingSign, sharing_signs};
use crate::domain::evidence::Evidence;
use crate::domain::json::canonical::{canonical_json, sha256_hex};
use crate::domain::people::Source;
use crate::domain::time::Span;
use crate::store::Write;
use crate::store::checkin::scans::StoredScan;
use crate::store::evidence::NewEvidence;

/// Whether a scan could be written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Recorded {
    Written,
    /// Another request with the same nonce was faster.
    NonceTaken,
}

/// Writes a scan that is taken. One that repeats another is no evidence.
pub(super) async fn record_taken(
    write: &mut Write,
    attempt: &Attempt<'_>,
    taken: &TakenScan,
    digest: &str,
    repeats: Option<String>,
) -> Result<Recorded, Error> {
    let organization = attempt.actor.organization();
    let is_new = repeats.is_none();
    let signs = if is_new { signs(write, attempt, taken).await? } else { Vec::new() };
    let row = StoredScan {
        person_id: Some(taken.person.id.clone()),
        purpose: Some(taken.purpose),
        level: Some(taken.level),
        venue_id: taken.venue_id.clone(),
        session_id: taken.session_id.clone(),
        direction: Some(taken.direction),
        is_toggle: taken.is_toggle,
        finding: taken.finding,
        signs,
        repeats,
        ..blank(attempt, digest)
    };
    if !write.insert_scan(organization, &row).await? {
        return Ok(Recorded::NonceTaken);
    }
    if is_new {
        insert_evidence(write, attempt, taken).await?;
    }
    Ok(Recorded::Written)
}

/// Writes a scan that is refused. Its nonce is kept, so that a repeat is told the same; unless it came too often, which
/// passes.
pub(super) async fn record_refusal(
    write: &mut Write,
    attempt: &Attempt<'_>,
    refused: &RefusedScan,
    digest: &str,
) -> Result<(), Error> {
    let blank = blank(attempt, digest);
    let row = StoredScan {
        nonce: blank.nonce.clone().filter(|_| refused.refusal != Refusal::RateLimited),
        person_id: refused.person_id.clone(),
        purpose: refused.purpose,
        venue_id: refused.venue_id.clone(),
        session_id: refused.session_id.clone(),
        refusal: Some(refused.refusal),
        ..blank
    };
    write.insert_scan(attempt.actor.organization(), &row).await?;
    Ok(())
}

/// What of a scan is known before it is judged.
fn blank(attempt: &Attempt<'_>, digest: &str) -> StoredScan {
    StoredScan {
        id: attempt.id.clone(),
        scanned_at: attempt.scanned_at,
        received_at: attempt.actor.now,
        scanned_by: Some(attempt.caller.person.clone()),
        nonce: attempt.request.nonce.clone(),
        code_digest: Some(digest.to_owned()),
        person_id: None,
        purpose: None,
        level: None,
        venue_id: None,
        session_id: None,
        direction: None,
        is_toggle: false,
        refusal: None,
        finding: None,
        signs: Vec::new(),
        device: attempt.request.device.as_deref().map(sha256_hex),
        is_queued: attempt.request.is_queued,
        repeats: None,
    }
}

async fn signs(
    write: &mut Write,
    attempt: &Attempt<'_>,
    taken: &TakenScan,
) -> Result<Vec<SharingSign>, Error> {
    let (organization, at) = (attempt.actor.organization(), attempt.scanned_at);
    // Staff scan many people with one device; that says nothing.
    if taken.person.id != attempt.caller.person {
        return Ok(Vec::new());
    }
    let device_of_another = match attempt.request.device.as_deref().map(sha256_hex) {
        Some(device) => {
            let span = Span::new(at.plus(-DEVICE_MEMORY), at.plus(1));
            write.is_device_of_another(organization, &device, &taken.person.id, span).await?
        }
        None => false,
    };
    let travel = write.find_settings(organization).await?.travel_time();
    let near = write
        .taken_scans(organization, &taken.person.id, Span::new(at.plus(-travel), at.plus(travel)))
        .await?;
    let elsewhere = near.iter().filter(|one| {
        one.venue_id.as_ref().zip(taken.venue_id.as_ref()).is_some_and(|(theirs, here)| theirs != here)
    });
    Ok(sharing_signs(&SharingFacts {
        scanned_at: at,
        received_at: attempt.actor.now,
        device_of_another,
        elsewhere_at: elsewhere.map(|one| one.scanned_at).min_by_key(|one| one.since(at).abs()),
        travel,
        code_expired_at: taken.code_expires_at,
    }))
}

async fn insert_evidence(write: &mut Write, attempt: &Attempt<'_>, taken: &TakenScan) -> Result<(), Error> {
    let item = json!({
        "source": Source::Qr, "receivedAt": attempt.actor.now,
        "scan": {
            "purpose": taken.purpose, "sessionId": taken.session_id,
            // A scan in a session is evidence of the session alone, wherever it is held.
            "venueId": taken.venue_id.as_ref().filter(|_| taken.session_id.is_none()),
            "personId": taken.person.id, "direction": taken.direction, "scannedAt": taken.at,
            // Nonces of clients are theirs alone; this names the scan in the organisation.
            "nonce": taken.id,
        },
    });
    let evidence = Evidence::parse(&item).expect("it was written by the types it is read with");
    let row =
        NewEvidence::from_evidence(attempt.actor.organization(), "scan", &evidence, canonical_json(&item));
    write.insert_evidence(&[row]).await?;
    Ok(())
}
