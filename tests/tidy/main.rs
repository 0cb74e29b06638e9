//! Rules about the source itself, tried by reading it.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod imports;
mod texts;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What each module of the crate may name of the others. Nothing points back.
const MAY_USE: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("clock", &["domain"]),
    ("ids", &["domain"]),
    ("config", &["domain", "net"]),
    ("bundle", &["domain"]),
    ("output", &["domain"]),
    ("text", &["domain"]),
    ("store", &["domain"]),
    ("net", &["domain"]),
    ("sources", &["domain", "clock", "ids", "net"]),
    ("delivery", &["domain", "net"]),
    ("letters", &["domain", "output", "text", "delivery"]),
    (
        "app",
        &[
            "domain", "clock", "ids", "config", "bundle", "output", "text", "store", "net", "sources",
            "delivery", "letters",
        ],
    ),
    ("jobs", &["domain", "config", "store", "app"]),
    ("http", &["domain", "clock", "ids", "config", "store", "app"]),
    ("api", &["domain", "clock", "ids", "config", "bundle", "output", "store", "app", "http"]),
    ("web", &["domain", "clock", "ids", "config", "output", "text", "letters", "store", "app", "http"]),
    ("server", &["app", "http", "api", "web"]),
    ("simulator", &["domain", "clock", "ids", "bundle", "sources"]),
    ("terminal", &["config"]),
    (
        "demo",
        &[
            "domain",
            "clock",
            "ids",
            "config",
            "bundle",
            "output",
            "net",
            "store",
            "app",
            "jobs",
            "http",
            "server",
            "simulator",
            "terminal",
        ],
    ),
    (
        "cli",
        &[
            "domain",
            "clock",
            "ids",
            "config",
            "bundle",
            "store",
            "sources",
            "app",
            "jobs",
            "api",
            "http",
            "server",
            "simulator",
            "terminal",
            "demo",
        ],
    ),
];
/// Crates that reach outside of the process, or ask it for the time or for chance.
const OUTSIDE: &[&str] = &[
    "axum",
    "config",
    "governor",
    "hyper",
    "livekit_api",
    "metrics",
    "rand",
    "reqwest",
    "rustls",
    "sqlx",
    "tokio",
    "tokio_util",
    "tower",
    "tower_http",
    "tracing",
    "uuid",
];

/// Words with which a statement in SQL begins.
const SQL: &[&str] = &["SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM ", "CREATE TABLE ", "WITH "];

/// The longest a file may be.
const LONGEST: usize = 400;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Files under a folder that end like this, with their text.
fn files(folder: &str, ending: &str) -> BTreeMap<PathBuf, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_str().unwrap().ends_with(ending) {
                let text = fs::read_to_string(&path).unwrap();
                found.insert(path.strip_prefix(root()).unwrap().to_owned(), text);
            }
        }
    }
    found
}

/// The top module a source file belongs to: `src/store/jobs.rs` is of `store`.
fn module(path: &Path) -> &str {
    let name = path.iter().nth(1).unwrap().to_str().unwrap();
    name.strip_suffix(".rs").unwrap_or(name)
}

/// Everything before a file's own tests, without comments.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]").next().unwrap();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).map(|line| format!("{line}\n")).collect()
}

/// Words that follow `before` in a text, up to what cannot be in a name.
fn names_after<'a>(text: &'a str, before: &'a str) -> impl Iterator<Item = &'a str> {
    text.match_indices(before).map(move |(at, _)| {
        let rest = &text[at + before.len()..];
        &rest[..rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len())]
    })
}

