//! Sets the academy up: organisation and admin are created directly, as by `rollcall user create`; the admin does the
//! rest through the public API.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context;
use chrono::{Datelike, Days, NaiveDate};
use chrono_tz::Tz;
use serde_json::{Value, json};

use super::academy::{ADMIN, CURRENCY, LANGUAGES, MEMBERS, NAME, RATES, SUPERADMIN, Series, WISHES, ZONE};
use super::client::{ApiClient, text};
use super::lessons::Lesson;
use super::{meet, wishes};
use crate::app::access::password::NewPassword;
use crate::app::organization;
use crate::app::organization::NewOrganization;
use crate::app::people::preferences::set_preferences;
use crate::app::people::{self, NewPerson};
use crate::app::{ActorContext, App};
use crate::demo::members::MemberIds;
use crate::domain::money::amount::Currency;
use crate::domain::people::Role;
use crate::domain::people::validated_text::{Email, Name};
use crate::domain::time::Timestamp;
use crate::simulator::livekit::SigningKey;

/// A person who can log in, with the password to print.
#[derive(Clone)]
pub struct DemoLogin {
    pub role: &'static str,
    pub name: &'static str,
    pub email: &'static str,
    pub password: String,
}

impl DemoLogin {
    /// A login with a password made for it.
    pub fn new(app: &App, role: &'static str, name: &'static str, email: &'static str) -> DemoLogin {
        DemoLogin { role, name, email, password: password(app) }
    }
}

/// The organisation with its first admin, and the superadmin of the installation; gives the organisation's id and the logins.
pub async fn create_organization(app: &App) -> anyhow::Result<(String, [DemoLogin; 2])> {
    let mut read = app.store.read().await?;
    if !read.list_organization_ids("", 1).await?.is_empty() {
        anyhow::bail!("--database: there is an organisation in it; the demo wants an empty one");
    }
    drop(read);
    let organization = found(app, NAME, ZONE, CURRENCY).await?;
    let admin = DemoLogin::new(app, "admin", "Mariam Al-Harbi", ADMIN);
    let superadmin = DemoLogin::new(app, "superadmin", "Idris Haddad", SUPERADMIN);
    add_with_password(app, &organization, &admin, Role::Admin).await?;
    add_with_password(app, &organization, &superadmin, Role::Superadmin).await?;
    Ok((organization, [admin, superadmin]))
}

/// An organisation without people; gives its id.
pub async fn found(app: &App, name: &str, zone: Tz, currency: &str) -> anyhow::Result<String> {
    let new = NewOrganization {
        name: Name::parse(name)?,
        time_zone: zone,
        currency: Currency::from_code(currency).context("a currency of ISO 4217")?,
    };
    let mut write = app.store.write().await?;
    let organization = organization::create(&mut write, app, None, new).await?;
    write.commit().await?;
    Ok(organization.id)
}

/// Adds somebody who can log in from now on.
pub async fn add_with_password(
    app: &App,
    organization: &str,
    login: &DemoLogin,
    role: Role,
) -> anyhow::Result<()> {
    let hash = NewPassword::parse(login.password.clone())?.hash().await;
    let actor = ActorContext::of_installation(app, organization);
    let new = NewPerson {
        name: Name::parse(login.name)?,
        email: Some(Email::parse(login.email)?),
        roles: BTreeSet::from([role]),
        household: None,
    };
    let mut write = app.store.write().await?;
    let person = people::add(&mut write, &actor, new).await?;
    people::set_password(&mut write, &actor, &person.id, &hash).await?;
    Ok(write.commit().await?)
}

/// The languages that some have chosen for their pages.
pub async fn languages(app: &App, organization: &str, members: &MemberIds) -> anyhow::Result<()> {
    let mut write = app.store.write().await?;
    for (key, language) in LANGUAGES {
        let person_id = Some(members.id(key));
        let actor = ActorContext { person_id, ..ActorContext::of_installation(app, organization) };
        set_preferences(&mut write, &actor, Some(*language), None).await?;
    }
    Ok(write.commit().await?)
}

/// What some want to be told.
pub async fn wishes(admin: &ApiClient, members: &MemberIds) -> anyhow::Result<()> {
    for (key, events) in WISHES {
        wishes::set(admin, &members.id(key), events).await?;
    }
    Ok(())
}

