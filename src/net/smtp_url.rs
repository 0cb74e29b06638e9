//! The address of a mail server, with its login and whether what is said is encrypted, in one text:
//!
//! - `smtps://user:password@host` — TLS from the first byte (port 465);
//! - `smtp://user:password@host` — STARTTLS, without which nothing is said (port 587);
//! - `smtp://127.0.0.1:1025` — in the clear, since it does not leave the machine (port 25);
//! - `?tls=required` and `?tls=none` say it for `smtp://` whatever the host.

use std::fmt;

use percent_encoding::percent_decode_str;
use secrecy::SecretString;
use url::{Host, Url};

/// Where mail is handed in. Its password is never printed.
#[derive(Clone, Debug)]
pub struct SmtpUrl {
    /// A name or an IP address, without brackets.
    pub host: String,
    pub port: u16,
    pub security: SmtpSecurity,
    pub login: Option<SmtpLogin>,
}

/// How the connection to a mail server is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SmtpSecurity {
    /// TLS from the first byte.
    Tls,
    /// Begins in the clear and turns to TLS before anything of meaning is said; fails where that is not offered.
    StartTls,
    /// In the clear.
    Plain,
}

#[derive(Clone, Debug)]
pub struct SmtpLogin {
    pub user: String,
    pub password: SecretString,
}

/// Why a text is no address of a mail server: what it should have been. The text may hold a password and is not repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct SmtpUrlError(pub &'static str);

const WANTED: SmtpUrlError = SmtpUrlError(
    "smtps://user:password@host, smtp://user:password@host (STARTTLS), or smtp://host:port?tls=none",
);

impl SmtpUrl {
    pub fn parse(text: &str) -> Result<SmtpUrl, SmtpUrlError> {
        let url = Url::parse(text).map_err(|_| WANTED)?;
        if !matches!(url.path(), "" | "/") || url.fragment().is_some() {
            return Err(WANTED);
        }
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or(WANTED)?;
        // Schemes that browsers do not know keep their hosts as they were written.
        let host = Host::parse(host).map_err(|_| WANTED)?;
        let security = match (url.scheme(), asked_security(&url)?) {
            ("smtps", None | Some(SmtpSecurity::StartTls)) => SmtpSecurity::Tls,
            ("smtps", _) => return Err(SmtpUrlError("smtp:// where tls=none, since smtps:// is TLS")),
            ("smtp", Some(asked)) => asked,
            ("smtp", None) if is_this_machine(&host) => SmtpSecurity::Plain,
            ("smtp", None) => SmtpSecurity::StartTls,
            _ => return Err(WANTED),
        };
        let usual = match security {
            SmtpSecurity::Tls => 465,
            SmtpSecurity::StartTls => 587,
            SmtpSecurity::Plain => 25,
        };
        Ok(SmtpUrl {
            port: url.port().unwrap_or(usual),
            host: match host {
                Host::Ipv6(address) => address.to_string(),
                other => other.to_string(),
            },
            security,
            login: login(&url)?,
        })
    }
}

/// What `?tls=` says.
fn asked_security(url: &Url) -> Result<Option<SmtpSecurity>, SmtpUrlError> {
    let mut asked = None;
    for (name, value) in url.query_pairs() {
        asked = match (&*name, &*value) {
            ("tls", "required") => Some(SmtpSecurity::StartTls),
            ("tls", "none") => Some(SmtpSecurity::Plain),
            _ => return Err(SmtpUrlError("tls=required or tls=none behind the question mark")),
        };
    }
    Ok(asked)
}

fn login(url: &Url) -> Result<Option<SmtpLogin>, SmtpUrlError> {
    let wanted = SmtpUrlError("a user and a password, with %40 for @, %3A for : and %2F for / in them");
    let plain = |text: &str| percent_decode_str(text).decode_utf8().map(String::from).map_err(|_| wanted);
    match (url.username(), url.password()) {
        ("", None) => Ok(None),
        ("", Some(_)) | (_, None | Some("")) => Err(wanted),
        (user, Some(password)) => {
            Ok(Some(SmtpLogin { user: plain(user)?, password: plain(password)?.into() }))
        }
    }
}

fn is_this_machine(host: &Host) -> bool {
    match host {
        Host::Domain(name) => name == "localhost",
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    }
}

/// Without the login.
impl fmt::Display for SmtpUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.host.contains(':') {
            write!(f, "[{}]:{}", self.host, self.port)
        } else {
            write!(f, "{}:{}", self.host, self.port)
        }
    }
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;

    use super::*;

    #[test]
    fn what_leaves_the_machine_is_encrypted_unless_the_address_says_otherwise() {
        use SmtpSecurity::{Plain, StartTls, Tls};
        for (text, security, shown) in [
            ("smtps://mail.example.org", Tls, "mail.example.org:465"),
            ("smtps://mail.example.org:4465?tls=required", Tls, "mail.example.org:4465"),
            ("smtp://mail.example.org", StartTls, "mail.example.org:587"),
            ("smtp://mail.example.org:25?tls=none", Plain, "mail.example.org:25"),
            ("smtp://10.0.0.5:2525", StartTls, "10.0.0.5:2525"),
            ("smtp://127.0.0.1:1025", Plain, "127.0.0.1:1025"),
            ("smtp://127.0.0.1:1025?tls=required", StartTls, "127.0.0.1:1025"),
            ("smtp://localhost/", Plain, "localhost:25"),
            ("smtp://[::1]:1025", Plain, "[::1]:1025"),
            ("smtp://[2001:db8::1]", StartTls, "[2001:db8::1]:587"),
        ] {
            let url = SmtpUrl::parse(text).unwrap();
            assert_eq!((url.security, url.to_string().as_str()), (security, shown), "{text}");
        }
    }

    #[test]
    fn logins_are_decoded_and_never_shown() {
        let url = SmtpUrl::parse("smtps://me%40school.example:p%3Ass%2F@mail.example.org").unwrap();
        let login = url.login.as_ref().unwrap();
        assert_eq!((login.user.as_str(), login.password.expose_secret()), ("me@school.example", "p:ss/"));
        assert!(!format!("{url} {url:?}").contains("p:ss/"));
    }

    #[test]
    fn other_texts_are_refused_without_being_repeated() {
        for text in [
            "mail.example.org",
            "smtp://",
            "smtp:mail",
            "http://mail.example.org",
            "smtp://mail.example.org/inbox",
            "smtps://mail.example.org?tls=none",
            "smtp://mail.example.org?tls=perhaps",
            "smtp://user@mail.example.org",
            "smtp://:hunter2@mail.example.org",
            "smtp://mail.example.org:70000",
            "smtp://us er:hunter2@ma il",
        ] {
            let refused = SmtpUrl::parse(text).map(drop).unwrap_err();
            assert!(!refused.to_string().contains("hunter2"), "{text}");
        }
    }
}
