//! Access tokens: from a refresh token, or from an assertion signed with a service account's key.
//!
//! One token per organiser and scope, cached, requested by one caller at a time, and renewed before it expires.

use std::sync::PoisonError;

use jsonwebtoken::dangerous::insecure_decode_claims;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

use crate::domain::time::{SECOND, Timestamp};
use crate::sources::meet::client::{CachedToken, MeetClient};
use crate::sources::meet::credential::{Credential, Organizer, ServiceAccountKey};
use crate::sources::meet::error::MeetError;

/// The audience of assertions. It is constant whatever the token endpoint's address, as in Google's own library.
const AUDIENCE: &str = "https://oauth2.googleapis.com/token";
const JWT_BEARER: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";
/// How long an assertion is valid; the longest that Google accepts.
const ASSERTION_SECONDS: i64 = 3_600;
/// How long before its expiry a token is renewed, as in Google's own library.
const RENEW_BEFORE_EXPIRY: i64 = 225 * SECOND;

#[derive(Serialize)]
struct AssertionClaims<'a> {
    iss: &'a str,
    sub: &'a str,
    scope: &'a str,
    aud: &'a str,
    iat: i64,
    exp: i64,
}

/// A consent that was just given.
pub struct OauthConsent {
    pub refresh_token: SecretString,
    pub scopes: Vec<String>,
    /// The account that consented.
    pub email: Option<String>,
}

#[derive(Deserialize)]
struct CodeExchangeResponse {
    refresh_token: SecretString,
    #[serde(default)]
    scope: String,
    #[serde(default)]
    id_token: Option<String>,
}

#[derive(Deserialize)]
struct AccessTokenResponse {
    access_token: SecretString,
    #[serde(default)]
    expires_in: Option<i64>,
}

impl MeetClient {
    /// Exchanges the authorisation code of a consent for a refresh token.
    pub async fn exchange_code(
        &self,
        client_id: &str,
        client_secret: &SecretString,
        code: &str,
        verifier: &str,
        redirect_uri: &str,
    ) -> Result<OauthConsent, MeetError> {
        let form = [
            ("grant_type", "authorization_code".to_owned()),
            ("client_id", client_id.to_owned()),
            ("client_secret", client_secret.expose_secret().to_owned()),
            ("code", code.to_owned()),
            ("code_verifier", verifier.to_owned()),
            ("redirect_uri", redirect_uri.to_owned()),
        ];
        let exchanged: CodeExchangeResponse = self.request_token(&form).await?;
        Ok(OauthConsent {
            refresh_token: exchanged.refresh_token,
            scopes: exchanged.scope.split_whitespace().map(str::to_owned).collect(),
            email: exchanged.id_token.as_deref().and_then(email_from_id_token),
        })
    }

    /// An access token for `scope`. `refused` is one that Google rejected: if it is the cached one, it is replaced.
    pub(super) async fn token(
        &self,
        organizer: &Organizer,
        scope: &str,
        refused: Option<&SecretString>,
    ) -> Result<SecretString, MeetError> {
        // The scopes of a consent are fixed; only a service account requests them by name.
        let scope = match organizer.credential {
            Credential::Consent { .. } => "",
            Credential::ServiceAccount(_) => scope,
        };
        let slot = {
            let mut tokens = self.0.tokens.lock().unwrap_or_else(PoisonError::into_inner);
            tokens.entry((self.cache_key(organizer), scope.to_owned())).or_default().clone()
        };
        let mut slot = slot.lock().await;
        let now = self.0.clock.now();
        let fresh = slot.as_ref().filter(|token| {
            now < token.renew_at
                && refused.is_none_or(|refused| refused.expose_secret() != token.access.expose_secret())
        });
        if let Some(token) = fresh {
            return Ok(token.access.clone());
        }
        *slot = None;
        let form = self.token_request_form(&organizer.email, &organizer.credential, scope)?;
        let granted: AccessTokenResponse = self.request_token(&form).await?;
        let life = granted.expires_in.unwrap_or(ASSERTION_SECONDS).max(1) * SECOND;
        let renew_at = now.plus(life - RENEW_BEFORE_EXPIRY.min(life / 2));
        *slot = Some(CachedToken { access: granted.access_token.clone(), renew_at });
        Ok(granted.access_token)
    }

    /// The key of a cached token. The secret is part of it, so that a new consent of the same account does not get
    /// the old one's token.
    fn cache_key(&self, organizer: &Organizer) -> String {
        let proof = match &organizer.credential {
            Credential::Consent { refresh_token, .. } => refresh_token.expose_secret(),
            Credential::ServiceAccount(account) => account.private_key.expose_secret(),
        };
        let digest = crate::domain::json::canonical::sha256_hex(proof);
        format!("{} {} {digest}", organizer.credential.project(), organizer.email)
    }

    fn token_request_form(
        &self,
        email: &str,
        credential: &Credential,
        scope: &str,
    ) -> Result<Vec<(&'static str, String)>, MeetError> {
        Ok(match credential {
            Credential::Consent { client_id, client_secret, refresh_token } => vec![
                ("grant_type", "refresh_token".to_owned()),
                ("client_id", client_id.clone()),
                ("client_secret", client_secret.expose_secret().to_owned()),
                ("refresh_token", refresh_token.expose_secret().to_owned()),
            ],
            Credential::ServiceAccount(account) => vec![
                ("grant_type", JWT_BEARER.to_owned()),
                ("assertion", assertion(account, email, scope, self.0.clock.now())?),
            ],
        })
    }
}

/// A signed JWT by which a service account acts as `email` (RFC 7523).
fn assertion(
    account: &ServiceAccountKey,
    email: &str,
    scope: &str,
    now: Timestamp,
) -> Result<String, MeetError> {
    let unreadable = |_| MeetError::NeedsReconnect {
        reason: "the service account's private key is unreadable".to_owned(),
    };
    let key =
        EncodingKey::from_rsa_pem(account.private_key.expose_secret().as_bytes()).map_err(unreadable)?;
    let header = Header { kid: account.private_key_id.clone(), ..Header::new(Algorithm::RS256) };
    let iat = now.millis().div_euclid(SECOND);
    let claims = AssertionClaims {
        iss: &account.client_email,
        sub: email,
        scope,
        aud: AUDIENCE,
        iat,
        exp: iat + ASSERTION_SECONDS,
    };
    jsonwebtoken::encode(&header, &claims, &key).map_err(unreadable)
}

/// The e-mail address in an ID token. It came from the token endpoint over TLS, so its signature need not be
/// verified.
fn email_from_id_token(id_token: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct IdTokenClaims {
        email: String,
    }
    insecure_decode_claims::<IdTokenClaims>(id_token).ok().map(|claims| claims.email)
}
