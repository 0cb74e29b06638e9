//! Whose Meet calls may be read: consents of organisers, and service accounts that act for them.
//!
//! A consent begins with an address and ends with a code. What has to be remembered in between (the PKCE verifier, for
//! whom, until when) travels sealed in `state`, so nothing is kept before it is known to be good.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{Failed, MINUTE};
use crate::app::{Act, App, Error};
use crate::domain::time::Timestamp;
use crate::sources::meet::{CREATED, Credential, DIRECTORY, Organizer, READONLY, ServiceAccount};
use crate::store::meet::connections::{ConnectionKind, ConnectionState, GoogleConnection};
use crate::store::session::StoredSession;
use crate::store::{StoreError, Write};

/// How long somebody may take over the consent screen.
const PATIENCE: i64 = 30 * MINUTE;

/// A consent that has begun, as `state` holds it.
#[derive(Serialize, Deserialize)]
struct Begun {
    organization: String,
    redirect_uri: String,
    verifier: String,
    until: Timestamp,
}

const STATE_PLACE: &str = "google_consent";

fn place(organization: &str, email: &str) -> String {
    format!("google_connections/{organization}/{email}")
}

/// The address where an organiser consents. Google leads back to `redirect_uri` with `code` and `state`.
pub fn begin(app: &App, organization: &str, redirect_uri: &str) -> Result<String, Error> {
    let google = &app.config.google;
    if google.client_id.is_empty() {
        return Err(Error::refused(
            "no_google_client",
            "This installation has no Google OAuth client. Set google.client_id and google.client_secret, or connect a service account.",
        ));
    }
    let verifier = URL_SAFE_NO_PAD.encode(app.ids.bytes::<48>());
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()));
    let begun = Begun {
        organization: organization.to_owned(),
        redirect_uri: redirect_uri.to_owned(),
        verifier,
        until: app.now().plus(PATIENCE),
    };
    let text = SecretString::from(json!(begun).to_string());
    let state = app.secrets.encrypt(&app.ids, STATE_PLACE, &text);
    let directory = if google.ask_directory { DIRECTORY } else { "" };
    let scope = format!("openid email {READONLY} {CREATED} {directory}");
    let scope = scope.trim_end();
    let parameters = [
        ("client_id", google.client_id.as_str()),
        ("redirect_uri", redirect_uri),
        ("response_type", "code"),
        ("scope", scope),
        ("code_challenge", challenge.as_str()),
        ("code_challenge_method", "S256"),
        // Only so Google gives a refresh token, and gives it again to somebody who consented before.
        ("access_type", "offline"),
        ("prompt", "consent"),
        ("state", state.as_str()),
    ];
    let address = url::Url::parse_with_params(google.consent_url.as_str(), parameters)
        .expect("google.consent_url was checked when the settings were read");
    Ok(address.into())
}

/// The end of a consent: what Google led back with. Tries the consent before it is kept.
pub async fn finish(app: &App, state: &str, code: &str) -> Result<GoogleConnection, Failed> {
    let stale = || {
        Error::refused("stale_consent", "This consent was begun elsewhere or too long ago. Begin it again.")
    };
    let begun = app.secrets.decrypt(STATE_PLACE, state).map_err(|_| stale())?;
    let begun: Begun = serde_json::from_str(begun.expose_secret()).map_err(|_| stale())?;
    if begun.until < app.now() {
        return Err(stale().into());
    }
    let google = &app.config.google;
    let granted = app
        .meet
        .exchange(&google.client_id, &google.client_secret, code, &begun.verifier, &begun.redirect_uri)
        .await?;
    if !granted.scopes.iter().any(|scope| scope == READONLY) {
        return Err(Error::refused(
            "scope_missing",
            "The consent does not include reading Meet calls. Begin it again and leave that box ticked.",
        )
        .into());
    }
    let email = granted.email.ok_or_else(|| {
        Error::refused("no_email", "Google did not say whose consent this is. Begin it again.")
    })?;
    let credential = Credential::Consent {
        client_id: google.client_id.clone(),
        client_secret: google.client_secret.clone(),
        refresh_token: granted.refresh_token.clone(),
    };
    let organization = begun.organization;
    let secret = granted.refresh_token;
    let act = Act::of_installation(app, &organization);
    let connection = tried(app, &act, &email, credential, ConnectionKind::Consent, secret).await?;
    kept_alone(app, &act, connection).await
}

