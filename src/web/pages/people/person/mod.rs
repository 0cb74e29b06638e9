//! `/people/{id}`: one person with everything an office asks about them, and what it may change.

mod actions;
mod identities;
mod memberships;
mod rates;
mod sessions;
mod visits;

use std::collections::BTreeSet;

use maud::{Markup, html};

use self::memberships::OwnMemberships;
use super::fields::{self, PersonFields};
use super::summary::{account_pill, email_of, roles_of};
use crate::app::people;
use crate::app::session::of_person::{OwnSession, recent};
use crate::app::subscription::list::{ListedSubscription, of_person as subscriptions_of};
use crate::domain::money::rate::RateScope;
use crate::domain::people::preferences::Language;
use crate::domain::people::{Identity, Role};
use crate::http::problem::Problem;
use crate::http::roles::ADMINS;
use crate::http::route::Route;
use crate::store::money::rates::StoredRate;
use crate::store::people::Person;
use crate::store::people::households::Household;
use crate::text::{args, without_controls};
use crate::web::components::dialog::Dialog;
use crate::web::components::field::FormView;
use crate::web::components::icon::icon;
use crate::web::components::subscription::own_list;
use crate::web::components::visits::VisitsByPerson;
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, page};
use crate::web::ui::Ui;

/// Sessions that are shown.
const SESSIONS: i64 = 10;
/// Subscriptions that are shown, the newest first.
const SUBSCRIPTIONS: i64 = 5;
/// Nobody has more identities.
const IDENTITIES: i64 = 500;

pub fn routes() -> Vec<Route> {
    let own = vec![page("/people/{id}", "One person").who(ADMINS).to(show)];
    [own, actions::routes(), identities::routes(), memberships::routes(), rates::routes(), visits::routes()]
        .concat()
}

/// What the page shows.
struct PersonView {
    person: Person,
    language: Option<Language>,
    household: Option<Household>,
    /// Households they pay for or belong to.
    households: Vec<Household>,
    identities: Vec<Identity>,
    rates: Vec<StoredRate>,
    sessions: Vec<OwnSession>,
    suggested: Vec<String>,
    subscriptions: Vec<ListedSubscription>,
    memberships: OwnMemberships,
    visits: VisitsByPerson,
}

impl PersonView {
    async fn load(page: &PageRequest) -> Result<PersonView, Problem> {
        let mut read = page.read().await?;
        let organization = page.scope.organization();
        let person = people::find(&mut read, &page.scope, page.id()).await?;
        let households = read.households_of(organization, &person.id).await?;
        let identities = read.list_identities(organization, &person.id, None, IDENTITIES).await?;
        let mut rates = read.list_rates(organization).await?;
        rates.retain(|one| matches!(&one.rate.scope, RateScope::Person(id) if *id == person.id));
        rates.sort_by_key(|one| (one.rate.kind, std::cmp::Reverse(one.rate.valid_from)));
        let viewer = read.find_viewer(organization, &person.id).await?;
        Ok(PersonView {
            language: viewer.and_then(|viewer| viewer.language),
            household: households.iter().find(|one| Some(&one.id) == person.household.as_ref()).cloned(),
            households,
            identities: identities.into_iter().map(|(identity, _)| identity).collect(),
            rates,
            sessions: recent(&mut read, organization, &person.id, page.ui.now, SESSIONS).await?,
            suggested: fields::household_suggestions(&mut read, organization).await?,
            visits: VisitsByPerson::load(&mut read, organization, &[&person.id], page.ui.now).await?,
            memberships: OwnMemberships::load(&mut read, organization, &person.id).await?,
            subscriptions: subscriptions_of(&mut read, &page.scope, &person.id, SUBSCRIPTIONS).await?,
            person,
        })
    }
}

