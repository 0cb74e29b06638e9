//! The letters of the demo: its mail server takes what is sent to families and staff, and hands it on to nobody; on `/demo/mail`
//! a visitor reads what each of them got. Only the demo has these pages: it adds them to its own router.

mod pages;
mod read;

use std::sync::Arc;

use anyhow::Context;
use axum::Router;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde::Deserialize;
use tokio::net::TcpListener;

pub use self::pages::PATH;
use self::read::ReadLetter;
use crate::clock::Clock;
use crate::config::MailConfig;
use crate::net::smtp_url::SmtpUrl;
use crate::simulator::mail::{MailLimits, SimulatedMail};

/// Who the letters are from. The name is each organisation's own.
const SENDER: &str = "Rollcall <rollcall@demo.example>";
/// Letters on a page.
const PAGE: usize = 50;

/// The mail server of one run, and the pages of its letters.
#[derive(Clone)]
pub struct DemoMail(SimulatedMail);

/// The settings that have mail handed in where `listener` listens.
pub fn settings(listener: &TcpListener) -> anyhow::Result<MailConfig> {
    let url = SmtpUrl::parse(&format!("smtp://{}", listener.local_addr()?))?;
    let from = SENDER.parse().ok().context("the sender of the demo's letters")?;
    Ok(MailConfig { url: Some(url), from: Some(from), ..MailConfig::default() })
}

#[derive(Deserialize)]
struct ListQuery {
    /// Only those to this address.
    to: Option<String>,
    /// Only those before this one.
    before: Option<u64>,
}

impl DemoMail {
    /// Takes letters from now on, as of this clock.
    pub fn start(clock: Arc<dyn Clock>, listener: TcpListener) -> DemoMail {
        let mail = SimulatedMail::new(clock, MailLimits::default());
        tokio::spawn(mail.clone().serve(listener));
        DemoMail(mail)
    }

    /// The `Message-ID` of every letter that is kept.
    pub fn message_ids(&self) -> Vec<String> {
        self.0.letters().iter().map(|one| ReadLetter::of(&one.content).message_id).collect()
    }

    /// The pages of the letters, beside those of the program.
    pub fn add_to(&self, router: Router) -> Router {
        let (list, one, html) = (self.clone(), self.clone(), self.clone());
        router
            .route(PATH, get(async move |Query(query): Query<ListQuery>| list.list(&query)))
            .route("/demo/mail/{number}", get(async move |Path(number): Path<u64>| one.letter(number)))
            .route("/demo/mail/{number}/letter", get(async move |Path(number): Path<u64>| html.html(number)))
    }

    fn list(&self, query: &ListQuery) -> Response {
        let all = self.0.letters();
        let is_asked = |to: &str| query.to.as_ref().is_none_or(|asked| asked == to);
        let mut letters = all
            .iter()
            .filter(|one| query.before.is_none_or(|before| one.number < before))
            .filter(|one| one.recipients.iter().any(|to| is_asked(to)));
        let page: Vec<_> =
            letters.by_ref().take(PAGE).map(|one| (&**one, ReadLetter::of(&one.content))).collect();
        let has_more = letters.next().is_some();
        pages::list(&page, query.to.as_deref(), query.before.is_none(), has_more)
    }

    fn letter(&self, number: u64) -> Response {
        match self.0.letter(number) {
            Some(letter) => pages::letter(&letter, &ReadLetter::of(&letter.content)),
            None => gone(),
        }
    }

    fn html(&self, number: u64) -> Response {
        let read = self.0.letter(number).map(|letter| ReadLetter::of(&letter.content));
        match read.and_then(|read| read.html) {
            Some(html) => pages::framed(html),
            None => gone(),
        }
    }
}

fn gone() -> Response {
    (StatusCode::NOT_FOUND, "There is no such letter here.\n").into_response()
}
