//! Many at one instant: one ticket at many doors, and more people than places.

use serde_json::{Value, json};
use tokio::task::JoinSet;

use super::{Campus, instant};
use crate::world::{World, ask};

/// The same request by many at once; status and body of each.
async fn all_at_once(
    campus: &Campus,
    requests: Vec<(String, &'static str, String, Value)>,
) -> Vec<(u16, Value)> {
    let mut tasks = JoinSet::new();
    for (who, method, uri, body) in requests {
        let (router, token) = (campus.router.clone(), campus.world.token("alpha", &format!("alpha-{who}")));
        tasks.spawn(async move {
            let (status, body) = ask(&router, &token, method, &uri, body).await;
            (status.as_u16(), body)
        });
    }
    tasks.join_all().await
}

async fn one_ticket_at_many_doors_admits_once(world: World) {
    let campus = Campus::new(world).await;
    let event = campus.event(json!({"isPaid": true, "partnerId": "alpha-partner"})).await;
    for student in ["s1", "s2", "s3"] {
        let code = campus.ticket(&event, student).await;
        let doors = ["organizer", "partner", "moderator", "admin"].repeat(3);
        let scans = doors
            .into_iter()
            .map(|who| {
                (who.to_owned(), "POST", "/checkin/validate-ticket".to_owned(), json!({"qrCodeData": code}))
            })
            .collect();
        let answers = all_at_once(&campus, scans).await;
        let winners: Vec<&Value> =
            answers.iter().filter(|(status, _)| *status == 200).map(|(_, body)| body).collect();
        assert_eq!(winners.len(), 1, "{answers:?}");
        let list = campus.get("organizer", &format!("/api/v1/events/{event}/check-ins")).await;
        let by = list["items"]
            .as_array()
            .unwrap()
            .iter()
            .find(|one| one["id"] == winners[0]["checkIn"]["id"])
            .unwrap()["checkedInBy"]
            .clone();
        for (status, body) in answers.iter().filter(|(status, _)| *status != 200) {
            assert_eq!((*status, &body["code"]), (409, &json!("already_used")), "{body}");
            assert_eq!((&body["checkedInAt"], &body["checkedInBy"]), (&json!(instant(0)), &by));
        }
    }
    assert_eq!(campus.stats(&event).await, (3, 3, 100.0));
}

async fn more_people_than_places_register_at_once(world: World) {
    let campus = Campus::new(world).await;
    let event = campus.event(json!({"capacity": 4})).await;
    let uri = format!("/api/v1/events/{event}/registrations");
    // Each of them twice.
    let wishes =
        (0..20).map(|number| (format!("s{}", number % 10), "POST", uri.clone(), json!({}))).collect();
    let answers = all_at_once(&campus, wishes).await;
    let count = |wanted: u16| answers.iter().filter(|(status, _)| *status == wanted).count();
    assert_eq!((count(201), count(409)), (10, 10), "{answers:?}");
    let statuses = campus.statuses(&event).await;
    assert_eq!(statuses.values().filter(|status| *status == "REGISTERED").count(), 4);
    assert_eq!(statuses.values().filter(|status| *status == "WAITLISTED").count(), 6);
    let registered: Vec<String> =
        statuses.iter().filter(|(_, status)| *status == "REGISTERED").map(|(who, _)| who.clone()).collect();
    assert_eq!(campus.roster(&event).await, registered);
    // All of them cancel at once: whoever waits moves up and cancels too.
    let listed = campus.get("organizer", &uri).await;
    let cancel = |one: &Value| {
        let who = one["userId"].as_str().unwrap().replace("alpha-", "");
        (who, "DELETE", format!("{uri}/{}", one["id"].as_str().unwrap()), Value::Null)
    };
    let wishes = listed["items"].as_array().unwrap().iter().map(cancel).collect();
    assert!(all_at_once(&campus, wishes).await.iter().all(|(status, _)| *status == 204));
    assert!(campus.statuses(&event).await.values().all(|status| status == "CANCELLED"));
    assert!(campus.roster(&event).await.is_empty());
}

async fn more_people_than_places_walk_in_at_once(world: World) {
    let campus = Campus::new(world).await;
    let event = campus.event(json!({"capacity": 3, "allowWalkIns": true})).await;
    let code = campus.event_code(&event).await;
    let scans = (0..10)
        .map(|number| {
            let body = json!({"eventQRCode": code});
            (format!("s{number}"), "POST", "/checkin/validate-student".to_owned(), body)
        })
        .collect();
    let answers = all_at_once(&campus, scans).await;
    let count = |wanted: u16| answers.iter().filter(|(status, _)| *status == wanted).count();
    assert_eq!((count(200), count(409)), (3, 7), "{answers:?}");
    assert_eq!(campus.stats(&event).await, (3, 3, 100.0));
    assert_eq!(campus.roster(&event).await.len(), 3);
}

crate::on_both_databases!(
    one_ticket_at_many_doors_admits_once,
    more_people_than_places_register_at_once,
    more_people_than_places_walk_in_at_once,
);
