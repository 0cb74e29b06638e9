//! One request to a LiveKit server: Twirp over HTTP, protobuf in and out. Size, content type and body of every
//! response are checked.
//!
//! `livekit_api`'s own client is not used: it reads responses of any size and kind, follows redirects, and connects
//! to whatever address a name resolves to.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use livekit_api::access_token::{AccessToken, VideoGrants};
use prost::Message;
use reqwest::header::{CONTENT_TYPE, HeaderMap};
use reqwest::{StatusCode, redirect};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

use crate::clock::Clock;
use crate::net::addresses::{PrivateAddressError, PublicOnlyResolver, is_private_ip_url};
use crate::net::http_response;
use crate::net::http_response::BodyError;

/// The longest one request may take, from resolving the name to the last byte.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(5);
/// How long the access token of a request is valid.
const TOKEN_TTL: Duration = Duration::from_secs(600);
/// The largest response: some thousands of participants, with their metadata and attributes.
const MAX_RESPONSE_BYTES: usize = 16 << 20;
/// The largest error response that is read.
const MAX_ERROR_BYTES: usize = 64 << 10;
const PROTOBUF: &str = "application/protobuf";

/// A LiveKit server's address and keys.
#[derive(Clone, Debug)]
pub struct LivekitEndpoint {
    /// The id of its connection.
    pub id: String,
    /// `ws`, `wss`, `http` or `https` address.
    pub url: String,
    /// Newest first. While keys are being changed the server may not know the newest yet, so the others are tried
    /// too.
    pub keys: Vec<ApiKeyPair>,
    /// Whether it may be inside the operator's own network.
    pub may_be_private: bool,
}

/// An API key with its secret.
#[derive(Clone, Debug)]
pub struct ApiKeyPair {
    pub api_key: String,
    pub secret: SecretString,
}

/// Why a request failed. A failure says nothing about who is in a room.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LivekitError {
    #[error("LiveKit cannot be reached: {0}")]
    Unreachable(String),
    #[error("LiveKit did not answer in time")]
    Timeout,
    /// The server says that it is unavailable or overloaded.
    #[error("LiveKit is not available: {0}")]
    Unavailable(String),
    #[error("LiveKit refused the API key: {0}")]
    Unauthorized(UnauthorizedReason),
    #[error("what answers there is no LiveKit server: {0}")]
    NotLivekit(String),
    #[error("the address is inside a private network, which this installation does not allow")]
    PrivateAddress,
    #[error("LiveKit refused: {0}")]
    Refused(String),
}

/// Why LiveKit rejects a key. Its own message repeats the token, so it is not passed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnauthorizedReason {
    #[error("it has no key of this name")]
    UnknownKey,
    #[error("the secret is another one there")]
    WrongSecret,
    #[error("by its clock the token does not hold now; compare the clocks of both hosts")]
    WrongTime,
    #[error("it does not say why")]
    Unstated,
    /// No request was made.
    #[error("its secret cannot be read here")]
    UnreadableSecret,
}

impl LivekitError {
    /// Whether the same request may succeed a moment later.
    pub(super) fn is_transient(&self) -> bool {
        matches!(self, LivekitError::Unreachable(_) | LivekitError::Timeout | LivekitError::Unavailable(_))
    }

    /// Whether every other request to this server would fail too.
    pub fn affects_whole_server(&self) -> bool {
        !matches!(self, LivekitError::Refused(_))
    }
}

/// The HTTP clients for all servers. Cheap to clone; clones share their connections.
#[derive(Clone)]
pub struct LivekitHttp(Arc<LivekitHttpClients>);

struct LivekitHttpClients {
    clock: Arc<dyn Clock>,
    /// Made when first needed, since making one reads the machine's certificates.
    any_address: OnceLock<reqwest::Client>,
    public_only: OnceLock<reqwest::Client>,
}

impl std::fmt::Debug for LivekitHttp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Client(…)")
    }
}

impl LivekitHttp {
    pub fn new(clock: Arc<dyn Clock>) -> LivekitHttp {
        LivekitHttp(Arc::new(LivekitHttpClients {
            clock,
            any_address: OnceLock::new(),
            public_only: OnceLock::new(),
        }))
    }

