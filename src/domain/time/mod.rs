//! Instants and half-open spans, in whole milliseconds.
//!
//! Every rule of the product is arithmetic on these two types. Time zones appear only in `calendar` and `hours`; the
//! system's clock is never read here.

pub mod calendar;
pub mod hours;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Milliseconds in a second.
pub const SECOND: i64 = 1_000;
/// Milliseconds in a minute.
pub const MINUTE: i64 = 60 * SECOND;
/// Milliseconds in an hour.
pub const HOUR: i64 = 60 * MINUTE;
/// Milliseconds in 24 hours. Local days may be longer or shorter; `calendar` has those.
pub const DAY: i64 = 24 * HOUR;

/// Whole seconds, rounded towards zero.
pub fn whole_seconds(millis: i64) -> i64 {
    millis / SECOND
}

/// An instant, in whole milliseconds since the Unix epoch, UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The first and the last instant RFC 3339 can write (years 0000 to 9999). Whatever a platform claims is
    /// held inside them, so that no sum of an instant and a policy setting can overflow.
    pub const MIN: Timestamp = Timestamp(-62_167_219_200_000);
    pub const MAX: Timestamp = Timestamp(253_402_300_799_999);

    /// From milliseconds since the epoch, held between `MIN` and `MAX`.
    pub fn from_millis(millis: i64) -> Self {
        Timestamp(millis.clamp(Self::MIN.0, Self::MAX.0))
    }

    /// From whole seconds since the epoch (LiveKit's `createdAt`).
    pub fn from_seconds(seconds: i64) -> Self {
        Self::from_millis(seconds.saturating_mul(SECOND))
    }

    /// Reads RFC 3339 with any offset and any number of fractional digits, cut (not rounded) to milliseconds.
    pub fn parse(text: &str) -> Option<Self> {
        let instant = DateTime::parse_from_rfc3339(text).ok()?;
        Some(Self::from_millis(instant.timestamp_millis()))
    }

    pub fn millis(self) -> i64 {
        self.0
    }

    /// This instant moved by `millis`, which may be negative.
    pub fn plus(self, millis: i64) -> Self {
        Self::from_millis(self.0.saturating_add(millis))
    }

    /// Milliseconds from `earlier` to this instant; negative when `earlier` is later.
    pub fn since(self, earlier: Timestamp) -> i64 {
        self.0 - earlier.0
    }

    pub fn to_utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0).expect("a Timestamp lies between the years 0 and 9999")
    }
}

impl From<DateTime<Utc>> for Timestamp {
    fn from(instant: DateTime<Utc>) -> Self {
        Self::from_millis(instant.timestamp_millis())
    }
}

/// RFC 3339 in UTC with milliseconds, the one way instants are written.
impl std::fmt::Display for Timestamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.to_utc().to_rfc3339_opts(SecondsFormat::Millis, true))
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| {
            serde::de::Error::custom(format!(
                "{text:?} is not an instant; write it like 2026-01-05T08:00:00Z"
            ))
        })
    }
}

/// A half-open span of time `[from, to)`. An empty or backwards one covers nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    pub from: Timestamp,
    pub to: Timestamp,
}

impl Span {
    pub fn new(from: Timestamp, to: Timestamp) -> Self {
        Span { from, to }
    }

    /// Length in milliseconds, never below zero.
    pub fn millis(self) -> i64 {
        self.to.since(self.from).max(0)
    }

    pub fn is_empty(self) -> bool {
        self.to <= self.from
    }

    pub fn contains(self, at: Timestamp) -> bool {
        self.from <= at && at < self.to
    }

    pub fn overlaps(self, other: Span) -> bool {
        self.from < other.to && other.from < self.to
    }

    /// The part both cover; may be empty.
    pub fn intersection(self, other: Span) -> Span {
        Span::new(self.from.max(other.from), self.to.min(other.to))
    }
}
