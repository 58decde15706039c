// What a signal feels and sounds like: each its own. Nothing of it for a lost connection unless it is wished for here.
import { part, root } from "./scene_page.js";
const FEELS = { green: [60], yellow: [200, 120, 200], red: [600, 120, 600, 120, 600], lost: [80, 80, 80] };
const SOUNDS = { yellow: [330, 0.25], red: [220, 0.7] };
const wishes = Object.fromEntries([...root.querySelectorAll("[data-feel]")].map((each) => [each.dataset.feel, each]));
let audio = null, red = false, before = heard();

// What others have pressed; one's own was felt at the press.
function heard() {
  const others = [...part().querySelectorAll(".scene-person:not([data-own])")].map((each) => each.dataset.of);
  return { phase: part().dataset.phase, yellow: others.filter((each) => each === "yellow").length };
}

function sound(word) {
  if (!wishes.sound.checked || !SOUNDS[word]) return;
  const [pitch, seconds] = SOUNDS[word];
  audio ??= new AudioContext();
  const tone = audio.createOscillator(), level = audio.createGain();
  tone.frequency.value = pitch;
  level.gain.setValueAtTime(0.15, audio.currentTime);
  level.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + seconds);
  tone.connect(level).connect(audio.destination);
  tone.start();
  tone.stop(audio.currentTime + seconds);
}

function feel(word) {
  navigator.vibrate?.(FEELS[word]);
  sound(word);
}

root.addEventListener("scene:pressed", ({ detail: { word } }) => {
  red ||= word === "red";
  if (FEELS[word]) feel(word);
});
root.addEventListener("scene:lost", ({ detail: { lost } }) => { if (lost && wishes.lost.checked) feel("lost"); });
root.addEventListener("scene:drawn", () => {
  const now = heard();
  if (now.phase === "red" && before.phase !== "red" && !red) feel("red");
  else if (now.phase === "running" && now.yellow > before.yellow) feel("yellow");
  before = now;
});
// A browser lets nothing sound before a person has asked for it: this is where they do, and hear what it will be.
wishes.sound.addEventListener("change", () => sound("yellow"));
