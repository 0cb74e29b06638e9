//! Who looks at an organisation's news when, and at what not again.

use std::collections::{BTreeMap, BTreeSet};

use crate::app::App;
use crate::domain::evidence::scope;
use crate::domain::time::{SECOND, Timestamp};
use crate::store::StoreError;
use crate::store::evaluation::dirty_scopes::DirtyScope;
use crate::store::session::StoredSession;

/// How long a turn lasts if it is not given back: its replica died. A turn that takes longer goes on; then two do the
/// same work, and what either of them stores is right.
const LEASE_DURATION: i64 = 5 * SECOND;

/// How whoever evaluates goes about it.
#[derive(Debug, Default)]
pub struct EvaluationLeases {
    /// This replica, where several share a database.
    holder: Option<String>,
    /// What could not be evaluated, if it is not to be tried again and again.
    failed: Option<FailedAttempts>,
}

/// By organisation and scope or session: the mark, or the instant it was due.
#[derive(Debug, Default)]
struct FailedAttempts {
    scopes: BTreeMap<(String, String), i64>,
    sessions: BTreeMap<(String, String), Timestamp>,
}

impl EvaluationLeases {
    /// Once in a while: tries everything, beside whoever is at it.
    pub fn for_job() -> EvaluationLeases {
        EvaluationLeases::default()
    }

    /// Again and again: one replica for each organisation at a time, and what cannot be evaluated is left to the job.
    pub fn for_replica(app: &App) -> EvaluationLeases {
        let holder = app.store.is_shared().then(|| app.new_id());
        EvaluationLeases { holder, failed: Some(FailedAttempts::default()) }
    }

    /// Whether it is ours to evaluate an organisation now.
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

    /// Whether it was tried in vain, and nothing came since.
    pub fn skips_scope(&self, mark: &DirtyScope) -> bool {
        let key = (mark.organization_id.clone(), mark.scope.clone());
        self.failed.as_ref().is_some_and(|spared| spared.scopes.get(&key) == Some(&mark.version))
    }

    /// The same of a session that is due.
    pub fn skips_session(&self, one: &StoredSession) -> bool {
        let key = (one.organization_id.clone(), one.session.id.clone());
        self.failed.as_ref().is_some_and(|spared| spared.sessions.get(&key).copied() == one.due_at)
    }

    /// Remembers what was tried in vain.
    pub fn remember_failures(
        &mut self,
        marks: &[DirtyScope],
        sessions: &[StoredSession],
        failed: &BTreeSet<String>,
    ) {
        let Some(spared) = &mut self.failed else { return };
        let failed = |one: &&StoredSession| failed.contains(&one.session.id);
        for one in sessions.iter().filter(failed) {
            let organization = || one.organization_id.clone();
            if let Some(due) = one.due_at {
                spared.sessions.insert((organization(), one.session.id.clone()), due);
            }
            let scopes: BTreeSet<String> = one.session.evidence_scopes().collect();
            // A visit's mark stays with them: it does not say which sessions it concerns.
            let stays = |mark: &&DirtyScope| {
                scopes.contains(&mark.scope) || mark.scope.starts_with(&scope::venue(""))
            };
            for mark in marks.iter().filter(stays) {
                spared.scopes.insert((organization(), mark.scope.clone()), mark.version);
            }
        }
    }
}
