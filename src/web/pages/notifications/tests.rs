//! What the pages show of what was told, and keep of how one is told.

use super::*;
use crate::domain::evidence::manual::Direction;
use crate::domain::money::line::Blocked;
use crate::domain::notification::event::Channel;
use crate::domain::notification::event::NotificationEvent;
use crate::domain::notification::fact::VisitEdge;
use crate::domain::notification::fact::{Claim, Correction, Fact, FactContent, SessionBrief};
use crate::domain::people::preferences::Language;
use crate::domain::session::Kind;
use crate::domain::verdict::outcome::Outcome;
use crate::store::notification::deliveries::NewDelivery;
use crate::testing::{TestServer, without_isolates};

fn at(minutes: i64) -> Timestamp {
    Timestamp::from_seconds(1_767_600_000 + minutes * 60)
}

/// One of each kind.
fn everything(person: &str) -> Vec<FactContent> {
    let session = || SessionBrief {
        session_id: "lesson".to_owned(),
        title: Some("<b>Quran".to_owned()),
        kind: Kind::Quran,
        start: at(-120),
        end: at(-60),
    };
    let untitled = SessionBrief { title: None, ..session() };
    let venue_id = || "venue".to_owned();
    let absent = Claim { outcome: Some(Outcome::Absent), late_seconds: None };
    let late = Claim { outcome: Some(Outcome::Present), late_seconds: Some(725) };
    let edge = |at, direction| VisitEdge { at, direction };
    let visit = |now: Vec<VisitEdge>| FactContent::Correction {
        of: Correction::Visit { venue_id: venue_id(), told: vec![edge(at(-9), Direction::In)], now },
    };
    vec![
        FactContent::Arrival { venue_id: venue_id(), at: at(-30) },
        FactContent::Departure { venue_id: venue_id(), at: at(-20) },
        FactContent::SessionArrival { session: session(), at: at(-110) },
        FactContent::SessionDeparture { session: session(), at: at(-70) },
        FactContent::Absence { session: untitled },
        FactContent::Late { session: session(), at: at(-108), late_seconds: 725 },
        FactContent::Correction {
            of: Correction::Verdict {
                session: session(),
                told: absent,
                now: late,
                reasons: Vec::new(),
                statement: Some(format!("{person} was in the other room")),
            },
        },
        visit(vec![edge(at(-31), Direction::In), edge(at(-21), Direction::Out)]),
        visit(Vec::new()),
        FactContent::SessionCancelled { session: session(), reason: Some("Snow".to_owned()) },
        FactContent::SessionMoved {
            session: session(),
            previous_start: at(0),
            previous_end: at(60),
            reason: None,
        },
        FactContent::LowBalance { subscription_id: "abo".to_owned(), left: 1 },
        FactContent::MoneyHeld { session: session(), blocked: Blocked::MissingRate },
        FactContent::PlatformSilent {
            platform: "livekit".to_owned(),
            name: "wss://livekit.example".to_owned(),
            since: None,
            detail: String::new(),
        },
    ]
}

async fn tell(api: &TestServer, role: Role, about: &str, contents: Vec<FactContent>) {
    let mut write = api.app.store.write().await.expect("a transaction");
    for (n, content) in contents.into_iter().enumerate() {
        let key = format!("{role}-{n}");
        let fact =
            Fact { key: key.clone(), person_id: Some(about.to_owned()), occurred_at: at(-10), content };
        let due_at = at(-100 + i64::try_from(n).expect("few"));
        write.insert_facts(api.organization(), &[fact], due_at).await.expect("a fact");
        let one = NewDelivery {
            id: key.clone(),
            channel: Channel::Push,
            recipient_id: api.person(role).to_owned(),
            fact_key: key,
            due_at,
            may_join: false,
        };
        write.insert_deliveries(api.organization(), &[one], at(-200)).await.expect("a message");
    }
    write.commit().await.expect("committed");
}

