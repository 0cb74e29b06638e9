//! Logging in with e-mail and password.

use axum::http::StatusCode;
use secrecy::SecretString;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::me::{Me, me_of};
use crate::api::{Problem, PublicRequest, Route, post};
use crate::app::access::login::LoginOutcome;
use crate::app::access::login_attempt::{EarlierLogin, LoginAttempt, log_in};
use crate::app::access::password;
use crate::domain::access::Scope;
use crate::domain::people::validated_text::MAX_EMAIL_BYTES;
use crate::domain::time::Timestamp;
use crate::http::authentication::bearer_token;

pub(crate) fn routes() -> Vec<Route> {
    vec![post("/api/v1/logins", "Log in: a token for everything else").public(create).refuses(&[
        "invalid_credentials",
        "choose_organization",
        "rate_limited",
    ])]
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"email": "office@alnoor.example", "password": "correct horse battery staple"}))]
struct Credentials {
    #[serde(deserialize_with = "short_email")]
    #[schema(max_length = 254)]
    email: String,
    #[serde(deserialize_with = "short_password")]
    #[schema(value_type = String, format = Password, max_length = 1024)]
    password: SecretString,
    /// Where one is somebody in several: one of the `organizations` that 409 `choose_organization` names.
    organization_id: Option<String>,
}

/// Refuses an address longer than any account can have, before it is looked up or remembered by the login throttle.
fn short_email<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let email = String::deserialize(deserializer)?;
    short(email.trim(), MAX_EMAIL_BYTES)?;
    Ok(email)
}

fn short_password<'de, D: Deserializer<'de>>(deserializer: D) -> Result<SecretString, D::Error> {
    let text = String::deserialize(deserializer)?;
    short(&text, password::MAX_BYTES)?;
    Ok(text.into())
}

fn short<E: serde::de::Error>(text: &str, longest: usize) -> Result<(), E> {
    match text.len() <= longest {
        true => Ok(()),
        false => Err(E::custom(format!("longer than {longest} bytes"))),
    }
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct LoggedIn {
    /// Send it as `Authorization: Bearer <token>`.
    token: String,
    #[schema(value_type = String, format = DateTime)]
    expires_at: Timestamp,
    person: Me,
}

async fn create(request: PublicRequest<Credentials>) -> Result<LoggedIn, Problem> {
    let Credentials { email, password, organization_id } = &request.body;
    let app = &request.app;
    let cookie = request.login_cookie();
    let token = bearer_token(&request.headers).map(EarlierLogin::Token);
    let attempt = LoginAttempt {
        email,
        password,
        organization: organization_id.as_deref(),
        address: request.client_address,
        earlier: token.or_else(|| cookie.as_deref().map(EarlierLogin::Cookie)),
    };
    match log_in(app, &request.shared.login_throttle, &attempt).await? {
        LoginOutcome::Refused => Err(Problem::new(
            StatusCode::UNAUTHORIZED,
            "invalid_credentials",
            "E-mail address or password is wrong.",
        )),
        LoginOutcome::ChooseOrganization(organizations) => {
            let named = organizations.iter().map(|(id, name)| json!({"id": id, "name": name}));
            let detail = "You are somebody in several organisations: say where, with organizationId.";
            let problem = Problem::conflict("choose_organization", detail);
            Err(problem.with("organizations", named.collect::<Vec<_>>()))
        }
        LoginOutcome::LoggedIn(login) => {
            let scope = Scope::whole_organization(&login.organization);
            let person = me_of(&mut app.store.read().await?, &scope, &login.person).await?;
            Ok(LoggedIn { token: login.token, expires_at: login.expires_at, person })
        }
    }
}
