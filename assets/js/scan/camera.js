// The camera: opened on request, the rear one first; another one, its light, and why it does not open.

/** Why a camera did not open: a word with a text of its own. Pure. */
export function whyNot(error, { isSecure, hasDevices }) {
  if (!isSecure || !hasDevices) return isSecure ? "unsupported" : "insecure";
  switch (error?.name) {
    case "NotAllowedError": case "SecurityError": return "denied";
    case "NotFoundError": case "OverconstrainedError": return "missing";
    case "NotReadableError": case "AbortError": return "busy";
    default: return "failed";
  }
}

/** What is asked for: this camera, else one that looks away from the person who holds the device. Pure. */
export function wanted(deviceId) {
  const which = deviceId ? { deviceId: { exact: deviceId } } : { facingMode: { ideal: "environment" } };
  return { audio: false, video: { ...which, width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30, max: 30 } } };
}

/** The one after this in a list, round and round. Pure. */
export function nextOf(ids, id) {
  return ids.length ? ids[(ids.indexOf(id) + 1) % ids.length] : null;
}

export class Camera {
  #stream = null;
  #video;

  constructor(video) {
    this.#video = video;
  }

  get isOn() {
    return this.#stream !== null;
  }

  get #track() {
    return this.#stream?.getVideoTracks()[0] ?? null;
  }

  /** Its id, by which it is found again. */
  get id() {
    return this.#track?.getSettings().deviceId ?? null;
  }

  /** Opens it and shows its picture. `onEnd` is called when it is taken away. Throws a word of `whyNot`. */
  async open(deviceId, onEnd) {
    this.close();
    const env = { isSecure: window.isSecureContext, hasDevices: Boolean(navigator.mediaDevices?.getUserMedia) };
    if (!env.isSecure || !env.hasDevices) throw whyNot(null, env);
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia(wanted(deviceId)).catch((error) => {
        // The camera of last time is not plugged in any more.
        if (deviceId && error?.name === "OverconstrainedError") return navigator.mediaDevices.getUserMedia(wanted(null));
        throw error;
      });
    } catch (error) {
      throw whyNot(error, env);
    }
    this.#stream = stream;
    this.#track.addEventListener("ended", () => {
      if (this.#stream !== stream) return;
      this.close();
      onEnd();
    });
    // A device without it ignores the wish.
    this.#track.applyConstraints({ advanced: [{ focusMode: "continuous" }] }).catch(() => {});
    this.#video.srcObject = stream;
    await this.#video.play().catch(() => {});
  }

  close() {
    const stream = this.#stream;
    this.#stream = null;
    stream?.getTracks().forEach((track) => track.stop());
    this.#video.srcObject = null;
  }

  /** Ids of all cameras; known once one was allowed. */
  async all() {
    const devices = await navigator.mediaDevices?.enumerateDevices().catch(() => []);
    return (devices ?? []).filter((one) => one.kind === "videoinput" && one.deviceId).map((one) => one.deviceId);
  }

  get hasLight() {
    return Boolean(this.#track?.getCapabilities?.().torch);
  }

  /** Turns its light on or off; whether it is on now. */
  async light(isOn) {
    try {
      await this.#track.applyConstraints({ advanced: [{ torch: isOn }] });
      return isOn;
    } catch {
      return false;
    }
  }
}
