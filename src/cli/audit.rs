//! `rollcall audit`: checks that everything stored agrees with the evidence, and prints a line for each row that does
//! not. The check itself is `app::data::verify`.

use std::collections::BTreeMap;

use serde_json::json;

use crate::app::App;
use crate::app::data::verify::{VerifyFinding, verify_with_progress};
use crate::config::Config;
use crate::terminal::output;
use crate::terminal::output::{OutputFormat, say, until_stdout_closes};
use crate::terminal::progress::Progress;

#[derive(Debug, clap::Args)]
pub struct Audit {
    #[command(flatten)]
    format: OutputFormat,
}

pub async fn run(config: Config, asked: Audit) -> anyhow::Result<()> {
    let app = App::attach(config).await?;
    let mut read = app.store.read().await?;
    let organizations = read.list_organizations("", i64::MAX).await?;
    let names: BTreeMap<&str, &str> =
        organizations.iter().map(|one| (one.id.as_str(), one.name.as_str())).collect();
    let extent = if Progress::is_visible() { Some(read.count_rows().await?) } else { None };
    drop(read);
    let progress = Progress::new(extent.map_or(0, |extent| extent.evidence + extent.sessions), "rows");
    let mut findings = Vec::new();
    let tell = |finding: &VerifyFinding| {
        let name = names.get(finding.organization_id.as_str()).copied();
        if asked.format.json {
            findings.push(json!({
                "organizationId": finding.organization_id,
                "organizationName": name,
                "row": finding.row,
                "problem": finding.problem,
            }));
        } else {
            let name = name.map_or_else(String::new, |name| format!(" (at {name})"));
            progress.print_above(|| say!("{finding}{name}"));
        }
    };
    let Some(audited) =
        until_stdout_closes(verify_with_progress(&app, tell, |rows| progress.advance(rows))).await
    else {
        return Ok(());
    };
    let audited = audited?;
    progress.end();
    app.store.close().await;
    if asked.format.json {
        output::json(&json!({
            "evidence": audited.evidence,
            "sessions": audited.sessions,
            "waiting": audited.waiting,
            "findings": findings,
        }));
    } else {
        say!(
            "{} rows of evidence and {} sessions audited, {} sessions wait to be judged",
            audited.evidence,
            audited.sessions,
            audited.waiting
        );
    }
    match audited.findings {
        0 => Ok(()),
        count => anyhow::bail!("{count} findings: what is stored is not what it should be"),
    }
}
