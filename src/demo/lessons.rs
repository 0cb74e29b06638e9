//! What happens in the lessons: most go well, and some show what Rollcall is for.

use crate::domain::time::{SECOND, Span, Timestamp};
use crate::simulator::livekit::room_script::RoomScript;
use crate::simulator::livekit::script::{
    JoiningParticipant, ParticipantType, ScriptAction, ScriptEvent, WebhookFate,
};

use super::academy::Series;
use crate::demo::members::MemberIds;

const DAY_SECONDS: i64 = 86_400;

/// One lesson of a series.
#[derive(Clone)]
pub struct Lesson {
    pub series: &'static Series,
    /// Its position in the series, from 0.
    pub number: usize,
    pub id: String,
    pub room: Option<String>,
    pub start: Timestamp,
    pub end: Timestamp,
}

impl Lesson {
    /// The name of its platform, as it is printed.
    pub fn platform(&self) -> &'static str {
        if self.room.is_some() { "LiveKit" } else { "Google Meet" }
    }
}

/// Something a member of the academy does about a lesson, through the API.
#[derive(Clone, Debug)]
pub enum MemberAction {
    /// The teacher ends it.
    Complete,
    /// The admin states an outcome.
    Excuse { student: &'static str, reason: &'static str },
    /// The admin says who an unknown participant of this lesson is.
    Bind { to: &'static str },
    /// The admin moves it to this start.
    Reschedule { start: Timestamp, reason: &'static str },
    /// The admin gives it to another teacher.
    Substitute { teacher: &'static str, reason: &'static str },
    /// The admin calls it off.
    Cancel { reason: &'static str },
    /// The organiser withdraws the consent, at Google's.
    WithdrawConsent,
}

/// What happens in and about one lesson.
#[derive(Default)]
pub struct LessonScript {
    /// What the lesson demonstrates; `None` for an ordinary one.
    pub highlight: Option<&'static str>,
    pub cues: Vec<ScriptEvent>,
    pub actions: Vec<(Timestamp, MemberAction)>,
    /// When LiveKit and Rollcall cannot reach each other.
    pub outage: Option<Span>,
}

/// Builds the script of a LiveKit lesson; times are in seconds from its start.
struct LessonScriptBuilder<'a> {
    lesson: &'a Lesson,
    members: &'a MemberIds,
    events: RoomScript,
    /// Planned length in seconds.
    planned_seconds: i64,
    actions: Vec<(Timestamp, MemberAction)>,
    outage: Option<Span>,
}

/// The script of a LiveKit lesson.
pub fn script(lesson: &Lesson, members: &MemberIds) -> LessonScript {
    let Some(room) = &lesson.room else { return LessonScript::default() };
    let length = lesson.end.since(lesson.start) / SECOND;
    let events = RoomScript::new(room, lesson.start);
    let builder = LessonScriptBuilder {
        lesson,
        members,
        events,
        planned_seconds: length,
        actions: Vec::new(),
        outage: None,
    };
    let (point, builder) = match (lesson.series.key, lesson.number) {
        ("layla", 0) => (Some("drops and comes back"), builder.drops()),
        ("layla", 1) => (Some("the teacher is late"), builder.teacher_late()),
        ("layla", 2) => (Some("laptop, then phone"), builder.two_devices()),
        ("layla", 3) => (Some("ill, and excused by the office"), builder.ill()),
        ("zara", 0) => (Some("nobody came; the teacher waited and closed"), builder.no_show()),
        ("zara", 1) => (Some("the word that she joined was lost"), builder.lost_join()),
        ("zara", 2) => (Some("the word that she left was lost"), builder.lost_leave()),
        ("zara", 3) => (Some("left half-way without a word"), builder.vanishes()),
        ("noura", 1) => (Some("late, after two failed tries"), builder.late()),
        ("noura", 2) => (Some("moved to the evening, once"), builder.moved()),
        ("misha", 1) => (Some("the teacher is ill; a substitute held it, and is paid"), builder.substitute()),
        ("misha", 0) => (Some("came under another name; the office said who"), builder.stranger(true)),
        ("misha", 2) => (Some("came under another name; nobody has said who"), builder.stranger(false)),
        ("maths", 1) => (Some("one absent, one late, one reconnects"), builder.mixed()),
        ("maths", 2) => (Some("no connection for half an hour"), builder.outage()),
        ("maths", 3) => (Some("recorder and supervisor are nobody's presence"), builder.observers()),
        ("maths", 4) => (Some("room closed by mistake and opened again"), builder.reopened()),
        ("course", 1) => (Some("nobody has said what it costs"), builder.ordinary()),
        _ => (None, builder.ordinary()),
    };
    LessonScript {
        highlight: point,
        cues: builder.events.into_iter().collect(),
        actions: builder.actions,
        outage: builder.outage,
    }
}

impl LessonScriptBuilder<'_> {
    fn id(&self, key: &str) -> String {
        self.members.id(key)
    }

    fn caller(&self, key: &str) -> JoiningParticipant {
        JoiningParticipant::person(&self.id(key), self.members.name(key))
    }

    /// Adds a deterministic offset of ±20 s, so that simulated times look natural but every run is equal.
    fn vary(&self, seconds: i64, key: &str) -> i64 {
        let mix = key.bytes().map(i64::from).sum::<i64>() * 31 + (self.lesson.number as i64) * 17;
        seconds + mix.rem_euclid(41) - 20
    }

    fn join(mut self, second: i64, key: &str) -> Self {
        let (second, caller) = (self.vary(second, key), self.caller(key));
        self.events = self.events.join(second, caller);
        self
    }

    fn leave(mut self, second: i64, key: &str) -> Self {
        let (second, id) = (self.vary(second, key), self.id(key));
        self.events = self.events.leave(second, &id);
        self
    }

    fn vanish(mut self, second: i64, key: &str) -> Self {
        let id = self.id(key);
        self.events = self.events.vanish(second, &id);
        self
    }

    fn then(mut self, second: i64, action: ScriptAction) -> Self {
        self.events = self.events.then(second, action);
        self
    }

    fn but(mut self, fate: WebhookFate) -> Self {
        self.events = self.events.with_fate(fate);
        self
    }

    fn member_action(mut self, second: i64, action: MemberAction) -> Self {
        self.actions.push((self.lesson.start.plus(second * SECOND), action));
        self
    }

    /// The teacher from a minute before to the end.
    fn teacher(self) -> Self {
        let (teacher, end) = (self.lesson.series.teacher, self.planned_seconds);
        self.join(-70, teacher).leave(end + 30, teacher)
    }

    /// These students from the start to the end.
    fn students(mut self, keys: &[&str]) -> Self {
        for key in keys {
            let end = self.planned_seconds;
            self = self.join(10, key).leave(end + 5, key);
        }
        self
    }

    fn ordinary(self) -> Self {
        let students = self.lesson.series.students;
        self.teacher().students(students)
    }

    fn drops(self) -> Self {
        let end = self.planned_seconds;
        self.teacher()
            .join(5, "layla")
            .vanish(700, "layla")
            .join(775, "layla")
            .vanish(1_500, "layla")
            .join(1_740, "layla")
            .leave(end + 5, "layla")
    }

    fn teacher_late(self) -> Self {
        let end = self.planned_seconds;
        self.join(690, "aisha").leave(end + 30, "aisha").students(&["layla"])
    }

    /// She joins from a second device, upon which LiveKit disconnects the first one.
    fn two_devices(self) -> Self {
        let end = self.planned_seconds;
        self.teacher().join(5, "layla").join(1_200, "layla").leave(end + 5, "layla")
    }

    fn ill(self) -> Self {
        let end = self.planned_seconds;
        self.teacher().member_action(
            end + 7_200,
            MemberAction::Excuse { student: "layla", reason: "ill, says her mother" },
        )
    }

    /// The student does not come. The teacher waits a quarter of an hour, completes the lesson and leaves.
    fn no_show(self) -> Self {
        self.join(-70, "aisha").member_action(970, MemberAction::Complete).leave(1_000, "aisha")
    }

    fn lost_join(self) -> Self {
        let end = self.planned_seconds;
        self.teacher().join(10, "zara").but(WebhookFate::Lost).leave(end + 5, "zara")
    }

    fn lost_leave(self) -> Self {
        let end = self.planned_seconds;
        self.teacher().join(10, "zara").leave(end - 240, "zara").but(WebhookFate::Lost)
    }

    /// The day before, the office moved it to when it was held; `timetables` knows.
    fn moved(self) -> Self {
        let start = self.lesson.start;
        let action = MemberAction::Reschedule { start, reason: "a visit to the doctor, says the family" };
        self.member_action(-DAY_SECONDS, action).ordinary()
    }

    fn substitute(self) -> Self {
        let (teacher, end) = ("khadija", self.planned_seconds);
        self.member_action(-7_200, MemberAction::Substitute { teacher, reason: "Aisha is ill" })
            .join(-70, teacher)
            .leave(end + 30, teacher)
            .students(&["misha"])
    }

    fn vanishes(self) -> Self {
        self.teacher().join(10, "zara").vanish(1_500, "zara")
    }

    fn late(self) -> Self {
        let (end, noura) = (self.planned_seconds, self.caller("noura"));
        self.teacher()
            .then(120, ScriptAction::Abort(noura.clone()))
            .then(260, ScriptAction::Abort(noura))
            .join(430, "noura")
            .leave(end + 5, "noura")
    }

    /// The student joins by a link that somebody passed on, with an identity that Rollcall has never seen.
    fn stranger(self, is_bound: bool) -> Self {
        let end = self.planned_seconds;
        let identity = format!("guest-{}", 7_301 + self.lesson.number);
        let caller = JoiningParticipant::person(&identity, "misha's ipad");
        let builder =
            self.teacher().then(15, ScriptAction::Join(caller)).then(end + 5, ScriptAction::Leave(identity));
        if is_bound {
            builder.member_action(end + 10_800, MemberAction::Bind { to: "misha" })
        } else {
            builder
        }
    }

    fn mixed(self) -> Self {
        let (end, rohan) = (self.planned_seconds, self.id("rohan"));
        self.teacher()
            .join(820, "bilal")
            .leave(end + 5, "bilal")
            .students(&["rohan"])
            .then(1_400, ScriptAction::Reconnect(rohan))
    }

    /// LiveKit is cut off for 35 minutes. Salim comes and goes in that time, unseen; the others are still there
    /// afterwards.
    fn outage(mut self) -> Self {
        let dark = Span::new(self.lesson.start.plus(-120 * SECOND), self.lesson.start.plus(1_980 * SECOND));
        self.outage = Some(dark);
        self.teacher().students(&["bilal", "rohan"]).join(40, "salim").leave(1_500, "salim")
    }

    fn observers(self) -> Self {
        let end = self.planned_seconds;
        let recorder = JoiningParticipant {
            identity: "EG_b7Qk2".to_owned(),
            sort: ParticipantType::Egress,
            ..JoiningParticipant::default()
        };
        let supervisor = JoiningParticipant {
            identity: "supervisor".to_owned(),
            name: "Supervisor".to_owned(),
            sort: ParticipantType::Hidden,
        };
        self.teacher()
            .students(&["salim", "bilal", "rohan"])
            .then(30, ScriptAction::Join(recorder))
            .then(900, ScriptAction::Join(supervisor))
            .then(1_500, ScriptAction::Leave("supervisor".to_owned()))
            .then(end + 60, ScriptAction::Leave("EG_b7Qk2".to_owned()))
    }

    fn reopened(self) -> Self {
        let end = self.planned_seconds;
        let mut builder =
            self.teacher().students(&["salim", "bilal", "rohan"]).then(1_800, ScriptAction::DeleteRoom);
        for key in ["yusuf", "salim", "bilal", "rohan"] {
            builder = builder.join(1_860, key).leave(end + 20, key);
        }
        builder
    }
}
