//! Who is in a session and who was, what every figure rests on, and the raw evidence.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use crate::api::http::pagination;
use crate::api::http::pagination::Page;
use crate::api::http::roles::{SESSION_EDITORS, SESSION_READERS};
use crate::api::http::time_parameter::{TimeParameter, organization_zone};
use crate::api::v1::money::LineBody;
use crate::api::v1::shared::{PersonName, SeenIdentityBody};
use crate::api::{NoBody, Problem, Route, RouteRequest, get};
use crate::app::evaluate::offload;
use crate::app::session::attendance::attendance;
use crate::app::session::evidence;
use crate::app::session::explain::{self, ExplainedLine, Explanation};
use crate::domain::access::{Grant, Rows};
use crate::domain::evidence::Evidence;
use crate::domain::money::amount::Currency;
use crate::domain::money::table::{Cell, LineKind};
use crate::domain::people::{Role, Source};
use crate::domain::session::Status;
use crate::domain::time::Timestamp;
use crate::domain::verdict::report::Report;
use crate::domain::vocabulary::string_enum;

/// Who opens a line: the office every one, a teacher the own pay, students and parents their charges.
const LINE_READERS: &[Grant] = &[
    (Role::Superadmin, Rows::Organization),
    (Role::Admin, Rows::Organization),
    (Role::Finance, Rows::Organization),
    (Role::Teacher, Rows::OwnSessions),
    (Role::Student, Rows::OwnPerson),
    (Role::Parent, Rows::OwnHousehold),
];

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/sessions/{id}/attendance", "Who is there and who was, as of now or of any moment")
            .who(SESSION_READERS)
            .to(show),
        get("/api/v1/sessions/{id}/evidence", "The raw evidence, in order of receipt")
            .who(SESSION_EDITORS)
            .to(list_evidence),
        get("/api/v1/sessions/{id}/explain", "What the reports and lines of a session rest on")
            .who(SESSION_READERS)
            .to(explain_session),
        get("/api/v1/lines/{id}/explain", "What a line rests on, down to the evidence")
            .who(LINE_READERS)
            .to(explain_line),
    ]
}

#[derive(Deserialize, IntoParams)]
struct AttendanceParameters {
    /// An instant, or a day for its local midnight: what was received later is hidden. Left out, the session is shown as
    /// it was last evaluated, which was a moment ago.
    #[param(value_type = Option<String>)]
    as_of: Option<TimeParameter>,
}

/// A session as it was last evaluated, or as it is judged at one moment. Students and parents see their own reports alone.
#[derive(Serialize, ToSchema)]
#[schema(as = Attendance)]
#[serde(rename_all = "camelCase")]
struct AttendanceBody {
    session_id: String,
    status: Status,
    settled: bool,
    needs_review: bool,
    #[schema(value_type = String, format = DateTime)]
    as_of: Timestamp,
    #[schema(value_type = Vec<Report>)]
    reports: Vec<Value>,
    /// People of ours who were there and are not on the roster.
    guests: Vec<String>,
    /// Identities that belong to nobody yet.
    unmatched: Vec<SeenIdentityBody>,
    /// Names of the people above.
    people: Vec<PersonName>,
}

async fn show(call: RouteRequest<NoBody, AttendanceParameters>) -> Result<AttendanceBody, Problem> {
    // Another moment is judged for this call alone.
    let _turn = match call.query.as_of {
        Some(_) => offload::slow_request_slot().await,
        None => None,
    };
    let mut read = call.read().await?;
    let as_of = match call.query.as_of {
        None => None,
        Some(when) => {
            Some(when.to_timestamp(organization_zone(&mut read, &call.scope, &[Some(when)]).await?))
        }
    };
    let found = attendance(&call.app, &mut read, &call.scope, call.id(), as_of).await?;
    let reported = found.reports.iter().map(|(person, _)| person);
    let ids: BTreeSet<&str> = reported.clone().chain(&found.guests).map(String::as_str).collect();
    let names = read.people_names(call.scope.organization(), &ids).await?;
    Ok(AttendanceBody {
        people: PersonName::all(reported.chain(&found.guests), &names),
        session_id: found.session_id,
        status: found.status,
        settled: found.settled,
        needs_review: found.needs_review,
        as_of: found.as_of,
        reports: found.reports.into_iter().map(|(_, report)| report).collect(),
        guests: found.guests.into_iter().collect(),
        unmatched: found
            .unmatched
            .iter()
            .map(|(one, name)| SeenIdentityBody::of(one, name.clone()))
            .collect(),
    })
}

