// Exit now: lock on the server, empty the page at once, put a neutral address in its place. Also Shift three times.
const FORM = "form[data-exit]";
const PRESSES = 3;
const WITHIN = 1500;
const others = "BroadcastChannel" in window ? new BroadcastChannel("exit") : null;

function neutralAddress(form) {
  const wanted = form?.dataset.neutral ?? "about:blank";
  return /^https?:\/\//.test(wanted) ? wanted : "about:blank";
}

function lock(form) {
  const body = new URLSearchParams(new FormData(form));
  fetch(form.action, { method: "POST", body, keepalive: true, redirect: "manual", credentials: "same-origin" }).catch(() => {});
}

function vanish(address) {
  document.documentElement.replaceChildren();
  window.location.replace(address);
}

function exit() {
  const form = document.querySelector(FORM);
  const address = neutralAddress(form);
  if (form) lock(form);
  others?.postMessage("now");
  vanish(address);
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches(FORM)) return;
  event.preventDefault();
  exit();
});

let presses = [];
document.addEventListener("keydown", (event) => {
  if (event.repeat) return;
  presses = event.key === "Shift" ? [...presses, event.timeStamp].slice(-PRESSES) : [];
  if (presses.length === PRESSES && presses[PRESSES - 1] - presses[0] <= WITHIN) exit();
}, true);

others?.addEventListener("message", () => vanish(neutralAddress(document.querySelector(FORM))));
