//! Judges every session again, as of now, whether or not anything about it changed. What was stored must come out
//! again: a difference means that time has passed, or that the rules of the program have changed since.

use std::collections::BTreeMap;

use super::App;
use super::evaluate::{CHUNK, Difference, Judged, chunk_kept, differences, judge, stored};
use crate::domain::access::Scope;
use crate::domain::money::table::LineKind;
use crate::domain::time::Timestamp;
use crate::store::sessions::SessionFilter;
use crate::store::{Read, StoreError};

/// What a run found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub sessions: u64,
    /// Reports and lines that differ.
    pub differences: u64,
    /// What all lines of a kind grow by together, in minor units of each currency.
    pub money: BTreeMap<(LineKind, String), i64>,
    /// Changed by somebody else while they were judged, and left to the job.
    pub overtaken: u64,
}

/// Goes through every organisation, a chunk of sessions at a time, and tells `say` each difference with the
/// organisation it is in. Nothing is stored in a dry run.
pub async fn recompute(
    app: &App,
    is_dry: bool,
    mut say: impl FnMut(&str, &Difference),
) -> Result<Tally, StoreError> {
    let as_of = app.now();
    let mut tally = Tally::default();
    let mut organization = String::new();
    while let Some(next) = app.store.read().await?.list_organizations(&organization, 1).await?.pop() {
        organization = next.id;
        let mut after: Option<(Timestamp, String)> = None;
        loop {
            let mut read = app.store.read().await?;
            let chunk = read
                .list_sessions(
                    &Scope::whole(&organization),
                    SessionFilter::default(),
                    after.as_ref(),
                    CHUNK as i64,
                )
                .await?;
            let Some(last) = chunk.last() else { break };
            after = Some(last.cursor());
            let mut bench = judge(&mut read, &organization, chunk, as_of).await?;
            for judged in &mut bench.judged {
                let found = beside_stored(&mut read, judged, as_of).await?;
                tally.sessions += 1;
                tally.differences += found.len() as u64;
                for one in &found {
                    say(&organization, one);
                    if let (Some(kind), Some(currency)) = (one.line, &one.currency) {
                        *tally.money.entry((kind, currency.clone())).or_default() += one.minor;
                    }
                }
                if !found.is_empty() {
                    // Its rows are written again even if somebody changed them behind the digest's back.
                    judged.session.evaluation = None;
                }
            }
            drop(read);
            if !is_dry {
                tally.overtaken += chunk_kept(&app.store, &organization, &bench, as_of).await?.overtaken;
            }
        }
    }
    tally.money.retain(|_, minor| *minor != 0);
    Ok(tally)
}

/// How a judged session differs from the rows stored of it.
pub(super) async fn beside_stored(
    read: &mut Read,
    judged: &Judged,
    as_of: Timestamp,
) -> Result<Vec<Difference>, StoreError> {
    let found = stored(judged, as_of);
    let reports = read.list_reports(&found.organization_id, &[&found.session_id]).await?;
    let lines = read.list_session_lines(&found.organization_id, &found.session_id).await?;
    Ok(differences(&found, &reports, &lines))
}
