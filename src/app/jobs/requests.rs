//! Requests a run of a job from outside of the scheduler, and shows runs to those who may see them.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::json;

use crate::app::{ActorContext, App, Error};
use crate::store::jobs::JobRun;
use crate::store::{Read, StoreError, Write};

/// Interval between two looks at a run that somebody waits for.
const POLL_INTERVAL: Duration = Duration::from_millis(100);
/// Shown instead of a cause that may name other organisations.
const HIDDEN_CAUSE: &str = "The operator of this installation sees the cause.";

/// Requests a run as soon as the job is free, for one organisation or for all; gives the run's id.
pub async fn request_run(
    write: &mut Write,
    actor: &ActorContext,
    name: &str,
    organization: Option<&str>,
) -> Result<String, Error> {
    let id = actor.new_id();
    let id = match organization {
        Some(organization) => write.request_job_run_of(name, organization, &id).await?,
        None => write.request_job_run(name, &id).await?,
    };
    let id = id.ok_or(Error::NotFound("job"))?;
    let detail = json!({"run": id, "organization": organization});
    actor.record_audit(write, "job.requested", format!("job:{name}"), detail).await?;
    Ok(id)
}

/// Waits, without a limit, until the run has ended.
pub async fn wait_until_ended(app: &App, id: &str) -> Result<JobRun, StoreError> {
    loop {
        let run = app.store.read().await?.find_job_run(id).await?;
        if let Some(run) = run.filter(|run| run.ended_at.is_some()) {
            return Ok(run);
        }
        tokio::time::sleep(POLL_INTERVAL).await;
    }
}

/// Runs as one organisation may see them: what they did there, and why it failed there. What a run of the whole
/// installation did elsewhere, and what failed elsewhere, is none of its business; that the run broke as a whole it is
/// told, and why only where there is no other organisation.
pub async fn runs_visible_to(
    read: &mut Read,
    organization: &str,
    runs: Vec<JobRun>,
) -> Result<Vec<JobRun>, StoreError> {
    let is_alone = read.list_organization_ids("", 2).await?.len() < 2;
    let ids: Vec<&str> = runs.iter().map(|run| run.id.as_str()).collect();
    let shares = read.list_run_results(organization, &ids).await?;
    let of = |run: &JobRun, whose: &str| {
        shares.iter().find(|share| share.run_id == run.id && share.organization_id == whose).cloned()
    };
    let seen = runs.into_iter().map(|run| {
        if is_alone {
            return run;
        }
        let (own, general) = (of(&run, organization), of(&run, ""));
        let broke = general.and_then(|share| share.error).map(|_| HIDDEN_CAUSE.to_owned());
        let error = own.as_ref().and_then(|share| share.error.clone()).or(broke);
        let outcome = match run.outcome.as_deref() {
            Some("failed") if error.is_none() => Some("done".to_owned()),
            _ => run.outcome.clone(),
        };
        // The error text of a run whose process died names no organisation.
        let error = if outcome.as_deref() == Some("rescued") { run.error.clone() } else { error };
        let mut counts: BTreeMap<String, u64> = serde_json::from_str(&run.counts).unwrap_or_default();
        counts.values_mut().for_each(|count| *count = 0);
        let own = own.and_then(|share| serde_json::from_str::<BTreeMap<String, u64>>(&share.counts).ok());
        counts.extend(own.unwrap_or_default());
        let counts = serde_json::to_string(&counts).expect("counts are numbers under words");
        JobRun { outcome, error, counts, ..run }
    });
    Ok(seen.collect())
}
