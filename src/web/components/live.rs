//! What an open page keeps itself fresh by: the address of a stream, the stream, and the words that say whether it is heard.

use std::collections::{BTreeMap, VecDeque};
use std::pin::Pin;
use std::time::Duration;

use futures_util::{Stream, StreamExt, stream};
use maud::{Markup, html};

use crate::app::live::LiveChange;
use crate::http::event_stream::{StreamEvent, event_stream};
use crate::http::response::RouteResponse;
use crate::web::answer::Answer;
use crate::web::route::PageRequest;
use crate::web::ui::Ui;

/// Tells of every change of the sessions one may see (`web::pages::live`).
pub const CHANGES: &str = "/live";

/// Changes of an organisation's sessions, also of those the reader may not see.
pub type Changes = Pin<Box<dyn Stream<Item = LiveChange> + Send>>;

/// Every change from now on; none with `follow=false` in the address. Read what stands after calling this, and nothing falls
/// between the two.
pub fn changes(page: &PageRequest) -> Changes {
    match page.query.text("follow") != "false" {
        true => page.app.live.watch(page.scope.organization()).boxed(),
        false => stream::empty().boxed(),
    }
}

/// Somebody who is told of changes.
pub trait Watcher: Send + 'static {
    /// The next event; `None` ends the stream.
    fn next(&mut self) -> impl Future<Output = Option<StreamEvent>> + Send;
}

/// The stream of what a watcher is told.
pub fn watched_by(page: &PageRequest, watcher: impl Watcher) -> Answer {
    let events = stream::unfold(watcher, |mut watcher| async move {
        let event = watcher.next().await?;
        Some((event, watcher))
    });
    Answer::Other(event_stream(page.login_watch(), events).into_http_response())
}

/// A part of a page by the id of its element, and the event by which it is told: `answer`, `figures` or `card`.
pub struct Piece {
    pub event: &'static str,
    pub id: &'static str,
    pub html: Markup,
}

/// Pieces that are looked at again and again, for what no change of a session tells of: the stream of those that look
/// otherwise than before, all of them first. Every replica sees what stands in the database.
struct LookedAt<F> {
    look: F,
    every: Duration,
    goes_on: bool,
    is_first: bool,
    shown: BTreeMap<&'static str, String>,
    waiting: VecDeque<StreamEvent>,
}

impl<F, Fut> Watcher for LookedAt<F>
where
    F: FnMut() -> Fut + Send + 'static,
    Fut: Future<Output = Option<Vec<Piece>>> + Send,
{
    async fn next(&mut self) -> Option<StreamEvent> {
        loop {
            if let Some(event) = self.waiting.pop_front() {
                return Some(event);
            }
            if !self.is_first {
                if !self.goes_on {
                    return None;
                }
                tokio::time::sleep(self.every).await;
            }
            self.is_first = false;
            for Piece { event, id, html } in (self.look)().await? {
                let html = html.into_string();
                if self.shown.get(id) != Some(&html) {
                    self.waiting.push_back(StreamEvent { name: event, data: html.as_str().into() });
                    self.shown.insert(id, html);
                }
            }
        }
    }
}

/// The stream of what `look` gives each time; `None` ends it, and the browser comes again. `follow=false` in the address
/// ends it after the first look.
pub fn looked_at<F, Fut>(page: &PageRequest, every: Duration, look: F) -> Answer
where
    F: FnMut() -> Fut + Send + 'static,
    Fut: Future<Output = Option<Vec<Piece>>> + Send + 'static,
{
    let goes_on = page.query.text("follow") != "false";
    let (shown, waiting) = (BTreeMap::new(), VecDeque::new());
    watched_by(page, LookedAt { look, every, goes_on, is_first: true, shown, waiting })
}

/// Says that the page is live, or since when it is not.
pub fn live_state(ui: &Ui) -> Markup {
    html! {
        span.live-state data-live-state data-on=(ui.text("common-live")) data-off=(ui.text("common-not-live"))
            data-zone=(ui.zone.name()) data-locale=(ui.locale.tag()) { (ui.text("common-live")) }
    }
}
