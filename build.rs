//! Builds the pages' styles and scripts (`assets/`, npm) before the program that they are part of. Where npm is missing or
//! fails, the program is built all the same, with a warning, and its pages are plain.

use std::path::Path;
use std::process::Command;

fn main() {
    for watched in [
        "assets/css",
        "assets/js",
        "assets/build.mjs",
        "assets/package-lock.json",
        "assets/sprite.svg",
        "assets/icons",
        "assets/favicon.svg",
        "src/web",
    ] {
        println!("cargo::rerun-if-changed={watched}");
    }
    println!("cargo::rerun-if-changed=assets/dist/manifest.json");
    let built = Path::new("assets/dist/manifest.json");
    if let Err(why) = build() {
        let state = if built.exists() { "may be old" } else { "are missing, and its pages are plain" };
        println!(
            "cargo::warning=the styles and scripts of the pages {state} ({why}): install Node 20 with npm, then run \
             `npm ci && npm run build` in assets/"
        );
        // What is embedded must exist.
        let _ = std::fs::create_dir_all("assets/dist");
    }
}

fn build() -> Result<(), String> {
    let lock = std::fs::read("assets/package-lock.json").map_err(|error| error.to_string())?;
    let installed = Path::new("assets/node_modules/.installed");
    if std::fs::read(installed).is_ok_and(|of| of == lock) {
        return npm(&["run", "--silent", "build"]);
    }
    npm(&["ci", "--silent", "--no-audit", "--no-fund"])?;
    std::fs::write(installed, lock).map_err(|error| error.to_string())?;
    npm(&["run", "--silent", "build"])
}

fn npm(arguments: &[&str]) -> Result<(), String> {
    let output = Command::new("npm").args(arguments).current_dir("assets").output();
    let output = output.map_err(|error| format!("npm does not start: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!("npm {}: {}", arguments.join(" "), said.lines().next().unwrap_or("failed")))
}
