//! The rules by which the organisation's sessions are evaluated: a patch over the defaults, and one per kind of session
//! over that. A change is a new version, for new sessions only; those that exist keep the policy they were created
//! under.

pub(super) mod schema;

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use crate::api::{Problem, Route, RouteRequest, get, put};
use crate::app::organization;
use crate::domain::organization::policy::PolicyPatch;
use crate::domain::organization::policy::effective::EffectivePolicy;
use crate::domain::organization::{Organization, Policies};
use crate::domain::session::Kind;
use crate::http::roles::ADMINS;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/policies", "Every rule with the value that holds, and who set it").who(ADMINS).to(show),
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

/// What the organisation set, and what holds because of it.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Policies)]
struct PoliciesBody {
    /// Grows with every change.
    version: i64,
    /// For all sessions. Keys that are left out are the defaults'.
    #[schema(value_type = schema::PolicyPatchSchema)]
    organization: PolicyPatch,
    /// By kind of session, over the organisation's.
    #[schema(value_type = BTreeMap<String, schema::PolicyPatchSchema>)]
    kinds: BTreeMap<Kind, PolicyPatch>,
    /// Every key with the value that holds for new sessions of each kind, and who set it.
    #[schema(value_type = BTreeMap<String, schema::PolicyHoldingSchema>)]
    holding: BTreeMap<Kind, EffectivePolicy>,
}

impl From<Organization> for PoliciesBody {
    fn from(one: Organization) -> PoliciesBody {
        let holding = Kind::ALL.iter().map(|kind| (*kind, one.policies.effective(*kind))).collect();
        let Policies { organization, kinds } = one.policies;
        PoliciesBody { version: one.policy_version, organization, kinds, holding }
    }
}

/// Some keys of a policy; those left out are as they would be without this patch.
#[derive(Deserialize)]
#[serde(transparent)]
struct PolicyPatchBody(PolicyPatch);

impl PartialSchema for PolicyPatchBody {
    fn schema() -> RefOr<Schema> {
        schema::PolicyPatchSchema::schema()
    }
}

impl ToSchema for PolicyPatchBody {
    fn name() -> Cow<'static, str> {
        schema::PolicyPatchSchema::name()
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schema::PolicyPatchSchema::schemas(schemas);
    }
}

async fn show(request: RouteRequest) -> Result<PoliciesBody, Problem> {
    let mut read = request.read().await?;
    Ok(organization::find(&mut read, &request.scope, request.scope.organization()).await?.into())
}

async fn put_organization(request: RouteRequest<PolicyPatchBody>) -> Result<PoliciesBody, Problem> {
    put_patch(&request, None).await
}

async fn put_kind(request: RouteRequest<PolicyPatchBody>) -> Result<PoliciesBody, Problem> {
    let kind = Kind::parse(request.path.get("kind")).ok_or_else(|| Problem::not_found("kind of session"))?;
    put_patch(&request, Some(kind)).await
}

async fn put_patch(
    request: &RouteRequest<PolicyPatchBody>,
    kind: Option<Kind>,
) -> Result<PoliciesBody, Problem> {
    let mut write = request.write().await?;
    let patch = request.body.0.clone();
    let after = organization::put_policy(&mut write, &request.actor(), kind, patch).await?;
    request.commit(write, after.into()).await
}
