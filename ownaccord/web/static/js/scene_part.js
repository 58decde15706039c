// What this device shows of a scene: read again at every "look", and every three seconds, which is also its heartbeat.
// An earlier revision than one that was drawn is never drawn: that server does not know what was said already.
import { drawOver } from "./scene_drawing.js";
import { now } from "./live_page.js";
import { ask, hears, holder, lost, note, part, root, tell } from "./scene_page.js";
const EVERY = 3000;
let asking = false, again = false, silent = false;
let highest = Number(part().dataset.revision);

function show() {
  const gone = lost();
  if (gone === silent) return;
  silent = gone;
  root.toggleAttribute("data-lost", gone);
  note("lost", gone);
  tell("lost", { lost: gone });
}

function draw(text, asked) {
  const fresh = new DOMParser().parseFromString(text, "text/html").body.firstElementChild;
  if (!fresh?.dataset.revision) return false;
  if (fresh.dataset.mark !== root.dataset.scene) location.replace(location.pathname);
  if (fresh.dataset.mark !== root.dataset.scene || Number(fresh.dataset.revision) < highest) return false;
  highest = Number(fresh.dataset.revision);
  const turned = fresh.dataset.phase !== part().dataset.phase;
  drawOver(part(), fresh);
  if (turned) window.scrollTo(0, 0);
  tell("drawn", { asked });
  return true;
}

// This browser carries nothing any more: whatever was shown goes, and nothing is asked again.
function end() {
  clearInterval(reading);
  clearInterval(watching);
  asking = true;
  tell("ended");
  root.replaceChildren(root.querySelector("[data-scene-ended]").content.cloneNode(true));
}

export async function read() {
  if (asking) { again = true; return; }
  asking = true;
  const asked = now();
  try {
    const said = await ask(root.dataset.part);
    if (said.status === 404) return end();
    if (said.ok && draw(await said.text(), asked[1])) hears();
  } catch { /* Nobody answered: the silence is counted. */ }
  asking = false;
  show();
  if (again) { again = false; read(); }
}

const reading = setInterval(read, EVERY), watching = setInterval(show, 1000);
root.addEventListener("live:look", read);
document.addEventListener("visibilitychange", () => { show(); read(); });
window.addEventListener("online", read);
window.addEventListener("pageshow", () => { show(); read(); });
