//! The document of the API, and the pages beside it that are made from the code: complete, valid, and current.
//!
//! `RENEW_DOCS=1 cargo test --test api document` writes what has changed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use rollcall::api::{self, NoContent, Problem, RouteAccess, RouteRequest, post};
use rollcall::domain::access::Rows;
use rollcall::domain::organization::policy::keys::POLICY_KEYS;
use rollcall::domain::organization::settings::{SettingType, Settings};
use rollcall::domain::people::Role;
use rollcall::http::error_codes::ERROR_CODES;
use serde_json::{Value, json};

use crate::world::{World, ask};

fn document() -> Value {
    serde_json::to_value(api::document(&api::routes())).unwrap()
}

/// Every operation with its route's name.
fn operations(document: &Value) -> Vec<(String, &Value)> {
    let mut all = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            all.push((format!("{} {path}", method.to_uppercase()), operation));
        }
    }
    all
}

fn file(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Holds a file of the repository to what the code says.
fn kept(path: &str, wanted: &str) {
    if std::env::var_os("RENEW_DOCS").is_some() {
        std::fs::write(file(path), wanted).unwrap();
    }
    let found = std::fs::read_to_string(file(path)).unwrap_or_default();
    if found != wanted {
        let at = found.lines().zip(wanted.lines()).position(|(found, wanted)| found != wanted);
        panic!(
            "{path} is not what the code says (line {}). Renew it: RENEW_DOCS=1 cargo test --test api document",
            at.map_or(found.lines().count().min(wanted.lines().count()), |at| at) + 1
        );
    }
}

/// The same for a part of a page, between two comments that name it.
fn kept_part(path: &str, name: &str, wanted: &str) {
    let page = std::fs::read_to_string(file(path)).unwrap();
    let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let (before, rest) = page.split_once(&begin).unwrap_or_else(|| panic!("{path} has no {begin:?}"));
    let (_, after) = rest.split_once(&end).unwrap_or_else(|| panic!("{path} has no {end:?}"));
    kept(path, &format!("{before}{begin}{wanted}{end}{after}"));
}

#[test]
fn the_file_in_the_repository_is_current() {
    kept("docs/openapi.json", &(api::document(&api::routes()).to_pretty_json().unwrap() + "\n"));
}

#[test]
fn every_policy_key_stands_in_its_page() {
    let mut table = String::from("| key | default | may be | what it does |\n|---|---|---|---|\n");
    for key in POLICY_KEYS {
        let row = (key.name, key.default.to_json(), key.default.allowed_values(), key.meaning);
        table += &format!("| `{}` | `{}` | {} | {} |\n", row.0, row.1, row.2, row.3);
    }
    kept_part("docs/POLICIES.md", "keys", &table);
}

#[test]
fn every_setting_stands_in_its_page() {
    let defaults = serde_json::to_value(Settings::default()).unwrap();
    let mut table = String::from("| key | default | may be | what it does |\n|---|---|---|---|\n");
    for key in Settings::KEYS {
        let bounds = match key.takes {
            SettingType::Integer(least, most) => format!("{least} to {most}"),
            SettingType::IntegerOrNull(least, most) => format!("{least} to {most}, or `null`"),
            SettingType::Word(words) => {
                words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(" or ")
            }
            SettingType::TextOrNull(most) => format!("a text of at most {most} characters, or `null`"),
            SettingType::LinesOrNull(most) => {
                format!("a text of at most {most} characters that may have several lines, or `null`")
            }
            SettingType::EmailOrNull => "an e-mail address, or `null`".to_owned(),
            SettingType::Days => "a list of weekdays, like `[\"friday\"]`".to_owned(),
        };
        table += &format!("| `{}` | `{}` | {bounds} | {} |\n", key.name, defaults[key.name], key.meaning);
    }
    kept_part("docs/POLICIES.md", "settings", &table);
}

#[test]
fn every_refusal_stands_in_its_page() {
    let mut table = String::from("| status | code | means |\n|---|---|---|\n");
    for one in ERROR_CODES {
        table += &format!("| {} | `{}` | {} |\n", one.status, one.code, one.meaning);
    }
    kept_part("docs/API.md", "refusals", &table);
}

#[test]
fn an_official_validator_finds_nothing() {
    let python = file(".tools/venv/bin/python");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("openapi.json");
    std::fs::write(&path, document().to_string()).unwrap();
    let output =
        Command::new(&python).args(["-m", "openapi_spec_validator", "--errors", "all"]).arg(&path).output();
    let output =
        output.unwrap_or_else(|error| panic!("{}: {error}: run scripts/setup-tests", python.display()));
    let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    assert!(
        output.status.success() && said.contains("OK"),
        "{said}\n(openapi_spec_validator is of tests/api/requirements.txt, which scripts/setup-tests installs)"
    );
}

#[test]
fn every_operation_has_a_name_one_would_choose_and_a_chapter() {
    let document = document();
    let chapters: BTreeSet<&str> = document["tags"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|tag| tag["description"].as_str().is_some_and(|text| text.len() > 10))
        .filter_map(|tag| tag["name"].as_str())
        .collect();
    let mut ids = BTreeSet::new();
    for (name, operation) in operations(&document) {
        let id = operation["operationId"].as_str().unwrap();
        let camel =
            id.starts_with(|c: char| c.is_ascii_lowercase()) && id.chars().all(|c| c.is_ascii_alphanumeric());
        assert!(
            camel,
            "add to OPERATIONS in src/api/openapi/names.rs: ({name:?}, \"verbNoun\"), like createPerson"
        );
        assert!(ids.insert(id.to_owned()), "{name}: {id} is another's name already");
        let tag = operation["tags"][0].as_str().unwrap();
        assert!(
            chapters.contains(tag),
            "{name}: add to TAGS in src/api/openapi/names.rs: (\"/api/v1/{tag}\", \"{tag}\", \"What stands in it.\"),"
        );
    }
}

/// A word that no route says it refuses with is one nobody knows of, or a dead row.
#[test]
fn every_refusal_is_of_some_route_and_every_declared_word_is_known() {
    let document = document();
    let mut shown: BTreeSet<(u16, String)> = BTreeSet::new();
    for (name, operation) in operations(&document) {
        for (status, response) in operation["responses"].as_object().unwrap() {
            let response = resolved(&document, response);
            for (_, content) in response["content"].as_object().into_iter().flatten() {
                for code in content["schema"]["allOf"][1]["properties"]["code"]["enum"]
                    .as_array()
                    .into_iter()
                    .flatten()
                {
                    shown.insert((status.parse().unwrap(), code.as_str().unwrap().to_owned()));
                }
            }
        }
        let has = |status: &str| operation["responses"].get(status).is_some();
        assert!(has("500") && has("503"), "{name}");
        // Figures have a token of the settings, not one of a person.
        let is_guarded = operation["security"].is_array() || name == "GET /metrics";
        assert_eq!(has("401") && has("403"), is_guarded, "{name}");
    }
    for one in ERROR_CODES {
        assert!(
            shown.contains(&(one.status, one.code.to_owned())),
            "no route says that it refuses with {one:?}"
        );
    }
    for route in api::routes() {
        for word in &route.declaration.error_codes {
            assert!(
                ERROR_CODES.iter().any(|one| one.code == *word),
                "{}: add row(status, {word:?}, \"What it means.\") to ERROR_CODES in src/http/error_codes.rs",
                route.name()
            );
        }
    }
    let mut sorted = ERROR_CODES.to_vec();
    sorted.sort_by_key(|one| (one.status, one.code));
    assert_eq!(ERROR_CODES, sorted, "rows are by status and word");
}

async fn a_refusal_that_is_not_declared_is_noticed(world: World) {
    async fn refuses(_: RouteRequest) -> Result<NoContent, Problem> {
        Err(Problem::conflict("full_moon", "Not tonight."))
    }
    let admins = &[(Role::Admin, Rows::Organization)];
    let route = || post("/refuses", "Refuses").who(admins).to(refuses);
    let token = world.token("alpha", "alpha-admin");
    let (status, problem) = ask(&world.router(vec![route()]), &token, "POST", "/refuses", Value::Null).await;
    let detail = problem["detail"].as_str().unwrap();
    assert_eq!(status, 500, "{problem}");
    assert!(detail.contains("POST /refuses") && detail.contains(".refuses(&[\"full_moon\"])"), "{detail}");
}

#[test]
fn the_answers_people_read_first_have_an_example_of_every_field() {
    let document = document();
    for name in ["Session", "Person", "Report", "Line", "LineInSnakeCase"] {
        let schema = &document["components"]["schemas"][name];
        let fields: BTreeSet<&String> = schema["properties"].as_object().unwrap().keys().collect();
        let shown: BTreeSet<&String> = schema["example"].as_object().unwrap().keys().collect();
        assert_eq!(shown, fields, "{name}");
    }
}

/// What stands at the other end of a reference.
fn resolved<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
    let name = schema["$ref"].as_str().and_then(|name| name.strip_prefix('#'));
    name.map_or(schema, |name| document.pointer(name).unwrap())
}

