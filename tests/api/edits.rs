//! Editing a session until it is over: who may, what is checked again, and what follows from it.

use axum::Router;
use rollcall::api;
use rollcall::app::evaluate;
use rollcall::domain::time::Timestamp;
use rollcall::store::Store;
use serde_json::{Value, json};

use crate::world::{NOW, World, ask, deliver};

const HOUR: i64 = 3_600;

struct Desk {
    world: World,
    router: Router,
}

impl Desk {
    fn new(world: World) -> Desk {
        let router = world.router(api::routes());
        Desk { world, router }
    }

    async fn ask(&self, who: &str, method: &str, uri: &str, body: Value) -> (u16, Value) {
        let token = self.world.token("alpha", &format!("alpha-{who}"));
        let (status, body) = ask(&self.router, &token, method, uri, body).await;
        (status.as_u16(), body)
    }

    /// Asks when the evaluator has done its work.
    async fn get(&self, uri: &str) -> Value {
        evaluate::evaluate_all_waiting(&self.world.app).await.unwrap();
        let (status, body) = self.ask("admin", "GET", uri, Value::Null).await;
        assert_eq!(status, 200, "GET {uri}: {body}");
        body
    }

    async fn edit(&self, who: &str, id: &str, change: Value) -> (u16, Value) {
        self.ask(who, "PATCH", &format!("/api/v1/sessions/{id}"), change).await
    }

    async fn refused(&self, who: &str, id: &str, change: Value) -> (u16, String) {
        let (status, body) = self.edit(who, id, change).await;
        (status, body["code"].as_str().unwrap_or_default().to_owned())
    }

    /// A lesson that starts so many seconds after the present moment of the world.
    async fn lesson(&self, start: i64, more: Value) -> Value {
        let mut body = json!({"kind": "quran", "format": "group", "platform": "livekit",
            "start": Timestamp::from_seconds(NOW + start), "durationMinutes": 60,
            "teacherId": "alpha-teacher", "studentIds": ["alpha-student"]});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let (status, lesson) = self.ask("admin", "POST", "/api/v1/sessions", body).await;
        assert_eq!(status, 201, "{lesson}");
        lesson
    }
}

fn id(session: &Value) -> &str {
    session["id"].as_str().unwrap()
}

async fn an_admin_changes_all_of_it_and_a_teacher_the_title(world: World) {
    let desk = Desk::new(world);
    let lesson = desk.lesson(HOUR, json!({"title": "Before"})).await;
    // Entries of one instant stand in no order.
    desk.world.clock.advance(1_000);
    let (status, renamed) = desk.edit("teacher", id(&lesson), json!({"title": "Tajweed"})).await;
    assert_eq!((status, &renamed["title"]), (200, &json!("Tajweed")), "{renamed}");
    for change in [
        json!({"teacherId": "alpha-other-teacher"}),
        json!({"title": "x", "studentIds": []}),
        json!({"room": "elsewhere"}),
    ] {
        assert_eq!(
            desk.refused("teacher", id(&lesson), change.clone()).await,
            (403, "forbidden".into()),
            "{change}"
        );
    }
    assert_eq!(
        desk.refused("other-teacher", id(&lesson), json!({"title": "x"})).await,
        (403, "forbidden".into())
    );
    assert_eq!(desk.refused("student", id(&lesson), json!({"title": "x"})).await, (403, "forbidden".into()));

    desk.world.clock.advance(1_000);
    let change = json!({"title": null, "teacherId": "alpha-other-teacher",
                        "studentIds": ["alpha-student", "alpha-child"], "room": "hall"});
    let (status, changed) = desk.edit("admin", id(&lesson), change.clone()).await;
    assert_eq!(status, 200, "{changed}");
    assert_eq!(
        (&changed["title"], &changed["teacher"]["id"], &changed["room"]),
        (&Value::Null, &json!("alpha-other-teacher"), &json!("hall"))
    );
    let students: Vec<&Value> =
        changed["students"].as_array().unwrap().iter().map(|one| &one["id"]).collect();
    assert_eq!(students, ["alpha-child", "alpha-student"]);
    assert_eq!(changed["start"], lesson["start"], "the time is a move of its own");

    // The same once more changes nothing, and is no second row of the log.
    assert_eq!(desk.edit("admin", id(&lesson), change).await, (200, changed));
    let log = desk.get(&format!("/api/v1/audit-log?subject=session:{}", id(&lesson))).await;
    let actions: Vec<&Value> = log["items"].as_array().unwrap().iter().map(|one| &one["action"]).collect();
    assert_eq!(actions, ["session.changed", "session.changed", "session.created"]);
    let detail = &log["items"][0]["detail"];
    assert_eq!(
        (&detail["before"]["teacherId"], &detail["after"]["teacherId"]),
        (&json!("alpha-teacher"), &json!("alpha-other-teacher"))
    );
    assert_eq!(detail["after"]["studentIds"], json!(["alpha-child", "alpha-student"]));
    assert_eq!(log["items"][1]["actorId"], "alpha-teacher");
}

