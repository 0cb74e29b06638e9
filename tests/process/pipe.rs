//! Readers who have gone, and disks that are full.

use std::process::Stdio;

use crate::{line, rollcall};

/// Commands that say something, most of it more than fits into a pipe.
const SPEAKERS: &[&[&str]] = &[
    &["openapi"],
    &["completions", "bash"],
    &["completions", "zsh"],
    &["completions", "fish"],
    &["completions", "powershell"],
    &["man"],
    &["--help"],
    &["user", "create", "--help"],
    &["--version"],
    &["organization", "list"],
    &["organization", "list", "--json"],
    &["audit"],
    &["recompute", "--dry-run"],
    &["recompute"],
    &["migrate"],
];

#[test]
fn a_closed_pipe_ends_every_command_quietly() {
    let folder = tempfile::tempdir().unwrap();
    let mut create = rollcall(folder.path());
    create.args(["user", "create", "--name", "A", "--email", "a@x.example"]);
    assert!(create.env("ROLLCALL_USER_PASSWORD", "correct horse").output().unwrap().status.success());
    for arguments in SPEAKERS {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let child = rollcall(folder.path()).args(*arguments).stdout(writer).stderr(Stdio::piped()).spawn();
        let output = child.unwrap().wait_with_output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{arguments:?}");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
    }
}

#[test]
fn an_answer_that_cannot_be_written_is_a_failure() {
    let folder = tempfile::tempdir().unwrap();
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let child = rollcall(folder.path()).arg("openapi").stdout(full).stderr(Stdio::piped()).spawn();
    let output = child.unwrap().wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(line(&output).starts_with("rollcall: cannot write to standard output: "), "{}", line(&output));
}

#[test]
fn shells_and_man_get_what_they_read() {
    let folder = tempfile::tempdir().unwrap();
    let said = |arguments: &[&str]| {
        let output = rollcall(folder.path()).args(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(said(&["completions", "bash"]).contains("complete -F _rollcall"));
    assert!(said(&["man"]).contains(".TH rollcall 1"));
    said(&["man", "--folder", "pages"]);
    assert!(folder.path().join("pages/rollcall-user-create.1").exists());
}
