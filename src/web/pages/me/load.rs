//! What is known of somebody's own lessons: a few queries, however many lessons.

use std::sync::Arc;

use chrono::Days;

use crate::app::live::{self, LiveSession};
use crate::app::session::history::{PastLesson, history};
use crate::app::session::list::{ListedSession, SessionQuery, list};
use crate::app::subscription::list::{ListedSubscription, of_person};
use crate::domain::session::Status;
use crate::domain::time::calendar::midnight;
use crate::domain::time::{Span, Timestamp};
use crate::http::pagination::{decode_cursor, encode_cursor};
use crate::http::problem::Problem;
use crate::store::Read;
use crate::store::verdict::history::StudentFilter;
use crate::web::route::PageRequest;
use crate::web::ui::Ui;

/// Lessons in the history at once.
const LIMIT: i64 = 50;
/// More than anybody has in thirty days.
const MOST_RECENT: i64 = 300;
/// Subscriptions that are looked at, the newest first.
const MOST_SUBSCRIPTIONS: i64 = 20;

/// What is known of the caller.
pub struct OwnLessons {
    pub today: Vec<Arc<LiveSession>>,
    pub next: Option<ListedSession>,
    /// Of the last thirty days, the newest first.
    pub recent: Vec<PastLesson>,
    pub history: Vec<PastLesson>,
    /// The newest first.
    pub subscriptions: Vec<ListedSubscription>,
    /// Where the history goes on.
    pub cursor: Option<String>,
}

impl OwnLessons {
    /// Whether there was or will be a lesson, or one was paid for.
    pub fn is_any(&self) -> bool {
        !(self.today.is_empty() && self.history.is_empty() && self.subscriptions.is_empty())
            || self.next.is_some()
    }

    pub async fn load(page: &PageRequest) -> Result<OwnLessons, Problem> {
        let (ui, scope) = (&page.ui, &page.scope);
        let mut read = page.read().await?;
        let recent = past(page, &mut read, days_ago(ui, 30), None, MOST_RECENT).await?;
        let before = decode_cursor(page.query.optional("cursor"))?;
        let mut history = past(page, &mut read, Timestamp::MIN, before.as_ref(), LIMIT + 1).await?;
        let limit = usize::try_from(LIMIT).unwrap_or(0);
        let more = history.len() > limit;
        history.truncate(limit);
        let cursor = history.last().filter(|_| more).map(|last| encode_cursor(&last.cursor()));
        let today = live::board(&page.app, &mut read, scope, ui.today()).await?.sessions;
        let soonest = SessionQuery {
            starting: Span::new(ui.now, Timestamp::MAX),
            teacher: None,
            status: None,
            kind: None,
            needs_review: false,
            upcoming_since: Some(ui.now),
            after: None,
            limit: 5,
        };
        let next = list(&mut read, scope, &soonest).await?;
        let is_own = |one: &ListedSession| one.students.contains(&page.caller.person);
        let next = next.into_iter().find(|one| is_own(one) && one.session.status != Status::Cancelled);
        let subscriptions = of_person(&mut read, scope, &page.caller.person, MOST_SUBSCRIPTIONS).await?;
        Ok(OwnLessons { today, next, recent, history, subscriptions, cursor })
    }
}

/// The caller's lessons that have begun, since then and beyond `before`.
async fn past(
    page: &PageRequest,
    read: &mut Read,
    from: Timestamp,
    before: Option<&(Timestamp, String)>,
    limit_each: i64,
) -> Result<Vec<PastLesson>, Problem> {
    let starting = Span::new(from, page.ui.now.plus(1));
    let filter = StudentFilter { people: &[&page.caller.person], starting, before, limit_each };
    let found = history(read, &page.scope, filter).await?;
    Ok(found.into_values().next().unwrap_or_default())
}

/// The local midnight that begins the last so many days, today counted.
pub fn days_ago(ui: &Ui, days: u64) -> Timestamp {
    midnight(ui.today().checked_sub_days(Days::new(days - 1)).unwrap_or_else(|| ui.today()), ui.zone)
}
