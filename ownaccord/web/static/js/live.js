// Listens for "look again", and knows when it hears nothing. Nothing heard is said at once, and never looks like all is well.
//   <section data-live="/live" data-live-now="/live/now" data-live-since="word"> with an element data-live-lost in it;
//   data-live-state becomes waiting, heard, lost or over. Events on it: live:look (mark, revision, kind), live:state (state).
// A browser does not notice a frozen line by itself: every few seconds the server says something, and silence counts.
const root = document.querySelector("[data-live]");
const quiet = Number(root.dataset.liveQuiet ?? 10) * 1000;
const ASK_EVERY = quiet * 0.3;
const LATEST_RETRY = quiet * 6;
let word = root.dataset.liveSince ?? "";
let stream = null;
let opened = 0;
let wait = quiet;
let heard = now();
let streams = now();
let asking = false;
let asked = 0;

// Two clocks: one stands still while a device sleeps, the other can be set. Whichever has gone further is believed.
function now() {
  return [Date.now(), performance.now()];
}

function since(then) {
  const at = now();
  return Math.max(Math.abs(at[0] - then[0]), at[1] - then[1]);
}

function show(state) {
  if (root.dataset.liveState === state) return;
  root.dataset.liveState = state;
  for (const lost of root.querySelectorAll("[data-live-lost]")) lost.hidden = state === "heard" || state === "waiting";
  root.dispatchEvent(new CustomEvent("live:state", { bubbles: true, detail: { state } }));
}

function look(said) {
  root.dispatchEvent(new CustomEvent("live:look", { bubbles: true, detail: said }));
}

function hears() {
  heard = now();
  show("heard");
}

function over() {
  close();
  clearInterval(watch);
  show("over");
}

function close() {
  stream?.close();
  stream = null;
}

function address(path) {
  return word ? `${path}?${new URLSearchParams({ since: word })}` : path;
}

function open() {
  close();
  opened = Date.now();
  const here = new EventSource(address(root.dataset.live));
  stream = here;
  const on = (kind, act) => here.addEventListener(kind, (event) => {
    if (here !== stream) return;
    streams = now();
    wait = quiet;
    word = event.lastEventId || word;
    act(event);
  });
  on("beat", hears);
  on("look", (event) => { hears(); look(JSON.parse(event.data)); });
  on("over", over);
}

async function ask() {
  asked = Date.now();
  asking = true;
  try {
    const limit = AbortSignal.timeout(quiet / 2);
    const answer = await fetch(address(root.dataset.liveNow), { cache: "no-store", credentials: "same-origin", signal: limit });
    if (answer.status === 404) { over(); return; }
    if (answer.status === 200) {
      const said = await answer.json();
      word = said.state;
      for (const each of said.looks) look(each);
    }
    if (answer.status === 200 || answer.status === 204) hears();
  } catch {
    // Nobody answered: the watch says so.
  } finally {
    asking = false;
  }
}

function rest() {
  if (root.dataset.liveState === "over") return;
  const closed = stream === null || stream.readyState === EventSource.CLOSED;
  if (closed || since(streams) > quiet) {
    if (!asking && Math.abs(Date.now() - asked) > ASK_EVERY) ask();
    if (Math.abs(Date.now() - opened) > wait) {
      wait = Math.min(wait * 2, LATEST_RETRY);
      open();
    }
  }
  if (since(heard) > quiet) show("lost");
}

const watch = setInterval(rest, Math.min(1000, quiet / 5));
document.addEventListener("visibilitychange", rest);
window.addEventListener("online", open);
window.addEventListener("pagehide", close);
show("waiting");
open();
