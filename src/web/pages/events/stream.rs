//! `/events/{id}/live`: tells an open page of an event that somebody registered, paid or came, so that it reads itself anew.

use std::time::Duration;

use futures_util::StreamExt;
use tokio::time::{Instant, Interval, MissedTickBehavior, interval_at};

use crate::app::App;
use crate::app::event::find::find;
use crate::app::live::LiveChange;
use crate::http::event_stream::StreamEvent;
use crate::http::problem::Problem;
use crate::store::event::figures::EventFigures;
use crate::web::answer::Answer;
use crate::web::components::live::{Changes, Watcher, changes, watched_by};
use crate::web::route::PageRequest;

/// How often the figures are looked at: registrations and payments change no session.
const TICK: Duration = Duration::from_secs(5);

/// `follow=false` ends it at once.
pub(super) async fn follow(page: PageRequest) -> Result<Answer, Problem> {
    let changes = changes(&page);
    let mut read = page.read().await?;
    let event = find(&mut read, &page.scope, page.id()).await?;
    let organization = page.scope.organization().to_owned();
    let seen = read.event_figures(&organization, &[&event.id]).await?.pop();
    drop(read);
    let mut clock = interval_at(Instant::now() + TICK, TICK);
    clock.set_missed_tick_behavior(MissedTickBehavior::Delay);
    Ok(watched_by(
        &page,
        EventWatcher { app: page.app.clone(), organization, event: event.id, seen, changes, clock },
    ))
}

struct EventWatcher {
    app: App,
    organization: String,
    event: String,
    seen: Option<EventFigures>,
    changes: Changes,
    clock: Interval,
}

impl Watcher for EventWatcher {
    async fn next(&mut self) -> Option<StreamEvent> {
        loop {
            tokio::select! {
                biased;
                change = self.changes.next() => match change? {
                    LiveChange::Session(session) if session.id != self.event => continue,
                    _ => {}
                },
                _ = self.clock.tick() => {}
            }
            // A stream that ends is begun anew by the page.
            let mut read = self.app.store.read().await.ok()?;
            let present = read.event_figures(&self.organization, &[&self.event]).await.ok()?.pop();
            if present != self.seen {
                self.seen = present;
                return Some(StreamEvent::restart());
            }
        }
    }
}