/// Lets a service account act as an organiser. `key_file` is the JSON that Google gave for it.
pub async fn service_account(
    app: &App,
    act: &Act,
    key_file: &str,
    email: &str,
) -> Result<GoogleConnection, Failed> {
    let connection = try_service_account(app, act, key_file, email).await?;
    kept_alone(app, act, connection).await
}

/// Tries what the key gives; nothing is kept yet.
pub async fn try_service_account(
    app: &App,
    act: &Act,
    key_file: &str,
    email: &str,
) -> Result<GoogleConnection, Failed> {
    let account: ServiceAccount = serde_json::from_str(key_file).map_err(|error| {
        Error::refused("invalid_key_file", format!("This is no key file of a service account: {error}."))
    })?;
    let credential = Credential::ServiceAccount(account);
    let secret = SecretString::from(key_file.to_owned());
    tried(app, act, email, credential, ConnectionKind::ServiceAccount, secret).await
}

async fn tried(
    app: &App,
    act: &Act,
    email: &str,
    credential: Credential,
    kind: ConnectionKind,
    secret: SecretString,
) -> Result<GoogleConnection, Failed> {
    let email = email.trim().to_lowercase();
    if !email.contains('@') || !crate::store::fits(&email) {
        return Err(Error::refused("invalid_email", "The organiser is named by an e-mail address.").into());
    }
    let organization = act.organization();
    if app.store.read().await?.find_facts(organization).await?.is_none() {
        return Err(Error::NotFound("organisation").into());
    }
    let organizer = Organizer { email: email.clone(), credential };
    app.meet.records(&organizer, "end_time IS NULL").await?;
    Ok(GoogleConnection {
        organization_id: organization.to_owned(),
        kind,
        sealed_secret: app.secrets.encrypt(&app.ids, &place(organization, &email), &secret),
        state: ConnectionState::Connected,
        failure: None,
        failed_at: None,
        read_at: None,
        listed_at: None,
        created_at: act.now,
        email,
    })
}

/// Keeps a connection that was tried.
pub async fn keep(write: &mut Write, act: &Act, connection: &GoogleConnection) -> Result<(), StoreError> {
    write.put_google_connection(connection).await?;
    let subject = format!("google:{}", connection.email);
    act.record(write, "google.connected", subject, json!({"kind": connection.kind.word()})).await
}

async fn kept_alone(app: &App, act: &Act, connection: GoogleConnection) -> Result<GoogleConnection, Failed> {
    let mut write = app.store.write().await?;
    keep(&mut write, act, &connection).await?;
    write.commit().await?;
    Ok(connection)
}

/// The organisers of an organisation.
pub async fn list(app: &App, organization: &str) -> Result<Vec<GoogleConnection>, Error> {
    Ok(app.store.read().await?.list_google_connections(organization).await?)
}

/// Forgets an organiser's consent. What was read stays.
pub async fn disconnect(app: &App, act: &Act, email: &str) -> Result<(), Error> {
    let email = email.trim().to_lowercase();
    let mut write = app.store.write().await?;
    if !write.delete_google_connection(act.organization(), &email).await? {
        return Err(Error::NotFound("Google connection"));
    }
    act.record(&mut write, "google.disconnected", format!("google:{email}"), json!({})).await?;
    write.commit().await?;
    Ok(())
}

/// The organiser of a connection, ready to be asked for.
pub(super) fn organizer(app: &App, connection: &GoogleConnection) -> Result<Organizer, Error> {
    let place = place(&connection.organization_id, &connection.email);
    let secret = app.secrets.decrypt(&place, &connection.sealed_secret)?;
    let credential = match connection.kind {
        ConnectionKind::Consent => Credential::Consent {
            client_id: app.config.google.client_id.clone(),
            client_secret: app.config.google.client_secret.clone(),
            refresh_token: secret,
        },
        ConnectionKind::ServiceAccount => {
            let account = serde_json::from_str(secret.expose_secret());
            Credential::ServiceAccount(account.map_err(|_| {
                Error::refused("invalid_key_file", "The stored key of the service account is unreadable.")
            })?)
        }
    };
    Ok(Organizer { email: connection.email.clone(), credential })
}

/// Who may read a session's calls: the organiser it names; where it names none, the organisation's only one.
pub(super) fn organizer_of<'a>(
    stored: &StoredSession,
    connections: &'a [GoogleConnection],
) -> Option<&'a GoogleConnection> {
    match (&stored.meet_organizer, connections) {
        (Some(email), _) => connections.iter().find(|one| one.email.eq_ignore_ascii_case(email)),
        (None, [only]) => Some(only),
        (None, _) => None,
    }
}
