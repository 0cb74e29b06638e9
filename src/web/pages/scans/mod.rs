//! `/scans`: every code that was scanned and every entry by hand, with why it was refused or what is odd about it.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};

use crate::app::checkin::log::{LoggedScan, list_scans};
use crate::app::people::search::people_meant;
use crate::domain::time::calendar::midnight;
use crate::domain::time::{Span, Timestamp};
use crate::http::pagination::{decode_cursor, encode_cursor};
use crate::http::problem::Problem;
use crate::http::roles::{EVENT_SCANNERS, SESSION_READERS};
use crate::http::route::Route;
use crate::store::Read;
use crate::store::checkin::scans::ScanFilter;
use crate::store::people::Person;
use crate::text::args;
use crate::web::components::empty::empty;
use crate::web::components::event::event_title;
use crate::web::components::filter::FilterForm;
use crate::web::components::icon::icon;
use crate::web::components::pager::next_page;
use crate::web::components::scan_log::{person_of, reasons_of};
use crate::web::components::session::session_title;
use crate::web::components::visits::MOST_VENUES;
use crate::web::grants::SCAN_WATCHERS;
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, page};
use crate::web::ui::Ui;
use crate::web::ui::fields::Fields;

/// Rows at once.
const ROWS: usize = 100;
/// People of one name that are offered.
const MOST_PEOPLE: usize = 20;

pub fn routes() -> Vec<Route> {
    vec![page("/scans", "Scans, the newest first").who(SCAN_WATCHERS).to(show)]
}

/// Whose scans are asked for.
enum Whose {
    Everybody,
    One(Box<Person>),
    /// A name that several have, or nobody.
    Unclear(Vec<Person>),
}

async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let (ui, query) = (&page.ui, &page.query);
    let organization = page.scope.organization();
    let mut read = page.read().await?;
    let whose = match (query.optional("person"), query.optional("name")) {
        (Some(id), _) => {
            let found = read.find_person(organization, id).await?;
            Whose::One(Box::new(found.ok_or_else(|| Problem::not_found("person"))?))
        }
        (None, Some(name)) => {
            let mut people = people_meant(&mut read, &page.scope, name).await?;
            match people.len() {
                1 => Whose::One(Box::new(people.remove(0))),
                _ => Whose::Unclear(people),
            }
        }
        (None, None) => Whose::Everybody,
    };
    let filter = filter(ui, query, &whose)?;
    let after = decode_cursor(query.optional("cursor"))?;
    let limit = i64::try_from(ROWS + 1).unwrap_or(i64::MAX);
    let mut scans = match &whose {
        Whose::Unclear(_) => Vec::new(),
        _ => list_scans(&mut read, organization, &filter, after.as_ref(), limit).await?,
    };
    let has_more = scans.len() > ROWS;
    scans.truncate(ROWS);
    let next = scans.last().filter(|_| has_more);
    let next = next.map(|last| encode_cursor(&(last.scan.scanned_at, last.scan.id.clone())));
    let venues = read.list_venues(organization, "", MOST_VENUES).await?;
    let places: BTreeMap<String, String> = venues.into_iter().map(|one| (one.id, one.name)).collect();
    let places = Places { venues: places, sessions: sessions_of(&mut read, ui, organization, &scans).await? };
    let refused = scans.iter().filter(|one| one.scan.refusal.is_some()).count();
    let body = html! {
        div.page-head { h1 { (ui.text("scans-title")) } }
        @match &whose {
            Whose::Unclear(people) => p.answer { (ui.say("scans-unclear", args![count = people.len()])) },
            _ => p.answer { (ui.say("scans-answer", args![count = scans.len(), refused = refused])) },
        }
        (filters(ui, query))
        @match &whose {
            Whose::One(person) => p.row {
                (ui.say("scans-of", args![name = &person.name])) " "
                a href=(address(query, None)) { (ui.text("scans-of-all")) }
            },
            Whose::Unclear(people) => ul.list {
                @for one in people.iter().take(MOST_PEOPLE) {
                    li { a.row-link href=(address(query, Some(&one.id))) { (ui.name(&one.name)) } }
                }
            },
            Whose::Everybody => {},
        }
        @if scans.is_empty() {
            @if !matches!(whose, Whose::Unclear(_)) {
                (empty("i-qr", &ui.text("scans-empty"), &ui.text("scans-empty-what"), html! {}))
            }
        } @else {
            (table(ui, query, &scans, &places))
            (next_page(ui, query, next.as_deref()))
        }
    };
    Ok(WebPage::new(ui.text("scans-title"), body).wide())
}

fn filter(ui: &Ui, query: &Fields, whose: &Whose) -> Result<ScanFilter, Problem> {
    let from = query.day("from")?.map_or(Timestamp::MIN, |day| midnight(day, ui.zone));
    let end = query.day("to")?.and_then(|day| day.succ_opt());
    let to = end.map_or(Timestamp::MAX, |day| midnight(day, ui.zone));
    let show = query.text("show");
    Ok(ScanFilter {
        span: Some(Span::new(from, to.max(from))),
        taken: match show {
            "accepted" => Some(true),
            "refused" => Some(false),
            _ => None,
        },
        person: match whose {
            Whose::One(person) => Some(person.id.clone()),
            _ => None,
        },
        to_look_at: show == "signs",
        ..ScanFilter::default()
    })
}

