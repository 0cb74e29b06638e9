//! `/settings`: what an organisation is, what it set, and rows of it that cannot be read.

mod fields;

use chrono_tz::Tz;
use maud::{Markup, html};
use serde_json::{Map, Value};

use self::fields::{KEYS_FIELD, number_of_changed, read_changes, setting_field, undo_fields};
use crate::app::organization::{self, OrganizationChange, problems};
use crate::domain::money::amount::Currency;
use crate::domain::organization::Organization;
use crate::domain::organization::settings::Settings;
use crate::domain::people::validated_text::Name;
use crate::http::problem::Problem;
use crate::http::roles::ADMINS;
use crate::http::route::Route;
use crate::store::installation::unreadable_rows::KnownUnreadable;
use crate::text::args;
use crate::web::answer::Done;
use crate::web::components::field::FormView;
use crate::web::components::icon::icon;
use crate::web::components::zone::zones;
use crate::web::flash::Undo;
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, form, page};
use crate::web::ui::Ui;

/// Unreadable rows shown; more usually have one cause.
const PROBLEMS_SHOWN: usize = 20;

pub fn routes() -> Vec<Route> {
    vec![
        page("/settings", "The organisation and its settings").who(ADMINS).to(show),
        form("/settings", "Change settings").who(ADMINS).to(change),
        form("/settings/organization", "Change name, zone or currency").who(ADMINS).to(change_organization),
    ]
}

async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let ui = &page.ui;
    let found = {
        let mut read = page.read().await?;
        organization::find(&mut read, &page.scope, page.scope.organization()).await?
    };
    let unreadable = problems::list(&page.app, page.scope.organization()).await?;
    let body = html! {
        div.page-head { h1 { (ui.text("settings-title")) } }
        p.answer { (answer(ui, &found.settings, unreadable.len())) }
        (warning(ui, &unreadable))
        (organization_section(ui, &found))
        (settings_section(ui, &found.settings))
        p { a href="/policies" { (ui.text("settings-policies")) } }
    };
    Ok(WebPage::new(ui.text("settings-title"), body))
}

fn answer(ui: &Ui, settings: &Settings, unreadable: usize) -> String {
    match unreadable {
        0 => ui.say("settings-answer", args![count = number_of_changed(settings)]),
        rows => ui.say("settings-answer-unreadable", args![count = rows]),
    }
}

/// Rows that are left out, what that does, and what to do.
fn warning(ui: &Ui, rows: &[KnownUnreadable]) -> Markup {
    if rows.is_empty() {
        return html! {};
    }
    html! {
        section.card id="problems" {
            div.banner.amber role="alert" { (icon("i-warning")) p { (ui.text("settings-unreadable-what")) } }
            details.more {
                summary { (ui.say("settings-unreadable", args![count = rows.len()])) }
                div.scroll tabindex="0" role="region" aria-label=(ui.text("settings-unreadable-table")) { table.table.dense {
                    thead { tr {
                        th scope="col" { (ui.text("settings-row")) }
                        th scope="col" { (ui.text("settings-found")) }
                        th scope="col" { (ui.text("settings-since")) }
                    } }
                    tbody { @for one in rows.iter().take(PROBLEMS_SHOWN) {
                        @let row = &one.unreadable;
                        tr {
                            td { code translate="no" dir="ltr" { (row.table) " " (ui.name(&row.row)) " " (row.column) } }
                            td { code translate="no" { (ui.name(&row.found)) } }
                            td { (ui.instant(one.since, &ui.date_and_clock(one.since))) }
                        }
                    } }
                } }
            }
        }
    }
}

