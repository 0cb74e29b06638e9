//! Rules against what python-dateutil makes of them (`expanded.txt`), and lessons over every change of clocks of a year.

use chrono::{Datelike, NaiveTime, TimeDelta, TimeZone, Timelike};

use super::*;
use crate::domain::time::Timestamp;

/// Zones that change their clocks in different ways: by an hour, half an hour, two hours, at midnight, for Ramadan, at a
/// quarter to, in the south, and not at all.
const ZONES: [Tz; 12] = [
    Tz::America__New_York,
    Tz::Europe__London,
    Tz::Europe__Berlin,
    Tz::Australia__Lord_Howe,
    Tz::Africa__Casablanca,
    Tz::Africa__Cairo,
    Tz::Asia__Beirut,
    Tz::America__Santiago,
    Tz::America__Havana,
    Tz::Pacific__Chatham,
    Tz::Antarctica__Troll,
    Tz::Asia__Riyadh,
];

fn day(text: &str) -> NaiveDate {
    ["%Y-%m-%d", "%Y%m%d"]
        .iter()
        .find_map(|format| NaiveDate::parse_from_str(text, format).ok())
        .expect("a day")
}

fn schedule(zone: Tz, first: &str, rule: &str) -> Schedule {
    Schedule {
        time_zone: zone,
        first_start: first.parse().expect("a local time"),
        duration_minutes: 60,
        rule: RecurrenceRule::parse(rule).expect("a rule"),
        except: BTreeSet::new(),
    }
}

