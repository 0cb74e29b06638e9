//! `/login` and `/logout`.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use secrecy::SecretString;

use crate::app::access::browser_logins;
use crate::app::access::login::LoginOutcome;
use crate::app::access::login_attempt::{EarlierLogin, LoginAttempt, log_in_browser};
use crate::app::access::password;
use crate::domain::people::validated_text::MAX_EMAIL_BYTES;
use crate::http::cookie;
use crate::http::origin::refuse_foreign;
use crate::http::problem::Problem;
use crate::http::roles::EVERYBODY;
use crate::http::route::Route;
use crate::web::address::own_address;
use crate::web::answer::{Answer, Done};
use crate::web::login_form::{KEPT_ACTION, KEPT_FIELDS, LoginForm};
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, PublicPageRequest, form, page};
use crate::web::ui::fields::Fields;
use crate::web::ui::{KeptForm, LANGUAGE_COOKIE, THEME_COOKIE, kept_choice};

pub fn routes() -> Vec<Route> {
    vec![
        page("/login", "Log in").public(show),
        form("/login", "Log in with e-mail and password").public(log_in),
        form("/logout", "Log out").who(EVERYBODY).to(log_out),
    ]
}

async fn show(page: PublicPageRequest) -> Result<WebPage, Problem> {
    let next = own_address(page.query.text("next")).unwrap_or("/");
    Ok(LoginForm { next, ..LoginForm::default() }.page(&page.ui))
}

async fn log_in(page: PublicPageRequest) -> Result<Answer, Problem> {
    refuse_foreign(&page.headers, page.shared.public_url())?;
    let (form, ui) = (&page.form, &page.ui);
    let (email, secret) = (form.text("email"), SecretString::from(form.raw("password")));
    let is_short = email.len() <= MAX_EMAIL_BYTES && form.raw("password").len() <= password::MAX_BYTES;
    let earlier = cookie::find_login_secret(&page.headers, page.is_https);
    let attempt = LoginAttempt {
        email,
        password: &secret,
        organization: form.optional("organization"),
        address: page.client_address,
        earlier: earlier.as_deref().map(EarlierLogin::Cookie),
    };
    let client =
        page.headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    let outcome = match is_short {
        true => log_in_browser(&page.app, &page.shared.login_throttle, &attempt, client).await,
        false => Ok(LoginOutcome::Refused),
    };
    let shown = |status: StatusCode, error: String, organizations: &[(String, String)]| {
        let kept = form.optional(KEPT_ACTION).map(|action| (action, form.raw(KEPT_FIELDS).to_owned()));
        let next = own_address(form.text("next")).unwrap_or("/");
        let again = LoginForm { next, email, error: Some(error), organizations, kept };
        Ok(Answer::Page(again.page(ui).status(status)))
    };
    match outcome.map_err(Problem::from) {
        Ok(LoginOutcome::LoggedIn((_, secret))) => Ok(Answer::Other(go_on(&page, &secret).await)),
        Ok(LoginOutcome::Refused) => shown(StatusCode::UNAUTHORIZED, ui.text("login-refused"), &[]),
        Ok(LoginOutcome::ChooseOrganization(several)) => {
            shown(StatusCode::CONFLICT, ui.text("login-choose"), &several)
        }
        Err(problem) if problem.status == StatusCode::TOO_MANY_REQUESTS => {
            shown(problem.status, ui.refusal(&problem), &[])
        }
        Err(problem) => Err(problem),
    }
}

/// To where one wanted to go, with a new cookie. A form whose login had ended stands there again as it was typed.
async fn go_on(page: &PublicPageRequest, secret: &str) -> Response {
    let next = own_address(page.form.text("next")).unwrap_or("/");
    let set = cookie::set_login(secret, page.is_https);
    let mut response = match page.form.optional(KEPT_ACTION) {
        Some(action) => {
            let kept = KeptForm {
                action: action.to_owned(),
                fields: Fields::parse(page.form.raw(KEPT_FIELDS)),
                problem: None,
            };
            page.show_again(next, kept, &set).await
        }
        None => None,
    }
    .unwrap_or_else(|| Done::to(next).into_redirect());
    response.headers_mut().append(header::SET_COOKIE, set);
    response
}

async fn log_out(page: PageRequest) -> Result<Answer, Problem> {
    if let Some(login) = &page.browser_login {
        let mut write = page.write().await?;
        browser_logins::end(&mut write, &page.actor_at_home(), login).await?;
        write.commit().await?;
    }
    let mut response = Done::to("/login").saying(page.ui.text("login-ended-by-hand")).into_redirect();
    response.headers_mut().append(header::SET_COOKIE, cookie::clear_login(page.is_https));
    // The browser stays in the language and the theme of whoever used it.
    let chosen =
        [(LANGUAGE_COOKIE, page.ui.locale.language.as_str()), (THEME_COOKIE, page.ui.theme.as_str())];
    for (cookie, value) in chosen {
        response.headers_mut().append(header::SET_COOKIE, kept_choice(cookie, value));
    }
    // The browser forgets what it kept of our pages.
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\""));
    Ok(Answer::Other(response))
}
