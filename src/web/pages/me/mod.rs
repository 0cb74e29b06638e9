//! `/me`, and `/member` for members of a centre: the own attendance as a student.

mod load;
mod visits;

use std::slice;

use maud::{Markup, html};

use self::load::{OwnLessons, days_ago};
use self::visits::OwnVisits;
use crate::app::live::{LivePerson, LiveSession};
use crate::app::session::history::{PastLesson, counts_since};
use crate::domain::analytics::counts::{AttendanceCounts, hours};
use crate::domain::board::person_state::PersonState;
use crate::domain::time::Timestamp;
use crate::http::problem::Problem;
use crate::http::route::Route;
use crate::text::args;
use crate::web::components::empty::empty;
use crate::web::components::history::{history_table, title_or_kind, today_list, upcoming_list, verdict_row};
use crate::web::components::icon::icon;
use crate::web::components::live::{CHANGES, live_state};
use crate::web::components::pager::next_page;
use crate::web::components::subscription::own_section;
use crate::web::grants::{CARD_HOLDERS, STUDENTS};
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, page};
use crate::web::ui::Ui;

/// Shapes in the row of the last thirty days.
const MOST_SHAPES: usize = 60;

pub fn routes() -> Vec<Route> {
    vec![
        page("/me", "The own attendance").who(STUDENTS).to(show),
        page("/member", "The own attendance").who(STUDENTS).to(show),
        page("/me/card", "The own card, or that of a child").who(CARD_HOLDERS).to(visits::show_card),
    ]
}

async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let ui = &page.ui;
    let own = OwnLessons::load(&page).await?;
    let visits = OwnVisits::load(&page).await?;
    // A member of a gym may have no lessons at all.
    let has_lessons = visits.is_none() || own.is_any();
    let me = page.caller.person.as_str();
    let today: Vec<(&LiveSession, &LivePerson)> = own
        .today
        .iter()
        .filter_map(|session| Some((&**session, session.people.iter().find(|one| one.id == me)?)))
        .collect();
    let last = own.recent.iter().chain(&own.history).find(|one| one.facts.first_join_at.is_some());
    let body = html! {
        div.page-head { h1 { (ui.text("me-title")) } div.actions {
            (live_state(ui))
            @if visits.is_some() { a.button.primary href="/scan" { (icon("i-qr")) (ui.text("me-scan")) } }
        } }
        p.answer #answer {
            @if let Some(visits) = &visits { (visits.sentence(ui)) " " }
            @if has_lessons { (answer(ui, &own.recent, &today)) }
        }
        @if has_lessons { (figures(ui, &own.recent)) }
        div.cards #lessons data-live=(CHANGES) {
            @if let Some(visits) = &visits { (visits.cards(ui)) }
            @if has_lessons {
                section.card {
                    h2 { (ui.text("me-today")) }
                    @if today.is_empty() { p.muted { (ui.text("me-today-nothing")) } } @else { (today_list(ui, &today)) }
                }
                section.card {
                    h2 { (ui.text("me-next")) }
                    @match &own.next {
                        Some(next) => (upcoming_list(ui, slice::from_ref(&next))),
                        None => p.muted { (ui.text("me-next-nothing")) },
                    }
                }
            }
            @if !own.subscriptions.is_empty() {
                section.card {
                    h2 { (ui.text("subscription-mine")) }
                    (own_section(ui, &own.subscriptions, me))
                }
            }
            @if let Some(last) = last { (in_and_out(ui, last)) }
        }
        @if !own.recent.is_empty() {
            section.section {
                h2 { (ui.text("me-thirty-days")) }
                (verdict_row(ui, &own.recent[..own.recent.len().min(MOST_SHAPES)]))
            }
        }
        @if let Some(visits) = &visits { (visits.history(ui)) }
        @if has_lessons {
            section.section #history {
                h2 { (ui.text("me-history")) }
                @if own.history.is_empty() {
                    (empty("i-clock", &ui.text("me-empty"), &ui.text("me-empty-what"), html! {}))
                } @else {
                    (history_table(ui, &own.history))
                    (next_page(ui, &page.query, own.cursor.as_deref()))
                }
            }
        }
    };
    Ok(WebPage::new(ui.text("me-title"), body))
}

/// Where one is now, and how it went lately.
fn answer(ui: &Ui, recent: &[PastLesson], today: &[(&LiveSession, &LivePerson)]) -> Markup {
    let counts = counts_since(recent, days_ago(ui, 30));
    let here = today.iter().find(|(_, person)| person.is_here);
    let missing = today.iter().find(|(session, person)| {
        session.end > ui.now && session.moment(ui.now).state_of(&person.presence()) == PersonState::Missing
    });
    let title = |session: &LiveSession| title_or_kind(ui, session.title.as_deref(), session.kind);
    html! {
        @if let Some((session, person)) = here {
            @let since = ui.clock(person.first_join_at.unwrap_or(session.start));
            (ui.say("me-here", args![title = title(session), clock = since])) " "
        } @else if let Some((session, _)) = missing {
            a href=(format!("/sessions/{}", session.id)) {
                (ui.say("me-missing", args![title = title(session), clock = ui.clock(session.start)]))
            } " "
        }
        (ui.say("me-answer", args![attended = counts.attended(), counted = counts.counted()]))
    }
}

