//! The body of the job `notify`: looks for platforms that are silent, decides who is told of what is new, and sends what is
//! due.

use crate::app::App;
use crate::app::jobs::run_errors::RunErrors;
use crate::app::jobs::run_result::{Counts, RunResult};
use crate::app::notify::plan::plan_organization;
use crate::app::notify::send::send_due;
use crate::app::notify::send::senders::SendCounts;
use crate::app::notify::tell::silence;
use crate::store::StoreError;

/// Works for one organisation, or for all. What fails in one is its problem alone.
pub async fn run(app: &App, only: Option<&str>) -> Result<RunResult, StoreError> {
    let mut result = RunResult::from(counts(0, SendCounts::default()));
    let mut read = app.store.read().await?;
    let organizations = match only {
        Some(only) => vec![only.to_owned()],
        None => read.organizations_to_plan().await?,
    };
    drop(read);
    for organization in organizations {
        let mut problems = RunErrors::default();
        let planned = match plan(app, &organization).await {
            Ok(planned) => planned,
            Err(error) => {
                problems.add(format!("{organization}: {error}"));
                0
            }
        };
        result.add(&organization, Counts::from([("planned", planned)]), problems);
    }
    for (organization, sent) in send_due(app, only).await? {
        result.add(&organization, counts(0, sent), RunErrors::default());
    }
    Ok(result)
}

async fn plan(app: &App, organization: &str) -> Result<u64, StoreError> {
    let mut write = app.store.write().await?;
    silence::tell(&mut write, organization, app.now()).await?;
    write.commit().await?;
    plan_organization(app, organization).await
}

fn counts(planned: u64, sent: SendCounts) -> Counts {
    let SendCounts { sent, failed, dropped, dead } = sent;
    Counts::from([
        ("planned", planned),
        ("messages_sent", sent),
        ("messages_failed", failed),
        ("messages_dropped", dropped),
        ("messages_dead", dead),
    ])
}
