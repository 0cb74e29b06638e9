//! Rooms and who is in them: what an action changes, and which webhook events LiveKit makes of it.
//!
//! The facts are those of LiveKit v1.13.5: an event of a join comes when media is up, later than `joinedAtMs`; a leave
//! carries the same `joinedAtMs` and no time of its own but `createdAt`; a room closes some time after its last
//! participant, and one of the same name opened later has another sid.

use std::collections::BTreeMap;

use livekit_protocol::participant_info::State;
use livekit_protocol::{Codec, DisconnectReason, ParticipantInfo, ParticipantPermission, Room, WebhookEvent};

use super::script::{JoiningParticipant, ParticipantType, ScriptAction, WebhookFate};
use crate::domain::time::{SECOND, Timestamp};
use crate::ids::IdGenerator;

/// From the connection of the signal to media, in milliseconds: seen live, 0.1 to 1 s.
const MEDIA_DELAY_MILLIS: i64 = 400;
/// From the end of the signal to the event about a participant who never had media, in milliseconds.
const ABORT_DELAY_MILLIS: i64 = 1_500;
/// How late LiveKit notices that somebody is gone: seen live, 19.5 s.
const VANISH_DETECTION_MILLIS: i64 = 19_500;
/// From the leave to the join of one full reconnect: seen live, 69 ms.
const RECONNECT_GAP_MILLIS: i64 = 69;
/// How long a room stays open before anybody came, and after the last participant left, unless it was created
/// otherwise; seconds.
const EMPTY_TIMEOUT: u32 = 300;
const DEPARTURE_TIMEOUT: u32 = 20;

/// What happens later, without another action.
#[derive(Clone, Debug)]
pub enum DelayedEffect {
    Action(ScriptAction, WebhookFate),
    /// Media of this sid is up.
    Active(String, WebhookFate),
    /// LiveKit notices that this sid is gone.
    Gone(String, DisconnectReason, WebhookFate),
    /// The room of this sid closes if nobody is in it.
    CloseIfEmpty(String),
}

/// What follows from an action: events now, and effects later.
#[derive(Default)]
pub struct Effects {
    pub events: Vec<(WebhookEvent, WebhookFate)>,
    /// Effects in the same room, each after a number of milliseconds.
    pub delayed: Vec<(i64, DelayedEffect)>,
}

/// Every room of one server by its name.
pub struct OpenRooms {
    rooms: BTreeMap<String, OpenRoom>,
    ids: IdGenerator,
}

struct OpenRoom {
    info: Room,
    /// By identity.
    people: BTreeMap<String, PresentParticipant>,
    /// Since when the room is empty, and after how many milliseconds without anybody it closes.
    empty_since: (Timestamp, i64),
}

impl OpenRoom {
    fn is_occupied(&self) -> bool {
        self.people.values().any(|present| present.sort.keeps_room_open())
    }
}

struct PresentParticipant {
    info: ParticipantInfo,
    sort: ParticipantType,
}

impl OpenRooms {
    pub fn new(ids: IdGenerator) -> OpenRooms {
        OpenRooms { rooms: BTreeMap::new(), ids }
    }

    /// Everybody that LiveKit lists in a room, including those without media yet and those whose loss it has not
    /// noticed yet.
    pub fn participants(&self, room: &str) -> Vec<ParticipantInfo> {
        let people = self.rooms.get(room).into_iter().flat_map(|room| room.people.values());
        people.map(|present| present.info.clone()).collect()
    }

    /// The open rooms, all or those of these names.
    pub fn rooms(&self, names: &[String]) -> Vec<Room> {
        let wanted = |room: &&OpenRoom| names.is_empty() || names.contains(&room.info.name);
        self.rooms.values().filter(wanted).map(|room| room.info.clone()).collect()
    }

    /// Creates a room, or gives the existing one, unchanged.
    pub fn create(&mut self, wanted: Room, now: Timestamp) -> (Room, Effects) {
        let mut effects = Effects::default();
        if let Some(room) = self.rooms.get(&wanted.name) {
            return (room.info.clone(), effects);
        }
        let or = |set: u32, default: u32| if set == 0 { default } else { set };
        let info = Room {
            sid: self.sid("RM_"),
            empty_timeout: or(wanted.empty_timeout, EMPTY_TIMEOUT),
            departure_timeout: or(wanted.departure_timeout, DEPARTURE_TIMEOUT),
            creation_time: now.millis().div_euclid(SECOND),
            creation_time_ms: now.millis(),
            // A secret that really is sent; receivers must drop it.
            turn_password: self.sid(""),
            enabled_codecs: CODECS
                .iter()
                .map(|mime| Codec { mime: (*mime).to_owned(), ..Codec::default() })
                .collect(),
            ..wanted
        };
        let timeout = i64::from(info.empty_timeout) * SECOND;
        let room = OpenRoom { info: info.clone(), people: BTreeMap::new(), empty_since: (now, timeout) };
        self.rooms.insert(info.name.clone(), room);
        effects.events.push((self.event("room_started", &info, None, now), WebhookFate::Told));
        effects.delayed.push((timeout, DelayedEffect::CloseIfEmpty(info.sid.clone())));
        (info, effects)
    }

