//! The form to log in with: on its own page, and in place of a page or an answer whose login has ended.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::components::field::{FormView, hidden_fields};
use super::components::icon::icon;
use super::page::WebPage;
use super::ui::Ui;
use super::ui::fields::Fields;

/// The fields that carry on what was sent when the login had ended: where it goes, and the fields themselves.
pub const KEPT_ACTION: &str = "_kept_action";
pub const KEPT_FIELDS: &str = "_kept_fields";

/// What the form is shown with.
#[derive(Debug, Default)]
pub struct LoginForm<'a> {
    /// Where to go on to.
    pub next: &'a str,
    pub email: &'a str,
    /// Why the attempt before was refused, in words.
    pub error: Option<String>,
    /// Where the password fits in several organisations: their ids and names.
    pub organizations: &'a [(String, String)],
    /// A form that waits for the login: its address and its fields.
    pub kept: Option<(&'a str, String)>,
}

/// To the login, and back to this address after it.
pub fn redirect(address: &str) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    let to = HeaderValue::from_str(&login_address(address));
    response.headers_mut().insert(header::LOCATION, to.unwrap_or(HeaderValue::from_static("/login")));
    response
}

fn login_address(next: &str) -> String {
    let written: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
    if next == "/" { "/login".to_owned() } else { format!("/login?next={written}") }
}

/// The login in place of the answer to a form: what was typed goes along and is not lost, but for passwords.
pub fn with_kept_form(ui: &Ui, page: &str, action: &str, fields: &Fields) -> Response {
    let is_secret = |name: &str| name.contains("password") || name.contains("secret");
    let kept = Fields(fields.0.iter().filter(|(name, _)| !is_secret(name)).cloned().collect());
    let form = LoginForm { next: page, kept: Some((action, kept.encode())), ..LoginForm::default() };
    // The address of a form cannot be opened again.
    let ui = Ui { address: login_address(page), ..ui.clone() };
    form.page(&ui).status(StatusCode::UNAUTHORIZED).into_response(&ui)
}

impl LoginForm<'_> {
    pub fn page(&self, ui: &Ui) -> WebPage {
        let body = html! {
            div.stack {
                h1 { (ui.text("login-title")) }
                @if self.kept.is_some() {
                    div.banner.amber role="alert" { (icon("i-warning")) p { (ui.text("login-ended")) } }
                } @else if self.error.is_none() && self.next.len() > 1 {
                    p.muted { (ui.text("login-first")) }
                }
                @if let Some(error) = &self.error { div.banner.negative role="alert" { (icon("i-warning")) p { (error) } } }
                (self.fields(ui))
            }
        };
        WebPage::new(ui.text("login-title"), body)
    }

    fn fields(&self, ui: &Ui) -> Markup {
        let form = FormView::new(ui, "/login");
        let organizations: Vec<(String, String)> = self.organizations.to_vec();
        html! {
            form.form method="post" action="/login" {
                (hidden_fields(ui))
                (form.hidden("next", self.next))
                @if let Some((action, fields)) = &self.kept {
                    (form.hidden(KEPT_ACTION, action))
                    (form.hidden(KEPT_FIELDS, fields))
                }
                (form.input("email", "email", ui.text("login-email"), self.email).required().autocomplete("username"))
                (form.input("password", "password", ui.text("login-password"), "").required().autocomplete("current-password"))
                @if !organizations.is_empty() {
                    (form.select("organization", ui.text("login-organization"), &organizations, ""))
                }
                (form.submit(ui.text("login-submit")))
            }
        }
    }
}
