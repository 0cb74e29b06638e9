//! What an open page keeps itself fresh by: the address of a stream, the stream, and the words that say whether it is heard.

use std::pin::Pin;

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

/// Says that the page is live, or since when it is not.
pub fn live_state(ui: &Ui) -> Markup {
    html! {
        span.live-state data-live-state data-on=(ui.text("common-live")) data-off=(ui.text("common-not-live"))
            data-zone=(ui.zone.name()) data-locale=(ui.locale.tag()) { (ui.text("common-live")) }
    }
}
