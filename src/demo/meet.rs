//! The classes on Google Meet: who was in the call, which the simulated Google reports when it is polled.

use anyhow::{Context, ensure};
use chrono::TimeDelta;
use serde_json::json;

use super::academy::{ORGANIZER, Series};
use super::client::{ApiClient, text};
use super::lessons::{Lesson, LessonScript, MemberAction};
use crate::demo::members::{MemberIds, name_of};
use crate::domain::time::{HOUR, SECOND};
use crate::simulator::google::SimulatedGoogle;
use crate::simulator::google::world::{
    Account, OauthClient, ScriptedSpace, ScriptedStay, StayIdentity, World,
};

/// A class on Google Meet: its link, its space and whose it is.
pub struct MeetRoom {
    /// The key of its series.
    series: &'static str,
    pub link: &'static str,
    space: &'static str,
    pub organizer: &'static str,
}

const ROOMS: [MeetRoom; 3] = [
    MeetRoom {
        series: "english",
        link: "https://meet.google.com/abc-mnop-xyz",
        space: "spaces/noorEnglish1",
        organizer: "elena@noor.example",
    },
    MeetRoom {
        series: "conversation",
        link: "https://meet.google.com/kdr-tuvw-pqs",
        space: "spaces/noorConversation1",
        organizer: "maryam@noor.example",
    },
    MeetRoom {
        series: "grammar",
        link: "https://meet.google.com/gra-mmar-noo",
        space: "spaces/noorGrammar1",
        organizer: ORGANIZER,
    },
];

/// The organisers with their keys.
const ORGANIZERS: [(&str, &str); 3] =
    [("elena@noor.example", "elena"), ("maryam@noor.example", "maryam"), (ORGANIZER, "tariq")];
pub const CLIENT: (&str, &str) = ("noor-academy.apps.example", "demo-client-secret");

/// Google's name for a member.
fn google_user(key: &str) -> String {
    let number = key.bytes().fold(0, |number: u32, byte| (number * 31 + u32::from(byte)) % 1_000_000);
    format!("users/11{number:06}")
}

/// The place of a series on Google Meet.
pub fn room_of(series: &Series) -> Option<&'static MeetRoom> {
    ROOMS.iter().find(|room| room.series == series.key)
}

/// Accounts, the OAuth client and the spaces; nobody is in them yet.
pub fn world() -> World {
    World {
        accounts: ORGANIZERS.map(|(email, key)| account(email, key)).to_vec(),
        clients: vec![OauthClient { client_id: CLIENT.0.to_owned(), client_secret: CLIENT.1.to_owned() }],
        spaces: ROOMS.iter().map(space).collect(),
        ..World::default()
    }
}

fn account(email: &str, key: &str) -> Account {
    Account { email: email.to_owned(), user: google_user(key), name: name_of(key).to_owned() }
}

fn space(room: &MeetRoom) -> ScriptedSpace {
    ScriptedSpace {
        name: room.space.to_owned(),
        meeting_code: room.link.rsplit('/').next().unwrap_or_default().to_owned(),
        owner: room.organizer.to_owned(),
        made_by: None,
        config: serde_json::Value::Null,
        false_ends: Vec::new(),
        end_delay_seconds: None,
    }
}

/// Each organiser consents on Google's own screen, which leads their browser back to Rollcall.
pub async fn connect_organizers(admin: &ApiClient) -> anyhow::Result<()> {
    for (email, _) in ORGANIZERS {
        let begun = admin.post("/api/v1/connections/google/consents", json!({})).await?;
        let address = text(&begun, "address");
        let (screen, query) = address.split_once('?').context("an address with a query")?;
        let mut form: Vec<(String, String)> =
            url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        form.push(("account".to_owned(), email.to_owned()));
        let answer = reqwest::Client::new().post(screen).form(&form).send().await?;
        ensure!(answer.status().is_success(), "the consent of {email} ended with {}", answer.status());
    }
    Ok(())
}

/// Tells Rollcall which Google accounts belong to which members.
pub async fn bind_identities(admin: &ApiClient, members: &MemberIds) -> anyhow::Result<()> {
    for key in ["elena", "anaya", "fahd", "maryam", "sofia", "adam", "khadija"] {
        let body = json!({"source": "meet", "value": google_user(key), "personId": members.id(key)});
        admin.post("/api/v1/identities", body).await?;
    }
    Ok(())
}

