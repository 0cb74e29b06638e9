//! `rollcall doctor`, through the real binary.

use std::net::TcpListener;
use std::process::{Command, Output};

use serde_json::{Value, json};

use crate::python_helper::Helper;
use crate::world::{World, insert_of};

fn doctor(url: &str, arguments: &[&str]) -> Output {
    doctor_with(url, arguments, &[])
}

/// With these settings beside the database's.
fn doctor_with(url: &str, arguments: &[&str], settings: &[(&str, &str)]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rollcall"))
        .arg("doctor")
        .args(arguments)
        .env("ROLLCALL_DATABASE__URL", url)
        .env_remove("ROLLCALL_CONFIG")
        .envs(settings.iter().copied())
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

/// What is said of messages, with the mail server at this address: code, level, what is so, and how to mend it.
fn of_messages(database: &str, mail: &str, ca: &str) -> Vec<(String, String, String, String)> {
    let settings = [
        ("ROLLCALL_MAIL__URL", mail),
        ("ROLLCALL_MAIL__FROM", "Rollcall <rollcall@school.example>"),
        ("ROLLCALL_MAIL__CA_CERTIFICATE", ca),
    ];
    let output = doctor_with(database, &["--json"], &settings);
    assert!(!String::from_utf8_lossy(&output.stdout).contains("hunter2"), "a password was printed");
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    let text = |one: &Value, key: &str| one[key].as_str().unwrap_or_default().to_owned();
    let all = found["findings"].as_array().unwrap().iter().filter(|one| one["area"] == "messages");
    all.map(|one| (text(one, "code"), text(one, "level"), text(one, "says"), text(one, "mend"))).collect()
}

async fn the_mail_server_is_tried_and_its_trouble_told_with_what_mends_it(world: World) {
    const RIGHT: &str = "me%40school.example:p%3Ass%2Fword";
    let database = &world.database.url;
    let start = |arguments: &[&str]| {
        let server = Helper::start("smtp_server.py", arguments);
        let ready = server.json();
        (server, ready["port"].as_u64().unwrap(), ready["ca"].as_str().unwrap().to_owned())
    };
    let (server, port, ca) = start(&["--tls", "starttls", "--login"]);
    let of = |login: &str, ca: &str| {
        of_messages(database, &format!("smtp://{login}@127.0.0.1:{port}?tls=required"), ca).remove(0)
    };
    let (code, level, says, _) = of(RIGHT, &ca);
    assert_eq!((code.as_str(), level.as_str()), ("mail", "ok"), "{says}");
    assert!(
        says.contains("over STARTTLS, takes the login") && says.ends_with("rollcall@school.example"),
        "{says}"
    );
    let (code, level, says, mend) = of("me%40school.example:hunter2", &ca);
    assert_eq!((code.as_str(), level.as_str()), ("mail_login", "problem"), "{says}");
    assert!(says.contains("login: 535") && mend.contains("the right user and password"), "{says}: {mend}");
    let (code, _, says, mend) = of(RIGHT, "");
    assert_eq!(code, "mail_no_tls", "{says}");
    assert!(says.contains("certificate") && mend.contains("mail.ca_certificate"), "{says}: {mend}");
    // Nothing was handed in by all that.
    assert!(server.is_quiet());

    let (_plain, port, _) = start(&[]);
    let (code, _, says, mend) =
        of_messages(database, &format!("smtp://127.0.0.1:{port}?tls=required"), "").remove(0);
    assert_eq!(code, "mail_no_tls");
    assert!(says.contains("does not offer STARTTLS") && mend.contains("587"), "{says}: {mend}");
    let (code, _, says, _) = of_messages(database, &format!("smtp://127.0.0.1:{port}"), "").remove(0);
    assert_eq!(code, "mail", "{says}");

    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let (code, level, says, mend) = of_messages(database, &format!("smtp://{nobody}"), "").remove(0);
    assert_eq!((code.as_str(), level.as_str()), ("mail_unreachable", "problem"), "{says}");
    assert!(says.contains(&nobody.to_string()) && mend.contains("firewall"), "{says}: {mend}");
}

async fn what_no_mailer_can_be_made_of_is_a_setting_to_mend(world: World) {
    let settings = [
        ("ROLLCALL_MAIL__URL", "smtps://mail.example.org"),
        ("ROLLCALL_MAIL__FROM", "rollcall@school.example"),
        ("ROLLCALL_MAIL__CA_CERTIFICATE", "hello"),
    ];
    let output = doctor_with(&world.database.url, &["--json"], &settings);
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    let first = &found["findings"][0];
    assert_eq!(first["code"], "settings_unreadable", "{found}");
    assert!(first["says"].as_str().unwrap().starts_with("mail.ca_certificate: "), "{found}");
}

async fn without_a_mail_server_it_is_a_note_that_nobody_is_written_to(world: World) {
    let (_, found) = examined(&world.database.url, &["--offline"]);
    let all = found["findings"].as_array().unwrap();
    let note = all.iter().find(|one| one["code"] == "mail_off").expect("a note");
    assert_eq!((&note["level"], &note["area"]), (&json!("ok"), &json!("messages")));
    assert!(note["says"].as_str().unwrap().contains("mail.url"), "{note}");
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
    the_mail_server_is_tried_and_its_trouble_told_with_what_mends_it,
    what_no_mailer_can_be_made_of_is_a_setting_to_mend,
    without_a_mail_server_it_is_a_note_that_nobody_is_written_to,
}
