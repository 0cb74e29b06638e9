//! `/people/import`: a list of people pasted or chosen, what it would change line by line, and the change.

use maud::{Markup, html};

use crate::app::people::import::file::{LineRefusal, ListedPerson, RoleWords, UnreadableFile};
use crate::app::people::import::plan::{ImportPlan, LineFate, PlannedLine};
use crate::app::people::import::{preview, run};
use crate::domain::people::Role;
use crate::domain::people::preferences::Language;
use crate::http::problem::Problem;
use crate::http::roles::ADMINS;
use crate::http::route::Route;
use crate::text::{Locale, Voice, args};
use crate::web::answer::Done;
use crate::web::components::field::FormView;
use crate::web::components::icon::icon;
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, form, page};
use crate::web::ui::fields::PAGE_FIELD;
use crate::web::ui::{IN_WORDS, Ui};

const CONFIRM: &str = "/people/import/confirm";
const EXAMPLE: &str = "name,email,roles,household\nAisha Rahman,aisha@example.org,teacher,\nLayla Haddad,,student,Family Haddad";

pub fn routes() -> Vec<Route> {
    vec![
        page("/people/import", "Paste a list of people").who(ADMINS).to(show),
        form("/people/import", "What a list of people would change").who(ADMINS).to(show),
        form(CONFIRM, "Add the people of a list").who(ADMINS).to(confirm),
    ]
}

/// The form, and below what was sent with it, the preview. A list that could not be carried out stands here again.
async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let ui = &page.ui;
    let kept = ui.kept.as_ref().map_or(&page.form, |kept| &kept.fields);
    let list = kept.raw("list");
    let planned = match list.trim().is_empty() {
        true => None,
        false => Some(preview(&mut page.read().await?, &page.actor(), list, &role_words(ui)).await?),
    };
    let body = html! {
        nav.crumbs { a href="/people" { (ui.text("people-title")) } span { (ui.text("people-import-title")) } }
        div.page-head { h1 { (ui.text("people-import-title")) } }
        @match &planned {
            None => { p.answer { (ui.text("people-import-answer")) } (paste(ui, list)) }
            Some(Err(why)) => {
                div.error-summary role="alert" { h2 { (unreadable(ui, why)) } p { (ui.text("people-import-unchanged")) } }
                (paste(ui, list))
            }
            Some(Ok(plan)) => {
                (outcome(ui, plan, list))
                details.more { summary { (ui.text("people-import-again")) } (paste(ui, list)) }
            }
        }
    };
    Ok(WebPage::new(ui.text("people-import-title"), body))
}

/// The words of a role in a list: ours for machines, and those of every language the pages have.
fn role_words(ui: &Ui) -> RoleWords {
    let mut words = RoleWords::new();
    for language in Language::ALL {
        let speaks = Voice { locale: Locale { language: *language, ..ui.locale }, ..ui.voice };
        words.extend(Role::ALL.iter().map(|role| (speaks.word("role", role.as_str()).to_lowercase(), *role)));
    }
    words.extend(Role::ALL.iter().map(|role| (role.as_str().to_owned(), *role)));
    words
}

/// Previewing changes nothing, so it may be sent as often as one likes: the form has no `_once`.
fn paste(ui: &Ui, list: &str) -> Markup {
    html! {
        form.form method="post" action="/people/import" data-inplace {
            input type="hidden" name=(PAGE_FIELD) value="/people/import";
            div.field data-with-script hidden {
                label for="import-file" { (ui.text("people-import-file")) }
                input #import-file type="file" accept=".csv,.tsv,.txt,text/csv,text/plain" data-file-into="import-list";
            }
            div.field {
                label for="import-list" { (ui.text("people-import-list")) }
                span.hint #import-list-hint {
                    (ui.text("people-import-hint")) " " code translate="no" { "name,email,roles,household" }
                }
                textarea #import-list name="list" rows="10" required spellcheck="false" dir="auto"
                    placeholder=(EXAMPLE) aria-describedby="import-list-hint" { "\n" (list) }
            }
            div.form-actions { button.button.primary { (ui.text("people-import-preview")) } }
        }
    }
}

