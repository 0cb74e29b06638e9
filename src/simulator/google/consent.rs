//! The consent screen: who is asked for what, and the way back with a code.

use axum::extract::{Form, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use crate::simulator::google::state::{AuthorizationCode, SimulatedGoogle};
use crate::simulator::google::token::split_scopes;

/// What an application asks a person for (RFC 6749 4.1.1 with PKCE).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AuthorizationRequest {
    client_id: String,
    redirect_uri: String,
    response_type: String,
    scope: String,
    #[serde(default)]
    state: String,
    #[serde(default)]
    code_challenge: String,
    #[serde(default)]
    code_challenge_method: String,
    #[serde(default)]
    access_type: String,
}

#[derive(Deserialize)]
pub struct ConsentForm {
    #[serde(flatten)]
    request: AuthorizationRequest,
    /// The account that consents; absent when the person refused.
    account: Option<String>,
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// `GET /o/oauth2/v2/auth`
pub async fn page(
    State(google): State<SimulatedGoogle>,
    Query(request): Query<AuthorizationRequest>,
) -> Response {
    let (known, accounts) = google.with(|state| {
        let known = state.world.clients.iter().any(|client| client.client_id == request.client_id);
        (known, state.world.accounts.clone())
    });
    if !known || request.response_type != "code" {
        return (
            StatusCode::BAD_REQUEST,
            Html("<h1>Error 400: invalid_client or invalid response_type</h1>"),
        )
            .into_response();
    }
    let fields = [
        ("client_id", &request.client_id),
        ("redirect_uri", &request.redirect_uri),
        ("response_type", &request.response_type),
        ("scope", &request.scope),
        ("state", &request.state),
        ("code_challenge", &request.code_challenge),
        ("code_challenge_method", &request.code_challenge_method),
        ("access_type", &request.access_type),
    ];
    let hidden: String = fields
        .iter()
        .map(|(name, value)| format!("<input type=hidden name={name} value=\"{}\">", escape(value)))
        .collect();
    let buttons: String = accounts
        .iter()
        .map(|account| {
            let email = escape(&account.email);
            format!("<p><button name=account value=\"{email}\">Allow as {email}</button></p>")
        })
        .collect();
    Html(format!(
        "<!DOCTYPE html><html lang=en><title>Sign in (simulated Google)</title><h1>Simulated Google</h1>\
         <p>An application asks for: <code>{}</code></p>\
         <form method=post>{hidden}{buttons}<p><button>Refuse</button></p></form>",
        escape(&request.scope)
    ))
    .into_response()
}

/// `POST /o/oauth2/v2/auth`: back to the application, with a code or with `access_denied`.
pub async fn decide(State(google): State<SimulatedGoogle>, Form(decision): Form<ConsentForm>) -> Response {
    let ConsentForm { request, account } = decision;
    let mut back = match url::Url::parse(&request.redirect_uri) {
        Ok(back) => back,
        Err(_) => {
            return (StatusCode::BAD_REQUEST, Html("<h1>Error 400: redirect_uri_mismatch</h1>"))
                .into_response();
        }
    };
    let code = account.and_then(|email| {
        google.with(|state| {
            let email = state.world.account(&email)?.email.clone();
            let code = format!("4/{}", state.opaque());
            let challenge = Some(request.code_challenge.clone()).filter(|challenge| !challenge.is_empty());
            let expires = state.clock.now() + TimeDelta::minutes(10);
            state.codes.insert(
                code.clone(),
                AuthorizationCode {
                    client_id: request.client_id.clone(),
                    redirect_uri: request.redirect_uri.clone(),
                    challenge,
                    email,
                    scopes: split_scopes(&request.scope),
                    offline: request.access_type == "offline",
                    expires,
                },
            );
            Some(code)
        })
    });
    let mut query = back.query_pairs_mut();
    match &code {
        Some(code) => query.append_pair("code", code).append_pair("scope", &request.scope),
        None => query.append_pair("error", "access_denied"),
    };
    query.append_pair("state", &request.state);
    drop(query);
    Redirect::to(back.as_str()).into_response()
}
