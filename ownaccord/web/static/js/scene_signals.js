// A signal is shown here before the network answers. Yellow and red are kept and told again until they are stored, also
// after this page was closed and opened; what is kept is a number and a word.
import { read } from "./scene_part.js";
import { lost, note, part, post, root, tell } from "./scene_page.js";
const KEPT = `signals-${root.dataset.scene}`;
const INSISTS = ["red", "yellow"], RESTS = 5000;
const telling = new Set();
let waiting = kept(), count = 0, unseen = [], failed = 0;

function kept() {
  try { return JSON.parse(sessionStorage.getItem(KEPT)) ?? []; } catch { return []; }
}

function keep(list) {
  waiting = list;
  const plain = list.map(({ word, number }) => ({ word, number }));
  try {
    if (plain.length) sessionStorage.setItem(KEPT, JSON.stringify(plain)); else sessionStorage.removeItem(KEPT);
  } catch { /* Then it is told for as long as this page lives. */ }
}

function show() {
  const shown = part().dataset.phase === "red" ? [] : [...waiting, ...unseen].map((one) => one.word);
  const most = INSISTS.find((word) => shown.includes(word));
  for (const word of INSISTS) note(word, word === most);
  note("unstored", waiting.length > 0 && part().dataset.phase !== "red" && (lost() || waiting.some((one) => one.tries > 1)));
  note("failed", failed > 0);
}

function next() {
  return (count = Math.max(count + 1, Number(part().dataset.number), ...waiting.map((one) => one.number + 1)));
}

async function insist(one) {
  if (telling.has(one)) return;
  telling.add(one);
  one.tries = (one.tries ?? 0) + 1;
  try {
    const { status } = await post(one.word, { number: one.number });
    if (status === 204) unseen.push({ ...one, stored: performance.now() });
    if (status === 204 || status === 404) { keep(waiting.filter((each) => each !== one)); read(); }
  } catch { /* Told again in a second. */ }
  telling.delete(one);
  show();
}

function press(word, about) {
  failed = 0;
  tell("pressed", { word });
  if (INSISTS.includes(word)) {
    if (!waiting.some((one) => one.word === word)) keep([...waiting, { word, number: next() }]);
    window.scrollTo(0, 0);
  } else if (!waiting.length) {
    // While a yellow or a red is not stored, nothing milder overtakes it.
    const fields = { number: next(), ...(about === undefined ? {} : { about }) };
    const stored = post(word, fields).then((said) => said.status === 204, () => false);
    stored.then((is) => { failed = is ? 0 : performance.now(); read(); show(); });
  }
  waiting.forEach(insist);
  show();
}

root.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-signal]");
  if (!form) return;
  event.preventDefault();
  press(form.dataset.signal, form.elements.about?.value);
});
root.addEventListener("scene:drawn", ({ detail: { asked } }) => {
  // A red stays on the screen until everybody's end of it is drawn; a yellow until it was read again.
  unseen = unseen.filter((one) => asked < one.stored || (one.word === "red" && part().dataset.phase === "running"));
  if (asked > failed + RESTS) failed = 0;
  show();
});
root.addEventListener("scene:ended", () => { keep([]); clearInterval(again); });
window.addEventListener("online", () => waiting.forEach(insist));
const again = setInterval(() => { if (waiting.length) { waiting.forEach(insist); show(); } }, 1000);
waiting.forEach(insist);
show();
