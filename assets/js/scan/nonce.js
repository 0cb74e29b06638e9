// What makes a scan itself: sent twice, it is still one.

/** 128 random bits; also where the page is not served over https, which `crypto.randomUUID` asks for. */
export function newNonce() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
