//! The token endpoint: refresh tokens, authorisation codes with PKCE, and assertions of service accounts.

use axum::Json;
use axum::extract::{Form, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Validation};
use serde::Deserialize;
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::simulator::google::state::{GoogleState, IssuedToken, SimulatedGoogle};
use crate::simulator::google::world::OauthGrant;

/// What google-auth writes as audience whatever address it talks to.
const AUDIENCE: &str = "https://oauth2.googleapis.com/token";
const JWT_BEARER: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";

/// An OAuth refusal.
struct OauthErrorResponse(StatusCode, &'static str, &'static str);

impl OauthErrorResponse {
    fn grant(detail: &'static str) -> OauthErrorResponse {
        OauthErrorResponse(StatusCode::BAD_REQUEST, "invalid_grant", detail)
    }
    fn request(detail: &'static str) -> OauthErrorResponse {
        OauthErrorResponse(StatusCode::BAD_REQUEST, "invalid_request", detail)
    }
}

impl IntoResponse for OauthErrorResponse {
    fn into_response(self) -> Response {
        (self.0, Json(json!({"error": self.1, "error_description": self.2}))).into_response()
    }
}

#[derive(Deserialize)]
pub struct TokenForm {
    grant_type: Option<String>,
    client_id: Option<String>,
    client_secret: Option<String>,
    refresh_token: Option<String>,
    scope: Option<String>,
    code: Option<String>,
    redirect_uri: Option<String>,
    code_verifier: Option<String>,
    assertion: Option<String>,
}

#[derive(Deserialize)]
struct ReceivedAssertion {
    iss: String,
    #[serde(default)]
    sub: Option<String>,
    #[serde(default)]
    scope: String,
    aud: String,
    iat: i64,
    exp: i64,
}

/// `POST /token`
pub async fn token(
    State(google): State<SimulatedGoogle>,
    headers: axum::http::HeaderMap,
    Form(form): Form<TokenForm>,
) -> Response {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default().to_owned();
    if let Some(failure) = google.fault("/token", None) {
        return failure.answer(Json(json!({})).into_response()).await;
    }
    google.with(|state| {
        *state.meter.by_route.entry("token").or_default() += 1;
        let answer = match form.grant_type.as_deref() {
            Some("refresh_token") => refresh(state, &form),
            Some("authorization_code") => exchange(state, &form),
            Some(JWT_BEARER) => assertion(state, &form, &host),
            _ => Err(OauthErrorResponse(
                StatusCode::BAD_REQUEST,
                "unsupported_grant_type",
                "Invalid grant_type",
            )),
        };
        answer.unwrap_or_else(OauthErrorResponse::into_response)
    })
}

/// The id of the client in the form, after checking its secret.
fn client(state: &GoogleState, form: &TokenForm) -> Result<String, OauthErrorResponse> {
    let id = form
        .client_id
        .as_deref()
        .ok_or(OauthErrorResponse::request("Could not determine client ID from request."))?;
    let known = state.world.clients.iter().find(|client| client.client_id == id);
    match known {
        Some(client) if form.client_secret.as_deref() == Some(&client.client_secret) => Ok(id.to_owned()),
        Some(_) => Err(OauthErrorResponse(StatusCode::UNAUTHORIZED, "invalid_client", "Unauthorized")),
        None => Err(OauthErrorResponse(
            StatusCode::UNAUTHORIZED,
            "invalid_client",
            "The OAuth client was not found.",
        )),
    }
}

fn refresh(state: &mut GoogleState, form: &TokenForm) -> Result<Response, OauthErrorResponse> {
    let client_id = client(state, form)?;
    let token = form
        .refresh_token
        .as_deref()
        .ok_or(OauthErrorResponse::request("Missing required parameter: refresh_token"))?;
    let grant = state
        .world
        .grants
        .iter()
        .find(|grant| grant.refresh_token == token && grant.client_id == client_id && !grant.revoked)
        .ok_or(OauthErrorResponse::grant("Token has been expired or revoked."))?
        .clone();
    let scopes = match form.scope.as_deref().filter(|scope| !scope.is_empty()) {
        None => grant.scopes,
        Some(asked) => {
            let asked = split_scopes(asked);
            if asked.iter().any(|scope| !grant.scopes.contains(scope)) {
                return Err(OauthErrorResponse(StatusCode::BAD_REQUEST, "invalid_scope", "Bad Request"));
            }
            asked
        }
    };
    Ok(issue_token(state, Some(grant.email), client_id, scopes, None))
}

