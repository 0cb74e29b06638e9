//! The pages of events: who sees which, what is done on them, and that what is typed is text.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::domain::people::Role;
use crate::testing::{TestServer, without_isolates};

/// Now is 2026-01-05 08:00 UTC, 11:00 in Riyadh. An event that runs now, with these differences.
async fn event(server: &TestServer, more: Value) -> String {
    let mut body = json!({
        "title": "<b>Lecture", "start": "2026-01-05T07:00:00Z", "end": "2026-01-05T12:00:00Z", "capacity": 1
    });
    for (name, value) in more.as_object().expect("an object") {
        body[name] = value.clone();
    }
    let (status, made) = server.post("/api/v1/events", body).by(Role::Organizer).await;
    assert_eq!(status, StatusCode::CREATED, "{made}");
    made["id"].as_str().expect("an id").to_owned()
}

async fn html(server: &TestServer, path: &str, role: Role) -> String {
    let (status, html) = server.get(path).html_by(role).await;
    assert_eq!(status, StatusCode::OK, "{path} by {role:?}: {html}");
    without_isolates(&html)
}

async fn send(server: &TestServer, path: &str, fields: &str, role: Role) -> String {
    let (status, to) = server.form(path, fields).html_by(role).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{path}: {to}");
    to
}

#[tokio::test]
async fn an_event_is_planned_in_plain_words_and_begins_the_own_start() {
    let server = TestServer::new().await;
    for role in [Role::Organizer, Role::Partner, Role::Moderator] {
        assert_eq!(server.get("/").html_by(role).await.1, "/events", "{role:?}");
    }
    assert!(html(&server, "/events", Role::Organizer).await.contains("No event to come"));
    let page = html(&server, "/events/new", Role::Organizer).await;
    assert!(page.contains("Paid, with a partner – everybody shows a ticket"), "{page}");
    let fields = "title=%3Cb%3EFair&start=2026-01-07T17:00&end=2026-01-07T19:00&type=free_external&partner=partner\
                  &capacity=2&admit_every=event&organizers=&_page=/events/new";
    let to = send(&server, "/events", fields, Role::Organizer).await;
    let page = html(&server, &to, Role::Organizer).await;
    for shown in ["&lt;b&gt;Fair", "0 of 2 places are taken.", "Free, with a partner", "17:00–19:00"] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    assert!(
        html(&server, "/events", Role::Partner).await.contains("&lt;b&gt;Fair"),
        "the partner has it too"
    );
    assert_eq!(server.get(&to).html_by(Role::Student).await.0, StatusCode::FORBIDDEN);
    for (wrong, said) in [
        (fields.replace("partner=partner", "partner="), "needs one"),
        (fields.replace("partner=partner", "partner=nobody"), "Nobody is called nobody"),
        (fields.replace("partner=partner", "partner=student"), "role partner"),
        (fields.replace("capacity=2", "capacity=0"), "1 to 1000000"),
        (fields.replace("organizers=", "organizers=student"), "role organizer"),
        (fields.replace("end=2026-01-07T19:00", "end=2026-01-07T16:00"), "ends after it starts"),
    ] {
        let (status, page) = server.form("/events", &wrong).html_by(Role::Organizer).await;
        let page = without_isolates(&page);
        assert!(status.is_client_error() && page.contains(said), "{said}: {status} {page}");
        assert!(page.contains("value=\"&lt;b&gt;Fair\""), "what was typed stays");
    }
}