#[test]
fn what_is_one_of_some_words_says_which() {
    let document = document();
    let schemas = &document["components"]["schemas"];
    for (schema, property, some) in [
        ("Session", "kind", "interactive_course"),
        ("Session", "status", "ongoing"),
        ("NewSession", "platform", "livekit"),
        ("Report", "outcome", "unknown"),
        ("Report", "role", "teacher"),
        ("Reason", "code", "unseen_end"),
        ("NewRate", "for", "charge"),
        ("AttendanceLog", "role", "guest"),
        ("Line", "blocked", "missing_rate"),
        ("ExplainedLine", "cell", "copresence"),
        ("ExplainedLine", "kind", "pay"),
        ("Evidence", "source", "meet"),
        ("Evidence", "kind", "webhook"),
        ("Unmatched", "source", "livekit"),
        ("GoogleConnection", "state", "needs_reconnect"),
        ("GoogleConnection", "kind", "consent"),
        ("JobRun", "outcome", "rescued"),
        ("Resynced", "status", "no_record"),
        ("ReportFigures", "outcome", "absent"),
        ("PeriodRange", "state", "open"),
        ("NewOverride", "outcome", "excused"),
        ("NewMark", "direction", "out"),
    ] {
        let whole = &schemas[schema];
        let parts = whole["allOf"].as_array().into_iter().flatten();
        let own = std::iter::once(whole).chain(parts).find(|part| part["properties"].get(property).is_some());
        let field = &own.unwrap_or_else(|| panic!("{schema} has no {property}"))["properties"][property];
        let choices = field["oneOf"].as_array().into_iter().flatten();
        let words: Vec<&Value> = std::iter::once(field)
            .chain(choices)
            .flat_map(|one| resolved(&document, one)["enum"].as_array().into_iter().flatten())
            .collect();
        assert!(words.contains(&&json!(some)), "{schema}.{property} does not say {some}: {field}");
    }
    let parameters: BTreeMap<&str, &Value> = document["paths"]["/api/v1/sessions"]["get"]["parameters"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["name"].as_str().unwrap(), one))
        .collect();
    assert!(parameters["status"].to_string().contains("\"cancelled\""), "{}", parameters["status"]);
    assert!(parameters["kind"].to_string().contains("\"quran\""));
    assert_eq!(parameters["limit"]["schema"]["maximum"], 500);
    assert!(operations(&document).iter().all(|(_, operation)| {
        let mut parameters = operation["parameters"].as_array().into_iter().flatten();
        parameters.all(|one| !one["schema"].to_string().contains("null"))
    }));
}

