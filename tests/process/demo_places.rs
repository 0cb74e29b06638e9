//! The other places of `rollcall demo`: who gets in, and what the API says of what was played there.

use reqwest::Client;
use serde_json::{Value, json};

use crate::visitor::Visitor;

/// Whom the other places have addresses for, in the order in which they are printed, and where each begins.
pub const GYM: [(&str, &str); 3] = [("admin", "/today"), ("receptionist", "/today"), ("student", "/me")];
pub const CENTRE: [(&str, &str); 6] = [
    ("admin", "/today"),
    ("receptionist", "/today"),
    ("teacher", "/week"),
    ("parent", "/family"),
    ("parent", "/family"),
    ("student", "/me"),
];
pub const CAMPUS: [(&str, &str); 5] = [
    ("admin", "/today"),
    ("organizer", "/events"),
    ("partner", "/events"),
    ("moderator", "/events"),
    ("student", "/me"),
];

/// Everybody at the places gets in, and the API says of them what the demo played.
pub async fn check_places(client: &Client, doors: &[(String, String)]) {
    let mut visitors = Vec::new();
    for ((role, address), (expected, start)) in doors.iter().zip(GYM.iter().chain(&CENTRE).chain(&CAMPUS)) {
        assert_eq!(role, expected);
        let (base, path) = address.split_at(address.find("/demo/").unwrap());
        let mut visitor = Visitor { client: client.clone(), base: base.to_owned(), cookie: String::new() };
        assert_eq!(visitor.follow(path).await, "/", "{role}");
        assert_eq!(visitor.follow("/").await, *start, "{role}");
        visitors.push(visitor);
    }
    let (gym, others) = visitors.split_at(GYM.len());
    let (centre, campus) = others.split_at(CENTRE.len());

    let venue = gym[1].json("/api/v1/venues").await["items"][0]["id"].as_str().unwrap().to_owned();
    let figures = gym[1].json(&format!("/api/v1/venues/{venue}/figures")).await;
    let played = json!({"currentlyIn": 14, "checkInsToday": 23, "uniqueMembersToday": 22});
    assert_eq!(figures, played);
    // The figures are those of the visits, and the month before has its own.
    let visits = gym[0].json(&format!("/api/v1/visits?venue_id={venue}&limit=500")).await;
    let visits = visits["items"].as_array().unwrap();
    let count = |field: &str, value: Value| visits.iter().filter(|one| one[field] == value).count();
    assert_eq!(count("status", "in".into()), 14);
    assert_eq!((count("estimated", true.into()), count("source", "admin_manual".into())), (1, 1));
    assert_eq!(count("finding", "not_eligible".into()), 1);
    assert!(visits.len() > 150, "{}", visits.len());
    let own = gym[2].json("/api/v1/visits").await;
    assert!(own["items"].as_array().unwrap().len() >= 3, "{own}");

    let lessons = centre[0].json("/api/v1/sessions?limit=100").await;
    let lessons = lessons["items"].as_array().unwrap();
    let lesson = |title: &str| lessons.iter().find(|one| one["title"] == title).unwrap();
    assert_eq!(
        (&lesson("Reading club")["status"], &lesson("Robots")["status"]),
        (&json!("completed"), &json!("ongoing"))
    );
    let reading = lesson("Reading club")["id"].as_str().unwrap();
    let attendance = centre[2].json(&format!("/api/v1/sessions/{reading}/attendance")).await;
    let codes = |code: &str| attendance.to_string().matches(code).count();
    assert_eq!(codes("finding: at_venue_not_in_session"), 1, "{attendance}");
    assert_eq!(codes("finding: in_session_not_at_venue"), 1, "{attendance}");
    let running = lesson("Robots")["id"].as_str().unwrap();
    let code = centre[2].json(&format!("/api/v1/sessions/{running}/code")).await;
    assert!(code["code"].is_string(), "the teacher shows it: {code}");
    assert!(!centre[3].json("/api/v1/visits").await["items"].as_array().unwrap().is_empty());

    let events = campus[1].json("/api/v1/events").await;
    let mut kinds: Vec<(bool, bool, &str)> = events["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            let is = |field: &str| one[field].as_bool().unwrap();
            (is("isPaid"), is("isExternalEvent"), one["checkInMode"].as_str().unwrap())
        })
        .collect();
    kinds.sort_unstable();
    let organizer = "ORGANIZER_SCANS";
    let all = [
        (false, false, "STUDENTS_SCAN"),
        (false, true, organizer),
        (true, false, organizer),
        (true, true, organizer),
    ];
    assert_eq!(kinds, all);
    let ongoing = events["items"].as_array().unwrap().iter().filter(|one| one["status"] == "ongoing").count();
    assert_eq!(ongoing, 1, "{events}");
    let of_partner = campus[2].json("/api/v1/events").await;
    assert_eq!(of_partner["items"].as_array().unwrap().len(), 2, "{of_partner}");
}
