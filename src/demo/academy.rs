//! The academy of the demo: who is there, what they pay and earn, and when they meet.

use chrono::Weekday;
use chrono::Weekday::{Mon, Sun, Thu, Tue, Wed};
use chrono_tz::Tz;

use super::wishes;
use crate::domain::people::preferences::Language;

pub const NAME: &str = "Noor Academy";
pub const ZONE: Tz = chrono_tz::Asia::Riyadh;
pub const CURRENCY: &str = "SAR";

/// A member of the academy. `key` names them in the scripts of the lessons; Rollcall never sees it.
pub struct Member {
    pub key: &'static str,
    pub name: &'static str,
    pub role: &'static str,
    pub household: Option<&'static str>,
    /// Only members with an address can log in.
    pub email: Option<&'static str>,
}

/// Somebody who can log in.
const fn with_login(
    key: &'static str,
    name: &'static str,
    role: &'static str,
    email: &'static str,
) -> Member {
    Member { key, name, role, household: None, email: Some(email) }
}

const fn family(
    key: &'static str,
    name: &'static str,
    role: &'static str,
    household: &'static str,
) -> Member {
    Member { key, name, role, household: Some(household), email: None }
}

/// Somebody who can log in and is told of the children.
const fn parent(
    key: &'static str,
    name: &'static str,
    household: &'static str,
    email: &'static str,
) -> Member {
    Member { key, name, role: "parent", household: Some(household), email: Some(email) }
}

const fn member(key: &'static str, name: &'static str, role: &'static str) -> Member {
    Member { key, name, role, household: None, email: None }
}

pub const ADMIN: &str = "admin@noor.example";
pub const SUPERADMIN: &str = "superadmin@noor.example";
/// Whose consent at Google is withdrawn half-way.
pub const ORGANIZER: &str = "organizer@noor.example";

pub const MEMBERS: &[Member] = &[
    with_login("finance", "Omar Siddiqui", "finance", "finance@noor.example"),
    with_login("aisha", "Aisha Rahman", "teacher", "aisha@noor.example"),
    with_login("yusuf", "يوسف كريم", "teacher", "yusuf@noor.example"),
    with_login("elena", "Елена Петрова", "teacher", "elena@noor.example"),
    Member {
        key: "huda",
        name: "Huda Al-Farsi",
        role: "parent",
        household: Some("Al-Farsi"),
        email: Some("huda@noor.example"),
    },
    Member {
        key: "layla",
        name: "Layla Al-Farsi",
        role: "student",
        household: Some("Al-Farsi"),
        email: Some("layla@noor.example"),
    },
    family("salim", "Salim Al-Farsi", "student", "Al-Farsi"),
    parent("imran", "Imran Khan", "Khan", "imran@noor.example"),
    family("zara", "Zara Khan", "student", "Khan"),
    family("bilal", "Bilal Khan", "student", "Khan"),
    parent("olga", "Ольга Иванова", "Ивановы", "olga@noor.example"),
    family("misha", "Миша Иванов", "student", "Ивановы"),
    Member {
        key: "anaya",
        name: "अनाया शर्मा",
        role: "student",
        household: Some("शर्मा"),
        email: Some("anaya@noor.example"),
    },
    parent("sunita", "सुनीता शर्मा", "शर्मा", "sunita@noor.example"),
    family("rohan", "रोहन शर्मा", "student", "शर्मा"),
    parent("munira", "منيرة العتيبي", "العتيبي", "munira@noor.example"),
    family("noura", "نورة العتيبي", "student", "العتيبي"),
    family("fahd", "فهد العتيبي", "student", "العتيبي"),
    member("chen", "陈伟", "student"),
    with_login("samira", "Samira Nasser", "moderator", "moderator@noor.example"),
    with_login("tariq", "Tariq Mansour", "organizer", ORGANIZER),
    with_login("lina", "Lina Haddad", "partner", "partner@noor.example"),
    with_login("reem", "Reem Saleh", "receptionist", "receptionist@noor.example"),
    // Of the lessons that run at any hour.
    member("khadija", "Khadija Noor", "teacher"),
    member("ibrahim", "Ibrahim Diallo", "teacher"),
    member("maryam", "Maryam Yilmaz", "teacher"),
    with_login("priya", "प्रिया वर्मा", "teacher", "priya@noor.example"),
    member("daud", "Daud Hassan", "teacher"),
    member("dina", "Dina Aziz", "student"),
    member("hamza", "Hamza Qureshi", "student"),
    member("sumaya", "Sumaya Ali", "student"),
    member("tomas", "Tomás García", "student"),
    member("ines", "Inès Benali", "student"),
    family("karim", "Karim Osman", "student", "Osman"),
    family("leila", "Leila Osman", "student", "Osman"),
    member("jonas", "Jonas Weber", "student"),
    member("sofia", "София Орлова", "student"),
    member("adam", "آدم حداد", "student"),
    with_login("yasmin", "Yasmin Farouk", "student", "yasmin@noor.example"),
];

/// Who has chosen a language; the pages of all others are in that of their browser, and their letters in English.
pub const LANGUAGES: &[(&str, Language)] = &[
    ("huda", Language::Arabic),
    ("munira", Language::Arabic),
    ("elena", Language::Russian),
    ("olga", Language::Russian),
    ("anaya", Language::Hindi),
    ("sunita", Language::Hindi),
];

