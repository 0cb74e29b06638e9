//! Puts the layers together: defaults, file, environment.

use std::path::Path;

use config::{ConfigError, File, FileFormat};

use super::key_locations::KeyLocations;
use super::setting_error::SettingError;
use super::{Config, LivekitConfig};

const PREFIX: &str = "ROLLCALL_";

impl Config {
    /// Reads the settings of this process.
    ///
    /// # Errors
    /// The first thing that is wrong, in one line.
    pub fn load(file: Option<&Path>) -> Result<Config, SettingError> {
        let variables = std::env::vars_os().filter_map(|(name, value)| {
            Some((name.into_string().ok()?, value.to_string_lossy().into_owned()))
        });
        let Some(path) = file else { return Config::from_layers("", variables) };
        let text = std::fs::read_to_string(path).map_err(|error| {
            let given = std::env::var_os("ROLLCALL_CONFIG").is_some_and(|given| given == path.as_os_str());
            let place = given.then(|| "ROLLCALL_CONFIG".to_owned());
            let found = format!("{} ({error})", path.display());
            SettingError { place, ..SettingError::new("--config", found, "a readable TOML file") }
        })?;
        layered(&path.display().to_string(), &text, variables)
    }

    /// The settings of a TOML text with `variables` of the environment over it.
    pub fn from_layers(
        toml: &str,
        variables: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Config, SettingError> {
        layered("the settings", toml, variables)
    }
}

/// `file` is what the text is called in error messages.
fn layered(
    file: &str,
    toml: &str,
    variables: impl IntoIterator<Item = (String, String)>,
) -> Result<Config, SettingError> {
    let mut locations = KeyLocations::of_file(file, toml)?;
    let mut layers = ::config::Config::builder().add_source(File::from_str(toml, FileFormat::Toml));
    for (name, value) in variables {
        if let Some((key, value)) = setting(&name, value)? {
            layers = layers.set_override(&key, value).map_err(|_| not_a_setting(&name))?;
            locations.set_by_variable(key, name);
        }
    }
    let layers =
        layers.build().map_err(|error: ConfigError| SettingError::from_config_error("--config", &error))?;
    let mut config: Config = serde_path_to_error::deserialize(layers).map_err(|error| {
        locations.locate(SettingError::from_config_error(&error.path().to_string(), error.inner()))
    })?;
    read_secret_files(&mut config.livekit, &locations)?;
    if config.mail.url.is_some() && config.mail.from.is_none() {
        let wanted = "the sender of mail, since mail.url is set: Name <address@example.org>";
        return Err(locations.locate(SettingError::new("mail.from", "nothing", wanted)));
    }
    Ok(Config { locations, ..config })
}

/// Reads the secrets of LiveKit servers that are kept in files.
fn read_secret_files(livekit: &mut LivekitConfig, locations: &KeyLocations) -> Result<(), SettingError> {
    // The section may be written as a table with servers, or as a list of them.
    let list = if locations.contains("livekit[0]") { "livekit" } else { "livekit.servers" };
    for (index, server) in livekit.servers.iter_mut().enumerate() {
        let Some(path) = &server.secret_file else { continue };
        let text = std::fs::read_to_string(path).map_err(|error| {
            let found = format!("secret_file {path} ({error})");
            locations.locate(SettingError::new(format!("{list}[{index}]"), found, "a readable file"))
        })?;
        server.secret = text.trim_end().into();
    }
    Ok(())
}

/// The key and value that a variable of the environment sets, if it is one of ours.
fn setting(name: &str, value: String) -> Result<Option<(String, String)>, SettingError> {
    let Some(rest) = name.strip_prefix(PREFIX) else { return Ok(None) };
    if !rest.contains("__") {
        // Other variables may begin like ours (ROLLCALL_CONFIG does); one that names a section is a slip of the pen.
        let sections = [
            "SERVER_",
            "DATABASE_",
            "LOG_",
            "METRICS_",
            "SECRETS_",
            "JOBS_",
            "GOOGLE_",
            "LIVEKIT_",
            "MAIL_",
            "WEBHOOKS_",
            "PUSH_",
        ];
        return if sections.iter().any(|section| rest.starts_with(section)) {
            Err(not_a_setting(name))
        } else {
            Ok(None)
        };
    }
    let (key, value) = match rest.strip_suffix("_FILE") {
        None => (rest, value),
        Some(key) => {
            let text = std::fs::read_to_string(&value)
                .map_err(|error| SettingError::new(name, format!("{value} ({error})"), "a readable file"))?;
            (key, text.trim_end().to_owned())
        }
    };
    Ok(Some((key.replace("__", ".").to_lowercase(), value)))
}

fn not_a_setting(name: &str) -> SettingError {
    SettingError::new(
        name,
        "a variable that sets nothing",
        "ROLLCALL_SECTION__KEY, with two underscores after the section",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(variables: &[(&str, &str)]) -> Result<Config, String> {
        layered("", variables)
    }

    fn layered(toml: &str, variables: &[(&str, &str)]) -> Result<Config, String> {
        let variables = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        super::layered("rollcall.toml", toml, variables).map_err(|error| error.to_string())
    }

    #[test]
    fn without_anything_the_defaults_hold() {
        let config = with(&[]).unwrap();
        assert_eq!(config.server.listen.to_string(), "127.0.0.1:8080");
        assert_eq!(config.database.url, "sqlite://data/rollcall.db");
    }

    #[test]
    fn the_environment_goes_over_the_file() {
        let toml =
            "[server]\nlisten = \"0.0.0.0:1\"\nshutdown_seconds = 3\n[jobs.sessions]\ninterval_seconds = 5";
        let config = layered(
            toml,
            &[("ROLLCALL_SERVER__LISTEN", "127.0.0.1:2"), ("ROLLCALL_JOBS__SESSIONS__INTERVAL_SECONDS", "7")],
        )
        .unwrap();
        assert_eq!(config.server.listen.port(), 2);
        assert_eq!(config.server.shutdown_seconds, 3);
        assert_eq!(config.jobs.sessions.interval_seconds, 7);
    }

    #[test]
    fn a_value_may_stand_in_a_file_of_its_own() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), format!("{}\n", "0f".repeat(32))).unwrap();
        let path = file.path().to_str().unwrap();
        let config = with(&[("ROLLCALL_SECRETS__TOKEN_KEY_FILE", path)]).unwrap();
        assert_eq!(config.secrets.token_key.unwrap().bytes(), &[0x0f; 32]);
    }

    #[test]
    fn a_mistake_is_one_line_naming_key_found_wanted_and_place() {
        let cases = [
            (
                "[server]\nlisten = \"here\"",
                "server.listen: found string \"here\", want an address and port such as 127.0.0.1:8080",
            ),
            (
                "[server]\nlisen = \"here\"",
                "server.lisen: found an unknown key, want one of listen, public_url, trusted_proxies, shutdown_seconds",
            ),
            (
                "[servr]\n",
                "servr: found an unknown key, want one of server, database, log, metrics, secrets, jobs, google, livekit, mail, webhooks, push",
            ),
            (
                "[database]\nurl = \"mysql://u:secret@h/d\"",
                "database.url: found string \"mysql://…\", want sqlite://PATH or postgres://user:password@host/name",
            ),
            (
                "[database]\nmax_connections = 0",
                "database.max_connections: found integer `0`, want a whole number above zero",
            ),
            (
                "[metrics]\nlisten = \"9090\"",
                "metrics.listen: found string \"9090\", want an address and port such as 127.0.0.1:9090",
            ),
            (
                "[jobs]\nprofile = \"prod\"",
                "jobs.profile: found string \"prod\", want development or production",
            ),
            (
                "[secrets]\ntoken_key = \"hunter2\"",
                "secrets.token_key: found another text, want 64 hexadecimal digits (make them with: openssl rand -hex 32)",
            ),
            (
                "[mail]\nurl = \"smtp://me:secret@mail.example.org/inbox\"",
                "mail.url: found another text, want smtps://user:password@host, smtp://user:password@host (STARTTLS), or smtp://host:port?tls=none",
            ),
            (
                "[mail]\nurl = \"smtp://127.0.0.1:1025\"",
                "mail.from: found nothing, want the sender of mail, since mail.url is set: Name <address@example.org>",
            ),
            (
                "[mail]\nfrom = \"Rollcall\"",
                "mail.from: found string \"Rollcall\", want Name <address@example.org>, or an address alone",
            ),
            (
                "[mail]\ntimeout_seconds = 0",
                "mail.timeout_seconds: found integer `0`, want a whole number above zero",
            ),
            (
                "[push]\nsubject = \"me@example.org\"",
                "push.subject: found string \"me@example.org\", want mailto:you@example.org or https://example.org/contact",
            ),
            (
                "[jobs.sessions]\ninterval_seconds = \"often\"",
                "jobs.sessions.interval_seconds: found string \"often\", want an integer",
            ),
        ];
        for (toml, line) in cases {
            let found = layered(toml, &[]).map(drop).unwrap_err();
            // What is missing is missing in its section.
            let is_in_section = !toml.contains('=') || line.contains("found nothing");
            let place = if is_in_section { " (rollcall.toml:1:2)" } else { " (rollcall.toml:2:1)" };
            assert_eq!(found, format!("{line}{place}"));
        }
        let line = layered("[server\nlisten = 1", &[]).map(drop).unwrap_err();
        assert!(line.starts_with("--config: found a slip in the TOML (unclosed table"), "{line}");
        assert!(line.ends_with("(rollcall.toml:1:8)") && !line.contains('\n'), "{line}");
    }

    #[test]
    fn a_mistake_in_a_list_or_deep_in_a_section_is_placed_too() {
        let second =
            "[[livekit]]\nurl = \"wss://a\"\nkey = \"k\"\nsecret = \"s\"\n\n[[livekit]]\nurl = \"wss://b\"\n";
        for (toml, begin, end) in [
            (
                format!("{second}keys = \"k\"\n"),
                "livekit[1].keys: found an unknown key",
                "(rollcall.toml:8:1)",
            ),
            (second.to_owned(), "livekit[1].key: found nothing", "(rollcall.toml:6:1)"),
            (
                "[jobs]\nkeep_runs_days = 3\n# ж\n  sessions = { interval_seconds = \"x\" }".to_owned(),
                "jobs.sessions.interval_seconds: found string \"x\"",
                "(rollcall.toml:4:16)",
            ),
        ] {
            let line = layered(&toml, &[]).map(drop).unwrap_err();
            assert!(line.starts_with(begin) && line.ends_with(end), "{line}");
        }
    }

    #[test]
    fn a_mistake_names_the_variable_that_made_it() {
        let toml = "[server]\nlisten = \"127.0.0.1:1\"";
        let line = layered(toml, &[("ROLLCALL_SERVER__LISTEN", "here")]).map(drop).unwrap_err();
        assert!(line.starts_with("server.listen: found string \"here\""), "{line}");
        assert!(line.ends_with("(ROLLCALL_SERVER__LISTEN)"), "{line}");
    }

    #[test]
    fn livekit_is_a_table_or_a_list_of_servers() {
        let server = "url = \"ws://l\"\nkey = \"k\"\nsecret = \"s\"\n";
        let table = format!("[livekit]\nallow_private_addresses = false\n[[livekit.servers]]\n{server}");
        let config = layered(&table, &[]).unwrap();
        assert_eq!((config.livekit.allow_private_addresses, config.livekit.servers.len()), (Some(false), 1));
        let config = layered(&format!("[[livekit]]\n{server}"), &[]).unwrap();
        assert_eq!((config.livekit.allow_private_addresses, config.livekit.servers.len()), (None, 1));
        for (text, value) in [("true", Some(true)), ("false", Some(false)), ("", None)] {
            let config = with(&[("ROLLCALL_LIVEKIT__ALLOW_PRIVATE_ADDRESSES", text)]).unwrap();
            assert_eq!(config.livekit.allow_private_addresses, value, "{text}");
        }
        let line = with(&[("ROLLCALL_LIVEKIT__ALLOW_PRIVATE_ADDRESSES", "maybe")]).map(drop).unwrap_err();
        let wanted =
            "livekit.allow_private_addresses: found string \"maybe\", want true, false, or an empty text";
        assert!(line.starts_with(wanted), "{line}");
    }

    #[test]
    fn how_messages_leave_is_read_and_the_mail_servers_password_is_never_written() {
        let toml = "[mail]\nurl = \"smtps://me:hunter2@mail.example.org\"\nfrom = \"Rollcall <rollcall@example.org>\"\n\
                    ca_certificate = \"PEM\"\n[webhooks]\nallow_private_addresses = true";
        let config = layered(toml, &[]).unwrap();
        let (server, from) = config.mail.sending().unwrap();
        assert_eq!(server.to_string(), "mail.example.org:465");
        assert_eq!((from.name.as_str(), from.address.as_str()), ("Rollcall", "rollcall@example.org"));
        assert_eq!(
            (from.domain(), from.to_string().as_str()),
            ("example.org", "Rollcall <rollcall@example.org>")
        );
        assert_eq!(config.mail.ca_certificate(), "PEM");
        assert!(config.webhooks.allow_private_addresses);
        assert_eq!(config.push.contact(&config.mail).unwrap(), "mailto:rollcall@example.org");
        let written = serde_json::to_string(&config).unwrap();
        assert!(!format!("{config:?} {written}").contains("hunter2"));

        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "smtp://mail.example.org\n").unwrap();
        let config = with(&[
            ("ROLLCALL_MAIL__URL_FILE", file.path().to_str().unwrap()),
            ("ROLLCALL_MAIL__FROM", "rollcall@example.org"),
            ("ROLLCALL_PUSH__SUBJECT", "https://example.org/contact"),
        ])
        .unwrap();
        assert_eq!(config.mail.sending().unwrap().0.to_string(), "mail.example.org:587");
        assert_eq!(config.push.contact(&config.mail).unwrap(), "https://example.org/contact");
        let none = with(&[]).unwrap();
        assert!(none.mail.sending().is_none() && none.push.contact(&none.mail).is_none());
        assert!(!none.webhooks.allow_private_addresses);
    }

    #[test]
    fn a_slip_in_a_variable_is_refused() {
        let line = with(&[("ROLLCALL_SERVER_LISTEN", "127.0.0.1:1")]).map(drop).unwrap_err();
        assert!(line.starts_with("ROLLCALL_SERVER_LISTEN: found a variable that sets nothing"), "{line}");
        assert!(with(&[("ROLLCALL_CONFIG", "x"), ("OTHER__KEY", "y")]).is_ok());
        let line = with(&[("ROLLCALL_SERVER__PORT", "1")]).map(drop).unwrap_err();
        assert!(line.starts_with("server.port: found an unknown key"), "{line}");
    }

    #[test]
    fn the_example_file_names_every_key_with_its_default() {
        let text = include_str!("../../config/rollcall.toml");
        let named: serde_json::Value = ::config::Config::builder()
            .add_source(File::from_str(text, FileFormat::Toml))
            .build()
            .unwrap()
            .try_deserialize()
            .unwrap();
        assert_eq!(named, serde_json::to_value(Config::default()).unwrap());
        layered(text, &[]).unwrap();
    }
}
