//! `/analytics`: attendance, punctuality, hours, coverage of evidence and people at risk, over weeks, filtered in the
//! address. The figures are those of `app::analytics`.

mod events;
mod filters;
mod pictures;
mod risk;
mod tables;
mod written;

use axum::http::StatusCode;
use maud::{Markup, html};

use self::filters::{AskedFigures, filter_form};
use self::written::{hours, number, percent};
use crate::app::analytics::{Analytics, analytics};
use crate::domain::analytics::range::MAX_DAYS;
use crate::http::problem::Problem;
use crate::http::roles::FINANCE;
use crate::http::route::Route;
use crate::text::args;
use crate::web::components::empty::empty;
use crate::web::components::icon::icon;
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, page};
use crate::web::ui::Ui;

pub fn routes() -> Vec<Route> {
    vec![page("/analytics", "Attendance over weeks, as pictures and tables").who(FINANCE).to(show)]
}

async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let ui = &page.ui;
    let asked = AskedFigures::read(&page.query)?;
    let mut read = page.read().await?;
    let form = filter_form(&page, &mut read).await?;
    let Some(figures) = analytics(&page.app, &mut read, &page.scope, &asked.query).await? else {
        let body = html! {
            div.page-head { h1 { (ui.text("analytics-title")) } }
            div.banner.negative role="alert" { (icon("i-warning")) p { (ui.say("analytics-no-range", args![count = MAX_DAYS])) } }
            (form)
        };
        return Ok(WebPage::new(ui.text("analytics-title"), body).wide().status(StatusCode::BAD_REQUEST));
    };
    let is_empty = figures.total.sessions == 0;
    let at_events = events::load(&page, &mut read, &figures, &asked).await?;
    let body = html! {
        div.page-head { h1 { (ui.text("analytics-title")) } }
        p.answer #answer { (answer(ui, &figures)) }
        (form)
        @if is_empty {
            (empty("i-chart", &ui.text("analytics-empty"), &ui.text("analytics-empty-what"), html! {
                a.button href="/analytics" { (ui.text("analytics-everything")) }
            }))
        } @else {
            (totals(ui, &figures, &asked))
        }
        @if figures.at_risk.total > 0 { (risk::section(ui, &figures.at_risk, &asked)) }
        @if !is_empty {
            div.pictures {
                (pictures::attendance(ui, &figures, &asked))
                (pictures::hours_taught(ui, &figures, &asked))
                (pictures::when(ui, &figures))
                (pictures::coverage(ui, &figures))
            }
            (tables::kinds(ui, &figures, &asked))
            (tables::teachers(ui, &figures, &asked))
            (tables::students(ui, &figures, &asked))
        }
        @if let Some(at_events) = &at_events { (events::section(ui, at_events)) }
    };
    Ok(WebPage::new(ui.text("analytics-title"), body).wide())
}

/// How many attended, and whether somebody needs care.
fn answer(ui: &Ui, figures: &Analytics) -> Markup {
    let counts = &figures.total.students.counts;
    let last = figures.range.to.pred_opt().unwrap_or(figures.range.to);
    let (from, to) = (ui.formats().date(figures.range.from), ui.formats().date(last));
    let at_risk = figures.at_risk.total;
    html! {
        @match counts.rate() {
            Some(rate) => (ui.say("analytics-answer", args![rate = percent(ui, Some(rate)), attended = counts.attended(), counted = counts.counted(), from = from, to = to])),
            None => (ui.say("analytics-answer-nothing", args![from = from, to = to])),
        }
        " "
        @if at_risk > 0 { a href="#risk" { (ui.say("analytics-answer-risk", args![count = at_risk])) } }
    }
}

