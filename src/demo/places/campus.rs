//! A campus with an event of each of the four types: free or paid, internal or with an external partner.

use serde_json::{Value, json};

use super::office::{Actor, DemoOffice, DeviceScan, OfficeProfile, upload, upload_taken};
use super::zones::where_it_is;
use crate::app::App;
use crate::demo::client::{ApiClient, text};
use crate::domain::time::{HOUR, MINUTE, Timestamp};

/// What its clocks show when the demo starts, in minutes after midnight: an early evening.
const LOCAL_TIME: u32 = 18 * 60 + 10;
/// How long before the demo's present the events are planned, in milliseconds.
pub const PLANNED_BEFORE: i64 = 30 * HOUR;

const STUDENTS: &[&str] = &[
    "Imani Walker",
    "Theo Lambert",
    "Mirela Popescu",
    "Yuki Sato",
    "Carlos Vega",
    "Nora Lindholm",
    "Анна Соколова",
    "Kwame Boateng",
    "Lena Fischer",
    "أمينة بن علي",
];

pub struct DemoCampus {
    pub office: DemoOffice,
    organizer: Actor,
    partner: Actor,
    moderator: Actor,
    students: Vec<Actor>,
    lecture: CampusEvent,
    darkroom: CampusEvent,
    career: CampusEvent,
    film: CampusEvent,
    now: Timestamp,
}

struct CampusEvent {
    id: String,
    title: &'static str,
    /// Of the registrations, in the order they were made: student, id, and the code of it or of its ticket.
    registrations: Vec<CampusRegistration>,
    /// That of the event itself.
    code: String,
}

struct CampusRegistration {
    student: usize,
    id: String,
    code: String,
}

impl CampusEvent {
    /// The code that a student shows.
    fn code_of(&self, student: usize) -> &str {
        self.registrations.iter().find(|one| one.student == student).map_or("", |one| &one.code)
    }
}

impl DemoCampus {
    /// Opens the campus, plans its events, and has students register and pay.
    pub async fn open(app: &App, nobody: &ApiClient, now: Timestamp) -> anyhow::Result<DemoCampus> {
        let profile = OfficeProfile {
            name: "Meridian Campus",
            zone: where_it_is(LOCAL_TIME, now),
            currency: "USD",
            admin: ("Rosa Delgado", "admin@meridian.example"),
        };
        let mut office = DemoOffice::found(app, nobody, profile).await?;
        let organizer =
            office.add_login("organizer", "Ben Carter", "organizer@meridian.example", None).await?;
        let partner = office.add_login("partner", "Ilse Maas", "partner@meridian.example", None).await?;
        let moderator = office.add_login("moderator", "Femi Adu", "moderator@meridian.example", None).await?;
        let mut students = Vec::new();
        for (number, name) in STUDENTS.iter().copied().enumerate() {
            students.push(match number {
                0 => office.add_login("student", name, "student@meridian.example", None).await?,
                _ => office.add_actor("student", name, None).await?,
            });
        }
        let external = json!(partner.id);
        let planner = EventPlanner { organizer: &organizer, students: &students, now };
        let mut lecture = planner
            .plan("How bridges sing", (-40, 80), json!({"allowWalkIns": true}), &[0, 1, 2, 3, 4, 5])
            .await?;
        let code = format!("/api/v1/events/{}/code", lecture.id);
        lecture.code = text(&organizer.client.post(&code, json!({})).await?, "code");

        let five = json!({"isPaid": true, "capacity": 5});
        let mut darkroom =
            planner.plan("Darkroom workshop", (-27 * 60, -25 * 60), five, &[1, 2, 3, 4, 5, 6, 7]).await?;
        for (index, status) in [(0, "paid"), (1, "paid"), (2, "paid"), (3, "pending"), (4, "paid")] {
            planner.pay(&mut darkroom, index, "25.00", status).await?;
        }
        planner.refund(&darkroom, 4).await?;

        let open = json!({"partnerId": external});
        let career = planner
            .plan("Career morning with Harbour Works", (-8 * 60, -5 * 60), open, &[0, 2, 4, 5, 7, 8, 9])
            .await?;

        let start = planner.at(25 * 60);
        let four = json!({
            "isPaid": true, "capacity": 4, "partnerId": external, "opensAt": start.plus(-HOUR),
        });
        let mut film =
            planner.plan("Film night with Lumen", (25 * 60, 28 * 60), four, &[0, 2, 3, 6, 8, 9]).await?;
        for (index, status) in [(0, "paid"), (1, "paid"), (2, "pending"), (3, "paid")] {
            planner.pay(&mut film, index, "9.50", status).await?;
        }
        planner.refund(&film, 3).await?;
        Ok(DemoCampus {
            office,
            organizer,
            partner,
            moderator,
            students,
            lecture,
            darkroom,
            career,
            film,
            now,
        })
    }

