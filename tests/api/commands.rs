//! The commands that make people and print the document, through the real binary.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

use crate::support::{Database, postgres, sqlite};

fn rollcall(database: &Database, arguments: &[&str], typed: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_rollcall"))
        .args(arguments)
        .env("ROLLCALL_DATABASE__URL", &database.url)
        .env_remove("ROLLCALL_USER_PASSWORD")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that refuses its arguments reads nothing.
    let _ = child.stdin.take().unwrap().write_all(typed.as_bytes());
    child.wait_with_output().unwrap()
}

fn created(database: &Database, arguments: &[&str], typed: &str) -> (Option<i32>, String) {
    let output = rollcall(database, &[&["user", "create"], arguments].concat(), typed);
    let text = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(text).unwrap())
}

async fn the_first_user_founds_the_organisation_and_the_next_join_it(database: Database) {
    let root = ["--email", "root@x.example", "--name", "Root", "--role", "superadmin"];
    let founding = ["--organization-name", "Al Noor", "--time-zone", "Asia/Riyadh", "--currency", "SAR"];
    let (code, text) = created(&database, &[root, founding].concat(), "correct horse\n");
    assert_eq!(code, Some(0), "{text}");
    let (code, text) =
        created(&database, &["--email", "office@x.example", "--name", "Office"], "correct horse");
    assert_eq!(code, Some(0), "{text}");
    let mut read = database.store.read().await.unwrap();
    let [organization] = &read.list_organizations("", 2).await.unwrap()[..] else {
        panic!("one was founded")
    };
    assert_eq!((organization.name.as_str(), organization.currency.code()), ("Al Noor", "SAR"));
    let scope = rollcall::domain::access::Scope::whole_organization(&organization.id);
    let filter = rollcall::store::people::PeopleFilter { limit: 9, ..Default::default() };
    let people = read.list_people(&scope, &filter).await.unwrap();
    let roles: Vec<_> =
        people.iter().flat_map(|person| person.roles.iter().map(|role| role.as_str())).collect();
    assert_eq!(roles, ["superadmin", "admin"]);
    assert!(people.iter().all(|person| person.has_password));
}

async fn nobody_is_made_by_half(database: Database) {
    for (arguments, typed, wanted) in [
        (&["--email", "a@x", "--name", "A"][..], "short\n", "a password has at least 8 characters"),
        (&["--email", "a@x", "--name", "A"], "", "a password has at least 8 characters"),
        (&["--email", "a", "--name", "A"], "correct horse", "--email: this is not an e-mail address"),
        (&["--email", "a@x", "--name", "A", "--role", "king"], "correct horse", "one of superadmin, admin"),
        (&["--email", "a@x", "--name", "A", "--currency", "XXX"], "correct horse", "ISO 4217"),
        (
            &["--email", "a@x", "--name", "A", "--organization", "no"],
            "correct horse",
            "there is no organisation no",
        ),
    ] {
        let (code, text) = created(&database, arguments, typed);
        assert_ne!(code, Some(0), "{arguments:?}");
        assert!(text.contains(wanted), "{arguments:?}: {text}");
    }
    let mut read = database.store.read().await.unwrap();
    assert!(read.list_organizations("", 1).await.unwrap().is_empty());
    drop(read);
    assert_eq!(created(&database, &["--email", "a@x", "--name", "A"], "correct horse").0, Some(0));
    let (code, text) = created(&database, &["--email", "A@X", "--name", "B"], "correct horse");
    assert_eq!((code, text.contains("belongs to somebody already")), (Some(1), true), "{text}");
}

/// Nothing of one organisation is told to the other: not even that it knows an address.
async fn an_address_is_made_somebody_in_each_organisation(database: Database) {
    let mother = ["--email", "mother@x.example", "--name", "Mother", "--role", "parent"];
    for name in ["One", "Two"] {
        let arguments = [&mother[..], &["--organization-name", name]].concat();
        let (code, text) = created(&database, &arguments, "correct horse");
        assert_eq!(code, Some(0), "{text}");
    }
    let mut read = database.store.read().await.unwrap();
    let organizations = read.list_organizations("", 9).await.unwrap();
    drop(read);
    let [one, two] = &organizations[..] else { panic!("two were founded") };
    for organization in [one, two] {
        let arguments = [&mother[..], &["--organization", &organization.id]].concat();
        let (code, text) = created(&database, &arguments, "correct horse");
        assert_eq!((code, text.contains("belongs to somebody already")), (Some(1), true), "{text}");
    }
}

#[test]
fn the_document_is_printed_without_a_database() {
    let output = Command::new(env!("CARGO_BIN_EXE_rollcall")).arg("openapi").output().unwrap();
    assert!(output.status.success());
    let printed: Value = serde_json::from_slice(&output.stdout).unwrap();
    let served = rollcall::api::document(&rollcall::api::routes());
    assert_eq!(printed, serde_json::to_value(served).unwrap());
}

mod on_sqlite {
    #[tokio::test]
    async fn the_first_user_founds_the_organisation_and_the_next_join_it() {
        super::the_first_user_founds_the_organisation_and_the_next_join_it(super::sqlite().await).await;
    }

    #[tokio::test]
    async fn nobody_is_made_by_half() {
        super::nobody_is_made_by_half(super::sqlite().await).await;
    }

    #[tokio::test]
    async fn an_address_is_made_somebody_in_each_organisation() {
        super::an_address_is_made_somebody_in_each_organisation(super::sqlite().await).await;
    }
}

mod on_postgres {
    #[tokio::test]
    async fn the_first_user_founds_the_organisation_and_the_next_join_it() {
        super::the_first_user_founds_the_organisation_and_the_next_join_it(super::postgres().await).await;
    }

    #[tokio::test]
    async fn nobody_is_made_by_half() {
        super::nobody_is_made_by_half(super::postgres().await).await;
    }

    #[tokio::test]
    async fn an_address_is_made_somebody_in_each_organisation() {
        super::an_address_is_made_somebody_in_each_organisation(super::postgres().await).await;
    }
}
