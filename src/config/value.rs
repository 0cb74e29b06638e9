//! Serde (de)serialisers for setting values; an invalid value fails the load with what was found and what is expected.

use std::fmt;
use std::net::{IpAddr, SocketAddr};

use ipnet::IpNet;
use secrecy::SecretString;
use serde::de::{Error, Unexpected};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A 256-bit key, written as 64 hexadecimal digits. Never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct SecretKey([u8; 32]);

impl SecretKey {
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    pub fn from_hex(text: &str) -> Option<SecretKey> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes).ok()?;
        Some(SecretKey(bytes))
    }

    pub fn to_hex(&self) -> String {
        hex::encode(self.0)
    }
}

impl From<[u8; 32]> for SecretKey {
    fn from(bytes: [u8; 32]) -> Self {
        SecretKey(bytes)
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

impl fmt::Display for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

impl std::str::FromStr for SecretKey {
    type Err = InvalidValue;
    fn from_str(text: &str) -> Result<SecretKey, InvalidValue> {
        // The value is a secret: the message must not repeat it.
        let wanted = "64 hexadecimal digits (make them with: openssl rand -hex 32)";
        SecretKey::from_hex(text).ok_or(InvalidValue::secret(wanted))
    }
}

/// An `http` or `https` address without a trailing slash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpUrl(String);

impl HttpUrl {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for HttpUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::str::FromStr for HttpUrl {
    type Err = InvalidValue;
    fn from_str(text: &str) -> Result<HttpUrl, InvalidValue> {
        reqwest::Url::parse(text)
            .ok()
            .filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
            .map(|_| HttpUrl(text.trim_end_matches('/').to_owned()))
            .ok_or(InvalidValue::new("an address such as https://rollcall.example.org"))
    }
}

/// Why a text was refused.
#[derive(Debug)]
pub struct InvalidValue {
    /// What to call it where the text itself must not be shown.
    found: Option<&'static str>,
    wanted: &'static str,
}

impl InvalidValue {
    pub fn new(wanted: &'static str) -> InvalidValue {
        InvalidValue { found: None, wanted }
    }

    /// The text may hold a secret, and is not repeated.
    pub fn secret(wanted: &'static str) -> InvalidValue {
        InvalidValue { found: Some("another text"), wanted }
    }

    pub(super) fn refuse<E: Error>(&self, text: &str) -> E {
        let found = self.found.map_or(Unexpected::Str(text), Unexpected::Other);
        E::invalid_value(found, &self.wanted)
    }
}

/// Reads an address and port.
pub fn address<'de, D: Deserializer<'de>>(deserializer: D) -> Result<SocketAddr, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse().map_err(|_| {
        D::Error::invalid_value(Unexpected::Str(&text), &"an address and port such as 127.0.0.1:8080")
    })
}

/// An address and port, which is not set when its text is empty.
pub mod optional_address {
    use super::{Deserialize, Deserializer, InvalidValue, Serialize, Serializer, SocketAddr};

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<SocketAddr>, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text.is_empty() {
            return Ok(None);
        }
        text.parse()
            .map(Some)
            .map_err(|_| InvalidValue::new("an address and port such as 127.0.0.1:9090").refuse(&text))
    }

    pub fn serialize<S: Serializer>(address: &Option<SocketAddr>, serializer: S) -> Result<S::Ok, S::Error> {
        address.map(|address| address.to_string()).unwrap_or_default().serialize(serializer)
    }
}

/// Secrets are read, never written.
pub fn hidden<S: Serializer>(_: &SecretString, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str("")
}

/// Reads a text that parses, such as one of a few fixed words.
pub fn parsed<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: std::str::FromStr<Err = InvalidValue>,
{
    let text = String::deserialize(deserializer)?;
    text.parse().map_err(|wanted: InvalidValue| wanted.refuse(&text))
}

/// Reads the address of a database. It may hold a password, so a refusal shows only its scheme.
pub fn database_url<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    match text.split_once("://") {
        Some(("sqlite" | "postgres" | "postgresql", rest)) if !rest.is_empty() => Ok(text),
        scheme => Err(D::Error::invalid_value(
            Unexpected::Str(&scheme.map_or("…".to_owned(), |(scheme, _)| format!("{scheme}://…"))),
            &"sqlite://PATH or postgres://user:password@host/name",
        )),
    }
}

/// Reads a whole number above zero.
pub fn positive<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    match u32::deserialize(deserializer)? {
        0 => Err(D::Error::invalid_value(Unexpected::Unsigned(0), &"a whole number above zero")),
        number => Ok(number),
    }
}

/// A value that is not set when its text is empty.
pub mod optional {
    use super::{Deserialize, Deserializer, InvalidValue, Serialize, Serializer};

    pub fn deserialize<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
    where
        D: Deserializer<'de>,
        T: std::str::FromStr<Err = InvalidValue>,
    {
        let text = String::deserialize(deserializer)?;
        if text.is_empty() {
            return Ok(None);
        }
        text.parse().map(Some).map_err(|wanted: InvalidValue| wanted.refuse(&text))
    }

    pub fn serialize<S: Serializer, T: ToString>(
        value: &Option<T>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        value.as_ref().map(ToString::to_string).unwrap_or_default().serialize(serializer)
    }
}

/// IP addresses and networks in one text, with commas between them.
pub mod networks {
    use super::{Deserialize, Deserializer, InvalidValue, IpAddr, IpNet, Serialize, Serializer};

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<IpNet>, D::Error> {
        let text = String::deserialize(deserializer)?;
        let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
        let parsed: Option<Vec<IpNet>> =
            parts.map(|part| part.parse().ok().or_else(|| part.parse().ok().map(IpAddr::into))).collect();
        let wanted = "IP addresses or networks with commas between them, such as 10.0.0.1, 172.16.0.0/12";
        parsed.ok_or_else(|| InvalidValue::new(wanted).refuse(&text))
    }

    pub fn serialize<S: Serializer>(networks: &[IpNet], serializer: S) -> Result<S::Ok, S::Error> {
        let parts: Vec<String> = networks.iter().map(IpNet::to_string).collect();
        parts.join(",").serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Serialize, Deserialize)]
    struct Section(#[serde(with = "networks")] Vec<IpNet>);

    #[test]
    fn proxies_are_addresses_or_networks() {
        let read = |text: &str| serde_json::from_value::<Section>(serde_json::json!(text));
        assert!(read("").unwrap().0.is_empty());
        let Section(some) = read("10.0.0.1, 172.16.0.0/12,2001:db8::/32 , ::1").unwrap();
        let trusted =
            |address: &str| some.iter().any(|one| one.contains(&address.parse::<IpAddr>().unwrap()));
        for address in ["10.0.0.1", "172.31.255.255", "2001:db8:1::1", "::1"] {
            assert!(trusted(address), "{address}");
        }
        for address in ["10.0.0.2", "172.32.0.0", "2001:db9::1"] {
            assert!(!trusted(address), "{address}");
        }
        for wrong in ["proxy.example", "10.0.0.0/33", "10.0.0.1 10.0.0.2"] {
            let line = read(wrong).unwrap_err().to_string();
            assert!(line.contains("IP addresses or networks with commas between them"), "{line}");
        }
    }
}
