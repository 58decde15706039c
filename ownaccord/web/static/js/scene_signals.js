// A signal is shown here before the network answers. Yellow and red are kept and told again until they are stored, also
// after this page was closed and opened; what is kept is a number and a word.
import { lost, part, post, read, root } from "./scene_part.js";
const KEPT = `signals-${root.dataset.scene}`;
const INSISTS = ["red", "yellow"];
let count = 0, busy = false;

function waiting() {
  try { return JSON.parse(sessionStorage.getItem(KEPT)) ?? []; } catch { return []; }
}

function keep(list) {
  try { sessionStorage.setItem(KEPT, JSON.stringify(list)); } catch { /* Then it is told for as long as this page lives. */ }
  memory = list;
}

let memory = waiting();

function show() {
  const over = part().dataset.phase === "red";
  for (const each of root.querySelectorAll("[data-local]")) {
    each.hidden = over || !memory.some((one) => one.word === each.dataset.local && !one.done);
  }
  for (const told of root.querySelectorAll("[data-local-told]")) told.hidden = !memory.some((one) => one.tries > 1 || lost());
}

function next() {
  count = Math.max(count + 1, Number(part().dataset.number), ...memory.map((one) => one.number + 1));
  return count;
}

async function tell() {
  if (busy) return;
  busy = true;
  for (const one of [...memory]) {
    one.tries = (one.tries ?? 0) + 1;
    try {
      const said = await post(one.word, { number: one.number });
      if (said.status === 204 || said.status === 404) keep(memory.filter((each) => each !== one));
    } catch { /* Told again in a second. */ }
    show();
  }
  busy = false;
  read();
}

function press(word, about) {
  const number = next();
  root.dispatchEvent(new CustomEvent("scene:pressed", { detail: { word } }));
  if (INSISTS.includes(word)) {
    keep([...memory, { word, number }]);
    show();
    tell();
  } else {
    post(word, about === undefined ? { number } : { number, about }).catch(() => {}).finally(read);
  }
}

root.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-signal]");
  if (!form) return;
  event.preventDefault();
  press(form.dataset.signal, form.elements.about?.value);
});
root.addEventListener("scene:drawn", show);
setInterval(() => { if (memory.length) tell(); }, 1000);
window.addEventListener("online", () => { if (memory.length) tell(); });
if (memory.length) { show(); tell(); }
