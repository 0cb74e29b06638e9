//! `/sessions`: what is planned and what was, filtered in the address; and planning one.

mod plan;
mod unscheduled;

use std::collections::BTreeMap;

use maud::{Markup, html};

use crate::app::session::list::{ListedSession, SessionQuery, list};
use crate::app::session::sketches::sketches;
use crate::domain::session::{Kind, Status};
use crate::domain::session_timeline::sketch::LaneSketch;
use crate::domain::time::calendar::midnight;
use crate::domain::time::{Span, Timestamp};
use crate::http::pagination::{Page, decode_cursor};
use crate::http::problem::Problem;
use crate::http::roles::{ADMINS, SESSION_READERS};
use crate::http::route::Route;
use crate::text::args;
use crate::web::components::empty::empty;
use crate::web::components::filter::FilterForm;
use crate::web::components::icon::icon;
use crate::web::components::pager::next_page;
use crate::web::components::session::{kind_and_format, session_link, status_pill};
use crate::web::components::timeline::spoken::SpokenTimeline;
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, page};
use crate::web::ui::Ui;

/// Rows on a page.
const LIMIT: i64 = 100;

pub fn routes() -> Vec<Route> {
    let list = vec![page("/sessions", "Sessions, upcoming and past").who(SESSION_READERS).to(show)];
    [list, plan::routes()].concat()
}

/// The lists that there are, by what `show` says in the address.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Upcoming,
    Past,
    /// Past ones that somebody has to decide.
    Review,
    /// Those of subscriptions that have no time yet.
    Unscheduled,
}

impl Shown {
    const ALL: [Shown; 4] = [Shown::Upcoming, Shown::Past, Shown::Review, Shown::Unscheduled];

    fn parse(word: &str) -> Shown {
        Shown::ALL.into_iter().find(|one| one.as_str() == word).unwrap_or(Shown::Upcoming)
    }

    fn as_str(self) -> &'static str {
        match self {
            Shown::Upcoming => "upcoming",
            Shown::Past => "past",
            Shown::Review => "review",
            Shown::Unscheduled => "unscheduled",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Shown::Upcoming => "sessions-upcoming",
            Shown::Past => "sessions-past",
            Shown::Review => "sessions-review",
            Shown::Unscheduled => "sessions-unscheduled",
        }
    }
}

/// What the address asks for.
fn read_query(page: &PageRequest, shown: Shown) -> Result<SessionQuery, Problem> {
    let (fields, zone) = (&page.query, page.ui.zone);
    let from = fields.day("from")?.map_or(Timestamp::MIN, |day| midnight(day, zone));
    // The last day counts.
    let until = fields.day("to")?.and_then(|day| day.succ_opt());
    let to = until.map_or(Timestamp::MAX, |day| midnight(day, zone));
    let to = if shown == Shown::Upcoming { to } else { to.min(page.ui.now) };
    Ok(SessionQuery {
        starting: Span::new(from, to.max(from)),
        teacher: fields.optional("teacher").map(str::to_owned),
        status: Status::parse(fields.text("status")),
        kind: Kind::parse(fields.text("kind")),
        needs_review: shown == Shown::Review,
        upcoming_since: (shown == Shown::Upcoming).then_some(page.ui.now),
        after: decode_cursor(fields.optional("cursor"))?,
        limit: LIMIT + 1,
    })
}

async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let ui = &page.ui;
    let shown = Shown::parse(page.query.text("show"));
    let found = match shown {
        Shown::Unscheduled => {
            let Page { items: rows, next } = unscheduled::load(&page, LIMIT).await?;
            FoundSessions { table: unscheduled::table(ui, &rows), count: rows.len(), next }
        }
        _ => scheduled(&page, shown).await?,
    };
    let body = html! {
        div.page-head {
            h1 { (ui.text("sessions-title")) }
            @if ui.may(ADMINS) {
                div.actions { a.button.primary href="/sessions/new" { (icon("i-plus")) (ui.text("sessions-plan")) } }
            }
        }
        p.answer { (answer(ui, shown, found.count, found.next.is_some())) }
        (filters(&page, shown))
        @if found.count == 0 {
            (empty("i-calendar", &ui.text("sessions-empty"), &ui.text("sessions-empty-what"), html! {}))
        } @else {
            (found.table)
            (next_page(ui, &page.query, found.next.as_deref()))
        }
    };
    Ok(WebPage::new(ui.text("sessions-title"), body).wide())
}

/// A page of one of the lists.
struct FoundSessions {
    table: Markup,
    count: usize,
    /// The cursor of the next page.
    next: Option<String>,
}

async fn scheduled(page: &PageRequest, shown: Shown) -> Result<FoundSessions, Problem> {
    let asked = read_query(page, shown)?;
    let mut read = page.read().await?;
    let found = list(&mut read, &page.scope, &asked).await?;
    let Page { items: rows, next } = Page::from_rows(found, LIMIT, ListedSession::cursor, |row| row);
    let drawn = sketches(&mut read, &page.scope, &rows, page.ui.now).await?;
    Ok(FoundSessions { table: table(&page.ui, &rows, &drawn), count: rows.len(), next })
}

