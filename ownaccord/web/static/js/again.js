// A page that waits for others is read again when something of its space is newer.
for (const section of document.querySelectorAll("[data-look-again]")) {
  section.addEventListener("live:look", () => {
    const typing = document.activeElement?.closest?.("form");
    if (!typing) window.location.reload();
  });
}
