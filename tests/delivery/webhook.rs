//! Webhooks: judged by the official library of Standard Webhooks, and sent to endpoints that misbehave.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, post};
use futures_util::{StreamExt, stream};
use rollcall::clock::{Clock, SystemClock};
use rollcall::delivery::DeliveryOutcome;
use rollcall::delivery::webhook::{
    OutgoingWebhook, SignedTarget, WebhookAnswer, WebhookClient, WebhookSecret,
};
use rollcall::domain::time::{HOUR, Timestamp};
use serde_json::{Map, Value, json};

use crate::helper::Helper;

const BODY: &str = r#"{"type":"attendance.arrived",  "data":{"name":"عمر — Omar"}}"#;

async fn serve(router: Router) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    format!("http://{address}")
}

/// An endpoint of one test, which may be on this machine.
fn endpoint(url: &str, secrets: &[&WebhookSecret]) -> SignedTarget {
    let secrets = secrets.iter().map(|one| (*one).clone()).collect();
    SignedTarget { url: url.to_owned(), secrets, may_be_private: true }
}

fn message(at: Timestamp) -> OutgoingWebhook<'static> {
    OutgoingWebhook { id: "msg_0198a4c2", at, body: BODY }
}

/// What comes of one attempt at an endpoint that answers everything so.
async fn sent_to<A: IntoResponse + Clone + Send + Sync + 'static>(answer: A) -> WebhookAnswer {
    let url = serve(Router::new().fallback(any(move || async move { answer.clone() }))).await;
    send(&url).await
}

/// Waits on a busy machine too.
async fn send(url: &str) -> WebhookAnswer {
    send_within(60, url).await
}

