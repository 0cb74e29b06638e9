//! The fields of a form or of a page's address, by name.

use axum::body::Bytes;
use axum::http::HeaderMap;
use chrono::{NaiveDate, NaiveDateTime};
use chrono_tz::Tz;
use utoipa::openapi::{RefOr, Schema};

use crate::domain::time::Timestamp;
use crate::domain::time::calendar;
use crate::http::body::RequestBody;
use crate::http::problem::Problem;
use crate::http::schema_components::Components;

/// The field that names the page a form stands on.
pub const PAGE_FIELD: &str = "_page";
/// The field that tells one sending of a form from another.
pub const ONCE_FIELD: &str = "_once";

/// The codes of refusals that fields make themselves; pages alone have them.
pub const FIELD_CODES: [&str; 4] = ["field_missing", "not_a_number", "not_a_day", "not_a_time"];

/// Names and values as they were sent, in that order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(pub Vec<(String, String)>);

impl Fields {
    /// Of `a=1&b=2`.
    pub fn parse(text: &str) -> Fields {
        let pairs = url::form_urlencoded::parse(text.as_bytes());
        Fields(pairs.map(|(name, value)| (name.into_owned(), value.into_owned())).collect())
    }

    /// Back to `a=1&b=2`.
    pub fn encode(&self) -> String {
        url::form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.0).finish()
    }

    /// The value without blanks around it; empty where there is none.
    pub fn text(&self, name: &str) -> &str {
        self.0.iter().find(|(one, _)| one == name).map_or("", |(_, value)| value.trim())
    }

    /// The value, unless it is empty or missing.
    pub fn optional(&self, name: &str) -> Option<&str> {
        Some(self.text(name)).filter(|value| !value.is_empty())
    }

    /// # Errors
    /// 400 where it is empty or missing.
    pub fn required(&self, name: &str) -> Result<&str, Problem> {
        self.optional(name)
            .ok_or_else(|| Problem::invalid("field_missing", "This field is needed.").at_field(name))
    }

    /// The value as it was typed, with its blanks: passwords.
    pub fn raw(&self, name: &str) -> &str {
        self.0.iter().find(|(one, _)| one == name).map_or("", |(_, value)| value)
    }

    /// Every value of a name that may come several times, empty ones left out.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(one, value)| one == name && !value.trim().is_empty())
            .map(|(_, value)| value.trim())
    }

    /// Whether a box is ticked.
    pub fn is_checked(&self, name: &str) -> bool {
        self.0.iter().any(|(one, _)| one == name)
    }

    /// A whole number, in the digits of any of our languages; `None` where the field is empty.
    ///
    /// # Errors
    /// 400 where it is no whole number.
    pub fn number(&self, name: &str) -> Result<Option<i64>, Problem> {
        let Some(value) = self.optional(name) else { return Ok(None) };
        let number = latin_digits(value).parse();
        number
            .map(Some)
            .map_err(|_| Problem::invalid("not_a_number", "This is no whole number.").at_field(name))
    }

    /// A day, `2026-01-05`; `None` where the field is empty.
    ///
    /// # Errors
    /// 400 where it is no day of the years 0001 to 9999.
    pub fn day(&self, name: &str) -> Result<Option<NaiveDate>, Problem> {
        let Some(value) = self.optional(name) else { return Ok(None) };
        parse_day(&latin_digits(value))
            .map(Some)
            .ok_or_else(|| Problem::invalid("not_a_day", "This is no day of the calendar.").at_field(name))
    }

    /// A local day and time, `2026-01-05T16:00`, as an instant of the zone; `None` where the field is empty. A time in a gap
    /// is the first after it, in a fold the first of the two (DESIGN.md 5.4).
    ///
    /// # Errors
    /// 400 where it is no time.
    pub fn local_instant(&self, name: &str, zone: Tz) -> Result<Option<Timestamp>, Problem> {
        let Some(value) = self.optional(name) else { return Ok(None) };
        let value = latin_digits(value);
        let local = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
            .iter()
            .find_map(|format| NaiveDateTime::parse_from_str(&value, format).ok());
        local
            .map(|local| Some(calendar::local_instant(local, zone)))
            .ok_or_else(|| Problem::invalid("not_a_time", "This is no day and time.").at_field(name))
    }
}

/// A day of the years 0001 to 9999.
pub fn parse_day(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|_| text.len() == 10 && !text.starts_with("0000"))
}

/// Arabic-Indic, Persian and Devanagari digits as Latin ones.
pub fn latin_digits(text: &str) -> String {
    let digit = |c: char| match c {
        '\u{660}'..='\u{669}' => c as u32 - 0x660,
        '\u{6f0}'..='\u{6f9}' => c as u32 - 0x6f0,
        '\u{966}'..='\u{96f}' => c as u32 - 0x966,
        _ => 99,
    };
    text.chars()
        .map(|c| char::from_digit(digit(c), 10).unwrap_or(c))
        .map(|c| if c == '٫' { '.' } else { c })
        .collect()
}

impl RequestBody for Fields {
    const LIMIT: usize = 2 * 1024 * 1024;
    const CONTENT_TYPE: &'static str = "application/x-www-form-urlencoded";

    fn read(_: &HeaderMap, bytes: Bytes) -> Result<Self, Problem> {
        let fields = Fields::parse(&String::from_utf8_lossy(&bytes));
        if fields.0.iter().any(|(name, value)| name.contains('\0') || value.contains('\0')) {
            return Err(Problem::invalid("invalid_body", "A text holds the character NUL: leave it out."));
        }
        Ok(fields)
    }

    fn describe(_: &mut Components) -> Option<RefOr<Schema>> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_every_language_are_numbers() {
        let fields = Fields::parse("a=%D9%A1%D9%A2&b=%E0%A5%A7%E0%A5%A6&c=x&d=+7+");
        let number = |name| fields.number(name).ok().flatten();
        assert_eq!((number("a"), number("b"), number("d"), number("e")), (Some(12), Some(10), Some(7), None));
        assert!(fields.number("c").is_err());
    }

    #[test]
    fn a_day_is_a_day_of_the_calendar() {
        assert!(parse_day("2026-02-28").is_some());
        for bad in ["2026-02-30", "0000-01-01", "2026-1-1", "x", "12026-01-01"] {
            assert_eq!(parse_day(bad), None, "{bad}");
        }
    }
}
