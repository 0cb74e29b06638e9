//! What an office changes of a person: what they are called and are, their password, whether they may log in.

use maud::html;

use super::super::fields::{PersonInput, at_its_field, household};
use crate::app::access::password::NewPassword;
use crate::app::people::{self, PersonChange};
use crate::http::problem::Problem;
use crate::http::roles::ADMINS;
use crate::http::route::Route;
use crate::store::people::Person;
use crate::text::args;
use crate::web::answer::Done;
use crate::web::components::dialog::Dialog;
use crate::web::components::field::FormView;
use crate::web::route::{PageRequest, form};
use crate::web::ui::Ui;

pub fn routes() -> Vec<Route> {
    vec![
        form("/people/{id}", "Change a person").who(ADMINS).to(change),
        form("/people/{id}/password", "Set somebody's password").who(ADMINS).to(set_password),
        form("/people/{id}/activity", "Let somebody log in, or no longer").who(ADMINS).to(set_activity),
    ]
}

fn back(page: &PageRequest) -> Done {
    Done::to(format!("/people/{}", page.id()))
}

async fn change(page: PageRequest) -> Result<Done, Problem> {
    let PersonInput { name, email, roles, household: named } = PersonInput::read(&page)?;
    let mut write = page.write().await?;
    let held = people::find(&mut write, &page.scope, page.id()).await?;
    let held = match &held.household {
        Some(id) => write.find_household(page.scope.organization(), id).await?,
        None => None,
    };
    let household = household(&page, &mut write, named, held).await?;
    let change = PersonChange {
        name: Some(name),
        email: Some(email),
        roles: Some(roles),
        household: Some(household),
        is_active: None,
    };
    let person = people::change(&mut write, &page.actor(), page.id(), change).await.map_err(at_its_field)?;
    let said = page.ui.say("people-saved", args![name = &person.name]);
    page.commit(write, back(&page).saying(said)).await
}

async fn set_password(page: PageRequest) -> Result<Done, Problem> {
    let typed = page.form.raw("password").to_owned();
    let password =
        NewPassword::parse(typed).map_err(|_| page.ui.refuse("people-bad-password", "password"))?;
    // First whether the caller may, because a hash is expensive.
    let person = people::find(&mut page.read().await?, &page.scope, page.id()).await?;
    let hash = password.hash().await;
    let mut write = page.write().await?;
    people::set_password(&mut write, &page.actor(), page.id(), &hash).await?;
    let said = page.ui.say("people-password-set", args![name = &person.name]);
    page.commit(write, back(&page).saying(said)).await
}

async fn set_activity(page: PageRequest) -> Result<Done, Problem> {
    let is_active = page.form.required("active")? == "yes";
    let mut write = page.write().await?;
    let change = PersonChange { is_active: Some(is_active), ..PersonChange::default() };
    let person = people::change(&mut write, &page.actor(), page.id(), change).await?;
    let said = if is_active { "people-activated" } else { "people-deactivated" };
    let said = page.ui.say(said, args![name = &person.name]);
    page.commit(write, back(&page).saying(said)).await
}

pub fn password_dialog<'a>(ui: &Ui, person: &Person, form: &FormView<'_>) -> Dialog<'a> {
    Dialog {
        id: "set-password",
        title: ui.say("people-password-title", args![name = &person.name]),
        what: ui.text("people-password-what"),
        fields: html! {
            (form.input("password", "password", ui.text("people-password-new"), "")
                .hint(ui.text("people-password-hint")).required().autocomplete("new-password"))
        },
        confirm: ui.text("people-password"),
        is_danger: false,
    }
}

pub fn activity_dialog<'a>(ui: &Ui, person: &Person) -> Dialog<'a> {
    let (title, what, confirm) = match person.is_active {
        true => ("people-deactivate-title", "people-deactivate-what", "people-deactivate"),
        false => ("people-activate-title", "people-activate-what", "people-activate"),
    };
    let wanted = if person.is_active { "no" } else { "yes" };
    Dialog {
        id: "set-activity",
        title: ui.say(title, args![name = &person.name]),
        what: ui.text(what),
        fields: html! { input type="hidden" name="active" value=(wanted); },
        confirm: ui.text(confirm),
        is_danger: person.is_active,
    }
}