async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let ui = &page.ui;
    let view = PersonView::load(&page).await?;
    let person = &view.person;
    let address = format!("/people/{}", person.id);
    let is_own = ui.viewer.as_ref().is_some_and(|viewer| viewer.caller.person == person.id);
    let edit = FormView::new(ui, &address);
    let email = person.email.as_deref().unwrap_or_default();
    let household = view.household.as_ref().map_or("", |one| one.name.as_str());
    let values = PersonFields { name: &person.name, email, roles: person.roles.clone(), household };
    let editing = Dialog {
        id: "edit-person",
        title: ui.say("people-edit-title", args![name = &person.name]),
        what: ui.text("people-edit-what"),
        fields: values.render(&edit, &view.suggested),
        confirm: ui.text("common-save"),
        is_danger: false,
    };
    let password_action = format!("{address}/password");
    let setting = FormView::new(ui, &password_action);
    let password = actions::password_dialog(ui, person, &setting);
    let activity_action = format!("{address}/activity");
    let activity = actions::activity_dialog(ui, person);
    let body = html! {
        nav.crumbs { a href="/people" { (ui.text("people-title")) } span { (ui.name(&person.name)) } }
        div.page-head {
            h1 { (ui.name(&person.name)) }
            div.actions {
                (editing.opener(&ui.text("people-edit"), ""))
                (password.opener(&ui.text("people-password"), ""))
                @if !is_own {
                    (activity.opener(&ui.text(if person.is_active { "people-deactivate" } else { "people-activate" }), "quiet"))
                }
            }
        }
        p.answer { (answer(ui, person)) }
        (facts(ui, &view))
        (links(ui, person))
        (subscriptions(ui, &view))
        (visits::section(ui, person, &view.visits))
        (memberships::section(ui, person, &view.memberships))
        (sessions::section(ui, person, &view.sessions))
        (identities::section(ui, person, &view.identities, is_own))
        (rates::section(ui, person, &view.rates))
        (editing.render(ui, edit))
        (password.render(ui, setting))
        (activity.render(ui, FormView::new(ui, &activity_action)))
    };
    Ok(WebPage::new(without_controls(&person.name), body))
}

/// What they have paid for ahead; nothing for those who learn nothing.
fn subscriptions(ui: &Ui, view: &PersonView) -> Markup {
    let person = &view.person;
    let learns = person.roles.contains(&Role::Student);
    html! {
        @if learns || !view.subscriptions.is_empty() {
            section.section #subscriptions {
                h2 { (ui.text("subscriptions-title")) }
                @if view.subscriptions.is_empty() {
                    p.muted { (ui.text("people-subscriptions-none")) }
                } @else {
                    (own_list(ui, &view.subscriptions.iter().collect::<Vec<_>>()))
                }
                a.button.small href=(format!("/subscriptions/new?person={}", person.id)) {
                    (ui.text("people-subscriptions-sell"))
                }
            }
        }
    }
}

/// Whether they can log in, and what is missing.
fn answer(ui: &Ui, person: &Person) -> String {
    let id = match (person.is_active, &person.email, person.has_password) {
        (false, ..) => "people-answer-inactive",
        (true, None, _) => "people-answer-no-email",
        (true, Some(_), false) => "people-answer-no-password",
        (true, Some(_), true) => "people-answer-active",
    };
    ui.say(id, args![name = &person.name])
}

fn facts(ui: &Ui, view: &PersonView) -> Markup {
    let person = &view.person;
    let paid = view.households.iter().filter(|one| one.payer.as_deref() == Some(person.id.as_str()));
    let paid: Vec<&Household> = paid.collect();
    let household =
        |one: &Household| html! { a href=(format!("/households/{}", one.id)) { (ui.name(&one.name)) } };
    html! {
        section.card { dl.facts {
            div { dt { (ui.text("people-roles")) } dd { (roles_of(ui, person)) } }
            div { dt { (ui.text("people-email")) } dd { (email_of(ui, person)) } }
            div { dt { (ui.text("people-account")) } dd { (account_pill(ui, person)) } }
            div { dt { (ui.text("people-household")) } dd {
                @match &view.household { Some(one) => { (household(one)) } None => "–" }
            } }
            @if !paid.is_empty() {
                div { dt { (ui.text("people-pays-for")) } dd { @for one in paid { (household(one)) " " } } }
            }
            div { dt { (ui.text("people-language")) } dd {
                @match view.language {
                    Some(Language::English) => "English",
                    Some(Language::Arabic) => "العربية",
                    Some(Language::Russian) => "Русский",
                    Some(Language::Hindi) => "हिन्दी",
                    None => (ui.text("people-language-browser")),
                }
            } }
            div { dt { (ui.text("people-since")) } dd { (ui.instant(person.created_at, &ui.date(person.created_at))) } }
            div { dt { (ui.text("people-id")) } dd { code translate="no" { (person.id) } } }
        } }
    }
}

