// Notices a picture that stays black: a camera behind a cover, or one of several that shows nothing.

/** Whether nothing is seen in these pixels (RGBA): all dark, and all alike. Pure. */
export function isBlack(pixels) {
  let [sum, most, count] = [0, 0, 0];
  for (let at = 0; at + 2 < pixels.length; at += 4) {
    const light = 0.2126 * pixels[at] + 0.7152 * pixels[at + 1] + 0.0722 * pixels[at + 2];
    sum += light;
    most = Math.max(most, light);
    count += 1;
  }
  return count > 0 && sum / count < 14 && most < 40;
}

/** Looks at a video once; `null` where it shows nothing yet. */
export function look(video, canvas) {
  if (!video.videoWidth) return null;
  [canvas.width, canvas.height] = [24, 16];
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(video, 0, 0, 24, 16);
  return isBlack(context.getImageData(0, 0, 24, 16).data);
}
