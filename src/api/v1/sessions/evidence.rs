//! The raw evidence of a session.

use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::api::{NoBody, Problem, Route, RouteRequest, get};
use crate::app::session::evidence;
use crate::domain::evidence::Evidence;
use crate::domain::people::Source;
use crate::domain::time::Timestamp;
use crate::http::pagination;
use crate::http::pagination::{Page, PageParameters};
use crate::http::roles::SESSION_EDITORS;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/sessions/{id}/evidence", "The raw evidence, in order of receipt")
            .who(SESSION_EDITORS)
            .to(list_evidence),
    ]
}

// What was observed.
#[expect(dead_code, reason = "names the words in the document of the API")]
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
enum EvidenceKind {
    Webhook,
    Roster,
    Poll,
    Scan,
    Mark,
    Visit,
    Override,
    Bind,
}

/// One thing a source said.
#[derive(Serialize, ToSchema)]
#[schema(as = Evidence)]
#[serde(rename_all = "camelCase")]
pub(crate) struct EvidenceBody {
    /// What reasons name it by.
    id: String,
    source: Source,
    #[schema(value_type = EvidenceKind)]
    kind: String,
    #[schema(value_type = String, format = DateTime)]
    received_at: Timestamp,
    /// The item as bundles write it; left out where the caller may see their own part only.
    #[schema(value_type = Option<Object>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<Value>,
}

impl EvidenceBody {
    pub fn of((item, evidence): (Value, Evidence), whole: bool) -> EvidenceBody {
        EvidenceBody {
            id: evidence.id,
            source: evidence.source,
            kind: evidence.observation.kind().to_owned(),
            received_at: evidence.received_at,
            item: whole.then_some(item),
        }
    }
}

async fn list_evidence(request: RouteRequest<NoBody, PageParameters>) -> Result<Page<EvidenceBody>, Problem> {
    let limit = pagination::limit(request.query.limit)?;
    let after: Option<(Timestamp, String, String)> =
        pagination::decode_cursor(request.query.cursor.as_deref())?;
    let mut rows = evidence::list(&mut request.read().await?, &request.scope, request.id()).await?;
    if let Some(after) = after {
        rows.retain(|row| evidence_cursor(row) > after);
    }
    Ok(Page::from_rows(rows, limit, evidence_cursor, |row| EvidenceBody::of(row, true)))
}

fn evidence_cursor((_, one): &(Value, Evidence)) -> (Timestamp, String, String) {
    (one.received_at, one.id.clone(), crate::domain::json::canonical::sha256_hex(&one.canonical_text))
}
