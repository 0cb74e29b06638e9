//! `rollcall doctor`, through the real binary.

use std::process::{Command, Output};

use serde_json::{Value, json};

use crate::world::{World, insert_of};

fn doctor(url: &str, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rollcall"))
        .arg("doctor")
        .args(arguments)
        .env("ROLLCALL_DATABASE__URL", url)
        .env_remove("ROLLCALL_CONFIG")
        .output()
        .unwrap()
}

/// The exit code, and what was found as JSON.
fn examined(url: &str, arguments: &[&str]) -> (i32, Value) {
    let output = doctor(url, &[arguments, &["--json"]].concat());
    let found = serde_json::from_slice(&output.stdout);
    let found = found.unwrap_or_else(|error| panic!("{error}: {output:?}"));
    (output.status.code().unwrap(), found)
}

/// The stable words of what is to be mended in an organisation (`None`: the installation).
fn codes(found: &Value, organization: Option<&str>) -> Vec<String> {
    let all = found["findings"].as_array().unwrap().iter();
    let of = all.filter(|one| one["level"] != "ok" && one["organization"].as_str() == organization);
    of.map(|one| one["code"].as_str().unwrap().to_owned()).collect()
}

async fn it_says_what_is_wrong_and_how_to_mend_it(world: World) {
    let url = &world.database.url;
    let (code, found) = examined(url, &["--offline"]);
    assert_eq!(code, 1);
    let own = codes(&found, None);
    // Nothing has run here since the day of the world, which is long ago by the clock of this machine.
    for expected in ["public_url_missing", "jobs_stopped", "job_failing", "evaluation_stuck"] {
        assert!(own.iter().any(|code| code == expected), "{expected}: {own:?}");
    }
    assert_eq!(own.contains(&"profile_development".to_owned()), url.starts_with("postgres"), "{own:?}");
    for organization in ["alpha academy", "beta academy"] {
        let of_it = codes(&found, Some(organization));
        for expected in ["webhooks_missing", "webhooks_cannot_reach", "google_sealed"] {
            assert!(of_it.iter().any(|code| code == expected), "{expected}: {of_it:?}");
        }
    }
    let all = found["findings"].as_array().unwrap();
    assert!(all.iter().all(|one| (one["level"] == "ok") == one["mend"].is_null()), "{found}");
    let count = |level: &str| all.iter().filter(|one| one["level"] == level).count();
    assert_eq!(
        (&found["problems"], &found["warnings"]),
        (&json!(count("problem")), &json!(count("warning")))
    );

    let output = doctor(url, &["--offline"]);
    let text = String::from_utf8(output.stdout).unwrap();
    for line in ["Settings\n  ✓ ", "LiveKit – alpha academy\n", "\n  ✗ ", "\n  ! ", "/webhooks/livekit"]
    {
        assert!(text.contains(line), "{line:?}: {text}");
    }
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.starts_with("rollcall: ") && said.contains(" problems and "), "{said}");
    // What is stored is looked at and not changed.
    let touched: Vec<_> = world.tables.changed().await.into_iter().map(|row| row.table).collect();
    assert!(touched.is_empty(), "{touched:?}");
}

async fn a_server_that_is_not_there_is_asked_in_vain(world: World) {
    let (_, found) = examined(&world.database.url, &[]);
    let of_it = codes(&found, Some("alpha academy"));
    assert_eq!(of_it.iter().filter(|code| *code == "livekit_refuses").count(), 2, "{of_it:?}");
}

async fn a_room_that_was_opened_again_is_found(world: World) {
    // By the clock of this machine, as the command looks at a week before now.
    let now = rollcall::clock::Clock::now(&rollcall::clock::SystemClock);
    let seconds = now.millis() / 1_000;
    let set = |at: i64| {
        format!("start_at = {at} - 7200000000, end_at = {at} - 3600000000, completed_at = {at} - 5400000000")
    };
    let sql = format!(
        "UPDATE sessions SET status = 'completed', {} WHERE organization_id = 'alpha' AND id = 'alpha-lesson'",
        set(seconds * 1_000_000)
    );
    world.tables.run(&sql).await;
    let opened = |id: &str, ago: i64, event: &str| {
        json!({"source": "livekit", "receivedAt": now, "webhook": {
            "event": event, "id": id, "createdAt": (seconds - ago).to_string(),
            "room": {"name": format!("quran_alpha-lesson_{}", crate::world::NOW)}}})
    };
    let found = async |item: Value| {
        let mut write = world.app.store.write().await.unwrap();
        insert_of(&mut write, "alpha", "webhook", &item, now).await;
        write.commit().await.unwrap();
        let (_, found) = examined(&world.database.url, &["--offline"]);
        codes(&found, Some("alpha academy")).contains(&"rooms_reopened".to_owned())
    };
    assert!(!found(opened("EV_late", 6_000, "room_started")).await, "opened before, told late");
    assert!(!found(opened("EV_end", 60, "room_finished")).await, "closed after");
    assert!(found(opened("EV_again", 60, "room_started")).await);
}

#[test]
fn without_a_database_or_settings_it_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let nowhere = format!("sqlite://{}", folder.path().join("rollcall.db").display());
    let (code, found) = examined(&nowhere, &[]);
    assert_eq!(
        (code, codes(&found, None)),
        (1, vec!["public_url_missing".to_owned(), "database_unusable".to_owned()])
    );
    assert!(!folder.path().join("rollcall.db").exists(), "it makes none");

    let settings = folder.path().join("rollcall.toml");
    std::fs::write(&settings, "[server]\nlisen = \"x\"\n").unwrap();
    let (code, found) = examined(&nowhere, &["--config", settings.to_str().unwrap()]);
    assert_eq!(code, 1);
    assert_eq!(codes(&found, None)[0], "settings_unreadable");
    assert!(found["findings"][0]["says"].as_str().unwrap().contains("server.lisen: found an unknown key"));
    assert_eq!(doctor(&nowhere, &["--probe", "--offline"]).status.code(), Some(2));
}

crate::on_both_databases! {
    it_says_what_is_wrong_and_how_to_mend_it,
    a_server_that_is_not_there_is_asked_in_vain,
    a_room_that_was_opened_again_is_found,
}
