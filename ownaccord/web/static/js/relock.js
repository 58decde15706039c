// A page that the browser keeps for its Back button is emptied as it goes, and asked for again when it comes back.
// Each page also tells the other tabs whose it is: what belongs to somebody who is no longer here goes (idle.js).
window.addEventListener("pagehide", (event) => {
  if (event.persisted) document.documentElement.replaceChildren();
});
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  document.documentElement.replaceChildren();
  window.location.reload();
});

const whose = document.body?.dataset.whose;
if (whose !== undefined && "BroadcastChannel" in window) new BroadcastChannel("whose").postMessage(whose);
