//! What a figure rests on: the reports, lines, policy and evidence of a session, reached from the session or from a line
//! of money.

use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::api::v1::money::LineBody;
use crate::api::v1::sessions::evidence::EvidenceBody;
use crate::api::v1::shared::PersonName;
use crate::api::{Problem, Route, RouteRequest, get};
use crate::app::session::explain::{self, Explanation};
use crate::domain::money::amount::Currency;
use crate::domain::money::charge_pay_table::{Cell, LineKind};
use crate::domain::session::{Session, Status};
use crate::domain::time::Timestamp;
use crate::domain::verdict::report::Report;
use crate::http::roles::{LINE_READERS, SESSION_READERS};
use crate::store::money::lines::StoredLine;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/sessions/{id}/explain", "What the reports and lines of a session rest on")
            .who(SESSION_READERS)
            .to(explain_session),
        get("/api/v1/lines/{id}/explain", "What a line rests on, down to the evidence")
            .who(LINE_READERS)
            .to(explain_line),
    ]
}

/// What the figures of one session rest on, all of it as of one instant.
#[derive(Serialize, ToSchema)]
#[schema(as = Explanation)]
#[serde(rename_all = "camelCase")]
struct ExplanationBody {
    session_id: String,
    /// As of when it holds.
    #[schema(value_type = String, format = DateTime)]
    as_of: Timestamp,
    status: Status,
    settled: bool,
    needs_review: bool,
    /// What of the time is credited.
    window: WindowBody,
    /// The rules of the organisation it was created under, by their version and where they differ from the defaults.
    policy_version: i64,
    #[schema(value_type = crate::api::v1::policies::schema::PolicyPatchSchema)]
    policy: crate::domain::organization::policy::PolicyPatch,
    lines: Vec<ExplainedLineBody>,
    /// Verdicts with their reasons and merged intervals.
    #[schema(value_type = Vec<Report>)]
    reports: Vec<Value>,
    /// What the reasons rest on.
    evidence: Vec<EvidenceBody>,
    people: Vec<PersonName>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = CreditWindow)]
struct WindowBody {
    #[schema(value_type = String, format = DateTime)]
    from: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    to: Timestamp,
}

#[derive(Serialize, ToSchema)]
#[schema(as = ExplainedLine)]
#[serde(rename_all = "camelCase")]
struct ExplainedLineBody {
    #[serde(flatten)]
    line: LineBody,
    person_id: String,
    kind: LineKind,
    /// Which time counts.
    #[schema(value_type = Option<Cell>)]
    cell: Option<String>,
    policy_version: i64,
    /// The people whose verdicts it rests on.
    rests_on: Vec<String>,
}

impl ExplainedLineBody {
    fn of(line: StoredLine, session: &Session) -> Option<ExplainedLineBody> {
        // Always a known currency: the store leaves out the other lines.
        let currency = Currency::from_code(&line.currency)?;
        Some(ExplainedLineBody {
            person_id: line.person_id.clone(),
            kind: line.kind,
            cell: line.cell.clone(),
            policy_version: line.policy_version,
            rests_on: explain::rests_on(session, &line).into_iter().collect(),
            line: LineBody::of(line, currency),
        })
    }
}

impl ExplanationBody {
    fn of(explained: Explanation) -> ExplanationBody {
        let Explanation { as_of, session, window, lines, reports, evidence, names, may_see_evidence: whole } =
            explained;
        let lines =
            lines.into_iter().filter_map(|line| ExplainedLineBody::of(line, &session.session)).collect();
        ExplanationBody {
            session_id: session.session.id,
            as_of,
            status: session.status,
            settled: session.settled,
            needs_review: session.needs_review,
            window: WindowBody { from: window.from, to: window.to },
            policy_version: session.session.policy_version,
            policy: session.policy_patch,
            lines,
            reports,
            evidence: evidence.into_iter().map(|row| EvidenceBody::of(row, whole)).collect(),
            people: names.into_iter().map(|(id, name)| PersonName { id, name }).collect(),
        }
    }
}

async fn explain_session(request: RouteRequest) -> Result<ExplanationBody, Problem> {
    Ok(ExplanationBody::of(explain::explain_session(&request.app, &request.scope, request.id()).await?))
}

async fn explain_line(request: RouteRequest) -> Result<ExplanationBody, Problem> {
    Ok(ExplanationBody::of(explain::explain_line(&request.app, &request.scope, request.id()).await?))
}
