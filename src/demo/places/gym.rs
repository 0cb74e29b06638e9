//! A gym: a month of visits in the mornings and evenings, and a morning with everything that happens at its door.

use std::collections::BTreeSet;

use anyhow::ensure;
use chrono::{Days, NaiveDate, TimeDelta};
use serde_json::{Value, json};

use super::gym_traffic::{
    AT_THE_DESK, CONFUSED, EXPIRED, EXPIRED_DAYS, MEMBERS, PAUSED, PAUSED_DAYS, SHARING, THIS_MORNING,
    TRAFFIC_DAYS, VISITOR, WITH_OLD_PRINTOUT, habitual_scans,
};
use super::office::{
    Actor, DemoOffice, DeviceScan, OfficeProfile, add_venue, upload, upload_taken, venue_code,
};
use super::zones::where_it_is;
use crate::app::App;
use crate::demo::client::{ApiClient, text};
use crate::demo::seed::DemoLogin;
use crate::demo::wishes;
use crate::domain::time::calendar::{local_date, midnight};
use crate::domain::time::{MINUTE, Span, Timestamp};

/// What its clocks show when the demo starts, in minutes after midnight: the morning is nearly over.
const LOCAL_TIME: u32 = 10 * 60 + 30;
/// Of the one telephone that two members come with.
const SHARED_DEVICE: &str = "demo-family-telephone";

pub struct DemoGym {
    pub office: DemoOffice,
    pub venue: String,
    /// The text of the code at its door.
    pub code: String,
    /// The one before that was printed anew.
    old_code: String,
    receptionist: Actor,
    members: Vec<Actor>,
    /// Of `PAUSED`.
    to_be_paused: String,
    today: NaiveDate,
    now: Timestamp,
    /// What was uploaded so far reaches to here.
    uploaded_until: Timestamp,
}

impl DemoGym {
    pub async fn open(app: &App, nobody: &ApiClient, now: Timestamp) -> anyhow::Result<DemoGym> {
        let zone = where_it_is(LOCAL_TIME, now);
        let profile = OfficeProfile {
            name: "Iron House",
            zone,
            currency: "EUR",
            admin: ("Gus Halloran", "admin@iron.example"),
        };
        let mut office = DemoOffice::found(app, nobody, profile).await?;
        let today = local_date(now, zone);
        let receptionist =
            office.add_login("receptionist", "Bea Lund", "reception@iron.example", None).await?;
        let venue = add_venue(&office.admin, "Iron House", true).await?;
        let mut plans = Vec::new();
        for (name, takes_codes) in [("All day", true), ("Mornings", true), ("At the desk", false)] {
            let body = json!({"name": name, "qrAttendanceEnabled": takes_codes});
            plans.push(text(&office.admin.post("/api/v1/plans", body).await?, "id"));
        }
        let (mut members, mut to_be_paused) = (Vec::new(), String::new());
        for (number, name) in MEMBERS.iter().copied().enumerate() {
            let member = match number {
                VISITOR => {
                    let visitor = office.add_login("student", name, "member@iron.example", None).await?;
                    wishes::set(&office.admin, &visitor.id, wishes::OWN_VISITS).await?;
                    visitor
                }
                _ => office.add_actor("student", name, None).await?,
            };
            let plan = match (number, number % 5) {
                (AT_THE_DESK, _) => 2,
                (_, 1 | 2) => 1,
                _ => 0,
            };
            let ended = today - TimeDelta::days(EXPIRED_DAYS);
            let body = json!({
                "personId": member.id,
                "planId": plans[plan],
                "validFrom": today - Days::new(60 + 7 * number as u64),
                "validUntil": if number == EXPIRED { json!(ended) } else { Value::Null },
            });
            let membership = office.admin.post("/api/v1/memberships", body).await?;
            if number == PAUSED {
                to_be_paused = text(&membership, "id");
            }
            members.push(member);
        }
        let code = venue_code(&office.admin, &venue).await?;
        let uploaded_until = midnight(today - TimeDelta::days(TRAFFIC_DAYS), zone);
        let old_code = code.clone();
        Ok(DemoGym {
            office,
            venue,
            code,
            old_code,
            receptionist,
            members,
            to_be_paused,
            today,
            now,
            uploaded_until,
        })
    }

    /// When what was scanned is uploaded: within a week, and the last time when `PAUSED` stops and the code is printed anew.
    pub fn upload_times(&self) -> Vec<Timestamp> {
        let days = [24, 18, 12, PAUSED_DAYS];
        days.iter().map(|days| midnight(self.today - TimeDelta::days(*days), self.office.zone)).collect()
    }