#[tokio::test]
async fn every_fact_is_a_sentence_in_every_language() {
    let api = TestServer::new().await;
    let student = api.person(Role::Student).to_owned();
    tell(&api, Role::Parent, &student, everything("student")).await;
    let (status, html) = api.get("/me/notifications").html_by(Role::Parent).await;
    assert_eq!(status, 200, "{html}");
    let html = without_isolates(&html);
    assert!(html.contains("14 new notifications."), "{html}");
    assert!(html.contains("Next page"), "ten, and a next page: {html}");
    let (_, rest) = api.get(&next_of(&html)).html_by(Role::Parent).await;
    let all = html + &without_isolates(&rest);
    for said in [
        "student came to a venue at 10:30.",
        "student left a venue at 10:40.",
        "student came to &lt;b&gt;Quran at 09:10.",
        "student was not in Quran on Mon 5 Jan.",
        "student came late to &lt;b&gt;Quran on Mon 5 Jan: 12 minutes late.",
        "Corrected: student in &lt;b&gt;Quran on Mon 5 Jan: Present, 12 minutes late. It was said: Absent.",
        "student was in the other room",
        "Corrected: student at a venue on Mon 5 Jan: in 10:29, out 10:39.",
        "Corrected: student was not at a venue on Mon 5 Jan.",
        "&lt;b&gt;Quran on Mon 5 Jan, 09:00, is cancelled.",
        "Snow",
        "&lt;b&gt;Quran was moved from Mon 5 Jan, 11:00 to Mon 5 Jan, 09:00.",
        "student has 1 session left.",
        "Quran on Mon 5 Jan: Held back: there is no rate for it.",
        "LiveKit does not answer any more: wss://livekit.example",
    ] {
        assert!(all.contains(said), "{said}: {all}");
    }
    for language in Language::ALL {
        let form = format!("wished_language={language}");
        api.form("/me/notifications", &form).html_by(Role::Parent).await;
        let (_, html) = api.get("/me/notifications").html_by(Role::Parent).await;
        assert!(html.contains(&format!("lang=\"{language}\"")), "{html}");
        let (_, rest) = api.get(&next_of(&html)).html_by(Role::Parent).await;
        let shown = html + &rest;
        assert!(
            !shown.contains(">notifications-") && !shown.contains("{ $") && !shown.contains("{$"),
            "{shown}"
        );
    }
}

/// The address of the next page.
fn next_of(html: &str) -> String {
    let cursor = html.split("cursor=").nth(1).and_then(|rest| rest.split('"').next()).expect("a next page");
    format!("/me/notifications?cursor={cursor}")
}

#[tokio::test]
async fn one_is_asked_about_what_concerns_one_alone_and_saves_it() {
    let api = TestServer::new().await;
    let (_, html) = api.get("/me/notifications").html_by(Role::Parent).await;
    for event in NotificationEvent::ALL {
        let is_asked = html.contains(&format!("name=\"{event}\""));
        assert_eq!(is_asked, event.concerns(|role| role == Role::Parent), "{event}");
    }
    assert!(html.contains("name=\"arrival\" value=\"email\" checked"), "by default: {html}");
    let form = "absence=push&absence=email&quiet=yes&quiet_from=21:30&quiet_to=06:00&time_zone=Asia/Kolkata&wished_language=en";
    let (status, to) = api.form("/me/notifications", form).html_by(Role::Parent).await;
    assert_eq!((status.as_u16(), to.as_str()), (303, "/me/notifications#settings"));
    let (_, html) = api.get("/me/notifications").html_by(Role::Parent).await;
    for shown in [
        "name=\"absence\" value=\"email\" checked",
        "name=\"absence\" value=\"push\" checked",
        "value=\"21:30\"",
        "<option value=\"Asia/Kolkata\" selected",
    ] {
        assert!(html.contains(shown), "{shown}: {html}");
    }
    assert!(!html.contains("name=\"arrival\" value=\"email\" checked"), "it was unticked: {html}");

    let same = "_page=%2Fme%2Fnotifications&quiet=yes&quiet_from=22:00&quiet_to=22:00";
    let (status, html) = api.form("/me/notifications", same).html_by(Role::Parent).await;
    assert_eq!(status, 422);
    assert!(html.contains("Quiet hours begin and end at two different times"), "{html}");
    let (_, html) = api.get("/me/notifications").html_by(Role::Receptionist).await;
    assert!(html.contains("Nothing is told to your roles"), "{html}");
}

#[tokio::test]
async fn the_office_sees_and_changes_how_somebody_is_told() {
    let api = TestServer::new().await;
    let path = format!("/people/{}/notifications", api.person(Role::Parent));
    let (_, person) = api.get(&format!("/people/{}", api.person(Role::Parent))).html_by(Role::Admin).await;
    assert!(person.contains(&format!("href=\"{path}\"")), "{person}");
    let (status, html) = api.get(&path).html_by(Role::Admin).await;
    assert_eq!(status, 200);
    let html = without_isolates(&html);
    assert!(html.contains("How parent is told") && html.contains("No browser is allowed yet"), "{html}");
    assert_eq!(api.form(&path, "late=push").html_by(Role::Admin).await.0, 303);
    let (_, html) = api.get("/me/notifications").html_by(Role::Parent).await;
    assert!(html.contains("name=\"late\" value=\"push\" checked"), "{html}");
    for role in [Role::Parent, Role::Finance, Role::Receptionist] {
        assert_eq!(api.get(&path).html_by(role).await.0, 403, "{role}");
    }
}
