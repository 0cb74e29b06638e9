//! `/live`: tells a page that stays open that something it shows has changed, so that it reads itself anew.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt;
use tokio::time::{Instant, Interval, MissedTickBehavior, interval_at};

use crate::app::live::{self, LiveChange, LiveSession};
use crate::domain::access::Scope;
use crate::http::event_stream::StreamEvent;
use crate::http::problem::Problem;
use crate::http::roles::LIVE_WATCHERS;
use crate::http::route::Route;
use crate::web::answer::Answer;
use crate::web::components::live::{CHANGES, Changes, Watcher, changes, watched_by};
use crate::web::route::{PageRequest, page};

/// How often a page is read anew for what time alone changes: minutes of whoever is there, or is missed.
const CLOCK_TICK: Duration = Duration::from_secs(60);

pub fn routes() -> Vec<Route> {
    vec![page(CHANGES, "That something one sees has changed, as events").who(LIVE_WATCHERS).to(follow)]
}

/// `session` narrows it to one session; `follow=false` ends it at once.
async fn follow(page: PageRequest) -> Result<Answer, Problem> {
    let changes = changes(&page);
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
    Ok(watched_by(&page, watcher))
}

struct ChangeWatcher {
    scope: Scope,
    /// The one session that is looked at; `None`: all in reach.
    session: Option<String>,
    /// Sessions that were in reach, by id: one that is not any more is a change too.
    seen: HashSet<String>,
    changes: Changes,
    clock: Interval,
}

impl Watcher for ChangeWatcher {
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
}

impl ChangeWatcher {
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
