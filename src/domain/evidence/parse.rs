//! Parses items of evidence: strictly where somebody hands them in, and back from where they are stored.

use serde_json::Value;

use super::livekit::{LivekitRoster, Webhook};
use super::meet::Poll;
use super::observation::{Evidence, Observation, webhook_id};
use super::stored;
use crate::domain::json::canonical::{canonical_json, sha256_hex};
use crate::domain::json::parse::{self, Malformed};
use crate::domain::people::Source;

/// The observation's key in an item and the sources it may come from.
const KINDS: &[(&str, &[Source])] = &[
    ("webhook", &[Source::Livekit]),
    ("roster", &[Source::Livekit]),
    ("poll", &[Source::Meet]),
    ("scan", &[Source::Qr, Source::Import]),
    ("mark", &[Source::Manual, Source::Import]),
    ("visit", &[Source::Manual]),
    ("override", &[Source::Manual, Source::Import]),
    ("bind", &[Source::Manual, Source::Import]),
];

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
        Evidence::parse_stored_item(text).map(|(_, evidence)| evidence)
    }

    /// The same with the item itself, for whoever shows or exports it.
    ///
    /// # Errors
    /// As `parse_stored_text`.
    pub fn parse_stored_item(text: &str) -> Result<(Value, Evidence), Malformed> {
        let item = serde_json::from_str(text).map_err(|error| Malformed::new("", error.to_string()))?;
        let evidence = Evidence::parse_stored(&item)?;
        Ok((item, evidence))
    }

    fn read(item: &Value, is_strict: bool) -> Result<Evidence, Malformed> {
        let object = item.as_object().ok_or_else(|| Malformed::new("", "expected an object"))?;
        let kinds: Vec<_> = KINDS.iter().filter(|(key, _)| object.contains_key(*key)).collect();
        let &[&(kind, sources)] = kinds.as_slice() else {
            return Err(Malformed::new(
                "",
                "expected exactly one of webhook, roster, poll, scan, mark, visit, override, bind",
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
            "visit" => Observation::Visit(parse_manual(body, is_strict).map_err(|e| e.under(kind))?),
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
}

/// What a person or a code states.
fn parse_manual<T: serde::de::DeserializeOwned>(body: &Value, is_strict: bool) -> Result<T, Malformed> {
    if is_strict { parse::parse_strict(body) } else { parse::parse_ignoring_unknown_keys(body) }
}
