//! The client against the simulated Google: paging, tokens, retries, quotas, and which failure means what.

use rollcall::clock::Clock;
use rollcall::simulator::google::fault::{Knobs, SimulatedFailure};
use rollcall::sources::meet::MeetError;

use crate::simulated_google::{AISHA, OMAR, Stage, aisha, at, consented, delegated, space, status, stay};

const OPEN: &str = "end_time IS NULL";

/// Five calls in one space of Aisha's, three people in each.
async fn five_calls() -> Stage {
    let stage = Stage::new().await;
    stage.google.with(|inner| {
        inner.world.spaces =
            vec![space("spaces/a", "aaa-bbbb-ccc", AISHA), space("spaces/b", "bbb-cccc-ddd", OMAR)];
        for call in 0..5 {
            for person in 0..3 {
                let (id, user) = (format!("stay-{call}-{person}"), format!("1{person}"));
                inner.world.stays.push(stay(&id, "spaces/a", &user, call * 60, call * 60 + 50));
            }
        }
    });
    stage.clock.set(at(400));
    stage
}

#[tokio::test]
async fn every_page_is_read_short_and_empty_ones_too() {
    let stage = five_calls().await;
    for repeat in [false, true] {
        stage.google.with(|inner| {
            inner.knobs = Knobs {
                page_size_max: Some(2),
                empty_pages: true,
                repeat_across_pages: repeat,
                ..Knobs::default()
            };
        });
        let client = stage.client();
        let records = client.records(&aisha(), "").await.unwrap();
        assert_eq!(records.len(), 5, "each record once (repeat_across_pages: {repeat})");
        let name = records[0].name.clone().unwrap();
        let people = client.participants(&aisha(), &name).await.unwrap();
        assert_eq!(people.len(), 3);
        let sessions = client.sessions(&aisha(), people[0].name.as_deref().unwrap()).await.unwrap();
        assert_eq!(sessions.len(), 1);
    }
}

#[tokio::test]
async fn paging_that_never_ends_is_a_failure_and_stops() {
    let stage = five_calls().await;
    stage.google.with(|inner| inner.knobs.endless_pages = true);
    let error = stage.client().records(&aisha(), "").await.unwrap_err();
    assert!(matches!(error, MeetError::Unavailable(_)), "{error}");
    assert!(stage.calls("conferenceRecords.list") <= 3);
}

#[tokio::test]
async fn an_organizer_sees_the_own_calls_only_and_that_is_no_error() {
    let stage = five_calls().await;
    let client = stage.client();
    assert_eq!(client.records(&aisha(), OPEN).await.unwrap(), []);
    assert_eq!(client.records(&consented(OMAR, "refresh-omar"), "").await.unwrap(), []);
    let name = client.records(&aisha(), "").await.unwrap()[0].name.clone().unwrap();
    let error = client.record(&consented(OMAR, "refresh-omar"), &name).await.unwrap_err();
    assert!(matches!(error, MeetError::Forbidden { .. }), "{error}");
}

#[tokio::test]
async fn a_service_account_acts_for_an_organizer() {
    let stage = five_calls().await;
    assert_eq!(stage.client().records(&delegated(AISHA), "").await.unwrap().len(), 5);
    let error = stage.client().records(&delegated("nobody@school.example"), "").await.unwrap_err();
    assert!(matches!(error, MeetError::NeedsReconnect { .. }), "{error}");
    stage.google.with(|inner| inner.world.service_accounts[0].delegated_scopes.clear());
    let error = stage.client().records(&delegated(AISHA), "").await.unwrap_err();
    assert_eq!(error, MeetError::NeedsReconnect { reason: "unauthorized_client".into() });
}

#[tokio::test]
async fn one_token_serves_an_hour_and_is_renewed_before_it_ends() {
    let stage = five_calls().await;
    let client = stage.client();
    for _ in 0..20 {
        client.records(&aisha(), OPEN).await.unwrap();
    }
    assert_eq!(stage.calls("token"), 1);
    stage.clock.advance(57 * 60_000);
    client.records(&aisha(), OPEN).await.unwrap();
    assert_eq!(stage.calls("token"), 2, "renewed three minutes before its end");
    assert_eq!(stage.calls("failed"), 0);
}

#[tokio::test]
async fn a_refused_token_is_renewed_once() {
    let stage = five_calls().await;
    let client = stage.client();
    stage.fail("/v2/", 1, status(401));
    assert_eq!(client.records(&aisha(), "").await.unwrap().len(), 5);
    assert_eq!(stage.calls("token"), 2);
    stage.fail("/v2/", 100, status(401));
    assert_eq!(client.records(&aisha(), "").await.unwrap_err(), MeetError::Unauthenticated);
    assert_eq!(stage.calls("failed"), 3, "a second fresh token is not tried");
}

#[tokio::test]
async fn a_dead_consent_is_told_apart_from_a_sick_token_endpoint() {
    let stage = five_calls().await;
    stage.google.revoke(AISHA);
    let dead = stage.client().records(&aisha(), "").await.unwrap_err();
    assert_eq!(dead, MeetError::NeedsReconnect { reason: "invalid_grant".into() });
    assert_eq!(stage.calls("token"), 1, "a dead grant is not asked for again");
    stage.fail(
        "/token",
        100,
        SimulatedFailure::Status { status: 503, html: true, retry_after: None, reason: None },
    );
    let sick = stage.client().records(&consented(OMAR, "refresh-omar"), "").await.unwrap_err();
    assert!(sick.is_transient(), "{sick}");
}

