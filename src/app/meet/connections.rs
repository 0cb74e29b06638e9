//! Google connections: consents of organisers to read their Meet calls, and service accounts that act for them.
//!
//! A consent begins with a Google address that the organiser opens and ends with a code that Google returns. What
//! has to be remembered in between (the PKCE verifier, the organisation, the time limit) travels encrypted in
//! `state`, so nothing is stored before the consent is known to work.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::MeetOperationError;
use crate::app::{ActorContext, App, Error};
use crate::domain::time::{MINUTE, Timestamp};
use crate::sources::meet::{
    Credential, Organizer, SCOPE_CREATED, SCOPE_DIRECTORY, SCOPE_READONLY, ServiceAccountKey,
};
use crate::store::meet::connections::{ConsentState, CredentialKind, GoogleConnection};
use crate::store::{StoreError, Write};

/// How long somebody may take over the consent screen.
const CONSENT_TIMEOUT: i64 = 30 * MINUTE;

/// A consent that has begun, as it is encrypted in `state`.
#[derive(Serialize, Deserialize)]
struct PendingConsent {
    organization: String,
    redirect_uri: String,
    verifier: String,
    until: Timestamp,
}

const CONSENT_CONTEXT: &str = "google_consent";

fn encryption_context(organization: &str, email: &str) -> String {
    format!("google_connections/{organization}/{email}")
}

/// The address where an organiser consents. Google redirects to `redirect_uri` with `code` and `state`.
pub fn begin_consent(app: &App, organization: &str, redirect_uri: &str) -> Result<String, Error> {
    let google = &app.config.google;
    if google.client_id.is_empty() {
        return Err(Error::refused(
            "no_google_client",
            "This installation has no Google OAuth client. Set google.client_id and google.client_secret, or connect a service account.",
        ));
    }
    let verifier = URL_SAFE_NO_PAD.encode(app.ids.random_bytes::<48>());
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()));
    let begun = PendingConsent {
        organization: organization.to_owned(),
        redirect_uri: redirect_uri.to_owned(),
        verifier,
        until: app.now().plus(CONSENT_TIMEOUT),
    };
    let text = SecretString::from(json!(begun).to_string());
    let state = app.secrets.encrypt(&app.ids, CONSENT_CONTEXT, &text);
    let directory = if google.ask_directory { SCOPE_DIRECTORY } else { "" };
    let scope = format!("openid email {SCOPE_READONLY} {SCOPE_CREATED} {directory}");
    let scope = scope.trim_end();
    let parameters = [
        ("client_id", google.client_id.as_str()),
        ("redirect_uri", redirect_uri),
        ("response_type", "code"),
        ("scope", scope),
        ("code_challenge", challenge.as_str()),
        ("code_challenge_method", "S256"),
        // With these Google returns a refresh token, also to somebody who consented before.
        ("access_type", "offline"),
        ("prompt", "consent"),
        ("state", state.as_str()),
    ];
    let address = url::Url::parse_with_params(google.consent_url.as_str(), parameters)
        .expect("google.consent_url was checked when the settings were read");
    Ok(address.into())
}

