//! The settings of an organisation, with the keys the academies know them by (snake_case, doors.md sections 2 to 5).
//! Rules of judgement are not here: they are the policy.

use chrono::Weekday;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Every setting, with its default where nothing was set. What is out of range does not read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Planned length where neither the session nor its package states one.
    pub default_meeting_duration_minutes: Within<1, 1_440>,
    /// How long before the start the room is made and the session is ready.
    pub meeting_creation_window_minutes: Within<0, 1_440>,
    /// How long after the scheduled end the room is closed.
    pub meeting_cleanup_delay_minutes: Within<0, 1_440>,
    /// Weekdays on which no session may be scheduled.
    pub blocked_days: Vec<Day>,
    /// Free time a teacher needs between two sessions.
    pub session_buffer_minutes: Within<0, 1_440>,
    /// Most people in a room; `null` is no limit.
    pub max_participants: Option<Within<1, 10_000>>,
    /// How long a join token lets somebody connect.
    pub join_token_ttl_seconds: Within<30, 86_400>,
    /// After how many hours a forgotten visit is closed.
    pub visit_max_hours: Within<1, 168>,
    /// How long an event's code lives.
    pub event_code_minutes: Within<1, 1_440>,
    /// Day of the month on which a period of billing and payroll begins.
    pub period_start_day: Within<1, 31>,
    /// Whether closing a period needs a second person.
    pub close_needs_second_person: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            default_meeting_duration_minutes: Within(60),
            meeting_creation_window_minutes: Within(15),
            meeting_cleanup_delay_minutes: Within(30),
            blocked_days: Vec::new(),
            session_buffer_minutes: Within(0),
            max_participants: None,
            join_token_ttl_seconds: Within(600),
            visit_max_hours: Within(12),
            event_code_minutes: Within(60),
            period_start_day: Within(1),
            close_needs_second_person: false,
        }
    }
}

/// A whole number from `LEAST` to `MOST`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Within<const LEAST: i64, const MOST: i64>(i64);

impl<const LEAST: i64, const MOST: i64> Within<LEAST, MOST> {
    pub fn get(self) -> i64 {
        self.0
    }
}

impl<'de, const LEAST: i64, const MOST: i64> Deserialize<'de> for Within<LEAST, MOST> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = i64::deserialize(deserializer)?;
        if (LEAST..=MOST).contains(&number) {
            return Ok(Within(number));
        }
        Err(serde::de::Error::custom(format!("{number} is not between {LEAST} and {MOST}")))
    }
}

/// A weekday by its English name in lower case: `friday`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day(pub Weekday);

const DAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Mon),
    ("tuesday", Weekday::Tue),
    ("wednesday", Weekday::Wed),
    ("thursday", Weekday::Thu),
    ("friday", Weekday::Fri),
    ("saturday", Weekday::Sat),
    ("sunday", Weekday::Sun),
];

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let name = DAYS.iter().find(|(_, day)| *day == self.0).map_or("", |(name, _)| name);
        serializer.serialize_str(name)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let word = String::deserialize(deserializer)?;
        let day = DAYS.iter().find(|(name, _)| *name == word).map(|(_, day)| Day(*day));
        day.ok_or_else(|| {
            serde::de::Error::custom(format!("{word:?} is not a weekday; write it like \"friday\""))
        })
    }
}
