//! `/live`: tells a page that stays open that something it shows has changed, so that it reads itself anew.

use std::collections::HashSet;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use futures_util::{Stream, StreamExt, stream};
use tokio::time::{Instant, Interval, MissedTickBehavior, interval_at};

use crate::app::live::{self, LiveChange, LiveSession};
use crate::domain::access::Scope;
use crate::http::event_stream::{StreamEvent, event_stream};
use crate::http::problem::Problem;
use crate::http::response::RouteResponse;
use crate::http::roles::LIVE_WATCHERS;
use crate::http::route::Route;
use crate::web::answer::Answer;
use crate::web::components::live::CHANGES;
use crate::web::route::{PageRequest, page};

/// How often a page is read anew for what time alone changes: minutes of whoever is there, or is missed.
const CLOCK_TICK: Duration = Duration::from_secs(60);

pub fn routes() -> Vec<Route> {
    vec![page(CHANGES, "That something one sees has changed, as events").who(LIVE_WATCHERS).to(follow)]
}

/// `session` narrows it to one session; `follow=false` ends it at once.
async fn follow(page: PageRequest) -> Result<Answer, Problem> {
    // Before what stands is read, so that nothing falls between the two.
    let changes = match page.query.text("follow") != "false" {
        true => page.app.live.watch(page.scope.organization()).boxed(),
        false => stream::empty().boxed(),
    };
    let mut read = page.read().await?;
    let standing = live::standing(&mut read, &page.scope, page.ui.now).await?;
    drop(read);
    let mut clock = interval_at(Instant::now() + CLOCK_TICK, CLOCK_TICK);
    clock.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let watcher = ChangeWatcher {
        scope: page.scope.clone(),
        session: page.query.optional("session").map(str::to_owned),
        seen: standing.iter().map(|one| one.id.clone()).collect(),
        changes,
        clock,
    };
    let events = stream::unfold(watcher, |mut watcher| async move {
        let event = watcher.next().await?;
        Some((event, watcher))
    });
    Ok(Answer::Other(event_stream(page.login_watch(), events).into_http_response()))
}

struct ChangeWatcher {
    scope: Scope,
    /// The one session that is looked at; `None`: all in reach.
    session: Option<String>,
    /// Sessions that were in reach, by id: one that is not any more is a change too.
    seen: HashSet<String>,
    changes: Pin<Box<dyn Stream<Item = LiveChange> + Send>>,
    clock: Interval,
}

impl ChangeWatcher {
    async fn next(&mut self) -> Option<StreamEvent> {
        loop {
            tokio::select! {
                biased;
                change = self.changes.next() => match change? {
                    LiveChange::Session(session) if !self.concerns(&session) => {}
                    _ => return Some(StreamEvent::restart()),
                },
                _ = self.clock.tick() => return Some(StreamEvent::restart()),
            }
        }
    }

    fn concerns(&mut self, session: &Arc<LiveSession>) -> bool {
        if self.session.as_ref().is_some_and(|wanted| *wanted != session.id) {
            return false;
        }
        match session.visible_to(&self.scope) {
            Some(_) => {
                self.seen.insert(session.id.clone());
                true
            }
            None => self.seen.remove(&session.id),
        }
    }
}
