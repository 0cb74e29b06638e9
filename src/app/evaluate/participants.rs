//! Which identities an item of evidence names, and their display names. A display name binds nobody: it is only
//! shown to the admin who decides whose the identity is.

use serde_json::Value;

use crate::domain::json::platform::{member, text_member};
use crate::domain::people::{Identity, Source};

/// Identities of an item as bundles write it, each with its display name.
pub fn participants(item: &Value) -> Vec<(Identity, Option<String>)> {
    let list = |value: Option<&Value>| value.and_then(Value::as_array).cloned().unwrap_or_default();
    if let Some(participant) =
        item.get("webhook").and_then(|webhook| member(webhook, "participant", "participant"))
    {
        livekit(participant).into_iter().collect()
    } else if let Some(roster) = item.get("roster") {
        list(roster.get("participants")).iter().filter_map(livekit).collect()
    } else if let Some(poll) = item.get("poll") {
        let records = list(poll.get("records"));
        records
            .iter()
            .flat_map(|record| list(record.get("participants")))
            .filter_map(|one| meet(&one))
            .collect()
    } else {
        Vec::new()
    }
}

fn livekit(participant: &Value) -> Option<(Identity, Option<String>)> {
    let value = text_member(participant, "identity", "identity")?;
    Some((Identity { source: Source::Livekit, value }, text_member(participant, "name", "name")))
}

fn meet(participant: &Value) -> Option<(Identity, Option<String>)> {
    let user = |key| participant.get(key);
    let signed_in = user("signedinUser").and_then(|user| text_member(user, "user", "user"));
    let value = signed_in.or_else(|| text_member(participant, "name", "name"))?;
    let name = ["signedinUser", "anonymousUser", "phoneUser"]
        .into_iter()
        .find_map(|kind| text_member(user(kind)?, "displayName", "display_name"));
    Some((Identity { source: Source::Meet, value }, name))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_platform_names_its_participants() {
        let named = |item| {
            participants(&item)
                .into_iter()
                .map(|(identity, name)| (identity.value, name.unwrap_or_default()))
                .collect::<Vec<_>>()
        };
        let one = |value: &str, name: &str| (value.to_owned(), name.to_owned());
        assert_eq!(
            named(json!({"webhook": {"participant": {"identity": "t1", "name": "Aisha"}}})),
            [one("t1", "Aisha")]
        );
        assert_eq!(named(json!({"roster": {"participants": [{"identity": "t1"}, {}]}})), [one("t1", "")]);
        let poll = json!({"poll": {"records": [{"participants": [
            {"name": "c/p/1", "signedinUser": {"user": "users/7", "displayName": "Omar"}},
            {"name": "c/p/2", "anonymousUser": {"displayName": "Guest"}},
        ]}, {}]}});
        assert_eq!(named(poll), [one("users/7", "Omar"), one("c/p/2", "Guest")]);
        assert_eq!(named(json!({"bind": {"value": "x"}})), []);
    }
}
