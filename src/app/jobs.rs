//! Asking for a run of a job, from outside of the scheduler.

use std::time::Duration;

use serde_json::json;

use super::{Act, App, Error};
use crate::domain::access::Caller;
use crate::store::jobs::JobRun;
use crate::store::{Read, StoreError, Write};

/// How often a run is looked at that somebody waits for.
const LOOK: Duration = Duration::from_millis(100);

/// Asks for a run as soon as nobody is at the job; gives the run's id.
pub async fn request(write: &mut Write, act: &Act, name: &str) -> Result<String, Error> {
    let id = write.request_job_run(name, &act.new_id()).await?.ok_or(Error::NotFound("job"))?;
    act.record(write, "job.requested", format!("job:{name}"), json!({"run": id})).await?;
    Ok(id)
}

/// The run once it has ended; waits for ever.
pub async fn ended(app: &App, id: &str) -> Result<JobRun, StoreError> {
    loop {
        let run = app.store.read().await?.find_job_run(id).await?;
        if let Some(run) = run.filter(|run| run.ended_at.is_some()) {
            return Ok(run);
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// Whether this caller may read why a run failed. Jobs work for every organisation, and a failure may name any of
/// them; an admin who shares the installation with others is not told.
pub async fn shows_errors(read: &mut Read, caller: &Caller) -> Result<bool, StoreError> {
    Ok(caller.is_superadmin() || read.list_organization_ids("", 2).await?.len() < 2)
}
