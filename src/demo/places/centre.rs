//! A learning centre: children scan at its door and in their lessons, by the code that the teacher shows or by their card at
//! the reception; and the two levels do not always agree.

use serde_json::{Value, json};

use super::office::{
    Actor, DemoOffice, DeviceScan, OfficeProfile, add_venue, card_of, upload_taken, venue_code,
};
use super::zones::where_it_is;
use crate::app::App;
use crate::demo::client::{ApiClient, text};
use crate::demo::wishes;
use crate::domain::time::{HOUR, MINUTE, Timestamp};

/// What its clocks show when the demo starts, in minutes after midnight: school is out.
const LOCAL_TIME: u32 = 16 * 60 + 40;
/// How long before the demo's present the day is planned, in milliseconds.
pub const PLANNED_BEFORE: i64 = 5 * HOUR;

pub struct DemoCentre {
    pub office: DemoOffice,
    venue_code: String,
    receptionist: Actor,
    teacher: Actor,
    children: Children,
    /// The lesson that is over.
    pub reading: CentreLesson,
    /// The lesson that goes on.
    pub robots: CentreLesson,
    now: Timestamp,
}

pub struct CentreLesson {
    pub id: String,
    pub title: &'static str,
    code: String,
}

struct Children {
    tobi: Actor,
    ife: Actor,
    nils: Actor,
    alva: Actor,
    sami: Actor,
    mei: Actor,
}

impl DemoCentre {
    /// Opens the centre, and plans its lessons of today.
    pub async fn open(app: &App, nobody: &ApiClient, now: Timestamp) -> anyhow::Result<DemoCentre> {
        let profile = OfficeProfile {
            name: "Lantern Centre",
            zone: where_it_is(LOCAL_TIME, now),
            currency: "GBP",
            admin: ("Nell Ashworth", "admin@lantern.example"),
        };
        let mut office = DemoOffice::found(app, nobody, profile).await?;
        let receptionist =
            office.add_login("receptionist", "Pavel Novak", "reception@lantern.example", None).await?;
        let teacher = office.add_login("teacher", "Grace Otieno", "teacher@lantern.example", None).await?;
        let (adeyemi, lindqvist) = (Some("Adeyemi"), Some("Lindqvist"));
        for (name, email, household) in [
            ("Funke Adeyemi", "funke@lantern.example", adeyemi),
            ("Karin Lindqvist", "karin@lantern.example", lindqvist),
        ] {
            let parent = office.add_login("parent", name, email, household).await?;
            wishes::set(&office.admin, &parent.id, wishes::WHAT_MATTERS).await?;
        }
        let children = Children {
            tobi: office.add_actor("student", "Tobi Adeyemi", adeyemi).await?,
            ife: office.add_actor("student", "Ife Adeyemi", adeyemi).await?,
            nils: office.add_actor("student", "Nils Lindqvist", lindqvist).await?,
            alva: office.add_actor("student", "Alva Lindqvist", lindqvist).await?,
            sami: office.add_actor("student", "سامي رحال", None).await?,
            mei: office.add_login("student", "Mei Tanaka", "mei@lantern.example", None).await?,
        };
        let venue = add_venue(&office.admin, "Lantern Centre", false).await?;
        let venue_code = venue_code(&office.admin, &venue).await?;
        let Children { tobi, ife, nils, alva, sami, mei } = &children;
        let planner = LessonPlanner { office: &office, teacher: &teacher, venue: &venue, now };
        let reading = planner.plan("Reading club", (-100, -40), &[tobi, ife, nils, alva, sami, mei]).await?;
        let robots = planner.plan("Robots", (-20, 40), &[ife, nils, mei]).await?;
        planner.plan("Chess", (70, 130), &[tobi, alva, sami]).await?;
        Ok(DemoCentre { office, venue_code, receptionist, teacher, children, reading, robots, now })
    }

    fn ago(&self, minutes: i64) -> Timestamp {
        base(self.now).plus(-minutes * MINUTE)
    }

