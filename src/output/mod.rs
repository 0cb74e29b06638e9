//! Writes tables as CSV and Excel files, and draws codes and strips of presence as pictures. What a table contains is decided in `app`; who may have it and how it is sent,
//! in `api`.

pub mod code_picture;
pub mod csv;
mod lettering;
pub mod strip_picture;
pub mod table;
pub mod xlsx;

/// A text inside an XML document, without the characters that none may hold.
fn escape(text: &str) -> String {
    text.chars().filter(|one| !one.is_control()).fold(String::new(), |mut escaped, one| {
        match one {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            other => escaped.push(other),
        }
        escaped
    })
}
