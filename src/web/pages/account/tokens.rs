//! One's own API tokens: making one, whose secret is shown once, and ending one.

use maud::{Markup, html};

use crate::app::access::api_tokens::{self, NewToken, TokenHolder};
use crate::domain::people::Role;
use crate::domain::people::validated_text::Name;
use crate::domain::time::calendar::midnight;
use crate::http::pagination::{decode_cursor, encode_cursor};
use crate::http::problem::Problem;
use crate::store::access::tokens::{ApiToken, TokenFilter};
use crate::text::args;
use crate::web::answer::{Answer, Done};
use crate::web::components::dialog::Dialog;
use crate::web::components::empty::empty;
use crate::web::components::field::FormView;
use crate::web::components::icon::icon;
use crate::web::components::pager::next_page;
use crate::web::page::WebPage;
use crate::web::route::PageRequest;
use crate::web::ui::Ui;

/// Tokens on a page.
const LIMIT: i64 = 50;

pub(super) async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    list(&page, None).await
}

/// The list, with the secret of a token that was just made above it.
async fn list(page: &PageRequest, made: Option<(&ApiToken, &str)>) -> Result<WebPage, Problem> {
    let ui = &page.ui;
    let filter = TokenFilter {
        person: Some(&page.caller.person),
        before: decode_cursor(page.query.optional("cursor"))?,
        limit: LIMIT + 1,
    };
    let mut read = page.read().await?;
    let mut tokens = read.list_api_tokens(&page.caller.home_organization, &filter).await?;
    let limit = usize::try_from(LIMIT).unwrap_or(0);
    let more = tokens.len() > limit;
    tokens.truncate(limit);
    let next = tokens.last().filter(|_| more).map(|token| encode_cursor(&token.id));
    let alive = tokens.iter().filter(|token| is_alive(page, token)).count();
    let title = ui.text("account-tokens");
    let body = html! {
        nav.crumbs { a href="/account" { (ui.text("account-title")) } span { (title) } }
        div.page-head { h1 { (title) } }
        p.answer { (ui.say("account-tokens-answer", args![count = alive])) }
        @if let Some((token, secret)) = made { (secret_box(ui, token, secret)) }
        (new_form(page, made.is_none() && tokens.is_empty()))
        @if tokens.is_empty() {
            (empty("i-key", &ui.text("account-no-tokens"), &ui.text("account-tokens-what"), html! {}))
        } @else {
            ul.list { @for token in &tokens { (row(page, token)) } }
            (next_page(ui, &page.query, next.as_deref()))
        }
    };
    Ok(WebPage::new(title, body))
}

fn is_alive(page: &PageRequest, token: &ApiToken) -> bool {
    token.revoked_at.is_none() && token.expires_at.is_none_or(|at| at > page.ui.now) && token.era == page.era
}

fn secret_box(ui: &Ui, token: &ApiToken, secret: &str) -> Markup {
    html! {
        section.card id="new-token" {
            div.banner.positive role="status" { (icon("i-check")) p { (ui.say("account-token-made", args![name = &token.name])) } }
            p { (ui.text("account-token-once")) }
            div.secret {
                code #token-secret dir="ltr" translate="no" { (secret) }
                button.button type="button" data-copy="token-secret" { (icon("i-copy")) span { (ui.text("account-copy")) } }
            }
        }
    }
}

fn new_form(page: &PageRequest, is_open: bool) -> Markup {
    let ui = &page.ui;
    let form = FormView::new(ui, "/account/tokens");
    let every = (String::new(), ui.text("account-token-all-roles"));
    let roles: Vec<(String, String)> = [every]
        .into_iter()
        .chain(page.caller.roles.iter().map(|role| (role.to_string(), ui.word("role", role.as_str()))))
        .collect();
    html! {
        details.more.card open[is_open || form.is_kept()] {
            summary { (icon("i-plus")) (ui.text("account-token-new")) }
            (form.post(html! {
                p.muted { (ui.text("account-token-what")) }
                (form.text("name", ui.text("account-token-name"), "").hint(ui.text("account-token-name-what")).required().autocomplete("off"))
                (form.checkbox("read_only", "1", ui.text("account-token-read-only"), true))
                (form.select("role", ui.text("account-token-role"), &roles, ""))
                (form.input("date", "expires", ui.text("account-token-expires"), "").hint(ui.text("account-token-expires-what")))
                div.form-actions { (form.submit(ui.text("account-token-make"))) }
            }))
        }
    }
}

