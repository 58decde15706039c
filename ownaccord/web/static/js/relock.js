// A page that the browser kept for its Back button shows nothing: it is emptied and asked for again.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  document.documentElement.replaceChildren();
  window.location.reload();
});
