//! Who comes to the gym of the demo and when: the habits of its members, and the morning that the demo starts in.

use chrono::{Days, NaiveDate, NaiveTime};
use chrono_tz::Tz;

use crate::domain::time::calendar::local_instant;
use crate::domain::time::{MINUTE, Span, Timestamp};

/// Whoever can log in; comes in the mornings, and not yet today.
pub const VISITOR: usize = 0;
/// Forgot to scan when leaving yesterday evening.
pub const FORGETFUL: usize = 5;
/// Came a minute apart with one telephone.
pub const SHARING: (usize, usize) = (8, 9);
/// Reads the code of an old printout, and goes to the desk.
pub const WITH_OLD_PRINTOUT: usize = 12;
/// Reads the code of the bar first.
pub const CONFUSED: usize = 14;
/// Whose membership ended some days ago, and whose was paused.
pub const EXPIRED: usize = 31;
pub const PAUSED: usize = 32;
/// Whose plan takes no codes.
pub const AT_THE_DESK: usize = 33;

/// How many days ago the membership of `EXPIRED` ended, and that of `PAUSED` was paused.
pub const EXPIRED_DAYS: i64 = 9;
pub const PAUSED_DAYS: i64 = 6;
/// Days before today on which members came.
pub const TRAFFIC_DAYS: i64 = 29;

pub const MEMBERS: &[&str] = &[
    "Dana Brook",
    "Marcus Lindt",
    "Aaliyah Simmons",
    "Tomasz Zieliński",
    "Priya Raman",
    "Oskar Nyberg",
    "Lucía Ferrer",
    "Kofi Mensah",
    "Hannah Weiss",
    "Jonas Weiss",
    "Mina Takahashi",
    "Rafael Souza",
    "Elif Aydın",
    "George Papadakis",
    "Sofia Marchetti",
    "Daniel Okafor",
    "Nadia Petrenko",
    "Liam Gallagher",
    "Chloé Bernard",
    "Arjun Mehta",
    "Freya Sørensen",
    "Mateo Rojas",
    "Ivana Horvat",
    "Samuel Kiptoo",
    "Leïla Haddad",
    "Peter Novák",
    "Grace Lim",
    "Emre Kaya",
    "Ингрид Волкова",
    "ياسر منصور",
    "Zoë van Dijk",
    "Victor Petit",
    "Alma Jensen",
    "Walter Brandt",
    "李娜",
    "Ruth Cohen",
];

/// One stay: minutes before now of coming and of leaving; `None`: still there.
pub struct GymStay {
    pub member: usize,
    pub came: i64,
    pub left: Option<i64>,
}

const fn stay(member: usize, came: i64, left: i64) -> GymStay {
    GymStay { member, came, left: Some(left) }
}

const fn inside(member: usize, came: i64) -> GymStay {
    GymStay { member, came, left: None }
}

/// This morning by codes. One member comes twice.
pub const THIS_MORNING: &[GymStay] = &[
    stay(1, 236, 170),
    stay(2, 228, 150),
    stay(3, 215, 161),
    stay(4, 200, 131),
    stay(6, 190, 121),
    stay(7, 171, 98),
    stay(10, 160, 85),
    stay(11, 150, 64),
    stay(13, 131, 41),
    inside(1, 61),
    inside(SHARING.0, 53),
    inside(SHARING.1, 52),
    inside(CONFUSED, 47),
    inside(15, 44),
    inside(16, 38),
    inside(17, 33),
    inside(18, 27),
    inside(19, 21),
    inside(20, 17),
    inside(21, 12),
    inside(22, 6),
    inside(23, 3),
];

/// When a member was there on the day so many days ago. `None` as the end: nobody saw it.
pub fn habit(
    member: usize,
    days_ago: i64,
    today: NaiveDate,
    zone: Tz,
) -> Option<(Timestamp, Option<Timestamp>)> {
    let number = i64::try_from(member).unwrap_or_default();
    let is_forgotten = member == FORGETFUL && days_ago == 1;
    let may_come = match member {
        EXPIRED => days_ago > EXPIRED_DAYS,
        PAUSED => days_ago > PAUSED_DAYS,
        AT_THE_DESK => false,
        _ => true,
    };
    // Each has their rhythm: every fourth to eighth day.
    let comes = (days_ago + number) % (4 + number % 5) == 0;
    if !may_come || !(comes || is_forgotten) {
        return None;
    }
    // Two in five are there before work, one at noon, the others in the evening; all come a little earlier or later.
    let (first, spread) = match member % 5 {
        1 | 2 => (6 * 60 + 40, 95),
        4 => (11 * 60 + 30, 90),
        _ if member == VISITOR => (7 * 60, 60),
        _ => (17 * 60 + 30, 130),
    };
    let minutes = first + (number * 37 + days_ago * 23) % spread;
    let date = today.checked_sub_days(Days::new(u64::try_from(days_ago).ok()?))?;
    let midnight = local_instant(date.and_time(NaiveTime::MIN), zone);
    let came = midnight.plus(minutes * MINUTE + (number * 7_919 + days_ago * 104_729) % MINUTE);
    let length = 45 + (number * 11 + days_ago * 5) % 45;
    Some((came, (!is_forgotten).then(|| came.plus(length * MINUTE))))
}

/// When a member's code was read within a span, by habit.
pub fn habitual_scans(member: usize, within: Span, today: NaiveDate, zone: Tz) -> Vec<Timestamp> {
    let days = (1..=TRAFFIC_DAYS).rev();
    let visits = days.filter_map(|days_ago| habit(member, days_ago, today, zone));
    visits.flat_map(|(came, left)| [Some(came), left]).flatten().filter(|at| within.contains(*at)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::HOUR;

    #[test]
    fn visits_end_on_their_day_and_no_member_is_twice_inside() {
        let today = NaiveDate::from_ymd_opt(2026, 3, 30).expect("a day");
        let zone = chrono_tz::Europe::London;
        let mut hours = [0; 24];
        for member in 0..MEMBERS.len() {
            let visits = (1..=TRAFFIC_DAYS).filter_map(|day| habit(member, day, today, zone));
            for (came, left) in visits {
                use chrono::Timelike;
                let hour = came.to_utc().with_timezone(&zone).hour();
                hours[hour as usize] += 1;
                assert!((6..21).contains(&hour) && left.is_none_or(|left| left.since(came) < 2 * HOUR));
            }
        }
        let (morning, noon, evening) = (
            hours[6..9].iter().sum::<i32>(),
            hours[14..16].iter().sum::<i32>(),
            hours[17..20].iter().sum::<i32>(),
        );
        assert!(morning > 40 && evening > 40 && noon == 0, "{hours:?}");
        let inside = THIS_MORNING.iter().filter(|one| one.left.is_none());
        let mut members: Vec<usize> = inside.map(|one| one.member).collect();
        members.sort_unstable();
        members.dedup();
        assert_eq!(members.len(), THIS_MORNING.iter().filter(|one| one.left.is_none()).count());
    }
}
