//! What the pages of subscriptions show, and what their forms do.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::domain::people::Role;
use crate::testing::{TestServer, without_isolates};
use crate::web::components::history::test_lessons::make_family;

async fn shown(server: &TestServer, path: &str, role: Role) -> String {
    let (status, html) = server.get(path).html_by(role).await;
    assert_eq!(status, StatusCode::OK, "{path}: {html}");
    without_isolates(&html)
}

#[tokio::test]
async fn a_subscription_is_sold_corrected_and_seen_by_whom_it_is_for() {
    let server = TestServer::new().await;
    let empty = shown(&server, "/subscriptions", Role::Admin).await;
    assert!(empty.contains("No subscription runs.") && empty.contains("class=\"empty\""), "{empty}");
    let fields = "name=Eight+%3Cb%3E&kind=quran&sessions=8&minutes=30";
    let (status, _) = server.form("/subscriptions/packages", fields).html_by(Role::Admin).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let (_, packages) = server.get("/api/v1/packages").by(Role::Admin).await;
    let package = packages["items"][0]["id"].as_str().unwrap();
    let new = shown(&server, "/subscriptions/new", Role::Admin).await;
    assert!(new.contains("Eight &lt;b&gt; (8 lessons)"), "{new}");
    let student = server.person(Role::Student);
    let sale = format!(
        "person={student}&package={package}&sessions=&kind=package&valid_from=2026-01-01&valid_until=2026-03-31\
         &draw=1&teacher={}&format=individual&platform=livekit",
        server.person(Role::Teacher)
    );
    let (status, to) = server.form("/subscriptions/new", &sale).html_by(Role::Admin).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{to}");
    let ledger = shown(&server, &to, Role::Admin).await;
    assert!(ledger.contains("8 lessons are left until"), "{ledger}");
    assert!(
        ledger.contains("8 lessons wait for their time") && ledger.contains("datetime-local"),
        "{ledger}"
    );

    let entries = format!("{to}/entries");
    let (status, _) = server.form(&entries, "change=%E2%88%927&reason=moved").html_by(Role::Admin).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let page = format!("change=-7&reason=x&_page={to}&_once=x");
    let (status, refused) = server.form(&entries, &page).html_by(Role::Admin).await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(refused.contains("More would be taken than is left"), "{refused}");
    let list = shown(&server, "/subscriptions", Role::Finance).await;
    assert!(list.contains("1 of 1 left") && list.contains("Nearly used up"), "{list}");
    assert!(!list.contains("/subscriptions/new"), "finance only looks: {list}");
    let low = shown(&server, "/subscriptions?show=low", Role::Finance).await;
    assert!(low.contains(&to), "{low}");

    for role in [Role::Student, Role::Finance] {
        let own = shown(&server, &to, role).await;
        assert!(own.contains("1 lesson is left") && own.contains("moved"), "{role}: {own}");
        assert!(!own.contains("<dialog"), "{role} changes nothing");
    }
    let me = shown(&server, "/me", Role::Student).await;
    assert!(me.contains("One lesson is left.") && me.contains(&to), "{me}");
    let person = shown(&server, &format!("/people/{student}"), Role::Admin).await;
    assert!(
        person.contains(&to) && person.contains(&format!("/subscriptions/new?person={student}")),
        "{person}"
    );
    let today = shown(&server, "/today", Role::Admin).await;
    assert!(today.contains("1 subscription is nearly used up"), "{today}");
    assert_eq!(server.get(&to).html_by(Role::Teacher).await.0, StatusCode::FORBIDDEN);
    assert_eq!(server.get("/subscriptions/nothing").html_by(Role::Admin).await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_session_without_a_time_has_a_page_and_is_given_one() {
    let server = TestServer::new().await;
    let new = json!({
        "personId": server.person(Role::Student), "sessions": 2, "kind": "quran", "validFrom": "2026-01-01",
        "draw": {"format": "individual", "platform": "livekit", "teacherId": server.person(Role::Teacher)},
    });
    let (status, made) = server.post("/api/v1/subscriptions", new).by(Role::Admin).await;
    assert_eq!(status, StatusCode::CREATED, "{made}");
    let path = format!("/sessions/{}", made["unscheduled"][0].as_str().unwrap());
    for (role, may) in [(Role::Teacher, true), (Role::Admin, true), (Role::Student, false)] {
        let page = shown(&server, &path, role).await;
        assert!(page.contains("This lesson has no time yet."), "{role}: {page}");
        assert_eq!(page.contains("datetime-local"), may, "{role}");
    }
    let list = shown(&server, "/sessions?show=unscheduled", Role::Teacher).await;
    assert!(list.contains("2 sessions of subscriptions have no time yet.") && list.contains(&path), "{list}");
    let other = shown(&server, "/sessions?show=unscheduled&kind=academic", Role::Teacher).await;
    assert!(other.contains("Every session has its time.") && !other.contains(&path), "{other}");
    let form = format!("{path}/reschedule");
    let (status, _) =
        server.form(&form, &format!("start=&_page={path}&_once=x")).html_by(Role::Teacher).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    let fields = format!("start=2026-01-06T16%3A00&_page={path}");
    let (status, to) = server.form(&form, &fields).html_by(Role::Teacher).await;
    assert_eq!((status, to.as_str()), (StatusCode::SEE_OTHER, path.as_str()));
    let planned = shown(&server, &path, Role::Teacher).await;
    assert!(planned.contains("16:00") && !planned.contains("has no time yet"), "{planned}");
}

#[tokio::test]
async fn a_family_is_told_when_little_is_left_and_when_it_has_ended() {
    let server = TestServer::new().await;
    make_family(&server, "Layla").await;
    let (_, people) = server.get("/api/v1/people").by(Role::Admin).await;
    let layla = people["items"].as_array().unwrap().iter().find(|one| one["name"] == "Layla");
    let layla = layla.unwrap_or(&Value::Null)["id"].as_str().unwrap().to_owned();
    let sell = async |until: Value| {
        let new = json!({"personId": layla, "sessions": 1, "validFrom": "2025-12-01", "validUntil": until});
        let (status, made) = server.post("/api/v1/subscriptions", new).by(Role::Admin).await;
        assert_eq!(status, StatusCode::CREATED, "{made}");
    };
    sell(json!("2025-12-31")).await;
    let family = shown(&server, "/family", Role::Parent).await;
    assert!(family.contains("The subscription has ended."), "{family}");
    sell(json!(null)).await;
    let family = shown(&server, "/family", Role::Parent).await;
    assert!(family.contains("One lesson is left.") && !family.contains("has ended."), "{family}");
    let list = shown(&server, "/subscriptions?show=all", Role::Parent).await;
    assert!(list.contains("Layla") && !list.contains("#packages"), "{list}");
}
