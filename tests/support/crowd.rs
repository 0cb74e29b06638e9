//! Many doors and many tickets: an event whose tickets are each shown at several doors at once, on several replicas.
//! `tests/api` tries a small one, the benchmark `tickets` the whole.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rollcall::app::checkin::attempt::{Door, ScanRequest};
use rollcall::app::checkin::codes::{CodeKeys, NewCode};
use rollcall::app::checkin::scan::scan_alone;
use rollcall::app::event::create::{EventPlan, create as create_event};
use rollcall::app::organization::{NewOrganization, create as create_organization};
use rollcall::app::{ActorContext, App};
use rollcall::domain::access::{Caller, Grant, Rows, Scope};
use rollcall::domain::checkin::event::{AdmissionWindow, AdmitEvery, RegistrationStatus, TicketStatus};
use rollcall::domain::checkin::refusal::Refusal;
use rollcall::domain::evidence::manual::Purpose;
use rollcall::domain::money::amount::Currency;
use rollcall::domain::people::Role;
use rollcall::domain::people::validated_text::Name;
use rollcall::domain::time::HOUR;
use rollcall::store::event::registrations::StoredRegistration;
use rollcall::store::event::tickets::StoredTicket;
use rollcall::store::people::Person;

const DOOR_STAFF: &[Grant] = &[(Role::Moderator, Rows::Organization)];

pub struct Crowd {
    replicas: Vec<App>,
    organization: String,
    pub event: String,
    callers: Vec<Caller>,
    codes: Vec<String>,
}

/// What became of the scans.
pub struct Outcome {
    pub took: Duration,
    pub scans: usize,
    /// Who let in each ticket, by its number; several where one was let in twice.
    pub admitted: BTreeMap<usize, Vec<String>>,
    /// What losers were told: the ticket, and who is said to have let it in.
    pub told: Vec<(usize, Option<String>)>,
}

impl Crowd {
    /// An event with so many paid tickets, and so many people at its doors, who are spread over the replicas.
    pub async fn gather(replicas: Vec<App>, tickets: usize, doors: usize) -> Crowd {
        let app = &replicas[0];
        let mut write = app.store.write().await.unwrap();
        let new = NewOrganization {
            name: Name::parse("Campus").unwrap(),
            time_zone: chrono_tz::UTC,
            currency: Currency::from_code("USD").unwrap(),
        };
        let organization = create_organization(&mut write, app, None, new).await.unwrap().id;
        let now = app.now();
        let person = |id: String, role: Role| Person {
            name: id.clone(),
            id,
            email: None,
            household: None,
            roles: BTreeSet::from([role]),
            has_password: false,
            is_active: true,
            created_at: now,
        };
        let mut callers = Vec::new();
        for door in 0..doors {
            let one = person(format!("door{door}"), Role::Moderator);
            write.insert_person(&organization, &one).await.unwrap();
            callers.push(Caller {
                organization: organization.clone(),
                home_organization: organization.clone(),
                person: one.id,
                roles: one.roles,
                household_members: BTreeSet::new(),
            });
        }
        let actor = ActorContext::of_installation(app, &organization);
        let plan = EventPlan {
            title: Name::parse("Concert").unwrap(),
            start: now.plus(HOUR),
            end: now.plus(4 * HOUR),
            is_paid: true,
            partner: None,
            capacity: None,
            allow_walk_ins: false,
            window: AdmissionWindow { opens_at: None, closes_at: None },
            admit_every: AdmitEvery::Event,
            organizers: Vec::new(),
        };
        let event = create_event(&mut write, &actor, plan).await.unwrap().id;
        let keys = CodeKeys::load(&mut write, &app.secrets, &organization).await.unwrap();
        let mut codes = Vec::new();
        for number in 0..tickets {
            let guest = person(format!("guest{number}"), Role::Student);
            write.insert_person(&organization, &guest).await.unwrap();
            let registration = StoredRegistration {
                id: format!("registration{number}"),
                session_id: event.clone(),
                person_id: guest.id.clone(),
                status: RegistrationStatus::Registered,
                is_walk_in: false,
                code_issued_at: None,
                queued_at: now,
                created_at: now,
                cancelled_at: None,
            };
            write.insert_registration(&organization, &registration).await.unwrap();
            let ticket = StoredTicket {
                id: app.ids.new_id(now),
                session_id: event.clone(),
                registration_id: registration.id,
                person_id: guest.id,
                status: TicketStatus::Paid,
                amount_minor: 2_500,
                currency: "USD".into(),
                reference: format!("{number}"),
                issued_at: now,
                paid_at: Some(now),
                revoked_at: None,
            };
            write.insert_ticket(&organization, &ticket).await.unwrap();
            let code =
                NewCode { purpose: Purpose::Ticket, subject: &ticket.id, issued_at: now, expires_at: None };
            codes.push(keys.sign(code));
        }
        write.commit().await.unwrap();
        Crowd { replicas, organization, event, callers, codes }
    }

