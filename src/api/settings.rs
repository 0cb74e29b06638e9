//! Settings of the organisation, with the keys the academies know them by (snake_case, doors.md section 2).

use serde_json::Value;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema};
use utoipa::{PartialSchema, ToSchema};

use super::roles::ADMINS;
use super::{Call, Problem, Route, get, patch};
use crate::app::organizations;
use crate::domain::settings::Settings;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/settings", "Every setting with its present value").who(ADMINS).to(show),
        patch("/api/v1/settings", "Change settings; what is left out stays").who(ADMINS).to(change),
    ]
}

/// Every setting.
#[derive(serde::Serialize)]
#[serde(transparent)]
struct SettingsBody(Settings);

/// Some of the settings.
#[derive(serde::Deserialize)]
#[serde(transparent)]
struct SettingsPatch(serde_json::Map<String, Value>);

/// The schema follows the defaults, so that no key is written down twice.
fn schema() -> RefOr<Schema> {
    let defaults = serde_json::to_value(Settings::default()).unwrap_or_default();
    let mut object = ObjectBuilder::new().description(Some("The values shown are the defaults."));
    for (key, value) in defaults.as_object().into_iter().flatten() {
        let any = ObjectBuilder::new().schema_type(utoipa::openapi::schema::SchemaType::AnyValue);
        object = object.property(key, any.default(Some(value.clone())));
    }
    object.into()
}

impl PartialSchema for SettingsBody {
    fn schema() -> RefOr<Schema> {
        schema()
    }
}

impl ToSchema for SettingsBody {
    fn name() -> std::borrow::Cow<'static, str> {
        "Settings".into()
    }
}

impl PartialSchema for SettingsPatch {
    fn schema() -> RefOr<Schema> {
        schema()
    }
}

impl ToSchema for SettingsPatch {}

async fn show(call: Call) -> Result<SettingsBody, Problem> {
    let mut read = call.read().await?;
    let found = organizations::find(&mut read, &call.scope, call.scope.organization()).await?;
    Ok(SettingsBody(found.settings))
}

async fn change(call: Call<SettingsPatch>) -> Result<SettingsBody, Problem> {
    let mut write = call.write().await?;
    let laid_over = |present: &Settings| laid_over(present, &call.body.0);
    let after = organizations::change_settings(&mut write, &call.act(), laid_over).await?;
    call.commit(write, SettingsBody(after.settings)).await
}

/// The present settings with `changes` laid over them, read anew as a whole: unknown keys and impossible values are
/// refused by their key.
fn laid_over(present: &Settings, changes: &serde_json::Map<String, Value>) -> Result<Settings, Problem> {
    let mut all = serde_json::to_value(present).unwrap_or_default();
    if let Value::Object(all) = &mut all {
        all.extend(changes.clone());
    }
    serde_path_to_error::deserialize(all).map_err(|error| {
        let path = error.path().to_string();
        Problem::invalid("invalid_body", format!("{path}: {}.", error.inner())).at_field(path)
    })
}
