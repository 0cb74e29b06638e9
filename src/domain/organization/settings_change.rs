//! A change of some settings: what is left out stays, what cannot stand is refused by its name.

use serde_json::{Map, Value};

use super::settings::{Settings, UNSUPPORTED_KEYS};
use crate::domain::people::validated_text::Email;

/// Brackets around addresses, what looks like them, and what breaks lines without being a control character.
const NOT_IN_A_NAME: [char; 8] = ['<', '>', '‹', '›', '＜', '＞', '\u{2028}', '\u{2029}'];

/// A change that cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{detail}")]
pub struct InvalidSetting {
    /// The key it is about, as it was written.
    pub key: String,
    pub detail: String,
}

impl Settings {
    /// These settings with some of them changed.
    ///
    /// # Errors
    /// A key that is not known or does nothing yet, and a value that its key does not take.
    pub fn changed(&self, changes: &Map<String, Value>) -> Result<Settings, InvalidSetting> {
        let refuse = |key: &str, detail: String| InvalidSetting { key: key.to_owned(), detail };
        for key in changes.keys() {
            if UNSUPPORTED_KEYS.contains(&key.as_str()) {
                return Err(refuse(key, format!("{key} does nothing yet, so it is not accepted yet.")));
            }
            if Settings::KEYS.iter().all(|known| known.name != key) {
                let known: Vec<&str> = Settings::KEYS.iter().map(|key| key.name).collect();
                let detail = format!("unknown field {key:?}, expected one of {}.", known.join(", "));
                return Err(refuse(key, detail));
            }
        }
        let mut all = serde_json::to_value(self).unwrap_or_default();
        if let Value::Object(all) = &mut all {
            all.extend(changes.clone());
        }
        let after: Settings = serde_path_to_error::deserialize(all).map_err(|error| {
            let path = error.path().to_string();
            refuse(&path, format!("{path}: {}.", error.inner()))
        })?;
        self.check_sender(&after)?;
        Ok(after)
    }

    /// What mails are sent with has to be what a mail program makes of it. Only what is new is judged: what stands there
    /// from before stays readable.
    fn check_sender(&self, after: &Settings) -> Result<(), InvalidSetting> {
        let refuse = |key: &str, why: &str| {
            Err(InvalidSetting { key: key.to_owned(), detail: format!("{key}: {why}.") })
        };
        let (name, address) = (&after.message_sender_name, &after.message_reply_to);
        if name != &self.message_sender_name
            && name.as_ref().is_some_and(|name| name.as_str().contains(NOT_IN_A_NAME))
        {
            return refuse("message_sender_name", "a name on one line, without angle brackets");
        }
        let is_reached = |address: &Email| {
            let labels: Vec<&str> =
                address.as_str().rsplit('@').next().unwrap_or_default().split('.').collect();
            labels.len() > 1 && labels.iter().all(|label| !label.is_empty())
        };
        if address != &self.message_reply_to && address.as_ref().is_some_and(|address| !is_reached(address)) {
            return refuse(
                "message_reply_to",
                "this is not an e-mail address that others reach, as office@example.org",
            );
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn changed(change: Value) -> Result<Settings, InvalidSetting> {
        Settings::default().changed(change.as_object().expect("an object"))
    }

    #[test]
    fn what_is_left_out_stays_and_what_cannot_stand_is_refused_by_its_name() {
        let after = changed(json!({"period_start_day": 5})).expect("a day of the month");
        assert_eq!(after.period_start_day.get(), 5);
        assert_eq!(
            Settings { period_start_day: Settings::default().period_start_day, ..after },
            Settings::default()
        );
        for (change, key) in [
            (json!({"period_start_day": 32}), "period_start_day"),
            (json!({"close_needs_second_person": true}), "close_needs_second_person"),
            (json!({"buffer": 2}), "buffer"),
        ] {
            assert_eq!(changed(change).expect_err("not a change").key, key);
        }
    }

    #[test]
    fn whom_mails_are_from_and_where_answers_go_is_what_a_mail_program_understands() {
        for (change, key) in [
            (json!({"message_reply_to": "office@noor"}), "message_reply_to"),
            (json!({"message_reply_to": "office@noor."}), "message_reply_to"),
            (json!({"message_sender_name": "Noor Office ‹nor>"}), "message_sender_name"),
            (json!({"message_sender_name": "Noor <x@y.example>"}), "message_sender_name"),
            (json!({"message_sender_name": "Noor\u{2028}Office"}), "message_sender_name"),
        ] {
            assert_eq!(changed(change.clone()).expect_err("not a change").key, key, "{change}");
        }
        let good =
            json!({"message_reply_to": "office@noor.example", "message_sender_name": "مكتب النور (Noor)"});
        assert!(changed(good).is_ok());
        let stored: Settings =
            serde_json::from_value(json!({"message_reply_to": "office@noor"})).expect("readable");
        let other = json!({"message_reply_to": "office@noor", "period_start_day": 5});
        assert!(stored.changed(other.as_object().expect("an object")).is_ok(), "what stood there may stay");
    }
}
