//! `/lines/{id}`: the proof of one amount, on one sheet: how it was computed, the verdicts and the rule it rests on, what
//! was seen, and the evidence.

mod because;
mod evidence;
mod seen;

use maud::{Markup, html};

use self::because::because;
use self::evidence::from_evidence;
use self::seen::seen;
use crate::app::money::period_calendar::PeriodCalendar;
use crate::app::session::explain::{Explanation, explain_line};
use crate::app::session::timeline::session_timeline;
use crate::domain::money::charge_pay_table::LineKind;
use crate::domain::money::line::Blocked;
use crate::domain::money::written_rate::WrittenRate;
use crate::domain::time::SECOND;
use crate::http::problem::Problem;
use crate::http::roles::FINANCE;
use crate::http::roles::{LINE_READERS, PAY_READERS, SUBSCRIPTION_READERS};
use crate::http::route::Route;
use crate::store::money::lines::StoredLine;
use crate::text::args;
use crate::web::components::icon::icon;
use crate::web::components::money::held::decide;
use crate::web::components::money::period::month_address;
use crate::web::components::money::{line_money, price_text, rate_of, rate_words};
use crate::web::components::session::{session_link, session_title};
use crate::web::grants::BILL_READERS;
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, page};
use crate::web::ui::Ui;

pub fn routes() -> Vec<Route> {
    vec![page("/lines/{id}", "The proof of one amount").who(LINE_READERS).to(show)]
}

async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let ui = &page.ui;
    let explained = explain_line(&page.app, &page.scope, page.id()).await?;
    let line = explained.lines.first().ok_or_else(|| Problem::not_found("line"))?;
    let mut read = page.read().await?;
    let calendar = PeriodCalendar::load(&mut read, &page.scope).await?;
    let (session, as_of) = (explained.session.session.id.as_str(), explained.as_of);
    let timeline = session_timeline(&mut read, &page.scope, session, as_of).await?;
    let name = explained.names.get(&line.person_id).map_or("", String::as_str);
    let title = session_title(ui, &explained.session);
    let address =
        format!("{}{}", page.shared.public_url().unwrap_or_default().trim_end_matches('/'), ui.address);
    let body = html! {
        (way_back(ui, &calendar, line))
        div.page-head { h1 { (ui.name(name)) " · " (session_link(ui, &explained.session)) } }
        p.muted {
            (ui.instant(line.session_start, &ui.formats().long_date(ui.day_of(line.session_start)))) ", "
            bdi { (ui.clock(explained.session.session.start)) "–" (ui.clock(explained.session.session.end)) }
        }
        p.answer {
            strong.proof-amount { @match line_money(line) { Some(money) => (ui.money(money)), None => (line.currency) } }
            @if line.blocked.is_none() { " = " } @else { " · " }
            (how(ui, line))
        }
        @if let Some(why) = line.blocked { (mend(ui, line, why)) }
        (because(ui, line, &explained))
        (seen(ui, &explained, &timeline))
        (from_evidence(ui, &explained))
        (rules(ui, line, &explained))
        p.no-print.muted.small { (icon("i-print")) " " (ui.text("line-print")) }
        p.only-print.address { (address) }
    };
    Ok(WebPage::new(format!("{name} · {title}"), body))
}

/// To the month the line is in, where its person stands open.
fn way_back(ui: &Ui, calendar: &PeriodCalendar, line: &StoredLine) -> Markup {
    let (path, text, grants) = match line.kind {
        LineKind::Pay => ("/payroll", "payroll-title", PAY_READERS),
        LineKind::Charge => ("/billing", "billing-title", BILL_READERS),
    };
    let period = calendar.periods_between(line.session_start, line.session_start).into_iter().next();
    let Some(period) = period.filter(|_| ui.may(grants)) else { return html! {} };
    let address =
        format!("{}&person={}#person-{}", month_address(path, &period), line.person_id, line.person_id);
    html! {
        nav.crumbs {
            a href=(address) { (ui.text(text)) " · " (ui.formats().month(period.year, period.month)) }
        }
    }
}

