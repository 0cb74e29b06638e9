//! Subscriptions on any page: what is left, drawn as a small bar, what it is for, the signs that ask for attention, the
//! cards of somebody's own, and the form that gives a session its time.

use chrono::NaiveDate;
use maud::{Markup, html};

use crate::app::subscription::list::ListedSubscription;
use crate::domain::session::Kind;
use crate::domain::subscription::Subscription;
use crate::store::subscription::unscheduled::UnscheduledSession;
use crate::text::args;
use crate::web::components::field::FormView;
use crate::web::ui::Ui;

/// The bar is this wide and high, in its own units.
const WIDTH: i64 = 120;
const HEIGHT: i64 = 8;
/// Up to so many sessions each is a piece of the bar.
const MOST_PIECES: i64 = 20;

/// What the package is called, else the kind it is for.
pub fn what_for(ui: &Ui, one: &ListedSubscription) -> String {
    match &one.package_name {
        Some(name) => name.clone(),
        None => kind_of(ui, one.stored.account.subscription.kind),
    }
}

/// The kind something is for; every kind where it says none.
pub fn kind_of(ui: &Ui, kind: Option<Kind>) -> String {
    kind.map_or_else(|| ui.text("subscription-every-kind"), |kind| ui.word("kind", kind.as_str()))
}

/// The days it is valid on.
pub fn days(ui: &Ui, subscription: &Subscription) -> String {
    valid_days(ui, subscription.valid_from, subscription.valid_until)
}

/// From a day on, until another where there is one.
pub fn valid_days(ui: &Ui, from: NaiveDate, until: Option<NaiveDate>) -> String {
    let from = ui.formats().date(from);
    match until {
        None => ui.say("subscription-days-open", args![from = from]),
        Some(until) => ui.say("subscription-days", args![from = from, until = ui.formats().date(until)]),
    }
}

/// `3 of 8 left`, with the bar.
pub fn balance(ui: &Ui, one: &ListedSubscription) -> Markup {
    let balance = one.stored.account.balance;
    let whole = (balance.granted + balance.corrections).max(balance.left()).max(1);
    html! {
        span.balance {
            span.nowrap { (ui.say("subscription-left", args![left = balance.left(), granted = whole])) }
            (bar(ui, one, balance.left(), whole))
        }
    }
}

/// The bar: what is left in colour, what is used pale. It says nothing that the words beside it do not.
fn bar(ui: &Ui, one: &ListedSubscription, left: i64, whole: i64) -> Markup {
    let ink = match () {
        () if one.has_ended(ui.today()) => "ended",
        () if left == 0 => "none",
        () if one.is_low(ui.today()) => "low",
        () => "enough",
    };
    let pieces = whole.min(MOST_PIECES);
    let gap = if pieces > 1 { 2 } else { 0 };
    let filled = (left.max(0) * pieces + whole - 1) / whole;
    let mirrored = ui.locale.is_right_to_left();
    let place = |piece: i64| if mirrored { pieces - 1 - piece } else { piece };
    html! {
        svg class=(format!("balance-bar {ink}")) viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) aria-hidden="true" {
            @for piece in 0..pieces {
                @let (begin, end) = (place(piece) * WIDTH / pieces, (place(piece) + 1) * WIDTH / pieces);
                rect class=(if piece < filled { "kept" } else { "gone" }) x=(begin) y="0"
                    width=(end - begin - gap) height=(HEIGHT) rx="2" {}
            }
        }
    }
}

/// What asks for attention, else nothing.
pub fn sign(ui: &Ui, one: &ListedSubscription) -> Markup {
    let today = ui.today();
    html! {
        @if one.has_ended(today) {
            span.pill { (ui.text("subscription-ended")) }
        } @else if one.stored.account.balance.left() == 0 {
            span.pill.negative { (ui.text("subscription-used-up")) }
        } @else if one.is_low(today) {
            span.pill.amber { (ui.text("subscription-low")) }
        } @else if one.stored.account.subscription.valid_from > today {
            span.pill.outline { (ui.text("subscription-to-come")) }
        }
    }
}

/// Somebody's subscriptions, each a line that opens its ledger.
pub fn own_list(ui: &Ui, all: &[&ListedSubscription]) -> Markup {
    html! {
        ul.list.plain {
            @for one in all {
                li {
                    span.what {
                        a.row-link href=(format!("/subscriptions/{}", one.id())) { (ui.name(&what_for(ui, one))) }
                        span.sub { (days(ui, &one.stored.account.subscription)) }
                        (balance(ui, one))
                    }
                    (sign(ui, one))
                }
            }
        }
    }
}

/// Those that matter now: what runs or comes, and of what has ended the last one where nothing runs.
fn current<'a>(ui: &Ui, all: &'a [ListedSubscription], person: &str) -> Vec<&'a ListedSubscription> {
    let own = || all.iter().filter(|one| one.stored.account.subscription.person == person);
    let running: Vec<&ListedSubscription> = own().filter(|one| !one.has_ended(ui.today())).collect();
    if running.is_empty() { own().take(1).collect() } else { running }
}

/// What a family should know: how many are left, or that nothing is.
fn advice(ui: &Ui, current: &[&ListedSubscription]) -> Option<String> {
    if current.is_empty() {
        return None;
    }
    let running: Vec<_> = current.iter().filter(|one| !one.has_ended(ui.today())).collect();
    let left: i64 = running.iter().map(|one| one.stored.account.balance.left()).sum();
    let id = match (running.is_empty(), left) {
        (true, _) => "subscription-advice-ended",
        (false, 0) => "subscription-advice-none",
        (false, 1) => "subscription-advice-low",
        _ => return None,
    };
    Some(ui.text(id))
}

/// Somebody's subscriptions that matter now, with what to do where little is left; nothing for who has none.
pub fn own_section(ui: &Ui, all: &[ListedSubscription], person: &str) -> Markup {
    let current = current(ui, all, person);
    html! {
        @if !current.is_empty() {
            @if let Some(advice) = advice(ui, &current) { p.banner.amber { (advice) } }
            (own_list(ui, &current))
        }
    }
}

/// The form that gives a session without a time its first one.
pub fn give_time(ui: &Ui, one: &UnscheduledSession) -> Markup {
    let action = format!("/sessions/{}/reschedule", one.id);
    let form = FormView::new(ui, &action);
    form.post_inline(html! {
        (form.input("datetime-local", "start", ui.text("subscription-time"), "").required())
        button.button { (ui.text("subscription-give-time")) }
    })
}