async fn what_booking_refuses_is_refused_again(world: World) {
    let desk = Desk::new(world);
    let first = desk.lesson(HOUR, json!({})).await;
    let other = json!({"teacherId": "alpha-other-teacher", "studentIds": ["alpha-child"]});
    let second = desk.lesson(HOUR, other).await;
    let before = desk.get(&format!("/api/v1/sessions/{}", id(&second))).await;
    for (change, wanted) in [
        (json!({"teacherId": "alpha-teacher"}), (409, "double_booked")),
        (json!({"room": first["room"]}), (409, "room_taken")),
        (json!({"teacherId": "alpha-student"}), (422, "not_a_teacher")),
        (json!({"teacherId": "beta-teacher"}), (422, "unknown_person")),
        (json!({"studentIds": ["alpha-gone"]}), (422, "unknown_person")),
        (json!({"studentIds": ["alpha-child", "alpha-other-teacher"]}), (422, "twice_on_roster")),
        (json!({"venueId": "nowhere"}), (422, "unknown_venue")),
        (json!({"meetLink": "https://meet.google.com/abc-mnop-xyz"}), (422, "link_without_meet")),
        (json!({"meetLink": "https://zoom.us/j/1"}), (400, "invalid_meet_link")),
        (json!({"room": ""}), (400, "invalid_body")),
        (json!({"start": "2026-01-05T08:00:00Z"}), (400, "invalid_body")),
        (json!({"status": "completed"}), (400, "invalid_body")),
    ] {
        let refused = desk.refused("admin", id(&second), change.clone()).await;
        assert_eq!((refused.0, refused.1.as_str()), wanted, "{change}");
    }
    assert_eq!(desk.get(&format!("/api/v1/sessions/{}", id(&second))).await, before);
    let log = desk.get(&format!("/api/v1/audit-log?subject=session:{}", id(&second))).await;
    assert_eq!(log["items"].as_array().unwrap().len(), 1, "what is refused is no change: {log}");
    // Planning says the same.
    let body = json!({"kind": "quran", "format": "group", "platform": "onsite", "teacherId": "alpha-student",
                      "start": Timestamp::from_seconds(NOW + 9 * HOUR)});
    let (status, problem) = desk.ask("admin", "POST", "/api/v1/sessions", body).await;
    assert_eq!((status, &problem["code"]), (422, &json!("not_a_teacher")), "{problem}");
}

async fn a_session_names_the_venue_it_is_held_at(world: World) {
    const VENUE: &str = "
        INSERT INTO venues (organization_id, id, name, time_zone, requires_membership, day_starts_at, created_at)
        VALUES ('alpha', 'centre', 'Centre', 'UTC', TRUE, '04:00', 0), ('beta', 'away', 'Away', 'UTC', TRUE, '04:00', 0)";
    match &world.app.store {
        Store::Sqlite { writer, .. } => drop(sqlx::query(VENUE).execute(writer).await.unwrap()),
        Store::Postgres(pool, ..) => drop(sqlx::query(VENUE).execute(pool).await.unwrap()),
    }
    let desk = Desk::new(world);
    let lesson = desk.lesson(HOUR, json!({"platform": "onsite", "venueId": "centre"})).await;
    assert_eq!(lesson["venueId"], "centre");
    assert_eq!(desk.edit("admin", id(&lesson), json!({"title": "There"})).await.1["venueId"], "centre");
    let teacher = desk.refused("teacher", id(&lesson), json!({"venueId": null})).await;
    assert_eq!(teacher.0, 403);
    let other = desk.refused("admin", id(&lesson), json!({"venueId": "away"})).await;
    assert_eq!(other, (422, "unknown_venue".into()), "another organisation's");
    let (status, moved) = desk.edit("admin", id(&lesson), json!({"venueId": null})).await;
    assert_eq!((status, &moved["venueId"]), (200, &Value::Null), "{moved}");
    let shown = desk.get(&format!("/api/v1/sessions/{}", id(&lesson))).await;
    assert_eq!(shown["venueId"], Value::Null);
}

