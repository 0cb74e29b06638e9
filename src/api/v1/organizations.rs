//! Organisations: superadmins see and create all of them, an admin sees and changes the own one.

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::api::{Created, NoBody, Problem, Route, RouteRequest, get, patch, post};
use crate::app::organization;
use crate::app::organization::{NewOrganization, OrganizationChange};
use crate::domain::money::amount::Currency;
use crate::domain::organization::Organization;
use crate::domain::people::validated_text::Name;
use crate::domain::time::Timestamp;
use crate::http::pagination;
use crate::http::pagination::{Page, PageParameters};
use crate::http::roles::{INSTALLATION_ADMINS, SUPERADMINS};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/organizations", "Organisations, by id").who(INSTALLATION_ADMINS).to(list),
        post("/api/v1/organizations", "Found an organisation").who(SUPERADMINS).to(create),
        get("/api/v1/organizations/{id}", "One organisation").who(INSTALLATION_ADMINS).to(show),
        patch("/api/v1/organizations/{id}", "Change an organisation; what is left out stays")
            .who(INSTALLATION_ADMINS)
            .to(change)
            .refuses(&["currency_in_use"]),
    ]
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Organization)]
struct OrganizationBody {
    id: String,
    name: String,
    #[schema(example = "Asia/Riyadh")]
    time_zone: String,
    #[schema(example = "SAR")]
    currency: String,
    policy_version: i64,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
}

impl From<Organization> for OrganizationBody {
    fn from(one: Organization) -> OrganizationBody {
        OrganizationBody {
            id: one.id,
            name: one.name,
            time_zone: one.time_zone.name().to_owned(),
            currency: one.currency.code().to_owned(),
            policy_version: one.policy_version,
            created_at: one.created_at,
        }
    }
}

async fn list(request: RouteRequest<NoBody, PageParameters>) -> Result<Page<OrganizationBody>, Problem> {
    let mut read = request.read().await?;
    if !request.scope.spans_organizations() {
        let own = organization::find(&mut read, &request.scope, request.scope.organization()).await?;
        return Ok(Page::complete(vec![own.into()]));
    }
    let limit = pagination::limit(request.query.limit)?;
    let after: String = pagination::decode_cursor(request.query.cursor.as_deref())?.unwrap_or_default();
    let found = read.list_organizations(&after, limit + 1).await?;
    Ok(Page::from_rows(found, limit, |one| one.id.clone(), OrganizationBody::from))
}

async fn show(request: RouteRequest) -> Result<OrganizationBody, Problem> {
    Ok(organization::find(&mut request.read().await?, &request.scope, request.id()).await?.into())
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = NewOrganization)]
#[schema(example = json!({"name": "Al Noor", "timeZone": "Asia/Riyadh", "currency": "SAR"}))]
struct NewOrganizationBody {
    #[schema(value_type = String)]
    name: Name,
    /// A name of the IANA database.
    #[schema(value_type = String, example = "Asia/Riyadh")]
    time_zone: Tz,
    /// A code of ISO 4217.
    #[schema(value_type = String, example = "SAR")]
    currency: Currency,
}

async fn create(request: RouteRequest<NewOrganizationBody>) -> Result<Created<OrganizationBody>, Problem> {
    let NewOrganizationBody { name, time_zone, currency } = &request.body;
    let new = NewOrganization { name: name.clone(), time_zone: *time_zone, currency: *currency };
    let mut write = request.write().await?;
    let founded = organization::create(&mut write, &request.app, Some(&request.caller.person), new).await?;
    request.commit(write, Created(founded.into())).await
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = OrganizationChange)]
#[schema(example = json!({"timeZone": "Asia/Kuwait"}))]
struct OrganizationChangeBody {
    #[schema(value_type = Option<String>)]
    name: Option<Name>,
    #[schema(value_type = Option<String>)]
    time_zone: Option<Tz>,
    /// Only until there are rates or lines in it.
    #[schema(value_type = Option<String>)]
    currency: Option<Currency>,
}

async fn change(request: RouteRequest<OrganizationChangeBody>) -> Result<OrganizationBody, Problem> {
    let OrganizationChangeBody { name, time_zone, currency } = &request.body;
    let change = OrganizationChange { name: name.clone(), time_zone: *time_zone, currency: *currency };
    let mut write = request.write().await?;
    let changed = organization::change(&mut write, &request.actor(), request.id(), change).await?;
    request.commit(write, changed.into()).await
}
