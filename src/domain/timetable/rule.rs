//! The rule of a timetable: the part of RFC 5545's RRULE that says on which days a lesson is held. What a lesson never
//! needs (every second, weeks by their number) is refused with a sentence; so is what nobody can have meant, a million
//! lessons or a day that never comes.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Weekday};

use crate::domain::time::Timestamp;

/// Longest text of a rule, in bytes.
const MAX_RULE_BYTES: usize = 500;
/// Most occurrences a COUNT may ask for.
pub const MAX_COUNT: u32 = 1_000;
/// Most days, weeks, months or years from one period of a rule to the next.
const MAX_INTERVAL: u32 = 366;
/// The years in which a timetable may have lessons.
pub const FIRST_YEAR: i32 = 2000;
pub const LAST_YEAR: i32 = 2199;

/// How often a rule comes round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frequency {
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

/// When a rule ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleEnd {
    Never,
    /// After so many occurrences; exceptions and holidays are counted too.
    Count(u32),
    /// With this local day.
    Day(NaiveDate),
    /// With the occurrence that starts at this local time.
    Local(NaiveDateTime),
    /// With the occurrence that starts at this instant.
    Instant(Timestamp),
}

/// A day of the week: every one, or the first, second, last (-1) of a month or year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamedDay {
    pub ordinal: Option<i8>,
    pub weekday: Weekday,
}

/// A rule that was read. Which days it means depends on the day it begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecurrenceRule {
    text: String,
    pub frequency: Frequency,
    pub interval: u32,
    pub end: RuleEnd,
    pub by_day: Vec<NamedDay>,
    pub by_month_day: Vec<i8>,
    pub by_month: Vec<u8>,
    pub by_set_pos: Vec<i16>,
    pub week_start: Weekday,
}

/// Why a text is no rule of a timetable: a sentence that says how to mend it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct InvalidRule(pub String);

fn wrong<T>(detail: impl Into<String>) -> Result<T, InvalidRule> {
    Err(InvalidRule(detail.into()))
}

impl RecurrenceRule {
    /// Reads `FREQ=WEEKLY;BYDAY=TU,TH`, with or without `RRULE:` before it.
    ///
    /// # Errors
    /// `InvalidRule` for whatever cannot be drawn as lessons.
    pub fn parse(text: &str) -> Result<RecurrenceRule, InvalidRule> {
        let text = text.trim();
        if text.len() > MAX_RULE_BYTES {
            return wrong(format!("A rule has at most {MAX_RULE_BYTES} characters."));
        }
        let upper = text.to_ascii_uppercase();
        let parts = upper.strip_prefix("RRULE:").unwrap_or(&upper);
        let mut frequency = None;
        let mut rule = RecurrenceRule {
            text: text.to_owned(),
            frequency: Frequency::Weekly,
            interval: 1,
            end: RuleEnd::Never,
            by_day: Vec::new(),
            by_month_day: Vec::new(),
            by_month: Vec::new(),
            by_set_pos: Vec::new(),
            week_start: Weekday::Mon,
        };
        let mut seen: Vec<&str> = Vec::new();
        for part in parts.split(';').filter(|part| !part.is_empty()) {
            let Some((name, value)) = part.split_once('=') else {
                return wrong(format!(
                    "{} is no part of a rule: write it like FREQ=WEEKLY;BYDAY=TU,TH.",
                    quoted(part)
                ));
            };
            if seen.contains(&name) {
                return wrong(format!("{} stands twice in the rule.", quoted(name)));
            }
            seen.push(name);
            if name == "FREQ" {
                frequency = Some(read_frequency(value)?);
            } else {
                rule.read_part(name, value)?;
            }
        }
        rule.frequency = match frequency {
            Some(frequency) => frequency,
            None => return wrong("A rule says how often: begin it with FREQ=WEEKLY, for instance."),
        };
        if seen.contains(&"COUNT") && seen.contains(&"UNTIL") {
            return wrong("A rule ends by COUNT or by UNTIL, not by both.");
        }
        rule.check()?;
        Ok(rule)
    }

    /// The text as it was written.
    pub fn text(&self) -> &str {
        &self.text
    }

