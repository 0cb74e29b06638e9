//! What answers where LiveKit should be, and is something else: none of it is an empty room, and none of it costs more than
//! a room may.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::any;
use futures_util::stream;
use rollcall::clock::SystemClock;
use rollcall::sources::livekit::room_service::{ApiKeyPair, LivekitEndpoint, LivekitError, RoomService};
use rollcall::sources::livekit::twirp::LivekitHttp;

use crate::support::{KEY, SECRET, serve};

fn rooms(url: &str, may_be_private: bool) -> RoomService {
    let keys = vec![ApiKeyPair { api_key: KEY.to_owned(), secret: SECRET.to_owned().into() }];
    let server = LivekitEndpoint { id: "s".to_owned(), url: url.to_owned(), keys, may_be_private };
    RoomService::new(&LivekitHttp::new(Arc::new(SystemClock)), &server)
}

/// What comes of asking a server that answers everything so.
async fn asked<A: IntoResponse + Clone + Send + Sync + 'static>(answer: A) -> Result<usize, LivekitError> {
    let url = serve(Router::new().fallback(any(move || async move { answer.clone() }))).await;
    rooms(&url, true).participants("lesson").await.map(|found| found.len())
}

const PROTOBUF: [(header::HeaderName, &str); 1] = [(header::CONTENT_TYPE, "application/protobuf")];

#[tokio::test]
async fn only_a_roster_is_a_roster() {
    assert_eq!(asked(PROTOBUF).await, Ok(0), "LiveKit says so of a room that nobody is in");
    let html = [(header::CONTENT_TYPE, "text/html")];
    let json = [(header::CONTENT_TYPE, "application/json")];
    // An unknown field: a message of something else.
    let foreign: &[u8] = &[0x7a, 0x03, b'a', b'b', b'c'];
    // A participant with an identity and no sid.
    let nobody: &[u8] = &[0x0a, 0x03, 0x12, 0x01, b'x'];
    for (what, answer) in [
        ("a page", asked((html.clone(), "<html>it works</html>")).await),
        ("an empty page", asked((html.clone(), "")).await),
        ("JSON", asked((json, "{}")).await),
        ("no kind at all", asked(StatusCode::OK).await),
        ("text that says it is protobuf", asked((PROTOBUF, "<html>it works</html>")).await),
        ("another message", asked((PROTOBUF, foreign)).await),
        ("somebody without a connection", asked((PROTOBUF, nobody)).await),
        ("not found by something else", asked((StatusCode::NOT_FOUND, html, "not here")).await),
    ] {
        assert!(matches!(answer, Err(LivekitError::NotLivekit(_))), "{what}: {answer:?}");
    }
}

/// Red before: 400 MB took 1.5 GB and were read as an empty roster.
#[tokio::test]
async fn an_answer_without_end_is_left_after_what_a_room_may_cost() {
    let sent = Arc::new(AtomicUsize::new(0));
    let counted = sent.clone();
    let endless = move || {
        let counted = counted.clone();
        async move {
            let chunks = stream::repeat_with(move || {
                counted.fetch_add(1 << 16, Ordering::SeqCst);
                Ok::<_, std::io::Error>(Bytes::from(vec![0_u8; 1 << 16]))
            });
            (PROTOBUF, Body::from_stream(chunks))
        }
    };
    let url = serve(Router::new().fallback(any(endless))).await;
    let answer = rooms(&url, true).participants("lesson").await;
    assert!(matches!(answer, Err(LivekitError::NotLivekit(_))), "{answer:?}");
    // What was under way when it was left is the sockets'.
    assert!(sent.load(Ordering::SeqCst) < 64 << 20, "{} bytes were taken", sent.load(Ordering::SeqCst));
}

#[tokio::test]
async fn a_small_answer_that_unpacks_to_a_huge_one_is_left_too() {
    // 64 MiB of zeros, packed twice over by a program that is on every machine.
    let script = "head -c 67108864 /dev/zero | gzip -9";
    let packed = std::process::Command::new("sh").args(["-c", script]).output().unwrap().stdout;
    assert!(packed.len() < 1 << 17);
    let headers = [(header::CONTENT_TYPE, "application/protobuf"), (header::CONTENT_ENCODING, "gzip")];
    let answer = asked((headers, packed)).await;
    assert_eq!(answer, Err(LivekitError::NotLivekit("an answer of more than 16777216 bytes".to_owned())));
}

/// Red before: the request, with its token, went on to wherever the answer pointed.
#[tokio::test]
async fn nobody_is_followed_elsewhere() {
    let reached = Arc::new(AtomicUsize::new(0));
    let counted = reached.clone();
    let elsewhere = serve(Router::new().fallback(any(move || {
        counted.fetch_add(1, Ordering::SeqCst);
        async { PROTOBUF }
    })))
    .await;
    for status in [301, 302, 303, 307, 308] {
        let status = StatusCode::from_u16(status).unwrap();
        let answer = asked((status, [(header::LOCATION, elsewhere.clone())])).await;
        assert!(matches!(answer, Err(LivekitError::NotLivekit(_))), "{status}: {answer:?}");
    }
    assert_eq!(reached.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn a_private_address_is_asked_only_where_it_may_be_however_it_is_named() {
    let reached = Arc::new(AtomicUsize::new(0));
    let counted = reached.clone();
    let url = serve(Router::new().fallback(any(move || {
        counted.fetch_add(1, Ordering::SeqCst);
        async { PROTOBUF }
    })))
    .await;
    let port = url.rsplit(':').next().unwrap().to_owned();
    // A name is looked at after it was resolved, at every request.
    for host in ["127.0.0.1", "localhost", "127.1", "[::ffff:127.0.0.1]", "0x7f.1"] {
        for scheme in ["ws", "http"] {
            let answer = rooms(&format!("{scheme}://{host}:{port}"), false).participants("lesson").await;
            assert_eq!(answer, Err(LivekitError::PrivateAddress), "{host}");
        }
    }
    assert_eq!(reached.load(Ordering::SeqCst), 0);
    assert_eq!(rooms(&format!("ws://localhost:{port}"), true).participants("lesson").await, Ok(vec![]));
}