#[tokio::test]
async fn somebody_is_registered_waits_comes_and_is_taken_back() {
    let server = TestServer::new().await;
    let id = event(&server, json!({})).await;
    let address = format!("/events/{id}");
    let (student, parent) = (server.person(Role::Student), server.person(Role::Parent));
    let found = html(&server, &format!("{address}?q=student"), Role::Organizer).await;
    assert!(found.contains(&format!("person={student}")) && found.contains("Not registered"), "{found}");
    for person in [student, parent] {
        send(&server, &format!("{address}/registrations"), &format!("person={person}"), Role::Organizer)
            .await;
    }
    let page = html(&server, &address, Role::Moderator).await;
    assert!(page.contains("0 of 1 are here.") && page.contains("1 waits for a place."), "{page}");
    assert!(page.contains(&format!("data-live=\"{address}/live\"")), "{page}");
    let waiting = html(&server, &format!("{address}?show=waiting"), Role::Organizer).await;
    assert!(waiting.contains(parent) && !waiting.contains(&format!("id=\"row-{student}")), "{waiting}");

    send(&server, &format!("{address}/admit"), &format!("person={student}"), Role::Moderator).await;
    let one = html(&server, &format!("{address}?person={student}&show=here"), Role::Organizer).await;
    assert!(one.contains("1 of 1 are here.") && one.contains("100.0\u{a0}%"), "{one}");
    let undo = one.split("action=\"/check-ins/").nth(1).expect("it can be taken back");
    let undo = format!("/check-ins/{}", undo.split('"').next().expect("an address"));
    let (status, page) = server
        .form(&undo, &format!("reason=&_page={address}?person={student}"))
        .html_by(Role::Organizer)
        .await;
    assert!(status == StatusCode::BAD_REQUEST && page.contains("Please fill in"), "{status} {page}");
    send(&server, &undo, "reason=the+wrong+one", Role::Organizer).await;
    let page = html(&server, &format!("{address}?person={student}"), Role::Organizer).await;
    assert!(page.contains("0 of 1 are here."), "{page}");
    let cancel =
        page.split(&format!("action=\"{address}/registrations/")).nth(1).expect("it can be cancelled");
    let cancel = format!("{address}/registrations/{}", cancel.split('"').next().expect("an address"));
    send(&server, &cancel, "", Role::Organizer).await;
    let page = html(&server, &address, Role::Organizer).await;
    assert!(page.contains(parent) && !page.contains("for a place"), "who waited has the place: {page}");
}

#[tokio::test]
async fn a_payment_issues_a_ticket_that_stands_on_the_badge_and_with_its_owner() {
    let server = TestServer::new().await;
    let id = event(&server, json!({"isPaid": true})).await;
    let (address, student) = (format!("/events/{id}"), server.person(Role::Student));
    send(&server, "/my/registrations", &format!("event={id}"), Role::Student).await;
    let own = html(&server, "/my/registrations", Role::Student).await;
    assert!(own.contains("as soon as the payment is recorded") && !own.contains("<img"), "{own}");
    assert!(!html(&server, &format!("{address}/badges"), Role::Organizer).await.contains("<img"));
    let page = html(&server, &format!("{address}?person={student}"), Role::Organizer).await;
    let pay = page.split(&format!("action=\"{address}/registrations/")).find(|one| {
        one.starts_with(|c: char| c != '<')
            && one.split('"').next().is_some_and(|one| one.ends_with("/payment"))
    });
    let pay =
        format!("{address}/registrations/{}", pay.expect("a payment").split('"').next().expect("an address"));
    let wrong = format!("amount=1.001&reference=x&_page={address}?person={student}");
    let (status, page) = server.form(&pay, &wrong).html_by(Role::Organizer).await;
    assert!(status == StatusCode::BAD_REQUEST && page.contains("Write an amount"), "{status} {page}");
    send(&server, &pay, "amount=25,00&reference=%3Ci%3E7", Role::Organizer).await;
    let page = html(&server, &format!("{address}?person={student}"), Role::Organizer).await;
    assert!(page.contains("25.00") && page.contains("&lt;i&gt;7"), "{page}");
    assert!(html(&server, &format!("{address}/badges"), Role::Organizer).await.contains("<img"));
    assert!(html(&server, "/my/registrations", Role::Student).await.contains("alt=\"Registration QR Code\""));
    send(&server, &pay.replace("/payment", "/refund"), "", Role::Organizer).await;
    assert!(
        !html(&server, "/my/registrations", Role::Student).await.contains("<img"),
        "a void ticket is no code"
    );
    let (status, page) = server
        .form(
            &address,
            "title=x&start=2026-01-05T10:00&end=2026-01-05T15:00&type=free&admit_every=event&_page=/events",
        )
        .html_by(Role::Organizer)
        .await;
    assert_eq!(status, StatusCode::CONFLICT, "{page}");
    assert!(page.contains("the type of the event stays"), "{page}");
}

