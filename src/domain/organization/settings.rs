//! The settings of an organisation, kept in the database, with the keys earlier systems used (snake_case, doors.md
//! sections 2 to 5). Rules of evaluation are not here but in `policy`; settings of the process are in `config`.
//!
//! Only keys that have an effect are accepted; the others of the contract are in `UNSUPPORTED_KEYS` and refused by name.

use chrono::Weekday;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::domain::people::validated_text::Email;
use crate::domain::time::{HOUR, MINUTE};

/// What a key takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingType {
    /// A whole number between these.
    Integer(i64, i64),
    /// The same, or `null`.
    IntegerOrNull(i64, i64),
    /// A list of weekdays.
    Days,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A text on one line of at most so many characters, or `null`.
    TextOrNull(usize),
    /// A text of at most so many characters that may have several lines, or `null`.
    LinesOrNull(usize),
    /// An e-mail address, or `null`.
    EmailOrNull,
}

/// One key with its meaning.
#[derive(Clone, Copy, Debug)]
pub struct SettingKey {
    pub name: &'static str,
    pub takes: SettingType,
    pub meaning: &'static str,
}

macro_rules! settings {
    ($(#[doc = $meaning:literal] $field:ident: $kind:ty = $default:expr,)+) => {
        /// Every setting, with its default where nothing was set. A value out of range is refused; a key of another version
        /// is ignored, because servers of two versions may share a database.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(default)]
        pub struct Settings {
            $(#[doc = $meaning] pub $field: $kind,)+
        }

        impl Default for Settings {
            fn default() -> Self {
                Settings { $($field: $default,)+ }
            }
        }

        impl Settings {
            /// Every key, in the order of the contract.
            pub const KEYS: &'static [SettingKey] = &[
                $(SettingKey { name: stringify!($field), takes: <$kind as SettingValue>::TAKES, meaning: $meaning.trim_ascii() },)+
            ];
        }
    };
}

settings! {
    /// Minutes a session lasts where neither its end nor its length is said.
    default_meeting_duration_minutes: BoundedInt<1, 1_440> = BoundedInt(60),
    /// Minutes before its start from which a session is ready: its LiveKit room is made, and people may join.
    meeting_creation_window_minutes: BoundedInt<0, 1_440> = BoundedInt(15),
    /// Minutes after its scheduled end at which the LiveKit room of a session is closed that nobody ended before.
    meeting_cleanup_delay_minutes: BoundedInt<0, 1_440> = BoundedInt(30),
    /// Seconds in which a join token can be used to enter; whoever is in the room stays.
    join_token_ttl_seconds: BoundedInt<30, 86_400> = BoundedInt(600),
    /// Weekdays on which no session may be scheduled.
    blocked_days: Vec<Day> = Vec::new(),
    /// Minutes a teacher needs free between two sessions.
    session_buffer_minutes: BoundedInt<0, 1_440> = BoundedInt(0),
    /// Most people on the roster of a session, its teacher counted; `null` is no limit.
    max_participants: Option<BoundedInt<1, 10_000>> = None,
    /// Hours after which a visit at a venue that nobody ended counts as forgotten.
    visit_max_hours: BoundedInt<1, 24> = BoundedInt(12),
    /// Minutes that the code of an event or a lesson lives, counted from its start when it was made before.
    event_code_minutes: BoundedInt<1, 1_440> = BoundedInt(60),
    /// Minutes that somebody needs at least from one place to another; scans closer than that are shown to a human. 0 is off.
    checkin_travel_minutes: BoundedInt<0, 1_440> = BoundedInt(10),
    /// Day of the month on which a period of billing and payroll begins; where a month has no such day, the first of the next.
    period_start_day: BoundedInt<1, 31> = BoundedInt(1),
    /// Digits of numbers on pages in Arabic; elsewhere they are always `latin`.
    digits: Digits = Digits::Latin,
    /// Whom messages by e-mail are from, by name; `null` is the name of the organisation.
    message_sender_name: Option<ShortText<100>> = None,
    /// What stands at the end of every message by e-mail, as an address or a telephone number; `null` is nothing.
    message_footer: Option<TextLines<500>> = None,
    /// Where answers to messages by e-mail go; `null` is the address that the installation sends from.
    message_reply_to: Option<Email> = None,
}

/// Keys of the contract whose feature does not exist yet. They are refused by name, so that nobody relies on them.
pub const UNSUPPORTED_KEYS: &[&str] = &["close_needs_second_person"];

/// The type of a setting's value.
trait SettingValue {
    const TAKES: SettingType;
}

impl<const MIN: i64, const MAX: i64> SettingValue for BoundedInt<MIN, MAX> {
    const TAKES: SettingType = SettingType::Integer(MIN, MAX);
}

impl<const MIN: i64, const MAX: i64> SettingValue for Option<BoundedInt<MIN, MAX>> {
    const TAKES: SettingType = SettingType::IntegerOrNull(MIN, MAX);
}

impl SettingValue for Vec<Day> {
    const TAKES: SettingType = SettingType::Days;
}

impl SettingValue for Digits {
    const TAKES: SettingType = SettingType::Word(&["latin", "arabic"]);
}

impl<const MAX: usize> SettingValue for Option<ShortText<MAX>> {
    const TAKES: SettingType = SettingType::TextOrNull(MAX);
}

impl<const MAX: usize> SettingValue for Option<TextLines<MAX>> {
    const TAKES: SettingType = SettingType::LinesOrNull(MAX);
}

impl SettingValue for Option<Email> {
    const TAKES: SettingType = SettingType::EmailOrNull;
}

impl Settings {
    /// How long before its start a session is ready, in milliseconds.
    pub fn creation_window(&self) -> i64 {
        self.meeting_creation_window_minutes.get() * MINUTE
    }

    /// After how long a visit counts as forgotten, in milliseconds.
    pub fn visit_limit(&self) -> i64 {
        self.visit_max_hours.get() * HOUR
    }

    /// How long the code of an event or a lesson lives, in milliseconds.
    pub fn session_code_life(&self) -> i64 {
        self.event_code_minutes.get() * MINUTE
    }

    /// The least time between two places, in milliseconds.
    pub fn travel_time(&self) -> i64 {
        self.checkin_travel_minutes.get() * MINUTE
    }

    /// How long after its scheduled end the room of a session stays open that nobody ended, in milliseconds.
    pub fn cleanup_delay(&self) -> i64 {
        self.meeting_cleanup_delay_minutes.get() * MINUTE
    }
}

/// The digits that numbers are written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Digits {
    /// 0123456789
    Latin,
    /// ٠١٢٣٤٥٦٧٨٩
    Arabic,
}