/// Somebody who has left since, or a day that is blocked by now, does not keep a session from being changed.
async fn what_has_changed_since_it_was_planned_is_no_obstacle(world: World) {
    let desk = Desk::new(world);
    let lesson = desk.lesson(HOUR, json!({"studentIds": ["alpha-student", "alpha-child"]})).await;
    let gone = json!({"isActive": false});
    assert_eq!(desk.ask("admin", "PATCH", "/api/v1/people/alpha-child", gone).await.0, 200);
    let blocked = json!({"blocked_days": ["monday"], "max_participants": 3});
    assert_eq!(desk.ask("admin", "PATCH", "/api/v1/settings", blocked).await.0, 200);
    let change = json!({"teacherId": "alpha-other-teacher"});
    assert_eq!(desk.edit("admin", id(&lesson), change).await.0, 200);
    let more = json!({"studentIds": ["alpha-student", "alpha-child", "alpha-teacher"]});
    assert_eq!(desk.refused("admin", id(&lesson), more).await, (422, "over_capacity".into()));
}

async fn a_session_that_is_over_is_not_edited(world: World) {
    let desk = Desk::new(world);
    let (status, moved) =
        desk.ask("admin", "POST", "/api/v1/sessions/alpha-planned/cancel", Value::Null).await;
    assert_eq!(status, 200, "{moved}");
    let title = || json!({"title": "x"});
    assert_eq!(desk.refused("admin", "alpha-planned", title()).await, (409, "session_over".into()));
    let lesson = desk.lesson(HOUR, json!({})).await;
    desk.world.clock.set(Timestamp::from_seconds(NOW + HOUR + 60));
    assert_eq!(desk.edit("admin", id(&lesson), title()).await.0, 200, "it goes on");
    let complete = format!("/api/v1/sessions/{}/complete", id(&lesson));
    assert_eq!(desk.ask("admin", "POST", &complete, Value::Null).await.0, 200);
    let (status, problem) = desk.edit("admin", id(&lesson), json!({"teacherId": null})).await;
    assert_eq!((status, &problem["code"]), (409, &json!("session_over")), "{problem}");
    assert!(problem["detail"].as_str().unwrap().contains("override"), "{problem}");
    // On-site it is settled as soon as that may be said.
    let onsite = desk.lesson(3 * HOUR, json!({"platform": "onsite"})).await;
    desk.world.clock.set(Timestamp::from_seconds(NOW + 6 * HOUR));
    let (status, problem) = desk.edit("teacher", id(&onsite), title()).await;
    assert_eq!((status, &problem["code"]), (409, &json!("settled")), "{problem}");
    assert!(problem["detail"].as_str().unwrap().contains("override"), "{problem}");
}

