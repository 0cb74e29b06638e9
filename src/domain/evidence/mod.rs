//! Evidence: one immutable observation from one source, as it was received.
//!
//! The first step: evidence is parsed here (unknown keys ignored in platform payloads, refused in our own) and never
//! changed afterwards; presence, verdict and money are computed from it.

pub mod livekit;
pub mod manual;
pub mod meet;
pub mod scope;
mod stored;

use std::cmp::Ordering;

use serde_json::Value;

use self::livekit::{LivekitParticipant, LivekitRoster, Webhook};
use self::meet::Poll;
use super::time::Timestamp;
use crate::domain::evidence::manual::{Bind, Mark, Override, Scan};
use crate::domain::json::canonical::{canonical_json, sha256_hex};
use crate::domain::json::parse::{self, Malformed};
use crate::domain::people::Source;

/// What was observed.
#[derive(Clone, Debug)]
pub enum Observation {
    /// A signed delivery of a LiveKit server.
    Webhook(Webhook),
    /// LiveKit's answer to who is in a room.
    Roster(LivekitRoster),
    /// Google Meet's answer to what happened in a space.
    Poll(Poll),
    /// A code read at a reception, a door or a screen.
    Scan(Scan),
    /// A person states that somebody came or left.
    Mark(Mark),
    /// A person states the outcome.
    Override(Override),
    /// A person states whom a source's name for somebody belongs to.
    Bind(Bind),
}

/// One piece of evidence.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// A webhook's id (`webhook_id`); of everything else the SHA-256 of its JSON text, keys sorted, no spaces.
    pub id: String,
    pub source: Source,
    /// Server time of receipt. Decides what `asOf` hides and which of two manual statements is later; durations use the
    /// source's own times.
    pub received_at: Timestamp,
    /// The key by which it is found again: a room, space, session, venue, or all binds (`scope`); `None` when it names none.
    pub scope: Option<String>,
    /// JSON text of the observation, keys sorted, no spaces. Ties are decided by it, never by the order of arrival.
    pub canonical_text: String,
    pub observation: Observation,
}

/// The observation's key in an item and the sources it may come from.
const KINDS: &[(&str, &[Source])] = &[
    ("webhook", &[Source::Livekit]),
    ("roster", &[Source::Livekit]),
    ("poll", &[Source::Meet]),
    ("scan", &[Source::Qr, Source::Import]),
    ("mark", &[Source::Manual, Source::Import]),
    ("override", &[Source::Manual, Source::Import]),
    ("bind", &[Source::Manual, Source::Import]),
];

impl Observation {
    /// Its key in an item.
    pub fn kind(&self) -> &'static str {
        match self {
            Observation::Webhook(_) => "webhook",
            Observation::Roster(_) => "roster",
            Observation::Poll(_) => "poll",
            Observation::Scan(_) => "scan",
            Observation::Mark(_) => "mark",
            Observation::Override(_) => "override",
            Observation::Bind(_) => "bind",
        }
    }

    /// What it is about: the room, space, session, venue or identity by which it is found again; `None` when it
    /// names none.
    fn scope(&self) -> Option<String> {
        match self {
            Observation::Webhook(webhook) => webhook.room.as_deref().map(scope::room),
            Observation::Roster(roster) => Some(scope::room(&roster.room)),
            Observation::Poll(poll) => Some(scope::space(&poll.space)),
            Observation::Scan(Scan { session_id: Some(session), .. })
            | Observation::Mark(Mark { session_id: session, .. })
            | Observation::Override(Override { session_id: session, .. }) => Some(scope::session(session)),
            Observation::Scan(scan) => scan.venue_id.as_deref().map(scope::venue),
            Observation::Bind(_) => Some(scope::IDENTITIES.to_owned()),
        }
    }
}

impl Evidence {
    /// Reads one item `{"source", "receivedAt", "<kind>": {…}}`. Unknown keys are refused, except inside what a
    /// platform sent.
    ///
    /// # Errors
    /// `Malformed` names the key, relative to the item, and what is wrong with it.
    pub fn parse(item: &Value) -> Result<Evidence, Malformed> {
        Evidence::read(item, true)
    }

    /// Reads an item as it is stored. A newer version may have written it: keys we do not know are passed over, for what
    /// identifies it is its whole text.
    ///
    /// # Errors
    /// As `parse`, unknown keys aside.
    pub fn parse_stored(item: &Value) -> Result<Evidence, Malformed> {
        Evidence::read(item, false)
    }