/// Who is told more by e-mail than everybody is: of the own children whatever there is, or what matters of it.
pub const WISHES: &[(&str, &[&str])] = &[
    ("huda", wishes::EVERYTHING),
    ("imran", wishes::WHAT_MATTERS),
    ("olga", wishes::EVERYTHING),
    ("sunita", wishes::WHAT_MATTERS),
    ("munira", wishes::EVERYTHING),
];

/// A rate: what an hour or a session costs, or what a teacher is paid for it.
pub struct DemoRate {
    pub line: &'static str,
    pub person: Option<&'static str>,
    pub kind: Option<&'static str>,
    /// `perHour` or `perSession`.
    pub per: &'static str,
    pub amount: &'static str,
}

const fn pay(person: &'static str, per: &'static str, amount: &'static str) -> DemoRate {
    DemoRate { line: "pay", person: Some(person), kind: None, per, amount }
}

const fn charge(kind: &'static str, amount: &'static str) -> DemoRate {
    DemoRate { line: "charge", person: None, kind: Some(kind), per: "perHour", amount }
}

/// The interactive course has no rate on purpose, so that the demo shows lines held back for a missing rate.
pub const RATES: &[DemoRate] = &[
    charge("quran", "90.00"),
    charge("academic", "75.00"),
    charge("class", "60.00"),
    DemoRate { line: "charge", person: Some("bilal"), kind: None, per: "perHour", amount: "50.00" },
    pay("aisha", "perHour", "55.00"),
    pay("yusuf", "perHour", "48.50"),
    pay("elena", "perSession", "45.00"),
    pay("khadija", "perHour", "50.00"),
    pay("ibrahim", "perHour", "52.00"),
    pay("maryam", "perSession", "40.00"),
    pay("priya", "perHour", "49.00"),
    pay("daud", "perHour", "47.50"),
];

/// Lessons repeated every week, on one or several days: a timetable. Those of a lane (`lanes`) are on none.
pub struct Series {
    pub key: &'static str,
    pub title: &'static str,
    pub kind: &'static str,
    pub format: &'static str,
    pub platform: &'static str,
    pub teacher: &'static str,
    pub students: &'static [&'static str],
    pub days: &'static [Weekday],
    /// Local time of the start.
    pub hour: u32,
    pub minute: u32,
    /// Planned length.
    pub minutes: i64,
}

pub const TIMETABLE: &[Series] = &[
    Series {
        key: "layla",
        title: "Quran with Layla",
        kind: "quran",
        format: "individual",
        platform: "livekit",
        teacher: "aisha",
        students: &["layla"],
        days: &[Sun, Tue],
        hour: 16,
        minute: 0,
        minutes: 45,
    },
    Series {
        key: "zara",
        title: "Quran with Zara",
        kind: "quran",
        format: "individual",
        platform: "livekit",
        teacher: "aisha",
        students: &["zara"],
        days: &[Mon, Wed],
        hour: 16,
        minute: 0,
        minutes: 45,
    },
    Series {
        key: "noura",
        title: "Quran with Noura",
        kind: "quran",
        format: "individual",
        platform: "livekit",
        teacher: "aisha",
        students: &["noura"],
        days: &[Thu],
        hour: 16,
        minute: 0,
        minutes: 45,
    },
    Series {
        key: "misha",
        title: "Quran with Misha",
        kind: "quran",
        format: "individual",
        platform: "livekit",
        teacher: "aisha",
        students: &["misha"],
        days: &[Sun],
        hour: 17,
        minute: 0,
        minutes: 45,
    },
    Series {
        key: "maths",
        title: "Mathematics",
        kind: "academic",
        format: "group",
        platform: "livekit",
        teacher: "yusuf",
        students: &["salim", "bilal", "rohan"],
        days: &[Mon, Wed],
        hour: 17,
        minute: 0,
        minutes: 60,
    },
    Series {
        key: "course",
        title: "Calligraphy course",
        kind: "interactive_course",
        format: "course",
        platform: "livekit",
        teacher: "yusuf",
        students: &["chen", "noura"],
        days: &[Tue],
        hour: 17,
        minute: 0,
        minutes: 60,
    },
    Series {
        key: "english",
        title: "English",
        kind: "class",
        format: "group",
        platform: "meet",
        teacher: "elena",
        students: &["anaya", "fahd"],
        days: &[Sun, Thu],
        hour: 18,
        minute: 0,
        minutes: 50,
    },
    Series {
        key: "grammar",
        title: "Arabic grammar",
        kind: "academic",
        format: "individual",
        platform: "meet",
        teacher: "khadija",
        students: &["fahd"],
        days: &[Mon, Wed],
        hour: 19,
        minute: 0,
        minutes: 45,
    },
];

/// Days before today whose lessons are played.
pub const PLAYED_DAYS: i64 = 21;
/// The academy's holiday is the first day of lessons that is at least so many days ahead.
pub const HOLIDAY_DAYS_AHEAD: u64 = 10;
pub const HOLIDAY: &str = "Founding day";
