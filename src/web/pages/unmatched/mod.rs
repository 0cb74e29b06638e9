//! `/unmatched`: whoever was seen in sessions and belongs to nobody yet, and saying who it is.

use maud::{Markup, html};

use crate::app::people::bind::{Binding, bind_identities};
use crate::app::people::search::{people_meant, some_people};
use crate::app::people::unmatched::{UnmatchedIdentity, list};
use crate::domain::people::Identity;
use crate::http::identity_id::decode_identity;
use crate::http::pagination::{decode_cursor, encode_cursor};
use crate::http::problem::Problem;
use crate::http::roles::ADMINS;
use crate::http::route::Route;
use crate::store::Write;
use crate::store::people::Person;
use crate::store::session::StoredSession;
use crate::text::args;
use crate::web::address::own_address;
use crate::web::answer::Done;
use crate::web::components::empty::empty;
use crate::web::components::pager::next_page;
use crate::web::components::session::session_link;
use crate::web::components::stranger::{
    HOW_FIELD, HOW_NOBODY, HOW_SEARCH, Stranger, StrangerProposal, people_list,
};
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, form, page};
use crate::web::ui::Ui;
use crate::web::ui::fields::PAGE_FIELD;

/// Identities on a page.
const LIMIT: usize = 50;
/// People offered before somebody types.
const MAX_PEOPLE_OFFERED: i64 = 500;
/// Sessions of one identity that are named.
const MAX_SESSIONS_SHOWN: usize = 5;
/// People named where several fit.
const MAX_NAMED: usize = 5;

pub fn routes() -> Vec<Route> {
    vec![
        page("/unmatched", "Whoever was seen and belongs to nobody yet").who(ADMINS).to(show),
        form("/unmatched/{id}/bind", "Say whose an identity is").who(ADMINS).to(bind),
    ]
}

async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let ui = &page.ui;
    let after: Option<Identity> = decode_cursor(page.query.optional("cursor"))?;
    let mut read = page.read().await?;
    let wanted = i64::try_from(LIMIT).unwrap_or(i64::MAX) + 1;
    let mut found = list(&mut read, &page.scope, None, after.as_ref(), wanted).await?;
    let has_more = found.len() > LIMIT;
    found.truncate(LIMIT);
    let next = found.last().filter(|_| has_more).map(|last| encode_cursor(&last.identity));
    let people = match found.is_empty() {
        true => Vec::new(),
        false => some_people(&mut read, &page.scope, MAX_PEOPLE_OFFERED).await?,
    };
    let names = expected_names(&mut read, &page, &found).await?;
    let answer = match has_more {
        true => ui.say("unmatched-answer-many", args![count = found.len()]),
        false => ui.say("unmatched-answer", args![count = found.len()]),
    };
    let body = html! {
        div.page-head { h1 { (ui.text("unmatched-title")) } }
        @if found.is_empty() && after.is_none() {
            p.answer { (ui.text("unmatched-answer-none")) }
            (empty("i-check", &ui.text("unmatched-empty"), &ui.text("unmatched-empty-what"), html! {
                a.button href="/sessions?show=past" { (ui.text("unmatched-sessions")) }
            }))
        } @else {
            p.answer { (answer) }
            p { (ui.text("unmatched-what")) }
            div.cards { @for one in &found { (card(ui, one, &names, &page.caller.person)) } }
            (people_list(&people))
            (next_page(ui, &page.query, next.as_deref()))
        }
    };
    Ok(WebPage::new(ui.text("unmatched-title"), body))
}

type Names = std::collections::BTreeMap<String, String>;

async fn expected_names(
    read: &mut crate::store::Read,
    page: &PageRequest,
    found: &[UnmatchedIdentity],
) -> Result<Names, Problem> {
    let sessions = found.iter().flat_map(|one| &one.sessions).map(|stored| &stored.session);
    let ids = sessions.flat_map(|one| one.teacher.iter().chain(&one.students)).map(String::as_str).collect();
    Ok(read.people_names(page.scope.organization(), &ids).await?)
}

