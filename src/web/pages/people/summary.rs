//! What lists and the page of a person say of somebody alike: the roles, the address, whether they can log in.

use maud::{Markup, html};

use crate::store::people::Person;
use crate::web::components::icon::icon;
use crate::web::ui::Ui;

/// `Teacher, Parent`
pub fn roles_of(ui: &Ui, person: &Person) -> String {
    let words: Vec<String> = person.roles.iter().map(|role| ui.word("role", role.as_str())).collect();
    if words.is_empty() { "–".to_owned() } else { words.join(&ui.text("people-comma")) }
}

pub fn email_of(ui: &Ui, person: &Person) -> Markup {
    html! {
        @match &person.email {
            Some(email) => { span.ltr { (ui.name(email)) } }
            None => "–",
        }
    }
}

/// Whether somebody can log in, and if not, for which of the reasons.
pub fn account_pill(ui: &Ui, person: &Person) -> Markup {
    html! {
        @if !person.is_active {
            span.pill.negative { (icon("i-cross")) (ui.text("people-inactive")) }
        } @else if person.email.is_none() || !person.has_password {
            span.pill.outline { (ui.text("people-no-login")) }
        } @else {
            span.pill.positive { (icon("i-check")) (ui.text("people-active")) }
        }
    }
}
