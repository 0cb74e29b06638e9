//! One request and its retries: paced by the quota, repeated a few times with growing, jittered pauses.
//!
//! Only transient failures are repeated (429, 5xx, no response, a response that is no JSON). `Retry-After` is
//! honoured up to a limit; Google does not promise to send it. Nothing may be cached on the way: no conditional
//! requests, `no-store` on each.

use std::sync::PoisonError;
use std::time::Duration;

use backon::{ExponentialBuilder, Retryable};
use futures_util::FutureExt;
use reqwest::{Method, header};
use secrecy::{ExposeSecret, SecretString};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::net::http_response::{self, BodyError};
use crate::sources::meet::client::MeetClient;
use crate::sources::meet::credential::Organizer;
use crate::sources::meet::error::MeetError;

/// Attempts at one call after the first.
const MAX_RETRIES: usize = 3;
/// The first pause; each further one is twice as long. Random jitter of up to this much is added to each.
const FIRST_PAUSE_MILLIS: u64 = 1_000;
/// The longest `Retry-After` that is waited for. With a longer one the call fails, and the next run of the job tries
/// again.
const MAX_RETRY_AFTER: Duration = Duration::from_secs(30);

/// The largest answer: a page has at most 250 people, of a few hundred bytes each.
const MAX_RESPONSE_BYTES: usize = 8 << 20;

/// A failed attempt, and how long Google asked to wait.
struct FailedAttempt {
    error: MeetError,
    retry_after: Option<Duration>,
}

impl From<MeetError> for FailedAttempt {
    fn from(error: MeetError) -> Self {
        FailedAttempt { error, retry_after: None }
    }
}

impl From<reqwest::Error> for FailedAttempt {
    fn from(error: reqwest::Error) -> Self {
        MeetError::from(error).into()
    }
}

impl MeetClient {
    pub(super) async fn get<T: DeserializeOwned + Send>(
        &self,
        organizer: &Organizer,
        scope: &str,
        path: &str,
        query: &[(&str, String)],
    ) -> Result<T, MeetError> {
        self.get_from(organizer, scope, &self.meet_url(path), query).await
    }

    /// The same at a URL of another of Google's services.
    pub(super) async fn get_from<T: DeserializeOwned + Send>(
        &self,
        organizer: &Organizer,
        scope: &str,
        url: &str,
        query: &[(&str, String)],
    ) -> Result<T, MeetError> {
        self.call_authorized(organizer, scope, |token| self.request(Method::GET, url, token).query(query))
            .await
    }

    pub(super) async fn post<T: DeserializeOwned + Send>(
        &self,
        organizer: &Organizer,
        scope: &str,
        path: &str,
        body: &Value,
    ) -> Result<T, MeetError> {
        let url = self.meet_url(path);
        self.call_authorized(organizer, scope, |token| self.request(Method::POST, &url, token).json(body))
            .await
    }

    fn meet_url(&self, path: &str) -> String {
        format!("{}{path}", self.0.settings.meet_url)
    }

    fn request(&self, method: Method, url: &str, token: &SecretString) -> reqwest::RequestBuilder {
        self.0
            .http
            .request(method, url)
            .bearer_auth(token.expose_secret())
            .header(header::CACHE_CONTROL, "no-store")
    }

    /// A call with an access token. A rejected token is renewed once.
    async fn call_authorized<T: DeserializeOwned + Send>(
        &self,
        organizer: &Organizer,
        scope: &str,
        request: impl Fn(&SecretString) -> reqwest::RequestBuilder + Sync,
    ) -> Result<T, MeetError> {
        let token = self.token(organizer, scope, None).await?;
        match self.with_retries(Some(organizer), || request(&token)).await {
            Err(MeetError::Unauthenticated) => {
                let token = self.token(organizer, scope, Some(&token)).await?;
                self.with_retries(Some(organizer), || request(&token)).await
            }
            answer => answer,
        }
    }

    /// A request to the token endpoint.
    pub(super) async fn request_token<T: DeserializeOwned + Send>(
        &self,
        form: &[(&str, String)],
    ) -> Result<T, MeetError> {
        self.with_retries(None, || self.0.http.post(&self.0.settings.token_url).form(form)).await
    }

