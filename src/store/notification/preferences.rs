//! How people want to be told.

use std::collections::{BTreeMap, BTreeSet};

use chrono_tz::Tz;

use crate::domain::notification::event::{Channel, NotificationEvent};
use crate::domain::notification::preferences::ChosenChannels;
use crate::domain::notification::quiet_hours::QuietHours;
use crate::domain::time::Timestamp;
use crate::store::{Read, Result, Write, execute, micros, with_connection};

/// What somebody chose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoredPreferences {
    /// `None`: the organisation's.
    pub time_zone: Option<Tz>,
    pub quiet_hours: Option<QuietHours>,
    pub events: ChosenChannels,
}

/// The columns of preferences, wherever they are read. All are null where nothing was chosen.
#[derive(sqlx::FromRow)]
pub(super) struct PreferencesRow {
    pub(super) preferred_zone: Option<String>,
    pub(super) quiet_from: Option<String>,
    pub(super) quiet_to: Option<String>,
    pub(super) events: Option<String>,
}

impl PreferencesRow {
    /// What was chosen. Words of another version are left out: their events have defaults.
    pub(super) fn into_preferences(self) -> Option<StoredPreferences> {
        let events: BTreeMap<String, Vec<String>> = serde_json::from_str(&self.events?).unwrap_or_default();
        let known = |channels: Vec<String>| -> BTreeSet<Channel> {
            channels.iter().filter_map(|one| Channel::parse(one)).collect()
        };
        Some(StoredPreferences {
            time_zone: self.preferred_zone.and_then(|zone| zone.parse().ok()),
            quiet_hours: self
                .quiet_from
                .zip(self.quiet_to)
                .and_then(|(from, to)| QuietHours::parse(&from, &to)),
            events: events
                .into_iter()
                .filter_map(|(event, channels)| Some((NotificationEvent::parse(&event)?, known(channels))))
                .collect(),
        })
    }
}

impl Read {
    /// What a person chose; `None`: nothing so far.
    pub async fn find_notification_preferences(
        &mut self,
        organization: &str,
        person: &str,
    ) -> Result<Option<StoredPreferences>> {
        const SQL: &str = "
            SELECT time_zone AS preferred_zone, quiet_from, quiet_to, events
              FROM notification_preferences WHERE organization_id = $1 AND person_id = $2";
        let row: Option<PreferencesRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(person)
            .fetch_optional(c)
            .await)?;
        Ok(row.and_then(PreferencesRow::into_preferences))
    }
}

impl Write {
    /// Sets how a person wants to be told.
    pub async fn put_notification_preferences(
        &mut self,
        organization: &str,
        person: &str,
        chosen: &StoredPreferences,
        at: Timestamp,
    ) -> Result<()> {
        const SQL: &str = "
            INSERT INTO notification_preferences
                   (organization_id, person_id, time_zone, quiet_from, quiet_to, events, updated_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (organization_id, person_id) DO UPDATE
               SET time_zone = excluded.time_zone, quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to,
                   events = excluded.events, updated_at = excluded.updated_at";
        let events = serde_json::to_string(&chosen.events).expect("words under words");
        execute!(
            self,
            sqlx::query(SQL)
                .bind(organization)
                .bind(person)
                .bind(chosen.time_zone.map(Tz::name))
                .bind(chosen.quiet_hours.map(QuietHours::from_text))
                .bind(chosen.quiet_hours.map(QuietHours::to_text))
                .bind(events)
                .bind(micros(at))
        )?;
        Ok(())
    }
}
