//! `/today`: what goes on right now, and what waits for whoever looks.

mod card;
mod stream;
mod summary;
mod waiting;

use chrono::NaiveDate;
use maud::{Markup, html};

use crate::app::live::{self, Board, LiveSession};
use crate::domain::session::Status;
use crate::http::problem::Problem;
use crate::http::roles::SESSION_READERS;
use crate::http::route::Route;
use crate::text::args;
use crate::web::components::empty::empty;
use crate::web::components::icon::icon;
use crate::web::components::live::live_state;
use crate::web::grants::BOARD_WATCHERS;
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, page};
use crate::web::ui::Ui;

pub fn routes() -> Vec<Route> {
    vec![
        page("/today", "What goes on right now").who(BOARD_WATCHERS).to(show),
        page("/today/live", "Changes of what goes on, as events").who(BOARD_WATCHERS).to(stream::follow),
    ]
}

async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let ui = &page.ui;
    let day = page.query.day("day")?.unwrap_or(ui.today());
    let mut read = page.read().await?;
    let board = live::board(&page.app, &mut read, &page.scope, day).await?;
    let waits = waiting::load(&mut read, ui, &page.scope).await?;
    let body = html! {
        div.page-head {
            h1 { (ui.say("today-heading", args![day = ui.formats().long_date(day)])) }
            div.actions { @if day == ui.today() { (live_state(ui)) } }
        }
        (summary::answer(ui, &board.sessions, board.figures))
        (summary::figures(ui, board.figures))
        (waiting::render(ui, &waits))
        (lessons(ui, &board, day))
    };
    Ok(WebPage::new(ui.text("today-title"), body).wide())
}

fn lessons(ui: &Ui, board: &Board, day: NaiveDate) -> Markup {
    let is_over = |one: &LiveSession| !matches!(one.status, Status::Ongoing) && one.end <= ui.now;
    let (over, rest): (Vec<_>, Vec<_>) =
        board.sessions.iter().partition(|one| is_over(one) || one.status == Status::Cancelled);
    let (running, soon): (Vec<_>, Vec<_>) = rest.into_iter().partition(|one| one.status == Status::Ongoing);
    let stream = (day == ui.today()).then_some("/today/live");
    html! {
        div #board data-live=[stream] {
            @if board.sessions.is_empty() {
                (empty("i-calendar", &ui.text("today-empty"), &ui.text("today-empty-what"),
                    html! { @if ui.may(SESSION_READERS) { a.button href="/sessions" { (ui.text("today-all-sessions")) (icon("i-chevron")) } } }))
            }
            @for (heading, sessions) in [("today-running", running), ("today-soon", soon)] {
                @if !sessions.is_empty() {
                    section.section { h2 { (ui.text(heading)) } div.cards { @for one in sessions { (card::card(ui, one)) } } }
                }
            }
            @if !over.is_empty() {
                details.more open[over.len() == board.sessions.len()] {
                    summary { (ui.say("today-over", args![count = over.len()])) }
                    div.cards { @for one in over { (card::card(ui, one)) } }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::people::Role;
    use crate::testing::TestServer;
    use axum::http::StatusCode;

    #[tokio::test]
    async fn an_empty_day_says_what_to_do_next() {
        let server = TestServer::new().await;
        let (status, html) = server.get("/today").html_by(Role::Receptionist).await;
        assert_eq!(status, StatusCode::OK);
        assert!(html.contains("id=\"answer\"") && html.contains("data-live=\"/today/live\""), "{html}");
        let (status, _) = server.get("/today").html_by(Role::Student).await;
        assert_eq!(status, StatusCode::FORBIDDEN);
        let (status, _) = server.get("/today?day=0000-13-01").html_by(Role::Admin).await;
        assert_eq!(status, StatusCode::BAD_REQUEST);
    }
}
