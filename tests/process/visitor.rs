//! A browser at the demo.

use reqwest::{Client, Response, StatusCode};
use serde_json::Value;

/// A browser that follows no redirect by itself, and may keep one cookie.
pub struct Visitor {
    pub client: Client,
    pub base: String,
    pub cookie: String,
}

impl Visitor {
    pub async fn get(&self, path: &str) -> Response {
        let request = self.client.get(format!("{}{path}", self.base)).header("cookie", &self.cookie);
        request.header("accept", "text/html").send().await.unwrap()
    }

    pub async fn json(&self, path: &str) -> Value {
        let answer = self.get(path).await;
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        answer.json().await.unwrap()
    }

    /// Where the address leads to; the cookie that it sets is kept.
    pub async fn follow(&mut self, path: &str) -> String {
        let answer = self.get(path).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{path}");
        if let Some(cookie) = answer.headers().get("set-cookie") {
            self.cookie = cookie.to_str().unwrap().split(';').next().unwrap().to_owned();
        }
        answer.headers()["location"].to_str().unwrap().to_owned()
    }
}
