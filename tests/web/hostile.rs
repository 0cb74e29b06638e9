//! An organisation whose people are called what people are not called: markup, marks that turn the direction, characters
//! without width, formulas, quotes, escapes, and names that do not end.

use rollcall::domain::people::Role;
use rollcall::domain::time::Timestamp;
use rollcall::store::Write;
use rollcall::store::people::households::Household;

use crate::academy::{MINUTE, insert_person};
use crate::lessons::{insert_lesson, insert_stay};

/// How many people are called like that.
const PEOPLE: usize = 500;
/// How many of them sit in one lesson, and as many strangers with them.
const CLASS: usize = 60;
/// The longest name the program takes, in characters.
const LONGEST: usize = 200;

/// What is wrong with a name; `{n}` tells them apart.
const NAMES: [&str; 20] = [
    "<script>window.hacked={n}</script>",
    "<img src=x onerror=window.hacked={n}>",
    "\"><svg onload=window.hacked={n}>",
    "' autofocus onfocus='window.hacked={n}",
    "</title></textarea></select><script>window.hacked={n}</script>",
    "javascript:window.hacked={n}",
    "{{constructor.constructor('window.hacked={n}')()}}",
    "<!-- {n} --><iframe srcdoc='<script>parent.hacked={n}</script>'>",
    "\u{202e}gnp.{n}exe\u{2066}\u{2067}",
    "\u{202d}\u{202e}\u{200f}محمد {n}\u{202c}\u{2069}",
    "Z\u{200b}e\u{200d}r\u{feff}o\u{2060} {n}\u{00ad}",
    "=HYPERLINK(\"http://evil.example/{n}\")",
    "@SUM(1+{n})*cmd|' /C calc'!A0",
    "\\u0000\\x00%00 {n} \\",
    "O'Brien \"{n}\" `$(id)` ; DROP TABLE people --",
    "🧕🏽👩‍👩‍👧‍👦🇸🇦 {n}",
    "Z\u{0351}\u{036b}\u{0343}\u{036a}\u{0302}\u{036b}\u{033d}\u{034f}\u{0334}\u{0319}\u{0324}\u{031e}\u{0349}\u{035a}\u{032f} {n}",
    "Supercalifragilisticexpialidocious{n}",
    "مستشفى‌الأطفال‌الجامعي{n}",
    "{ $name } { \"{n}\" } -term[attr]",
];

/// The nth name, whole: every fifth is long, some ten thousand characters.
fn name(n: usize) -> String {
    let once = NAMES[n % NAMES.len()].replace("{n}", &n.to_string());
    match n % 5 {
        0 if n.is_multiple_of(10) => once.repeat(10_000 / once.chars().count() + 1),
        0 => format!("{once}{}", "W".repeat(LONGEST)),
        _ => once,
    }
}

pub async fn furnish(write: &mut Write, organization: &str, hash: &str, now: Timestamp) {
    let cut = |n: usize| -> String { name(n).chars().take(LONGEST).collect() };
    let admin = ("hostile-admin", "<b>Admin</b>", Role::Admin, None);
    insert_person(write, organization, admin, Some(hash), now).await;
    for n in 0..40 {
        let household =
            Household { id: format!("hostile-home-{n}"), name: cut(n), payer: None, created_at: now };
        write.insert_household(organization, &household).await.unwrap();
    }
    let ids: Vec<String> = (0..PEOPLE).map(|n| format!("hostile-{n}")).collect();
    for (n, id) in ids.iter().enumerate() {
        let role = if n == 0 { Role::Teacher } else { Role::Student };
        let home = format!("hostile-home-{}", n % 40);
        insert_person(write, organization, (id, &cut(n), role, Some(&home)), None, now).await;
    }
    let students: Vec<&str> = ids[1..=CLASS].iter().map(String::as_str).collect();
    let lessons = [("hostile-past-1", -24 * 60), ("hostile-running-1", -10), ("hostile-planned-1", 24 * 60)];
    for (n, (lesson, minutes)) in lessons.into_iter().enumerate() {
        let start = now.plus(minutes * MINUTE);
        insert_lesson(write, organization, (lesson, &cut(n)), (&ids[0], &students), start).await;
        if minutes > 0 {
            continue;
        }
        let to = (minutes < -60).then(|| start.plus(55 * MINUTE));
        for (n, id) in ids[..CLASS / 2].iter().enumerate() {
            insert_stay(write, organization, lesson, (id, &name(n)), start.plus(MINUTE), to).await;
        }
        for n in 0..CLASS {
            // What a platform says may be longer than any name of ours, and hold what no name of ours may.
            let display = format!("{}\0", name(n));
            let identity = format!("stranger-{n}-<b>\u{202e}");
            insert_stay(write, organization, lesson, (&identity, &display), start.plus(2 * MINUTE), to).await;
        }
    }
}