    fn ago(&self, minutes: i64) -> Timestamp {
        base(self.now).plus(-minutes * MINUTE)
    }

    /// Who came, by the codes that each type has.
    pub async fn play(&self) -> anyhow::Result<()> {
        // Internal and free: students read the code of the event; one of them walks in.
        for (student, minutes) in [(0, 45), (1, 42), (2, 39), (3, 31), (8, 25)] {
            let scan = DeviceScan::of(&self.lecture.code, self.ago(minutes));
            upload_taken(&self.students[student].client, &[scan]).await?;
        }
        let by_name = json!({
            "sessionId": self.lecture.id,
            "personId": self.students[4].id,
            "direction": "in",
            "at": self.ago(20),
            "reason": "battery empty",
            "nonce": "by-name-1",
        });
        self.moderator.client.post("/api/v1/visits", by_name).await?;
        // One had only passed by.
        let list = format!("/api/v1/events/{}/check-ins", self.lecture.id);
        let list: Value = self.organizer.client.get(&list).await?;
        let mut items = list["items"].as_array().into_iter().flatten();
        let mistaken = items.find(|one| one["userId"] == json!(self.students[3].id));
        let mistaken = mistaken.map(|one| text(one, "id")).unwrap_or_default();
        let undo = format!("/api/v1/check-ins/{mistaken}/undo");
        let reason = json!({"reason": "read the code in the corridor, and went on"});
        self.organizer.client.post(&undo, reason).await?;

        // Internal and paid: the organizer reads tickets. Not paid, refunded, and shown twice.
        let at_entrance = |event: &CampusEvent, read: &[(usize, i64)]| {
            let read = read
                .iter()
                .map(|(student, minutes)| (event.code_of(*student).to_owned(), self.ago(*minutes)));
            read.collect::<Vec<(String, Timestamp)>>()
        };
        let hours = 27 * 60;
        let tickets =
            [(1, hours + 5), (2, hours + 3), (4, hours + 2), (5, hours), (3, hours - 4), (1, hours - 9)];
        let read = at_entrance(&self.darkroom, &tickets);
        upload(&self.organizer.client, &scans_of(&read)).await?;

        // External and free: the partner reads the codes of registrations, and the organizer helps.
        let hours = 8 * 60;
        let codes =
            [(0, hours + 6), (2, hours + 4), (5, hours + 1), (7, hours - 3), (2, hours - 8), (8, hours - 20)];
        let read = at_entrance(&self.career, &codes);
        upload(&self.partner.client, &scans_of(&read)).await?;
        let read = at_entrance(&self.career, &[(4, hours - 2)]);
        upload_taken(&self.organizer.client, &scans_of(&read)).await?;

        // External and paid, tomorrow: it is too early.
        let read = at_entrance(&self.film, &[(0, 90)]);
        upload(&self.partner.client, &scans_of(&read)).await?;
        Ok(())
    }