    /// A request with its retries. With an `organizer`, each attempt counts against that organiser's quota, and
    /// errors are read as the Meet API's; without one it is a call of the token endpoint, with OAuth errors and no
    /// quota.
    async fn with_retries<T: DeserializeOwned + Send>(
        &self,
        organizer: Option<&Organizer>,
        request: impl Fn() -> reqwest::RequestBuilder + Sync,
    ) -> Result<T, MeetError> {
        let attempt = || async {
            if let Some(organizer) = organizer {
                self.wait_for_quota(organizer).await;
            }
            attempt_once(request(), organizer.is_some()).await
        };
        let pauses = ExponentialBuilder::new()
            .with_min_delay(Duration::from_millis(FIRST_PAUSE_MILLIS))
            .with_factor(2.0)
            .with_max_times(MAX_RETRIES);
        let sleep = self.0.sleep.clone();
        let retried = attempt
            .retry(pauses)
            .sleep(move |pause| sleep(pause))
            .when(|failed: &FailedAttempt| failed.error.is_transient())
            .adjust(|failed, pause| self.adjust_pause(pause?, failed.retry_after));
        // Boxed, because for the unboxed type the compiler fails to prove `Send` where futures are spawned.
        retried.boxed().await.map_err(|failed| failed.error)
    }

    /// The pause with jitter, at least as long as Google asked for; `None`, to give up, when that is too long.
    fn adjust_pause(&self, pause: Duration, retry_after: Option<Duration>) -> Option<Duration> {
        let asked = retry_after.unwrap_or_default();
        if asked > MAX_RETRY_AFTER {
            return None;
        }
        let chance = u64::from(u16::from_le_bytes(self.0.ids.random_bytes()));
        let jitter = Duration::from_millis(chance * FIRST_PAUSE_MILLIS / 65_536);
        Some((pause + jitter).max(asked))
    }

    async fn wait_for_quota(&self, organizer: &Organizer) {
        let wait = {
            let mut quota = self.0.quota.lock().unwrap_or_else(PoisonError::into_inner);
            quota.reserve(&organizer.email, organizer.credential.project(), self.0.clock.now())
        };
        if wait > 0 {
            (self.0.sleep)(Duration::from_millis(wait)).await;
        }
    }
}

async fn attempt_once<T: DeserializeOwned + Send>(
    request: reqwest::RequestBuilder,
    is_meet: bool,
) -> Result<T, FailedAttempt> {
    let response = request.send().await?;
    let (status, headers) = (response.status(), response.headers().clone());
    let retry_after = headers
        .get(header::RETRY_AFTER)
        .and_then(|value| value.to_str().ok()?.trim().parse().ok())
        .map(Duration::from_secs);
    let body =
        http_response::read_body(response, MAX_RESPONSE_BYTES).await.map_err(|unread| match unread {
            BodyError::TooLarge(_) => MeetError::Unavailable(unread.to_string()),
            BodyError::Transport(error) => error.into(),
        })?;
    if !status.is_success() {
        let read_error = if is_meet { MeetError::from_response } else { MeetError::from_token_response };
        return Err(FailedAttempt { error: read_error(status.as_u16(), &body), retry_after });
    }
    // A page of some proxy with status 200 must not count as an empty answer.
    if !http_response::has_content_type(&headers, "application/json") {
        return Err(MeetError::Unavailable("an answer that is no JSON".to_owned()).into());
    }
    let answer: Value = serde_json::from_slice(&body).map_err(|error| unreadable_response(&error))?;
    match answer {
        Value::Object(object) if !object.contains_key("error") => {
            let answer = object.into_iter().filter(|(_, member)| !member.is_null()).collect();
            serde_json::from_value(Value::Object(answer)).map_err(|error| unreadable_response(&error).into())
        }
        _ => Err(MeetError::Unavailable("an answer that is none".to_owned()).into()),
    }
}

fn unreadable_response(error: &serde_json::Error) -> MeetError {
    MeetError::Unavailable(format!("an answer that cannot be read ({error})"))
}
