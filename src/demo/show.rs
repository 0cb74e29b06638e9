//! The summary: what Rollcall found, for somebody who sees it for the first time.

use serde_json::{Value, json};

use super::academy::{CURRENCY, LANGUAGES, NAME, TIMETABLE, ZONE};
use super::format::{format_local, heading};
use super::lessons::{Lesson, LessonScript};
use super::seed::DemoLogin;
use super::timeline::bar;
use crate::demo::members::{MemberIds, name_of};
use crate::demo::results::{BlockedJson, DemoResults, MoneyJson, ReportJson, SumJson, UnmatchedJson};
use crate::domain::people::Role;
use crate::domain::time::Timestamp;
use crate::terminal::output::say;
use crate::terminal::text::{TerminalStyle, align_left, align_right, format_seconds};

/// Columns of a report's row.
const NAME_WIDTH: usize = 18;
const BAR_WIDTH: usize = 30;

/// Prints the lessons that demonstrate something, each with its reports.
pub fn lessons(
    scripts: &[(Lesson, LessonScript)],
    found: &DemoResults,
    members: &MemberIds,
    paint: TerminalStyle,
) -> anyhow::Result<()> {
    heading("Lessons worth a look", paint);
    say!(
        "{}",
        paint.dim(
            "  each bar is the planned time of the lesson: █ seen there, ▒ start or end not seen, · not there"
        )
    );
    let mut ordinary = 0;
    for (lesson, script) in scripts {
        let Some(attendance) = found.attendance.get(&lesson.id) else { continue };
        let Some(point) = script.highlight else {
            ordinary += 1;
            continue;
        };
        let minutes = lesson.end.since(lesson.start) / 60_000;
        say!(
            "\n  {}  {}{}",
            paint.bold(&format!("{}  {}", format_local(lesson.start, "%a %e %b %H:%M"), lesson.series.title)),
            paint.dim(&format!("{minutes} min on {}, {}: ", lesson.platform(), attendance.status)),
            paint.cyan(point),
        );
        for report in attendance.reports()? {
            say!("    {}", row(&report, lesson, found.as_of, members, paint));
        }
        for identity in &attendance.unmatched {
            let name = identity["displayName"].as_str().or(identity["value"].as_str()).unwrap_or_default();
            say!("    {} {}", align_left(name, NAME_WIDTH), paint.yellow("unknown to everybody so far"));
        }
    }
    say!("\n  and {ordinary} lessons in which everything went well.");
    Ok(())
}

fn row(
    report: &ReportJson,
    lesson: &Lesson,
    as_of: Timestamp,
    members: &MemberIds,
    paint: TerminalStyle,
) -> String {
    let outcome = match (report.outcome.as_str(), report.is_late) {
        ("present", true) => paint.yellow(&align_left("late", 8)),
        ("present", false) => paint.green(&align_left("present", 8)),
        ("absent", _) => paint.red(&align_left("absent", 8)),
        (other, _) => paint.yellow(&align_left(other, 8)),
    };
    format!(
        "{} {} {outcome} {} {}  {}",
        align_left(&members.name_of_id(&report.person_id), NAME_WIDTH),
        paint.dim(&align_left(&report.role, 7)),
        align_right(&format_seconds(report.credited_seconds), 7),
        bar(report, lesson, as_of, BAR_WIDTH),
        paint.dim(&reasons_text(report)),
    )
}

