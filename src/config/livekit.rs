//! `[[livekit]]`: LiveKit servers that are connected at every start.

use secrecy::SecretString;
use serde::{Deserialize, Serialize};

/// One server with one key pair. Several entries of one address are several pairs of one server.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(try_from = "Written")]
pub struct LivekitServer {
    /// Id or name of the organisation; not needed where there is only one.
    pub organization: Option<String>,
    pub url: String,
    pub key: String,
    #[serde(skip_serializing)]
    pub secret: SecretString,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    organization: Option<String>,
    url: String,
    key: String,
    secret: Option<SecretString>,
    secret_file: Option<String>,
}

impl TryFrom<Written> for LivekitServer {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, String> {
        let Written { organization, url, key, secret, secret_file } = written;
        let secret = match (secret, secret_file) {
            (Some(secret), None) => secret,
            (None, Some(path)) => std::fs::read_to_string(&path)
                .map_err(|error| format!("secret_file {path} ({error}), expected a readable file"))?
                .trim_end()
                .into(),
            (None, None) => return Err("no secret, expected secret or secret_file".to_owned()),
            (Some(_), Some(_)) => return Err("secret and secret_file, expected one of them".to_owned()),
        };
        Ok(LivekitServer { organization, url, key, secret })
    }
}