    fn read_part(&mut self, name: &str, value: &str) -> Result<(), InvalidRule> {
        match name {
            "INTERVAL" => match value.parse() {
                Ok(interval) if (1..=MAX_INTERVAL).contains(&interval) => self.interval = interval,
                _ => return wrong(format!("INTERVAL is a whole number from 1 to {MAX_INTERVAL}.")),
            },
            "COUNT" => match value.parse() {
                Ok(count) if (1..=MAX_COUNT).contains(&count) => self.end = RuleEnd::Count(count),
                _ => {
                    return wrong(format!(
                        "COUNT is a whole number from 1 to {MAX_COUNT}: leave it out for a timetable without an \
                         end, or end it with a day (UNTIL)."
                    ));
                }
            },
            "UNTIL" => self.end = read_until(value)?,
            "BYDAY" => self.by_day = list(name, value, read_day)?,
            "BYMONTHDAY" => self.by_month_day = list(name, value, |one| number(one, 31, true))?,
            "BYMONTH" => self.by_month = list(name, value, |one| number(one, 12, false))?,
            "BYSETPOS" => self.by_set_pos = list(name, value, |one| number(one, 366, true))?,
            "WKST" => match read_weekday(value) {
                Some(weekday) => self.week_start = weekday,
                None => return wrong("WKST is one of MO, TU, WE, TH, FR, SA, SU."),
            },
            "BYHOUR" | "BYMINUTE" | "BYSECOND" => {
                return wrong(format!("{name} is not taken: the time of day is that of firstStart."));
            }
            "BYWEEKNO" | "BYYEARDAY" => {
                return wrong(format!("{name} is not taken: name days by BYDAY, BYMONTHDAY and BYMONTH."));
            }
            _ => return wrong(format!("{} is no part of a rule that is known here.", quoted(name))),
        }
        Ok(())
    }

    /// What single parts cannot know of each other.
    fn check(&self) -> Result<(), InvalidRule> {
        let ordinal = self.by_day.iter().any(|day| day.ordinal.is_some());
        if ordinal && matches!(self.frequency, Frequency::Daily | Frequency::Weekly) {
            return wrong("Only FREQ=MONTHLY and FREQ=YEARLY take numbered days like 1MO or -1FR.");
        }
        if self.frequency == Frequency::Weekly && !self.by_month_day.is_empty() {
            return wrong("FREQ=WEEKLY takes no BYMONTHDAY: use FREQ=MONTHLY.");
        }
        let names_days =
            !self.by_day.is_empty() || !self.by_month_day.is_empty() || !self.by_month.is_empty();
        if !self.by_set_pos.is_empty() && !names_days {
            return wrong("BYSETPOS picks from days that BYDAY or BYMONTHDAY name: say which.");
        }
        Ok(())
    }

    /// The weekdays the rule names by itself, or by the day it begins with. A rule by days of the month names none, one
    /// of every day all of them.
    pub fn named_weekdays(&self, first: NaiveDate) -> Vec<Weekday> {
        if !self.by_day.is_empty() {
            let mut days: Vec<Weekday> = self.by_day.iter().map(|day| day.weekday).collect();
            days.sort_by_key(Weekday::num_days_from_monday);
            days.dedup();
            return days;
        }
        match self.frequency {
            Frequency::Weekly => vec![first.weekday()],
            Frequency::Daily if self.by_month_day.is_empty() && self.interval.is_multiple_of(7) => {
                vec![first.weekday()]
            }
            Frequency::Daily if self.by_month_day.is_empty() => WEEK.to_vec(),
            _ => Vec::new(),
        }
    }
}

/// The days of a week, Monday first.
pub const WEEK: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// `MO`, `TU`, …
pub fn weekday_code(weekday: Weekday) -> &'static str {
    ["MO", "TU", "WE", "TH", "FR", "SA", "SU"][weekday.num_days_from_monday() as usize]
}

fn read_weekday(code: &str) -> Option<Weekday> {
    WEEK.into_iter().find(|weekday| weekday_code(*weekday) == code)
}

fn read_frequency(value: &str) -> Result<Frequency, InvalidRule> {
    match value {
        "DAILY" => Ok(Frequency::Daily),
        "WEEKLY" => Ok(Frequency::Weekly),
        "MONTHLY" => Ok(Frequency::Monthly),
        "YEARLY" => Ok(Frequency::Yearly),
        "SECONDLY" | "MINUTELY" | "HOURLY" => wrong(format!(
            "FREQ={value} is not taken: a timetable has at most one lesson on a day. Use DAILY."
        )),
        _ => wrong("FREQ is one of DAILY, WEEKLY, MONTHLY, YEARLY."),
    }
}

/// `20270630`, `20270630T160000` (local) or `20270630T130000Z`.
fn read_until(value: &str) -> Result<RuleEnd, InvalidRule> {
    let end = if value.len() == 8 {
        NaiveDate::parse_from_str(value, "%Y%m%d").ok().map(RuleEnd::Day)
    } else if let Some(utc) = value.strip_suffix('Z') {
        local_time(utc).map(|at| RuleEnd::Instant(Timestamp::from_millis(at.and_utc().timestamp_millis())))
    } else {
        local_time(value).map(RuleEnd::Local)
    };
    match end {
        Some(end) => Ok(end),
        None => wrong("UNTIL is a day like 20270630, or a time like 20270630T160000."),
    }
}

fn local_time(value: &str) -> Option<NaiveDateTime> {
    (value.len() == 15).then(|| NaiveDateTime::parse_from_str(value, "%Y%m%dT%H%M%S").ok())?
}

