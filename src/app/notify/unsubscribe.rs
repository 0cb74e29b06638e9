//! Unsubscribing by the link in an e-mail, without a login (RFC 8058): the mail program of a reader posts to it, or the
//! reader presses the button behind it. Only e-mail of the events it names is switched off.

use serde_json::json;

use crate::app::notify::preferences::{subject, without_email};
use crate::app::{ActorContext, App, Error};
use crate::domain::access::Scope;
use crate::domain::notification::event::NotificationEvent;
use crate::domain::notification::unsubscribe_token::{UnsubscribeKey, UnsubscribeToken};
use crate::store::Read;
use crate::store::notification::recipients::Recipient;
use crate::store::people::viewer::Viewer;

/// Where links to unsubscribe lead, under the server's address.
pub const UNSUBSCRIBE_PATH: &str = "/unsubscribe/";

/// The address with which this person switches off e-mail about these events: the `List-Unsubscribe` of a mail.
pub fn address(app: &App, organization: &str, person: &str, events: &[NotificationEvent]) -> String {
    let token = UnsubscribeToken {
        organization: organization.to_owned(),
        person: person.to_owned(),
        events: events.to_vec(),
    };
    format!("{}{UNSUBSCRIBE_PATH}{}", app.config.server.address(), token.sign(&key(app)))
}

/// Whom a link is about.
#[derive(Clone, Debug)]
pub struct Unsubscriber {
    pub token: UnsubscribeToken,
    pub person: Recipient,
    /// The same person as a reader of pages, with the name of their organisation.
    pub viewer: Viewer,
    /// The events of the link of which e-mails are sent now.
    pub still_on: Vec<NotificationEvent>,
}

/// Whom the link is about; it changes nothing, since programs that look for bad mail open every link in one.
///
/// # Errors
/// 404 where it is none of ours, or was changed, or the person is gone.
pub async fn find(app: &App, read: &mut Read, token: &str) -> Result<Unsubscriber, Error> {
    let token = UnsubscribeToken::read(token, &key(app)).ok_or(Error::NotFound("link"))?;
    let person = read.find_recipients(&token.organization, &[&token.person]).await?.pop();
    let person = person.ok_or(Error::NotFound("link"))?;
    let viewer = read.find_viewer(&token.organization, &token.person).await?;
    let viewer = viewer.ok_or(Error::NotFound("link"))?;
    let still_on = without_email(&person, &token.events).1;
    Ok(Unsubscriber { token, person, viewer, still_on })
}

/// Switches off e-mail of the events of a link; `still_on` of the answer has those that were on until then. Doing it again
/// changes nothing.
///
/// # Errors
/// As `find`.
pub async fn unsubscribe(app: &App, token: &str) -> Result<Unsubscriber, Error> {
    let mut write = app.store.write().await?;
    let UnsubscribeToken { organization, person, .. } =
        UnsubscribeToken::read(token, &key(app)).ok_or(Error::NotFound("link"))?;
    write.lock_person(&organization, &person).await?;
    let found = find(app, &mut write, token).await?;
    if found.still_on.is_empty() {
        return Ok(found);
    }
    let actor = ActorContext {
        scope: Scope::of_person(&organization, &person),
        person_id: Some(person.clone()),
        is_superadmin: false,
        now: app.now(),
        ids: app.ids.clone(),
    };
    let stored = without_email(&found.person, &found.token.events).0;
    write.put_notification_preferences(&organization, &person, &stored, actor.now).await?;
    let detail = json!({"events": found.still_on, "channel": "email"});
    actor.record_audit(&mut write, "notifications.unsubscribed", subject(&person), detail).await?;
    write.commit().await?;
    Ok(found)
}

fn key(app: &App) -> UnsubscribeKey {
    UnsubscribeKey::derive(app.secrets.token_key())
}
