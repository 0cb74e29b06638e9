//! Packages: what an organisation sells by the number of sessions.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::api::{Created, NoBody, Problem, Route, RouteRequest, get, patch, post};
use crate::app::subscription::packages::{self, NewPackage, PackageChange};
use crate::domain::organization::settings::BoundedInt;
use crate::domain::people::validated_text::Name;
use crate::domain::session::Kind;
use crate::domain::subscription::MAX_SESSIONS;
use crate::domain::time::Timestamp;
use crate::http::body::double_option;
use crate::http::pagination::{self, Page, PageParameters};
use crate::http::roles::{ADMINS, FINANCE};
use crate::store::subscription::packages::Package;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/packages", "Packages, in the order they were added").who(FINANCE).to(list),
        post("/api/v1/packages", "Add a package").who(ADMINS).to(create).refuses(&["not_lessons"]),
        get("/api/v1/packages/{id}", "One package").who(FINANCE).to(show),
        patch("/api/v1/packages/{id}", "Change a package; subscriptions that were sold stay as they are")
            .who(ADMINS)
            .to(change)
            .refuses(&["not_lessons"]),
    ]
}

/// How many sessions a package or a subscription may grant.
pub(crate) type SessionCount = BoundedInt<1, MAX_SESSIONS>;
/// How long a session may last, in minutes: up to a week.
pub(crate) type Minutes = BoundedInt<1, 10_080>;

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Package)]
#[schema(example = json!({
    "id": "0193f1e0", "name": "Eight lessons", "kind": "quran", "sessions": 8, "durationMinutes": 30,
    "createdAt": "2026-01-01T07:30:00.000Z"
}))]
struct PackageBody {
    id: String,
    name: String,
    /// `null`: for every kind but events.
    kind: Option<Kind>,
    sessions: i64,
    /// How long its sessions last; `null`: as the organisation's setting says.
    duration_minutes: Option<i64>,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
}

impl From<Package> for PackageBody {
    fn from(one: Package) -> PackageBody {
        let Package { id, name, kind, sessions, duration_minutes, created_at } = one;
        PackageBody { id, name, kind, sessions, duration_minutes, created_at }
    }
}

async fn list(request: RouteRequest<NoBody, PageParameters>) -> Result<Page<PackageBody>, Problem> {
    let limit = pagination::limit(request.query.limit)?;
    let after: String = pagination::decode_cursor(request.query.cursor.as_deref())?.unwrap_or_default();
    let mut read = request.read().await?;
    let found = read.list_packages(request.scope.organization(), &after, limit + 1).await?;
    Ok(Page::from_rows(found, limit, |one| one.id.clone(), PackageBody::from))
}

async fn show(request: RouteRequest) -> Result<PackageBody, Problem> {
    let found = request.read().await?.find_package(request.scope.organization(), request.id()).await?;
    Ok(found.ok_or_else(|| Problem::not_found("package"))?.into())
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = NewPackage)]
#[schema(example = json!({"name": "Eight lessons", "kind": "quran", "sessions": 8, "durationMinutes": 30}))]
struct NewPackageBody {
    #[schema(value_type = String)]
    name: Name,
    /// `null`: for every kind but events.
    kind: Option<Kind>,
    #[schema(value_type = i64, minimum = 1, maximum = 1000)]
    sessions: SessionCount,
    /// How long its sessions last; `null`: as the organisation's setting says.
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 10080)]
    duration_minutes: Option<Minutes>,
}

async fn create(request: RouteRequest<NewPackageBody>) -> Result<Created<PackageBody>, Problem> {
    let body = &request.body;
    let new = NewPackage {
        name: body.name.clone(),
        kind: body.kind,
        sessions: body.sessions.get(),
        duration_minutes: body.duration_minutes.map(Minutes::get),
    };
    let mut write = request.write().await?;
    let added = packages::add(&mut write, &request.actor(), new).await?;
    request.commit(write, Created(added.into())).await
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = PackageChange)]
#[schema(example = json!({"name": "Eight short lessons", "durationMinutes": null}))]
struct PackageChangeBody {
    #[schema(value_type = Option<String>)]
    name: Option<Name>,
    #[serde(default, deserialize_with = "double_option")]
    #[schema(value_type = Option<Kind>)]
    kind: Option<Option<Kind>>,
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 1000)]
    sessions: Option<SessionCount>,
    #[serde(default, deserialize_with = "double_option")]
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 10080)]
    duration_minutes: Option<Option<Minutes>>,
}

async fn change(request: RouteRequest<PackageChangeBody>) -> Result<PackageBody, Problem> {
    let body = &request.body;
    let change = PackageChange {
        name: body.name.clone(),
        kind: body.kind,
        sessions: body.sessions.map(SessionCount::get),
        duration_minutes: body.duration_minutes.map(|minutes| minutes.map(Minutes::get)),
    };
    let mut write = request.write().await?;
    let changed = packages::change(&mut write, &request.actor(), request.id(), change).await?;
    request.commit(write, changed.into()).await
}