fn assert_none(problems: &[String]) {
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

#[test]
fn arrows_between_modules_point_one_way() {
    let allowed: BTreeMap<&str, &[&str]> = MAY_USE.iter().copied().collect();
    let mut problems = Vec::new();
    for (path, text) in files("src", ".rs") {
        let module = module(&path);
        if matches!(module, "lib" | "main" | "testing") {
            continue;
        }
        let Some(may_use) = allowed.get(module) else {
            problems.push(format!("{}: say in MAY_USE what {module} may use", path.display()));
            continue;
        };
        let code = code(&text);
        // `use crate::{a, b};` names several at once.
        let grouped = code.match_indices("crate::{").flat_map(|(at, found)| {
            let rest = &code[at + found.len()..];
            rest[..rest.find("};").unwrap_or(0)]
                .split(',')
                .map(|name| name.trim().split("::").next().unwrap())
        });
        for used in names_after(&code, "crate::").chain(grouped).collect::<BTreeSet<_>>() {
            let is_module = allowed.contains_key(used);
            if is_module && used != module && !may_use.contains(&used) {
                problems.push(format!("{}: {module} may not use {used}", path.display()));
            }
        }
    }
    assert_none(&problems);
}

#[test]
fn the_core_reaches_nothing_outside() {
    let mut problems = Vec::new();
    for (path, text) in files("src", ".rs") {
        if !matches!(module(&path), "domain" | "bundle") {
            continue;
        }
        let code = code(&text);
        for outside in OUTSIDE {
            let is_used =
                code.contains(&format!("use {outside}::")) || code.contains(&format!(" {outside}::"));
            if is_used {
                problems.push(format!("{}: uses {outside}", path.display()));
            }
        }
        for banned in [
            "async fn",
            "std::fs",
            "std::net",
            "std::env",
            "std::process",
            "SystemTime",
            "Instant::now",
            "Utc::now",
        ] {
            if code.contains(banned) {
                problems.push(format!("{}: has {banned}", path.display()));
            }
        }
    }
    assert_none(&problems);
}

#[test]
fn sql_is_in_the_store_alone() {
    let mut problems = Vec::new();
    for (path, text) in files("src", ".rs") {
        if module(&path) == "store" {
            continue;
        }
        let code = code(&text);
        if code.contains("sqlx::") {
            problems.push(format!("{}: uses sqlx", path.display()));
        }
        for word in SQL {
            if names_after(&code, "\"").count() > 0 && code.contains(&format!("\"{word}")) {
                problems.push(format!("{}: has SQL ({word})", path.display()));
            }
        }
    }
    assert_none(&problems);
}

/// Everything the application does stands in the room of its noun.
#[test]
fn nothing_is_loose_in_the_application() {
    let loose: BTreeSet<String> = fs::read_dir(root().join("src/app"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".rs"))
        .collect();
    assert_eq!(loose, ["actor.rs", "error.rs", "mod.rs"].map(str::to_owned).into());
}

/// The document of the API is the API's: what is computed knows nothing of it.
#[test]
fn the_core_and_the_settings_know_no_document_of_the_api() {
    let knows = |(path, text): (PathBuf, String)| {
        let is_below = matches!(module(&path), "domain" | "bundle" | "config" | "output" | "store");
        (is_below && code(&text).contains("utoipa")).then(|| format!("{}: names utoipa", path.display()))
    };
    let problems: Vec<String> = files("src", ".rs").into_iter().filter_map(knows).collect();
    assert_none(&problems);
}

#[test]
fn migrations_are_numbered_once_and_without_a_gap() {
    let names: Vec<String> = files("migrations", ".sql")
        .keys()
        .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    for (index, name) in names.iter().enumerate() {
        let number = format!("{:04}_", index + 1);
        assert!(name.starts_with(&number), "{name}: expected {number}…");
    }
}

#[test]
fn files_are_short() {
    let problems: Vec<String> = files("src", ".rs")
        .into_iter()
        .filter(|(_, text)| text.lines().count() > LONGEST)
        .map(|(path, text)| format!("{}: {} lines", path.display(), text.lines().count()))
        .collect();
    assert_none(&problems);
}

#[test]
fn every_file_says_what_it_is_for() {
    let problems: Vec<String> = files("src", ".rs")
        .into_iter()
        .filter(|(_, text)| !text.starts_with("//!"))
        .map(|(path, _)| format!("{}: begin with a //! comment", path.display()))
        .collect();
    assert_none(&problems);
}

#[test]
fn nothing_is_left_undone() {
    let mut problems = Vec::new();
    for (path, text) in files("src", ".rs").into_iter().chain(files("tests", ".rs")) {
        if path.starts_with("tests/tidy") {
            continue;
        }
        for word in ["todo!", "unimplemented!", "dbg!(", "#[ignore", "unsafe {", "TODO", "FIXME"] {
            if text.contains(word) {
                problems.push(format!("{}: has {word}", path.display()));
            }
        }
    }
    assert_none(&problems);
}

/// Keys and defaults are compared by a test beside the settings; this one looks for keys nobody declared.
#[test]
fn every_setting_is_in_the_example_file() {
    let text = fs::read_to_string(root().join("config/rollcall.toml")).unwrap();
    // What has no default stands there as a comment.
    let headings = text.lines().filter_map(|line| line.trim_start_matches("# ").strip_prefix('['));
    let sections: BTreeSet<&str> =
        headings.filter_map(|line| line.trim_start_matches('[').split([']', '.']).next()).collect();
    let declared = fs::read_to_string(root().join("src/config/mod.rs")).unwrap();
    let fields: BTreeSet<&str> = declared
        .split("pub struct Config {")
        .nth(1)
        .unwrap()
        .split('}')
        .next()
        .unwrap()
        .lines()
        .filter_map(|line| line.trim().strip_prefix("pub ")?.split(':').next())
        .collect();
    assert_eq!(sections, fields);
}

#[test]
fn every_public_method_of_the_store_is_in_its_suite() {
    let suite: String = files("tests/store", ".rs").into_values().collect();
    let mut problems = Vec::new();
    for (path, text) in files("src/store", ".rs") {
        let code = code(&text);
        for name in names_after(&code, "pub async fn ") {
            if !suite.contains(&format!(".{name}(")) && !suite.contains(&format!("::{name}(")) {
                problems.push(format!("{}: tests/store never calls {name}", path.display()));
            }
        }
    }
    assert_none(&problems);
}
