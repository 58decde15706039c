// After the quiet time that the server also keeps, the page goes to the locked door; and at once when another tab was
// locked, or opened for somebody else. Typing that was not sent is covered, not lost.
// The server's clock starts with the last request, this one with the last touch and five seconds later: what the cover sends arrives locked.
const limit = (Number(document.body.dataset.idleSeconds) + 5) * 1000;
const address = document.body.dataset.idleAddress;
const cover = document.querySelector("[data-idle-cover]");
const tabs = "BroadcastChannel" in window ? new BroadcastChannel("awake") : null;
const others = "BroadcastChannel" in window ? new BroadcastChannel("whose") : null;
let last = Date.now();
let typed = null;

function awake() {
  last = Date.now();
}

function note() {
  if (Date.now() - last > 1000) tabs?.postMessage("here");
  awake();
}

function coverTyping() {
  for (const element of document.querySelectorAll("main, .top-space")) element.hidden = true;
  cover.hidden = false;
  cover.querySelector("[data-idle-send]").addEventListener("click", () => {
    typed.noValidate = true;
    typed.requestSubmit();
  });
}

function leave() {
  if (!cover.hidden) return;
  if (typed?.isConnected) coverTyping();
  else window.location.replace(address);
}

function rest() {
  if (Date.now() - last >= limit) leave();
}

for (const kind of ["pointerdown", "keydown", "scroll"]) document.addEventListener(kind, note, { passive: true, capture: true });
document.addEventListener("input", (event) => { typed = event.target.form?.method === "post" ? event.target.form : typed; });
document.addEventListener("visibilitychange", rest);
tabs?.addEventListener("message", awake);
others?.addEventListener("message", (event) => { if (event.data !== document.body.dataset.whose) leave(); });
setInterval(rest, 5000);