    fn http(&self, may_be_private: bool) -> &reqwest::Client {
        let builder = || {
            // The program does this when it starts; without it, a test that uses the library alone would panic.
            _ = rustls::crypto::ring::default_provider().install_default();
            reqwest::Client::builder().redirect(redirect::Policy::none()).timeout(REQUEST_TIMEOUT)
        };
        let made = "the TLS provider is in place, and everything else is constant";
        if may_be_private {
            self.0.any_address.get_or_init(|| builder().build().expect(made))
        } else {
            // No proxy: it would resolve names itself, and the address would not be checked.
            let only = || builder().dns_resolver(Arc::new(PublicOnlyResolver)).no_proxy();
            self.0.public_only.get_or_init(|| only().build().expect(made))
        }
    }
}

/// A client of one server. It remembers which key the server accepted last, and how far its clock is off.
pub(super) struct TwirpClient {
    client: LivekitHttp,
    server: LivekitEndpoint,
    /// The index of the key that the server accepted last.
    accepted_key: AtomicUsize,
    /// Milliseconds that its clock is ahead of ours, by the date of its last response.
    clock_offset_millis: Mutex<Option<i64>>,
}

impl TwirpClient {
    pub fn new(client: &LivekitHttp, server: &LivekitEndpoint) -> TwirpClient {
        TwirpClient {
            client: client.clone(),
            server: server.clone(),
            accepted_key: AtomicUsize::new(0),
            clock_offset_millis: Mutex::default(),
        }
    }

    pub fn server_id(&self) -> &str {
        &self.server.id
    }

    /// The key pair that the server accepted last; the newest before it was asked. `None` where none can be read.
    pub fn accepted_pair(&self) -> Option<&ApiKeyPair> {
        self.server.keys.get(self.accepted_key.load(Ordering::Relaxed))
    }

    /// Its address, as it was connected.
    pub fn url(&self) -> &str {
        &self.server.url
    }

    /// The address that clients connect to: `ws` or `wss`.
    pub fn client_url(&self) -> String {
        match self.server.url.strip_prefix("http") {
            Some(rest) => format!("ws{rest}"),
            None => self.server.url.clone(),
        }
    }

