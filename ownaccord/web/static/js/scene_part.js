// What this device shows of a scene: read again at every "look", and every three seconds, which is also its heartbeat.
// An earlier revision than one that was drawn is never drawn: that server does not know what was said already.
export const root = document.querySelector("[data-scene]");
const holder = root.querySelector("[data-scene-part]");
const EVERY = 3000, QUIET = 10000;
let heard = times(), asking = false, again = false;
let highest = Number(part().dataset.revision);

function times() { return [Date.now(), performance.now()]; }

export function part() { return holder.firstElementChild; }

function silence() {
  const [wall, own] = times();
  return Math.max(Math.abs(wall - heard[0]), own - heard[1]);
}

export function lost() { return silence() > QUIET; }

export function post(word, fields) {
  const body = new URLSearchParams({ scene: root.dataset.scene, script: "1", ...fields });
  return fetch(`/live/${word}`, { method: "POST", body, credentials: "same-origin", cache: "no-store", signal: AbortSignal.timeout(4000) });
}

function show() {
  const gone = lost();
  if (gone !== root.hasAttribute("data-lost")) {
    root.toggleAttribute("data-lost", gone);
    root.querySelector("[data-scene-lost]").hidden = !gone;
    root.dispatchEvent(new CustomEvent("scene:lost", { detail: { lost: gone } }));
  }
}

function draw(text) {
  const fresh = new DOMParser().parseFromString(text, "text/html").body.firstElementChild;
  if (!fresh || Number(fresh.dataset.revision) < highest) return false;
  highest = Number(fresh.dataset.revision);
  const before = part();
  if (before.outerHTML !== fresh.outerHTML) {
    for (const each of before.querySelectorAll("details[open]")) fresh.querySelector(`details[data-key="${each.dataset.key}"]`)?.setAttribute("open", "");
    holder.replaceChildren(document.adoptNode(fresh));
  }
  root.dispatchEvent(new CustomEvent("scene:drawn", { detail: { before } }));
  return true;
}

export async function read() {
  if (asking) { again = true; return; }
  asking = true;
  try {
    const said = await fetch(root.dataset.part, { cache: "no-store", credentials: "same-origin", signal: AbortSignal.timeout(4000) });
    if (said.status === 404) return location.replace(location.pathname);
    if (said.ok && draw(await said.text())) heard = times();
  } catch { /* Nobody answered: the silence is counted. */ } finally { asking = false; }
  show();
  if (again) { again = false; read(); }
}

function acknowledge() {
  if (part().dataset.phase === "red" || part().dataset.phase === "running") post("drawn", { about: part().dataset.revision }).catch(() => {});
}

let told = "";
root.addEventListener("scene:drawn", () => {
  const now = `${part().dataset.phase} ${highest}`;
  if (part().dataset.phase === "red" && now !== told) { told = now; requestAnimationFrame(() => requestAnimationFrame(acknowledge)); }
});
root.addEventListener("live:look", read);
document.addEventListener("visibilitychange", () => { show(); read(); });
window.addEventListener("online", read);
window.addEventListener("pageshow", () => { show(); read(); });
setInterval(read, EVERY);
setInterval(show, 1000);
root.dispatchEvent(new CustomEvent("scene:drawn", { detail: { before: null } }));
