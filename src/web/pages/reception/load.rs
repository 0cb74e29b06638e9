//! What the reception looks at: which venue, who is in, who was looked for, and what is odd.

use crate::app::checkin::at_venue::{day_clock, who_may_enter};
use crate::app::checkin::log::{LoggedScan, list_scans};
use crate::app::checkin::venue_code::{VenueCode, printed};
use crate::app::people::search::people_meant;
use crate::domain::checkin::membership::Eligibility;
use crate::domain::people::Role;
use crate::domain::time::{DAY, Span, Timestamp};
use crate::http::pagination::{decode_cursor, encode_cursor};
use crate::http::problem::Problem;
use crate::store::Read;
use crate::store::checkin::scans::ScanFilter;
use crate::store::checkin::visits::{NamedVisit, StoredVisit, VenueFigures, VisitFilter};
use crate::store::people::Person;
use crate::store::venue::venues::Venue;
use crate::web::components::visits::MOST_VENUES;
use crate::web::flash;
use crate::web::route::PageRequest;
use crate::web::ui::fields::Fields;

/// The cookie with the venue that was chosen last.
pub const LATEST_COOKIE: &str = "rollcall-venue";
/// Rows of the table at once.
const ROWS: usize = 50;
/// People that a search offers.
pub const MOST_FOUND: usize = 12;
/// Scans of each kind that are shown.
const MOST_SCANS: i64 = 5;
/// How far back they are looked for.
const SCANS_BACK: i64 = 7 * DAY;

/// The address of a venue's reception.
pub fn address(venue: &Venue) -> String {
    format!("/reception?venue={}", venue.id)
}

/// What of the visits is asked for.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Only who is in, whenever they came.
    pub only_inside: bool,
    /// Beyond this one.
    pub after: Option<(Timestamp, String)>,
}

impl Asked {
    pub fn read(query: &Fields) -> Result<Asked, Problem> {
        let after = decode_cursor(query.optional("cursor"))?;
        Ok(Asked { only_inside: query.text("show") == "in", after })
    }

    /// As fields of an address.
    pub fn fields(&self, venue: &Venue) -> Fields {
        let mut fields = vec![("venue".to_owned(), venue.id.clone())];
        if self.only_inside {
            fields.push(("show".to_owned(), "in".to_owned()));
        }
        Fields(fields)
    }

    /// Where changes of what is shown are told.
    pub fn stream_address(&self, venue: &Venue) -> String {
        let mut fields = self.fields(venue);
        if let Some(after) = &self.after {
            fields.0.push(("cursor".to_owned(), encode_cursor(after)));
        }
        format!("/reception/live?{}", fields.encode())
    }
}

/// What changes by itself.
pub struct DeskView {
    pub asked: Asked,
    pub figures: VenueFigures,
    pub visits: Vec<NamedVisit>,
    /// Where the table goes on.
    pub next: Option<String>,
    /// Taken, with signs that a code was shared or another finding.
    pub odd: Vec<LoggedScan>,
    pub refused: Vec<LoggedScan>,
}

impl DeskView {
    pub async fn load(
        read: &mut Read,
        organization: &str,
        venue: &Venue,
        asked: Asked,
        now: Timestamp,
    ) -> Result<DeskView, Problem> {
        let today = day_clock(venue).day_of(now);
        let filter = VisitFilter {
            venue: Some(&venue.id),
            people: None,
            span: (!asked.only_inside).then_some(today),
            open: asked.only_inside,
        };
        let limit = i64::try_from(ROWS + 1).unwrap_or(i64::MAX);
        let mut visits = read.list_visits(organization, &filter, asked.after.as_ref(), limit).await?;
        let has_more = visits.len() > ROWS;
        visits.truncate(ROWS);
        let next = visits.last().filter(|_| has_more);
        let next = next.map(|last| encode_cursor(&(last.visit.in_at, last.visit.id.clone())));
        let lately = Some(Span::new(now.plus(-SCANS_BACK), now.plus(1)));
        let odd = ScanFilter { span: lately, to_look_at: true, ..ScanFilter::default() };
        let refused = ScanFilter { span: lately, taken: Some(false), ..ScanFilter::default() };
        Ok(DeskView {
            figures: read.venue_figures(organization, &venue.id, today).await?,
            visits,
            next,
            odd: list_scans(read, organization, &odd, None, MOST_SCANS).await?,
            refused: list_scans(read, organization, &refused, None, MOST_SCANS).await?,
            asked,
        })
    }
}