    /// Who came through the door, and who into the lessons.
    pub async fn play(&self) -> anyhow::Result<()> {
        let Children { tobi, ife, nils, alva, mei, .. } = &self.children;
        let door = |minutes| DeviceScan::of(&self.venue_code, self.ago(minutes));
        let reading = |minutes| DeviceScan::of(&self.reading.code, self.ago(minutes));
        let robots = |minutes| DeviceScan::of(&self.robots.code, self.ago(minutes));
        let of_telephones = [
            (tobi, vec![door(112), reading(101), door(36)]),
            (ife, vec![door(111), reading(100), robots(18)]),
            // At the centre, and never in the lesson.
            (alva, vec![door(108), door(30)]),
            // In the lesson, and never through the door.
            (mei, vec![reading(88)]),
        ];
        for (child, scans) in &of_telephones {
            upload_taken(&child.client, scans).await?;
        }
        // The reception says that the teacher is there.
        for (number, (lesson, minutes)) in [(&self.reading, 105), (&self.robots, 22)].into_iter().enumerate()
        {
            let entry = json!({
                "sessionId": lesson.id,
                "personId": self.teacher.id,
                "direction": "in",
                "at": self.ago(minutes),
                "nonce": format!("teacher-{number}"),
            });
            self.receptionist.client.post("/api/v1/visits", entry).await?;
        }
        // A child without a telephone shows a card at the reception, for the door and for each lesson.
        let card = card_of(nils).await?;
        let (reading, robots) = (Some(self.reading.id.as_str()), Some(self.robots.id.as_str()));
        let shown = [(104, None), (103, reading), (41, reading), (19, robots)];
        let scans: Vec<DeviceScan> = shown
            .iter()
            .map(|(minutes, session)| DeviceScan {
                session: *session,
                ..DeviceScan::of(&card, self.ago(*minutes))
            })
            .collect();
        upload_taken(&self.receptionist.client, &scans).await?;
        Ok(())
    }

    /// The reports of the lesson that is over.
    pub async fn reports(&self) -> anyhow::Result<Vec<CentreReport>> {
        let path = format!("/api/v1/sessions/{}/attendance", self.reading.id);
        let attendance: Value = self.office.admin.get(&path).await?;
        let people = self.office.admin.list::<Value>("/api/v1/people").await?;
        let name_of = |id: &str| people.iter().find(|one| one["id"] == id).map(|one| text(one, "name"));
        let reports = attendance["reports"].as_array().into_iter().flatten();
        let learners = reports.filter(|report| report["role"] != "teacher");
        let read = |report: &Value| {
            let codes = report["reasons"].as_array().into_iter().flatten().map(|one| text(one, "code"));
            CentreReport {
                name: name_of(&text(report, "personId")).unwrap_or_default(),
                outcome: text(report, "outcome"),
                is_late: report["isLate"] == true,
                findings: codes.filter(|code| code.starts_with("finding")).collect(),
            }
        };
        Ok(learners.map(read).collect())
    }
}

/// What the report of a child says.
pub struct CentreReport {
    pub name: String,
    pub outcome: String,
    pub is_late: bool,
    /// Such as `finding: at_venue_not_in_session`.
    pub findings: Vec<String>,
}

/// Lessons begin at plain times: the demo's present, cut to five minutes.
fn base(now: Timestamp) -> Timestamp {
    now.plus(-now.millis().rem_euclid(5 * MINUTE))
}

struct LessonPlanner<'a> {
    office: &'a DemoOffice,
    teacher: &'a Actor,
    venue: &'a str,
    now: Timestamp,
}

impl LessonPlanner<'_> {
    /// Plans a lesson at the centre, and has its teacher draw its code, which works from shortly before the start on.
    async fn plan(
        &self,
        title: &'static str,
        (from, to): (i64, i64),
        children: &[&Actor],
    ) -> anyhow::Result<CentreLesson> {
        let at = |minutes: i64| base(self.now).plus(minutes * MINUTE);
        let body = json!({
            "title": title,
            "kind": "class",
            "format": "group",
            "platform": "onsite",
            "start": at(from),
            "end": at(to),
            "teacherId": self.teacher.id,
            "studentIds": children.iter().map(|child| &child.id).collect::<Vec<_>>(),
            "venueId": self.venue,
        });
        let id = text(&self.office.admin.post("/api/v1/sessions", body).await?, "id");
        let drawn: Value = self.teacher.client.get(&format!("/api/v1/sessions/{id}/code")).await?;
        Ok(CentreLesson { id, title, code: text(&drawn, "code") })
    }
}