#[test]
fn rules_mean_the_days_that_others_make_of_them() {
    let mut cases = 0;
    for line in include_str!("expanded.txt").lines() {
        let [rule, first, days] = line.split(' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let days: Vec<NaiveDate> = days.split(',').map(day).collect();
        let all = schedule(Tz::UTC, &format!("{first}T10:00:00"), rule);
        let last = days.last().copied().expect("days");
        // Where there are fewer than 14 the rule has ended, or goes on after 2060.
        let to = if days.len() < 14 { day("2060-12-31") } else { last };
        let found: Vec<NaiveDate> =
            all.occurrences(day("2000-01-01"), to).iter().map(|one| one.day).collect();
        assert_eq!(found, days, "{rule} from {first}");
        cases += 1;
    }
    assert!(cases > 100);
}

#[test]
fn no_lesson_is_lost_doubled_or_shifted_by_a_change_of_clocks() {
    for zone in ZONES {
        let mut changes = 0;
        for hours in 0..366 * 24 {
            let at = |hours: i64| {
                let instant = day("2026-01-01").and_time(NaiveTime::MIN) + TimeDelta::hours(hours);
                chrono::Offset::fix(&zone.offset_from_utc_datetime(&instant)).local_minus_utc()
            };
            changes += usize::from(at(hours) != at(hours + 1));
        }
        assert_eq!(changes == 0, zone == Tz::Asia__Riyadh, "{zone} has {changes} changes in 2026");
        for weekday in rule::WEEK {
            for half_hours in 0..48 {
                let time = NaiveTime::from_hms_opt(half_hours / 2, half_hours % 2 * 30, 0).expect("a time");
                check_year(zone, weekday, time);
            }
        }
    }
}

fn check_year(zone: Tz, weekday: chrono::Weekday, time: NaiveTime) {
    let code = rule::weekday_code(weekday);
    let first = day("2026-01-01").and_time(time);
    let lessons =
        schedule(zone, &first.format("%Y-%m-%dT%H:%M:%S").to_string(), &format!("FREQ=WEEKLY;BYDAY={code}"));
    let found = lessons.occurrences(day("2026-01-01"), day("2026-12-31"));
    let wanted: Vec<NaiveDate> =
        day("2026-01-01").iter_days().take(365).filter(|day| day.weekday() == weekday).collect();
    assert_eq!(found.iter().map(|one| one.day).collect::<Vec<_>>(), wanted, "{zone} {code} {time}");
    for one in &found {
        let local = one.planned.from.to_utc().with_timezone(&zone).naive_local();
        let just_before = one.planned.from.plus(-1).to_utc().with_timezone(&zone).naive_local();
        let planned = one.day.and_time(time);
        let is_skipped = zone.from_local_datetime(&planned).earliest().is_none();
        if is_skipped {
            assert!(just_before < planned && planned < local, "{zone} {planned}: {local}");
        } else {
            assert_eq!(local, planned, "{zone}");
            // In a fold the first of the two: nothing within the hours before shows the same time.
            let earlier = (1..=16).map(|quarters| one.planned.from.plus(-quarters * 15 * MINUTE));
            for instant in earlier {
                assert_ne!(instant.to_utc().with_timezone(&zone).naive_local(), planned, "{zone} {planned}");
            }
        }
        assert_eq!(one.planned.millis(), 60 * MINUTE);
    }
    for pair in found.windows(2) {
        let apart = pair[1].planned.from.since(pair[0].planned.from);
        assert!((apart - 7 * DAY).abs() <= 3 * 60 * MINUTE, "{zone} {time}: {apart}");
    }
}

#[test]
fn windows_part_the_lessons_so_that_each_is_in_one() {
    // Night after night a window further, over both changes of clocks, every lesson is drawn once.
    for zone in ZONES {
        let lessons = schedule(zone, "2026-01-01T02:30:00", "FREQ=DAILY");
        let start = Timestamp::from_millis(1_767_225_600_000);
        let mut drawn = Vec::new();
        for night in 0..365 {
            let from = start.plus(night * DAY);
            drawn.extend(lessons.occurrences_starting_in(Span::new(from, from.plus(DAY))));
        }
        let whole = lessons.occurrences_starting_in(Span::new(start, start.plus(365 * DAY)));
        assert_eq!(drawn, whole, "{zone}");
        let days: BTreeSet<NaiveDate> = drawn.iter().map(|one| one.day).collect();
        assert_eq!(days.len(), drawn.len(), "{zone}");
        assert!(drawn.len() >= 364, "{zone}");
    }
}

#[test]
fn exceptions_are_counted_and_left_out() {
    let mut lessons = schedule(Tz::Asia__Riyadh, "2026-12-01T16:00:00", "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=4");
    lessons.except.insert(day("2026-12-03"));
    let days: Vec<String> = lessons
        .occurrences(day("2026-01-01"), day("2027-12-31"))
        .iter()
        .map(|one| one.day.to_string())
        .collect();
    assert_eq!(days, ["2026-12-01", "2026-12-08", "2026-12-10"]);
}

#[test]
fn until_ends_with_its_local_day_or_with_its_time() {
    let count = |until: &str| {
        let rule = format!("FREQ=DAILY;UNTIL={until}");
        schedule(Tz::America__New_York, "2026-12-01T23:30:00", &rule)
            .occurrences(day("2026-12-01"), day("2026-12-31"))
            .len()
    };
    assert_eq!(count("20261205"), 5);
    assert_eq!(count("20261205T233000"), 5);
    assert_eq!(count("20261205T232959"), 4);
    // 23:30 in New York is 4:30 of the next day in UTC.
    assert_eq!(count("20261206T043000Z"), 5);
    assert_eq!(count("20261206T042959Z"), 4);
}

#[test]
fn a_rule_whose_day_never_comes_ends_all_the_same() {
    for rule in [
        "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31",
        "FREQ=DAILY;INTERVAL=7;BYDAY=MO",
        "FREQ=DAILY;UNTIL=20261130",
    ] {
        assert_eq!(schedule(Tz::UTC, "2026-12-01T10:00:00", rule).first_day(), None, "{rule}");
    }
    let leap = schedule(Tz::UTC, "2026-12-01T10:00:00", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=SU");
    assert_eq!(leap.first_day().map(|day| (day.year(), day.day())), Some((2032, 29)));
    assert!(leap.first_start.hour() == 10 && Schedule::is_allowed_start(leap.first_start));
}

#[test]
fn lessons_longer_than_the_time_to_the_next_overlap() {
    let mut lessons = schedule(Tz::UTC, "2026-12-01T10:00:00", "FREQ=WEEKLY;BYDAY=TU,WE");
    assert_eq!(lessons.overlap_with_itself(0), None);
    lessons.duration_minutes = 24 * 60;
    assert_eq!(lessons.overlap_with_itself(0), None, "one begins when the other ends");
    lessons.duration_minutes += 1;
    let (one, next) = lessons.overlap_with_itself(0).expect("Tuesday's reaches into Wednesday's");
    assert_eq!((one.day, next.day), (day("2026-12-01"), day("2026-12-02")));
    lessons.duration_minutes = 23 * 60;
    assert!(lessons.overlap_with_itself(90 * MINUTE).is_some(), "the teacher has no time between");
}

#[test]
fn weekdays_a_rule_names() {
    let named = |rule: &str| RecurrenceRule::parse(rule).expect("a rule").named_weekdays(day("2026-12-01"));
    use chrono::Weekday::*;
    assert_eq!(named("FREQ=WEEKLY"), [Tue]);
    assert_eq!(named("FREQ=WEEKLY;BYDAY=FR,MO"), [Mon, Fri]);
    assert_eq!(named("FREQ=DAILY").len(), 7);
    assert_eq!(named("FREQ=DAILY;INTERVAL=7"), [Tue]);
    assert_eq!(named("FREQ=MONTHLY;BYDAY=-1FR"), [Fri]);
    assert_eq!(named("FREQ=MONTHLY;BYMONTHDAY=15"), []);
}
