//! The body of the job `maintenance`: deletes what is no longer needed, draws the sessions of timetables further, and
//! verifies a sample of the stored reports.

use std::collections::BTreeMap;

use crate::app::App;
use crate::app::access::browser_logins::KEPT_AFTER_END;
use crate::app::data::verify::check_session;
use crate::app::jobs::run_errors::RunErrors;
use crate::app::jobs::run_extent::RunExtent;
use crate::app::jobs::run_result::{Counts, RunResult};
use crate::app::livekit::connected_servers::ROOM_SERVER_TTL;
use crate::app::organization::problems;
use crate::app::timetable::nightly::{DrawOutcome, draw_ahead};
use crate::domain::evidence::scope;
use crate::domain::time::{DAY, Timestamp};
use crate::store::StoreError;
use crate::store::evaluation::dirty_scopes::ScopeChange;
use crate::store::evaluation::results::DIGEST_FORMAT;

/// How long a response is kept for a repeat of its request.
const IDEMPOTENT_RESPONSE_TTL: i64 = DAY;
/// How long it is known of a closed room that it was made, and opened again.
const CLOSED_ROOM_TTL: i64 = 90 * DAY;
/// Sessions verified by one run.
const VERIFY_SAMPLE_SIZE: i64 = 50;

/// Runs all of it; for one organisation only the drawing of its timetables and the verification of its reports, since the
/// rest concerns the installation. What is done for each organisation is done for those of the extent alone: at night, where it is night
/// there.
pub async fn run(app: &App, extent: &RunExtent) -> Result<RunResult, StoreError> {
    // These counts are named though there was nothing to verify.
    let mut result = RunResult::from(Counts::from([("audited", 0), ("differing", 0)]));
    result.add("", DrawOutcome::default().counts(), RunErrors::default());
    let organizations = extent.organizations(&mut app.store.read().await?, app.now()).await?;
    if extent.organization().is_none() {
        let now = app.now();
        let keep_runs = i64::from(app.config.jobs.keep_runs_days) * DAY;
        let mut write = app.store.write().await?;
        let repeats = write.delete_idempotency_keys(now.plus(-IDEMPOTENT_RESPONSE_TTL)).await?;
        let runs = write.delete_job_runs(now.plus(-keep_runs)).await?;
        let logins = write.delete_browser_logins(now.plus(-KEPT_AFTER_END)).await?;
        write.delete_livekit_rooms(now.plus(-ROOM_SERVER_TTL)).await?;
        write.delete_session_rooms(now.plus(-CLOSED_ROOM_TTL)).await?;
        write.commit().await?;
        let forgotten = Counts::from([
            ("forgotten_requests", repeats),
            ("forgotten_runs", runs),
            ("forgotten_logins", logins),
        ]);
        result.add("", forgotten, RunErrors::default());
        problems::read_organizations(app, &organizations).await?;
        result.add(
            "",
            Counts::from([("unreadable", problems::update_list(app).await?)]),
            RunErrors::default(),
        );
    }
    for (organization, outcome) in draw_ahead(app, &organizations).await? {
        result.add(&organization, outcome.counts(), outcome.problems);
    }
    for (organization, (audited, differing)) in verify_sample(app, &organizations).await? {
        let counts = Counts::from([("audited", audited), ("differing", differing)]);
        result.add(&organization, counts, RunErrors::default());
    }
    Ok(result)
}

/// Evaluates a sample of settled sessions again, as of their last evaluation. One that differs from what is
/// stored shows a bug: it is logged as an error and evaluated again. Gives how many were verified and how many
/// differed, by organisation.
async fn verify_sample(
    app: &App,
    organizations: &[String],
) -> Result<BTreeMap<String, (u64, u64)>, StoreError> {
    let mut read = app.store.read().await?;
    let start = hex::encode(app.ids.random_bytes::<8>());
    let start = format!("{DIGEST_FORMAT}{start}");
    let sample = read.sample_settled_sessions(organizations, &start, VERIFY_SAMPLE_SIZE).await?;
    let (mut verified, mut differing) = (BTreeMap::<String, (u64, u64)>::new(), Vec::new());
    for one in &sample {
        let Some(findings) = check_session(&mut read, one).await? else { continue };
        let counts = verified.entry(one.organization_id.clone()).or_default();
        counts.0 += 1;
        for finding in &findings {
            tracing::error!(%finding, "what is stored is not what the evidence says; it is made again");
        }
        if !findings.is_empty() {
            counts.1 += 1;
            differing.push((one.organization_id.as_str(), scope::session(&one.session.id)));
        }
    }
    drop(read);
    if !differing.is_empty() {
        let mut write = app.store.write().await?;
        let changes: Vec<ScopeChange> = differing
            .iter()
            .map(|(organization, scope)| ScopeChange { organization, scope, since: Timestamp::MIN })
            .collect();
        write.mark_dirty(&changes, app.now()).await?;
        write.commit().await?;
    }
    Ok(verified)
}
