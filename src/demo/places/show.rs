//! What became of the day at each place, and who may look at it.

use std::collections::BTreeMap;

use super::campus::EventResults;
use super::centre::CentreReport;
use super::gym::GymResults;
use super::office::DemoOffice;
use crate::demo::format::heading;
use crate::demo::show::say_door;
use crate::domain::time::Timestamp;
use crate::terminal::output::say;
use crate::terminal::text::{TerminalStyle, align_left};

const NAME_WIDTH: usize = 18;
const TITLE_WIDTH: usize = 34;

/// The name of the place, and what its clocks show.
fn place(office: &DemoOffice, kind: &str, now: Timestamp) -> String {
    let local = now.to_utc().with_timezone(&office.zone);
    format!("{}, {kind}, where it is {} ({})", office.name, local.format("%H:%M"), office.zone.name())
}

/// Words with how often each occurs: `2 × revoked`.
fn counted(words: &[String]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for word in words {
        *counts.entry(word).or_default() += 1;
    }
    counts.iter().map(|(word, count)| format!("{count} × {word}")).collect::<Vec<_>>().join(", ")
}

pub fn gym(office: &DemoOffice, found: &GymResults, now: Timestamp, paint: TerminalStyle) {
    heading(&place(office, "a gym", now), paint);
    let GymResults { inside, check_ins, members, visits, estimated, refused, shared } = found;
    say!("  {inside} in now, {check_ins} check-ins today, {members} different members");
    say!("  {visits} visits in a month, {estimated} without an end that anybody saw: closed as estimated");
    say!("  refused: {}", paint.yellow(&counted(refused)));
    say!("  {shared} scan with a sign that a telephone is shared, which blocks nobody");
}

pub fn centre(
    office: &DemoOffice,
    [over, ongoing]: [&str; 2],
    reports: &[CentreReport],
    now: Timestamp,
    paint: TerminalStyle,
) {
    heading(&place(office, "a learning centre", now), paint);
    say!(
        "  {over} is over, {ongoing} goes on; who was in {over}, by its code or by a card at the reception:"
    );
    for report in reports {
        let outcome = match (report.outcome.as_str(), report.is_late) {
            ("present", false) => paint.green(&align_left("present", 8)),
            ("present", true) => paint.yellow(&align_left("late", 8)),
            (other, _) => paint.red(&align_left(other, 8)),
        };
        let findings = report.findings.join(", ");
        say!("    {} {outcome} {}", align_left(&report.name, NAME_WIDTH), paint.yellow(&findings));
    }
}

pub fn campus(office: &DemoOffice, events: &[EventResults], now: Timestamp, paint: TerminalStyle) {
    heading(&place(office, "a campus", now), paint);
    for event in events {
        let kind = match (event.is_external, event.is_paid) {
            (false, false) => "internal, free",
            (false, true) => "internal, paid",
            (true, false) => "external, free",
            (true, true) => "external, paid",
        };
        let waiting = match event.waiting {
            0 => String::new(),
            waiting => format!(", {waiting} waiting"),
        };
        let refused = match event.refused.len() {
            0 => String::new(),
            _ => format!("; refused: {}", paint.yellow(&counted(&event.refused))),
        };
        say!(
            "  {} {} {} {}: {} registered{waiting}, {} checked in{refused}",
            paint.bold(&align_left(event.title, TITLE_WIDTH)),
            align_left(kind, 14),
            align_left(&event.mode, 15),
            event.status,
            event.registered,
            event.checked_in,
        );
    }
}

/// Prints an address for each login of a place.
pub fn doors<'a>(
    kind: &str,
    office: &DemoOffice,
    base: &str,
    paths: impl Iterator<Item = &'a String>,
    paint: TerminalStyle,
) {
    heading(&format!("The same at {}, {kind}", office.name), paint);
    for (login, path) in office.logins.iter().zip(paths) {
        say_door(base, login, path, paint);
    }
}