#[tokio::test]
async fn a_wrong_clock_of_ours_is_no_dead_grant() {
    let stage = five_calls().await;
    let past = at(-600).to_utc();
    stage.google.with(|inner| inner.clock.set(past));
    let error = stage.client().records(&delegated(AISHA), "").await.unwrap_err();
    assert!(error.is_transient() && error.to_string().contains("clock"), "{error}");
}

#[tokio::test]
async fn what_passes_is_retried_and_what_does_not_is_not() {
    let stage = five_calls().await;
    let html = SimulatedFailure::Status { status: 502, html: true, retry_after: None, reason: None };
    let proxy = SimulatedFailure::Status { status: 200, html: true, retry_after: None, reason: None };
    for failure in [status(429), status(500), status(503), html, proxy, SimulatedFailure::Truncate] {
        stage.fail("/v2/", 2, failure.clone());
        assert_eq!(stage.client().records(&aisha(), "").await.unwrap().len(), 5, "{failure:?}");
    }
    for (code, calls) in [(400, 1), (403, 1), (404, 1), (503, 4), (429, 4)] {
        stage.google.with(|inner| inner.meter = Default::default());
        stage.fail("/v2/", 100, status(code));
        stage.client().records(&aisha(), "").await.unwrap_err();
        assert_eq!(stage.calls("failed"), calls, "{code}");
    }
}

#[tokio::test]
async fn no_answer_in_time_is_a_failure() {
    let stage = five_calls().await;
    stage.fail("/v2/", 100, SimulatedFailure::Hang { seconds: 20 });
    assert_eq!(stage.client().records(&aisha(), "").await.unwrap_err(), MeetError::Timeout);
}

#[tokio::test]
async fn retry_after_is_honoured_within_bounds() {
    let stage = five_calls().await;
    let asked = |seconds: &str| SimulatedFailure::Status {
        status: 429,
        html: false,
        retry_after: Some(seconds.into()),
        reason: None,
    };
    let before = stage.clock.now();
    stage.fail("/v2/", 1, asked("7"));
    stage.client().records(&aisha(), "").await.unwrap();
    assert!(stage.clock.now().since(before) >= 7_000, "waited as asked");
    let before = stage.clock.now();
    stage.fail("/v2/", 100, asked("3600"));
    assert_eq!(stage.client().records(&aisha(), "").await.unwrap_err(), MeetError::RateLimited);
    assert!(stage.clock.now().since(before) < 1_000, "an hour is left to the next run");
    stage.fail("/v2/", 1, asked("Wed, 21 Oct 2026 07:28:00 GMT"));
    stage.client().records(&aisha(), "").await.unwrap();
}

#[tokio::test]
async fn a_page_token_that_went_stale_starts_the_list_again() {
    let stage = five_calls().await;
    stage.google.with(|inner| inner.knobs.page_size_max = Some(2));
    stage.fail("/v2/", 1, status(400));
    stage.google.with(|inner| inner.faults[0].every = 2);
    assert_eq!(stage.client().records(&aisha(), "").await.unwrap().len(), 5);
}

#[tokio::test]
async fn many_calls_at_once_stay_below_the_quota() {
    let stage = five_calls().await;
    let client = stage.client();
    for _ in 0..1_500 {
        client.records(&aisha(), OPEN).await.unwrap();
    }
    let busiest = stage.google.with(|inner| inner.meter.busiest_user);
    assert!(busiest <= 600, "{busiest} reads in a minute");
    assert_eq!(stage.calls("failed"), 0);
}

#[tokio::test]
async fn spaces_are_made_and_found_by_their_code() {
    let stage = five_calls().await;
    let client = stage.client();
    let made = client.create_space(&aisha()).await.unwrap();
    let code = made.meeting_code.clone().unwrap().to_uppercase();
    assert_eq!(client.space(&aisha(), &code).await.unwrap().name, made.name);
    assert_eq!(client.space(&aisha(), "zzz-zzzz-zzz").await.unwrap_err(), MeetError::NotFound);
}

/// A client whose Google answers everything but tokens so.
async fn asked_of(kind: &'static str, body: impl Into<axum::body::Bytes>) -> MeetError {
    let stage = five_calls().await;
    let body = body.into();
    let answer = move || async move { ([("content-type", kind)], body.clone()) };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let router = axum::Router::new().fallback(axum::routing::any(answer));
    tokio::spawn(async move { axum::serve(listener, router).await });
    let client = stage.client_at(&address);
    client.records(&aisha(), "").await.unwrap_err()
}

/// Red before: what spoke of other things was a list of nobody, and of any length.
#[tokio::test]
async fn what_is_not_meets_is_no_empty_list() {
    for (kind, body) in [
        ("text/html", "{}"),
        ("application/json", "<html>"),
        ("application/json", "[]"),
        ("application/json", r#"{"status": "ok"}"#),
        ("application/json", r#"{"conferenceRecords": [{"space": "spaces/a"}]}"#),
        ("application/json", r#"{"conferenceRecords": {}}"#),
    ] {
        let error = asked_of(kind, body).await;
        assert!(matches!(error, MeetError::Unavailable(_)), "{kind} {body}: {error}");
    }
    let huge = asked_of("application/json", vec![b' '; 9 << 20]).await;
    assert_eq!(huge, MeetError::Unavailable("an answer of more than 8388608 bytes".to_owned()));
}
