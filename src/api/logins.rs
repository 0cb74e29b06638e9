//! Logging in with e-mail and password.

use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::me::{Me, me_of};
use super::{Open, Problem, Route, post};
use crate::app::login::log_in;
use crate::domain::access::Scope;
use crate::domain::time::Timestamp;
use crate::store::people::email_key;

pub(super) fn routes() -> Vec<Route> {
    vec![
        post("/api/v1/logins", "Log in: a token for everything else")
            .anyone(create)
            .refuses(&["invalid_credentials", "rate_limited"]),
    ]
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"email": "office@alnoor.example", "password": "correct horse battery staple"}))]
struct Credentials {
    email: String,
    #[schema(value_type = String, format = Password)]
    password: SecretString,
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

async fn create(open: Open<Credentials>) -> Result<LoggedIn, Problem> {
    let Credentials { email, password } = open.body;
    let account = email_key(&email);
    let throttle = &open.shared.throttle;
    throttle.check(&account, open.peer).map_err(too_many)?;
    let Some(login) = log_in(&open.app, &email, password).await? else {
        throttle.failed(&account, open.peer);
        return Err(Problem::new(
            axum::http::StatusCode::UNAUTHORIZED,
            "invalid_credentials",
            "E-mail address or password is wrong.",
        ));
    };
    // Guesses that were at work together with the one that went too far are not told that they were right.
    throttle.check(&account, open.peer).map_err(too_many)?;
    let mut read = open.app.store.read().await?;
    let scope = Scope::whole(&login.organization);
    let person = me_of(&mut read, &scope, &login.person).await?;
    Ok(LoggedIn { token: login.token, expires_at: login.expires_at, person })
}

fn too_many(seconds: u64) -> Problem {
    Problem::too_many("Too many wrong passwords. Please wait a moment.", seconds)
}