fn figures(ui: &Ui, recent: &[PastLesson]) -> Markup {
    let (week, month) = (counts_since(recent, days_ago(ui, 7)), counts_since(recent, days_ago(ui, 30)));
    let number = |value: u64| ui.number(i64::try_from(value).unwrap_or(i64::MAX));
    let part = |part: u64, whole: u64| {
        html! { strong { (number(part)) " " small { (ui.say("me-of", args![count = whole])) } } }
    };
    let seconds: i64 =
        recent.iter().filter(|one| one.facts.settled).map(|one| one.facts.credited_seconds.max(0)).sum();
    let hours = format!("{:.1}", hours(u64::try_from(seconds).unwrap_or(0)));
    let on_time = |counts: &AttendanceCounts| counts.attended() - counts.late;
    html! {
        div.figures #figures {
            a href="#history" { (part(week.attended(), week.counted())) span { (ui.text("me-seven-days")) } }
            a href="#history" { (part(month.attended(), month.counted())) span { (ui.text("me-thirty-days")) } }
            a href="#history" { (part(on_time(&month), month.attended())) span { (ui.text("me-on-time")) } }
            a href="#history" { strong { (ui.formats().decimal(&hours)) } span { (ui.text("me-hours")) } }
        }
    }
}

/// When one came and went last.
fn in_and_out(ui: &Ui, last: &PastLesson) -> Markup {
    let fact = |at: Option<Timestamp>| {
        html! {
            @match at {
                Some(at) => (ui.instant(at, &format!("{}, {}", ui.day(at), ui.clock(at)))),
                None => (ui.text("me-not-left")),
            }
        }
    };
    html! {
        section.card {
            h2 { (ui.text("me-last")) }
            dl.facts {
                div { dt { (ui.text("me-last-in")) } dd { (fact(last.facts.first_join_at)) } }
                div { dt { (ui.text("me-last-out")) } dd { (fact(last.facts.last_leave_at)) } }
                div { dt { (ui.text("me-last-lesson")) } dd {
                    a href=(format!("/sessions/{}", last.session_id)) { (ui.name(&title_or_kind(ui, last.title.as_deref(), last.kind))) }
                } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::people::Role;
    use crate::domain::verdict::outcome::Outcome;
    use crate::testing::TestServer;
    use crate::web::components::history::test_lessons::{TestLesson, save};

    fn plain(html: &str) -> String {
        html.replace(['\u{2068}', '\u{2069}'], "")
    }

    #[tokio::test]
    async fn a_student_reads_how_it_went_and_what_comes() {
        let api = TestServer::new().await;
        save(&api, &TestLesson::over("a", "2026-01-02T08:00:00Z", Outcome::Present)).await;
        save(&api, &TestLesson::over("b", "2025-12-20T08:00:00Z", Outcome::Absent)).await;
        save(&api, &TestLesson::over("old", "2025-10-20T08:00:00Z", Outcome::Absent)).await;
        save(
            &api,
            &TestLesson {
                settled: false,
                ..TestLesson::over("open", "2026-01-03T08:00:00Z", Outcome::Unknown)
            },
        )
        .await;
        save(&api, &TestLesson { title: "Chess", ..TestLesson::planned("next", "2026-01-07T08:00:00Z") })
            .await;
        for path in ["/me", "/member"] {
            let (status, html) = api.get(path).html_by(Role::Student).await;
            assert_eq!(status, 200, "{html}");
            assert!(plain(&html).contains("You were at 1 of 2 lessons in the last 30 days."), "{html}");
            assert!(html.contains("Chess") && html.contains("Not certain yet"), "{html}");
            for id in ["a", "b", "old", "open", "next"] {
                assert!(html.contains(&format!("href=\"/sessions/{id}\"")), "{id}: {html}");
            }
        }
        assert_eq!(api.get("/me").html_by(Role::Parent).await.0, 403);
    }

    #[tokio::test]
    async fn a_student_sees_nobody_else() {
        let api = TestServer::new().await;
        let other = TestLesson {
            student: Some(Role::Parent),
            title: "Secret",
            ..TestLesson::over("a", "2026-01-02T08:00:00Z", Outcome::Present)
        };
        save(&api, &other).await;
        let (status, html) = api.get("/me").html_by(Role::Student).await;
        assert_eq!(status, 200);
        assert!(!html.contains("Secret") && html.contains("class=\"empty\""), "{html}");
    }

    #[tokio::test]
    async fn a_long_history_goes_on_and_a_broken_cursor_is_refused() {
        let api = TestServer::new().await;
        for day in 0..52 {
            let start = Timestamp::parse("2025-11-01T08:00:00Z")
                .expect("an instant")
                .plus(day * crate::domain::time::DAY);
            let id = format!("lesson-{day:02}");
            save(&api, &TestLesson::over(&id, &start.to_string(), Outcome::Present)).await;
        }
        let (_, html) = api.get("/me").html_by(Role::Student).await;
        let next = html
            .split("rel=\"next\" href=\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next())
            .expect("a next page");
        let (_, rest) = api.get(&format!("/me{next}")).html_by(Role::Student).await;
        assert!(rest.contains("/sessions/lesson-00") && rest.contains("/sessions/lesson-01"), "{rest}");
        assert!(!html.contains("/sessions/lesson-01") && !rest.contains("rel=\"next\""));
        assert_eq!(api.get("/me?cursor=x").html_by(Role::Student).await.0, 400);
    }

    #[tokio::test]
    async fn markup_and_turning_characters_in_a_title_are_text() {
        let api = TestServer::new().await;
        let title = "<script>alert(1)</script>\u{202e}";
        save(&api, &TestLesson { title, ..TestLesson::over("a", "2026-01-05T06:00:00Z", Outcome::Partial) })
            .await;
        let (_, html) = api.get("/me").html_by(Role::Student).await;
        assert!(
            html.contains("&lt;script&gt;alert")
                && !html.contains("<script>alert")
                && !html.contains('\u{202e}'),
            "{html}"
        );
    }
}
