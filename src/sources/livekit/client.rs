//! One request to a LiveKit server: Twirp over HTTP, protobuf in and out, and nothing of it believed unseen.
//!
//! `livekit_api`'s own client is not used: it reads answers of any size and kind, follows redirects, and asks whatever
//! address a name stands for at the moment.

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
use crate::sources::addresses::{NotPublic, PublicOnly, is_private_number};
use crate::sources::reading;
use crate::sources::reading::Unread;

/// The longest one request may take, from the name to the last byte.
const TRY: Duration = Duration::from_secs(5);
/// How long a token of ours holds.
const TOKEN_LIFE: Duration = Duration::from_secs(600);
/// The largest answer: some thousands of people, with all they may have attached to themselves.
const LARGEST: usize = 16 << 20;
/// The largest refusal.
const LARGEST_REFUSAL: usize = 64 << 10;
const PROTOBUF: &str = "application/protobuf";

/// A LiveKit server with what is needed to ask it.
#[derive(Clone, Debug)]
pub struct Server {
    /// What its connection is called here.
    pub id: String,
    /// `ws`, `wss`, `http` or `https` address.
    pub url: String,
    /// The best guess first; while keys are changed the server may not know the newest yet.
    pub keys: Vec<Pair>,
    /// Whether it may be inside the operator's own network.
    pub may_be_private: bool,
}

/// An API key with its secret.
#[derive(Clone, Debug)]
pub struct Pair {
    pub api_key: String,
    pub secret: SecretString,
}

/// Why a server gave no answer. A failure says nothing about who is in a room.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    #[error("LiveKit cannot be reached: {0}")]
    Unreachable(String),
    #[error("LiveKit did not answer in time")]
    Timeout,
    /// It says itself that it cannot at the moment.
    #[error("LiveKit is not available: {0}")]
    Unavailable(String),
    #[error("LiveKit refused the API key: {0}")]
    Unauthorized(NotAuthorized),
    #[error("what answers there is no LiveKit server: {0}")]
    NotLivekit(String),
    #[error("the address is inside a private network, which this installation does not allow")]
    NotAllowed,
    #[error("LiveKit refused: {0}")]
    Refused(String),
}

/// What LiveKit holds against a key. Its sentence repeats the token, so it is not passed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAuthorized {
    #[error("it has no key of this name")]
    UnknownKey,
    #[error("the secret is another one there")]
    WrongSecret,
    #[error("by its clock the token does not hold now; compare the clocks of both hosts")]
    WrongTime,
    #[error("it does not say why")]
    Unsaid,
    /// It was not asked.
    #[error("its secret cannot be read here")]
    Unreadable,
}

impl Failure {
    /// Whether the same may go well a moment later.
    fn may_pass(&self) -> bool {
        matches!(self, Failure::Unreachable(_) | Failure::Timeout | Failure::Unavailable(_))
    }

    /// Whether it holds for everything that this server would be asked.
    pub fn is_of_server(&self) -> bool {
        !matches!(self, Failure::Refused(_))
    }
}

/// Asks servers. Cheap to clone; clones share their connections.
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    clock: Arc<dyn Clock>,
    /// Made when first needed, as making one reads the machine's certificates.
    anywhere: OnceLock<reqwest::Client>,
    outside: OnceLock<reqwest::Client>,
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Client(…)")
    }
}

impl Client {
    pub fn new(clock: Arc<dyn Clock>) -> Client {
        Client(Arc::new(Inner { clock, anywhere: OnceLock::new(), outside: OnceLock::new() }))
    }

    fn http(&self, may_be_private: bool) -> &reqwest::Client {
        let builder = || {
            // The program does this when it starts; whoever uses the library alone must not be surprised by a panic.
            _ = rustls::crypto::ring::default_provider().install_default();
            reqwest::Client::builder().redirect(redirect::Policy::none()).timeout(TRY)
        };
        let made = "the TLS provider is in place, and everything else is constant";
        if may_be_private {
            self.0.anywhere.get_or_init(|| builder().build().expect(made))
        } else {
            // Through a proxy the name would be resolved by the proxy, where nobody looks at the address.
            let only = || builder().dns_resolver(Arc::new(PublicOnly)).no_proxy();
            self.0.outside.get_or_init(|| only().build().expect(made))
        }
    }
}

/// One server, with what was learnt about it while it was asked.
pub(super) struct Line {
    client: Client,
    server: Server,
    /// Which of its keys it took last.
    good: AtomicUsize,
    /// Milliseconds that its clock is ahead of ours, as the last answer said.
    ahead: Mutex<Option<i64>>,
}

impl Line {
    pub fn new(client: &Client, server: &Server) -> Line {
        Line {
            client: client.clone(),
            server: server.clone(),
            good: AtomicUsize::new(0),
            ahead: Mutex::default(),
        }
    }

    pub fn server_id(&self) -> &str {
        &self.server.id
    }

