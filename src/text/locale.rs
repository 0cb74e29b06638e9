//! Languages with their digits.

use crate::domain::people::preferences::Language;

/// A language with the digits numbers are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Locale {
    pub language: Language,
    /// Arabic-Indic digits instead of Latin ones; on Arabic pages alone.
    pub arabic_digits: bool,
}

impl Locale {
    /// For ICU and Fluent: digits follow the region.
    pub fn tag(self) -> &'static str {
        match (self.language, self.arabic_digits) {
            (Language::English, _) => "en-GB",
            (Language::Arabic, true) => "ar-EG",
            (Language::Arabic, false) => "ar-AE",
            (Language::Russian, _) => "ru",
            (Language::Hindi, _) => "hi",
        }
    }

    pub fn is_right_to_left(self) -> bool {
        self.language == Language::Arabic
    }
}