/// Adds these stays to the simulated Google: who, from and to which second from the start.
pub fn add_stays(
    lesson: &Lesson,
    members: &MemberIds,
    google: &SimulatedGoogle,
    stays: &[(&'static str, i64, i64)],
) {
    let mut class = MeetLesson { lesson, members, stays: Vec::new() };
    for (key, from, to) in stays {
        class.stay(key, *from, *to);
    }
    google.with(|inner| inner.world.stays.extend(class.stays));
}

/// Adds the stays of one class to the simulated Google, and returns the rest of its script.
pub fn script(lesson: &Lesson, members: &MemberIds, google: &SimulatedGoogle) -> LessonScript {
    if lesson.series.key == "grammar" {
        return grammar(lesson, members, google);
    }
    let length = lesson.end.since(lesson.start) / SECOND;
    let mut class = MeetLesson { lesson, members, stays: Vec::new() };
    class.stay("elena", -100, length + 40);
    let mut script = LessonScript::default();
    let point = match lesson.number {
        1 => {
            class.stay("anaya", 5, length);
            class.stay("fahd", 20, length - 600);
            class.stay("fahd", 1_200, length);
            "two devices at once, counted once"
        }
        2 => {
            class.stay("fahd", 12, length);
            class.guest("Anaya (tablet)", 25, length - 10);
            let at = lesson.end.plus(9_000 * SECOND);
            script.actions.push((at, MemberAction::Bind { to: "anaya" }));
            "not signed in; the office said who"
        }
        3 => {
            class.stay("anaya", 8, length);
            "one did not come"
        }
        4 => {
            class.stay("anaya", 900, length);
            class.stay("fahd", 10, 800);
            class.stay("fahd", 890, length + 20);
            "one late, one drops and comes back"
        }
        _ => {
            class.stay("anaya", 8, length + 5);
            class.stay("fahd", 21, length + 12);
            ""
        }
    };
    script.highlight = (!point.is_empty()).then_some(point);
    let stays = class.stays;
    google.with(|inner| inner.world.stays.extend(stays));
    script
}

/// The organiser withdraws the consent an hour before the sixth lesson, so that Google shows nothing of it.
fn grammar(lesson: &Lesson, members: &MemberIds, google: &SimulatedGoogle) -> LessonScript {
    const WITHDRAWN_BEFORE: usize = 5;
    let length = lesson.end.since(lesson.start) / SECOND;
    add_stays(lesson, members, google, &[("khadija", -60, length + 30), ("fahd", 15, length)]);
    let mut script = LessonScript::default();
    if lesson.number == WITHDRAWN_BEFORE {
        script.highlight = Some("its organiser has withdrawn the consent; nothing is known of it");
        script.actions.push((lesson.start.plus(-HOUR), MemberAction::WithdrawConsent));
    }
    script
}

struct MeetLesson<'a> {
    lesson: &'a Lesson,
    members: &'a MemberIds,
    stays: Vec<ScriptedStay>,
}

impl MeetLesson<'_> {
    fn stay(&mut self, key: &str, from: i64, to: i64) {
        let who = StayIdentity::User { user: google_user(key), name: self.members.name(key).to_owned() };
        self.put(who, from, to);
    }

    fn guest(&mut self, name: &str, from: i64, to: i64) {
        self.put(StayIdentity::Anonymous { name: name.to_owned() }, from, to);
    }

    fn put(&mut self, who: StayIdentity, from: i64, to: i64) {
        let at = |second: i64| -> chrono::DateTime<chrono::Utc> {
            self.lesson.start.to_utc() + TimeDelta::seconds(second)
        };
        self.stays.push(ScriptedStay {
            id: format!("{}-{}-{}", self.lesson.series.key, self.lesson.number, self.stays.len()),
            space: room_of(self.lesson.series).map_or_else(String::new, |room| room.space.to_owned()),
            who,
            device: String::new(),
            from: at(from),
            to: Some(at(to)),
            delay_seconds: None,
            end_delay_seconds: None,
            false_ends: Vec::new(),
        });
    }
}
