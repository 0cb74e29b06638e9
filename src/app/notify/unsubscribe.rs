//! Unsubscribing by the link in an e-mail, without a login (RFC 8058): the mail program of a reader posts to it, or the
//! reader presses the button behind it. Only e-mail of the events it names is switched off.

use std::collections::BTreeSet;

use serde_json::json;

use crate::app::notify::preferences::{self, HeldPreferences, PreferencesChange, subject, without_email};
use crate::app::{ActorContext, App, Error};
use crate::domain::access::Scope;
use crate::domain::notification::event::{Channel, NotificationEvent};
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

/// Switches off e-mail of the events of a link, or of those of them that are chosen; `still_on` of the answer has those
/// that were on until then. Doing it again changes nothing.
///
/// # Errors
/// As `find`.
pub async fn unsubscribe(
    app: &App,
    token: &str,
    chosen: Option<&BTreeSet<NotificationEvent>>,
) -> Result<Unsubscriber, Error> {
    let mut write = app.store.write().await?;
    let UnsubscribeToken { organization, person, .. } =
        UnsubscribeToken::read(token, &key(app)).ok_or(Error::NotFound("link"))?;
    write.lock_person(&organization, &person).await?;
    let mut found = find(app, &mut write, token).await?;
    found.still_on.retain(|event| chosen.is_none_or(|chosen| chosen.contains(event)));
    if found.still_on.is_empty() {
        return Ok(found);
    }
    let actor = reader(app, &organization, &person);
    let stored = without_email(&found.person, &found.still_on).0;
    write.put_notification_preferences(&organization, &person, &stored, actor.now).await?;
    let detail = json!({"events": found.still_on, "channel": "email"});
    actor.record_audit(&mut write, "notifications.unsubscribed", subject(&person), detail).await?;
    write.commit().await?;
    Ok(found)
}

/// Switches e-mail of these events on again, as far as the link names them: whoever pressed a button too many needs no
/// login to take it back.
///
/// # Errors
/// As `find`.
pub async fn subscribe_again(
    app: &App,
    token: &str,
    chosen: &BTreeSet<NotificationEvent>,
) -> Result<Unsubscriber, Error> {
    let mut write = app.store.write().await?;
    let mut found = find(app, &mut write, token).await?;
    let UnsubscribeToken { organization, person, events } = &found.token;
    let held = HeldPreferences::of(&found.person).events;
    let with_email = |event: &NotificationEvent| {
        let mut channels = held.get(event).cloned().unwrap_or_default();
        channels.insert(Channel::Email);
        (*event, channels)
    };
    let named: Vec<NotificationEvent> = events.iter().copied().filter(|one| chosen.contains(one)).collect();
    let change =
        PreferencesChange { events: named.iter().map(with_email).collect(), ..PreferencesChange::default() };
    preferences::change(&mut write, &reader(app, organization, person), person, change).await?;
    write.commit().await?;
    found.still_on = named;
    Ok(found)
}

/// The reader, who is not logged in and may change nothing but this.
fn reader(app: &App, organization: &str, person: &str) -> ActorContext {
    ActorContext {
        scope: Scope::of_person(organization, person),
        person_id: Some(person.to_owned()),
        is_superadmin: false,
        now: app.now(),
        ids: app.ids.clone(),
    }
}

fn key(app: &App) -> UnsubscribeKey {
    UnsubscribeKey::derive(app.secrets.token_key())
}
