//! The program against an independent reading of the rules: a reference written from the contract alone, in another
//! language, by somebody who had not seen the code. Random bundles with edges at every threshold are evaluated by
//! both; everything but the evidence ids of reasons and findings is compared, and shuffled evidence must give the
//! same bytes.
//!
//! `ROLLCALL_ORACLE_BUNDLES` sets how many (default below); `python3 tests/oracle/compare.py --help` for more.

use std::path::Path;
use std::process::Command;

fn compare(arguments: &[&str], count: usize) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle");
    let output = Command::new("python3")
        .arg(folder.join("compare.py"))
        .args(["--bin", env!("CARGO_BIN_EXE_rollcall"), "--count", &count.to_string()])
        .args(arguments)
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .output()
        .expect("python3 is missing: install Python 3.11 or newer");
    let said = String::from_utf8_lossy(&output.stdout);
    let wrong = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}{wrong}");
    assert!(said.trim_end().ends_with(&format!("{count} passed, 0 failed")), "{said}{wrong}");
}

fn bundles() -> usize {
    std::env::var("ROLLCALL_ORACLE_BUNDLES").ok().and_then(|set| set.parse().ok()).unwrap_or(400)
}

#[test]
fn every_field_agrees_with_an_independent_reading() {
    compare(&["--seed", "rollcall"], bundles());
}

#[test]
fn wrong_bundles_exit_2_with_one_line_that_names_the_key() {
    compare(&["--seed", "spoiled", "--bad"], bundles() / 4);
}
