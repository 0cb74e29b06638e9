//! `rollcall simulate livekit` against a running server.

use std::process::Output;

use tokio::process::Command;

use crate::installation::{Installation, KEY, SECRET};

async fn simulate(to: &str, secret: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rollcall"));
    command.args(["simulate", "livekit", "--to", to, "--key", KEY, "--secret", secret]);
    command.args(["--student", "p1", "--student", "p2", "--student", "p3"]).output().await.unwrap()
}

#[tokio::test]
async fn a_simulated_lesson_is_accepted_with_the_right_secret_alone() {
    let installation = Installation::found(None).await;
    let server = installation.start().await;
    let to = format!("http://{}", server.address);

    let accepted = simulate(&to, SECRET).await;
    let said = String::from_utf8(accepted.stdout).unwrap();
    assert!(accepted.status.success(), "{said}{}", String::from_utf8_lossy(&accepted.stderr));
    assert!(said.contains(" 0 refused, 0 lost"), "{said}");

    let refused = simulate(&to, "another-secret-of-at-least-32-characters").await;
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("does the receiver know this key"));
    server.kill().await;

    let nobody = simulate(&to, SECRET).await;
    assert_eq!(nobody.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&nobody.stderr).contains("is anybody listening"));
}
