//! `[livekit]`: LiveKit servers that are connected at every start, and where those of others may be.

use std::fmt;

use secrecy::SecretString;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

#[derive(Clone, Debug, Default, Serialize)]
pub struct LivekitConfig {
    /// Whether a LiveKit server may be inside the operator's own network. `None`: allowed while the installation has one
    /// organisation, and for servers the operator connects.
    #[serde(serialize_with = "written")]
    pub allow_private_addresses: Option<bool>,
    pub servers: Vec<LivekitServerConfig>,
    /// Addresses at which this program plays LiveKit itself: people come and go there, and there is no picture or sound. No
    /// setting: only the demo has one.
    #[serde(skip)]
    pub simulated: Vec<String>,
}

impl<'de> Deserialize<'de> for LivekitConfig {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(LivekitVisitor)
    }
}

/// The section as a table; as a list it is the servers alone (`[[livekit]]`).
struct LivekitVisitor;

impl<'de> Visitor<'de> for LivekitVisitor {
    type Value = LivekitConfig;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a table with allow_private_addresses and servers, or a list of servers")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<LivekitConfig, A::Error> {
        let servers = Vec::deserialize(SeqAccessDeserializer::new(list))?;
        Ok(LivekitConfig { servers, ..LivekitConfig::default() })
    }

    fn visit_map<A: MapAccess<'de>>(self, table: A) -> Result<LivekitConfig, A::Error> {
        #[derive(Default, Deserialize)]
        #[serde(default, deny_unknown_fields)]
        struct LivekitTable {
            #[serde(deserialize_with = "yes_no_or_empty")]
            allow_private_addresses: Option<bool>,
            servers: Vec<LivekitServerConfig>,
        }
        let LivekitTable { allow_private_addresses, servers } =
            LivekitTable::deserialize(MapAccessDeserializer::new(table))?;
        Ok(LivekitConfig { allow_private_addresses, servers, ..LivekitConfig::default() })
    }
}

/// `true`, `false`, or an empty text for neither; a variable of the environment is a text.
fn yes_no_or_empty<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<bool>, D::Error> {
    struct OptionalBoolVisitor;
    impl Visitor<'_> for OptionalBoolVisitor {
        type Value = Option<bool>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("true, false, or an empty text")
        }

        fn visit_bool<E: Error>(self, value: bool) -> Result<Self::Value, E> {
            Ok(Some(value))
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
            match text {
                "" => Ok(None),
                "true" => Ok(Some(true)),
                "false" => Ok(Some(false)),
                other => Err(E::invalid_value(serde::de::Unexpected::Str(other), &self)),
            }
        }
    }
    deserializer.deserialize_any(OptionalBoolVisitor)
}

fn written<S: Serializer>(value: &Option<bool>, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => serializer.serialize_bool(*value),
        None => serializer.serialize_str(""),
    }
}

/// One server with one key pair. Several entries of one address are several pairs of one server.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(try_from = "LivekitServerFields")]
pub struct LivekitServerConfig {
    /// Id or name of the organisation; not needed where there is only one.
    pub organization: Option<String>,
    pub url: String,
    pub key: String,
    /// What `secret_file` holds, where the secret is not written here.
    #[serde(skip_serializing)]
    pub secret: SecretString,
    #[serde(skip_serializing)]
    pub(super) secret_file: Option<String>,
    /// Whether it takes the place of a pair that is stored without being asked whether it is the true one.
    pub unverified: bool,
}

/// The keys of a server as they are written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LivekitServerFields {
    organization: Option<String>,
    url: String,
    key: String,
    secret: Option<SecretString>,
    secret_file: Option<String>,
    #[serde(default)]
    unverified: bool,
}

impl TryFrom<LivekitServerFields> for LivekitServerConfig {
    type Error = String;

    fn try_from(fields: LivekitServerFields) -> Result<Self, String> {
        let LivekitServerFields { organization, url, key, secret, secret_file, unverified } = fields;
        match (&secret, &secret_file) {
            (None, None) => return Err("no secret, expected secret or secret_file".to_owned()),
            (Some(_), Some(_)) => return Err("secret and secret_file, expected one of them".to_owned()),
            _ => {}
        }
        let secret = secret.unwrap_or_default();
        Ok(LivekitServerConfig { organization, url, key, secret, secret_file, unverified })
    }
}