/// The types of policies and settings, with their bounds.
#[test]
fn every_policy_and_setting_is_typed() {
    let document = document();
    let schemas = &document["components"]["schemas"];
    for key in POLICY_KEYS {
        let field = &schemas["PolicyPatch"]["properties"][key.name];
        assert_eq!((&field["default"], &field["description"]), (&key.default.to_json(), &json!(key.meaning)));
        assert!(field["type"].is_string() && schemas["PolicyHolding"]["properties"][key.name].is_object());
    }
    assert_eq!(schemas["PolicyPatch"]["properties"]["learnerPresentShare"]["maximum"], 1);
    for key in Settings::KEYS {
        let field = &schemas["SettingsPatch"]["properties"][key.name];
        assert!(field["type"].is_string() || field["type"].is_array(), "{}", key.name);
        assert_eq!(field["description"], key.meaning);
    }
    assert_eq!(schemas["Settings"]["properties"]["period_start_day"]["maximum"], 31);
    let of_session = &schemas["NewSession"]["properties"]["policy"];
    assert!(of_session.to_string().contains("PolicyPatch"), "{of_session}");
}

#[test]
fn files_and_webhooks_have_their_media_types() {
    let document = document();
    for path in ["/api/v1/billing/families", "/api/v1/payroll/teachers", "/monitoring/billing/families"] {
        let content = &document["paths"][path]["get"]["responses"]["200"]["content"];
        let xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        for media in ["application/json", "text/csv", xlsx] {
            assert!(content[media]["schema"].is_object(), "{path} {media}");
        }
    }
    let webhook = &document["paths"]["/webhooks/livekit"]["post"]["requestBody"]["content"];
    assert!(webhook["application/webhook+json"]["schema"].is_object(), "{webhook}");
    assert!(document["paths"]["/metrics"]["get"]["responses"]["200"]["content"]["text/plain"].is_object());
    let door = &document["paths"]["/teacher/sessions/{id}/cancel"]["post"]["responses"]["409"];
    assert!(
        door.to_string().contains("success") && door.to_string().contains("illegal_transition"),
        "{door}"
    );
}

