//! `/subscriptions/new`: a subscription is sold, with its lessons drawn at once where that is wanted.

use maud::{Markup, html};

use super::packages::{kinds, read_count, read_kind};
use super::parts::{at_its_field, banner, crumbs};
use crate::app::subscription::list;
use crate::app::subscription::subscriptions::{self, NewSubscription};
use crate::domain::people::Role;
use crate::domain::session::{Format, Platform};
use crate::domain::subscription::MAX_SESSIONS;
use crate::http::problem::Problem;
use crate::http::roles::ADMINS;
use crate::http::route::Route;
use crate::store::Read;
use crate::store::people::PeopleFilter;
use crate::store::subscription::packages::Package;
use crate::store::subscription::subscriptions::Draw;
use crate::text::args;
use crate::web::answer::Done;
use crate::web::components::field::{FormView, with_choice};
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, form, page};
use crate::web::ui::Ui;

/// People to choose from. Whoever has more sells from the person's page.
const MOST_PEOPLE: i64 = 1_000;
/// The value of "as the package says" among the kinds.
const AS_PACKAGE: &str = "package";

pub fn routes() -> Vec<Route> {
    vec![
        page("/subscriptions/new", "Sell a subscription").who(ADMINS).to(show),
        form("/subscriptions/new", "Sell a subscription").who(ADMINS).to(add),
    ]
}

async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let ui = &page.ui;
    let mut read = page.read().await?;
    let packages = list::packages(&mut read, page.scope.organization()).await?;
    let mut students = people(&mut read, &page, Role::Student).await?;
    let teachers = people(&mut read, &page, Role::Teacher).await?;
    let chosen = page.query.text("person");
    if !chosen.is_empty() && !students.iter().any(|(id, _)| id == chosen) {
        let person = read.find_person(page.scope.organization(), chosen).await?;
        let person = person.ok_or_else(|| Problem::not_found("person"))?;
        students.insert(0, (person.id, person.name));
    }
    let body = html! {
        (crumbs(ui, html! { (ui.text("subscriptions-sell")) }))
        div.page-head { h1 { (ui.text("subscriptions-sell")) } }
        p.answer { (ui.text("subscriptions-sell-what")) }
        @if students.is_empty() {
            (banner("amber", &ui.text("subscriptions-no-students")))
        } @else {
            (sale(ui, &packages, &students, &teachers, chosen))
        }
    };
    Ok(WebPage::new(ui.text("subscriptions-sell"), body))
}

fn sale(
    ui: &Ui,
    packages: &[Package],
    students: &[(String, String)],
    teachers: &[(String, String)],
    chosen: &str,
) -> Markup {
    let form = FormView::new(ui, "/subscriptions/new");
    let mut of = vec![(String::new(), ui.text("subscriptions-no-package"))];
    of.extend(packages.iter().map(|one| {
        let text = ui.say("subscriptions-package-option", args![name = &one.name, count = one.sessions]);
        (one.id.clone(), text)
    }));
    let mut kinds = kinds(ui);
    kinds.insert(0, (AS_PACKAGE.to_owned(), ui.text("subscriptions-as-package")));
    let today = ui.today().to_string();
    let words = |family: &str, words: &[&str]| -> Vec<(String, String)> {
        words.iter().map(|word| ((*word).to_owned(), ui.word(family, word))).collect()
    };
    let formats = words("format", &Format::ALL.iter().map(|one| one.as_str()).collect::<Vec<_>>());
    let platforms = words("platform", &Platform::ALL.iter().map(|one| one.as_str()).collect::<Vec<_>>());
    html! {
        section.card.lesson-form {
            (form.post(html! {
                div.fields {
                    (form.select("person", ui.text("subscriptions-person"), &with_choice(ui, students), chosen))
                    (form.select("package", ui.text("subscriptions-package"), &of, ""))
                    (form.input("number", "sessions", ui.text("subscriptions-sessions"), "")
                        .hint(ui.text("subscriptions-sessions-hint")))
                    (form.select("kind", ui.text("subscriptions-kind"), &kinds, AS_PACKAGE))
                    (form.input("date", "valid_from", ui.text("subscriptions-from"), &today).required())
                    (form.input("date", "valid_until", ui.text("subscriptions-until"), "")
                        .hint(ui.text("subscriptions-until-hint")))
                }
                @if !teachers.is_empty() {
                    (form.group(ui.text("subscriptions-draw"), html! {
                        (form.checkbox("draw", "1", ui.text("subscriptions-draw-what"), false))
                    }))
                    div.fields.where-ticked {
                        (form.select("teacher", ui.text("subscriptions-teacher"), teachers, ""))
                        (form.select("format", ui.text("subscriptions-format"), &formats, Format::Individual.as_str()))
                        (form.select("platform", ui.text("subscriptions-platform"), &platforms, Platform::Livekit.as_str()))
                    }
                }
                div.form-actions { (form.submit(ui.text("subscriptions-sell"))) }
            }))
        }
    }
}

/// People of a role who are there, by name in the order of the language: (id, name).
async fn people(read: &mut Read, page: &PageRequest, role: Role) -> Result<Vec<(String, String)>, Problem> {
    let filter = PeopleFilter {
        role: Some(role),
        is_active: Some(true),
        limit: MOST_PEOPLE,
        ..PeopleFilter::default()
    };
    let found = read.list_people(&page.scope, &filter).await?;
    let mut found: Vec<(String, String)> = found.into_iter().map(|one| (one.id, one.name)).collect();
    let formats = page.ui.formats();
    found.sort_by(|a, b| formats.compare(&a.1, &b.1).then_with(|| a.0.cmp(&b.0)));
    Ok(found)
}

async fn add(page: PageRequest) -> Result<Done, Problem> {
    let (ui, fields) = (&page.ui, &page.form);
    let missing = |name: &str| Problem::invalid("field_missing", "This field is needed.").at_field(name);
    let new = NewSubscription {
        person: fields.required("person")?.to_owned(),
        package: fields.optional("package").map(str::to_owned),
        kind: match fields.text("kind") {
            AS_PACKAGE => None,
            _ => Some(read_kind(fields)?),
        },
        sessions: read_count(ui, fields, "sessions", MAX_SESSIONS)?,
        valid_from: fields.day("valid_from")?.ok_or_else(|| missing("valid_from"))?,
        valid_until: fields.day("valid_until")?,
        draw: match fields.is_checked("draw") {
            true => Some(read_draw(&page)?),
            false => None,
        },
    };
    let mut write = page.write().await?;
    let added = subscriptions::add(&mut write, &page.actor(), new).await.map_err(at_its_field)?;
    let id = &added.subscription.account.subscription.id;
    let said = ui.say("subscriptions-sold", args![count = added.covers_earlier]);
    page.commit(write, Done::to(format!("/subscriptions/{id}")).saying(said)).await
}

fn read_draw(page: &PageRequest) -> Result<Draw, Problem> {
    let fields = &page.form;
    let unknown = |name: &str| Problem::invalid("invalid_body", "Choose one of these.").at_field(name);
    Ok(Draw {
        format: Format::parse(fields.required("format")?).ok_or_else(|| unknown("format"))?,
        platform: Platform::parse(fields.required("platform")?).ok_or_else(|| unknown("platform"))?,
        teacher_id: fields.required("teacher")?.to_owned(),
        duration_minutes: None,
    })
}
