//! Names, e-mail addresses and reasons that people type. They are parsed on input into types that are valid once they
//! exist. The text stays as it was typed, markup included, because clients escape it where they show it.

use serde::{Deserialize, Deserializer, Serialize};

/// Longest name, in characters.
const MAX_NAME_CHARS: usize = 200;
/// Longest reason, in characters.
const MAX_REASON_CHARS: usize = 500;
/// Longest e-mail address, in bytes (RFC 5321).
pub const MAX_EMAIL_BYTES: usize = 254;

/// A name: 1 to 200 characters on one line, without spaces around it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Name(String);

/// An e-mail address as it was typed, without spaces around it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Email(String);

/// Why somebody did something: 1 to 500 characters, without spaces around it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct ReasonText(String);

/// What is wrong with a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidText {
    #[error("a name has 1 to 200 characters on one line")]
    Name,
    #[error("this is not an e-mail address")]
    Email,
    #[error("a reason has 1 to 500 characters")]
    Reason,
}

impl Name {
    pub fn parse(text: &str) -> Result<Name, InvalidText> {
        let text = text.trim();
        let fits =
            (1..=MAX_NAME_CHARS).contains(&text.chars().count()) && !text.chars().any(char::is_control);
        if fits { Ok(Name(text.to_owned())) } else { Err(InvalidText::Name) }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn into_inner(self) -> String {
        self.0
    }
}

impl Email {
    /// Refuses only what cannot be an address; whether it reaches somebody is found out by sending a mail.
    pub fn parse(text: &str) -> Result<Email, InvalidText> {
        let text = text.trim();
        let odd = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | ',' | ';');
        let parts = text.split_once('@');
        let fits = parts.is_some_and(|(name, host)| {
            !name.is_empty() && !host.is_empty() && !host.contains('@') && text.len() <= MAX_EMAIL_BYTES
        });
        if fits && !text.chars().any(odd) { Ok(Email(text.to_owned())) } else { Err(InvalidText::Email) }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn into_inner(self) -> String {
        self.0
    }
}

impl std::fmt::Display for Email {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl ReasonText {
    pub fn parse(text: &str) -> Result<ReasonText, InvalidText> {
        let text = text.trim();
        let odd = |c: char| c.is_control() && c != '\n';
        let fits = (1..=MAX_REASON_CHARS).contains(&text.chars().count()) && !text.chars().any(odd);
        if fits { Ok(ReasonText(text.to_owned())) } else { Err(InvalidText::Reason) }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn into_inner(self) -> String {
        self.0
    }
}

impl<'de> Deserialize<'de> for ReasonText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        ReasonText::parse(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Name::parse(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

impl<'de> Deserialize<'de> for Email {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Email::parse(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_what_was_typed_and_refuse_what_is_no_name() {
        let parsed = Name::parse("  <b>=1+1 Ибрагим عائشة</b> ").map(Name::into_inner);
        assert_eq!(parsed.as_deref(), Ok("<b>=1+1 Ибрагим عائشة</b>"));
        for bad in ["", "   ", "a\nb", "a\u{0}b", &"x".repeat(201)] {
            assert_eq!(Name::parse(bad), Err(InvalidText::Name), "{bad:?}");
        }
        assert!(Name::parse(&"ж".repeat(200)).is_ok());
    }

    #[test]
    fn addresses_are_read_leniently() {
        for good in ["a@b", "Aisha+x@Example.ORG", "имя@пример.рф"] {
            assert!(Email::parse(good).is_ok(), "{good}");
        }
        for bad in ["", "a", "@b", "a@", "a@b@c", "a b@c", "<a@b>", &format!("{}@b", "x".repeat(254))] {
            assert_eq!(Email::parse(bad), Err(InvalidText::Email), "{bad:?}");
        }
    }
}
