// A page that waits for others: it says when something is newer, and changes nothing under a finger. While it carries what
// waits to begin it is heard every three seconds, and goes to the live page once that has begun.
const EVERY = 3000, PATIENCE = 4000;
const newer = document.querySelector("[data-newer]");
const carries = document.querySelector("[data-carries]");
let asking = false;

async function beat() {
  if (asking) return;
  asking = true;
  try {
    const limit = AbortSignal.timeout(PATIENCE);
    const said = await fetch(carries.dataset.part, { cache: "no-store", credentials: "same-origin", signal: limit });
    if (said.ok) {
      const part = new DOMParser().parseFromString(await said.text(), "text/html").body.firstElementChild;
      const { mark, phase } = part?.dataset ?? {};
      if (mark === carries.dataset.carries && phase === "running") window.location.replace(carries.dataset.goes);
    }
  } catch { /* Nobody answered: the other page says that this device is not here. */ }
  asking = false;
}

document.addEventListener("live:look", () => { newer.hidden = false; if (carries) beat(); });
if (carries) { beat(); setInterval(beat, EVERY); }
