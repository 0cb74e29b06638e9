//! `/reception/live`: the sentence, the figures and the lists, whenever they look otherwise. Scans come in by any replica and
//! by jobs, so what stands in the database is looked at.

use std::time::Duration;

use super::load::{Asked, DeskView, named_venue};
use super::{look, today};
use crate::app::App;
use crate::app::checkin::venue_code::printed;
use crate::http::problem::Problem;
use crate::web::answer::Answer;
use crate::web::components::live::{Piece, looked_at};
use crate::web::route::PageRequest;
use crate::web::ui::Ui;

/// How often it is looked at.
const EVERY: Duration = Duration::from_secs(3);

pub async fn follow(page: PageRequest) -> Result<Answer, Problem> {
    let asked = Asked::read(&page.query)?;
    let venue = named_venue(&page, &mut page.read().await?).await?.id;
    let (app, ui) = (page.app.clone(), (*page.ui).clone());
    let organization = page.scope.organization().to_owned();
    let look = move || {
        let (app, organization, venue) = (app.clone(), organization.clone(), venue.clone());
        let (ui, asked) = (Ui { now: app.now(), ..ui.clone() }, asked.clone());
        async move { pieces(&app, &organization, &venue, &ui, asked).await.ok() }
    };
    Ok(looked_at(&page, EVERY, look))
}

async fn pieces(
    app: &App,
    organization: &str,
    venue: &str,
    ui: &Ui,
    asked: Asked,
) -> Result<Vec<Piece>, Problem> {
    let mut read = app.store.read().await?;
    let venue = read.find_venue(organization, venue).await?.ok_or_else(|| Problem::not_found("venue"))?;
    let shown = DeskView::load(&mut read, organization, &venue, asked, ui.now).await?;
    let is_enabled = printed(&mut read, &app.secrets, organization, &venue).await?.is_enabled;
    let ui = &ui.in_zone(venue.time_zone);
    Ok(vec![
        Piece { event: "answer", id: "answer", html: today::answer(ui, &shown, is_enabled) },
        Piece { event: "figures", id: "figures", html: today::figures(ui, &venue, shown.figures) },
        Piece { event: "card", id: "visits", html: today::table(ui, &venue, &shown) },
        Piece { event: "card", id: "to-look-at", html: look::cards(ui, &shown) },
    ])
}
