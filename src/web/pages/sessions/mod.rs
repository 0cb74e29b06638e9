//! `/sessions`: what is planned and what was, filtered in the address.

use std::collections::BTreeMap;

use maud::{Markup, html};

use crate::app::session::list::{ListedSession, SessionQuery, list};
use crate::app::session::sketches::sketches;
use crate::domain::session::{Kind, Status};
use crate::domain::session_timeline::sketch::LaneSketch;
use crate::domain::time::calendar::midnight;
use crate::domain::time::{Span, Timestamp};
use crate::http::pagination::{decode_cursor, encode_cursor};
use crate::http::problem::Problem;
use crate::http::roles::SESSION_READERS;
use crate::http::route::Route;
use crate::web::components::empty::empty;
use crate::web::components::filter::FilterForm;
use crate::web::components::pager::next_page;
use crate::web::components::session::{kind_and_format, session_link, status_pill};
use crate::web::components::timeline::spoken::SpokenTimeline;
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, page};
use crate::web::text::args;
use crate::web::ui::Ui;

/// Rows on a page.
const LIMIT: i64 = 100;

pub fn routes() -> Vec<Route> {
    vec![page("/sessions", "Sessions, upcoming and past").who(SESSION_READERS).to(show)]
}

/// What the address asks for.
struct SessionListQuery {
    is_past: bool,
    query: SessionQuery,
}

impl SessionListQuery {
    fn read(page: &PageRequest) -> Result<SessionListQuery, Problem> {
        let (fields, zone) = (&page.query, page.ui.zone);
        let is_past = fields.text("show") == "past";
        let from = fields.day("from")?.map_or(Timestamp::MIN, |day| midnight(day, zone));
        // The last day counts.
        let until = fields.day("to")?.and_then(|day| day.succ_opt());
        let to = until.map_or(Timestamp::MAX, |day| midnight(day, zone));
        let to = if is_past { to.min(page.ui.now) } else { to };
        Ok(SessionListQuery {
            is_past,
            query: SessionQuery {
                starting: Span::new(from, to.max(from)),
                teacher: fields.optional("teacher").map(str::to_owned),
                status: Status::parse(fields.text("status")),
                kind: Kind::parse(fields.text("kind")),
                upcoming_since: (!is_past).then_some(page.ui.now),
                after: decode_cursor(fields.optional("cursor"))?,
                limit: LIMIT + 1,
            },
        })
    }
}

async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let ui = &page.ui;
    let asked = SessionListQuery::read(&page)?;
    let mut read = page.read().await?;
    let mut rows = list(&mut read, &page.scope, &asked.query).await?;
    let more = rows.len() > usize::try_from(LIMIT).unwrap_or(0);
    rows.truncate(usize::try_from(LIMIT).unwrap_or(0));
    let next = rows.last().filter(|_| more).map(|last| encode_cursor(&last.cursor()));
    let drawn = sketches(&mut read, &page.scope, &rows, ui.now).await?;
    let body = html! {
        div.page-head { h1 { (ui.text("sessions-title")) } }
        p.answer { (answer(ui, asked.is_past, rows.len(), more)) }
        (filters(&page, asked.is_past))
        @if rows.is_empty() {
            (empty("i-calendar", &ui.text("sessions-empty"), &ui.text("sessions-empty-what"), html! {}))
        } @else {
            (table(ui, &rows, &drawn))
            (next_page(ui, &page.query, next.as_deref()))
        }
    };
    Ok(WebPage::new(ui.text("sessions-title"), body).wide())
}

fn answer(ui: &Ui, is_past: bool, shown: usize, more: bool) -> String {
    match (is_past, more) {
        (_, true) => ui.say("sessions-answer-many", args![count = shown]),
        (false, false) => ui.say("sessions-answer-upcoming", args![count = shown]),
        (true, false) => ui.say("sessions-answer-past", args![count = shown]),
    }
}

fn filters(page: &PageRequest, is_past: bool) -> Markup {
    let ui = &page.ui;
    let words = |family: &'static str, all: Vec<&'static str>| -> Vec<(String, String)> {
        let any = (String::new(), ui.text("common-any"));
        [any]
            .into_iter()
            .chain(all.into_iter().map(|word| (word.to_owned(), ui.word(family, word))))
            .collect()
    };
    let form = FilterForm::new(ui, "/sessions", &page.query);
    let shown = [("upcoming", "sessions-upcoming"), ("past", "sessions-past")];
    html! {
        nav.tabs aria-label=(ui.text("sessions-which")) {
            @for (value, text) in shown {
                @let here = (value == "past") == is_past;
                a href=(format!("/sessions?show={value}")) aria-current=[here.then_some("page")] { (ui.text(text)) }
            }
        }
        (form.render(html! {
            input type="hidden" name="show" value=(if is_past { "past" } else { "upcoming" });
            (form.input("date", "from", ui.text("common-from")))
            (form.input("date", "to", ui.text("common-to")))
            (form.select("kind", ui.text("sessions-kind"), &words("kind", Kind::ALL.iter().map(|one| one.as_str()).collect())))
            (form.select("status", ui.text("sessions-status"), &words("status", Status::ALL.iter().map(|one| one.as_str()).collect())))
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
                (session_link(ui, stored)) " " span.muted { (kind_and_format(ui, session)) }
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
