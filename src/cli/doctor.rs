//! `rollcall doctor`: what is misconfigured or does not work, and how to mend each. What is examined is `app::doctor`.

use std::collections::BTreeMap;

use serde_json::json;

use crate::app::doctor::finding::{DoctorFinding, FindingLevel};
use crate::app::doctor::{Examination, examine};
use crate::config::{Config, SettingError};
use crate::jobs::JOBS;
use crate::terminal::output::{self, OutputFormat, say};

#[derive(Debug, clap::Args)]
pub struct Doctor {
    /// Make each LiveKit server send a webhook, by a room that is closed at once, and wait for it; needs a server that runs.
    #[arg(long)]
    probe: bool,
    /// Ask no platform and no mail server, only the settings, the disk and the database.
    #[arg(long, conflicts_with = "probe")]
    offline: bool,
    /// Fail because of warnings too.
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    format: OutputFormat,
}

pub async fn run(config: Result<Config, SettingError>, asked: Doctor) -> anyhow::Result<()> {
    let jobs: Vec<&str> = JOBS.iter().map(|job| job.name).collect();
    let how = Examination { jobs: &jobs, offline: asked.offline, probe: asked.probe };
    let findings = examine(config, how).await;
    let count = |level: FindingLevel| findings.iter().filter(|one| one.level == level).count();
    let (problems, warnings) = (count(FindingLevel::Problem), count(FindingLevel::Warning));
    match asked.format.json {
        true => output::json(&json!({"problems": problems, "warnings": warnings, "findings": findings})),
        false => print(&findings),
    }
    match (problems, warnings) {
        (0, 0) => Ok(()),
        (0, _) if !asked.strict => Ok(()),
        (0, _) => anyhow::bail!("{}", counted(warnings, "warning")),
        (_, 0) => anyhow::bail!("{}", counted(problems, "problem")),
        _ => anyhow::bail!("{} and {}", counted(problems, "problem"), counted(warnings, "warning")),
    }
}

fn counted(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

/// What concerns the installation first, then each organisation; in each what it is about as a heading.
fn print(findings: &[DoctorFinding]) {
    let mut organizations: BTreeMap<Option<&str>, Vec<&DoctorFinding>> = BTreeMap::new();
    for finding in findings {
        organizations.entry(finding.organization.as_deref()).or_default().push(finding);
    }
    for (organization, mut of_it) in organizations {
        of_it.sort_by_key(|one| one.area);
        let mut area = None;
        for finding in of_it {
            if area.replace(finding.area) != Some(finding.area) {
                let name = organization.map_or_else(String::new, |name| format!(" – {}", one_line(name)));
                say!("{}{name}", finding.area.heading());
            }
            let sign = match finding.level {
                FindingLevel::Ok => '✓',
                FindingLevel::Warning => '!',
                FindingLevel::Problem => '✗',
            };
            say!("  {sign} {}", one_line(&finding.says));
            if let Some(mend) = &finding.mend {
                say!("    {}", one_line(mend));
            }
        }
    }
}

/// What platforms say, and names, cannot move the cursor of the terminal.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
