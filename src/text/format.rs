//! Dates, clock times, numbers and durations as a locale writes them (ICU4X). The clock has 24 hours everywhere: a page
//! that finance and families compare must not say 5:12 for two moments.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};
use icu::calendar::{Date, Gregorian};
use icu::collator::options::CollatorOptions;
use icu::collator::{Collator, CollatorBorrowed};
use icu::datetime::fieldsets::{self, E, MDE, T, YM, YMD, YMDE};
use icu::datetime::{FixedCalendarDateTimeFormatter, NoCalendarFormatter};
use icu::decimal::DecimalFormatter;
use icu::decimal::input::Decimal;
use icu::locale::Locale as IcuLocale;
use icu::time::Time;

use super::locale::Locale;
use crate::domain::people::preferences::Language;

type DateFormatter<F> = FixedCalendarDateTimeFormatter<Gregorian, F>;

/// Writes whole numbers and decimals.
pub struct Numbers(DecimalFormatter);

impl Numbers {
    pub fn of(tag: &str) -> Option<Numbers> {
        let locale: IcuLocale = tag.parse().ok()?;
        DecimalFormatter::try_new(locale.into(), Default::default()).ok().map(Numbers)
    }

    pub fn write(&self, number: impl Into<Decimal>) -> String {
        self.0.format(&number.into()).to_string()
    }
}

/// What writes the values of one locale.
pub struct Formats {
    numbers: Numbers,
    clock: NoCalendarFormatter<T>,
    clock_with_seconds: NoCalendarFormatter<T>,
    day: DateFormatter<MDE>,
    weekday: DateFormatter<E>,
    date: DateFormatter<YMD>,
    long_date: DateFormatter<YMDE>,
    month: DateFormatter<YM>,
    collator: CollatorBorrowed<'static>,
}

/// The formats of a locale, made once.
pub fn of(locale: Locale) -> &'static Formats {
    static ALL: OnceLock<BTreeMap<Locale, Formats>> = OnceLock::new();
    let all = ALL.get_or_init(|| {
        let locales = Language::ALL.iter().flat_map(|language| {
            [false, true].map(|arabic_digits| Locale { language: *language, arabic_digits })
        });
        locales.map(|locale| (locale, Formats::new(locale))).collect()
    });
    &all[&locale]
}

impl Formats {
    /// # Panics
    /// Never with the data that is compiled in: a test makes them all.
    fn new(locale: Locale) -> Formats {
        let icu: IcuLocale = format!("{}-u-hc-h23", locale.tag()).parse().expect("a tag of `Locale::tag`");
        let prefs = || icu.clone().into();
        Formats {
            numbers: Numbers::of(locale.tag()).expect("data of this locale"),
            clock: NoCalendarFormatter::try_new(prefs(), T::hm()).expect("data of this locale"),
            clock_with_seconds: NoCalendarFormatter::try_new(prefs(), T::hms()).expect("data of this locale"),
            day: DateFormatter::try_new(prefs(), MDE::medium()).expect("data of this locale"),
            weekday: DateFormatter::try_new(prefs(), E::medium()).expect("data of this locale"),
            date: DateFormatter::try_new(prefs(), YMD::medium()).expect("data of this locale"),
            long_date: DateFormatter::try_new(prefs(), fieldsets::YMDE::long()).expect("data of this locale"),
            month: DateFormatter::try_new(prefs(), YM::long()).expect("data of this locale"),
            collator: Collator::try_new(icu.into(), CollatorOptions::default()).expect("data of this locale"),
        }
    }

    /// `1,234`
    pub fn number(&self, number: i64) -> String {
        self.numbers.write(number)
    }

    /// A decimal written in ASCII, as amounts of money are: `1234.50` becomes `1,234.50`.
    pub fn decimal(&self, text: &str) -> String {
        text.parse::<Decimal>().map_or_else(|_| text.to_owned(), |number| self.numbers.write(number))
    }

    /// `17:12`
    pub fn clock(&self, time: NaiveTime) -> String {
        self.clock.format(&icu_time(time)).to_string()
    }

