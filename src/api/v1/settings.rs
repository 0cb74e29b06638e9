//! Settings of the organisation, with the keys the academies know them by (snake_case, doors.md section 2).

use serde_json::{Value, json};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, Schema, SchemaType, Type};
use utoipa::{PartialSchema, ToSchema};

use crate::api::{Problem, Route, RouteRequest, get, patch};
use crate::app::organization;
use crate::domain::organization::settings::{DAYS, SettingKey, SettingType, Settings};
use crate::domain::people::validated_text::MAX_EMAIL_BYTES;
use crate::http::roles::ADMINS;

pub(crate) fn routes() -> Vec<Route> {
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

/// The schema is generated from `Settings::KEYS`, so that each key is written down only once.
fn schema() -> ObjectBuilder {
    let defaults = serde_json::to_value(Settings::default()).unwrap_or_default();
    Settings::KEYS.iter().fold(ObjectBuilder::new(), |object, key| {
        object.property(key.name, key_schema(key, defaults.get(key.name).cloned()))
    })
}

fn key_schema(key: &SettingKey, default: Option<Value>) -> RefOr<Schema> {
    let whole = |schema_type: SchemaType, least: i64, most: i64| {
        let number = ObjectBuilder::new().schema_type(schema_type).minimum(Some(least)).maximum(Some(most));
        number.description(Some(key.meaning)).default(default.clone()).into()
    };
    match key.takes {
        SettingType::Integer(least, most) => whole(SchemaType::new(Type::Integer), least, most),
        SettingType::IntegerOrNull(least, most) => {
            whole(SchemaType::from_iter([Type::Integer, Type::Null]), least, most)
        }
        SettingType::Word(words) => ObjectBuilder::new()
            .schema_type(Type::String)
            .enum_values(Some(words.iter().copied()))
            .description(Some(key.meaning))
            .default(default)
            .into(),
        SettingType::TextOrNull(most) | SettingType::LinesOrNull(most) => ObjectBuilder::new()
            .schema_type(SchemaType::from_iter([Type::String, Type::Null]))
            .max_length(Some(most))
            .description(Some(key.meaning))
            .default(default)
            .into(),
        SettingType::EmailOrNull => ObjectBuilder::new()
            .schema_type(SchemaType::from_iter([Type::String, Type::Null]))
            .max_length(Some(MAX_EMAIL_BYTES))
            .description(Some(key.meaning))
            .default(default)
            .into(),
        SettingType::Days => {
            let names = DAYS.iter().map(|(name, _)| *name);
            let day = ObjectBuilder::new().schema_type(Type::String).enum_values(Some(names));
            ArrayBuilder::new()
                .items(RefOr::T(Schema::Object(day.build())))
                .description(Some(key.meaning))
                .default(default)
                .into()
        }
    }
}

impl PartialSchema for SettingsBody {
    fn schema() -> RefOr<Schema> {
        let all = schema().description(Some("Every setting."));
        Settings::KEYS.iter().fold(all, |object, key| object.required(key.name)).into()
    }
}

impl ToSchema for SettingsBody {
    fn name() -> std::borrow::Cow<'static, str> {
        "Settings".into()
    }
}

impl PartialSchema for SettingsPatch {
    fn schema() -> RefOr<Schema> {
        let example = json!({"blocked_days": ["friday", "saturday"], "session_buffer_minutes": 10});
        schema().description(Some("What is to be different.")).examples([example]).into()
    }
}

impl ToSchema for SettingsPatch {}

async fn show(request: RouteRequest) -> Result<SettingsBody, Problem> {
    let mut read = request.read().await?;
    let found = organization::find(&mut read, &request.scope, request.scope.organization()).await?;
    Ok(SettingsBody(found.settings))
}

async fn change(request: RouteRequest<SettingsPatch>) -> Result<SettingsBody, Problem> {
    let mut write = request.write().await?;
    let merge = |present: &Settings| Ok::<_, Problem>(present.changed(&request.body.0)?);
    let after = organization::change_settings(&mut write, &request.actor(), merge).await?;
    request.commit(write, SettingsBody(after.settings)).await
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::domain::people::Role;
    use crate::testing::TestServer;

    #[tokio::test]
    async fn a_change_leaves_the_other_settings_and_an_unknown_key_is_refused_by_its_name() {
        let api = TestServer::new().await;
        let (_, before) = api.get("/api/v1/settings").by(Role::Admin).await;
        let change = json!({"session_buffer_minutes": 10});
        let (status, after) = api.patch("/api/v1/settings", change).by(Role::Admin).await;
        assert_eq!((status.as_u16(), &after["session_buffer_minutes"]), (200, &json!(10)));
        assert_eq!(after["blocked_days"], before["blocked_days"]);
        let (status, problem) = api.patch("/api/v1/settings", json!({"buffer": 10})).by(Role::Admin).await;
        assert_eq!((status.as_u16(), &problem["field"]), (400, &json!("buffer")));
        assert_eq!(api.get("/api/v1/settings").by(Role::Teacher).await.0, 403);
    }
}
