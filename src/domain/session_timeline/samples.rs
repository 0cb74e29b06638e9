//! Lessons to try drawings on: evidence as it is received, evaluated as everything is.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::SessionTimeline;
use super::lanes::TimelineInputs;
use crate::domain::evaluation::inputs::EvaluationInputs;
use crate::domain::evidence::{Evidence, known_at};
use crate::domain::money::amount::Currency;
use crate::domain::money::line::PricingContext;
use crate::domain::people::{Identity, Source};
use crate::domain::session::sample::sample_session;
use crate::domain::session::{Format, Platform, Session};
use crate::domain::time::Timestamp;

/// 2026-01-05, 16:00 in Riyadh.
pub const START: i64 = 1_767_618_000;

/// An instant so many seconds after the start.
pub fn at(seconds: i64) -> Timestamp {
    Timestamp::from_seconds(START + seconds)
}

/// One lesson of 45 minutes with what was received of it. Identities are ids of people.
pub struct SampleLesson {
    pub session: Session,
    pub evidence: Vec<Value>,
    names: BTreeMap<String, String>,
}

impl SampleLesson {
    /// The first is the teacher.
    pub fn of(people: &[(&str, &str)]) -> SampleLesson {
        let mut ids = people.iter().map(|(id, _)| (*id).to_owned());
        let session = Session {
            format: Format::Group,
            room: Some("lesson".to_owned()),
            start: at(0),
            end: at(45 * 60),
            teacher: ids.next(),
            students: ids.collect(),
            ..sample_session()
        };
        let names = people.iter().map(|(id, name)| ((*id).to_owned(), (*name).to_owned())).collect();
        SampleLesson { session, evidence: Vec::new(), names }
    }

    pub fn onsite(mut self) -> SampleLesson {
        self.session.platform = Platform::Onsite;
        self.session.room = None;
        self
    }

    fn webhook(mut self, event: &str, who: &str, device: &str, seconds: i64, reason: &str) -> SampleLesson {
        let id = format!("EV_{}", self.evidence.len());
        self.evidence.push(json!({"source": "livekit", "receivedAt": at(seconds + 1).to_string(), "webhook": {
            "event": event, "id": id, "createdAt": (START + seconds).to_string(), "room": {"name": "lesson"},
            "participant": {"sid": format!("PA_{who}_{device}"), "identity": who, "name": who, "state": "ACTIVE",
                            "disconnectReason": reason},
        }}));
        self
    }

    pub fn joined(self, who: &str, device: &str, seconds: i64) -> SampleLesson {
        self.webhook("participant_joined", who, device, seconds, "UNKNOWN_REASON")
    }

    pub fn left(self, who: &str, device: &str, seconds: i64) -> SampleLesson {
        self.webhook("participant_left", who, device, seconds, "CLIENT_INITIATED")
    }

    pub fn lost(self, who: &str, device: &str, seconds: i64) -> SampleLesson {
        self.webhook("participant_left", who, device, seconds, "CONNECTION_TIMEOUT")
    }

    pub fn stay(self, who: &str, from: i64, to: i64) -> SampleLesson {
        let device = format!("{from}");
        self.joined(who, &device, from).left(who, &device, to)
    }

    pub fn finished(mut self, seconds: i64) -> SampleLesson {
        let id = format!("EV_{}", self.evidence.len());
        self.evidence.push(json!({"source": "livekit", "receivedAt": at(seconds).to_string(), "webhook": {
            "event": "room_finished", "id": id, "createdAt": (START + seconds).to_string(), "room": {"name": "lesson"}}}));
        self
    }

    /// Rosters every two minutes that show these connections.
    pub fn rosters(mut self, from: i64, to: i64, shown: &[(&str, &str)]) -> SampleLesson {
        let participants: Vec<Value> = shown
            .iter()
            .map(|(who, device)| json!({"sid": format!("PA_{who}_{device}"), "identity": who, "state": "ACTIVE"}))
            .collect();
        for seconds in (from..to).step_by(120) {
            self.evidence.push(json!({"source": "livekit", "receivedAt": at(seconds).to_string(),
                "roster": {"room": "lesson", "participants": participants}}));
        }
        self
    }

    pub fn mark(mut self, who: &str, direction: &str, seconds: i64) -> SampleLesson {
        self.evidence.push(json!({"source": "manual", "receivedAt": at(seconds + 5).to_string(), "mark": {
            "sessionId": "s1", "personId": who, "direction": direction, "at": at(seconds).to_string(), "author": "t1"}}));
        self
    }

    pub fn scan(mut self, who: &str, direction: &str, seconds: i64) -> SampleLesson {
        self.evidence.push(json!({"source": "qr", "receivedAt": at(seconds + 2).to_string(), "scan": {
            "purpose": "session", "sessionId": "s1", "personId": who, "direction": direction,
            "scannedAt": at(seconds).to_string()}}));
        self
    }

    pub fn stated(mut self, who: &str, outcome: Option<&str>, reason: &str, seconds: i64) -> SampleLesson {
        self.evidence.push(json!({"source": "manual", "receivedAt": at(seconds).to_string(), "override": {
            "sessionId": "s1", "personId": who, "outcome": outcome, "reason": reason, "author": "t1"}}));
        self
    }

    /// What is known so many seconds after the start.
    pub fn timeline(&self, seconds: i64) -> SessionTimeline {
        let as_of = at(seconds);
        let parsed = self.evidence.iter().map(|item| Evidence::parse(item).expect("a valid item"));
        let evidence = known_at(parsed, as_of);
        let people = self.session.students.iter().chain(&self.session.teacher);
        let identities: Vec<(Identity, String)> =
            people.map(|id| (Identity { source: Source::Livekit, value: id.clone() }, id.clone())).collect();
        let currency = Currency::from_code("SAR").expect("a code of ISO 4217");
        let pricing = PricingContext { currency, time_zone: chrono_tz::UTC, rates: Vec::new() };
        let inputs = EvaluationInputs::new([&self.session], &evidence, identities, &pricing, as_of);
        let evaluation = inputs.evaluate(&self.session);
        SessionTimeline::of(TimelineInputs {
            session: &self.session,
            evaluation: &evaluation,
            window: inputs.credit_window(&self.session),
            as_of,
            evidence: &evidence.iter().collect::<Vec<_>>(),
            names: &self.names,
            identity_names: &BTreeMap::new(),
        })
    }
}

/// A drop of 56 seconds and a return, with one end that was noticed late.
pub fn drop_and_return() -> SampleLesson {
    SampleLesson::of(&[("t1", "Aisha Rahman"), ("p1", "Layla Al-Farsi")])
        .joined("t1", "laptop", -40)
        .joined("p1", "phone", 62)
        .rosters(0, 1500, &[("t1", "laptop"), ("p1", "phone")])
        .lost("p1", "phone", 1519)
        .joined("p1", "phone2", 1554)
        .rosters(1560, 2690, &[("t1", "laptop"), ("p1", "phone2")])
        .left("p1", "phone2", 2702)
        .left("t1", "laptop", 2711)
        .finished(2712)
}
