//! Calendar feeds: whose sessions they show, in what shape, and who may read them.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use http_body_util::BodyExt;
use rollcall::app::people::preferences::set_preferences;
use rollcall::app::{ActorContext, App};
use rollcall::config::Config;
use rollcall::domain::people::preferences::Language;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::world::{World, ask};

const DAY: i64 = 86_400_000;
const BASE: &str = "http://127.0.0.1:8080";

/// Somebody with their feed.
struct Subscriber {
    router: Router,
    token: String,
    url: String,
}

impl Subscriber {
    async fn of(world: &World, who: &str) -> Subscriber {
        let (router, token) = (world.router(rollcall::server::routes()), world.token("alpha", who));
        let (status, made) = ask(&router, &token, "POST", "/api/v1/me/calendar", Value::Null).await;
        assert_eq!(status, 201, "{made}");
        Subscriber { router, token, url: made["url"].as_str().unwrap().to_owned() }
    }

    async fn fetch(&self) -> (StatusCode, HeaderMap, String) {
        fetch(&self.router, &self.url, None).await
    }

    /// The feed as another program reads it.
    async fn read(&self) -> Value {
        let (status, _, text) = self.fetch().await;
        assert_eq!(status, 200, "{text}");
        parsed(&text)
    }
}

async fn fetch(router: &Router, url: &str, tag: Option<&str>) -> (StatusCode, HeaderMap, String) {
    let mut request = Request::get(url.strip_prefix(BASE).unwrap());
    if let Some(tag) = tag {
        request = request.header(header::IF_NONE_MATCH, tag);
    }
    let response = router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    (parts.status, parts.headers, String::from_utf8(bytes.to_vec()).unwrap())
}

