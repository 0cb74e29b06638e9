//! A mistake in the settings: one line naming the key, what was found and what is wanted.

use config::ConfigError;

/// What is wrong.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{key}: found {found}, want {wanted}")]
pub struct Mistake {
    /// `section.key`, or where the mistake stands when it has no key.
    pub key: String,
    pub found: String,
    pub wanted: String,
}

impl Mistake {
    pub fn new(key: impl Into<String>, found: impl Into<String>, wanted: impl Into<String>) -> Mistake {
        Mistake { key: key.into(), found: found.into(), wanted: wanted.into() }
    }

    /// From the reader's refusal of the value at `path`.
    pub(super) fn at(path: &str, error: &ConfigError) -> Mistake {
        match error {
            ConfigError::At { error, .. } => Mistake::at(path, error),
            ConfigError::Type { unexpected, expected, .. } => {
                Mistake::new(path, unexpected.to_string(), *expected)
            }
            ConfigError::FileParse { cause, .. } => {
                // The parser draws the line with an arrow under it; its first and last lines say the same in words.
                let text = cause.to_string();
                let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
                let found = match lines.as_slice() {
                    [] => "something unreadable".to_owned(),
                    [only] => (*only).to_owned(),
                    [first, .., last] => format!("{first}: {last}"),
                };
                Mistake::new(path, found, "a TOML file like config/rollcall.toml")
            }
            other => Mistake::from_message(path, &other.to_string()),
        }
    }

    /// Serde's own sentences: "unknown field `x`, expected one of …", "invalid value: x, expected y".
    fn from_message(path: &str, message: &str) -> Mistake {
        let (found, wanted) = message.split_once(", expected ").unwrap_or((message, "a valid value"));
        if let Some(key) = found.strip_prefix("unknown field `").and_then(|rest| rest.strip_suffix('`')) {
            let key = match path.strip_suffix(key) {
                Some(_) => path.to_owned(),
                None if path == "." => key.to_owned(),
                None => format!("{path}.{key}"),
            };
            return Mistake::new(key, "an unknown key", wanted.replace('`', ""));
        }
        if let Some(key) =
            found.strip_prefix("missing configuration field \"").and_then(|rest| rest.strip_suffix('"'))
        {
            // The reader leaves out the dot after a list's place.
            return Mistake::new(key.replacen(']', "].", 1).replace("..", "."), "nothing", "a value");
        }
        let found = found.strip_prefix("invalid value: ").unwrap_or(found);
        Mistake::new(path, found, wanted.replace('`', ""))
    }
}
