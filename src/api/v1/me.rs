//! The caller's own person and password.

use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::people::PersonBody;
use crate::api::{NoContent, Problem, Route, RouteRequest, get, put};
use crate::app::access::own_password::{self, OwnPasswordChange};
use crate::app::access::password::NewPassword;
use crate::app::{Error, people};
use crate::domain::access::Scope;
use crate::http::roles::EVERYBODY;
use crate::store::Read;
use crate::store::organization::OrganizationProfile;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/me", "Who is logged in").who(EVERYBODY).to(show),
        put("/api/v1/me/password", "Change the own password; every login and API token of the person ends")
            .who(EVERYBODY)
            .to(set_password)
            .login_only()
            .refuses(&["wrong_password", "rate_limited"]),
    ]
}

/// Somebody who is logged in, and where.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Me {
    #[serde(flatten)]
    person: PersonBody,
    organization: MyOrganizationBody,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = OrganizationName)]
struct MyOrganizationBody {
    id: String,
    name: String,
    time_zone: String,
    currency: String,
}

/// The person of this id and their organisation; `scope` is their home organisation.
pub(crate) async fn me_of(read: &mut Read, scope: &Scope, person: &str) -> Result<Me, Problem> {
    let person = people::find(read, scope, person).await?;
    let OrganizationProfile { id, name, time_zone, currency } =
        read.find_organization_profile(scope.organization()).await?.ok_or(Error::NotFound("organisation"))?;
    Ok(Me {
        person: PersonBody::from(person),
        organization: MyOrganizationBody { id, name, time_zone, currency },
    })
}

async fn show(request: RouteRequest) -> Result<Me, Problem> {
    // The home organisation also for a superadmin who acts in another one: the person exists only there.
    me_of(
        &mut request.read().await?,
        &Scope::whole_organization(&request.caller.home_organization),
        &request.caller.person,
    )
    .await
}

#[derive(Clone, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"currentPassword": "correct horse", "newPassword": "battery staple"}))]
struct PasswordChange {
    #[schema(value_type = String, format = Password)]
    current_password: SecretString,
    #[schema(value_type = String, format = Password, min_length = 8)]
    new_password: NewPassword,
}

async fn set_password(request: RouteRequest<PasswordChange>) -> Result<NoContent, Problem> {
    let (app, throttle) = (&request.app, &request.shared.login_throttle);
    let PasswordChange { current_password, new_password } = request.body.clone();
    let change = OwnPasswordChange {
        current: current_password,
        new: new_password,
        era: request.era,
        address: request.client_address,
    };
    let changed = own_password::change(app, throttle, &request.actor_at_home(), change).await;
    let write = changed.map_err(|refused| match refused {
        Error::Refused { code: "wrong_password", .. } => Problem::from(refused).at_field("currentPassword"),
        other => other.into(),
    })?;
    request.commit(write, NoContent).await
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::domain::people::Role;
    use crate::testing::TestServer;

    #[tokio::test]
    async fn everybody_is_shown_themselves_and_nobody_is_asked_to_log_in() {
        let api = TestServer::new().await;
        for role in Role::ALL {
            let (status, me) = api.get("/api/v1/me").by(*role).await;
            assert_eq!((status.as_u16(), &me["id"]), (200, &json!(api.person(*role))), "{role}");
            assert_eq!(me["organization"]["currency"], "SAR");
        }
        assert_eq!(api.get("/api/v1/me").by_nobody().await.0, 401);
    }
}
