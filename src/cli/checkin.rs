//! `rollcall checkin repair`: makes stored modes and codes of events right, in all organisations. It prints what its
//! predecessor printed (doors.md section 4).

use clap::Subcommand;

use crate::app::App;
use crate::app::event::repair::{RepairReport, repair};
use crate::config::Config;
use crate::terminal::output::say;

/// How much of an id is printed.
const ID_CHARS: usize = 8;

#[derive(Debug, Subcommand)]
pub enum CheckinCommand {
    /// Compute the modes of events again, and clear or create codes of registrations.
    #[command(after_help = "Example:\n  rollcall checkin repair --dry-run")]
    Repair {
        /// Print what would change, and change nothing.
        #[arg(long)]
        dry_run: bool,
    },
}

pub async fn run(config: Config, CheckinCommand::Repair { dry_run }: CheckinCommand) -> anyhow::Result<()> {
    let app = App::attach(config).await?;
    let report = repair(&app, dry_run).await;
    app.store.close().await;
    for line in lines(&report?, dry_run) {
        say!("{line}");
    }
    Ok(())
}

fn lines(report: &RepairReport, is_dry_run: bool) -> Vec<String> {
    let mut lines = Vec::new();
    if is_dry_run {
        lines.push("Dry run: nothing is changed.".to_owned());
    }
    lines.push(format!("Found {} events to check", report.events));
    lines.push(format!("Total events checked: {}", report.events));
    lines.push(format!("Events updated: {}", report.updated.len()));
    lines.push("Updated events:".to_owned());
    for (number, event) in (1..).zip(&report.updated) {
        let id: String = event.id.chars().take(ID_CHARS).collect();
        lines.push(format!("  {number}. [{id}...] \"{}\": {} → {}", event.title, event.from, event.to));
    }
    lines.push(format!("Cleared {} registration QR codes", report.cleared));
    lines.push(format!("Created {} registration QR codes", report.created));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::event::repair::RepairedEvent;
    use crate::domain::checkin::event::CheckInMode;

    #[test]
    fn it_prints_the_lines_of_its_predecessor() {
        let event = RepairedEvent {
            id: "abc123456789".into(),
            title: "Free Lecture".into(),
            from: CheckInMode::OrganizerScans,
            to: CheckInMode::StudentsScan,
        };
        let report = RepairReport { events: 7, updated: vec![event], cleared: 3, created: 2 };
        let printed = [
            "Dry run: nothing is changed.",
            "Found 7 events to check",
            "Total events checked: 7",
            "Events updated: 1",
            "Updated events:",
            "  1. [abc12345...] \"Free Lecture\": ORGANIZER_SCANS → STUDENTS_SCAN",
            "Cleared 3 registration QR codes",
            "Created 2 registration QR codes",
        ];
        assert_eq!(lines(&report, true), printed);
        assert_eq!(lines(&report, false), printed[1..]);
        assert_eq!(lines(&RepairReport::default(), false)[2], "Events updated: 0");
    }
}
