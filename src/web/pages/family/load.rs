//! What the page of a family is made of: a few queries, however many children.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::Days;

use crate::app::live::{self, LiveSession};
use crate::app::money::billing::billing;
use crate::app::money::period_calendar::PeriodCalendar;
use crate::app::session::history::{PastLesson, history};
use crate::app::session::list::{ListedSession, SessionQuery, list};
use crate::app::subscription::list::{self as subscription, ListedSubscription};
use crate::domain::money::amount::Money;
use crate::domain::people::Role;
use crate::domain::time::calendar::midnight;
use crate::domain::time::{Span, Timestamp};
use crate::http::problem::Problem;
use crate::store::subscription::listing::SubscriptionFilter;
use crate::store::verdict::history::StudentFilter;
use crate::web::components::visits::VisitsByPerson;
use crate::web::route::PageRequest;

/// Lessons of the last thirty days of each child, at most.
const MOST_LESSONS: i64 = 100;
/// Lessons to come that are looked through for all children together.
const MOST_UPCOMING: i64 = 100;
/// Subscriptions of all children that are looked at, the newest first.
const MOST_SUBSCRIPTIONS: i64 = 100;
/// More children than in any family; somebody who pays for a whole school sees the first of them.
const MOST_CHILDREN: usize = 30;

pub struct FamilyView {
    /// By name.
    pub children: Vec<ChildToday>,
    /// Of all children.
    pub visits: VisitsByPerson,
    /// Of all children, the newest first.
    pub subscriptions: Vec<ListedSubscription>,
    /// `None` where nothing is charged for anybody.
    pub bill: Option<PeriodBill>,
}

/// One child.
pub struct ChildToday {
    pub id: String,
    pub name: String,
    /// The lessons of today, by start.
    pub today: Vec<Arc<LiveSession>>,
    /// Of the last thirty days, the newest first.
    pub recent: Vec<PastLesson>,
    /// The next first.
    pub upcoming: Vec<ListedSession>,
}

/// The bill of the current period so far.
pub struct PeriodBill {
    pub year: i32,
    pub month: u32,
    pub span: Span,
    pub amounts: Vec<Money>,
    /// Lines that are held back.
    pub waiting: i64,
}

impl FamilyView {
    pub async fn load(page: &PageRequest) -> Result<FamilyView, Problem> {
        let (ui, scope) = (&page.ui, &page.scope);
        let mut read = page.read().await?;
        let mut ids: BTreeSet<&str> = page.caller.household_members.iter().map(String::as_str).collect();
        ids.insert(&page.caller.person);
        let mut people = read.find_people(scope.organization(), &ids).await?;
        let is_child = |role: &BTreeSet<Role>| role.contains(&Role::Student);
        people.retain(|person| is_child(&person.roles) && person.is_active);
        people.sort_by(|a, b| ui.formats().compare(&a.name, &b.name).then_with(|| a.id.cmp(&b.id)));
        people.truncate(MOST_CHILDREN);
        let children: Vec<&str> = people.iter().map(|person| person.id.as_str()).collect();
        let month_ago = ui.today().checked_sub_days(Days::new(29)).unwrap_or_else(|| ui.today());
        let filter = StudentFilter {
            people: &children,
            starting: Span::new(midnight(month_ago, ui.zone), ui.now.plus(1)),
            before: None,
            limit_each: MOST_LESSONS,
        };
        let mut recent = history(&mut read, scope, filter).await?;
        let visits = VisitsByPerson::load(&mut read, scope.organization(), &children, ui.now).await?;
        let board = live::board(&page.app, &mut read, scope, ui.today()).await?;
        let upcoming = SessionQuery {
            starting: Span::new(ui.now, Timestamp::MAX),
            teacher: None,
            status: None,
            kind: None,
            needs_review: false,
            upcoming_since: Some(ui.now),
            after: None,
            limit: MOST_UPCOMING,
        };
        let upcoming = list(&mut read, scope, &upcoming).await?;
        let today_of = |child: &str| {
            let all = board.sessions.iter();
            all.filter(|session| session.people.iter().any(|one| one.id == child)).cloned().collect()
        };
        let upcoming_of = |child: &str| {
            let own = |one: &&ListedSession| one.students.iter().any(|student| student == child);
            upcoming.iter().filter(own).take(3).cloned().collect()
        };
        let children = people
            .into_iter()
            .map(|person| ChildToday {
                today: today_of(&person.id),
                recent: recent.remove(&person.id).unwrap_or_default(),
                upcoming: upcoming_of(&person.id),
                id: person.id,
                name: person.name,
            })
            .collect();
        let subscriptions =
            subscription::list(&mut read, scope, &SubscriptionFilter::default(), MOST_SUBSCRIPTIONS).await?;
        let calendar = PeriodCalendar::load(&mut read, scope).await?;
        drop(read);
        let bill = bill(page, &calendar).await?;
        Ok(FamilyView { children, visits, subscriptions, bill })
    }
}

async fn bill(page: &PageRequest, calendar: &PeriodCalendar) -> Result<Option<PeriodBill>, Problem> {
    let now = page.ui.now;
    let Some(period) = calendar.periods_between(now, now).into_iter().next() else { return Ok(None) };
    let billing = billing(&page.app, &page.caller, &page.scope, period.year, period.month).await?;
    Ok(billing.map(|billing| PeriodBill {
        year: period.year,
        month: period.month,
        span: period.span,
        amounts: billing.total.amounts(billing.currency),
        waiting: billing.total.blocked.values().sum(),
    }))
}
