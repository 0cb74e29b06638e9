//! Settings of a simulated Google: delays, quotas, odd paging, and failures of requests.

use std::collections::BTreeMap;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::simulator::google::error_response::{GoogleErrorResponse, html_page};

/// Settings that hold for every answer.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Knobs {
    /// Delay until a conference record is listed after its first join.
    pub record_delay_seconds: i64,
    /// Delay until a participant session is listed after the join.
    pub session_delay_seconds: i64,
    /// Delay until the end of a session is shown.
    pub end_delay_seconds: i64,
    /// Delay until the end of a record is shown.
    pub record_end_delay_seconds: i64,
    /// Every n-th read is answered from the past; 0 never.
    pub stale_every: u64,
    pub stale_by_seconds: i64,
    /// Largest page, whatever was asked for.
    pub page_size_max: Option<usize>,
    /// The second page of every list is empty and has a token.
    pub empty_pages: bool,
    /// Every page begins with the last item of the page before it, as lists that grow meanwhile do.
    pub repeat_across_pages: bool,
    /// Paging never ends: every page has the same token.
    pub endless_pages: bool,
    /// Life of an access token.
    pub token_seconds: i64,
    /// The status for a record that belongs to another user: 403 or 404 (the reference leaves it open).
    pub foreign_status: u16,
    pub reads_per_minute_per_user: u64,
    pub reads_per_minute_per_project: u64,
    pub writes_per_minute_per_user: u64,
    pub writes_per_minute_per_project: u64,
}

impl Default for Knobs {
    fn default() -> Self {
        Knobs {
            record_delay_seconds: 0,
            session_delay_seconds: 0,
            end_delay_seconds: 0,
            record_end_delay_seconds: 0,
            stale_every: 0,
            stale_by_seconds: 0,
            page_size_max: None,
            empty_pages: false,
            repeat_across_pages: false,
            endless_pages: false,
            token_seconds: 3_599,
            foreign_status: 403,
            reads_per_minute_per_user: 600,
            reads_per_minute_per_project: 6_000,
            writes_per_minute_per_user: 100,
            writes_per_minute_per_project: 1_000,
        }
    }
}

/// A failure of the requests it matches.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Fault {
    /// Part of the path; empty matches every path (`/control/` never fails).
    pub path: String,
    /// Only requests of this account.
    pub email: Option<String>,
    /// Only in `[from, to)` of the simulated clock.
    pub from: Option<DateTime<Utc>>,
    pub to: Option<DateTime<Utc>>,
    /// Every n-th matching request; 0 and 1 mean all of them.
    pub every: u64,
    /// Ends after so many failures.
    pub times: Option<u64>,
    pub what: SimulatedFailure,
    /// Requests it matched so far.
    #[serde(skip)]
    pub matched: u64,
    /// Of them, those that failed.
    #[serde(skip)]
    pub fired: u64,
}

/// How a request fails.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum SimulatedFailure {
    /// An answer with this status: Google's error envelope, or an HTML page as its front ends send.
    Status {
        status: u16,
        #[serde(default)]
        html: bool,
        #[serde(default)]
        retry_after: Option<String>,
        /// ErrorInfo reason; each status has a usual one.
        #[serde(default)]
        reason: Option<String>,
    },
    /// The right answer, cut in the middle, with 200.
    Truncate,
    /// No response for this long.
    Hang { seconds: u64 },
}

impl Default for SimulatedFailure {
    fn default() -> Self {
        SimulatedFailure::Status { status: 503, html: false, retry_after: None, reason: None }
    }
}

impl SimulatedFailure {
    /// Whether the failure is made from the right response.
    pub(super) fn needs_answer(&self) -> bool {
        matches!(self, SimulatedFailure::Truncate)
    }

    /// What the caller gets instead of `right`.
    pub(super) async fn answer(self, right: Response) -> Response {
        match self {
            SimulatedFailure::Status { status, html: true, .. } => html_page(status),
            SimulatedFailure::Status { status, retry_after, reason, .. } => {
                let usual = match status {
                    429 => Some("RATE_LIMIT_EXCEEDED"),
                    401 => Some("ACCESS_TOKEN_EXPIRED"),
                    _ => None,
                };
                let reason = reason.or_else(|| usual.map(str::to_owned));
                let message = format!("Simulated failure {status}.");
                GoogleErrorResponse { status, message, reason, retry_after }.into_response()
            }
            SimulatedFailure::Truncate => {
                let (mut parts, body) = right.into_parts();
                let bytes = to_bytes(body, usize::MAX).await.unwrap_or_default();
                parts.headers.remove(header::CONTENT_LENGTH);
                Response::from_parts(parts, Body::from(bytes.slice(..bytes.len() / 2)))
            }
            SimulatedFailure::Hang { seconds } => {
                tokio::time::sleep(Duration::from_secs(seconds)).await;
                html_page(504)
            }
        }
    }
}

impl Fault {
    /// Whether this request fails; counts it.
    pub fn hits(&mut self, path: &str, email: Option<&str>, now: DateTime<Utc>) -> bool {
        let fits = path.contains(&self.path)
            && (self.email.is_none() || self.email.as_deref() == email)
            && self.from.is_none_or(|from| from <= now)
            && self.to.is_none_or(|to| now < to)
            && self.times.is_none_or(|times| self.fired < times);
        if !fits {
            return false;
        }
        self.matched += 1;
        let hit = self.every <= 1 || self.matched.is_multiple_of(self.every);
        self.fired += u64::from(hit);
        hit
    }
}

/// Counts calls by minute, for the quota, and by route, for tests of how many calls something takes.
#[derive(Clone, Debug, Default)]
pub struct CallMeter {
    minute: i64,
    calls_this_minute: BTreeMap<(String, bool), u64>,
    /// Calls by route since the start (or the last reset).
    pub by_route: BTreeMap<&'static str, u64>,
    /// The fullest minute of any one account, and of the project.
    pub busiest_user: u64,
    pub busiest_project: u64,
}

impl CallMeter {
    /// Counts a call; false when the account's or the project's minute is used up.
    pub fn count_call(&mut self, email: &str, write: bool, now: DateTime<Utc>, knobs: &Knobs) -> bool {
        let minute = now.timestamp().div_euclid(60);
        if minute != self.minute {
            self.minute = minute;
            self.calls_this_minute.clear();
        }
        let (per_user, per_project) = if write {
            (knobs.writes_per_minute_per_user, knobs.writes_per_minute_per_project)
        } else {
            (knobs.reads_per_minute_per_user, knobs.reads_per_minute_per_project)
        };
        let mut count = |name: &str| {
            let spent = self.calls_this_minute.entry((name.to_owned(), write)).or_default();
            *spent += 1;
            *spent
        };
        let (user, project) = (count(email), count(""));
        self.busiest_user = self.busiest_user.max(user);
        self.busiest_project = self.busiest_project.max(project);
        user <= per_user && project <= per_project
    }
}
