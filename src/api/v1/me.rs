//! The caller's own person and password.

use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::people::PersonBody;
use crate::api::{NoContent, Problem, Route, RouteRequest, get, put};
use crate::app::access::login_throttle::LoginOrigin;
use crate::app::access::password;
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

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"currentPassword": "correct horse", "newPassword": "battery staple"}))]
struct PasswordChange {
    #[schema(value_type = String, format = Password)]
    current_password: SecretString,
    #[schema(value_type = String, format = Password, min_length = 8)]
    new_password: NewPassword,
}

async fn set_password(request: RouteRequest<PasswordChange>) -> Result<NoContent, Problem> {
    let (home, person) = (request.caller.home_organization.clone(), request.caller.person.clone());
    let status = request.read().await?.find_account_status(&home, &person).await?;
    let stored_hash = status.and_then(|status| status.password_hash);
    // The current password is throttled like a login, under a key that contains a space and no `@`, so it cannot be equal
    // to an e-mail address used as key by the login route.
    let (account, origin) = (format!("{home} {person}"), LoginOrigin::from_address(request.client_address));
    let try_password = async {
        Ok::<_, Problem>(password::verify(request.body.current_password.clone(), stored_hash).await)
    };
    let throttle = &request.shared.login_throttle;
    if !throttle.attempt(&account, origin, request.app.now(), try_password, |is_right| *is_right).await? {
        return Err(Problem::unprocessable("wrong_password", "The current password is wrong.")
            .at_field("currentPassword"));
    }
    let hash = request.body.new_password.clone().hash().await;
    let mut actor = request.actor();
    actor.scope = Scope::whole_organization(home);
    let mut write = request.write().await?;
    // Another request may have set a new password since the current one was verified.
    if write.lock_era(actor.organization(), &person).await? != Some(request.era) {
        return Err(Error::LoginEnded.into());
    }
    people::set_password(&mut write, &actor, &person, &hash).await?;
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
