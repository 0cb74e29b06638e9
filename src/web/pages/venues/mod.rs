//! `/venues`: the places that people check in to, with the rules of their doors; adding one, changing one.

use chrono::NaiveTime;
use chrono_tz::Tz;
use maud::{Markup, html};

use crate::app::venue::venues::{
    self, DEFAULT_DAY_START, NewVenue, VenueChange, day_start_text, read_day_start,
};
use crate::domain::people::validated_text::Name;
use crate::http::problem::Problem;
use crate::http::roles::ADMINS;
use crate::http::route::Route;
use crate::store::venue::venues::Venue;
use crate::text::args;
use crate::web::answer::Done;
use crate::web::components::empty::empty;
use crate::web::components::field::FormView;
use crate::web::components::zone::zones;
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, form, page};
use crate::web::ui::Ui;
use crate::web::ui::fields::latin_digits;

/// Nobody has more.
const LIMIT: i64 = 500;
/// The value of the ticked box.
const TICKED: &str = "yes";

pub fn routes() -> Vec<Route> {
    vec![
        page("/venues", "Venues").who(ADMINS).to(show),
        form("/venues", "Add a venue").who(ADMINS).to(add),
        form("/venues/{id}", "Change a venue").who(ADMINS).to(change),
    ]
}

async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let ui = &page.ui;
    let all = page.read().await?.list_venues(page.scope.organization(), "", LIMIT).await?;
    let changing = page.query.optional("edit").and_then(|id| all.iter().find(|one| one.id == id));
    let for_members = all.iter().filter(|one| one.requires_membership).count();
    let body = html! {
        div.page-head {
            h1 { (ui.text("venues-title")) }
            div.actions { a.button.primary href="/venues#edit" { (ui.text("venues-add")) } }
        }
        p.answer { (ui.say("venues-answer", args![count = all.len(), members = for_members])) }
        @if all.is_empty() {
            (empty("i-door", &ui.text("venues-empty"), &ui.text("venues-empty-what"), html! {}))
        } @else {
            (table(ui, &all))
        }
        (fields_card(ui, changing))
    };
    Ok(WebPage::new(ui.text("venues-title"), body))
}

fn table(ui: &Ui, all: &[Venue]) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label=(ui.text("venues-title")) { table.table.cards-on-phone {
            thead { tr {
                th scope="col" { (ui.text("venues-name")) }
                th scope="col" { (ui.text("venues-members")) }
                th scope="col" { (ui.text("venues-day-start")) }
                th scope="col" { (ui.text("venues-zone")) }
                th scope="col" { span.sr-only { (ui.text("venues-change")) } }
            } }
            tbody { @for one in all { tr {
                td { (ui.name(&one.name)) }
                td data-label=(ui.text("venues-members")) {
                    (ui.text(if one.requires_membership { "venues-members-only" } else { "venues-everybody" }))
                }
                td data-label=(ui.text("venues-day-start")) { (ui.formats().clock(one.day_starts_at)) }
                td data-label=(ui.text("venues-zone")) { bdi translate="no" { (one.time_zone.name()) } }
                td.tight {
                    a.button.small href=(format!("/venues?edit={}#edit", one.id)) {
                        (ui.text("venues-change")) span.sr-only { " " (ui.name(&one.name)) }
                    }
                }
            } } }
        } }
    }
}

/// The form of a new venue, or of one that is changed.
fn fields_card(ui: &Ui, changing: Option<&Venue>) -> Markup {
    let action = changing.map_or_else(|| "/venues".to_owned(), |one| format!("/venues/{}", one.id));
    let form = FormView::new(ui, &action);
    let zone = changing.map_or(ui.zone, |one| one.time_zone);
    let day_start = day_start_text(changing.map_or(DEFAULT_DAY_START, |one| one.day_starts_at));
    let requires_membership = changing.is_none_or(|one| one.requires_membership);
    let (title, what) = match changing {
        Some(one) => (ui.say("venues-edit", args![name = &one.name]), ui.text("venues-edit-what")),
        None => (ui.text("venues-add"), ui.text("venues-add-what")),
    };
    html! {
        section.card #edit {
            h2 { (title) }
            p.muted { (what) }
            (form.post(html! {
                div.fields {
                    (form.text("name", ui.text("venues-name"), changing.map_or("", |one| &one.name))
                        .required().autocomplete("off"))
                    (form.select("time_zone", ui.text("venues-zone"), &zones(Some(zone)), zone.name()))
                    (form.input("time", "day_starts_at", ui.text("venues-day-start"), &day_start)
                        .required().hint(ui.text("venues-day-start-hint")))
                }
                (form.checkbox("requires_membership", TICKED, ui.text("venues-requires"), requires_membership))
                div.form-actions {
                    @if changing.is_some() { a.button href="/venues" { (ui.text("common-back")) } }
                    (form.submit(ui.text(if changing.is_some() { "common-save" } else { "venues-add" })))
                }
            }))
        }
    }
}