fn list<T>(name: &str, value: &str, read: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, InvalidRule> {
    let read: Option<Vec<T>> = value.split(',').map(read).collect();
    match read {
        Some(read) if read.len() <= 62 => Ok(read),
        _ => wrong(format!(
            "{name}={} does not read: write it like BYDAY=TU,TH or BYMONTHDAY=1,15.",
            quoted(value)
        )),
    }
}

fn number<T: TryFrom<i32>>(text: &str, most: i32, from_the_end: bool) -> Option<T> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let is_plain = !digits.is_empty() && digits.len() <= 3 && digits.bytes().all(|b| b.is_ascii_digit());
    let number: i32 = text.parse().ok().filter(|_| is_plain)?;
    let lowest = if from_the_end { -most } else { 1 };
    (number != 0 && (lowest..=most).contains(&number)).then(|| T::try_from(number).ok())?
}

/// `TU`, `1MO`, `-1FR`.
fn read_day(text: &str) -> Option<NamedDay> {
    let split = text.len().checked_sub(2).filter(|at| text.is_char_boundary(*at))?;
    let (ordinal, code) = text.split_at(split);
    let ordinal = if ordinal.is_empty() { None } else { Some(number(ordinal, 53, true)?) };
    Some(NamedDay { ordinal, weekday: read_weekday(code)? })
}

/// A hostile text in a sentence: cut, without what cannot be seen.
fn quoted(text: &str) -> String {
    let shown: String = text.chars().filter(|c| c.is_ascii_graphic()).take(40).collect();
    format!("{shown:?}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_lesson_needs_is_read() {
        let rule = RecurrenceRule::parse(" rrule:freq=weekly;interval=2;byday=tu,th;until=20270630;wkst=su ")
            .expect("a rule");
        assert_eq!((rule.frequency, rule.interval, rule.week_start), (Frequency::Weekly, 2, Weekday::Sun));
        assert_eq!(rule.end, RuleEnd::Day(NaiveDate::from_ymd_opt(2027, 6, 30).expect("a day")));
        let days: Vec<Weekday> = rule.by_day.iter().map(|day| day.weekday).collect();
        assert_eq!(days, [Weekday::Tue, Weekday::Thu]);
        let last = RecurrenceRule::parse("FREQ=MONTHLY;BYDAY=-1FR,+2MO;COUNT=12").expect("a rule");
        assert_eq!(last.by_day[0], NamedDay { ordinal: Some(-1), weekday: Weekday::Fri });
        assert_eq!(last.end, RuleEnd::Count(12));
    }

    #[test]
    fn what_is_no_rule_of_lessons_is_refused_with_a_way_out() {
        let long = "FREQ=DAILY;".repeat(60);
        for (text, word) in [
            ("", "FREQ=WEEKLY"),
            ("FREQ=SECONDLY", "DAILY"),
            ("FREQ=MINUTELY;COUNT=3", "DAILY"),
            ("FREQ=FORTNIGHTLY", "one of"),
            ("FREQ=WEEKLY;COUNT=1000000", "UNTIL"),
            ("FREQ=WEEKLY;COUNT=0", "COUNT"),
            ("FREQ=WEEKLY;COUNT=-1", "COUNT"),
            ("FREQ=WEEKLY;COUNT=99999999999999999999", "COUNT"),
            ("FREQ=WEEKLY;INTERVAL=0", "INTERVAL"),
            ("FREQ=WEEKLY;INTERVAL=4294967296", "INTERVAL"),
            ("FREQ=WEEKLY;COUNT=3;UNTIL=20270101", "not by both"),
            ("FREQ=WEEKLY;FREQ=DAILY", "twice"),
            ("FREQ=WEEKLY;BYDAY=", "BYDAY"),
            ("FREQ=WEEKLY;BYDAY=XX", "BYDAY"),
            ("FREQ=WEEKLY;BYDAY=1TU", "MONTHLY"),
            ("FREQ=MONTHLY;BYDAY=0MO", "BYDAY"),
            ("FREQ=MONTHLY;BYDAY=éMO", "BYDAY"),
            ("FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY"),
            ("FREQ=WEEKLY;BYMONTHDAY=3", "MONTHLY"),
            ("FREQ=YEARLY;BYMONTH=13", "BYMONTH"),
            ("FREQ=DAILY;BYHOUR=9,10,11", "firstStart"),
            ("FREQ=YEARLY;BYWEEKNO=20", "BYDAY"),
            ("FREQ=MONTHLY;BYSETPOS=1", "BYSETPOS"),
            ("FREQ=WEEKLY;UNTIL=2027-06-30", "UNTIL"),
            ("FREQ=WEEKLY;UNTIL=20270230", "UNTIL"),
            ("FREQ=WEEKLY;X-\u{202e}EVIL=1", "no part"),
            ("WEEKLY", "FREQ=WEEKLY"),
            (&long, "at most"),
        ] {
            let refused = RecurrenceRule::parse(text).expect_err(text);
            assert!(refused.0.contains(word), "{text}: {refused}");
            assert!(!refused.0.contains('\u{202e}'), "{refused}");
        }
    }
}
