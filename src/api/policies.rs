//! The organisation's rules of judgement: a patch over the defaults, and one per kind of session over that. A change
//! is a new version, for new sessions only; those that exist keep the policy they were created under.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::roles::ADMINS;
use super::{Call, Problem, Route, get, put};
use crate::app::organizations;
use crate::domain::organization::{Organization, Policies};
use crate::domain::policy::PolicyPatch;
use crate::domain::session::Kind;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/policies", "The organisation's policy patches and their version").who(ADMINS).to(show),
        put("/api/v1/policies", "Put the organisation's own patch in the place of the present one")
            .who(ADMINS)
            .to(put_organization),
        put(
            "/api/v1/policies/{kind}",
            "Put the patch of one kind of session in the place of the present one",
        )
        .who(ADMINS)
        .to(put_kind),
    ]
}

/// What the organisation set. Keys that are left out are the defaults'.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Policies)]
struct PoliciesBody {
    /// Grows with every change.
    version: i64,
    #[schema(value_type = Object)]
    organization: PolicyPatch,
    /// By kind of session, over the organisation's.
    #[schema(value_type = Object)]
    kinds: BTreeMap<Kind, PolicyPatch>,
}

impl From<Organization> for PoliciesBody {
    fn from(one: Organization) -> PoliciesBody {
        let Policies { organization, kinds } = one.policies;
        PoliciesBody { version: one.policy_version, organization, kinds }
    }
}

/// Some keys of a policy; those left out are as they would be without this patch.
#[derive(Deserialize, ToSchema)]
#[serde(transparent)]
#[schema(as = PolicyPatch, value_type = Object, example = json!({"reconnectGraceSeconds": 120}))]
struct Patch(PolicyPatch);

async fn show(call: Call) -> Result<PoliciesBody, Problem> {
    let mut read = call.read().await?;
    Ok(organizations::find(&mut read, &call.scope, call.scope.organization()).await?.into())
}

async fn put_organization(call: Call<Patch>) -> Result<PoliciesBody, Problem> {
    let patch = call.body.0.clone();
    change(&call, |policies| policies.organization = patch).await
}

async fn put_kind(call: Call<Patch>) -> Result<PoliciesBody, Problem> {
    let kind = serde_json::from_value::<Kind>(Value::from(call.path.get("kind")));
    let kind = kind.map_err(|_| Problem::not_found("kind of session"))?;
    let patch = call.body.0.clone();
    change(&call, |policies| {
        if patch == PolicyPatch::default() {
            policies.kinds.remove(&kind);
        } else {
            policies.kinds.insert(kind, patch);
        }
    })
    .await
}

async fn change(call: &Call<Patch>, change: impl FnOnce(&mut Policies)) -> Result<PoliciesBody, Problem> {
    let mut write = call.write().await?;
    let after = organizations::change_policies(&mut write, &call.act(), change).await?;
    call.commit(write, after.into()).await
}
