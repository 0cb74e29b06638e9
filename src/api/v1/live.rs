//! What goes on right now, as Server-Sent Events.

use std::collections::HashSet;
use std::future::ready;

use futures_util::{StreamExt, stream};
use serde::Deserialize;
use serde_json::json;
use utoipa::IntoParams;

use crate::api::{CustomResponse, NoBody, Problem, Route, RouteRequest, get};
use crate::app::live::{self, LiveChange, LiveSession};
use crate::domain::access::Scope;
use crate::http::event_stream::{StreamEvent, event_stream};
use crate::http::roles::LIVE_WATCHERS;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/live", "Sessions that run or come next, and every change, as events")
            .who(LIVE_WATCHERS)
            .to(watch)
            .produces(&["text/event-stream"]),
    ]
}

#[derive(Deserialize, IntoParams)]
struct LiveParameters {
    /// `false`: end after the sessions as they stand, without waiting for changes.
    follow: Option<bool>,
}

async fn watch(request: RouteRequest<NoBody, LiveParameters>) -> Result<CustomResponse, Problem> {
    let scope = request.scope.clone();
    let follows = request.query.follow.unwrap_or(true);
    // Before what stands is read, so that nothing falls between the two.
    let changes = follows.then(|| request.app.live.watch(scope.organization()));
    let as_of = request.app.now();
    let mut read = request.read().await?;
    let standing = live::standing(&mut read, &scope, as_of).await?;
    drop(read);
    let hello = StreamEvent { name: "hello", data: json!({"asOf": as_of}).to_string().into() };
    let first: Vec<StreamEvent> =
        std::iter::once(hello).chain(standing.iter().map(|one| session_event(one))).collect();
    let changes = stream::iter(changes).flatten();
    let mut view = WatcherView { scope, shown: standing.iter().map(|one| one.id.clone()).collect() };
    let later = changes.filter_map(move |change| ready(view.event(&change)));
    Ok(event_stream(request.login_watch(), stream::iter(first).chain(later)))
}

fn session_event(session: &LiveSession) -> StreamEvent {
    StreamEvent { name: "session", data: session.json() }
}

/// What one watcher may see, and has been shown.
struct WatcherView {
    scope: Scope,
    /// Ids of sessions.
    shown: HashSet<String>,
}

impl WatcherView {
    /// What the watcher is told of a change; `None` for what they may not see.
    fn event(&mut self, change: &LiveChange) -> Option<StreamEvent> {
        let LiveChange::Session(session) = change else {
            return Some(StreamEvent::restart());
        };
        match session.visible_to(&self.scope) {
            Some(seen) => {
                self.shown.insert(seen.id.clone());
                Some(session_event(&seen))
            }
            // Another teacher has it now, or a child is not on its roster any more.
            None if self.shown.remove(&session.id) => {
                Some(StreamEvent { name: "gone", data: json!({"id": session.id}).to_string().into() })
            }
            None => None,
        }
    }
}
