//! The part of the summary about what is planned and paid ahead: timetables, subscriptions, and the lesson that one can enter.

use super::academy::{CURRENCY, HOLIDAY};
use super::check::CheckedCounts;
use super::format::{format_local, heading};
use super::lessons::Lesson;
use super::media::MediaConnection;
use super::members::{MemberIds, name_of};
use super::seed::DemoLogin;
use super::show::say_door;
use super::subscriptions::{DemoLedgers, LedgerJson};
use super::timetables::CheckedTimetables;
use crate::domain::money::amount::{Currency, Money};
use crate::terminal::output::say;
use crate::terminal::text::{TerminalStyle, align_left, align_right};

const NAME_WIDTH: usize = 18;

/// Prints what is planned: each timetable's lessons are drawn by themselves.
pub fn timetables(checked: &CheckedTimetables, paint: TerminalStyle) {
    let CheckedTimetables { timetables, lessons, holiday } = checked;
    heading("Planned once, drawn eight weeks ahead", paint);
    say!(
        "  {timetables} timetables have {lessons} lessons; {HOLIDAY} on {} has none",
        holiday.format("%e %b").to_string().trim()
    );
}

/// Prints each subscription with its balance.
pub fn subscriptions(
    found: &DemoLedgers,
    checked: &CheckedCounts,
    members: &MemberIds,
    paint: TerminalStyle,
) {
    heading("What is paid ahead", paint);
    for ledger in &found.ledgers {
        let package = ledger.package_id.as_ref().and_then(|id| found.packages.get(id));
        say!(
            "  {} {} {}  {}",
            align_left(&members.name_of_id(&ledger.person_id), NAME_WIDTH),
            align_left(package.map_or("", String::as_str), 22),
            align_right(&format!("{} of {} left", ledger.left, ledger.granted), 13),
            paint.yellow(&notes(ledger).join(", ")),
        );
    }
    let worth = Currency::from_code(CURRENCY)
        .map(|currency| Money::new(checked.covered_minor, currency).to_decimal_string())
        .unwrap_or_default();
    say!("  {} lessons are covered; by the rates they would cost {worth} {CURRENCY}", checked.covered);
}

fn notes(ledger: &LedgerJson) -> Vec<String> {
    let mut notes = Vec::new();
    match ledger.lapsed_at {
        Some(at) => {
            let lapsed: i64 =
                ledger.entries.iter().filter(|one| one.reason == "lapsed").map(|one| -one.change).sum();
            notes.push(format!("{lapsed} lapsed on {}", format_local(at.plus(-1), "%e %b").trim()));
        }
        None if ledger.low_balance => notes.push("low".to_owned()),
        None => {}
    }
    let given_back = ledger.entries.iter().filter(|one| one.session_id.is_some() && one.change > 0);
    match given_back.count() {
        0 => {}
        count => notes.push(format!("{count} given back")),
    }
    match ledger.unscheduled.len() {
        0 => {}
        count => notes.push(format!("{count} without a time yet")),
    }
    notes
}

/// Prints which lesson can be entered, at which address, and the doors of those who are in it.
pub fn room(
    server: &MediaConnection,
    lessons: &[Lesson],
    base: &str,
    doors: &[(&DemoLogin, &String)],
    paint: TerminalStyle,
) {
    let Some(first) = lessons.first() else { return };
    heading("A room that you can enter", paint);
    let (from, to) = (format_local(first.start, "%H:%M"), format_local(first.end, "%H:%M"));
    say!(
        "  {}, {from} to {to} on {}: open each of these in a browser of its own, and then the room",
        first.series.title,
        server.url
    );
    for key in first.series.students.iter().chain([&first.series.teacher]).rev() {
        for (login, path) in doors.iter().filter(|(login, _)| login.name == name_of(key)) {
            say_door(base, login, path, paint);
        }
    }
    say!("  {}", paint.cyan(&format!("{base}/sessions/{}/room", first.id)));
    let hint = format!(
        "  It sends its webhooks to {} if its configuration says so; else who is there is asked every 30 s.",
        server.webhook_url
    );
    say!("{}", paint.dim(&hint));
}

/// Prints what was checked, and held.
pub fn checked(
    checked: &CheckedCounts,
    planned: &CheckedTimetables,
    found: &DemoLedgers,
    paint: TerminalStyle,
) {
    let CheckedCounts { sessions, reports, lines, covered, .. } = checked;
    let mark = paint.green("✓");
    say!(
        "\n  {mark} every lesson of {} timetables is there once ({} of them)",
        planned.timetables,
        planned.lessons
    );
    say!(
        "  {mark} each of {} balances is the sum of its ledger, and {covered} charges of nothing are the lessons that the ledgers count",
        found.ledgers.len()
    );
    say!(
        "  {mark} each sum is that of its parts, and all of it ({sessions} sessions, {reports} reports, {lines} lines) equals `rollcall replay` of its export"
    );
}
