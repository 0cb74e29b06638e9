//! What is said of an event: the fields of a new one and of one that is changed, and what was sent.

use chrono_tz::Tz;
use maud::{Markup, html};

use crate::app::event::figures::EVENT_TYPES;
use crate::domain::checkin::event::EventType;
use crate::domain::checkin::event::{AdmissionWindow, AdmitEvery};
use crate::domain::people::Role;
use crate::domain::people::validated_text::Name;
use crate::domain::time::Timestamp;
use crate::http::problem::Problem;
use crate::http::roles::ADMINS;
use crate::store::Read;
use crate::store::event::StoredEvent;
use crate::store::people::{PeopleFilter, Person};
use crate::text::args;
use crate::web::components::event::type_words;
use crate::web::components::field::FormView;
use crate::web::route::PageRequest;
use crate::web::ui::Ui;

/// Most places of an event, as the API has it.
const MOST_PLACES: i64 = 1_000_000;
/// Partners that are suggested.
const MOST_PARTNERS: i64 = 100;
/// The value of a ticked box.
const TICKED: &str = "yes";

/// An event's people, by what they are called by in its fields.
#[derive(Default)]
pub(super) struct EventPeople {
    partner: String,
    organizers: String,
    /// Of those who may see them.
    partners: Vec<String>,
}

/// An address, else a name, else the id: what finds them again.
fn called(person: &Person) -> String {
    person.email.clone().unwrap_or_else(|| person.name.clone())
}

impl EventPeople {
    pub async fn load(
        page: &PageRequest,
        read: &mut Read,
        event: Option<&StoredEvent>,
    ) -> Result<EventPeople, Problem> {
        let organization = page.scope.organization();
        let of = |ids: Vec<&str>| ids.into_iter().map(str::to_owned).collect::<Vec<_>>();
        let shared =
            event.map_or_else(Vec::new, |event| of(event.organizers.iter().map(String::as_str).collect()));
        let ids =
            shared.iter().chain(event.and_then(|event| event.partner.as_ref())).map(String::as_str).collect();
        let people = read.find_people(organization, &ids).await?;
        let call = |id: &str| people.iter().find(|one| one.id == id).map_or_else(|| id.to_owned(), called);
        let creator = event.and_then(|event| event.created_by.as_deref());
        let organizers: Vec<String> =
            shared.iter().filter(|id| Some(id.as_str()) != creator).map(|id| call(id)).collect();
        let partners = match page.ui.may(ADMINS) {
            true => {
                let filter = PeopleFilter {
                    role: Some(Role::Partner),
                    is_active: Some(true),
                    limit: MOST_PARTNERS,
                    ..PeopleFilter::default()
                };
                read.list_people(&page.scope, &filter).await?.iter().map(called).collect()
            }
            false => Vec::new(),
        };
        Ok(EventPeople {
            partner: event.and_then(|event| event.partner.as_deref()).map(call).unwrap_or_default(),
            organizers: organizers.join("\n"),
            partners,
        })
    }
}

/// A local day and time as its field takes it.
fn local(at: Timestamp, zone: Tz) -> String {
    at.to_utc().with_timezone(&zone).format("%Y-%m-%dT%H:%M").to_string()
}

/// The fields, with what an event is where there is one.
pub(super) fn event_fields(form: &FormView<'_>, people: &EventPeople, event: Option<&StoredEvent>) -> Markup {
    let ui = form.ui;
    let time = |at: Option<Timestamp>| at.map_or_else(String::new, |at| local(at, ui.zone));
    let (start, end) = (time(event.map(|one| one.start)), time(event.map(|one| one.end)));
    let opens = time(event.and_then(|one| one.window.opens_at));
    let closes = time(event.and_then(|one| one.window.closes_at));
    let capacity = event.and_then(|one| one.capacity).map_or_else(String::new, |places| places.to_string());
    let types = EVENT_TYPES.map(|one| (type_word(one).to_owned(), type_choice(ui, one)));
    let chosen = event.map_or(EVENT_TYPES[0], StoredEvent::event_type);
    let every = |one: AdmitEvery, text: &str| (one.as_str().to_owned(), ui.text(text));
    let admit = [every(AdmitEvery::Event, "events-admit-once"), every(AdmitEvery::Day, "events-admit-daily")];
    html! {
        (form.text("title", ui.text("events-name"), event.and_then(|one| one.title.as_deref()).unwrap_or_default())
            .required().autocomplete("off"))
        div.fields {
            (form.input("datetime-local", "start", ui.text("events-start"), &start).required()
                .hint(ui.say("events-zone", args![zone = ui.zone.name()])))
            (form.input("datetime-local", "end", ui.text("events-end"), &end).required())
        }
        (form.select("type", ui.text("events-type"), &types, type_word(chosen)))
        div.fields {
            (form.text("partner", ui.text("events-partner"), &people.partner).suggesting(&people.partners)
                .hint(ui.text("events-partner-hint")).autocomplete("off"))
            (form.input("number", "capacity", ui.text("events-capacity"), &capacity).hint(ui.text("events-capacity-hint")))
        }
        (form.checkbox("walk_ins", TICKED, ui.text("events-walk-ins"), event.is_some_and(|one| one.allow_walk_ins)))
        details.more open[!opens.is_empty() || !closes.is_empty() || !people.organizers.is_empty() || form.is_kept()] {
            summary { (ui.text("events-more")) }
            div.form {
                div.fields {
                    (form.input("datetime-local", "opens", ui.text("events-opens"), &opens).hint(ui.text("events-window-hint")))
                    (form.input("datetime-local", "closes", ui.text("events-closes"), &closes))
                }
                (form.select("admit_every", ui.text("events-admit"), &admit, event.map_or("event", |one| one.admit_every.as_str())))
                (form.textarea("organizers", ui.text("events-organizers"), &people.organizers).hint(ui.text("events-organizers-hint")))
            }
        }
    }
}

