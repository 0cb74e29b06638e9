//! `/policies`: by which rules presence is judged and what is paid, for all sessions and for each kind, and every version
//! of them.

mod edit;
mod history;
mod layer;
mod table;
mod trial;
mod values;

use maud::{Markup, html};

use self::edit::{TRY, edit_form, read_patch};
use self::layer::Layer;
use self::values::{in_words, meaning_of, name_of, origin_pill};
use crate::app::organization;
use crate::domain::organization::policy::keys::POLICY_KEYS;
use crate::domain::organization::{Organization, Policies};
use crate::domain::session::Kind;
use crate::http::problem::Problem;
use crate::http::roles::ADMINS;
use crate::http::route::Route;
use crate::store::organization::policy_versions::PolicyVersion;
use crate::text::args;
use crate::web::answer::Done;
use crate::web::components::icon::icon;
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, form, page};
use crate::web::ui::Ui;

pub fn routes() -> Vec<Route> {
    vec![
        page("/policies", "The rules by which sessions are judged").who(ADMINS).to(show),
        page("/policies/history", "Every version of the rules").who(ADMINS).to(history::show),
        page(TRY, "What other rules would have made of the last month")
            .who(ADMINS)
            .to(trial::show)
            .timeout(trial::TIMEOUT),
        form("/policies", "Change the rules of all sessions").who(ADMINS).to(change_all),
        form("/policies/{kind}", "Change the rules of one kind of session").who(ADMINS).to(change_kind),
    ]
}

async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let ui = &page.ui;
    let mut read = page.read().await?;
    let found = organization::find(&mut read, &page.scope, page.scope.organization()).await?;
    let latest = read.list_policy_versions(page.scope.organization(), i64::MAX, 1).await?.pop();
    let layer = Layer::of(&found.policies, Kind::parse(page.query.text("kind")));
    let body = html! {
        div.page-head {
            h1 { (ui.text("policies-title")) }
            div.actions { a.button href="/policies/history" { (icon("i-log")) (ui.text("policies-history")) } }
        }
        p.answer { (answer(ui, &found, &layer, latest.as_ref())) }
        (tabs(ui, &found.policies, layer.kind))
        p.muted { (ui.text(if layer.kind.is_some() { "policies-kind-what" } else { "policies-all-what" })) }
        (edit_form(ui, &layer, found.policy_version + 1))
        section.section { h2 { (ui.text("policies-rules")) } (rules(ui, &layer)) }
        section.section {
            h2 { (ui.text("policies-money")) }
            p.muted { (ui.text("policies-money-what")) }
            (table::shown(ui, &layer.effective))
        }
    };
    Ok(WebPage::new(ui.text("policies-title"), body))
}

fn answer(ui: &Ui, one: &Organization, layer: &Layer, latest: Option<&PolicyVersion>) -> String {
    let own = ui.say("policies-own", args![count = layer.number_of_own()]);
    let since = latest.map_or(one.created_at, |version| version.created_at);
    ui.say("policies-answer", args![version = one.policy_version, since = ui.date(since), own = own])
}

fn tabs(ui: &Ui, policies: &Policies, shown: Option<Kind>) -> Markup {
    html! {
        nav.tabs aria-label=(ui.text("policies-which")) {
            a href="/policies" aria-current=[shown.is_none().then_some("page")] { (ui.text("policies-all")) }
            @for kind in Kind::ALL {
                a href=(format!("/policies?kind={kind}")) aria-current=[(shown == Some(*kind)).then_some("page")] {
                    (ui.word("kind", kind.as_str()))
                    @if policies.kinds.contains_key(kind) { " " span.count { "●" span.sr-only { (ui.text("policies-has-own")) } } }
                }
            }
        }
    }
}

fn rules(ui: &Ui, layer: &Layer) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label=(ui.text("policies-rules")) { table.table.cards-on-phone {
            thead { tr {
                th scope="col" { (ui.text("policies-rule")) }
                th scope="col" { (ui.text("policies-value")) }
                th scope="col" { (ui.text("policies-from")) }
            } }
            tbody { @for key in POLICY_KEYS {
                @let holding = &layer.effective.keys[key.name];
                tr id=(format!("rule-{}", key.name)) {
                    td { strong { (name_of(ui, key.name)) } span.sub { (meaning_of(ui, key)) } }
                    td.nowrap data-label=(ui.text("policies-value")) { (in_words(ui, key, &holding.value)) }
                    td data-label=(ui.text("policies-from")) { (origin_pill(ui, holding.from)) }
                }
            } }
        } }
    }
}

