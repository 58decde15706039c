// Listens for "look again", and knows when it hears nothing. That is said at once, and never looks like all is well.
// A browser does not notice a frozen line by itself: every few seconds the server says something, and silence counts.
import { answer } from "./live_asking.js";
import { look, now, root, show, since } from "./live_page.js";

const quiet = Number(root.dataset.liveQuiet ?? 10) * 1000;
const ASK_EVERY = quiet * 0.3;
const LATEST_RETRY = quiet * 6;
let word = root.dataset.liveSince ?? "";
let stream = null, opened = 0, wait = quiet;
let heard = now(), streams = now();
let asking = false, asked = 0;

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
  const said = await answer(address(root.dataset.liveNow), quiet / 2);
  asking = false;
  if (said.over) over();
  word = said.state ?? word;
  for (const each of said.looks ?? []) look(each);
  if (said.heard) hears();
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