/// Each body has an example, and the route reads it as what it asks for.
async fn the_example_of_every_body_is_one_the_route_reads(world: World) {
    let router = world.router(api::routes());
    let token = world.token("alpha", "alpha-superadmin");
    let document = document();
    for route in
        api::routes().iter().filter(|route| matches!(route.declaration.access, RouteAccess::Roles(_)))
    {
        let declaration = &route.declaration;
        let operation =
            &document["paths"][declaration.path][declaration.method.as_str().to_lowercase().as_str()];
        let body = &operation["requestBody"]["content"]["application/json"]["schema"];
        if body.is_null() {
            continue;
        }
        let schema = resolved(&document, body);
        let example = schema.get("example").or(schema["examples"].get(0)).unwrap_or_else(|| {
            panic!("{}: add #[schema(example = json!({{…}}))] to the type of its body", route.name())
        });
        let path = declaration.path.replace("{id}", "nobody").replace("{kind}", "quran");
        let uri = path.replace("{name}", "sessions");
        let (status, problem) =
            ask(&router, &token, declaration.method.as_str(), &uri, example.clone()).await;
        // A code that stands in a document is signed by nobody, and a door says only that a body cannot be read.
        let door = problem["message"].as_str().or(problem["error"].as_str());
        let is_read = problem["code"] == "invalid_code"
            || door.is_some_and(|message| !message.starts_with("Invalid request"));
        assert!(
            ![400, 413, 415, 500].contains(&status.as_u16()) || is_read,
            "{}: its example is not one it reads: {problem}",
            route.name()
        );
    }
}

crate::on_both_databases!(
    a_refusal_that_is_not_declared_is_noticed,
    the_example_of_every_body_is_one_the_route_reads,
);