    /// `17:12:04`
    pub fn clock_with_seconds(&self, time: NaiveTime) -> String {
        self.clock_with_seconds.format(&icu_time(time)).to_string()
    }

    /// `Wed, 4 Nov`
    pub fn day(&self, day: NaiveDate) -> String {
        self.day.format(&icu_date(day)).to_string()
    }

    /// `Wed`
    pub fn weekday(&self, day: NaiveDate) -> String {
        self.weekday.format(&icu_date(day)).to_string()
    }

    /// `4 Nov 2026`
    pub fn date(&self, day: NaiveDate) -> String {
        self.date.format(&icu_date(day)).to_string()
    }

    /// `Wednesday, 4 November 2026`
    pub fn long_date(&self, day: NaiveDate) -> String {
        self.long_date.format(&icu_date(day)).to_string()
    }

    /// `November 2026`
    pub fn month(&self, year: i32, month: u32) -> String {
        let day = NaiveDate::from_ymd_opt(year, month, 1).unwrap_or(NaiveDate::MIN);
        self.month.format(&icu_date(day)).to_string()
    }

    /// Minutes and seconds, `41:19`, with hours where there are any, `1:05:10`.
    pub fn duration(&self, seconds: i64) -> String {
        let (sign, seconds) = if seconds < 0 { ("−", -seconds) } else { ("", seconds) };
        let two = |number: i64| self.digits(&format!("{number:02}"));
        let (hours, minutes, rest) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
        match hours {
            0 => format!("{sign}{}:{}", self.digits(&minutes.to_string()), two(rest)),
            _ => format!("{sign}{}:{}:{}", self.number(hours), two(minutes), two(rest)),
        }
    }

    /// The digits of a text as the locale writes them, ungrouped.
    fn digits(&self, text: &str) -> String {
        text.chars()
            .map(|c| {
                c.to_digit(10).map_or_else(|| c.to_string(), |digit| self.numbers.write(i64::from(digit)))
            })
            .collect()
    }

    /// The order of two names in this language.
    pub fn compare(&self, a: &str, b: &str) -> std::cmp::Ordering {
        self.collator.compare(a, b)
    }
}

fn icu_date(day: NaiveDate) -> Date<Gregorian> {
    let (month, date) = (u8::try_from(day.month()).unwrap_or(1), u8::try_from(day.day()).unwrap_or(1));
    Date::try_new_gregorian(day.year(), month, date)
        .unwrap_or_else(|_| Date::try_new_gregorian(1970, 1, 1).expect("a day of the calendar"))
}

fn icu_time(time: NaiveTime) -> Time {
    let part = |value: u32| u8::try_from(value).unwrap_or(0);
    Time::try_new(part(time.hour()), part(time.minute()), part(time.second()), 0)
        .unwrap_or_else(|_| Time::start_of_day())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn formats(language: Language, arabic_digits: bool) -> &'static Formats {
        of(Locale { language, arabic_digits })
    }

    #[test]
    fn values_are_written_as_the_language_writes_them() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 4).expect("a day");
        let time = NaiveTime::from_hms_opt(17, 12, 4).expect("a time");
        let (en, ar, ar_digits) = (
            formats(Language::English, false),
            formats(Language::Arabic, false),
            formats(Language::Arabic, true),
        );
        let (ru, hi) = (formats(Language::Russian, false), formats(Language::Hindi, false));
        assert_eq!(en.clock(time), "17:12");
        assert_eq!(en.long_date(day), "Wednesday, 4 November 2026");
        assert_eq!(ru.month(2026, 11), "ноябрь 2026\u{202f}г.");
        assert_eq!(hi.number(1_234_567), "12,34,567");
        assert_eq!(en.decimal("1322.74"), "1,322.74");
        assert_eq!(ar.duration(2_479), "41:19");
        assert_eq!(ar_digits.duration(3_910), "١:٠٥:١٠");
        assert_eq!(ar_digits.number(12), "١٢");
        assert!(ar.clock(time).contains("17:12"), "{}", ar.clock(time));
        assert!(hi.clock(time).contains("17:12"), "{}", hi.clock(time));
        assert_eq!(ru.compare("Ёлка", "Жук"), std::cmp::Ordering::Less);
    }
}
