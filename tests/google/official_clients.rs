//! Google's unmodified Python clients read a scripted day back from the simulated Google.

use std::path::Path;
use std::process::Command;

use rollcall::clock::{Clock, SystemClock};
use rollcall::simulator::google::SimulatedGoogle;

#[tokio::test(flavor = "multi_thread")]
async fn the_official_clients_read_the_script_back() {
    let python = Path::new(env!("CARGO_MANIFEST_DIR")).join(".tools/venv/bin/python");
    let ready = Command::new(&python)
        .args(["-c", "import googleapiclient, google.apps.meet_v2, google.auth, requests, cryptography"])
        .output();
    assert!(
        ready.is_ok_and(|ready| ready.status.success()),
        "Google's Python clients are missing: run scripts/setup-tests (it installs tests/google/requirements.txt into .tools/venv)"
    );
    let google = SimulatedGoogle::new(|| SystemClock.now().to_utc());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = format!("http://{}", listener.local_addr().expect("a bound port has an address"));
    tokio::spawn(google.serve(listener));
    let judged = tokio::process::Command::new(&python)
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/google/official_clients.py"))
        .arg(&address)
        .output()
        .await
        .expect("Python starts");
    let said = String::from_utf8_lossy(&judged.stdout);
    let complaint = String::from_utf8_lossy(&judged.stderr);
    assert!(judged.status.success(), "{said}\n{complaint}");
    assert!(said.contains("true to both clients"), "{said}");
}