    /// What Rollcall says of each event.
    pub async fn results(&self) -> anyhow::Result<Vec<EventResults>> {
        let organizer = &self.organizer.client;
        let refused = organizer.list::<Value>("/api/v1/scans?result=refused").await?;
        let mut all = Vec::new();
        for event in [&self.lecture, &self.darkroom, &self.career, &self.film] {
            let of = format!("/api/v1/events/{}", event.id);
            let shown: Value = organizer.get(&of).await?;
            let stats: Value = organizer.get(&format!("{of}/stats")).await?;
            let listed = organizer.list::<Value>(&format!("{of}/registrations")).await?;
            let refused = refused.iter().filter(|one| one["sessionId"] == json!(event.id));
            all.push(EventResults {
                title: event.title,
                is_paid: shown["isPaid"] == true,
                is_external: shown["isExternalEvent"] == true,
                mode: text(&shown, "checkInMode"),
                status: text(&shown, "status"),
                registered: stats["totalRegistrations"].as_i64().unwrap_or_default(),
                checked_in: stats["checkedInCount"].as_i64().unwrap_or_default(),
                waiting: listed.iter().filter(|one| one["status"] == "WAITLISTED").count(),
                refused: refused.map(|one| text(one, "code")).collect(),
            });
        }
        Ok(all)
    }
}

fn scans_of(read: &[(String, Timestamp)]) -> Vec<DeviceScan<'_>> {
    read.iter().map(|(code, at)| DeviceScan::of(code, *at)).collect()
}

/// What Rollcall says of one event.
pub struct EventResults {
    pub title: &'static str,
    pub is_paid: bool,
    pub is_external: bool,
    pub mode: String,
    pub status: String,
    pub registered: i64,
    pub checked_in: i64,
    pub waiting: usize,
    /// The words of refused scans.
    pub refused: Vec<String>,
}

/// Events begin at plain times: the demo's present, cut to five minutes.
fn base(now: Timestamp) -> Timestamp {
    now.plus(-now.millis().rem_euclid(5 * MINUTE))
}

struct EventPlanner<'a> {
    organizer: &'a Actor,
    students: &'a [Actor],
    now: Timestamp,
}

impl EventPlanner<'_> {
    /// So many minutes after the demo's present.
    fn at(&self, minutes: i64) -> Timestamp {
        base(self.now).plus(minutes * MINUTE)
    }

    /// Plans an event, for which these students register one after the other.
    async fn plan(
        &self,
        title: &'static str,
        (from, to): (i64, i64),
        mut body: Value,
        students: &[usize],
    ) -> anyhow::Result<CampusEvent> {
        body["title"] = json!(title);
        body["start"] = json!(self.at(from));
        body["end"] = json!(self.at(to));
        let id = text(&self.organizer.client.post("/api/v1/events", body).await?, "id");
        let path = format!("/api/v1/events/{id}/registrations");
        let mut registrations = Vec::new();
        for student in students.iter().copied() {
            let made = self.students[student].client.post(&path, json!({})).await?;
            let (id, code) = (text(&made, "id"), text(&made, "code"));
            registrations.push(CampusRegistration { student, id, code });
        }
        Ok(CampusEvent { id, title, registrations, code: String::new() })
    }

    /// Records what somebody paid, or has promised to pay.
    async fn pay(
        &self,
        event: &mut CampusEvent,
        index: usize,
        amount: &str,
        status: &str,
    ) -> anyhow::Result<()> {
        let registration = &mut event.registrations[index];
        let path = format!("/api/v1/events/{}/registrations/{}/payment", event.id, registration.id);
        let reference = format!("{} {}", event.title, index + 1);
        let body = json!({"amount": amount, "reference": reference, "status": status});
        registration.code = text(&self.organizer.client.post(&path, body).await?, "code");
        Ok(())
    }

    async fn refund(&self, event: &CampusEvent, index: usize) -> anyhow::Result<()> {
        let registration = &event.registrations[index].id;
        let path = format!("/api/v1/events/{}/registrations/{registration}/payment", event.id);
        self.organizer.client.delete(&path).await?;
        Ok(())
    }
}
