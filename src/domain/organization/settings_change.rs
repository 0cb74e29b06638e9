//! A change of some settings: what is left out stays, what cannot stand is refused by its name.

use serde_json::{Map, Value};

use super::settings::{Settings, UNSUPPORTED_KEYS};

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
        serde_path_to_error::deserialize(all).map_err(|error| {
            let path = error.path().to_string();
            refuse(&path, format!("{path}: {}.", error.inner()))
        })
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
}
