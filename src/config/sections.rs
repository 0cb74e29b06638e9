//! The sections `[server]`, `[database]`, `[log]` and `[secrets]` with their defaults. `config/rollcall.toml` names every
//! key of every section with the same default; a test compares.

use std::net::SocketAddr;
use std::str::FromStr;

use ipnet::IpNet;
use serde::{Deserialize, Serialize};

use super::value::{self, HttpUrl, InvalidValue, SecretKey};

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ServerConfig {
    /// Where HTTP is served. Port 0 takes any free one; the ready line says which.
    #[serde(deserialize_with = "value::address")]
    pub listen: SocketAddr,
    /// How users and platforms reach this server from outside, if not at `listen`.
    #[serde(with = "value::optional")]
    pub public_url: Option<HttpUrl>,
    /// Proxies, or their networks, whose headers X-Forwarded-For and X-Forwarded-Proto are trusted.
    #[serde(with = "value::networks")]
    pub trusted_proxies: Vec<IpNet>,
    /// How long requests and jobs at work may take to end when the process is told to stop.
    pub shutdown_seconds: u64,
}

impl ServerConfig {
    /// Where others reach this server: `public_url`, else where it listens.
    pub fn address(&self) -> String {
        self.public_url.as_ref().map_or_else(|| format!("http://{}", self.listen), ToString::to_string)
    }
}

impl Default for ServerConfig {
    fn default() -> Self {
        ServerConfig {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            public_url: None,
            trusted_proxies: Vec::new(),
            shutdown_seconds: 10,
        }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DatabaseConfig {
    /// `sqlite://PATH` or `postgres://user:password@host/name`.
    #[serde(deserialize_with = "value::database_url")]
    pub url: String,
    /// Connections kept at most, of each process.
    #[serde(deserialize_with = "value::positive")]
    pub max_connections: u32,
    /// Whether `serve` brings the schema up to date; otherwise `rollcall migrate` does.
    pub migrate_on_start: bool,
    /// DANGEROUS except as `full`: what SQLite waits for before evidence is acknowledged. With `normal` or `off` a power
    /// cut takes acknowledged evidence away; the trials in `tests/crash` switch it to prove that they would see it.
    #[serde(deserialize_with = "value::parsed")]
    pub sqlite_synchronous: SynchronousLevel,
}

impl Default for DatabaseConfig {
    fn default() -> Self {
        DatabaseConfig {
            url: "sqlite://data/rollcall.db".to_owned(),
            max_connections: 8,
            migrate_on_start: true,
            sqlite_synchronous: SynchronousLevel::Full,
        }
    }
}

/// What SQLite waits for before it calls a commit done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SynchronousLevel {
    Full,
    Normal,
    Off,
}

impl FromStr for SynchronousLevel {
    type Err = InvalidValue;
    fn from_str(text: &str) -> Result<Self, InvalidValue> {
        match text {
            "full" => Ok(SynchronousLevel::Full),
            "normal" => Ok(SynchronousLevel::Normal),
            "off" => Ok(SynchronousLevel::Off),
            _ => Err(InvalidValue::new("full (or, only to try what is lost then, normal or off)")),
        }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LogConfig {
    /// What is logged, as `tracing` filters are written: `info,sqlx=warn`.
    pub filter: String,
    #[serde(deserialize_with = "value::parsed")]
    pub format: LogFormat,
}

impl Default for LogConfig {
    fn default() -> Self {
        LogConfig { filter: "info".to_owned(), format: LogFormat::Text }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    Text,
    Json,
}

impl FromStr for LogFormat {
    type Err = InvalidValue;
    fn from_str(text: &str) -> Result<Self, InvalidValue> {
        match text {
            "text" => Ok(LogFormat::Text),
            "json" => Ok(LogFormat::Json),
            _ => Err(InvalidValue::new("text or json")),
        }
    }
}

/// Keys of the installation; empty ones are made on the first start and kept in the database.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SecretsConfig {
    /// Signs logins.
    #[serde(with = "value::optional")]
    pub token_key: Option<SecretKey>,
    /// Codes are signed with keys made of it.
    #[serde(with = "value::optional")]
    pub code_key: Option<SecretKey>,
    /// Seals platform secrets at rest.
    #[serde(with = "value::optional")]
    pub encryption_key: Option<SecretKey>,
}
