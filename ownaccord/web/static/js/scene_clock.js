// Counts on between two readings: how long it has been, and how long until the next check-in. The server's numbers win.
import { part, root } from "./scene_page.js";
let from = performance.now();

function words(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const clock = [Math.floor(whole / 60) % 60, whole % 60].map((each) => String(each).padStart(2, "0")).join(":");
  return whole < 3600 ? clock : `${Math.floor(whole / 3600)}:${clock}`;
}

function show() {
  const gone = (performance.now() - from) / 1000;
  const elapsed = part().querySelector("[data-scene-elapsed]"), next = part().querySelector("[data-scene-next]");
  if (elapsed) elapsed.textContent = words(Number(part().dataset.elapsed) + gone);
  if (next) next.textContent = words(Number(part().dataset.next) - gone);
}

root.addEventListener("scene:drawn", () => { from = performance.now(); show(); });
const counting = setInterval(show, 1000);
root.addEventListener("scene:ended", () => clearInterval(counting));
show();
