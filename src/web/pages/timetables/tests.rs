//! The pages of timetables, as an admin sees them.

use serde_json::json;

use crate::domain::people::Role;
use crate::testing::{TestServer, without_isolates};

fn fields(server: &TestServer, more: &str) -> String {
    format!(
        "title=Tajweed&teacher={}&student={}&day=TU&day=TH&first=2026-01-06&time=16%3A00&kind=quran&format=group\
         &platform=livekit&{more}",
        server.person(Role::Teacher),
        server.person(Role::Student)
    )
}

#[tokio::test]
async fn what_is_in_the_way_stands_below_the_form_before_anything_is_saved() {
    let server = TestServer::new().await;
    let (status, html) = server.get("/timetables/new").html_by(Role::Admin).await;
    assert!(status == 200 && !html.contains("id=\"preview\""), "{html}");
    let look = format!("/timetables/new?{}", fields(&server, "minutes=45"));
    let (_, html) = server.get(&look).html_by(Role::Admin).await;
    let html = without_isolates(&html);
    assert!(html.contains("id=\"preview\"") && html.contains("16:00–16:45"), "{html}");
    assert!(
        html.contains("value=\"Tajweed\"") && html.contains("16 lessons"),
        "what was typed stays: {html}"
    );
    let exam = json!({"kind": "quran", "format": "group", "platform": "onsite", "title": "<b>Exam",
                      "teacherId": server.person(Role::Teacher), "start": "2026-01-08T13:30:00Z"});
    assert_eq!(server.post("/api/v1/sessions", exam).by(Role::Admin).await.0, 201);
    let (_, html) = server.get(&look).html_by(Role::Admin).await;
    let html = without_isolates(&html);
    assert!(html.contains("&lt;b&gt;Exam") && html.contains("1 of 16 lessons"), "{html}");
    let sent = fields(&server, "_page=%2Ftimetables%2Fnew&_once=a");
    let (status, html) = server.form("/timetables", &sent).html_by(Role::Admin).await;
    assert_eq!(status, 409, "{html}");
    assert!(html.contains("id=\"preview\"") && html.contains("value=\"Tajweed\""), "in place: {html}");
    let sent = fields(&server, "except=2026-01-08&_page=%2Ftimetables%2Fnew&_once=b");
    let (status, to) = server.form("/timetables", &sent).html_by(Role::Admin).await;
    assert_eq!(status, 303, "{to}");
    let (_, html) = server.get(&to).html_by(Role::Admin).await;
    let html = without_isolates(&html);
    assert!(html.contains("Tuesday, Thursday") && html.contains("/sessions/"), "{html}");
    let (_, html) = server.get("/timetables?week=2026-01-06").html_by(Role::Admin).await;
    assert!(html.contains("week-grid") && html.contains("Tajweed"), "{html}");
}

#[tokio::test]
async fn a_change_from_a_day_on_is_looked_at_and_saved_and_a_timetable_ended() {
    let server = TestServer::new().await;
    let (_, to) = server.form("/timetables", &fields(&server, "")).html_by(Role::Admin).await;
    let more = fields(&server, "effective=2026-02-01").replace("16%3A00", "17%3A30");
    let (_, html) = server.get(&format!("{to}/edit?{more}")).html_by(Role::Admin).await;
    let html = without_isolates(&html);
    assert!(html.contains("17:30–18:30") && html.contains("Sessions to change: 8"), "{html}");
    assert_eq!(server.form(&to, &more).html_by(Role::Admin).await.0, 303);
    let (_, html) = server.get(&to).html_by(Role::Admin).await;
    let html = without_isolates(&html);
    assert!(html.contains("16:00–17:00") && html.contains("17:30–18:30"), "{html}");
    assert_eq!(server.form(&format!("{to}/end"), "").html_by(Role::Admin).await.0, 303);
    let (_, html) = server.get(&to).html_by(Role::Admin).await;
    assert!(without_isolates(&html).contains("ended on"), "{html}");
}

#[tokio::test]
async fn what_cannot_be_read_is_refused_at_its_field() {
    let server = TestServer::new().await;
    for (more, word) in [
        ("rule=FREQ%3DSECONDLY", "FREQ=WEEKLY"),
        ("zone=Mars%2FOlympus", "time zone"),
        ("except=tomorrow", "2026-12-31"),
        ("minutes=99999", "at most a week"),
        ("others=zzz", "Nobody here"),
    ] {
        let sent = fields(&server, &format!("{more}&_page=%2Ftimetables%2Fnew&_once={}", more.len()));
        let (status, html) = server.form("/timetables", &sent).html_by(Role::Admin).await;
        assert!(status == 400 || status == 422, "{more}: {status}");
        assert!(without_isolates(&html).contains(word), "{more}: {html}");
        let (status, html) =
            server.get(&format!("/timetables/new?{}", fields(&server, more))).html_by(Role::Admin).await;
        assert!(status == 200 && without_isolates(&html).contains(word), "{more}: {html}");
    }
}