fn exchange(state: &mut GoogleState, form: &TokenForm) -> Result<Response, OauthErrorResponse> {
    let client_id = client(state, form)?;
    let code = form.code.as_deref().ok_or(OauthErrorResponse::request("Missing required parameter: code"))?;
    // A code is used up by its first use, whether that succeeds or not.
    let code = state.codes.remove(code).ok_or(OauthErrorResponse::grant("Malformed auth code."))?;
    if code.client_id != client_id || code.expires < state.clock.now() {
        return Err(OauthErrorResponse::grant("Bad Request"));
    }
    if form.redirect_uri.as_deref() != Some(&code.redirect_uri) {
        return Err(OauthErrorResponse(StatusCode::BAD_REQUEST, "redirect_uri_mismatch", "Bad Request"));
    }
    if let Some(challenge) = &code.challenge {
        let verifier =
            form.code_verifier.as_deref().ok_or(OauthErrorResponse::grant("Missing code verifier."))?;
        if URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes())) != *challenge {
            return Err(OauthErrorResponse::grant("Invalid code verifier."));
        }
    }
    let refresh_token = code.offline.then(|| format!("1//{}", state.opaque()));
    if let Some(token) = &refresh_token {
        state.world.grants.push(OauthGrant {
            refresh_token: token.clone(),
            client_id: client_id.clone(),
            email: code.email.clone(),
            scopes: code.scopes.clone(),
            revoked: false,
        });
    }
    Ok(issue_token(state, Some(code.email), client_id, code.scopes, refresh_token))
}

fn assertion(state: &mut GoogleState, form: &TokenForm, host: &str) -> Result<Response, OauthErrorResponse> {
    let jwt = form
        .assertion
        .as_deref()
        .ok_or(OauthErrorResponse::request("Missing required parameter: assertion"))?;
    // The issuer names the key, so it is read before the signature is verified.
    let issuer = jsonwebtoken::dangerous::insecure_decode::<ReceivedAssertion>(jwt)
        .map_err(|_| OauthErrorResponse::grant("Invalid JWT: malformed"))?
        .claims
        .iss;
    let account = state
        .world
        .service_accounts
        .iter()
        .find(|account| account.email == issuer)
        .ok_or(OauthErrorResponse::grant("Invalid grant: account not found"))?
        .clone();
    let key = DecodingKey::from_rsa_pem(account.public_key.as_bytes())
        .map_err(|_| OauthErrorResponse::grant("Invalid JWT Signature."))?;
    let mut validation = Validation::new(Algorithm::RS256);
    validation.validate_exp = false; // by the simulated clock, below
    validation.validate_aud = false; // two are right, below
    validation.required_spec_claims.clear();
    let claims = jsonwebtoken::decode::<ReceivedAssertion>(jwt, &key, &validation)
        .map_err(|_| OauthErrorResponse::grant("Invalid JWT Signature."))?
        .claims;
    let now = state.clock.now().timestamp();
    if claims.exp <= now || claims.iat > now + 300 || claims.exp > claims.iat + 3_600 {
        return Err(OauthErrorResponse::grant(
            "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe.",
        ));
    }
    if claims.aud != AUDIENCE && claims.aud != format!("http://{host}/token") {
        return Err(OauthErrorResponse::grant("Invalid JWT: Failed audience check."));
    }
    let scopes = split_scopes(&claims.scope);
    if scopes.is_empty() {
        return Err(OauthErrorResponse(
            StatusCode::BAD_REQUEST,
            "invalid_scope",
            "Empty or missing scope not allowed.",
        ));
    }
    let email = match claims.sub.filter(|subject| *subject != account.email) {
        None => None,
        Some(subject) => {
            if scopes.iter().any(|scope| !account.delegated_scopes.contains(scope)) {
                return Err(OauthErrorResponse(
                    StatusCode::UNAUTHORIZED,
                    "unauthorized_client",
                    "Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the scopes requested.",
                ));
            }
            Some(
                state
                    .world
                    .account(&subject)
                    .ok_or(OauthErrorResponse::grant("Invalid email or User ID"))?
                    .email
                    .clone(),
            )
        }
    };
    Ok(issue_token(state, email, account.email, scopes, None))
}

pub fn split_scopes(scopes: &str) -> Vec<String> {
    scopes.split_whitespace().map(str::to_owned).collect()
}

fn issue_token(
    state: &mut GoogleState,
    email: Option<String>,
    client: String,
    scopes: Vec<String>,
    refresh: Option<String>,
) -> Response {
    let token = format!("ya29.{}", state.opaque());
    let seconds = state.knobs.token_seconds;
    let now = state.clock.now();
    let mut answer = json!({
        "access_token": token,
        "expires_in": seconds,
        "scope": scopes.join(" "),
        "token_type": "Bearer",
    });
    if let Some(refresh) = refresh {
        answer["refresh_token"] = refresh.into();
    }
    if scopes.iter().any(|scope| scope == "openid")
        && let Some(account) = email.as_deref().and_then(|email| state.world.account(email))
    {
        answer["id_token"] = id_token(&account.email, &account.user, &client, now).into();
    }
    let expires = now + TimeDelta::seconds(seconds);
    state.tokens.insert(token, IssuedToken { email, client, scopes, expires });
    Json(answer).into_response()
}

/// An ID token. Google signs these with RS256; a receiver that got it from the token endpoint need not verify the
/// signature.
fn id_token(email: &str, user: &str, client: &str, now: DateTime<Utc>) -> String {
    let claims = json!({
        "iss": "https://accounts.google.com",
        "aud": client,
        "sub": user.trim_start_matches("users/"),
        "email": email,
        "email_verified": true,
        "iat": now.timestamp(),
        "exp": now.timestamp() + 3_600,
    });
    let key = EncodingKey::from_secret(b"simulated");
    jsonwebtoken::encode(&jsonwebtoken::Header::default(), &claims, &key).expect("the claims are plain JSON")
}
