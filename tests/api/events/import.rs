//! Lists of attendees.

use serde_json::json;

use super::{Campus, text};
use crate::world::World;

async fn a_list_is_read_as_people_have_it(world: World) {
    let campus = Campus::new(world).await;
    let event = campus.event(json!({"partnerId": "alpha-partner", "capacity": 4})).await;
    campus.register(&event, "s1").await;
    let list = "\u{feff}name,email\r\n\"Khan, Aisha\",aisha@example.org\r\nS One,S1@alpha.example\r\n\r\n\
                =1+1,formula@example.org\r\nAgain,AISHA@example.org\r\n,nobody@example.org\r\nX,no address\r\n\
                Gone,gone@alpha.example\r\nЛюся,lusya@example.org\r\nLate,late@example.org\r\n";
    let (status, body) = campus.import("organizer", &event, list).await;
    assert_eq!(status, 200, "{body}");
    assert_eq!((&body["created"], &body["existing"]), (&json!(4), &json!(2)), "{body}");
    let refused: Vec<(u64, String)> = body["refused"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["line"].as_u64().unwrap(), text(&one["code"])))
        .collect();
    let code = |code: &str| code.to_owned();
    assert_eq!(refused, [(7, code("invalid_name")), (8, code("invalid_email")), (9, code("unknown_person"))]);
    let listed = campus.get("organizer", &format!("/api/v1/events/{event}/registrations")).await;
    let of = |email: &str| {
        listed["items"].as_array().unwrap().iter().find(|one| one["email"] == email).unwrap().clone()
    };
    let aisha = of("aisha@example.org");
    assert_eq!((&aisha["userName"], &aisha["status"]), (&json!("Khan, Aisha"), &json!("REGISTERED")));
    assert!(aisha["code"].is_string(), "codes in bulk");
    assert_eq!(of("formula@example.org")["userName"], "=1+1");
    assert_eq!(of("late@example.org")["status"], "WAITLISTED");
    let person = campus.get("admin", &format!("/api/v1/people/{}", text(&aisha["userId"]))).await;
    assert_eq!((&person["roles"], &person["hasPassword"]), (&json!(["student"]), &json!(false)), "{person}");
    // A second time nothing is new.
    let (_, body) = campus.import("moderator", &event, list).await;
    assert_eq!((&body["created"], &body["existing"]), (&json!(0), &json!(6)));
    let (status, _) = campus.at_entrance("partner", &text(&aisha["code"])).await;
    assert_eq!(status, 200);
}

async fn what_is_no_list_changes_nothing(world: World) {
    let campus = Campus::new(world).await;
    let event = campus.event(json!({})).await;
    let invalid = [
        b"Aisha,aisha@example.org\n".to_vec(),
        b"name;mail\nA;a@b\n".to_vec(),
        b"".to_vec(),
        b"name,email\n\xff\xfe,a@b\n".to_vec(),
        [b"name,email\n".to_vec(), b"A,a@b\n".repeat(20_001)].concat(),
    ];
    for list in invalid {
        let (status, body) = campus.import("organizer", &event, list.clone()).await;
        assert_eq!(
            (status, &body["code"]),
            (400, &json!("invalid_csv")),
            "{:.40}",
            String::from_utf8_lossy(&list)
        );
    }
    let (status, body) = campus.import("organizer", &event, "name,email\n").await;
    assert_eq!((status, body), (200, json!({"created": 0, "existing": 0, "refused": []})));
    // Ten mebibytes of one name, and one byte more.
    let mut long = b"name,email\n".to_vec();
    long.resize(10 * 1024 * 1024 - 7, b'x');
    long.extend(b",a@b.cd");
    let (status, body) = campus.import("organizer", &event, long.clone()).await;
    assert_eq!((status, &body["refused"][0]["code"]), (200, &json!("invalid_name")), "{body}");
    long.push(b'\n');
    let (status, body) = campus.import("organizer", &event, long).await;
    assert_eq!((status, &body["code"]), (413, &json!("too_large")));
    let uri = format!("/api/v1/events/{event}/registrations/import");
    assert_eq!(
        campus.refused("organizer", &uri, json!({"name": "A"})).await,
        (415, "unsupported_media_type".into())
    );
    for who in ["stranger-organizer", "partner", "student", "finance", "receptionist"] {
        assert_eq!(campus.import(who, &event, "name,email\nA,a@b\n").await.0, 403, "{who}");
    }
    assert_eq!(campus.import("organizer", "nothing", "name,email\nA,a@b\n").await.0, 404);
    assert!(campus.statuses(&event).await.is_empty());
}

/// More people than one part holds: all of them, with their codes.
async fn a_long_list_is_worked_off_in_parts(world: World) {
    let campus = Campus::new(world).await;
    let event = campus.event(json!({"partnerId": "alpha-partner"})).await;
    let people: String =
        (0..260).map(|number| format!("Guest {number},guest{number}@example.org\n")).collect();
    let (status, body) = campus.import("organizer", &event, format!("name,email\n{people}")).await;
    assert_eq!((status, body), (200, json!({"created": 260, "existing": 0, "refused": []})));
    assert_eq!(campus.roster(&event).await.len(), 260);
    let page = campus.get("organizer", &format!("/api/v1/events/{event}/registrations?limit=5")).await;
    assert_eq!(page["items"].as_array().unwrap().len(), 5);
    assert!(page["next"].is_string());
    assert_eq!(campus.stats(&event).await.0, 260);
}

crate::on_both_databases!(
    a_list_is_read_as_people_have_it,
    what_is_no_list_changes_nothing,
    a_long_list_is_worked_off_in_parts,
);
