//! Records where each setting was set (`file:line:column`, or a variable), for error messages.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::setting_error::SettingError;

/// The locations of settings by their keys, `section.key` and `livekit[0].url`.
#[derive(Clone, Debug, Default)]
pub struct KeyLocations(BTreeMap<String, String>);

impl KeyLocations {
    /// Of the keys of a TOML text, which is called `file`.
    ///
    /// # Errors
    /// The first slip in the text itself.
    pub(super) fn of_file(file: &str, text: &str) -> Result<KeyLocations, SettingError> {
        let table = DeTable::parse(text).map_err(|error| {
            let found = format!("a slip in the TOML ({})", error.message().replace('\n', ", "));
            let place = error.span().map(|span| place(file, text, span.start));
            SettingError {
                place,
                ..SettingError::new("--config", found, "a TOML file like config/rollcall.toml")
            }
        })?;
        let mut locations = KeyLocations::default();
        locations.gather("", table.get_ref(), &|at| place(file, text, at));
        Ok(locations)
    }

    pub(super) fn set_by_variable(&mut self, key: String, variable: String) {
        self.0.insert(key, variable);
    }

    /// The error, with where its key was set.
    pub fn locate(&self, error: SettingError) -> SettingError {
        let place = self.of(&error.key);
        SettingError { place: place.or(error.place), ..error }
    }

    /// Whether this very key was set.
    pub(super) fn contains(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }

    /// Where the key was set, or, where it is missing, what it is missing in.
    pub fn of(&self, key: &str) -> Option<String> {
        let mut key = key;
        loop {
            if let Some(place) = self.0.get(key) {
                return Some(place.clone());
            }
            key = &key[..key.rfind(['.', '['])?];
        }
    }

    fn gather(&mut self, prefix: &str, table: &DeTable<'_>, place: &dyn Fn(usize) -> String) {
        for (name, value) in table {
            let key = if prefix.is_empty() {
                name.get_ref().to_string()
            } else {
                format!("{prefix}.{}", name.get_ref())
            };
            self.0.insert(key.clone(), place(name.span().start));
            self.inside(&key, value, place);
        }
    }

    fn inside(&mut self, key: &str, value: &Spanned<DeValue<'_>>, place: &dyn Fn(usize) -> String) {
        match value.get_ref() {
            DeValue::Table(table) => self.gather(key, table, place),
            DeValue::Array(values) => {
                for (index, value) in values.iter().enumerate() {
                    let key = format!("{key}[{index}]");
                    self.0.insert(key.clone(), place(value.span().start));
                    self.inside(&key, value, place);
                }
            }
            _ => {}
        }
    }
}

/// `file:line:column`, both counted from one, columns in characters.
fn place(file: &str, text: &str, at: usize) -> String {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    format!("{file}:{line}:{column}")
}
