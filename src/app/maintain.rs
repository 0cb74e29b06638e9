//! The body of the job `maintenance`: forgets what is no longer needed, and tries the stored reports on a sample.

use std::collections::BTreeMap;

use super::audit::of_session;
use super::{App, unreadable};
use crate::domain::evidence::scope;
use crate::domain::time::{SECOND, Timestamp};
use crate::store::StoreError;
use crate::store::evaluations::FORM;
use crate::store::unevaluated::Changed;

const DAY: i64 = 24 * 60 * 60 * SECOND;
/// How long an answer is kept for a repeat of its request.
const REPEATS: i64 = DAY;
/// Sessions audited by one run.
const SAMPLE: i64 = 50;

/// Runs all of it; says what was done.
pub async fn run(app: &App) -> Result<BTreeMap<&'static str, u64>, StoreError> {
    let now = app.now();
    let keep_runs = i64::from(app.config.jobs.keep_runs_days) * DAY;
    let mut write = app.store.write().await?;
    let repeats = write.delete_repeats(now.plus(-REPEATS)).await?;
    let runs = write.delete_job_runs(now.plus(-keep_runs)).await?;
    write.commit().await?;
    let (audited, differing) = audit(app).await?;
    unreadable::look_everywhere(app).await?;
    let unread = unreadable::keep(app).await?;
    Ok(BTreeMap::from([
        ("forgotten_requests", repeats),
        ("forgotten_runs", runs),
        ("audited", audited),
        ("differing", differing),
        ("unreadable", unread),
    ]))
}

/// Law: what is stored is what the evidence says. Judges a sample of settled sessions again, as of when they were
/// judged; one that differs is a mistake of ours, told loudly and judged anew.
async fn audit(app: &App) -> Result<(u64, u64), StoreError> {
    let mut read = app.store.read().await?;
    let begin: String = app.ids.bytes::<8>().iter().map(|byte| format!("{byte:02x}")).collect();
    let begin = format!("{FORM}{begin}");
    let sample = read.sample_settled_sessions(&begin, SAMPLE).await?;
    let (mut audited, mut differing) = (0, Vec::new());
    for one in &sample {
        let Some(findings) = of_session(&mut read, one).await? else { continue };
        audited += 1;
        for finding in &findings {
            tracing::error!(%finding, "what is stored is not what the evidence says; it is made again");
        }
        if !findings.is_empty() {
            differing.push((one.organization_id.as_str(), scope::session(&one.session.id)));
        }
    }
    drop(read);
    if !differing.is_empty() {
        let mut write = app.store.write().await?;
        let changes: Vec<Changed> = differing
            .iter()
            .map(|(organization, scope)| Changed { organization, scope, since: Timestamp::MIN })
            .collect();
        write.mark_unevaluated(&changes, app.now()).await?;
        write.commit().await?;
    }
    Ok((audited, differing.len() as u64))
}