/// Read by a parser of iCalendar that is not ours.
fn parsed(text: &str) -> Value {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let python = folder.join(".tools/venv/bin/python");
    let run = Command::new(&python)
        .arg(folder.join("tests/api/read_feed.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut run =
        run.unwrap_or_else(|error| panic!("{}: {error}: run scripts/setup-tests", python.display()));
    run.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = run.wait_with_output().unwrap();
    assert!(output.status.success(), "{}\n{text}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn uids(feed: &Value) -> Vec<String> {
    let events = feed["events"].as_array().unwrap();
    let mut uids: Vec<String> = events.iter().map(|one| one["uid"].as_str().unwrap().to_owned()).collect();
    uids.sort_unstable();
    uids
}

fn event<'a>(feed: &'a Value, session: &str) -> &'a Value {
    let uid = format!("{session}@rollcall");
    let events = feed["events"].as_array().unwrap();
    events.iter().find(|one| one["uid"] == uid).unwrap_or_else(|| panic!("no {uid} in {feed}"))
}

async fn everybody_has_the_sessions_they_teach_attend_and_send_children_to(world: World) {
    let teacher = Subscriber::of(&world, "alpha-teacher").await.read().await;
    let of = |things: &[&str]| things.iter().map(|one| format!("alpha-{one}@rollcall")).collect::<Vec<_>>();
    assert_eq!(uids(&teacher), of(&["lesson", "meeting", "planned", "session"]));
    assert_eq!(teacher["name"], "alpha academy sessions");
    let lesson = event(&teacher, "alpha-session");
    assert_eq!(lesson["start"], "2026-01-05T08:00:00Z");
    assert_eq!(lesson["end"], "2026-01-05T09:00:00Z");
    assert_eq!((&lesson["summary"], &lesson["status"]), (&json!("alpha session"), &json!("CONFIRMED")));
    assert_eq!(lesson["url"], format!("{BASE}/sessions/alpha-session/room"), "on LiveKit");
    assert_eq!(lesson["description"], format!("Teacher: alpha teacher\n{BASE}/sessions/alpha-session/room"));
    assert_eq!(event(&teacher, "alpha-meeting")["url"], format!("{BASE}/sessions/alpha-meeting"));

    let parent = Subscriber::of(&world, "alpha-parent").await.read().await;
    assert_eq!(uids(&parent), of(&["session"]), "the child's");
    let lesson = event(&parent, "alpha-session");
    assert_eq!(lesson["summary"], "alpha child: alpha session");
    assert_eq!(lesson["url"], format!("{BASE}/sessions/alpha-session"), "the room is the child's");

    let nothing = Subscriber::of(&world, "alpha-finance").await.read().await;
    assert_eq!(nothing["events"], json!([]), "a calendar without sessions is one too");
}

async fn the_address_is_the_secret_and_a_new_one_ends_the_old(world: World) {
    let one = Subscriber::of(&world, "alpha-student").await;
    let secret = one.url.strip_prefix(&format!("{BASE}/calendar/")).unwrap().strip_suffix(".ics").unwrap();
    assert!(secret.len() >= 43, "{secret}");
    let get = async |token: &str| ask(&one.router, token, "GET", "/api/v1/me/calendar", Value::Null).await;
    assert_eq!(get(&one.token).await.1["url"], one.url);
    assert_eq!(Subscriber::of(&world, "alpha-student").await.url, one.url, "made again, it stays");
    let (status, other) = get(&world.token("alpha", "alpha-teacher")).await;
    assert_eq!(status, 200);
    assert_ne!(other["url"], one.url);

    let (status, headers, text) = one.fetch().await;
    assert_eq!(status, 200);
    assert_eq!(headers[header::CONTENT_TYPE], "text/calendar; charset=utf-8");
    assert!(headers[header::CACHE_CONTROL].to_str().unwrap().starts_with("private"));
    let tag = headers[header::ETAG].to_str().unwrap();
    let (status, headers, body) = fetch(&one.router, &one.url, Some(&format!("\"x\", W/{tag}"))).await;
    assert_eq!((status.as_u16(), body.as_str()), (304, ""));
    assert_eq!(headers[header::ETAG].to_str().unwrap(), tag);
    assert_eq!(fetch(&one.router, &one.url, Some("\"x\"")).await.2, text);

    // Nothing that is stored holds the secret.
    let stored = format!("{:?}", world.tables.changed().await);
    assert!(stored.contains("calendar_feeds") && !stored.contains(secret));

    let (status, new) = ask(&one.router, &one.token, "POST", "/api/v1/me/calendar/rotate", Value::Null).await;
    assert_eq!(status, 200);
    assert_ne!(new["url"], one.url);
    assert_eq!(one.fetch().await.0, 404);
    assert_eq!(fetch(&one.router, new["url"].as_str().unwrap(), None).await.0, 200);
    assert_eq!(get(&one.token).await.1, new);
    for unknown in ["nothing.ics", "nothing", ".ics", "%00.ics", "../x.ics"] {
        let (status, _, _) = fetch(&one.router, &format!("{BASE}/calendar/{unknown}"), None).await;
        assert_eq!(status, 404, "{unknown}");
    }
}

async fn whoever_is_deactivated_or_asks_too_often_reads_nothing(world: World) {
    let one = Subscriber::of(&world, "alpha-student").await;
    let admin = world.token("alpha", "alpha-admin");
    let activity = async |is_active: bool| {
        let path = "/api/v1/people/alpha-student";
        ask(&one.router, &admin, "PATCH", path, json!({"isActive": is_active})).await.0
    };
    assert_eq!(activity(false).await, 200);
    assert_eq!(one.fetch().await.0, 404);
    assert_eq!(activity(true).await, 200);
    assert_eq!(one.fetch().await.0, 200);

    let mut statuses = Vec::new();
    for _ in 0..40 {
        statuses.push(one.fetch().await.0.as_u16());
    }
    assert!(statuses.contains(&429), "{statuses:?}");
    let (_, headers, _) = one.fetch().await;
    assert!(headers.contains_key(header::RETRY_AFTER));
    let other = Subscriber { router: one.router.clone(), ..Subscriber::of(&world, "alpha-teacher").await };
    assert_eq!(other.fetch().await.0, 200, "others are not held back");
    let mut guessed = Vec::new();
    for guess in 0..80 {
        guessed.push(fetch(&one.router, &format!("{BASE}/calendar/{guess}.ics"), None).await.0.as_u16());
    }
    assert!(guessed[..50].iter().all(|status| *status == 404) && guessed.contains(&429), "{guessed:?}");
    assert_eq!(other.fetch().await.0, 200, "who knows an address is not counted as a guesser");
    world.clock.advance(60_000);
    assert_eq!(one.fetch().await.0, 200);
}

async fn changes_are_told_by_a_higher_sequence_and_a_cancelled_session_goes_after_a_month(world: World) {
    let one = Subscriber::of(&world, "alpha-student").await;
    let admin = world.token("alpha", "alpha-admin");
    let planned = "/api/v1/sessions/alpha-planned";
    let before = one.read().await;
    let before = event(&before, "alpha-planned").clone();
    assert_eq!(before["sequence"], 0);
    world.clock.advance(60_000);
    let start = json!({"start": "2026-01-07T10:00:00Z"});
    assert_eq!(ask(&one.router, &admin, "POST", &format!("{planned}/reschedule"), start).await.0, 200);
    let moved = one.read().await;
    let moved = event(&moved, "alpha-planned").clone();
    assert_eq!((&moved["sequence"], &moved["start"]), (&json!(1), &json!("2026-01-07T10:00:00Z")));
    assert_eq!(moved["uid"], before["uid"]);
    assert_eq!(moved["stamp"], "2026-01-05T08:01:00Z");
    assert_eq!(ask(&one.router, &admin, "PATCH", planned, json!({"title": "Recital"})).await.0, 200);
    assert_eq!(event(&one.read().await, "alpha-planned")["sequence"], 2);
    assert_eq!(ask(&one.router, &admin, "POST", &format!("{planned}/cancel"), json!({})).await.0, 200);
    let cancelled = one.read().await;
    let cancelled = event(&cancelled, "alpha-planned");
    assert_eq!((&cancelled["status"], &cancelled["sequence"]), (&json!("CANCELLED"), &json!(3)));
    assert_eq!(cancelled["summary"], "Cancelled: Recital");

    world.clock.advance(30 * DAY - 120_000);
    assert!(uids(&one.read().await).contains(&"alpha-planned@rollcall".to_owned()));
    world.clock.advance(120_000);
    let left = ["alpha-lesson", "alpha-meeting", "alpha-session"].map(|one| format!("{one}@rollcall"));
    assert_eq!(uids(&one.read().await), left, "a month after it was cancelled it is gone");
    world.clock.advance(3_600_000);
    assert_eq!(uids(&one.read().await), ["alpha-meeting@rollcall"], "and so are past ones");
}

async fn hostile_titles_and_names_stay_inside_of_their_line(world: World) {
    let one = Subscriber::of(&world, "alpha-student").await;
    let admin = world.token("alpha", "alpha-admin");
    let actor = ActorContext::of_installation(&world.app, "alpha");
    let long = format!("{}{}", "ش\u{1f469}\u{200d}\u{1f467}".repeat(30), " tail  ".repeat(6));
    for title in [
        "x\\nSUMMARY:y;z,w\\",
        "\"quoted\"; BEGIN:VALARM, <b>bold</b>",
        "\u{202e}turned\u{2066} and \u{200b}hidden",
        &long,
        "   ",
    ] {
        let path = "/api/v1/sessions/alpha-session";
        let (status, body) = ask(&one.router, &admin, "PATCH", path, json!({"title": title})).await;
        if status != 200 {
            continue;
        }
        let (_, _, text) = one.fetch().await;
        assert!(!text.contains('\u{202e}') && !text.contains('\u{200b}'), "{body}: {text}");
        let feed = parsed(&text);
        let summary = event(&feed, "alpha-session")["summary"].as_str().unwrap();
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        let seen: String =
            title.chars().filter(|c| !"\u{202e}\u{2066}\u{200b}\u{200d}".contains(*c)).collect();
        let shown = summary.replace('\u{200d}', "");
        match seen.trim() {
            "" => assert_eq!(summary, "Quran"),
            _ => {
                assert!(bare(&seen).starts_with(&bare(&shown)) && !shown.is_empty(), "{title:?}: {summary:?}")
            }
        }
        world.clock.advance(60_000);
    }
    // In the language of whoever reads it.
    let person = ActorContext { person_id: Some("alpha-student".into()), ..actor };
    let mut write = world.app.store.write().await.unwrap();
    set_preferences(&mut write, &person, Some(Language::Russian), None).await.unwrap();
    write.commit().await.unwrap();
    let feed = one.read().await;
    let said = event(&feed, "alpha-meeting")["description"].as_str().unwrap();
    assert!(said.starts_with("Преподаватель: alpha teacher"), "{said}");
}

async fn an_address_behind_a_public_url_and_a_new_encryption_key(world: World) {
    let one = Subscriber::of(&world, "alpha-student").await;
    let mut config = Config::default();
    config.server.public_url = "https://rollcall.example".parse().ok();
    config.secrets.encryption_key = Some([7; 32].into());
    let moved =
        App::with_store(world.app.store.clone(), config, world.clock.clone(), world.app.ids.clone()).await;
    let moved = rollcall::server::router_of(moved.unwrap(), rollcall::server::routes());
    assert_eq!(fetch(&moved, &one.url, None).await.0, 200, "found by its digest, without the key");
    let (status, new) = ask(&moved, &one.token, "GET", "/api/v1/me/calendar", Value::Null).await;
    assert_eq!(status, 200);
    assert!(new["url"].as_str().unwrap().starts_with("https://rollcall.example/calendar/"), "{new}");
    assert_eq!(fetch(&moved, &one.url, None).await.0, 404, "what cannot be shown again is made anew");
}

crate::on_both_databases! {
    everybody_has_the_sessions_they_teach_attend_and_send_children_to,
    the_address_is_the_secret_and_a_new_one_ends_the_old,
    whoever_is_deactivated_or_asks_too_often_reads_nothing,
    changes_are_told_by_a_higher_sequence_and_a_cancelled_session_goes_after_a_month,
    hostile_titles_and_names_stay_inside_of_their_line,
    an_address_behind_a_public_url_and_a_new_encryption_key,
}