/// The reasons in a few words. Those shown in other columns, and late arrivals or early departures of less than a
/// minute, are left out.
fn reasons_text(report: &ReportJson) -> String {
    const NOTABLE: i64 = 60;
    let mut words = Vec::new();
    if let Some(stated) = &report.stated {
        words.push(stated.reason.clone());
    }
    if let Some(late) = report.late_seconds.filter(|late| *late >= NOTABLE) {
        words.push(format!("{} late", format_seconds(late)));
    }
    if let Some(early) = report.left_early_seconds.filter(|early| *early >= NOTABLE) {
        words.push(format!("{} early", format_seconds(early)));
    }
    if report.bridged_seconds > 0 {
        words.push(format!("{} bridged", format_seconds(report.bridged_seconds)));
    }
    let told = [
        "unseen_end",
        "unseen_start",
        "unmatched_participants",
        "unwatched_time",
        "unsettled",
        "final_by_timeout",
    ];
    let codes = report.reasons.iter().map(|reason| reason.code.as_str());
    words.extend(codes.filter(|code| told.contains(code)).map(|code| code.replace('_', " ")));
    words.join(", ")
}

/// Prints the month's bills and pay, with their totals.
pub fn money(found: &DemoResults, paint: TerminalStyle) {
    let billing = &found.billing;
    let range = format!(
        "{} to {}",
        format_local(billing.period.from, "%e %b").trim(),
        format_local(billing.period.to.plus(-1), "%e %b %Y").trim()
    );
    heading(&format!("What families owe, {range}"), paint);
    for family in &billing.families {
        for (index, student) in family.students.iter().enumerate() {
            let name = if index == 0 { &family.name } else { "" };
            say!("  {} {}", align_left(name, 16), sum_row(student, paint));
        }
        if family.students.len() > 1 {
            say!(
                "  {} {}",
                align_left("", 16 + NAME_WIDTH + 20),
                paint.bold(&align_right(&family.total.amount, 9))
            );
        }
    }
    total(&billing.total, &billing.blocked, paint);
    heading(&format!("What teachers earn, {range}"), paint);
    for teacher in &found.payroll.teachers {
        say!("  {} {}", align_left("", 16), sum_row(teacher, paint));
    }
    total(&found.payroll.total, &found.payroll.blocked, paint);
}

fn sum_row(sum: &SumJson, paint: TerminalStyle) -> String {
    format!(
        "{} {} {} {}  {}",
        align_left(&sum.name, NAME_WIDTH),
        align_right(&format!("{} ×", sum.sessions), 5),
        align_right(&format_seconds(sum.seconds), 9),
        align_right(&sum.amount.amount, 13),
        paint.yellow(&blocked(&sum.blocked)),
    )
}

fn total(total: &MoneyJson, held: &BlockedJson, paint: TerminalStyle) {
    let amount = format!("{} {}", align_right(&total.amount, 13), total.currency);
    let held = blocked(held);
    say!("  {} {}  {}", align_left("total", 16 + NAME_WIDTH + 16), paint.bold(&amount), paint.yellow(&held));
}

fn blocked(held: &BlockedJson) -> String {
    let each: Vec<String> =
        held.iter().map(|(why, lines)| format!("{lines} held back: {}", why.replace('_', " "))).collect();
    each.join(", ")
}

