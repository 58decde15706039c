// Keeps the screen awake while a scene runs, where the browser can; where it cannot, nothing is missing but that.
import { part, root } from "./scene_page.js";
let lock = null;

async function hold() {
  const runs = ["waiting", "running"].includes(part()?.dataset.phase);
  if (!runs) { lock?.release?.(); lock = null; return; }
  if (lock || document.visibilityState !== "visible" || !navigator.wakeLock) return;
  try {
    lock = await navigator.wakeLock.request("screen");
    lock.addEventListener("release", () => { lock = null; });
  } catch { /* The battery is low, or the browser does not want to. */ }
}

root.addEventListener("scene:drawn", hold);
root.addEventListener("scene:ended", () => lock?.release?.());
document.addEventListener("visibilitychange", hold);
hold();
