//! A list of attendees into an event, as `text/csv`.

use std::time::Duration;

use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode, header};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa::openapi::{RefOr, Schema};

use crate::api::{Problem, RequestBody, Route, RouteRequest, post};
use crate::app::event::find;
use crate::app::event::import::file::{AttendeeRefusal, read};
use crate::app::event::import::{AttendeeCounts, PART, import};
use crate::http::roles::EVENT_REGISTRARS;
use crate::http::schema_components::Components;

/// Long enough for 20,000 people on a slow disk.
const IMPORT_TIMEOUT: Duration = Duration::from_secs(300);

pub(super) fn routes() -> Vec<Route> {
    vec![
        post(
            "/api/v1/events/{id}/registrations/import",
            "Register a list of people; an address that nobody has becomes a student without a password",
        )
        .who(EVENT_REGISTRARS)
        .to(import_list)
        .refuses(&["invalid_csv", "unsupported_media_type", "cancelled", "over", "email_taken"])
        .timeout(IMPORT_TIMEOUT),
    ]
}

/// A file as it was sent.
#[derive(Debug)]
struct CsvFile(Bytes);

/// A line `name,email`, then a line for each person.
#[derive(ToSchema)]
#[schema(as = AttendeeList, value_type = String)]
#[schema(example = "name,email\nLayla Al-Farsi,layla@example.org\n")]
#[expect(dead_code, reason = "only its schema is used")]
struct AttendeeListSchema(String);

impl RequestBody for CsvFile {
    /// 20,000 people, with room.
    const LIMIT: usize = 10 * 1024 * 1024;

    const CONTENT_TYPE: &'static str = "text/csv";

    fn read(headers: &HeaderMap, bytes: Bytes) -> Result<CsvFile, Problem> {
        let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let essence = content_type.and_then(|value| value.split(';').next()).unwrap_or_default();
        if bytes.is_empty() || essence.trim().eq_ignore_ascii_case("text/csv") {
            return Ok(CsvFile(bytes));
        }
        Err(Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "unsupported_media_type",
            "Send the list as CSV, with Content-Type: text/csv.",
        ))
    }

    fn describe(components: &mut Components) -> Option<RefOr<Schema>> {
        Some(components.reference::<AttendeeListSchema>())
    }
}

#[derive(Serialize, ToSchema)]
#[schema(as = ImportResult)]
#[schema(example = json!({
    "created": 198, "existing": 1,
    "refused": [{"line": 12, "code": "invalid_email", "detail": "This is not an e-mail address."}]
}))]
struct ImportResultBody {
    /// Registered now, those on the waiting list too.
    created: u64,
    /// Registered already.
    existing: u64,
    refused: Vec<RefusedLineBody>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = RefusedLine)]
struct RefusedLineBody {
    /// The line with the columns is 1.
    line: u64,
    code: &'static str,
    detail: &'static str,
}

impl RefusedLineBody {
    fn of((line, refusal): (u64, AttendeeRefusal)) -> RefusedLineBody {
        let (code, detail) = match refusal {
            AttendeeRefusal::InvalidName => ("invalid_name", "A name has 1 to 200 characters on one line."),
            AttendeeRefusal::InvalidEmail => ("invalid_email", "This is not an e-mail address."),
            AttendeeRefusal::Inactive => {
                ("unknown_person", "This address is of somebody who is no longer active.")
            }
        };
        RefusedLineBody { line, code, detail }
    }
}

async fn import_list(request: RouteRequest<CsvFile>) -> Result<ImportResultBody, Problem> {
    let CsvFile(bytes) = &request.body;
    find::find(&mut request.read().await?, &request.scope, request.id()).await?;
    let lines = read(bytes).map_err(|bad| Problem::invalid("invalid_csv", bad.to_string()))?;
    let actor = request.actor();
    let mut counts = AttendeeCounts::default();
    // The last part is committed with the answer; of a list without people it is empty.
    let whole = lines.len().saturating_sub(1) / PART * PART;
    for part in lines[..whole].chunks(PART) {
        let mut write = request.write().await?;
        import(&mut write, &actor, request.id(), part, &mut counts).await?;
        write.commit().await?;
    }
    let mut write = request.write().await?;
    import(&mut write, &actor, request.id(), &lines[whole..], &mut counts).await?;
    let body = ImportResultBody {
        created: counts.created,
        existing: counts.existing,
        refused: counts.refused.into_iter().map(RefusedLineBody::of).collect(),
    };
    request.commit_unevaluated(write, body).await
}