/// Ends a consent with what Google returned. The consent is tried before it is saved.
pub async fn finish_consent(
    app: &App,
    state: &str,
    code: &str,
) -> Result<GoogleConnection, MeetOperationError> {
    let stale = || {
        Error::refused("stale_consent", "This consent was begun elsewhere or too long ago. Begin it again.")
    };
    let begun = app.secrets.decrypt(CONSENT_CONTEXT, state).map_err(|_| stale())?;
    let begun: PendingConsent = serde_json::from_str(begun.expose_secret()).map_err(|_| stale())?;
    if begun.until < app.now() {
        return Err(stale().into());
    }
    let google = &app.config.google;
    let granted = app
        .meet
        .exchange_code(&google.client_id, &google.client_secret, code, &begun.verifier, &begun.redirect_uri)
        .await?;
    if !granted.scopes.iter().any(|scope| scope == SCOPE_READONLY) {
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
    let actor = ActorContext::of_installation(app, &organization);
    let connection =
        test_connection(app, &actor, &email, credential, CredentialKind::Consent, secret).await?;
    save_in_own_transaction(app, &actor, connection).await
}

/// Lets a service account act as an organiser. `key_file` is the JSON that Google gave for it.
pub async fn connect_service_account(
    app: &App,
    actor: &ActorContext,
    key_file: &str,
    email: &str,
) -> Result<GoogleConnection, MeetOperationError> {
    let connection = try_service_account(app, actor, key_file, email).await?;
    save_in_own_transaction(app, actor, connection).await
}

/// Reads Meet once with the key; nothing is saved yet.
pub async fn try_service_account(
    app: &App,
    actor: &ActorContext,
    key_file: &str,
    email: &str,
) -> Result<GoogleConnection, MeetOperationError> {
    let account: ServiceAccountKey = serde_json::from_str(key_file).map_err(|error| {
        Error::refused("invalid_key_file", format!("This is no key file of a service account: {error}."))
    })?;
    let credential = Credential::ServiceAccount(account);
    let secret = SecretString::from(key_file.to_owned());
    test_connection(app, actor, email, credential, CredentialKind::ServiceAccount, secret).await
}

async fn test_connection(
    app: &App,
    actor: &ActorContext,
    email: &str,
    credential: Credential,
    kind: CredentialKind,
    secret: SecretString,
) -> Result<GoogleConnection, MeetOperationError> {
    let email = email.trim().to_lowercase();
    if !email.contains('@') || !crate::store::fits(&email) {
        return Err(Error::refused("invalid_email", "The organiser is named by an e-mail address.").into());
    }
    let organization = actor.organization();
    if app.store.read().await?.find_organization_profile(organization).await?.is_none() {
        return Err(Error::NotFound("organisation").into());
    }
    let organizer = Organizer { email: email.clone(), credential };
    app.meet.records(&organizer, "end_time IS NULL").await?;
    Ok(GoogleConnection {
        organization_id: organization.to_owned(),
        kind,
        sealed_secret: app.secrets.encrypt(&app.ids, &encryption_context(organization, &email), &secret),
        state: ConsentState::Connected,
        failure: None,
        failed_at: None,
        succeeded_at: None,
        listed_at: None,
        created_at: actor.now,
        email,
    })
}

/// Saves a connection that was tried.
pub async fn save_connection(
    write: &mut Write,
    actor: &ActorContext,
    connection: &GoogleConnection,
) -> Result<(), StoreError> {
    write.put_google_connection(connection).await?;
    let subject = format!("google:{}", connection.email);
    actor.record_audit(write, "google.connected", subject, json!({"kind": connection.kind.as_str()})).await
}

async fn save_in_own_transaction(
    app: &App,
    actor: &ActorContext,
    connection: GoogleConnection,
) -> Result<GoogleConnection, MeetOperationError> {
    let mut write = app.store.write().await?;
    save_connection(&mut write, actor, &connection).await?;
    write.commit().await?;
    Ok(connection)
}

/// The organisers of an organisation.
pub async fn list(app: &App, organization: &str) -> Result<Vec<GoogleConnection>, Error> {
    Ok(app.store.read().await?.list_google_connections(organization).await?)
}

/// Deletes an organiser's connection. Evidence that was read with it stays.
pub async fn disconnect(app: &App, actor: &ActorContext, email: &str) -> Result<(), Error> {
    let email = email.trim().to_lowercase();
    let mut write = app.store.write().await?;
    if !write.delete_google_connection(actor.organization(), &email).await? {
        return Err(Error::NotFound("Google connection"));
    }
    actor.record_audit(&mut write, "google.disconnected", format!("google:{email}"), json!({})).await?;
    write.commit().await?;
    Ok(())
}

/// The organiser of a connection with the decrypted credential, for requests to Google.
pub(super) fn organizer(app: &App, connection: &GoogleConnection) -> Result<Organizer, Error> {
    let place = encryption_context(&connection.organization_id, &connection.email);
    let secret = app.secrets.decrypt(&place, &connection.sealed_secret)?;
    let credential = match connection.kind {
        CredentialKind::Consent => Credential::Consent {
            client_id: app.config.google.client_id.clone(),
            client_secret: app.config.google.client_secret.clone(),
            refresh_token: secret,
        },
        CredentialKind::ServiceAccount => {
            let account = serde_json::from_str(secret.expose_secret());
            Credential::ServiceAccount(account.map_err(|_| {
                Error::refused("invalid_key_file", "The stored key of the service account is unreadable.")
            })?)
        }
    };
    Ok(Organizer { email: connection.email.clone(), credential })
}

/// Whether a connection's secret opens with this installation's key.
pub fn opens(app: &App, connection: &GoogleConnection) -> bool {
    organizer(app, connection).is_ok_and(|organizer| match organizer.credential {
        Credential::Consent { refresh_token, .. } => !refresh_token.expose_secret().is_empty(),
        Credential::ServiceAccount(_) => true,
    })
}

/// Why no organiser was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoOrganizer {
    NotConnected,
    /// None was named, and there are several.
    Ambiguous,
}

impl From<NoOrganizer> for Error {
    fn from(none: NoOrganizer) -> Error {
        match none {
            NoOrganizer::NotConnected => {
                Error::conflict("platform_not_connected", "Google Meet API not available")
            }
            NoOrganizer::Ambiguous => {
                Error::refused("which_organizer", "Several organisers are connected. Say which one.")
            }
        }
    }
}

/// The connection of the organiser with this e-mail address; where none is named, the organisation's only one.
pub(super) fn choose<'a>(
    connections: &'a [GoogleConnection],
    organizer: Option<&str>,
) -> Result<&'a GoogleConnection, NoOrganizer> {
    match (organizer, connections) {
        (Some(email), _) => connections
            .iter()
            .find(|one| one.email.eq_ignore_ascii_case(email.trim()))
            .ok_or(NoOrganizer::NotConnected),
        (None, [only]) => Ok(only),
        (None, []) => Err(NoOrganizer::NotConnected),
        (None, _) => Err(NoOrganizer::Ambiguous),
    }
}
