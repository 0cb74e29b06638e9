//! Organisers whose Meet calls are read: who is connected and whether it works, connecting and disconnecting.

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::api::http::refusal::GOOGLE;
use crate::api::http::roles::ADMINS;
use crate::api::{
    Call, Created, Custom, Loose, NoBody, NoContent, Open, Page, Problem, Route, delete, get, post,
};
use crate::app::meet::MeetError;
use crate::app::meet::{Failed, connect};
use crate::domain::time::Timestamp;
use crate::domain::vocabulary::words;
use crate::store::meet::connections::{ConnectionState, GoogleConnection};

const CALLBACK: &str = "/api/v1/connections/google/callback";

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/connections/google", "Organisers connected to Google Meet, by e-mail")
            .who(ADMINS)
            .to(list),
        post("/api/v1/connections/google", "Let a service account act as an organiser")
            .who(ADMINS)
            .to(create)
            .refuses(&["invalid_email", "invalid_key_file", "no_google_client"])
            .refuses(GOOGLE),
        post(
            "/api/v1/connections/google/consents",
            "Begin an organiser's consent: where to send the browser",
        )
        .who(ADMINS)
        .to(begin)
        .refuses(&["no_google_client"]),
        get(CALLBACK, "Where Google leads the browser back to; the state says whose consent it is")
            .anyone(finish)
            .gives(&["text/html"]),
        delete(
            "/api/v1/connections/google/{id}",
            "Forget an organiser, named by e-mail; what was read stays",
        )
        .who(ADMINS)
        .to(remove),
    ]
}

words! {
    /// How Rollcall may act for the organiser.
    GoogleConnectionKind {
        Consent = "consent",
        ServiceAccount = "service_account",
    }
}

words! {
    GoogleConnectionState {
        Connected = "connected",
        NeedsReconnect = "needs_reconnect",
    }
}

/// An organiser.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = GoogleConnection)]
struct ConnectionBody {
    /// The e-mail address.
    id: String,
    email: String,
    #[schema(value_type = GoogleConnectionKind)]
    kind: &'static str,
    /// `needs_reconnect`: Google refuses it and nothing is read until it is connected again.
    state: GoogleConnectionState,
    /// Why it needs to be connected again.
    reason: Option<String>,
    /// Why the last reading failed; null after one that did not.
    failure: Option<String>,
    /// When a reading failed last.
    #[schema(value_type = Option<String>, format = DateTime)]
    failed_at: Option<Timestamp>,
    /// The last reading that did not fail.
    #[schema(value_type = Option<String>, format = DateTime)]
    read_at: Option<Timestamp>,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
}

impl From<GoogleConnection> for ConnectionBody {
    fn from(one: GoogleConnection) -> ConnectionBody {
        let (state, reason) = match one.state {
            ConnectionState::Connected => (GoogleConnectionState::Connected, None),
            ConnectionState::NeedsReconnect { reason } => {
                (GoogleConnectionState::NeedsReconnect, Some(reason))
            }
        };
        ConnectionBody {
            id: one.email.clone(),
            email: one.email,
            kind: one.kind.word(),
            state,
            reason,
            failure: one.failure,
            failed_at: one.failed_at,
            read_at: one.read_at,
            created_at: one.created_at,
        }
    }
}

async fn list(call: Call) -> Result<Page<ConnectionBody>, Problem> {
    let connections = connect::list(&call.app, call.scope.organization()).await?;
    Ok(Page::whole(connections.into_iter().map(ConnectionBody::from).collect()))
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = NewGoogleConnection)]
#[schema(example = json!({"email": "aisha@alnoor.example", "serviceAccount": {"type": "service_account"}}))]
struct New {
    /// The organiser to act as.
    email: String,
    /// The key file that Google gave for the service account, as it is.
    #[schema(value_type = Object)]
    service_account: serde_json::Value,
}

async fn create(call: Call<New>) -> Result<Created<ConnectionBody>, Problem> {
    let New { email, service_account } = &call.body;
    let act = call.act();
    let connection =
        connect::try_service_account(&call.app, &act, &service_account.to_string(), email).await?;
    let mut write = call.write().await?;
    connect::keep(&mut write, &act, &connection).await?;
    call.commit(write, Created(connection.into())).await
}

/// A consent that has begun.
#[derive(Serialize, ToSchema)]
#[schema(as = GoogleConsent)]
struct Begun {
    /// Open this in the organiser's browser within half an hour.
    address: String,
}

async fn begin(call: Call) -> Result<Begun, Problem> {
    let redirect = format!("{}{CALLBACK}", call.app.config.server.address());
    Ok(Begun { address: connect::begin(&call.app, call.scope.organization(), &redirect)? })
}

/// What is read of Google's answer; it sends more than that.
#[derive(Deserialize, IntoParams)]
struct Answer {
    state: Option<String>,
    code: Option<String>,
    error: Option<String>,
}

/// A browser comes here, so it is answered with a sentence to read.
async fn finish(open: Open<NoBody, Loose<Answer>>) -> Result<Custom, Problem> {
    let Answer { state, code, error } = open.query.0;
    let (status, sentence) = match (state, code, error) {
        (Some(state), Some(code), None) => match connect::finish(&open.app, &state, &code).await {
            Ok(connection) => {
                (StatusCode::OK, format!("{} is connected. You can close this page.", connection.email))
            }
            Err(failed) => {
                let problem = Problem::from(failed);
                (problem.status, problem.detail)
            }
        },
        _ => (
            StatusCode::BAD_REQUEST,
            "Google was not allowed to share its meetings; nothing is connected.".to_owned(),
        ),
    };
    let safe = sentence.replace('&', "&amp;").replace('<', "&lt;");
    let page =
        format!("<!DOCTYPE html><html lang=en><meta charset=utf-8><title>Rollcall</title><p>{safe}</p>");
    Ok(Custom((status, Html(page)).into_response()))
}

async fn remove(call: Call) -> Result<NoContent, Problem> {
    connect::disconnect(&call.app, &call.act(), call.id()).await?;
    Ok(NoContent)
}

impl From<Failed> for Problem {
    fn from(failed: Failed) -> Problem {
        match failed {
            Failed::Ours(error) => error.into(),
            Failed::Google(error) => error.into(),
        }
    }
}

/// What a caller is told of Google's refusals (doors.md section 1).
impl From<MeetError> for Problem {
    fn from(error: MeetError) -> Problem {
        let detail = format!("{error}.");
        match error {
            MeetError::NeedsReconnect { .. } => {
                tracing::warn!(%error, "Google refuses an organiser's consent");
                Problem::new(
                    StatusCode::SERVICE_UNAVAILABLE,
                    "platform_not_connected",
                    "Google Meet API not available",
                )
            }
            MeetError::RateLimited => {
                Problem::too_many("Google's quota is used up. Try again in a minute.", 60)
            }
            MeetError::Timeout => Problem::new(StatusCode::GATEWAY_TIMEOUT, "platform_timeout", detail),
            _ => Problem::new(StatusCode::BAD_GATEWAY, "platform_error", detail),
        }
    }
}
