//! The events of an academy of the world: external and paid for, tomorrow, with somebody who is registered and somebody who
//! was let in.

use rollcall::domain::checkin::event::{
    AdmissionMethod, AdmissionWindow, AdmitEvery, CheckInMode, RegistrationStatus,
};
use rollcall::domain::organization::policy::{Policy, PolicyPatch};
use rollcall::domain::session::{Format, Kind, Platform, Session, Status};
use rollcall::domain::time::Timestamp;
use rollcall::store::Write;
use rollcall::store::event::StoredEvent;
use rollcall::store::event::admissions::StoredAdmission;
use rollcall::store::event::registrations::StoredRegistration;
use rollcall::store::session::StoredSession;

pub async fn furnish(write: &mut Write, organization: &str, now: Timestamp) {
    for (other, student) in [("", "student"), ("other-", "other-student")] {
        let of = |thing: &str| format!("{organization}-{other}{thing}");
        let start = now.plus(86_400_000);
        let session = Session {
            id: of("event"),
            kind: Kind::Event,
            format: Format::Group,
            platform: Platform::Onsite,
            room: None,
            meet_space: None,
            venue_id: None,
            start,
            end: start.plus(3_600_000),
            teacher: None,
            students: Vec::new(),
            cancelled: false,
            completed_at: None,
            policy: Policy::from_patch(&PolicyPatch::default()),
            policy_version: 1,
        };
        let session = StoredSession::new(organization, session, PolicyPatch::default(), now);
        write.insert_session(&session).await.unwrap();
        let event = StoredEvent {
            id: of("event"),
            title: None,
            start,
            end: start.plus(3_600_000),
            status: Status::Scheduled,
            cancelled_at: None,
            created_at: now,
            is_paid: true,
            partner: Some(of("partner")),
            stored_mode: CheckInMode::OrganizerScans,
            capacity: None,
            allow_walk_ins: false,
            window: AdmissionWindow::default(),
            admit_every: AdmitEvery::Event,
            created_by: Some(of("organizer")),
            codes_revoked_at: None,
            organizers: vec![of("organizer")],
        };
        write.insert_event(organization, &event).await.unwrap();
        // The roster stays empty, so that the lists of sessions are as they are without events.
        let registration = StoredRegistration {
            id: format!("of-{}", of("event")),
            session_id: of("event"),
            person_id: format!("{organization}-{student}"),
            status: RegistrationStatus::Registered,
            is_walk_in: false,
            code_issued_at: None,
            queued_at: now,
            created_at: now,
            cancelled_at: None,
        };
        assert!(write.insert_registration(organization, &registration).await.unwrap());
        let admission = StoredAdmission {
            id: of("check-in"),
            session_id: of("event"),
            person_id: of("parent"),
            day: String::new(),
            ticket_id: None,
            method: AdmissionMethod::Manual,
            admitted_at: now,
            admitted_by: Some(of("organizer")),
            undone_at: None,
        };
        assert!(write.insert_admission(organization, &admission).await.unwrap());
    }
}