    /// Applies an effect whose moment has come.
    pub fn apply(&mut self, room: &str, what: DelayedEffect, now: Timestamp) -> Effects {
        match what {
            DelayedEffect::Action(act, fate) => self.act(room, act, fate, now),
            DelayedEffect::Active(sid, fate) => self.activate(room, &sid, fate, now),
            DelayedEffect::Gone(sid, reason, fate) => match self.identity(room, &sid) {
                Some(identity) => self.leave(room, &identity, reason, fate, now),
                None => Effects::default(),
            },
            DelayedEffect::CloseIfEmpty(sid) => self.close_if_empty(room, &sid, now),
        }
    }

    /// Whether a room of this name is open.
    pub fn is_open(&self, room: &str) -> bool {
        self.rooms.contains_key(room)
    }

    fn act(&mut self, room: &str, act: ScriptAction, fate: WebhookFate, now: Timestamp) -> Effects {
        match act {
            ScriptAction::Join(caller) => self.connect(room, caller, fate, now, true),
            ScriptAction::Abort(caller) => self.connect(room, caller, fate, now, false),
            ScriptAction::Leave(identity) => {
                self.leave(room, &identity, DisconnectReason::ClientInitiated, fate, now)
            }
            ScriptAction::Remove(identity) => {
                self.leave(room, &identity, DisconnectReason::ParticipantRemoved, fate, now)
            }
            ScriptAction::Resume(_) => Effects::default(),
            ScriptAction::Vanish(identity) => {
                let mut effects = Effects::default();
                if let Some(sid) = self.present(room, &identity).map(|present| present.info.sid.clone()) {
                    let gone = DelayedEffect::Gone(sid, DisconnectReason::ConnectionTimeout, fate);
                    effects.delayed.push((VANISH_DETECTION_MILLIS, gone));
                }
                effects
            }
            ScriptAction::Reconnect(identity) => {
                let Some(present) = self.present(room, &identity) else { return Effects::default() };
                let caller =
                    JoiningParticipant { identity, name: present.info.name.clone(), sort: present.sort };
                let mut effects =
                    self.leave(room, &caller.identity, DisconnectReason::ClientInitiated, fate, now);
                effects
                    .delayed
                    .push((RECONNECT_GAP_MILLIS, DelayedEffect::Action(ScriptAction::Join(caller), fate)));
                effects
            }
            ScriptAction::DeleteRoom => self.close(room, DisconnectReason::RoomDeleted, fate, now),
        }
    }

    fn connect(
        &mut self,
        room: &str,
        caller: JoiningParticipant,
        fate: WebhookFate,
        now: Timestamp,
        gets_media: bool,
    ) -> Effects {
        let (info, mut effects) = self.create(Room { name: room.to_owned(), ..Room::default() }, now);
        effects.events.iter_mut().for_each(|(_, started)| *started = fate);
        let twice = self.leave(room, &caller.identity, DisconnectReason::DuplicateIdentity, fate, now);
        effects.events.extend(twice.events);
        let present = PresentParticipant { info: self.participant(&caller, now), sort: caller.sort };
        let sid = present.info.sid.clone();
        if let Some(room) = self.rooms.get_mut(&info.name) {
            room.people.insert(caller.identity, present);
        }
        effects.delayed.push(if gets_media {
            (MEDIA_DELAY_MILLIS, DelayedEffect::Active(sid, fate))
        } else {
            (ABORT_DELAY_MILLIS, DelayedEffect::Gone(sid, DisconnectReason::SignalClose, fate))
        });
        effects
    }

    fn activate(&mut self, room: &str, sid: &str, fate: WebhookFate, now: Timestamp) -> Effects {
        let mut effects = Effects::default();
        let Some(identity) = self.identity(room, sid) else { return effects };
        let Some(open) = self.rooms.get_mut(room) else { return effects };
        if let Some(present) = open.people.get_mut(&identity) {
            present.info.state = State::Active.into();
            present.info.version += 1;
            let (room, info) = (open.info.clone(), present.info.clone());
            effects.events.push((self.event("participant_joined", &room, Some(info), now), fate));
        }
        effects
    }