    /// Every ticket is shown at `times` doors, all doors working at once. How many were admitted by the database's word is
    /// in `count_admitted`.
    pub async fn storm(self: &Arc<Self>, times: usize) -> Outcome {
        let began = Instant::now();
        let doors = self.callers.len();
        let tasks: Vec<_> = (0..doors)
            .map(|door| {
                let crowd = self.clone();
                tokio::spawn(async move { crowd.work_at(door, times).await })
            })
            .collect();
        let mut outcome =
            Outcome { took: Duration::ZERO, scans: 0, admitted: BTreeMap::new(), told: Vec::new() };
        for task in tasks {
            for (ticket, admitted_by, told) in task.await.unwrap() {
                outcome.scans += 1;
                match admitted_by {
                    Some(by) => outcome.admitted.entry(ticket).or_default().push(by),
                    None => outcome.told.push((ticket, told)),
                }
            }
        }
        outcome.took = began.elapsed();
        outcome
    }

    pub async fn count_admitted(&self) -> i64 {
        let mut read = self.replicas[0].store.read().await.unwrap();
        read.count_admitted(&self.organization, &self.event).await.unwrap()
    }

    /// The tickets shown at this door, each beside whoever let it in here, or is said to have let it in before.
    async fn work_at(&self, door: usize, times: usize) -> Vec<(usize, Option<String>, Option<String>)> {
        let app = &self.replicas[door % self.replicas.len()];
        let caller = &self.callers[door];
        let scope: Scope = caller.scope(DOOR_STAFF).unwrap();
        let doors = self.callers.len();
        let mut seen = Vec::new();
        // The doors of a ticket are neighbours, so that it is shown at all of them at about the same moment.
        for ticket in (0..self.codes.len()).filter(|ticket| (door + doors - ticket % doors) % doors < times) {
            let actor = ActorContext {
                scope: scope.clone(),
                person_id: Some(caller.person.clone()),
                is_superadmin: false,
                now: app.now(),
                ids: app.ids.clone(),
            };
            let request = ScanRequest {
                code: self.codes[ticket].clone(),
                nonce: Some(format!("{ticket}")),
                scanned_at: None,
                session_id: None,
                venue_id: None,
                // As from a queue: people at doors are limited otherwise, which is not what is measured.
                is_queued: true,
                device: None,
                door: Door::Scans,
            };
            let (write, result) = scan_alone(app, &actor, caller, &request).await.unwrap();
            write.commit().await.unwrap();
            seen.push(match result {
                Ok(_) => (ticket, Some(caller.person.clone()), None),
                Err(refused) => {
                    assert_eq!(refused.refusal, Refusal::AlreadyUsed, "{refused:?}");
                    let by = refused.admitted.and_then(|(_, by)| by).map(|by| by.id);
                    (ticket, None, by)
                }
            });
        }
        seen
    }
}
