// What a signal feels and sounds like: each its own. Nothing of it for a lost connection unless it is wished for here.
import { part, root } from "./scene_part.js";
const FEELS = { green: [60], yellow: [200, 120, 200], red: [600, 120, 600, 120, 600], lost: [80, 80, 80] };
const SOUNDS = { yellow: [330, 0.25], red: [220, 0.7] };
const wishes = Object.fromEntries([...root.querySelectorAll("[data-feel]")].map((each) => [each.dataset.feel, each]));
let audio = null, before = heard();

function heard() {
  return [...part().querySelectorAll(".scene-person .signal-shape")].map((each) => each.getAttribute("class")).join(" ") + part().dataset.phase;
}

function sound(word) {
  if (!wishes.sound?.checked || !SOUNDS[word]) return;
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

root.addEventListener("scene:pressed", (event) => { if (FEELS[event.detail.word]) feel(event.detail.word); });
root.addEventListener("scene:lost", (event) => { if (event.detail.lost && wishes.lost?.checked) feel("lost"); });
root.addEventListener("scene:drawn", () => {
  const now = heard();
  if (now === before) return;
  const fresh = (word) => now.includes(`signal-${word}`) && now.split(`signal-${word}`).length > before.split(`signal-${word}`).length;
  if (part().dataset.phase === "red" && !before.endsWith("red")) feel("red");
  else if (fresh("yellow")) feel("yellow");
  before = now;
});
