//! Every cell of the role table of doors.md section 4, for each of the four types.

use rollcall::domain::people::Role;
use serde_json::{Value, json};

use super::{Campus, TYPES, of_type, text};
use crate::world::World;

/// Whether a role may at the entrance, with codes of events and figures; and only for its own events.
fn at_entrance(role: Role) -> bool {
    matches!(role, Role::Superadmin | Role::Admin | Role::Moderator | Role::Organizer | Role::Partner)
}

async fn the_role_table_holds_for_every_type(world: World) {
    let campus = Campus::new(world).await;
    for event_type in TYPES {
        let event = campus.event(of_type(event_type)).await;
        let is_organizers = event_type != (false, false);
        for (number, role) in Role::ALL.iter().enumerate() {
            let who = role.as_str();
            // The event's partner reaches it, any other event not.
            let may = at_entrance(*role) && (*role != Role::Partner || event_type.1);
            let student = format!("s{number}");
            if is_organizers {
                let code = match event_type.0 {
                    true => campus.ticket(&event, &student).await,
                    false => text(&campus.register(&event, &student).await["code"]),
                };
                let (status, body) = campus.at_entrance(who, &code).await;
                assert_eq!(status, if may { 200 } else { 403 }, "{event_type:?} {who}: {body}");
                if !may {
                    assert_eq!(body, json!({"error": "Access denied", "code": "forbidden"}), "{who}");
                }
                for stranger in ["stranger-organizer", "stranger-partner"] {
                    assert_eq!(campus.at_entrance(stranger, &code).await.0, 403, "{event_type:?}");
                }
            }
            let wish = json!({"eventId": event});
            let (status, body) = campus.ask(who, "POST", "/checkin/generate-event-qr", wish).await;
            let drawn = if is_organizers { 400 } else { 200 };
            assert_eq!(status, if may { drawn } else { 403 }, "{event_type:?} {who}: {body}");
            if may && is_organizers {
                let error = "This event does not use an event QR code";
                assert_eq!(body, json!({"error": error, "code": "no_event_code"}));
            }
            for door in ["stats", "list"] {
                let uri = format!("/checkin/event/{event}/{door}");
                let (status, body) = campus.ask(who, "GET", &uri, Value::Null).await;
                assert_eq!(status, if may { 200 } else { 403 }, "{event_type:?} {door} {who}: {body}");
            }
        }
        for stranger in ["stranger-organizer", "stranger-partner"] {
            for door in ["stats", "list"] {
                let uri = format!("/checkin/event/{event}/{door}");
                assert_eq!(campus.ask(stranger, "GET", &uri, Value::Null).await.0, 403, "{event_type:?}");
            }
        }
    }
}

async fn only_a_student_scans_the_code_of_an_event(world: World) {
    let campus = Campus::new(world).await;
    let event = campus.event(json!({"allowWalkIns": true})).await;
    let code = campus.event_code(&event).await;
    for role in Role::ALL {
        let (status, body) = campus.as_student(role.as_str(), &code).await;
        assert_eq!(status, if *role == Role::Student { 200 } else { 403 }, "{role}: {body}");
    }
}

async fn nobody_is_told_nothing(world: World) {
    let campus = Campus::new(world).await;
    let event = campus.event(json!({})).await;
    let unknown = json!({"error": "Unauthorized", "code": "unauthenticated"});
    for (method, uri, body) in [
        ("POST", "/checkin/validate-ticket".to_owned(), json!({"nothing": 1})),
        ("POST", "/checkin/validate-student".to_owned(), json!({"eventQRCode": "x"})),
        ("POST", "/checkin/generate-event-qr".to_owned(), json!({"eventId": event})),
        ("GET", format!("/checkin/event/{event}/stats"), Value::Null),
        ("GET", format!("/checkin/event/{event}/list"), Value::Null),
    ] {
        assert_eq!(campus.ask("", method, &uri, body).await, (401, unknown.clone()), "{uri}");
    }
}

crate::on_both_databases!(
    the_role_table_holds_for_every_type,
    only_a_student_scans_the_code_of_an_event,
    nobody_is_told_nothing,
);