    /// The same from its text.
    ///
    /// # Errors
    /// Also when it is no JSON.
    pub fn parse_stored_text(text: &str) -> Result<Evidence, Malformed> {
        if let Some(evidence) = stored::platform_evidence(text) {
            return Ok(evidence);
        }
        let item = serde_json::from_str(text).map_err(|error| Malformed::new("", error.to_string()))?;
        Evidence::parse_stored(&item)
    }

    fn new(
        id: String,
        source: Source,
        received_at: Timestamp,
        canonical_text: String,
        observation: Observation,
    ) -> Evidence {
        Evidence { id, source, received_at, scope: observation.scope(), canonical_text, observation }
    }

    fn read(item: &Value, is_strict: bool) -> Result<Evidence, Malformed> {
        let object = item.as_object().ok_or_else(|| Malformed::new("", "expected an object"))?;
        let kinds: Vec<_> = KINDS.iter().filter(|(key, _)| object.contains_key(*key)).collect();
        let &[&(kind, sources)] = kinds.as_slice() else {
            return Err(Malformed::new(
                "",
                "expected exactly one of webhook, roster, poll, scan, mark, override, bind",
            ));
        };
        if is_strict
            && let Some(unknown) =
                object.keys().find(|key| !["source", "receivedAt", kind].contains(&key.as_str()))
        {
            return Err(Malformed::new(unknown, "unknown key"));
        }
        let source: Source = parse::field(object, "source")?;
        if !sources.contains(&source) {
            return Err(Malformed::new("source", format!("{source} does not send a {kind}")));
        }
        let received_at = parse::field(object, "receivedAt")?;
        let body = &object[kind];
        let observation = match kind {
            "webhook" => Observation::Webhook(Webhook::parse(body).map_err(|e| e.under(kind))?),
            "roster" => Observation::Roster(LivekitRoster::parse(body).map_err(|e| e.under(kind))?),
            "poll" => Observation::Poll(Poll::parse(body).map_err(|e| e.under(kind))?),
            "scan" => Observation::Scan(parse_manual(body, is_strict).map_err(|e| e.under(kind))?),
            "mark" => Observation::Mark(parse_manual(body, is_strict).map_err(|e| e.under(kind))?),
            "override" => Observation::Override(parse_manual(body, is_strict).map_err(|e| e.under(kind))?),
            _ => Observation::Bind(parse_manual(body, is_strict).map_err(|e| e.under(kind))?),
        };
        let text = canonical_json(body);
        let id = match &observation {
            Observation::Webhook(webhook) => webhook_id(webhook.id.as_deref(), || sha256_hex(&text)),
            _ => sha256_hex(&canonical_json(item)),
        };
        Ok(Evidence::new(id, source, received_at, text, observation))
    }

    /// Whom a platform names in it, each as the source's name for them and what it calls them. A display name is nobody:
    /// it is shown to the admin who decides whose the identity is, and decides nothing.
    pub fn participants(&self) -> Vec<(&str, Option<&str>)> {
        fn of_livekit(one: &LivekitParticipant) -> Option<(&str, Option<&str>)> {
            Some((one.identity.as_deref()?, one.name.as_deref()))
        }
        match &self.observation {
            Observation::Webhook(webhook) => webhook.participant.iter().filter_map(of_livekit).collect(),
            Observation::Roster(roster) => roster.participants.iter().filter_map(of_livekit).collect(),
            Observation::Poll(poll) => {
                let everybody =
                    poll.records.iter().filter_map(|record| record.participants.as_ref()).flatten();
                everybody.map(|one| (one.identity(), one.display_name.as_deref())).collect()
            }
            Observation::Scan(_) | Observation::Mark(_) | Observation::Override(_) | Observation::Bind(_) => {
                Vec::new()
            }
        }
    }

    /// The earliest instant in it, at the latest its receipt. Sessions that were over long before cannot be affected by it.
    pub fn earliest_instant(&self) -> Timestamp {
        let earliest = match &self.observation {
            Observation::Webhook(webhook) => webhook.earliest_instant(),
            Observation::Roster(roster) => roster.earliest_instant(),
            Observation::Poll(poll) => poll.earliest_instant(),
            // These name the session or person they concern.
            Observation::Scan(_) | Observation::Mark(_) | Observation::Override(_) | Observation::Bind(_) => {
                None
            }
        };
        earliest.map_or(self.received_at, |at| at.min(self.received_at))
    }

