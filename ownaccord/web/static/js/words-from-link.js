// Takes the words of an invitation out of the link that a camera opened, and clears them from the address at once.
const field = document.querySelector("[data-words]");
const words = window.location.hash.slice(1);

if (field && words) {
  window.history.replaceState(null, "", window.location.pathname);
  if (/^[a-z.-]{10,400}$/.test(words)) field.value = words.replaceAll(".", " ");
}