/// The figures of everybody who is asked for.
fn totals(ui: &Ui, figures: &Analytics, asked: &AskedFigures) -> Markup {
    let students = &figures.total.students;
    let counts = &students.counts;
    let sessions = asked.sessions_address(figures, "show=past");
    html! {
        div.figures #figures {
            a href="#weeks" { strong { (percent(ui, counts.rate())) } span { (ui.text("analytics-attendance")) } }
            a href="#weeks" { strong { (percent(ui, counts.punctuality())) } span { (ui.text("analytics-punctuality")) } }
            a href="#hours" { strong { (hours(ui, students.credited_seconds)) } span { (ui.text("analytics-hours")) } }
            a href=(sessions) { strong { (number(ui, figures.total.sessions)) } span { (ui.text("analytics-sessions")) } }
            a href=(sessions) { strong { (number(ui, figures.needs_review)) } span { (ui.text("analytics-needs-review")) } }
            a href=(sessions) { strong { (number(ui, figures.open_sessions)) } span { (ui.text("analytics-open")) } }
        }
        @if counts.excused + counts.unknown > 0 {
            p.muted.small { (ui.say("analytics-outside", args![excused = counts.excused, unknown = counts.unknown])) }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::people::Role;
    use crate::domain::verdict::outcome::Outcome;
    use crate::testing::TestServer;
    use crate::web::components::history::test_lessons::{TestLesson, make_family, save};

    fn plain(html: &str) -> String {
        html.replace(['\u{2068}', '\u{2069}'], "")
    }

    async fn school(api: &TestServer) {
        for (id, start, outcome) in [
            ("a", "2026-01-02T08:00:00Z", Outcome::Absent),
            ("b", "2025-12-28T08:00:00Z", Outcome::Absent),
            ("c", "2025-12-21T08:00:00Z", Outcome::Absent),
            ("d", "2025-12-14T08:00:00Z", Outcome::Present),
        ] {
            save(api, &TestLesson { title: "<b>Chess</b>", ..TestLesson::over(id, start, outcome) }).await;
        }
    }

    #[tokio::test]
    async fn the_first_line_says_the_rate_and_who_is_at_risk() {
        let api = TestServer::new().await;
        school(&api).await;
        let (status, html) = api.get("/analytics").html_by(Role::Finance).await;
        assert_eq!(status, 200, "{html}");
        assert!(plain(&html).contains("25\u{a0}% attended: 1 of 4"), "{html}");
        assert!(plain(&html).contains("1 student is at risk"), "{html}");
        assert!(html.contains("Missed the last three lessons"), "{html}");
        for id in ["a", "b", "c"] {
            assert!(html.contains(&format!("href=\"/sessions/{id}\"")), "{id}");
        }
        assert_eq!(html.matches("<svg class=\"chart\"").count(), 4, "{html}");
        assert!(html.contains("&lt;b&gt;Chess") && !html.contains("<b>Chess"));
    }

    #[tokio::test]
    async fn a_filter_narrows_and_stays_in_every_link() {
        let api = TestServer::new().await;
        school(&api).await;
        let teacher = api.person(Role::Teacher);
        let (_, html) = api
            .get(&format!("/analytics?teacher={teacher}&from=2025-12-28&to=2026-01-02"))
            .html_by(Role::Admin)
            .await;
        assert!(plain(&html).contains("0\u{a0}% attended: 0 of 2"), "{html}");
        let student = api.person(Role::Student);
        let link = format!(
            "/analytics?teacher={teacher}&amp;from=2025-12-28&amp;to=2026-01-02&amp;student={student}"
        );
        assert!(html.contains(&link), "{link} in {html}");
        assert!(html.contains(&format!("<option value=\"{teacher}\" selected>")), "{html}");
        let (_, nothing) = api.get("/analytics?kind=event").html_by(Role::Admin).await;
        assert!(nothing.contains("class=\"empty\""), "{nothing}");
    }

    #[tokio::test]
    async fn a_range_that_is_none_is_refused_with_what_was_typed() {
        let api = TestServer::new().await;
        let (status, html) = api.get("/analytics?from=2026-02-01&to=2026-01-01").html_by(Role::Finance).await;
        assert_eq!(status, 400);
        assert!(html.contains("value=\"2026-02-01\"") && html.contains("role=\"alert\""), "{html}");
        assert_eq!(api.get("/analytics?from=2020-01-01").html_by(Role::Finance).await.0, 400);
        assert_eq!(api.get("/analytics?kind=%3Cscript%3E").html_by(Role::Finance).await.0, 200);
        assert_eq!(api.get("/analytics").html_by(Role::Teacher).await.0, 403);
    }

    #[tokio::test]
    async fn a_hostile_name_is_text() {
        let api = TestServer::new().await;
        make_family(&api, "<script>x\u{202e}").await;
        school(&api).await;
        let (_, html) = api.get("/analytics").html_by(Role::Finance).await;
        assert!(
            html.contains("&lt;script&gt;x") && !html.contains("<script>x") && !html.contains('\u{202e}')
        );
    }
}
