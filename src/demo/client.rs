//! The demo's client of the public HTTP API, which it uses as any other program would.

use anyhow::{Context, bail};
use reqwest::{Method, RequestBuilder, header};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::http::cookie;

/// A client that is logged in as one person.
#[derive(Clone)]
pub struct ApiClient {
    http: reqwest::Client,
    base: String,
    token: String,
    /// What the device calls itself by its cookie.
    device: Option<&'static str>,
}

impl ApiClient {
    /// A client that is nobody yet.
    pub fn new(base: &str) -> ApiClient {
        ApiClient { http: reqwest::Client::new(), base: base.to_owned(), token: String::new(), device: None }
    }

    /// Logs in and creates an API token, because the login would expire during the simulated weeks.
    pub async fn log_in(&self, email: &str, password: &str) -> anyhow::Result<ApiClient> {
        let mut client = self.acting_by(String::new());
        let login = client.post("/api/v1/logins", json!({"email": email, "password": password})).await?;
        client.token = text(&login, "token");
        let lasting = client.post("/api/v1/tokens", json!({"name": "demo"})).await?;
        client.token = text(&lasting, "secret");
        Ok(client)
    }

    /// The same connections, as whoever this API token is of.
    pub fn acting_by(&self, token: String) -> ApiClient {
        ApiClient { token, device: None, ..self.clone() }
    }

    /// The same person on a device of this name.
    pub fn on_device(&self, name: &'static str) -> ApiClient {
        ApiClient { device: Some(name), ..self.clone() }
    }

    pub async fn get<T: DeserializeOwned>(&self, path: &str) -> anyhow::Result<T> {
        self.send(Method::GET, path, |request| request).await
    }

    /// Every item of a list, page after page.
    pub async fn list<T: DeserializeOwned>(&self, path: &str) -> anyhow::Result<Vec<T>> {
        let mut items = Vec::new();
        let mut cursor = String::new();
        loop {
            let between = if path.contains('?') { '&' } else { '?' };
            let mut page: Value = self.get(&format!("{path}{between}limit=100{cursor}")).await?;
            items.extend(serde_json::from_value::<Vec<T>>(page["items"].take())?);
            match page["next"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => return Ok(items),
            }
        }
    }

    pub async fn post(&self, path: &str, body: Value) -> anyhow::Result<Value> {
        self.send(Method::POST, path, |request| request.json(&body)).await
    }

    pub async fn put(&self, path: &str, body: Value) -> anyhow::Result<Value> {
        self.send(Method::PUT, path, |request| request.json(&body)).await
    }

    pub async fn patch(&self, path: &str, body: Value) -> anyhow::Result<Value> {
        self.send(Method::PATCH, path, |request| request.json(&body)).await
    }

    pub async fn delete(&self, path: &str) -> anyhow::Result<Value> {
        self.send(Method::DELETE, path, |request| request).await
    }

    async fn send<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        with: impl FnOnce(RequestBuilder) -> RequestBuilder,
    ) -> anyhow::Result<T> {
        let mut request = self.http.request(method.clone(), format!("{}{path}", self.base));
        if !self.token.is_empty() {
            request = request.bearer_auth(&self.token);
        }
        if let Some(device) = self.device {
            request = request.header(header::COOKIE, format!("{}={device}", cookie::DEVICE));
        }
        let response = with(request).send().await.with_context(|| format!("{method} {path}"))?;
        let status = response.status();
        let body = response.bytes().await.with_context(|| format!("{method} {path}"))?;
        if !status.is_success() {
            bail!("{method} {path}: {status} {}", String::from_utf8_lossy(&body));
        }
        let body: &[u8] = if body.is_empty() { b"null" } else { &body };
        serde_json::from_slice(body).with_context(|| format!("{method} {path}: an answer of another shape"))
    }
}

/// A text member of a response; empty if it is missing.
pub fn text(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_owned()
}
