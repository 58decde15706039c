// What the scripts of the live page share: where things stand, how a signal is posted, and how long nothing was heard.
// Events on the root: scene:drawn (asked), scene:lost (lost), scene:pressed (word), scene:ended.
import { now, since } from "./live_page.js";
const QUIET = 10000, PATIENCE = 4000;
export const root = document.querySelector("[data-scene]");
export const holder = root.querySelector("[data-scene-part]");
let heard = now();

export function part() {
  return holder.firstElementChild;
}

export function tell(kind, detail = {}) {
  root.dispatchEvent(new CustomEvent(`scene:${kind}`, { detail }));
}

export function ask(address, more = {}) {
  return fetch(address, { cache: "no-store", credentials: "same-origin", signal: AbortSignal.timeout(PATIENCE), ...more });
}

export function post(word, fields) {
  const body = new URLSearchParams({ scene: root.dataset.scene, script: "1", ...fields });
  return ask(`/live/${word}`, { method: "POST", keepalive: true, body });
}

export function hears() {
  heard = now();
}

export function lost() {
  return since(heard) > QUIET;
}

// What has to be said first stands in the place of how things are, so that no signal moves under a finger.
export function note(name, shown) {
  root.querySelector(`[data-note="${name}"]`).hidden = !shown;
  root.toggleAttribute("data-noted", root.querySelector("[data-note]:not([hidden])") !== null);
}
