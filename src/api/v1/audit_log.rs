//! The audit log of the organisation: who changed what, and when.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use crate::api::{NoBody, Problem, Route, RouteRequest, get};
use crate::domain::time::Timestamp;
use crate::http::pagination;
use crate::http::pagination::Page;
use crate::http::roles::ADMINS;
use crate::store::organization::audit_log::AuditEntry;

pub(crate) fn routes() -> Vec<Route> {
    vec![get("/api/v1/audit-log", "Changes in the organisation, newest first").who(ADMINS).to(list)]
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = AuditEntry)]
struct AuditEntryBody {
    id: String,
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// Who did it; `null`: a job or a command.
    actor_id: Option<String>,
    #[schema(example = "person.changed")]
    action: String,
    #[schema(example = "person:0193f1c2…")]
    subject: String,
    /// What changed, as far as the action has something to say; mostly `before` and `after`.
    #[schema(value_type = Object)]
    detail: Value,
}

impl From<AuditEntry> for AuditEntryBody {
    fn from(entry: AuditEntry) -> AuditEntryBody {
        AuditEntryBody {
            id: entry.id,
            at: entry.at,
            actor_id: entry.actor,
            action: entry.action,
            subject: entry.subject,
            detail: entry.detail,
        }
    }
}

#[derive(Deserialize, IntoParams)]
struct AuditLogParameters {
    /// Only changes of this subject, like `person:0193f1c2…`.
    subject: Option<String>,
    /// Rows on a page, 1 to 500.
    limit: Option<i64>,
    /// `next` of the page before.
    cursor: Option<String>,
}

async fn list(request: RouteRequest<NoBody, AuditLogParameters>) -> Result<Page<AuditEntryBody>, Problem> {
    let limit = pagination::limit(request.query.limit)?;
    let place: Option<(Timestamp, String)> = pagination::decode_cursor(request.query.cursor.as_deref())?;
    let before = place.as_ref().map(|(at, id)| (*at, id.as_str()));
    let subject = request.query.subject.as_deref().unwrap_or("");
    let mut read = request.read().await?;
    let entries = read.list_audit(request.scope.organization(), subject, before, limit + 1).await?;
    Ok(Page::from_rows(entries, limit, |entry| (entry.at, entry.id.clone()), AuditEntryBody::from))
}