async fn change_all(page: PageRequest) -> Result<Done, Problem> {
    change(&page, None).await
}

async fn change_kind(page: PageRequest) -> Result<Done, Problem> {
    let kind = Kind::parse(page.path.get("kind")).ok_or_else(|| Problem::not_found("kind of session"))?;
    change(&page, Some(kind)).await
}

async fn change(page: &PageRequest, kind: Option<Kind>) -> Result<Done, Problem> {
    let ui = &page.ui;
    let patch = read_patch(&page.form)?;
    let mut write = page.write().await?;
    let before = organization::find(&mut write, &page.scope, page.scope.organization()).await?;
    let after = organization::put_policy(&mut write, &page.actor(), kind, patch).await?;
    let said = match after.policy_version == before.policy_version {
        true => ui.text("policies-nothing-changed"),
        false => ui.say("policies-saved", args![version = after.policy_version]),
    };
    let back = Layer::of(&after.policies, kind).address();
    page.commit(write, Done::to(back).saying(said)).await
}

#[cfg(test)]
mod tests {
    use crate::domain::people::Role;
    use crate::testing::TestServer;

    #[tokio::test]
    async fn every_rule_stands_there_with_its_value_and_where_it_comes_from() {
        let server = TestServer::new().await;
        let (status, html) = server.get("/policies").html_by(Role::Admin).await;
        assert_eq!(status, 200);
        assert!(html.contains("rule-reconnectGraceSeconds") && html.contains("2:00"), "{html}");
        assert!(html.contains("80\u{a0}%"), "{html}");
        assert_eq!(server.get("/policies").html_by(Role::Teacher).await.0, 403);
    }

    #[tokio::test]
    async fn a_kind_gets_its_own_rules_and_the_history_says_who_and_what() {
        let server = TestServer::new().await;
        let fields = "reconnectGraceSeconds=60&learnerPresentShare=72.5&capAtPlanned=false&present%2Babsent.charge=planned";
        let (status, to) = server.form("/policies/quran", fields).html_by(Role::Admin).await;
        assert_eq!((status.as_u16(), to.as_str()), (303, "/policies?kind=quran"));
        let (_, all) = server.get("/api/v1/policies").by(Role::Admin).await;
        assert_eq!(all["kinds"]["quran"]["reconnectGraceSeconds"], 60);
        assert_eq!(all["kinds"]["quran"]["learnerPresentShare"], 0.725);
        assert_eq!(all["kinds"]["quran"]["capAtPlanned"], false);
        assert_eq!(all["kinds"]["quran"]["table"]["present+absent"]["charge"], "planned");
        assert_eq!(all["kinds"].as_object().map(serde_json::Map::len), Some(1));
        let (_, html) = server.get("/policies?kind=quran").html_by(Role::Admin).await;
        assert!(html.contains("1:00") && html.contains("72.5\u{a0}%"), "{html}");
        let (status, html) = server.get("/policies/history").html_by(Role::Admin).await;
        assert_eq!(status, 200);
        assert!(html.contains(">admin<") && html.contains("1:00"), "who and what: {html}");
        // Nothing set is no rule of its own.
        server.form("/policies/quran", "").html_by(Role::Admin).await;
        let (_, all) = server.get("/api/v1/policies").by(Role::Admin).await;
        assert_eq!(all["kinds"].as_object().map(serde_json::Map::len), Some(0));
        assert_eq!(server.form("/policies/chess", "").html_by(Role::Admin).await.0, 404);
    }

    #[tokio::test]
    async fn what_no_rule_takes_stands_there_again() {
        let server = TestServer::new().await;
        for (bad, typed) in [
            ("learnerPresentShare=180", "180"),
            ("vanishSeconds=soon", "soon"),
            ("reconnectGraceSeconds=-5", "-5"),
            ("reconnectGraceSeconds=%3Cscript%3E", "&lt;script&gt;"),
        ] {
            let fields = format!("_page=%2Fpolicies&{bad}");
            let (status, html) = server.form("/policies", &fields).html_by(Role::Admin).await;
            assert_eq!(status, 400, "{bad}");
            assert!(html.contains(typed) && html.contains(r#"aria-invalid="true""#), "{bad}: {html}");
        }
    }
}
