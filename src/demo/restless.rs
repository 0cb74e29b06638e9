//! What happens in the lessons of the lanes: everybody comes and goes, and every few seconds somebody's connection does too.

use super::lanes::LANES;
use super::lessons::{Lesson, LessonScript};
use super::meet;
use super::members::MemberIds;
use crate::domain::time::SECOND;
use crate::simulator::google::SimulatedGoogle;
use crate::simulator::livekit::room_script::RoomScript;
use crate::simulator::livekit::script::{JoiningParticipant, ScriptAction};

/// Classes from this size on have somebody who does not come, and somebody who comes late.
const CLASS_SIZE: usize = 3;
/// How late the latecomer is, in seconds: later than the grace that a class has.
const LATE_SECONDS: i64 = 640;
/// Nothing goes wrong in the last seconds of a lesson.
const QUIET_END_SECONDS: i64 = 120;

/// Whether the lesson is one of a lane.
pub fn is_of_lane(lesson: &Lesson) -> bool {
    LANES.iter().any(|lane| std::ptr::eq(&raw const lane.series, lesson.series))
}

/// The script of a lesson of a lane. The stays of one on Google Meet are added to the simulated Google.
pub fn script(lesson: &Lesson, members: &MemberIds, google: &SimulatedGoogle) -> LessonScript {
    let mut dice = Dice::of(lesson);
    let cast = cast(lesson, members, &mut dice);
    let turns = turns(lesson, &cast, &mut dice);
    let mut script = LessonScript::default();
    match &lesson.room {
        Some(room) => script.cues = in_room(lesson, room, &cast, &turns).into_iter().collect(),
        None => meet::add_stays(lesson, members, google, &stays(lesson, &cast, &turns)),
    }
    script
}

/// Somebody who comes to a lesson; times are in seconds from its start.
struct Attendee {
    key: &'static str,
    caller: JoiningParticipant,
    from: i64,
    to: i64,
}

/// Something that happens to an attendee in the middle of a lesson.
struct Turn {
    who: usize,
    at: i64,
    /// When they are back.
    back: i64,
    what: Mishap,
}

#[derive(Clone, Copy, PartialEq)]
enum Mishap {
    /// The connection is lost without a word.
    Vanish,
    Leave,
    Reconnect,
    /// They join from another device, upon which the first one is disconnected.
    SecondDevice,
}

fn length(lesson: &Lesson) -> i64 {
    lesson.end.since(lesson.start) / SECOND
}

/// Who comes, and when.
fn cast(lesson: &Lesson, members: &MemberIds, dice: &mut Dice) -> Vec<Attendee> {
    let (series, end) = (lesson.series, length(lesson));
    let person = |key: &str| JoiningParticipant::person(&members.id(key), members.name(key));
    let teacher = Attendee {
        key: series.teacher,
        caller: person(series.teacher),
        from: -dice.between(30, 90),
        to: end + dice.between(20, 50),
    };
    let mut cast = vec![teacher];
    let count = series.students.len();
    for (index, key) in series.students.iter().enumerate() {
        let place = (index + count - lesson.number % count) % count;
        if count >= CLASS_SIZE && place == 0 {
            continue;
        }
        let is_late = count >= CLASS_SIZE && place == 1;
        // In every other trial lesson she comes by a link that somebody passed on.
        let is_stranger = series.format == "trial" && lesson.number.is_multiple_of(2);
        let caller = match is_stranger {
            true => {
                let identity = format!("guest-{}-{}", series.key, lesson.number);
                JoiningParticipant::person(&identity, "Yasmin Faruk (phone)")
            }
            false => person(key),
        };
        let from = if is_late { LATE_SECONDS + dice.between(0, 60) } else { dice.between(-40, 50) };
        cast.push(Attendee { key, caller, from, to: end + dice.between(0, 20) });
    }
    cast
}

/// What happens to them meanwhile: the more they are, the more often.
fn turns(lesson: &Lesson, cast: &[Attendee], dice: &mut Dice) -> Vec<Turn> {
    let (shortest, longest) = if cast.len() >= CLASS_SIZE { (20, 50) } else { (70, 140) };
    let mut free_from: Vec<i64> = cast.iter().map(|one| one.from + 40).collect();
    let mut turns = Vec::new();
    let mut at = 0;
    loop {
        at += dice.between(shortest, longest);
        if at > length(lesson) - QUIET_END_SECONDS {
            return turns;
        }
        let free: Vec<usize> = (0..cast.len()).filter(|who| free_from[*who] <= at).collect();
        let Some(who) =
            usize::try_from(dice.between(0, 1_000)).ok().and_then(|any| free.get(any % free.len().max(1)))
        else {
            continue;
        };
        let what = match dice.between(0, 9) {
            0..=3 => Mishap::Vanish,
            4..=6 => Mishap::Leave,
            7 | 8 => Mishap::Reconnect,
            _ => Mishap::SecondDevice,
        };
        let back = at + dice.between(25, 70);
        free_from[*who] = back + 60;
        turns.push(Turn { who: *who, at, back, what });
    }
}

