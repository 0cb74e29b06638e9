//! Logging, to standard error, because standard output is for the results of commands.

use std::io::IsTerminal;

use tracing_subscriber::EnvFilter;

use crate::config::{LogConfig, LogFormat, SettingError};

/// Starts logging for the rest of the process.
pub fn start(log: &LogConfig) -> Result<(), SettingError> {
    let filter = EnvFilter::try_new(&log.filter).map_err(|_| {
        SettingError::new("log.filter", format!("{:?}", log.filter), "a filter such as info,sqlx=warn")
    })?;
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal() && !crate::terminal::text::is_no_color());
    match log.format {
        LogFormat::Text => subscriber.init(),
        LogFormat::Json => subscriber.json().init(),
    }
    Ok(())
}
