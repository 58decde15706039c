// What a page of live things shows of its line, and says to its other scripts: data-live-state, live:state and live:look.
//   <section data-live="/live" data-live-now="/live/now" data-live-since="word"> with an element data-live-lost in it;
//   data-live-state becomes waiting, heard, lost or over. Events on it: live:look (mark, revision, kind), live:state (state).
// Two clocks: one stands still while a device sleeps, the other can be set. Whichever has gone further is believed.
export const root = document.querySelector("[data-live]");

export function now() {
  return [Date.now(), performance.now()];
}

export function since(then) {
  const at = now();
  return Math.max(Math.abs(at[0] - then[0]), at[1] - then[1]);
}

export function show(state) {
  if (root.dataset.liveState === state) return;
  root.dataset.liveState = state;
  for (const lost of root.querySelectorAll("[data-live-lost]")) lost.hidden = state === "heard" || state === "waiting";
  root.dispatchEvent(new CustomEvent("live:state", { bubbles: true, detail: { state } }));
}

export function look(said) {
  root.dispatchEvent(new CustomEvent("live:look", { bubbles: true, detail: said }));
}