fn outcome(ui: &Ui, plan: &ImportPlan, list: &str) -> Markup {
    let counts = plan.counts();
    let confirm = FormView::new(ui, CONFIRM);
    let (refused, others): (Vec<_>, Vec<_>) =
        plan.lines.iter().partition(|line| matches!(line.fate, LineFate::Refused(_)));
    html! {
        p.answer {
            (ui.say("people-import-adds", args![count = counts.added])) " "
            @if counts.existing > 0 { (ui.say("people-import-keeps", args![count = counts.existing])) " " }
            @if counts.refused > 0 { (ui.say("people-import-refuses", args![count = counts.refused])) }
        }
        @if !plan.ignored_columns.is_empty() {
            div.banner.amber { (icon("i-warning")) p {
                (ui.text("people-import-ignored")) " "
                @for column in &plan.ignored_columns { (ui.name(column)) " " }
            } }
        }
        @if counts.added > 0 {
            (confirm.post(html! {
                (confirm.hidden("list", list))
                (confirm.hidden("added", &counts.added.to_string()))
                p.muted { (ui.text("people-import-what")) }
                div.form-actions { (confirm.submit(ui.say("people-import-confirm", args![count = counts.added]))) }
            }))
        }
        @if !plan.new_households.is_empty() {
            details.more {
                summary { (ui.say("people-import-households", args![count = plan.new_households.len()])) }
                ul { @for name in &plan.new_households { li { (ui.name(name)) } } }
            }
        }
        @if !refused.is_empty() {
            section.section { h2 { (ui.text("people-import-left-out")) } (lines(ui, &refused)) }
        }
        @if !others.is_empty() {
            section.section { h2 { (ui.text("people-import-lines")) } (lines(ui, &others)) }
        }
    }
}

fn lines(ui: &Ui, lines: &[&PlannedLine]) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label=(ui.text("people-import-lines")) { table.table.dense {
            thead { tr {
                th.num scope="col" { (ui.text("people-import-line")) }
                th scope="col" { (ui.text("people-name")) }
                th scope="col" { (ui.text("people-import-fate")) }
            } }
            tbody { @for line in lines { tr {
                td.num { (ui.number(i64::try_from(line.number).unwrap_or(i64::MAX))) }
                td { (ui.name(&line.shown)) }
                td { (fate(ui, &line.fate)) }
            } } }
        } }
    }
}

fn fate(ui: &Ui, fate: &LineFate) -> Markup {
    html! {
        @match fate {
            LineFate::Add(person) => {
                span.pill.positive { (icon("i-plus")) (ui.text("people-import-add")) } " " (details_of(ui, person))
            }
            LineFate::Exists(id) => {
                span.pill { (ui.text("people-import-exists")) } " "
                a href=(format!("/people/{id}")) { (ui.text("people-import-open")) }
            }
            LineFate::Refused(why) => {
                span.pill.negative { (icon("i-cross")) (ui.text("people-import-refused")) } " " (refusal(ui, why))
            }
        }
    }
}

fn details_of(ui: &Ui, person: &ListedPerson) -> Markup {
    let roles: Vec<String> = person.roles.iter().map(|role| ui.word("role", role.as_str())).collect();
    html! {
        (roles.join(&ui.text("people-comma")))
        @if let Some(email) = &person.email { " · " span.ltr { (ui.name(email.as_str())) } }
        @if let Some(household) = &person.household { " · " (ui.name(household.as_str())) }
    }
}

fn refusal(ui: &Ui, why: &LineRefusal) -> String {
    match why {
        LineRefusal::NoName => ui.text("people-import-no-name"),
        LineRefusal::InvalidName | LineRefusal::InvalidHousehold => ui.text("people-bad-name"),
        LineRefusal::InvalidEmail => ui.text("people-bad-email"),
        LineRefusal::NoRole => ui.text("people-import-no-role"),
        LineRefusal::UnknownRole(word) => ui.say("people-import-unknown-role", args![role = word]),
        LineRefusal::RoleNotYours(role) => {
            ui.say("people-import-role-not-yours", args![role = ui.word("role", role.as_str())])
        }
        LineRefusal::TwiceInFile(first) => ui.say("people-import-twice", args![line = *first]),
        LineRefusal::EmailInUse(name) => ui.say("people-import-in-use", args![name = name]),
        LineRefusal::AmbiguousHousehold => ui.text("people-import-ambiguous"),
    }
}

