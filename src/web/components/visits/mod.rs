//! Somebody's visits at venues: where they stand today, when they came and went last, and the last days.

use std::collections::BTreeSet;

use chrono::Days;
use maud::{Markup, html};

use crate::app::checkin::at_venue::day_clock;
use crate::domain::checkin::words::VisitSource;
use crate::domain::time::{DAY, Span, Timestamp};
use crate::store::checkin::visits::{StoredVisit, VisitFilter};
use crate::store::venue::venues::Venue;
use crate::store::{Read, StoreError};
use crate::text::args;
use crate::web::components::icon::icon;
use crate::web::ui::Ui;

/// Nobody has more venues.
pub const MOST_VENUES: i64 = 500;
/// Visits that are read at once, of everybody who is asked for.
const MOST_VISITS: i64 = 2_000;
/// Visits of one person that are shown.
const MOST_SHOWN: usize = 100;
/// A month with the day before its first, where a venue's day begins later than midnight.
const READ_BACK: i64 = 32 * DAY;

/// The venues of an organisation, and the visits of some people in the last month.
pub struct VisitsByPerson {
    pub venues: Vec<Venue>,
    visits: Vec<StoredVisit>,
}

impl VisitsByPerson {
    pub async fn load(
        read: &mut Read,
        organization: &str,
        people: &[&str],
        now: Timestamp,
    ) -> Result<VisitsByPerson, StoreError> {
        let venues = read.list_venues(organization, "", MOST_VENUES).await?;
        let filter = VisitFilter {
            people: Some(people.iter().map(|one| (*one).to_owned()).collect()),
            span: Some(Span::new(now.plus(-READ_BACK), Timestamp::MAX)),
            ..VisitFilter::default()
        };
        let visits = match venues.is_empty() || people.is_empty() {
            true => Vec::new(),
            false => read.list_visits(organization, &filter, None, MOST_VISITS).await?,
        };
        let visits = visits.into_iter().map(|one| as_of(one.visit, now)).collect();
        Ok(VisitsByPerson { venues, visits })
    }

    pub fn of(&self, person: &str) -> PersonVisits<'_> {
        let visits = self.visits.iter().filter(|one| one.person_id == person).collect();
        PersonVisits { venues: &self.venues, visits }
    }
}

/// A visit that was forgotten counts as over, also where the job has not closed it yet.
fn as_of(visit: StoredVisit, now: Timestamp) -> StoredVisit {
    match visit.ends_by {
        Some(end) if visit.out_at.is_none() && end <= now => {
            StoredVisit { out_at: Some(end), is_estimated: true, ..visit }
        }
        _ => visit,
    }
}

/// What the pages say of somebody today. The words are machine words of the family `visitstatus`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VisitStatus {
    Inside,
    Left,
    NotCome,
}

impl VisitStatus {
    pub fn of(visit: Option<&StoredVisit>) -> VisitStatus {
        match visit {
            None => VisitStatus::NotCome,
            Some(visit) if visit.out_at.is_none() => VisitStatus::Inside,
            Some(_) => VisitStatus::Left,
        }
    }

    pub fn pill(self, ui: &Ui) -> Markup {
        let (word, class, symbol) = match self {
            VisitStatus::Inside => ("in", "positive", "i-check"),
            VisitStatus::Left => ("out", "", "i-logout"),
            VisitStatus::NotCome => ("none", "outline", "i-clock"),
        };
        html! { span class=(format!("pill {class}")) { (icon(symbol)) (ui.word("visitstatus", word)) } }
    }
}

/// One person's visits of the last month, the newest first.
pub struct PersonVisits<'a> {
    venues: &'a [Venue],
    visits: Vec<&'a StoredVisit>,
}

impl<'a> PersonVisits<'a> {
    pub fn is_empty(&self) -> bool {
        self.visits.is_empty()
    }

