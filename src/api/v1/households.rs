//! Households: who is billed together, and who pays.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::api::{Created, NoBody, Problem, Route, RouteRequest, get, patch, post};
use crate::app::people::households;
use crate::app::people::households::HouseholdChange;
use crate::domain::access::{Grant, Rows};
use crate::domain::people::Role;
use crate::domain::people::validated_text::Name;
use crate::domain::time::Timestamp;
use crate::http::body::double_option;
use crate::http::pagination;
use crate::http::pagination::{Page, PageParameters};
use crate::http::roles::ADMINS;
use crate::store::people::households::Household;

const READERS: &[Grant] = &[
    (Role::Superadmin, Rows::Organization),
    (Role::Admin, Rows::Organization),
    (Role::Finance, Rows::Organization),
    (Role::Parent, Rows::OwnHousehold),
];

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/households", "Households, by id").who(READERS).to(list),
        post("/api/v1/households", "Add a household").who(ADMINS).to(create).refuses(&["unknown_person"]),
        get("/api/v1/households/{id}", "One household").who(READERS).to(show),
        patch("/api/v1/households/{id}", "Change a household; what is left out stays")
            .who(ADMINS)
            .to(change)
            .refuses(&["unknown_person"]),
    ]
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Household)]
struct HouseholdBody {
    id: String,
    name: String,
    payer_id: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
}

impl From<Household> for HouseholdBody {
    fn from(one: Household) -> HouseholdBody {
        HouseholdBody { id: one.id, name: one.name, payer_id: one.payer, created_at: one.created_at }
    }
}

async fn list(request: RouteRequest<NoBody, PageParameters>) -> Result<Page<HouseholdBody>, Problem> {
    let mut read = request.read().await?;
    let organization = request.scope.organization();
    if request.scope.own_rows().is_some() {
        let own = read.households_of(organization, &request.caller.person).await?;
        return Ok(Page::complete(own.into_iter().map(HouseholdBody::from).collect()));
    }
    let limit = pagination::limit(request.query.limit)?;
    let after: String = pagination::decode_cursor(request.query.cursor.as_deref())?.unwrap_or_default();
    let found = read.list_households(organization, &after, limit + 1).await?;
    Ok(Page::from_rows(found, limit, |one| one.id.clone(), HouseholdBody::from))
}

async fn show(request: RouteRequest) -> Result<HouseholdBody, Problem> {
    let mut read = request.read().await?;
    Ok(households::find(&mut read, &request.scope, &request.caller.person, request.id()).await?.into())
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"name": "Family of Omar"}))]
#[schema(as = NewHousehold)]
struct NewHouseholdBody {
    #[schema(value_type = String)]
    name: Name,
    /// Who gets the bill.
    payer_id: Option<String>,
}

async fn create(request: RouteRequest<NewHouseholdBody>) -> Result<Created<HouseholdBody>, Problem> {
    let NewHouseholdBody { name, payer_id } = &request.body;
    let mut write = request.write().await?;
    let added = households::add(&mut write, &request.actor(), name.clone(), payer_id.clone()).await?;
    request.commit(write, Created(added.into())).await
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = HouseholdChange)]
#[schema(example = json!({"payerId": null}))]
struct HouseholdChangeBody {
    #[schema(value_type = Option<String>)]
    name: Option<Name>,
    /// `null`: nobody.
    #[serde(default, deserialize_with = "double_option")]
    #[schema(value_type = Option<String>)]
    payer_id: Option<Option<String>>,
}

async fn change(request: RouteRequest<HouseholdChangeBody>) -> Result<HouseholdBody, Problem> {
    let change = HouseholdChange { name: request.body.name.clone(), payer: request.body.payer_id.clone() };
    let mut write = request.write().await?;
    let changed = households::change(&mut write, &request.actor(), request.id(), change).await?;
    request.commit(write, changed.into()).await
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::domain::people::Role;
    use crate::testing::TestServer;

    #[tokio::test]
    async fn a_payer_is_taken_away_with_null_and_stays_when_it_is_left_out() {
        let api = TestServer::new().await;
        let new = json!({"name": "Family of Omar", "payerId": api.person(Role::Parent)});
        let (status, household) = api.post("/api/v1/households", new).by(Role::Admin).await;
        assert_eq!((status.as_u16(), &household["payerId"]), (201, &json!(api.person(Role::Parent))));
        let path = format!("/api/v1/households/{}", household["id"].as_str().expect("an id"));
        let (_, renamed) = api.patch(&path, json!({"name": "Family of Aisha"})).by(Role::Admin).await;
        assert_eq!(renamed["payerId"], household["payerId"]);
        let (_, without) = api.patch(&path, json!({"payerId": null})).by(Role::Admin).await;
        assert_eq!(without["payerId"], json!(null));
    }
}