    pub fn ahead(&self) -> Option<i64> {
        *self.ahead.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One call of RoomService, with the key that went well before, else with each of them. `None`: the server knows
    /// nothing of that name.
    pub async fn call<A, B>(
        &self,
        method: &str,
        grants: &VideoGrants,
        asked: &A,
    ) -> Result<Option<B>, Failure>
    where
        A: Message,
        B: Message + Default,
    {
        let (first, count) = (self.good.load(Ordering::Relaxed), self.server.keys.len());
        let mut refused = Failure::Unauthorized(NotAuthorized::Unreadable);
        for place in (0..count).map(|place| (first + place) % count) {
            match self.attempt(&self.server.keys[place], method, grants, asked).await {
                Err(error @ Failure::Unauthorized(_)) => refused = error,
                answer => {
                    self.good.store(place, Ordering::Relaxed);
                    return answer;
                }
            }
        }
        Err(refused)
    }

    async fn attempt<A, B>(
        &self,
        pair: &Pair,
        method: &str,
        grants: &VideoGrants,
        asked: &A,
    ) -> Result<Option<B>, Failure>
    where
        A: Message,
        B: Message + Default,
    {
        let url = self.address(method)?;
        let token = AccessToken::with_api_key(&pair.api_key, pair.secret.expose_secret())
            .with_ttl(TOKEN_LIFE)
            .with_grants(grants.clone())
            .to_jwt()
            .map_err(|error| Failure::Refused(error.to_string()))?;
        let request = self
            .client
            .http(self.server.may_be_private)
            .post(url)
            .header(CONTENT_TYPE, PROTOBUF)
            .bearer_auth(token)
            .body(asked.encode_to_vec());
        let response = request.send().await.map_err(no_answer)?;
        let (status, headers) = (response.status(), response.headers().clone());
        if let Some(date) = reading::date(&headers) {
            let ahead = date.since(self.client.0.clock.now());
            *self.ahead.lock().unwrap_or_else(PoisonError::into_inner) = Some(ahead);
        }
        if status != StatusCode::OK {
            return refusal(status, &reading::body(response, LARGEST_REFUSAL).await.unwrap_or_default());
        }
        let body = reading::body(response, LARGEST).await.map_err(|unread| match unread {
            Unread::TooLarge(_) => Failure::NotLivekit(unread.to_string()),
            Unread::BrokenOff(error) => no_answer(error),
        })?;
        read(&headers, &body).map(Some)
    }

    fn address(&self, method: &str) -> Result<url::Url, Failure> {
        let unusable = |error: url::ParseError| Failure::Unreachable(error.to_string());
        // Only the beginning: ws://… is http://…, and wss://… is https://….
        let http = match self.server.url.strip_prefix("ws") {
            Some(rest) => format!("http{rest}"),
            None => self.server.url.clone(),
        };
        let mut url = url::Url::parse(&http).map_err(unusable)?;
        url.set_path(&format!("/twirp/livekit.RoomService/{method}"));
        if !self.server.may_be_private && is_private_number(&url) {
            return Err(Failure::NotAllowed);
        }
        Ok(url)
    }
}

/// Whether it is worth another try.
pub(super) fn may_pass(failure: &Failure) -> bool {
    failure.may_pass()
}

fn no_answer(error: reqwest::Error) -> Failure {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(&error);
    while let Some(one) = cause {
        if one.is::<NotPublic>() {
            return Failure::NotAllowed;
        }
        cause = one.source();
    }
    if error.is_timeout() {
        Failure::Timeout
    } else {
        Failure::Unreachable(reading::causes(&error.without_url()))
    }
}

/// What an answer that is not 200 means.
fn refusal<B>(status: StatusCode, body: &[u8]) -> Result<Option<B>, Failure> {
    #[derive(Deserialize)]
    struct Twirp {
        code: String,
        #[serde(default)]
        msg: String,
    }
    let text = String::from_utf8_lossy(body);
    if let Ok(Twirp { code, msg }) = serde_json::from_slice(body) {
        let said = reading::told(&format!("{code}: {msg}"), 200);
        return match code.as_str() {
            "not_found" => Ok(None),
            "unauthenticated" | "permission_denied" => Err(Failure::Unauthorized(NotAuthorized::Unsaid)),
            "unavailable" | "deadline_exceeded" | "resource_exhausted" | "internal" | "unknown" => {
                Err(Failure::Unavailable(said))
            }
            _ => Err(Failure::Refused(said)),
        };
    }
    Err(match status.as_u16() {
        // The token is looked at before Twirp is: plain text.
        401 if text.starts_with("invalid API key") => Failure::Unauthorized(NotAuthorized::UnknownKey),
        401 if text.contains("signature") => Failure::Unauthorized(NotAuthorized::WrongSecret),
        401 if text.contains("not valid yet") || text.contains("expired") => {
            Failure::Unauthorized(NotAuthorized::WrongTime)
        }
        401 | 403 => Failure::Unauthorized(NotAuthorized::Unsaid),
        300..=399 => Failure::NotLivekit("it sends elsewhere, and that is not followed".to_owned()),
        429 | 500..=599 => Failure::Unavailable(format!("status {}", status.as_u16())),
        other => Failure::NotLivekit(format!("status {other}")),
    })
}

/// An answer of 200 as what it has to be.
fn read<B: Message + Default>(headers: &HeaderMap, body: &[u8]) -> Result<B, Failure> {
    let other = |what: &str| Failure::NotLivekit(what.to_owned());
    if !reading::is_of(headers, PROTOBUF) {
        return Err(other("its answer is not protobuf"));
    }
    let read = B::decode(body).map_err(|_| other("its answer cannot be read"))?;
    // Whatever was passed over as unknown is no reason to believe that nothing was said.
    if !body.is_empty() && read.encoded_len() == 0 {
        return Err(other("its answer says something else"));
    }
    Ok(read)
}
