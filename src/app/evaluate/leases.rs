//! Leases so that one replica at a time evaluates an organisation, and the list of sessions that failed and are
//! skipped until they change.

use std::collections::{BTreeMap, BTreeSet};

use crate::app::App;
use crate::domain::time::{SECOND, Timestamp};
use crate::store::StoreError;
use crate::store::evaluation::dirty_scopes::DirtyScope;
use crate::store::session::StoredSession;

/// Lease duration; it ends the lease of a replica that died. Work that outlasts it continues: then two replicas
/// may evaluate the same session, which is only wasted work.
const LEASE_DURATION: i64 = 5 * SECOND;

/// Which organisations and sessions a caller may evaluate.
#[derive(Debug, Default)]
pub struct EvaluationLeases {
    /// The id of this replica as a holder of leases; `None`: no leases are taken.
    holder: Option<String>,
    /// What failed and is not to be tried again; `None`: everything is tried.
    failed: Option<FailedAttempts>,
}

/// By organisation and scope or session: the version of the dirty scope, or the due time, at which it failed.
#[derive(Debug, Default)]
struct FailedAttempts {
    scopes: BTreeMap<(String, String), i64>,
    sessions: BTreeMap<(String, String), Timestamp>,
}

impl EvaluationLeases {
    /// For a run once in a while: evaluates everything, without leases.
    pub fn for_job() -> EvaluationLeases {
        EvaluationLeases::default()
    }

    /// For the evaluator task: takes a lease for each organisation where replicas share the database, and
    /// leaves what failed to the job.
    pub fn for_replica(app: &App) -> EvaluationLeases {
        let holder = app.store.is_shared().then(|| app.new_id());
        EvaluationLeases { holder, failed: Some(FailedAttempts::default()) }
    }

    /// Takes or renews the lease of an organisation; whether this caller may evaluate it now.
    pub async fn claim(&self, app: &App, organization: &str) -> Result<bool, StoreError> {
        let Some(holder) = &self.holder else { return Ok(true) };
        let now = app.now();
        let mut write = app.store.write().await?;
        let ours = write.claim_evaluation(organization, holder, now, now.plus(LEASE_DURATION)).await?;
        write.commit().await?;
        Ok(ours)
    }

    pub async fn release(&self, app: &App, organization: &str) -> Result<(), StoreError> {
        let Some(holder) = &self.holder else { return Ok(()) };
        let mut write = app.store.write().await?;
        write.release_evaluation(organization, holder).await?;
        write.commit().await
    }

    /// Whether it failed before and has not changed since.
    pub fn skips_scope(&self, dirty: &DirtyScope) -> bool {
        let key = (dirty.organization_id.clone(), dirty.scope.clone());
        self.failed.as_ref().is_some_and(|failed| failed.scopes.get(&key) == Some(&dirty.version))
    }

    /// The same of a session that is due.
    pub fn skips_session(&self, one: &StoredSession) -> bool {
        let key = (one.organization_id.clone(), one.session.id.clone());
        self.failed.as_ref().is_some_and(|failed| failed.sessions.get(&key).copied() == one.due_at)
    }

    /// Remembers the failed sessions, with the dirty scopes that led to them.
    pub fn remember_failures(
        &mut self,
        dirty: &[DirtyScope],
        sessions: &[StoredSession],
        failed_ids: &BTreeSet<String>,
    ) {
        let Some(failed) = &mut self.failed else { return };
        for one in sessions.iter().filter(|one| failed_ids.contains(&one.session.id)) {
            let organization = || one.organization_id.clone();
            if let Some(due) = one.due_at {
                failed.sessions.insert((organization(), one.session.id.clone()), due);
            }
            let led_to_it = |dirty: &&DirtyScope| one.session.depends_on(&dirty.scope);
            for dirty in dirty.iter().filter(led_to_it) {
                failed.scopes.insert((organization(), dirty.scope.clone()), dirty.version);
            }
        }
    }
}
