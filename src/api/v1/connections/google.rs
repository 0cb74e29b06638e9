//! Organisers whose Meet calls are read: who is connected and whether it works, connecting and disconnecting.

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::api::{
    Created, CustomResponse, LenientQuery, NoBody, NoContent, Page, Problem, PublicRequest, Route,
    RouteRequest, delete, get, post,
};
use crate::app::meet::connections;
use crate::domain::time::Timestamp;
use crate::http::error_codes::GOOGLE_ERRORS;
use crate::http::roles::ADMINS;
use crate::store::meet::connections::{ConsentState, GoogleConnection};

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
            .refuses(GOOGLE_ERRORS),
        post(
            "/api/v1/connections/google/consents",
            "Begin an organiser's consent: where to send the browser",
        )
        .who(ADMINS)
        .to(begin_consent)
        .refuses(&["no_google_client"]),
        get(CALLBACK, "Where Google leads the browser back to; the state says whose consent it is")
            .public(finish_consent)
            .produces(&["text/html"]),
        delete(
            "/api/v1/connections/google/{id}",
            "Forget an organiser, named by e-mail; what was read stays",
        )
        .who(ADMINS)
        .to(remove),
    ]
}

// How Rollcall may act for the organiser.
#[expect(dead_code, reason = "names the words in the document of the API")]
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
enum GoogleConnectionKind {
    Consent,
    ServiceAccount,
}

#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum GoogleConnectionState {
    Connected,
    NeedsReconnect,
}

/// An organiser.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = GoogleConnection)]
struct GoogleConnectionBody {
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

impl From<GoogleConnection> for GoogleConnectionBody {
    fn from(one: GoogleConnection) -> GoogleConnectionBody {
        let (state, reason) = match one.state {
            ConsentState::Connected => (GoogleConnectionState::Connected, None),
            ConsentState::NeedsReconnect { reason } => (GoogleConnectionState::NeedsReconnect, Some(reason)),
        };
        GoogleConnectionBody {
            id: one.email.clone(),
            email: one.email,
            kind: one.kind.as_str(),
            state,
            reason,
            failure: one.failure,
            failed_at: one.failed_at,
            read_at: one.succeeded_at,
            created_at: one.created_at,
        }
    }
}

async fn list(request: RouteRequest) -> Result<Page<GoogleConnectionBody>, Problem> {
    let connections = connections::list(&request.app, request.scope.organization()).await?;
    Ok(Page::complete(connections.into_iter().map(GoogleConnectionBody::from).collect()))
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = NewGoogleConnection)]
#[schema(example = json!({"email": "aisha@alnoor.example", "serviceAccount": {"type": "service_account"}}))]
struct NewGoogleConnectionBody {
    /// The organiser to act as.
    email: String,
    /// The key file that Google gave for the service account, as it is.
    #[schema(value_type = Object)]
    service_account: serde_json::Value,
}

async fn create(
    request: RouteRequest<NewGoogleConnectionBody>,
) -> Result<Created<GoogleConnectionBody>, Problem> {
    let NewGoogleConnectionBody { email, service_account } = &request.body;
    let actor = request.actor();
    let connection =
        connections::try_service_account(&request.app, &actor, &service_account.to_string(), email).await?;
    let mut write = request.write().await?;
    connections::save_connection(&mut write, &actor, &connection).await?;
    request.commit(write, Created(connection.into())).await
}

/// A consent that has begun.
#[derive(Serialize, ToSchema)]
#[schema(as = GoogleConsent)]
struct GoogleConsentBody {
    /// Open this in the organiser's browser within half an hour.
    address: String,
}

async fn begin_consent(request: RouteRequest) -> Result<GoogleConsentBody, Problem> {
    let redirect = format!("{}{CALLBACK}", request.app.config.server.address());
    Ok(GoogleConsentBody {
        address: connections::begin_consent(&request.app, request.scope.organization(), &redirect)?,
    })
}

/// What is read of Google's answer; it sends more than that.
#[derive(Deserialize, IntoParams)]
struct ConsentCallbackParameters {
    state: Option<String>,
    code: Option<String>,
    error: Option<String>,
}

/// Google redirects the organiser's browser here after the consent, so the response is a page with one sentence.
async fn finish_consent(
    request: PublicRequest<NoBody, LenientQuery<ConsentCallbackParameters>>,
) -> Result<CustomResponse, Problem> {
    let ConsentCallbackParameters { state, code, error } = request.query.0;
    let (status, sentence) = match (state, code, error) {
        (Some(state), Some(code), None) => {
            match connections::finish_consent(&request.app, &state, &code).await {
                Ok(connection) => {
                    (StatusCode::OK, format!("{} is connected. You can close this page.", connection.email))
                }
                Err(failed) => {
                    let problem = Problem::from(failed);
                    (problem.status, problem.detail)
                }
            }
        }
        _ => (
            StatusCode::BAD_REQUEST,
            "Google was not allowed to share its meetings; nothing is connected.".to_owned(),
        ),
    };
    let safe = sentence.replace('&', "&amp;").replace('<', "&lt;");
    let page =
        format!("<!DOCTYPE html><html lang=en><meta charset=utf-8><title>Rollcall</title><p>{safe}</p>");
    Ok(CustomResponse((status, Html(page)).into_response()))
}

async fn remove(request: RouteRequest) -> Result<NoContent, Problem> {
    connections::disconnect(&request.app, &request.actor(), request.id()).await?;
    Ok(NoContent)
}