fn in_room(lesson: &Lesson, room: &str, cast: &[Attendee], turns: &[Turn]) -> RoomScript {
    let mut events = RoomScript::new(room, lesson.start);
    for one in cast {
        events = events.join(one.from, one.caller.clone()).leave(one.to, &one.caller.identity);
    }
    for turn in turns {
        let caller = &cast[turn.who].caller;
        events = match turn.what {
            Mishap::Vanish => events.vanish(turn.at, &caller.identity).join(turn.back, caller.clone()),
            Mishap::Leave => events.leave(turn.at, &caller.identity).join(turn.back, caller.clone()),
            Mishap::Reconnect => events.then(turn.at, ScriptAction::Reconnect(caller.identity.clone())),
            Mishap::SecondDevice => events.join(turn.at, caller.clone()),
        };
    }
    events
}

/// The same on Google Meet, which shows stays: who, from when to when.
fn stays(lesson: &Lesson, cast: &[Attendee], turns: &[Turn]) -> Vec<(&'static str, i64, i64)> {
    let mut stays = Vec::new();
    for (index, one) in cast.iter().enumerate() {
        let mut from = one.from;
        let is_gone = |turn: &&Turn| turn.who == index && matches!(turn.what, Mishap::Vanish | Mishap::Leave);
        for turn in turns.iter().filter(is_gone) {
            stays.push((one.key, from, turn.at));
            from = turn.back;
        }
        stays.push((one.key, from, one.to.min(length(lesson) + 60)));
    }
    stays
}

/// Numbers that look like chance and are the same in every run.
struct Dice(u64);

impl Dice {
    fn of(lesson: &Lesson) -> Dice {
        let seed =
            lesson.series.key.bytes().fold(lesson.number as u64 + 1, |sum, byte| {
                sum.wrapping_mul(0x0100_0000_01b3) ^ u64::from(byte)
            });
        Dice(seed)
    }

    /// From `least` to `most`, both included.
    fn between(&mut self, least: i64, most: i64) -> i64 {
        // Knuth's generator for 64 bits, of which the upper ones are good.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let upper = i64::try_from(self.0 >> 33).unwrap_or_default();
        least + upper % (most - least + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::{MINUTE, Timestamp};

    fn lesson(number: usize, lane: usize) -> Lesson {
        let (series, start) = (&LANES[lane].series, Timestamp::from_seconds(1_767_600_000));
        let end = start.plus(series.minutes * MINUTE);
        Lesson { series, number, id: String::new(), room: Some("room".to_owned()), start, end }
    }

    #[test]
    fn nobody_leaves_before_they_came_or_is_in_two_turns_at_once() {
        for (lane, number) in (0..LANES.len()).flat_map(|lane| (0..6).map(move |number| (lane, number))) {
            let lesson = lesson(number, lane);
            let mut dice = Dice::of(&lesson);
            let cast = cast(&lesson, &MemberIds::default(), &mut dice);
            let turns = turns(&lesson, &cast, &mut dice);
            for (key, from, to) in stays(&lesson, &cast, &turns) {
                assert!(from < to, "{key} in {} {number}", lesson.series.title);
            }
            for (index, turn) in turns.iter().enumerate() {
                assert!(cast[turn.who].from < turn.at && turn.back < cast[turn.who].to);
                let next = turns[index + 1..].iter().find(|other| other.who == turn.who);
                assert!(next.is_none_or(|next| turn.back < next.at));
            }
        }
    }

    #[test]
    fn in_an_hour_something_happens_every_few_seconds() {
        let mut moments: Vec<i64> = Vec::new();
        for (lane, of_lane) in LANES.iter().enumerate() {
            let mut begin = 0;
            for number in 0..3 {
                let lesson = lesson(number, lane);
                let google = SimulatedGoogle::new(|| Timestamp::from_seconds(0).to_utc());
                let cues = script(&lesson, &MemberIds::default(), &google).cues;
                moments.extend(cues.iter().map(|cue| begin + cue.at.since(lesson.start) / SECOND));
                begin += of_lane.series.minutes * 60 + 300;
            }
        }
        moments.retain(|at| (0..3_600).contains(at));
        moments.sort_unstable();
        assert!(moments.len() >= 300, "{} in an hour", moments.len());
        let longest = moments.windows(2).map(|pair| pair[1] - pair[0]).max();
        assert!(longest <= Some(60), "nothing for {longest:?} seconds");
    }
}