/// The word of a type in a form.
fn type_word(event_type: EventType) -> &'static str {
    match (event_type.is_paid, event_type.is_external) {
        (false, false) => "free",
        (true, false) => "paid",
        (false, true) => "free_external",
        (true, true) => "paid_external",
    }
}

/// A type, and what people do at its door.
fn type_choice(ui: &Ui, event_type: EventType) -> String {
    let door = ui.text(match (event_type.is_paid, event_type.is_external) {
        (false, false) => "events-door-free",
        (false, true) => "events-door-free-external",
        (true, _) => "events-door-paid",
    });
    format!("{} – {door}", type_words(ui, event_type))
}

/// What was sent.
pub(super) struct EventInput {
    pub title: Name,
    pub start: Timestamp,
    pub end: Timestamp,
    pub is_paid: bool,
    pub partner: Option<String>,
    pub capacity: Option<i64>,
    pub allow_walk_ins: bool,
    pub window: AdmissionWindow,
    pub admit_every: AdmitEvery,
    pub organizers: Vec<String>,
}

impl EventInput {
    /// # Errors
    /// 400 beside the field that is missing or not as it should be.
    pub async fn read(page: &PageRequest, read: &mut Read) -> Result<EventInput, Problem> {
        let (ui, fields) = (&page.ui, &page.form);
        let title =
            Name::parse(fields.required("title")?).map_err(|_| ui.refuse("events-bad-name", "title"))?;
        let instant = |name: &str| -> Result<Timestamp, Problem> {
            fields.required(name)?;
            let missing = || Problem::invalid("not_a_time", "This is no day and time.").at_field(name);
            fields.local_instant(name, ui.zone)?.ok_or_else(missing)
        };
        let (start, end) = (instant("start")?, instant("end")?);
        let chosen = EVENT_TYPES.into_iter().find(|one| type_word(*one) == fields.text("type"));
        let event_type = chosen.ok_or_else(|| ui.refuse("events-bad-type", "type"))?;
        let partner = match (event_type.is_external, fields.optional("partner")) {
            (true, Some(said)) => Some(find_one(page, read, "partner", said).await?),
            (true, None) => return Err(ui.refuse("events-no-partner", "partner")),
            (false, _) => None,
        };
        let capacity = fields.number("capacity")?;
        if capacity.is_some_and(|places| !(1..=MOST_PLACES).contains(&places)) {
            return Err(ui.refuse("events-bad-capacity", "capacity"));
        }
        let admit_every = AdmitEvery::parse(fields.text("admit_every")).unwrap_or_default();
        let mut organizers = Vec::new();
        for said in fields.raw("organizers").lines().map(str::trim).filter(|line| !line.is_empty()) {
            organizers.push(find_one(page, read, "organizers", said).await?);
        }
        let window = AdmissionWindow {
            opens_at: fields.local_instant("opens", ui.zone)?,
            closes_at: fields.local_instant("closes", ui.zone)?,
        };
        Ok(EventInput {
            title,
            start,
            end,
            is_paid: event_type.is_paid,
            partner,
            capacity,
            allow_walk_ins: fields.is_checked("walk_ins"),
            window,
            admit_every,
            organizers,
        })
    }
}

/// The one person of this address or name.
async fn find_one(page: &PageRequest, read: &mut Read, field: &str, said: &str) -> Result<String, Problem> {
    let mut found = read.find_people_matching(page.scope.organization(), said).await?;
    match (found.pop(), found.is_empty()) {
        (Some(one), true) => Ok(one.id),
        (found, _) => {
            let id = if found.is_some() { "events-several-people" } else { "events-no-person" };
            Err(Problem::invalid(crate::web::ui::IN_WORDS, page.ui.say(id, args![said = said]))
                .at_field(field))
        }
    }
}

/// A refusal, beside the field it is about.
pub(super) fn at_its_field(error: crate::app::Error) -> Problem {
    let problem = Problem::from(error);
    let field = match problem.code {
        "invalid_window" => "closes",
        "not_a_partner" => "partner",
        "not_an_organizer" => "organizers",
        "invalid_times" | "blocked_day" => "end",
        "has_registrations" => "type",
        "has_check_ins" => "admit_every",
        _ => return problem,
    };
    problem.at_field(field)
}