/// Somebody who was looked for, with their last visit of today.
pub struct Found {
    pub person: Person,
    /// A student whom no membership admits: to be settled before they are let in. A plan without codes is no hindrance at a
    /// desk.
    pub lacks_membership: bool,
    pub visit: Option<StoredVisit>,
}

/// The reception of one venue.
pub struct Desk {
    pub venues: Vec<Venue>,
    pub venue: Venue,
    pub code: VenueCode,
    /// What the picture of the code holds.
    pub code_address: String,
    pub shown: DeskView,
    /// What was typed to find somebody.
    pub search: String,
    pub found: Vec<Found>,
    /// Whether more are called so than are shown.
    pub has_more: bool,
}

impl Desk {
    /// `None` where there is no venue yet.
    ///
    /// # Errors
    /// 404 for a venue that is not there, 400 for a broken cursor.
    pub async fn load(page: &PageRequest) -> Result<Option<Desk>, Problem> {
        let organization = page.scope.organization();
        let mut read = page.read().await?;
        let mut venues = read.list_venues(organization, "", MOST_VENUES).await?;
        let compare =
            |a: &Venue, b: &Venue| page.ui.formats().compare(&a.name, &b.name).then_with(|| a.id.cmp(&b.id));
        venues.sort_by(compare);
        let Some(venue) = chosen(page, &venues)? else { return Ok(None) };
        let asked = Asked::read(&page.query)?;
        let shown = DeskView::load(&mut read, organization, &venue, asked, page.ui.now).await?;
        let code = printed(&mut read, &page.app.secrets, organization, &venue).await?;
        let search = page.query.text("q").to_owned();
        let (found, has_more) = find(page, &mut read, &venue, &search).await?;
        let code_address = crate::http::request::scan_address(page, &code.text);
        Ok(Some(Desk { venues, venue, code, code_address, shown, search, found, has_more }))
    }
}

/// The venue that the address names, else the one chosen last, else the first.
fn chosen(page: &PageRequest, venues: &[Venue]) -> Result<Option<Venue>, Problem> {
    let by_id = |id: &str| venues.iter().find(|one| one.id == id).cloned();
    if let Some(id) = page.query.optional("venue") {
        return by_id(id).map(Some).ok_or_else(|| Problem::not_found("venue"));
    }
    let latest = flash::cookie(page.headers(), LATEST_COOKIE).and_then(by_id);
    Ok(latest.or_else(|| venues.first().cloned()))
}

/// The venue that an address names, or the one that would be shown without a name.
///
/// # Errors
/// 404 where there is none.
pub async fn named_venue(page: &PageRequest, read: &mut Read) -> Result<Venue, Problem> {
    let venues = read.list_venues(page.scope.organization(), "", MOST_VENUES).await?;
    chosen(page, &venues)?.ok_or_else(|| Problem::not_found("venue"))
}

/// Who is called so, students first, with where they stand today.
async fn find(
    page: &PageRequest,
    read: &mut Read,
    venue: &Venue,
    search: &str,
) -> Result<(Vec<Found>, bool), Problem> {
    if search.is_empty() {
        return Ok((Vec::new(), false));
    }
    let mut people = people_meant(read, &page.scope, search).await?;
    let is_other = |one: &Person| !one.roles.contains(&Role::Student);
    people.sort_by(|a, b| {
        let by_name = || page.ui.formats().compare(&a.name, &b.name).then_with(|| a.id.cmp(&b.id));
        is_other(a).cmp(&is_other(b)).then_with(by_name)
    });
    let has_more = people.len() > MOST_FOUND;
    people.truncate(MOST_FOUND);
    let filter = VisitFilter {
        venue: Some(&venue.id),
        people: Some(people.iter().map(|one| one.id.clone()).collect()),
        span: Some(day_clock(venue).day_of(page.ui.now)),
        open: false,
    };
    // The newest first: the first of a person is their last.
    let visits = read.list_visits(page.scope.organization(), &filter, None, 1_000).await?;
    let last = |person: &Person| visits.iter().find(|one| one.visit.person_id == person.id);
    let mut found = Vec::with_capacity(people.len());
    for person in people {
        let eligible = who_may_enter(read, page.scope.organization(), venue, &person, page.ui.now).await?;
        let lacks_membership = person.roles.contains(&Role::Student)
            && matches!(eligible, Eligibility::MembershipInactive | Eligibility::OtherVenue);
        found.push(Found { visit: last(&person).map(|one| one.visit.clone()), lacks_membership, person });
    }
    Ok((found, has_more))
}
