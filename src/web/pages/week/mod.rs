//! `/week`: a teacher's week, read on a phone between two lessons. The first line says what is running or next.

mod day;
mod load;

use chrono::{Datelike, Days, NaiveDate};
use maud::{Markup, html};

use self::day::day_section;
use self::load::WeekView;
use crate::app::live::LiveSession;
use crate::domain::analytics::range::monday_of;
use crate::domain::session::Status;
use crate::domain::time::{HOUR, MINUTE};
use crate::domain::verdict::report::Part;
use crate::http::problem::Problem;
use crate::http::route::Route;
use crate::text::args;
use crate::web::components::history::{session_address, title_or_kind};
use crate::web::components::icon::icon;
use crate::web::grants::TEACHERS;
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, page};
use crate::web::ui::Ui;

pub fn routes() -> Vec<Route> {
    vec![page("/week", "A teacher's own week").who(TEACHERS).to(show)]
}

async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let ui = &page.ui;
    let monday = monday_of(page.query.day("week")?.unwrap_or_else(|| ui.today()));
    let view = WeekView::load(&page, monday).await?;
    let body = html! {
        div.page-head { h1 { (ui.text("week-title")) } }
        p.answer #answer { (answer(ui, &view)) }
        (waiting(ui, &view))
        (period_nav(ui, monday))
        @if view.sessions.is_empty() {
            p.muted { (ui.text("week-empty")) }
        }
        @for day in monday.iter_days().take(7) {
            @let sessions: Vec<&LiveSession> = view.sessions.iter().map(|one| &**one).filter(|one| ui.day_of(one.start) == day).collect();
            @if !sessions.is_empty() || day == ui.today() { (day_section(ui, day, &sessions, &view)) }
        }
        (pay(ui, &view))
    };
    Ok(WebPage::new(ui.text("week-title"), body))
}

/// What is running now, else what comes next.
fn answer(ui: &Ui, view: &WeekView) -> Markup {
    let is_running =
        |one: &&LiveSession| one.status == Status::Ongoing || one.start <= ui.now && one.end > ui.now;
    let standing = || view.standing.iter().map(|one| &**one);
    let running = standing().find(is_running);
    let next = standing().find(|one| one.start > ui.now && one.status != Status::Cancelled);
    html! {
        @if let Some(one) = running {
            @let students: Vec<_> = one.people.iter().filter(|person| person.role == Part::Student).collect();
            @let here = students.iter().filter(|person| person.is_here).count();
            a.sentence href=(session_address(&one.id)) {
                (ui.say("week-running", args![title = title(ui, one), clock = ui.clock(one.end), here = here, expected = students.len()]))
            } " "
        }
        @match next {
            Some(one) => a.sentence href=(session_address(&one.id)) { (next_sentence(ui, one)) },
            None => { @if running.is_none() { (ui.text("week-nothing")) } }
        }
    }
}

fn next_sentence(ui: &Ui, next: &LiveSession) -> String {
    let (title, clock, wait) = (title(ui, next), ui.clock(next.start), next.start.since(ui.now));
    match () {
        () if wait < HOUR => {
            // Whoever has 30 seconds is told of one minute, not of none.
            let minutes = (wait + MINUTE - 1) / MINUTE;
            ui.say("week-soon", args![title = title, clock = clock, minutes = minutes])
        }
        () if ui.day_of(next.start) == ui.today() => {
            ui.say("week-later-today", args![title = title, clock = clock])
        }
        () => ui.say("week-later", args![title = title, clock = clock, day = ui.day(next.start)]),
    }
}

/// Its title; where there is none, its kind and who learns there.
fn title(ui: &Ui, session: &LiveSession) -> String {
    let title = title_or_kind(ui, session.title.as_deref(), session.kind);
    let has_title = session.title.as_deref().is_some_and(|title| !title.trim().is_empty());
    let first = session.people.iter().find(|one| one.role == Part::Student);
    match first {
        Some(student) if !has_title => format!("{title} · {}", student.name),
        _ => title,
    }
}

/// Lessons of the last weeks that somebody has to look at.
fn waiting(ui: &Ui, view: &WeekView) -> Markup {
    if view.waiting.is_empty() {
        return html! {};
    }
    html! {
        details.card.more open[view.waiting.len() <= 3] {
            summary { (icon("i-warning")) (ui.say("week-waiting", args![count = view.waiting.len()])) }
            ul.list.plain {
                @for one in &view.waiting {
                    @let session = &one.session;
                    li {
                        span.what {
                            a.row-link href=(session_address(&session.session.id)) {
                                (ui.name(&title_or_kind(ui, session.title.as_deref(), session.session.kind)))
                            }
                            span.sub { (ui.instant(session.session.start, &format!("{}, {}", ui.day(session.session.start), ui.clock(session.session.start)))) }
                        }
                        @if session.needs_review { span.pill.attention { (ui.text("session-needs-review")) } }
                        @if one.strangers > 0 { span.pill.amber { (ui.say("common-strangers", args![count = one.strangers])) } }
                    }
                }
            }
        }
    }
}