/// Where their money and what was changed of them stand.
fn links(ui: &Ui, person: &Person) -> Markup {
    let has = |roles: &[Role]| {
        person.roles.intersection(&BTreeSet::from_iter(roles.iter().copied())).next().is_some()
    };
    html! {
        p.row {
            @if has(&[Role::Teacher]) {
                a.button href=(format!("/payroll?person={}", person.id)) { (icon("i-money")) (ui.text("people-pay-lines")) }
            }
            @if has(&[Role::Student, Role::Parent]) {
                a.button href=(format!("/billing?person={}", person.id)) { (icon("i-money")) (ui.text("people-charge-lines")) }
            }
            a.button href=(format!("/people/{}/notifications", person.id)) { (icon("i-bell")) (ui.text("people-notifications")) }
            a.button href=(format!("/audit-log?subject=person:{}", person.id)) { (icon("i-log")) (ui.text("people-changes")) }
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;

    use super::*;
    use crate::testing::{TestServer, without_isolates};

    #[tokio::test]
    async fn an_office_changes_a_person_and_sees_what_changed() {
        let server = TestServer::new().await;
        let path = format!("/people/{}", server.person(Role::Teacher));
        let send = async |path: String, fields: &str| server.form(&path, fields).html_by(Role::Admin).await;
        for (action, fields) in [
            ("", "name=Aisha&email=aisha@b&roles=teacher&roles=parent&household=Nur"),
            ("/password", "password=long+enough"),
            ("/identities", "source=meet&value=users/117"),
            ("/rates", "for=pay&amount=%D9%A3%D9%A0,50&per=hour&valid_from=2026-01-01"),
            ("/activity", "active=no"),
        ] {
            let (status, to) = send(format!("{path}{action}"), fields).await;
            assert_eq!((status, to), (StatusCode::SEE_OTHER, path.clone()), "{action}");
        }
        let (_, html) = server.get(&path).html_by(Role::Admin).await;
        let html = without_isolates(&html);
        for shown in ["Aisha", "aisha@b", "Nur", "users/117", "30.5", "is deactivated", "Activate"] {
            assert!(html.contains(shown), "{shown}: {html}");
        }
        let (status, _) = send(format!("{path}/identities/remove"), "source=meet&value=users/117").await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        let (_, html) = server.get(&path).html_by(Role::Admin).await;
        let html = without_isolates(&html);
        assert!(!html.contains("users/117"), "{html}");
        let (_, log) = server
            .get(&format!("/audit-log?subject=person:{}", server.person(Role::Teacher)))
            .html_by(Role::Admin)
            .await;
        let log = without_isolates(&log);
        assert!(log.contains("users/117") && log.contains("isActive"), "{log}");
    }

    #[tokio::test]
    async fn what_is_wrong_stands_beside_its_field() {
        let server = TestServer::new().await;
        let path = format!("/people/{}", server.person(Role::Student));
        let page = format!("&_page={path}");
        for (action, fields, said) in [
            ("", "name=A&email=none", "no e-mail address"),
            ("/password", "password=short", "at least 8 characters"),
            ("/identities", "source=qr&value=x", "where the identity is from"),
            ("/rates", "for=charge&amount=-1&per=hour&valid_from=2026-01-01", "no amount"),
        ] {
            let (status, html) = server
                .form(&format!("{path}{action}"), &format!("{fields}{page}"))
                .html_by(Role::Admin)
                .await;
            let html = without_isolates(&html);
            assert_eq!(status, StatusCode::BAD_REQUEST, "{action}");
            assert!(html.contains(said), "{said}: {html}");
        }
        let own = format!("/people/{}", server.person(Role::Admin));
        let (status, _) = server.form(&format!("{own}/activity"), "active=no").html_by(Role::Admin).await;
        assert_eq!(status, StatusCode::CONFLICT, "nobody shuts themselves out");
        let root = format!("/people/{}/password", server.person(Role::Superadmin));
        let (status, _) = server.form(&root, "password=long+enough").html_by(Role::Admin).await;
        assert_eq!(status, StatusCode::FORBIDDEN);
    }
}