/// Another teacher while it goes on: reports, pay and the neighbour in the old room follow.
async fn what_follows_from_the_roster_and_the_place_is_judged_again(world: World) {
    let desk = Desk::new(world);
    let lesson = desk.lesson(HOUR, json!({"room": "hall"})).await;
    let next = desk
        .lesson(
            2 * HOUR,
            json!({"room": "hall", "teacherId": "alpha-other-teacher", "studentIds": ["alpha-child"]}),
        )
        .await;
    let mut write = desk.world.app.store.write().await.unwrap();
    for (who, event, seconds) in [
        ("alpha-teacher", "participant_joined", HOUR),
        ("alpha-other-teacher", "participant_joined", HOUR),
        ("alpha-teacher", "participant_left", 2 * HOUR),
        ("alpha-other-teacher", "participant_left", 2 * HOUR + 600),
    ] {
        deliver(&mut write, "alpha", "hall", event, who, seconds).await;
    }
    write.commit().await.unwrap();
    desk.world.clock.set(Timestamp::from_seconds(NOW + HOUR + 1_800));
    let guests = |attendance: &Value| attendance["guests"].clone();
    let attendance = desk.get(&format!("/api/v1/sessions/{}/attendance", id(&lesson))).await;
    assert_eq!(guests(&attendance), json!(["alpha-other-teacher"]));

    let other = json!({"teacherId": "alpha-teacher", "studentIds": ["alpha-other-student"]});
    desk.edit("admin", id(&next), json!({"teacherId": "alpha-other-teacher", "room": "hall"})).await;
    assert_eq!(desk.edit("admin", id(&next), other).await.0, 200, "free from ten on");
    let (status, changed) =
        desk.edit("admin", id(&lesson), json!({"teacherId": "alpha-other-teacher", "room": "hall"})).await;
    assert_eq!(status, 200, "{changed}");
    let attendance = desk.get(&format!("/api/v1/sessions/{}/attendance", id(&lesson))).await;
    assert_eq!(guests(&attendance), json!(["alpha-teacher"]), "the roles have changed places");
    let reported: Vec<&Value> =
        attendance["reports"].as_array().unwrap().iter().map(|one| &one["personId"]).collect();
    assert_eq!(reported, ["alpha-other-teacher", "alpha-student"]);

    // The next lesson moves out of the room: the first one's credit no longer ends where that begins.
    assert_eq!(desk.edit("admin", id(&next), json!({"room": "attic"})).await.0, 200);
    desk.world.clock.set(Timestamp::from_seconds(NOW + 3 * HOUR + 1_500));
    rollcall::app::evaluate::evaluate_all_waiting(&desk.world.app).await.unwrap();
    let attendance = desk.get(&format!("/api/v1/sessions/{}/attendance", id(&lesson))).await;
    let teacher = attendance["reports"].as_array().unwrap().iter().find(|one| one["role"] == "teacher");
    assert_eq!(teacher.unwrap()["creditedSeconds"], 3_600 + 600, "{attendance}");
    let payroll = desk.get("/api/v1/payroll/teachers?year=2026&month=1&lines=true").await;
    let paid: Vec<&Value> = payroll["teachers"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["lines"].to_string().contains(id(&lesson)))
        .map(|one| &one["personId"])
        .collect();
    assert_eq!(paid, ["alpha-other-teacher"], "who was named at the end earns it: {payroll}");
}

async fn a_meet_class_gets_another_link(world: World) {
    let desk = Desk::new(world);
    let link = "https://meet.google.com/abc-mnop-xyz";
    let class = desk.lesson(HOUR, json!({"platform": "meet", "meetLink": link})).await;
    let other = json!({"platform": "meet", "teacherId": "alpha-other-teacher", "studentIds": []});
    let second = desk.lesson(HOUR, other).await;
    assert_eq!(second["meetLink"], Value::Null);
    let taken = desk.refused("admin", id(&second), json!({"meetLink": link})).await;
    assert_eq!(taken, (409, "room_taken".into()));
    let free = json!({"meetLink": "https://meet.google.com/xyz-abcd-efg"});
    let (status, moved) = desk.edit("admin", id(&second), free).await;
    assert_eq!((status, &moved["meetCode"]), (200, &json!("xyz-abcd-efg")), "{moved}");
    let (status, without) = desk.edit("admin", id(&class), json!({"meetLink": null})).await;
    assert_eq!((status, &without["meetLink"]), (200, &Value::Null), "{without}");
    assert_eq!(desk.edit("admin", id(&second), json!({"meetLink": link})).await.0, 200, "it is free now");
    let lost = json!({"meetOrganizer": "a@x.example"});
    assert_eq!(desk.refused("admin", id(&second), lost).await, (400, "invalid_body".into()));
}

crate::on_both_databases!(
    an_admin_changes_all_of_it_and_a_teacher_the_title,
    what_booking_refuses_is_refused_again,
    a_session_names_the_venue_it_is_held_at,
    what_has_changed_since_it_was_planned_is_no_obstacle,
    a_session_that_is_over_is_not_edited,
    what_follows_from_the_roster_and_the_place_is_judged_again,
    a_meet_class_gets_another_link,
);
