//! Who looks at an organisation's news when, and at what not again.

use std::collections::{BTreeMap, BTreeSet};

use crate::app::App;
use crate::domain::evidence::scope;
use crate::domain::time::{SECOND, Timestamp};
use crate::store::StoreError;
use crate::store::evaluation::dirty_scopes::Unevaluated;
use crate::store::session::StoredSession;

/// How long a turn lasts if it is not given back: its replica died. A turn that takes longer goes on; then two do the
/// same work, and what either of them stores is right.
const TURN: i64 = 5 * SECOND;

/// How whoever evaluates goes about it.
#[derive(Debug, Default)]
pub struct Turns {
    /// This replica, where several share a database.
    holder: Option<String>,
    /// What could not be evaluated, if it is not to be tried again and again.
    spared: Option<Spared>,
}

/// By organisation and scope or session: the mark, or the instant it was due.
#[derive(Debug, Default)]
struct Spared {
    marks: BTreeMap<(String, String), i64>,
    due: BTreeMap<(String, String), Timestamp>,
}

impl Turns {
    /// Once in a while: tries everything, beside whoever is at it.
    pub fn of_job() -> Turns {
        Turns::default()
    }

    /// Again and again: one replica for each organisation at a time, and what cannot be evaluated is left to the job.
    pub fn of_replica(app: &App) -> Turns {
        let holder = app.store.is_shared().then(|| app.new_id());
        Turns { holder, spared: Some(Spared::default()) }
    }

    /// Whether it is ours to evaluate an organisation now.
    pub async fn begin(&self, app: &App, organization: &str) -> Result<bool, StoreError> {
        let Some(holder) = &self.holder else { return Ok(true) };
        let now = app.now();
        let mut write = app.store.write().await?;
        let ours = write.claim_evaluation(organization, holder, now, now.plus(TURN)).await?;
        write.commit().await?;
        Ok(ours)
    }

    pub async fn end(&self, app: &App, organization: &str) -> Result<(), StoreError> {
        let Some(holder) = &self.holder else { return Ok(()) };
        let mut write = app.store.write().await?;
        write.release_evaluation(organization, holder).await?;
        write.commit().await
    }

    /// Whether it was tried in vain, and nothing came since.
    pub fn spares_mark(&self, mark: &Unevaluated) -> bool {
        let key = (mark.organization_id.clone(), mark.scope.clone());
        self.spared.as_ref().is_some_and(|spared| spared.marks.get(&key) == Some(&mark.mark))
    }

    /// The same of a session that is due.
    pub fn spares(&self, one: &StoredSession) -> bool {
        let key = (one.organization_id.clone(), one.session.id.clone());
        self.spared.as_ref().is_some_and(|spared| spared.due.get(&key).copied() == one.due_at)
    }

    /// Remembers what was tried in vain.
    pub fn tried(&mut self, marks: &[Unevaluated], sessions: &[StoredSession], failed: &BTreeSet<String>) {
        let Some(spared) = &mut self.spared else { return };
        let failed = |one: &&StoredSession| failed.contains(&one.session.id);
        for one in sessions.iter().filter(failed) {
            let organization = || one.organization_id.clone();
            if let Some(due) = one.due_at {
                spared.due.insert((organization(), one.session.id.clone()), due);
            }
            let scopes: BTreeSet<String> = one.session.scopes().collect();
            // A visit's mark stays with them: it does not say which sessions it concerns.
            let stays = |mark: &&Unevaluated| {
                scopes.contains(&mark.scope) || mark.scope.starts_with(&scope::venue(""))
            };
            for mark in marks.iter().filter(stays) {
                spared.marks.insert((organization(), mark.scope.clone()), mark.mark);
            }
        }
    }
}