fn organization_section(ui: &Ui, one: &Organization) -> Markup {
    let form = FormView::new(ui, "/settings/organization");
    html! {
        section.card id="organization" {
            h2 { (ui.text("settings-organization")) }
            dl.facts {
                div { dt { (ui.text("settings-name")) } dd { (ui.name(&one.name)) } }
                div { dt { (ui.text("settings-zone")) } dd { bdi translate="no" { (one.time_zone.name()) } " · " (ui.clock(ui.now)) } }
                div { dt { (ui.text("settings-currency")) } dd { bdi translate="no" { (one.currency.code()) } } }
                div { dt { (ui.text("settings-founded")) } dd { (ui.instant(one.created_at, &ui.date(one.created_at))) } }
            }
            details.more open[form.is_kept()] {
                summary { (ui.text("settings-change-organization")) }
                (form.post(html! {
                    (form.text("name", ui.text("settings-name"), &one.name).required())
                    (form.select("time_zone", ui.text("settings-zone"), &zones(Some(one.time_zone)), one.time_zone.name()))
                    p.hint { (ui.text("settings-zone-what")) }
                    (form.text("currency", ui.text("settings-currency"), one.currency.code()).hint(ui.text("settings-currency-what")).required())
                    div.form-actions { (form.submit(ui.text("common-save"))) }
                }))
            }
        }
    }
}

fn settings_section(ui: &Ui, settings: &Settings) -> Markup {
    let form = FormView::new(ui, "/settings");
    html! {
        section.card id="settings" {
            h2 { (ui.text("settings-all")) }
            (form.post(html! {
                @for key in Settings::KEYS {
                    (form.hidden(KEYS_FIELD, key.name))
                    (setting_field(&form, key, settings))
                }
                div.form-actions { (form.submit(ui.text("common-save"))) }
            }))
        }
    }
}

async fn change(page: PageRequest) -> Result<Done, Problem> {
    let ui = &page.ui;
    let changes = read_changes(&page.form)?;
    let mut write = page.write().await?;
    let mut before = Settings::default();
    let merge = |present: &Settings| {
        before = present.clone();
        Ok::<_, Problem>(present.changed(&changes)?)
    };
    let after = organization::change_settings(&mut write, &page.actor(), merge).await?.settings;
    let changed = changed_keys(&before, &after);
    let done = Done::to("/settings");
    let done = match changed.is_empty() {
        true => done.saying(ui.text("settings-nothing-changed")),
        false => {
            let names: Vec<String> = changed.iter().map(|key| ui.word("setting", key)).collect();
            let undo = Undo {
                label: ui.text("settings-undo"),
                action: "/settings".to_owned(),
                fields: undo_fields(&before, &changed),
            };
            done.saying(ui.say("settings-saved", args![what = names.join(", ")])).with_undo(undo)
        }
    };
    page.commit(write, done).await
}

/// The keys whose values differ.
fn changed_keys(before: &Settings, after: &Settings) -> Vec<&'static str> {
    let written = |settings: &Settings| match serde_json::to_value(settings) {
        Ok(Value::Object(all)) => all,
        _ => Map::new(),
    };
    let (before, after) = (written(before), written(after));
    Settings::KEYS.iter().map(|key| key.name).filter(|key| before.get(*key) != after.get(*key)).collect()
}

async fn change_organization(page: PageRequest) -> Result<Done, Problem> {
    let ui = &page.ui;
    let name = Name::parse(page.form.required("name")?);
    let name = name.map_err(|error| Problem::invalid("not_a_name", error.to_string()).at_field("name"))?;
    let zone: Result<Tz, _> = page.form.required("time_zone")?.parse();
    let zone = zone
        .map_err(|_| Problem::invalid("not_a_zone", "There is no such time zone.").at_field("time_zone"))?;
    let currency = Currency::from_code(&page.form.required("currency")?.to_uppercase());
    let currency = currency.ok_or_else(|| {
        Problem::invalid("not_a_currency", "This is no currency of ISO 4217.").at_field("currency")
    })?;
    let change = OrganizationChange { name: Some(name), time_zone: Some(zone), currency: Some(currency) };
    let mut write = page.write().await?;
    let changed = organization::change(&mut write, &page.actor(), page.scope.organization(), change)
        .await
        .map_err(|refused| {
            let problem = Problem::from(refused);
            if problem.code == "currency_in_use" { problem.at_field("currency") } else { problem }
        })?;
    let said = ui.say("settings-organization-saved", args![name = &changed.name]);
    page.commit(write, Done::to("/settings").saying(said)).await
}

