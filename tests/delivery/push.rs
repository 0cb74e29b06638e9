//! Web Push against a push service with a browser behind it, made of other people's libraries.

use rollcall::clock::{Clock, SystemClock};
use rollcall::delivery::DeliveryOutcome;
use rollcall::delivery::push::{
    MAX_PUSH_BYTES, PushClient, PushMessage, PushRandomness, PushSubscription, PushUrgency, VapidKey,
};
use rollcall::ids::IdGenerator;
use serde_json::Value;

use crate::helper::Helper;

struct Browser {
    helper: Helper,
    subscription: Value,
}

impl Browser {
    fn start() -> Browser {
        let helper = Helper::start("push_service.py", &[]);
        let subscription = helper.json();
        Browser { helper, subscription }
    }

    fn word(&self, name: &str) -> &str {
        self.subscription[name].as_str().unwrap()
    }

    /// Its subscription, at a path that says how the service answers.
    fn subscription(&self, path: &str) -> PushSubscription {
        let endpoint = format!("{}{path}", self.word("url"));
        PushSubscription::parse(&endpoint, self.word("p256dh"), self.word("auth")).unwrap()
    }

    fn client(&self) -> PushClient {
        PushClient::new(key(), "mailto:me@school.example", true, self.word("ca")).unwrap()
    }
}

fn key() -> VapidKey {
    VapidKey::from_bytes(&[9; 32]).unwrap()
}

fn random() -> PushRandomness {
    IdGenerator::from_os().random_bytes()
}

fn message(payload: &[u8]) -> PushMessage<'_> {
    PushMessage { payload, ttl_seconds: 3_600, urgency: PushUrgency::High, topic: Some("arrival of Omar") }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_browser_reads_what_was_sent_and_the_service_who_sent_it() {
    let browser = Browser::start();
    let client = browser.client();
    let payloads = ["".to_owned(), r#"{"title":"وصل عمر"}"#.to_owned(), "x".repeat(MAX_PUSH_BYTES)];
    for payload in payloads {
        let now = SystemClock.now();
        let outcome = client
            .send(&browser.subscription("/push/201"), &message(payload.as_bytes()), now, &random())
            .await;
        assert!(outcome.is_accepted(), "{outcome:?}");
        let got = browser.helper.json();
        assert_eq!(got["payload"], payload, "{got}");
        assert_eq!(got["key"], key().public_key());
        assert_eq!(
            (&got["scheme"], &got["claims"]["sub"]),
            (&"vapid".into(), &"mailto:me@school.example".into())
        );
        assert_eq!(got["claims"]["aud"], browser.subscription["url"]);
        let holds = got["claims"]["exp"].as_i64().unwrap() * 1_000 - now.millis();
        assert!((1..=24 * 3_600_000).contains(&holds), "{holds}");
        let headers = &got["headers"];
        assert_eq!((&headers["ttl"], &headers["urgency"]), (&"3600".into(), &"high".into()));
        assert_eq!(headers["content-encoding"], "aes128gcm");
        let topic = headers["topic"].as_str().unwrap();
        assert!(topic.len() == 32 && topic.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c)));
        assert!(got["length"].as_u64().unwrap() <= 4_096);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_service_answers_says_whether_to_try_again() {
    let browser = Browser::start();
    let client = browser.client();
    for (path, expected) in [
        ("/push/404", "gone"),
        ("/push/410", "gone"),
        ("/push/400", "permanent"),
        ("/push/403", "permanent"),
        ("/push/413", "permanent"),
        ("/push/500", "temporary"),
        ("/push/301", "temporary"),
        ("/push/429", "temporary"),
        ("/push/429/120", "in 120000"),
    ] {
        let outcome =
            client.send(&browser.subscription(path), &message(b"{}"), SystemClock.now(), &random()).await;
        let found = match &outcome {
            DeliveryOutcome::Temporary { retry_after: Some(millis), .. } => format!("in {millis}"),
            DeliveryOutcome::Temporary { .. } => "temporary".to_owned(),
            DeliveryOutcome::Permanent { gone: true, .. } => "gone".to_owned(),
            DeliveryOutcome::Permanent { .. } => "permanent".to_owned(),
            other => format!("{other:?}"),
        };
        assert_eq!(found, expected, "{path}: {outcome:?}");
        assert!(outcome.detail().contains(&format!("status {}", &path[6..9])), "{outcome:?}");
        assert_eq!(browser.helper.json()["payload"], "{}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_sent_that_is_too_long_or_goes_inside_the_network_or_to_nobody_known() {
    let browser = Browser::start();
    let subscription = browser.subscription("/push/201");
    let now = SystemClock.now();
    let long = vec![b'x'; MAX_PUSH_BYTES + 1];
    let outcome = browser.client().send(&subscription, &message(&long), now, &random()).await;
    assert!(matches!(outcome, DeliveryOutcome::Permanent { gone: false, .. }), "{outcome:?}");

    let public = PushClient::new(key(), "mailto:me@school.example", false, browser.word("ca")).unwrap();
    let outcome = public.send(&subscription, &message(b"{}"), now, &random()).await;
    assert!(outcome.detail().contains("inside a private network"), "{outcome:?}");

    let trusting_nobody = PushClient::new(key(), "mailto:me@school.example", true, "").unwrap();
    let outcome = trusting_nobody.send(&subscription, &message(b"{}"), now, &random()).await;
    assert!(outcome.detail().contains("UnknownIssuer"), "{outcome:?}");
    assert!(browser.helper.is_quiet());
}