#[tokio::test]
async fn the_code_is_made_when_it_is_looked_at_and_again_when_it_was_revoked() {
    let server = TestServer::new().await;
    let id = event(&server, json!({})).await;
    let address = format!("/events/{id}");
    let page = html(&server, &format!("{address}/code"), Role::Moderator).await;
    let again = html(&server, &format!("{address}/code"), Role::Organizer).await;
    // The drawing of the code is the longest of the page; symbols are short.
    let picture = |page: &str| {
        let drawings = page.split("<path d=\"").filter_map(|rest| rest.split('"').next());
        drawings.max_by_key(|drawing| drawing.len()).map(str::to_owned)
    };
    assert!(page.contains("Holds until 12:00") && page.contains("Scan this code"), "{page}");
    assert_eq!(picture(&page), picture(&again), "one code until it ends");
    send(&server, &format!("{address}/code/revoke"), "", Role::Organizer).await;
    let fresh = html(&server, &format!("{address}/code"), Role::Organizer).await;
    assert_ne!(picture(&page), picture(&fresh));
    let paid = event(&server, json!({"isPaid": true, "title": "Paid"})).await;
    assert_eq!(
        server.get(&format!("/events/{paid}/code")).html_by(Role::Organizer).await.0,
        StatusCode::BAD_REQUEST
    );
    // What goes on is not cancelled any more; what is to come is.
    let later = event(&server, json!({"start": "2026-01-06T07:00:00Z", "end": "2026-01-06T12:00:00Z"})).await;
    let address = format!("/events/{later}");
    send(&server, &format!("{address}/cancel"), "reason=rain", Role::Organizer).await;
    assert!(html(&server, &address, Role::Organizer).await.contains("This event is cancelled."));
}

#[tokio::test]
async fn a_list_of_attendees_says_what_came_of_each_line() {
    let server = TestServer::new().await;
    let address = format!("/events/{}", event(&server, json!({"capacity": 10})).await);
    let list = "list=name%2Cemail%0A%3D1%2B1%2Ca%40example.org%0ALayla%2Cnothing%0A";
    let import = format!("{address}/import");
    let (status, page) = server.form(&import, list).html_by(Role::Organizer).await;
    let page = without_isolates(&page);
    assert_eq!(status, StatusCode::OK, "{page}");
    for said in ["1 person was registered.", "1 line was left out.", "This is not an e-mail address."] {
        assert!(page.contains(said), "{said}: {page}");
    }
    let (_, page) = server.form(&import, list).html_by(Role::Organizer).await;
    assert!(without_isolates(&page).contains("1 was registered already."), "{page}");
    let (status, page) =
        server.form(&import, &format!("list=x&_page={import}")).html_by(Role::Organizer).await;
    assert!(status == StatusCode::BAD_REQUEST && page.contains("name,email"), "{status} {page}");
    assert!(html(&server, &address, Role::Organizer).await.contains("=1+1"));
    assert!(html(&server, &format!("{address}/badges"), Role::Moderator).await.contains("=1+1"));
}

#[tokio::test]
async fn a_student_sees_what_is_to_come_and_opens_nothing_else() {
    let server = TestServer::new().await;
    let id = event(&server, json!({"capacity": 3})).await;
    let page = html(&server, "/events", Role::Student).await;
    assert!(page.contains("3 places are left.") && page.contains(">Register<"), "{page}");
    assert!(!page.contains(&format!("href=\"/events/{id}\"")), "{page}");
    send(&server, "/my/registrations", &format!("event={id}"), Role::Student).await;
    let page = html(&server, "/events", Role::Student).await;
    assert!(page.contains(&format!("/my/registrations#registration-{id}")), "{page}");
    for role in [Role::Teacher, Role::Parent, Role::Finance, Role::Receptionist] {
        assert_eq!(server.get("/events").html_by(role).await.0, StatusCode::FORBIDDEN, "{role:?}");
    }
}
