//! What the reception does: it switches codes on and off, makes a new one, and enters people by hand.

use super::load::address;
use crate::app::checkin::by_hand::{DeskEntry, EntryPlace, at_venue};
use crate::app::checkin::venue_code;
use crate::domain::checkin::words::CheckInFinding;
use crate::domain::evidence::manual::Direction;
use crate::domain::people::validated_text::ReasonText;
use crate::http::problem::Problem;
use crate::http::roles::ADMINS;
use crate::store::Read;
use crate::store::venue::venues::Venue;
use crate::text::args;
use crate::web::answer::Done;
use crate::web::route::PageRequest;

async fn find(page: &PageRequest, read: &mut Read) -> Result<Venue, Problem> {
    let found = read.find_venue(page.scope.organization(), page.id()).await?;
    found.ok_or_else(|| Problem::not_found("venue"))
}

/// A box that is not ticked is not sent.
pub async fn toggle(page: PageRequest) -> Result<Done, Problem> {
    let is_enabled = page.form.is_checked("enabled");
    let mut write = page.write().await?;
    let venue = find(&page, &mut write).await?;
    venue_code::toggle(&mut write, &page.actor(), &venue, is_enabled).await?;
    let said = page.ui.text(if is_enabled { "reception-switched-on" } else { "reception-switched-off" });
    page.commit(write, Done::to(address(&venue)).saying(said)).await
}

pub async fn rotate(page: PageRequest) -> Result<Done, Problem> {
    let mut write = page.write().await?;
    let venue = find(&page, &mut write).await?;
    venue_code::rotate(&mut write, &page.actor(), &venue).await?;
    let said = page.ui.text("reception-regenerated");
    page.commit(write, Done::to(address(&venue)).saying(said)).await
}

pub async fn enter(page: PageRequest) -> Result<Done, Problem> {
    let mut write = page.write().await?;
    let venue = find(&page, &mut write).await?;
    let reason = page.form.optional("reason").map(ReasonText::parse).transpose();
    let direction = match page.form.required("direction")? {
        "out" => Direction::Out,
        _ => Direction::In,
    };
    let entry = DeskEntry {
        person_id: page.form.required("person")?.to_owned(),
        direction,
        at: None,
        reason: reason.map_err(|_| page.ui.refuse("reception-bad-reason", "reason"))?,
        // A form that is sent twice is carried out once by its own mark.
        nonce: page.app.new_id(),
        events: None,
        is_admin: page.ui.may(ADMINS),
    };
    let entered = at_venue(&mut write, &page.actor(), &venue.id, &entry).await?;
    let finding = match &entered.place {
        EntryPlace::Venue(visit) if direction == Direction::In => visit.finding,
        _ => None,
    };
    let id = match (direction, finding) {
        (Direction::Out, _) => "reception-entered-out",
        (Direction::In, Some(CheckInFinding::NotEligible)) => "reception-entered-not-eligible",
        (Direction::In, _) => "reception-entered-in",
    };
    let clock = page.ui.in_zone(venue.time_zone).clock(page.ui.now);
    let said = page.ui.say(id, args![name = &entered.person.name, clock = clock]);
    page.commit(write, Done::to(address(&venue)).saying(said)).await
}
