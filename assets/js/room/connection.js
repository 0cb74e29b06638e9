// The connection to LiveKit: one room at a time, and what happens in it told to whoever listens.
import { ConnectionState, Room, RoomEvent, setLogLevel, Track, VideoPresets } from "livekit-client";
import { chosen } from "./devices.js";

/** The room that is connected; null outside of one. */
export let room = null;

// It complains into the console of every closed window; `?debug` in the address lets it speak.
setLogLevel(new URLSearchParams(location.search).has("debug") ? "debug" : "silent");

const listeners = new Set();

/** Calls `hears(name, ...)` for what happens: changed, came, went, track, untracked, data, speaking, reconnecting, reconnected, sound, muted, ended. */
export function listen(hears) {
  listeners.add(hears);
}

const tell = (name, ...about) => listeners.forEach((hears) => hears(name, ...about));

/** Connects with what the server granted. Throws where LiveKit does not let us in. */
export async function connect({ url, token }) {
  const made = new Room({
    adaptiveStream: true,
    dynacast: true,
    // It would leave at `beforeunload` too, which fires for a link to the mail program and for a page that is not left after all.
    disconnectOnPageLeave: false,
    videoCaptureDefaults: { deviceId: chosen.cameraId || undefined, resolution: VideoPresets.h720.resolution },
    audioCaptureDefaults: { deviceId: chosen.microphoneId || undefined, echoCancellation: true, noiseSuppression: true, autoGainControl: true },
    publishDefaults: { simulcast: true, stopMicTrackOnMute: false },
  });
  hear(made);
  await made.connect(url, token, { maxRetries: 1 });
  room = made;
  tell("entered");
  if (chosen.speakerId) made.switchActiveDevice("audiooutput", chosen.speakerId).catch(() => {});
}

/** Whether the connection stands, as far as is known. */
export const isConnected = () => room?.state === ConnectionState.Connected;

export async function leave() {
  await room?.disconnect();
}

addEventListener("pagehide", leave);

function hear(made) {
  const changed = () => tell("changed");
  const E = RoomEvent;
  for (const name of [E.TrackPublished, E.TrackUnpublished, E.TrackSubscribed, E.TrackUnsubscribed, E.LocalTrackPublished,
    E.LocalTrackUnpublished, E.TrackStreamStateChanged, E.ConnectionQualityChanged, E.ParticipantNameChanged,
    E.ParticipantPermissionsChanged, E.TrackUnmuted]) made.on(name, changed);
  made.on(E.ParticipantConnected, (who) => { tell("came", who); changed(); });
  made.on(E.ParticipantDisconnected, (who) => { tell("went", who); changed(); });
  made.on(E.TrackSubscribed, (track, publication, who) => tell("track", track, who));
  made.on(E.TrackUnsubscribed, (track) => tell("untracked", track));
  made.on(E.TrackMuted, (publication, who) => { tell("muted", publication, who); changed(); });
  made.on(E.DataReceived, (bytes, who, kind, topic) => { if (who) tell("data", topic, bytes, who); });
  made.on(E.ActiveSpeakersChanged, (speakers) => tell("speaking", speakers));
  made.on(E.Reconnecting, () => tell("reconnecting"));
  made.on(E.SignalReconnecting, () => tell("reconnecting"));
  made.on(E.Reconnected, () => { tell("reconnected"); changed(); });
  made.on(E.AudioPlaybackStatusChanged, () => tell("sound", made.canPlaybackAudio));
  made.on(E.MediaDevicesError, (error, kind) => tell("device", error, kind));
  made.on(E.Disconnected, (reason) => {
    if (room !== made) return;
    room = null;
    tell("ended", reason);
  });
}

/** Everybody in the room, oneself first. */
export const everybody = () => (room ? [room.localParticipant, ...room.remoteParticipants.values()] : []);

/** Sends a packet to all, or to some. */
export async function send(topic, bytes, to) {
  await room.localParticipant.publishData(bytes, { reliable: true, topic, destinationIdentities: to });
}

/** The picture of somebody's camera or screen; undefined where there is none to be seen. */
export function pictureOf(who, source) {
  const publication = who.getTrackPublication(source);
  return publication && !publication.isMuted ? publication.videoTrack : undefined;
}

/** Whether somebody shares their screen, even where it is not here yet. */
export const sharesScreen = (who) => Boolean(who.getTrackPublication(Track.Source.ScreenShare));

/** Whether the token lets us share the screen, and the browser can. */
export function mayShare() {
  const permission = room?.localParticipant.permissions;
  const sources = permission?.canPublishSources ?? [];
  // 3 is SCREEN_SHARE; an empty list restricts nothing.
  const granted = permission ? permission.canPublish && (sources.length === 0 || sources.includes(3)) : false;
  return granted && Boolean(navigator.mediaDevices?.getDisplayMedia);
}

/** Whether the token lets us show ourselves at all. */
export const mayPublish = () => room?.localParticipant.permissions?.canPublish !== false;

export { Track };
