//! What platforms sent, read back from its stored text in one pass.
//!
//! A month holds a hundred thousand of these and they are read whenever a session is evaluated again, so nothing is copied
//! that is not kept: the observation's text is cut out of the item, keys and texts are borrowed from it. Whatever is not
//! as we write it (spaces, other order of keys, kinds that people state) is left to `Evidence::parse_stored`, which says
//! the same, and says what is wrong.

use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json_borrow::Value as Borrowed;

use super::livekit::{LivekitRoster, Webhook};
use super::meet::Poll;
use super::observation::{Evidence, Observation, webhook_id};
use crate::domain::json::canonical::{is_canonical, sha256_hex};
use crate::domain::people::Source;
use crate::domain::time::Timestamp;

/// An item with its observation still unread.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct StoredItem<'a> {
    source: Source,
    received_at: Timestamp,
    #[serde(borrow, default)]
    webhook: Option<&'a RawValue>,
    #[serde(borrow, default)]
    roster: Option<&'a RawValue>,
    #[serde(borrow, default)]
    poll: Option<&'a RawValue>,
    #[serde(borrow, default)]
    scan: Option<&'a RawValue>,
    #[serde(borrow, default)]
    mark: Option<&'a RawValue>,
    #[serde(borrow, default)]
    visit: Option<&'a RawValue>,
    #[serde(borrow, default)]
    r#override: Option<&'a RawValue>,
    #[serde(borrow, default)]
    bind: Option<&'a RawValue>,
}

/// The evidence of a platform's item as this program writes it; `None` where a slower reader has to look.
pub(super) fn platform_evidence(text: &str) -> Option<Evidence> {
    let item: StoredItem = serde_json::from_str(text).ok()?;
    let StoredItem { source, received_at, webhook, roster, poll, scan, mark, visit, r#override, bind } = item;
    if scan.or(mark).or(visit).or(r#override).or(bind).is_some() {
        return None;
    }
    match (source, webhook, roster, poll) {
        (Source::Livekit, Some(raw), None, None) => {
            let body: Borrowed = serde_json::from_str(raw.get()).ok()?;
            if !is_canonical(raw.get(), &body) {
                return None;
            }
            let webhook = Webhook::parse(&body).ok()?;
            let id = webhook_id(webhook.id.as_deref(), || sha256_hex(raw.get()));
            let observation = Observation::Webhook(webhook);
            Some(Evidence::new(id, source, received_at, raw.get().to_owned(), observation))
        }
        (Source::Livekit, None, Some(raw), None) => named_by_its_item(text, "roster", |body| {
            let roster = Observation::Roster(LivekitRoster::parse(body).ok()?);
            Some((source, received_at, raw.get().to_owned(), roster))
        }),
        (Source::Meet, None, None, Some(raw)) => named_by_its_item(text, "poll", |body| {
            let poll = Observation::Poll(Poll::parse(body).ok()?);
            Some((source, received_at, raw.get().to_owned(), poll))
        }),
        _ => None,
    }
}

/// What has no id of its own is named by the digest of its whole item, whose text has to be canonical for that.
fn named_by_its_item(
    text: &str,
    kind: &str,
    read: impl FnOnce(&Borrowed) -> Option<(Source, Timestamp, String, Observation)>,
) -> Option<Evidence> {
    let item: Borrowed = serde_json::from_str(text).ok()?;
    if !is_canonical(text, &item) {
        return None;
    }
    let (source, received_at, body, observation) = read(item.as_object()?.get(kind)?)?;
    Some(Evidence::new(sha256_hex(text), source, received_at, body, observation))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::domain::json::canonical::canonical_json;

    fn items() -> Vec<Value> {
        let participant = json!({"sid": "PA_1", "identity": "t1", "name": "Aïsha \"A\" \u{2028}", "joinedAtMs": "1767600001500",
                                 "joinedAt": 1_767_600_001, "state": "ACTIVE", "permission": {"hidden": false}});
        vec![
            json!({"source": "livekit", "receivedAt": "2026-01-05T08:00:03Z",
                   "webhook": {"event": "participant_joined", "id": "EV_1", "createdAt": "1767600001",
                               "room": {"name": "r", "sid": "RM_1"}, "participant": participant}}),
            json!({"source": "livekit", "receivedAt": "2026-01-05T08:00:03.250Z", "webhook": {"event": "x y", "n": 1.5}}),
            json!({"source": "livekit", "receivedAt": "2026-01-05T08:00:03Z",
                   "roster": {"room": "r", "participants": [participant, {"identity": "no sid"}, null, 7]}}),
            json!({"source": "meet", "receivedAt": "2026-01-05T08:00:03Z", "later": {"a": [1, {"b": 2}]},
                   "poll": {"space": "spaces/a", "records": [
                       {"name": "conferenceRecords/1", "startTime": "2026-01-05T08:00:00Z", "participants": [
                           {"name": "p/1", "signedinUser": {"user": "users/7", "displayName": "Omar"},
                            "participantSessions": [{"name": "s", "startTime": "2026-01-05T08:00:00Z"}]},
                           {"name": "p/2", "anonymousUser": {"displayName": "Guest"}}]}, {}]}}),
        ]
    }

    #[test]
    fn what_we_wrote_is_read_at_once_and_says_what_the_slow_reader_says() {
        for item in items() {
            let fast = platform_evidence(&canonical_json(&item)).expect("written as we write it");
            let slow = Evidence::parse_stored(&item).unwrap();
            assert_eq!(format!("{fast:?}"), format!("{slow:?}"));
        }
    }

    #[test]
    fn what_is_written_otherwise_is_left_to_the_slow_reader() {
        for item in items() {
            let spaced = serde_json::to_string_pretty(&item).unwrap();
            assert!(platform_evidence(&spaced).is_none());
            assert_eq!(
                Evidence::parse_stored_text(&spaced).unwrap().id,
                Evidence::parse_stored(&item).unwrap().id
            );
        }
        let unsorted =
            r#"{"source":"livekit","receivedAt":"2026-01-05T08:00:03Z","webhook":{"id":"a","event":"b"}}"#;
        assert!(platform_evidence(unsorted).is_none());
        let twice =
            r#"{"receivedAt":"2026-01-05T08:00:03Z","source":"livekit","webhook":{"id":"a","id":"b"}}"#;
        assert!(platform_evidence(twice).is_none());
        let stated = r#"{"mark":{},"receivedAt":"2026-01-05T08:00:03Z","source":"livekit","webhook":{}}"#;
        assert!(platform_evidence(stated).is_none());
        assert!(platform_evidence("[]").is_none() && platform_evidence("{").is_none());
    }

    #[test]
    fn everybody_a_platform_names_is_told_with_what_it_calls_them() {
        let named = |index: usize| {
            let evidence = Evidence::parse(&items()[index]);
            let evidence = evidence.or_else(|_| Evidence::parse_stored(&items()[index])).unwrap();
            let all = evidence.participants().into_iter();
            all.map(|(value, name)| (value.to_owned(), name.unwrap_or_default().to_owned()))
                .collect::<Vec<_>>()
        };
        let one = |value: &str, name: &str| (value.to_owned(), name.to_owned());
        assert_eq!(named(0), [one("t1", "Aïsha \"A\" \u{2028}")]);
        assert_eq!(named(1), []);
        assert_eq!(named(2), named(0));
        assert_eq!(named(3), [one("users/7", "Omar"), one("p/2", "Guest")]);
    }
}