    fn venue(&self, id: &str) -> Option<&'a Venue> {
        self.venues.iter().find(|one| one.id == id)
    }

    /// Whether they came to a venue and have not left.
    pub fn is_inside(&self, venue: &Venue) -> bool {
        self.visits.iter().any(|one| one.venue_id == venue.id && one.out_at.is_none())
    }

    /// Where they were lately; the only venue there is, also if they were not.
    fn places(&self) -> Vec<&'a Venue> {
        let been = |venue: &&Venue| self.visits.iter().any(|visit| visit.venue_id == venue.id);
        match self.venues {
            [only] => vec![only],
            venues => venues.iter().filter(been).collect(),
        }
    }

    fn last_at(&self, venue: &Venue) -> Option<&'a StoredVisit> {
        self.visits.iter().find(|one| one.venue_id == venue.id).copied()
    }

    /// The visit that counts at a venue now: one that is open, else the last that began on its day.
    fn today_at(&self, venue: &Venue, now: Timestamp) -> Option<&'a StoredVisit> {
        let today = day_clock(venue).day_of(now);
        let counts = |one: &&StoredVisit| one.out_at.is_none() || one.in_at >= today.from;
        self.visits.iter().filter(|one| one.venue_id == venue.id).copied().find(counts)
    }

    /// To the person: where they are, or were last today.
    pub fn sentence(&self, ui: &Ui) -> String {
        let today =
            self.places().into_iter().filter_map(|venue| Some((venue, self.today_at(venue, ui.now)?)));
        let latest = today.max_by_key(|(_, visit)| (visit.out_at.is_none(), visit.in_at));
        let Some((venue, visit)) = latest else { return ui.text("visits-not-come") };
        let clock = |at| ui.in_zone(venue.time_zone).clock(at);
        match visit.out_at {
            None => ui.say("visits-inside", args![venue = &venue.name, clock = clock(visit.in_at)]),
            Some(out) => ui.say("visits-left", args![venue = &venue.name, clock = clock(out)]),
        }
    }

    /// Today's status, and the last way in and out; for each place where they were at several.
    pub fn standing(&self, ui: &Ui) -> Markup {
        let places = self.places();
        let has_several = self.venues.len() > 1;
        html! {
            @if places.is_empty() { p { (VisitStatus::NotCome.pill(ui)) } }
            @for venue in places {
                @let ui = &ui.in_zone(venue.time_zone);
                @if has_several { h3 { (ui.name(&venue.name)) } }
                @let last = self.last_at(venue);
                dl.facts.visit-facts {
                    div { dt { (ui.text("visits-today")) } dd { (VisitStatus::of(self.today_at(venue, ui.now)).pill(ui)) } }
                    div { dt { (ui.text("visits-last-in")) } dd { @match last { Some(visit) => (moment(ui, visit.in_at)), None => "–" } } }
                    div { dt { (ui.text("visits-last-out")) } dd {
                        @match self.visits.iter().filter(|one| one.venue_id == venue.id).find_map(|one| Some((one.out_at?, one.is_estimated))) {
                            Some((at, is_estimated)) => { (moment(ui, at)) (estimate(ui, is_estimated)) },
                            None => "–",
                        }
                    } }
                }
            }
        }
    }

    /// The visits that began on the last so many days of their venue, today counted.
    pub fn history(&self, ui: &Ui, days: u64) -> Markup {
        let recent: Vec<(&StoredVisit, &Venue)> = self
            .visits
            .iter()
            .filter_map(|visit| Some((*visit, self.venue(&visit.venue_id)?)))
            .filter(|(visit, venue)| {
                let clock = day_clock(venue);
                let end = clock.date(visit.in_at).checked_add_days(Days::new(days));
                end.is_none_or(|end| end > clock.date(ui.now))
            })
            .collect();
        let dates = recent.iter().map(|(visit, venue)| day_clock(venue).date(visit.in_at));
        let dates = dates.collect::<BTreeSet<_>>().len();
        let (count, has_several) = (recent.len(), self.venues.len() > 1);
        html! {
            p.muted { (ui.say("visits-count", args![count = count, days = dates])) }
            @if count > 0 {
                ul.list.plain { @for (visit, venue) in recent.into_iter().take(MOST_SHOWN) {
                    @let ui = &ui.in_zone(venue.time_zone);
                    li {
                        (source_icon(ui, visit.source))
                        span.what {
                            (ui.instant(visit.in_at, &ui.day(visit.in_at)))
                            @if has_several { span.sub { (ui.name(&venue.name)) } }
                        }
                        span.num { (ui.clock(visit.in_at)) "–" @if let Some(out) = visit.out_at { (ui.clock(out)) } (estimate(ui, visit.is_estimated)) }
                        @if visit.out_at.is_none() { (VisitStatus::Inside.pill(ui)) }
                    }
                } }
            }
        }
    }
}

/// A day and its clock time; of today the clock time alone.
fn moment(ui: &Ui, at: Timestamp) -> Markup {
    let clock = ui.clock(at);
    let text = if ui.day_of(at) == ui.today() { clock } else { format!("{}, {clock}", ui.day(at)) };
    ui.instant(at, &text)
}

/// Marks an end that nobody saw.
pub fn estimate(ui: &Ui, is_estimated: bool) -> Markup {
    html! { @if is_estimated { " " span.pill.outline title=(ui.text("visits-estimated-what")) { (ui.text("visits-estimated")) } } }
}

/// How a visit was opened: a symbol, with words for those who do not see it.
pub fn source_icon(ui: &Ui, source: VisitSource) -> Markup {
    let symbol = match source {
        VisitSource::QrScan => "i-qr",
        VisitSource::AdminManual => "i-hand",
        VisitSource::Class => "i-people",
    };
    let word = ui.word("visitsource", source.as_str());
    html! { span.visit-source title=(word) { (icon(symbol)) span.sr-only { (word) } } }
}