/// A whole number from `MIN` to `MAX`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct BoundedInt<const MIN: i64, const MAX: i64>(i64);

impl<const MIN: i64, const MAX: i64> BoundedInt<MIN, MAX> {
    pub fn get(self) -> i64 {
        self.0
    }

    /// `None` outside of the bounds.
    pub fn new(number: i64) -> Option<Self> {
        (MIN..=MAX).contains(&number).then_some(BoundedInt(number))
    }
}

impl<'de, const MIN: i64, const MAX: i64> Deserialize<'de> for BoundedInt<MIN, MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = i64::deserialize(deserializer)?;
        if (MIN..=MAX).contains(&number) {
            return Ok(BoundedInt(number));
        }
        Err(serde::de::Error::custom(format!("{number} is not between {MIN} and {MAX}")))
    }
}

/// A text on one line: 1 to `MAX` characters without spaces around them, and none that controls a terminal or a header.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct ShortText<const MAX: usize>(String);

impl<const MAX: usize> ShortText<MAX> {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de, const MAX: usize> Deserialize<'de> for ShortText<MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let text = text.trim();
        if (1..=MAX).contains(&text.chars().count()) && !text.chars().any(char::is_control) {
            return Ok(ShortText(text.to_owned()));
        }
        Err(serde::de::Error::custom(format!("it has 1 to {MAX} characters on one line, or is null")))
    }
}

/// A text that may have several lines: 1 to `MAX` characters without spaces around them, and none that controls anything
/// but where a line ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct TextLines<const MAX: usize>(String);

impl<const MAX: usize> TextLines<MAX> {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de, const MAX: usize> Deserialize<'de> for TextLines<MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // Forms end their lines with both characters.
        let text = String::deserialize(deserializer)?.replace("\r\n", "\n");
        let text = text.trim();
        let is_odd = |c: char| c.is_control() && c != '\n';
        if (1..=MAX).contains(&text.chars().count()) && !text.chars().any(is_odd) {
            return Ok(TextLines(text.to_owned()));
        }
        Err(serde::de::Error::custom(format!("it has 1 to {MAX} characters, or is null")))
    }
}

/// A weekday by its English name in lower case: `friday`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day(pub Weekday);

pub const DAYS: [(&str, Weekday); 7] = [
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
        let text = String::deserialize(deserializer)?;
        let day = DAYS.iter().find(|(name, _)| *name == text).map(|(_, day)| Day(*day));
        day.ok_or_else(|| {
            serde::de::Error::custom(format!("{text:?} is not a weekday; write it like \"friday\""))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_setting_are_those_it_reads() {
        let SettingType::Word(words) = <Digits as SettingValue>::TAKES else { panic!("digits are words") };
        let read = |word: &&str| serde_json::from_value::<Digits>(serde_json::Value::from(*word));
        let written: Vec<_> =
            words.iter().map(|word| serde_json::to_value(read(word).unwrap()).unwrap()).collect();
        assert_eq!(written, words);
        assert!(read(&"roman").is_err());
    }

    #[test]
    fn a_short_text_stays_on_its_line() {
        let read = |text: &str| serde_json::from_value::<ShortText<5>>(serde_json::Value::from(text));
        assert_eq!(read(" نور ").unwrap().as_str(), "نور");
        for bad in ["", "  ", "123456", "a\nb", "a\r\nBcc: x", "a\u{0}"] {
            assert!(read(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn a_text_of_several_lines_keeps_them_and_nothing_that_is_not_seen() {
        let read = |text: &str| serde_json::from_value::<TextLines<9>>(serde_json::Value::from(text));
        assert_eq!(read(" a\r\nb\n").unwrap().as_str(), "a\nb");
        for bad in ["", " \n", "1234567890", "a\rb", "a\u{0}"] {
            assert!(read(bad).is_err(), "{bad:?}");
        }
    }
}