/// How the amount came to be, in one sentence.
fn how(ui: &Ui, line: &StoredLine) -> String {
    if let Some(why) = line.blocked {
        return ui.word("blocked", why.as_str());
    }
    if line.covered_by.is_some() {
        return ui.text("line-covered");
    }
    let Some(rate) = rate_of(line) else { return ui.text("line-nothing") };
    let since = ui.formats().date(rate.valid_from);
    if let Some(price) = rate.per_hour {
        let what = match line.cell.as_deref() {
            Some("own") => "line-time-own",
            Some("copresence") => "line-time-together",
            Some("planned") => "line-time-planned",
            _ => "line-time",
        };
        let time = ui.say(what, args![time = ui.duration(line.millis / SECOND)]);
        return ui.say("line-per-hour", args![time = time, price = price_text(ui, price), since = since]);
    }
    match rate.per_session {
        Some(price) if line.minor != 0 => {
            ui.say("line-per-session", args![price = price_text(ui, price), since = since])
        }
        _ => ui.text("line-session-not-counted"),
    }
}

/// The one click that mends a line that is held back.
fn mend(ui: &Ui, line: &StoredLine, why: Blocked) -> Markup {
    let kind = line.kind.as_str();
    html! {
        div.banner.attention {
            (icon("i-warning"))
            p { (ui.text(match why {
                Blocked::MissingRate => "line-mend-missing-rate",
                Blocked::NeedsReview => "line-mend-needs-review",
                Blocked::Unsettled => "line-mend-unsettled",
            })) }
            @match why {
                Blocked::MissingRate if ui.may(FINANCE) => {
                    a.button.small href=(format!("/rates?for={kind}&who=person:{}#add", line.person_id)) { (ui.text("money-add-rate")) }
                }
                _ => { (decide(ui, &line.session_id)) }
            }
        }
    }
}

/// The rate, and the version of the organisation's rules it was computed by.
fn rules(ui: &Ui, line: &StoredLine, explained: &Explanation) -> Markup {
    let patch = serde_json::to_string_pretty(&explained.session.policy_patch).unwrap_or_default();
    html! {
        dl.facts {
            @if let Some(rate) = rate_of(line) {
                div {
                    dt { (ui.text("money-rate")) }
                    dd { (rate_fact(ui, &rate, explained)) }
                }
            }
            div {
                dt { (ui.text("line-policy")) }
                dd {
                    (ui.say("line-policy-version", args![version = line.policy_version]))
                    @if patch != "{}" {
                        details { summary { (ui.text("line-policy-patch")) } pre { code translate="no" { (patch) } } }
                    }
                }
            }
            @if let Some(subscription) = &line.covered_by {
                div { dt { (ui.text("subscription-mine")) } dd {
                    @if ui.may(SUBSCRIPTION_READERS) {
                        a href=(format!("/subscriptions/{subscription}")) { (ui.text("line-covered-ledger")) }
                    } @else { (ui.text("line-covered")) }
                } }
            }
            div { dt { (ui.text("line-as-of")) } dd { (ui.instant(explained.as_of, &ui.date_and_clock(explained.as_of))) } }
            div { dt { (ui.text("line-id")) } dd { code translate="no" { (line.id) } } }
        }
    }
}

/// `55.00 per hour, Aisha Rahman, since 28 Oct 2026`
fn rate_fact(ui: &Ui, rate: &WrittenRate, explained: &Explanation) -> Markup {
    use crate::web::components::money::rate_form::kind_or_all;
    let since = ui.say("line-since", args![day = ui.formats().date(rate.valid_from)]);
    html! {
        (rate_words(ui, rate)) " · "
        @match &rate.person_id {
            Some(person) => (ui.name(explained.names.get(person).map_or("", String::as_str))),
            None => (kind_or_all(ui, rate.kind)),
        }
        " · " (since)
        @if ui.may(FINANCE) { " " a.no-print href="/rates" { (ui.text("line-all-rates")) } }
    }
}
