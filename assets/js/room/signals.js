// What browsers in a room say to each other beside picture and sound: chat and raised hands, as JSON in data packets.
// Whoever sent a packet is told by the server; what stands in it is not to be trusted. Pure.
import { harmless } from "./words.js";

export const CHAT = "rollcall.chat";
export const HAND = "rollcall.hand";
/** Characters of one message. */
export const MAX_TEXT = 2000;

export function encode(value) {
  return new TextEncoder().encode(JSON.stringify(value));
}

/** A packet as `{kind: "chat", text}`, `{kind: "hand", up}` or `{kind: "lower"}`; null for whatever else. */
export function decode(topic, bytes) {
  let said;
  try {
    said = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
  if (said === null || typeof said !== "object") return null;
  if (topic === CHAT && typeof said.text === "string") {
    const text = tidy(said.text);
    return text ? { kind: "chat", text } : null;
  }
  if (topic === HAND && said.lower === true) return { kind: "lower" };
  if (topic === HAND && typeof said.up === "boolean") return { kind: "hand", up: said.up };
  return null;
}

/** A message as it is shown: without invisible characters, without empty ends, cut. */
export function tidy(text) {
  const clean = harmless(text.replace(/\r\n?/g, "\n")).replace(/\n{3,}/g, "\n\n").trim();
  return [...clean].slice(0, MAX_TEXT).join("");
}
