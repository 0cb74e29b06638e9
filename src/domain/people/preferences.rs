//! How somebody likes their pages: language and theme.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use crate::domain::string_enum::string_enum_methods;

/// A language that the pages are written in, by its code of ISO 639-1.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    Display,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
pub enum Language {
    #[serde(rename = "en")]
    #[strum(serialize = "en")]
    English,
    #[serde(rename = "ar")]
    #[strum(serialize = "ar")]
    Arabic,
    #[serde(rename = "ru")]
    #[strum(serialize = "ru")]
    Russian,
    #[serde(rename = "hi")]
    #[strum(serialize = "hi")]
    Hindi,
}
string_enum_methods!(Language);

/// The colours of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Theme {
    Light,
    Dark,
    /// As the device is set.
    System,
}
string_enum_methods!(Theme);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_preference_reads_as_it_is_written() {
        let codes: Vec<&str> = Language::ALL.iter().map(|one| one.as_str()).collect();
        assert_eq!(codes, ["en", "ar", "ru", "hi"]);
        for language in Language::ALL {
            assert_eq!(Language::parse(language.as_str()), Some(*language));
            assert_eq!(serde_json::to_value(language).unwrap(), language.as_str());
        }
        let themes: Vec<&str> = Theme::ALL.iter().map(|one| one.as_str()).collect();
        assert_eq!(themes, ["light", "dark", "system"]);
        assert_eq!((Theme::parse("dark"), Theme::parse("Dark")), (Some(Theme::Dark), None));
        assert_eq!(Language::parse("fr"), None);
    }
}