fn filters(ui: &Ui, query: &Fields) -> Markup {
    let form = FilterForm::new(ui, "/scans", query);
    let shown = [
        ("", "scans-all"),
        ("accepted", "scans-accepted"),
        ("refused", "scans-refused"),
        ("signs", "scans-signs"),
    ];
    let shown = shown.map(|(value, text)| (value.to_owned(), ui.text(text)));
    form.render(html! {
        (form.select("show", ui.text("scans-show"), &shown))
        (form.input("search", "name", ui.text("scans-person")))
        (form.input("date", "from", ui.text("common-from")))
        (form.input("date", "to", ui.text("common-to")))
    })
}

/// The same filters for one person, or for everybody.
fn address(query: &Fields, person: Option<&str>) -> String {
    let is_kept = |name: &str| matches!(name, "show" | "from" | "to");
    let mut fields: Vec<(String, String)> =
        query.0.iter().filter(|(name, value)| is_kept(name) && !value.is_empty()).cloned().collect();
    fields.extend(person.map(|id| ("person".to_owned(), id.to_owned())));
    format!("/scans?{}", Fields(fields).encode())
}

/// What the places of scans are called, by id.
struct Places {
    venues: BTreeMap<String, String>,
    sessions: BTreeMap<String, NamedSession>,
}

/// A lesson or an event.
struct NamedSession {
    title: String,
    /// Its page, where the viewer may open it.
    address: Option<String>,
}

async fn sessions_of(
    read: &mut Read,
    ui: &Ui,
    organization: &str,
    scans: &[LoggedScan],
) -> Result<BTreeMap<String, NamedSession>, Problem> {
    let ids: BTreeSet<&str> = scans.iter().filter_map(|one| one.scan.session_id.as_deref()).collect();
    let ids: Vec<&str> = ids.into_iter().collect();
    let mut places = BTreeMap::new();
    for event in read.find_events(organization, &ids).await? {
        let address = ui.may(EVENT_SCANNERS).then(|| format!("/events/{}", event.id));
        places.insert(event.id.clone(), NamedSession { title: event_title(ui, &event), address });
    }
    let others: Vec<&str> = ids.into_iter().filter(|id| !places.contains_key(*id)).collect();
    for session in read.find_sessions(organization, &others).await? {
        let address = ui.may(SESSION_READERS).then(|| format!("/sessions/{}", session.session.id));
        let place = NamedSession { title: session_title(ui, &session), address };
        places.insert(session.session.id, place);
    }
    Ok(places)
}

fn table(ui: &Ui, query: &Fields, scans: &[LoggedScan], places: &Places) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label=(ui.text("scans-title")) { table.table.cards-on-phone {
            thead { tr {
                th scope="col" { (ui.text("scans-who")) }
                th.num scope="col" { (ui.text("scans-when")) }
                th scope="col" { (ui.text("scans-what")) }
                th scope="col" { (ui.text("scans-result")) }
                th scope="col" { (ui.text("scans-by")) }
            } }
            tbody { @for one in scans { (row(ui, query, one, places)) } }
        } }
    }
}

fn row(ui: &Ui, query: &Fields, one: &LoggedScan, places: &Places) -> Markup {
    let LoggedScan { scan, person, scanned_by } = one;
    let place = scan.venue_id.as_ref().and_then(|id| places.venues.get(id));
    let at = format!("{}, {}", ui.day(scan.scanned_at), ui.clock_with_seconds(scan.scanned_at));
    let is_own = matches!((person, scanned_by), (Some(person), Some(by)) if person.id == by.id);
    let (class, symbol, result) = match (scan.refusal, scan.repeats.is_some()) {
        (Some(_), _) => ("pill negative", "i-cross", "scans-is-refused"),
        (None, true) => ("pill", "i-refresh", "scans-is-repeated"),
        (None, false) => ("pill positive", "i-check", "scans-is-accepted"),
    };
    html! {
        tr id=(format!("scan-{}", scan.id)) {
            td {
                @match person {
                    Some(found) => a href=(address(query, Some(&found.id))) { (person_of(ui, Some(found))) },
                    None => (person_of(ui, None)),
                }
            }
            td.num data-label=(ui.text("scans-when")) {
                (ui.instant(scan.scanned_at, &at))
                @if scan.is_queued { span.sub { (ui.say("scans-queued", args![clock = ui.clock(scan.received_at)])) } }
            }
            td data-label=(ui.text("scans-what")) {
                @match scan.purpose {
                    Some(purpose) => (ui.word("codepurpose", purpose.as_str())),
                    None if scan.refusal.is_some() => "–",
                    None => (ui.word("visitsource", "admin_manual")),
                }
                @if let Some(place) = place { span.sub { (ui.name(place)) } }
                @if let Some(place) = scan.session_id.as_ref().and_then(|id| places.sessions.get(id)) {
                    span.sub { a href=[&place.address] { (ui.name(&place.title)) } }
                }
            }
            td data-label=(ui.text("scans-result")) {
                span class=(class) { (icon(symbol)) (ui.text(result)) }
                @for reason in reasons_of(ui, scan) { span.sub { (reason) } }
            }
            td data-label=(ui.text("scans-by")) {
                @if is_own { (ui.text("scans-by-oneself")) } @else { (person_of(ui, scanned_by.as_ref())) }
            }
        }
    }
}

#[cfg(test)]
mod tests;
