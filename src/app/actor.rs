//! A change and its author: who does it, in whose rows, and when.

use serde_json::Value;

use crate::domain::access::Scope;
use crate::domain::time::Timestamp;
use crate::ids::Ids;
use crate::store::organization::audit_log::AuditEntry;
use crate::store::{StoreError, Write};

use super::App;

/// What every changing operation is told about its author.
#[derive(Clone, Debug)]
pub struct Act {
    pub scope: Scope,
    /// The person who does it; `None`: a job or a command.
    pub actor: Option<String>,
    pub is_superadmin: bool,
    pub now: Timestamp,
    pub ids: Ids,
}

impl Act {
    /// The installation itself, in an organisation: a command of its operator, or a job.
    pub fn of_installation(app: &App, organization: &str) -> Act {
        Act {
            scope: Scope::whole(organization),
            actor: None,
            is_superadmin: true,
            now: app.now(),
            ids: app.ids.clone(),
        }
    }

    /// The same author in another organisation.
    pub fn within(&self, organization: &str) -> Act {
        Act { scope: Scope::whole(organization), ..self.clone() }
    }

    pub fn organization(&self) -> &str {
        self.scope.organization()
    }

    pub fn new_id(&self) -> String {
        self.ids.make(self.now)
    }

    /// Writes the change into the audit log, in the change's own transaction. `subject` is `kind:id`.
    pub async fn record(
        &self,
        write: &mut Write,
        action: &str,
        subject: impl Into<String>,
        detail: Value,
    ) -> Result<(), StoreError> {
        let entry = AuditEntry {
            id: self.new_id(),
            at: self.now,
            actor: self.actor.clone(),
            action: action.to_owned(),
            subject: subject.into(),
            detail,
        };
        write.insert_audit(self.organization(), &entry).await
    }
}