fn answer(ui: &Ui, shown: Shown, count: usize, more: bool) -> String {
    match (shown, more) {
        (_, true) => ui.say("sessions-answer-many", args![count = count]),
        (Shown::Upcoming, false) => ui.say("sessions-answer-upcoming", args![count = count]),
        (Shown::Past, false) => ui.say("sessions-answer-past", args![count = count]),
        (Shown::Review, false) => ui.say("sessions-answer-review", args![count = count]),
        (Shown::Unscheduled, false) => ui.say("sessions-answer-unscheduled", args![count = count]),
    }
}

fn filters(page: &PageRequest, shown: Shown) -> Markup {
    let ui = &page.ui;
    let words = |family: &'static str, all: Vec<&'static str>| -> Vec<(String, String)> {
        let any = (String::new(), ui.text("common-any"));
        [any]
            .into_iter()
            .chain(all.into_iter().map(|word| (word.to_owned(), ui.word(family, word))))
            .collect()
    };
    let form = FilterForm::new(ui, "/sessions", &page.query);
    html! {
        nav.tabs aria-label=(ui.text("sessions-which")) {
            @for one in Shown::ALL {
                a href=(format!("/sessions?show={}", one.as_str())) aria-current=[(one == shown).then_some("page")] {
                    (ui.text(one.title()))
                }
            }
        }
        (form.render(html! {
            input type="hidden" name="show" value=(shown.as_str());
            @if shown != Shown::Unscheduled {
                (form.input("date", "from", ui.text("common-from")))
                (form.input("date", "to", ui.text("common-to")))
            }
            (form.select("kind", ui.text("sessions-kind"), &words("kind", Kind::ALL.iter().map(|one| one.as_str()).collect())))
            @if shown != Shown::Unscheduled {
                (form.select("status", ui.text("sessions-status"), &words("status", Status::ALL.iter().filter(|one| **one != Status::Unscheduled).map(|one| one.as_str()).collect())))
            }
        }))
    }
}

fn table(ui: &Ui, rows: &[ListedSession], drawn: &BTreeMap<String, LaneSketch>) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label=(ui.text("sessions-title")) { table.table.cards-on-phone {
            thead { tr {
                th scope="col" { (ui.text("sessions-when")) }
                th scope="col" { (ui.text("sessions-what")) }
                th scope="col" { (ui.text("sessions-teacher")) }
                th scope="col" { (ui.text("sessions-students")) }
                @if !drawn.is_empty() { th scope="col" { (ui.text("sessions-seen")) } }
                th scope="col" { (ui.text("sessions-status")) }
            } }
            tbody { @for row in rows { (row_of(ui, row, drawn)) } }
        } }
    }
}

fn row_of(ui: &Ui, row: &ListedSession, drawn: &BTreeMap<String, LaneSketch>) -> Markup {
    let stored = &row.session;
    let session = &stored.session;
    let name = |id: &String| row.names.get(id).map_or("", String::as_str);
    let clocks = format!("{}–{}", ui.clock(session.start), ui.clock(session.end));
    html! {
        tr {
            td data-label=(ui.text("sessions-when")) {
                (ui.instant(session.start, &ui.day(session.start))) " " span.num.muted { bdi { (clocks) } }
            }
            td.lead data-label=(ui.text("sessions-what")) {
                (session_link(ui, stored)) " " span.muted { (kind_and_format(ui, session.kind, session.format)) }
            }
            td data-label=(ui.text("sessions-teacher")) {
                @if let Some(teacher) = &session.teacher { (ui.name(name(teacher))) }
            }
            td data-label=(ui.text("sessions-students")) {
                @match &row.students[..] {
                    [] => "–",
                    [one] => (ui.name(name(one))),
                    [first, rest @ ..] => {
                        (ui.name(name(first))) " " span.muted { (ui.say("common-and-more", args![count = rest.len()])) }
                    }
                }
            }
            @if !drawn.is_empty() {
                td data-label=(ui.text("sessions-seen")) {
                    @if let Some(sketch) = drawn.get(&session.id) {
                        (SpokenTimeline::of(ui).view("seen").sparkline(sketch))
                    }
                }
            }
            td data-label=(ui.text("sessions-status")) { (status_pill(ui, stored)) }
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use serde_json::json;

    use crate::domain::people::Role;
    use crate::testing::TestServer;

    /// A lesson on a platform that was never heard of: whether anybody came is not known.
    #[tokio::test]
    async fn what_waits_for_a_decision_has_a_list_of_its_own() {
        let api = TestServer::new().await;
        let mut ids = Vec::new();
        for (title, start) in [("Unheard", "2026-01-04T05:00:00Z"), ("To come", "2026-02-04T05:00:00Z")] {
            let body = json!({
                "title": title, "kind": "quran", "format": "individual", "platform": "livekit", "start": start,
                "durationMinutes": 45, "teacherId": api.person(Role::Teacher), "studentIds": [api.person(Role::Student)],
            });
            let (status, created) = api.post("/api/v1/sessions", body).by(Role::Admin).await;
            assert_eq!(status, StatusCode::CREATED, "{created}");
            ids.push(created["id"].as_str().expect("an id").to_owned());
        }
        let (_, html) = api.get("/sessions?show=review").html_by(Role::Admin).await;
        assert!(html.contains("Every session is certain"), "{html}");
        api.receive(&[], &ids[0]).await;
        let (status, html) = api.get("/sessions?show=review").html_by(Role::Admin).await;
        assert_eq!(status, StatusCode::OK);
        assert!(html.contains("Unheard") && !html.contains("To come"), "{html}");
    }
}
