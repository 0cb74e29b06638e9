//! The link of a Google Meet class.

/// The link people click, from the code they see.
pub fn of_code(code: &str) -> String {
    format!("https://meet.google.com/{code}")
}
