//! `/policies/history`: every version of the rules, with who set what.

use std::collections::BTreeSet;

use maud::{Markup, html};
use serde_json::Value;

use super::table::line_name;
use super::values::{name_of, named_in_words};
use crate::domain::money::charge_pay_table::LineKind;
use crate::domain::organization::Policies;
use crate::domain::organization::policy::difference::{PolicyDifference, PolicyKeyName, differences};
use crate::http::pagination::{decode_cursor, encode_cursor};
use crate::http::problem::Problem;
use crate::store::organization::policy_versions::PolicyVersion;
use crate::text::args;
use crate::web::components::icon::icon;
use crate::web::components::pager::next_page;
use crate::web::page::WebPage;
use crate::web::route::PageRequest;
use crate::web::ui::Ui;

/// Versions on a page.
const LIMIT: i64 = 25;

pub(super) async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let ui = &page.ui;
    let before: i64 = decode_cursor(page.query.optional("cursor"))?.unwrap_or(i64::MAX);
    let organization = page.scope.organization();
    let mut read = page.read().await?;
    // One more than is shown: it is what the last one shown is held against.
    let versions = read.list_policy_versions(organization, before, LIMIT + 1).await?;
    let limit = usize::try_from(LIMIT).unwrap_or(0);
    let next = (versions.len() > limit).then(|| encode_cursor(&versions[limit - 1].version));
    let authors: BTreeSet<&str> = versions.iter().filter_map(|one| one.author.as_deref()).collect();
    let names = read.people_names(organization, &authors).await?;
    let latest = versions.first().map_or(0, |one| one.version);
    let title = ui.text("policies-history");
    let body = html! {
        nav.crumbs { a href="/policies" { (ui.text("policies-title")) } span { (title) } }
        div.page-head { h1 { (title) } }
        p.answer { (ui.say("policies-history-answer", args![version = latest])) }
        p.muted { (ui.text("policies-history-what")) }
        ul.events {
            @for (index, one) in versions.iter().take(limit).enumerate() {
                li id=(format!("version-{}", one.version)) {
                    (ui.instant(one.created_at, &ui.date_and_clock(one.created_at)))
                    div {
                        strong { (ui.say("policies-version", args![version = one.version])) }
                        @if let Some(author) = &one.author {
                            " · " a href=(format!("/people/{author}")) { (ui.name(names.get(author).map_or("", String::as_str))) }
                        }
                        (changes(ui, one, versions.get(index + 1)))
                    }
                }
            }
        }
        (next_page(ui, &page.query, next.as_deref()))
    };
    Ok(WebPage::new(title, body))
}

fn changes(ui: &Ui, one: &PolicyVersion, before: Option<&PolicyVersion>) -> Markup {
    let none = Policies::default();
    let all = differences(before.map_or(&none, |version| &version.policies), &one.policies);
    html! {
        @if all.is_empty() {
            p.muted { (ui.text(if before.is_none() { "policies-began" } else { "policies-no-difference" })) }
        } @else {
            ul { @for difference in &all { li { (difference_in_words(ui, difference)) } } }
        }
    }
}

fn difference_in_words(ui: &Ui, one: &PolicyDifference) -> Markup {
    let value = |value: &Option<Value>| match (value, &one.key) {
        (None, _) => ui.text("policies-unset"),
        (Some(value), PolicyKeyName::Key(key)) => named_in_words(ui, key, value),
        (Some(value), PolicyKeyName::Cell { .. }) => ui.word("cell", value.as_str().unwrap_or_default()),
    };
    let name = match &one.key {
        PolicyKeyName::Key(key) => name_of(ui, key),
        PolicyKeyName::Cell { pair, line } => {
            let (teacher, learner) = pair.split_once('+').unwrap_or((pair, ""));
            let line = LineKind::parse(line).map_or_else(|| line.clone(), |line| line_name(ui, line));
            let teacher = ui.say("policies-teacher", args![outcome = ui.word("outcome", teacher)]);
            let learner = ui.say("policies-learner", args![outcome = ui.word("outcome", learner)]);
            format!("{teacher}, {learner}: {line}")
        }
    };
    html! {
        @if let Some(kind) = one.kind { span.pill { (ui.word("kind", kind.as_str())) } " " }
        (name) ": " span.muted { (value(&one.before)) } " " (icon("i-arrow")) " " strong { (value(&one.after)) }
    }
}