#[cfg(test)]
mod tests {
    use crate::domain::people::Role;
    use crate::testing::TestServer;

    #[tokio::test]
    async fn settings_are_shown_and_changed_and_can_be_taken_back() {
        let server = TestServer::new().await;
        let (status, html) = server.get("/settings").html_by(Role::Admin).await;
        assert_eq!(status, 200);
        for name in ["session_buffer_minutes", "blocked_days", "digits", "Asia/Riyadh", "SAR"] {
            assert!(html.contains(name), "{name}: {html}");
        }
        let fields = "keys=session_buffer_minutes&session_buffer_minutes=%D9%A1%D9%A5\
                      &keys=blocked_days&blocked_days=friday&blocked_days=saturday&keys=max_participants&max_participants=";
        let (status, to) = server.form("/settings", fields).html_by(Role::Admin).await;
        assert_eq!((status.as_u16(), to.as_str()), (303, "/settings"));
        let (_, now) = server.get("/api/v1/settings").by(Role::Admin).await;
        assert_eq!(now["session_buffer_minutes"], 15);
        assert_eq!(now["blocked_days"], serde_json::json!(["friday", "saturday"]));
        assert_eq!(server.form("/settings", fields).html_by(Role::Teacher).await.0, 403);
    }

    #[tokio::test]
    async fn what_mails_are_sent_with_is_said_without_contradiction_and_typed_in_lines() {
        let server = TestServer::new().await;
        let fields = "keys=message_footer&message_footer=Al+Noor%0D%0AKing+Road+7";
        assert_eq!(server.form("/settings", fields).html_by(Role::Admin).await.0, 303);
        let (_, html) = server.get("/settings").html_by(Role::Admin).await;
        assert!(html.contains("Al Noor\nKing Road 7</textarea>"), "{html}");
        assert!(html.contains("the name of the organisation. At most"), "nothing beside it: {html}");
        for fields in [
            "_page=%2Fsettings&keys=message_reply_to&message_reply_to=office%40noor",
            "_page=%2Fsettings&keys=message_sender_name&message_sender_name=Noor+%3Cnoor%3E",
        ] {
            let (status, html) = server.form("/settings", fields).html_by(Role::Admin).await;
            assert!(status == 400 && html.contains(r#"aria-invalid="true""#), "{fields}: {html}");
        }
    }

    #[tokio::test]
    async fn a_value_out_of_range_stands_there_again_as_it_was_typed() {
        let server = TestServer::new().await;
        let fields = "_page=%2Fsettings&keys=period_start_day&period_start_day=77";
        let (status, html) = server.form("/settings", fields).html_by(Role::Admin).await;
        assert_eq!(status, 400);
        assert!(html.contains(r#"value="77""#) && html.contains(r#"aria-invalid="true""#), "{html}");
    }

    #[tokio::test]
    async fn the_organisation_takes_a_hostile_name_and_shows_it_as_a_name() {
        let server = TestServer::new().await;
        let fields = "name=%3Cscript%3Ealert(1)%3C%2Fscript%3E%E2%80%AE&time_zone=Asia%2FKuwait&currency=kwd";
        let (status, _) = server.form("/settings/organization", fields).html_by(Role::Admin).await;
        assert_eq!(status, 303);
        let (_, html) = server.get("/settings").html_by(Role::Admin).await;
        assert!(html.contains("Asia/Kuwait") && html.contains("KWD"), "{html}");
        assert!(html.contains("&lt;script&gt;alert") && !html.contains("<script>alert"), "{html}");
        let bad = "_page=%2Fsettings&name=Al+Noor&time_zone=Asia%2FKuwait&currency=XQQ";
        let (status, html) = server.form("/settings/organization", bad).html_by(Role::Admin).await;
        assert_eq!(status, 400);
        assert!(html.contains("XQQ"), "{html}");
    }
}