/// Creates settings, households and people. The period of money is set to a month that ends today, so that it contains
/// everything that is played.
pub async fn people(
    app: &App,
    admin: &ApiClient,
    today: NaiveDate,
) -> anyhow::Result<(MemberIds, Vec<DemoLogin>)> {
    let tomorrow = today + Days::new(1);
    admin.patch("/api/v1/settings", json!({"period_start_day": tomorrow.day()})).await?;
    let mut members = MemberIds::default();
    let mut logins = Vec::new();
    let mut households = BTreeMap::new();
    for member in MEMBERS {
        let household = match member.household {
            None => Value::Null,
            Some(name) => {
                if !households.contains_key(name) {
                    let made = admin.post("/api/v1/households", json!({"name": name})).await?;
                    households.insert(name, text(&made, "id"));
                }
                json!(households[name])
            }
        };
        let person = json!({
            "name": member.name, "email": member.email, "roles": [member.role], "householdId": household,
        });
        let id = text(&admin.post("/api/v1/people", person).await?, "id");
        if let Some(email) = member.email {
            let login = DemoLogin::new(app, member.role, member.name, email);
            let path = format!("/api/v1/people/{id}/password");
            admin.put(&path, json!({"password": login.password})).await?;
            logins.push(login);
        }
        if let (Some(name), "parent") = (member.household, member.role) {
            let path = format!("/api/v1/households/{}", households[name]);
            admin.patch(&path, json!({"payerId": id})).await?;
        }
        members.add(member.key, id);
    }
    Ok((members, logins))
}

pub async fn rates(admin: &ApiClient, members: &MemberIds, from: NaiveDate) -> anyhow::Result<()> {
    for rate in RATES {
        let body = json!({
            "for": rate.line,
            "personId": rate.person.map(|key| members.id(key)),
            "kind": rate.kind,
            rate.per: rate.amount,
            "validFrom": from,
        });
        admin.post("/api/v1/rates", body).await?;
    }
    Ok(())
}

/// Tells Rollcall where the academy's LiveKit is, and its key.
pub async fn connect_livekit(admin: &ApiClient, url: &str, key: &SigningKey) -> anyhow::Result<()> {
    // Connected without a check, because the check opens a room, whose webhooks would be counted with those of the
    // lessons.
    let body = json!({"url": url, "apiKey": key.key, "secret": key.secret, "unverified": true});
    admin.post("/api/v1/connections/livekit", body).await?;
    Ok(())
}

/// When a lesson of the timetable begins on a day.
pub fn start_of(series: &Series, day: NaiveDate) -> Option<Timestamp> {
    let local = day.and_hms_opt(series.hour, series.minute, 0)?.and_local_timezone(ZONE).earliest()?;
    Some(local.to_utc().into())
}

/// Plans one lesson.
pub async fn plan(
    admin: &ApiClient,
    members: &MemberIds,
    series: &'static Series,
    number: usize,
    start: Timestamp,
) -> anyhow::Result<Lesson> {
    let students: Vec<String> = series.students.iter().map(|key| members.id(key)).collect();
    let mut body = json!({
        "title": series.title,
        "kind": series.kind,
        "format": series.format,
        "platform": series.platform,
        "start": start,
        "durationMinutes": series.minutes,
        "teacherId": members.id(series.teacher),
        "studentIds": students,
    });
    if let Some(room) = meet::room_of(series) {
        body["meetLink"] = json!(room.link);
        body["meetOrganizer"] = json!(room.organizer);
    }
    let planned = admin.post("/api/v1/sessions", body).await?;
    Ok(Lesson {
        series,
        number,
        id: text(&planned, "id"),
        room: planned["room"].as_str().map(str::to_owned),
        start,
        end: start.plus(series.minutes * 60_000),
    })
}

/// Twelve letters that are easily told apart, in three groups.
fn password(app: &App) -> String {
    const LETTERS: &[u8; 24] = b"abcdefghjkmnpqrstuvwxyz2";
    let letter = |byte: u8| char::from(LETTERS[usize::from(byte) % LETTERS.len()]);
    let letters: Vec<char> = app.ids.random_bytes::<12>().into_iter().map(letter).collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}
