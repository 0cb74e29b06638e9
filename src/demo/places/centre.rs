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

/// One thing that the centre records.
enum CentreScan<'a> {
    /// A child scans a code.
    Telephone(&'a Actor, &'a str),
    /// The reception reads a child's card, at the door or for a lesson.
    Card(&'a Actor, Option<&'a CentreLesson>),
    /// The reception says that the teacher is there.
    Teacher(&'a CentreLesson),
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

    /// When somebody scans.
    pub fn moments(&self) -> Vec<Timestamp> {
        self.scans().into_iter().map(|(minutes, _)| self.ago(minutes)).collect()
    }

    /// Who comes through the door or into a lesson at this moment.
    pub async fn play(&self, moment: Timestamp) -> anyhow::Result<()> {
        for (minutes, scan) in self.scans() {
            if self.ago(minutes) == moment {
                self.make(minutes, scan).await?;
            }
        }
        Ok(())
    }

    /// What happens at the centre, by the minutes before the demo's present.
    fn scans(&self) -> Vec<(i64, CentreScan<'_>)> {
        use CentreScan::{Card, Teacher, Telephone};
        let Children { tobi, ife, nils, alva, mei, .. } = &self.children;
        let (door, reading, robots) = (&self.venue_code, &self.reading, &self.robots);
        vec![
            (112, Telephone(tobi, door)),
            (111, Telephone(ife, door)),
            // At the centre, and never in the lesson.
            (108, Telephone(alva, door)),
            (105, Teacher(reading)),
            // A child without a telephone shows a card at the reception, for the door and for each lesson.
            (104, Card(nils, None)),
            (103, Card(nils, Some(reading))),
            (101, Telephone(tobi, &reading.code)),
            (100, Telephone(ife, &reading.code)),
            // In the lesson, and never through the door.
            (88, Telephone(mei, &reading.code)),
            (41, Card(nils, Some(reading))),
            (36, Telephone(tobi, door)),
            (30, Telephone(alva, door)),
            (22, Teacher(robots)),
            (19, Card(nils, Some(robots))),
            (18, Telephone(ife, &robots.code)),
        ]
    }

    async fn make(&self, minutes: i64, scan: CentreScan<'_>) -> anyhow::Result<()> {
        let at = self.ago(minutes);
        match scan {
            CentreScan::Telephone(child, code) => {
                upload_taken(&child.client, &[DeviceScan::of(code, at)]).await?;
            }
            CentreScan::Card(child, lesson) => {
                let card = card_of(child).await?;
                let session = lesson.map(|lesson| lesson.id.as_str());
                let scan = DeviceScan { session, ..DeviceScan::of(&card, at) };
                upload_taken(&self.receptionist.client, &[scan]).await?;
            }
            CentreScan::Teacher(lesson) => {
                let entry = json!({
                    "sessionId": lesson.id,
                    "personId": self.teacher.id,
                    "direction": "in",
                    "at": at,
                    "nonce": format!("teacher-{minutes}"),
                });
                self.receptionist.client.post("/api/v1/visits", entry).await?;
            }
        }
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
