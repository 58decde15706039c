// Grounding opens at its heading with the in-breath first; where the browser knows no popover, the part opens in the page itself.
const panel = document.querySelector("[data-grounding]");
const knowsPopover = "popover" in HTMLElement.prototype;

function begin() {
  for (const animation of panel.getAnimations({ subtree: true })) animation.currentTime = 0;
  panel.querySelector("[tabindex='-1']").focus();
}

if (panel && knowsPopover) {
  panel.addEventListener("toggle", (event) => { if (event.newState === "open") begin(); });
}

if (panel && !knowsPopover) {
  const close = panel.querySelector("[popovertargetaction='hide']");
  for (const opener of document.querySelectorAll("a.opens-page")) {
    opener.addEventListener("click", (event) => {
      event.preventDefault();
      panel.classList.add("panel-open");
      close.addEventListener("click", () => { panel.classList.remove("panel-open"); opener.focus(); }, { once: true });
      panel.querySelector("[tabindex='-1']").focus();
    });
  }
}
