//! `rollcall simulate livekit`: simulates a lesson and sends its signed webhooks to any address.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, bail};
use clap::Args;
use url::Url;

use crate::clock::{Clock, ManualClock, SystemClock};
use crate::domain::time::{SECOND, Timestamp};
use crate::ids::IdGenerator;
use crate::simulator::livekit::room_script::RoomScript;
use crate::simulator::livekit::script::{JoiningParticipant, ParticipantType, ScriptAction, ScriptEvent};
use crate::simulator::livekit::{SigningKey, SimulatedLivekit, WebhookTarget};
use crate::terminal::output::say;

#[derive(Debug, Args)]
pub struct SimulateLivekit {
    /// Who receives the webhooks; an address without a path means /webhooks/livekit there.
    #[arg(long, value_name = "URL")]
    to: Url,
    /// The API key they are signed with.
    #[arg(long)]
    key: String,
    /// Its secret.
    #[arg(long, env = "LIVEKIT_API_SECRET", hide_env_values = true)]
    secret: String,
    /// The lesson's room.
    #[arg(long, default_value = "lesson")]
    room: String,
    /// Identity of the teacher.
    #[arg(long, default_value = "teacher", value_name = "IDENTITY")]
    teacher: String,
    /// Identity of a student; may be given several times.
    #[arg(long = "student", default_value = "student", value_name = "IDENTITY")]
    students: Vec<String>,
    /// When the lesson starts; left out, so that it ends now (with --real-time: starts now).
    #[arg(long, value_name = "INSTANT", value_parser = crate::cli::arguments::parse_instant)]
    start: Option<Timestamp>,
    /// How long it lasts.
    #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u16).range(1..=1_440))]
    minutes: u16,
    /// Another script than the lesson: a JSON array of cues.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["room", "teacher", "students", "start", "minutes"])]
    script: Option<PathBuf>,
    /// Play as time goes by; otherwise everything happens at once, with the times it would have had.
    #[arg(long)]
    real_time: bool,
    /// Answer RoomService here as well, until stopped.
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<SocketAddr>,
}

/// Plays the script to its end; with `--listen` it stays until the process is stopped.
///
/// # Errors
/// When not every webhook that was sent was accepted.
pub async fn run(asked: SimulateLivekit) -> anyhow::Result<()> {
    let mut webhook = asked.to.clone();
    if webhook.path() == "/" {
        webhook.set_path("/webhooks/livekit");
    }
    let setup = WebhookTarget {
        webhook: webhook.into(),
        key: SigningKey { key: asked.key.clone(), secret: asked.secret.clone() },
    };
    let cues = cues(&asked)?;
    let first = cues.iter().map(|cue| cue.at).min().context("the script is empty")?;
    let hand = Arc::new(ManualClock::at(first));
    let clock: Arc<dyn Clock> = if asked.real_time { Arc::new(SystemClock) } else { hand.clone() };
    let livekit =
        SimulatedLivekit::with_signing_clock(setup, clock, Arc::new(SystemClock), IdGenerator::from_os());
    livekit.play(cues);
    let server = match asked.listen {
        None => None,
        Some(address) => {
            let listener = tokio::net::TcpListener::bind(address).await?;
            say!("simulated LiveKit at http://{}", listener.local_addr()?);
            Some(tokio::spawn(livekit.clone().serve(listener)))
        }
    };
    play(&livekit, &hand, asked.real_time).await;
    let tally = livekit.delivery_counts();
    say!(
        "{} events in {} tries: {} accepted, {} refused, {} lost",
        tally.made,
        tally.tries,
        tally.accepted,
        tally.refused,
        tally.lost
    );
    if let Some(server) = server {
        tokio::select! {
            served = server => served??,
            () = async { livekit.run().await } => {}
        }
    }
    if tally.refused > 0 {
        bail!("webhooks were refused: does the receiver know this key, and is the secret the same there?");
    }
    if tally.accepted == 0 {
        bail!("no webhook arrived: is anybody listening at {}?", asked.to);
    }
    Ok(())
}

async fn play(livekit: &SimulatedLivekit, hand: &ManualClock, real_time: bool) {
    while let Some(at) = livekit.next() {
        if real_time {
            let wait = at.since(SystemClock.now()).max(0);
            tokio::time::sleep(std::time::Duration::from_millis(wait.unsigned_abs())).await;
        } else {
            hand.set(hand.now().max(at));
        }
        livekit.step().await;
    }
}

fn cues(asked: &SimulateLivekit) -> anyhow::Result<Vec<ScriptEvent>> {
    if let Some(path) = &asked.script {
        let text =
            std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        return serde_json::from_str(&text).with_context(|| format!("{} is no script", path.display()));
    }
    let length = i64::from(asked.minutes) * 60;
    let now = SystemClock.now();
    let start = asked.start.unwrap_or(if asked.real_time { now } else { now.plus(-length * SECOND) });
    Ok(lesson(asked, start, length).into_iter().collect())
}

/// A typical lesson: a recorder, a student who drops and comes back, one who changes to another device, one who
/// reconnects.
fn lesson(asked: &SimulateLivekit, start: Timestamp, length: i64) -> RoomScript {
    let recorder = JoiningParticipant {
        identity: "EG_recorder".to_owned(),
        sort: ParticipantType::Egress,
        ..JoiningParticipant::default()
    };
    let mut story = RoomScript::new(&asked.room, start)
        .join(0, JoiningParticipant::person(&asked.teacher, &asked.teacher))
        .then(5, ScriptAction::Join(recorder));
    for (index, student) in (0..).zip(&asked.students) {
        let caller = || JoiningParticipant::person(student, student);
        story = story.join(10 + 7 * index, caller());
        story = match index % 3 {
            0 => story.vanish(length / 3, student).join(length / 3 + 45, caller()),
            1 => story.join(length / 2, caller()),
            _ => story.then(length / 2, ScriptAction::Reconnect(student.clone())),
        };
        story = story.leave(length - 30 + index, student);
    }
    story.leave(length, &asked.teacher)
}
