//! Server-Sent Events: a response that goes on, for routes of the API and pages alike. A handler gives the events; ids,
//! signs of life, the end of the login and the stop of the server are dealt with here.

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderName, HeaderValue, header};
use futures_util::{Stream, StreamExt, stream};
use tokio::time::{Instant, Interval, MissedTickBehavior, interval_at};
use tokio_util::sync::CancellationToken;

use crate::http::login_watch::LoginWatch;
use crate::http::response::CustomResponse;

/// How long a client waits before it connects again, in milliseconds.
const RECONNECT_MILLIS: u32 = 2_000;

/// One event: its name, and its data, which may have several lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamEvent {
    pub name: &'static str,
    pub data: Arc<str>,
}

impl StreamEvent {
    /// Something was missed, or has changed as a whole: read everything anew.
    pub fn restart() -> StreamEvent {
        StreamEvent { name: "restart", data: "{}".into() }
    }
}

/// How often a stream shows that it lives, and how often its login is looked at.
#[derive(Clone, Copy, Debug)]
struct StreamPace {
    keep_alive: Duration,
    login_check: Duration,
}

const PACE: StreamPace =
    StreamPace { keep_alive: Duration::from_secs(15), login_check: Duration::from_secs(30) };

/// A response of these events, until they end, the login does not hold any more, or the server stops.
///
/// The events are asked for only as fast as the client reads, so a slow one holds nobody else up. What a slow one misses
/// is for the stream of events to say.
pub fn event_stream(
    login: LoginWatch,
    events: impl Stream<Item = StreamEvent> + Send + 'static,
) -> CustomResponse {
    let shutdown = login.shared.app.shutdown.clone();
    let login = Arc::new(login);
    let still_holds = move || {
        let login = login.clone();
        async move { login.still_holds().await }
    };
    let frames = frames(PACE, shutdown, still_holds, events).map(Ok::<Bytes, Infallible>);
    let mut response = CustomResponse::of("text/event-stream", Body::from_stream(frames));
    let headers = response.0.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // nginx and those that follow it would collect the events otherwise.
    headers.insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
    response
}

/// What a stream does next.
struct StreamState<F> {
    events: Pin<Box<dyn Stream<Item = StreamEvent> + Send>>,
    shutdown: CancellationToken,
    keep_alive: Interval,
    login_check: Interval,
    still_holds: F,
    last_id: u64,
}

/// The texts that go over the wire.
fn frames<F, Fut>(
    pace: StreamPace,
    shutdown: CancellationToken,
    still_holds: F,
    events: impl Stream<Item = StreamEvent> + Send + 'static,
) -> impl Stream<Item = Bytes> + Send + 'static
where
    F: Fn() -> Fut + Send + 'static,
    Fut: Future<Output = bool> + Send + 'static,
{
    let state = StreamState {
        events: Box::pin(events),
        shutdown,
        keep_alive: every(pace.keep_alive),
        login_check: every(pace.login_check),
        still_holds,
        last_id: 0,
    };
    let first = stream::iter([Bytes::from(format!("retry: {RECONNECT_MILLIS}\n\n"))]);
    first.chain(stream::unfold(state, |mut state| async move {
        let frame = state.next_frame().await?;
        Some((frame, state))
    }))
}

impl<F, Fut> StreamState<F>
where
    F: Fn() -> Fut + Send + 'static,
    Fut: Future<Output = bool> + Send,
{
    /// `None` at the end.
    async fn next_frame(&mut self) -> Option<Bytes> {
        loop {
            tokio::select! {
                // In this order: events that never pause must not hide the end of a login.
                biased;
                () = self.shutdown.cancelled() => return None,
                _ = self.login_check.tick() => {
                    if !(self.still_holds)().await {
                        return None;
                    }
                }
                event = self.events.next() => {
                    let event = event?;
                    self.last_id += 1;
                    self.keep_alive.reset();
                    return Some(event_frame(self.last_id, &event));
                }
                _ = self.keep_alive.tick() => return Some(Bytes::from_static(b":\n\n")),
            }
        }
    }
}

fn every(period: Duration) -> Interval {
    let mut interval = interval_at(Instant::now() + period, period);
    interval.set_missed_tick_behavior(MissedTickBehavior::Delay);
    interval
}

fn event_frame(id: u64, event: &StreamEvent) -> Bytes {
    let mut text = String::with_capacity(event.data.len() + 64);
    text.push_str(&format!("id: {id}\nevent: {}\n", event.name));
    // Each of these ends a line, so that data with one in it would otherwise begin a field of its own.
    for line in event.data.split("\r\n").flat_map(|line| line.split(['\n', '\r'])) {
        text.push_str("data: ");
        text.push_str(line);
        text.push('\n');
    }
    text.push('\n');
    text.into()
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};

    use super::*;

    fn event(data: &str) -> StreamEvent {
        StreamEvent { name: "session", data: data.into() }
    }

    const SLOW: Duration = Duration::from_secs(3_600);
    const QUICK: Duration = Duration::from_millis(5);

    async fn text(frames: impl Stream<Item = Bytes>) -> String {
        let all: Vec<Bytes> = frames.collect().await;
        String::from_utf8(all.concat()).expect("text")
    }

    #[tokio::test]
    async fn events_have_growing_ids_and_no_line_of_data_becomes_a_field() {
        let events = stream::iter([event("{}"), event("a\nevent: forged\r\nb\rid: 9")]);
        let pace = StreamPace { keep_alive: SLOW, login_check: SLOW };
        let sent = text(frames(pace, CancellationToken::new(), || async { true }, events)).await;
        assert_eq!(
            sent,
            "retry: 2000\n\nid: 1\nevent: session\ndata: {}\n\n\
             id: 2\nevent: session\ndata: a\ndata: event: forged\ndata: b\ndata: id: 9\n\n"
        );
    }

    #[tokio::test]
    async fn silence_is_broken_and_the_stop_of_the_server_ends_it() {
        let shutdown = CancellationToken::new();
        let pace = StreamPace { keep_alive: QUICK, login_check: SLOW };
        let mut sent = Box::pin(frames(pace, shutdown.clone(), || async { true }, stream::pending()));
        assert!(sent.next().await.is_some_and(|first| first.starts_with(b"retry")));
        assert_eq!(sent.next().await.as_deref(), Some(&b":\n\n"[..]));
        assert_eq!(sent.next().await.as_deref(), Some(&b":\n\n"[..]));
        shutdown.cancel();
        assert_eq!(sent.next().await, None);
    }

    #[tokio::test]
    async fn the_end_of_the_login_ends_it_however_many_events_there_are() {
        let holds = Arc::new(AtomicBool::new(true));
        let pace = StreamPace { keep_alive: SLOW, login_check: QUICK };
        let still_holds = {
            let holds = holds.clone();
            move || {
                let holds = holds.clone();
                async move { holds.load(Ordering::SeqCst) }
            }
        };
        let endless = stream::repeat(event("x")).then(|event| async move {
            tokio::task::yield_now().await;
            event
        });
        let mut sent = Box::pin(frames(pace, CancellationToken::new(), still_holds, endless));
        for _ in 0..20 {
            assert!(sent.next().await.is_some());
        }
        holds.store(false, Ordering::SeqCst);
        let rest = tokio::time::timeout(Duration::from_secs(30), sent.count()).await;
        assert!(rest.is_ok(), "it goes on for ever");
    }
}
