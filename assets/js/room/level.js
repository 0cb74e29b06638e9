// How loud a microphone is, 0 to 100.

/** Calls `show` some ten times a second until the returned function is called. */
export function watchLevel(stream, show) {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 512;
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  // Browsers let sound run only after somebody pressed something.
  const wake = () => { if (context.state === "suspended") context.resume().catch(() => {}); };
  wake();
  document.addEventListener("pointerdown", wake);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    const power = samples.reduce((sum, one) => sum + one * one, 0) / samples.length;
    // From -60 dB (nothing) to -10 dB (loud).
    const decibels = 10 * Math.log10(power || 1e-9);
    show(Math.round(Math.min(Math.max((decibels + 60) * 2, 0), 100)));
  }, 100);
  return () => {
    clearInterval(timer);
    document.removeEventListener("pointerdown", wake);
    context.close().catch(() => {});
  };
}