    fn leave(
        &mut self,
        room: &str,
        identity: &str,
        reason: DisconnectReason,
        fate: WebhookFate,
        now: Timestamp,
    ) -> Effects {
        let mut effects = Effects::default();
        let Some(open) = self.rooms.get_mut(room) else { return effects };
        let Some(PresentParticipant { mut info, .. }) = open.people.remove(identity) else { return effects };
        let was_active = info.state == i32::from(State::Active);
        info.state = State::Disconnected.into();
        info.disconnect_reason = reason.into();
        info.version += 1;
        if !open.is_occupied() {
            let timeout = i64::from(open.info.departure_timeout) * SECOND;
            open.empty_since = (now, timeout);
            effects.delayed.push((timeout, DelayedEffect::CloseIfEmpty(open.info.sid.clone())));
        }
        let name = if was_active { "participant_left" } else { "participant_connection_aborted" };
        let room = open.info.clone();
        effects.events.push((self.event(name, &room, Some(info), now), fate));
        effects
    }

    fn close_if_empty(&mut self, room: &str, sid: &str, now: Timestamp) -> Effects {
        let is_over = self.rooms.get(room).is_some_and(|open| {
            let (since, timeout) = open.empty_since;
            open.info.sid == sid && !open.is_occupied() && now.since(since) >= timeout
        });
        if is_over {
            self.close(room, DisconnectReason::RoomClosed, WebhookFate::Told, now)
        } else {
            Effects::default()
        }
    }

    fn close(&mut self, room: &str, reason: DisconnectReason, fate: WebhookFate, now: Timestamp) -> Effects {
        let identities: Vec<String> =
            self.rooms.get(room).map(|open| open.people.keys().cloned().collect()).unwrap_or_default();
        let mut effects = Effects::default();
        for identity in identities {
            effects.events.extend(self.leave(room, &identity, reason, fate, now).events);
        }
        if let Some(open) = self.rooms.remove(room) {
            effects.events.push((self.event("room_finished", &open.info, None, now), fate));
        }
        effects
    }

    fn present(&self, room: &str, identity: &str) -> Option<&PresentParticipant> {
        self.rooms.get(room)?.people.get(identity)
    }

    fn identity(&self, room: &str, sid: &str) -> Option<String> {
        let people = &self.rooms.get(room)?.people;
        people.iter().find(|(_, present)| present.info.sid == sid).map(|(identity, _)| identity.clone())
    }

    fn participant(&self, caller: &JoiningParticipant, now: Timestamp) -> ParticipantInfo {
        #[expect(deprecated, reason = "older recorders and agents say so in these fields alone")]
        let permission = ParticipantPermission {
            can_subscribe: true,
            can_publish: !matches!(caller.sort, ParticipantType::Egress | ParticipantType::Recorder),
            can_publish_data: true,
            hidden: matches!(
                caller.sort,
                ParticipantType::Hidden | ParticipantType::Egress | ParticipantType::Recorder
            ),
            recorder: caller.sort == ParticipantType::Recorder,
            agent: caller.sort == ParticipantType::Agent,
            ..ParticipantPermission::default()
        };
        ParticipantInfo {
            sid: self.sid("PA_"),
            identity: caller.identity.clone(),
            name: caller.name.clone(),
            state: State::Joining.into(),
            joined_at: now.millis().div_euclid(SECOND),
            joined_at_ms: now.millis(),
            version: 1,
            permission: Some(permission),
            kind: caller.sort.kind().into(),
            ..ParticipantInfo::default()
        }
    }

    fn event(
        &self,
        name: &str,
        room: &Room,
        participant: Option<ParticipantInfo>,
        now: Timestamp,
    ) -> WebhookEvent {
        WebhookEvent {
            event: name.to_owned(),
            id: self.sid("EV_"),
            created_at: now.millis().div_euclid(SECOND),
            room: Some(room.clone()),
            participant,
            ..WebhookEvent::default()
        }
    }

    /// A prefix and twelve letters or digits.
    fn sid(&self, prefix: &str) -> String {
        const LETTERS: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        let letter = |byte: u8| char::from(LETTERS[usize::from(byte) % LETTERS.len()]);
        prefix.chars().chain(self.ids.random_bytes::<12>().map(letter)).collect()
    }
}

const CODECS: [&str; 4] = ["audio/opus", "audio/red", "video/VP8", "video/H264"];
