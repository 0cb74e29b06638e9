//! Organisations: creating one, changing its profile, settings and policies, and listing its unreadable rows. Sessions
//! keep the policy they were created under.

pub mod problems;
pub mod waiting;

use chrono_tz::Tz;
use serde_json::json;

use super::{ActorContext, App, Error};
use crate::domain::access::Scope;
use crate::domain::money::amount::Currency;
use crate::domain::organization::policy::PolicyPatch;
use crate::domain::organization::settings::Settings;
use crate::domain::organization::{Organization, Policies};
use crate::domain::people::validated_text::Name;
use crate::domain::session::Kind;
use crate::domain::time::{Span, Timestamp};
use crate::store::{Locked, Read, Write};

/// An organisation to be created.
#[derive(Clone, Debug)]
pub struct NewOrganization {
    pub name: Name,
    pub time_zone: Tz,
    pub currency: Currency,
}

/// What is to be changed; `None` leaves it as it is.
#[derive(Clone, Debug, Default)]
pub struct OrganizationChange {
    pub name: Option<Name>,
    pub time_zone: Option<Tz>,
    pub currency: Option<Currency>,
}

/// The organisation of this id within the scope: another one than the caller's own only for superadmins.
pub async fn find(read: &mut Read, scope: &Scope, id: &str) -> Result<Organization, Error> {
    if id != scope.organization() && !scope.spans_organizations() {
        return Err(Error::NotFound("organisation"));
    }
    read.find_organization(id).await?.ok_or(Error::NotFound("organisation"))
}

/// Creates an organisation with default settings and policies. Its audit log begins with this.
pub async fn create(
    write: &mut Write,
    app: &App,
    author: Option<&str>,
    new: NewOrganization,
) -> Result<Organization, Error> {
    let now = app.now();
    let organization = Organization {
        id: app.ids.new_id(now),
        name: new.name.into_inner(),
        time_zone: new.time_zone,
        currency: new.currency,
        settings: Settings::default(),
        policies: Policies::default(),
        policy_version: 1,
        created_at: now,
    };
    write.insert_organization(&organization, author).await?;
    let mut actor = ActorContext::of_installation(app, &organization.id);
    actor.person_id = author.map(str::to_owned);
    actor
        .record_audit(write, "organization.created", subject(&organization.id), audit_detail(&organization))
        .await?;
    Ok(organization)
}

/// Changes name, zone or currency. The currency cannot change once there are rates or lines.
pub async fn change(
    write: &mut Write,
    actor: &ActorContext,
    id: &str,
    change: OrganizationChange,
) -> Result<Organization, Error> {
    let mut after = lock(write, &actor.scope, id).await?;
    let before = after.clone();
    if let Some(name) = change.name {
        after.name = name.into_inner();
    }
    if let Some(time_zone) = change.time_zone {
        after.time_zone = time_zone;
    }
    if let Some(currency) = change.currency.filter(|currency| *currency != before.currency) {
        if write.has_rates_or_lines(id).await? {
            let detail = "There are rates or lines in the present currency.";
            return Err(Error::conflict("currency_in_use", detail));
        }
        after.currency = currency;
    }
    if after != before {
        write.update_organization(&after).await?;
        if (after.time_zone, after.currency) != (before.time_zone, before.currency) {
            // Rates are valid by local days: any line may have another rate now.
            write.mark_sessions_dirty(id, Span::new(Timestamp::MIN, Timestamp::MAX), actor.now).await?;
        }
        let detail = json!({"before": audit_detail(&before), "after": audit_detail(&after)});
        actor.within(id).record_audit(write, "organization.changed", subject(id), detail).await?;
    }
    Ok(after.into_inner())
}

/// Replaces the settings with what `change` makes of the present ones.
pub async fn change_settings<E: From<Error>>(
    write: &mut Write,
    actor: &ActorContext,
    change: impl FnOnce(&Settings) -> Result<Settings, E>,
) -> Result<Organization, E> {
    let mut organization = lock(write, &actor.scope, actor.organization()).await?;
    let settings = change(&organization.settings)?;
    let before = std::mem::replace(&mut organization.settings, settings);
    if before != organization.settings {
        write.update_organization(&organization).await.map_err(Error::from)?;
        let window = organization.settings.creation_window();
        if window != before.creation_window() {
            write.bring_forward_ready_sessions(&organization.id, window).await.map_err(Error::from)?;
        }
        let detail = json!({"before": before, "after": organization.settings});
        actor
            .record_audit(write, "settings.changed", subject(actor.organization()), detail)
            .await
            .map_err(Error::from)?;
    }
    Ok(organization.into_inner())
}

/// Changes the policies, as a new version. Existing sessions keep the policy they were created with.
pub async fn change_policies(
    write: &mut Write,
    actor: &ActorContext,
    change: impl FnOnce(&mut Policies),
) -> Result<Organization, Error> {
    let mut organization = lock(write, &actor.scope, actor.organization()).await?;
    let before = organization.policies.clone();
    change(&mut organization.policies);
    if before != organization.policies {
        organization.policy_version += 1;
        write.update_policies(&organization, actor.person_id.as_deref(), actor.now).await?;
        let detail = json!({
            "version": organization.policy_version,
            "before": before,
            "after": organization.policies,
        });
        actor.record_audit(write, "policies.changed", subject(actor.organization()), detail).await?;
    }
    Ok(organization.into_inner())
}

/// Puts a patch in the place of the present one: the organisation's own, or that of one kind of session, of which an empty
/// one is none.
pub async fn put_policy(
    write: &mut Write,
    actor: &ActorContext,
    kind: Option<Kind>,
    patch: PolicyPatch,
) -> Result<Organization, Error> {
    change_policies(write, actor, |policies| policies.set(kind, patch)).await
}

/// Locks the organisation of this id within the scope, to be changed.
async fn lock(write: &mut Write, scope: &Scope, id: &str) -> Result<Locked<Organization>, Error> {
    if id != scope.organization() && !scope.spans_organizations() {
        return Err(Error::NotFound("organisation"));
    }
    write.lock_organization(id).await?.ok_or(Error::NotFound("organisation"))
}

fn subject(id: &str) -> String {
    format!("organization:{id}")
}

fn audit_detail(organization: &Organization) -> serde_json::Value {
    json!({
        "name": organization.name,
        "timeZone": organization.time_zone.name(),
        "currency": organization.currency,
    })
}