fn unreadable(ui: &Ui, why: &UnreadableFile) -> String {
    match why {
        UnreadableFile::Empty => ui.text("people-import-empty"),
        UnreadableFile::NoHeader => ui.text("people-import-no-header"),
        UnreadableFile::TwiceInHeader(column) => {
            ui.say("people-import-twice-in-header", args![column = *column])
        }
        UnreadableFile::TooLong => ui.text("people-import-too-long"),
    }
}

/// Carries the list out as it was previewed; where it would do something else by now, the preview comes again.
async fn confirm(page: PageRequest) -> Result<Done, Problem> {
    let ui = &page.ui;
    let mut write = page.write().await?;
    let done = run(&mut write, &page.actor(), page.form.raw("list"), &role_words(ui)).await?;
    let plan = done.map_err(|why| Problem::invalid(IN_WORDS, unreadable(ui, &why)))?;
    let counts = plan.counts();
    if page.form.number("added")? != i64::try_from(counts.added).ok() {
        return Err(Problem::conflict(IN_WORDS, ui.text("people-import-changed")));
    }
    let said = ui.say("people-import-done", args![count = counts.added]);
    page.commit(write, Done::to("/people").saying(said)).await
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;

    use super::*;
    use crate::testing::{TestServer, without_isolates};
    use crate::web::ui::fields::Fields;

    fn fields(list: &str, more: &[(&str, &str)]) -> String {
        let mut all = vec![("list".to_owned(), list.to_owned())];
        all.extend(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        Fields(all).encode()
    }

    #[tokio::test]
    async fn a_list_is_shown_first_and_then_added_once() {
        let server = TestServer::new().await;
        let list = "name;email;roles;household;phone\n=1+1;a@b;student;Nur;1\nAisha;A@B;teacher;;2\nZara;;king;;3\nteacher;;teacher;;4\n";
        let (status, html) = server.form("/people/import", &fields(list, &[])).html_by(Role::Admin).await;
        let html = without_isolates(&html);
        assert_eq!(status, StatusCode::OK);
        for said in [
            "1 person will be added.",
            "1 is here already",
            "2 lines are left out.",
            "=1+1",
            "line 2",
            "king",
            "phone",
            "1 new household",
        ] {
            assert!(html.contains(said), "{said}: {html}");
        }
        let (_, before) = server.get("/people?q=1%2B1").html_by(Role::Admin).await;
        let before = without_isolates(&before);
        assert!(before.contains("Nobody is found"), "a preview changes nothing");

        let confirmed = fields(list, &[("added", "1"), ("_once", "x"), ("_page", "/people/import")]);
        for _ in 0..2 {
            let (status, to) = server.form(CONFIRM, &confirmed).html_by(Role::Admin).await;
            assert_eq!((status, to.as_str()), (StatusCode::SEE_OTHER, "/people"));
        }
        let (_, after) = server.get("/people?q=1%2B1").html_by(Role::Admin).await;
        let after = without_isolates(&after);
        assert!(after.contains("=1+1") && after.contains("Nur"), "{after}");
    }

    #[tokio::test]
    async fn what_changed_since_the_preview_is_shown_again_and_nothing_is_done() {
        let server = TestServer::new().await;
        let list = "name,roles\nZara,student\n";
        let stale = fields(list, &[("added", "2"), ("_once", "x"), ("_page", "/people/import")]);
        let (status, html) = server.form(CONFIRM, &stale).html_by(Role::Admin).await;
        let html = without_isolates(&html);
        assert_eq!(status, StatusCode::CONFLICT);
        assert!(html.contains("nobody was added") && html.contains("1 person will be added."), "{html}");
        let (_, html) = server.form("/people/import", &fields("<script>,x", &[])).html_by(Role::Admin).await;
        let html = without_isolates(&html);
        assert!(html.contains("The first line must name") && !html.contains("<script>,x"), "{html}");
    }

    #[tokio::test]
    async fn an_admin_imports_no_superadmin() {
        let server = TestServer::new().await;
        let list = fields("name,roles\nRoot,superadmin\n", &[("added", "0")]);
        let (_, html) = server.form("/people/import", &list).html_by(Role::Admin).await;
        let html = without_isolates(&html);
        assert!(html.contains("Nobody will be added.") && html.contains("Only a superadmin"), "{html}");
        let (_, html) = server.form("/people/import", &list).html_by(Role::Superadmin).await;
        let html = without_isolates(&html);
        assert!(html.contains("1 person will be added."), "{html}");
    }
}