async fn send_within(seconds: u64, url: &str) -> WebhookAnswer {
    let secret = WebhookSecret::from_random([7; 32]);
    let client = WebhookClient::new("").unwrap();
    client
        .send_within(Duration::from_secs(seconds), &endpoint(url, &[&secret]), &message(SystemClock.now()))
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_official_library_verifies_with_the_old_and_the_new_secret_while_it_is_changed() {
    type Seen = Arc<Mutex<Vec<(HeaderMap, String)>>>;
    let seen: Seen = Arc::default();
    let noted = seen.clone();
    let hook = post(async move |headers: HeaderMap, body: String| {
        noted.lock().unwrap().push((headers, body));
        "thanks"
    });
    let url = format!("{}/hook?a=b", serve(Router::new().route("/hook", hook)).await);
    let client = WebhookClient::new("").unwrap();
    let [old, new, other] = [1, 2, 3].map(|n| WebhookSecret::from_random([n; 32]));
    let now = SystemClock.now();
    for (secrets, at) in
        [(vec![&old], now), (vec![&new, &old], now), (vec![&new], now), (vec![&old], now.plus(-HOUR))]
    {
        let answer = client.send(&endpoint(&url, &secrets), &message(at)).await;
        assert_eq!((answer.status, answer.body.as_str()), (Some(200), "thanks"));
        assert_eq!(answer.outcome, DeliveryOutcome::Accepted { detail: "status 200".to_owned() });
    }
    let seen = seen.lock().unwrap().clone();
    let mut judge = Helper::start("verify_webhooks.py", &[]);
    let mut verdict = |at: usize, secret: &WebhookSecret, changed: &str| {
        let (headers, body) = &seen[at];
        let headers: Map<String, Value> =
            headers.iter().map(|(name, value)| (name.to_string(), json!(value.to_str().unwrap()))).collect();
        judge.tell(&json!({
            "secret": secret.to_text(), "headers": headers, "body": body.replace("Omar", changed),
        }));
        judge.line()
    };
    for (at, by_old, by_new) in [(0, true, false), (1, true, true), (2, false, true)] {
        assert_eq!(verdict(at, &old, "Omar") == "true", by_old, "{at}");
        assert_eq!(verdict(at, &new, "Omar") == "true", by_new, "{at}");
        assert!(verdict(at, &other, "Omar").starts_with("false"), "{at}");
        assert!(verdict(at, &old, "Umar").starts_with("false"), "{at}");
    }
    assert_eq!(verdict(3, &old, "Omar"), "false: Message timestamp too old");

    let (headers, body) = &seen[0];
    assert_eq!(body, BODY);
    assert_eq!(headers[header::CONTENT_TYPE], "application/json");
    assert_eq!(headers["webhook-id"], "msg_0198a4c2");
    assert!(headers[header::USER_AGENT].to_str().unwrap().starts_with("Rollcall/"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_status_says_whether_to_try_again() {
    for (status, expected) in [
        (StatusCode::NO_CONTENT, "accepted"),
        (StatusCode::GONE, "gone"),
        (StatusCode::BAD_REQUEST, "temporary"),
        (StatusCode::NOT_FOUND, "temporary"),
        (StatusCode::INTERNAL_SERVER_ERROR, "temporary"),
    ] {
        let answer = sent_to((status, "because\0 \u{1b}[31m\nof that")).await;
        let found = match &answer.outcome {
            DeliveryOutcome::Accepted { .. } => "accepted",
            DeliveryOutcome::Temporary { retry_after: None, .. } => "temporary",
            DeliveryOutcome::Permanent { gone: true, .. } => "gone",
            _ => "something else",
        };
        assert_eq!((found, answer.status), (expected, Some(status.as_u16())), "{answer:?}");
        if status != StatusCode::NO_CONTENT {
            assert_eq!(answer.body, "because [31m\nof that");
        }
    }
    for status in [StatusCode::TOO_MANY_REQUESTS, StatusCode::SERVICE_UNAVAILABLE] {
        let answer = sent_to((status, [(header::RETRY_AFTER, "90")])).await;
        let DeliveryOutcome::Temporary { retry_after, .. } = answer.outcome else { panic!("{answer:?}") };
        assert_eq!(retry_after, Some(90_000));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_redirect_is_named_and_not_followed() {
    let visits = Arc::new(AtomicUsize::new(0));
    let counted = visits.clone();
    let inside = serve(Router::new().fallback(any(async move || {
        counted.fetch_add(1, Ordering::SeqCst);
        "the metadata of the machine"
    })))
    .await;
    for status in [StatusCode::MOVED_PERMANENTLY, StatusCode::FOUND, StatusCode::TEMPORARY_REDIRECT] {
        let answer = sent_to((status, [(header::LOCATION, format!("{inside}/latest/meta-data"))])).await;
        let DeliveryOutcome::Temporary { detail, .. } = &answer.outcome else { panic!("{answer:?}") };
        assert!(detail.contains("is not followed") && detail.contains("/latest/meta-data"), "{detail}");
        assert_eq!((answer.status, answer.body.as_str()), (Some(status.as_u16()), ""));
    }
    assert_eq!(visits.load(Ordering::SeqCst), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_without_end_is_cut_and_judged_by_its_status() {
    let taken = Arc::new(AtomicUsize::new(0));
    let counted = taken.clone();
    let answer = any(async move || {
        let chunks = stream::repeat_with(move || {
            counted.fetch_add(1 << 16, Ordering::SeqCst);
            Ok::<_, std::io::Error>(Bytes::from(vec![b'x'; 1 << 16]))
        });
        // 100 MB.
        (StatusCode::CREATED, Body::from_stream(chunks.take(1_600)))
    });
    let url = serve(Router::new().fallback(answer)).await;
    let answer = send(&url).await;
    assert_eq!((answer.status, answer.body.len()), (Some(201), 4_096));
    assert!(answer.outcome.is_accepted());
    let taken = taken.load(Ordering::SeqCst);
    assert!(taken < 20 << 20, "{taken} bytes were asked for");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_endpoint_that_is_slow_costs_the_deadline_and_no_more() {
    let never = any(async || {
        tokio::time::sleep(Duration::from_secs(60)).await;
        StatusCode::OK
    });
    let dribble = any(async || -> Response {
        let drops = stream::unfold((), async |()| {
            tokio::time::sleep(Duration::from_millis(300)).await;
            Some((Ok::<_, std::io::Error>(Bytes::from_static(b".")), ()))
        });
        Body::from_stream(Box::pin(drops)).into_response()
    });
    let url = serve(Router::new().route("/never", never).route("/dribble", dribble)).await;

    let begun = Instant::now();
    let answer = send_within(2, &format!("{url}/never")).await;
    let wanted =
        DeliveryOutcome::Temporary { detail: "no answer within 2 seconds".to_owned(), retry_after: None };
    assert_eq!((answer.outcome, answer.status), (wanted, None));
    assert!((2_000..30_000).contains(&answer.elapsed_millis), "{}", answer.elapsed_millis);

    // It has said 200, and trying again would only give it the same message twice.
    let answer = send_within(5, &format!("{url}/dribble")).await;
    assert!(answer.outcome.is_accepted() && !answer.body.is_empty(), "{answer:?}");
    assert!(begun.elapsed() < Duration::from_secs(60));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_inside_the_network_is_refused_before_and_after_its_name_is_looked_up() {
    let visits = Arc::new(AtomicUsize::new(0));
    let counted = visits.clone();
    let url = serve(Router::new().fallback(any(async move || {
        counted.fetch_add(1, Ordering::SeqCst);
    })))
    .await;
    let port = url.rsplit(':').next().unwrap();
    let client = WebhookClient::new("").unwrap();
    let secret = WebhookSecret::from_random([7; 32]);
    for host in ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1", "0.0.0.0"] {
        let inside = endpoint(&format!("http://{host}:{port}/"), &[&secret]);
        let inside = SignedTarget { may_be_private: false, ..inside };
        let answer = client.send(&inside, &message(SystemClock.now())).await;
        let DeliveryOutcome::Temporary { detail, .. } = &answer.outcome else { panic!("{host}: {answer:?}") };
        assert!(detail.contains("inside a private network"), "{host}: {detail}");
        assert_eq!((answer.status, answer.body.as_str()), (None, ""));
    }
    assert_eq!(visits.load(Ordering::SeqCst), 0);
    assert!(send(&format!("http://localhost:{port}/")).await.outcome.is_accepted());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_reached_is_tried_again_and_what_is_no_address_is_not() {
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    for url in [format!("http://{nobody}/"), "https://no-such-host.invalid/".to_owned()] {
        let answer = send(&url).await;
        let DeliveryOutcome::Temporary { detail, .. } = &answer.outcome else { panic!("{answer:?}") };
        assert!(detail.contains("cannot be reached") || detail.contains("no answer"), "{detail}");
    }
    for url in ["school.example", "ftp://school.example"] {
        let answer = send(url).await;
        assert!(matches!(answer.outcome, DeliveryOutcome::Permanent { gone: false, .. }), "{answer:?}");
    }
    assert!(WebhookClient::new("hello").is_err());
}
