//! How somebody wants to be told.

use std::collections::BTreeMap;

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::api::{Problem, Route, RouteRequest, get, put};
use crate::app::notify::preferences::{self, HeldPreferences, PreferencesChange};
use crate::domain::notification::event::{Channel, NotificationEvent};
use crate::domain::notification::preferences::ChosenChannels;
use crate::domain::notification::quiet_hours::QuietHours;
use crate::domain::people::preferences::Language;
use crate::http::body::double_option;
use crate::http::roles::PREFERENCE_KEEPERS;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/people/{id}/notification-preferences", "How somebody wants to be told")
            .who(PREFERENCE_KEEPERS)
            .to(show),
        put(
            "/api/v1/people/{id}/notification-preferences",
            "Set how somebody wants to be told; what is left out stays",
        )
        .who(PREFERENCE_KEEPERS)
        .to(change)
        .refuses(&["invalid_time_zone", "invalid_quiet_hours"]),
    ]
}

/// From one local time to another, over midnight where the second is the earlier one.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = QuietHours)]
struct QuietHoursBody {
    #[schema(example = "22:00")]
    from: String,
    #[schema(example = "07:00")]
    to: String,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = NotificationPreferences)]
#[schema(example = json!({
    "language": "ar", "timeZone": null, "quietHours": {"from": "22:00", "to": "07:00"},
    "events": {"absence": ["email"], "arrival": ["email", "push"], "correction": ["email"], "departure": [], "late": [],
               "low_balance": [], "money_held": [], "platform_silent": [], "session_arrival": [],
               "session_cancelled": ["email"], "session_departure": [], "session_moved": ["email"]},
}))]
struct PreferencesBody {
    /// Of messages and pages; null: not chosen.
    language: Option<Language>,
    /// Of the quiet hours and of the times in messages; null: the organisation's.
    time_zone: Option<String>,
    /// When nothing is sent: what waits comes together when they end. Null: none.
    quiet_hours: Option<QuietHoursBody>,
    /// Every event with its channels (`email`, `push`), chosen or by default. One that concerns none of the person's roles
    /// is there too, and has no effect.
    events: BTreeMap<String, Vec<Channel>>,
}

impl From<HeldPreferences> for PreferencesBody {
    fn from(held: HeldPreferences) -> PreferencesBody {
        let body = |hours: QuietHours| QuietHoursBody { from: hours.from_text(), to: hours.to_text() };
        let events = held.events.into_iter();
        PreferencesBody {
            language: held.language,
            time_zone: held.time_zone.map(|zone| zone.name().to_owned()),
            quiet_hours: held.quiet_hours.map(body),
            events: events
                .map(|(event, channels)| (event.as_str().to_owned(), channels.into_iter().collect()))
                .collect(),
        }
    }
}

async fn show(request: RouteRequest) -> Result<PreferencesBody, Problem> {
    let mut read = request.read().await?;
    let person = preferences::find(&mut read, &request.scope, request.id()).await?;
    Ok(HeldPreferences::of(&person).into())
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = NewNotificationPreferences)]
#[schema(example = json!({
    "language": "ar", "timeZone": "Asia/Riyadh", "quietHours": {"from": "22:00", "to": "07:00"},
    "events": {"arrival": ["email", "push"], "departure": [], "absence": ["email"]},
}))]
struct PreferencesChangeBody {
    #[serde(default, deserialize_with = "double_option")]
    #[schema(value_type = Option<Language>)]
    language: Option<Option<Language>>,
    #[serde(default, deserialize_with = "double_option")]
    #[schema(value_type = Option<String>)]
    time_zone: Option<Option<String>>,
    #[serde(default, deserialize_with = "double_option")]
    #[schema(value_type = Option<QuietHoursBody>)]
    quiet_hours: Option<Option<QuietHoursBody>>,
    /// An event that is left out keeps what it has; `[]` switches it off.
    #[serde(default)]
    #[schema(value_type = BTreeMap<String, Vec<Channel>>)]
    events: BTreeMap<String, Vec<String>>,
}

impl PreferencesChangeBody {
    fn read(&self) -> Result<PreferencesChange, Problem> {
        let zone = |name: &String| -> Result<Tz, Problem> {
            let unknown = || Problem::unprocessable("invalid_time_zone", "There is no such time zone.");
            name.parse().map_err(|_| unknown().at_field("timeZone"))
        };
        let hours = |body: &QuietHoursBody| QuietHours::parse(&body.from, &body.to).ok_or_else(wrong_hours);
        Ok(PreferencesChange {
            language: self.language,
            time_zone: self.time_zone.as_ref().map(|one| one.as_ref().map(zone).transpose()).transpose()?,
            quiet_hours: self
                .quiet_hours
                .as_ref()
                .map(|one| one.as_ref().map(hours).transpose())
                .transpose()?,
            events: read_events(&self.events)?,
        })
    }
}

fn wrong_hours() -> Problem {
    let detail = "Quiet hours have two different times, written like 22:00.";
    Problem::unprocessable("invalid_quiet_hours", detail).at_field("quietHours")
}

/// As a body that does not read: an event is a field, and a channel the word of one.
fn read_events(named: &BTreeMap<String, Vec<String>>) -> Result<ChosenChannels, Problem> {
    let wrong = |name: &str, detail: String| {
        Problem::invalid("invalid_body", detail).at_field(format!("events.{name}"))
    };
    let mut events = ChosenChannels::new();
    for (name, channels) in named {
        let event = NotificationEvent::parse(name).ok_or_else(|| {
            let known: Vec<&str> = NotificationEvent::ALL.iter().map(|event| event.as_str()).collect();
            wrong(name, format!("There is no event {name}; there are {}.", known.join(", ")))
        })?;
        let channel = |word: &String| {
            let channel = Channel::parse(word).filter(|channel| Channel::OF_PEOPLE.contains(channel));
            channel.ok_or_else(|| wrong(name, format!("{word} is no channel; people have email and push.")))
        };
        events.insert(event, channels.iter().map(channel).collect::<Result<_, _>>()?);
    }
    Ok(events)
}

async fn change(request: RouteRequest<PreferencesChangeBody>) -> Result<PreferencesBody, Problem> {
    let change = request.body.read()?;
    let mut write = request.write().await?;
    let held = preferences::change(&mut write, &request.actor(), request.id(), change).await?;
    request.commit(write, held.into()).await
}
