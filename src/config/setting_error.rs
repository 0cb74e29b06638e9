//! An error in the settings: one line naming the key, what was found, what is wanted, and where it was set.

use config::ConfigError;

/// What is wrong.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{key}: found {found}, want {wanted}{}", at(.place.as_deref()))]
pub struct SettingError {
    /// `section.key`, or the argument that is wrong when there is no key.
    pub key: String,
    pub found: String,
    pub wanted: String,
    /// `rollcall.toml:3:1`, or the variable of the environment.
    pub place: Option<String>,
}

fn at(place: Option<&str>) -> String {
    place.map_or_else(String::new, |place| format!(" ({place})"))
}

impl SettingError {
    pub fn new(key: impl Into<String>, found: impl Into<String>, wanted: impl Into<String>) -> SettingError {
        SettingError { key: key.into(), found: found.into(), wanted: wanted.into(), place: None }
    }

    /// From the reader's refusal of the value at `path`.
    pub(super) fn from_config_error(path: &str, error: &ConfigError) -> SettingError {
        match error {
            ConfigError::At { error, .. } => SettingError::from_config_error(path, error),
            ConfigError::Type { unexpected, expected, .. } => {
                SettingError::new(path, unexpected.to_string(), *expected)
            }
            other => SettingError::from_message(path, &other.to_string()),
        }
    }

    /// Serde's own sentences: "unknown field `x`, expected one of …", "invalid value: x, expected y".
    fn from_message(path: &str, message: &str) -> SettingError {
        let (found, wanted) = message.split_once(", expected ").unwrap_or((message, "a valid value"));
        if let Some(key) = found.strip_prefix("unknown field `").and_then(|rest| rest.strip_suffix('`')) {
            let key = match path.strip_suffix(key) {
                Some(_) => path.to_owned(),
                None if path == "." => key.to_owned(),
                None => format!("{path}.{key}"),
            };
            return SettingError::new(key, "an unknown key", wanted.replace('`', ""));
        }
        if let Some(key) =
            found.strip_prefix("missing configuration field \"").and_then(|rest| rest.strip_suffix('"'))
        {
            // The reader leaves out the dot after a list's place.
            return SettingError::new(key.replacen(']', "].", 1).replace("..", "."), "nothing", "a value");
        }
        let found = found.strip_prefix("invalid value: ").unwrap_or(found);
        SettingError::new(path, found, wanted.replace('`', ""))
    }
}