/// The week that is shown, with the way to the ones beside it.
fn period_nav(ui: &Ui, monday: NaiveDate) -> Markup {
    let at = |monday: NaiveDate| format!("/week?week={monday}");
    let formats = ui.formats();
    let is_this = monday == monday_of(ui.today());
    // Years that an address can name.
    let is_writable = |day: &NaiveDate| (1..=9_999).contains(&day.year());
    let before = monday.checked_sub_days(Days::new(7)).filter(is_writable);
    let after = monday.checked_add_days(Days::new(7)).filter(is_writable);
    html! {
        nav.period aria-label=(ui.text("week-which")) {
            @if let Some(before) = before {
                a.button.icon-only.quiet rel="prev" href=(at(before)) aria-label=(ui.text("week-before")) { (icon("i-back")) }
            }
            strong { @if is_this { (ui.text("week-this")) } @else { (formats.day(monday)) " – " (formats.day(monday + Days::new(6))) } }
            @if let Some(after) = after {
                a.button.icon-only.quiet rel="next" href=(at(after)) aria-label=(ui.text("week-after")) { (icon("i-chevron")) }
            }
            @if is_this {
                span { (formats.day(monday)) " – " (formats.day(monday + Days::new(6))) }
            } @else {
                a.button.small href="/week" { (ui.text("week-back-to-this")) }
            }
        }
    }
}

/// What the current period has come to so far.
fn pay(ui: &Ui, view: &WeekView) -> Markup {
    let Some(pay) = &view.pay else { return html! {} };
    let days = format!("{} – {}", ui.day(pay.span.from), ui.day(pay.span.to.plus(-1)));
    html! {
        section.section {
            h2 { (ui.text("week-pay")) }
            a.card href=(format!("/payroll?year={}&month={}", pay.year, pay.month)) {
                span.row.spread {
                    span { (icon("i-money")) " " (days) }
                    strong { @for amount in &pay.amounts { (ui.money(*amount)) " " } }
                }
                span.muted.small {
                    (ui.say("week-pay-of", args![count = pay.lessons, hours = ui.duration(pay.seconds)]))
                    @if pay.waiting > 0 { " " (ui.say("week-pay-waits", args![count = pay.waiting])) }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::people::Role;
    use crate::domain::verdict::outcome::Outcome;
    use crate::testing::TestServer;
    use crate::web::components::history::test_lessons::{TestLesson, save};

    fn plain(html: &str) -> String {
        html.replace(['\u{2068}', '\u{2069}'], "")
    }

    #[tokio::test]
    async fn the_first_line_says_what_is_next() {
        let api = TestServer::new().await;
        save(
            &api,
            &TestLesson { title: "Quran with Layla", ..TestLesson::planned("next", "2026-01-05T08:12:00Z") },
        )
        .await;
        save(&api, &TestLesson::over("gone", "2026-01-05T05:00:00Z", Outcome::Partial)).await;
        let (status, html) = api.get("/week").html_by(Role::Teacher).await;
        assert_eq!(status, 200, "{html}");
        assert!(plain(&html).contains("Quran with Layla in 12 minutes, 11:12."), "{html}");
        assert!(html.contains("#v-partial") && html.contains("href=\"/sessions/gone\""), "{html}");
        assert!(html.contains("/payroll?year=2026&amp;month=1"), "{html}");
    }

    #[tokio::test]
    async fn a_lesson_that_runs_comes_before_the_next() {
        let api = TestServer::new().await;
        save(&api, &TestLesson { title: "Chess", ..TestLesson::planned("now", "2026-01-05T07:30:00Z") })
            .await;
        let (_, html) = api.get("/week").html_by(Role::Teacher).await;
        assert!(plain(&html).contains("Chess is running until 11:30: 0 of 1 here."), "{html}");
    }

    #[tokio::test]
    async fn another_week_has_its_address_and_a_wrong_one_is_refused() {
        let api = TestServer::new().await;
        save(&api, &TestLesson::planned("later", "2026-01-14T08:00:00Z")).await;
        let (_, this) = api.get("/week").html_by(Role::Teacher).await;
        assert!(this.contains("/week?week=2025-12-29") && this.contains("/week?week=2026-01-12"), "{this}");
        let (_, next) = api.get("/week?week=2026-01-14").html_by(Role::Teacher).await;
        assert!(
            next.contains("href=\"/sessions/later\"") && next.contains("/week?week=2026-01-05"),
            "{next}"
        );
        assert_eq!(api.get("/week?week=tomorrow").html_by(Role::Teacher).await.0, 400);
        assert_eq!(api.get("/week?week=0001-01-01").html_by(Role::Teacher).await.0, 200);
        assert_eq!(api.get("/week?week=9999-12-31").html_by(Role::Teacher).await.0, 200);
        assert_eq!(api.get("/week").html_by(Role::Parent).await.0, 403);
    }

    #[tokio::test]
    async fn what_waits_for_the_teacher_is_said_and_markup_in_a_title_is_text() {
        let api = TestServer::new().await;
        let title = "<script>alert(1)\u{202e}";
        save(
            &api,
            &TestLesson { title, ..TestLesson::over("doubt", "2026-01-02T08:00:00Z", Outcome::Unknown) },
        )
        .await;
        let (_, html) = api.get("/week").html_by(Role::Teacher).await;
        assert!(
            html.contains("1 lesson waits for you") || plain(&html).contains("1 lesson waits for you"),
            "{html}"
        );
        assert!(
            html.contains("&lt;script&gt;alert")
                && !html.contains("<script>alert")
                && !html.contains('\u{202e}')
        );
    }
}
