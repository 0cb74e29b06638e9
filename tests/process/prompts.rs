//! What somebody at a terminal is asked, and sees; through a pseudo-terminal.

use std::path::Path;
use std::process::Command;

use rexpect::session::{PtySession, spawn_command};
use serde_json::Value;

use crate::rollcall;

/// A command at a terminal. A question that does not come in this many milliseconds never will.
fn at_a_terminal(command: &mut Command, arguments: &[&str]) -> PtySession {
    const PATIENCE: u64 = 30_000;
    command.args(arguments).env("TERM", "xterm");
    let whole = std::mem::replace(command, Command::new("true"));
    spawn_command(whole, Some(PATIENCE)).unwrap()
}

fn answers(session: &mut PtySession, questions: &[(&str, &str)]) {
    for (question, answer) in questions {
        if let Err(error) = session.exp_string(question) {
            panic!("waiting for {question:?}: {error}");
        }
        session.send_line(answer).unwrap();
    }
}

fn json(folder: &Path, arguments: &[&str]) -> Value {
    serde_json::from_slice(&rollcall(folder).args(arguments).output().unwrap().stdout).unwrap()
}

#[test]
fn somebody_at_a_terminal_is_asked_for_what_an_account_needs() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = rollcall(folder.path());
    let mut session = at_a_terminal(command.env("LANG", "ar_SA.UTF-8"), &["user", "create"]);
    answers(&mut session, &[("Name: ", "Aisha")]);
    answers(&mut session, &[("E-mail address: ", "no address")]);
    session.exp_string("this is not an e-mail address").unwrap();
    answers(
        &mut session,
        &[
            ("E-mail address: ", "aisha@noor.example"),
            ("Name of your organisation: ", "Al Noor"),
            ("Its time zone [", "riyadh"),
        ],
    );
    session.exp_string("a time zone like Asia/Riyadh").unwrap();
    answers(
        &mut session,
        &[
            ("Its time zone [", "Asia/Riyadh"),
            ("Its currency [SAR]: ", ""),
            ("Password of aisha@noor.example: ", "short"),
        ],
    );
    session.exp_string("a password has at least 8 characters").unwrap();
    answers(
        &mut session,
        &[("Password of aisha@noor.example: ", "correct horse"), ("The same again: ", "correct house")],
    );
    session.exp_string("the two are not the same").unwrap();
    answers(
        &mut session,
        &[("Password of aisha@noor.example: ", "correct horse"), ("The same again: ", "correct horse")],
    );
    session.exp_string("created ").unwrap();
    session.exp_eof().unwrap();

    // The next one is offered what is there.
    let mut command = rollcall(folder.path());
    let mut session = at_a_terminal(&mut command, &["user", "create", "--name", "Omar", "--role", "teacher"]);
    answers(&mut session, &[("E-mail address: ", "omar@noor.example")]);
    session.exp_string("1  Al Noor (").unwrap();
    answers(
        &mut session,
        &[
            ("Organisation (a number, or the name of a new one) [1]: ", ""),
            ("Password of omar@noor.example: ", "correct horse"),
            ("The same again: ", "correct horse"),
        ],
    );
    session.exp_string("created ").unwrap();
    session.exp_eof().unwrap();

    let organizations = json(folder.path(), &["organization", "list", "--json"]);
    assert_eq!(organizations.as_array().unwrap().len(), 1);
    assert_eq!(organizations[0]["timeZone"], "Asia/Riyadh");
    assert_eq!(organizations[0]["currency"], "SAR");
    let people = json(folder.path(), &["user", "list", "--json"]);
    let people: Vec<_> =
        people.as_array().unwrap().iter().map(|one| (&one["email"], &one["roles"])).collect();
    assert_eq!(people.len(), 2);
    assert_eq!(people[0], (&"aisha@noor.example".into(), &serde_json::json!(["admin"])));
    assert_eq!(people[1], (&"omar@noor.example".into(), &serde_json::json!(["teacher"])));
}

#[test]
fn colours_are_for_terminals_whose_owner_wants_them() {
    let folder = tempfile::tempdir().unwrap();
    let mut create = rollcall(folder.path());
    create.args(["user", "create", "--name", "A", "--email", "a@x.example"]);
    assert!(create.env("ROLLCALL_USER_PASSWORD", "correct horse").output().unwrap().status.success());
    for (variable, is_bold) in [("SOMETHING", true), ("NO_COLOR", false)] {
        let mut command = rollcall(folder.path());
        let mut session = at_a_terminal(command.env(variable, "1"), &["user", "list"]);
        let seen = session.exp_eof().unwrap();
        assert!(seen.contains("a@x.example"), "{seen}");
        assert_eq!(seen.contains("\u{1b}[1m"), is_bold, "{seen:?}");
    }
}
