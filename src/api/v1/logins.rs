//! Logging in with e-mail and password.

use axum::http::StatusCode;
use secrecy::SecretString;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::me::{Me, me_of};
use crate::api::http::authentication::bearer_token;
use crate::api::http::login_throttle::LoginOrigin;
use crate::api::{Problem, PublicRequest, Route, post};
use crate::app::access::login::{LoginOutcome, is_of_known_device, log_in};
use crate::app::access::password;
use crate::domain::access::Scope;
use crate::domain::people::validated_text::MAX_EMAIL_BYTES;
use crate::domain::time::Timestamp;
use crate::store::people::email_key;

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

/// Nobody has a longer address: it is neither looked for nor remembered.
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

async fn create(open: PublicRequest<Credentials>) -> Result<LoggedIn, Problem> {
    let Credentials { email, password, organization_id } = &open.body;
    let (app, throttle, now) = (&open.app, &open.shared.login_throttle, open.app.now());
    let account = email_key(email);
    let place = login_origin(&open, &account).await?;
    throttle.check(&account, place, now).map_err(too_many)?;
    match log_in(app, email, password, organization_id.as_deref()).await? {
        LoginOutcome::Refused => {
            throttle.record_failure(&account, place, now).map_err(too_many)?;
            Err(Problem::new(
                StatusCode::UNAUTHORIZED,
                "invalid_credentials",
                "E-mail address or password is wrong.",
            ))
        }
        LoginOutcome::ChooseOrganization(organizations) => {
            throttle.record_success(&account, place, now).map_err(too_many)?;
            let named = organizations.iter().map(|(id, name)| json!({"id": id, "name": name}));
            let detail = "You are somebody in several organisations: say where, with organizationId.";
            let problem = Problem::conflict("choose_organization", detail);
            Err(problem.with("organizations", named.collect::<Vec<_>>()))
        }
        LoginOutcome::LoggedIn(login) => {
            throttle.record_success(&account, place, now).map_err(too_many)?;
            let scope = Scope::whole_organization(&login.organization);
            let person = me_of(&mut app.store.read().await?, &scope, &login.person).await?;
            Ok(LoggedIn { token: login.token, expires_at: login.expires_at, person })
        }
    }
}

/// Where the try counts: with the device, if it sends along a login to this account that has run out and if it has
/// tries left; else with the address.
async fn login_origin(open: &PublicRequest<Credentials>, account: &str) -> Result<LoginOrigin, Problem> {
    let address = LoginOrigin::from_address(open.client_address);
    let Some(token) = bearer_token(&open.headers) else { return Ok(address) };
    let has_tries = open.shared.login_throttle.check(account, LoginOrigin::Device, open.app.now()).is_ok();
    let is_known = has_tries && is_of_known_device(&open.app, token, account).await?;
    Ok(if is_known { LoginOrigin::Device } else { address })
}

pub(crate) fn too_many(seconds: u64) -> Problem {
    Problem::too_many("Too many wrong passwords. Please wait a moment.", seconds)
}
