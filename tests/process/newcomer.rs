//! A newcomer's way: the wrong folder, a database of another age, what is missing, and names instead of ids.

use std::path::Path;
use std::process::Output;

use rollcall::store::Store;
use serde_json::Value;
use sqlx::AssertSqlSafe;

use crate::support::{Database, on_both};
use crate::{line, rollcall};

on_both! { a_database_of_another_age_is_told_apart, names_stand_for_ids_and_several_are_listed }

/// Commands that need what is there already.
const OTHERS: &[&[&str]] = &[
    &["audit"],
    &["recompute"],
    &["recompute", "--dry-run"],
    &["export", "--session", "s1"],
    &["user", "list"],
    &["user", "password", "a@x.example"],
    &["user", "deactivate", "a@x.example"],
    &["organization", "list"],
    &["livekit", "list"],
    &["livekit", "connect", "--url", "wss://l.example", "--key", "k"],
    &["google", "list"],
];

#[test]
fn in_the_wrong_folder_commands_say_so_and_make_nothing() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in OTHERS {
        let output = rollcall(folder.path()).args(*arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        let told = line(&output);
        let place = folder.path().canonicalize().unwrap().join("data/rollcall.db");
        assert!(told.starts_with("rollcall: there is no database at /"), "{told}");
        assert!(told.contains(place.to_str().unwrap()) && told.contains("rollcall user create"), "{told}");
        assert!(!folder.path().join("data").exists(), "{arguments:?}");
    }
    // A file that somebody made holds nothing of ours, and is left so.
    std::fs::create_dir(folder.path().join("data")).unwrap();
    std::fs::write(folder.path().join("data/rollcall.db"), "").unwrap();
    for arguments in OTHERS {
        let output = rollcall(folder.path()).args(*arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(line(&output).contains("`rollcall migrate`"), "{}", line(&output));
    }
}

async fn execute(db: &Database, sql: &str) {
    let sql = AssertSqlSafe(sql.to_owned());
    match &db.store {
        Store::Sqlite { writer, .. } => drop(sqlx::query(sql).execute(writer).await.unwrap()),
        Store::Postgres(pool, ..) => drop(sqlx::query(sql).execute(pool).await.unwrap()),
    }
}

/// Runs a command over a database, with nothing on its standard input.
fn run(db: &Database, folder: &Path, arguments: &[&str]) -> Output {
    rollcall(folder).args(arguments).env("ROLLCALL_DATABASE__URL", &db.url).output().unwrap()
}

async fn a_database_of_another_age_is_told_apart(db: Database) {
    let folder = tempfile::tempdir().unwrap();
    let is_told = |arguments: &[&str], what: &str| {
        let output = run(&db, folder.path(), arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        let said = String::from_utf8(output.stderr).unwrap();
        let told: Vec<&str> = said.lines().filter(|line| line.starts_with("rollcall: ")).collect();
        assert!(told.len() == 1 && told[0].contains(what), "{arguments:?}: {said}");
    };
    execute(
        &db,
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
         VALUES (9999, 'of tomorrow', true, '', 0)",
    )
    .await;
    for arguments in [&["serve"][..], &["migrate"], &["audit"], &["user", "list"]] {
        is_told(arguments, "laid by a newer rollcall");
    }
    execute(&db, "DELETE FROM _sqlx_migrations WHERE version = 9999 OR version > 6").await;
    is_told(&["audit"], "bring it up to date with `rollcall migrate`");
    execute(&db, "DROP TABLE _sqlx_migrations").await;
    is_told(&["user", "list"], "holds nothing of Rollcall");
}

/// Founds an organisation with one person; gives both ids.
fn founded(db: &Database, folder: &Path, organization: &str, name: &str, email: &str) -> (String, String) {
    let mut command = rollcall(folder);
    command.args(["user", "create", "--json", "--organization-name", organization, "--name", name]);
    command.args(["--email", email, "--time-zone", "Asia/Riyadh", "--currency", "SAR"]);
    command.env("ROLLCALL_DATABASE__URL", &db.url).env("ROLLCALL_USER_PASSWORD", "correct horse");
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let made: Value = serde_json::from_slice(&output.stdout).unwrap();
    let text = |key: &str| made[key].as_str().unwrap().to_owned();
    assert_eq!((text("name"), text("organizationName")), (name.to_owned(), organization.to_owned()));
    (text("organizationId"), text("id"))
}

async fn names_stand_for_ids_and_several_are_listed(db: Database) {
    let folder = tempfile::tempdir().unwrap();
    let (noor, omar) = founded(&db, folder.path(), "Al Noor", "Omar", "omar@noor.example");
    let (gym, other) = founded(&db, folder.path(), "Gym", "Omar", "omar@gym.example");
    let json = |arguments: &[&str]| -> Value {
        let output = run(&db, folder.path(), arguments);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let refused = |arguments: &[&str]| {
        let output = run(&db, folder.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        line(&output).to_owned()
    };
    let listed = json(&["organization", "list", "--json"]);
    assert_eq!((&listed[0]["name"], &listed[1]["name"]), (&"Al Noor".into(), &"Gym".into()));
    let range = ["export", "--from", "2026-01-01", "--to", "2026-02-01"];
    for said in [noor.as_str(), "Al Noor"] {
        let bundle = json(&[&range[..], &["--organization", said]].concat());
        assert_eq!(bundle["organization"]["timeZone"], "Asia/Riyadh");
    }
    let told = refused(&range);
    assert!(told.contains(&format!("{noor} (Al Noor), {gym} (Gym)")), "{told}");
    let told = refused(&[&range[..], &["--organization", "Noor"]].concat());
    assert!(told.contains("--organization: there is no organisation Noor; there is "), "{told}");

    let told = refused(&["user", "deactivate", "Omar"]);
    assert!(told.contains(&format!("{omar} (Omar at Al Noor), {other} (Omar at Gym)")), "{told}");
    assert!(refused(&["user", "deactivate", "Aisha"]).contains("nobody is called Aisha"));
    for whom in [&["Omar", "--organization", "Gym"][..], &["OMAR@gym.example"], &[other.as_str()]] {
        for (verb, is_active) in [("deactivate", false), ("activate", true)] {
            let after = json(&[&["user", verb][..], whom, &["--json"]].concat());
            assert_eq!((&after["id"], &after["isActive"]), (&other.as_str().into(), &is_active.into()));
        }
    }
    let mut password = rollcall(folder.path());
    password.args(["user", "password", "omar@noor.example"]).env("ROLLCALL_DATABASE__URL", &db.url);
    let short = password.env("ROLLCALL_USER_PASSWORD", "short").output().unwrap();
    assert_eq!(short.status.code(), Some(2), "{}", line(&short));
    let set = password.env("ROLLCALL_USER_PASSWORD", "another horse").output().unwrap();
    assert!(set.status.success(), "{}", String::from_utf8_lossy(&set.stderr));

    for report in [&["audit"][..], &["recompute", "--dry-run"], &["recompute"]] {
        assert_eq!(json(&[report, &["--json"]].concat())["sessions"], 0, "{report:?}");
    }
    for list in [["livekit", "list"], ["google", "list"]] {
        assert_eq!(json(&[&list[..], &["--json", "--organization", "Gym"]].concat()), Value::Array(vec![]));
    }
    let table = String::from_utf8(run(&db, folder.path(), &["user", "list"]).stdout).unwrap();
    let rows: Vec<Vec<&str>> = table.lines().map(|row| row.split_whitespace().collect()).collect();
    assert_eq!(rows[0], ["ID", "NAME", "E-MAIL", "ROLES", "ORGANIZATION", "STATE"]);
    assert_eq!(rows[1], [omar.as_str(), "Omar", "omar@noor.example", "admin", "Al", "Noor", "active"]);
    assert!(rows.len() == 3 && !table.contains('\u{1b}'), "{table}");
}

#[test]
fn where_nobody_can_be_asked_all_that_is_missing_is_named_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let output = rollcall(folder.path()).args(["user", "create"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let told = line(&output);
    for missing in ["--name", "--email", "ROLLCALL_USER_PASSWORD", "--organization-name", "--time-zone"] {
        assert!(told.contains(missing), "{told}");
    }
    assert!(!folder.path().join("data").exists(), "nothing is made by half");
    // With the password in reach, only the rest is missing.
    let mut command = rollcall(folder.path());
    command.args(["user", "create", "--name", "A"]).env("ROLLCALL_USER_PASSWORD", "correct horse");
    let told = line(&command.output().unwrap()).to_owned();
    assert!(told.contains("missing --email, and") && !told.contains("--name,"), "{told}");
}

#[test]
fn a_mistake_in_the_settings_has_a_place() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("r.toml"), "[server]\nlisten = \"127.0.0.1:0\"\nprot = 1\n").unwrap();
    let output = rollcall(folder.path()).args(["audit", "--config", "r.toml"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(line(&output).ends_with(" (r.toml:3:1)"), "{}", line(&output));
    let output = rollcall(folder.path()).arg("audit").env("ROLLCALL_CONFIG", "none.toml").output().unwrap();
    assert!(line(&output).ends_with(" (ROLLCALL_CONFIG)"), "{}", line(&output));
    let output = rollcall(folder.path()).args(["exprt"]).output().unwrap();
    assert_eq!((output.status.code(), line(&output).contains("'export'")), (Some(2), true));
}