    /// Uploads what members scanned by habit until now.
    pub async fn upload_habits(&mut self, until: Timestamp) -> anyhow::Result<()> {
        let span = Span::new(self.uploaded_until, until);
        for (number, member) in self.members.iter().enumerate() {
            let times = habitual_scans(number, span, self.today, self.office.zone);
            if !times.is_empty() {
                let scans: Vec<_> = times.iter().map(|at| DeviceScan::of(&self.code, *at)).collect();
                upload_taken(&member.client, &scans).await?;
            }
        }
        self.uploaded_until = until;
        Ok(())
    }

    /// Pauses a membership, and has a new code printed.
    pub async fn change_rules(&mut self) -> anyhow::Result<()> {
        let paused = format!("/api/v1/memberships/{}", self.to_be_paused);
        self.office.admin.patch(&paused, json!({"status": "paused"})).await?;
        let rotate = format!("/api/v1/venues/{}/code/rotate", self.venue);
        self.code = text(&self.office.admin.post(&rotate, json!({})).await?, "qrData");
        Ok(())
    }

    /// The member who can log in.
    pub fn visitor(&self) -> Option<&DemoLogin> {
        self.office.logins.iter().find(|login| login.role == "student")
    }

    fn ago(&self, minutes: i64) -> Timestamp {
        self.now.plus(-minutes * MINUTE)
    }

    /// This morning: who came and left, who was refused, who shares a telephone, and whom the desk lets in.
    pub async fn play_morning(&mut self) -> anyhow::Result<()> {
        self.upload_habits(self.now).await?;
        let wrong = DeviceScan::of("https://iron.example/bar", self.ago(48));
        upload(&self.members[CONFUSED].client, &[wrong]).await?;
        for stay in THIS_MORNING {
            let member = &self.members[stay.member];
            let mut scans = vec![DeviceScan::of(&self.code, self.ago(stay.came))];
            scans.extend(stay.left.map(|left| DeviceScan::of(&self.code, self.ago(left))));
            let is_shared = [SHARING.0, SHARING.1].contains(&stay.member);
            let client =
                if is_shared { member.client.on_device(SHARED_DEVICE) } else { member.client.clone() };
            upload_taken(&client, &scans).await?;
        }
        let refused = [
            (EXPIRED, 95, &self.code),
            (PAUSED, 73, &self.code),
            (WITH_OLD_PRINTOUT, 29, &self.old_code),
            (AT_THE_DESK, 27, &self.code),
        ];
        for (member, minutes, code) in refused {
            let answers =
                upload(&self.members[member].client, &[DeviceScan::of(code, self.ago(minutes))]).await?;
            ensure!(answers[0]["ok"] == false, "{} was let in", MEMBERS[member]);
        }
        let entry = json!({
            "venueId": self.venue,
            "personId": self.members[AT_THE_DESK].id,
            "direction": "in",
            "at": self.ago(25),
            "reason": "signs the book at the desk",
            "nonce": "desk-1",
        });
        self.receptionist.client.post("/api/v1/visits", entry).await?;
        Ok(())
    }

    /// What the figures of the venue have to say of this morning: who is in, check-ins, different members.
    fn expected_figures(&self) -> [usize; 3] {
        let people: BTreeSet<usize> =
            THIS_MORNING.iter().map(|stay| stay.member).chain([AT_THE_DESK]).collect();
        let inside = THIS_MORNING.iter().filter(|stay| stay.left.is_none()).count();
        [inside + 1, THIS_MORNING.len() + 1, people.len()]
    }

    /// Reads what Rollcall made of it, and compares its figures with who came.
    ///
    /// # Errors
    /// Says which figures differ.
    pub async fn results(&self) -> anyhow::Result<GymResults> {
        let admin = &self.office.admin;
        let figures: Value = admin.get(&format!("/api/v1/venues/{}/figures", self.venue)).await?;
        let expected = self.expected_figures();
        let names = ["currentlyIn", "checkInsToday", "uniqueMembersToday"];
        for (name, expected) in names.iter().zip(expected) {
            ensure!(
                figures[name] == json!(expected),
                "{name}: {expected} were played, and the API says {figures}"
            );
        }
        let visits = admin.list::<Value>(&format!("/api/v1/visits?venue_id={}", self.venue)).await?;
        let refused = admin.list::<Value>("/api/v1/scans?result=refused").await?;
        let shared = admin.list::<Value>("/api/v1/scans?signs=true").await?;
        Ok(GymResults {
            inside: expected[0],
            check_ins: expected[1],
            members: expected[2],
            visits: visits.len(),
            estimated: visits.iter().filter(|one| one["estimated"] == true).count(),
            refused: refused.iter().map(|one| text(one, "code")).collect(),
            shared: shared.len(),
        })
    }
}

/// What Rollcall made of the gym's month and morning.
pub struct GymResults {
    pub inside: usize,
    pub check_ins: usize,
    pub members: usize,
    /// All visits so far.
    pub visits: usize,
    pub estimated: usize,
    /// The words of refused scans.
    pub refused: Vec<String>,
    /// Scans with a sign that a code or a telephone is shared.
    pub shared: usize,
}