fn card(ui: &Ui, one: &UnmatchedIdentity, names: &Names, own: &str) -> Markup {
    let stranger = stranger_of(ui, one, names);
    let more = one.sessions.len().saturating_sub(MAX_SESSIONS_SHOWN);
    html! {
        article.card id=(stranger.element_id()) {
            h2 { (ui.name(stranger.shown_name())) }
            p.small.muted {
                (ui.word("source", one.identity.source.as_str())) " "
                code translate="no" { (ui.name(&one.identity.value)) }
            }
            p { (ui.say("unmatched-seen", args![count = one.sessions.len()])) }
            ul.list.plain {
                @for stored in one.sessions.iter().rev().take(MAX_SESSIONS_SHOWN) { (seen_in(ui, stored)) }
                @if more > 0 { li.muted { (ui.say("common-and-more", args![count = more])) } }
            }
            (stranger.actions(ui, Some(own)))
        }
    }
}

fn seen_in(ui: &Ui, stored: &StoredSession) -> Markup {
    let start = stored.session.start;
    html! {
        li {
            span.what {
                (session_link(ui, stored))
                span.sub { (ui.instant(start, &format!("{} {}", ui.day(start), ui.clock(start)))) }
            }
        }
    }
}

fn stranger_of<'a>(ui: &Ui, one: &'a UnmatchedIdentity, names: &Names) -> Stranger<'a> {
    let sessions = || one.sessions.iter().map(|stored| &stored.session);
    let ids: std::collections::BTreeSet<&String> =
        sessions().flat_map(|session| session.teacher.iter().chain(&session.students)).collect();
    let roster: Vec<(String, String)> =
        ids.into_iter().filter_map(|id| Some((id.clone(), names.get(id)?.clone()))).collect();
    let all = one.sessions.len();
    let by_email = one.same_email.iter().map(|(id, name)| StrangerProposal {
        person: id.clone(),
        name: name.clone(),
        why: ui.text("unmatched-same-email"),
    });
    let has_email = |id: &str| one.same_email.as_ref().is_some_and(|(other, _)| other == id);
    let by_name = one.proposals.iter().filter(|proposed| !has_email(&proposed.person_id)).map(|proposed| {
        let expected = sessions().filter(|session| session.is_on_roster(&proposed.person_id)).count();
        let id = if proposed.score >= 1.0 { "unmatched-same-name" } else { "unmatched-similar-name" };
        StrangerProposal {
            person: proposed.person_id.clone(),
            name: proposed.name.clone(),
            why: ui.say(id, args![expected = expected, all = all]),
        }
    });
    Stranger {
        identity: &one.identity,
        display_name: one.display_name.as_deref(),
        proposals: by_email.chain(by_name).collect(),
        roster,
    }
}

/// Whose it is: a person of a proposal or of the roster, anybody who is meant by what was typed, or nobody of ours.
async fn bind(page: PageRequest) -> Result<Done, Problem> {
    let ui = &page.ui;
    let identity = decode_identity(page.id())?;
    let mut write = page.write().await?;
    let owner = match page.form.text(HOW_FIELD) {
        HOW_NOBODY => None,
        HOW_SEARCH => Some(chosen(&mut write, &page).await?),
        person => Some(person.to_owned()),
    };
    let name = match &owner {
        None => None,
        Some(person) => {
            let names = write.people_names(page.scope.organization(), &[person.as_str()].into()).await?;
            names.into_values().next()
        }
    };
    let binding = Binding { identity, person: owner };
    let sessions = bind_identities(&mut write, &page.actor(), &[binding]).await?;
    let said = match name {
        Some(name) => ui.say("unmatched-bound", args![name = name, count = sessions]),
        None => ui.say("unmatched-nobody-done", args![count = sessions]),
    };
    let to = own_address(page.form.text(PAGE_FIELD)).unwrap_or("/unmatched").to_owned();
    page.commit(write, Done::to(to).saying(said)).await
}

/// The person of the roster that was chosen, or whoever is meant by what was typed.
async fn chosen(write: &mut Write, page: &PageRequest) -> Result<String, Problem> {
    let ui = &page.ui;
    let Some(said) = page.form.optional("who") else { return Ok(page.form.required("person")?.to_owned()) };
    let refused = |code, detail: String| Problem::unprocessable(code, detail).at_field("who");
    let mut meant: Vec<Person> = people_meant(write, &page.scope, said).await?;
    match meant.len() {
        1 => Ok(meant.remove(0).id),
        0 => Err(refused("unknown_person", ui.say("unmatched-nobody-called", args![who = said]))),
        _ => {
            let named: Vec<&str> = meant.iter().take(MAX_NAMED).map(|one| one.name.as_str()).collect();
            let (count, names) = (meant.len(), named.join(", "));
            Err(refused("ambiguous_person", ui.say("unmatched-several", args![count = count, names = names])))
        }
    }
}
