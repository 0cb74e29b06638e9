//! A failure becomes one line on standard error and an exit code: 2 when arguments, settings or input files are wrong,
//! 1 for every other failure.

use std::process::ExitCode;

use crate::app::Error;
use crate::config::SettingError;

use crate::terminal::output::note;

/// An argument or an input file is wrong; the message says which.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct BadInput(pub String);

/// Prints why a command failed, in one line, and returns the exit code.
pub fn report_failure(error: &anyhow::Error) -> ExitCode {
    note!("rollcall: {}", one_line(error));
    let is_asked_wrongly = error.is::<SettingError>()
        || error.is::<BadInput>()
        || matches!(error.downcast_ref(), Some(Error::Refused { .. } | Error::NotFound(_)));
    ExitCode::from(if is_asked_wrongly { 2 } else { 1 })
}

/// Prints what clap returned instead of parsed arguments: help and version unchanged, a usage error as one line.
pub fn report_usage_error(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        // Standard output may be closed already; then nobody needs the help.
        _ = error.print();
        return ExitCode::SUCCESS;
    }
    let text = error.render().to_string();
    let said = text.split("\nUsage:").next().unwrap_or_default();
    let said = said.split("\nFor more information").next().unwrap_or_default();
    let words: Vec<&str> = said.trim_start_matches("error: ").split_whitespace().collect();
    note!("rollcall: {}; --help shows how it is asked", words.join(" ").replace(" tip: ", "; "));
    ExitCode::from(2)
}

/// Joins the error chain to one line and leaves out a cause whose text is already contained in the message above it.
fn one_line(error: &anyhow::Error) -> String {
    let mut said = String::new();
    for cause in error.chain().map(ToString::to_string) {
        if said.is_empty() {
            said = cause;
        } else if !said.contains(&cause) {
            said = format!("{said}: {}", as_clause(&cause));
        }
    }
    // Control characters become blanks: text quoted from an input file may contain line breaks.
    as_clause(&said.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>())
}

/// Turns a sentence of the API into a part of the line: without full stop, and with a lower-case first letter unless it
/// begins with a name.
fn as_clause(sentence: &str) -> String {
    const NAMES: [&str; 3] = ["Google", "Meet", "Rollcall"];
    let first = sentence.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let is_plain = first.chars().skip(1).all(char::is_lowercase) && !NAMES.contains(&first);
    let sentence = sentence.strip_suffix('.').filter(|rest| !rest.ends_with('.')).unwrap_or(sentence);
    match sentence.chars().next() {
        Some(letter) if is_plain => format!("{}{}", letter.to_lowercase(), &sentence[letter.len_utf8()..]),
        _ => sentence.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_is_one_line_in_lower_case_that_keeps_names() {
        for (sentence, said) in [
            ("This API key belongs to somebody.", "this API key belongs to somebody"),
            ("LiveKit refused the key.", "LiveKit refused the key"),
            ("Google said no.", "Google said no"),
            ("A key\nof two lines", "a key of two lines"),
            ("and so on...", "and so on..."),
        ] {
            assert_eq!(one_line(&anyhow::anyhow!("{sentence}")), said);
        }
        let caused = anyhow::anyhow!("The reason.").context("--email");
        assert_eq!(one_line(&caused), "--email: the reason");
    }
}