/// Name, zone, beginning of the day, and whether it is for members alone, as they were sent.
fn read(page: &PageRequest) -> Result<(Name, Tz, NaiveTime, bool), Problem> {
    let (ui, fields) = (&page.ui, &page.form);
    let name = Name::parse(fields.required("name")?).map_err(|_| ui.refuse("venues-bad-name", "name"))?;
    let zone = fields.required("time_zone")?.parse::<Tz>().map_err(|_| {
        Problem::unprocessable("invalid_time_zone", "There is no such time zone.").at_field("time_zone")
    })?;
    let typed = latin_digits(fields.required("day_starts_at")?);
    let day_start = read_day_start(&typed).ok_or_else(|| ui.refuse("venues-bad-time", "day_starts_at"))?;
    Ok((name, zone, day_start, fields.is_checked("requires_membership")))
}

async fn add(page: PageRequest) -> Result<Done, Problem> {
    let (name, zone, day_starts_at, requires_membership) = read(&page)?;
    let new = NewVenue { name, time_zone: Some(zone), requires_membership, day_starts_at };
    let mut write = page.write().await?;
    let added = venues::add(&mut write, &page.actor(), new).await?;
    let said = page.ui.say("venues-added", args![name = &added.name]);
    page.commit(write, Done::to("/venues").saying(said)).await
}

async fn change(page: PageRequest) -> Result<Done, Problem> {
    let (name, zone, day_start, requires_membership) = read(&page)?;
    let change = VenueChange {
        name: Some(name),
        time_zone: Some(zone),
        requires_membership: Some(requires_membership),
        day_starts_at: Some(day_start),
    };
    let mut write = page.write().await?;
    let changed = venues::change(&mut write, &page.actor(), page.id(), change).await?;
    let said = page.ui.say("venues-changed", args![name = &changed.name]);
    page.commit(write, Done::to("/venues").saying(said)).await
}

#[cfg(test)]
mod tests {
    use crate::domain::people::Role;
    use crate::testing::{TestServer, without_isolates};

    #[tokio::test]
    async fn a_venue_is_added_and_changed() {
        let server = TestServer::new().await;
        let (_, html) = server.get("/venues").html_by(Role::Admin).await;
        assert!(html.contains("No venue yet") && html.contains("value=\"04:00\""), "{html}");
        let fields = "name=%3Cb%3EHall&time_zone=Asia/Kuwait&day_starts_at=05:30&requires_membership=yes";
        assert_eq!(server.form("/venues", fields).html_by(Role::Admin).await.0, 303);
        let (_, all) = server.get("/api/v1/venues").by(Role::Admin).await;
        let id = all["items"][0]["id"].as_str().expect("an id");
        let (_, html) = server.get(&format!("/venues?edit={id}")).html_by(Role::Admin).await;
        let html = without_isolates(&html);
        for shown in ["&lt;b&gt;Hall", "Members only", "Asia/Kuwait", "value=\"05:30\"", "5:30"] {
            assert!(html.contains(shown), "{shown}: {html}");
        }
        // A box that is not ticked is not sent.
        let fields = "name=Hall&time_zone=Asia/Kuwait&day_starts_at=%D9%A0%D9%A6:%D9%A0%D9%A0";
        assert_eq!(server.form(&format!("/venues/{id}"), fields).html_by(Role::Admin).await.0, 303);
        let (_, one) = server.get(&format!("/api/v1/venues/{id}")).by(Role::Admin).await;
        assert_eq!((&one["dayStartsAt"], &one["requiresMembership"]), (&"06:00".into(), &false.into()));
        for (once, more, said) in [
            ("x", "time_zone=Mars/Base&day_starts_at=04:00", "no such time zone"),
            ("y", "time_zone=UTC&day_starts_at=25:00", "hours and minutes"),
        ] {
            let fields = format!("name=Typed&{more}&_page=%2Fvenues&_once={once}");
            let (status, html) = server.form("/venues", &fields).html_by(Role::Admin).await;
            assert!(status.is_client_error() && html.contains(said), "{said}: {status} {html}");
            assert!(html.contains("value=\"Typed\""), "{html}");
        }
    }
}