/// Prints what somebody has to decide, each with the request that does it.
pub fn open_questions(
    found: &DemoResults,
    scripts: &[(Lesson, LessonScript)],
    base: &str,
    members: &MemberIds,
    paint: TerminalStyle,
) -> anyhow::Result<()> {
    heading("What waits for somebody", paint);
    for UnmatchedJson { id, value, display_name, sessions, proposals } in &found.unmatched {
        let seen: Vec<String> = sessions
            .iter()
            .map(|seen| {
                format!(
                    "{} on {}",
                    seen.title.as_deref().unwrap_or("a lesson"),
                    format_local(seen.start, "%e %b").trim()
                )
            })
            .collect();
        let name = display_name.as_deref().unwrap_or(value);
        say!(
            "  {} “{name}” was in {}, and nobody knows who that is. Say it, and the past follows:",
            paint.yellow("?"),
            seen.join(", ")
        );
        let likely = proposals.first().map_or_else(|| members.id("misha"), |one| one.person_id.clone());
        let body = json!({"personId": likely});
        request(base, &format!("/api/v1/unmatched/{id}/bind"), &body, paint);
    }
    if found.billing.blocked.contains_key("missing_rate") {
        let course = TIMETABLE.iter().find(|series| series.kind == "interactive_course");
        let title = course.map_or("", |series| series.title);
        say!("  {} {title}: nobody has said what it costs. Say it, and its lines follow:", paint.yellow("?"));
        let from = format_local(found.billing.period.from, "%Y-%m-%d");
        let body =
            json!({"for": "charge", "kind": "interactive_course", "perHour": "80.00", "validFrom": from});
        request(base, "/api/v1/rates", &body, paint);
    }
    for (lesson, _) in scripts {
        let Some(attendance) =
            found.attendance.get(&lesson.id).filter(|one| one.needs_review && one.unmatched.is_empty())
        else {
            continue;
        };
        for report in attendance.reports()?.iter().filter(|report| report.outcome == "unknown") {
            let name = members.name_of_id(&report.person_id);
            let title = lesson.series.title;
            say!(
                "  {} {name} in {title} on {}: what nobody saw makes nobody absent. Say what is true:",
                paint.yellow("?"),
                format_local(lesson.start, "%e %b").trim()
            );
            let body = json!({"personId": report.person_id, "outcome": "present", "creditedSeconds": 1500, "reason": "says the teacher"});
            request(base, &format!("/api/v1/sessions/{}/overrides", lesson.id), &body, paint);
        }
    }
    Ok(())
}

fn request(base: &str, path: &str, body: &Value, paint: TerminalStyle) {
    let line = format!(
        "      curl -H \"Authorization: Bearer $TOKEN\" -H 'content-type: application/json' -d '{body}' \\\n        {base}{path}"
    );
    say!("{}", paint.dim(&line));
}

/// Prints the addresses and logins with which to go on.
pub fn welcome(base: &str, logins: &[DemoLogin], paint: TerminalStyle) {
    heading(&format!("{NAME} is at {base}"), paint);
    say!("  every route, to be tried   {}", paint.cyan(&format!("{base}/docs")));
    say!("  the jobs and their runs    {}", paint.cyan(&format!("{base}/api/v1/jobs")));
    say!("  amounts are in {CURRENCY}, times are those of {}\n", ZONE.name());
    for login in logins {
        say!(
            "  {} {} {} {}",
            align_left(login.role, 12),
            align_left(login.name, NAME_WIDTH),
            align_left(login.email, 25),
            paint.bold(&login.password)
        );
    }
    if let Some(admin) = logins.iter().find(|login| login.role == "admin") {
        let body = json!({"email": admin.email, "password": admin.password});
        let line = format!(
            "\n  TOKEN=$(curl -s -H 'content-type: application/json' -d '{body}' \\\n    {base}/api/v1/logins | sed 's/.*\"token\":\"\\([^\"]*\\)\".*/\\1/')"
        );
        say!("{}", paint.dim(&line));
    }
}

/// Prints one login with the address that logs in by itself.
pub fn say_door(base: &str, login: &DemoLogin, path: &str, paint: TerminalStyle) {
    let address = paint.cyan(&format!("{base}{path}"));
    say!("  {} {} {address}", align_left(login.role, 12), align_left(login.name, NAME_WIDTH));
}

/// Prints an address for each role that logs in by itself, and those of whoever has chosen a language.
pub fn doors(base: &str, logins: &[DemoLogin], paths: &[String], paint: TerminalStyle) {
    let say_door = |(login, path): (&DemoLogin, &String)| say_door(base, login, path, paint);
    let every = || logins.iter().zip(paths);
    heading("Open one of these: each logs in by itself", paint);
    for role in Role::ALL {
        if let Some(first) = every().find(|(login, _)| login.role == role.as_str()) {
            say_door(first);
        }
    }
    heading("The same in Russian and in Hindi; the parent's is in Arabic", paint);
    let has_language = |name: &str| LANGUAGES.iter().any(|(key, _)| name_of(key) == name);
    every().filter(|(login, _)| login.role != "parent" && has_language(login.name)).for_each(say_door);
}