string_enum! {
    /// What was observed.
    EvidenceKind {
        Webhook = "webhook",
        Roster = "roster",
        Poll = "poll",
        Scan = "scan",
        Mark = "mark",
        Override = "override",
        Bind = "bind",
    }
}

/// One thing a source said.
#[derive(Serialize, ToSchema)]
#[schema(as = Evidence)]
#[serde(rename_all = "camelCase")]
struct EvidenceBody {
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
    fn of((item, evidence): (Value, Evidence), whole: bool) -> EvidenceBody {
        EvidenceBody {
            id: evidence.id,
            source: evidence.source,
            kind: evidence.observation.kind().to_owned(),
            received_at: evidence.received_at,
            item: whole.then_some(item),
        }
    }
}

#[derive(Deserialize, IntoParams)]
struct PageParameters {
    /// Rows on a page, 1 to 500.
    limit: Option<i64>,
    /// `next` of the page before.
    cursor: Option<String>,
}

async fn list_evidence(call: RouteRequest<NoBody, PageParameters>) -> Result<Page<EvidenceBody>, Problem> {
    let limit = pagination::limit(call.query.limit)?;
    let after: Option<(Timestamp, String, String)> = pagination::decode_cursor(call.query.cursor.as_deref())?;
    let mut rows = evidence::list(&mut call.read().await?, &call.scope, call.id()).await?;
    if let Some(after) = after {
        rows.retain(|row| evidence_cursor(row) > after);
    }
    Ok(Page::from_rows(rows, limit, evidence_cursor, |row| EvidenceBody::of(row, true)))
}

fn evidence_cursor((_, one): &(Value, Evidence)) -> (Timestamp, String, String) {
    (one.received_at, one.id.clone(), crate::domain::evidence::json::sha256_hex(&one.canonical_text))
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
    fn of(explained: ExplainedLine) -> Option<ExplainedLineBody> {
        let ExplainedLine { line, rests_on } = explained;
        // A line in a currency that we do not know was not read in the first place.
        let currency = Currency::from_code(&line.currency)?;
        Some(ExplainedLineBody {
            person_id: line.person_id.clone(),
            kind: line.kind,
            cell: line.cell.clone(),
            policy_version: line.policy_version,
            rests_on: rests_on.into_iter().collect(),
            line: LineBody::of(line, currency),
        })
    }
}

impl ExplanationBody {
    fn of(explained: Explanation) -> ExplanationBody {
        let Explanation { as_of, session, window, lines, reports, evidence, names, may_see_evidence: whole } =
            explained;
        ExplanationBody {
            session_id: session.session.id,
            as_of,
            status: session.status,
            settled: session.settled,
            needs_review: session.needs_review,
            window: WindowBody { from: window.from, to: window.to },
            policy_version: session.session.policy_version,
            policy: session.policy_patch,
            lines: lines.into_iter().filter_map(ExplainedLineBody::of).collect(),
            reports: reports.into_iter().map(|(_, report)| report).collect(),
            evidence: evidence.into_iter().map(|row| EvidenceBody::of(row, whole)).collect(),
            people: names.into_iter().map(|(id, name)| PersonName { id, name }).collect(),
        }
    }
}

async fn explain_session(call: RouteRequest) -> Result<ExplanationBody, Problem> {
    Ok(ExplanationBody::of(explain::explain_session(&call.app, &call.scope, call.id()).await?))
}

async fn explain_line(call: RouteRequest) -> Result<ExplanationBody, Problem> {
    Ok(ExplanationBody::of(explain::explain_line(&call.app, &call.scope, call.id()).await?))
}
