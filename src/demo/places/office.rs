//! An organisation beside the academy: founded as that is, and furnished by its admin over the public API.

use std::collections::BTreeMap;

use anyhow::Context;
use chrono_tz::Tz;
use serde_json::{Value, json};

use crate::app::access::api_tokens::{self, NewToken, TokenHolder};
use crate::app::{ActorContext, App};
use crate::demo::client::{ApiClient, text};
use crate::demo::seed::{self, DemoLogin};
use crate::domain::people::Role;
use crate::domain::people::validated_text::Name;
use crate::domain::time::Timestamp;

/// What an organisation is called, and where it is.
pub struct OfficeProfile {
    pub name: &'static str,
    pub zone: Tz,
    pub currency: &'static str,
    /// Name and e-mail address of the admin.
    pub admin: (&'static str, &'static str),
}

/// An organisation of the demo.
pub struct DemoOffice {
    pub name: &'static str,
    pub zone: Tz,
    pub admin: ApiClient,
    /// Who can log in, the admin first.
    pub logins: Vec<DemoLogin>,
    app: App,
    id: String,
    households: BTreeMap<&'static str, String>,
}

/// Somebody of it who acts in the demo.
pub struct Actor {
    pub id: String,
    pub client: ApiClient,
}

impl DemoOffice {
    pub async fn found(app: &App, nobody: &ApiClient, profile: OfficeProfile) -> anyhow::Result<DemoOffice> {
        let OfficeProfile { name, zone, currency, admin } = profile;
        let id = seed::found(app, name, zone, currency).await?;
        let login = DemoLogin::new(app, "admin", admin.0, admin.1);
        seed::add_with_password(app, &id, &login, Role::Admin).await?;
        let admin = nobody.log_in(login.email, &login.password).await?;
        let (app, logins, households) = (app.clone(), vec![login], BTreeMap::new());
        Ok(DemoOffice { name, zone, admin, logins, app, id, households })
    }

    /// Adds somebody who has no login; gives the id.
    pub async fn add(
        &mut self,
        role: &str,
        name: &str,
        household: Option<&'static str>,
    ) -> anyhow::Result<String> {
        self.add_person(role, name, None, household).await
    }

    /// Adds somebody without a login, who acts all the same.
    pub async fn add_actor(
        &mut self,
        role: &str,
        name: &str,
        household: Option<&'static str>,
    ) -> anyhow::Result<Actor> {
        let id = self.add(role, name, household).await?;
        let client = self.client_of(&id).await?;
        Ok(Actor { id, client })
    }

    /// Adds somebody who can log in.
    pub async fn add_login(
        &mut self,
        role: &'static str,
        name: &'static str,
        email: &'static str,
        household: Option<&'static str>,
    ) -> anyhow::Result<Actor> {
        let id = self.add_person(role, name, Some(email), household).await?;
        let login = DemoLogin::new(&self.app, role, name, email);
        let password = json!({"password": login.password});
        self.admin.put(&format!("/api/v1/people/{id}/password"), password).await?;
        self.logins.push(login);
        let client = self.client_of(&id).await?;
        Ok(Actor { id, client })
    }

    async fn add_person(
        &mut self,
        role: &str,
        name: &str,
        email: Option<&str>,
        household: Option<&'static str>,
    ) -> anyhow::Result<String> {
        let household = match household {
            None => Value::Null,
            Some(name) => {
                if !self.households.contains_key(name) {
                    let made = self.admin.post("/api/v1/households", json!({"name": name})).await?;
                    self.households.insert(name, text(&made, "id"));
                }
                json!(self.households[name])
            }
        };
        let person = json!({"name": name, "email": email, "roles": [role], "householdId": household});
        let made = self.admin.post("/api/v1/people", person).await.with_context(|| name.to_owned())?;
        Ok(text(&made, "id"))
    }

    /// A client of somebody's telephone. Its token is made without a login: passwords are hashed slowly, and most members
    /// of the demo have none.
    async fn client_of(&self, person: &str) -> anyhow::Result<ApiClient> {
        let mut write = self.app.store.write().await?;
        let of_nobody = ActorContext::of_installation(&self.app, &self.id);
        let actor = ActorContext { person_id: Some(person.to_owned()), ..of_nobody };
        let era = write.lock_era(&self.id, person).await?.context("somebody who was added")?;
        let new = NewToken { name: Name::parse("demo")?, read_only: false, role: None, expires_at: None };
        let holder = TokenHolder { person, roles: &Role::ALL.iter().copied().collect(), era };
        let (_, secret) = api_tokens::create(&mut write, &actor, holder, new).await?;
        write.commit().await?;
        Ok(self.admin.acting_by(secret))
    }
}

/// Adds a venue; gives its id.
pub async fn add_venue(admin: &ApiClient, name: &str, requires_membership: bool) -> anyhow::Result<String> {
    let body = json!({"name": name, "requiresMembership": requires_membership});
    Ok(text(&admin.post("/api/v1/venues", body).await?, "id"))
}

/// The text of the code that is printed at a venue.
pub async fn venue_code(admin: &ApiClient, venue: &str) -> anyhow::Result<String> {
    let code: Value = admin.get(&format!("/api/v1/venues/{venue}/code")).await?;
    Ok(text(&code, "qrData"))
}

/// The card of a member.
pub async fn card_of(member: &Actor) -> anyhow::Result<String> {
    let card: Value = member.client.get("/api/v1/me/code").await?;
    Ok(text(&card, "code"))
}

/// One scan of a device: the code, when it was read, and with a card the session to let into.
#[derive(Clone, Copy)]
pub struct DeviceScan<'a> {
    pub code: &'a str,
    pub at: Timestamp,
    pub session: Option<&'a str>,
}

impl<'a> DeviceScan<'a> {
    pub fn of(code: &'a str, at: Timestamp) -> DeviceScan<'a> {
        DeviceScan { code, at, session: None }
    }
}

/// Uploads what a device read, as its queue; gives the answers in the same order.
pub async fn upload(client: &ApiClient, scans: &[DeviceScan<'_>]) -> anyhow::Result<Vec<Value>> {
    let queue: Vec<Value> = scans
        .iter()
        .enumerate()
        .map(|(index, scan)| {
            json!({"code": scan.code, "scannedAt": scan.at, "sessionId": scan.session,
                   "nonce": format!("{}-{index}", scan.at.millis())})
        })
        .collect();
    let mut answers = client.post("/api/v1/scans", json!({"scans": queue})).await?;
    Ok(serde_json::from_value(answers["items"].take())?)
}

/// Uploads scans all of which are taken.
///
/// # Errors
/// Names the first that is not.
pub async fn upload_taken(client: &ApiClient, scans: &[DeviceScan<'_>]) -> anyhow::Result<Vec<Value>> {
    let answers = upload(client, scans).await?;
    match answers.iter().find(|one| one["ok"] != true) {
        Some(refused) => anyhow::bail!("a scan was refused: {refused}"),
        None => Ok(answers),
    }
}
