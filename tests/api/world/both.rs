//! `alpha-both`: somebody of several roles, who stands to some sessions as their teacher (`taught`), to others as a
//! student beside somebody else's student (`attended`), to others as a parent (`childs`). Which roles they hold is the
//! test's to say. `beta-both` is the same in the other organisation.

use rollcall::domain::people::Role;
use rollcall::domain::session::Platform;
use rollcall::domain::time::Timestamp;
use rollcall::store::Write;
use rollcall::store::people::households::Household;

use super::rows::{joins, person, session};

/// How they stand to a session, with its teacher and its students; the first alone in most of them.
const STANDINGS: [(&str, &str, &[&str]); 3] = [
    ("taught", "both", &["pupil"]),
    ("attended", "colleague", &["both", "other-student"]),
    ("childs", "colleague", &["offspring", "other-student"]),
];

/// What they earn and what is charged for them and their child, and what the colleague earns beside.
pub const LINES_OF_BOTH: [(&str, &str, &str, &str); 5] = [
    ("taught-line", "pay", "taught-session", "both"),
    ("attended-line", "charge", "attended-session", "both"),
    ("childs-line", "charge", "childs-session", "offspring"),
    ("other-pay-line", "pay", "attended-session", "colleague"),
    ("other-fellow-line", "charge", "attended-session", "other-student"),
];

pub async fn furnish_both(write: &mut Write, organization: &str, now: Timestamp) {
    let of = |thing: &str| format!("{organization}-{thing}");
    let household = Household {
        id: of("both-home"),
        name: format!("{organization} both-home"),
        payer: Some(of("both")),
        created_at: now,
    };
    write.insert_household(organization, &household).await.unwrap();
    person(write, organization, "both", Role::Partner, Some("both-home"), true, now).await;
    person(write, organization, "offspring", Role::Student, Some("both-home"), true, now).await;
    person(write, organization, "pupil", Role::Student, None, true, now).await;
    person(write, organization, "colleague", Role::Teacher, None, true, now).await;
    let things = [
        ("session", Platform::Livekit, now),
        ("lesson", Platform::Livekit, now.plus(-600_000)),
        ("planned", Platform::Livekit, now.plus(86_400_000)),
        ("meeting", Platform::Meet, now.plus(86_400_000)),
    ];
    for (standing, teacher, students) in STANDINGS {
        for (thing, platform, start) in things {
            let students = if thing == "session" { students } else { &students[..1] };
            let id = format!("{standing}-{thing}");
            session(write, organization, &id, platform, (teacher, students), start).await;
        }
    }
    for who in ["both", "other-student"] {
        joins(write, organization, "attended-session", who, now).await;
    }
}
