//! The pages in a real browser: the program serves a furnished academy, and `run.mjs` drives Chromium through the work of
//! every role, over both databases. What the server itself must refuse is in `tests/api/pages.rs`.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod academy;
#[path = "../support/delivery.rs"]
mod delivery;
mod hostile;
mod lesson;
mod lessons;
mod livekit;
mod messages;
mod server;
#[path = "../support/mod.rs"]
mod support;
mod told;

use std::path::Path;
use std::process::Stdio;

use serde_json::{Value, json};
use tokio::io::AsyncWriteExt;
use tokio::process::Command;
use tokio::sync::Mutex;

use crate::academy::Academy;
use crate::livekit::{LiveKit, free_port};
use crate::server::{NO_LIVEKIT, Server};
use crate::support::{Database, on_both};

on_both! {
    every_role_does_its_work_in_a_browser,
    a_lesson_is_held_between_two_browsers,
    codes_are_read_from_a_camera_with_and_without_a_network,
}

/// One browser at a time: two would only wait for each other.
static BROWSER: Mutex<()> = Mutex::const_new(());

async fn every_role_does_its_work_in_a_browser(database: Database) {
    let _alone = BROWSER.lock().await;
    let academy = Academy::furnish(&database).await;
    let unsubscribe = told::furnish(&database, &academy.organization).await;
    let server = Server::start(&database, &academy.organization, NO_LIVEKIT).await;
    let is_sqlite = database.url.starts_with("sqlite:");
    let mut world = academy.for_the_browser(&database).await;
    world["base"] = json!(server.base);
    world["unsubscribe"] = json!(unsubscribe);
    // What a page says in another language does not depend on the database.
    world["languages"] = if is_sqlite { json!(["en", "ar", "ru", "hi"]) } else { json!(["en"]) };
    let said = drive("run.mjs", &world).await;
    assert!(said.is_empty(), "{said}\nThe server complained: {}", server.log());
}

/// A real LiveKit server between them: they see each other, talk, and are told when it is over.
async fn a_lesson_is_held_between_two_browsers(database: Database) {
    let _alone = BROWSER.lock().await;
    let (organization, mut world) = lesson::furnish(&database).await;
    let port = free_port();
    let server = Server::start(&database, &organization, &format!("ws://127.0.0.1:{port}")).await;
    let _livekit = LiveKit::start(port, &format!("{}/webhooks/livekit", server.base));
    world["base"] = json!(server.base);
    world["livekit"] = json!(format!("127.0.0.1:{port}"));
    let said = drive("lesson.mjs", &world).await;
    assert!(said.is_empty(), "{said}\nThe server complained: {}", server.log());
}

/// A camera that plays a film of real codes, before the real pages.
async fn codes_are_read_from_a_camera_with_and_without_a_network(database: Database) {
    let _alone = BROWSER.lock().await;
    let academy = Academy::furnish(&database).await;
    let server = Server::start(&database, &academy.organization, NO_LIVEKIT).await;
    let mut world = academy.for_the_browser(&database).await;
    world["base"] = json!(server.base);
    world["languages"] = json!(["en", "ar", "ru", "hi"]);
    world["isWhole"] = json!(database.url.starts_with("sqlite:"));
    let said = drive("scan.mjs", &world).await;
    assert!(said.is_empty(), "{said}\nThe server complained: {}", server.log());
}

/// Runs a script with the world on its standard input; what it found wrong.
async fn drive(script: &str, world: &Value) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/web");
    assert!(
        folder.join("node_modules").exists(),
        "tests/web/node_modules is missing: run scripts/setup-tests first"
    );
    // To try the browser's side alone: `node tests/web/run.mjs NAME <FILE`.
    if let Ok(file) = std::env::var("ROLLCALL_WEB_WORLD") {
        std::fs::write(file, world.to_string()).unwrap();
        tokio::time::sleep(std::time::Duration::from_secs(3_600)).await;
    }
    let mut node = Command::new("node")
        .arg(folder.join(script))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    node.stdin.take().unwrap().write_all(world.to_string().as_bytes()).await.unwrap();
    let output = node.wait_with_output().await.unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    match output.status.success() {
        true => String::new(),
        false => format!("{}{}{}", output.status, text(&output.stdout), text(&output.stderr)),
    }
}
