//! A language with a zone: what writes the sentences, instants and amounts of pages and letters.

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::args::Args;
use super::format::{self, Formats};
use super::locale::Locale;
use super::messages;
use crate::domain::money::amount::Money;
use crate::domain::time::Timestamp;

/// Who speaks: every date and clock time is local in its zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Voice {
    pub locale: Locale,
    pub zone: Tz,
}

impl Voice {
    /// A message without arguments.
    pub fn text(&self, id: &str) -> String {
        messages::message(self.locale, id, None)
    }

    /// A message with arguments: `voice.say("today-answer", args![here = 3, expected = 5])`.
    pub fn say(&self, id: &str, args: Args<'_>) -> String {
        messages::message(self.locale, id, Some(&args))
    }

    /// The word for a machine word of a family: `voice.word("outcome", "present")` is the message `outcome-present`. The
    /// underscores and dots of machine words are hyphens in message ids. A word of another version is shown as it is.
    pub fn word(&self, family: &str, word: &str) -> String {
        messages::find(self.locale, &format!("{family}-{}", word.replace(['_', '.'], "-")))
            .unwrap_or_else(|| word.to_owned())
    }

    /// `rtl` or `ltr`.
    pub fn direction(&self) -> &'static str {
        if self.locale.is_right_to_left() { "rtl" } else { "ltr" }
    }

    pub fn formats(&self) -> &'static Formats {
        format::of(self.locale)
    }

    /// The local day of an instant.
    pub fn day_of(&self, at: Timestamp) -> NaiveDate {
        at.to_utc().with_timezone(&self.zone).date_naive()
    }

    /// `17:12`
    pub fn clock(&self, at: Timestamp) -> String {
        self.formats().clock(at.to_utc().with_timezone(&self.zone).time())
    }

    /// `17:12:04`
    pub fn clock_with_seconds(&self, at: Timestamp) -> String {
        self.formats().clock_with_seconds(at.to_utc().with_timezone(&self.zone).time())
    }

    /// `Wed, 4 Nov`
    pub fn day(&self, at: Timestamp) -> String {
        self.formats().day(self.day_of(at))
    }

    /// `4 Nov 2026`
    pub fn date(&self, at: Timestamp) -> String {
        self.formats().date(self.day_of(at))
    }

    /// `4 Nov 2026, 17:12`
    pub fn date_and_clock(&self, at: Timestamp) -> String {
        format!("{}, {}", self.date(at), self.clock(at))
    }

    /// `1,234`
    pub fn number(&self, number: i64) -> String {
        self.formats().number(number)
    }

    /// `41:19` or `1:05:10`
    pub fn duration(&self, seconds: i64) -> String {
        self.formats().duration(seconds)
    }

    /// Hours with one decimal, `12.1`, rounded down.
    pub fn hours(&self, seconds: i64) -> String {
        let tenths = seconds / 360;
        self.formats().decimal(&format!("{}.{}", tenths / 10, tenths % 10))
    }

    /// `91 %` of a part of a whole, rounded down; `–` of nothing.
    pub fn percent(&self, part: i64, whole: i64) -> String {
        if whole == 0 {
            return "–".to_owned();
        }
        format!("{}\u{a0}%", self.number(part * 100 / whole))
    }

    /// `1,322.74 SAR`: the number by the locale, the currency by its code, which is the same everywhere.
    pub fn money_text(&self, money: Money) -> String {
        format!("{}\u{a0}{}", self.formats().decimal(&money.to_decimal_string()), money.currency.code())
    }
}
