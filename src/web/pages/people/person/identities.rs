//! What platforms call a person: shown on their page, added and taken away there.

use maud::{Markup, html};

use crate::app::people::{self, identities};
use crate::domain::people::{Identity, Source};
use crate::http::problem::Problem;
use crate::http::roles::ADMINS;
use crate::http::route::Route;
use crate::store::people::Person;
use crate::text::args;
use crate::web::answer::Done;
use crate::web::components::field::{FormView, hidden_fields};
use crate::web::components::icon::icon;
use crate::web::route::{PageRequest, form};
use crate::web::ui::Ui;

pub fn routes() -> Vec<Route> {
    vec![
        form("/people/{id}/identities", "Say that an identity is this person's").who(ADMINS).to(add),
        form("/people/{id}/identities/remove", "Take an identity away from this person")
            .who(ADMINS)
            .to(remove),
    ]
}

pub fn section(ui: &Ui, person: &Person, identities: &[Identity], is_own: bool) -> Markup {
    let add_action = format!("/people/{}/identities", person.id);
    let remove_action = format!("{add_action}/remove");
    let adding = FormView::new(ui, &add_action);
    let sources: Vec<(String, String)> = Identity::SOURCES
        .iter()
        .map(|one| (one.as_str().to_owned(), ui.word("source", one.as_str())))
        .collect();
    html! {
        section.card #identities {
            h2 { (ui.text("people-identities")) }
            p.muted { (ui.text("people-identities-what")) }
            @if !identities.is_empty() {
                ul.list { @for one in identities { li {
                    span.what { code.ltr translate="no" { (ui.name(&one.value)) } span.sub { (ui.word("source", one.source.as_str())) } }
                    // The one that join tokens carry stays.
                    @let is_in_tokens = one.source == Source::Livekit && one.value == person.id;
                    @if !is_own && !is_in_tokens {
                        form method="post" action=(remove_action) data-inplace {
                            (hidden_fields(ui))
                            input type="hidden" name="source" value=(one.source.as_str());
                            input type="hidden" name="value" value=(one.value);
                            button.button.quiet.small { (icon("i-trash")) (ui.text("people-identity-remove")) }
                        }
                    }
                } } }
            }
            @if is_own {
                p.muted { (ui.text("people-identities-own")) }
            } @else {
                (adding.post_inline(html! {
                    (adding.select("source", ui.text("people-identity-source"), &sources, Source::Meet.as_str()))
                    (adding.text("value", ui.text("people-identity-value"), "").required().autocomplete("off"))
                    button.button { (ui.text("people-identity-add")) }
                }))
            }
        }
    }
}

/// The identity that a form names.
fn identity_of(page: &PageRequest) -> Result<Identity, Problem> {
    let source = Source::parse(page.form.text("source")).filter(|one| Identity::SOURCES.contains(one));
    let source = source.ok_or_else(|| page.ui.refuse("people-bad-source", "source"))?;
    let value = page.form.required("value")?.to_owned();
    if !Identity::is_value(&value) {
        return Err(page.ui.refuse("people-bad-identity", "value"));
    }
    Ok(Identity { source, value })
}

fn back(page: &PageRequest) -> Done {
    Done::to(format!("/people/{}", page.id()))
}

async fn add(page: PageRequest) -> Result<Done, Problem> {
    let identity = identity_of(&page)?;
    let mut write = page.write().await?;
    people::find(&mut write, &page.scope, page.id()).await?;
    identities::add(&mut write, &page.actor(), &identity, page.id()).await.map_err(|error| {
        let problem = Problem::from(error);
        if problem.code == "identity_taken" { problem.at_field("value") } else { problem }
    })?;
    let said = page.ui.say("people-identity-added", args![value = &identity.value]);
    page.commit(write, back(&page).saying(said)).await
}

async fn remove(page: PageRequest) -> Result<Done, Problem> {
    let identity = identity_of(&page)?;
    let mut write = page.write().await?;
    people::find(&mut write, &page.scope, page.id()).await?;
    // Somebody else's meanwhile: this page says nothing about it.
    if write.find_identity(page.scope.organization(), &identity).await?.as_deref() != Some(page.id()) {
        return Err(Problem::not_found("identity"));
    }
    identities::remove(&mut write, &page.actor(), &identity).await?;
    let said = page.ui.say("people-identity-removed", args![value = &identity.value]);
    page.commit(write, back(&page).saying(said)).await
}
