//! What the pages of subscriptions share.

use maud::{Markup, html};

use crate::app::Error;
use crate::http::problem::Problem;
use crate::web::components::icon::icon;
use crate::web::ui::Ui;

/// The way back to the list.
pub fn crumbs(ui: &Ui, here: Markup) -> Markup {
    html! { nav.crumbs { a href="/subscriptions" { (ui.text("subscriptions-title")) } span { (here) } } }
}

/// A notice with a symbol before it.
pub fn banner(class: &str, text: &str) -> Markup {
    html! { div class=(format!("banner {class}")) { (icon("i-warning")) p { (text) } } }
}

/// A refusal, beside the field it is about.
pub fn at_its_field(error: Error) -> Problem {
    let problem = Problem::from(error);
    let field = match problem.code {
        "unknown_person" => "person",
        "unknown_package" => "package",
        "no_sessions" | "sessions_used" => "sessions",
        "not_lessons" => "kind",
        "invalid_days" => "valid_until",
        "not_a_teacher" | "twice_on_roster" => "teacher",
        "nothing_left" | "no_change" | "too_many_sessions" => "change",
        _ => return problem,
    };
    problem.at_field(field)
}
