//! `/sessions/new`: one session is planned.

use maud::html;

use crate::app::session::create::{MeetPlace, NewSession};
use crate::app::session::planning::{SessionPlan, plan_session};
use crate::domain::organization::policy::PolicyPatch;
use crate::domain::time::MINUTE;
use crate::http::problem::Problem;
use crate::http::roles::ADMINS;
use crate::http::route::Route;
use crate::store::Read;
use crate::text::args;
use crate::web::answer::Done;
use crate::web::components::field::FormView;
use crate::web::components::lesson_fields::{
    LessonDetails, PeopleToChoose, lesson_field_of, lesson_fields, minutes_field, others_field, read_lesson,
    read_minutes,
};
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, form, page};
use crate::web::ui::Ui;

pub(super) fn routes() -> Vec<Route> {
    vec![
        page("/sessions/new", "Plan a session").who(ADMINS).to(show),
        form("/sessions", "Plan a session").who(ADMINS).to(plan),
    ]
}

async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let ui = &page.ui;
    let mut read = page.read().await?;
    let people = PeopleToChoose::load(&page, &mut read).await?;
    let venues = venue_choices(ui, &mut read, page.scope.organization()).await?;
    drop(read);
    let form = FormView::new(ui, "/sessions");
    let when = html! {
        div.fields {
            (form.input("datetime-local", "start", ui.text("sessions-start"), "").required())
            (minutes_field(&form, ""))
        }
    };
    let body = html! {
        nav.crumbs { a href="/sessions" { (ui.text("sessions-title")) } }
        div.page-head { h1 { (ui.text("sessions-plan")) } }
        p.answer { (ui.text("sessions-plan-what")) " " a href="/timetables/new" { (ui.text("sessions-plan-again")) } }
        section.card.lesson-form {
            (form.post(html! {
                (lesson_fields(&form, &people, None, when))
                @if let Some(venues) = &venues {
                    div.fields { (form.select("venue", ui.text("sessions-venue"), venues, "")) }
                }
                details.more open[!form.value("others", "").trim().is_empty()] {
                    summary { (ui.text("sessions-plan-more")) }
                    (others_field(&form, ""))
                }
                div.form-actions { (form.submit(ui.text("sessions-plan"))) }
            }))
        }
    };
    Ok(WebPage::new(ui.text("sessions-plan"), body))
}

/// Where it may be held, by id and name; nothing where the organisation has no venue.
async fn venue_choices(
    ui: &Ui,
    read: &mut Read,
    organization: &str,
) -> Result<Option<Vec<(String, String)>>, Problem> {
    let venues = read.list_venues(organization, "", i64::MAX).await?;
    if venues.is_empty() {
        return Ok(None);
    }
    let nowhere = (String::new(), ui.text("sessions-no-venue"));
    Ok(Some(std::iter::once(nowhere).chain(venues.into_iter().map(|one| (one.id, one.name))).collect()))
}

async fn plan(page: PageRequest) -> Result<Done, Problem> {
    let (ui, fields) = (&page.ui, &page.form);
    fields.required("start")?;
    let missing = || Problem::invalid("field_missing", "This field is needed.").at_field("start");
    let start = fields.local_instant("start", ui.zone)?.ok_or_else(missing)?;
    let minutes = read_minutes(fields)?;
    let mut read = page.read().await?;
    let LessonDetails { title, kind, format, platform, teacher, students, meet_code } =
        read_lesson(&page, &mut read, fields).await?;
    drop(read);
    let new = NewSession {
        title: Some(title),
        kind,
        format,
        platform,
        room: None,
        meet: meet_code.map(|code| MeetPlace { code: Some(code), ..MeetPlace::default() }),
        venue: fields.optional("venue").map(str::to_owned),
        start,
        end: minutes.map(|minutes| start.plus(minutes * MINUTE)),
        teacher: Some(teacher),
        students,
        policy: PolicyPatch::default(),
    };
    let planned = plan_session(&page.app, &page.actor(), SessionPlan::New(Box::new(new))).await;
    let (write, planned) = planned.map_err(|failed| at_its_field(failed.into()))?;
    let session = &planned.session.session;
    let said = ui.say("sessions-planned", args![day = ui.day(session.start), time = ui.clock(session.start)]);
    page.commit(write, Done::to(format!("/sessions/{}", session.id)).saying(said)).await
}

/// A refusal, beside the field it is about.
fn at_its_field(problem: Problem) -> Problem {
    let field = match problem.code {
        "blocked_day" | "double_booked" | "room_taken" => Some("start"),
        "unknown_venue" => Some("venue"),
        code => lesson_field_of(code),
    };
    match field {
        Some(field) => problem.at_field(field),
        None => problem,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::domain::people::Role;
    use crate::testing::{TestServer, without_isolates};

    #[tokio::test]
    async fn a_session_is_planned_once_and_what_is_refused_stands_beside_its_field() {
        let server = TestServer::new().await;
        let fields = format!(
            "title=%3Cb%3ETrial&teacher={}&student={}&start=2026-01-07T17%3A15&minutes=30&kind=quran&format=trial\
             &platform=livekit&_page=%2Fsessions%2Fnew",
            server.person(Role::Teacher),
            server.person(Role::Student)
        );
        let send = async |more: &str| {
            server.form("/sessions", &format!("{fields}{more}")).html_by(Role::Admin).await
        };
        let (_, html) = server.get("/sessions").html_by(Role::Admin).await;
        assert!(html.contains("href=\"/sessions/new\""), "{html}");
        let (status, to) = send("&_once=a").await;
        assert_eq!(status, 303, "{to}");
        let (_, html) = server.get(&to).html_by(Role::Admin).await;
        let html = without_isolates(&html);
        assert!(html.contains("&lt;b&gt;Trial") && html.contains("17:15–17:45"), "{html}");
        let (status, html) = send("&_once=b").await;
        assert_eq!(status, 409, "the teacher is there already: {html}");
        assert!(html.contains("2026-01-07T17:15") && html.contains("start-error"), "{html}");
        let (status, html) = send("&link=nothing&_once=c").await;
        assert!((400..500).contains(&status.as_u16()) && html.contains("link-error"), "{status}: {html}");
        let (_, html) = server.get("/sessions/new").html_by(Role::Admin).await;
        assert!(!html.contains("name=\"venue\""), "there is none: {html}");
        let (status, _) = server.post("/api/v1/venues", json!({"name": "Hall"})).by(Role::Admin).await;
        assert_eq!(status, 201);
        let (_, html) = server.get("/sessions/new").html_by(Role::Admin).await;
        assert!(html.contains("name=\"venue\"") && html.contains("Hall"), "{html}");
        let (status, html) = send("&start=2026-01-08T17%3A15&venue=nowhere&_once=e").await;
        assert!(status == 422 && html.contains("venue-error"), "{status}: {html}");
        let (_, html) = server.get("/sessions").html_by(Role::Teacher).await;
        assert!(!html.contains("/sessions/new"), "only the office plans: {html}");
    }
}
