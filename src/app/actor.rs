//! Who performs a change: organisation scope, person, time and id generator, plus writing the audit-log entry in
//! the same transaction.

use serde_json::Value;

use crate::domain::access::Scope;
use crate::domain::time::Timestamp;
use crate::ids::IdGenerator;
use crate::store::organization::audit_log::AuditEntry;
use crate::store::{StoreError, Write};

use super::App;

/// What every operation that changes something is told about who performs it.
#[derive(Clone, Debug)]
pub struct ActorContext {
    pub scope: Scope,
    /// The acting person; `None`: a job or a command.
    pub person_id: Option<String>,
    pub is_superadmin: bool,
    pub now: Timestamp,
    pub ids: IdGenerator,
}

impl ActorContext {
    /// The installation itself acting in an organisation: a command of its operator, or a job.
    pub fn of_installation(app: &App, organization: &str) -> ActorContext {
        ActorContext {
            scope: Scope::whole_organization(organization),
            person_id: None,
            is_superadmin: true,
            now: app.now(),
            ids: app.ids.clone(),
        }
    }

    /// The same person acting in another organisation.
    pub fn within(&self, organization: &str) -> ActorContext {
        ActorContext { scope: Scope::whole_organization(organization), ..self.clone() }
    }

    pub fn organization(&self) -> &str {
        self.scope.organization()
    }

    pub fn new_id(&self) -> String {
        self.ids.new_id(self.now)
    }

    /// Writes the change into the audit log, in the change's own transaction. `subject` is `kind:id`.
    pub async fn record_audit(
        &self,
        write: &mut Write,
        action: &str,
        subject: impl Into<String>,
        detail: Value,
    ) -> Result<(), StoreError> {
        let entry = AuditEntry {
            id: self.new_id(),
            at: self.now,
            actor: self.person_id.clone(),
            action: action.to_owned(),
            subject: subject.into(),
            detail,
        };
        write.insert_audit(self.organization(), &entry).await
    }
}