    /// The key that makes evidence unique per organisation and source: the webhook id, the scan's nonce, else the digest
    /// of the item. Bundles and store use the same one.
    pub fn external_id(&self) -> &str {
        match &self.observation {
            Observation::Scan(Scan { nonce: Some(nonce), .. }) if is_valid_external_id(nonce) => nonce,
            _ => &self.id,
        }
    }

    /// Key by which `known_at` drops duplicates: source, kind and external id; for evidence without an id of its own the
    /// receipt instant and the text (an instant may be written in two ways, `…03Z` and `…03.000Z`).
    fn duplicate_key(&self) -> (Source, &'static str, Option<Timestamp>, &str) {
        let kind = self.observation.kind();
        match &self.observation {
            Observation::Webhook(_) => (self.source, kind, None, &self.id),
            Observation::Scan(_) if self.external_id() != self.id => {
                (self.source, kind, None, self.external_id())
            }
            _ => (self.source, kind, Some(self.received_at), &self.canonical_text),
        }
    }
}

/// A webhook's own id, or the digest of its text where it has none that can be stored as an id.
pub fn webhook_id(own: Option<&str>, digest: impl FnOnce() -> String) -> String {
    own.filter(|id| is_valid_external_id(id)).map_or_else(digest, str::to_owned)
}

/// Whether a sender's text can be stored as an id: PostgreSQL refuses NUL in a text and long texts in an index.
pub fn is_valid_external_id(text: &str) -> bool {
    !text.is_empty() && text.len() <= 1_024 && !text.contains('\0')
}

/// What a person or a code states.
fn parse_manual<T: serde::de::DeserializeOwned>(body: &Value, is_strict: bool) -> Result<T, Malformed> {
    if is_strict { parse::parse_strict(body) } else { parse::parse_ignoring_unknown_keys(body) }
}

/// What was known at `as_of`, each observation once, in an order that does not depend on the order of arrival.
///
/// Where one id (or nonce) has two bodies the smaller JSON text is kept (DESIGN.md section 4); where one body was
/// received twice, the first receipt.
pub fn known_at(evidence: impl IntoIterator<Item = Evidence>, as_of: Timestamp) -> Vec<Evidence> {
    first_of_each(evidence, as_of, false)
}

/// `known_at` applied to each scope separately. Two bodies with one id in different rooms stay two events; this makes a
/// room's reports independent of which other rooms were loaded. Honest LiveKit ids are unique, so only a forger could
/// cause it.
pub fn known_at_per_scope(evidence: impl IntoIterator<Item = Evidence>, as_of: Timestamp) -> Vec<Evidence> {
    first_of_each(evidence, as_of, true)
}

/// Of all that are one thing (in one scope, if `is_per_scope`) the smallest text, of that the first receipt; sorted by
/// receipt.
fn first_of_each(
    evidence: impl IntoIterator<Item = Evidence>,
    as_of: Timestamp,
    is_per_scope: bool,
) -> Vec<Evidence> {
    let mut known: Vec<Evidence> = evidence.into_iter().filter(|one| one.received_at <= as_of).collect();
    let scopes =
        |a: &Evidence, b: &Evidence| if is_per_scope { a.scope.cmp(&b.scope) } else { Ordering::Equal };
    known.sort_unstable_by(|a, b| {
        // The id comes last: one receipt may be written in two ways.
        scopes(a, b)
            .then_with(|| a.duplicate_key().cmp(&b.duplicate_key()))
            .then_with(|| a.canonical_text.cmp(&b.canonical_text))
            .then_with(|| a.received_at.cmp(&b.received_at))
            .then_with(|| a.id.cmp(&b.id))
    });
    known.dedup_by(|repeat, first| {
        scopes(repeat, first).is_eq() && repeat.duplicate_key() == first.duplicate_key()
    });
    known.sort_unstable_by(|a, b| {
        (a.received_at, &a.id, &a.canonical_text).cmp(&(b.received_at, &b.id, &b.canonical_text))
    });
    known
}

/// The manual statement that is in force among several about the same thing: the last received, and of two received at
/// the same instant the one with the smaller text.
pub fn latest_statement<'a>(statements: impl Iterator<Item = &'a Evidence>) -> Option<&'a Evidence> {
    statements.max_by(|a, b| {
        a.received_at.cmp(&b.received_at).then_with(|| b.canonical_text.cmp(&a.canonical_text))
    })
}