    pub fn clock_offset_millis(&self) -> Option<i64> {
        *self.clock_offset_millis.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Calls a RoomService method, trying the key accepted last first and then the others. `None` is Twirp's
    /// `not_found`: there is no room of that name.
    pub async fn call<A, B>(
        &self,
        method: &str,
        grants: &VideoGrants,
        message: &A,
    ) -> Result<Option<B>, LivekitError>
    where
        A: Message,
        B: Message + Default,
    {
        let (first, count) = (self.accepted_key.load(Ordering::Relaxed), self.server.keys.len());
        let mut refused = LivekitError::Unauthorized(UnauthorizedReason::UnreadableSecret);
        for place in (0..count).map(|place| (first + place) % count) {
            match self.attempt(&self.server.keys[place], method, grants, message).await {
                Err(error @ LivekitError::Unauthorized(_)) => refused = error,
                answer => {
                    self.accepted_key.store(place, Ordering::Relaxed);
                    return answer;
                }
            }
        }
        Err(refused)
    }

    async fn attempt<A, B>(
        &self,
        pair: &ApiKeyPair,
        method: &str,
        grants: &VideoGrants,
        message: &A,
    ) -> Result<Option<B>, LivekitError>
    where
        A: Message,
        B: Message + Default,
    {
        let url = self.method_url(method)?;
        let token = AccessToken::with_api_key(&pair.api_key, pair.secret.expose_secret())
            .with_ttl(TOKEN_TTL)
            .with_grants(grants.clone())
            .to_jwt()
            .map_err(|error| LivekitError::Refused(error.to_string()))?;
        let request = self
            .client
            .http(self.server.may_be_private)
            .post(url)
            .header(CONTENT_TYPE, PROTOBUF)
            .bearer_auth(token)
            .body(message.encode_to_vec());
        let response = request.send().await.map_err(transport_error)?;
        let (status, headers) = (response.status(), response.headers().clone());
        if let Some(date) = http_response::response_date(&headers) {
            let ahead = date.since(self.client.0.clock.now());
            *self.clock_offset_millis.lock().unwrap_or_else(PoisonError::into_inner) = Some(ahead);
        }
        if status != StatusCode::OK {
            return error_from_response(
                status,
                &http_response::read_body(response, MAX_ERROR_BYTES).await.unwrap_or_default(),
            );
        }
        let body =
            http_response::read_body(response, MAX_RESPONSE_BYTES).await.map_err(|unread| match unread {
                BodyError::TooLarge(_) => LivekitError::NotLivekit(unread.to_string()),
                BodyError::Transport(error) => transport_error(error),
            })?;
        decode_response(&headers, &body).map(Some)
    }

    fn method_url(&self, method: &str) -> Result<url::Url, LivekitError> {
        let unusable = |error: url::ParseError| LivekitError::Unreachable(error.to_string());
        // Only the beginning: ws://… is http://…, and wss://… is https://….
        let http = match self.server.url.strip_prefix("ws") {
            Some(rest) => format!("http{rest}"),
            None => self.server.url.clone(),
        };
        let mut url = url::Url::parse(&http).map_err(unusable)?;
        url.set_path(&format!("/twirp/livekit.RoomService/{method}"));
        if !self.server.may_be_private && is_private_ip_url(&url) {
            return Err(LivekitError::PrivateAddress);
        }
        Ok(url)
    }
}

fn transport_error(error: reqwest::Error) -> LivekitError {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(&error);
    while let Some(one) = cause {
        if one.is::<PrivateAddressError>() {
            return LivekitError::PrivateAddress;
        }
        cause = one.source();
    }
    if error.is_timeout() {
        LivekitError::Timeout
    } else {
        // The outermost error alone says "error sending request".
        LivekitError::Unreachable(format!("{:#}", anyhow::Error::new(error.without_url())))
    }
}

/// Maps a response that is not 200 to an error, or to `None` for `not_found`.
fn error_from_response<B>(status: StatusCode, body: &[u8]) -> Result<Option<B>, LivekitError> {
    #[derive(Deserialize)]
    struct TwirpErrorBody {
        code: String,
        #[serde(default)]
        msg: String,
    }
    let text = String::from_utf8_lossy(body);
    if let Ok(TwirpErrorBody { code, msg }) = serde_json::from_slice(body) {
        let said = http_response::printable(&format!("{code}: {msg}"), 200);
        return match code.as_str() {
            "not_found" => Ok(None),
            "unauthenticated" | "permission_denied" => {
                Err(LivekitError::Unauthorized(UnauthorizedReason::Unstated))
            }
            "unavailable" | "deadline_exceeded" | "resource_exhausted" | "internal" | "unknown" => {
                Err(LivekitError::Unavailable(said))
            }
            _ => Err(LivekitError::Refused(said)),
        };
    }
    Err(match status.as_u16() {
        // The token is checked before Twirp is reached, and refused in plain text.
        401 if text.starts_with("invalid API key") => {
            LivekitError::Unauthorized(UnauthorizedReason::UnknownKey)
        }
        401 if text.contains("signature") => LivekitError::Unauthorized(UnauthorizedReason::WrongSecret),
        401 if text.contains("not valid yet") || text.contains("expired") => {
            LivekitError::Unauthorized(UnauthorizedReason::WrongTime)
        }
        401 | 403 => LivekitError::Unauthorized(UnauthorizedReason::Unstated),
        300..=399 => LivekitError::NotLivekit("it sends elsewhere, and that is not followed".to_owned()),
        429 | 500..=599 => LivekitError::Unavailable(format!("status {}", status.as_u16())),
        other => LivekitError::NotLivekit(format!("status {other}")),
    })
}

/// Decodes a response of 200.
fn decode_response<B: Message + Default>(headers: &HeaderMap, body: &[u8]) -> Result<B, LivekitError> {
    let other = |what: &str| LivekitError::NotLivekit(what.to_owned());
    if !http_response::has_content_type(headers, PROTOBUF) {
        return Err(other("its answer is not protobuf"));
    }
    let read = B::decode(body).map_err(|_| other("its answer cannot be read"))?;
    // Protobuf ignores unknown fields: a non-empty body that decodes to an empty message is another message, not an
    // empty room.
    if !body.is_empty() && read.encoded_len() == 0 {
        return Err(other("its answer says something else"));
    }
    Ok(read)
}
