//! The lines of docs/QUICKSTART.md, run as they stand there, in an empty folder.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// The shell blocks of the page, in order.
fn lines(page: &str) -> String {
    let blocks = page.split("```sh\n").skip(1).map(|block| block.split("```").next().unwrap());
    blocks.collect::<Vec<_>>().concat()
}

#[test]
fn ten_lines_lead_from_an_empty_folder_to_a_paid_lesson() {
    let page =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/QUICKSTART.md")).unwrap();
    let lines = lines(&page);
    let curls = lines.lines().filter(|line| {
        line.contains("send $API") || line.contains("send \"$API") || line.contains("curl -sf --retry")
    });
    assert_eq!(curls.count(), 10, "{lines}");
    let folder = tempfile::tempdir().unwrap();
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    // Whatever goes wrong, the server it started ends with it.
    let guard = "SERVER=\ntrap 'if [ -n \"$SERVER\" ]; then kill \"$SERVER\" 2>/dev/null || true; fi' EXIT\n";
    let script = format!("set -eu\n{guard}{}", lines.replace("127.0.0.1:8080", &format!("127.0.0.1:{port}")));
    let program = Path::new(env!("CARGO_BIN_EXE_rollcall")).parent().unwrap();
    let path = std::env::var("PATH").unwrap();
    let output = Command::new("timeout")
        .args(["120", "sh", "-c", &script])
        .current_dir(folder.path())
        .env("PATH", format!("{}:{path}", program.display()))
        .env("ROLLCALL_SERVER__LISTEN", format!("127.0.0.1:{port}"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let log = std::fs::read_to_string(folder.path().join("rollcall.log")).unwrap_or_default();
    assert!(output.status.success(), "{said}\n{}\n{log}", String::from_utf8_lossy(&output.stderr));

    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    let payroll: Value = serde_json::from_str(&read("payroll.json")).unwrap();
    assert_eq!(payroll["total"]["amount"], "20.00", "{payroll}");
    assert_eq!(payroll["blocked"], serde_json::json!({}), "{payroll}");
    let families = read("families.csv");
    assert!(families.contains("Omar") && families.contains("SAR"), "{families}");
    let explained: Value = serde_json::from_str(&read("explained.json")).unwrap();
    assert!(explained["evidence"].as_array().unwrap().len() >= 4, "{explained}");
    let outcomes: Vec<&Value> =
        explained["reports"].as_array().unwrap().iter().map(|report| &report["outcome"]).collect();
    assert_eq!(outcomes, ["present", "present"], "{explained}");
}