fn row(page: &PageRequest, token: &ApiToken) -> Markup {
    let ui = &page.ui;
    let (class, state) = match (token.revoked_at, is_alive(page, token)) {
        (Some(_), _) => ("pill", "account-token-revoked"),
        (None, true) => ("pill positive", "account-token-alive"),
        (None, false) => ("pill", "account-token-expired"),
    };
    let action = format!("/account/tokens/{}/revoke", token.id);
    let dialog = format!("revoke-{}", token.id);
    let revoke = Dialog {
        id: &dialog,
        title: ui.say("account-token-revoke-sure", args![name = &token.name]),
        what: ui.text("account-token-revoke-what"),
        fields: html! {},
        confirm: ui.text("account-token-revoke"),
        is_danger: true,
    };
    html! {
        li id=(format!("token-{}", token.id)) {
            span.what {
                strong { (ui.name(&token.name)) } " " span class=(class) { (ui.text(state)) }
                span.sub {
                    @if token.read_only { (ui.text("account-token-reads")) " · " }
                    @if let Some(role) = &token.role { (ui.word("role", role)) " · " }
                    (ui.say("account-token-since", args![date = ui.date(token.created_at)]))
                    @if let Some(at) = token.expires_at { " · " (ui.say("account-token-until", args![date = ui.date(at)])) }
                    " · "
                    @match token.last_used_at {
                        Some(at) => { (ui.text("account-last-used")) " " (ui.instant(at, &ui.date_and_clock(at))) },
                        None => (ui.text("account-token-unused")),
                    }
                }
            }
            @if is_alive(page, token) {
                (revoke.opener(&ui.text("account-token-revoke"), "small quiet"))
                (revoke.render(ui, FormView::new(ui, &action)))
            }
        }
    }
}

/// Answers with a page and no redirect: the secret is on it, and nowhere else.
pub(super) async fn create(page: PageRequest) -> Result<Answer, Problem> {
    let (ui, form) = (&page.ui, &page.form);
    let name = Name::parse(form.required("name")?);
    let name = name.map_err(|error| Problem::invalid("not_a_name", error.to_string()).at_field("name"))?;
    let role = match form.optional("role") {
        None => None,
        Some(role) => Some(Role::parse(role).ok_or_else(|| {
            Problem::unprocessable("not_your_role", "A token acts in a role you have.").at_field("role")
        })?),
    };
    // The day that is named is its last.
    let until = form.day("expires")?.and_then(|day| day.succ_opt());
    let expires_at = until.map(|day| midnight(day, ui.zone));
    let new = NewToken { name, read_only: form.is_checked("read_only"), role, expires_at };
    let holder = TokenHolder { person: &page.caller.person, roles: &page.caller.roles, era: page.era };
    let mut write = page.write().await?;
    let made = api_tokens::create(&mut write, &page.actor_at_home(), holder, new).await;
    let (token, secret) = made.map_err(|refused| {
        let problem = Problem::from(refused);
        match problem.code {
            "already_expired" | "expires_too_late" => problem.at_field("expires"),
            "not_your_role" => problem.at_field("role"),
            _ => problem,
        }
    })?;
    // The page is saved for a second sending afterwards, encrypted; a crash in between costs a token nobody knows.
    write.commit().await?;
    Ok(Answer::Page(list(&page, Some((&token, secret.as_str()))).await?))
}

pub(super) async fn revoke(page: PageRequest) -> Result<Done, Problem> {
    let mut write = page.write().await?;
    let actor = page.actor_at_home();
    let token = write.find_api_token_by_id(actor.organization(), page.id()).await?;
    // Here everybody ends their own alone; an administrator ends those of others by the API.
    let token = token.filter(|token| token.person == page.caller.person);
    let token = token.ok_or_else(|| Problem::not_found("token"))?;
    api_tokens::revoke(&mut write, &actor, &token.id).await?;
    let said = page.ui.say("account-token-revoked-now", args![name = &token.name]);
    page.commit(write, Done::to("/account/tokens").saying(said)).await
}
