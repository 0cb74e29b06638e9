//! How somebody wants to be told: what holds for them, and changing it.

use chrono_tz::Tz;
use serde_json::{Value, json};

use crate::app::{ActorContext, Error};
use crate::domain::access::Scope;
use crate::domain::notification::event::{Channel, NotificationEvent};
use crate::domain::notification::preferences::{ChosenChannels, effective_channels};
use crate::domain::notification::quiet_hours::QuietHours;
use crate::domain::people::preferences::Language;
use crate::store::notification::preferences::StoredPreferences;
use crate::store::notification::recipients::Recipient;
use crate::store::{Read, Write};

/// What holds for somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldPreferences {
    /// `None`: they did not choose one.
    pub language: Option<Language>,
    /// `None`: the organisation's.
    pub time_zone: Option<Tz>,
    pub quiet_hours: Option<QuietHours>,
    /// Every event, chosen or by default.
    pub events: ChosenChannels,
}

impl HeldPreferences {
    pub fn of(person: &Recipient) -> HeldPreferences {
        let chosen = person.preferences.as_ref();
        HeldPreferences {
            language: person.language,
            time_zone: chosen.and_then(|chosen| chosen.time_zone),
            quiet_hours: chosen.and_then(|chosen| chosen.quiet_hours),
            events: effective_channels(chosen.map(|chosen| &chosen.events), &person.roles),
        }
    }
}

/// What is to be changed; `None` leaves it as it is.
#[derive(Clone, Debug, Default)]
pub struct PreferencesChange {
    pub language: Option<Option<Language>>,
    pub time_zone: Option<Option<Tz>>,
    pub quiet_hours: Option<Option<QuietHours>>,
    /// Events that are not named keep what they have; those never chosen keep following the roles.
    pub events: ChosenChannels,
}

/// Somebody in reach, with what they chose.
pub async fn find(read: &mut Read, scope: &Scope, person: &str) -> Result<Recipient, Error> {
    let found = read.find_recipients(scope.organization(), &[person]).await?.pop();
    let found = found.ok_or(Error::NotFound("person"))?;
    if scope.covers_person(person) { Ok(found) } else { Err(Error::OUT_OF_SCOPE) }
}

/// Changes how somebody in the actor's reach is told; gives what holds afterwards.
pub async fn change(
    write: &mut Write,
    actor: &ActorContext,
    person: &str,
    change: PreferencesChange,
) -> Result<HeldPreferences, Error> {
    find(write, &actor.scope, person).await?;
    // Two changes at once, each of a part, are both kept.
    write.lock_person(actor.organization(), person).await?;
    let found = find(write, &actor.scope, person).await?;
    let before = HeldPreferences::of(&found);
    let mut stored = found.preferences.clone().unwrap_or_default();
    let PreferencesChange { language, time_zone, quiet_hours, events } = change;
    stored.time_zone = time_zone.unwrap_or(stored.time_zone);
    stored.quiet_hours = quiet_hours.unwrap_or(stored.quiet_hours);
    stored.events.extend(events);
    let mut changed = found.clone();
    changed.language = language.unwrap_or(found.language);
    if changed.language != found.language {
        write.set_language(actor.organization(), person, changed.language).await?;
    }
    if stored != found.preferences.clone().unwrap_or_default() {
        write.put_notification_preferences(actor.organization(), person, &stored, actor.now).await?;
        changed.preferences = Some(stored);
    }
    let after = HeldPreferences::of(&changed);
    if changed != found {
        let detail = difference(&before, &after);
        actor.record_audit(write, "notifications.changed", subject(person), detail).await?;
    }
    Ok(after)
}

/// What is stored for somebody without e-mail of these events, and those of them that had it.
pub(super) fn without_email(
    found: &Recipient,
    events: &[NotificationEvent],
) -> (StoredPreferences, Vec<NotificationEvent>) {
    let held = HeldPreferences::of(found).events;
    let mut stored = found.preferences.clone().unwrap_or_default();
    let mut had = Vec::new();
    for event in events {
        let mut channels = held.get(event).cloned().unwrap_or_default();
        if channels.remove(&Channel::Email) {
            stored.events.insert(*event, channels);
            had.push(*event);
        }
    }
    (stored, had)
}

pub(super) fn subject(person: &str) -> String {
    format!("person:{person}")
}

/// What is other than before.
fn difference(before: &HeldPreferences, after: &HeldPreferences) -> Value {
    let (mut old, mut new) = (written(before), written(after));
    if let (Some(old), Some(new)) = (old.as_object_mut(), new.as_object_mut()) {
        let same: Vec<String> = old.keys().filter(|key| old.get(*key) == new.get(*key)).cloned().collect();
        for key in same {
            old.remove(&key);
            new.remove(&key);
        }
    }
    json!({"before": old, "after": new})
}

fn written(held: &HeldPreferences) -> Value {
    let hours = held.quiet_hours.map(|hours| format!("{}-{}", hours.from_text(), hours.to_text()));
    let mut all = json!({
        "language": held.language,
        "timeZone": held.time_zone.map(Tz::name),
        "quietHours": hours,
    });
    for (event, channels) in &held.events {
        all[event.as_str()] = json!(channels);
    }
    all
}
